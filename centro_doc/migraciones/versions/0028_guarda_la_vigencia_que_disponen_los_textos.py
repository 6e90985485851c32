"""guarda desde cuándo disponen los textos que rige su norma, y los pone otra vez por leer."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "norma_vigencia",
        sa.Column("documento_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("texto_id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=60), nullable=False),
        sa.Column("articulo", sa.String(length=40), nullable=False),
        sa.Column("ancla", sa.Text(), nullable=False),
        sa.Column("pagina", sa.Integer(), nullable=False),
        sa.Column("dia", sa.Date(), nullable=True),
        sa.Column("dias", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["documento_id"], ["documento.id"], name=op.f("fk_norma_vigencia_documento_id")
        ),
        sa.ForeignKeyConstraint(["texto_id"], ["texto.id"], name=op.f("fk_norma_vigencia_texto_id")),
        sa.PrimaryKeyConstraint("documento_id", name=op.f("pk_norma_vigencia")),
    )
    op.create_index(op.f("ix_norma_vigencia_clave"), "norma_vigencia", ["clave"])
    op.execute("UPDATE lectura_juridica SET reglas = 0 WHERE clave <> ''")


def downgrade() -> None:
    op.drop_table("norma_vigencia")
