"""Unir dos fichas y deshacer la unión. Todo en la transacción de quien llama.

Lo que se mudó queda escrito en la operación, fila por fila: deshacer devuelve esas filas y ninguna más, así
que lo que se haya añadido después se queda donde está.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo import acceso, advertencias
from centro_doc.catalogo.casos import aplicar_acceso
from centro_doc.catalogo.hechos import fechar
from centro_doc.catalogo.modelos import Documento, Estado, FechaDocumento, Vista
from centro_doc.catalogo.modelos_relaciones import DocumentoUnido
from centro_doc.catalogo.reglas import datos_de_acceso, faltantes
from centro_doc.comun.errores import Conflicto, DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.curaduria import mudanza
from centro_doc.curaduria.campos import a_acceso, de_acceso, poner, valor_de
from centro_doc.curaduria.modelos import CambioDeDocumento, ClaseOperacion, Operacion
from centro_doc.curaduria.union import Orden, PlanDeUnion, planear
from centro_doc.lecturas.pasajes import revisar_pasajes
from centro_doc.vinculos.consultas import confirmados

_CAMBIARON = "Alguna de las dos fichas cambió mientras usted las comparaba. Revise otra vez lo que quedaría."


def unir(
    sesion: Session,
    actor: Actor,
    queda: str,
    unido: str,
    *,
    ediciones: tuple[int, int],
    orden: Orden = Orden.DESPUES,
    del_unido: Collection[str] = (),
    reloj: Reloj,
) -> Operacion:
    """Une la ficha `unido` a `queda`, como dice el plan; devuelve la operación, que se puede deshacer.

    `ediciones` son las de las fichas que se compararon. Levanta `Conflicto` si algo lo impide o si cambiaron,
    y `DatosInvalidos` si la que queda está publicada y quedaría incompleta.
    """
    exigir(actor, "retirar")
    plan = planear(sesion, actor, queda, unido, orden=orden, del_unido=del_unido)
    if plan.impedimentos:
        raise Conflicto(" ".join(plan.impedimentos))
    if (plan.queda.edicion, plan.unido.edicion) != ediciones:
        raise Conflicto(_CAMBIARON)
    antes, despues = _poner_campos(plan)
    detalle = {
        "queda": plan.queda.id,
        "unido": plan.unido.id,
        "estado": plan.unido.estado,
        "fechas": _anadir_fechas(plan),
        **mudanza.mudar(sesion, plan.queda, plan.unido, orden),
    }
    antes["acceso"], despues["acceso"] = de_acceso(datos_de_acceso(plan.queda)), de_acceso(plan.acceso)
    if plan.cambia_acceso:
        aplicar_acceso(sesion, actor, plan.queda, plan.acceso, reloj=reloj)
    _cerrar_unido(sesion, plan, detalle["versiones"], reloj=reloj)
    _revisar(sesion, actor, plan.queda, reloj=reloj)
    cambio = CambioDeDocumento(documento_id=plan.queda.id, antes=antes, despues=despues)
    return _dejar_escrita(sesion, actor, plan, detalle, cambio, reloj=reloj)


def deshacer(sesion: Session, actor: Actor, operacion: Operacion, *, reloj: Reloj) -> tuple[str, ...]:
    """Separa otra vez las dos fichas; devuelve los campos que alguien cambió después y se dejaron.

    Levanta `Conflicto` si hay una unión posterior, o si lo publicado quedaría sin ninguna versión a la vista.
    """
    exigir(actor, "retirar")
    detalle = operacion.detalle
    queda = sesion.get_one(Documento, detalle["queda"])
    unido = sesion.get_one(Documento, detalle["unido"])
    _exigir_que_sea_la_ultima(sesion, queda, operacion)
    (cambio,) = operacion.cambios
    # Lo que entró con la ficha ya cerrada no se abre por deshacer.
    cerrado = mudanza.anadidas(sesion, queda, detalle["versiones"])
    dejados = _devolver_campos(sesion, actor, queda, cambio, cerrado=cerrado, reloj=reloj)
    _quitar_fechas(sesion, queda, detalle["fechas"])
    mudanza.devolver(sesion, queda, unido, detalle)
    sesion.delete(sesion.get_one(DocumentoUnido, unido.id))
    unido.estado = detalle["estado"]
    for documento in (queda, unido):
        _exigir_a_la_vista(sesion, documento)
    for documento in (queda, unido):
        acceso.cambiar(sesion, documento, reloj=reloj)
        advertencias.poner_al_dia(sesion, documento)
        revisar_pasajes(sesion, actor, documento.id, reloj=reloj)
    objeto = ("documento", unido.identificador)
    anotar(sesion, actor, "operacion_deshecha", objeto, reloj=reloj, detalle={"operacion": operacion.id})
    return dejados


def _exigir_que_sea_la_ultima(sesion: Session, queda: Documento, operacion: Operacion) -> None:
    """Las uniones de una ficha se deshacen de la última a la primera: cada una se apoya en la anterior."""
    if queda.estado == Estado.UNIDO:
        raise Conflicto(f"{queda.identificador} se unió después a otra ficha. Deshaga antes esa unión.")
    posterior = sesion.scalar(
        select(Operacion.descripcion)
        .join(CambioDeDocumento, CambioDeDocumento.operacion_id == Operacion.id)
        .where(
            CambioDeDocumento.documento_id == queda.id,
            Operacion.clase == ClaseOperacion.UNIR,
            Operacion.id > operacion.id,
            Operacion.deshecha.is_(None),
        )
        .order_by(Operacion.id.desc())
        .limit(1)
    )
    if posterior is not None:
        raise Conflicto(f"Después se hizo otra unión: «{posterior}». Deshágala antes.")


def _exigir_a_la_vista(sesion: Session, documento: Documento) -> None:
    """Lo que se quitó porque la otra ficha traía algo mejor no se va con ella."""
    if documento.estado != Estado.PUBLICADO:
        return
    vistas = {v.vista: v.numero for v in mudanza.versiones_de(sesion, documento.id)}
    if Vista.RETIRADA in vistas and Vista.A_LA_VISTA not in vistas:
        raise Conflicto(
            f"{documento.identificador} quedaría a la vista del público sin ninguna versión. "
            "Antes de separarlas, vuelva a poner a la vista una de las que eran suyas, o retire el documento."
        )


def _dejar_escrita(
    sesion: Session,
    actor: Actor,
    plan: PlanDeUnion,
    detalle: Mapping[str, Any],
    cambio: CambioDeDocumento,
    *,
    reloj: Reloj,
) -> Operacion:
    """La operación, con lo que hará falta para deshacerla, y un asiento en cada ficha."""
    operacion = Operacion(
        clase=ClaseOperacion.UNIR,
        descripcion=f"Unió {plan.unido.identificador} a {plan.queda.identificador}",
        detalle=dict(detalle),
        creada=reloj.ahora(),
        creada_por=actor.usuario_id,
        cambios=[cambio],
    )
    sesion.add(operacion)
    sesion.flush()
    for documento, accion in ((plan.queda, "fichas_unidas"), (plan.unido, "ficha_unida_a_otra")):
        objeto = ("documento", documento.identificador)
        anotar(sesion, actor, accion, objeto, reloj=reloj, detalle={"operacion": operacion.id})
    return operacion


def _poner_campos(plan: PlanDeUnion) -> tuple[dict[str, Any], dict[str, Any]]:
    queda, unido = plan.queda, plan.unido
    nuevos = {renglon.campo: renglon.valor for renglon in plan.renglones if renglon.del_unido}
    antes = {campo: valor_de(queda, campo) for campo in nuevos}
    for campo, valor in nuevos.items():
        poner(queda, campo, valor)
    internos: dict[str, Any] = {}
    if queda.estado == Estado.CON_FALLA and unido.estado != Estado.CON_FALLA:
        internos = {"estado": Estado.POR_CATALOGAR.value, "falla_codigo": "", "falla_motivo": ""}
    for nombre, valor in internos.items():
        antes[f"_{nombre}"], nuevos[f"_{nombre}"] = getattr(queda, nombre), valor
        setattr(queda, nombre, valor)
    return antes, nuevos


def _devolver_campos(
    sesion: Session,
    actor: Actor,
    queda: Documento,
    cambio: CambioDeDocumento,
    *,
    cerrado: bool,
    reloj: Reloj,
) -> tuple[str, ...]:
    """Pone lo de antes en los campos que siguen como los dejó la unión; devuelve los demás.

    Con `cerrado`, el acceso no se abre.
    """
    dejados = []
    for campo, despues in cambio.despues.items():
        interno = campo.startswith("_")
        actual = getattr(queda, campo[1:]) if interno else valor_de(queda, campo)
        if actual != despues:
            if not interno:
                dejados.append(campo)
        elif interno:
            setattr(queda, campo[1:], cambio.antes[campo])
        elif campo == "acceso":
            if cambio.antes[campo] != despues and cerrado:
                dejados.append(campo)
            elif cambio.antes[campo] != despues:
                aplicar_acceso(sesion, actor, queda, a_acceso(cambio.antes[campo]), reloj=reloj)
        else:
            poner(queda, campo, cambio.antes[campo])
    return tuple(dejados)


def _anadir_fechas(plan: PlanDeUnion) -> list[list[str | None]]:
    for fecha in plan.fechas_nuevas:
        plan.queda.fechas.append(
            FechaDocumento(clase=fecha.clase, valor=fecha.valor, precision=fecha.precision, nota=fecha.nota)
        )
    fechar(plan.queda)
    return [_fecha(fecha) for fecha in plan.fechas_nuevas]


def _quitar_fechas(sesion: Session, queda: Documento, anadidas: list[list[str | None]]) -> None:
    queda.fechas = [fecha for fecha in queda.fechas if _fecha(fecha) not in anadidas]
    fechar(queda)
    sesion.flush()


def _fecha(fecha: FechaDocumento) -> list[str | None]:
    valor = fecha.valor.isoformat() if fecha.valor is not None else None
    return [fecha.clase, valor, fecha.precision, fecha.nota]


def _cerrar_unido(sesion: Session, plan: PlanDeUnion, versiones: Mapping[str, Any], *, reloj: Reloj) -> None:
    """Nadie ve ya la ficha unida, desde ahora mismo, y su dirección lleva a la que quedó."""
    sesion.add(
        DocumentoUnido(
            documento_id=plan.unido.id,
            queda_id=plan.queda.id,
            versiones={str(viejo): nuevo for _, viejo, nuevo in versiones["unido"]},
        )
    )
    plan.unido.estado = Estado.UNIDO
    for documento in (plan.unido, plan.queda):
        acceso.cambiar(sesion, documento, reloj=reloj)
    advertencias.poner_al_dia(sesion, plan.queda)


def _revisar(sesion: Session, actor: Actor, queda: Documento, *, reloj: Reloj) -> None:
    revisar_pasajes(sesion, actor, queda.id, reloj=reloj)
    if queda.estado != Estado.PUBLICADO:
        return
    campos = faltantes(queda, hoy=reloj.hoy())
    if not queda.sin_vinculos_motivo and not confirmados(sesion, queda.id):
        campos["vinculos"] = "Quedaría sin vínculos y sin el motivo de no tenerlos."
    if campos:
        raise DatosInvalidos("No se unieron: la ficha publicada quedaría incompleta.", campos)
