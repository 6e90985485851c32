"""crea las iniciativas con sus temas, sus etapas y lo ya decidido de lo que proponen las fichas."""

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('iniciativa',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('numero', sa.Integer(), nullable=False),
    sa.Column('nombre', sa.Text(), nullable=False),
    sa.Column('asunto', sa.Text(), nullable=False),
    sa.Column('ponentes', sa.JSON(), nullable=False),
    sa.Column('comisiones', sa.JSON(), nullable=False),
    sa.Column('tramite', sa.Text(), nullable=False),
    sa.Column('nota', sa.Text(), nullable=False),
    sa.Column('marcas', sa.JSON(), nullable=False),
    sa.Column('documento_id', sa.Integer(), nullable=True),
    sa.Column('de_fabrica', sa.Boolean(), nullable=False),
    sa.Column('edicion', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['documento_id'], ['documento.id'], name=op.f('fk_iniciativa_documento_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_iniciativa')),
    sa.UniqueConstraint('numero', name=op.f('uq_iniciativa_numero'))
    )
    op.create_index(op.f('ix_iniciativa_documento_id'), 'iniciativa', ['documento_id'])
    op.create_table('iniciativa_tema',
    sa.Column('iniciativa_id', sa.Integer(), nullable=False),
    sa.Column('tema_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['iniciativa_id'], ['iniciativa.id'], name=op.f('fk_iniciativa_tema_iniciativa_id')),
    sa.ForeignKeyConstraint(['tema_id'], ['tema.id'], name=op.f('fk_iniciativa_tema_tema_id')),
    sa.PrimaryKeyConstraint('iniciativa_id', 'tema_id', name=op.f('pk_iniciativa_tema'))
    )
    op.create_index(op.f('ix_iniciativa_tema_tema_id'), 'iniciativa_tema', ['tema_id'])
    op.create_table('iniciativa_etapa',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('iniciativa_id', sa.Integer(), nullable=False),
    sa.Column('estado', sa.String(length=32), nullable=False),
    sa.Column('fecha', sa.Date(), nullable=False),
    sa.Column('precision', sa.String(length=12), nullable=False),
    sa.Column('documento_id', sa.Integer(), nullable=False),
    sa.Column('principal_id', sa.Integer(), nullable=True),
    sa.Column('nota', sa.Text(), nullable=False),
    sa.Column('quitada', sa.Boolean(), nullable=False),
    sa.Column('anotada', Instante(timezone=True), nullable=False),
    sa.Column('anotada_por', sa.Integer(), nullable=True),
    sa.CheckConstraint('principal_id <> iniciativa_id', name=op.f('ck_iniciativa_etapa_dos_iniciativas')),
    sa.ForeignKeyConstraint(['anotada_por'], ['usuario.id'], name=op.f('fk_iniciativa_etapa_anotada_por')),
    sa.ForeignKeyConstraint(['documento_id'], ['documento.id'], name=op.f('fk_iniciativa_etapa_documento_id')),
    sa.ForeignKeyConstraint(['iniciativa_id'], ['iniciativa.id'], name=op.f('fk_iniciativa_etapa_iniciativa_id')),
    sa.ForeignKeyConstraint(['principal_id'], ['iniciativa.id'], name=op.f('fk_iniciativa_etapa_principal_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_iniciativa_etapa'))
    )
    for columna in ('documento_id', 'iniciativa_id', 'principal_id'):
        op.create_index(op.f(f'ix_iniciativa_etapa_{columna}'), 'iniciativa_etapa', [columna])
    op.create_table('iniciativa_vista',
    sa.Column('documento_id', sa.Integer(), nullable=False),
    sa.Column('visto', sa.JSON(), nullable=False),
    sa.Column('decidido', Instante(timezone=True), nullable=False),
    sa.Column('decidido_por', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decidido_por'], ['usuario.id'], name=op.f('fk_iniciativa_vista_decidido_por')),
    sa.ForeignKeyConstraint(['documento_id'], ['documento.id'], name=op.f('fk_iniciativa_vista_documento_id')),
    sa.PrimaryKeyConstraint('documento_id', name=op.f('pk_iniciativa_vista'))
    )


def downgrade() -> None:
    for tabla in ("vista", "etapa", "tema"):
        op.drop_table(f"iniciativa_{tabla}")
    op.drop_table("iniciativa")
