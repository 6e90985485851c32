"""Las partes de lo que no es una norma: encabezados, partes numeradas y puntos de la agenda de un acta."""

import re
from collections.abc import Iterator, Sequence

from indexador.juridico import marcas
from indexador.juridico.encabezados_de_articulo import es_de_indice
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
_SALTO = 2
"""A lo sumo, cuánto se adelanta el número de una parte: la lectura pierde alguno."""

_Numero = tuple[int, ...]


def partes(trozos: Sequence[Trozo], clase_de_documento: str) -> Iterator[Marca]:
    """Las de un documento sin artículos, dado el cuerpo de sus páginas."""
    clase = marcas.PUNTO if clase_de_documento.startswith(_CON_AGENDA) else marcas.PARTE
    anterior: _Numero = ()
    for trozo in trozos:
        numeradas = {h.start(): h for h in _NUMERADA.finditer(trozo.texto, trozo.inicio, trozo.fin)}
        rotulos = {h.start(): h for h in _ROTULO.finditer(trozo.texto, trozo.inicio, trozo.fin)}
        for lugar in sorted({*numeradas, *rotulos}):
            numerada, rotulo = numeradas.get(lugar), rotulos.get(lugar)
            if numerada is not None:
                numero = _numero(numerada)
                if _sigue(anterior, numero) and not es_de_indice(numerada[0]):
                    anterior = numero
                    yield _parte(trozo.pagina, numerada, numero, clase)
            elif rotulo is not None and _es_encabezado(trozo.texto, rotulo):
                dice = " ".join(rotulo["dice"].split()).strip(" .:-–—")
                yield Marca(trozo.pagina, rotulo.start("dice"), rotulo.end(), marcas.ENCABEZADO, dice)


def _numero(hallada: re.Match[str]) -> _Numero:
    if hallada["cifras"]:
        return tuple(int(cifras) for cifras in hallada["cifras"].split("."))
    if hallada["romano"]:
        return (valor_romano(hallada["romano"]),)
    return (valor_en_letras(hallada["ordinal"]),)


def _sigue(anterior: _Numero, numero: _Numero) -> bool:
    """¿Va ese número después del otro, o empieza una lista dentro o de nuevo?"""
    if numero in {(1,), (*anterior, 1)}:
        return True
    fondo = len(numero) - 1
    if fondo >= len(anterior) or numero[:fondo] != anterior[:fondo]:
        return False
    return 0 < numero[fondo] - anterior[fondo] <= _SALTO


def _parte(pagina: int, hallada: re.Match[str], numero: _Numero, clase: str) -> Marca:
    canonico = ".".join(map(str, numero))
    resto = " ".join(hallada["resto"].split())
    epigrafe = resto if len(resto) <= _LARGO_DE_EPIGRAFE and not resto.endswith((",", ";")) else ""
    nombre = f"Punto {canonico}" if clase == marcas.PUNTO else f"Parte {canonico}"
    return Marca(
        pagina,
        hallada.end() - len(hallada[0].lstrip(" \t#")),
        hallada.start("resto"),
        clase,
        nombre,
        canonico,
        epigrafe.strip(" .:"),
        nivel=len(numero) - 1,
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
