"""guarda con qué grupos se hizo cada selección; las de antes, sin ninguno hasta que se guarden otra vez."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("expediente_seleccion") as tabla:
        tabla.add_column(sa.Column("grupos", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("expediente_seleccion") as tabla:
        tabla.drop_column("grupos")
