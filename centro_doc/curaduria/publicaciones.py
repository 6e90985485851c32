"""Publicar de una vez lo que ya está listo, y devolverlo a la cola si fue un error."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo import acceso, advertencias
from centro_doc.catalogo.modelos import Documento, Estado, TextoGuardado
from centro_doc.catalogo.retenidas import nada_oculto
from centro_doc.catalogo.sugerencias import pendientes
from centro_doc.catalogo.vigente import textos_vigentes
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.curaduria import casos
from centro_doc.curaduria.modelos import CambioDeDocumento
from centro_doc.curaduria.previa import elegidos_para
from indexador.extraccion.huellas import avisos_de_huellas

Apartados = Mapping[str, Sequence[str]]
"""Por qué no se publicaron: el motivo y los registros a los que les toca."""
_A_LA_VISTA = 5
_NO_ESTA_POR_CATALOGAR = "Ya no está por catalogar."
_SIN_REVISAR = "Tiene sugerencias por revisar."
_OCULTO = (
    "Lleva algo que no se ve al abrir el archivo. Lea el aviso de su ficha y, si procede, publíquelo allí."
)
_ANOTADO = ("estado", "asignado_a", "publicado", "publicado_por")


def publicar_varios(
    sesion: Session, actor: Actor, identificadores: Collection[str], *, reloj: Reloj
) -> tuple[list[CambioDeDocumento], Apartados]:
    """Publica los elegidos que se puede; devuelve lo que cambió, para poder deshacerlo, y los apartados.

    Se apartan, sin tocarlos, los incompletos, los que tienen sugerencias por revisar y los que llevan algo
    oculto: estos se publican de uno en uno, con el aviso delante. Levanta `DatosInvalidos` si lo son todos.
    """
    exigir(actor, "publicar")
    documentos = elegidos_para(sesion, actor, identificadores)
    por_revisar = pendientes(sesion, [documento.id for documento in documentos])
    cambios, apartados = [], defaultdict[str, list[str]](list)
    for documento in documentos:
        motivos = _por_que_no(sesion, documento, por_revisar.get(documento.id, 0))
        if not motivos:
            antes = _anotar(documento)
            try:
                casos.publicar(sesion, actor, documento.identificador, reloj=reloj)
            except DatosInvalidos as error:
                motivos = tuple(error.campos.values())
            else:
                despues = _anotar(documento)
                cambios.append(CambioDeDocumento(documento_id=documento.id, antes=antes, despues=despues))
        for motivo in motivos:
            apartados[motivo].append(documento.identificador)
    if not cambios:
        raise DatosInvalidos("No se publicó ninguno.", {"elegidos": dicho_de_apartados(apartados)})
    return cambios, apartados


def dicho_de_apartados(apartados: Apartados) -> str:
    """«Quedó sin publicar CD-00003: lleva algo que…», un motivo tras otro, del más común al más raro."""
    ordenados = sorted(apartados.items(), key=lambda uno: -len(uno[1]))
    return " ".join(_dicho(motivo, registros) for motivo, registros in ordenados)


def _dicho(motivo: str, registros: Sequence[str]) -> str:
    varios = len(registros) > 1
    a_la_vista = ", ".join(registros[:_A_LA_VISTA])
    resto = f" y {len(registros) - _A_LA_VISTA} más" if len(registros) > _A_LA_VISTA else ""
    principio = f"Quedaron {len(registros)} sin publicar ({a_la_vista}{resto})" if varios else ""
    return f"{principio or f'Quedó sin publicar {a_la_vista}'}: {motivo[:1].lower()}{motivo[1:]}"


def dicho_de_huellas(sesion: Session, cambios: Sequence[CambioDeDocumento]) -> str:
    """Cuáles de los publicados llevan dentro quién los hizo, para poder deshacerlo; nada si ninguno."""
    numeros = [cambio.documento_id for cambio in cambios]
    textos = textos_vigentes(sesion, numeros)
    filas = sesion.execute(
        select(TextoGuardado.id, TextoGuardado.propiedades).where(TextoGuardado.id.in_(textos.values()))
    )
    con_huellas = {numero for numero, propiedades in filas if avisos_de_huellas(propiedades)}
    suyos = [numero for numero, texto in textos.items() if texto in con_huellas]
    if not suyos:
        return ""
    registros = sesion.scalars(
        select(Documento.identificador).where(Documento.id.in_(suyos)).order_by(Documento.id)
    ).all()
    a_la_vista = ", ".join(registros[:_A_LA_VISTA])
    resto = f" y {len(registros) - _A_LA_VISTA} más" if len(registros) > _A_LA_VISTA else ""
    return (
        f"Llevan dentro del archivo quién los hizo: {a_la_vista}{resto}. Su ficha dice qué es; si no debe "
        "verse, deshaga y suba una versión limpia."
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


def _por_que_no(sesion: Session, documento: Documento, por_revisar: int) -> tuple[str, ...]:
    if documento.estado != Estado.POR_CATALOGAR:
        return (_NO_ESTA_POR_CATALOGAR,)
    if _lleva_algo_oculto(sesion, documento):
        return (_OCULTO,)
    return (_SIN_REVISAR,) if por_revisar else ()


def _anotar(documento: Documento) -> dict[str, Any]:
    valores = {campo: getattr(documento, campo) for campo in _ANOTADO}
    cuando = documento.publicado
    return {**valores, "estado": str(documento.estado), "publicado": cuando.isoformat() if cuando else None}
