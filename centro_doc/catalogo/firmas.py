"""Firmar los textos y hallar los documentos que casi son el mismo.

La firma se guarda en la transacción que guarda el texto. Los que aún no la tienen (los de antes, o los que
una persona corrigió) los firma una rutina del trabajador.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, or_, select, true, tuple_
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, PaginaGuardada, TextoGuardado, Version
from centro_doc.catalogo.modelos_firmas import Banda, FirmaGuardada
from centro_doc.catalogo.relaciones import ya_decididos
from centro_doc.catalogo.vigente import rige
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from indexador.parecido import Firma, desempaquetar, empaquetar, firmar, parecido

PARECIDO_MINIMO = 0.75
"""Parte de las palabras en común desde la que se pregunta si son el mismo documento."""
CUANTOS = 5
_FILAS = 20_000
"""Coincidencias de banda que se miran por documento: un formulario repetido mil veces no detiene nada."""
_CANDIDATOS = 60
_TANDA, _TANDAS = 20, 25


@dataclass(frozen=True, slots=True)
class CasiDuplicado:
    """Un documento visible que se parece, en la versión que más; `parecido` va de 0 a 1."""

    documento: Documento
    version: int
    parecido: float

    @property
    def porciento(self) -> int:
        """El parecido en números redondos; 100 sólo si no se halló ninguna diferencia."""
        return 100 if self.parecido >= 1 else min(99, round(100 * self.parecido))


def guardar_firma(sesion: Session, version_id: int, texto_id: int, firma: Firma | None) -> None:
    """Guarda la firma de una versión en lugar de la que tuviera; `None` anota que el texto es muy corto."""
    guardada = sesion.get(FirmaGuardada, version_id)
    if guardada is None:
        guardada = FirmaGuardada(version_id=version_id)
        sesion.add(guardada)
    elif guardada.tejas:
        vieja = desempaquetar(guardada.valores, guardada.palabras, guardada.tejas)
        pares = [(clave, version_id) for clave in vieja.bandas()]
        sesion.execute(delete(Banda).where(tuple_(Banda.clave, Banda.version_id).in_(pares)))
    guardada.texto_id = texto_id
    guardada.valores = empaquetar(firma) if firma is not None else b""
    guardada.palabras = firma.palabras if firma is not None else 0
    guardada.tejas = firma.tejas if firma is not None else 0
    if firma is not None:
        filas = [{"clave": clave, "version_id": version_id} for clave in sorted(set(firma.bandas()))]
        sesion.execute(insert(Banda), filas)


def firmar_pendientes(bd: BaseDeDatos) -> int:
    """Firma textos que aún no lo están, en transacciones cortas; devuelve cuántos, a lo sumo 500.

    El texto se lee y se firma fuera de la transacción que lo guarda: quien escribe no espera por él.
    """
    hechos = 0
    for _ in range(_TANDAS):
        with lectura(bd) as sesion:
            firmas = [(*una, firmar(_paginas(sesion, una[1]))) for una in _sin_firmar(sesion)]
        if not firmas:
            break
        with transaccion(bd) as sesion:
            for version_id, texto_id, firma in firmas:
                guardar_firma(sesion, version_id, texto_id, firma)
        hechos += len(firmas)
    return hechos


def casi_duplicados(
    sesion: Session, marcas: frozenset[str], documento_ids: Collection[int], *, a_la_vista: bool = False
) -> dict[int, tuple[CasiDuplicado, ...]]:
    """De cada documento, los que se le parecen y sobre los que nadie ha decidido; primero el que más.

    Sólo los que el lector ve, y sin los que ya tienen alguna relación con él. Con `a_la_vista`, sin mirar las
    versiones que sólo ve el personal. Los que no tienen ninguno no aparecen. Cuatro consultas, sean cuantos
    sean los documentos.
    """
    propias = _vigentes(sesion, documento_ids)
    if not propias:
        return {}
    decididos = ya_decididos(sesion, propias)
    candidatos = _candidatos(sesion, marcas, propias, a_la_vista=a_la_vista)
    hallados: dict[int, dict[int, CasiDuplicado]] = {}
    for documento_id, firma in propias.items():
        for version, otra, documento in candidatos.get(documento_id, ()):
            if (documento_id, documento.id) in decididos:
                continue
            grado = parecido(firma, otra)
            suyos = hallados.setdefault(documento_id, {})
            mejor = suyos.get(documento.id)
            if grado >= PARECIDO_MINIMO and (mejor is None or grado > mejor.parecido):
                suyos[documento.id] = CasiDuplicado(documento, version.numero, grado)
    return {numero: _los_primeros(suyos) for numero, suyos in hallados.items() if suyos}


def grado_de_parecido(sesion: Session, documento_id: int, otro_id: int) -> float | None:
    """Lo que se parecen los textos vigentes de dos documentos; `None` si alguno no tiene firma."""
    firmas = _vigentes(sesion, (documento_id, otro_id))
    return parecido(*firmas.values()) if len(firmas) == 2 else None


def _los_primeros(suyos: Mapping[int, CasiDuplicado]) -> tuple[CasiDuplicado, ...]:
    orden = sorted(suyos.values(), key=lambda uno: (-uno.parecido, uno.documento.id))
    return tuple(orden[:CUANTOS])


def _vigentes(sesion: Session, documento_ids: Collection[int]) -> dict[int, Firma]:
    """La firma de la versión más nueva que ya tiene una, de cada documento."""
    filas = sesion.execute(
        select(Version.documento_id, FirmaGuardada)
        .join(FirmaGuardada, FirmaGuardada.version_id == Version.id)
        .where(Version.documento_id.in_(documento_ids), rige())
        .order_by(Version.numero)
    )
    vigentes = {fila[0]: fila[1] for fila in filas}
    return {numero: _leer(guardada) for numero, guardada in vigentes.items() if guardada.tejas}


def _candidatos(
    sesion: Session, marcas: frozenset[str], propias: Mapping[int, Firma], *, a_la_vista: bool
) -> dict[int, list[tuple[Version, Firma, Documento]]]:
    """Por documento, las versiones ajenas y visibles que comparten más bandas con él."""
    cuentas: dict[int, Counter[int]] = {}
    de_quien: dict[int, list[int]] = {}
    for documento_id, firma in propias.items():
        for clave in firma.bandas():
            de_quien.setdefault(clave, []).append(documento_id)
    filas = sesion.execute(
        select(Banda.clave, Version.id, Version.documento_id)
        .join(Version, Version.id == Banda.version_id)
        .join(Documento, Documento.id == Version.documento_id)
        .where(Banda.clave.in_(de_quien), visible_para(marcas), rige() if a_la_vista else true())
        .limit(_FILAS * len(propias))
    )
    for clave, version_id, ajeno in filas:
        for documento_id in de_quien[clave]:
            if documento_id != ajeno:
                cuentas.setdefault(documento_id, Counter())[version_id] += 1
    elegidas = {d: [v for v, _ in cuenta.most_common(_CANDIDATOS)] for d, cuenta in cuentas.items()}
    leidas = _versiones(sesion, {version for suyas in elegidas.values() for version in suyas})
    return {d: [leidas[version] for version in suyas] for d, suyas in elegidas.items()}


def _versiones(sesion: Session, ids: Collection[int]) -> dict[int, tuple[Version, Firma, Documento]]:
    if not ids:
        return {}
    filas = sesion.execute(
        select(Version, FirmaGuardada, Documento)
        .join(FirmaGuardada, FirmaGuardada.version_id == Version.id)
        .join(Documento, Documento.id == Version.documento_id)
        .where(Version.id.in_(ids))
    )
    return {version.id: (version, _leer(firma), documento) for version, firma, documento in filas}


def _leer(guardada: FirmaGuardada) -> Firma:
    return desempaquetar(guardada.valores, guardada.palabras, guardada.tejas)


def _sin_firmar(sesion: Session) -> Sequence[tuple[int, int]]:
    """Las versiones cuyo último texto no está firmado, y ese texto."""
    ultimo = (
        select(TextoGuardado.version_id, func.max(TextoGuardado.id).label("texto"))
        .group_by(TextoGuardado.version_id)
        .subquery()
    )
    filas = sesion.execute(
        select(ultimo.c.version_id, ultimo.c.texto)
        .join(FirmaGuardada, FirmaGuardada.version_id == ultimo.c.version_id, isouter=True)
        .where(or_(FirmaGuardada.texto_id.is_(None), FirmaGuardada.texto_id != ultimo.c.texto))
        .order_by(ultimo.c.version_id)
        .limit(_TANDA)
    )
    return [(fila[0], fila[1]) for fila in filas]


def _paginas(sesion: Session, texto_id: int) -> Sequence[str]:
    return sesion.scalars(
        select(PaginaGuardada.texto)
        .where(PaginaGuardada.texto_id == texto_id)
        .order_by(PaginaGuardada.numero)
    ).all()
