"""guarda por qué se propone cada vínculo y qué documentos se miraron."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vinculo_propuesto",
        sa.Column("vinculo_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("confianza", sa.Double(), nullable=False),
        sa.Column("razones", sa.JSON(), nullable=False),
        sa.Column("propuesto", Instante(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["vinculo_id"], ["vinculo.id"], name=op.f("fk_vinculo_propuesto_vinculo_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vinculo_id", name=op.f("pk_vinculo_propuesto")),
    )
    op.create_table(
        "documento_mirado",
        sa.Column("documento_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("texto_id", sa.Integer(), nullable=False),
        sa.Column("huella", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["documento_id"], ["documento.id"], name=op.f("fk_documento_mirado_documento_id")
        ),
        sa.ForeignKeyConstraint(["texto_id"], ["texto.id"], name=op.f("fk_documento_mirado_texto_id")),
        sa.PrimaryKeyConstraint("documento_id", name=op.f("pk_documento_mirado")),
    )


def downgrade() -> None:
    op.drop_table("documento_mirado")
    op.drop_table("vinculo_propuesto")
