"""De unas piezas a otras: lo que entra, lo que sale y lo que cambia."""

from collections.abc import Iterable
from dataclasses import dataclass

from centro_doc.expedientes.contenido import Pieza, Tabla


@dataclass(frozen=True, slots=True)
class Cambio:
    """Un documento que está en las dos, y qué le cambió."""

    antes: Pieza
    despues: Pieza
    que: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diferencia:
    """De una versión a otra: lo que entra, lo que sale y lo que cambia."""

    entran: tuple[Pieza, ...]
    salen: tuple[Pieza, ...]
    cambian: tuple[Cambio, ...]

    @property
    def ninguna(self) -> bool:
        """¿Son iguales?"""
        return not (self.entran or self.salen or self.cambian)


def diferencia(antes: Iterable[Pieza], despues: Iterable[Pieza]) -> Diferencia:
    """Lo que entra, sale y cambia, por el registro de cada documento."""
    viejas = {una.identificador: una for una in antes}
    nuevas = {una.identificador: una for una in despues}
    cambian = [
        Cambio(viejas[clave], nueva, que)
        for clave, nueva in nuevas.items()
        if clave in viejas and (que := _que_cambia(viejas[clave], nueva))
    ]
    return Diferencia(
        tuple(una for clave, una in nuevas.items() if clave not in viejas),
        tuple(una for clave, una in viejas.items() if clave not in nuevas),
        tuple(cambian),
    )


def tabla_de(una: Diferencia, titulo: str) -> Tabla:
    """La diferencia en renglones, cada uno con su documento."""
    renglones = [
        *(("Entra", pieza) for pieza in una.entran),
        *(("Sale", pieza) for pieza in una.salen),
        *((f"Cambia {', '.join(cambio.que)}", cambio.despues) for cambio in una.cambian),
    ]
    return Tabla(
        titulo,
        ("Qué pasó", "Documento", "Registro"),
        tuple((que, pieza.titulo, pieza.identificador) for que, pieza in renglones),
        tuple((pieza.identificador,) for _, pieza in renglones),
    )


def _que_cambia(antes: Pieza, despues: Pieza) -> tuple[str, ...]:
    cambios = (
        ("el archivo", (antes.version, antes.sha256) != (despues.version, despues.sha256)),
        ("la ficha", (antes.titulo, antes.ficha) != (despues.titulo, despues.ficha)),
        ("los datos", bool(antes.datos) and antes.datos != despues.datos),
        ("la sección", antes.seccion != despues.seccion),
        ("la frase", antes.frase != despues.frase),
        ("los pasajes", antes.evidencias != despues.evidencias),
    )
    return tuple(nombre for nombre, cambia in cambios if cambia)
