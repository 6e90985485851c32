"""crea los borradores: lo escrito en una ficha y aún sin guardar, de cada persona."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "borrador",
        sa.Column("documento_id", sa.Integer(), sa.ForeignKey("documento.id"), nullable=False),
        sa.Column("usuario_id", sa.Integer(), sa.ForeignKey("usuario.id"), nullable=False),
        sa.Column("escrito", sa.JSON(), nullable=False),
        sa.Column("edicion", sa.Integer(), nullable=False),
        sa.Column("guardado", Instante(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("documento_id", "usuario_id"),
    )


def downgrade() -> None:
    op.drop_table("borrador")
