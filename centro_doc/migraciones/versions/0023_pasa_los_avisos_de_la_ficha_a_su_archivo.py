"""pasa a su archivo los avisos de lo leído antes de que cada archivo guardara los suyos."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_DE_VERSION = "La versión nueva no se pudo leer."
_documento = sa.table("documento", sa.column("id", sa.Integer), sa.column("avisos", sa.JSON))
_version = sa.table(
    "version", sa.column("id", sa.Integer), sa.column("documento_id", sa.Integer), sa.column("numero", sa.Integer)
)
_archivo = sa.table(
    "archivo",
    sa.column("id", sa.Integer),
    sa.column("version_id", sa.Integer),
    sa.column("papel", sa.String),
    sa.column("avisos", sa.JSON),
)
_texto = sa.table("texto", sa.column("version_id", sa.Integer))


def upgrade() -> None:
    conexion = op.get_bind()
    documentos = conexion.execute(sa.select(_documento.c.id, _documento.c.avisos)).all()
    for numero, avisos in documentos:
        if avisos:
            _pasar(conexion, numero, avisos)


def downgrade() -> None:
    """La ficha los conserva."""


def _pasar(conexion: sa.Connection, numero: int, avisos: list[str]) -> None:
    """El de la versión ilegible es de la última; los demás, de la última que se leyó."""
    leida = sa.exists().where(_texto.c.version_id == _version.c.id)
    suyos = conexion.execute(
        sa.select(_archivo.c.id, _archivo.c.papel, _archivo.c.avisos, leida)
        .join(_version, _version.c.id == _archivo.c.version_id)
        .where(_version.c.documento_id == numero)
        .order_by(_version.c.numero.desc(), _archivo.c.id)
    ).all()
    principales = [(uno, si_leida) for uno, papel, _, si_leida in suyos if papel == "principal"]
    if not principales or any(dichos for _, _, dichos, _ in suyos):
        return
    ultimo = principales[0][0]
    leido = next((uno for uno, si_leida in principales if si_leida), ultimo)
    repartidos: dict[int, list[str]] = {}
    for aviso in avisos:
        repartidos.setdefault(ultimo if aviso.startswith(_DE_VERSION) else leido, []).append(aviso)
    for uno, dichos in repartidos.items():
        conexion.execute(_archivo.update().where(_archivo.c.id == uno).values(avisos=dichos))
