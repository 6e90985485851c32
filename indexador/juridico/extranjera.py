"""Leyes de otros países: sólo título, número y fecha, en las formas de España, Perú, Chile y México.

No se les propone tipo: el catálogo no tiene uno de legislación extranjera.
"""

import re
from collections.abc import Iterator, Sequence

from indexador.juridico.fechas_de_documento import proponer_fecha
from indexador.juridico.hojas import Cabeza, Hoja, Renglon
from indexador.juridico.propuesta import Propuesta
from indexador.juridico.titulo import en_altas, proponer_texto
from indexador.lengua.fechas_escritas import FechaEscrita, hallar_en_plano

_CLASE = (
    r"(?:ley(?: organica| foral)?|real decreto(?:[ -]ley| legislativo)?|decreto(?:[ -]ley| legislativo| "
    r"supremo| de urgencia)?|orden(?: ministerial)?"
    r"|resolucion(?: [a-z]{1,16}){0,20}|circular(?: [a-z]{4,16})?"
    r"|instruccion|acuerdo|directiva|ordenanza(?: [a-z]{4,16})?)"
)
_ESPANOLA = re.compile(
    rf"{_CLASE}(?: (?P<numero>(?:[a-z\d]{{1,6}}/)?\d{{1,5}}(?: ?/ ?\d{{2,6}}){{1,2}}))?,? (?:de )?"
    rf"(?P<fecha>\d{{1,2}} (?:de )?[a-z]{{4,10}}(?: de \d{{4}})?),?\s"
)
_TRATADO = re.compile(
    r"(?:hech[oa]|firmad[oa])(?: ad referendum)?,? en [^\n;]{3,60}?,? (?:el|a|al)(?: dia)? (?=\d)"
    r"|por cuanto\W{0,3} el dia (?=\d)"
)
_SEDE = r"(?: [a-z]{2,12}(?:[-/][a-z]{2,12})+(?=\s{0,3}(?:\n|$)))?"
"""La oficina que cierra un número, aparte: «N.º 135-2008-AG-SENASA LIMA-CALLAO»."""
_NUMERADA = re.compile(
    rf"(?:^|\n)[\s_*]{{0,6}}(?:anexo ?- ?)?{_CLASE}[\s_]{{1,3}}(?:n(?:°|o|um|ro)?\.?\s?[°o]?|"
    rf"numero)[\s_:.]{{0,4}}(?P<numero>[a-z]?-?\d[\d.]*(?: [a-z]{{2,6}}(?=-\d))?(?:-[a-z\d./]+)*{_SEDE})"
)
_SUELTA = re.compile(r"(?:n\S{0,2} ?)?(?P<numero>\d{1,4}-\d{4}-[a-z]{2,10}(?:-[a-z]{2,10})*)")
_ALFABETICA = re.compile(r"(?:^|\n)[\s_*]{0,6}ley (?:n\S{0,3} )?(?P<numero>\d{1,2}\.?\d{3})(?!\d)")
_CIUDAD = re.compile(
    r"(?:^|\n)[\s_*]{0,6}(?:lima|callao|santiago|mexico|madrid|barcelona|san isidro|miraflores|magdalena "
    r"del mar)\s?[,:]\s"
)
_DADO = re.compile(
    r"(?:dad[oa]|promulgad[oa]) en [^\n]{0,60}?,\s?a(?: los)?\s|(?:santiago|lima), (?:a )?(?=\d|[a-z]+ dias)"
)
_PUBLICADA = re.compile(
    r"(?:nueva ley|ley publicada|publicad[oa])(?: publicada)?(?: en el)? (?:diario oficial de la "
    r"federacion|dof|diario oficial)(?: de la federacion)? ?(?:,)?(?: el| de)? ?(?=\d)"
)
_ESTRUCTURA = re.compile(
    r"(?:articulo|art\.|titulo|capitulo|considerando|concordancias|el presidente|texto vigente|camara de|"
    r"\(\*\))"
)
_PAISES = re.compile(r"ES|PE|CL|MX")


def es_de(pais: str) -> bool:
    """Si se saben leer las leyes de ese país."""
    return bool(_PAISES.fullmatch(pais))


def a_la_espanola(cabeza: Cabeza) -> bool:
    """Si el primer renglón tiene forma de norma española: «Orden PCM/280/2022, de 6 de abril, por…»."""
    return bool(cabeza.renglones and _ESPANOLA.match(cabeza.renglones[0][1].plano))


_PERUANA = re.compile(
    r"(?:ley|decreto (?:supremo|ley|legislativo|de urgencia)|circular|directiva|ordenanza(?: [a-z]{4,16})?"
    r"|resolucion(?: [a-z]{2,16}){1,12}) n\.?° ?\d|resolucion n\.?° ?\d{1,6}-\d{4}-[a-z]"
)


def a_la_peruana(cabeza: Cabeza) -> bool:
    """Si uno de los primeros renglones numera una norma que sólo hay en el Perú: «DECRETO SUPREMO N.° …»."""
    return any(_PERUANA.match(renglon.plano) for _, renglon in cabeza.renglones[:6])


def leer(cabeza: Cabeza, paginas: Sequence[Hoja]) -> Iterator[Propuesta]:
    """Título, número y fechas de una ley extranjera."""
    primero = next(((h, r) for h, r in cabeza.renglones if not _ESTRUCTURA.match(r.plano)), None)
    if primero is None or _ESTRUCTURA.match(cabeza.renglones[0][1].plano):
        yield from _numeros(cabeza, paginas)
        yield from _fechas(paginas, None)
        return
    hoja, renglon = primero
    fin = _fin_del_titulo(cabeza, hoja, renglon)
    titulo = proponer_texto(hoja, "titulo", renglon.inicio, fin, 0.85)
    if titulo:
        yield titulo
    espanola = _ESPANOLA.match(hoja.plano.replace("\n", " "), renglon.inicio)
    if espanola:
        yield from _a_la_espanola(hoja, espanola)
    else:
        yield from _numeros(cabeza, paginas)
    yield from _fechas(paginas, (hoja, renglon.inicio, fin) if espanola is None else None)


def _fin_del_titulo(cabeza: Cabeza, hoja: Hoja, renglon: Renglon) -> int:
    """Dónde acaba un título de un párrafo: en los renglones seguidos, mientras no empiece otra cosa."""
    fin, largo = renglon.fin, len(renglon.texto)
    siguientes = [r for h, r in cabeza.renglones if h is hoja and r.inicio > renglon.inicio]
    for otro in siguientes[:12]:
        if otro.tras_blanco or largo > 900 or _ESTRUCTURA.match(otro.plano) or _NUMERADA.match(otro.plano):
            break
        if en_altas(renglon.texto) != en_altas(otro.texto) or (en_altas(renglon.texto) and largo < 45):
            break
        fin, largo = otro.fin, largo + len(otro.texto)
    return fin


def _a_la_espanola(hoja: Hoja, hallazgo: re.Match[str]) -> Iterator[Propuesta]:
    if hallazgo["numero"]:
        yield hoja.propuesta(
            "numero", hallazgo["numero"].upper().replace(" ", ""), *hallazgo.span("numero"), 0.95
        )
    anio = hallazgo["numero"][-4:] if hallazgo["numero"] else ""
    escrita = hallazgo["fecha"] if hallazgo["fecha"][-4:].isdigit() else f"{hallazgo['fecha']} de {anio}"
    escrita = re.sub(r"^(\d+) (?!de )", r"\1 de ", escrita)
    for fecha in hallar_en_plano(escrita)[:1]:
        inicio, fin = hallazgo.span("fecha")
        yield hoja.propuesta("fecha:emision", fecha.iso, inicio, fin, 0.95, precision=fecha.precision)


def _numeros(cabeza: Cabeza, paginas: Sequence[Hoja]) -> Iterator[Propuesta]:
    for hoja in paginas[:2]:
        hallazgo = _NUMERADA.search(hoja.plano, 0, 6_000) or _ALFABETICA.search(hoja.plano, 0, 3_000)
        if hallazgo:
            literal = hallazgo["numero"].rstrip("-.")
            valor = literal.upper() if "-" in literal else literal.replace(".", "")
            inicio = hallazgo.start("numero")
            yield hoja.propuesta("numero", valor, inicio, inicio + len(literal), 0.85)
            return
    yield from _de_su_clase(cabeza)


def _de_su_clase(cabeza: Cabeza) -> Iterator[Propuesta]:
    """El número que un renglón da a la clase con que empieza el título: «…[Directiva 007-2020-CE-PJ]»."""
    primero = cabeza.renglones[0][1].plano if cabeza.renglones else ""
    clase = _PRIMERA_PALABRA.match(primero)
    if clase is None:
        return
    for hoja, renglon in cabeza.renglones[:_RENGLONES_DE_PORTADA]:
        rotulo = re.search(rf"(?<![a-z]){clase[0]} (?=[n\d])", renglon.plano)
        hallazgo = _SUELTA.match(renglon.plano, rotulo.end()) if rotulo else None
        if hallazgo:
            inicio, fin = (renglon.inicio + lugar for lugar in hallazgo.span("numero"))
            yield hoja.propuesta("numero", hallazgo["numero"].upper(), inicio, fin, 0.7)
            return


_PRIMERA_PALABRA = re.compile(r"(?:directiva|circular|ordenanza|resolucion|instruccion)(?![a-z])")
_RENGLONES_DE_PORTADA = 12


def _fechas(paginas: Sequence[Hoja], titulo: tuple[Hoja, int, int] | None) -> Iterator[Propuesta]:
    if titulo:
        hoja, inicio, fin = titulo
        yield from _tras(_TRATADO, hoja, inicio, fin, "emision", 0.9)
        yield from _tras(_TRATADO, hoja, fin, fin + 600, "emision", 0.8)
    for hoja in paginas[:2]:
        publicada = list(_tras(_PUBLICADA, hoja, 0, 3_000, "publicacion", 0.9))
        if publicada:
            yield from publicada
            return  # lo que sigue en un texto consolidado son las fechas de sus reformas
        yield from _tras(_CIUDAD, hoja, 0, 4_000, "emision", 0.85)
        yield from _tras(_DADO, hoja, 0, 4_000, "emision", 0.85)
    for hoja in paginas[-2:]:
        desde = max(0, len(hoja.texto) - 6_000)
        yield from _tras(_DADO, hoja, desde, len(hoja.texto), "emision", 0.9)
        yield from _tras(_CIUDAD, hoja, desde, len(hoja.texto), "emision", 0.8)
        yield from _tras(_TRATADO, hoja, desde, len(hoja.texto), "emision", 0.75)


def _tras(
    patron: re.Pattern[str], hoja: Hoja, desde: int, hasta: int, clase: str, confianza: float
) -> Iterator[Propuesta]:
    for hallazgo in patron.finditer(hoja.plano, desde, hasta):
        halladas: list[FechaEscrita] = list(
            hallar_en_plano(hoja.plano[hallazgo.end() : hallazgo.end() + 130])
        )
        for fecha in [f for f in halladas if f.inicio < 30][:1]:
            yield proponer_fecha(hoja, clase, fecha, hallazgo.end(), confianza)
            return
