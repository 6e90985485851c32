"""Cargar el directorio que viene con el producto."""

from collections.abc import Iterable

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import Autor, anotar
from centro_doc.comun.reloj import Reloj
from centro_doc.directorio.lectura import DatosInstitucion
from centro_doc.directorio.modelos import Institucion

registro = structlog.get_logger(__name__)


def cargar(sesion: Session, actor: Autor, instituciones: Iterable[DatosInstitucion], *, reloj: Reloj) -> int:
    """Añade o actualiza las instituciones de fábrica y devuelve cuántas cambiaron.

    Nunca borra, y lo que el personal añadió o tomó a su cargo (`de_fabrica` falso) queda como está.
    """
    guardadas = {una.clave: una for una in sesion.scalars(select(Institucion))}
    cambiadas = [dato.clave for dato in instituciones if _poner(sesion, guardadas.get(dato.clave), dato)]
    if not cambiadas:
        return 0
    detalle = {"instituciones": len(cambiadas)}
    anotar(sesion, actor, "directorio_cargado", ("directorio", "fabrica"), reloj=reloj, detalle=detalle)
    registro.info("directorio_cargado", instituciones=len(cambiadas))
    return len(cambiadas)


def _poner(sesion: Session, guardada: Institucion | None, dato: DatosInstitucion) -> bool:
    if guardada is not None and not guardada.de_fabrica:
        return False
    una = guardada if guardada is not None else Institucion(clave=dato.clave, datos={}, de_fabrica=True)
    if guardada is None:
        sesion.add(una)
    una.sigla, una.nombre, una.tipo, una.pais = dato.sigla, dato.nombre, dato.tipo, dato.pais
    una.nota, una.verificacion = dato.nota, dato.verificacion
    una.variantes, una.nodos_plan = list(dato.variantes), list(dato.nodos_plan)
    una.relaciones = list(dato.relaciones)
    return guardada is None or sesion.is_modified(una)
