"""crea la tabla de grupos del tesauro."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "grupo_tesauro",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=60), nullable=True),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("terminos", sa.JSON(), nullable=False),
        sa.Column("verificacion", sa.String(length=1), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("de_fabrica", sa.Boolean(), nullable=False),
        sa.Column("quitado", sa.Boolean(), nullable=False),
        sa.Column("edicion", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grupo_tesauro")),
        sa.UniqueConstraint("clave", name=op.f("uq_grupo_tesauro_clave")),
    )


def downgrade() -> None:
    op.drop_table("grupo_tesauro")
