"""De un archivo de datos a un tesauro comprobado."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from centro_doc.comun.datos import Mapa, Revision, abrir
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.tesauro.formularios import DatosGrupo, datos_grupo

ARCHIVO = Path(__file__).parent / "datos" / "tesauro.yaml"


@dataclass(frozen=True, slots=True)
class DatosDeFabrica:
    """Un grupo tal como viene en el archivo."""

    clave: str
    grupo: DatosGrupo


def leer(ruta: Path = ARCHIVO) -> tuple[DatosDeFabrica, ...]:
    """Lee y comprueba el tesauro; levanta `DatosInvalidos` con todas las faltas juntas."""
    archivo = abrir(ruta)
    revision = Revision(archivo.nombre)
    mapas = revision.mapas(archivo.contenido, "grupos", "el tesauro")
    leidos = [(revision.texto(mapa, "clave", "un grupo"), _grupo(mapa, revision)) for mapa in mapas]
    for clave, veces in Counter(clave for clave, _ in leidos).items():
        if clave and veces > 1:
            revision.falta(f"La clave {clave} está {veces} veces.")
    revision.exigir()
    return tuple(DatosDeFabrica(clave, grupo) for clave, grupo in leidos if grupo is not None)


def _grupo(mapa: Mapa, revision: Revision) -> DatosGrupo | None:
    donde = str(mapa.get("clave") or "un grupo sin clave")
    try:
        return datos_grupo(
            map(str, revision.lista(mapa, "terminos", donde)),
            revision.texto(mapa, "clase", donde),
            revision.texto(mapa, "v", donde),
            str(mapa.get("nota") or ""),
        )
    except DatosInvalidos as error:
        for campo, mensaje in error.campos.items():
            revision.falta(f"En {donde}, {campo}: {mensaje}")
        return None
