"""quita los fragmentos guardados: salen de las páginas cada vez que se indexa."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("fragmento")
    # Así se indexa otra vez todo lo que ya había, ahora partido por artículos.
    op.execute("UPDATE documento SET revision = revision + 1")


def downgrade() -> None:
    op.create_table(
        "fragmento",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("texto_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("pagina", sa.Integer(), nullable=False),
        sa.Column("inicio", sa.Integer(), nullable=False),
        sa.Column("fin", sa.Integer(), nullable=False),
        sa.Column("etiqueta", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["texto_id"], ["texto.id"], name=op.f("fk_fragmento_texto_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fragmento")),
        sa.UniqueConstraint("texto_id", "numero", name=op.f("uq_fragmento_texto_id_numero")),
    )
