"""De los archivos de datos a reglas comprobadas: con qué avanza cada meta y qué se espera de cada nodo."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from centro_doc.catalogo.tipos import MARCAS, tipos
from centro_doc.comun.datos import Mapa, Revision, abrir

CARPETA = Path(__file__).parent / "datos"
NUMERO = "numero"
"""Cuenta el número del documento y no un dato propio de su tipo."""


class Cada(StrEnum):
    """Por qué se multiplica lo que se espera."""

    PLAN = "plan"
    ANIO = "anio"
    TRIMESTRE = "trimestre"
    TEMA = "tema"


NOMBRES_DE_CADA: Mapping[str, str] = {
    Cada.PLAN: "en todo el plan",
    Cada.ANIO: "por año",
    Cada.TRIMESTRE: "por trimestre",
    Cada.TEMA: "por tema de la agenda",
}


@dataclass(frozen=True, slots=True)
class ReglaDeMeta:
    """Cómo se cuenta lo que hace avanzar una meta; `cuentan` y `no_cuentan` lo dicen para la persona."""

    codigo: str
    tipo: str
    cuenta: str
    nodos: tuple[str, ...]
    partes: str
    cuentan: str
    no_cuentan: str
    fuente: str


@dataclass(frozen=True, slots=True)
class Esperada:
    """Cuántos documentos de un tipo se esperan de un nodo. `marca` vacía: lo decidió el personal."""

    nodo: str
    tipo: str
    cantidad: int
    cada: Cada
    marca: str
    fuente: str

    @property
    def del_personal(self) -> bool:
        """¿Lo decidió el personal, y no es un valor de partida?"""
        return not self.marca


@cache
def reglas_de_metas(plan: str) -> Mapping[str, ReglaDeMeta]:
    """Las de un plan, por el código de la meta; ninguna si el producto no las trae."""
    ruta = CARPETA / f"metas-{plan}.yaml"
    return {regla.codigo: regla for regla in leer_metas(ruta)} if ruta.exists() else {}


@cache
def esperadas_de_fabrica(plan: str) -> tuple[Esperada, ...]:
    """Los valores de partida de un plan; ninguno si el producto no los trae."""
    ruta = CARPETA / f"esperada-{plan}.yaml"
    return leer_esperadas(ruta) if ruta.exists() else ()


def leer_metas(ruta: Path) -> tuple[ReglaDeMeta, ...]:
    """Lee y comprueba las reglas de las metas; levanta `DatosInvalidos` con todas las faltas juntas."""
    archivo = abrir(ruta)
    revision = Revision(archivo.nombre)
    reglas = tuple(_meta(m, revision) for m in revision.mapas(archivo.contenido, "metas", "el archivo"))
    revision.exigir()
    return reglas


def leer_esperadas(ruta: Path) -> tuple[Esperada, ...]:
    """Lee y comprueba lo que se espera; levanta `DatosInvalidos` con todas las faltas juntas."""
    archivo = abrir(ruta)
    revision = Revision(archivo.nombre)
    mapas = revision.mapas(archivo.contenido, "esperadas", "el archivo")
    esperadas = tuple(_esperada(mapa, revision) for mapa in mapas)
    revision.exigir()
    return esperadas


def _meta(mapa: Mapa, revision: Revision) -> ReglaDeMeta:
    codigo = revision.texto(mapa, "codigo", "una meta")
    tipo, cuenta = _tipo(mapa, codigo, revision), revision.texto(mapa, "cuenta", codigo)
    propio = tipos().tipos.get(tipo)
    if propio is not None and cuenta != NUMERO and cuenta not in {campo.clave for campo in propio.campos}:
        revision.falta(f"En {codigo}, «{cuenta}» no es un dato de {tipo}.")
    return ReglaDeMeta(
        codigo,
        tipo,
        cuenta,
        tuple(map(str, revision.lista(mapa, "nodos", codigo))),
        str(mapa.get("partes", "")),
        *(revision.texto(mapa, clave, codigo) for clave in ("cuentan", "no_cuentan", "fuente")),
    )


def _esperada(mapa: Mapa, revision: Revision) -> Esperada:
    nodo = revision.texto(mapa, "nodo", "lo que se espera")
    cada, marca, cantidad = str(mapa.get("cada", "")), str(mapa.get("marca", "")), mapa.get("cantidad")
    if cada not in set(Cada):
        revision.falta(f"En {nodo}, «{cada}» no es plan, anio, trimestre ni tema.")
    if marca not in MARCAS:
        revision.falta(f"En {nodo}, la marca «{marca}» no es V, C ni D.")
    if not isinstance(cantidad, int) or cantidad < 1:
        revision.falta(f"En {nodo}, «cantidad» tiene que ser un número de 1 en adelante.")
    return Esperada(
        nodo,
        _tipo(mapa, nodo, revision),
        cantidad if isinstance(cantidad, int) else 0,
        Cada(cada) if cada in set(Cada) else Cada.PLAN,
        marca,
        revision.texto(mapa, "fuente", nodo),
    )


def _tipo(mapa: Mapa, donde: str, revision: Revision) -> str:
    clave = revision.texto(mapa, "tipo", donde)
    if clave and clave not in tipos().tipos:
        revision.falta(f"En {donde}, «{clave}» no es un tipo de documento.")
    return clave
