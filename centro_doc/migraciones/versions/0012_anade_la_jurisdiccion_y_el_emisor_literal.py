"""añade a la ficha la jurisdicción y el nombre del emisor que no está en el directorio."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("documento", sa.Column("emisor_nombre", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "documento", sa.Column("jurisdiccion", sa.String(length=8), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("documento", "jurisdiccion")
    op.drop_column("documento", "emisor_nombre")
