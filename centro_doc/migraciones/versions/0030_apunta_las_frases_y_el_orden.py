"""apunta a mano las frases y el orden de los expedientes, y guarda las selecciones."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "expediente_seleccion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("registros", sa.JSON(), nullable=False),
        sa.Column("consulta", sa.Text(), nullable=False),
        sa.Column("creada", Instante(timezone=True), nullable=False),
        sa.Column("creada_por", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["creada_por"], ["usuario.id"], name=op.f("fk_expediente_seleccion_creada_por")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expediente_seleccion")),
    )
    op.create_index(op.f("ix_expediente_seleccion_creada_por"), "expediente_seleccion", ["creada_por"])
    op.create_table(
        "expediente_apunte",
        sa.Column("clave", sa.String(length=80), nullable=False),
        sa.Column("documento_id", sa.Integer(), nullable=False),
        sa.Column("frase", sa.Text(), nullable=False),
        sa.Column("escrita", Instante(timezone=True), nullable=True),
        sa.Column("escrita_por", sa.Integer(), nullable=True),
        sa.Column("lugar", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["documento_id"], ["documento.id"], name=op.f("fk_expediente_apunte_documento_id")
        ),
        sa.ForeignKeyConstraint(
            ["escrita_por"], ["usuario.id"], name=op.f("fk_expediente_apunte_escrita_por")
        ),
        sa.PrimaryKeyConstraint("clave", "documento_id", name=op.f("pk_expediente_apunte")),
    )
    op.create_index(op.f("ix_expediente_apunte_documento_id"), "expediente_apunte", ["documento_id"])
    op.create_table(
        "expediente_ajuste",
        sa.Column("clave", sa.String(length=80), nullable=False),
        sa.Column("orden", sa.String(length=12), nullable=False),
        sa.Column("cambiado", Instante(timezone=True), nullable=False),
        sa.Column("cambiado_por", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cambiado_por"], ["usuario.id"], name=op.f("fk_expediente_ajuste_cambiado_por")
        ),
        sa.PrimaryKeyConstraint("clave", name=op.f("pk_expediente_ajuste")),
    )


def downgrade() -> None:
    for tabla in ("expediente_ajuste", "expediente_apunte", "expediente_seleccion"):
        op.drop_table(tabla)
