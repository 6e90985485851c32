"""Los dos textos que una consulta pide comparar: «compara el dictamen 01-2010 con el 02-2010».

Cada nombre se lee aparte: un registro, una clase de documento con su número o con palabras de su título, o
una norma, una iniciativa o un artículo suyo. Se ofrece la comparación si cada uno es de un documento que el
lector ve; del que no lo es se dice su nombre, igual si no existe que si no se ve.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from centro_doc.busqueda.norma_pedida import objetivos_pedidos
from centro_doc.busqueda.pregunta import Pregunta
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.tipos import tipos
from centro_doc.grafo.articulos import documentos_con_texto
from centro_doc.grafo.palabras import articulo_de_direccion
from centro_doc.normas.consultas import en_prosa
from indexador.lengua import Tesauro, raices

LARGO, CANDIDATOS = 300, 4
"""Letras de una consulta que se leen, y documentos que puede ser un nombre para ofrecer cada uno."""
_LETRAS = 90
"""Las de un título que se muestran."""
_VERBO = re.compile(
    r"^[¿\s]*(?:por favor\s+)?(?:(?:quiero|puede[ns]?|favor de)\s+)?"
    r"(?:(?:compar(?:a|e|ar|ame|eme|arme)|cotej(?:a|e|ar))(?:\s+entre)?"
    r"|(?:cuadro\s+)?comparativo\s+(?:de|entre)|comparaci[oó]n\s+(?:de|entre)"
    r"|(?:(?:qu[eé]|cu[aá]les)\s+(?:son\s+las\s+)?)?diferencias?\s+(?:hay\s+|que\s+hay\s+)?entre)\s+",
    re.IGNORECASE,
)
_ENFRENTA = r"frente\s+al?|contra|versus|vs\.?"
_PARTE = re.compile(rf"\s+(?:con|y|e|{_ENFRENTA})\s+", re.IGNORECASE)
_PARTE_SIN_VERBO = re.compile(
    r"\s+(?:frente\s+al?|versus|vs\.?|con(?=\s+(?:el\s+)?art(?:[íi]culo|\.)))\s+", re.IGNORECASE
)
_DE_DELANTE = re.compile(r"(?:(?:al?|del?|el|la|los|las|lo)\s+)+", re.IGNORECASE)
_REGISTRO = re.compile(r"CD[\s-]*(\d{1,7})", re.IGNORECASE)
_NUMERO = re.compile(r"(?<![\w/-])(?:[A-Z]{2,4}-)?[A-Z\d]*\d[\w/-]*", re.IGNORECASE)
_INICIATIVA_SUELTA = re.compile(r"(?:(?<=\bla )|^)(?=\d[\d.,]{3,6}\Z)", re.IGNORECASE)
_ELIPSIS = re.compile(r"(?:(?:el|la|los|las)\s+)?(?:del?\b|[\w-]*\d)|(?:el|la)\s+[a-z]\Z", re.IGNORECASE)
"""Un nombre que calla de qué clase es: «el 02-2010», «la de la PDH»."""
_CEROS = re.compile(r"(?<!\d)0+(?=\d)")
_NO_SON = frozenset({"articulo", "iniciativa"})
"""Tipos cuyo nombre, dicho al empezar, es otra cosa: el artículo de una ley, o la iniciativa misma."""


@dataclass(frozen=True, slots=True)
class Lado:
    """Lo que un nombre puede ser: sus documentos, y el artículo que dice, por su dirección.

    `falta`: parece el nombre de algo que no está. Sin documentos ni `falta`, no es el nombre de nada.
    """

    nombre: str
    documentos: tuple[Documento, ...] = ()
    articulo: str = ""
    falta: bool = False

    def rotulo(self, uno: Documento) -> str:
        """Cómo se dice el documento: «Dictamen 01-2010 (CD-00018), artículo 2»."""
        titulo = uno.titulo_corto or uno.titulo
        corto = titulo if len(titulo) <= _LETRAS else f"{titulo[:_LETRAS].rstrip()}…"
        suyo = f", artículo {self.articulo.upper()}" if self.articulo else ""
        return f"{corto} ({uno.identificador}){suyo}"


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
    for uno, otro in _partes(pregunta.texto[:LARGO]):
        lados = _Lector(sesion, marcas, tesauro).lados(uno, otro)
        if all(lado.documentos for lado in lados):
            return _dicha(lados)
        if mejores is None and _se_dice(lados):
            mejores = lados
    return _dicha(mejores) if mejores is not None else None


def _partes(texto: str) -> Iterator[tuple[str, str]]:
    """Los dos nombres, por cada sitio en que la consulta puede partirse."""
    dicho = texto.strip().rstrip("?.! ")
    verbo = _VERBO.match(dicho)
    corte = _PARTE if verbo is not None else _PARTE_SIN_VERBO
    resto = dicho[verbo.end() :] if verbo is not None else dicho
    for hallado in corte.finditer(resto):
        if resto[: hallado.start()].strip() and resto[hallado.end() :].strip():
            yield _sin_delante(resto[: hallado.start()]), _sin_delante(resto[hallado.end() :])


def _sin_delante(nombre: str) -> str:
    return nombre.strip(" ,«»\"'")


class _Lector:
    """Lee los nombres de una comparación."""

    def __init__(self, sesion: Session, marcas: frozenset[str], tesauro: Tesauro | None) -> None:
        self._sesion, self._marcas, self._tesauro = sesion, marcas, tesauro

    def lados(self, uno: str, otro: str) -> tuple[Lado, Lado]:
        """Los dos; el segundo puede no repetir de qué clase es: «el dictamen 01-2010 con el 02-2010»."""
        return self._lado(uno, ""), self._lado(otro, _clase(uno) if _ELIPSIS.match(otro) else "")

    def _lado(self, nombre: str, heredada: str) -> Lado:
        if (registro := _REGISTRO.fullmatch(_llano(nombre))) is not None:
            suyos = self._documentos(Documento.identificador == f"CD-{int(registro[1]):05}")
            return Lado(nombre, suyos, falta=not suyos)
        if propia := _clase(nombre):
            return self._de_clase(nombre, propia)
        suelta = _INICIATIVA_SUELTA.search(nombre) is not None
        if heredada and not (suelta and self._norma(nombre).documentos):
            return self._de_clase(nombre, heredada)
        suyo = self._norma(nombre)
        return suyo if suyo.documentos or suyo.falta else self._de_numero(nombre)

    def _de_clase(self, nombre: str, clase: str) -> Lado:
        """Por su número o, si no lo dice o ninguno lo lleva, por las palabras de su título."""
        claves = _tipos_de().get(clase, frozenset())
        numeros = {_sin_ceros(uno) for uno in _NUMERO.findall(nombre)}
        palabras = set(raices(_NUMERO.sub(" ", nombre))) - {clase}
        if not numeros and not palabras:
            return Lado(nombre)
        de_ellos = self._documentos(Documento.tipo.in_(sorted(claves)))
        con_numero = [uno for uno in de_ellos if _sin_ceros(uno.numero) in numeros]
        en_titulo = [uno for uno in de_ellos if _dice(uno, numeros, palabras)]
        ambos = [uno for uno in con_numero if uno in en_titulo]
        hallados = tuple(ambos or con_numero or en_titulo)
        return Lado(nombre, hallados, falta=not hallados)

    def _de_numero(self, nombre: str) -> Lado:
        """El que se nombra sólo por su número: «OP-AG4-2009-017»."""
        escrito = _llano(nombre)
        if _NUMERO.fullmatch(escrito) is None or "-" not in escrito:
            return Lado(nombre)
        suyos = self._documentos(Documento.numero.in_([escrito, escrito.upper()]))
        return Lado(nombre, suyos, falta=not suyos)

    def _norma(self, nombre: str) -> Lado:
        """Por la norma o la iniciativa que nombra; también «la 4126», que aquí sólo puede ser eso."""
        dicho = _INICIATIVA_SUELTA.sub("iniciativa ", nombre)
        objetivos = objetivos_pedidos(self._sesion, dicho, self._tesauro)
        if not objetivos:
            return Lado(nombre)
        primero = objetivos[0]
        numeros = documentos_con_texto(self._sesion, primero.norma, self._marcas)
        articulo = articulo_de_direccion(primero.articulo, primero.serie) if primero.articulo else ""
        if not numeros:
            return Lado(en_prosa(primero.norma), falta=True)
        return Lado(nombre, self._documentos(Documento.id == numeros[0]), articulo)

    def _documentos(self, cuales: ColumnElement[bool]) -> tuple[Documento, ...]:
        consulta = select(Documento).where(cuales, visible_para(self._marcas)).order_by(Documento.id)
        return tuple(self._sesion.scalars(consulta))


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
    return nombran and any(lado.documentos or _NUMERO.search(lado.nombre) for lado in lados)


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


def _clase(nombre: str) -> str:
    """La raíz de la palabra con que empieza, si es la de una clase de documentos que no son normas."""
    primera = next(iter(raices(_llano(nombre))), "")
    return primera if primera in _tipos_de() else ""


def _llano(nombre: str) -> str:
    delante = _DE_DELANTE.match(nombre)
    return nombre[delante.end() :] if delante is not None else nombre


@cache
def _tipos_de() -> Mapping[str, frozenset[str]]:
    """Por la raíz de una palabra de su nombre («dictamen», «opinión»), las claves de los tipos."""
    por_raiz: dict[str, set[str]] = {}
    for uno in tipos().tipos.values():
        if not uno.norma and uno.clave not in _NO_SON:
            for raiz in raices(uno.nombre.partition(" de ")[0]):
                por_raiz.setdefault(raiz, set()).add(uno.clave)
    return {raiz: frozenset(claves) for raiz, claves in por_raiz.items()}


def _dice(uno: Documento, numeros: set[str], palabras: set[str]) -> bool:
    """¿Está todo en su título o en su número?"""
    dicho = f"{uno.titulo} {uno.titulo_corto or ''} {uno.numero}"
    suyos = {_sin_ceros(hallado) for hallado in _NUMERO.findall(dicho)}
    return numeros <= suyos and palabras <= set(raices(dicho))


def _sin_ceros(numero: str) -> str:
    """«01-2010» es también «1-2010»."""
    return _CEROS.sub("", numero.upper())
