"""La tarea de leer un archivo: extraer el texto fuera de toda transacción y guardarlo en una sola.

Es idempotente: si corre dos veces para el mismo archivo con el mismo extractor, la segunda no añade nada.
"""

import math
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from almacen import DepositoLocal, NoGuardado
from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo import acceso, adjuntos, reconocidas
from centro_doc.catalogo.correcciones import conservar
from centro_doc.catalogo.firmas import guardar_firma
from centro_doc.catalogo.ingreso import AVISO_DE_VERSION, TAREA, sin_aviso_de_version
from centro_doc.catalogo.modelos import (
    Archivo,
    Documento,
    Estado,
    PaginaGuardada,
    Papel,
    TextoGuardado,
    Version,
)
from centro_doc.catalogo.nombres import titulo_de_nombre, titulo_propuesto
from centro_doc.catalogo.sugerencias import al_cambiar_el_texto
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.tareas.casos import TareaTomada, latir
from config import Config
from indexador.errores import NoExtraible
from indexador.extraccion.aislado import AlAvanzar, extraer_aislado
from indexador.extraccion.cajas import empaquetar
from indexador.extraccion.limites import Limites
from indexador.extraccion.relectura import OCR_A_MEDIAS
from indexador.ficha import Texto
from indexador.juridico.metadatos import Propuesta, proponer
from indexador.parecido import Firma, firmar

POR_LEER = frozenset({Estado.RECIBIDO, Estado.EN_PROCESO, Estado.CON_FALLA})
"""Los estados de un documento que la lectura puede mover; lo publicado no cambia de estado por ella."""

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


@dataclass(frozen=True, slots=True)
class Pedido:
    """El archivo que hay que leer."""

    version_id: int
    archivo_id: int
    sha256: str
    nombre: str


class Lectura:
    """La etapa `extraer` de la cola.

    `despues` corre en la transacción que guarda un texto nuevo, con el número del documento: ahí se revisa lo
    que dependa del texto en tajadas más altas.
    """

    clase = TAREA

    def __init__(self, despues: Callable[[Session, int], None] = lambda _sesion, _documento: None) -> None:
        self._despues = despues

    def preparar(self, contexto: Contexto, tarea: TareaTomada) -> Guardar:
        """Lee el archivo en un proceso aparte; devuelve cómo guardar el texto o la falla."""
        with transaccion(contexto.bd) as sesion:
            pedido = empezar(sesion, int(tarea.carga["version"]))
        reloj, hondura = contexto.reloj, int(tarea.carga.get("hondura", 0))
        try:
            texto, separados = leer(
                contexto, pedido, hondura, lambda n, de: _anotar_avance(contexto, tarea, f"{n}/{de}")
            )
        except NoExtraible as error:
            falla = error
            return lambda sesion: guardar_falla(sesion, pedido, falla, reloj=reloj)
        except NoGuardado:
            falta = NoExtraible("interno", "El archivo no está en el depósito.", "Avise a la administración.")
            return lambda sesion: guardar_falla(sesion, pedido, falta, reloj=reloj)
        separados = _adelantar(contexto, pedido, separados, hondura)
        firma = firmar(pagina.texto for pagina in texto.paginas)
        # Si lo que falló las otras veces fue proponer, el texto no se pierde por eso: lo hará la rutina.
        propuestas = None if tarea.ultimo else proponer(texto, pedido.nombre)

        def guardar(sesion: Session) -> None:
            por_primera_vez = _ultima_lectura(sesion, pedido) is None
            documento = guardar_texto(sesion, pedido, texto, firma, propuestas, reloj=reloj)
            if not _a_medias(texto):
                reconocidas.olvidar_al_guardar(sesion, contexto.config, pedido.sha256)
            if por_primera_vez:
                padre = sesion.get_one(Documento, documento)
                adjuntos.recibir(sesion, padre, separados, reloj=reloj, hondura=hondura)
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
    contexto: Contexto, pedido: Pedido, hondura: int, al_avanzar: AlAvanzar | None = None
) -> tuple[Texto, tuple[adjuntos.Separado, ...]]:
    """El texto de un archivo, y los que venían dentro, ya en el depósito.

    Levanta `NoExtraible`, `NoGuardado` si el archivo no está, u `OSError` si falta disco.
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
        )
        limite = contexto.config.limite_archivo
        return texto, adjuntos.guardar(contexto.deposito, texto.adjuntos, limite=limite, hondura=hondura)


def _adelantar(
    contexto: Contexto, pedido: Pedido, separados: tuple[adjuntos.Separado, ...], hondura: int
) -> tuple[adjuntos.Separado, ...]:
    """Recibe los que venían dentro, si son muchos y es la primera lectura; devuelve los que faltan."""
    with lectura(contexto.bd) as sesion:
        if _ultima_lectura(sesion, pedido) is not None:
            return separados
        documento = _documento(sesion, pedido.version_id).id
    return adjuntos.adelantar(contexto.bd, documento, separados, reloj=contexto.reloj, hondura=hondura)


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


def empezar(sesion: Session, version_id: int) -> Pedido:
    """Pone el documento en proceso, si la lectura le toca, y dice qué archivo leer."""
    documento = _documento(sesion, version_id)
    if documento.estado in POR_LEER:
        documento.estado = Estado.EN_PROCESO
    return pedido_de(sesion, version_id)


def guardar_texto(
    sesion: Session,
    pedido: Pedido,
    texto: Texto,
    firma: Firma | None,
    propuestas: Sequence[Propuesta] | None = None,
    *,
    reloj: Reloj,
) -> int:
    """Guarda las páginas, su firma y las `propuestas`; el documento queda por catalogar. Devuelve su número.

    Sin `propuestas`, las busca después la rutina del trabajador (`sugerencias.proponer_atrasadas`).
    Lo que una persona corrigió antes sigue encima de la lectura nueva (`correcciones.conservar`). La del
    mismo lector sólo se guarda si lee páginas a las que antes no les alcanzó el tiempo.
    """
    documento = _documento(sesion, pedido.version_id)
    previa = _ultima_lectura(sesion, pedido, texto.extractor)
    faltan, faltaban = _a_medias(texto), _a_medias(previa) if previa is not None else math.inf
    if faltan < faltaban:
        guardado = _guardar_lectura(sesion, pedido, texto, reloj=reloj)
        guardar_firma(sesion, pedido.version_id, guardado.id, firma)
        sesion.flush()
        conservar(sesion, guardado, reloj=reloj)
        if propuestas is not None:
            al_cambiar_el_texto(sesion, documento.id, reloj=reloj, leidas=(guardado.id, propuestas))
        _proponer_titulo(sesion, documento, pedido, texto)
    if faltan <= faltaban:
        documento.avisos = list(texto.avisos)
    _cerrar(documento, Estado.POR_CATALOGAR)
    anotar(
        sesion,
        SISTEMA,
        "texto_extraido",
        ("documento", documento.identificador),
        reloj=reloj,
        detalle={"version": pedido.version_id, "paginas": len(texto.paginas), "extractor": texto.extractor},
    )
    return documento.id


def guardar_falla(sesion: Session, pedido: Pedido, falla: NoExtraible, *, reloj: Reloj) -> None:
    """Anota por qué no se pudo leer; un documento ya catalogado conserva su estado y recibe el aviso."""
    documento = _documento(sesion, pedido.version_id)
    if documento.estado in POR_LEER:
        _cerrar(documento, Estado.CON_FALLA, falla)
    else:
        aviso = f"{AVISO_DE_VERSION} {falla.motivo}"
        documento.avisos = [*sin_aviso_de_version(documento.avisos), aviso]
    anotar(
        sesion,
        SISTEMA,
        "lectura_fallida",
        ("documento", documento.identificador),
        reloj=reloj,
        motivo=falla.motivo,
        detalle={"version": pedido.version_id, "codigo": falla.codigo},
    )


def _cerrar(documento: Documento, estado: Estado, falla: NoExtraible | None = None) -> None:
    if documento.estado in POR_LEER:
        documento.estado = estado
    documento.falla_codigo = falla.codigo if falla is not None else ""
    documento.falla_motivo = " ".join([falla.motivo, falla.salida]).strip() if falla is not None else ""
    acceso.tocar(documento)


def _guardar_lectura(sesion: Session, pedido: Pedido, texto: Texto, *, reloj: Reloj) -> TextoGuardado:
    guardado = TextoGuardado(
        version_id=pedido.version_id,
        archivo_id=pedido.archivo_id,
        clase="extraccion",
        extractor=texto.extractor,
        propiedades=dict(texto.propiedades),
        creado=reloj.ahora(),
    )
    sesion.add(guardado)
    sesion.flush()
    sesion.add_all(
        PaginaGuardada(
            texto_id=guardado.id,
            numero=pagina.numero,
            etiqueta=pagina.etiqueta[:40],
            texto=pagina.texto,
            origen=pagina.origen,
            ancho=pagina.ancho,
            alto=pagina.alto,
            cajas=empaquetar(pagina.palabras),
        )
        for pagina in texto.paginas
    )
    return guardado


def _proponer_titulo(sesion: Session, documento: Documento, pedido: Pedido, texto: Texto) -> None:
    """Mejora el título que salió del nombre del archivo, mientras nadie lo haya escrito."""
    archivo = sesion.get_one(Archivo, pedido.archivo_id)
    if documento.edicion == 1 and documento.titulo == titulo_de_nombre(archivo.nombre):
        documento.titulo = titulo_propuesto(archivo.nombre, texto.propiedades.get("titulo"))


def _ultima_lectura(sesion: Session, pedido: Pedido, extractor: str | None = None) -> TextoGuardado | None:
    """La última lectura de ese archivo, con ese extractor o con cualquiera."""
    previas = (
        select(TextoGuardado)
        .where(TextoGuardado.archivo_id == pedido.archivo_id, TextoGuardado.clase == "extraccion")
        .order_by(TextoGuardado.id.desc())
    )
    if extractor is not None:
        previas = previas.where(TextoGuardado.extractor == extractor)
    return sesion.scalar(previas.limit(1))


def _a_medias(texto: Texto | TextoGuardado) -> int:
    """A cuántas páginas no les alcanzó el tiempo del OCR."""
    return int(texto.propiedades.get(OCR_A_MEDIAS, "0"))


def _documento(sesion: Session, version_id: int) -> Documento:
    documento = sesion.scalar(
        select(Documento).join(Version, Version.documento_id == Documento.id).where(Version.id == version_id)
    )
    if documento is None:
        raise NoEncontrado("No existe esa versión.")
    return documento


def pedido_de(sesion: Session, version_id: int) -> Pedido:
    """El archivo principal de una versión; levanta `NoEncontrado`."""
    archivo = sesion.scalar(
        select(Archivo).where(Archivo.version_id == version_id, Archivo.papel == Papel.PRINCIPAL)
    )
    if archivo is None:
        raise NoEncontrado("Esa versión no tiene archivo.")
    return Pedido(version_id, archivo.id, archivo.sha256, archivo.nombre)
