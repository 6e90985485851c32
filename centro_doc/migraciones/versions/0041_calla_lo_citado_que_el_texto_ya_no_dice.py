"""calla lo que se citó del texto de un ZIP o un correo y éste ya no dice: nombraba lo que viene dentro.

Lo que sigue diciendo otro texto del mismo documento, de cualquier versión o archivo, no lo nombra: se queda.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from indexador.lengua.personales import sin_datos_personales

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_SUYOS = ("zip 1", "eml 1")
_MOTIVO = "Su pasaje nombraba lo que viene dentro del archivo, y se quitó."
_texto = sa.table(
    "texto", sa.column("id", sa.Integer), sa.column("version_id", sa.Integer), sa.column("extractor", sa.String)
)
_pagina = sa.table(
    "pagina", sa.column("texto_id", sa.Integer), sa.column("numero", sa.Integer), sa.column("texto", sa.Text)
)
_version = sa.table("version", sa.column("id", sa.Integer), sa.column("documento_id", sa.Integer))
_documento = sa.table("documento", sa.column("id", sa.Integer), sa.column("revision", sa.Integer))
_vinculo = sa.table(
    "vinculo",
    sa.column("id", sa.Integer),
    sa.column("documento_id", sa.Integer),
    sa.column("motivo", sa.Text),
)
_pieza = sa.table(
    "expediente_pieza",
    sa.column("expediente_id", sa.Integer),
    sa.column("orden", sa.Integer),
    sa.column("documento_id", sa.Integer),
    sa.column("evidencias", sa.JSON),
    sa.column("callada", sa.Boolean),
)
_LUGAR = ("texto_id", "pagina_inicio", "inicio", "pagina_fin", "fin")


def _con_ancla(nombre: str, *claves: str) -> sa.TableClause:
    columnas: list[sa.ColumnClause[Any]] = [sa.column(uno) for uno in (*claves, "literal", "estado", "texto_id", "actual_literal")]
    return sa.table(nombre, *columnas, *(sa.column(f"actual_{uno}") for uno in _LUGAR), sa.column("vista_por"))


def upgrade() -> None:
    with op.batch_alter_table("expediente_pieza") as tabla:
        tabla.add_column(sa.Column("callada", sa.Boolean(), server_default=sa.false(), nullable=False))
    conexion = op.get_bind()
    suyos = _lo_que_dicen(conexion)
    if not suyos:
        return
    dicen = {texto: letras for texto, (_, letras) in suyos.items()}
    _callar_evidencias(conexion, dicen)
    _callar_notas(conexion, dicen)
    _callar_piezas(conexion, dict(suyos.values()))


def downgrade() -> None:
    """Lo citado que se quitó no vuelve."""
    with op.batch_alter_table("expediente_pieza") as tabla:
        tabla.drop_column("callada")


def _lo_que_dicen(conexion: sa.Connection) -> dict[int, tuple[int, str]]:
    """De cada texto de un ZIP o un correo, su documento y lo que hoy dicen todos los textos de éste."""
    de_quien = dict(
        conexion.execute(
            sa.select(_texto.c.id, _version.c.documento_id)
            .join(_version, _version.c.id == _texto.c.version_id)
            .where(_texto.c.extractor.in_(_SUYOS))
        ).all()
    )
    paginas: dict[int, dict[int, list[str]]] = {uno: {} for uno in de_quien.values()}
    for documento, texto, letras in conexion.execute(
        sa.select(_version.c.documento_id, _texto.c.id, _pagina.c.texto)
        .join(_version, _version.c.id == _texto.c.version_id)
        .join(_pagina, _pagina.c.texto_id == _texto.c.id)
        .where(_version.c.documento_id.in_(paginas))
        .order_by(_texto.c.id, _pagina.c.numero)
    ):
        paginas[documento].setdefault(texto, []).append(letras)
    dicen = {
        documento: "\n".join(_llano("\n".join(suyas)) for suyas in textos.values())
        for documento, textos in paginas.items()
    }
    return {texto: (documento, dicen[documento]) for texto, documento in de_quien.items()}


def _llano(letras: str) -> str:
    return " ".join(letras.split())


def _callar_evidencias(conexion: sa.Connection, dicen: dict[int, str]) -> None:
    """La que ya no está se quita; el vínculo que se queda sin ninguna lo dice en su motivo."""
    tabla = _con_ancla("evidencia", "id", "vinculo_id")
    tocados: set[int] = set()
    for numero, vinculo, quitar in _por_callar(conexion, tabla, tabla.c.id, tabla.c.vinculo_id, dicen):
        tocados.add(vinculo)
        _callar(conexion, tabla, tabla.c.id == numero, quitar=quitar)
    for vinculo in sorted(tocados):
        suyo, sin_motivo = _vinculo.c.id == vinculo, _vinculo.c.motivo == ""
        quedan = conexion.scalar(sa.select(sa.func.count()).select_from(tabla).where(tabla.c.vinculo_id == vinculo))
        if not quedan:
            conexion.execute(_vinculo.update().where(suyo, sin_motivo).values(motivo=_MOTIVO))
        documento = sa.select(_vinculo.c.documento_id).where(suyo).scalar_subquery()
        mas = _documento.update().where(_documento.c.id == documento)
        conexion.execute(mas.values(revision=_documento.c.revision + 1))


def _callar_notas(conexion: sa.Connection, dicen: dict[int, str]) -> None:
    tabla = _con_ancla("nota_pasaje", "nota_id")
    for numero, _, quitar in _por_callar(conexion, tabla, tabla.c.nota_id, tabla.c.nota_id, dicen):
        _callar(conexion, tabla, tabla.c.nota_id == numero, quitar=quitar)


def _por_callar(
    conexion: sa.Connection,
    tabla: sa.TableClause,
    clave: sa.ColumnClause[int],
    de_que: sa.ColumnClause[int],
    dicen: dict[int, str],
) -> list[tuple[int, int, bool]]:
    """Los pasajes que ya no están, y de cada uno si es el de origen o sólo su lugar de ahora."""
    filas = conexion.execute(
        sa.select(
            clave, de_que, tabla.c.texto_id, tabla.c.literal, tabla.c.actual_texto_id, tabla.c.actual_literal
        ).where(tabla.c.texto_id.in_(dicen) | tabla.c.actual_texto_id.in_(dicen))
    ).all()
    salida = []
    for numero, dueno, origen, literal, actual, de_ahora in filas:
        sin_origen = origen in dicen and _llano(literal) not in dicen[origen]
        sin_actual = actual in dicen and _llano(de_ahora) not in dicen[actual]
        if sin_origen or sin_actual:
            salida.append((numero, dueno, sin_origen))
    return salida


def _callar(
    conexion: sa.Connection, tabla: sa.TableClause, suyo: sa.ColumnElement[bool], *, quitar: bool
) -> None:
    if quitar:
        conexion.execute(tabla.delete().where(suyo))
        return
    ninguno = dict.fromkeys((f"actual_{uno}" for uno in _LUGAR), None)
    valores = {**ninguno, "actual_literal": "", "vista_por": None, "estado": "rota"}
    conexion.execute(tabla.update().where(suyo).values(**valores))


def _callar_piezas(conexion: sa.Connection, dicen: dict[int, str]) -> None:
    """En lo congelado no se toca lo que entra en la huella: se señala, y ya no se repite."""
    filas = conexion.execute(
        sa.select(_pieza.c.expediente_id, _pieza.c.orden, _pieza.c.documento_id, _pieza.c.evidencias).where(
            _pieza.c.documento_id.in_(dicen)
        )
    ).all()
    sin_datos = {uno: sin_datos_personales(dicen[uno]) for uno in {fila[2] for fila in filas}}
    for expediente, orden, documento, evidencias in filas:
        suyos = (dicen[documento], sin_datos[documento])
        citas = json.loads(evidencias) if isinstance(evidencias, str) else evidencias
        literales = [_llano(str(una["literal"])) for una in citas]
        if any(not any(literal in uno for uno in suyos) for literal in literales):
            cual = (_pieza.c.expediente_id == expediente) & (_pieza.c.orden == orden)
            conexion.execute(_pieza.update().where(cual).values(callada=True))
