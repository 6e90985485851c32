"""La tarea `importar`: el trabajador sigue una importación reanudada, o termina de deshacerla."""

from contextlib import closing
from itertools import islice

from sqlalchemy.orm import Session

from centro_doc.catalogo.lectura import Contexto, Guardar
from centro_doc.comun.bd import lectura
from centro_doc.comun.errores import Conflicto
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.consultas import actor_de, usuario
from centro_doc.cuentas.permisos import SISTEMA, Actor
from centro_doc.importaciones import casos, marcha, renglones
from centro_doc.importaciones.modelos import EstadoImportacion, Importacion
from centro_doc.tareas.casos import TareaTomada

TANDA = 200
"""Renglones de una tarea; después se encola otra, para que el trabajador pueda parar."""


class EtapaDeImportar:
    """La etapa `importar` de la cola. `titular` es el nombre de este proceso en los arriendos."""

    clase = casos.TAREA

    def __init__(self, titular: str) -> None:
        self._titular = titular

    def preparar(self, contexto: Contexto, tarea: TareaTomada) -> Guardar:
        """Recibe una tanda, o retira lo que falte; cada grupo va en su propia transacción."""
        numero, reloj = int(tarea.carga["importacion"]), contexto.reloj
        limite = contexto.config.limite_archivo
        taller = marcha.Taller(contexto.bd, contexto.deposito, reloj, limite, self._titular)
        with lectura(contexto.bd) as sesion:
            importacion = sesion.get_one(Importacion, numero)
            estado, actor = importacion.estado, _actor(sesion, importacion.deshecha_por, reloj)
        if estado == EstadoImportacion.DESHACIENDO:
            marcha.deshacer_todo(taller, actor, numero)
            return lambda _sesion: None
        try:
            with closing(marcha.recibir_todo(taller, SISTEMA, numero)) as hechos:
                for _hecho in islice(hechos, TANDA):
                    pass
        except Conflicto:  # la orden `importar` la está haciendo
            return lambda _sesion: None
        return lambda sesion: _seguir(sesion, numero, reloj)

    def agotar(self, contexto: Contexto, tarea: TareaTomada, sesion: Session) -> None:
        """Falló muchas veces: queda en pausa, con lo recibido a salvo."""
        importacion = sesion.get_one(Importacion, int(tarea.carga["importacion"]))
        if importacion.estado == EstadoImportacion.EN_CURSO:
            importacion.estado = EstadoImportacion.PAUSADA


def _seguir(sesion: Session, numero: int, reloj: Reloj) -> None:
    importacion = sesion.get_one(Importacion, numero)
    if importacion.estado == EstadoImportacion.EN_CURSO and renglones.cuantos_pendientes(sesion, numero):
        casos.seguir_en_la_cola(sesion, importacion, reloj=reloj)


def _actor(sesion: Session, usuario_id: int | None, reloj: Reloj) -> Actor:
    return SISTEMA if usuario_id is None else actor_de(usuario(sesion, usuario_id), hoy=reloj.hoy())
