"""De un archivo de datos a un directorio comprobado."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from centro_doc.comun.datos import Mapa, Revision, abrir

ARCHIVO = Path(__file__).parent / "datos" / "instituciones.yaml"
TIPOS: Mapping[str, str] = {
    "organo_congreso": "Órgano del Congreso",
    "organismo_estado": "Organismo del Estado",
    "ministerio": "Ministerio",
    "entidad_estatal": "Entidad del Estado",
    "descentralizada": "Entidad descentralizada",
    "autonoma": "Entidad autónoma",
    "constitucional": "Órgano constitucional",
    "consejo_desarrollo": "Consejo de desarrollo",
    "parlamentario_regional": "Órgano parlamentario regional",
    "sistema_regional": "Sistema regional",
    "foro_regional": "Foro regional",
    "gobierno_extranjero": "Gobierno extranjero",
    "onu": "Naciones Unidas",
    "internacional": "Organismo internacional",
    "sociedad_civil": "Sociedad civil",
    "iglesia": "Iglesia",
    "academia": "Academia",
    "organizacion_migrante": "Organización migrante",
    "cooperacion": "Cooperación",
}
PAISES: Mapping[str, str] = {
    "GT": "Guatemala",
    "MX": "México",
    "US": "Estados Unidos",
    "REG": "Regional o multinacional",
    "ONU": "Naciones Unidas",
}
RELACIONES: Mapping[str, str] = {
    "parte_de": "Forma parte de",
    "antecesora": "Sucede a",
    "sucesora": "Le sucede",
}
"""Qué es la institución nombrada para ésta: `antecesora: DGM` se lee «Sucede a DGM»."""
VERIFICACIONES = frozenset("VCD")


@dataclass(frozen=True, slots=True)
class DatosInstitucion:
    """Una institución tal como viene en el archivo; `relaciones` son «clase:CLAVE»."""

    clave: str
    sigla: str
    nombre: str
    tipo: str
    pais: str
    variantes: tuple[str, ...]
    nodos_plan: tuple[str, ...]
    relaciones: tuple[str, ...]
    nota: str
    verificacion: str


def leer(ruta: Path = ARCHIVO) -> tuple[DatosInstitucion, ...]:
    """Lee y comprueba el directorio; levanta `DatosInvalidos` con todas las faltas juntas."""
    archivo = abrir(ruta)
    revision = Revision(archivo.nombre)
    instituciones = tuple(
        _institucion(mapa, revision)
        for mapa in revision.mapas(archivo.contenido, "instituciones", "el directorio")
    )
    _revisar(instituciones, revision)
    revision.exigir()
    return instituciones


def _institucion(mapa: Mapa, revision: Revision) -> DatosInstitucion:
    clave = revision.texto(mapa, "id", "una institución")
    donde = clave or "una institución sin clave"
    relaciones = mapa.get("rel") or {}
    return DatosInstitucion(
        clave=clave,
        sigla=str(mapa.get("sigla") or ""),
        nombre=revision.texto(mapa, "nombre", donde),
        tipo=revision.texto(mapa, "tipo", donde),
        pais=revision.texto(mapa, "pais", donde),
        variantes=tuple(map(str, revision.lista(mapa, "variantes", donde))),
        nodos_plan=tuple(map(str, revision.lista(mapa, "plan", donde))),
        relaciones=tuple(f"{clase}:{otra}" for clase, otra in dict(relaciones).items()),
        nota=str(mapa.get("nota") or ""),
        verificacion=revision.texto(mapa, "v", donde),
    )


def _revisar(instituciones: Iterable[DatosInstitucion], revision: Revision) -> None:
    veces = Counter(institucion.clave for institucion in instituciones)
    for clave, cuantas in veces.items():
        if clave and cuantas > 1:
            revision.falta(f"La clave {clave} está {cuantas} veces.")
    for una in instituciones:
        if una.tipo and una.tipo not in TIPOS:
            revision.falta(f"{una.clave}: no existe el tipo «{una.tipo}».")
        if una.pais and una.pais not in PAISES:
            revision.falta(f"{una.clave}: no existe el país «{una.pais}».")
        if una.verificacion and una.verificacion not in VERIFICACIONES:
            revision.falta(f"{una.clave}: «v» tiene que ser V, C o D.")
        for relacion in una.relaciones:
            clase, _, otra = relacion.partition(":")
            if clase not in RELACIONES:
                revision.falta(f"{una.clave}: no existe la relación «{clase}».")
            if otra not in veces:
                revision.falta(f"{una.clave} nombra «{otra}», que no está en el directorio.")
