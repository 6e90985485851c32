"""crea la tabla de las subidas por tramos."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "subida",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=32), nullable=False),
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.Column("lote_id", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("firma", sa.String(length=64), nullable=False),
        sa.Column("tamano", sa.BigInteger(), nullable=False),
        sa.Column("posicion", sa.BigInteger(), nullable=False),
        sa.Column("recibo_id", sa.Integer(), nullable=True),
        sa.Column("creada", Instante(timezone=True), nullable=False),
        sa.Column("tocada", Instante(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["lote_id"], ["lote.id"], name=op.f("fk_subida_lote_id")),
        sa.ForeignKeyConstraint(["recibo_id"], ["recibo.id"], name=op.f("fk_subida_recibo_id")),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_subida_usuario_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subida")),
        sa.UniqueConstraint("clave", name=op.f("uq_subida_clave")),
    )
    op.create_index(op.f("ix_subida_lote_id"), "subida", ["lote_id"])
    op.create_index(op.f("ix_subida_tocada"), "subida", ["tocada"])
    op.create_index("ix_subida_usuario_firma", "subida", ["usuario_id", "firma"])


def downgrade() -> None:
    op.drop_table("subida")
