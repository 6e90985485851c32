"""vuelve a ver qué calla de lo que se citó de un ZIP o un correo, que nombraba lo que viene dentro.

Lo dice un documento si lo dice un texto suyo a la vista: lo de un archivo interno o retirado no cuenta, que sólo
lo lee el personal. De un pasaje no cuentan los puntos con que se cortó, ni lo que hay entre dos páginas. Se miran
también las piezas de las fichas que se unieron a otra, cuyos textos pasaron a la que quedó.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from indexador.lengua.personales import sin_datos_personales

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

_SUYOS = ("zip 1", "eml 1")
_MOTIVO = "Su pasaje nombraba lo que viene dentro del archivo, y se quitó."
_A_LA_VISTA, _PUBLICAS = "a_la_vista", ("publica_oficio", "publica")
_TROZOS, _PALABRAS = 3, 4
"""En cuántas partes seguidas puede decirse un pasaje que salta de página, y palabras de cada una."""
_LUGAR = ("texto_id", "pagina_inicio", "inicio", "pagina_fin", "fin")
Dichos = Mapping[int, Sequence[str]]


def _tabla(nombre: str, *columnas: str) -> sa.TableClause:
    return sa.table(nombre, *(sa.column(una) for una in columnas))


_texto = _tabla("texto", "id", "version_id", "archivo_id", "extractor")
_pagina = _tabla("pagina", "texto_id", "numero", "texto")
_version = _tabla("version", "id", "documento_id", "vista")
_archivo = _tabla("archivo", "id", "version_id", "papel", "sha256", "acceso", "vista")
_unido = _tabla("documento_unido", "documento_id", "queda_id")
_documento = _tabla("documento", "id", "revision")
_vinculo = _tabla("vinculo", "id", "documento_id", "motivo")
_pieza = sa.table(
    "expediente_pieza",
    *map(sa.column, ("expediente_id", "orden", "documento_id", "sha256")),
    sa.column("evidencias", sa.JSON),
    sa.column("callada", sa.Boolean),
)


def upgrade() -> None:
    conexion = op.get_bind()
    suyos = _de_un_zip_o_un_correo(conexion)
    if not suyos:
        return
    a_la_vista, por_archivo = _lo_que_dicen(conexion, frozenset(suyos.values()))
    _callar_evidencias(conexion, {texto: a_la_vista.get(uno, []) for texto, uno in suyos.items()})
    _ver_las_piezas(conexion, frozenset(suyos.values()), a_la_vista, por_archivo)


def downgrade() -> None:
    """Lo que se calló sigue callado."""


def _de_un_zip_o_un_correo(conexion: sa.Connection) -> dict[int, int]:
    """De cada texto de uno, su documento."""
    consulta = (
        sa.select(_texto.c.id, _version.c.documento_id)
        .join(_version, _version.c.id == _texto.c.version_id)
        .where(_texto.c.extractor.in_(_SUYOS))
    )
    return {texto: documento for texto, documento in conexion.execute(consulta)}


def _lo_que_dicen(
    conexion: sa.Connection, documentos: frozenset[int]
) -> tuple[dict[int, list[str]], dict[tuple[int, str], list[str]]]:
    """Lo que dice cada documento a la vista, y cada archivo suyo por su huella, lo esté o no."""
    filas = conexion.execute(
        sa.select(
            _version.c.documento_id,
            _texto.c.id,
            _pagina.c.texto,
            _archivo.c.sha256,
            sa.and_(
                _version.c.vista == _A_LA_VISTA,
                _archivo.c.vista == _A_LA_VISTA,
                _archivo.c.acceso.is_(None) | _archivo.c.acceso.in_(_PUBLICAS),
            ),
        )
        .join(_version, _version.c.id == _texto.c.version_id)
        .join(_pagina, _pagina.c.texto_id == _texto.c.id)
        .join(_archivo, _del_texto())
        .where(_version.c.documento_id.in_(documentos))
        .order_by(_texto.c.id, _pagina.c.numero)
    )
    paginas: dict[int, list[str]] = {}
    de_quien: dict[int, tuple[int, str, bool]] = {}
    for documento, texto, letras, sha256, se_ve in filas:
        paginas.setdefault(texto, []).append(letras)
        de_quien[texto] = documento, sha256, bool(se_ve)
    a_la_vista: dict[int, list[str]] = {}
    por_archivo: dict[tuple[int, str], list[str]] = {}
    for texto, (documento, sha256, se_ve) in de_quien.items():
        dice = _llano("\n".join(paginas[texto]))
        por_archivo.setdefault((documento, sha256), []).append(dice)
        if se_ve:
            a_la_vista.setdefault(documento, []).append(dice)
    return a_la_vista, por_archivo


def _del_texto() -> sa.ColumnElement[bool]:
    """El archivo de que salió; el que no lo dice es del principal de su versión."""
    del_principal = (_archivo.c.version_id == _version.c.id) & (_archivo.c.papel == "principal")
    return sa.or_(
        _archivo.c.id == _texto.c.archivo_id, sa.and_(_texto.c.archivo_id.is_(None), del_principal)
    )


def _llano(letras: str) -> str:
    return " ".join(letras.split())


def _lo_dice(literal: str, dicen: Sequence[str]) -> bool:
    """¿Dice todo un pasaje alguno de esos textos? Sin los puntos con que se cortó, y salte o no de página."""
    partes = [parte for parte in map(_llano, literal.split("…")) if parte]
    return any(all(_dicha(parte, dice) for parte in partes) for dice in dicen)


def _dicha(parte: str, dice: str) -> bool:
    if parte in dice:
        return True
    palabras, lugar = parte.split(" "), 0
    for _ in range(_TROZOS):
        if not palabras[lugar:]:
            break
        hasta = _hasta_donde(palabras, lugar, dice)
        if hasta < len(palabras) and hasta - lugar < _PALABRAS:
            return False
        lugar = hasta
    return lugar == len(palabras)


def _hasta_donde(palabras: Sequence[str], desde: int, dice: str) -> int:
    """Hasta qué palabra, sin contarla, se dicen seguidas."""
    bien, mal = desde, len(palabras) + 1
    while mal - bien > 1:
        medio = (bien + mal) // 2
        if " ".join(palabras[desde:medio]) in dice:
            bien = medio
        else:
            mal = medio
    return bien


def _callar_evidencias(conexion: sa.Connection, dicen: Dichos) -> None:
    """La que ya no está se quita; el vínculo que se queda sin ninguna lo dice en su motivo."""
    tabla = _tabla(
        "evidencia", "id", "vinculo_id", "literal", "estado", "texto_id", "actual_literal", "vista_por",
        *(f"actual_{uno}" for uno in _LUGAR),
    )  # fmt: skip
    filas = conexion.execute(
        sa.select(
            tabla.c.id,
            tabla.c.vinculo_id,
            tabla.c.texto_id,
            tabla.c.literal,
            tabla.c.actual_texto_id,
            tabla.c.actual_literal,
        ).where(tabla.c.texto_id.in_(dicen) | tabla.c.actual_texto_id.in_(dicen))
    ).all()
    tocados: set[int] = set()
    for numero, vinculo, origen, literal, actual, de_ahora in filas:
        suya = tabla.c.id == numero
        if origen in dicen and not _lo_dice(literal, dicen[origen]):
            conexion.execute(tabla.delete().where(suya))
        elif actual in dicen and not _lo_dice(de_ahora, dicen[actual]):
            ninguno: dict[str, Any] = dict.fromkeys((f"actual_{uno}" for uno in _LUGAR), None)
            conexion.execute(
                tabla.update().where(suya).values(**ninguno, actual_literal="", vista_por=None, estado="rota")
            )
        else:
            continue
        tocados.add(vinculo)
    for vinculo in sorted(tocados):
        _decirlo_en_su_vinculo(conexion, tabla, vinculo)


def _decirlo_en_su_vinculo(conexion: sa.Connection, tabla: sa.TableClause, vinculo: int) -> None:
    suyo = _vinculo.c.id == vinculo
    quedan = conexion.scalar(
        sa.select(sa.func.count()).select_from(tabla).where(tabla.c.vinculo_id == vinculo)
    )
    if not quedan:
        conexion.execute(_vinculo.update().where(suyo, _vinculo.c.motivo == "").values(motivo=_MOTIVO))
    documento = sa.select(_vinculo.c.documento_id).where(suyo).scalar_subquery()
    mas = _documento.update().where(_documento.c.id == documento)
    conexion.execute(mas.values(revision=_documento.c.revision + 1))


def _ver_las_piezas(
    conexion: sa.Connection,
    documentos: frozenset[int],
    a_la_vista: Dichos,
    por_archivo: Mapping[tuple[int, str], Sequence[str]],
) -> None:
    """Señala las que citan lo que no se dice, y deja de señalar las otras.

    Cuenta además lo que dice el archivo que la pieza fijó: si no está a la vista, no se repite nada de ella.
    """
    duenos = _duenos(conexion, documentos)
    filas = conexion.execute(
        sa.select(
            _pieza.c.expediente_id,
            _pieza.c.orden,
            _pieza.c.documento_id,
            _pieza.c.sha256,
            _pieza.c.evidencias,
            _pieza.c.callada,
        ).where(_pieza.c.documento_id.in_(duenos))
    ).all()
    for expediente, orden, documento, sha256, evidencias, callada in filas:
        dueno = duenos[documento]
        dicen = [*a_la_vista.get(dueno, ()), *por_archivo.get((dueno, sha256), ())]
        citas = json.loads(evidencias) if isinstance(evidencias, str) else evidencias
        calla = _cita_de_mas((str(una["literal"]) for una in citas), dicen)
        if calla != bool(callada):
            cual = (_pieza.c.expediente_id == expediente) & (_pieza.c.orden == orden)
            conexion.execute(_pieza.update().where(cual).values(callada=calla))


def _cita_de_mas(literales: Iterable[str], dicen: Sequence[str]) -> bool:
    """¿Alguno no lo dice ninguno? Lo que se congeló iba sin los datos de particulares."""
    faltan = [literal for literal in literales if not _lo_dice(literal, dicen)]
    if not faltan:
        return False
    cubiertos = [sin_datos_personales(uno) for uno in dicen]
    return any(not _lo_dice(literal, cubiertos) for literal in faltan)


def _duenos(conexion: sa.Connection, documentos: frozenset[int]) -> dict[int, int]:
    """Esos documentos y los que se les unieron, cada uno con el que tiene hoy sus textos."""
    unidos = dict(conexion.execute(sa.select(_unido.c.documento_id, _unido.c.queda_id)).all())
    duenos = {}
    for uno in (*documentos, *unidos):
        ultimo, vistos = uno, {uno}
        while ultimo in unidos and unidos[ultimo] not in vistos:
            ultimo = unidos[ultimo]
            vistos.add(ultimo)
        if ultimo in documentos:
            duenos[uno] = ultimo
    return duenos
