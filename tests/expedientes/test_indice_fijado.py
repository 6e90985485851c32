"""Una versión congelada dice contra qué índice se congeló, y su huella lo cubre."""

import json
import zipfile
from datetime import timedelta
from pathlib import Path

from conftest import RelojFijo
from fabrica import sembrar_documento, sembrar_vinculo

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.encuadernacion import bolsa
from centro_doc.encuadernacion.obra import obra_de_json
from centro_doc.expedientes.congelados import version
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.guardadas import huella_de, piezas_guardadas
from centro_doc.exportaciones.fuente import fuente
from centro_doc.indice.modelos import EstadoGeneracion, Generacion, Indexado

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
PUBLICO = frozenset({"publico"})


def test_fija_la_generacion_y_hasta_cuando_estaba_al_dia_el_indice(
    de_fabrica: BaseDeDatos, reloj: RelojFijo, tmp_path: Path
) -> None:
    """Lo interno que se leyó después no mueve la fecha de la pública."""
    antes = reloj.ahora()
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "Ley"), "AG2", motivo="Trata de él")
        sembrar_documento(sesion, 2, "Acta", acceso="interna", marcas=("personal",))
        activa = Generacion(estado=EstadoGeneracion.ACTIVA, creada=antes)
        sesion.add(activa)
        sesion.flush()
        for numero, cuando in ((1, antes), (2, antes + timedelta(hours=3))):
            sesion.add(Indexado(generacion_id=activa.id, documento_id=numero, revision=1, cuando=cuando))
        hecho = congelar(sesion, ANA, "AG2", "publica", "Reunión", reloj=reloj)
        una = version(sesion, "AG2", "publica-1", PUBLICO)
        assert una.indice == f"Generación {activa.id}, al 17 de agosto de 2011, 10:00"
        sin_indice = {clave: dato for clave, dato in (hecho.contenido or {}).items() if clave != "indice"}
        piezas = piezas_guardadas(hecho.piezas)
        assert hecho.huella == huella_de(piezas, hecho.contenido) != huella_de(piezas, sin_indice)
        obra = obra_de_json(fuente(sesion, hecho).obra.como_json())
        assert ("Índice de búsqueda", una.indice) in obra.caratula
        bolsa.escribir(obra, tmp_path / "a.zip")
        with zipfile.ZipFile(tmp_path / "a.zip") as archivo:
            (cual,) = [nombre for nombre in archivo.namelist() if nombre.endswith("expediente.json")]
            dicho = json.loads(archivo.read(cual))["indice"]
        assert dicho == {"generacion": activa.id, "al_dia": antes.isoformat()}


def test_de_lo_congelado_antes_no_consta(de_fabrica: BaseDeDatos, reloj: RelojFijo) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "Ley"), "AG2", motivo="Trata de él")
        hecho = congelar(sesion, ANA, "AG2", "publica", "Reunión", reloj=reloj)
        assert version(sesion, "AG2", "publica-1", PUBLICO).indice == "No consta"
        assert ("Índice de búsqueda", "No consta") in fuente(sesion, hecho).obra.caratula
