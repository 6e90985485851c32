"""dice qué versiones abre cualquiera y cuáles firma el personal; de una selección, las que él congeló."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("expediente_congelado") as tabla:
        for nombre in ("abierta", "firmada"):
            tabla.add_column(sa.Column(nombre, sa.Boolean(), server_default=sa.true(), nullable=False))
    op.execute(
        "UPDATE expediente_congelado SET abierta = 0, firmada = 0 "
        "WHERE clave LIKE 'seleccion:%' AND congelado_por IS NOT NULL AND congelado_por NOT IN "
        "(SELECT usuario_id FROM rol_asignado WHERE rol IN ('personal', 'revisor'))"
    )


def downgrade() -> None:
    with op.batch_alter_table("expediente_congelado") as tabla:
        for nombre in ("abierta", "firmada"):
            tabla.drop_column(nombre)
