"""Los dictámenes de la iniciativa que nombra una consulta: «el dictamen de la 4126 y la versión anterior»."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centro_doc.agenda.expediente import CARPETAS, expediente, numero_de
from centro_doc.agenda.numeros import clave, formas, leer_numero
from centro_doc.busqueda.pregunta import Pregunta
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.hechos import fecha_principal
from centro_doc.catalogo.llegada import llegada_de
from centro_doc.catalogo.modelos import Documento, FechaDocumento
from centro_doc.comun.escrito import plegar
from centro_doc.cuentas.permisos import PERSONAL
from centro_doc.grafo.citantes import citan_a
from centro_doc.grafo.modelos import ObjetivoDeCita

MAXIMO = 4
_PIDE = re.compile(
    r"\bdictam(?:en|enes)\b[^\d]{0,40}?\b(?:de|a|sobre)\s+la\s+(?:iniciativa\s+)?(?:numero\s+|no\.?\s*)?"
    r"(?P<n>\d[\d.,]{2,6}\d|\d{1,5})\b"
)


@dataclass(frozen=True, slots=True)
class UnDictamen:
    """Un dictamen, su fecha y, para el personal, quién lo subió."""

    documento: Documento
    fecha: FechaDocumento | None
    quien: str


@dataclass(frozen=True, slots=True)
class Dictamenes:
    """Los de una iniciativa que el lector ve, del último al primero."""

    numero: int
    unos: tuple[UnDictamen, ...]


def dictamenes(sesion: Session, marcas: frozenset[str], pregunta: Pregunta) -> Dictamenes | None:
    """Los de la iniciativa cuyo dictamen se pide; nada si no se pide o no se tiene ninguno."""
    pide = _PIDE.search(plegar(pregunta.texto[:300]))
    numero = leer_numero(pide["n"]) if pide is not None else None
    if numero is None:
        return None
    ids = _suyos(sesion, numero, marcas)
    if not ids:
        return None
    documentos = sesion.scalars(
        select(Documento).where(Documento.id.in_(ids)).options(selectinload(Documento.fechas))
    ).all()
    unos = [UnDictamen(uno, fecha_principal(uno.tipo, uno.fechas), "") for uno in documentos]
    en_orden = sorted(unos, key=lambda uno: (_dia(uno), uno.documento.id), reverse=True)[:MAXIMO]
    if PERSONAL in marcas:
        en_orden = [
            UnDictamen(u.documento, u.fecha, llegada_de(sesion, u.documento, marcas).quien) for u in en_orden
        ]
    return Dictamenes(numero, tuple(en_orden))


def _suyos(sesion: Session, numero: int, marcas: frozenset[str]) -> list[int]:
    """Los que su ficha dice que son de ella y, si no lo dice, los que la citan y la nombran en su título."""
    carpetas = expediente(sesion, numero, marcas, prueban=())
    ids = [d.id for una in carpetas if una.nombre == CARPETAS["dictamen"] for d in una.documentos]
    citan = select(ObjetivoDeCita.documento_id).where(citan_a(clave(numero)))
    sin_ficha = sesion.scalars(
        select(Documento).where(Documento.tipo == "dictamen", Documento.id.in_(citan), visible_para(marcas))
    )
    nombrada = re.compile(rf"(?<![\d.,-])(?:{'|'.join(map(re.escape, formas(numero)))})(?![\d-])")
    return ids + [u.id for u in sin_ficha if numero_de(u) is None and nombrada.search(u.titulo)]


def _dia(uno: UnDictamen) -> str:
    return uno.fecha.valor.isoformat() if uno.fecha is not None and uno.fecha.valor is not None else ""
