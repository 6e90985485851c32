"""Decidir qué evidencia se espera de cada nodo del plan: lo del personal manda sobre lo de partida."""

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.cobertura.formularios import DatosEsperada
from centro_doc.cobertura.lectura import Esperada, esperadas_de_fabrica
from centro_doc.cobertura.modelos import EvidenciaEsperada
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.plan.consultas import Lugar, lugar

registro = structlog.get_logger(__name__)


def esperar(
    sesion: Session, actor: Actor, codigo: str, datos: DatosEsperada, *, plan: str | None = None, reloj: Reloj
) -> None:
    """Espera de un nodo tantos documentos de un tipo, en lugar de lo que se esperara de él.

    Levanta `NoEncontrado` si el plan no tiene ese nodo.
    """
    exigir(actor, "vincular")
    donde = lugar(sesion, codigo, plan)
    previa = _vigente(sesion, donde, datos.tipo)
    _poner(sesion, actor, donde, datos.tipo, (datos.cantidad, datos.cada, datos.nota), reloj)
    despues = f"{datos.cantidad} {datos.cada}"
    _anotar(sesion, actor, donde, datos.tipo, previa, despues, motivo=datos.nota or None, reloj=reloj)


def dejar_de_esperar(
    sesion: Session, actor: Actor, codigo: str, tipo: str, *, plan: str | None = None, reloj: Reloj
) -> None:
    """Deja de esperar un tipo en un nodo; levanta `NoEncontrado` si no se esperaba."""
    exigir(actor, "vincular")
    donde = lugar(sesion, codigo, plan)
    previa, fila = _vigente(sesion, donde, tipo), _fila(sesion, donde, tipo)
    if not previa:
        raise NoEncontrado("Eso no se esperaba de este nodo.")
    de_partida = _de_partida(donde, tipo)
    if de_partida is not None:
        _poner(sesion, actor, donde, tipo, (0, de_partida.cada, ""), reloj)
    elif fila is not None:
        sesion.delete(fila)
    _anotar(sesion, actor, donde, tipo, previa, "", reloj=reloj)


def volver_al_de_partida(
    sesion: Session, actor: Actor, codigo: str, tipo: str, *, plan: str | None = None, reloj: Reloj
) -> None:
    """Olvida lo que el personal decidió y deja el valor de partida; `NoEncontrado` si no hay qué olvidar."""
    exigir(actor, "vincular")
    donde = lugar(sesion, codigo, plan)
    previa, fila = _vigente(sesion, donde, tipo), _fila(sesion, donde, tipo)
    de_partida = _de_partida(donde, tipo)
    if fila is None or de_partida is None:
        raise NoEncontrado("Eso no tiene un valor de partida al que volver.")
    sesion.delete(fila)
    _anotar(sesion, actor, donde, tipo, previa, f"{de_partida.cantidad} {de_partida.cada}", reloj=reloj)


def _poner(
    sesion: Session, actor: Actor, donde: Lugar, tipo: str, valores: tuple[int, str, str], reloj: Reloj
) -> None:
    fila = _fila(sesion, donde, tipo)
    if fila is None:
        fila = EvidenciaEsperada(nodo_id=donde.nodo.id, tipo=tipo)
        sesion.add(fila)
    fila.cantidad, fila.cada, fila.nota = valores
    fila.cambiada, fila.cambiada_por = reloj.ahora(), actor.usuario_id


def _fila(sesion: Session, donde: Lugar, tipo: str) -> EvidenciaEsperada | None:
    return sesion.scalar(
        select(EvidenciaEsperada).where(
            EvidenciaEsperada.nodo_id == donde.nodo.id, EvidenciaEsperada.tipo == tipo
        )
    )


def _de_partida(donde: Lugar, tipo: str) -> Esperada | None:
    suyas = esperadas_de_fabrica(donde.periodo.clave)
    return next((una for una in suyas if (una.nodo, una.tipo) == (donde.nodo.codigo, tipo)), None)


def _vigente(sesion: Session, donde: Lugar, tipo: str) -> str:
    """Lo que se espera ahora, como «1 tema»; vacío si nada."""
    fila, de_partida = _fila(sesion, donde, tipo), _de_partida(donde, tipo)
    cantidad, cada = (0, "")
    if fila is not None:
        cantidad, cada = fila.cantidad, fila.cada
    elif de_partida is not None:
        cantidad, cada = de_partida.cantidad, de_partida.cada
    return f"{cantidad} {cada}" if cantidad else ""


def _anotar(
    sesion: Session,
    actor: Actor,
    donde: Lugar,
    tipo: str,
    antes: str,
    despues: str,
    *,
    motivo: str | None = None,
    reloj: Reloj,
) -> None:
    sesion.flush()
    objeto = ("nodo", f"{donde.periodo.clave}:{donde.nodo.codigo}")
    detalle = {"tipo": tipo, "antes": antes, "despues": despues}
    anotar(sesion, actor, "evidencia_esperada_cambiada", objeto, reloj=reloj, motivo=motivo, detalle=detalle)
    registro.info("evidencia_esperada_cambiada", nodo=donde.nodo.codigo, tipo=tipo)
