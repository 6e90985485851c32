"""Lo que pudo cambiar de una norma, y cuándo, otra cuyo texto no se tiene."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from centro_doc.grafo.palabras import articulo_de_direccion
from centro_doc.normas.modelos import ClaseDeRelacion, RelacionDeNormas
from centro_doc.normas.otras import OtrasNormas
from indexador.juridico.claves import leer_clave
from indexador.juridico.consolidado import ArticuloALaFecha

CAMBIAN = frozenset({ClaseDeRelacion.REFORMA, ClaseDeRelacion.ADICIONA, ClaseDeRelacion.DEROGA})
"""Las relaciones que cambian el texto de la otra."""


@dataclass(slots=True)
class Alcance:
    """Lo que pudo cambiar una norma cuyo texto falta: esos artículos (vacío, no se sabe cuáles), y cuándo."""

    articulos: set[str]
    hasta: date

    def toca(self, articulo: ArticuloALaFecha) -> bool:
        """¿Pudo cambiar el artículo después de lo último que se le aplicó?"""
        if articulo.desde is not None and self.hasta <= articulo.desde:
            return False
        direccion = articulo_de_direccion(articulo.cual[1], articulo.cual[0])
        return "" in self.articulos or direccion in self.articulos


def alcances(
    recibe: Iterable[RelacionDeNormas], faltan: Collection[str], fecha: date
) -> Mapping[str, Alcance]:
    """El de cada norma que cambió ésta, ya regía a esa fecha y cuyo texto falta."""
    hallados: dict[str, Alcance] = {}
    for una in recibe:
        clave = leer_clave(una.origen)
        anio = clave.anio if clave is not None else None
        desde, hasta = (date(anio, 1, 1), date(anio, 12, 31)) if anio else (date.min, date.max)
        if una.fecha is not None:
            desde = hasta = una.fecha
        if una.origen in faltan and una.clase in CAMBIAN and desde <= fecha:
            alcance = hallados.setdefault(una.origen, Alcance(set(), hasta))
            alcance.articulos.add(una.articulo_destino)
            alcance.hasta = max(alcance.hasta, hasta)
    return hallados


def pudo_obrar(clave: str, recibe: Iterable[RelacionDeNormas], otras: OtrasNormas) -> date:
    """El primer día en que pudo cambiarla: el de la relación, el de su vigor o el de su año."""
    dichas = [una.fecha for una in recibe if una.origen == clave and una.clase in CAMBIAN]
    fechas = [una for una in dichas if una is not None]
    if fechas and len(fechas) == len(dichas):
        return min(fechas)
    leida = leer_clave(clave)
    anio = leida.anio if leida is not None else None
    del_anio = date(anio, 1, 1) if anio is not None else date.min
    return min([*fechas, otras.rige(clave).desde or del_anio])
