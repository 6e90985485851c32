"""Las partes de lo que no es una norma: encabezados, partes numeradas y puntos de la agenda de un acta."""

import re
from collections.abc import Iterator, Sequence

from indexador.juridico import marcas
from indexador.juridico.encabezados_de_articulo import es_de_indice
from indexador.juridico.listas import Listas, Numero
from indexador.juridico.marcas import Marca
from indexador.juridico.numero_de_articulo import DE_AMBOS_GENEROS, valor_en_letras, valor_romano
from indexador.juridico.subdivisiones import Trozo

_CON_AGENDA = ("acta", "minuta", "agenda", "convocatoria")
"""Cómo empiezan las clases de documento (`dominio` de tipos) cuyas partes son puntos de agenda."""
_NUMERADA = re.compile(
    rf"""^[ \t]{{0,80}}\#{{0,6}}[ ]?(?:
        (?P<cifras>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}|\d{{1,2}}(?=[.)°º]|[ ][°º]))(?:[.)]?-?|[ ]?[°º]\.?)
            [ \t]+(?=[A-ZÁÉÍÓÚÑ¿"“«])
        |(?P<romano>[IVX]{{1,5}})(?:[.)]-?|[ ]?[-–—])[ \t]+(?=[A-ZÁÉÍÓÚÑ¿"“«])
        |(?:PUNTO[ ]|Punto[ ])?(?P<ordinal>(?i:{DE_AMBOS_GENEROS}))[ ]?(?::|\.-|\.[ ]-|-|–|\.(?=[ ]))[ \t]*
    )(?P<resto>[^\n]{{0,200}})""",
    re.MULTILINE | re.VERBOSE,
)
_ROTULO = re.compile(r"^[ \t]{0,80}(?P<signo>\#{1,6}[ ])?(?P<dice>[^\W_][^\n]{2,98})$", re.MULTILINE)
_LETRAS = 7
_LARGO_DE_EPIGRAFE = 120
_CIFRAS, _ROMANO, _ORDINAL = "cifras", "romano", "ordinal"
_DENTRO_DE_UN_PUNTO = {_CIFRAS: marcas.NUMERAL, _ROMANO: marcas.INCISO, _ORDINAL: marcas.PUNTO}
_NOMBRES = {
    marcas.PUNTO: "Punto",
    marcas.PARTE: "Parte",
    marcas.NUMERAL: "Numeral",
    marcas.INCISO: "Inciso",
}


def partes(trozos: Sequence[Trozo], clase_de_documento: str) -> list[Marca]:
    """Las de un documento sin artículos, en orden, dado el cuerpo de sus páginas.

    En un acta, la lista de otra manera que va dentro de un punto son numerales o incisos suyos. En lo demás,
    lo que va en cifras dentro de una parte en romanos son sus párrafos.
    """
    de_agenda = clase_de_documento.startswith(_CON_AGENDA)
    listas = Listas()
    todas: list[Marca] = []
    numeradas: list[tuple[int, re.Match[str]]] = []
    for trozo in trozos:
        ocupados = set()
        for hallada in _NUMERADA.finditer(trozo.texto, trozo.inicio, trozo.fin):
            ocupados.add(hallada.start())
            if not es_de_indice(hallada[0]) and listas.anotar(_manera(hallada), _numero(hallada)):
                numeradas.append((trozo.pagina, hallada))
        todas.extend(_encabezados(trozo, ocupados))
    for (pagina, hallada), nivel in zip(numeradas, listas.niveles, strict=True):
        todas.append(_parte(pagina, hallada, nivel, de_agenda=de_agenda))
    return sorted(todas, key=lambda marca: marca.lugar)


def _encabezados(trozo: Trozo, ocupados: set[int]) -> Iterator[Marca]:
    for rotulo in _ROTULO.finditer(trozo.texto, trozo.inicio, trozo.fin):
        if rotulo.start() not in ocupados and _es_encabezado(trozo.texto, rotulo):
            dice = " ".join(rotulo["dice"].split()).strip(" .:-–—")
            yield Marca(trozo.pagina, rotulo.start("dice"), rotulo.end(), marcas.ENCABEZADO, dice)


def _manera(hallada: re.Match[str]) -> str:
    return next(manera for manera in (_CIFRAS, _ROMANO, _ORDINAL) if hallada[manera])


def _numero(hallada: re.Match[str]) -> Numero:
    if hallada["cifras"]:
        return tuple(int(cifras) for cifras in hallada["cifras"].split("."))
    if hallada["romano"]:
        return (valor_romano(hallada["romano"]),)
    return (valor_en_letras(hallada["ordinal"]),)


def _parte(pagina: int, hallada: re.Match[str], nivel: int, *, de_agenda: bool) -> Marca:
    numero, manera = _numero(hallada), _manera(hallada)
    dentro = nivel >= len(numero)
    clase = marcas.PUNTO if de_agenda else marcas.PARTE
    if dentro and de_agenda:
        clase = _DENTRO_DE_UN_PUNTO[manera]
    nombre = "Párrafo" if dentro and not de_agenda and manera == _CIFRAS else _NOMBRES[clase]
    canonico = ".".join(map(str, numero))
    resto = " ".join(hallada["resto"].split())
    epigrafe = resto if len(resto) <= _LARGO_DE_EPIGRAFE and not resto.endswith((",", ";")) else ""
    return Marca(
        pagina,
        hallada.end() - len(hallada[0].lstrip(" \t#")),
        hallada.start("resto"),
        clase,
        f"{nombre} {hallada['romano'] if manera == _ROMANO else canonico}",
        canonico,
        epigrafe.strip(" .:"),
        nivel=nivel,
    )


def _es_encabezado(texto: str, rotulo: re.Match[str]) -> bool:
    """Un renglón corto en mayúsculas, o marcado con «#», que abre párrafo."""
    if rotulo["signo"]:
        return True
    dice = rotulo["dice"].strip()
    if not dice.isupper() or sum(map(str.isalpha, dice)) < _LETRAS or dice.endswith((",", ";")):
        return False
    antes = texto[max(0, rotulo.start() - 2) : rotulo.start()]
    return not antes.strip() and antes.count("\n") in {0, 2}
