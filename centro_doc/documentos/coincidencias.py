"""Dónde está lo buscado en todas las páginas de un texto, en pasajes numerados de principio a fin."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from indexador.consulta import Resaltar
from indexador.extraccion.fragmentos import fragmentar
from indexador.extraccion.membretes import cuerpos
from indexador.ficha import Pagina, Texto
from indexador.motor import resaltado

SEPARACION = 120
"""Caracteres entre dos marcas a partir de los que son pasajes distintos."""
GUARDADAS = 64
"""Búsquedas que se recuerdan: un texto guardado no cambia nunca."""


@dataclass(frozen=True, slots=True)
class PasajeMarcado:
    """Marcas cercanas de una página. `numero` empieza en 1 y sigue por todo el documento.

    `articulo` es el que las contiene, «Artículo 12», o nada si no hay ninguno.
    """

    numero: int
    pagina: int
    marcas: tuple[tuple[int, int], ...]
    articulo: str = ""


@dataclass(frozen=True, slots=True)
class Coincidencias:
    """Todos los pasajes de un texto que responden a una búsqueda."""

    pasajes: tuple[PasajeMarcado, ...] = ()

    def de_pagina(self, pagina: int) -> Sequence[PasajeMarcado]:
        """Los de una página."""
        return [pasaje for pasaje in self.pasajes if pasaje.pagina == pagina]

    def por_pagina(self) -> Mapping[int, int]:
        """Cuántos pasajes tiene cada página que tiene alguno."""
        cuenta: dict[int, int] = {}
        for pasaje in self.pasajes:
            cuenta[pasaje.pagina] = cuenta.get(pasaje.pagina, 0) + 1
        return cuenta

    def numero(self, numero: int) -> PasajeMarcado | None:
        """El pasaje con ese número."""
        return self.pasajes[numero - 1] if 0 < numero <= len(self.pasajes) else None

    def antes_de(self, pagina: int) -> PasajeMarcado | None:
        """El último de las páginas anteriores."""
        return next((p for p in reversed(self.pasajes) if p.pagina < pagina), None)

    def despues_de(self, pagina: int) -> PasajeMarcado | None:
        """El primero de las páginas siguientes."""
        return next((p for p in self.pasajes if p.pagina > pagina), None)


NINGUNA = Coincidencias()


def hallar(paginas: Mapping[int, str], resaltar: Resaltar) -> Coincidencias:
    """Los pasajes de unas páginas; una frase puede empezar en una y acabar en la siguiente.

    Como en el índice, los encabezados y pies repetidos no cuentan.
    """
    articulos = _articulos(paginas)
    pasajes: list[PasajeMarcado] = []
    numeros = sorted(paginas)
    tramos = cuerpos([(numero, paginas[numero]) for numero in numeros])
    textos = [paginas[numero][desde:hasta] for numero, (desde, hasta) in zip(numeros, tramos, strict=True)]
    marcas = resaltado.marcas_seguidas(textos, resaltar)
    for pagina, (desde, _), suyas in zip(numeros, tramos, marcas, strict=True):
        for grupo in _agrupar([(desde + inicio, desde + fin) for inicio, fin in suyas]):
            articulo = next((n for desde, n in articulos.get(pagina, ()) if desde <= grupo[0][0]), "")
            pasajes.append(PasajeMarcado(len(pasajes) + 1, pagina, grupo, articulo))
    return Coincidencias(tuple(pasajes))


def _articulos(paginas: Mapping[int, str]) -> dict[int, list[tuple[int, str]]]:
    """Desde dónde rige cada artículo en su página, del último al primero; lo demás va sin nombre."""
    texto = Texto(tuple(Pagina(numero, contenido) for numero, contenido in sorted(paginas.items())), "")
    articulos: dict[int, list[tuple[int, str]]] = {}
    for fragmento in fragmentar(texto):
        nombre = fragmento.etiqueta if fragmento.etiqueta != f"p. {fragmento.pagina}" else ""
        articulos.setdefault(fragmento.pagina, []).insert(0, (fragmento.inicio, nombre))
    return articulos


def _agrupar(marcas: Sequence[tuple[int, int]]) -> list[tuple[tuple[int, int], ...]]:
    grupos: list[list[tuple[int, int]]] = []
    for marca in marcas:
        if grupos and marca[0] - grupos[-1][-1][1] <= SEPARACION:
            grupos[-1].append(marca)
        else:
            grupos.append([marca])
    return [tuple(grupo) for grupo in grupos]


class Memoria:
    """Recuerda las últimas búsquedas hechas dentro de un texto. Sirve a varios hilos.

    Sólo la consulta quien ya vio que el lector puede abrir el documento.
    """

    def __init__(self, cuantas: int = GUARDADAS) -> None:
        self._cuantas = cuantas
        self._halladas: OrderedDict[tuple[int, Resaltar], Coincidencias] = OrderedDict()
        self._cerrojo = Lock()

    def pedir(self, texto_id: int, resaltar: Resaltar, hacer: Callable[[], Coincidencias]) -> Coincidencias:
        """Lo que hay que resaltar en ese texto, hallado ahora si no estaba."""
        clave = (texto_id, resaltar)
        with self._cerrojo:
            if clave in self._halladas:
                self._halladas.move_to_end(clave)
                return self._halladas[clave]
        nuevas = hacer()
        with self._cerrojo:
            self._halladas[clave] = nuevas
            while len(self._halladas) > self._cuantas:
                self._halladas.popitem(last=False)
        return nuevas
