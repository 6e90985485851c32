"""dice de cada documento en qué trimestre ocurrió y en cuál entró."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from centro_doc.catalogo.hechos import trimestre_de_ingreso, trimestre_del_hecho
from centro_doc.comun.bd import Instante

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_documento = sa.table(
    "documento",
    sa.column("id", sa.Integer),
    sa.column("tipo", sa.String),
    sa.column("creado", Instante()),
    sa.column("trimestre_hecho", sa.Integer),
    sa.column("trimestre_ingreso", sa.Integer),
)
_fecha = sa.table(
    "fecha_documento",
    sa.column("documento_id", sa.Integer),
    sa.column("clase", sa.String),
    sa.column("valor", sa.Date),
    sa.column("precision", sa.String),
)


def upgrade() -> None:
    op.add_column("documento", sa.Column("trimestre_hecho", sa.Integer(), nullable=True))
    op.add_column("documento", sa.Column("trimestre_ingreso", sa.Integer(), nullable=False, server_default="0"))
    conexion = op.get_bind()
    op.create_index(
        "ix_documento_cobertura", "documento", ["estado", "tipo", "trimestre_hecho", "trimestre_ingreso"]
    )
    fechas: defaultdict[int, list[Any]] = defaultdict(list)
    for una in conexion.execute(sa.select(_fecha)):
        fechas[una.documento_id].append(una)
    documentos = conexion.execute(sa.select(_documento.c.id, _documento.c.tipo, _documento.c.creado)).all()
    if documentos:
        conexion.execute(
            _documento.update()
            .where(_documento.c.id == sa.bindparam("numero"))
            .values(trimestre_hecho=sa.bindparam("hecho"), trimestre_ingreso=sa.bindparam("ingreso")),
            list(_valores(documentos, fechas)),
        )


def _valores(documentos: Iterable[Any], fechas: Mapping[int, Sequence[Any]]) -> Iterable[dict[str, int | None]]:
    for numero, tipo, creado in documentos:
        suyas = fechas[numero]
        yield {
            "numero": numero,
            "hecho": trimestre_del_hecho(tipo, suyas),
            "ingreso": trimestre_de_ingreso(creado, suyas),
        }


def downgrade() -> None:
    op.drop_index("ix_documento_cobertura", "documento")
    op.drop_column("documento", "trimestre_ingreso")
    op.drop_column("documento", "trimestre_hecho")
