"""indexa los documentos que citan cada norma y las versiones por su vista."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_QUIEN_CITA = ["vale", "norma_clave", "documento_id", "relacion", "cita_id"]


def upgrade() -> None:
    op.create_index("ix_version_vista", "version", ["vista", "documento_id"])
    op.drop_index("ix_cita_objetivo_vale", "cita_objetivo")
    op.create_index("ix_cita_objetivo_vale", "cita_objetivo", _QUIEN_CITA)


def downgrade() -> None:
    op.drop_index("ix_cita_objetivo_vale", "cita_objetivo")
    op.create_index("ix_cita_objetivo_vale", "cita_objetivo", _QUIEN_CITA[:3])
    op.drop_index("ix_version_vista", "version")
