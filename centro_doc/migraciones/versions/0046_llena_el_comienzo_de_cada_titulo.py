"""guarda las primeras palabras llenas del título de cada documento, por las que se halla."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from centro_doc.catalogo.titulo_plegado import clave_de_titulo

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

_CLAVES = (("clave_titulo", "titulo"), ("clave_corto", "titulo_corto"))


def upgrade() -> None:
    _llenar(op.get_bind())


def downgrade() -> None:
    """Nada: las claves se van con sus columnas."""


def _llenar(conexion: sa.Connection) -> None:
    """Con la regla de hoy, que es con la que se busca: otra traería su migración."""
    columnas: list[sa.ColumnClause[Any]] = [sa.column(nombre) for par in _CLAVES for nombre in par]
    tabla = sa.table("documento", sa.column("id"), *columnas)
    filas = conexion.execute(sa.select(tabla.c.id, tabla.c.titulo, tabla.c.titulo_corto)).all()
    nuevas = [
        {"numero": numero, "la_del_titulo": clave_de_titulo(titulo), "la_del_corto": clave_de_titulo(corto)}
        for numero, titulo, corto in filas
    ]
    if nuevas:
        cambio = tabla.update().where(tabla.c.id == sa.bindparam("numero"))
        puestas: dict[str, Any] = {"clave_titulo": sa.bindparam("la_del_titulo"), "clave_corto": sa.bindparam("la_del_corto")}
        conexion.execute(cambio.values(puestas), nuevas)
