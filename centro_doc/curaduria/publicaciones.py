"""Publicar de una vez lo que ya está listo, y devolverlo a la cola si fue un error."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from centro_doc.catalogo import acceso, advertencias
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.retenidas import nada_oculto
from centro_doc.catalogo.sugerencias import pendientes
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.curaduria import casos
from centro_doc.curaduria.modelos import CambioDeDocumento
from centro_doc.curaduria.previa import elegidos_para

_ANOTADO = ("estado", "asignado_a", "publicado", "publicado_por")


def publicar_varios(
    sesion: Session, actor: Actor, identificadores: Collection[str], *, reloj: Reloj
) -> tuple[list[CambioDeDocumento], list[str]]:
    """Publica los elegidos, todos o ninguno; devuelve lo que cambió, para poder deshacerlo, y los apartados.

    Se apartan, sin tocarlos, los que llevan algo oculto: se publican de uno en uno, con el aviso delante.
    Levanta `DatosInvalidos` si lo son todos, o con lo que le falta a cada uno: también si le quedan
    sugerencias por revisar.
    """
    exigir(actor, "publicar")
    elegidos = elegidos_para(sesion, actor, identificadores)
    documentos = [uno for uno in elegidos if not _lleva_algo_oculto(sesion, uno)]
    apartados = [uno.identificador for uno in elegidos if uno not in documentos]
    if apartados and not documentos:
        raise DatosInvalidos("No se publicó ninguno.", {"elegidos": dicho_de_apartados(apartados)})
    por_revisar = pendientes(sesion, [documento.id for documento in documentos])
    cambios, problemas = [], []
    for documento in documentos:
        antes = _anotar(documento)
        if problema := _por_que_no(documento, por_revisar.get(documento.id, 0)):
            problemas.append(f"{documento.identificador}: {problema}")
            continue
        try:
            casos.publicar(sesion, actor, documento.identificador, reloj=reloj)
        except DatosInvalidos as error:
            problemas.append(f"{documento.identificador}: {' '.join(error.campos.values())}")
            continue
        cambio = CambioDeDocumento(documento_id=documento.id, antes=antes, despues=_anotar(documento))
        cambios.append(cambio)
    if problemas:
        raise DatosInvalidos("No se publicó ninguno.", {"elegidos": " ".join(problemas)})
    return cambios, apartados


def dicho_de_apartados(registros: Sequence[str]) -> str:
    """«No se publicó CD-00003: lleva algo que no se ve al abrirlo. …»."""
    varios = len(registros) > 1
    return (
        f"{'Quedaron sin publicar' if varios else 'Quedó sin publicar'} {', '.join(registros)}: "
        f"{'llevan' if varios else 'lleva'} algo que no se ve al abrir el archivo. "
        f"Lea el aviso de {'cada ficha' if varios else 'su ficha'} y, si procede, publíquelo desde ahí."
    )


def devolver_a_la_cola(
    sesion: Session, actor: Actor, documento: Documento, cambio: CambioDeDocumento, *, reloj: Reloj
) -> list[str]:
    """Deja un documento como estaba antes de publicarlo; si alguien lo cambió después, lo deja y lo dice."""
    exigir(actor, "retirar")
    if _anotar(documento) != cambio.despues:
        return [documento.identificador]
    documento.estado, documento.asignado_a = Estado(cambio.antes["estado"]), cambio.antes["asignado_a"]
    cuando = cambio.antes["publicado"]
    documento.publicado = datetime.fromisoformat(cuando) if cuando else None
    documento.publicado_por = cambio.antes["publicado_por"]
    documento.edicion += 1
    acceso.tocar(documento)
    acceso.actualizar_marcas(sesion, documento, reloj=reloj)
    return []


def _lleva_algo_oculto(sesion: Session, documento: Documento) -> bool:
    # Lo leído antes de que cada archivo guardara sus avisos sólo los tiene en la ficha.
    return not nada_oculto(documento.avisos) or bool(advertencias.con_lo_oculto(sesion, documento))


def _por_que_no(documento: Documento, por_revisar: int) -> str:
    if documento.estado != Estado.POR_CATALOGAR:
        return "ya no está por catalogar."
    if por_revisar:
        return (
            "tiene 1 sugerencia por revisar."
            if por_revisar == 1
            else f"tiene {por_revisar} sugerencias por revisar."
        )
    return ""


def _anotar(documento: Documento) -> dict[str, Any]:
    valores = {campo: getattr(documento, campo) for campo in _ANOTADO}
    cuando = documento.publicado
    return {**valores, "estado": str(documento.estado), "publicado": cuando.isoformat() if cuando else None}
