"""crea las normas con sus alias, fechas, textos, estados y relaciones."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('norma',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clave', sa.String(length=60), nullable=False),
    sa.Column('clase', sa.String(length=8), nullable=False),
    sa.Column('organo', sa.Text(), nullable=False),
    sa.Column('numero', sa.String(length=40), nullable=False),
    sa.Column('anio', sa.Integer(), nullable=True),
    sa.Column('nombre', sa.Text(), nullable=False),
    sa.Column('citable', sa.Boolean(), nullable=False),
    sa.Column('sigla', sa.String(length=40), nullable=False),
    sa.Column('jurisdiccion', sa.String(length=8), nullable=False),
    sa.Column('marca', sa.String(length=1), nullable=False),
    sa.Column('nota', sa.Text(), nullable=False),
    sa.Column('posterior_al_plan', sa.Boolean(), nullable=False),
    sa.Column('datos', sa.JSON(), nullable=False),
    sa.Column('fuentes', sa.JSON(), nullable=False),
    sa.Column('de_fabrica', sa.Boolean(), nullable=False),
    sa.Column('edicion', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_norma')),
    sa.UniqueConstraint('clave', name=op.f('uq_norma_clave'))
    )
    op.create_index(op.f('ix_norma_clase'), 'norma', ['clase'])
    op.create_table('norma_alias',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('norma_id', sa.Integer(), nullable=False),
    sa.Column('alias', sa.Text(), nullable=False),
    sa.Column('jurisdiccion', sa.String(length=8), nullable=False),
    sa.Column('desde', sa.Date(), nullable=True),
    sa.Column('hasta', sa.Date(), nullable=True),
    sa.Column('marca', sa.String(length=1), nullable=False),
    sa.Column('de_fabrica', sa.Boolean(), nullable=False),
    sa.Column('quitada', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['norma_id'], ['norma.id'], name=op.f('fk_norma_alias_norma_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_norma_alias'))
    )
    op.create_index(op.f('ix_norma_alias_norma_id'), 'norma_alias', ['norma_id'])
    op.create_table('norma_fecha',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('norma_id', sa.Integer(), nullable=False),
    sa.Column('clase', sa.String(length=24), nullable=False),
    sa.Column('valor', sa.Date(), nullable=False),
    sa.Column('precision', sa.String(length=12), nullable=False),
    sa.Column('marca', sa.String(length=1), nullable=False),
    sa.Column('nota', sa.Text(), nullable=False),
    sa.Column('de_fabrica', sa.Boolean(), nullable=False),
    sa.Column('quitada', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['norma_id'], ['norma.id'], name=op.f('fk_norma_fecha_norma_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_norma_fecha'))
    )
    op.create_index(op.f('ix_norma_fecha_norma_id'), 'norma_fecha', ['norma_id'])
    op.create_table('norma_estado',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('norma_id', sa.Integer(), nullable=False),
    sa.Column('articulo', sa.String(length=40), nullable=False),
    sa.Column('estado', sa.String(length=24), nullable=False),
    sa.Column('desde', sa.Date(), nullable=False),
    sa.Column('precision', sa.String(length=12), nullable=False),
    sa.Column('hasta', sa.Date(), nullable=True),
    sa.Column('marca', sa.String(length=1), nullable=False),
    sa.Column('marca_desde', sa.String(length=1), nullable=False),
    sa.Column('norma_prueba', sa.String(length=60), nullable=False),
    sa.Column('articulo_prueba', sa.String(length=40), nullable=False),
    sa.Column('documento_id', sa.Integer(), nullable=True),
    sa.Column('nota', sa.Text(), nullable=False),
    sa.Column('de_fabrica', sa.Boolean(), nullable=False),
    sa.Column('quitada', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['documento_id'], ['documento.id'], name=op.f('fk_norma_estado_documento_id')),
    sa.ForeignKeyConstraint(['norma_id'], ['norma.id'], name=op.f('fk_norma_estado_norma_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_norma_estado'))
    )
    op.create_index(op.f('ix_norma_estado_documento_id'), 'norma_estado', ['documento_id'])
    op.create_index(op.f('ix_norma_estado_norma_id'), 'norma_estado', ['norma_id'])
    op.create_table('norma_relacion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('origen', sa.String(length=60), nullable=False),
    sa.Column('articulo_origen', sa.String(length=40), nullable=False),
    sa.Column('clase', sa.String(length=12), nullable=False),
    sa.Column('destino', sa.String(length=60), nullable=False),
    sa.Column('articulo_destino', sa.String(length=40), nullable=False),
    sa.Column('parcial', sa.Boolean(), nullable=False),
    sa.Column('fecha', sa.Date(), nullable=True),
    sa.Column('precision', sa.String(length=12), nullable=False),
    sa.Column('documento_id', sa.Integer(), nullable=True),
    sa.Column('marca', sa.String(length=1), nullable=False),
    sa.Column('nota', sa.Text(), nullable=False),
    sa.Column('de_fabrica', sa.Boolean(), nullable=False),
    sa.Column('quitada', sa.Boolean(), nullable=False),
    sa.CheckConstraint('origen <> destino', name=op.f('ck_norma_relacion_dos_normas')),
    sa.ForeignKeyConstraint(['documento_id'], ['documento.id'], name=op.f('fk_norma_relacion_documento_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_norma_relacion')),
    sa.UniqueConstraint('origen', 'articulo_origen', 'clase', 'destino', 'articulo_destino', name='uq_norma_relacion_origen')
    )
    op.create_index(op.f('ix_norma_relacion_destino'), 'norma_relacion', ['destino'])
    op.create_index(op.f('ix_norma_relacion_documento_id'), 'norma_relacion', ['documento_id'])
    op.create_table('norma_texto',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('norma_id', sa.Integer(), nullable=False),
    sa.Column('documento_id', sa.Integer(), nullable=False),
    sa.Column('clase', sa.String(length=12), nullable=False),
    sa.Column('estado', sa.String(length=12), nullable=False),
    sa.Column('decidido', Instante(timezone=True), nullable=False),
    sa.Column('decidido_por', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decidido_por'], ['usuario.id'], name=op.f('fk_norma_texto_decidido_por')),
    sa.ForeignKeyConstraint(['documento_id'], ['documento.id'], name=op.f('fk_norma_texto_documento_id')),
    sa.ForeignKeyConstraint(['norma_id'], ['norma.id'], name=op.f('fk_norma_texto_norma_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_norma_texto')),
    sa.UniqueConstraint('norma_id', 'documento_id', name=op.f('uq_norma_texto_norma_id_documento_id'))
    )
    op.create_index(op.f('ix_norma_texto_documento_id'), 'norma_texto', ['documento_id'])


def downgrade() -> None:
    for tabla in ("texto", "relacion", "estado", "fecha", "alias"):
        op.drop_table(f"norma_{tabla}")
    op.drop_table("norma")
