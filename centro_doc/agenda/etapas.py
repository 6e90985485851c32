"""Las etapas del trámite de una iniciativa, como datos: qué las prueba, su base legal y sus plazos.

Salen de `datos/etapas.yaml`. Lo no confirmado lleva su marca, y un plazo que no lo esté no se cuenta.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from centro_doc.catalogo.tipos import tipos
from centro_doc.comun.datos import Mapa, Revision, abrir
from centro_doc.normas.palabras import VERIFICACIONES
from indexador.juridico.claves import leer_clave

ARCHIVO = Path(__file__).parent / "datos" / "etapas.yaml"
ACUMULADA = "acumulada"
PUBLICADA = "publicada"
VIGENTE = "vigente"


@dataclass(frozen=True, slots=True)
class Base:
    """El artículo que dispone algo; `marca` dice si se confirmó en una fuente."""

    norma: str
    articulo: str
    marca: str
    nota: str = ""


@dataclass(frozen=True, slots=True)
class Plazo:
    """Lo que la ley da para el paso que sigue. Sin `dias`, `texto` lo dice y no se cuenta."""

    dias: int
    habiles: bool
    texto: str
    para: str
    desde: str
    base: Base
    nota: str

    @property
    def se_cuenta(self) -> bool:
        """¿Está confirmado, y en días que se pueden contar sin saber cuáles son inhábiles?"""
        return self.base.marca == "V" and self.dias > 0 and not self.habiles

    @property
    def dicho(self) -> str:
        """«15 días para …», «45 días hábiles para …»."""
        if not self.dias:
            return self.texto
        clase = " hábiles" if self.habiles else ""
        return f"{self.dias} días{clase} para {self.para}"


@dataclass(frozen=True, slots=True)
class Etapa:
    """Una etapa. `orden`: qué va antes; dos con el mismo son alternativas. `prueban`: tipos de documento."""

    clave: str
    nombre: str
    orden: int
    que: str
    documento: str
    prueban: tuple[str, ...]
    bases: tuple[Base, ...]
    plazo: Plazo | None
    marca: str
    camino: bool
    fin: bool
    elegible: bool


@dataclass(frozen=True, slots=True)
class TablaDeEtapas:
    """Las etapas, en su orden, y qué etapa cuenta cada clase de fecha de la iniciativa y de su decreto."""

    etapas: Mapping[str, Etapa]
    de_iniciativa: Mapping[str, str]
    de_decreto: Mapping[str, str]


@cache
def tabla() -> TablaDeEtapas:
    """La tabla del producto."""
    return leer()


def leer(ruta: Path = ARCHIVO) -> TablaDeEtapas:
    """Lee y comprueba la tabla; levanta `DatosInvalidos` con todas las faltas juntas."""
    archivo = abrir(ruta)
    revision = Revision(archivo.nombre)
    etapas: dict[str, Etapa] = {}
    for mapa in revision.mapas(archivo.contenido, "etapas", "la tabla"):
        una = _etapa(mapa, revision)
        if una.clave in etapas:
            revision.falta(f"La etapa {una.clave} está dos veces.")
        etapas[una.clave] = una
    de_fechas: Mapa = archivo.contenido.get("de_fechas") or {}
    leidas = {de: dict(de_fechas.get(de) or {}) for de in ("iniciativa", "decreto")}
    for clase, etapa in (par for una in leidas.values() for par in una.items()):
        if etapa not in etapas or clase not in tipos().fechas:
            revision.falta(f"La fecha {clase} cuenta la etapa {etapa}: una de las dos no existe.")
    revision.exigir()
    return TablaDeEtapas(etapas, leidas["iniciativa"], leidas["decreto"])


def _etapa(mapa: Mapa, revision: Revision) -> Etapa:
    clave = revision.texto(mapa, "clave", "una etapa")
    donde = clave or "una etapa sin clave"
    prueban = tuple(map(str, revision.lista(mapa, "prueban", donde)))
    for tipo in prueban:
        if tipo not in tipos().tipos:
            revision.falta(f"A {donde} la prueba «{tipo}», que no es un tipo de documento.")
    if not prueban:
        revision.falta(f"A {donde} no la prueba ningún documento.")
    plazo = mapa.get("plazo")
    return Etapa(
        clave=clave,
        nombre=revision.texto(mapa, "nombre", donde),
        orden=_entero(mapa, "orden", donde, revision),
        que=revision.texto(mapa, "que", donde),
        documento=revision.texto(mapa, "documento", donde),
        prueban=prueban,
        bases=tuple(_base(una, donde, revision) for una in revision.mapas(mapa, "base", donde)),
        plazo=_plazo(plazo, donde, revision) if isinstance(plazo, dict) else None,
        marca=_marca(mapa, donde, revision),
        camino=mapa.get("camino") is True,
        fin=mapa.get("fin") is True,
        elegible=mapa.get("elegible") is not False,
    )


def _plazo(mapa: Mapa, donde: str, revision: Revision) -> Plazo:
    dias = _entero(mapa, "dias", donde, revision) if "dias" in mapa else 0
    return Plazo(
        dias=dias,
        habiles=mapa.get("habiles") is True,
        texto="" if dias else revision.texto(mapa, "texto", f"el plazo de {donde}"),
        para=revision.texto(mapa, "para", f"el plazo de {donde}") if dias else "",
        desde=str(mapa.get("desde") or ""),
        base=_base(mapa, donde, revision),
        nota=str(mapa.get("nota") or ""),
    )


def _base(mapa: Mapa, donde: str, revision: Revision) -> Base:
    norma = revision.texto(mapa, "norma", f"la base de {donde}")
    if norma and leer_clave(norma) is None:
        revision.falta(f"La base de {donde} nombra «{norma}», que no es la clave de ninguna norma.")
    articulo = revision.texto(mapa, "articulo", f"la base de {donde}")
    return Base(norma, articulo, _marca(mapa, donde, revision), str(mapa.get("nota") or ""))


def _marca(mapa: Mapa, donde: str, revision: Revision) -> str:
    marca = str(mapa.get("v") or "")
    if marca not in VERIFICACIONES:
        revision.falta(f"En {donde} falta la marca «v»: V, C o D.")
    return marca


def _entero(mapa: Mapa, clave: str, donde: str, revision: Revision) -> int:
    valor = mapa.get(clave)
    if isinstance(valor, int) and valor > 0:
        return valor
    revision.falta(f"En {donde}, «{clave}» tiene que ser un número mayor que cero.")
    return 0
