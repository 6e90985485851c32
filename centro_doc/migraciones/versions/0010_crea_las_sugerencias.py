"""crea las sugerencias de la ficha y el texto del que salieron."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sugerencia",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("documento_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("campo", sa.String(length=40), nullable=False),
        sa.Column("valor", sa.Text(), nullable=False),
        sa.Column("precision", sa.String(length=12), nullable=False),
        sa.Column("pagina", sa.Integer(), nullable=False),
        sa.Column("inicio", sa.Integer(), nullable=False),
        sa.Column("fin", sa.Integer(), nullable=False),
        sa.Column("literal", sa.Text(), nullable=False),
        sa.Column("confianza", sa.Double(), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column("creada", Instante(timezone=True), nullable=False),
        sa.Column("valor_previo", sa.Text(), nullable=True),
        sa.Column("valor_final", sa.Text(), nullable=True),
        sa.Column("decidida_por_id", sa.Integer(), nullable=True),
        sa.Column("decidida_el", Instante(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["decidida_por_id"], ["usuario.id"], name=op.f("fk_sugerencia_decidida_por_id")
        ),
        sa.ForeignKeyConstraint(
            ["documento_id"], ["documento.id"], name=op.f("fk_sugerencia_documento_id")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_sugerencia_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sugerencia")),
    )
    op.create_index(op.f("ix_sugerencia_campo"), "sugerencia", ["campo"])
    op.create_index("ix_sugerencia_documento_id_estado", "sugerencia", ["documento_id", "estado"])
    op.create_table(
        "ficha_propuesta",
        sa.Column("documento_id", sa.Integer(), nullable=False),
        sa.Column("texto_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["documento_id"], ["documento.id"], name=op.f("fk_ficha_propuesta_documento_id")
        ),
        sa.ForeignKeyConstraint(["texto_id"], ["texto.id"], name=op.f("fk_ficha_propuesta_texto_id")),
        sa.PrimaryKeyConstraint("documento_id", name=op.f("pk_ficha_propuesta")),
    )


def downgrade() -> None:
    op.drop_table("ficha_propuesta")
    op.drop_table("sugerencia")
