"""crea las tablas de las importaciones."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "importacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lote_id", sa.Integer(), nullable=False),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column("origen", sa.Text(), nullable=False),
        sa.Column("via", sa.String(length=40), nullable=False),
        sa.Column("creada", Instante(timezone=True), nullable=False),
        sa.Column("terminada", Instante(timezone=True), nullable=True),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("deshecha_por", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["deshecha_por"], ["usuario.id"], name=op.f("fk_importacion_deshecha_por")),
        sa.ForeignKeyConstraint(["lote_id"], ["lote.id"], name=op.f("fk_importacion_lote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_importacion")),
    )
    op.create_index(op.f("ix_importacion_estado"), "importacion", ["estado"])
    op.create_table(
        "importacion_renglon",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("importacion_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("ruta", sa.Text(), nullable=False),
        sa.Column("firma", sa.String(length=60), nullable=False),
        sa.Column("valores", sa.JSON(), nullable=False),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column("documento_id", sa.Integer(), nullable=True),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["documento_id"], ["documento.id"], name=op.f("fk_importacion_renglon_documento_id")
        ),
        sa.ForeignKeyConstraint(
            ["importacion_id"], ["importacion.id"], name=op.f("fk_importacion_renglon_importacion_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_importacion_renglon")),
        sa.UniqueConstraint(
            "importacion_id", "numero", name=op.f("uq_importacion_renglon_importacion_id_numero")
        ),
    )
    op.create_index("ix_importacion_renglon_estado", "importacion_renglon", ["importacion_id", "estado"])
    op.create_table(
        "importacion_mapeo",
        sa.Column("nombre", sa.String(length=80), nullable=False),
        sa.Column("columnas", sa.JSON(), nullable=False),
        sa.Column("creado", Instante(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("nombre", name=op.f("pk_importacion_mapeo")),
    )


def downgrade() -> None:
    op.drop_table("importacion_mapeo")
    op.drop_table("importacion_renglon")
    op.drop_table("importacion")
