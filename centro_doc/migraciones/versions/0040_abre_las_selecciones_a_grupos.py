"""abre las selecciones a grupos técnicos, y dice con qué grupos se lee cada copia de una de ellas."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "expediente_seleccion_grupo",
        sa.Column("seleccion_id", sa.Integer(), nullable=False),
        sa.Column("tema", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["seleccion_id"],
            ["expediente_seleccion.id"],
            name=op.f("fk_expediente_seleccion_grupo_seleccion_id"),
        ),
        sa.PrimaryKeyConstraint("seleccion_id", "tema", name=op.f("pk_expediente_seleccion_grupo")),
    )
    op.create_index(op.f("ix_expediente_seleccion_grupo_tema"), "expediente_seleccion_grupo", ["tema"])
    with op.batch_alter_table("expediente_seleccion") as tabla:
        tabla.add_column(sa.Column("edicion", sa.Integer(), server_default="1", nullable=False))
    with op.batch_alter_table("exportacion") as tabla:
        tabla.add_column(sa.Column("grupos", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("exportacion") as tabla:
        tabla.drop_column("grupos")
    with op.batch_alter_table("expediente_seleccion") as tabla:
        tabla.drop_column("edicion")
    op.drop_table("expediente_seleccion_grupo")
