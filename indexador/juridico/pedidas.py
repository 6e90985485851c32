"""Las normas, los artículos y las iniciativas que pide quien busca: «art. 117 ley de migración», «95-98».

Una consulta no es prosa: va sin artículos ni mayúsculas, con campos («decreto:46-2007») o con el número
solo. Se lee con la gramática de `citas`, primero tal como está; si así no dice lo que pide, con la mayúscula
de los nombres de una palabra o con la clase de la norma que lleva ese número, y entonces tiene que ser toda
la consulta: «zona 95-98» no pide nada.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from indexador.juridico.citas import Cita, Contexto, Nombres, hallar
from indexador.juridico.citas.hallazgo import EN_MINUSCULA, POR_NOMBRE
from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import TRANSITORIA, Objetivo, leer_objetivo
from indexador.lengua.numeros import con_cifras
from indexador.lengua.palabras import plegar

ConNumero = Callable[[str, int | None], Sequence[str]]
"""Las claves del catálogo con un número y un año; sin año, las que no lo llevan."""
LARGO = 300
"""Lo que se lee de una consulta."""
_SEGURA = 0.5
_EXCLUYE = re.compile(r"(?:^|\s)(?:NO|NOT)\s|(?:^|\s)-\w")
_CAMPO_DE_NUMERO = re.compile(r"\b(?:norma|n[uú]mero|num|nro|number)\s*:\s*", re.IGNORECASE)
_TRANSITORIO = re.compile(r"\btransitori[oa]s?\b", re.IGNORECASE)
_ARTICULO = re.compile(r"\bart(?:[ií]culos?|s?)\b", re.IGNORECASE)
_CON_ANIO = re.compile(r"(?<![\w/.,-])0*([1-9]\d{0,4})\s?[-–/]\s?(\d{4}|\d{2})(?![\w/.,-])")
_REGISTRO = re.compile(r"0*([1-9]\d{0,2}[.,\s]?\d{3}|[1-9]\d{1,3})")
_PALABRA = re.compile(r"[^\W\d_]+(?:-\d)?")
_TRAS_CIFRA = re.compile(r"(?:\d|bis|ter|transitorio)\s+$", re.IGNORECASE)
_SIN_PESO = frozenset(
    {"el", "la", "los", "las", "de", "del", "en", "y", "que", "dice", "guatemala", "politica"}
)
_SIGLO = 40
_PARECE_ANIO = range(1900, 2101)


def pedidas(consulta: str, nombres: Nombres, con_numero: ConNumero) -> tuple[Objetivo, ...]:
    """Lo que pide una consulta, en su orden y sin repetir; nada si no nombra una norma o excluye algo.

    `con_numero` da las claves del catálogo para el número que va solo: «95-98», «4,126».
    """
    escrita = " ".join(consulta[:LARGO].split())
    clave = escrita if leer_objetivo(escrita) else escrita.upper()
    if (suyo := leer_objetivo(clave)) is not None and leer_clave(suyo.norma) is not None:
        return (suyo,)
    if not escrita or _EXCLUYE.search(escrita):
        return ()
    limpia = con_cifras(_CAMPO_DE_NUMERO.sub("", escrita))
    halladas = _seguras(limpia, nombres)
    if not halladas or (_ARTICULO.search(limpia) and not _dicen_articulo(halladas)):
        otras = (_con_mayusculas(limpia, nombres), *_con_clase(limpia, con_numero))
        enteras = (
            [c for c in _seguras(otra, nombres) if _es_toda(otra, c)] for otra in otras if otra != limpia
        )
        halladas = [cita for suyas in enteras for cita in suyas] or halladas
    en_transitorios = _TRANSITORIO.search(limpia) is not None
    objetivos = [_en_serie(uno, en_transitorios) for cita in halladas for uno in cita.objetivos]
    return tuple(dict.fromkeys(objetivos))


def _seguras(texto: str, nombres: Nombres) -> list[Cita]:
    """Las citas de las que se supo la norma y cuya clave lo es."""
    return [
        cita
        for cita in hallar(texto, Contexto(), nombres)
        if cita.confianza >= (EN_MINUSCULA if cita.resolucion == POR_NOMBRE else _SEGURA)
        and cita.objetivos
        and all(leer_clave(objetivo.norma) is not None for objetivo in cita.objetivos)
    ]


def _dicen_articulo(halladas: Sequence[Cita]) -> bool:
    return any(objetivo.articulo for cita in halladas for objetivo in cita.objetivos)


def _con_mayusculas(texto: str, nombres: Nombres) -> str:
    """Los nombres de una palabra como se escriben: «art. 3 lepp» es «art. 3 de la LEPP»."""

    def escrito(hallazgo: re.Match[str]) -> str:
        nombre = nombres.sueltos.get(plegar(hallazgo[0]))
        if nombre is None:
            return hallazgo[0]
        return f"de la {nombre}" if _TRAS_CIFRA.search(texto, 0, hallazgo.start()) else nombre

    return _PALABRA.sub(escrito, texto)


def _con_clase(texto: str, con_numero: ConNumero) -> Iterator[str]:
    """La consulta con el número que va solo dicho como se dice la norma que lo lleva: una por norma."""
    entero = _REGISTRO.fullmatch(texto)
    hallado = entero or _CON_ANIO.search(texto)
    if hallado is None:
        return
    if entero:
        numero, anio = re.sub(r"\D", "", hallado[1]), None
        if hallado[1] == numero and int(numero) in _PARECE_ANIO:
            return
    else:
        numero, anio = hallado[1], _anio(hallado[2])
    for escrita in con_numero(numero, anio):
        clave = leer_clave(escrita)
        if clave is not None:
            yield f"{texto[: hallado.start()]}{clave.en_prosa()}{texto[hallado.end() :]}"


def _anio(escrito: str) -> int:
    return int(escrito) + (0 if len(escrito) == 4 else 1900 if int(escrito) >= _SIGLO else 2000)


def _es_toda(texto: str, cita: Cita) -> bool:
    """¿No deja la cita fuera de ella ninguna palabra que diga otra cosa?"""
    fuera = f"{texto[: cita.inicio]} {texto[cita.fin :]}"
    palabras = (plegar(palabra) for palabra in re.findall(r"\w+", _TRANSITORIO.sub("", fuera)))
    return _SIN_PESO.issuperset(palabras)


def _en_serie(objetivo: Objetivo, en_transitorios: bool) -> Objetivo:
    return replace(objetivo, serie=TRANSITORIA) if en_transitorios and objetivo.articulo else objetivo
