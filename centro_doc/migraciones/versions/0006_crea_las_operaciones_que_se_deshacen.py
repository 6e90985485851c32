"""crea las operaciones sobre varios documentos y las fichas unidas."""

import sqlalchemy as sa
from alembic import op

import centro_doc.comun.bd

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instante = centro_doc.comun.bd.Instante(timezone=True)
    op.create_table(
        "operacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=10), nullable=False),
        sa.Column("descripcion", sa.Text(), nullable=False),
        sa.Column("detalle", sa.JSON(), nullable=False),
        sa.Column("creada", instante, nullable=False),
        sa.Column("creada_por", sa.Integer(), nullable=True),
        sa.Column("deshecha", instante, nullable=True),
        sa.Column("deshecha_por", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["creada_por"], ["usuario.id"], name=op.f("fk_operacion_creada_por")),
        sa.ForeignKeyConstraint(["deshecha_por"], ["usuario.id"], name=op.f("fk_operacion_deshecha_por")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operacion")),
    )
    op.create_table(
        "operacion_documento",
        sa.Column("operacion_id", sa.Integer(), nullable=False),
        sa.Column("documento_id", sa.Integer(), nullable=False),
        sa.Column("antes", sa.JSON(), nullable=False),
        sa.Column("despues", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["documento_id"], ["documento.id"], name=op.f("fk_operacion_documento_documento_id")
        ),
        sa.ForeignKeyConstraint(
            ["operacion_id"], ["operacion.id"], name=op.f("fk_operacion_documento_operacion_id")
        ),
        sa.PrimaryKeyConstraint("operacion_id", "documento_id", name=op.f("pk_operacion_documento")),
    )
    op.create_index(
        op.f("ix_operacion_documento_documento_id"), "operacion_documento", ["documento_id"]
    )
    op.create_table(
        "documento_unido",
        sa.Column("documento_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("queda_id", sa.Integer(), nullable=False),
        sa.Column("versiones", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["documento_id"], ["documento.id"], name=op.f("fk_documento_unido_documento_id")
        ),
        sa.ForeignKeyConstraint(
            ["queda_id"], ["documento.id"], name=op.f("fk_documento_unido_queda_id")
        ),
        sa.PrimaryKeyConstraint("documento_id", name=op.f("pk_documento_unido")),
    )
    op.create_index(op.f("ix_documento_unido_queda_id"), "documento_unido", ["queda_id"])


def downgrade() -> None:
    op.drop_table("documento_unido")
    op.drop_table("operacion_documento")
    op.drop_table("operacion")
