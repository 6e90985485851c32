"""El expediente vivo: los doce apartados, la frase, el orden, el índice por artículo y lo que no se ve."""

from collections.abc import Callable
from datetime import date

import pytest
from conftest import contando, ficha_csrf
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, TextoGuardado
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos, NecesitaIngreso, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.expedientes.apuntes import escribir_frase, ordenar_a_mano, ordenar_por
from centro_doc.expedientes.armar import armar, leer_materia
from centro_doc.expedientes.congelados import cambios_desde, diferencia_con, version
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.contenido import Expediente, Tabla
from centro_doc.expedientes.por_articulo import dichos, leer_pedido
from centro_doc.expedientes.selecciones import guardar_seleccion
from centro_doc.expedientes.sujetos import resolver
from centro_doc.grafo.modelos import CitaGuardada, LecturaJuridica, ObjetivoDeCita
from centro_doc.grafo.palabras import lugar_de_articulo
from centro_doc.vinculos.modelos import EstadoEvidencia, Evidencia

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
PUBLICO = frozenset({"publico"})
PERSONAL = frozenset({"publico", "personal"})
OPINION = "Debe reformarse el artículo 117 de la Ley de Migración porque la PDH lo pide."


@pytest.fixture
def centro(de_fabrica: BaseDeDatos) -> BaseDeDatos:
    """AG1 con una ley, una opinión con pasaje y citas, un estudio y un acta interna de su grupo."""
    with transaccion(de_fabrica) as sesion:
        ley = sembrar_documento(sesion, 1, "Ley de Migración", numero="95-98", emitido=date(1998, 11, 26))
        sembrar_version(sesion, ley, ["Artículo 117."])
        opinion = sembrar_documento(
            sesion,
            2,
            "Opinión de Casa Zeta",
            tipo="opinion_recibida",
            metadatos={
                "remitente": "Casa Zeta",
                "postura": "a_favor_con_cambios",
                "articulos_que_toca": ["117", "artículo 12 de la Ley de Migración"],
            },
        )
        texto = sembrar_version(sesion, opinion, [OPINION])
        estudio = sembrar_documento(
            sesion, 3, "Flujos", tipo="estudio", autores=["Rosa Quiej"], emitido=date(2005, 3, 1)
        )
        acta = sembrar_documento(
            sesion,
            4,
            "Acta MARCADESECRETO",
            tipo="acta_mesa_trabajo",
            acceso="interna",
            marcas=("grupo:AG1", "personal"),
            metadatos={"mesa": "Mesa 1", "acuerdos": ["Pedir informe"], "asistentes": ["Eva", "Luis"]},
        )
        sembrar_vinculo(sesion, ley, "AG1", motivo="Es la ley del tema")
        sembrar_vinculo(sesion, opinion, "AG1", pasaje=(texto, 1, OPINION[:41]))
        sembrar_vinculo(sesion, estudio, "AG1", motivo="Da cifras", relacion="antecedente")
        sembrar_vinculo(sesion, acta, "AG1", motivo="Acuerda")
        sembrar_vinculo(sesion, ley, "OO3.A2.1", motivo="La nombra")
        for articulo in ("117", "117-bis"):
            _citar(sesion, texto, 2, "DC-95-1998", articulo)
        _citar(sesion, texto, 2, "DC-46-2007", "117")
    return de_fabrica


def _citar(sesion: Session, texto: TextoGuardado, documento: int, norma: str, articulo: str) -> None:
    if sesion.get(LecturaJuridica, documento) is None:
        campos = {"revision": 1, "reglas": 1, "nombres": "", "clave": "", "jurisdiccion": "", "tipo": ""}
        sesion.add(LecturaJuridica(documento_id=documento, texto_id=texto.id, **campos))
    lugar = lugar_de_articulo(articulo)
    cita = CitaGuardada(
        documento_id=documento,
        texto_id=texto.id,
        pagina=1,
        inicio=19,
        pagina_final=1,
        fin=31,
        literal="artículo 117",
        lugar="",
        ancla="",
        clase="articulo",
        relacion="",
        resolucion="explicita",
        confianza=1.0,
        conflicto=False,
        abierta=False,
    )
    cita.objetivos.append(
        ObjetivoDeCita(
            documento_id=documento,
            norma_clave=norma,
            articulo=articulo,
            hasta="",
            serie="ordinaria",
            subdivision="",
            desde_lugar=lugar,
            hasta_lugar=lugar,
            relacion="",
            vale=True,
            propia=False,
        )
    )
    sesion.add(cita)
    sesion.flush()


def _armar(sesion: Session, clave: str = "AG1", nivel: str = "publica") -> Expediente:
    return armar(sesion, resolver(sesion, clave, PERSONAL), nivel, date(2011, 8, 17))


def _tabla(uno: Expediente, numero: int, titulo: str) -> Tabla:
    return next(tabla for tabla in uno.apartados[numero].tablas if tabla.titulo == titulo)


def test_trae_los_doce_apartados_y_dice_sin_registros_donde_no_hay_fuente(centro: BaseDeDatos) -> None:
    with lectura(centro) as sesion:
        uno = _armar(sesion)
    assert [a.numero for a in uno.apartados] == list(range(12))
    assert [a.numero for a in uno.apartados if a.sin_registros] == [6, 7, 8, 9, 11]
    ley = next(fila for fila in _tabla(uno, 2, "Normas del núcleo").filas if "95-98" in fila[0])
    assert ley[1].startswith(("Vigente", "Derogada", "Desconocido")) and ley[3] == "CD-00001"
    assert ("OO2.P1.a", "Sub-elemento de producto") in {
        f[:2] for f in _tabla(uno, 1, "Lugar en el plan").filas
    }
    assert _tabla(uno, 1, "Metas").filas[0][:2] == ("OO2.M1", "5")
    iniciativas = _tabla(uno, 3, "Iniciativas")
    assert any(fila[0].startswith("4126.") for fila in iniciativas.filas)
    assert len(iniciativas.columnas) == len(iniciativas.filas[0]) == 8


def test_la_frase_sale_de_la_ficha_del_vinculo_y_del_pasaje(centro: BaseDeDatos) -> None:
    with lectura(centro) as sesion:
        piezas = {una.identificador: una for una in _armar(sesion, nivel="trabajo").piezas}
    assert piezas["CD-00002"].frase == (
        "Opinión recibida de Casa Zeta, a favor con cambios, sobre el artículo 117 y el artículo 12 de la "
        "Ley de Migración; sustenta AG1: «Debe reformarse el artículo 117 de la Ley» (p. 1)."
    )
    assert piezas["CD-00003"].frase == "Estudio de Rosa Quiej; es antecedente de AG1: Da cifras."
    assert piezas["CD-00004"].frase.startswith("Acta de mesa de trabajo de Mesa 1 que registra 1 acuerdo; ")
    assert ("Asistentes", "2") in piezas["CD-00004"].datos and "Eva" not in str(piezas["CD-00004"])
    assert piezas["CD-00002"].postura == "A favor con cambios"


def test_la_frase_a_mano_dice_quien_y_se_vuelve_a_la_de_regla(centro: BaseDeDatos, reloj: Reloj) -> None:
    def frase() -> tuple[str, str]:
        with lectura(centro) as sesion:
            pieza = next(p for p in _armar(sesion).piezas if p.identificador == "CD-00003")
            return pieza.frase, pieza.escrita

    def escribir(texto: str) -> None:
        with transaccion(centro) as sesion:
            escribir_frase(sesion, ANA, "AG1", sesion.get_one(Documento, 3), texto, reloj=reloj)

    escribir(" La única serie  de flujos. ")
    assert frase() == ("La única serie de flujos.", "el personal, 17 ago 2011")
    with pytest.raises(DatosInvalidos):
        escribir("Véase CD-00004, el acta.")
    with pytest.raises(DatosInvalidos):
        escribir("x" * 700)
    escribir("Como CD-00001.")
    escribir("")
    assert frase() == ("Estudio de Rosa Quiej; es antecedente de AG1: Da cifras.", "")


def test_se_ordena_por_regla_y_a_mano(centro: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(centro) as sesion:
        for numero, dia in ((5, 2), (6, 1)):
            otro = sembrar_documento(sesion, numero, f"E{numero}", tipo="informe", emitido=date(2007, 1, dia))
            sembrar_vinculo(sesion, otro, "AG1", motivo="Más")

    def orden() -> list[int]:
        with lectura(centro) as sesion:
            return [p.documento_id for p in _armar(sesion).apartados[4].piezas]

    assert orden() == [3, 6, 5]
    with transaccion(centro) as sesion:
        ordenar_por(sesion, ANA, "AG1", "recientes", reloj=reloj)
    assert orden() == [5, 6, 3]
    with transaccion(centro) as sesion:
        ordenar_por(sesion, ANA, "AG1", "registro", reloj=reloj)
    assert orden() == [3, 5, 6]
    with transaccion(centro) as sesion:
        ordenar_por(sesion, ANA, "AG1", "tipo", reloj=reloj)
    assert orden() == [3, 6, 5]
    with transaccion(centro) as sesion:
        ordenar_a_mano(sesion, ANA, "AG1", [6, 3], reloj=reloj)
    assert orden() == [6, 3, 5]
    with transaccion(centro) as sesion:
        ordenar_a_mano(sesion, ANA, "AG1", [5], reloj=reloj)
        with pytest.raises(DatosInvalidos):
            ordenar_por(sesion, ANA, "AG1", "azar", reloj=reloj)
    assert orden() == [5, 3, 6]


def test_el_117_no_es_el_117_bis_ni_el_de_otra_ley(centro: BaseDeDatos) -> None:
    with lectura(centro) as sesion:
        materia = leer_materia(sesion, resolver(sesion, "AG1", PUBLICO), "publica", date(2011, 8, 17))
        todos = dichos(sesion, materia, ["DC-95-1998"])
        solo = dichos(sesion, materia, ["DC-95-1998"], leer_pedido("117"))
        otra = dichos(sesion, materia, ["DC-46-2007"], leer_pedido("artículo 117"))
        doce = dichos(sesion, materia, ["DC-95-1998"], leer_pedido("12"))
    assert [(uno.norma, uno.articulo) for uno in todos] == [
        ("", "117"),
        ("DC-95-1998", "12"),
        ("DC-95-1998", "117"),
        ("DC-95-1998", "117 Bis"),
    ]
    de_la_ficha, citado = solo
    assert (de_la_ficha.postura, de_la_ficha.mencion) == ("A favor con cambios", None)
    assert (citado.postura, citado.del_articulo) == ("Postura del documento: A favor con cambios", False)
    assert "reformarse el artículo 117 de la Ley" in citado.pasaje and citado.mencion.pagina == 1
    assert [uno.norma for uno in otra] == ["", "DC-46-2007"]
    assert [uno.pasaje for uno in doce] == ["Lo dice su ficha."]
    assert leer_pedido("el ciento") is None


def test_los_anexos_llevan_el_cuadro_y_las_siglas_que_explica_el_directorio(centro: BaseDeDatos) -> None:
    with lectura(centro) as sesion:
        indice, cuadro, siglas, textos = _armar(sesion).anexos
    assert textos.tablas[0].filas[0][1:4] == ("DC-95-1998", "Ley de Migración", "CD-00001")
    assert indice.tablas[0].columnas[2] == "Postura"
    posturas, articulos = cuadro.tablas
    assert posturas.filas[0][:2] == ("A favor con cambios", "Casa Zeta")
    doce = next(f for f in articulos.filas if f[0].startswith("12,"))
    assert doce[articulos.columnas.index("A favor con cambios")] == "Casa Zeta (CD-00002)"
    assert siglas.tablas[0].filas == (
        ("PDH", "Procuraduría de los Derechos Humanos", "el directorio", "CD-00002, p. 1"),
    )


def test_los_pendientes_nombran_lo_citado_que_falta_y_lo_roto_solo_dentro(centro: BaseDeDatos) -> None:
    with transaccion(centro) as sesion:
        sesion.scalars(select(Evidencia)).one().estado = EstadoEvidencia.ROTA
    with lectura(centro) as sesion:
        publico, dentro = _armar(sesion), _armar(sesion, nivel="trabajo")
    faltan = _tabla(publico, 10, "Normas citadas que no están entre lo público")
    assert _tabla(dentro, 10, "Normas citadas que no tenemos").filas
    textos = [{fila[3] for t in uno.apartados[2].tablas for fila in t.filas} for uno in (publico, dentro)]
    assert "No está entre lo público" in textos[0] and "No lo tenemos" not in textos[0]
    assert "No lo tenemos" in textos[1]
    assert ("DC-46-2007", "CD-00002") in {fila[1:] for fila in faltan.filas}
    assert "Evidencia rota" not in {t.titulo for t in publico.apartados[10].tablas}
    assert _tabla(dentro, 10, "Evidencia rota").filas[0][2] == "CD-00002"


def test_la_publica_no_lleva_nada_de_lo_interno_ni_su_numeracion(centro: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(centro) as sesion:
        congelar(sesion, ANA, "AG1", "publica", "Una", reloj=reloj)
        congelar(sesion, ANA, "AG1", "trabajo", "Otra", reloj=reloj)
    with lectura(centro) as sesion:
        publica, entera = _armar(sesion), version(sesion, "AG1", "trabajo-1", PERSONAL).expediente
        assert "MARCADESECRETO" not in str(publica) and "CD-00004" not in str(publica)
        assert "MARCADESECRETO" in str(entera)
        assert [fila[2] for fila in _tabla(publica, 11, "Versiones anteriores").filas] == ["Una"]


def test_lo_que_se_cierra_despues_no_deja_rastro_en_la_publica_ni_para_el_personal(
    centro: BaseDeDatos, reloj: Reloj
) -> None:
    with transaccion(centro) as sesion:
        congelar(sesion, ANA, "AG1", "publica", "Una", reloj=reloj)
        opinion = sesion.get_one(Documento, 2)
        opinion.marcas = [m for m in opinion.marcas if m.marca != "publico"]
    with lectura(centro) as sesion:
        for marcas in (PUBLICO, PERSONAL):
            dicho = str(version(sesion, "AG1", "publica-1", marcas).expediente)
            assert "Casa Zeta" not in dicho and "CD-00002" not in dicho
        assert "CD-00002" not in str(_armar(sesion))


@pytest.mark.parametrize("clave", ["plan:OO3.A2.1", "institucion:PDH", "iniciativa:4126"])
def test_hay_expediente_de_otras_cosas_y_se_congela(centro: BaseDeDatos, reloj: Reloj, clave: str) -> None:
    with transaccion(centro) as sesion:
        if clave == "institucion:PDH":
            sujeto = resolver(sesion, clave, PUBLICO)
            sesion.get_one(Documento, 3).emisor_id = sujeto.cosa.id
        if clave == "iniciativa:4126":
            texto = sesion.scalars(select(TextoGuardado).order_by(TextoGuardado.id.desc())).first()
            _citar(sesion, texto, 2, "INI-4126", "5")
        hecho = congelar(sesion, ANA, clave, "publica", "Corte", reloj=reloj)
        assert hecho.clave == clave
    with lectura(centro) as sesion:
        una = version(sesion, clave, "publica-1", PUBLICO)
        registro = {"plan:OO3.A2.1": "CD-00001", "institucion:PDH": "CD-00003"}.get(clave, "CD-00002")
        assert [p.identificador for p in una.expediente.piezas] == [registro]
        assert diferencia_con(sesion, clave, "publica-1", "", PUBLICO, reloj=reloj)[2].ninguna


def test_una_seleccion_es_de_quien_la_hace_y_conserva_su_orden(
    centro: BaseDeDatos, reloj: Reloj, crear: Callable[..., Actor]
) -> None:
    eva = crear("eva@centro.gt", "investigador")
    with transaccion(centro) as sesion:
        una = guardar_seleccion(sesion, eva, " Mía ", escritos="cd-00003 y CD-00001", reloj=reloj)
        assert (una.nombre, una.registros) == ("Mía", ["CD-00003", "CD-00001"])
        clave = f"seleccion:{una.id}"
        for nombre, escritos in (("", "CD-00001"), ("X", "nada"), ("X", "CD-00004"), ("X", "CD-00099")):
            with pytest.raises(DatosInvalidos):
                guardar_seleccion(sesion, eva, nombre, escritos=escritos, reloj=reloj)
        with pytest.raises(DatosInvalidos):
            muchos = " ".join(f"CD-{n:05}" for n in range(501))
            guardar_seleccion(sesion, eva, "X", escritos=muchos, consulta="q=" + "x" * 3000, reloj=reloj)
        with pytest.raises(NecesitaIngreso):
            guardar_seleccion(sesion, Actor(), "X", escritos="CD-00001", reloj=reloj)
        with pytest.raises(NoEncontrado):
            guardar_seleccion(sesion, Actor(2, "Otra"), "X", escritos="CD-00001", numero=una.id, reloj=reloj)
        guardar_seleccion(sesion, eva, "Mía", escritos="CD-00003", numero=una.id, reloj=reloj)
    with lectura(centro) as sesion:
        assert [p.identificador for p in _armar(sesion, clave).piezas] == ["CD-00003"]


def test_dice_que_cambio_desde_un_dia_con_version_o_sin_ella(centro: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(centro) as sesion:
        sujeto = resolver(sesion, "AG1", PUBLICO)
        antes = cambios_desde(sesion, sujeto, "publica", date(2011, 8, 17), PUBLICO, reloj=reloj)
        assert antes.version is None and len(antes.diferencia.entran) == 3
        congelar(sesion, ANA, "AG1", "publica", "Una", reloj=reloj)
        sembrar_vinculo(sesion, sembrar_documento(sesion, 9, "Nuevo", tipo="estudio"), "AG1", motivo="Va")
        hoy = cambios_desde(sesion, sujeto, "publica", date(2011, 8, 17), PUBLICO, reloj=reloj)
        assert hoy.version is not None and [p.identificador for p in hoy.diferencia.entran] == ["CD-00009"]
        assert not hoy.diferencia.cambian


def test_las_consultas_no_crecen_con_los_documentos(centro: BaseDeDatos, app: Flask) -> None:
    cuentas = []
    for ronda in range(2):
        with transaccion(centro) as sesion:
            for numero in range(ronda * 8 + 20, ronda * 8 + 28):
                sembrar_vinculo(sesion, sembrar_documento(sesion, numero, f"D{numero}"), "AG1")
        with contando(app.extensions["centro_doc"][BaseDeDatos]) as contador:
            assert app.test_client().get("/agenda/AG1").status_code == 200
        cuentas.append(contador.cuantas)
    assert cuentas[0] == cuentas[1] <= 58


def test_las_paginas_del_expediente_se_leen_y_se_arreglan_sin_javascript(
    centro: BaseDeDatos, app: Flask, crear: Callable[..., Actor], entrar: Callable[[str], FlaskClient]
) -> None:
    crear("ana@centro.gt", "personal")
    suyo, nadie = entrar("ana@centro.gt"), app.test_client()
    pagina = nadie.get("/agenda/AG1").text
    assert "11. Bitácora de versiones" in pagina and "MARCADESECRETO" not in pagina
    assert "MARCADESECRETO" in suyo.get("/agenda/AG1").text
    assert "MARCADESECRETO" not in suyo.get("/agenda/AG1?nivel=publica").text
    articulos = nadie.get("/agenda/AG1/articulos?norma=DC-95-1998&articulo=117").text
    assert "Opinión de Casa Zeta" in articulos and "117 Bis</a>" not in articulos
    indice = nadie.get("/agenda/AG1/articulos?norma=DC-95-1998").text
    assert "articulo=117-bis" in indice and ">117 Bis</a>" in indice
    assert "No entendimos" in nadie.get("/agenda/AG1/articulos?articulo=zz").text
    assert "Casa Zeta (" in nadie.get("/agenda/AG1/cuadro").text
    assert "Procuraduría" in nadie.get("/agenda/AG1/siglas").text
    assert "Escriba la fecha" in nadie.get("/agenda/AG1/cambios?desde=ayer").text
    assert "No hay una versión congelada" in nadie.get("/agenda/AG1/cambios?desde=2011-08-01").text
    ficha = {"csrf_token": ficha_csrf(suyo, "/agenda/AG1/ordenar")}
    datos = ficha | {"orden": "fecha", "mover": "baja:CD-00003"}
    assert suyo.post("/agenda/AG1/ordenar", data=datos).status_code == 303
    frase = "/agenda/AG1/frases/CD-00003"
    assert suyo.post(frase, data=ficha | {"frase": "Véase CD-00004"}).status_code == 422
    assert suyo.post(frase, data=ficha | {"frase": "La serie."}).status_code == 303
    assert "Volver a la de regla" in suyo.get(frase).text and "La serie." in nadie.get("/agenda/AG1").text
    assert suyo.get("/agenda/AG1/frases/CD-00099").status_code == 404
    hecha = suyo.post(
        "/expedientes/selecciones", data=ficha | {"nombre": "Dos", "registros": "CD-00001, CD-00003"}
    )
    assert hecha.status_code == 303 and "Flujos" in suyo.get(hecha.location).text
    assert nadie.get(hecha.location).status_code == 404
    assert suyo.get("/expedientes/plan/OO3.A2.1").status_code == 200


def test_de_una_propuesta_con_dos_versiones_dice_la_anterior_y_enlaza_sus_diferencias(
    centro: BaseDeDatos, app: Flask
) -> None:
    with transaccion(centro) as sesion:
        propuesta = sembrar_documento(sesion, 7, "Propuesta", tipo="propuesta_texto")
        for numero in (1, 2):
            sembrar_version(sesion, propuesta, [f"Texto {numero}"], numero=numero)
        sembrar_vinculo(sesion, propuesta, "AG1", motivo="Propone")
    with lectura(centro) as sesion:
        pieza = _armar(sesion).apartados[9].piezas[0]
    assert pieza.version == 2 and ("Versión anterior", "1") in pieza.datos
    assert "va=1&amp;b=CD-00007&amp;vb=2" in app.test_client().get("/agenda/AG1").text
