"""quita del texto de los ZIP y los correos los nombres de lo que traen: alguno puede estar cerrado."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from centro_doc.comun.bd import Instante

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_QUE_ES, _ADJUNTOS = "Archivo comprimido (ZIP).", "Adjuntos: "
_texto = sa.table(
    "texto", sa.column("id", sa.Integer), sa.column("version_id", sa.Integer), sa.column("extractor", sa.String)
)
_pagina = sa.table(
    "pagina",
    sa.column("id", sa.Integer),
    sa.column("texto_id", sa.Integer),
    sa.column("numero", sa.Integer),
    sa.column("texto", sa.Text),
)
_version = sa.table("version", sa.column("id", sa.Integer), sa.column("documento_id", sa.Integer))
_documento = sa.table("documento", sa.column("id", sa.Integer), sa.column("revision", sa.Integer))
_lectura = sa.table(
    "lectura_juridica", sa.column("documento_id", sa.Integer), sa.column("reglas", sa.Integer)
)
_oculto = sa.table(
    "ocultamiento",
    sa.column("documento_id", sa.Integer),
    sa.column("revision", sa.Integer),
    sa.column("cuando", Instante()),
)


def upgrade() -> None:
    conexion = op.get_bind()
    tocados = _de_los_zip(conexion) | _de_los_correos(conexion)
    suyos = (
        sa.select(_version.c.documento_id)
        .join(_texto, _texto.c.version_id == _version.c.id)
        .where(_texto.c.id == sa.bindparam("texto"))
    )
    numeros = {int(conexion.execute(suyos, {"texto": texto}).scalar_one()) for texto in tocados}
    for numero in sorted(numeros):
        _que_se_lea_de_nuevo(conexion, numero)


def downgrade() -> None:
    """Los nombres siguen en el archivo original."""


def _que_se_lea_de_nuevo(conexion: sa.Connection, numero: int) -> None:
    """La búsqueda no lo halla hasta que lo lea como queda; sus citas también se leen otra vez."""
    suyo = _documento.c.id == numero
    conexion.execute(_documento.update().where(suyo).values(revision=_documento.c.revision + 1))
    conexion.execute(_lectura.update().where(_lectura.c.documento_id == numero).values(reglas=0))
    conexion.execute(_oculto.delete().where(_oculto.c.documento_id == numero))
    revision = conexion.scalar(sa.select(_documento.c.revision).where(suyo))
    conexion.execute(
        _oculto.insert().values(documento_id=numero, revision=revision, cuando=datetime.now(UTC))
    )


def _de_los_zip(conexion: sa.Connection) -> set[int]:
    """Todo su texto era la lista."""
    textos = sa.select(_texto.c.id).where(_texto.c.extractor == "zip 1")
    tocados = set(conexion.scalars(textos))
    conexion.execute(_pagina.delete().where(_pagina.c.texto_id.in_(textos), _pagina.c.numero > 1))
    conexion.execute(_pagina.update().where(_pagina.c.texto_id.in_(textos)).values(texto=_QUE_ES))
    return tocados


def _de_los_correos(conexion: sa.Connection) -> set[int]:
    """El renglón que los nombraba queda en blanco, del mismo largo: los pasajes guardados no se mueven."""
    filas = conexion.execute(
        sa.select(_pagina.c.id, _pagina.c.texto_id, _pagina.c.numero, _pagina.c.texto)
        .join(_texto, _texto.c.id == _pagina.c.texto_id)
        .where(_texto.c.extractor == "eml 1")
        .order_by(_pagina.c.texto_id, _pagina.c.numero)
    ).all()
    tocados: set[int] = set()
    sigue_en = 0
    for numero, texto, pagina, letras in filas:
        desde = 0 if sigue_en == texto else _donde(letras) if pagina == 1 else -1
        if desde < 0:
            continue
        fin = letras.find("\n", desde)
        sigue_en = texto if fin < 0 else 0
        fin = len(letras) if fin < 0 else fin
        nuevo = letras[:desde] + " " * (fin - desde) + letras[fin:]
        conexion.execute(_pagina.update().where(_pagina.c.id == numero).values(texto=nuevo))
        tocados.add(texto)
    return tocados


def _donde(letras: str) -> int:
    """Dónde empieza el renglón, que cierra las cabeceras: está antes del primero en blanco."""
    lugar = 0
    for renglon in letras.split("\n"):
        if renglon.startswith(_ADJUNTOS):
            return lugar
        if not renglon:
            return -1
        lugar += len(renglon) + 1
    return -1
