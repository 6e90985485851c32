"""Vincular varios documentos con un mismo destino del plan o de la agenda, y deshacerlo.

Todo o nada, en la transacción de quien llama. El motivo es común: un pasaje es de cada documento y se añade
después, uno por uno.
"""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import tocar
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.curaduria.hechas import guardar
from centro_doc.curaduria.modelos import CambioDeDocumento, ClaseOperacion, Operacion
from centro_doc.curaduria.previa import cuantos_documentos, elegidos_para
from centro_doc.vinculos import casos
from centro_doc.vinculos.consultas import confirmados
from centro_doc.vinculos.destinos import Destino, resolver
from centro_doc.vinculos.formularios import NOMBRES_RELACION, DatosVinculo
from centro_doc.vinculos.modelos import EstadoVinculo, Vinculo

_DESHECHO = "Se deshizo el vínculo hecho en lote"


def vincular(
    sesion: Session, actor: Actor, datos: DatosVinculo, identificadores: Collection[str], *, reloj: Reloj
) -> Operacion:
    """Vincula los elegidos que no lo estén ya; los demás no cambian.

    Levanta `NoEncontrado` si el actor no ve alguno y `DatosInvalidos` si no queda ninguno por vincular o
    alguno está retirado.
    """
    exigir(actor, "vincular")
    elegidos, destino = elegidos_para(sesion, actor, identificadores), resolver(sesion, datos.destino)
    previos = _previos(sesion, elegidos, destino, datos.relacion)
    cambios = []
    for documento in elegidos:
        previo = previos.get(documento.id)
        if previo is not None and previo.estado == EstadoVinculo.CONFIRMADO:
            continue
        antes = {"estado": previo.estado, "motivo": previo.motivo} if previo is not None else {}
        vinculo = casos.vincular(sesion, actor, documento.identificador, datos, reloj=reloj)
        sesion.flush()
        despues = {
            "vinculo": vinculo.id,
            "dicho": f"{NOMBRES_RELACION[datos.relacion]} {destino.codigo}",
            "destino": destino.codigo,
            "clave": destino.clave,
            "relacion": datos.relacion,
        }
        cambios.append(CambioDeDocumento(documento_id=documento.id, antes=antes, despues=despues))
    if not cambios:
        raise DatosInvalidos("", {"elegidos": f"Todos estaban ya vinculados con {destino.codigo}."})
    descripcion = f"Vinculó {cuantos_documentos(len(cambios))} con {destino.codigo}: {datos.motivo}"
    return guardar(sesion, actor, ClaseOperacion.VINCULAR, descripcion, cambios, reloj=reloj)


def deshacer(sesion: Session, actor: Actor, operacion: Operacion, *, reloj: Reloj) -> tuple[str, ...]:
    """Quita los que hizo, o los deja como estaban; devuelve los que se quedan, y por qué.

    Se queda el que después recibió un pasaje o se decidió otra vez, el de una ficha que se unió y el único de
    un publicado. El que se quitó y se repuso entretanto es el mismo, aunque su número sea otro.
    """
    exigir(actor, "vincular")
    dejados = []
    for cambio in operacion.cambios:
        documento = sesion.get_one(Documento, cambio.documento_id)
        if documento.estado == Estado.UNIDO:
            dejados.append(f"{documento.identificador}, que se unió a otra ficha")
            continue
        vinculo = _el_suyo(sesion, cambio)
        if vinculo is None or vinculo.estado != EstadoVinculo.CONFIRMADO:
            if vinculo is None and cambio.antes:
                dejados.append(f"{documento.identificador}, al que después se le quitó el vínculo")
            continue
        if vinculo.decidido is not None and vinculo.decidido > operacion.creada:
            dejados.append(f"{documento.identificador}, que después se volvió a vincular")
        elif vinculo.evidencias:
            dejados.append(f"{documento.identificador}, que ya tiene un pasaje")
        elif not _quitar(sesion, actor, documento, vinculo, cambio, reloj=reloj):
            dejados.append(f"{documento.identificador}, que está publicado y no tiene otro vínculo")
    return tuple(dejados)


def _el_suyo(sesion: Session, cambio: CambioDeDocumento) -> Vinculo | None:
    """El vínculo de ese documento con ese destino; de las operaciones que no lo anotaron, el de su número."""
    despues = cambio.despues
    if "clave" in despues:
        es_el = (Vinculo.destino == despues["clave"]) & (Vinculo.relacion == despues["relacion"])
    else:
        es_el = Vinculo.id == despues["vinculo"]
    return sesion.scalar(select(Vinculo).where(Vinculo.documento_id == cambio.documento_id, es_el))


def _quitar(
    sesion: Session,
    actor: Actor,
    documento: Documento,
    vinculo: Vinculo,
    cambio: CambioDeDocumento,
    *,
    reloj: Reloj,
) -> bool:
    if cambio.antes:
        if documento.estado == Estado.PUBLICADO and confirmados(sesion, documento.id) == 1:
            return False
        vinculo.estado, vinculo.motivo = cambio.antes["estado"], cambio.antes["motivo"]
        tocar(documento)
        return True
    try:
        casos.quitar(sesion, actor, vinculo.id, _DESHECHO, reloj=reloj)
    except DatosInvalidos:
        return False
    return True


def _previos(
    sesion: Session, elegidos: Collection[Documento], destino: Destino, relacion: str
) -> dict[int, Vinculo]:
    consulta = select(Vinculo).where(
        Vinculo.documento_id.in_([documento.id for documento in elegidos]),
        Vinculo.destino == destino.clave,
        Vinculo.relacion == relacion,
    )
    return {vinculo.documento_id: vinculo for vinculo in sesion.scalars(consulta)}
