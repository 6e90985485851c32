"""guarda el expediente entero en cada versión congelada."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("expediente_congelado") as tabla:
        tabla.alter_column("clave", existing_type=sa.String(length=20), type_=sa.String(length=80))
        tabla.add_column(sa.Column("contenido", sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("expediente_pieza") as tabla:
        tabla.add_column(sa.Column("mas", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("expediente_pieza") as tabla:
        tabla.drop_column("mas")
    with op.batch_alter_table("expediente_congelado") as tabla:
        tabla.drop_column("contenido")
        tabla.alter_column("clave", existing_type=sa.String(length=80), type_=sa.String(length=20))
