"""Una selección abierta a un grupo la leen sus integrantes vigentes, cada uno con lo suyo; nadie más."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import cast
from urllib.parse import urlencode

import pytest
from conftest import RelojFijo, contando, ficha_csrf
from fabrica import sembrar_documento
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.cuentas.modelos import Membresia
from centro_doc.cuentas.permisos import Actor, marcas
from centro_doc.expedientes import congelados, fuentes
from centro_doc.expedientes.armar import armado, leer_materia
from centro_doc.expedientes.congelar import congelar, hacer_publica
from centro_doc.expedientes.modelos import ExpedienteCongelado, Seleccion
from centro_doc.expedientes.para_grupos import abrir_a, ajenas
from centro_doc.expedientes.selecciones import guardar_seleccion
from centro_doc.expedientes.sujetos import de_seleccion, niveles_de, resolver
from centro_doc.exportaciones import casos
from centro_doc.exportaciones.casos import OPCIONES
from centro_doc.exportaciones.fuente import fuente
from centro_doc.exportaciones.modelos import Exportacion
from centro_doc.indice.servicio import Indice

CLAVE = "seleccion:1"
VIVA, DE_TRABAJO = "/expedientes/seleccion/1", "/expedientes/seleccion/1/versiones/trabajo-1"
PAGINAS = (
    VIVA,
    f"{VIVA}?nivel=publica",
    f"{VIVA}/articulos",
    f"{VIVA}/cuadro",
    f"{VIVA}/siglas",
    f"{VIVA}/cambios?desde=2011-08-01",
    f"{VIVA}/congelar",
    DE_TRABAJO,
    f"{DE_TRABAJO}/exportar",
    f"{DE_TRABAJO}/diferencias",
)


@dataclass(frozen=True)
class Gente:
    """Quien hizo la selección, otra del personal, y una persona de cada grupo."""

    ana: Actor
    pepa: Actor
    gil: Actor
    eva: Actor


@pytest.fixture
def gente(de_fabrica: BaseDeDatos, crear: Callable[..., Actor], reloj: RelojFijo) -> Gente:
    """La selección 1, de Ana: lo público, lo interno de AG2 y lo interno de AG4; con una de trabajo."""
    ana, pepa = crear("ana@centro.gt", "personal"), crear("pepa@centro.gt", "personal")
    gil = crear("gil@centro.gt", "grupo_tecnico", temas=("AG2",))
    eva = crear("eva@centro.gt", "grupo_tecnico", temas=("AG4",))
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Abierto", tipo="estudio")
        for numero, titulo, tema in ((2, "ZDEDOS", "AG2"), (3, "ZDECUATRO", "AG4")):
            suyas = ("personal", f"grupo:{tema}")
            sembrar_documento(sesion, numero, titulo, tipo="estudio", acceso="interna", marcas=suyas)
        escritos = "CD-00001 CD-00002 CD-00003"
        guardar_seleccion(sesion, ana, "ZNOMBRE", escritos=escritos, reloj=reloj)
        congelar(sesion, ana, CLAVE, "trabajo", "Reunión", nota="Con el CD-00003", reloj=reloj)
    return Gente(ana, pepa, gil, eva)


def _abrir(bd: BaseDeDatos, actor: Actor, *temas: str, edicion: int = 1, reloj: RelojFijo) -> None:
    with transaccion(bd) as sesion:
        abrir_a(sesion, actor, 1, temas, edicion=edicion, reloj=reloj)


def test_la_lee_su_grupo_con_lo_suyo_y_nadie_mas(
    gente: Gente,
    de_fabrica: BaseDeDatos,
    reloj: RelojFijo,
    app: Flask,
    entrar: Callable[[str], FlaskClient],
) -> None:
    gil, eva, nadie = entrar("gil@centro.gt"), entrar("eva@centro.gt"), app.test_client()
    assert {gil.get(pagina).status_code for pagina in PAGINAS} == {404}
    ana, ruta = entrar("ana@centro.gt"), "/expedientes/selecciones/1/grupos"
    datos = {"csrf_token": ficha_csrf(ana, ruta), "edicion": "1", "tema": "AG2"}
    assert ana.post(ruta, data=datos).status_code == 303
    for pagina in PAGINAS:
        dicho = gil.get(pagina)
        assert dicho.status_code == 200, pagina
        assert "ZDECUATRO" not in dicho.text and "CD-00003" not in dicho.text, pagina
        assert eva.get(pagina).status_code == nadie.get(pagina).status_code == 404, pagina
    assert "ZDEDOS" in gil.get(VIVA).text and "ZDEDOS" in gil.get(DE_TRABAJO).text
    assert "ZDECUATRO" in ana.get(DE_TRABAJO).text
    assert gil.get(ruta).status_code == 403 and eva.get(ruta).status_code == 404
    lista = gil.get("/expedientes/selecciones").text
    assert "ZNOMBRE" in lista and "de Ana; está abierta al grupo técnico de AG2" in lista
    assert "ZNOMBRE" not in eva.get("/expedientes/selecciones").text
    with transaccion(de_fabrica) as sesion:
        membresia = sesion.scalars(select(Membresia).where(Membresia.tema == "AG2")).one()
        membresia.hasta = reloj.hoy()
    reloj.avanzar(days=1)
    assert {gil.get(pagina).status_code for pagina in PAGINAS} == {404}
    assert "ZNOMBRE" not in gil.get("/expedientes/selecciones").text


def test_congelan_y_exportan_con_lo_que_su_grupo_lee(
    gente: Gente, de_fabrica: BaseDeDatos, reloj: RelojFijo
) -> None:
    _abrir(de_fabrica, gente.ana, "AG2", "AG4", reloj=reloj)
    de_gil, de_eva = {"CD-00001", "CD-00002"}, {"CD-00001", "CD-00003"}
    with transaccion(de_fabrica) as sesion:
        hecha = congelar(sesion, gente.gil, CLAVE, "trabajo", "De Gil", reloj=reloj)
        assert {uno.identificador for uno in hecha.piezas} == de_gil
        assert not congelar(sesion, gente.gil, CLAVE, "publica", "De Gil", reloj=reloj).abierta
        de_ana = sesion.get_one(ExpedienteCongelado, 1)
        for actor, suyos in ((gente.gil, de_gil), (gente.eva, de_eva)):
            vista = congelados.version(sesion, CLAVE, "trabajo-1", marcas(actor))
            assert {uno.identificador for uno in vista.expediente.piezas} == suyos
            obra = fuente(sesion, de_ana, grupos=vista.grupos).obra
            assert {uno.identificador for uno in obra.documentos} == suyos
            assert ("CD-00003" in obra.como_json()) == (actor is gente.eva)
            casos.pedir(sesion, actor, de_ana, OPCIONES[0], reloj=reloj, grupos=vista.grupos)
        casos.pedir(sesion, gente.ana, de_ana, OPCIONES[0], reloj=reloj)
        vista = congelados.version(sesion, CLAVE, "trabajo-2", marcas(gente.eva))
        assert {uno.identificador for uno in vista.expediente.piezas} == {"CD-00001"}
    with transaccion(de_fabrica) as sesion:
        assert casos.caducar(sesion, reloj=reloj) == 0
        assert len(sesion.scalars(select(Exportacion)).all()) == 3
    _abrir(de_fabrica, gente.pepa, "AG4", edicion=2, reloj=reloj)
    with transaccion(de_fabrica) as sesion:
        assert casos.caducar(sesion, reloj=reloj) == 1
        with pytest.raises(NoEncontrado):
            congelados.version(sesion, CLAVE, "trabajo-1", marcas(gente.gil))
        with pytest.raises(SinPermiso):
            congelar(sesion, gente.gil, CLAVE, "publica", "Otra", reloj=reloj)
        with pytest.raises(NoEncontrado):
            fuente(sesion, sesion.get_one(ExpedienteCongelado, 1), grupos=["AG2"])


def test_quien_la_hizo_sin_ser_del_grupo_no_lee_lo_del_grupo(
    gente: Gente, de_fabrica: BaseDeDatos, reloj: RelojFijo, crear: Callable[..., Actor]
) -> None:
    ines = crear("ines@centro.gt", "investigador")
    with transaccion(de_fabrica) as sesion:
        numero = guardar_seleccion(sesion, ines, "De Inés", escritos="CD-00001", reloj=reloj).id
        abrir_a(sesion, ines, numero, ["AG2"], edicion=1, reloj=reloj)
        clave = f"seleccion:{numero}"
        congelar(sesion, gente.gil, clave, "trabajo", "Del grupo", reloj=reloj)
        assert niveles_de(resolver(sesion, clave, marcas(ines)), marcas(ines)) == ("publica",)
        with pytest.raises(NoEncontrado):
            congelados.version(sesion, clave, "trabajo-1", marcas(ines))
        with pytest.raises(SinPermiso):
            abrir_a(sesion, gente.gil, numero, [], edicion=2, reloj=reloj)
        with pytest.raises(DatosInvalidos):
            abrir_a(sesion, ines, numero, ["ZZ9"], edicion=2, reloj=reloj)


def test_el_nombre_que_nombra_lo_que_el_grupo_no_ve_se_calla(
    gente: Gente, de_fabrica: BaseDeDatos, reloj: RelojFijo
) -> None:
    _abrir(de_fabrica, gente.ana, "AG2", reloj=reloj)
    with transaccion(de_fabrica) as sesion:
        sesion.get_one(Seleccion, 1).nombre = "Sobre el CD-00003"
    with lectura(de_fabrica) as sesion:
        assert resolver(sesion, CLAVE, marcas(gente.gil)).nombre == "Selección 1"
        assert [una.nombre for una in ajenas(sesion, gente.gil, 1).elementos] == ["Selección 1"]
        assert resolver(sesion, CLAVE, marcas(gente.ana)).nombre == "Sobre el CD-00003"
        assert [una.nombre for una in ajenas(sesion, gente.pepa, 1).elementos] == ["Sobre el CD-00003"]


def test_de_dos_que_deciden_a_la_vez_queda_una_y_la_otra_se_entera(
    gente: Gente, de_fabrica: BaseDeDatos, reloj: RelojFijo, entrar: Callable[[str], FlaskClient]
) -> None:
    ruta, sesiones = "/expedientes/selecciones/1/grupos", (entrar("ana@centro.gt"), entrar("pepa@centro.gt"))
    fichas = [{"csrf_token": ficha_csrf(una, ruta), "edicion": "1"} for una in sesiones]
    assert sesiones[1].post(ruta, data=fichas[1] | {"tema": ["AG4", "AG2"]}).status_code == 303
    tarde = sesiones[0].post(ruta, data=fichas[0])
    assert tarde.status_code == 409
    assert (
        "Pepa lo cambió mientras" in tarde.text
        and "está abierta a los grupos técnicos de AG2 y AG4" in tarde.text
    )
    assert 'name="edicion" value="2"' in tarde.text, "ya ve cómo quedó, y desde ahí puede decidir"
    with lectura(de_fabrica) as sesion:
        assert sesion.get_one(Seleccion, 1).abierta_a == ("AG2", "AG4")
        asientos = sesion.scalars(select(Asiento).where(Asiento.accion.like("seleccion_abierta%"))).all()
        assert [(uno.actor_nombre, uno.detalle["despues"]) for uno in asientos] == [("Pepa", ["AG2", "AG4"])]
    assert sesiones[0].post(ruta, data=fichas[0] | {"edicion": "2"}).status_code == 303
    _abrir(de_fabrica, gente.ana, edicion=3, reloj=reloj)
    with lectura(de_fabrica) as sesion:
        cierres = select(Asiento).where(Asiento.accion == "seleccion_cerrada_a_grupos")
        assert len(sesion.scalars(cierres).all()) == 1, "cerrar lo cerrado no es otro cambio"


def test_a_la_vez_de_verdad_se_guarda_una_sola(
    gente: Gente, de_fabrica: BaseDeDatos, reloj: RelojFijo
) -> None:
    salida = Barrier(2)

    def decidir(actor: Actor, tema: str) -> str:
        salida.wait(10)
        try:
            _abrir(de_fabrica, actor, tema, reloj=reloj)
        except Conflicto as error:
            return error.mensaje
        return ""

    with ThreadPoolExecutor(2) as hilos:
        dichos = list(hilos.map(decidir, (gente.ana, gente.pepa), ("AG2", "AG4")))
    with lectura(de_fabrica) as sesion:
        queda = sesion.get_one(Seleccion, 1).abierta_a
    pierde = 0 if queda == ("AG4",) else 1
    assert dichos[1 - pierde] == "" and f"está abierta al grupo técnico de {queda[0]}" in dichos[pierde]


def test_de_dos_que_la_hacen_publica_a_la_vez_la_segunda_se_entera(
    gente: Gente, de_fabrica: BaseDeDatos, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        abrir_a(sesion, gente.ana, 1, ["AG2"], edicion=1, reloj=reloj)
        una = congelar(sesion, gente.gil, CLAVE, "publica", "Primera", reloj=reloj)
        hacer_publica(sesion, gente.ana, una, True, reloj=reloj)
        for quien, dicho in ((gente.pepa, "Lo hizo Ana."), (gente.ana, "Lo hizo usted")):
            with pytest.raises(Conflicto, match=dicho):
                hacer_publica(sesion, quien, una, True, reloj=reloj)


def test_la_lista_no_hace_una_consulta_por_seleccion(
    gente: Gente, de_fabrica: BaseDeDatos, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        for _ in range(3):
            otra = guardar_seleccion(sesion, gente.ana, "Con el CD-00001", escritos="CD-00001", reloj=reloj)
            abrir_a(sesion, gente.ana, otra.id, ["AG2", "AG4"], edicion=1, reloj=reloj)
    with lectura(de_fabrica) as sesion, contando(de_fabrica) as consultas:
        hoja = ajenas(sesion, gente.gil, 1)
    assert hoja.total == 3 and consultas.cuantas <= 8


def test_ni_las_palabras_de_su_busqueda_ni_el_titulo_de_otra_version_delatan(
    gente: Gente, de_fabrica: BaseDeDatos, reloj: RelojFijo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fuentes, "registros_de_busqueda", lambda *_: ("CD-00001",))
    indice = cast(Indice, object())
    with transaccion(de_fabrica) as sesion:
        una = guardar_seleccion(sesion, gente.ana, "Otra", consulta="q=CD-00003", reloj=reloj)
        abrir_a(sesion, gente.ana, una.id, ["AG2"], edicion=1, reloj=reloj)
        clave, frases = f"seleccion:{una.id}", []
        for actor in (gente.ana, gente.gil):
            materia = leer_materia(
                sesion, resolver(sesion, clave, marcas(actor)), "trabajo", reloj.hoy(), indice=indice
            )
            frases.append(materia.piezas[0].frase)
        assert frases == ["Responde a «CD-00003».", "Cumple los filtros pedidos."]
        congelar(sesion, gente.gil, clave, "trabajo", "Con el CD-00002", reloj=reloj, indice=indice)
        sesion.scalars(
            select(ExpedienteCongelado).where(ExpedienteCongelado.clave == clave)
        ).one().titulo = "Con el CD-00003"
        with pytest.raises(DatosInvalidos) as error:
            congelar(sesion, gente.gil, clave, "trabajo", "Otra", reloj=reloj, indice=indice)
        assert error.value.campos["titulo"] == "Nada cambió desde la versión 1, «Versión 1»."


def test_de_la_busqueda_que_se_hace_no_se_calla_nada_que_probando_se_sabria_lo_cerrado(
    de_fabrica: BaseDeDatos, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fuentes, "registros_de_busqueda", lambda *_: ("CD-00001",))
    titulo = "Opinión confidencial de la pastoral"
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Ley")
        sembrar_documento(sesion, 5, titulo, acceso="confidencial", marcas=("reservada",))
    cosa = Seleccion(nombre="Búsqueda", registros=[], consulta=urlencode({"q": f"trata OR {titulo}"}))
    with lectura(de_fabrica) as sesion:
        publico = frozenset({"publico"})
        sujeto, indice = de_seleccion(cosa, publico), cast(Indice, object())
        (hallado,) = fuentes.fuentes(sesion, sujeto, publico, indice=indice)
        assert hallado.razon == f"Responde a «trata OR {titulo}»"


def test_al_abrirla_no_se_lee_el_titulo_entero_de_lo_que_el_otro_grupo_no_ve(
    gente: Gente, de_fabrica: BaseDeDatos, reloj: RelojFijo
) -> None:
    titulo = "ZSECRETO informe de las remesas"
    with transaccion(de_fabrica) as sesion:
        suyas = ("personal", "grupo:AG2")
        sembrar_documento(sesion, 5, titulo, tipo="estudio", acceso="interna", marcas=suyas)
        nombre, escritos = f"Sobre {titulo.upper()}", "CD-00001 CD-00002 CD-00005"
        una = guardar_seleccion(sesion, gente.gil, nombre, escritos=escritos, reloj=reloj)
        clave = f"seleccion:{una.id}"
        hecha = congelar(sesion, gente.gil, clave, "trabajo", titulo, nota=f"Con {titulo}", reloj=reloj)
        sembrar_documento(sesion, 6, "Otro", tipo="estudio")
        una.registros = [*una.registros, "CD-00006"]
        otra = congelar(sesion, gente.gil, clave, "trabajo", "Otra", reloj=reloj)
        abrir_a(sesion, gente.gil, una.id, ["AG2", "AG4"], edicion=1, reloj=reloj)
    with lectura(de_fabrica) as sesion:
        for actor, se_lee in ((gente.gil, True), (gente.eva, False)):
            sujeto = resolver(sesion, clave, marcas(actor))
            materia = leer_materia(sesion, sujeto, "trabajo", reloj.hoy())
            dichos = {
                "viva": str(armado(sesion, materia)),
                "nombre": sujeto.nombre,
                "versiones": str(congelados.versiones(sesion, clave, marcas(actor))),
            }
            for cual in (hecha, otra):
                vista = congelados.version(sesion, clave, f"trabajo-{cual.numero}", marcas(actor))
                guardada = sesion.get_one(ExpedienteCongelado, cual.id)
                obra = fuente(sesion, guardada, grupos=vista.grupos).obra
                dichos[f"versión {cual.numero}"] = f"{vista.titulo} {vista.nota} {vista.expediente}"
                dichos[f"exporte {cual.numero}"] = obra.como_json() + obra.nombre_de_archivo
            assert {donde: "ZSECRETO" in dicho for donde, dicho in dichos.items()} == dict.fromkeys(
                dichos, se_lee
            )
        assert "ZSECRETO" not in str([una.nombre for una in ajenas(sesion, gente.eva, 1).elementos])
        assert "ZSECRETO" in str([una.nombre for una in ajenas(sesion, gente.pepa, 1).elementos])
