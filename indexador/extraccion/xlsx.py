"""Lectura de XLSX (ECMA-376, parte 1, §18): cada hoja es una página, con los valores como se ven.

Se lee renglón por renglón y sin calcular nada: de una fórmula, el último valor que guardó Excel.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from indexador.extraccion.fotos import en_un_paquete
from indexador.extraccion.limites import Opciones
from indexador.extraccion.oculto import atencion, cuenta
from indexador.extraccion.odf_hoja import SEPARADOR
from indexador.extraccion.ooxml import destinos, parte_principal, propiedades, referencia, relaciones
from indexador.extraccion.paginado import nombradas
from indexador.extraccion.paquete import Paquete, con_entidades, danado, etiqueta
from indexador.extraccion.pptx import parrafos
from indexador.extraccion.xlsx_numeros import Formato, como_se_ve, formatos_de
from indexador.ficha import Texto

_CELDA_MAXIMA = 33_000
"""Letras de una celda; Excel admite 32.767."""


@dataclass(frozen=True, slots=True)
class _Libro:
    """Lo que las celdas necesitan del libro: los textos comunes y el formato de cada estilo."""

    textos: Sequence[str]
    formatos: Sequence[Formato]
    desde_1904: bool


@dataclass
class _Ocultos:
    comentarios: int = 0
    hojas: int = 0
    con_filas: int = 0


def leer_xlsx(ruta: Path, opciones: Opciones) -> Texto:
    """Las hojas en su orden, también las ocultas, que un aviso cuenta. Levanta `NoExtraible`."""
    with Paquete(ruta) as paquete:
        principal = parte_principal(paquete, "xl/workbook.xml")
        raiz = paquete.xml(principal)
        if raiz is None:
            raise danado()
        ocultos = _Ocultos()
        paginas = nombradas(_hojas(paquete, principal, raiz, ocultos))
        fotos = en_un_paquete(paquete)
        datos = propiedades(paquete, fotos.dichos)
    avisos = atencion(
        cuenta(ocultos.comentarios, "comentario en sus celdas", "comentarios en sus celdas"),
        cuenta(ocultos.hojas, "hoja oculta", "hojas ocultas"),
        cuenta(ocultos.con_filas, "hoja con filas o columnas ocultas", "hojas con filas o columnas ocultas"),
        fotos.lugares,
    )
    avisos = [*opciones.recorte(len(paginas), "hojas"), *avisos]
    return Texto(paginas[: opciones.paginas], "xlsx 1", datos, tuple(avisos))


def _hojas(
    paquete: Paquete, principal: str, raiz: etree._Element, ocultos: _Ocultos
) -> Iterator[tuple[str, str]]:
    enlaces = relaciones(paquete, principal)
    libro = _libro(paquete, raiz, enlaces)
    for hoja in raiz.iter("{*}sheet"):
        clase, parte = enlaces.get(referencia(hoja), ("", ""))
        if clase and clase != "worksheet":
            continue
        ocultos.hojas += hoja.get("state", "visible") != "visible"
        crudo = paquete.bytes_de(parte)
        renglones = [] if crudo is None else list(_renglones(crudo, libro, ocultos))
        renglones += _cuadros_de_texto(paquete, parte)
        ocultos.comentarios += _comentarios(paquete, parte)
        yield f"hoja {hoja.get('name', '')}", "\n".join(renglones)


def _libro(paquete: Paquete, raiz: etree._Element, enlaces: Mapping[str, tuple[str, str]]) -> _Libro:
    partes = dict(enlaces.values())
    comunes = paquete.xml(partes.get("sharedStrings", "xl/sharedStrings.xml"))
    textos = [] if comunes is None else [_texto(uno) for uno in comunes.iterchildren("{*}si")]
    ajustes = next(raiz.iter("{*}workbookPr"), None)
    en_1904 = ajustes is not None and ajustes.get("date1904") in {"1", "true"}
    return _Libro(textos, formatos_de(paquete.xml(partes.get("styles", "xl/styles.xml"))), en_1904)


def _renglones(crudo: bytes, libro: _Libro, ocultos: _Ocultos) -> Iterator[str]:
    """Las filas con algo escrito. Las entidades del XML no se resuelven."""
    if b"<!DOCTYPE" in crudo[:4096]:
        raise con_entidades()
    escondidas = False
    try:
        pasos = etree.iterparse(
            io.BytesIO(crudo), tag=("{*}row", "{*}col"), resolve_entities=False, no_network=True
        )
        for _, elemento in pasos:
            escondidas |= elemento.get("hidden") in {"1", "true"}
            if etiqueta(elemento) == "row":
                celdas = (_celda(celda, libro) for celda in elemento.iterchildren("{*}c"))
                renglon = SEPARADOR.join(celda for celda in celdas if celda)
                if renglon:
                    yield renglon
                _soltar(elemento)
    except etree.XMLSyntaxError as error:
        raise danado() from error
    ocultos.con_filas += escondidas


def _soltar(fila: etree._Element) -> None:
    """Olvida la fila leída y las anteriores: una hoja de un millón no cabe entera."""
    fila.clear()
    while fila.getprevious() is not None:
        del fila.getparent()[0]


def _celda(celda: etree._Element, libro: _Libro) -> str:
    clase = celda.get("t", "n")
    if clase == "inlineStr":
        dentro = celda.find("{*}is")
        return "" if dentro is None else _texto(dentro)
    valor = (celda.findtext("{*}v") or "").strip()
    if clase == "s":
        puesto = int(valor) if valor.isdigit() else -1
        return libro.textos[puesto] if 0 <= puesto < len(libro.textos) else ""
    if clase == "b":
        return "VERDADERO" if valor == "1" else "FALSO"
    if clase in {"str", "e", "d"}:
        return " ".join(valor[:_CELDA_MAXIMA].split())
    estilo = celda.get("s", "0")
    puesto = int(estilo) if estilo.isdigit() else 0
    formato = libro.formatos[puesto] if puesto < len(libro.formatos) else Formato()
    return como_se_ve(valor, formato, desde_1904=libro.desde_1904)


def _texto(elemento: etree._Element) -> str:
    """El texto de una celda sin las guías de pronunciación."""
    trozos = (
        t.text or ""
        for t in elemento.iter("{*}t")
        if (padre := t.getparent()) is None or etiqueta(padre) != "rPh"
    )
    return " ".join("".join(trozos)[:_CELDA_MAXIMA].split())


def _cuadros_de_texto(paquete: Paquete, hoja: str) -> list[str]:
    """Lo escrito en las formas dibujadas sobre la hoja."""
    raices = (
        raiz for parte in destinos(paquete, hoja, "drawing") if (raiz := paquete.xml(parte)) is not None
    )
    return [renglon for raiz in raices for renglon in parrafos(raiz)]


def _comentarios(paquete: Paquete, hoja: str) -> int:
    partes = destinos(paquete, hoja, "comments")
    raices = (raiz for parte in partes if (raiz := paquete.xml(parte)) is not None)
    return sum(1 for raiz in raices for _ in raiz.iter("{*}comment"))
