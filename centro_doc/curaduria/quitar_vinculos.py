"""Quitar de una vez los vínculos de varios documentos con un mismo destino, y reponerlos como estaban.

Todo o nada, en la transacción de quien llama. La operación guarda cada vínculo con sus pasajes: deshacerla
los repone, y si entretanto el documento tiene otro texto, los busca en él.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.curaduria.hechas import guardar
from centro_doc.curaduria.modelos import CambioDeDocumento, ClaseOperacion, Operacion
from centro_doc.curaduria.previa import cuantos_documentos, elegidos_para
from centro_doc.vinculos import casos
from centro_doc.vinculos.destinos import Destino, resolver
from centro_doc.vinculos.evidencias import revisar_evidencias
from centro_doc.vinculos.formularios import NOMBRES_RELACION
from centro_doc.vinculos.modelos import EstadoVinculo, Evidencia, Relacion, Vinculo

_DEL_VINCULO = [
    columna.key for columna in Vinculo.__table__.columns if columna.key not in ("id", "documento_id")
]
_DE_LA_EVIDENCIA = [
    columna.key for columna in Evidencia.__table__.columns if columna.key not in ("id", "vinculo_id")
]
_FECHAS = frozenset({"creado", "decidido", "creada"})


def quitar(
    sesion: Session,
    actor: Actor,
    escrito: str,
    identificadores: Collection[str],
    motivo: str,
    *,
    reloj: Reloj,
) -> Operacion:
    """Quita los vínculos confirmados de los elegidos con ese destino; los que no lo tienen no cambian.

    El de un documento que lo enuncia se queda: no es evidencia, y se quita en su propia página.
    Levanta `NoEncontrado` si el actor no ve alguno y `DatosInvalidos` si falta el motivo, ninguno lo tiene o
    alguno está publicado y se quedaría sin vínculos: entonces no se quita ninguno.
    """
    exigir(actor, "vincular")
    if not motivo.strip():
        raise DatosInvalidos("", {"motivo": "Escriba por qué se quitan."})
    elegidos, destino = elegidos_para(sesion, actor, identificadores), resolver(sesion, escrito)
    cambios = [
        _quitar(sesion, actor, documento, suyos, motivo, reloj=reloj)
        for documento in elegidos
        if (suyos := _confirmados(sesion, documento, destino))
    ]
    if not cambios:
        raise DatosInvalidos("", {"elegidos": f"Ninguno está vinculado con {destino.codigo}."})
    descripcion = f"Quitó de {destino.codigo} {cuantos_documentos(len(cambios))}: {motivo}"
    return guardar(sesion, actor, ClaseOperacion.QUITAR, descripcion, cambios, reloj=reloj)


def deshacer(sesion: Session, actor: Actor, operacion: Operacion, *, reloj: Reloj) -> tuple[str, ...]:
    """Repone los que quitó; devuelve los que no, y por qué.

    No vuelve el de una ficha que se unió, el que ya se volvió a vincular, ni el que había puesto un lote que
    se deshizo cuando ya no estaba: reponerlo sería dejarlo sin quien lo sostenga.
    """
    exigir(actor, "vincular")
    dejados = []
    for cambio in operacion.cambios:
        documento = sesion.get_one(Documento, cambio.documento_id)
        if documento.estado == Estado.UNIDO:
            dejados.append(f"{documento.identificador}, que se unió a otra ficha")
            continue
        guardados = cambio.antes["vinculos"]
        vuelven = [uno for uno in guardados if not _de_un_lote_deshecho(sesion, operacion, documento, uno)]
        if len(vuelven) < len(guardados):
            dejados.append(f"{documento.identificador}, que se había vinculado en un lote ya deshecho")
        repuestos = [_reponer(sesion, actor, documento, uno, reloj=reloj) for uno in vuelven]
        if not all(repuestos):
            dejados.append(f"{documento.identificador}, que ya se volvió a vincular")
        if any(repuestos):
            revisar_evidencias(sesion, actor, documento.id, reloj=reloj)
    return tuple(dejados)


def _confirmados(sesion: Session, documento: Documento, destino: Destino) -> Sequence[Vinculo]:
    return sesion.scalars(
        select(Vinculo)
        .where(
            Vinculo.documento_id == documento.id,
            Vinculo.destino == destino.clave,
            Vinculo.relacion != Relacion.ENUNCIA,
            Vinculo.estado == EstadoVinculo.CONFIRMADO,
        )
        .options(selectinload(Vinculo.evidencias))
        .order_by(Vinculo.id)
    ).all()


def _quitar(
    sesion: Session,
    actor: Actor,
    documento: Documento,
    vinculos: Sequence[Vinculo],
    motivo: str,
    *,
    reloj: Reloj,
) -> CambioDeDocumento:
    guardados = [_guardado(vinculo) for vinculo in vinculos]
    dichos = [f"{NOMBRES_RELACION[v.relacion]} {v.destino.rpartition(':')[2]}" for v in vinculos]
    for vinculo in vinculos:
        try:
            casos.quitar(sesion, actor, vinculo.id, motivo, reloj=reloj)
        except DatosInvalidos as error:
            mensaje = f"{documento.identificador}: {error.mensaje} No se quitó ninguno."
            raise DatosInvalidos(mensaje, {"elegidos": mensaje}) from error
    return CambioDeDocumento(
        documento_id=documento.id,
        antes={"vinculos": guardados},
        despues={"dicho": f"Ya no: {'; '.join(dichos)}"},
    )


def _guardado(vinculo: Vinculo) -> dict[str, Any]:
    return {
        "vinculo": {campo: _simple(getattr(vinculo, campo)) for campo in _DEL_VINCULO},
        "evidencias": [
            {campo: _simple(getattr(una, campo)) for campo in _DE_LA_EVIDENCIA} for una in vinculo.evidencias
        ],
    }


def _de_un_lote_deshecho(
    sesion: Session, operacion: Operacion, documento: Documento, guardado: dict[str, Any]
) -> bool:
    """Si lo puso un lote que se deshizo después de quitarlo, y que de no faltar lo habría quitado él.

    El que ya tenía un pasaje o se decidió después de aquel lote vale por sí mismo.
    """
    datos = _con_fechas(guardado["vinculo"])
    lotes = sesion.execute(
        select(Operacion, CambioDeDocumento)
        .join(CambioDeDocumento, CambioDeDocumento.operacion_id == Operacion.id)
        .where(
            CambioDeDocumento.documento_id == documento.id,
            Operacion.clase == ClaseOperacion.VINCULAR,
            Operacion.id < operacion.id,
        )
        .order_by(Operacion.id.desc())
    )
    lote = next(
        (
            hecho
            for hecho, cambio in lotes
            if (cambio.despues.get("clave"), cambio.despues.get("relacion"))
            == (datos["destino"], datos["relacion"])
        ),
        None,
    )
    if lote is None or lote.deshecha is None or lote.deshecha < operacion.creada:
        return False
    despues = datos["decidido"] is not None and datos["decidido"] > lote.creada
    return not guardado["evidencias"] and not despues


def _reponer(
    sesion: Session, actor: Actor, documento: Documento, guardado: dict[str, Any], *, reloj: Reloj
) -> bool:
    datos = guardado["vinculo"]
    otro = sesion.scalar(
        select(Vinculo).where(
            Vinculo.documento_id == documento.id,
            Vinculo.destino == datos["destino"],
            Vinculo.relacion == datos["relacion"],
        )
    )
    if otro is not None and otro.estado == EstadoVinculo.CONFIRMADO:
        return False
    if otro is not None:
        sesion.delete(otro)
        sesion.flush()
    vinculo = Vinculo(documento_id=documento.id, **_con_fechas(datos))
    vinculo.evidencias = [Evidencia(**_con_fechas(una)) for una in guardado["evidencias"]]
    sesion.add(vinculo)
    casos.anotar_en(sesion, actor, "vinculo_repuesto", documento, vinculo, reloj=reloj)
    return True


def _simple(valor: Any) -> Any:
    return valor.isoformat() if isinstance(valor, datetime) else valor


def _con_fechas(datos: dict[str, Any]) -> dict[str, Any]:
    return {
        campo: datetime.fromisoformat(valor) if campo in _FECHAS and valor else valor
        for campo, valor in datos.items()
    }
