"""crea los avisos: canales, suscripciones y envíos."""

from datetime import UTC, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    semilla = op.create_table(
        "canal_semilla",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("valor", sa.String(length=36), nullable=False),
        sa.Column("creada", Instante(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canal_semilla")),
    )
    ahora = datetime.now(UTC).replace(microsecond=0)
    op.bulk_insert(semilla, [{"id": 1, "valor": str(uuid4()), "creada": ahora}])
    op.create_table(
        "canal_clave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.Column("huella", sa.String(length=64), nullable=False),
        sa.Column("creada", Instante(timezone=True), nullable=False),
        sa.Column("revocada", Instante(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_canal_clave_usuario_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canal_clave")),
        sa.UniqueConstraint("huella", name=op.f("uq_canal_clave_huella")),
    )
    op.create_index(op.f("ix_canal_clave_usuario_id"), "canal_clave", ["usuario_id"])
    op.create_table(
        "suscripcion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.Column("tema_id", sa.Integer(), nullable=False),
        sa.Column("cada", sa.String(length=10), nullable=False),
        sa.Column("ficha", sa.String(length=43), nullable=False),
        sa.Column("creada", Instante(timezone=True), nullable=False),
        sa.Column("proximo", Instante(timezone=True), nullable=False),
        sa.Column("fallos", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_suscripcion_usuario_id")),
        sa.ForeignKeyConstraint(["tema_id"], ["tema.id"], name=op.f("fk_suscripcion_tema_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suscripcion")),
        sa.UniqueConstraint("ficha", name=op.f("uq_suscripcion_ficha")),
        sa.UniqueConstraint("usuario_id", "tema_id", name=op.f("uq_suscripcion_usuario_id_tema_id")),
    )
    op.create_index(op.f("ix_suscripcion_proximo"), "suscripcion", ["proximo"])
    op.create_table(
        "aviso_envio",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suscripcion_id", sa.Integer(), nullable=False),
        sa.Column("mensaje", sa.String(length=120), nullable=False),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column("cuando", Instante(timezone=True), nullable=False),
        sa.Column("novedades", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["suscripcion_id"], ["suscripcion.id"], name=op.f("fk_aviso_envio_suscripcion_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aviso_envio")),
    )
    op.create_index(op.f("ix_aviso_envio_suscripcion_id"), "aviso_envio", ["suscripcion_id"])
    op.create_table(
        "avisado",
        sa.Column("suscripcion_id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=60), nullable=False),
        sa.Column("envio_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["suscripcion_id"], ["suscripcion.id"], name=op.f("fk_avisado_suscripcion_id")
        ),
        sa.ForeignKeyConstraint(["envio_id"], ["aviso_envio.id"], name=op.f("fk_avisado_envio_id")),
        sa.PrimaryKeyConstraint("suscripcion_id", "clave", name=op.f("pk_avisado")),
    )
    op.create_index(op.f("ix_avisado_envio_id"), "avisado", ["envio_id"])


def downgrade() -> None:
    for tabla in ("avisado", "aviso_envio", "suscripcion", "canal_clave", "canal_semilla"):
        op.drop_table(tabla)
