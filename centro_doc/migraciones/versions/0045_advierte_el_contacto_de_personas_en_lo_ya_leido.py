"""advierte en lo ya leído los datos de particulares que la lectura de entonces no buscaba: su teléfono y su correo.

El aviso es el que hoy pone la lectura: en el archivo y, si es el de la versión que rige, en la ficha.
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from indexador.extraccion.oculto import en_paginas
from indexador.lengua.personales import DatoPersonal, cuantos, datos_personales

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_COMIENZO = "El texto trae datos de un particular: "
_FIN = (
    "En la búsqueda, los extractos y el texto público van cubiertos; en el archivo se ven: considere publicar "
    "sólo un extracto sin ellos."
)
_texto = sa.table(
    "texto", sa.column("id"), sa.column("version_id"), sa.column("archivo_id"), sa.column("clase")
)
_pagina = sa.table("pagina", sa.column("texto_id"), sa.column("numero"), sa.column("texto"))
_version = sa.table(
    "version", sa.column("id"), sa.column("documento_id"), sa.column("numero"), sa.column("vista")
)
_archivo = sa.table(
    "archivo",
    sa.column("id"),
    sa.column("version_id"),
    sa.column("vista"),
    sa.column("papel"),
    sa.column("avisos", sa.JSON),
)
_documento = sa.table("documento", sa.column("id"), sa.column("avisos", sa.JSON))


def upgrade() -> None:
    conexion = op.get_bind()
    rigen = set(_que_rigen(conexion))
    for archivo, documento, texto in conexion.execute(_leidos()).all():
        aviso = _aviso(conexion, texto)
        if _poner(conexion, _archivo, archivo, aviso) and archivo in rigen:
            _poner(conexion, _documento, documento, aviso)


def downgrade() -> None:
    """Los avisos se quedan: siguen siendo ciertos."""


def _leidos() -> sa.Select[Any]:
    """De cada archivo leído, su documento y su última lectura."""
    return (
        sa.select(_texto.c.archivo_id, _version.c.documento_id, sa.func.max(_texto.c.id))
        .join(_version, _version.c.id == _texto.c.version_id)
        .where(_texto.c.clase == "extraccion", _texto.c.archivo_id.is_not(None))
        .group_by(_texto.c.archivo_id, _version.c.documento_id)
    )


def _que_rigen(conexion: sa.Connection) -> Iterator[int]:
    """El archivo principal de la última versión a la vista y leída de cada documento."""
    filas = conexion.execute(
        sa.select(_version.c.documento_id, _archivo.c.id)
        .join(_archivo, _archivo.c.version_id == _version.c.id)
        .where(
            _version.c.vista == "a_la_vista",
            _archivo.c.vista == "a_la_vista",
            _archivo.c.papel == "principal",
            sa.exists().where(_texto.c.version_id == _version.c.id),
        )
        .order_by(_version.c.numero)
    )
    yield from {documento: archivo for documento, archivo in filas}.values()


def _aviso(conexion: sa.Connection, texto: int) -> str:
    """El que pondría la lectura; vacío si no trae ninguno."""
    paginas = conexion.execute(
        sa.select(_pagina.c.numero, _pagina.c.texto)
        .where(_pagina.c.texto_id == texto)
        .order_by(_pagina.c.numero)
    )
    datos: list[DatoPersonal] = []
    donde: list[int] = []
    for numero, letras in paginas:
        suyos = datos_personales(letras)
        datos += suyos
        donde += [numero] if suyos else []
    return f"{_COMIENZO}{', '.join(cuantos(datos))} {en_paginas(donde)}. {_FIN}" if datos else ""


def _poner(conexion: sa.Connection, tabla: sa.TableClause, numero: int, aviso: str) -> bool:
    """Pone el aviso en lugar del que hubiera, si no es el mismo; dice si cambió algo."""
    guardados = conexion.scalar(sa.select(tabla.c.avisos).where(tabla.c.id == numero)) or []
    avisos = json.loads(guardados) if isinstance(guardados, str) else guardados
    nuevos = [uno for uno in avisos if not uno.startswith(_COMIENZO)] + ([aviso] if aviso else [])
    if nuevos == avisos:
        return False
    conexion.execute(tabla.update().where(tabla.c.id == numero).values(avisos=nuevos))
    return True
