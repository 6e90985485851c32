"""recuerda desde cuándo ve cada documento quien lleva una marca; lo que ya se veía, desde que se publicó."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documento_abierto",
        sa.Column("documento_id", sa.Integer(), nullable=False),
        sa.Column("marca", sa.String(length=40), nullable=False),
        sa.Column("desde", Instante(), nullable=False),
        sa.ForeignKeyConstraint(
            ["documento_id"], ["documento.id"], name=op.f("fk_documento_abierto_documento_id")
        ),
        sa.PrimaryKeyConstraint("documento_id", "marca", name=op.f("pk_documento_abierto")),
    )
    op.execute(
        "INSERT INTO documento_abierto (documento_id, marca, desde) "
        "SELECT m.documento_id, m.marca, COALESCE(d.publicado, d.creado) "
        "FROM documento_marca m JOIN documento d ON d.id = m.documento_id"
    )


def downgrade() -> None:
    op.drop_table("documento_abierto")
