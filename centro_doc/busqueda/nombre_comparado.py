"""Los documentos que puede ser un nombre de los que se comparan: «el dictamen 01-2010», «la 4126».

Es un registro, una clase de documento con su número o con palabras de su título, o una norma, una iniciativa
o un artículo suyo. Sólo entre los que el lector ve.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from centro_doc.busqueda.norma_pedida import objetivos_pedidos
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.tipos import tipos
from centro_doc.grafo.articulos import documentos_con_texto
from centro_doc.grafo.palabras import articulo_de_direccion
from centro_doc.normas.consultas import en_prosa
from indexador.lengua import Tesauro, raices

_HALLADOS = 40
"""Los que se miran de los que la base da por título."""
_LETRAS = 90
"""Las de un título que se muestran."""
_DE_DELANTE = re.compile(r"(?:(?:al?|del?|el|la|los|las|lo)\s+)+", re.IGNORECASE)
_REGISTRO = re.compile(r"CD[\s-]*(\d{1,7})", re.IGNORECASE)
NUMERO = re.compile(r"(?<![\w/-])(?:[A-Z]{2,4}-)?[A-Z\d]*\d[\w/-]*", re.IGNORECASE)
_INICIATIVA_SUELTA = re.compile(r"(?:(?<=\bla )|^)(?=\d[\d.,]{3,6}\Z)", re.IGNORECASE)
_ELIPSIS = re.compile(r"(?:(?:el|la|los|las)\s+)?(?:del?\b|[\w-]*\d)|(?:el|la)\s+[a-z]\Z", re.IGNORECASE)
"""Un nombre que calla de qué clase es: «el 02-2010», «la de la PDH»."""
_CON_TILDE = re.compile(r"[aeiouñü]")
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


class Lector:
    """Lee los nombres de una comparación."""

    def __init__(self, sesion: Session, marcas: frozenset[str], tesauro: Tesauro | None) -> None:
        self._sesion, self._marcas, self._tesauro = sesion, marcas, tesauro
        self._leidos: dict[tuple[str, str], Lado] = {}

    def lados(self, uno: str, otro: str) -> tuple[Lado, Lado]:
        """Los dos; el segundo puede no repetir de qué clase es: «el dictamen 01-2010 con el 02-2010»."""
        return self._recordado(uno, ""), self._recordado(otro, _clase(uno) if _ELIPSIS.match(otro) else "")

    def _recordado(self, nombre: str, heredada: str) -> Lado:
        if (nombre, heredada) not in self._leidos:
            self._leidos[nombre, heredada] = self._lado(nombre, heredada)
        return self._leidos[nombre, heredada]

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
        numeros = NUMERO.findall(nombre)
        palabras = set(raices(NUMERO.sub(" ", nombre))) - {clase}
        if not numeros and not palabras:
            return Lado(nombre)
        del_tipo = Documento.tipo.in_(sorted(_tipos_de()[clase]))
        escritos = [forma for numero in numeros for forma in _formas(numero)]
        hallados = self._documentos(del_tipo & Documento.numero.in_(escritos)) if escritos else ()
        con_todo = tuple(uno for uno in hallados if _dice(uno, numeros, palabras))
        cupieron = True
        if not hallados:
            dicen = [_dice_en_la_base(patron) for patron in _patrones(numeros, palabras)]
            en_titulo = self._documentos(and_(del_tipo, *dicen))
            hallados = tuple(uno for uno in en_titulo if _dice(uno, numeros, palabras))
            cupieron = len(en_titulo) < _HALLADOS
        return Lado(nombre, con_todo or hallados, falta=not hallados and cupieron)

    def _de_numero(self, nombre: str) -> Lado:
        """El que se nombra sólo por su número: «OP-AG4-2009-017»."""
        escrito = _llano(nombre)
        if NUMERO.fullmatch(escrito) is None or "-" not in escrito:
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
        return tuple(self._sesion.scalars(consulta.limit(_HALLADOS)))


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


def _dice(uno: Documento, numeros: Sequence[str], palabras: set[str]) -> bool:
    """¿Está todo en su título o en su número?"""
    dicho = f"{uno.titulo} {uno.titulo_corto or ''} {uno.numero}"
    suyos = {_sin_ceros(hallado) for hallado in NUMERO.findall(dicho)}
    return {_sin_ceros(n) for n in numeros} <= suyos and palabras <= set(raices(dicho))


def _patrones(numeros: Sequence[str], palabras: set[str]) -> Iterator[str]:
    """Por cada cosa dicha, cómo puede venir en la base: un acento o una ñ, donde pueda haberlos, es otra."""
    for numero in numeros:
        yield f"%{_sin_ceros(numero)}%"
    for palabra in sorted(palabras):
        yield f"%{_CON_TILDE.sub('_', palabra)}%"


def _dice_en_la_base(patron: str) -> ColumnElement[bool]:
    columnas = (Documento.titulo, Documento.titulo_corto, Documento.numero)
    return or_(*(columna.ilike(patron) for columna in columnas))


def _formas(numero: str) -> tuple[str, ...]:
    """Cómo puede venir un número en una ficha: «1-2010», «01-2010», «001-2010»."""
    corto = _sin_ceros(numero)
    ceros = ("", "0", "00") if corto[:1].isdigit() else ("",)
    return (numero, numero.upper(), *(f"{cero}{corto}" for cero in ceros))


def _sin_ceros(numero: str) -> str:
    """«01-2010» es también «1-2010»."""
    return _CEROS.sub("", numero.upper())
