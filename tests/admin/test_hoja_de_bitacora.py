"""La historia de un documento se baja en CSV, con los filtros de la página y sólo lo que se ve."""

import csv
from collections.abc import Callable

from fabrica import sembrar_documento
from flask.testing import FlaskClient

from centro_doc.bitacora.casos import anotar
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA, Actor


def test_la_historia_de_un_documento_por_persona_dice_lo_de_la_pagina(
    bd: BaseDeDatos, reloj: Reloj, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    ana = crear("ana@congreso.gob.gt", "revisor")
    detalle = {
        "acceso": {"antes": "interna", "despues": "publica"},
        "a": ana.clave,
        "edicion": 2,
        "vacio": [],
    }
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 1, "Oficio")
        sembrar_documento(sesion, 2, "Oculto", acceso="reservada", marcas=("reservada:2",))
        objeto = ("documento", "CD-00001")
        anotar(sesion, ana, "acceso_cambiado", objeto, reloj=reloj, motivo="=1+1", detalle=detalle)
        for numero in range(60):
            anotar(sesion, SISTEMA, "texto_extraido", objeto, reloj=reloj, detalle={"version": numero})
        anotar(sesion, ana, "ficha_editada", ("documento", "CD-00002"), reloj=reloj, detalle={})
    cliente = entrar("ana@congreso.gob.gt")
    suya = cliente.get(f"/admin/bitacora.csv?objeto=CD-00001&persona={ana.nombre}")
    encabezado, uno = csv.reader(suya.get_data(as_text=True).lstrip("\ufeff").splitlines())
    assert encabezado[0] == "Cuándo" and uno[1:3] == [ana.nombre, "acceso cambiado"]
    assert uno[4:6] == ["CD-00001", "'=1+1"]
    assert uno[6] == f"acceso: interna → pública; a: {ana.nombre}; edición: 2; vacio: nada"
    assert "bitacora-cd-00001-" in suya.headers["Content-Disposition"]
    todas = cliente.get("/admin/bitacora.csv?objeto=CD-00001").get_data(as_text=True)
    assert len(todas.splitlines()) == 62
    assert "CD-00002" not in cliente.get("/admin/bitacora.csv").get_data(as_text=True)
    pagina = cliente.get("/admin/bitacora?objeto=CD-00001").get_data(as_text=True)
    assert "/admin/bitacora.csv?objeto=CD-00001" in pagina and "no se guarda quién lo lee" in pagina


def test_sin_permiso_no_se_baja(crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]) -> None:
    crear("eva@congreso.gob.gt", "investigador")
    assert entrar("eva@congreso.gob.gt").get("/admin/bitacora.csv").status_code == 403
