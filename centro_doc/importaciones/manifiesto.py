"""Leer un manifiesto: una hoja CSV con cualquier columna, o referencias RIS o BibTeX.

De cada renglón sale su archivo (si lo nombra) y lo que dice de él, por campo del catálogo y como está
escrito: interpretarlo es cosa de `fichas.py`.
"""

import codecs
import csv
import io
import logging
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.model import DuplicateBlockKeyBlock, Entry

from centro_doc.catalogo.procedencia import CAMPOS as CAMPOS_DE_PROCEDENCIA
from centro_doc.importaciones.rutas import hallar

SIMPLES = (
    *("titulo", "titulo_corto", "numero", "tipo", "subtipo", "idioma", "emisor", "autores", "ponentes"),
    *("jurisdiccion", "resumen", *CAMPOS_DE_PROCEDENCIA, "ubicacion", "ejemplares", "condicion"),
)
ARCHIVO, FECHA, META = "archivo", "fecha:", "meta:"
OTROS_ARCHIVOS = "otros archivos"
"""Los que una referencia nombra después del primero, que es el que entra."""
SINONIMOS: Mapping[str, str] = {
    "file": ARCHIVO,
    "ruta": ARCHIVO,
    "nombre del archivo": ARCHIVO,
    "title": "titulo",
    "autor": "autores",
    "author": "autores",
    "ponente": "ponentes",
    "institucion": "emisor",
    "entidad": "emisor",
    "fecha": "fecha:emision",
    "fecha de emision": "fecha:emision",
    "fecha de publicacion": "fecha:publicacion",
    "entrego": "remitente",
    "origen": "remitente",
    "procedencia": "remitente",
    "quien lo entrego": "remitente",
    "como llego": "via",
    "forma de entrega": "via",
    "fecha de entrega": "entregado",
    "fecha de recepcion": "entregado",
    "recibido": "entregado",
    "oficio": "referencia",
    "numero de oficio": "referencia",
    "url": "referencia",
    "license": "licencia",
    "condiciones de uso": "derechos",
    "derechos de reproduccion": "derechos",
    "rights": "derechos",
    "notas": "resumen",
}
"""Encabezados que se entienden sin que nadie los asigne."""
_RIS = {"title": "titulo", "primary_title": "titulo", "abstract": "resumen", "number": "numero"}
_BIB = {"title": "titulo", "abstract": "resumen", "number": "numero"}


_ENTRE_ARCHIVOS = re.compile(r"(?<!\\);")
_ENTRE_PARTES = re.compile(r"(?<!\\):(?!\\)")
_ESCAPADO = re.compile(r"\\([:;\\])")
_CLAVE = re.compile(r"@\w+\s*[{(]\s*([^,\s{}]+)")

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
"""Lo que dice de una entrada mal formada, en inglés, lo dice `ManifiestoIlegible`."""

if TYPE_CHECKING:
    import _csv


class ManifiestoIlegible(Exception):
    """No se puede leer el manifiesto; el mensaje dice por qué y qué hacer."""


@dataclass(frozen=True, slots=True)
class FilaDeManifiesto:
    """Un renglón: el archivo que nombra, si lo nombra, y sus valores por campo."""

    numero: int
    archivo: Path | None
    valores: Mapping[str, str] = field(default_factory=dict)


def es_campo(nombre: str) -> bool:
    """¿Se puede asignar una columna a este campo? Los hay simples, `fecha:CLASE` y `meta:CLAVE`."""
    con_clave = any(nombre.startswith(p) and len(nombre) > len(p) for p in (FECHA, META))
    return nombre in SIMPLES or nombre == ARCHIVO or con_clave


def leer(ruta: Path, mapeo: Mapping[str, str] | None = None) -> list[FilaDeManifiesto]:
    """Los renglones de un manifiesto, por su extensión; levanta `ManifiestoIlegible`.

    `mapeo` dice qué columna de la hoja es qué campo; sin él valen los encabezados conocidos. Las rutas
    relativas cuelgan de la carpeta del manifiesto.
    """
    lectores: Mapping[str, Callable[[str], list[dict[str, str]]]] = {
        ".csv": lambda texto: _de_hoja(texto, mapeo),
        ".ris": _de_ris,
        ".bib": _de_bibtex,
    }
    lector = lectores.get(ruta.suffix.lower())
    if lector is None:
        raise ManifiestoIlegible("el manifiesto debe ser .csv, .ris o .bib.")
    try:
        filas = lector(_texto(ruta))
    except OSError as error:
        raise ManifiestoIlegible(f"no se puede leer {ruta}.") from error
    if not filas:
        raise ManifiestoIlegible(f"{ruta} no trae ningún renglón.")
    return [_fila(n, valores, ruta.parent) for n, valores in enumerate(filas, start=1)]


def _texto(ruta: Path) -> str:
    datos = ruta.read_bytes()
    if datos.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        texto = datos.decode("utf-16", errors="replace")
    else:
        try:
            texto = datos.decode("utf-8-sig")
        except UnicodeDecodeError:
            texto = datos.decode("cp1252", errors="replace")
    return texto.replace("\0", "")


def _fila(numero: int, valores: dict[str, str], carpeta: Path) -> FilaDeManifiesto:
    limpios = {campo: " ".join(str(valor).split()) for campo, valor in valores.items()}
    archivo = limpios.pop(ARCHIVO, "")
    ruta = hallar(carpeta, archivo) if archivo else None
    return FilaDeManifiesto(numero, ruta, {c: v for c, v in limpios.items() if v})


def _de_hoja(texto: str, mapeo: Mapping[str, str] | None) -> list[dict[str, str]]:
    """Los renglones de una hoja. Ante unas comillas sin cerrar no se adivina: se perderían renglones."""
    if not texto.strip():
        raise ManifiestoIlegible("la hoja está vacía.")
    hoja = _hoja(texto)
    try:
        encabezados = [nombre.strip() for nombre in next(hoja)]
        columnas = _columnas(encabezados, mapeo)
        return [_renglon(encabezados, columnas, fila, hoja.line_num) for fila in hoja if fila]
    except csv.Error as error:
        raise ManifiestoIlegible(
            f"la hoja está mal formada cerca del renglón {hoja.line_num}: revise sus comillas."
        ) from error


def columnas_sin_usar(ruta: Path, mapeo: Mapping[str, str] | None) -> list[str]:
    """Los encabezados de una hoja ya leída que no son ningún campo; ninguno si no es una hoja."""
    if ruta.suffix.lower() != ".csv":
        return []
    encabezados = [nombre.strip() for nombre in next(_hoja(_texto(ruta)))]
    usadas = _columnas(encabezados, mapeo)
    return [nombre for nombre in encabezados if nombre and nombre not in usadas]


def _hoja(texto: str) -> "_csv.Reader":
    separador = max(",;\t|", key=texto.splitlines()[0].count)
    return csv.reader(io.StringIO(texto, newline=""), delimiter=separador, strict=True, skipinitialspace=True)


def _renglon(
    encabezados: Sequence[str], columnas: Mapping[str, str], fila: Sequence[str], numero: int
) -> dict[str, str]:
    if any(celda.strip() for celda in fila[len(encabezados) :]):
        raise ManifiestoIlegible(
            f"el renglón {numero} tiene más columnas que el encabezado: "
            "ponga entre comillas lo que lleve el separador dentro."
        )
    celdas = dict(zip(encabezados, fila, strict=False))
    return {campo: celdas.get(columna, "") for columna, campo in columnas.items()}


def _columnas(encabezados: Sequence[str], mapeo: Mapping[str, str] | None) -> dict[str, str]:
    if mapeo is not None:
        faltan = sorted(set(mapeo) - set(encabezados))
        if faltan:
            raise ManifiestoIlegible(f"la hoja no tiene las columnas {', '.join(faltan)}.")
        return _sin_repetir([(columna, campo) for columna, campo in mapeo.items()], encabezados)
    halladas = []
    for encabezado in encabezados:
        plano = _plano(encabezado)
        campo = SINONIMOS.get(plano, plano.replace(" ", "_") if not plano.startswith(META) else plano)
        if es_campo(campo):
            halladas.append((encabezado, campo))
    if not halladas:
        dichos = ", ".join(nombre for nombre in encabezados if nombre)
        raise ManifiestoIlegible(f"ninguna columna se reconoce ({dichos}). Asígnelas con --columnas.")
    return _sin_repetir(halladas, encabezados)


def _sin_repetir(columnas: Sequence[tuple[str, str]], encabezados: Sequence[str]) -> dict[str, str]:
    """Columna → campo; dos columnas para el mismo campo se contradirían sin que nadie lo viera."""
    vistas: dict[str, str] = {}
    for columna, campo in columnas:
        otra = vistas.get(campo) or (columna if encabezados.count(columna) > 1 else "")
        if otra:
            raise ManifiestoIlegible(
                f"las columnas «{otra}» y «{columna}» son el mismo dato ({campo}). "
                "Deje una sola, o cámbiele el encabezado a la otra."
            )
        vistas[campo] = columna
    return dict(columnas)


def _plano(texto: str) -> str:
    sin_tildes = (c for c in unicodedata.normalize("NFD", texto.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(sin_tildes).replace("_", " ").split())


def _de_ris(texto: str) -> list[dict[str, str]]:
    try:
        entradas: list[dict[str, Any]] = rispy.loads(texto)
    except (OSError, ValueError, KeyError) as error:
        raise ManifiestoIlegible("el RIS está mal formado.") from error
    _exigir_cierres(texto)
    filas = []
    for entrada in entradas:
        fila = {campo: str(entrada[n]) for n, campo in _RIS.items() if entrada.get(n)}
        fila["autores"] = "; ".join(entrada.get("authors") or entrada.get("first_authors") or [])
        fila["emisor"] = str(entrada.get("publisher", ""))
        fila["fecha:publicacion"] = str(entrada.get("year") or entrada.get("publication_year") or "")[:4]
        adjuntos = (str(entrada.get(n, "")) for n in ("file_attachments1", "file_attachments2"))
        fila[ARCHIVO] = next((a for a in adjuntos if a and "://" not in a), "")
        filas.append(fila)
    return filas


def _exigir_cierres(texto: str) -> None:
    """Una referencia RIS sin su `ER` se perdería, o se comería a la siguiente."""
    abierta = 0
    for numero, linea in enumerate(texto.splitlines(), 1):
        if linea.startswith("TY  -"):
            if abierta:
                break
            abierta = numero
        elif linea.startswith("ER  -"):
            abierta = 0
    if abierta:
        raise ManifiestoIlegible(
            f"a la referencia que empieza en la línea {abierta} le falta su final («ER  - »)."
        )


def _de_bibtex(texto: str) -> list[dict[str, str]]:
    biblioteca = parse_string(texto)
    if biblioteca.failed_blocks:
        malo = biblioteca.failed_blocks[0]
        linea = (malo.start_line or 0) + 1
        if isinstance(malo, DuplicateBlockKeyBlock):
            raise ManifiestoIlegible(f"«{malo.key}» está repetido en la línea {linea}: póngale otra clave.")
        clave = _CLAVE.search(malo.raw or "")
        cual = f", en «{clave[1]}»" if clave else ""
        raise ManifiestoIlegible(f"el BibTeX está mal formado cerca de la línea {linea}{cual}.")
    archivos = [_archivos_de_gestor(_sin_llaves(_campo(entrada, "file"))) for entrada in biblioteca.entries]
    filas = []
    # Las rutas se leen antes de cambiar las órdenes de LaTeX por letras: sus barras no son órdenes.
    descifrada = LatexDecodingMiddleware(allow_inplace_modification=False).transform(biblioteca)
    for entrada, (archivo, *otros) in zip(descifrada.entries, archivos, strict=True):
        valores = {clave.lower(): _sin_llaves(str(c.value)) for clave, c in entrada.fields_dict.items()}
        fila = {campo: valores[n] for n, campo in _BIB.items() if n in valores}
        fila[ARCHIVO], fila[OTROS_ARCHIVOS] = archivo, "; ".join(otros)
        fila["autores"] = valores.get("author", "").replace(" and ", "; ")
        fila["emisor"] = next(
            (valores[n] for n in ("institution", "publisher", "school") if n in valores), ""
        )
        fila["fecha:publicacion"] = valores.get("date", valores.get("year", ""))
        filas.append(fila)
    return filas


def _campo(entrada: Entry, nombre: str) -> str:
    return next((str(c.value) for clave, c in entrada.fields_dict.items() if clave.lower() == nombre), "")


def _archivos_de_gestor(campo: str) -> list[str]:
    """Las rutas de un campo `file`: una sola, o «descripción:ruta:tipo; …» (JabRef, Zotero). Al menos una."""
    rutas = []
    for uno in _ENTRE_ARCHIVOS.split(campo):
        partes = _ENTRE_PARTES.split(uno)
        rutas.append(_ESCAPADO.sub(r"\1", partes[1] if len(partes) == 3 else uno).strip())
    return [rutas[0], *filter(None, rutas[1:])]


def _sin_llaves(valor: str) -> str:
    return valor.replace("{", "").replace("}", "")
