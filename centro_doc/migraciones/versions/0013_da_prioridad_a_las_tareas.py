"""da prioridad a las tareas: lo que una persona espera, antes que lo que llegó en masa."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("tarea") as tabla:
        tabla.add_column(sa.Column("prioridad", sa.Integer(), nullable=False, server_default="0"))
        tabla.drop_index("ix_tarea_estado_disponible")
        tabla.create_index("ix_tarea_estado_prioridad_disponible", ["estado", "prioridad", "disponible"])


def downgrade() -> None:
    with op.batch_alter_table("tarea") as tabla:
        tabla.drop_index("ix_tarea_estado_prioridad_disponible")
        tabla.create_index("ix_tarea_estado_disponible", ["estado", "disponible"])
        tabla.drop_column("prioridad")
