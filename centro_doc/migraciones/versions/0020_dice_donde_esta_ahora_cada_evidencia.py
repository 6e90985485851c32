"""dice dónde está ahora cada evidencia."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_LUGAR = ("actual_pagina_inicio", "actual_inicio", "actual_pagina_fin", "actual_fin")


def upgrade() -> None:
    with op.batch_alter_table("evidencia") as tabla:
        tabla.add_column(sa.Column("actual_texto_id", sa.Integer(), nullable=True))
        for columna in _LUGAR:
            tabla.add_column(sa.Column(columna, sa.Integer(), nullable=True))
        tabla.add_column(sa.Column("actual_literal", sa.Text(), server_default="", nullable=False))
        tabla.add_column(sa.Column("parecido", sa.Double(), server_default="1", nullable=False))
        tabla.add_column(sa.Column("vista_por", sa.Integer(), nullable=True))
        tabla.create_foreign_key("fk_evidencia_actual_texto_id", "texto", ["actual_texto_id"], ["id"])
        tabla.create_foreign_key("fk_evidencia_vista_por", "usuario", ["vista_por"], ["id"])
        tabla.create_index("ix_evidencia_estado", ["estado", "vinculo_id"])


def downgrade() -> None:
    with op.batch_alter_table("evidencia") as tabla:
        tabla.drop_index("ix_evidencia_estado")
        tabla.drop_constraint("fk_evidencia_vista_por", type_="foreignkey")
        tabla.drop_constraint("fk_evidencia_actual_texto_id", type_="foreignkey")
        for columna in ("vista_por", "parecido", "actual_literal", *reversed(_LUGAR), "actual_texto_id"):
            tabla.drop_column(columna)
