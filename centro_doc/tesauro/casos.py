"""Cargar el tesauro de fábrica, y añadirle, cambiarle o quitarle grupos.

Todo cambio deja un asiento en la bitácora: por el último de ellos sabe `consultas.tesauro_actual` que el
tesauro cambió.
"""

from collections.abc import Iterable, Mapping

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import Autor, anotar
from centro_doc.comun.errores import Conflicto
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.tesauro.consultas import OBJETO, grupo
from centro_doc.tesauro.formularios import DatosGrupo
from centro_doc.tesauro.lectura import DatosDeFabrica
from centro_doc.tesauro.modelos import GrupoTesauro

registro = structlog.get_logger(__name__)


def cargar(sesion: Session, actor: Autor, grupos: Iterable[DatosDeFabrica], *, reloj: Reloj) -> int:
    """Añade o actualiza los grupos de fábrica y devuelve cuántos cambiaron.

    Nunca borra, y lo que el personal cambió o quitó (`de_fabrica` falso) queda como está.
    """
    guardados = {uno.clave: uno for uno in sesion.scalars(select(GrupoTesauro))}
    cambiados = [dato.clave for dato in grupos if _de_fabrica(sesion, guardados.get(dato.clave), dato)]
    if not cambiados:
        return 0
    detalle = {"grupos": len(cambiados)}
    anotar(sesion, actor, "tesauro_cargado", (OBJETO, "fabrica"), reloj=reloj, detalle=detalle)
    registro.info("tesauro_cargado", grupos=len(cambiados))
    return len(cambiados)


def agregar_grupo(sesion: Session, actor: Actor, datos: DatosGrupo, *, reloj: Reloj) -> GrupoTesauro:
    """Añade un grupo. Levanta `SinPermiso` si el actor no puede editar el tesauro."""
    exigir(actor, "editar_tesauro")
    nuevo = GrupoTesauro(de_fabrica=False)
    _poner(nuevo, datos)
    sesion.add(nuevo)
    sesion.flush()
    _anotar(sesion, actor, "grupo_agregado", nuevo, reloj, {"terminos": list(datos.terminos)})
    return nuevo


def cambiar_grupo(
    sesion: Session, actor: Actor, grupo_id: int, datos: DatosGrupo, *, edicion: int, reloj: Reloj
) -> GrupoTesauro:
    """Cambia un grupo, que desde entonces ya no es de fábrica. Si nada cambia, no anota nada.

    Levanta `SinPermiso`, `NoEncontrado`, y `Conflicto` si otra persona lo guardó después de `edicion`.
    """
    exigir(actor, "editar_tesauro")
    guardado = _en_edicion(sesion, grupo_id, edicion)
    antes = list(guardado.terminos)
    _poner(guardado, datos)
    if not sesion.is_modified(guardado):
        return guardado
    guardado.de_fabrica, guardado.edicion = False, edicion + 1
    detalle = {"terminos": {"antes": antes, "despues": list(datos.terminos)}}
    _anotar(sesion, actor, "grupo_cambiado", guardado, reloj, detalle)
    return guardado


def quitar_grupo(sesion: Session, actor: Actor, grupo_id: int, *, edicion: int, reloj: Reloj) -> None:
    """Quita un grupo de la búsqueda y de la lista.

    Levanta `SinPermiso`, `NoEncontrado`, y `Conflicto` si otra persona lo guardó después de `edicion`.
    """
    exigir(actor, "editar_tesauro")
    guardado = _en_edicion(sesion, grupo_id, edicion)
    guardado.quitado, guardado.de_fabrica, guardado.edicion = True, False, edicion + 1
    _anotar(sesion, actor, "grupo_quitado", guardado, reloj, {"terminos": list(guardado.terminos)})


def _en_edicion(sesion: Session, grupo_id: int, edicion: int) -> GrupoTesauro:
    guardado = grupo(sesion, grupo_id)
    if guardado.edicion != edicion:
        raise Conflicto("Otra persona cambió este grupo. Ábralo otra vez y repita su cambio.")
    return guardado


def _de_fabrica(sesion: Session, guardado: GrupoTesauro | None, dato: DatosDeFabrica) -> bool:
    if guardado is None:
        guardado = GrupoTesauro(clave=dato.clave, de_fabrica=True)
        sesion.add(guardado)
        _poner(guardado, dato.grupo)
        return True
    if not guardado.de_fabrica:
        return False
    _poner(guardado, dato.grupo)
    cambio = sesion.is_modified(guardado)
    guardado.edicion += int(cambio)
    return cambio


def _poner(guardado: GrupoTesauro, datos: DatosGrupo) -> None:
    guardado.clase, guardado.verificacion, guardado.nota = datos.clase, datos.verificacion, datos.nota
    guardado.terminos = list(datos.terminos)


def _anotar(
    sesion: Session,
    actor: Actor,
    accion: str,
    guardado: GrupoTesauro,
    reloj: Reloj,
    detalle: Mapping[str, object],
) -> None:
    anotar(sesion, actor, accion, (OBJETO, str(guardado.id)), reloj=reloj, detalle=detalle)
    registro.info(accion, grupo=guardado.id)
