"""El personal acepta, corrige o descarta una cita: cuenta lo decidido, queda anotado y no se pierde."""

from collections.abc import Callable

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_texto
from flask.testing import FlaskClient
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.acceso import tocar
from centro_doc.catalogo.modelos import Documento, Estado, Version
from centro_doc.catalogo.modelos_relaciones import DocumentoUnido
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.grafo import casos
from centro_doc.grafo.citantes import citan_a, citantes
from centro_doc.grafo.modelos import CitaGuardada, EstadoDeCita
from centro_doc.grafo.verificacion import citas_fuera_de_lugar
from grafo.conftest import Sembrar, leer_todo

EVA = Actor(3, "Eva", frozenset(), clave="u:3")
ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
TEXTO = "Lo del artículo 5 de esta Ley.\nY el artículo 3 de la Constitución."


def _cita(bd: BaseDeDatos, literal: str) -> CitaGuardada:
    with lectura(bd) as sesion:
        consulta = select(CitaGuardada).where(CitaGuardada.literal.contains(literal))
        return sesion.scalars(consulta.order_by(CitaGuardada.id.desc())).first()  # type: ignore[return-value]


def _citan(bd: BaseDeDatos, clave: str) -> list[str]:
    with lectura(bd) as sesion:
        hoja = citantes(sesion, citan_a(clave), frozenset({"publico"}))
        return [uno.documento.identificador for uno in hoja.elementos]


def test_corregir_dice_a_que_apunta_y_lo_leido_queda(
    con_constitucion: BaseDeDatos, sembrar: Sembrar, reloj: Reloj
) -> None:
    sembrar(2, TEXTO)
    numero = _cita(con_constitucion, "esta Ley").id
    with transaccion(con_constitucion) as sesion:
        with pytest.raises(DatosInvalidos):
            casos.aceptar(sesion, ANA, "CD-00002", numero, reloj=reloj)
        with pytest.raises(DatosInvalidos):
            casos.corregir(sesion, ANA, "CD-00002", numero, "la otra ley", reloj=reloj)
        with pytest.raises(SinPermiso):
            casos.descartar(sesion, EVA, "CD-00002", numero, reloj=reloj)
        casos.corregir(sesion, ANA, "CD-00002", numero, "artículo 5 de la Ley de Migración", reloj=reloj)
    assert _citan(con_constitucion, "DC-95-1998") == ["CD-00002"]
    with lectura(con_constitucion) as sesion:
        asiento = sesion.scalars(select(Asiento).where(Asiento.accion == "cita_corregida")).one()
        assert asiento.detalle["queda"] == ["DC-95-1998#5"] and "Ley" not in str(asiento.detalle)


def test_descartar_la_saca_de_las_cuentas_y_aceptar_la_devuelve(
    con_constitucion: BaseDeDatos, sembrar: Sembrar, reloj: Reloj
) -> None:
    sembrar(2, TEXTO)
    numero = _cita(con_constitucion, "Constitución").id
    with transaccion(con_constitucion) as sesion:
        casos.descartar(sesion, ANA, "CD-00002", numero, reloj=reloj)
    assert _citan(con_constitucion, "CPRG") == []
    with transaccion(con_constitucion) as sesion:
        casos.aceptar(sesion, ANA, "CD-00002", numero, reloj=reloj)
    assert _citan(con_constitucion, "CPRG") == ["CD-00002"]


def test_no_se_decide_la_cita_de_otro_documento_ni_de_uno_retirado(
    con_constitucion: BaseDeDatos, sembrar: Sembrar, reloj: Reloj
) -> None:
    sembrar(2, TEXTO)
    numero = _cita(con_constitucion, "esta Ley").id
    with transaccion(con_constitucion) as sesion:
        with pytest.raises(NoEncontrado, match="Ábralo otra vez"):
            casos.descartar(sesion, ANA, "CD-00001", numero, reloj=reloj)
        casos.descartar(sesion, ANA, "CD-00002", numero, reloj=reloj)
        sesion.get_one(Documento, 2).estado = Estado.RETIRADO
        with pytest.raises(Conflicto, match="está retirado"):
            casos.corregir(sesion, ANA, "CD-00002", numero, "DC-95-1998#5", reloj=reloj)
    assert _cita(con_constitucion, "esta Ley").estado == EstadoDeCita.DESCARTADA


def test_lo_decidido_sigue_en_otro_texto_aunque_el_programa_ya_no_lo_halle(
    con_constitucion: BaseDeDatos, sembrar: Sembrar, reloj: Reloj
) -> None:
    sembrar(2, TEXTO)
    numero = _cita(con_constitucion, "esta Ley").id
    with transaccion(con_constitucion) as sesion:
        casos.corregir(sesion, ANA, "CD-00002", numero, "DC-95-1998#5", reloj=reloj)
        version = sesion.scalars(select(Version).where(Version.documento_id == 2)).one()
        sembrar_texto(sesion, version, ["Carátula", TEXTO.replace("5 de esta", "5\nde esta")])
        tocar(sesion.get_one(Documento, 2))
    leer_todo(con_constitucion)
    nueva = _cita(con_constitucion, "5\nde esta Ley")
    assert (nueva.estado, nueva.pagina) == (EstadoDeCita.CORREGIDA, 2)
    assert _citan(con_constitucion, "DC-95-1998") == ["CD-00002"]


def test_al_unir_fichas_lo_decidido_en_la_unida_vale_en_la_que_queda(
    con_constitucion: BaseDeDatos, sembrar: Sembrar, reloj: Reloj
) -> None:
    sembrar(2, "Otra cosa.")
    sembrar(3, TEXTO)
    numero = _cita(con_constitucion, "esta Ley").id
    with transaccion(con_constitucion) as sesion:
        casos.corregir(sesion, ANA, "CD-00003", numero, "DC-95-1998#5", reloj=reloj)
        version = sesion.scalars(select(Version).where(Version.documento_id == 3)).one()
        version.documento_id, version.numero = 2, 2
        unido = sesion.get_one(Documento, 3)
        unido.estado, unido.marcas = "unido", []
        sesion.add(DocumentoUnido(documento_id=3, queda_id=2, versiones={}))
        tocar(sesion.get_one(Documento, 2))
    leer_todo(con_constitucion)
    assert _citan(con_constitucion, "DC-95-1998") == ["CD-00002"]
    with lectura(con_constitucion) as sesion:
        assert citas_fuera_de_lugar(sesion) == ()


def test_verificar_halla_la_cita_que_no_esta_donde_dice(
    con_constitucion: BaseDeDatos, sembrar: Sembrar
) -> None:
    sembrar(2, TEXTO)
    with transaccion(con_constitucion) as sesion:
        una = sesion.scalars(select(CitaGuardada).where(CitaGuardada.documento_id == 2)).first()
        assert una is not None and citas_fuera_de_lugar(sesion) == ()
        una.inicio += 1
        sesion.flush()
        assert citas_fuera_de_lugar(sesion) == ("CD-00002",)


def test_se_decide_sin_javascript_desde_el_documento_y_lo_malo_vuelve_con_su_error(
    con_constitucion: BaseDeDatos,
    sembrar: Sembrar,
    crear: Callable[..., Actor],
    entrar: Callable[..., FlaskClient],
) -> None:
    sembrar(2, TEXTO)
    crear("ana@centro.gt", "personal")
    cliente = entrar("ana@centro.gt")
    numero = _cita(con_constitucion, "esta Ley").id
    html = cliente.get("/documentos/CD-00002").get_data(as_text=True)
    ruta = f"/documentos/CD-00002/citas/{numero}/corregir"
    assert "Por revisar" in html and f'action="{ruta}?volver=documento"' in html
    datos = {"csrf_token": ficha_csrf(cliente, "/documentos/CD-00002"), "objetivo": "nada de eso"}
    malo = cliente.post(f"{ruta}?ver=dudosas", data=datos)
    cuerpo = malo.get_data(as_text=True)
    assert malo.status_code == 422 and 'value="nada de eso"' in cuerpo and f'href="#cita-{numero}"' in cuerpo
    bueno = cliente.post(f"{ruta}?volver=documento", data=datos | {"objetivo": "DC-95-1998#5"})
    assert (bueno.status_code, bueno.location) == (303, "/documentos/CD-00002#citas")
    assert "Por revisar" not in cliente.get("/documentos/CD-00002").get_data(as_text=True)
