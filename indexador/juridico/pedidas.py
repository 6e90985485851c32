"""Las normas, los artículos y las iniciativas que pide quien busca: «art. 117 ley de migración», «95-98».

Una consulta no es prosa: va sin artículos ni mayúsculas, con campos («decreto:46-2007») o con el número
solo. Se lee con la gramática de `citas`, primero tal como está; si así no dice lo que pide, con la mayúscula
de los nombres de una palabra o con la clase de la norma que lleva ese número, y entonces tiene que ser toda
la consulta: «zona 95-98» no pide nada.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexador.juridico.citas import Cita, Contexto, Nombres, hallar
from indexador.juridico.citas.hallazgo import EN_MINUSCULA, POR_NOMBRE
from indexador.juridico.citas.paises import dice_ley_ajena, lugar_ajeno, lugar_ajeno_delante
from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import TRANSITORIA, Objetivo, leer_objetivo
from indexador.lengua.numeros import con_cifras
from indexador.lengua.palabras import VACIAS, plegar

ConNumero = Callable[[str, int | None], Sequence[str]]
"""Las claves del catálogo con un número y un año; sin año, las que no lo llevan."""
LARGO = 300
"""Lo que se lee de una consulta."""
_SEGURA = 0.5
_EXCLUYE = re.compile(r"(?:^|\s)(?:NO|NOT)\s|(?:^|\s)-\w")
_CAMPO_DE_NUMERO = re.compile(r"\b(?:norma|n[uú]mero|num|nro|number)\s*:\s*", re.IGNORECASE)
_TRANSITORIO = re.compile(r"\btransitori[oa]s?\b", re.IGNORECASE)
_ARTICULO = re.compile(r"\bart(?:[ií]culos?|s?)\b", re.IGNORECASE)
_SU_ARTICULO = re.compile(rf"[\s,]*{_ARTICULO.pattern}\.?\s*\d+", re.IGNORECASE)
_CON_ANIO = re.compile(r"(?<![\w/.,-])0*([1-9]\d{0,4})\s?[-–/]\s?(\d{4}|\d{2})(?![\w/.,-])")
_REGISTRO = re.compile(r"0*([1-9]\d{0,2}[.,\s]?\d{3}|[1-9]\d{1,3})")
_PALABRA = re.compile(r"[^\W\d_]+(?:-\d)?")
_TRAS_CIFRA = re.compile(r"(?:\d|bis|ter|transitorio)\s+$", re.IGNORECASE)
_TRAS_PALABRA = re.compile(r"(?<!\bla)(?<!\bde)(?<!\bley)\s+$", re.IGNORECASE)
_SIN_PESO = frozenset(
    {"el", "la", "los", "las", "de", "del", "en", "y", "que", "dice", "guatemala", "politica"}
)
_ENLACES = VACIAS | {"sobre", "segun", "acerca", "respecto", "dentro", "dice", "guatemala"}
_CIERRAN_PALABRA = frozenset("aeiounsrldzjyx")
_SIGLO = 40
_PARECE_ANIO = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Pedido:
    """Los objetivos que nombra una consulta, en su orden y sin repetir; lo que dice fuera de ellos."""

    objetivos: tuple[Objetivo, ...] = ()
    fuera: str = ""
    ajenas: frozenset[str] = frozenset()
    """Las que se dice que son de otro país o de un estado suyo: «ley de migración, Chiapas»."""


def pedidas(consulta: str, nombres: Nombres, con_numero: ConNumero) -> Pedido:
    """Lo que pide una consulta; nada si no nombra una norma o excluye algo.

    `con_numero` da las claves del catálogo para el número que va solo: «95-98», «4,126».
    """
    escrita = " ".join(consulta[:LARGO].split())
    clave = escrita if leer_objetivo(escrita) else escrita.upper()
    if (suyo := leer_objetivo(clave)) is not None and leer_clave(suyo.norma) is not None:
        return Pedido((suyo,))
    if not escrita or _EXCLUYE.search(escrita):
        return Pedido()
    limpia = con_cifras(_CAMPO_DE_NUMERO.sub("", escrita))
    leida, halladas = limpia, _seguras(limpia, nombres)
    if not halladas or (_ARTICULO.search(limpia) and not _dicen_articulo(halladas)):
        otras = (_con_mayusculas(limpia, nombres), *_con_clase(limpia, con_numero))
        enteras = [
            (otra, cita)
            for otra in otras
            if otra != limpia
            for cita in _seguras(otra, nombres)
            if _es_toda(otra, cita)
            or (otra == otras[0] and (_en_el_borde(otra, cita) or _dice_su_articulo(otra, cita)))
        ]
        if enteras:
            ya = {objetivo for cita in halladas for objetivo in cita.objetivos}
            leida, halladas = enteras[0][0], [cita for _, cita in enteras]
            # Lo que ya se leía bien no se pierde: «art 26 de la constitucion con la iniciativa 4126».
            otras_de_antes = [
                cita for cita in _seguras(leida, nombres) if cita not in halladas and ya >= {*cita.objetivos}
            ]
            if otras_de_antes:
                halladas = sorted([*halladas, *otras_de_antes], key=lambda una: una.inicio)
    en_transitorios = _TRANSITORIO.search(limpia) is not None
    objetivos = [_en_serie(uno, en_transitorios) for cita in halladas for uno in cita.objetivos]
    if not objetivos:
        return Pedido()
    de_otro = dice_ley_ajena(limpia)
    seguidas = (cita for cita in halladas if de_otro or _es_ajena(leida, cita))
    ajenas = frozenset(uno.norma for cita in seguidas for uno in cita.objetivos)
    return Pedido(tuple(dict.fromkeys(objetivos)), _fuera(leida, halladas), ajenas)


def _es_ajena(texto: str, cita: Cita) -> bool:
    """¿Dice lo que va delante de una norma, o lo que la sigue, que es la de otro país?

    Tras su artículo, sólo unido a ella: «código de migración artículo 50, Belice», y no «artículo 50 Belice».
    """
    if lugar_ajeno_delante(texto[: cita.inicio]):
        return True
    if suyo := _SU_ARTICULO.match(texto, cita.fin):
        return lugar_ajeno(texto[suyo.end() :], suelto=False)
    articulo = _ARTICULO.search(cita.literal)
    return lugar_ajeno(texto[cita.fin :], suelto=articulo is None or articulo.start() == 0)


def _fuera(texto: str, halladas: Sequence[Cita]) -> str:
    """Lo escrito fuera de las citas, sin las palabras que sólo lo unen a ellas."""
    partes, desde = [], 0
    for cita in sorted(halladas, key=lambda una: una.inicio):
        partes.append(texto[desde : cita.inicio])
        desde = max(desde, cita.fin)
    limpias = (_sin_enlaces(parte) for parte in (*partes, texto[desde:]))
    return " ".join(filter(None, limpias))


def _sin_enlaces(parte: str) -> str:
    palabras = parte.strip(" ¿?¡!.,;:()").split()
    while palabras and plegar(palabras[0].strip(",;:.")) in _ENLACES:
        del palabras[0]
    while palabras and plegar(palabras[-1].strip(",;:.")) in _ENLACES:
        del palabras[-1]
    return " ".join(palabras).strip(",;: ")


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
        cierra = nombre.isupper() and hallazgo.end() == len(texto)
        tras = _TRAS_CIFRA if not cierra else _TRAS_PALABRA
        return f"de la {nombre}" if tras.search(texto, 0, hallazgo.start()) else nombre

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


def _en_el_borde(texto: str, cita: Cita) -> bool:
    """¿Es la cita un nombre de una palabra con que empieza o termina la consulta: «laip sanciones»?

    «Constitución de sociedades» y «acta de constitución» no nombran la Constitución; y una sigla en minúscula
    que podría ser una palabra («pina colada») tampoco nombra nada: en español pocas letras cierran palabra.
    """
    es_sigla = cita.literal.isupper()
    if not cita.literal.isalpha() or (es_sigla and plegar(cita.literal)[-1] in _CIERRAN_PALABRA):
        return False
    antes, despues = texto[: cita.inicio].split(), texto[cita.fin :].split()
    if not antes:
        return bool(despues) and plegar(despues[0]) not in {"de", "del"}
    return not despues and (es_sigla or plegar(antes[-1]) == "la")


def _dice_su_articulo(texto: str, cita: Cita) -> bool:
    """¿Lleva el nombre de una palabra su artículo al lado: «artículo 26 constitución libre locomoción»?

    No, si el nombre sigue («artículo 5 de la constitución de sociedades») o es el de otra cosa («acta de
    constitución, artículo 5»), ni si es una sigla en minúscula que podría ser una palabra.
    """
    palabras = re.findall(r"[^\W\d_]+", cita.literal)
    if not any(objetivo.articulo for objetivo in cita.objetivos) or not palabras:
        return False
    if any(una.isupper() and len(una) > 1 and plegar(una)[-1] in _CIERRAN_PALABRA for una in palabras):
        return False
    antes, despues = texto[: cita.inicio].split(), texto[cita.fin :].split()
    if despues and plegar(despues[0]) in {"de", "del"}:
        return False
    return _ARTICULO.match(cita.literal) is not None or not antes or plegar(antes[-1]) == "la"


def _en_serie(objetivo: Objetivo, en_transitorios: bool) -> Objetivo:
    return replace(objetivo, serie=TRANSITORIA) if en_transitorios and objetivo.articulo else objetivo
