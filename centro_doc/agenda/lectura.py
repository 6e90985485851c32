"""De un archivo de datos a una agenda comprobada: cada tema con sus normas ya resueltas y sus marcas."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centro_doc.comun.datos import Mapa, Revision, abrir, simple

ARCHIVO = Path(__file__).parent / "datos" / "agenda.yaml"
_PROPIOS = frozenset({"codigo", "plan", "nombre", "alcance", "no_incluye"})
_LISTAS = (
    "terminos",
    "normas_nucleo",
    "normas_conexas",
    "iniciativas",
    "instituciones",
    "dossier",
    "articulos_constitucionales",
)
VERIFICACIONES = frozenset("VCD")


@dataclass(frozen=True, slots=True)
class DatosTema:
    """Un tema tal como viene en el archivo; `datos` lleva además sus normas y las fuentes que citan."""

    codigo: str
    nodo: str
    nombre: str
    alcance: str
    no_incluye: str
    datos: Mapa


@dataclass(frozen=True, slots=True)
class DatosAgenda:
    """La agenda de un período del plan."""

    periodo: str
    temas: tuple[DatosTema, ...]


def leer(ruta: Path = ARCHIVO) -> DatosAgenda:
    """Lee y comprueba la agenda; levanta `DatosInvalidos` con todas las faltas juntas."""
    archivo = abrir(ruta)
    revision = Revision(archivo.nombre)
    contenido = archivo.contenido
    normas = _normas(contenido, revision)
    temas = tuple(
        _tema(mapa, contenido, normas, revision) for mapa in revision.mapas(contenido, "temas", "la agenda")
    )
    _revisar(temas, revision)
    agenda = DatosAgenda(revision.texto(contenido, "periodo", "la agenda"), temas)
    revision.exigir()
    return agenda


def _normas(contenido: Mapa, revision: Revision) -> dict[str, dict[str, Any]]:
    normas = simple(contenido.get("normas") or {})
    fuentes = contenido.get("fuentes") or {}
    for clave, norma in normas.items():
        if norma.get("v") not in VERIFICACIONES:
            revision.falta(f"La norma {clave} no dice si está verificada: «v» tiene que ser V, C o D.")
        revision.texto(norma, "nombre", f"la norma {clave}")
        for fuente in norma.get("fuente", []):
            if fuente not in fuentes:
                revision.falta(f"La norma {clave} cita la fuente «{fuente}», que no está en la lista.")
    return dict(normas)


def _tema(mapa: Mapa, contenido: Mapa, normas: dict[str, dict[str, Any]], revision: Revision) -> DatosTema:
    codigo = revision.texto(mapa, "codigo", "un tema")
    donde = codigo or "un tema sin código"
    datos = simple({clave: valor for clave, valor in mapa.items() if clave not in _PROPIOS})
    for clave in _LISTAS:
        datos[clave] = list(revision.lista(datos, clave, donde))
    nombradas = [*datos["normas_nucleo"], *datos["normas_conexas"], *datos["iniciativas"]]
    for clave in nombradas:
        if clave not in normas:
            revision.falta(f"{donde} nombra la norma «{clave}», que no está en el catálogo de normas.")
    propias = {clave: normas[clave] for clave in nombradas if clave in normas}
    citadas = {fuente for norma in propias.values() for fuente in norma.get("fuente", [])}
    datos["normas"] = propias
    datos["fuentes"] = {f: texto for f, texto in (contenido.get("fuentes") or {}).items() if f in citadas}
    datos["composicion"] = simple(contenido.get("composicion_de_un_dossier") or [])
    return DatosTema(
        codigo=codigo,
        nodo=revision.texto(mapa, "plan", donde),
        nombre=revision.texto(mapa, "nombre", donde),
        alcance=revision.texto(mapa, "alcance", donde),
        no_incluye=str(mapa.get("no_incluye") or "").strip(),
        datos=datos,
    )


def _revisar(temas: Iterable[DatosTema], revision: Revision) -> None:
    for codigo, veces in Counter(tema.codigo for tema in temas).items():
        if codigo and veces > 1:
            revision.falta(f"El código {codigo} está {veces} veces.")
    for nodo, veces in Counter(tema.nodo for tema in temas).items():
        if nodo and veces > 1:
            revision.falta(f"El nodo {nodo} está en {veces} temas.")
