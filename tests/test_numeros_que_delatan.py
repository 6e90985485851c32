"""Ningún número de fila se publica: el que falta entre dos diría que hay algo que no se ve.

El mismo centro se hace dos veces, la segunda como si antes hubiera habido otras muchas filas en cada tabla y,
en su grupo, una mesa interna y un acuerdo anulado. Se recorren sus páginas desde la portada: a quien no es de
la casa se le responde lo mismo.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from conftest import RelojFijo
from fabrica import AHORA, sembrar_documento, sembrar_version, sembrar_vinculo
from flask import Flask
from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.aplicacion import create_app
from centro_doc.catalogo.modelos import Archivo, Documento, Papel, Version
from centro_doc.comun.bd import Base, BaseDeDatos, lectura, transaccion
from centro_doc.comun.claves_cortas import LARGO, LETRAS
from centro_doc.cuentas.modelos import Rol, Usuario
from centro_doc.cuentas.permisos import Actor
from centro_doc.expedientes.congelar import congelar
from centro_doc.grupos import casos, casos_acuerdos, casos_mesas
from centro_doc.grupos.formularios import DatosAcuerdo, DatosIntegrante, DatosMesa
from centro_doc.grupos.modelos import Divulgacion, EstadoMesa, Visita
from centro_doc.grupos.novedades import nuevo_de
from config import Config

ANTES = 10_001
"""Las filas que habría habido ya en cada tabla."""
ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
PASAJE = "Se crea el Consejo Nacional de Atención al Migrante."
_EMPIEZAN = (
    *("/", "/agenda/AG2", "/agenda/AG2/atom.xml", "/agenda/acuerdos.csv", "/agenda/AG2/versiones/publica-1"),
    *("/documentos/CD-00001", "/documentos/CD-00001/citas", "/plan/OO3.A2.1", "/plan.csv"),
)
_ENLACE = re.compile(r'(?:href|src|action)="(/[^"#?]*)')
_APARTE = re.compile(
    r"/(estaticos|salir|acceso|ayuda|directorio|plan|normas|iniciativas|buscar|expedientes|agenda/AG[^2])"
    r"|.*(webp|original)$"
)
_VIVO = re.compile(r'"csrf_token" value="[^"]*"|content="[\w.-]{60,}"|urn:uuid:[\w-]+|Huella \w+')
"""El CSRF, y lo que sale de la semilla del centro y de resumir lo congelado."""
_AL_AZAR = re.compile(rf"(?<=[-:])[{LETRAS}]{{{LARGO}}}\b")
"""Las claves de las mesas y los acuerdos; no se le parece ningún número de fila: llevan ceros y unos."""


@dataclass(frozen=True)
class Centro:
    """Un centro con lo mismo a la vista, y lo que había antes."""

    app: Flask
    bd: BaseDeDatos
    reloj: RelojFijo


@contextmanager
def _numerando_desde(antes: int) -> Iterator[None]:
    """Numera las filas nuevas de toda tabla como si ya hubiera otras; las de los documentos, no."""
    turnos: dict[str, Iterator[int]] = {}

    def numerar(_mapeador: object, _conexion: object, fila: Any) -> None:
        tabla = inspect(type(fila)).local_table
        (clave, *otras) = tabla.primary_key.columns
        propia = antes and not otras and not clave.foreign_keys and clave.type.python_type is int
        if propia and not isinstance(fila, Documento) and getattr(fila, clave.name) is None:
            setattr(fila, clave.name, antes + next(turnos.setdefault(tabla.name, count(1))))

    event.listen(Base, "before_insert", numerar, propagate=True)
    try:
        yield
    finally:
        event.remove(Base, "before_insert", numerar)


@pytest.fixture
def centros(tmp_path: Path, base_de_fabrica: Path) -> Iterator[tuple[Centro, Centro]]:
    """El que no tiene nada más que lo que se ve, y el que tiene de antes."""
    hechos = []
    for antes in (0, ANTES):
        config = Config(ruta_datos=tmp_path / str(antes), ritmo_busqueda="10000 per minute")
        config.ruta_datos.mkdir()
        shutil.copy(base_de_fabrica, config.ruta_datos / "centro.sqlite3")
        reloj = RelojFijo()
        centro = Centro(create_app(config, reloj=reloj), BaseDeDatos(config.url_bd), reloj)
        with _numerando_desde(antes), transaccion(centro.bd) as sesion:
            if antes:
                _lo_de_antes(sesion, reloj)
            _lo_que_se_ve(sesion, reloj)
        hechos.append(centro)
    yield hechos[0], hechos[1]
    for centro in hechos:
        centro.app.extensions["centro_doc"][BaseDeDatos].cerrar()
        centro.bd.cerrar()


MESA = DatosMesa(fecha=date(2011, 8, 3), estado=EstadoMesa.REALIZADA, titulo="Residencias")


def _lo_de_antes(sesion: Session, reloj: RelojFijo) -> None:
    interna = replace(MESA, interna=True, fundamento="Artículo 9 de la LAIP")
    casos_mesas.crear(sesion, ANA, "AG2", interna, reloj=reloj)


def _lo_que_se_ve(sesion: Session, reloj: RelojFijo) -> None:
    for n, titulo in enumerate(("Ley", "Dictamen"), 1):
        uno = sembrar_documento(sesion, n, titulo)
        texto = sembrar_version(sesion, uno, [PASAJE])
        sembrar_vinculo(sesion, uno, "AG2", pasaje=(texto, 1, PASAJE))
        sembrar_vinculo(sesion, uno, "OO3.A2.1", motivo="Trata de él")
    version = sesion.scalars(select(Version)).first()
    assert version is not None
    extracto = {"papel": Papel.EXTRACTO_PUBLICO, "tipo": "application/pdf", "tamano": 10}
    sesion.add(Archivo(version_id=version.id, sha256="e" * 64, nombre="extracto.pdf", **extracto))
    datos = DatosIntegrante(nombre="Rosa Quiej", desde=date(2011, 1, 1), divulgacion=Divulgacion.CARGO)
    casos.anadir(sesion, ANA, "AG2", datos, reloj=reloj)
    mesa = casos_mesas.crear(sesion, ANA, "AG2", MESA, reloj=reloj)
    casos_acuerdos.anadir(sesion, ANA, "AG2", mesa.numero, DatosAcuerdo("Pedir el informe"), reloj=reloj)
    if mesa.numero > 1:
        casos_acuerdos.anular(sesion, ANA, "AG2", mesa.numero, 1, "Repetido", reloj=reloj)
        casos_acuerdos.anadir(sesion, ANA, "AG2", mesa.numero, DatosAcuerdo("Pedir el informe"), reloj=reloj)
    congelar(sesion, ANA, "AG2", "publica", "Reunión", reloj=reloj)


def test_a_la_vista_no_queda_ningun_numero_de_fila(centros: tuple[Centro, Centro]) -> None:
    solo, con_mas = (_recorrer(centro) for centro in centros)
    assert set(solo) == set(con_mas) and len(solo) > 20
    assert "/agenda/AG2/mesas/2011-08-03-clave" in solo
    assert "vinculo-sustenta-AG2" in solo["/documentos/CD-00001"]
    assert not [_distinto(solo[ruta], con_mas[ruta]) for ruta in solo if solo[ruta] != con_mas[ruta]]


def test_lo_que_se_marca_como_visto_no_lleva_numeros_de_fila(centros: tuple[Centro, Centro]) -> None:
    """Lo lee en el formulario cualquiera con cuenta que siga el tema."""
    claves = []
    for centro in centros:
        with transaccion(centro.bd) as sesion:
            sesion.add(Usuario(id=5, correo="eva@ejemplo.gt", nombre="Eva", creado=AHORA, clave="", sello=""))
            tema = sesion.scalars(select(Tema.id).where(Tema.codigo == "AG2")).one()
            lejos = AHORA.replace(year=2010)
            sesion.add(Visita(usuario_id=5, tema_id=tema, hasta=lejos, marcada=lejos))
        eva = Actor(5, "Eva", frozenset({Rol.INVESTIGADOR}), clave="u:5")
        with lectura(centro.bd) as sesion:
            (nuevo,) = nuevo_de(sesion, eva, centro.reloj.hoy(), "America/Guatemala")
            claves.append({_AL_AZAR.sub("clave", una.clave) for una in nuevo.novedades})
    assert claves[0] == claves[1] >= {"documento:CD-00001", "mesa:AG2:clave", "version:AG2:publica-1"}


def _recorrer(centro: Centro) -> Mapping[str, str]:
    cliente, quedan = centro.app.test_client(), list(_EMPIEZAN)
    vistas: dict[str, str] = {}
    while quedan:
        una = quedan.pop()
        if _AL_AZAR.sub("clave", una) in vistas:
            continue
        respuesta = cliente.get(una)
        cuerpo = _VIVO.sub("", respuesta.get_data(as_text=True))
        dicho = f"{respuesta.status_code} {respuesta.headers.get('Location', '')}\n{cuerpo}"
        vistas[_AL_AZAR.sub("clave", una)] = _AL_AZAR.sub("clave", dicho)
        quedan += [enlace for enlace in _ENLACE.findall(cuerpo) if not _APARTE.match(enlace)]
    return vistas


def _distinto(una: str, otra: str) -> str:
    lineas = zip(una.splitlines(), otra.splitlines(), strict=False)
    return next((f"{de_una[:600]} ≠ {de_otra[:600]}" for de_una, de_otra in lineas if de_una != de_otra), una)
