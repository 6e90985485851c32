"""Cargar un plan en la base."""

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import Autor, anotar
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.plan.lectura import DatosPlan
from centro_doc.plan.modelos import Nodo, PeriodoPlan

registro = structlog.get_logger(__name__)


def cargar(sesion: Session, actor: Autor, plan: DatosPlan, *, reloj: Reloj) -> bool:
    """Deja en la base el plan leído y dice si algo cambió.

    Con la misma huella no toca nada. Los códigos son estables: un plan que ya no trae un nodo cargado se
    rechaza con `DatosInvalidos`, porque puede tener documentos vinculados. Otros períodos quedan como están,
    salvo que éste sea el activo: activo hay uno solo.
    """
    periodo = sesion.scalar(select(PeriodoPlan).where(PeriodoPlan.clave == plan.clave))
    if periodo is not None and periodo.huella == plan.huella:
        return False
    nuevo = periodo is None
    if plan.activo:
        sesion.execute(update(PeriodoPlan).where(PeriodoPlan.clave != plan.clave).values(activo=False))
    if periodo is None:
        periodo = PeriodoPlan(clave=plan.clave)
        sesion.add(periodo)
    periodo.titulo, periodo.estado, periodo.fecha_version = plan.titulo, plan.estado, plan.fecha_version
    periodo.desde, periodo.hasta, periodo.activo = plan.desde, plan.hasta, plan.activo
    periodo.datos, periodo.huella, periodo.cargado = dict(plan.datos), plan.huella, reloj.ahora()
    sesion.flush()
    _cargar_nodos(sesion, periodo, plan)
    detalle = {"nodos": len(plan.nodos), "huella": plan.huella, "nuevo": nuevo}
    anotar(sesion, actor, "plan_cargado", ("plan", plan.clave), reloj=reloj, detalle=detalle)
    registro.info("plan_cargado", plan=plan.clave, nodos=len(plan.nodos))
    return True


def _cargar_nodos(sesion: Session, periodo: PeriodoPlan, plan: DatosPlan) -> None:
    guardados = {
        nodo.codigo: nodo for nodo in sesion.scalars(select(Nodo).where(Nodo.periodo_id == periodo.id))
    }
    perdidos = sorted(guardados.keys() - {dato.codigo for dato in plan.nodos})
    if perdidos:
        raise DatosInvalidos(
            f"El plan {plan.clave} ya no trae {', '.join(perdidos)}. No se cargó nada: los códigos no se "
            "quitan ni se renumeran, porque puede haber documentos vinculados a ellos."
        )
    for orden, dato in enumerate(plan.nodos, 1):
        nodo = guardados.get(dato.codigo)
        if nodo is None:
            nodo = guardados[dato.codigo] = Nodo(periodo_id=periodo.id, codigo=dato.codigo)
            sesion.add(nodo)
        nodo.padre_id = guardados[dato.padre].id if dato.padre is not None else None
        nodo.clase, nodo.orden, nodo.texto = dato.clase.value, orden, dato.texto
        nodo.tema, nodo.incompleto, nodo.datos = dato.tema, dato.incompleto, dict(dato.datos)
        if nodo.id is None:
            sesion.flush()
