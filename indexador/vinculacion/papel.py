"""Qué clase de documento es el que se mira: un papel de trabajo o una norma, y si es de la casa.

Un acta, un oficio o un aviso dicen en dos renglones lo que una ley en veinte artículos, y quien los escribe
no nombra a su propia oficina: dice «la Comisión». Por reglas sobre el texto, sin diccionario.
"""

import re
from collections.abc import Iterator, Sequence

from indexador.ficha import Pagina
from indexador.lengua.palabras import plegar
from indexador.vinculacion.compilado import Compilado
from indexador.vinculacion.perfil import CONDICIONES
from indexador.vinculacion.senales import Senales

_LARGO = 20_000
"""Caracteres desde los que un documento ya no es un papel de trabajo que se lea de una vez."""
_DE_NORMA = re.compile(
    r"^\s*art(?:[íi]culo|\.)\s+(?:\d|[úu]nico)"
    r"|\b(?:la|el|esta|este|del?) presente (?:ley|decreto|reglamento|c[óo]digo|real|orden|acuerdo|convenio"
    r"|norma|resoluci[óo]n|disposici[óo]n)\b"
    r"|\breal decreto|\bdisposici[óo]n(?:es)? (?:adicional|final|transitoria|derogatoria)"
    r"|\bapartado|\bp[áa]rrafo|\binciso|\bart[íi]culos? \d+|\bque dispone aprobar|\bbolet[íi]n oficial"
    r"|\b(?:considerando|por tanto|decreta|resuelve|publíquese|cúmplase)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Lo que casi sólo dice una norma."""
_EMPIEZA_POR_ARTICULO = re.compile(r"\s*[«\"“]?art(?:[íi]culo|\.)\s+(?:\d|[úu]nico)", re.IGNORECASE)
_DE_MANDATO = re.compile(
    r"\b(?:podr[áa]n?|deber[áa]n?|ser[áa]n?|tendr[áa]n?|corresponder[áa]n?|dispuest[oa]s?|previst[oa]s?"
    r"|establecid[oa]s?|se refieren?|de conformidad con|conforme al?|a efectos|en su caso|mediante"
    r"|resoluci[óo]n|normas?|reglamento|decreto|orden|competentes?|correspondientes?|dich[oa]s?"
    r"|interesad[oa]s?|as[íi]mismo|procedimiento|solicitante|salvo|siguientes?|en los t[ée]rminos|cuando)\b"
    r"|n[ºo]\s*\d|^\s*(?:[a-z]|\d{1,2}(?:\.\d)*)[.)ºª]",
    re.IGNORECASE | re.MULTILINE,
)
"""Lo que una norma dice mucho y un papel de trabajo poco."""
_PESA_LA_NORMA = 3
_TOLERA, _TOLERA_SI_ES_DE_LA_CASA = 6.0, 15.0
"""Puntos por cada mil caracteres desde los que habla como una norma; la casa también escribe de leyes."""
_LARGO_MINIMO = 700
_ANTES = 12
_DETERMINA = re.compile(r"\b(?:la|esta|nuestra|dicha|misma|ésta|propia)\s+$", re.IGNORECASE)
_APELLIDO = re.compile(
    r"\s+(?:(?:del?|para|sobre|contra|pro)\s+(?:(?:la|las|el|los)\s+)?)?[A-ZÁÉÍÓÚÑ][a-záéíóúñ]"
    r"|\s+del?\s+(?!enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
    r"|lunes|martes|mi[ée]rcoles|jueves|viernes|hoy|ayer|esta|este|trabajo|conformidad|acuerdo|inmediato)"
    r"[a-záéíóúñ]"
    r"|\s+DE(?:L| LA| LAS| LOS)?\s+[A-ZÁÉÍÓÚÑ]{4}"
)
"""Lo que, tras el nombre común, hace uno propio: «Comisión Nacional», «comisión de finanzas»."""


def nombran_a_la_casa(senales: Sequence[Senales], compilado: Compilado) -> bool:
    """¿Dice alguna el nombre de la casa?"""
    return any(not compilado.casa.isdisjoint(senal.expresiones) for senal in senales)


def condiciones(
    paginas: Sequence[Pagina], senales: Sequence[Senales], compilado: Compilado, *, papel: bool
) -> frozenset[int]:
    """Las condiciones que un documento cumple, por su número (`CONDICIONES`)."""
    asunto = any(senal.contexto for senal in senales)
    casa = nombran_a_la_casa(senales, compilado) or (papel and _es_de_la_casa(paginas, compilado.a_secas))
    cumple = {"#casa": casa, "#papel": papel, "#asunto": asunto}
    return frozenset(CONDICIONES[condicion] for condicion, hay in cumple.items() if hay)


def es_papel(paginas: Sequence[Pagina], *, de_la_casa: bool = False) -> bool:
    """¿Es un papel de trabajo? No, si es largo o habla como una norma."""
    largo = sum(len(pagina.texto) for pagina in paginas)
    if largo > _LARGO and not de_la_casa:
        return False
    tolera = _TOLERA_SI_ES_DE_LA_CASA if de_la_casa else _TOLERA
    resto = tolera * max(_LARGO_MINIMO, largo) / 1_000
    for pagina in paginas:
        for pesa, giros in ((_PESA_LA_NORMA, _DE_NORMA), (1, _DE_MANDATO)):
            for _ in giros.finditer(pagina.texto):
                resto -= pesa
                if resto <= 0:
                    return False
    return True


def empieza_por_articulo(paginas: Sequence[Pagina]) -> bool:
    """¿Es un trozo de norma, por corto que sea?"""
    return bool(paginas) and _EMPIEZA_POR_ARTICULO.match(paginas[0].texto) is not None


def _es_de_la_casa(paginas: Sequence[Pagina], a_secas: str) -> bool:
    """¿Nombra a la casa a secas? No, si nombra a otra del mismo nombre común: «la Comisión» es ésa."""
    if not a_secas:
        return False
    dichas = [uno for pagina in paginas for uno in _dichas(pagina.texto, a_secas)]
    return "a secas" in dichas and "otra" not in dichas


def _dichas(texto: str, a_secas: str) -> Iterator[str]:
    comun = "".join(f"[{letra}{plegar(letra)}]" for letra in a_secas)
    for hallada in re.finditer(rf"\b{comun}\b", texto, re.IGNORECASE):
        if _APELLIDO.match(texto, hallada.end()):
            yield "otra"
            continue
        antes = texto[max(0, hallada.start() - _ANTES) : hallada.start()]
        if hallada[0][0].isupper() and _DETERMINA.search(antes):
            yield "a secas"
