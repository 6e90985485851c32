"""crea las relaciones entre documentos."""

import sqlalchemy as sa
from alembic import op

import centro_doc.comun.bd

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "relacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("documento_id", sa.Integer(), nullable=False),
        sa.Column("otro_id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=16), nullable=False),
        sa.Column("creada", centro_doc.comun.bd.Instante(timezone=True), nullable=False),
        sa.Column("creada_por", sa.Integer(), nullable=True),
        sa.CheckConstraint("documento_id <> otro_id", name=op.f("ck_relacion_dos_documentos")),
        sa.ForeignKeyConstraint(
            ["creada_por"], ["usuario.id"], name=op.f("fk_relacion_creada_por")
        ),
        sa.ForeignKeyConstraint(
            ["documento_id"], ["documento.id"], name=op.f("fk_relacion_documento_id")
        ),
        sa.ForeignKeyConstraint(["otro_id"], ["documento.id"], name=op.f("fk_relacion_otro_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relacion")),
        sa.UniqueConstraint(
            "documento_id", "otro_id", "clase", name=op.f("uq_relacion_documento_id_otro_id_clase")
        ),
    )
    op.create_index(op.f("ix_relacion_otro_id"), "relacion", ["otro_id"])


def downgrade() -> None:
    op.drop_table("relacion")
