"""La tarea de leer un archivo: extraer el texto fuera de toda transacción y guardarlo en una sola.

Es idempotente: si corre dos veces para el mismo archivo con el mismo extractor, la segunda no añade nada.
"""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from almacen import DepositoLocal, NoGuardado
from centro_doc.catalogo import adjuntos, reconocidas
from centro_doc.catalogo.lo_leido import (
    Pedido,
    a_medias,
    documento_de,
    empezar,
    guardar_falla,
    guardar_texto,
    pedido_de,
    sin_comprobar,
    ultima_lectura,
)
from centro_doc.catalogo.modelos import Documento, Version, Vista
from centro_doc.catalogo.nombres import sin_carpeta
from centro_doc.catalogo.por_dentro import avisos_de_dentro
from centro_doc.catalogo.por_leer import TAREA, avanza, encolar_lectura
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.tareas.casos import TareaTomada, latir
from centro_doc.tareas.modelos import Prioridad
from centro_doc.tareas.turnos import Cede, hay_antes
from config import Config
from indexador.errores import NoExtraible, TurnoCedido
from indexador.extraccion.aislado import AlAvanzar, Cortesia, extraer_aislado
from indexador.extraccion.limites import Limites
from indexador.ficha import Texto
from indexador.juridico.metadatos import proponer
from indexador.parecido import firmar

Guardar = Callable[[Session], None]


class Contexto(Protocol):
    """Lo que la lectura necesita del proceso."""

    @property
    def config(self) -> Config: ...

    @property
    def bd(self) -> BaseDeDatos: ...

    @property
    def deposito(self) -> DepositoLocal: ...

    @property
    def reloj(self) -> Reloj: ...


class Lectura:
    """La etapa `extraer` de la cola.

    `despues` corre en la transacción que guarda un texto nuevo, con el número del documento: ahí se revisa lo
    que dependa del texto en tajadas más altas.
    """

    clase = TAREA

    def __init__(self, despues: Callable[[Session, int], None] = lambda _sesion, _documento: None) -> None:
        self._despues = despues

    def preparar(self, contexto: Contexto, tarea: TareaTomada) -> Guardar:
        """Lee el archivo en un proceso aparte; devuelve cómo guardar el texto o la falla.

        Si mientras le falta OCR espera otra tarea que va antes, levanta `Cede`: las páginas reconocidas
        quedan guardadas, y cada turno después del primero reconoce alguna más.
        """
        with transaccion(contexto.bd) as sesion:
            pedido = empezar(sesion, int(tarea.carga["version"]))
        reloj, hondura = contexto.reloj, int(tarea.carga.get("hondura", 0))
        try:
            texto, hallados = leer(
                contexto,
                pedido,
                hondura,
                lambda n, de: _anotar_avance(contexto, tarea, f"{n}/{de}"),
                cortesia_de(contexto, tarea),
            )
        except TurnoCedido as cesion:
            turnos = int(tarea.carga.get("turnos", 0)) + 1
            raise Cede({**tarea.carga, "turnos": turnos}) from cesion
        except NoExtraible as error:
            falla = error
            return lambda sesion: guardar_falla(sesion, pedido, falla, reloj=reloj)
        except NoGuardado:
            falta = NoExtraible("interno", "El archivo no está en el depósito.", "Avise a la administración.")
            return lambda sesion: guardar_falla(sesion, pedido, falta, reloj=reloj)
        texto = _con_lo_de_dentro(contexto, pedido, texto, hallados)
        separados, hermanos = _adelantar(contexto, pedido, hallados, hondura), len(hallados)
        firma = firmar(pagina.texto for pagina in texto.paginas)
        # Si lo que falló las otras veces fue proponer, el texto no se pierde por eso: lo hará la rutina.
        propuestas = None if tarea.ultimo else proponer(texto, sin_carpeta(pedido.nombre))

        def guardar(sesion: Session) -> None:
            por_primera_vez = ultima_lectura(sesion, pedido) is None
            documento = guardar_texto(sesion, pedido, texto, firma, propuestas, reloj=reloj)
            if quedan := sin_comprobar(texto):
                _seguir(sesion, pedido, tarea, quedan, reloj=reloj)
            elif not a_medias(texto):
                reconocidas.olvidar_al_guardar(sesion, contexto.config, pedido.sha256)
            if por_primera_vez:
                padre = sesion.get_one(Documento, documento)
                adjuntos.recibir(sesion, padre, separados, reloj=reloj, hondura=hondura, hermanos=hermanos)
            self._despues(sesion, documento)

        return guardar

    def agotar(self, contexto: Contexto, tarea: TareaTomada, sesion: Session) -> None:
        """La lectura falló todas las veces: el documento queda con falla, y el archivo, guardado."""
        pedido = pedido_de(sesion, int(tarea.carga["version"]))
        falla = NoExtraible(
            "interno",
            "No se pudo leer el archivo: el programa que lo lee falló varias veces.",
            "Reintente; si vuelve a fallar, guárdelo otra vez como PDF y súbalo como versión.",
        )
        guardar_falla(sesion, pedido, falla, reloj=contexto.reloj)


def leer(
    contexto: Contexto,
    pedido: Pedido,
    hondura: int,
    al_avanzar: AlAvanzar | None = None,
    cortesia: Cortesia | None = None,
) -> tuple[Texto, tuple[adjuntos.Separado, ...]]:
    """El texto de un archivo, y los que venían dentro, ya en el depósito.

    Levanta `NoExtraible`, `NoGuardado` si el archivo no está, u `OSError` si falta disco; con `cortesia`,
    `TurnoCedido`.
    """
    with tempfile.TemporaryDirectory(prefix="adjuntos-") as carpeta:
        ruta, limites = contexto.deposito.ruta(pedido.sha256), limites_de(contexto.config)
        texto = extraer_aislado(
            ruta,
            pedido.nombre,
            limites=limites,
            adjuntos=Path(carpeta),
            al_avanzar=al_avanzar,
            reconocidas=reconocidas.carpeta_de(contexto.config, pedido.sha256),
            cortesia=cortesia,
        )
        limite = contexto.config.limite_archivo
        return texto, adjuntos.guardar(contexto.deposito, texto.adjuntos, limite=limite, hondura=hondura)


def _seguir(sesion: Session, pedido: Pedido, tarea: TareaTomada, quedan: int, *, reloj: Reloj) -> None:
    """Encola otra lectura, que comprueba más páginas, mientras cada una avance; hasta entonces, el aviso."""
    if avanza(tarea, quedan):
        encolar_lectura(
            sesion,
            documento_de(sesion, pedido.version_id),
            sesion.get_one(Version, pedido.version_id),
            reloj=reloj,
            hondura=int(tarea.carga.get("hondura", 0)),
            sin_comprobar=quedan,
            prioridad=Prioridad(tarea.prioridad),
        )


def _con_lo_de_dentro(
    contexto: Contexto, pedido: Pedido, texto: Texto, hallados: tuple[adjuntos.Separado, ...]
) -> Texto:
    """De la versión que espera para salir, también lo que esconden los archivos que trae dentro.

    Los de una que alguien ha de catalogar entran cada uno con su ficha, y ahí se dice.
    """
    with lectura(contexto.bd) as sesion:
        espera = sesion.get_one(Version, pedido.version_id).vista == Vista.POR_REVISAR
    if not (espera and hallados):
        return texto
    llegadas = (uno.llegada for uno in hallados)
    de_dentro = (
        (una.nombre, contexto.deposito.ruta(una.guardado.sha256) if una.guardado is not None else None)
        for una in llegadas
    )
    avisos = avisos_de_dentro(de_dentro, limites_de(contexto.config))
    return replace(texto, avisos=(*texto.avisos, *avisos))


def _adelantar(
    contexto: Contexto, pedido: Pedido, separados: tuple[adjuntos.Separado, ...], hondura: int
) -> tuple[adjuntos.Separado, ...]:
    """Recibe los que venían dentro, si son muchos y es la primera lectura; devuelve los que faltan."""
    with lectura(contexto.bd) as sesion:
        if ultima_lectura(sesion, pedido) is not None:
            return separados
        documento = documento_de(sesion, pedido.version_id).id
    return adjuntos.adelantar(contexto.bd, documento, separados, reloj=contexto.reloj, hondura=hondura)


def cortesia_de(contexto: Contexto, tarea: TareaTomada) -> Cortesia:
    """Con qué se le dice a la lectura de esa tarea que ceda el paso."""
    desde = contexto.reloj.ahora()

    def espera_otro() -> bool:
        with suppress(OperationalError), lectura(contexto.bd) as sesion:
            return hay_antes(sesion, tarea, desde=desde, reloj=contexto.reloj)
        return False

    return Cortesia(espera_otro, estreno="turnos" not in tarea.carga)


def _anotar_avance(contexto: Contexto, tarea: TareaTomada, avance: str) -> None:
    """Deja ver por dónde va la lectura; si la base está ocupada, se sabrá con la página siguiente."""
    with suppress(OperationalError), transaccion(contexto.bd) as sesion:
        latir(sesion, tarea, reloj=contexto.reloj, avance=avance)


def limites_de(config: Config) -> Limites:
    """Los límites del proceso que lee, según la configuración."""
    return Limites(
        segundos=float(config.extraccion_segundos),
        cpu=config.extraccion_segundos,
        memoria_bytes=config.extraccion_memoria_mb * 1_000_000,
        salida_bytes=config.extraccion_salida_mb * 1_000_000,
        paginas=config.extraccion_paginas,
    )
