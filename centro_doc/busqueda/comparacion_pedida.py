"""Los dos textos que una consulta pide comparar: «compara el dictamen 01-2010 con el 02-2010».

Cada nombre se lee aparte: un registro, una clase de documento con su número o con palabras de su título, o
una norma, una iniciativa o un artículo suyo. Se ofrece la comparación si cada uno es de un documento que el
lector ve; del que no lo es se dice su nombre, igual si no existe que si no se ve.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from sqlalchemy.orm import Session

from centro_doc.busqueda.nombre_comparado import NUMERO, Lado, Lector
from centro_doc.busqueda.pregunta import Pregunta
from indexador.lengua import Tesauro

LARGO, CANDIDATOS, PARTICIONES = 300, 4, 3
"""Letras de una consulta que se leen, documentos que puede ser un nombre para ofrecer cada uno, y sitios en
que se prueba a partirla."""
NOMBRE = 120
"""Letras de un nombre."""
_VERBO = re.compile(
    r"^[¿\s]*(?:por favor\s+)?(?:(?:quiero|puede[ns]?|favor de)\s+)?"
    r"(?:(?:compar(?:a|e|ar|ame|eme|arme)|cotej(?:a|e|ar))(?:\s+entre)?"
    r"|(?:cuadro\s+)?comparativo\s+(?:de|entre)|comparaci[oó]n\s+(?:de|entre)"
    r"|(?:(?:qu[eé]|cu[aá]les)\s+(?:son\s+las\s+)?)?diferencias?\s+(?:hay\s+|que\s+hay\s+)?entre)\s+",
    re.IGNORECASE,
)
_ENFRENTA = r"frente\s+al?|contra|versus|vs\.?"
_PARTE = re.compile(rf"\s+(?:con|{_ENFRENTA})\s+", re.IGNORECASE)
_PARTE_EN_Y = re.compile(r"\s+[ye]\s+", re.IGNORECASE)
_PARTE_SIN_VERBO = re.compile(
    r"\s+(?:frente\s+al?|versus|vs\.?|con(?=\s+(?:el\s+)?art(?:[íi]culo|\.)))\s+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Par:
    """Dos documentos que se pueden comparar: cómo se dice y los valores de su dirección."""

    rotulo: str
    valores: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ComparacionPedida:
    """Los pares que se ofrecen y los nombres que no son de nada que se vea (`faltan`) o de demasiado."""

    pares: tuple[Par, ...]
    faltan: tuple[str, ...] = ()
    varios: tuple[str, ...] = ()


def comparacion_pedida(
    sesion: Session, marcas: frozenset[str], pregunta: Pregunta, tesauro: Tesauro | None = None
) -> ComparacionPedida | None:
    """La de una consulta; nada si no pide comparar o si no nombra ningún documento."""
    mejores: tuple[Lado, Lado] | None = None
    lector = Lector(sesion, marcas, tesauro)
    for uno, otro in islice(_partes(pregunta.texto[:LARGO]), PARTICIONES):
        lados = lector.lados(uno, otro)
        if all(lado.documentos for lado in lados):
            return _dicha(lados)
        if mejores is None and _se_dice(lados):
            mejores = lados
    return _dicha(mejores) if mejores is not None else None


def _partes(texto: str) -> Iterator[tuple[str, str]]:
    """Los dos nombres, por cada sitio en que la consulta puede partirse; en una «y», al final."""
    dicho = texto.strip().rstrip("?.! ")
    verbo = _VERBO.match(dicho)
    cortes = (_PARTE, _PARTE_EN_Y) if verbo is not None else (_PARTE_SIN_VERBO,)
    resto = dicho[verbo.end() :] if verbo is not None else dicho
    for hallado in chain.from_iterable(corte.finditer(resto) for corte in cortes):
        uno, otro = _sin_signos(resto[: hallado.start()]), _sin_signos(resto[hallado.end() :])
        if uno and otro and max(len(uno), len(otro)) <= NOMBRE:
            yield uno, otro


def _sin_signos(nombre: str) -> str:
    return nombre.strip(" ,«»\"'")


def _dicha(lados: tuple[Lado, Lado]) -> ComparacionPedida | None:
    uno, otro = lados
    tope = CANDIDATOS if min(len(uno.documentos), len(otro.documentos)) == 1 else 1
    varios = tuple(lado.nombre for lado in lados if len(lado.documentos) > tope)
    faltan = tuple(dict.fromkeys(lado.nombre for lado in lados if not lado.documentos))
    pares = () if varios else tuple(_pares(uno, otro))
    return ComparacionPedida(pares, faltan, varios) if pares or faltan or varios else None


def _se_dice(lados: tuple[Lado, Lado]) -> bool:
    """¿Nombran los dos algo, y al menos uno algo que está o que lleva número?"""
    nombran = all(lado.documentos or lado.falta for lado in lados)
    return nombran and any(lado.documentos or NUMERO.search(lado.nombre) for lado in lados)


def _pares(uno: Lado, otro: Lado) -> Iterator[Par]:
    for a in uno.documentos:
        for b in otro.documentos:
            if a.id == b.id:
                continue
            valores = {"a": a.identificador, "b": b.identificador}
            valores |= {"articulo": uno.articulo} if uno.articulo else {}
            valores |= {"con": otro.articulo} if otro.articulo else {}
            coma = "," if uno.articulo else ""
            yield Par(f"Comparar {uno.rotulo(a)}{coma} con {otro.rotulo(b)}", valores)
