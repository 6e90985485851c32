"""Guardar lo leído de un archivo, o por qué no se pudo, en la transacción de quien llama."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo import acceso, advertencias
from centro_doc.catalogo.correcciones import conservar
from centro_doc.catalogo.firmas import guardar_firma
from centro_doc.catalogo.modelos import (
    Archivo,
    Documento,
    Estado,
    PaginaGuardada,
    Papel,
    TextoGuardado,
    Version,
    Vista,
)
from centro_doc.catalogo.nombres import titulo_de_nombre, titulo_propuesto
from centro_doc.catalogo.por_leer import AVISO_DE_VERSION
from centro_doc.catalogo.retenidas import nada_oculto, poner_a_la_vista
from centro_doc.catalogo.sugerencias import al_cambiar_el_texto
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA
from indexador.errores import NoExtraible
from indexador.extraccion.cajas import empaquetar
from indexador.extraccion.oculto import en_paginas, por_gravedad
from indexador.extraccion.pdf_miradas import OCULTO_SIN_COMPROBAR
from indexador.extraccion.relectura import OCR_A_MEDIAS
from indexador.ficha import Texto
from indexador.juridico.metadatos import Propuesta
from indexador.lengua.personales import cuantos, datos_personales
from indexador.parecido import Firma

POR_LEER = frozenset({Estado.RECIBIDO, Estado.EN_PROCESO, Estado.CON_FALLA})
"""Los estados de un documento que la lectura puede mover; lo publicado no cambia de estado por ella."""


@dataclass(frozen=True, slots=True)
class Pedido:
    """El archivo que hay que leer."""

    version_id: int
    archivo_id: int
    sha256: str
    nombre: str


def empezar(sesion: Session, version_id: int) -> Pedido:
    """Pone el documento en proceso, si la lectura le toca, y dice qué archivo leer."""
    documento = documento_de(sesion, version_id)
    if documento.estado in POR_LEER and sesion.get_one(Version, version_id).vista == Vista.A_LA_VISTA:
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

    De una versión por revisar, el texto se guarda; si no lleva nada oculto pasa a regir sola, y si lo lleva
    el documento sigue como estaba.
    """
    documento = documento_de(sesion, pedido.version_id)
    version = sesion.get_one(Version, pedido.version_id)
    archivo = sesion.get_one(Archivo, pedido.archivo_id)
    previa = ultima_lectura(sesion, pedido, texto.extractor)
    faltan, faltaban = a_medias(texto), a_medias(previa) if previa is not None else math.inf
    if faltan <= faltaban:
        archivo.avisos = por_gravedad((*texto.avisos, *_de_particulares(texto)))
    sale = version.vista == Vista.POR_REVISAR and nada_oculto(archivo.avisos)
    if sale:
        poner_a_la_vista(sesion, SISTEMA, documento, version, reloj=reloj)
    if faltan < faltaban:
        _guardar_lo_nuevo(sesion, documento, pedido, texto, firma, propuestas, reloj=reloj)
    elif sale:
        al_cambiar_el_texto(sesion, documento.id, reloj=reloj)
    espera = version.vista == Vista.POR_REVISAR and documento.estado in POR_LEER
    if espera or version.vista == Vista.A_LA_VISTA:
        _cerrar(documento, Estado.POR_CATALOGAR)
    advertencias.poner_al_dia(sesion, documento)
    anotar(
        sesion,
        SISTEMA,
        "texto_extraido",
        ("documento", documento.identificador),
        reloj=reloj,
        detalle={"version": pedido.version_id, "paginas": len(texto.paginas), "extractor": texto.extractor},
    )
    return documento.id


def _de_particulares(texto: Texto) -> list[str]:
    """El aviso de que el texto trae datos que identifican a un particular, si los trae."""
    hallados = {pagina.numero: datos_personales(pagina.texto) for pagina in texto.paginas}
    donde = [numero for numero, suyos in hallados.items() if suyos]
    if not donde:
        return []
    lista = ", ".join(cuantos([uno for suyos in hallados.values() for uno in suyos]))
    return [
        f"El texto trae datos de un particular: {lista} {en_paginas(donde)}. En la búsqueda, los extractos y "
        "el texto público van cubiertos; en el archivo se ven: considere publicar sólo un extracto sin ellos."
    ]


def _guardar_lo_nuevo(
    sesion: Session,
    documento: Documento,
    pedido: Pedido,
    texto: Texto,
    firma: Firma | None,
    propuestas: Sequence[Propuesta] | None,
    *,
    reloj: Reloj,
) -> None:
    """Lo que nace de una lectura que antes no había: sus páginas, su firma, sus propuestas y el título."""
    guardado = _guardar_lectura(sesion, pedido, texto, reloj=reloj)
    guardar_firma(sesion, pedido.version_id, guardado.id, firma)
    sesion.flush()
    conservar(sesion, guardado, reloj=reloj)
    if propuestas is not None:
        al_cambiar_el_texto(sesion, documento.id, reloj=reloj, leidas=(guardado.id, propuestas))
    _proponer_titulo(sesion, documento, pedido, texto)


def guardar_falla(sesion: Session, pedido: Pedido, falla: NoExtraible, *, reloj: Reloj) -> None:
    """Anota por qué no se pudo leer; un documento ya catalogado conserva su estado y recibe el aviso."""
    documento = documento_de(sesion, pedido.version_id)
    sesion.get_one(Archivo, pedido.archivo_id).avisos = [f"{AVISO_DE_VERSION} {falla.motivo}"]
    vista = sesion.get_one(Version, pedido.version_id).vista
    if vista != Vista.RETIRADA and documento.estado in POR_LEER:
        _cerrar(documento, Estado.CON_FALLA, falla)
    advertencias.poner_al_dia(sesion, documento)
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


def ultima_lectura(sesion: Session, pedido: Pedido, extractor: str | None = None) -> TextoGuardado | None:
    """La última lectura de ese archivo, con ese extractor o con cualquiera."""
    previas = (
        select(TextoGuardado)
        .where(TextoGuardado.archivo_id == pedido.archivo_id, TextoGuardado.clase == "extraccion")
        .order_by(TextoGuardado.id.desc())
    )
    if extractor is not None:
        previas = previas.where(TextoGuardado.extractor == extractor)
    return sesion.scalar(previas.limit(1))


def a_medias(texto: Texto | TextoGuardado) -> int:
    """A cuántas páginas no les alcanzó el tiempo del OCR."""
    return int(texto.propiedades.get(OCR_A_MEDIAS, "0"))


def sin_comprobar(texto: Texto) -> int:
    """A cuántas páginas no les alcanzó el tiempo para saber si esconden algo."""
    return int(texto.propiedades.get(OCULTO_SIN_COMPROBAR, "0"))


def documento_de(sesion: Session, version_id: int) -> Documento:
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
