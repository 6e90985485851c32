"""crea las citas con sus objetivos, las divisiones de cada texto y de qué salieron."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('division',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('documento_id', sa.Integer(), nullable=False),
    sa.Column('orden', sa.Integer(), nullable=False),
    sa.Column('padre', sa.Integer(), nullable=True),
    sa.Column('clase', sa.String(length=20), nullable=False),
    sa.Column('numero', sa.Text(), nullable=False),
    sa.Column('serie', sa.String(length=12), nullable=False),
    sa.Column('etiqueta', sa.Text(), nullable=False),
    sa.Column('epigrafe', sa.Text(), nullable=False),
    sa.Column('pagina', sa.Integer(), nullable=False),
    sa.Column('inicio', sa.Integer(), nullable=False),
    sa.Column('pagina_final', sa.Integer(), nullable=False),
    sa.Column('fin', sa.Integer(), nullable=False),
    sa.Column('ancla', sa.Text(), nullable=False),
    sa.Column('lugar', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['documento_id'], ['documento.id'], name=op.f('fk_division_documento_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_division')),
    sa.UniqueConstraint('documento_id', 'orden', name=op.f('uq_division_documento_id_orden'))
    )
    op.create_index('ix_division_documento_id_clase', 'division', ['documento_id', 'clase', 'serie', 'numero'])
    op.create_table('cita',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('documento_id', sa.Integer(), nullable=False),
    sa.Column('texto_id', sa.Integer(), nullable=False),
    sa.Column('pagina', sa.Integer(), nullable=False),
    sa.Column('inicio', sa.Integer(), nullable=False),
    sa.Column('pagina_final', sa.Integer(), nullable=False),
    sa.Column('fin', sa.Integer(), nullable=False),
    sa.Column('literal', sa.Text(), nullable=False),
    sa.Column('lugar', sa.Text(), nullable=False),
    sa.Column('ancla', sa.Text(), nullable=False),
    sa.Column('clase', sa.String(length=20), nullable=False),
    sa.Column('relacion', sa.String(length=20), nullable=False),
    sa.Column('resolucion', sa.String(length=16), nullable=False),
    sa.Column('confianza', sa.Double(), nullable=False),
    sa.Column('conflicto', sa.Boolean(), nullable=False),
    sa.Column('abierta', sa.Boolean(), nullable=False),
    sa.Column('leidos', sa.JSON(), nullable=False),
    sa.Column('estado', sa.String(length=12), nullable=False),
    sa.Column('pasaje', sa.Text(), nullable=False),
    sa.Column('decidida', Instante(timezone=True), nullable=True),
    sa.Column('decidida_por', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decidida_por'], ['usuario.id'], name=op.f('fk_cita_decidida_por')),
    sa.ForeignKeyConstraint(['documento_id'], ['documento.id'], name=op.f('fk_cita_documento_id')),
    sa.ForeignKeyConstraint(['texto_id'], ['texto.id'], name=op.f('fk_cita_texto_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cita'))
    )
    op.create_index(op.f('ix_cita_documento_id'), 'cita', ['documento_id'])
    op.create_table('lectura_juridica',
    sa.Column('documento_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('texto_id', sa.Integer(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('reglas', sa.Integer(), nullable=False),
    sa.Column('nombres', sa.String(length=16), nullable=False),
    sa.Column('clave', sa.String(length=60), nullable=False),
    sa.Column('jurisdiccion', sa.String(length=8), nullable=False),
    sa.Column('tipo', sa.String(length=40), nullable=False),
    sa.Column('cuerpos', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['documento_id'], ['documento.id'], name=op.f('fk_lectura_juridica_documento_id')),
    sa.ForeignKeyConstraint(['texto_id'], ['texto.id'], name=op.f('fk_lectura_juridica_texto_id')),
    sa.PrimaryKeyConstraint('documento_id', name=op.f('pk_lectura_juridica'))
    )
    op.create_index(op.f('ix_lectura_juridica_clave'), 'lectura_juridica', ['clave'])
    op.create_table('cita_objetivo',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cita_id', sa.Integer(), nullable=False),
    sa.Column('documento_id', sa.Integer(), nullable=False),
    sa.Column('norma_clave', sa.String(length=60), nullable=False),
    sa.Column('articulo', sa.String(length=40), nullable=False),
    sa.Column('hasta', sa.String(length=40), nullable=False),
    sa.Column('serie', sa.String(length=12), nullable=False),
    sa.Column('subdivision', sa.Text(), nullable=False),
    sa.Column('desde_lugar', sa.Integer(), nullable=False),
    sa.Column('hasta_lugar', sa.Integer(), nullable=False),
    sa.Column('relacion', sa.String(length=20), nullable=False),
    sa.Column('vale', sa.Boolean(), nullable=False),
    sa.Column('propia', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['cita_id'], ['cita.id'], name=op.f('fk_cita_objetivo_cita_id')),
    sa.ForeignKeyConstraint(['documento_id'], ['documento.id'], name=op.f('fk_cita_objetivo_documento_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cita_objetivo'))
    )
    op.create_index(op.f('ix_cita_objetivo_cita_id'), 'cita_objetivo', ['cita_id'])
    op.create_index(op.f('ix_cita_objetivo_documento_id'), 'cita_objetivo', ['documento_id'])
    op.create_index('ix_cita_objetivo_norma_clave', 'cita_objetivo', ['norma_clave', 'articulo', 'vale', 'serie', 'hasta', 'relacion', 'documento_id', 'cita_id'])
    op.create_index('ix_cita_objetivo_vale', 'cita_objetivo', ['vale', 'norma_clave', 'documento_id'])


def downgrade() -> None:
    for tabla in ("cita_objetivo", "cita", "division", "lectura_juridica"):
        op.drop_table(tabla)
