"""La página de resultados sobre un índice de verdad: lo que muestra y lo que cada lector no ve."""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from fabrica import AHORA, sembrar_documento, sembrar_plan
from flask import Flask
from flask.testing import FlaskClient
from indexado import indexar
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from centro_doc.agenda.modelos import Tema
from centro_doc.busqueda.consultas import resultados
from centro_doc.busqueda.facetas import Anio, Faceta, Facetas, Opcion
from centro_doc.busqueda.formularios import Peticion, leer_peticion
from centro_doc.busqueda.salidas import Salida, expedientes, salidas
from centro_doc.busqueda.vecindad import Vecindad, vecindad
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import CONSOLA, Actor
from centro_doc.directorio.modelos import Institucion
from centro_doc.indice.modelos import Ocultamiento
from centro_doc.indice.servicio import Indice
from centro_doc.plan.modelos import Nodo
from centro_doc.tesauro.casos import agregar_grupo
from centro_doc.tesauro.formularios import datos_grupo
from centro_doc.vinculos.modelos import Vinculo
from config import Config
from indexador.consulta import Consulta, Resultado

PUBLICO = frozenset({"publico"})
PERSONAL = frozenset({"publico", "personal"})


class IndiceQueAnota(Indice):
    """El índice de siempre, que además recuerda lo último que se le preguntó."""

    oida: Consulta

    def buscar(self, sesion: Session, consulta: Consulta) -> Resultado:
        self.oida = consulta
        return super().buscar(sesion, consulta)


@pytest.fixture
def indice(bd: BaseDeDatos, config: Config, reloj: Reloj) -> Indice:
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        congreso = sesion.scalars(select(Institucion)).one()
        sembrar_documento(
            sesion, 1, "Ley de Acceso a la Información Pública",
            ("DECRETO 57-2008", "Toda persona tiene acceso a la información pública del Estado."),
            numero="57-2008", emisor_id=congreso.id,
        )  # fmt: skip
        sembrar_documento(
            sesion, 2, "Dictamen sobre remesas", ("La información de las remesas es de acceso público.",),
            tipo="dictamen_favorable", emitido=date(2010, 3, 1),
        )  # fmt: skip
        sembrar_documento(
            sesion, 3, "Minuta interna", ("Información reservadísima de la zanahoria pública.",),
            marcas=("personal",), acceso="interna", tipo="minuta", emitido=date(2011, 5, 5),
        )  # fmt: skip
        nodo = sesion.scalars(select(Nodo).where(Nodo.codigo == "OO3.A2.7")).one()
        tema = sesion.scalars(select(Tema)).one()
        comunes = {"documento_id": 1, "relacion": "sustenta", "estado": "confirmado", "creado": AHORA}
        sesion.add(Vinculo(nodo_id=nodo.id, destino="plan:x", **comunes))
        sesion.add(Vinculo(tema_id=tema.id, destino="tema:AG2", **comunes))
        sesion.add(Vinculo(tema_id=tema.id, destino="tema:AG2", **(comunes | {"relacion": "enuncia"})))
    return indexar(bd, config, reloj)


@pytest.fixture
def buscar(bd: BaseDeDatos, indice: Indice) -> Callable[..., object]:
    def _buscar(q: str, marcas: frozenset[str] = PUBLICO, **mas: str) -> object:
        with lectura(bd) as sesion:
            return resultados(sesion, indice, marcas, leer_peticion(MultiDict({"q": q} | mas)))

    return _buscar


def registros(hallados: object) -> list[str]:
    return [h.documento.identificador for h in hallados.hoja.elementos]


def test_la_frase_da_el_documento_con_su_pagina_y_sus_marcas(buscar: Callable[..., object]) -> None:
    hallados = buscar('"acceso a la información pública"')
    assert registros(hallados) == ["CD-00001"]
    pasaje = hallados.hoja.elementos[0].pasajes[0]
    assert (pasaje.pagina, pasaje.etiqueta) == (2, "p. 2")
    assert [texto for texto, va in pasaje.partes if va] == ["acceso a la información pública"]


def test_cada_hallazgo_trae_sus_datos_y_sus_vinculos(buscar: Callable[..., object]) -> None:
    hallazgo = buscar("decreto:57-2008").hoja.elementos[0]
    assert (hallazgo.tipo, hallazgo.emisor) == (
        "Decreto del Congreso",
        "Congreso de la República de Guatemala",
    )
    assert [v.codigo for v in hallazgo.vinculos] == ["AG2", "OO3.A2.7"]
    assert hallazgo.fecha is not None and hallazgo.fecha.clase == "emision"


def test_las_facetas_llevan_nombre_y_cuentan_lo_visible(buscar: Callable[..., object]) -> None:
    facetas = {
        f.nombre: [(o.nombre, o.documentos) for o in f.opciones] for f in buscar("información").facetas.listas
    }
    assert facetas["tema"] == [("AG2 Ley de CONAMIGUA", 1)]
    assert [nombre for nombre, _ in facetas["actividad"]] == [
        "OO3.A2.7 Participación en la definición de un plan nacional de retorno"
    ]
    assert ("Congreso de la República de Guatemala", 1) in facetas["institucion"]
    assert sum(cuantos for _, cuantos in facetas["tipo"]) == 2


def test_los_nombres_largos_se_cortan_en_una_palabra_y_se_pliegan_antes() -> None:
    largas = tuple(
        Opcion(str(n), f"OO3.A2.{n} Participación en la definición de un plan", 1, n == 6) for n in range(7)
    )
    faceta = Faceta("actividad", "Actividad del plan", largas)
    assert largas[0].corto == "OO3.A2.0 Participación en la definición de…"
    assert [o.valor for o in faceta.visibles] == ["0", "1", "2", "3", "6"]
    assert [o.valor for o in faceta.plegadas] == ["4", "5"]
    cortas = Faceta("tipo", "Tipo", tuple(Opcion(str(n), "Ley", 1, False) for n in range(7)))
    assert len(cortas.visibles) == 6 and cortas.opciones[0].corto == "Ley"


def test_el_acceso_solo_se_ofrece_a_quien_ve_algo_no_publico(buscar: Callable[..., object]) -> None:
    assert "acceso" not in {f.nombre for f in buscar("información").facetas.listas}
    acceso = next(f for f in buscar("información", PERSONAL).facetas.listas if f.nombre == "acceso")
    assert ("Interna", 1) in [(o.nombre, o.documentos) for o in acceso.opciones]


def test_los_anios_van_seguidos_y_se_marcan_los_elegidos(buscar: Callable[..., object]) -> None:
    hallados = buscar("información", desde="2010")
    assert [(a.anio, a.documentos, a.elegido) for a in hallados.facetas.anios] == [
        (2008, 1, False), (2009, 0, False), (2010, 1, True),
    ]  # fmt: skip
    assert registros(hallados) == ["CD-00002"]
    assert [a.nombre for a in hallados.facetas.activos] == ["Año: desde 2010"]


@pytest.mark.parametrize(
    ("filtro", "valor", "hallados"),
    [
        ("tipo", "dictamen_favorable", ["CD-00002"]),
        ("tema", "AG2", ["CD-00001"]),
        ("actividad", "OO3", ["CD-00001"]),
        ("institucion", "CONGRESO", ["CD-00001"]),
    ],
)
def test_cada_filtro_restringe(
    buscar: Callable[..., object], filtro: str, valor: str, hallados: list[str]
) -> None:
    pedidos = buscar("información", **{filtro: valor})
    assert registros(pedidos) == hallados
    assert len(pedidos.facetas.activos) == 1


def test_lo_que_no_se_ve_no_esta_en_aciertos_facetas_ni_totales(buscar: Callable[..., object]) -> None:
    publico, personal = buscar("información"), buscar("información", PERSONAL)
    assert (publico.hoja.total, personal.hoja.total) == (2, 3)
    assert buscar("zanahoria").hoja.total == 0
    assert "minuta" not in {o.valor for f in publico.facetas.listas for o in f.opciones}


def test_lo_que_se_oculto_deja_de_salir_aunque_el_indice_no_lo_sepa(
    buscar: Callable[..., object], bd: BaseDeDatos, reloj: Reloj
) -> None:
    with transaccion(bd) as sesion:
        sesion.add(Ocultamiento(documento_id=1, revision=2, cuando=reloj.ahora()))
    assert registros(buscar("información")) == ["CD-00002"]


def test_la_base_vuelve_a_mirar_las_marcas(buscar: Callable[..., object], bd: BaseDeDatos) -> None:
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 1).marcas[0].marca = "personal"
    assert registros(buscar("información")) == ["CD-00002"]


def test_el_numero_de_consultas_no_depende_de_los_hallazgos(
    buscar: Callable[..., object], bd: BaseDeDatos
) -> None:
    cuentas = []
    buscar("lo que sea")
    for q in ("remesas", "información"):
        vistas: list[str] = []
        escucha = lambda *datos, vistas=vistas: vistas.append(datos[2])  # noqa: E731
        event.listen(bd.motor, "before_cursor_execute", escucha)
        buscar(q)
        event.remove(bd.motor, "before_cursor_execute", escucha)
        cuentas.append(len(vistas))
    assert cuentas[0] == cuentas[1] <= 14


def test_una_pagina_de_mas_lleva_a_la_ultima(buscar: Callable[..., object]) -> None:
    hallados = buscar("información", pagina="40")
    assert hallados.hoja.numero == 1 and len(hallados.hoja.elementos) == 2


def test_sin_resultados_se_ofrece_lo_que_si_los_da(bd: BaseDeDatos, indice: Indice) -> None:
    pedida = leer_peticion(
        MultiDict(
            [
                ("q", '"información remesas"'),
                ("tipo", "dictamen_favorable"),
                ("desde", "1999"),
                ("hasta", "2000"),
            ]
        )
    )
    with lectura(bd) as sesion:
        ofrecidas = salidas(sesion, indice, PUBLICO, pedida)
        sin_filtros = salidas(sesion, indice, PUBLICO, leer_peticion(MultiDict({"q": "remesas zanahoria"})))
    assert ("Las palabras, aunque no vayan juntas, sin filtros", 1) in [
        (s.nombre, s.documentos) for s in ofrecidas
    ]
    assert ("Cualquiera de las palabras, sin filtros", 2) in [(s.nombre, s.documentos) for s in ofrecidas]
    assert len(ofrecidas) == 2
    assert [(s.nombre, s.documentos) for s in sin_filtros] == [("Cualquiera de las palabras", 1)]


def test_una_frase_que_nadie_dice_se_ofrece_dicha_de_otra_manera(
    bd: BaseDeDatos, indice: Indice, reloj: Reloj
) -> None:
    with transaccion(bd) as sesion:
        agregar_grupo(sesion, CONSOLA, datos_grupo(["giros", "remesas"], "sinonimo", "C", ""), reloj=reloj)
    with lectura(bd) as sesion:
        ofrecidas = salidas(
            sesion, indice, PUBLICO, leer_peticion(MultiDict({"q": '"los giros"', "tipo": "x"}))
        )
        frases = [(s.nombre, s.peticion.q) for s in ofrecidas if s.clase == "frase"]
        assert frases == []
        ofrecidas = salidas(sesion, indice, PUBLICO, leer_peticion(MultiDict({"q": 'es "las giros es"'})))
        assert [s for s in ofrecidas if s.clase == "frase"] == [
            Salida("«las remesas es»", Peticion(q='es "las remesas es"'), 1, "frase")
        ]


def test_se_ofrece_el_expediente_del_tema_del_que_trata_lo_buscado(
    bd: BaseDeDatos, indice: Indice, app: Flask
) -> None:
    with transaccion(bd) as sesion:
        sesion.scalars(select(Tema)).one().datos = {"terminos": ["consejo asesor", "zanahoria"]}
    with lectura(bd) as sesion:

        def ofrecidos(q: str) -> list[tuple[str, int]]:
            halladas = expedientes(sesion, indice, PUBLICO, leer_peticion(MultiDict({"q": q})))
            return [(e.tema.codigo, e.documentos) for e in halladas]

        assert ofrecidos("los Consejos Asesores de alguien") == [("AG2", 1)]
        assert ofrecidos("ley de CONAMIGUA") == [("AG2", 1)]
        assert ofrecidos("consejo") == ofrecidos("") == ofrecidos("la de y") == []
    html = pagina(app.test_client(), "/buscar?q=zanahoria")
    assert "Ir al expediente" in html and "/agenda/AG2" in html


@pytest.mark.parametrize(
    ("parametros", "nombre"),
    [
        ({"q": "remesas", "desde": "1999", "hasta": "2000"}, "De cualquier fecha"),
        ({"q": "remesas", "tipo": "minuta"}, "De cualquier tipo"),
        ({"q": "remesas", "tema": "AG2"}, "De cualquier tema"),
        ({"q": "remesas", "actividad": "OO3"}, "De cualquier actividad"),
        ({"q": "remesas", "institucion": "CONGRESO"}, "De cualquier institución"),
        ({"q": "remesas", "acceso": "interna"}, "De cualquier acceso"),
        ({"q": "remesas", "acceso": "interna", "tema": "AG2"}, "Sin ningún filtro"),
        ({"q": '"remesas las"'}, "Las palabras, aunque no vayan juntas"),
    ],
)
def test_cada_salida_quita_una_cosa(
    bd: BaseDeDatos, indice: Indice, parametros: dict[str, str], nombre: str
) -> None:
    with lectura(bd) as sesion:
        ofrecidas = salidas(sesion, indice, PUBLICO, leer_peticion(MultiDict(parametros)))
    assert (nombre, 1) in [(s.nombre, s.documentos) for s in ofrecidas]


def test_la_vecindad_dice_el_anterior_y_el_siguiente(bd: BaseDeDatos, indice: Indice) -> None:
    pedida = leer_peticion(MultiDict({"q": "información", "orden": "fecha_desc"}))
    with lectura(bd) as sesion:
        primero = vecindad(sesion, indice, PERSONAL, pedida, "CD-00003", 1)
        medio = vecindad(sesion, indice, PERSONAL, pedida, "CD-00002", 2)
        ajeno = vecindad(sesion, indice, PUBLICO, pedida, "CD-00003", 1)
    assert primero is not None and (primero.anterior, primero.siguiente) == (None, "CD-00002")
    assert medio is not None and (medio.puesto, medio.anterior, medio.siguiente) == (
        2,
        "CD-00003",
        "CD-00001",
    )
    assert ajeno is None


def pagina(cliente: FlaskClient, ruta: str, estado: int = 200) -> str:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == estado, respuesta.get_data(as_text=True)
    return respuesta.get_data(as_text=True)


def test_la_pagina_marca_lo_hallado_y_enlaza_a_su_pagina(app: Flask, indice: Indice) -> None:
    html = pagina(app.test_client(), "/buscar?q=%22acceso+a+la+información+pública%22")
    assert "<mark>acceso a la información pública</mark>" in html
    assert re.search(r'/documentos/CD-00001\?p=2&amp;n=1&amp;q=[^"]+#pasaje-actual', html)
    assert "Decreto del Congreso" in html and "AG2" in html


def test_la_pagina_vacia_ayuda_a_salir(app: Flask, indice: Indice) -> None:
    html = pagina(app.test_client(), "/buscar?q=remesas&tipo=minuta")
    assert "Ningún documento con esos filtros" in html and "De cualquier tipo" in html
    assert "ingrese" in html
    assert "Revise cómo está escrita" in pagina(app.test_client(), "/buscar?q=xilofon")


def test_lo_que_se_escribe_no_se_vuelve_html(app: Flask, indice: Indice) -> None:
    html = pagina(app.test_client(), "/buscar?q=<script>alert(1)</script>&tipo=<b>&desde=<i>")
    assert "<script>alert" not in html and "<b>" not in html and "<i>" not in html


@pytest.mark.parametrize("q", ['"', "((", "tipo:", "año:x", "NO", "*", "a" * 5000, "\x00\x07", "O O O", "-"])
def test_ninguna_consulta_es_un_error(app: Flask, indice: Indice, q: str) -> None:
    assert app.test_client().get("/buscar", query_string={"q": q}).status_code == 200


def test_los_avisos_de_la_consulta_se_dicen(app: Flask, indice: Indice) -> None:
    html = pagina(app.test_client(), "/buscar?q=%22información&desde=ayer")
    assert html.count('class="quiso"') == 2


def test_sin_indice_la_pagina_dice_que_se_prepara(app: Flask) -> None:
    assert "se está preparando" in pagina(app.test_client(), "/buscar?q=ley", 503)


def test_un_parametro_con_guion_bajo_no_cambia_los_enlaces(app: Flask, indice: Indice) -> None:
    html = pagina(app.test_client(), "/buscar?q=información&_scheme=javascript&_external=1&tipo=minuta")
    assert "javascript:" not in html


def test_el_personal_ve_lo_suyo_y_su_estado(
    app: Flask, indice: Indice, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear("ana@centro.gt", "personal")
    html = pagina(entrar("ana@centro.gt"), "/buscar?q=zanahoria")
    assert "Minuta interna" in html and "Interna" in html


def test_lo_corregido_se_dice_y_se_puede_buscar_tal_como_se_escribio(app: Flask, indice: Indice) -> None:
    html = pagina(app.test_client(), "/buscar?q=remezas&tipo=dictamen_favorable")
    assert "Se cambió «remezas» por «remesas»" in html
    assert "Buscar tal como lo escribí" in html
    assert "literal=1" in html
    literal = pagina(app.test_client(), "/buscar?q=remezas&tipo=dictamen_favorable&literal=1")
    assert "contiene" in literal and "Se cambió" not in literal
    assert re.search(r'¿Quiso decir <strong><a href="[^"]*q=remesas', literal)


def test_al_escribir_otra_consulta_no_se_hereda_lo_literal(app: Flask, indice: Indice) -> None:
    html = pagina(app.test_client(), "/buscar?q=remesas&literal=1")
    caja, filtros = html.split('role="search"')[1].split("</form>")[0], html.split('aria-label="Filtros"')[1]
    assert 'name="literal"' not in caja and 'name="literal"' in filtros


@pytest.mark.usefixtures("indice")
def test_toda_busqueda_lleva_el_tesauro_de_ahora(bd: BaseDeDatos, config: Config, reloj: Reloj) -> None:
    indice = IndiceQueAnota(config.ruta_indice)
    peticion = leer_peticion(MultiDict({"q": "giro", "tipo": "minuta"}))
    buscan = (
        lambda sesion: resultados(sesion, indice, PUBLICO, peticion),
        lambda sesion: vecindad(sesion, indice, PUBLICO, peticion, "CD-00001", 1),
        lambda sesion: salidas(sesion, indice, PUBLICO, peticion),
    )
    for numero, buscar in enumerate(buscan):
        with transaccion(bd) as sesion:
            grupo = datos_grupo(["giro", f"remesa{numero}"], "sinonimo", "C", "")
            agregar_grupo(sesion, CONSOLA, grupo, reloj=reloj)
        with lectura(bd) as sesion:
            buscar(sesion)
        (hallada,) = indice.oida.tesauro.equivalencias(["giro"])
        assert (f"remesa{numero}",) in hallada.otros


def test_los_resultados_se_agrupan_y_cada_grupo_cuenta_los_suyos(buscar: Callable[..., object]) -> None:
    hallados = buscar("información", PERSONAL, agrupar="tema")
    assert [(g.valor, g.nombre, g.documentos) for g in hallados.grupos] == [
        ("AG2", "AG2 Ley de CONAMIGUA", 1), ("", "Sin tema", 2),
    ]  # fmt: skip
    assert [h.puesto for g in hallados.grupos for h in g.hallazgos] == [1, 2, 3]
    assert [g.nombre for g in buscar("información", agrupar="anio").grupos] == ["2010", "2008"]
    (unico,) = buscar("información", agrupar="xyz").grupos
    assert (unico.nombre, len(unico.hallazgos)) == ("", 2)


def test_la_pagina_agrupada_lleva_titulos_y_enlaza_cada_grupo(app: Flask, indice: Indice) -> None:
    html = pagina(app.test_client(), "/buscar?q=información&agrupar=tipo&orden=titulo")
    assert re.search(
        r'<h2 class="hits-g__t" id="g\d">Decreto del Congreso <span class="num tenue">1 documento', html
    )
    assert html.count('<h3 class="hit__t">') == 2
    assert re.search(r'href="/buscar\?[^"]*tipo=dictamen_favorable[^"]*">Ver solo estos', html)
    solo = html.split("Ver solo estos")[0].rsplit('href="', 1)[1]
    assert "agrupar" not in solo and "orden=titulo" in solo
    assert '<option value="tipo" selected>Tipo</option>' in html


def test_un_histograma_de_muchos_anios_junta_varios_en_cada_barra() -> None:
    anios = tuple(Anio(a, 1, a == 1950) for a in range(1821, 2025))
    barras = Facetas((), anios, ()).barras
    assert len(barras) <= 60
    assert sum(barra.documentos for barra in barras) == len(anios)
    assert [(b.nombre, b.elegida) for b in barras if b.elegida] == [("1950 a 1954", True)]
    assert all(una.hasta + 1 == otra.desde for una, otra in pairwise(barras))
    assert [b.nombre for b in Facetas((), anios[:3], ()).barras] == ["1821", "1822", "1823"]


def test_cada_barra_con_documentos_filtra_por_su_anio_y_las_vacias_no_enlazan(
    app: Flask, indice: Indice
) -> None:
    histograma = (
        pagina(app.test_client(), "/buscar?q=información").split('class="histo"')[1].split("</ol>")[0]
    )
    assert re.findall(r"desde=(\d+)&amp;hasta=(\d+)", histograma) == [("2008", "2008"), ("2010", "2010")]
    assert "2009: ninguno" in histograma and "2008: 1 documento" in histograma


def test_la_vecindad_es_la_misma_cerca_y_lejos(bd: BaseDeDatos, config: Config, reloj: Reloj) -> None:
    with transaccion(bd) as sesion:
        for numero in range(1, 71):
            sembrar_documento(sesion, numero, f"Acta {numero:02}", ("Se abre la sesión.",))
    indice = indexar(bd, config, reloj)
    pedida = leer_peticion(MultiDict({"q": "sesión", "orden": "titulo"}))
    registro = {n: f"CD-{n:05}" for n in range(1, 71)}
    with lectura(bd) as sesion:
        for puesto, propio in registro.items():
            hallada = vecindad(sesion, indice, PUBLICO, pedida, propio, puesto)
            assert hallada == Vecindad(puesto, 70, registro.get(puesto - 1), registro.get(puesto + 1))


def test_lo_que_el_personal_pone_en_el_tesauro_se_halla_y_se_marca(
    app: Flask, indice: Indice, bd: BaseDeDatos, reloj: Reloj
) -> None:
    assert "Dictamen sobre" not in pagina(app.test_client(), "/buscar?q=giros")
    with transaccion(bd) as sesion:
        agregar_grupo(sesion, CONSOLA, datos_grupo(["giro", "remesa"], "sinonimo", "C", ""), reloj=reloj)
    html = pagina(app.test_client(), "/buscar?q=giros")
    assert "Dictamen sobre" in html and "<mark>remesas</mark>" in html


def test_el_personal_ve_cincuenta_por_pagina_para_elegirlos_de_una_vez(
    app: Flask,
    bd: BaseDeDatos,
    config: Config,
    reloj: Reloj,
    crear: Callable[..., Actor],
    entrar: Callable[..., FlaskClient],
) -> None:
    with transaccion(bd) as sesion:
        for numero in range(1, 13):
            sembrar_documento(sesion, numero, f"Padrón {numero}", ("El padrón de instituciones.",))
    indexar(bd, config, reloj)
    crear("ana@congreso.gob.gt", "personal")
    ana = entrar("ana@congreso.gob.gt")
    assert pagina(ana, "/buscar?q=padrón").count('name="elegidos"') == 10
    html = pagina(ana, "/buscar?q=padrón&por=50")
    assert html.count('name="elegidos"') == 12 and "Por página" in html
    assert "Por página" not in pagina(app.test_client(), "/buscar?q=padrón&por=50")
