"""Los teléfonos de las listas de personas: la columna que se rotula una vez, o la que sigue a los nombres.

En una lista de asistencia el rótulo está en la cabecera, lejos de cada número, o no está. Se tiene por
teléfonos la columna bajo «Teléfono» o «Celular» y, sin ella, dos o más renglones con un nombre y un móvil
(ocho cifras que empiezan por 3, 4 o 5, según el plan de numeración de Guatemala). Un renglón de texto
corriente no es de ninguna lista.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from indexador.lengua.identidad import ANYO
from indexador.lengua.plano import plano
from indexador.lengua.remitentes import ENLACES, parecen_nombres

_MOVIL = "345"
_NUNCA = "019"
"""Por lo que no empieza ningún teléfono del país."""
_NUMERO = re.compile(
    r"(?<![\w./+-])(?<!\d,)(?:\(?\+?502\)?[ .-]?)?(?!0\d{3} )"
    r"(?P<suyo>\d{4}(?P<corte>[ .–-]?)(?P<resto>\d{4}))"
    r"(?!\w|[.,]\d|/\d|[–-]\d|\s?%)"
)
_ROTULO = re.compile(
    r"\b(?:tel[eé]fonos?|tel|cel|celular(?:es)?|m[oó]vil(?:es)?|whats\s?app)\b\.?", re.IGNORECASE
)
_OTRA_COLUMNA = re.compile(
    r"[|\t]|\b(?:nombres?|apellidos?|no\.|n[º°]|instituci[oó]n|cargo|correo|e-?mail|firma|dpi|direcci[oó]n|comunidad"
    r"|municipio|departamento|organizaci[oó]n|participantes?|puesto|edad|sexo|g[eé]nero|entidad)(?!\w)",
    re.IGNORECASE,
)
_DE_OTRA_COLUMNA = re.compile(
    r"\b(?:nit|dpi|cui|expedientes?|cuenta|colegiad[oa]s?|carn[eé]t?s?|c[oó]digo|monto|votos|total|valor|boleta|partida"
    r"|factura|registro|resoluci[oó]n|pasaporte|orden|amparos?|iniciativas?)\b",
    re.IGNORECASE,
)
_ESTABLECIMIENTO = re.compile(
    r"\b(?:albergue|hospital|hotel|refugio|iglesia|parroquia|hogar|escuela|colegio|bomberos|polic[ií]a|comisar[ií]a"
    r"|estaci[oó]n|cl[ií]nica|puesto\s+de|farmacia|empresa|cooperativa|red\s+de|coalici[oó]n|comit[eé]|s\.\s?a\.)(?!\w)",
    re.IGNORECASE,
)
_CIFRAS = re.compile(r"\d{3}")
_ESCRITAS = re.compile(r"(?<!\S)[a-záéíóúüñ]{2,}(?=[,;.:]?(?:\s|$))")
_CORRIENTE, _LARGO = 3, 240
"""Cuántas palabras en minúscula, sin contar enlaces, o cuántas letras hacen de un renglón texto corriente."""
_SEGUIDOS, _DE_LA_COLUMNA = 3, 6
"""Cuántos renglones puede haber de un número al siguiente: en la lista, y bajo su cabecera."""


@dataclass(frozen=True, slots=True)
class _Puesto:
    """Un número de ocho cifras, su renglón y lo que lo precede desde el número anterior o la cabecera."""

    inicio: int
    fin: int
    cifras: str
    corte: str
    renglon: int

    @property
    def movil(self) -> bool:
        return self.cifras[0] in _MOVIL

    @property
    def anyo(self) -> bool:
        return self.corte != "" and re.fullmatch(ANYO, self.cifras[4:]) is not None


class _Lista:
    """Los renglones de una página y los números que hay en ellos."""

    def __init__(self, texto: str) -> None:
        self.texto = texto
        self._corridos: dict[int, bool] = {}
        self._nombrados: dict[tuple[int, int], int | None] = {}

    @cached_property
    def empiezan(self) -> list[int]:
        return [0, *(uno.end() for uno in re.finditer("\n", self.texto))]

    @cached_property
    def numeros(self) -> list[_Puesto]:
        return [
            _Puesto(*uno.span(), uno["suyo"][:4] + uno["resto"], uno["corte"], self.cual(uno.start()))
            for uno in _NUMERO.finditer(self.texto)
        ]

    def cual(self, lugar: int) -> int:
        return bisect_right(self.empiezan, lugar) - 1

    def limites(self, renglon: int) -> tuple[int, int]:
        sigue = renglon + 1
        fin = self.empiezan[sigue] - 1 if sigue < len(self.empiezan) else len(self.texto)
        return self.empiezan[renglon], fin

    def es_corriente(self, renglon: int) -> bool:
        """Si es de un párrafo, y no de una lista."""
        if renglon not in self._corridos:
            inicio, fin = self.limites(renglon)
            corto = fin - inicio <= _LARGO
            self._corridos[renglon] = not corto or _en_minusculas(self.texto[inicio:fin]) > _CORRIENTE
        return self._corridos[renglon]

    def corrientes_entre(self, uno: int, otro: int) -> bool:
        return any(self.es_corriente(renglon) for renglon in range(uno + 1, otro + 1))

    def nombre(self, desde: int, hasta: int) -> int | None:
        """Dónde empieza el último nombre de persona, aunque no se conozca su apellido."""
        if (desde, hasta) not in self._nombrados:
            inicios = [inicio for inicio, _ in parecen_nombres(self.texto, desde, hasta)]
            self._nombrados[desde, hasta] = inicios[-1] if inicios else None
        return self._nombrados[desde, hasta]

    def de_quien(self, puesto: _Puesto) -> int | None:
        """Dónde empieza el nombre que lo precede en su renglón o, cuando empieza por él, en el anterior."""
        inicio = self.empiezan[puesto.renglon]
        if puesto.renglon and not self.texto[inicio : puesto.inicio].strip(" \t|"):
            inicio = self.empiezan[puesto.renglon - 1]
        return self.nombre(inicio, puesto.inicio) if puesto.inicio - inicio <= 2 * _LARGO else None


def en_listas(
    texto: str, de_otra_cosa: Callable[[int], bool], de_institucion: Callable[[int, int], bool]
) -> Iterator[tuple[int, int]]:
    """Dónde empieza y acaba cada teléfono de una lista de personas.

    `de_otra_cosa` dice si lo que precede a un lugar presenta otro número; `de_institucion`, si entre dos
    lugares hay una institución o una dirección.
    """
    if _NUMERO.search(texto) is None:
        return
    lista = _Lista(texto)
    suyos = [
        uno for uno in lista.numeros if not lista.es_corriente(uno.renglon) and not de_otra_cosa(uno.inicio)
    ]
    for uno in (*_bajo_su_rotulo(lista, suyos, de_institucion), *_tras_los_nombres(lista, suyos)):
        yield uno.inicio, uno.fin


def _bajo_su_rotulo(
    lista: _Lista, numeros: Sequence[_Puesto], de_institucion: Callable[[int, int], bool]
) -> Iterator[_Puesto]:
    """Los de las columnas con rótulo; el de una institución sin nadie que la atienda, no."""
    cabeceras = _cabeceras(lista)
    anterior, desde = -_DE_LA_COLUMNA - 1, 0
    for puesto in numeros:
        cual = bisect_right(cabeceras, puesto.renglon - 1) - 1
        if cual >= 0 and cabeceras[cual] >= anterior:
            anterior, desde = cabeceras[cual], lista.limites(cabeceras[cual])[1]
        if puesto.renglon - anterior > _DE_LA_COLUMNA or lista.corrientes_entre(anterior, puesto.renglon):
            continue
        mismo = puesto.renglon == anterior
        inicio = lista.empiezan[puesto.renglon] if mismo else desde
        con_nombre = lista.nombre(inicio, puesto.inicio) is not None
        lugares = inicio, lista.limites(puesto.renglon)[1]
        institucion = de_institucion(*lugares) or _ESTABLECIMIENTO.search(lista.texto, *lugares) is not None
        anterior, desde = puesto.renglon, puesto.fin
        de_alguien = not institucion or (con_nombre and puesto.movil)
        if de_alguien and (puesto.movil or (con_nombre and puesto.cifras[0] not in _NUNCA)):
            yield puesto


def _cabeceras(lista: _Lista) -> list[int]:
    """Los renglones que rotulan una columna de teléfonos."""
    halladas = dict.fromkeys(lista.cual(uno.start()) for uno in _ROTULO.finditer(lista.texto))
    return [renglon for renglon in halladas if _rotula(lista, renglon)]


def _rotula(lista: _Lista, renglon: int) -> bool:
    inicio, fin = lista.limites(renglon)
    if lista.es_corriente(renglon):
        return False
    escrito = lista.texto[inicio:fin]
    if _CIFRAS.search(escrito) or escrito.rstrip().endswith((".", ";", ",")):
        return False
    solo = not re.search(r"\w", _ROTULO.sub("", escrito))
    return solo or _OTRA_COLUMNA.search(_ROTULO.sub("", escrito)) is not None


def _tras_los_nombres(lista: _Lista, numeros: Sequence[_Puesto]) -> Iterator[_Puesto]:
    """Los de los nombres seguidos de un número, en renglones vecinos, si los más son móviles."""
    tanda: list[tuple[int, _Puesto]] = []
    for puesto in numeros:
        quien = lista.de_quien(puesto)
        if quien is None:
            continue
        if tanda and not _sigue_a(lista, tanda[-1][1], puesto):
            yield from _si_son_moviles(lista, tanda)
            tanda = []
        tanda.append((quien, puesto))
    yield from _si_son_moviles(lista, tanda)


def _sigue_a(lista: _Lista, uno: _Puesto, otro: _Puesto) -> bool:
    cerca = otro.renglon - uno.renglon <= _SEGUIDOS
    return cerca and not lista.corrientes_entre(uno.renglon, otro.renglon)


def _si_son_moviles(lista: _Lista, tanda: Sequence[tuple[int, _Puesto]]) -> Sequence[_Puesto]:
    """La tanda entera, o nada: bajo «NIT» o «Expediente», o con números que no son de teléfono, no lo es."""
    todos = [puesto for _, puesto in tanda]
    moviles = [(quien, uno.inicio) for quien, uno in tanda if uno.movil and uno.corte != " " and not uno.anyo]
    if (
        len(dict(moviles)) < 2
        or 2 * len(moviles) < len(todos)
        or any(uno.cifras[0] in _NUNCA for uno in todos)
    ):
        return ()
    desde = lista.empiezan[max(0, todos[0].renglon - 2)]
    antes = lista.texto[desde : lista.empiezan[todos[0].renglon]][-_LARGO:]
    if _DE_OTRA_COLUMNA.search(antes) and not _ROTULO.search(antes):
        return ()
    return todos


def _en_minusculas(escrito: str) -> int:
    """Cuántas de sus palabras van en minúscula, sin contar las que enlazan un nombre."""
    return sum(plano(una) not in ENLACES for una in _ESCRITAS.findall(escrito))
