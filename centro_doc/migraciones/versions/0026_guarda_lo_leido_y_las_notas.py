"""guarda lo leído y las notas."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "leido",
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.Column("documento_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("cuando", Instante(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_leido_usuario_id")),
        sa.ForeignKeyConstraint(["documento_id"], ["documento.id"], name=op.f("fk_leido_documento_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_leido_version_id")),
        sa.PrimaryKeyConstraint("usuario_id", "documento_id", name=op.f("pk_leido")),
    )
    op.create_index(op.f("ix_leido_documento_id"), "leido", ["documento_id"])
    op.create_table(
        "nota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("documento_id", sa.Integer(), nullable=False),
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.Column("alcance", sa.String(length=10), nullable=False),
        sa.Column("grupo", sa.String(length=20), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("creada", Instante(timezone=True), nullable=False),
        sa.Column("editada", Instante(timezone=True), nullable=True),
        sa.Column("edicion", sa.Integer(), nullable=False),
        sa.Column("borrada", Instante(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["documento_id"], ["documento.id"], name=op.f("fk_nota_documento_id")),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_nota_usuario_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nota")),
    )
    op.create_index(op.f("ix_nota_documento_id"), "nota", ["documento_id"])
    op.create_index("ix_nota_usuario_id_creada", "nota", ["usuario_id", "creada"])
    op.create_table(
        "nota_pasaje",
        sa.Column("nota_id", sa.Integer(), nullable=False),
        sa.Column("texto_id", sa.Integer(), nullable=False),
        sa.Column("pagina_inicio", sa.Integer(), nullable=False),
        sa.Column("inicio", sa.Integer(), nullable=False),
        sa.Column("pagina_fin", sa.Integer(), nullable=False),
        sa.Column("fin", sa.Integer(), nullable=False),
        sa.Column("literal", sa.Text(), nullable=False),
        sa.Column("huella", sa.String(length=64), nullable=False),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column("actual_texto_id", sa.Integer(), nullable=True),
        sa.Column("actual_pagina_inicio", sa.Integer(), nullable=True),
        sa.Column("actual_inicio", sa.Integer(), nullable=True),
        sa.Column("actual_pagina_fin", sa.Integer(), nullable=True),
        sa.Column("actual_fin", sa.Integer(), nullable=True),
        sa.Column("actual_literal", sa.Text(), server_default="", nullable=False),
        sa.Column("parecido", sa.Double(), server_default="1", nullable=False),
        sa.Column("vista_por", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["nota_id"], ["nota.id"], name=op.f("fk_nota_pasaje_nota_id")),
        sa.ForeignKeyConstraint(["texto_id"], ["texto.id"], name=op.f("fk_nota_pasaje_texto_id")),
        sa.ForeignKeyConstraint(
            ["actual_texto_id"], ["texto.id"], name=op.f("fk_nota_pasaje_actual_texto_id")
        ),
        sa.ForeignKeyConstraint(["vista_por"], ["usuario.id"], name=op.f("fk_nota_pasaje_vista_por")),
        sa.PrimaryKeyConstraint("nota_id", name=op.f("pk_nota_pasaje")),
    )


def downgrade() -> None:
    op.drop_table("nota_pasaje")
    op.drop_table("nota")
    op.drop_table("leido")
