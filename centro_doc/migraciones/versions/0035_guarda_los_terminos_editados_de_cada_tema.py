"""guarda lo que el personal cambia de los términos de cada tema."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tema_termino",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tema_id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=12), nullable=False),
        sa.Column("texto", sa.String(length=120), nullable=False),
        sa.Column("sentido", sa.Text(), nullable=False),
        sa.Column("quitado", sa.Boolean(), nullable=False),
        sa.Column("cambiado", Instante(), nullable=False),
        sa.Column("cambiado_por", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["cambiado_por"], ["usuario.id"], name=op.f("fk_tema_termino_cambiado_por")),
        sa.ForeignKeyConstraint(["tema_id"], ["tema.id"], name=op.f("fk_tema_termino_tema_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tema_termino")),
        sa.UniqueConstraint("tema_id", "clase", "texto", name=op.f("uq_tema_termino_tema_id_clase_texto")),
    )
    op.create_index(op.f("ix_tema_termino_tema_id"), "tema_termino", ["tema_id"])


def downgrade() -> None:
    op.drop_table("tema_termino")
