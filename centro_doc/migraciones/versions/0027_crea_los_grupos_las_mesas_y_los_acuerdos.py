"""crea los grupos, las mesas y los acuerdos, y da nombre a las pertenencias que ya había."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("membresia") as tabla:
        tabla.alter_column("usuario_id", existing_type=sa.Integer(), nullable=True)
        tabla.add_column(sa.Column("anulada", sa.Boolean(), nullable=False, server_default=sa.false()))
        tabla.drop_constraint("uq_membresia_usuario_id_tema_desde", type_="unique")
        tabla.create_index("ix_membresia_tema", ["tema"])
    _crear_integrantes()
    _crear_mesas()
    _crear_acuerdos()
    op.create_table(
        "visita",
        sa.Column("usuario_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tema_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hasta", Instante(timezone=True), nullable=False),
        sa.Column("vistos", sa.JSON(), nullable=False),
        sa.Column("anterior", Instante(timezone=True), nullable=True),
        sa.Column("anteriores", sa.JSON(), nullable=False),
        sa.Column("marcada", Instante(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_visita_usuario_id")),
        sa.ForeignKeyConstraint(["tema_id"], ["tema.id"], name=op.f("fk_visita_tema_id")),
        sa.PrimaryKeyConstraint("usuario_id", "tema_id", name=op.f("pk_visita")),
    )


def downgrade() -> None:
    op.drop_table("visita")
    op.drop_table("acuerdo")
    op.drop_table("mesa")
    op.drop_table("integrante")
    op.execute("DELETE FROM membresia WHERE usuario_id IS NULL OR anulada")
    with op.batch_alter_table("membresia") as tabla:
        tabla.drop_index("ix_membresia_tema")
        tabla.create_unique_constraint("uq_membresia_usuario_id_tema_desde", ["usuario_id", "tema", "desde"])
        tabla.drop_column("anulada")
        tabla.alter_column("usuario_id", existing_type=sa.Integer(), nullable=False)


def _crear_integrantes() -> None:
    op.create_table(
        "integrante",
        sa.Column("membresia_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nombre", sa.String(length=200), nullable=False),
        sa.Column("institucion_id", sa.Integer(), nullable=True),
        sa.Column("institucion", sa.Text(), nullable=False),
        sa.Column("papel", sa.String(length=16), nullable=False),
        sa.Column("divulgacion", sa.String(length=16), nullable=False),
        sa.Column("contacto", sa.Text(), nullable=False),
        sa.Column("edicion", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["membresia_id"], ["membresia.id"], name=op.f("fk_integrante_membresia_id")),
        sa.ForeignKeyConstraint(
            ["institucion_id"], ["institucion.id"], name=op.f("fk_integrante_institucion_id")
        ),
        sa.PrimaryKeyConstraint("membresia_id", name=op.f("pk_integrante")),
    )
    op.create_index(op.f("ix_integrante_institucion_id"), "integrante", ["institucion_id"])
    op.execute(
        "INSERT INTO integrante (membresia_id, nombre, institucion, papel, divulgacion, contacto, edicion) "
        "SELECT m.id, u.nombre, '', 'integrante', '', '', 1 "
        "FROM membresia m JOIN usuario u ON u.id = m.usuario_id"
    )


def _crear_mesas() -> None:
    op.create_table(
        "mesa",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tema_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("titulo", sa.Text(), nullable=False),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column("fecha", sa.Date(), nullable=False),
        sa.Column("hora", sa.String(length=5), nullable=False),
        sa.Column("lugar", sa.Text(), nullable=False),
        sa.Column("orden_del_dia", sa.Text(), nullable=False),
        sa.Column("asistentes", sa.JSON(), nullable=False),
        sa.Column("convocada", sa.Date(), nullable=True),
        sa.Column("convocatoria_id", sa.Integer(), nullable=True),
        sa.Column("acta_id", sa.Integer(), nullable=True),
        sa.Column("interna", sa.Boolean(), nullable=False),
        sa.Column("fundamento", sa.Text(), nullable=False),
        sa.Column("anulada", sa.Boolean(), nullable=False),
        sa.Column("edicion", sa.Integer(), nullable=False),
        sa.Column("creada", Instante(timezone=True), nullable=False),
        sa.Column("creada_por", sa.Integer(), nullable=True),
        sa.CheckConstraint("NOT interna OR fundamento <> ''", name=op.f("ck_mesa_interna_con_fundamento")),
        sa.ForeignKeyConstraint(["tema_id"], ["tema.id"], name=op.f("fk_mesa_tema_id")),
        sa.ForeignKeyConstraint(["convocatoria_id"], ["documento.id"], name=op.f("fk_mesa_convocatoria_id")),
        sa.ForeignKeyConstraint(["acta_id"], ["documento.id"], name=op.f("fk_mesa_acta_id")),
        sa.ForeignKeyConstraint(["creada_por"], ["usuario.id"], name=op.f("fk_mesa_creada_por")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mesa")),
        sa.UniqueConstraint("tema_id", "numero", name=op.f("uq_mesa_tema_id_numero")),
    )
    op.create_index(op.f("ix_mesa_convocatoria_id"), "mesa", ["convocatoria_id"])
    op.create_index(op.f("ix_mesa_acta_id"), "mesa", ["acta_id"])


def _crear_acuerdos() -> None:
    op.create_table(
        "acuerdo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mesa_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("institucion_id", sa.Integer(), nullable=True),
        sa.Column("institucion", sa.Text(), nullable=False),
        sa.Column("persona", sa.String(length=200), nullable=False),
        sa.Column("vence", sa.Date(), nullable=True),
        sa.Column("cumplido", sa.Date(), nullable=True),
        sa.Column("prueba_id", sa.Integer(), nullable=True),
        sa.Column("prueba_motivo", sa.Text(), nullable=False),
        sa.Column("dado_por", sa.Integer(), nullable=True),
        sa.Column("dado", Instante(timezone=True), nullable=True),
        sa.Column("anulado", sa.Boolean(), nullable=False),
        sa.Column("edicion", sa.Integer(), nullable=False),
        sa.Column("creado", Instante(timezone=True), nullable=False),
        sa.Column("creado_por", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "cumplido IS NULL OR prueba_id IS NOT NULL OR prueba_motivo <> ''",
            name=op.f("ck_acuerdo_cumplido_con_prueba"),
        ),
        sa.ForeignKeyConstraint(["mesa_id"], ["mesa.id"], name=op.f("fk_acuerdo_mesa_id")),
        sa.ForeignKeyConstraint(
            ["institucion_id"], ["institucion.id"], name=op.f("fk_acuerdo_institucion_id")
        ),
        sa.ForeignKeyConstraint(["prueba_id"], ["documento.id"], name=op.f("fk_acuerdo_prueba_id")),
        sa.ForeignKeyConstraint(["dado_por"], ["usuario.id"], name=op.f("fk_acuerdo_dado_por")),
        sa.ForeignKeyConstraint(["creado_por"], ["usuario.id"], name=op.f("fk_acuerdo_creado_por")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acuerdo")),
        sa.UniqueConstraint("mesa_id", "numero", name=op.f("uq_acuerdo_mesa_id_numero")),
    )
    for columna in ("institucion_id", "prueba_id", "vence"):
        op.create_index(op.f(f"ix_acuerdo_{columna}"), "acuerdo", [columna])
