"""Lectura de EPUB (especificación 3.3): cada capítulo del orden de lectura es una página."""

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from indexador.errores import NoExtraible
from indexador.extraccion.html import avisos_de_ocultos, decodificar_html, texto_de_html
from indexador.extraccion.limites import Opciones
from indexador.extraccion.limpieza import limpiar
from indexador.extraccion.paginado import nombradas
from indexador.extraccion.paquete import Paquete, danado, etiqueta, protegido
from indexador.ficha import Texto

_PROPIEDADES = {"title": "titulo", "creator": "autor", "subject": "asunto", "date": "creado"}
_DECLARACION = re.compile(r"<!DOCTYPE[^\[>]{0,2000}\[.{0,20000}?\]\s*>", re.IGNORECASE | re.DOTALL)
"""La que trae entidades propias, que no se resuelven."""
_CLASES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


def leer_epub(ruta: Path, opciones: Opciones) -> Texto:
    """Los capítulos con algún texto; se llaman por su título, si lo declaran. Levanta `NoExtraible`."""
    with Paquete(ruta) as paquete:
        principal = _paquete_opf(paquete)
        opf = paquete.xml(principal)
        if opf is None:
            raise danado()
        partes = _orden_de_lectura(opf, posixpath.dirname(principal))
        _exigir_abierto(paquete, partes)
        capitulos = [_capitulo(paquete, parte) for parte in partes]
        propiedades = _propiedades(opf)
    con_texto = [(titulo, texto) for titulo, texto, _ in capitulos if texto]
    if not con_texto:
        raise NoExtraible(
            "vacio", "El libro electrónico no tiene texto.", "Si son páginas en imagen, suba un PDF de ellas."
        )
    paginas = nombradas(
        (titulo or f"cap. {n}", texto) for n, (titulo, texto) in enumerate(con_texto, start=1)
    )
    ocultos = sum(cuantos for _, _, cuantos in capitulos)
    avisos = (*opciones.recorte(len(paginas), "capítulos"), *avisos_de_ocultos(ocultos))
    return Texto(paginas[: opciones.paginas], "epub 1", propiedades, avisos)


def _paquete_opf(paquete: Paquete) -> str:
    contenedor = paquete.xml("META-INF/container.xml")
    raices = [] if contenedor is None else [str(r.get("full-path")) for r in contenedor.iter("{*}rootfile")]
    sueltas = sorted(nombre for nombre in paquete.nombres() if nombre.lower().endswith(".opf"))
    hallada = next((nombre for nombre in [*raices, *sueltas] if nombre in paquete.nombres()), None)
    if hallada is None:
        raise danado()
    return hallada


def _orden_de_lectura(opf: etree._Element, carpeta: str) -> list[str]:
    piezas = {
        str(pieza.get("id")): unquote(str(pieza.get("href", "")))
        for pieza in opf.iter("{*}item")
        if str(pieza.get("media-type", "")).lower() in _CLASES
    }
    ordenadas = [str(r.get("idref")) for r in opf.iter("{*}itemref")]
    return [
        posixpath.normpath(posixpath.join(carpeta, piezas[uno]))
        for uno in ordenadas or piezas
        if uno in piezas
    ]


def _exigir_abierto(paquete: Paquete, partes: list[str]) -> None:
    """Las letras cifradas no estorban; un capítulo cifrado es un libro protegido."""
    cifrado = paquete.xml("META-INF/encryption.xml")
    cifradas = (
        []
        if cifrado is None
        else [unquote(str(c.get("URI", ""))) for c in cifrado.iter("{*}CipherReference")]
    )
    if set(cifradas) & set(partes):
        raise protegido()


def _capitulo(paquete: Paquete, parte: str) -> tuple[str, str, int]:
    """Su título, su texto y cuántos trozos no muestra."""
    crudo = paquete.bytes_de(parte)
    if crudo is None:
        return "", "", 0
    texto, datos, ocultos = texto_de_html(_DECLARACION.sub("", decodificar_html(crudo), count=1))
    return datos.get("titulo", ""), texto, ocultos


def _propiedades(opf: etree._Element) -> dict[str, str]:
    propiedades: dict[str, str] = {}
    metadatos = next(opf.iter("{*}metadata"), None)
    for elemento in [] if metadatos is None else metadatos.iter("{*}*"):
        nombre = _PROPIEDADES.get(etiqueta(elemento))
        valor = " ".join(limpiar(elemento.text or "").split())[:1000]
        if nombre and valor and nombre not in propiedades:
            propiedades[nombre] = valor[:10] if nombre == "creado" else valor
    return propiedades
