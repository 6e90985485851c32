"""crea las firmas de los textos y sus bandas."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "firma",
        sa.Column("version_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("texto_id", sa.Integer(), nullable=False),
        sa.Column("valores", sa.LargeBinary(), nullable=False),
        sa.Column("palabras", sa.Integer(), nullable=False),
        sa.Column("tejas", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["texto_id"], ["texto.id"], name=op.f("fk_firma_texto_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_firma_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_firma")),
    )
    op.create_table(
        "banda",
        sa.Column("clave", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_banda_version_id")),
        sa.PrimaryKeyConstraint("clave", "version_id", name=op.f("pk_banda")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("banda")
    op.drop_table("firma")
