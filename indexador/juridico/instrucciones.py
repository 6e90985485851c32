"""Lo que un decreto reformador ordena a otras normas y si se puede aplicar sin juzgar.

«ARTÍCULO 43. Se reforma el artículo 71 del Decreto Número 101-97…, el cual queda así: "Artículo 71. …"» es
una instrucción. Son de forma segura las que sustituyen un artículo entero, añaden un artículo o una literal,
o derogan un artículo, siempre que lo ordenado y el texto nuevo digan el mismo número. Lo demás (un párrafo,
un epígrafe, una literal que cambia, un número ilegible, dos normas a la vez) trae su `razon` y no se aplica.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from indexador.juridico import marcas
from indexador.juridico.citas import Cita, Contexto, Nombres, hallar
from indexador.juridico.citas.herencia import CAMBIAN
from indexador.juridico.estructura import Division, Estructura
from indexador.juridico.hilo import Hilo, hilo_de
from indexador.juridico.instruccion import SIN_NORMA, Instruccion
from indexador.juridico.objetivos import Objetivo
from indexador.juridico.ordenes import (
    ANTES_DEL_VERBO,
    CON_CONDICION,
    LARGO_DE_ORDEN,
    MAS_DE_UNA,
    OTRA_COSA,
    POR_PARTES,
    SOLO_UNA_PARTE,
    VERBO,
    Ambito,
    Operacion,
    abre_el_articulo,
    ambito_de,
    fin_de_la_lista,
    letras_ordenadas,
    operacion_de,
    pone_en_vigor,
    razon_del_ambito,
    rige_por_partes,
    rigen_aparte,
    tiene_condicion,
)
from indexador.juridico.texto_ordenado import OTRAS_LITERALES, TextoOrdenado
from indexador.juridico.tocados import tocados
from indexador.lengua.plano import plano

_CONFIANZA = 0.5
_CON_OTRA_PARTE = "La orden cambia además una parte de otro artículo."
_SIN_ARTICULO = "No se lee qué artículo cambia."
_VARIAS_NORMAS = "Nombra más de una norma."
_ABIERTA = "La lista que cambia queda abierta."


def instrucciones(
    paginas: Sequence[str], estructura: Estructura, contexto: Contexto, nombres: Nombres
) -> tuple[Instruccion, ...]:
    """Las de un texto ya estructurado, en orden; `contexto` dice qué norma o iniciativa es. Tiempo lineal."""
    halladas: list[Instruccion] = []
    aparte: list[Callable[[str], bool]] = []
    todos_a_la_vez = False
    for indice, division in enumerate(estructura.divisiones):
        if division.clase != marcas.ARTICULO:
            continue
        articulo = _Articulo(paginas, estructura, indice)
        ordena = list(articulo.leer(contexto, nombres))
        halladas += ordena
        if not ordena and rige_por_partes(articulo.plano):
            aparte.append(rigen_aparte(articulo.plano))
        todos_a_la_vez |= not ordena and pone_en_vigor(articulo.plano) and not rige_por_partes(articulo.plano)
    return tuple(
        replace(una, razon=una.razon or POR_PARTES)
        if aparte and not (todos_a_la_vez and not any(puede(una.articulo) for puede in aparte))
        else una
        for una in halladas
    )


class _Articulo:
    """Un artículo del reformador: lo que ordena y el texto que cita."""

    def __init__(self, paginas: Sequence[str], estructura: Estructura, indice: int) -> None:
        self._division = estructura.divisiones[indice]
        self._hilo = hilo_de(paginas, estructura, indice)
        self.plano = plano(self._hilo.texto)
        self._cita = _primera_cita(estructura, indice, self._hilo)

    def leer(self, contexto: Contexto, nombres: Nombres) -> Iterator[Instruccion]:
        primero = VERBO.search(self.plano, 0, ANTES_DEL_VERBO)
        if primero is None or not abre_el_articulo(self.plano, primero.start()):
            return
        fin = self._fin_de_la_orden(primero)
        verbos = list(VERBO.finditer(self.plano, primero.start(), fin))
        citas = [
            cita
            for cita in hallar(self._hilo.texto[:fin], contexto, nombres)
            if cita.confianza >= _CONFIANZA and cita.inicio >= primero.end() and _es_de_la_orden(cita)
        ]
        ambito = ambito_de(self.plano, primero.end(), verbos[1].start() if len(verbos) > 1 else fin)
        operacion = operacion_de(primero)
        razon = self._razon(operacion, citas, len(verbos), primero.end(), fin)
        base = Instruccion(
            articulo=self._division.numero,
            ancla=self._division.ancla,
            pagina=self._division.pagina,
            orden=" ".join(self._hilo.texto[primero.start() : fin].split()).rstrip('"“«: '),
            operacion=operacion,
            ambito=ambito,
            objetivo=None,
        )
        suyos = tocados(self.plano, primero.end(), fin, citas) if not razon else []
        if suyos and operacion == Operacion.DEROGA:
            for objetivo, suyo, dicha in suyos:
                yield replace(base, objetivo=objetivo, ambito=suyo, razon=dicha)
            return
        objetivos = _sin_repetir(uno for cita in citas for uno in cita.objetivos)
        razon = razon or razon_del_ambito(operacion, ambito) or _razon_de(objetivos, ambito)
        if ambito == Ambito.LITERAL and not razon:
            letras = letras_ordenadas(self._hilo.texto.lower(), primero.end(), fin)
            objetivos = [replace(objetivos[0], subdivision=(("lit", letra),)) for letra in letras]
        objetivos = objetivos if not razon else _por_articulo(objetivos)
        enteros = {objetivo for objetivo, suyo, _ in suyos if suyo == Ambito.ARTICULO}
        for una in TextoOrdenado(self._hilo).de(replace(base, razon=razon), fin, objetivos):
            entero = una.razon == SOLO_UNA_PARTE and una.objetivo in enteros
            yield replace(una, ambito=Ambito.ARTICULO, razon=_CON_OTRA_PARTE) if entero else una

    def _razon(self, operacion: Operacion, citas: Sequence[Cita], verbos: int, desde: int, fin: int) -> str:
        """Por qué nada de lo que ordena se aplica solo; vacía, si depende de qué cambia."""
        if any(cita.conflicto for cita in citas):
            return SIN_NORMA
        if any(cita.abierta for cita in citas):
            return _ABIERTA
        if verbos > 1:
            return MAS_DE_UNA
        if tiene_condicion(self.plano, desde, fin):
            return CON_CONDICION
        return OTRA_COSA if operacion == Operacion.OTRA else ""

    def _fin_de_la_orden(self, verbo: re.Match[str]) -> int:
        """Dónde acaba la orden y empieza el texto citado, si lo hay."""
        if self._cita is not None and self._cita > verbo.end():
            return self._cita
        tope = min(len(self.plano), verbo.start() + LARGO_DE_ORDEN)
        if verbo["quita"] or verbo["otra"]:
            return fin_de_la_lista(self.plano, verbo.end())
        dos_puntos = self.plano.find(":", verbo.end(), tope)
        return dos_puntos + 1 if dos_puntos >= 0 else tope


def _primera_cita(estructura: Estructura, indice: int, hilo: Hilo) -> int | None:
    for otra in estructura.divisiones[indice + 1 :]:
        if otra.clase == marcas.ARTICULO or not _dentro(otra, estructura.divisiones[indice]):
            return None
        if otra.clase == marcas.CITADO:
            return hilo.lugar(otra.pagina, otra.inicio)
    return None


def _dentro(otra: Division, suya: Division) -> bool:
    return (otra.pagina, otra.inicio) < (suya.pagina_final, suya.fin)


def _es_de_la_orden(cita: Cita) -> bool:
    """¿No cuenta lo que otro dispuso: «…, reformado por el Decreto 5-2010», «con base en el artículo 2…»?"""
    return cita.relacion in {"", "reglamenta", *CAMBIAN}


def _razon_de(objetivos: Sequence[Objetivo], ambito: Ambito) -> str:
    if len({uno.norma for uno in objetivos}) > 1:
        return _VARIAS_NORMAS
    if not objetivos or not re.match(r"[A-Z]+(?:-|\Z)", objetivos[0].norma):
        return SIN_NORMA
    if objetivos[0].norma.partition("-")[0] in {"ANT", "REL", "SIN_RESOLVER"}:
        return SIN_NORMA
    if any(not uno.articulo for uno in objetivos):
        return _SIN_ARTICULO
    if ambito == Ambito.LITERAL:
        return "" if len({uno.articulo for uno in objetivos}) == 1 else OTRAS_LITERALES
    return SOLO_UNA_PARTE if any(uno.subdivision for uno in objetivos) else ""


def _sin_repetir(objetivos: Iterable[Objetivo]) -> list[Objetivo]:
    """Los distintos; la norma sola no cuenta si ya se dijo un artículo suyo: «…101-97, Ley Orgánica…»."""
    distintos = list(dict.fromkeys(objetivos))
    con_articulo = {uno.norma for uno in distintos if uno.articulo}
    return [uno for uno in distintos if uno.articulo or uno.norma not in con_articulo]


def _por_articulo(objetivos: Sequence[Objetivo]) -> list[Objetivo]:
    """Sin subdivisiones, si son varias: lo que no se aplica se dice una vez de cada artículo."""
    if len(objetivos) < 2:
        return list(objetivos)
    return list(dict.fromkeys(replace(uno, subdivision=()) for uno in objetivos))
