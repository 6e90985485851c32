"""Los documentos cerrados cuyo título dice entero un texto escrito por una persona."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import AMPLIAS, visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.nombrados import ajenos, cerrados, nombrados
from centro_doc.comun.escrito import plegar, sin_invisibles
from centro_doc.cuentas.permisos import PUBLICO

_LETRAS, _HOLGADAS = 15, 20
"""Las del título más corto que, dicho entero, sólo puede ser el suyo: con tantas palabras llenas, o sin."""
_LLENAS, _DE_UNA_LLENA = 3, 4
"""Las palabras llenas que ha de tener el corto, y sus letras: «Acta de reunión» lo dice cualquiera."""
_CIFRAS = 2
"""Un número de dos cifras distingue tanto como una palabra."""
_PALABRA = re.compile(r"[^\W_]+")
_TITULOS = 20_000
"""Los que se guardan plegados: los de un centro grande."""


@dataclass(frozen=True, slots=True)
class Callados:
    """Lo cerrado que unos textos nombran, por su registro o por su título entero, y quien lee no ve."""

    registros: frozenset[str] = frozenset()
    titulos: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Por título plegado, los registros que lo llevan."""

    def los_que_dice(self, texto: str) -> frozenset[str]:
        """Los registros de los cerrados que nombra ese texto."""
        suyos = self.registros & nombrados(texto) if self.registros else self.registros
        if not self.titulos:
            return suyos
        dicho = _dicho(texto)
        return suyos.union(*(quienes for titulo, quienes in self.titulos.items() if titulo in dicho))

    def en_vez(self, texto: str, omision: str = "") -> str:
        """El texto o, si nombra algo cerrado, lo que va en su lugar."""
        return omision if self.los_que_dice(texto) else texto


NADA = Callados()


def callados(sesion: Session, textos: Iterable[str], marcas: frozenset[str]) -> Callados:
    """Lo cerrado que nombran esos textos y con esas marcas no se ve. Tres consultas a lo sumo."""
    todos = tuple(textos)
    registros = frozenset().union(*map(nombrados, todos))
    return Callados(cerrados(sesion, registros, marcas), titulos_cerrados(sesion, todos, marcas))


def los_que_dicen(
    sesion: Session, textos: Iterable[str], marcas: frozenset[str]
) -> Mapping[str, frozenset[str]]:
    """Por texto, los registros que nombra, los haya o no, y los de los cerrados cuyo título dice entero.

    Lo segundo, sólo de los que con esas marcas no se ven. Dos consultas a lo sumo.
    """
    todos = frozenset(textos)
    dichos = Callados(titulos=titulos_cerrados(sesion, todos, marcas))
    return {texto: nombrados(texto) | dichos.los_que_dice(texto) for texto in todos}


def titulos_cerrados(
    sesion: Session, textos: Iterable[str], marcas: frozenset[str]
) -> Mapping[str, frozenset[str]]:
    """Los títulos plegados que esos textos dicen enteros, con los registros de los cerrados que los llevan.

    De documentos que con esas marcas no se ven, y ninguno que sea también título de uno que sí. Se comparan
    las letras y las cifras: ni mayúsculas, ni tildes, ni signos, ni blancos. Dos consultas a lo sumo.
    """
    dicho = "\n".join(_dicho(texto) for texto in textos if len(texto) >= _LETRAS)
    if not dicho:
        return {}
    cerrado = (Documento.acceso.not_in(sorted(AMPLIAS)), ~visible_para(marcas))
    hallados: dict[str, set[str]] = {}
    for registro, titulo in sesion.execute(select(Documento.identificador, Documento.titulo).where(*cerrado)):
        if (plegado := _titulo(titulo)) and plegado in dicho:
            hallados.setdefault(plegado, set()).add(registro)
    if not hallados:
        return {}
    de_los_que_se_ven = {
        _titulo(uno) for uno in sesion.scalars(select(Documento.titulo).where(visible_para(marcas)))
    }
    return {uno: frozenset(suyos) for uno, suyos in hallados.items() if uno not in de_los_que_se_ven}


def con_su_titulo(sesion: Session, texto: str, suyas: frozenset[str]) -> frozenset[str]:
    """Los registros de los documentos cerrados, que sí ve quien escribe, cuyo título entero se dice.

    De los que él no ve no se mira: la respuesta se los diría. Ni el que también es título de uno público,
    como el nombre de una ley, ni lo que sólo falta publicar. Tres consultas a lo sumo.
    """
    suyos = frozenset().union(*titulos_cerrados(sesion, [texto], frozenset({PUBLICO})).values())
    if not suyos:
        return suyos
    consulta = select(Documento.identificador).where(Documento.identificador.in_(suyos), visible_para(suyas))
    return frozenset(sesion.scalars(consulta))


def que_no_ven_todos(sesion: Session, documento: Documento, texto: str, suyas: frozenset[str]) -> list[str]:
    """Los registros que nombra un texto, o su título entero, y que no ve todo el que ve ese documento.

    `suyas` son las marcas de quien lo escribe (`con_su_titulo`).
    """
    dichos = nombrados(texto) | con_su_titulo(sesion, texto, suyas)
    return ajenos(sesion, {documento.id: dichos})[documento.id]


def _dicho(texto: str) -> str:
    return f" {' '.join(_palabras(texto))} "


@lru_cache(_TITULOS)
def _titulo(texto: str) -> str:
    """Plegado y entre blancos; vacío si es tan corto o tan corriente que puede decirse sin nombrarlo."""
    palabras = _palabras(texto)
    llenas = sum(len(una) >= (_CIFRAS if una.isdigit() else _DE_UNA_LLENA) for una in palabras)
    dicho = " ".join(palabras)
    basta = len(dicho) >= (_LETRAS if llenas >= _LLENAS else _HOLGADAS)
    return f" {dicho} " if basta else ""


def _palabras(texto: str) -> list[str]:
    return _PALABRA.findall(plegar(sin_invisibles(texto).replace("\u00ad", "")))
