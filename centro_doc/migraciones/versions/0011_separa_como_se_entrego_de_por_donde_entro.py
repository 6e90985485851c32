"""separa cómo se entregó un documento de por dónde entró, y añade sus derechos.

Antes `origen_via` decía a la vez las dos cosas: «oficio», si alguien lo escribía, o «web» e «importar», si no.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ENTRADAS = ("web", "importar", "carpeta vigilada", "primer arranque")
_NUEVAS = (
    ("origen_precision", sa.String(length=12), "dia"),
    ("origen_referencia", sa.Text(), ""),
    ("licencia", sa.String(length=20), ""),
)
_DE_LOTE = (
    ("entrada", sa.String(length=40), ""),
    ("origen_via", sa.String(length=40), ""),
    ("derechos", sa.Text(), ""),
)
_VIAS = {
    "correo": ("correo", "Correo", "correo electrónico", "Correo electrónico", "adjunto de un correo"),
    "oficio": ("oficio", "Oficio"),
    "descarga": ("descarga", "Descarga"),
    "escaner": ("escáner", "Escáner"),
}
"""Lo que la ayuda de la ficha proponía escribir → su clave."""

documento = sa.table(
    "documento",
    sa.column("id", sa.Integer),
    sa.column("lote_id", sa.Integer),
    sa.column("origen_via", sa.String),
)
lote = sa.table("lote", sa.column("id", sa.Integer), sa.column("entrada", sa.String))


def upgrade() -> None:
    # Una a una: rehacer la tabla en SQLite borraría por un momento los lotes que los documentos nombran.
    op.execute("ALTER TABLE lote RENAME COLUMN remitente TO origen_entrega")
    for tabla, columnas in (("documento", _NUEVAS), ("lote", (*_NUEVAS, *_DE_LOTE))):
        for nombre, tipo, valor in columnas:
            op.add_column(tabla, sa.Column(nombre, tipo, nullable=False, server_default=valor))
    op.add_column("lote", sa.Column("origen_fecha", sa.Date(), nullable=True))
    entro = (
        sa.select(sa.func.min(documento.c.origen_via))
        .where(documento.c.lote_id == lote.c.id, documento.c.origen_via.in_(ENTRADAS))
        .scalar_subquery()
    )
    op.execute(lote.update().values(entrada=sa.func.coalesce(entro, "")))
    solas = (*ENTRADAS, "estante", "dentro de un ZIP")
    op.execute(documento.update().where(documento.c.origen_via.in_(solas)).values(origen_via=""))
    for clave, dichas in _VIAS.items():
        op.execute(documento.update().where(documento.c.origen_via.in_(dichas)).values(origen_via=clave))


def downgrade() -> None:
    op.execute("ALTER TABLE lote RENAME COLUMN origen_entrega TO remitente")
    entro = sa.select(lote.c.entrada).where(lote.c.id == documento.c.lote_id).scalar_subquery()
    sin_via = documento.update().where(documento.c.origen_via == "")
    op.execute(sin_via.values(origen_via=sa.func.coalesce(entro, "")))
    for tabla, columnas in (("documento", _NUEVAS), ("lote", (*_NUEVAS, *_DE_LOTE))):
        for nombre, _, _ in columnas:
            op.drop_column(tabla, nombre)
    op.drop_column("lote", "origen_fecha")
