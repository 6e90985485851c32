"""guarda qué evidencia espera el personal de cada nodo del plan."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidencia_esperada",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nodo_id", sa.Integer(), nullable=False),
        sa.Column("tipo", sa.String(length=40), nullable=False),
        sa.Column("cantidad", sa.Integer(), nullable=False),
        sa.Column("cada", sa.String(length=12), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("cambiada", Instante(), nullable=False),
        sa.Column("cambiada_por", sa.Integer(), nullable=True),
        sa.CheckConstraint("cantidad >= 0", name=op.f("ck_evidencia_esperada_cantidad")),
        sa.ForeignKeyConstraint(
            ["cambiada_por"], ["usuario.id"], name=op.f("fk_evidencia_esperada_cambiada_por")
        ),
        sa.ForeignKeyConstraint(["nodo_id"], ["nodo.id"], name=op.f("fk_evidencia_esperada_nodo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidencia_esperada")),
        sa.UniqueConstraint("nodo_id", "tipo", name=op.f("uq_evidencia_esperada_nodo_id_tipo")),
    )
    op.create_index(op.f("ix_evidencia_esperada_nodo_id"), "evidencia_esperada", ["nodo_id"])


def downgrade() -> None:
    op.drop_table("evidencia_esperada")
