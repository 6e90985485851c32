"""Lo que el personal escribe de un documento en un expediente: leerlo, escribirlo y volver a la regla."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.titulos_dichos import los_que_dicen, que_no_ven_todos
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.fechas import fecha_corta
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import Actor, exigir, marcas
from centro_doc.expedientes.modelos import Ajuste, Apunte
from centro_doc.expedientes.orden import A_MANO, REGLAS
from centro_doc.expedientes.visibles import visibles

registro = structlog.get_logger(__name__)
MAXIMO = 600
"""Letras de una frase."""


@dataclass(frozen=True, slots=True)
class Apuntado:
    """Lo apuntado de un documento; sin `frase`, vale la de regla. `firma`: «Ana Sical, 3 mar 2010»."""

    frase: str
    firma: str
    lugar: int | None


def apuntados(sesion: Session, clave: str, documentos: Collection[int]) -> Mapping[int, Apuntado]:
    """Lo apuntado de unos documentos en un expediente, por su número. Una consulta."""
    filas = sesion.execute(
        select(Apunte, Usuario.nombre)
        .join(Usuario, Usuario.id == Apunte.escrita_por, isouter=True)
        .where(Apunte.clave == clave, Apunte.documento_id.in_(documentos))
    )
    return {
        apunte.documento_id: Apuntado(
            apunte.frase,
            f"{quien or 'el personal'}, {fecha_corta(apunte.escrita)}" if apunte.escrita else "",
            apunte.lugar,
        )
        for apunte, quien in filas
    }


def los_que_se_dicen(
    sesion: Session, escritos: Mapping[int, Apuntado], marcas: frozenset[str]
) -> Mapping[int, Apuntado]:
    """Los mismos, con la frase de regla en vez de la que nombra un documento que quien lee ya no ve."""
    dicen = los_que_dicen(sesion, [uno.frase for uno in escritos.values()], marcas)
    todos = frozenset().union(*dicen.values())
    se_ven = visibles(sesion, todos, marcas) if todos else todos
    return {
        numero: uno if dicen[uno.frase] <= se_ven else replace(uno, frase="", firma="")
        for numero, uno in escritos.items()
    }


def escribir_frase(
    sesion: Session, actor: Actor, clave: str, documento: Documento, frase: str, *, reloj: Reloj
) -> None:
    """Escribe la frase de un documento en un expediente; vacía, vuelve a la de regla.

    Levanta `SinPermiso`, y `DatosInvalidos` si es muy larga o si nombra un registro que no ve todo el que ve
    el documento: la frase se lee en la versión pública.
    """
    exigir(actor, "vincular")
    frase = " ".join(frase.split())
    if len(frase) > MAXIMO:
        raise DatosInvalidos("No se guardó.", {"frase": f"Use {MAXIMO} letras o menos: es una frase."})
    if ajenos := que_no_ven_todos(sesion, documento, frase, marcas(actor)):
        mensaje = f"La frase nombra {', '.join(ajenos)}, que no ve todo el que ve este documento."
        raise DatosInvalidos("No se guardó.", {"frase": mensaje})
    apunte = _apunte(sesion, clave, documento.id)
    antes, apunte.frase = apunte.frase or "", frase
    apunte.escrita, apunte.escrita_por = (reloj.ahora(), actor.usuario_id) if frase else (None, None)
    detalle = {"documento": documento.identificador, "a_mano": bool(frase), "antes": antes, "despues": frase}
    anotar(sesion, actor, "frase_de_expediente", ("expediente", clave), reloj=reloj, detalle=detalle)
    registro.info("frase_de_expediente", expediente=clave, documento=documento.identificador)


def ordenar_por(sesion: Session, actor: Actor, clave: str, regla: str, *, reloj: Reloj) -> None:
    """Elige la regla de orden de un expediente; levanta `SinPermiso` o `DatosInvalidos`."""
    exigir(actor, "vincular")
    if regla not in REGLAS:
        raise DatosInvalidos("No se cambió el orden.", {"orden": "Elija una de las reglas de la lista."})
    ajuste = sesion.get(Ajuste, clave)
    if ajuste is None:
        ajuste = Ajuste(clave=clave)
        sesion.add(ajuste)
    ajuste.orden, ajuste.cambiado, ajuste.cambiado_por = regla, reloj.ahora(), actor.usuario_id
    anotar(sesion, actor, "orden_de_expediente", ("expediente", clave), reloj=reloj, detalle={"orden": regla})
    registro.info("orden_de_expediente", expediente=clave, orden=regla)


def ordenar_a_mano(
    sesion: Session, actor: Actor, clave: str, documentos: Sequence[int], *, reloj: Reloj
) -> None:
    """Fija el lugar de los documentos, en el orden dado; el expediente queda ordenado a mano."""
    ordenar_por(sesion, actor, clave, A_MANO, reloj=reloj)
    sesion.execute(update(Apunte).where(Apunte.clave == clave).values(lugar=None))
    ya = {uno.documento_id: uno for uno in sesion.scalars(select(Apunte).where(Apunte.clave == clave))}
    for lugar, numero in enumerate(documentos, 1):
        if numero not in ya:
            ya[numero] = Apunte(clave=clave, documento_id=numero)
            sesion.add(ya[numero])
        ya[numero].lugar = lugar
    sesion.execute(delete(Apunte).where(Apunte.clave == clave, Apunte.lugar.is_(None), Apunte.frase == ""))


def _apunte(sesion: Session, clave: str, documento_id: int) -> Apunte:
    apunte = sesion.get(Apunte, (clave, documento_id))
    if apunte is None:
        apunte = Apunte(clave=clave, documento_id=documento_id)
        sesion.add(apunte)
    return apunte
