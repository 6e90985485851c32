"""Comparar dos documentos página a página y decidir qué son uno del otro."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from centro_doc.catalogo import relaciones
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.firmas import grado_de_parecido
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion
from centro_doc.catalogo.relaciones import Relacionado
from centro_doc.catalogo.vigente import texto_vigente
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas
from centro_doc.vinculos.textos import paginas
from indexador.diferencia import Diferencia, Pareja, comparar, emparejar


class Decision(StrEnum):
    """Lo que una persona dice de dos documentos que se parecen."""

    MISMO = "mismo"
    VERSION = "version_de"
    TRADUCCION = "traduce"
    NADA = "sin_relacion"


@dataclass(frozen=True, slots=True)
class Comparacion:
    """Dos documentos lado a lado. `parejas` son sus páginas; `vista`, la pareja que se muestra."""

    uno: Documento
    otro: Documento
    grado: float | None
    parejas: tuple[Pareja, ...]
    vista: int
    diferencia: Diferencia | None
    decididas: tuple[Relacionado, ...]

    @property
    def pareja(self) -> Pareja | None:
        """La que se muestra."""
        return self.parejas[self.vista] if self.parejas else None


def comparacion(sesion: Session, actor: Actor, uno: str, otro: str, vista: int | None = None) -> Comparacion:
    """Compara los textos vigentes; sin `vista`, muestra la primera pareja de páginas que no es igual.

    Levanta `NoEncontrado` si el actor no ve alguno de los dos, o si son el mismo.
    """
    exigir(actor, "catalogar")
    a, b = _par(sesion, actor, uno, otro)
    unas, otras = _paginas(sesion, a), _paginas(sesion, b)
    parejas = emparejar(unas, otras) if unas and otras else ()
    if vista is None or not 0 <= vista < len(parejas):
        distintas = (n for n, pareja in enumerate(parejas) if pareja.igualdad < 1)
        vista = next(distintas, 0)
    diferencia = None
    if parejas:
        pareja = parejas[vista]
        diferencia = comparar(_texto(unas, pareja.una), _texto(otras, pareja.otra))
    suyas = relaciones.de_documento(sesion, a.id, marcas(actor), clases=relaciones.TODAS)
    decididas = tuple(una for una in suyas if una.documento.id == b.id)
    return Comparacion(a, b, grado_de_parecido(sesion, a.id, b.id), parejas, vista, diferencia, decididas)


def decidir(sesion: Session, actor: Actor, uno: str, otro: str, decision: Decision, *, reloj: Reloj) -> str:
    """Anota que `uno` es versión o traducción de `otro`, o que no tienen relación: ya no se pregunta más.

    Devuelve lo que se había decidido antes del par y esto sustituye, o nada. Que son el mismo se resuelve
    uniéndolos, con `unir`: aquí levanta `DatosInvalidos`. Y `Conflicto`, si se cerraría un círculo.
    """
    exigir(actor, "catalogar")
    if decision == Decision.MISMO:
        raise DatosInvalidos("Para decir que son el mismo, una las dos fichas.")
    a, b = _par(sesion, actor, uno, otro)
    return relaciones.enlazar(sesion, actor, a, ClaseRelacion(decision.value), b, reloj=reloj).sustituye


def _par(sesion: Session, actor: Actor, uno: str, otro: str) -> tuple[Documento, Documento]:
    a, b = documento_para(sesion, actor, uno), documento_para(sesion, actor, otro)
    if a.id == b.id:
        raise NoEncontrado("Un documento no se compara consigo mismo.")
    return a, b


def _paginas(sesion: Session, documento: Documento) -> dict[int, str]:
    texto = texto_vigente(sesion, documento.id)
    return paginas(sesion, texto) if texto is not None else {}


def _texto(de_quien: Mapping[int, str], numero: int | None) -> str:
    return de_quien.get(numero, "") if numero is not None else ""
