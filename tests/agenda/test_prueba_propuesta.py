"""Un documento que se usa como prueba propone su etapa por su tipo, y la fecha por la suya."""

from collections.abc import Callable
from datetime import date

from fabrica import sembrar_documento
from flask.testing import FlaskClient

from centro_doc.agenda import iniciativas
from centro_doc.agenda.consultas_iniciativas import una
from centro_doc.agenda.formularios import DatosEtapa
from centro_doc.agenda.prueba_propuesta import prueba_propuesta
from centro_doc.catalogo.hechos import fechar
from centro_doc.catalogo.modelos import Documento, FechaDocumento
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
PERSONAL = frozenset({"publico", "personal"})
PROPONEN = (
    (
        "dictamen",
        {"sentido_dictamen": "favorable_con_modificaciones"},
        ("dictaminada_favorable", "10/05/2010"),
    ),
    ("dictamen", {}, ("", "10/05/2010")),
    ("opinion_recibida", {}, ("en_comision", "10/05/2010")),
    ("acta_mesa_trabajo", {}, ("en_comision", "10/05/2010")),
    ("minuta", {}, ("", "10/05/2010")),
    ("oficio", {}, ("", "10/05/2010")),
    ("estudio", {}, ("", "10/05/2010")),
)
"""De un documento del 10 de mayo de 2010, la etapa y la fecha: la iniciativa 4126 es de octubre de 2009."""


def test_propone_la_etapa_de_su_tipo_que_cabe_en_el_tramite_y_su_fecha(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        leida = una(sesion, 4126, PERSONAL, fecha=date(2011, 1, 1))
        for numero, (tipo, metadatos, esperado) in enumerate(PROPONEN, 1):
            suyo = {"tipo": tipo, "metadatos": metadatos, "emitido": date(2010, 5, 10)}
            hecha = prueba_propuesta(sembrar_documento(sesion, numero, "Uno", **suyo), leida)
            assert (hecha.estado, hecha.fecha) == esperado, tipo
            assert bool(hecha.pueden) == (tipo != "estudio")


def test_cada_fecha_de_la_caratula_propone_la_etapa_que_cuenta_y_no_otra(
    de_fabrica: BaseDeDatos, reloj: Reloj
) -> None:
    with transaccion(de_fabrica) as sesion:
        caratula = sembrar_documento(sesion, 1, "Iniciativa", tipo="iniciativa", numero="4126", emitido=None)
        for clase, mes, precision in (("presentacion", 10, "dia"), ("conocimiento_pleno", 11, "mes")):
            fecha = FechaDocumento(clase=clase, valor=date(2009, mes, 1), precision=precision)
            caratula.fechas.append(fecha)
        fechar(caratula)
        sesion.flush()
        vistas = []
        for estado, mes in (("presentada", 10), ("conocida", 11), ("", 0)):
            hecha = prueba_propuesta(caratula, una(sesion, 4126, PERSONAL, fecha=date(2011, 1, 1)))
            vistas.append((hecha.estado, hecha.fecha))
            if estado:
                datos = DatosEtapa(estado, date(2009, mes, 1), "dia", "CD-00001")
                iniciativas.avanzar(sesion, ANA, 4126, datos, reloj=reloj)
    assert vistas == [("presentada", "01/10/2009"), ("conocida", "11/2009"), ("", "")]


def test_el_formulario_la_trae_escrita_y_lo_que_no_se_ve_no_propone_nada(
    de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear("ana@congreso.gob.gt", "personal")
    with transaccion(de_fabrica) as sesion:
        suyo = {"metadatos": {"sentido_dictamen": "favorable"}, "emitido": date(2010, 5, 10)}
        sembrar_documento(sesion, 1, "Dictamen", tipo="dictamen", **suyo)
        oculto: Documento = sembrar_documento(sesion, 2, "Otro", tipo="dictamen", marcas=(), **suyo)
        oculto.acceso = "reservada"
    cliente = entrar("ana@congreso.gob.gt")
    html = cliente.get("/iniciativas/4126/editar?documento=cd-00001").get_data(as_text=True)
    assert '<option value="dictaminada_favorable" selected>' in html and 'value="10/05/2010"' in html
    assert "Propuesto por la ficha de CD-00001: Dictaminada favorablemente, 10/05/2010." in html
    de_oculto = cliente.get("/iniciativas/4126/editar?documento=CD-00002").get_data(as_text=True)
    de_ninguno = cliente.get("/iniciativas/4126/editar?documento=CD-00009").get_data(as_text=True)
    assert "10/05/2010" not in de_oculto and "puede probar" not in de_oculto + de_ninguno
