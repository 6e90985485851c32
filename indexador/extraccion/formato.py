"""Cómo viaja un `Texto` del proceso hijo al padre: renglones de JSON, nunca pickle.

El primer renglón lleva lo del documento; cada uno de los siguientes, una página con sus cajas
empaquetadas en base 64. Los adjuntos van aparte, como archivos. Un fallo con motivo es un solo renglón
`{"error": …}`, y el de una lectura que cedió su turno, `{"cede": true}`.
"""

import base64
import binascii
import json
from pathlib import Path

from indexador.errores import NoExtraible, TurnoCedido
from indexador.extraccion.cajas import Empaquetadas, empaquetar
from indexador.ficha import Adjunto, Pagina, Texto

_en_json = json.JSONEncoder(ensure_ascii=False).encode


class SalidaIlegible(ValueError):
    """El archivo no es lo que escribe `escribir_texto` o `escribir_error`."""


def escribir_texto(texto: Texto, destino: Path) -> None:
    """Escribe el resultado de una lectura. Levanta `OSError` si no cabe."""
    cabecera = {
        "paginas": len(texto.paginas),
        "extractor": texto.extractor,
        "propiedades": dict(texto.propiedades),
        "avisos": list(texto.avisos),
        "adjuntos": [
            [a.nombre, a.clase, a.ruta.name if a.ruta is not None else "", a.motivo, a.salida]
            for a in texto.adjuntos
        ],
    }
    with destino.open("w", encoding="utf-8", errors="replace") as salida:
        salida.write(_en_json(cabecera) + "\n")
        for p in texto.paginas:
            cajas = base64.b64encode(empaquetar(p.palabras)).decode("ascii")
            fila = [p.numero, p.texto, p.etiqueta, p.ancho, p.alto, p.origen, cajas]
            salida.write(_en_json(fila) + "\n")


def escribir_error(error: NoExtraible, destino: Path) -> None:
    """Escribe un fallo con su motivo."""
    fila = {"error": [error.codigo, error.motivo, error.salida]}
    destino.write_text(json.dumps(fila, ensure_ascii=False) + "\n", encoding="utf-8", errors="replace")


def escribir_cesion(destino: Path) -> None:
    """Escribe que la lectura paró para seguir después."""
    destino.write_text('{"cede": true}\n', encoding="utf-8")


def leer(origen: Path, carpeta: Path) -> Texto:
    """Lee lo que escribió el hijo; sus adjuntos están en `carpeta`.

    Levanta el `NoExtraible` que traiga, `TurnoCedido`, o `SalidaIlegible` si está cortado o no es suyo.
    """
    try:
        with origen.open(encoding="utf-8") as entrada:
            cabecera = json.loads(entrada.readline())
            if "error" in cabecera:
                codigo, motivo, salida = map(str, cabecera["error"])
                raise NoExtraible(codigo, motivo, salida)
            if "cede" in cabecera:
                raise TurnoCedido
            paginas = tuple(_pagina(json.loads(renglon)) for renglon in entrada)
        if len(paginas) != cabecera["paginas"]:
            raise SalidaIlegible("Faltan páginas en la salida del lector.")
        return Texto(
            paginas,
            str(cabecera["extractor"]),
            {str(clave): str(valor) for clave, valor in cabecera["propiedades"].items()},
            tuple(map(str, cabecera["avisos"])),
            tuple(_adjunto(fila, carpeta) for fila in cabecera["adjuntos"]),
        )
    except (OSError, UnicodeDecodeError, LookupError, TypeError, AttributeError, ValueError) as error:
        raise SalidaIlegible("La salida del lector no se entiende.") from error


def _adjunto(fila: list[str], carpeta: Path) -> Adjunto:
    """Un adjunto del que el hijo da sólo el número de su archivo: un nombre con carpetas no es suyo."""
    nombre, clase, archivo, motivo, salida = map(str, fila)
    if archivo and not archivo.isdigit():
        raise SalidaIlegible("Los adjuntos del lector no se entienden.")
    return Adjunto(nombre, clase, carpeta / archivo if archivo else None, motivo, salida)


def _pagina(fila: list[str]) -> Pagina:
    numero, texto, etiqueta, ancho, alto, origen, cajas = fila
    try:
        palabras = Empaquetadas(base64.b64decode(cajas, validate=True)) if cajas else ()
    except binascii.Error as error:
        raise SalidaIlegible("Las cajas del lector no se entienden.") from error
    return Pagina(int(numero), str(texto), str(etiqueta), float(ancho), float(alto), palabras, str(origen))
