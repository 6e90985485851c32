"""guarda las exportaciones de las versiones congeladas y sus conversiones."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversion",
        sa.Column("clave", sa.String(length=160), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mapa", sa.JSON(), nullable=False),
        sa.Column("sin_mapa", sa.Boolean(), nullable=False),
        sa.Column("falla", sa.Text(), nullable=False),
        sa.Column("hecha", Instante(), nullable=False),
        sa.PrimaryKeyConstraint("clave", name=op.f("pk_conversion")),
    )
    op.create_index(op.f("ix_conversion_sha256"), "conversion", ["sha256"])
    op.create_table(
        "exportacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=64), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("formato", sa.String(length=4), nullable=False),
        sa.Column("solo_citadas", sa.Boolean(), nullable=False),
        sa.Column("tarea_id", sa.Integer(), nullable=True),
        sa.Column("pedida", Instante(), nullable=False),
        sa.Column("pedida_por", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("tamano", sa.Integer(), nullable=False),
        sa.Column("hecha", Instante(), nullable=True),
        sa.Column("falla", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["expediente_id"],
            ["expediente_congelado.id"],
            name=op.f("fk_exportacion_expediente_id_expediente_congelado"),
        ),
        sa.ForeignKeyConstraint(["pedida_por"], ["usuario.id"], name=op.f("fk_exportacion_pedida_por_usuario")),
        sa.ForeignKeyConstraint(["tarea_id"], ["tarea.id"], name=op.f("fk_exportacion_tarea_id_tarea")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exportacion")),
        sa.UniqueConstraint("clave", name=op.f("uq_exportacion_clave")),
    )
    op.create_index(
        op.f("ix_exportacion_expediente_id_formato"), "exportacion", ["expediente_id", "formato"]
    )
    op.create_index(op.f("ix_exportacion_sha256"), "exportacion", ["sha256"])


def downgrade() -> None:
    op.drop_table("exportacion")
    op.drop_table("conversion")
