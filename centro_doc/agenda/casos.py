"""Cargar la agenda que viene con el producto."""

from collections.abc import Mapping, Sequence

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.lectura import LISTAS_DE_NORMAS, DatosAgenda, DatosTema
from centro_doc.agenda.modelos import Tema, TerminoEditado
from centro_doc.agenda.terminos import compuestos, ediciones
from centro_doc.bitacora.casos import Autor, anotar
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.directorio.modelos import Institucion
from centro_doc.normas.modelos import Norma
from centro_doc.plan.modelos import Nodo, PeriodoPlan

registro = structlog.get_logger(__name__)


def cargar(sesion: Session, actor: Autor, agenda: DatosAgenda, *, reloj: Reloj) -> int:
    """Añade o actualiza los temas y devuelve cuántos cambiaron; nunca borra ninguno.

    Pide que el plan de su período, el directorio y las normas ya estén cargados: cada tema cuelga de un
    nodo y nombra instituciones y normas. Levanta `DatosInvalidos` si falta algo.
    """
    nodos = _nodos(sesion, agenda)
    _revisar_instituciones(sesion, agenda)
    _revisar_normas(sesion, agenda)
    guardados = {tema.codigo: tema for tema in sesion.scalars(select(Tema))}
    suyas = ediciones(sesion, [tema.id for tema in guardados.values()])
    cambiados = [
        dato.codigo
        for orden, dato in enumerate(agenda.temas, 1)
        if _poner(sesion, guardados.get(dato.codigo), dato, (nodos[dato.nodo], orden), suyas)
    ]
    if not cambiados:
        return 0
    objeto = ("agenda", agenda.periodo)
    anotar(sesion, actor, "agenda_cargada", objeto, reloj=reloj, detalle={"temas": cambiados})
    registro.info("agenda_cargada", temas=len(cambiados))
    return len(cambiados)


def _nodos(sesion: Session, agenda: DatosAgenda) -> Mapping[str, int]:
    consulta = select(Nodo.codigo, Nodo.id).join(PeriodoPlan).where(PeriodoPlan.clave == agenda.periodo)
    nodos = dict(sesion.execute(consulta).all())
    faltan = [f"{tema.codigo} ({tema.nodo})" for tema in agenda.temas if tema.nodo not in nodos]
    if faltan:
        raise DatosInvalidos(
            f"No se cargó la agenda: en el plan {agenda.periodo} no está el nodo de {', '.join(faltan)}."
        )
    return nodos


def _revisar_instituciones(sesion: Session, agenda: DatosAgenda) -> None:
    conocidas = frozenset(sesion.scalars(select(Institucion.clave)))
    faltan = sorted({c for tema in agenda.temas for c in tema.datos["instituciones"]} - conocidas)
    if faltan:
        raise DatosInvalidos(f"No se cargó la agenda: en el directorio no está {', '.join(faltan)}.")


def _revisar_normas(sesion: Session, agenda: DatosAgenda) -> None:
    conocidas = frozenset(sesion.scalars(select(Norma.clave)))
    nombradas = {clave for tema in agenda.temas for lista in LISTAS_DE_NORMAS for clave in tema.datos[lista]}
    if faltan := sorted(nombradas - conocidas):
        raise DatosInvalidos(f"No se cargó la agenda: en las normas no está {', '.join(faltan)}.")


def _poner(
    sesion: Session,
    guardado: Tema | None,
    dato: DatosTema,
    lugar: tuple[int, int],
    suyas: Sequence[TerminoEditado],
) -> bool:
    """Pone lo de fábrica, y encima lo que el personal hizo con sus términos."""
    tema = guardado if guardado is not None else Tema(codigo=dato.codigo)
    if guardado is None:
        sesion.add(tema)
    tema.nodo_id, tema.orden = lugar
    tema.nombre, tema.alcance, tema.no_incluye = dato.nombre, dato.alcance, dato.no_incluye
    tema.datos = compuestos(dato.datos, [una for una in suyas if guardado and una.tema_id == guardado.id])
    return guardado is None or sesion.is_modified(tema)
