"""De un archivo de datos a una agenda comprobada: cada tema con sus normas, por su clave."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from centro_doc.comun.datos import Mapa, Revision, abrir, simple
from indexador.juridico.claves import leer_clave

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
LISTAS_DE_NORMAS = ("normas_nucleo", "normas_conexas", "iniciativas")
"""Las listas de un tema que nombran normas por su clave."""


@dataclass(frozen=True, slots=True)
class DatosTema:
    """Un tema tal como viene en el archivo; sus normas van por su clave."""

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
    temas = tuple(
        _tema(mapa, contenido, revision) for mapa in revision.mapas(contenido, "temas", "la agenda")
    )
    _revisar(temas, revision)
    agenda = DatosAgenda(revision.texto(contenido, "periodo", "la agenda"), temas)
    revision.exigir()
    return agenda


def _tema(mapa: Mapa, contenido: Mapa, revision: Revision) -> DatosTema:
    codigo = revision.texto(mapa, "codigo", "un tema")
    donde = codigo or "un tema sin código"
    datos = simple({clave: valor for clave, valor in mapa.items() if clave not in _PROPIOS})
    for clave in _LISTAS:
        datos[clave] = list(revision.lista(datos, clave, donde))
    for clave in (clave for lista in LISTAS_DE_NORMAS for clave in datos[lista]):
        if leer_clave(clave) is None:
            revision.falta(f"{donde} nombra la norma «{clave}», que no es la clave de ninguna.")
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
