"""Las carátulas del segundo conjunto: iniciativas que ninguna otra medida usó, en otras maquetas."""

import hashlib
import json
import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from indexador.lengua.fechas_escritas import hallar_fechas
from indexador.lengua.plano import plano
from tests.rendimiento.conjunto_nuevo import Etiquetado
from tests.rendimiento.lienzos import EnImagen, EnPdf, pdf_de_hojas
from tests.rendimiento.portadas_de_iniciativa import MAQUETAS, PONENTES, TRAMITES, Portada

_FORMULA = re.compile(r"^iniciativa que dispone (?:(?:la )?(?:aprobar|aprobacion de)\s+)?")
_VISTAS = 240
"""Cuántas iniciativas, por el orden de su huella, midieron ya otras veces."""


def de_portadas(iniciativas: Path, carpeta: Path, cuantas: int) -> Iterator[Etiquetado]:
    """Carátulas de iniciativas que ninguna otra medida usó: limpias, en imagen y con un OCR sin español."""
    datos = json.loads(iniciativas.read_text(encoding="utf-8"))["iniciativas"]
    vistas = sorted(datos, key=lambda d: hashlib.sha256(d["numero"].encode()).digest())[_VISTAS:]
    nuevas = sorted(vistas, key=lambda d: hashlib.sha256(f"otra {d['numero']}".encode()).digest())
    for lugar, dato in enumerate(nuevas[:cuantas]):
        azar = random.Random(f"portada {dato['numero']}")
        anio, mes, dia = map(int, hallar_fechas(dato["fecha"])[0].iso.split("-"))
        asunto = dato["resumen"].strip().rstrip(".")
        presenta, tramite = azar.choice(list(PONENTES)), azar.choice(list(TRAMITES))
        portada = Portada(dato["numero"], anio, mes, dia, asunto + ".", presenta, tramite)
        clase = ("limpia", "en imagen", "limpia", "sin español")[lugar % 4]
        archivo = carpeta / f"portada-{dato['numero']}.pdf"
        maqueta = _dibujar_portada(archivo, portada, clase, lugar // 4, azar)
        campos = {
            "tipo": "iniciativa",
            "numero": dato["numero"],
            "titulo": _FORMULA.sub("", plano(asunto)),
            "asunto": asunto,
            "ponentes": PONENTES[presenta],
            "comision": TRAMITES[tramite],
            "tramite": tramite,
        }
        fechas = {"conocimiento_pleno": f"{anio}-{mes:02}-{dia:02}"}
        if maqueta == "con_sello" and clase != "limpia":
            fechas["presentacion"] = f"{anio}-{mes:02}-{max(1, dia - 3):02}"
        yield Etiquetado(
            f"portada-{dato['numero']}-{maqueta}",
            f"portada {clase}",
            archivo,
            {n: v for n, v in campos.items() if v},
            fechas,
            "conocimiento_pleno",
        )


def _dibujar_portada(archivo: Path, portada: Portada, clase: str, lugar: int, azar: random.Random) -> str:
    """Dibuja la carátula en la maqueta que le toca y dice cuál fue."""
    maqueta, letras = MAQUETAS[lugar % len(MAQUETAS)]
    letra = azar.choice(letras)
    if archivo.exists():
        return maqueta.__name__
    if clase == "limpia":
        lienzo = EnPdf(archivo, letra)
        maqueta(lienzo, portada, azar)
        lienzo.guardar()
        return maqueta.__name__
    imagen = EnImagen(letra, azar)
    maqueta(imagen, portada, azar)
    (hoja,) = imagen.ensuciar()
    if clase == "en imagen":
        pdf_de_hojas(archivo, [hoja])
        return maqueta.__name__
    hoja.save(archivo.with_suffix(".png"))
    leido = subprocess.run(
        ["tesseract", str(archivo.with_suffix(".png")), "-", "-l", "eng"],
        capture_output=True, text=True, check=True, timeout=120,
    ).stdout  # fmt: skip
    capa = EnPdf(archivo, "palo")
    for renglon, escrito in enumerate(leido.splitlines()[:52]):
        capa.texto(60, 60 + 13.5 * renglon, escrito, 9)
    capa.guardar()
    return maqueta.__name__
