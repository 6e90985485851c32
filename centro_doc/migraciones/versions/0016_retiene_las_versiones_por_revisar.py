"""añade para quién existe cada versión y cada archivo, y pone primero el aviso de lo oculto."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_POR_REVISAR = sa.text("vista = 'por_revisar'")
_DE_LO_OCULTO = "Antes de publicar, revise el archivo: "


def upgrade() -> None:
    for tabla, de_quien in (("version", "documento_id"), ("archivo", "version_id")):
        vista = sa.Column("vista", sa.String(length=12), nullable=False, server_default="a_la_vista")
        op.add_column(tabla, vista)
        op.create_index(
            f"ix_{tabla}_por_revisar",
            tabla,
            [de_quien],
            sqlite_where=_POR_REVISAR,
            postgresql_where=_POR_REVISAR,
        )
    op.add_column("version", sa.Column("sustituye", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("archivo", sa.Column("avisos", sa.JSON(), nullable=False, server_default="[]"))
    _poner_primero_lo_oculto()


def downgrade() -> None:
    for tabla, propia in (("archivo", "avisos"), ("version", "sustituye")):
        op.drop_index(f"ix_{tabla}_por_revisar", tabla)
        op.drop_column(tabla, "vista")
        op.drop_column(tabla, propia)


def _poner_primero_lo_oculto() -> None:
    documento = sa.table("documento", sa.column("id", sa.Integer), sa.column("avisos", sa.JSON))
    conexion = op.get_bind()
    for numero, avisos in conexion.execute(sa.select(documento.c.id, documento.c.avisos)).all():
        ordenados = sorted(avisos, key=lambda aviso: not aviso.startswith(_DE_LO_OCULTO))
        if ordenados != avisos:
            conexion.execute(documento.update().where(documento.c.id == numero).values(avisos=ordenados))
