"""Cargar las iniciativas que vienen con el producto."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.iniciativas import OBJETO, poner_temas
from centro_doc.agenda.modelos import Iniciativa, Tema
from centro_doc.agenda.numeros import clave
from centro_doc.bitacora.casos import Autor, anotar
from centro_doc.comun.datos import Revision, abrir
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.normas.modelos import Norma
from centro_doc.normas.palabras import VERIFICACIONES

registro = structlog.get_logger(__name__)
ARCHIVO = Path(__file__).parent / "datos" / "iniciativas.yaml"


@dataclass(frozen=True, slots=True)
class DeFabrica:
    """Lo que el archivo dice de una iniciativa; lo demás lo dicen su norma y los temas."""

    numero: int
    comisiones: tuple[str, ...]
    marcas: Mapping[str, str]
    nota: str


def leer(ruta: Path = ARCHIVO) -> tuple[DeFabrica, ...]:
    """Lee y comprueba el archivo; levanta `DatosInvalidos` con todas las faltas juntas."""
    archivo = abrir(ruta)
    revision = Revision(archivo.nombre)
    leidas = []
    for mapa in revision.mapas(archivo.contenido, "iniciativas", "el archivo"):
        numero, marcas = mapa.get("numero"), mapa.get("marcas") or {}
        if not isinstance(numero, int):
            revision.falta(f"Falta el número de una iniciativa, o no es un número: {numero!r}.")
            continue
        if not set(marcas.values()) <= set(VERIFICACIONES):
            revision.falta(f"En la iniciativa {numero} hay una marca que no es V, C ni D.")
        comisiones = tuple(map(str, revision.lista(mapa, "comisiones", f"la iniciativa {numero}")))
        leidas.append(DeFabrica(numero, comisiones, dict(marcas), str(mapa.get("nota") or "")))
    revision.exigir()
    return tuple(leidas)


def cargar_iniciativas(
    sesion: Session, actor: Autor, iniciativas: tuple[DeFabrica, ...], *, reloj: Reloj
) -> int:
    """Añade o actualiza las de fábrica y devuelve cuántas cambiaron; la que una persona editó no se toca.

    Pide que las normas y los temas ya estén cargados. Levanta `DatosInvalidos` si falta la norma de alguna.
    """
    normas = {una.clave: una for una in sesion.scalars(select(Norma).where(Norma.clase == "INI"))}
    if faltan := [una.numero for una in iniciativas if clave(una.numero) not in normas]:
        dichas = ", ".join(map(str, faltan))
        raise DatosInvalidos(f"No se cargaron las iniciativas: en las normas no está la {dichas}.")
    guardadas = {una.numero: una for una in sesion.scalars(select(Iniciativa))}
    temas = sesion.scalars(select(Tema)).all()
    cambiaron = 0
    for dato in iniciativas:
        codigos = [tema.codigo for tema in temas if clave(dato.numero) in tema.datos.get("iniciativas", [])]
        una = guardadas.get(dato.numero) or Iniciativa(numero=dato.numero, de_fabrica=True)
        if una.de_fabrica:
            cambiaron += _poner(sesion, una, dato, normas[clave(dato.numero)], codigos)
    if cambiaron:
        anotar(
            sesion,
            actor,
            "iniciativas_cargadas",
            (OBJETO, "fabrica"),
            reloj=reloj,
            detalle={"cambios": cambiaron},
        )
        registro.info("iniciativas_cargadas", cambios=cambiaron)
    return cambiaron


def _poner(sesion: Session, una: Iniciativa, dato: DeFabrica, norma: Norma, temas: list[str]) -> bool:
    ponente, tramite = norma.datos.get("ponente"), norma.datos.get("tramite")
    una.ponentes = [str(ponente)] if ponente else []
    una.tramite = str(tramite or "")
    una.comisiones, una.marcas, una.nota = list(dato.comisiones), dict(dato.marcas), dato.nota
    sesion.add(una)
    cambio = una.id is None or sesion.is_modified(una)
    sesion.flush()
    return poner_temas(sesion, una, temas) or cambio
