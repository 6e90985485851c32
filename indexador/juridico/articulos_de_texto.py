"""Los artículos de un texto estructurado, listos para compararlos o consolidarlos."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexador.juridico import marcas
from indexador.juridico.encabezados_de_articulo import candidatos
from indexador.juridico.estructura import Division, Estructura
from indexador.juridico.hilo import Trozo, hilo_de
from indexador.juridico.objetivos import TRANSITORIA

Cual = tuple[str, str]
"""Serie y número de un artículo: («ordinaria», «17-bis»)."""

_TILDES = {"quater": "Quáter", "unico": "único"}


@dataclass(frozen=True, slots=True)
class ArticuloDeTexto:
    """Un artículo con su texto, sin encabezados de página ni notas de reforma, que van en `notas`."""

    cual: Cual
    etiqueta: str
    ancla: str
    pagina: int
    texto: str
    trozos: tuple[Trozo, ...]
    notas: tuple[str, ...]


def articulos_de(paginas: Sequence[str], estructura: Estructura) -> tuple[ArticuloDeTexto, ...]:
    """Los artículos propios de un texto, en orden."""
    notas = _notas(paginas, estructura.divisiones)
    salida = []
    for indice, division in enumerate(estructura.divisiones):
        if division.clase == marcas.ARTICULO:
            hilo = hilo_de(paginas, estructura, indice)
            salida.append(
                ArticuloDeTexto(
                    (division.serie, division.numero),
                    division.etiqueta,
                    division.ancla,
                    division.pagina,
                    hilo.texto,
                    tuple(hilo.trozos()),
                    tuple(notas.get(indice, ())),
                )
            )
    return tuple(salida)


def sin_rotulo(texto: str) -> str:
    """El texto de un artículo sin «Artículo 12.-», que cada editor escribe a su manera.

    >>> sin_rotulo("ARTICULO 12.* Presupuestos"), sin_rotulo("Artículo 12. Presupuestos")
    ('Presupuestos', 'Presupuestos')
    """
    cabeza = next(candidatos(texto), None)
    if cabeza is None or cabeza.inicio > len(texto) - len(texto.lstrip()):
        return texto.strip()
    return texto[cabeza.tras_rotulo :].lstrip(" *.-–—:").strip()


def rotulo(cual: Cual) -> str:
    """Cómo se llama un artículo por su número canónico.

    >>> rotulo(("ordinaria", "17-quater")), rotulo(("transitoria", "7"))
    ('Artículo 17 Quáter', 'Artículo 7 (transitorio)')
    """
    serie, numero = cual
    partes = [
        _TILDES.get(parte, parte if parte.isdigit() else parte.capitalize()) for parte in numero.split("-")
    ]
    return f"Artículo {' '.join(partes)}" + (" (transitorio)" if serie == TRANSITORIA else "")


def _notas(paginas: Sequence[str], divisiones: Sequence[Division]) -> Mapping[int, list[str]]:
    notas: dict[int, list[str]] = {}
    for division in divisiones:
        if division.clase == marcas.NOTA and division.padre is not None:
            padre = division.padre
            while (
                divisiones[padre].clase != marcas.ARTICULO and (arriba := divisiones[padre].padre) is not None
            ):
                padre = arriba
            dicha = re.sub(r"\s+", " ", paginas[division.pagina - 1][division.inicio : division.fin])
            notas.setdefault(padre, []).append(dicha.strip(" *"))
    return notas
