"""guarda qué artículos exceptúa una norma de la fecha desde la que rige."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "norma_vigencia", sa.Column("excepciones", sa.JSON(), server_default="[]", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("norma_vigencia", "excepciones")
