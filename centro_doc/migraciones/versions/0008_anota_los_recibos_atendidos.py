"""anota qué recibos ya atendió alguien."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recibo", sa.Column("atendido", Instante(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("recibo") as tabla:
        tabla.drop_column("atendido")
