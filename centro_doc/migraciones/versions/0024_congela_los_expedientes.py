"""congela los expedientes."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "expediente_congelado",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=20), nullable=False),
        sa.Column("nivel", sa.String(length=8), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("titulo", sa.Text(), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("congelado", Instante(timezone=True), nullable=False),
        sa.Column("congelado_por", sa.Integer(), nullable=True),
        sa.Column("huella", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["congelado_por"], ["usuario.id"], name=op.f("fk_expediente_congelado_congelado_por")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expediente_congelado")),
        sa.UniqueConstraint(
            "clave", "nivel", "numero", name=op.f("uq_expediente_congelado_clave_nivel_numero")
        ),
    )
    op.create_table(
        "expediente_pieza",
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("orden", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seccion", sa.Integer(), nullable=False),
        sa.Column("documento_id", sa.Integer(), nullable=False),
        sa.Column("identificador", sa.String(length=12), nullable=False),
        sa.Column("titulo", sa.Text(), nullable=False),
        sa.Column("ficha", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("frase", sa.Text(), nullable=False),
        sa.Column("evidencias", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["documento_id"], ["documento.id"], name=op.f("fk_expediente_pieza_documento_id")
        ),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente_congelado.id"], name=op.f("fk_expediente_pieza_expediente_id")
        ),
        sa.PrimaryKeyConstraint("expediente_id", "orden", name=op.f("pk_expediente_pieza")),
    )
    op.create_index(op.f("ix_expediente_pieza_documento_id"), "expediente_pieza", ["documento_id"])


def downgrade() -> None:
    op.drop_table("expediente_pieza")
    op.drop_table("expediente_congelado")
