"""sella los cambios de las normas, para saber si lo recordado de ellas sigue valiendo."""

import sqlalchemy as sa
from alembic import op

from centro_doc.normas.modelos import SELLADAS, disparadores_del_sello

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "norma_sello",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("valor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_norma_sello")),
    )
    op.execute("INSERT INTO norma_sello (id, valor) VALUES (1, 0)")
    if op.get_context().dialect.name == "sqlite":
        for sentencia in disparadores_del_sello():
            op.execute(sentencia)


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        for tabla in SELLADAS:
            for orden in ("insert", "update", "delete"):
                op.execute(f"DROP TRIGGER IF EXISTS sello_{tabla}_{orden}")
    op.drop_table("norma_sello")
