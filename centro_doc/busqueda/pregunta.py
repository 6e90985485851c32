"""Lo que dice una consulta por sus palabras, sin mirar la base: la leen así todos los que responden a algo.

Las normas, las instituciones y los temas que nombra dependen de lo guardado; los leen `norma_pedida`,
`instituciones` y `ambiguas`.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from centro_doc.comun.escrito import plegar
from indexador.lengua import fecha_del_dato, preguntas
from indexador.lengua.anios import separar_anio
from indexador.lengua.fechas import separar_periodo
from indexador.lengua.giros import Giro, separar_giro
from indexador.lengua.paises import paises_nombrados
from indexador.motor import campos

_OPERADORES = re.compile(r'["*?~=()|]|\s(?:O|OR|NO|NOT|Y|AND|CERCA|NEAR)[\s/]')
_ANTES_DE_DOS_PUNTOS = re.compile(r"(\w+)\s*:")
_SOLO_UN_NUMERO = re.compile(r"[\s.,/–-]*\d[\d\s.,/–-]*")
_DE_OTROS = re.compile(r"\b(?:comparad[ao]s?|otros paises|(?:latino|centro|sud|norte)?americ\w+|europe\w+)\b")
_YA_NO = re.compile(
    r"\bya no (?:valen?|rigen?|sirven?|estan? vigentes?)\b|\b(?:normas?|leyes) (?:ya )?derogadas?\b"
    r"|\bdocumentos? (?:derogados?|superados?|sin vigencia)\b"
)
_COMIENZO = 200
"""Letras en que se busca si se pregunta por lo que ya no rige."""


@dataclass(frozen=True, slots=True)
class Contados:
    """Los documentos de los que se pregunta cuántos hay: su clase, en minúsculas, y de qué han de ser."""

    clase: str
    materia: str


@dataclass(frozen=True, slots=True)
class PeriodoDicho:
    """El período que dice una consulta, y ella sin él; sin `desde` o sin `hasta`, está abierto por ahí.

    `escrito`: «entre 2005 y 2009», o el año solo. `suelto`: es un año que va sin decir que es la fecha.
    """

    sin: str
    desde: date | None
    hasta: date | None
    escrito: str
    suelto: bool

    @property
    def dias(self) -> tuple[date, date]:
        """El primero y el último; los de un extremo abierto, los primeros y los últimos que hay."""
        return self.desde or date.min, self.hasta or date.max


@dataclass(frozen=True)
class Pregunta:
    """Una consulta tal como se escribió, y lo que se entiende de ella."""

    texto: str

    @cached_property
    def con_operadores(self) -> bool:
        """¿Está escrita para el índice, y no como una frase?"""
        dicho = self.texto.rstrip()
        if dicho.endswith("?") and ("¿" in dicho or preguntas.sin_pregunta(dicho) != dicho):
            dicho = dicho[:-1]  # El signo con que acaba una pregunta no es un comodín.
        nombres = (plegar(nombre) for nombre in _ANTES_DE_DOS_PUNTOS.findall(dicho))
        return _OPERADORES.search(dicho) is not None or any(
            campos.existe(nombre) or nombre in campos.SECCIONES for nombre in nombres
        )

    @cached_property
    def es_un_numero(self) -> bool:
        """¿Es sólo un número: «95-98», «4,126»?"""
        return _SOLO_UN_NUMERO.fullmatch(self.texto) is not None

    @cached_property
    def contados(self) -> Contados | None:
        """Los documentos de los que pregunta cuántos hay."""
        contada = preguntas.cuenta_documentos(self.texto)
        if contada is None:
            return None
        return Contados(contada["clase"].lower(), preguntas.materia_contada(self.texto))

    @cached_property
    def pide_cifras(self) -> bool:
        """¿Pregunta por una cifra, y no cuántos documentos hay?"""
        return fecha_del_dato.pide_cifras(self.texto) and self.contados is None

    @cached_property
    def pide_quien_cita(self) -> bool:
        """¿Pide los documentos que citan algo?"""
        return preguntas.pregunta_quien_cita(self.texto)

    @cached_property
    def pide_lo_que_ya_no_rige(self) -> bool:
        """¿Pide lo derogado, o lo que descansa en ello?"""
        return _YA_NO.search(plegar(self.texto[:_COMIENZO])) is not None

    @cached_property
    def anio(self) -> int | None:
        """El único año que dice, sea o no de un período."""
        suelto = separar_anio(self.texto)
        return suelto[1] if suelto is not None else None

    @cached_property
    def periodo(self) -> PeriodoDicho | None:
        """El período en que termina o, si no termina en uno, el único año que dice."""
        if (dicho := separar_periodo(self.texto)) is not None:
            sin, (desde, hasta), escrito = dicho
            return PeriodoDicho(sin, desde, hasta, escrito, suelto=False)
        if (suelto := separar_anio(self.texto)) is not None:
            sin, anio = suelto
            return PeriodoDicho(sin, date(anio, 1, 1), date(anio, 12, 31), str(anio), suelto=True)
        return None

    @cached_property
    def giro(self) -> Giro | None:
        """El giro con que pide una clase de documentos: «iniciativas de ley sobre…»."""
        return separar_giro(self.texto)

    @cached_property
    def paises(self) -> frozenset[str]:
        """Los códigos de los países que nombra."""
        return paises_nombrados(self.texto)

    @cached_property
    def mira_afuera(self) -> bool:
        """¿Compara con otros países, o nombra una región?"""
        return _DE_OTROS.search(plegar(self.texto)) is not None
