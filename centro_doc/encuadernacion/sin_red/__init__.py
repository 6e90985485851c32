"""El índice que se abre sin red: una página con el expediente, que busca en los textos sin servidor.

Las palabras van en un índice invertido que la página carga como guion (`file://` no deja leer otra cosa); el
texto de cada documento, en el suyo, y se carga sólo el de los que salen.
"""

import json
import re
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

from centro_doc.encuadernacion.obra import Apartado, Documento, Obra, Pasaje, Tabla

_AQUI = Path(__file__).parent
_PALABRA = re.compile(r"[^\W_]+")
_ENIE = "\ue000"
Lugar = Callable[[Documento], str]


def plegar(texto: str) -> str:
    """En minúsculas y sin tildes, salvo la de la ñ; la misma regla que `buscar.js`.

    >>> plegar("Migración del NIÑO")
    'migracion del niño'
    """
    con_enie = unicodedata.normalize("NFC", texto.lower()).replace("ñ", _ENIE)
    sueltas = unicodedata.normalize("NFD", con_enie)
    return "".join(letra for letra in sueltas if not unicodedata.combining(letra)).replace(_ENIE, "ñ")


def guion_de(uno: Documento) -> str:
    """Dónde queda el texto de un documento para la página."""
    return f"indice/textos/{uno.numero}.js"


def texto_en_js(uno: Documento, paginas: Sequence[str]) -> str:
    """El texto de un documento como guion que se lo entrega a la página."""
    return f"TEXTO({uno.numero}, {_en_js(list(paginas))});\n"


class Indice:
    """El índice invertido: por palabra plegada, en qué páginas está. Las páginas se numeran de corrido."""

    def __init__(self, obra: Obra) -> None:
        self._obra = obra
        self._lugares: list[tuple[int, int]] = []
        self._palabras: dict[str, array[int]] = {}

    def anadir(self, uno: Documento, paginas: Sequence[str]) -> None:
        """Las páginas de un documento, desde la 1; en la 0 va lo que se dice de él."""
        dicho = f"{uno.identificador} {uno.titulo} {uno.ficha} {uno.frase}"
        for numero, pagina in enumerate((dicho, *paginas)):
            puesto = len(self._lugares)
            self._lugares.append((uno.numero, numero))
            for palabra in sorted(set(_PALABRA.findall(plegar(pagina)))):
                self._palabras.setdefault(palabra, array("l")).append(puesto)

    def paginas(self, original: Lugar, texto: Lugar) -> Iterator[tuple[str, str]]:
        """Los archivos de la página: su ruta en la bolsa y su contenido."""
        yield "indice.html", _html(self._obra, original, texto)
        yield "indice/indice.js", self._en_js(original)
        for nombre in ("buscar.js", "estilo.css"):
            yield f"indice/{nombre}", (_AQUI / nombre).read_text(encoding="utf-8")

    def _en_js(self, original: Lugar) -> str:
        documentos = {
            uno.numero: {
                "registro": uno.identificador,
                "titulo": uno.titulo,
                "ficha": uno.ficha,
                "frase": uno.frase,
                "original": original(uno) if uno.archivo is not None else "",
                "pdf": uno.archivo is not None and uno.archivo.tipo == "application/pdf",
            }
            for uno in self._obra.de_la_bolsa
        }
        palabras = {palabra: _saltos(self._palabras[palabra]) for palabra in sorted(self._palabras)}
        datos = {"documentos": documentos, "lugares": self._lugares, "palabras": palabras}
        return f"const INDICE = {_en_js(datos)};\n"


def _saltos(puestos: "array[int]") -> list[int]:
    """El primero y lo que va de cada uno al siguiente: números más cortos."""
    return [puestos[0], *(despues - antes for antes, despues in pairwise(puestos))]


def _en_js(dato: object) -> str:
    """JSON que también es JavaScript y no puede cerrar su guion."""
    escrito = json.dumps(dato, ensure_ascii=False, separators=(",", ":"))
    return escrito.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _html(obra: Obra, original: Lugar, texto: Lugar) -> str:
    cuerpo = "".join(_apartado(n, uno, original, texto) for n, uno in enumerate(obra.apartados))
    guia = "".join(
        f'<li><a href="#a{n}">{escape(uno.rotulo)}. {escape(uno.titulo)}</a>'
        f"{f' <span>{cuantos}</span>' if (cuantos := len(uno.documentos) + len(uno.sueltos)) else ''}</li>"
        for n, uno in enumerate(obra.apartados)
    )
    datos = (*obra.caratula, *obra.senas)
    caratula = "".join(f"<div><dt>{escape(r)}</dt><dd>{escape(v)}</dd></div>" for r, v in datos)
    aviso = f'<p class="aviso">{escape(obra.aviso)}</p>' if obra.aviso else ""
    marco = (_AQUI / "indice.html").read_text(encoding="utf-8")
    partes = {
        "TITULO": escape(f"{obra.dicha}, versión {obra.numero}"),
        "CLASE": escape(f"{obra.clase} {obra.clave} · versión {obra.numero}, {obra.nombre_de_nivel.lower()}"),
        "NOMBRE": escape(f"{obra.nombre}: {obra.titulo}"),
        "CARATULA": caratula,
        "AVISO": aviso + _prosa((obra.nota, *obra.portada.parrafos)),
        "GUIA": guia,
        "CUERPO": cuerpo,
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda hallada: partes[hallada[1]], marco)


def _prosa(parrafos: Sequence[str]) -> str:
    return "".join(f"<p>{escape(texto)}</p>" for texto in parrafos if texto)


def _apartado(n: int, apartado: Apartado, original: Lugar, texto: Lugar) -> str:
    titulo = f"{escape(apartado.rotulo)}. {escape(apartado.titulo)}"
    nada = "<p class='meta'>Sin registros.</p>" if apartado.sin_registros else ""
    tablas = "".join(_tabla(tabla) for tabla in apartado.tablas if tabla.filas)
    documentos = "".join(
        _documento(uno, original, texto) for uno in (*apartado.documentos, *apartado.sueltos)
    )
    lista = f'<ol class="lista">{documentos}</ol>' if documentos else ""
    return f'<section id="a{n}"><h2>{titulo}</h2>{nada}{_prosa(apartado.parrafos)}{tablas}{lista}</section>\n'


def _tabla(tabla: Tabla) -> str:
    cabeza = "".join(f'<th scope="col">{escape(columna)}</th>' for columna in tabla.columnas)
    filas = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in fila)}</tr>" for fila in tabla.filas)
    titulo = f"<caption>{escape(tabla.titulo)}</caption>" if tabla.titulo else ""
    cuerpo = f"{titulo}<thead><tr>{cabeza}</tr></thead><tbody>{filas}</tbody>"
    return f'<div class="tabla"><table>{cuerpo}</table></div>'


def _lugar(pasaje: Pasaje) -> str:
    return " · ".join(filter(None, (f"p. {pasaje.pagina}", pasaje.firma)))


def _documento(uno: Documento, original: Lugar, texto: Lugar) -> str:
    enlaces = [uno.falta] if uno.archivo is None else []
    if uno.archivo is not None:
        enlaces.append(f'<a href="{escape(original(uno))}">Original</a>')
        if uno.archivo.texto:
            enlaces.append(f'<a href="{escape(texto(uno))}">Texto</a>')
    version = f", versión {uno.version}" if uno.version else ""
    pasajes = "".join(
        f"<blockquote>«{escape(pasaje.literal)}» <cite>{escape(_lugar(pasaje))}</cite></blockquote>"
        for pasaje in uno.pasajes
    )
    ficha = f"{escape(uno.ficha)} · {escape(uno.identificador)}{version} · {' · '.join(enlaces)}"
    return (
        f'<li id="d{uno.numero}" value="{uno.numero}"><h3>{escape(uno.titulo)}</h3>'
        f'<p class="meta">{ficha}</p>'
        f"<p>{escape(uno.frase)}</p>{pasajes}</li>\n"
    )
