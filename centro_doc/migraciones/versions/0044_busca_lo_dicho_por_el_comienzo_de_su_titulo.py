"""da lugar a con qué empieza el título de cada documento, para hallar los que alguien dice enteros."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

_CLAVES = (("clave_titulo", "titulo"), ("clave_corto", "titulo_corto"))


def upgrade() -> None:
    with op.batch_alter_table("documento") as tabla:
        for clave, _ in _CLAVES:
            tabla.add_column(sa.Column(clave, sa.String(160), server_default="", nullable=False))
            tabla.create_index(op.f(f"ix_documento_{clave}"), [clave])


def downgrade() -> None:
    with op.batch_alter_table("documento") as tabla:
        for clave, _ in _CLAVES:
            tabla.drop_index(op.f(f"ix_documento_{clave}"))
            tabla.drop_column(clave)
