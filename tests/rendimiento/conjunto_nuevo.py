"""El segundo conjunto etiquetado: documentos de todos los tipos, hechos de `formas/`.

La etiqueta de cada documento está escrita junto a su forma, con los mismos valores que llenan su texto.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from docx import Document

from tests.indexador.extraccion import hechos
from tests.indexador.extraccion.test_extraccion_pptx import ESPACIOS, forma
from tests.indexador.extraccion.test_extraccion_xlsx import relaciones
from tests.rendimiento.lienzos import EnImagen, EnPdf, Lienzo, pdf_de_hojas
from tests.rendimiento.valores_de_forma import RELLENOS, Dia, valores

FORMAS = Path(__file__).parent / "formas"
_LARGO = 600
"""Desde cuántas letras se pide el idioma y el país."""


@dataclass(frozen=True, slots=True)
class Etiquetado:
    """Un archivo y lo que su ficha debe decir: `campos` por nombre y `fechas` por clase.

    Una lista va separada por «;». `principal` es la clase de la primera fecha.
    """

    id: str
    grupo: str
    archivo: Path
    campos: dict[str, str]
    fechas: dict[str, str] = field(default_factory=dict)
    principal: str = ""


class _Relleno:
    """Cada vez que se pide, un párrafo al azar."""

    def __init__(self, azar: random.Random) -> None:
        self._azar = azar

    def __format__(self, _: str) -> str:
        return self._azar.choice(RELLENOS)


def de_formas(iniciativas: Path, carpeta: Path, veces: int) -> Iterator[Etiquetado]:
    """Cada forma, `veces` por cada manera de escribirse."""
    leyes = _leyes(iniciativas)
    lugares: Counter[str] = Counter()
    for ruta in sorted(FORMAS.glob("*.txt")):
        clase = ruta.name.split(".")[0]
        for hecha in _partir(ruta.read_text(encoding="utf-8")):
            for como in hecha["como"].split():
                for vez in range(veces if como != "imagen" else 1):
                    yield _hacer(hecha, f"{clase}-{lugares[clase]:02}-{como}-{vez}", como, leyes, carpeta)
            lugares[clase] += 1


def _partir(escrito: str) -> list[dict[str, str]]:
    formas = []
    for trozo in re.split(r"^== ", escrito, flags=re.MULTILINE)[1:]:
        cabeza, _, cuerpo = trozo.partition("\n--\n")
        tipo, *renglones = cabeza.splitlines()
        formas.append(
            {"tipo": tipo, "cuerpo": cuerpo.strip("\n")} | dict(r.split(": ", 1) for r in renglones)
        )
    return formas


def _leyes(ruta: Path) -> list[str]:
    """Nombres de ley de iniciativas de verdad, sin las que el resumen dejó a medias."""
    asuntos = [i["resumen"].strip().rstrip(".") for i in json.loads(ruta.read_text("utf-8"))["iniciativas"]]
    nombres = [
        re.sub(r"^Iniciativa que dispone aprobar ", "", a) for a in asuntos if not a.endswith(("…", ".."))
    ]
    return sorted({n for n in nombres if n.startswith("Ley ") and 15 < len(n) < 150})


def _hacer(forma: dict[str, str], clave: str, como: str, leyes: list[str], carpeta: Path) -> Etiquetado:
    azar = random.Random(clave)
    anios = tuple(map(int, forma.get("anio", "1998 2024").split()))
    datos = valores(azar, leyes, (anios[0], anios[1])) | {"relleno": _Relleno(azar)}
    dichas = {
        n: v.format_map(datos) for n, v in forma.items() if n not in {"cuerpo", "como", "anio", "principal"}
    }
    campos = {n: v for n, v in dichas.items() if not n.startswith("f:") and v != "-"}
    fechas = {n.removeprefix("f:"): v for n, v in dichas.items() if n.startswith("f:")}
    cuerpo = forma["cuerpo"].format_map(datos)
    archivo = carpeta / f"{clave}.{'pdf' if como == 'imagen' else como}"
    if not archivo.exists():
        _ESCRIBIR[como](archivo, cuerpo, azar, campos.get("titulo", ""), datos["d0"])
    if len(cuerpo) > _LARGO:
        campos |= {"idioma": "es"} | ({"jurisdiccion": "GT"} if "guatemala" in cuerpo.lower() else {})
    return Etiquetado(
        clave, f"forma {como}", archivo, campos, fechas, forma.get("principal", "") if fechas else ""
    )


def _txt(archivo: Path, cuerpo: str, azar: random.Random, _titulo: str, _dia: Dia) -> None:
    ancho = azar.choice((72, 95, 10_000))
    archivo.write_text("\n".join(_doblado(cuerpo, ancho)), encoding="utf-8")


def _doblado(cuerpo: str, ancho: int) -> Iterator[str]:
    for renglon in cuerpo.split("\n"):
        while len(renglon) > ancho:
            corte = renglon.rfind(" ", 0, ancho)
            yield renglon[:corte]
            renglon = renglon[corte + 1 :]
        yield renglon


def _dibujar(lienzo: Lienzo, cuerpo: str, azar: random.Random) -> None:
    cuerpo_de_letra, y = azar.choice((11.0, 12.0)), 80.0
    for renglon in _doblado(cuerpo, 78):
        if y > 730:
            lienzo.otra_pagina()
            y = 80.0
        centro = renglon.isupper() and len(renglon) < 70
        x = (612 - lienzo.ancho(renglon, cuerpo_de_letra)) / 2 if centro else 75
        lienzo.texto(x, y, renglon, cuerpo_de_letra)
        y += cuerpo_de_letra * 1.4


def _pdf(archivo: Path, cuerpo: str, azar: random.Random, _titulo: str, _dia: Dia) -> None:
    lienzo = EnPdf(archivo, azar.choice(("serifa", "palo")))
    _dibujar(lienzo, cuerpo, azar)
    lienzo.guardar()


def _imagen(archivo: Path, cuerpo: str, azar: random.Random, _titulo: str, _dia: Dia) -> None:
    lienzo = EnImagen(azar.choice(("serifa", "palo", "maquina")), azar)
    _dibujar(lienzo, cuerpo, azar)
    pdf_de_hojas(archivo, lienzo.ensuciar())


def _docx(archivo: Path, cuerpo: str, _azar: random.Random, _titulo: str, _dia: Dia) -> None:
    documento = Document()
    for parrafo in cuerpo.split("\n"):
        documento.add_paragraph(parrafo)
    documento.save(str(archivo))


def _html(archivo: Path, cuerpo: str, _azar: random.Random, titulo: str, _dia: Dia) -> None:
    parrafos = "".join(
        f"<h1>{p}</h1>" if p == titulo else f"<p>{p}</p>" for p in cuerpo.split("\n") if p.strip()
    )
    archivo.write_text(f"<html><head><meta charset='utf-8'></head><body>{parrafos}</body></html>", "utf-8")


def _eml(archivo: Path, cuerpo: str, _azar: random.Random, titulo: str, dia: Dia) -> None:
    correo = EmailMessage()
    correo["Subject"], correo["From"], correo["To"] = titulo, "ana@oim.int", "comision@congreso.gob.gt"
    correo["Date"] = dia.dia.strftime("%d %b %Y 10:00:00 -0600")
    correo.set_content(cuerpo)
    archivo.write_bytes(bytes(correo))


def _pptx(archivo: Path, cuerpo: str, _azar: random.Random, _titulo: str, _dia: Dia) -> None:
    """Una presentación sin más que sus láminas: una por párrafo."""
    laminas = cuerpo.split("\n\n")
    orden = "".join(f'<p:sldId id="{256 + n}" r:id="r{n}"/>' for n in range(len(laminas)))
    partes = {
        "ppt/presentation.xml": f"<p:presentation {ESPACIOS}><p:sldIdLst>{orden}</p:sldIdLst>"
        "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": relaciones(
            *((f"r{n}", "slide", f"slides/slide{n}.xml") for n in range(len(laminas)))
        ),
    }
    for n, lamina in enumerate(laminas):
        partes[f"ppt/slides/slide{n}.xml"] = f"<p:sld {ESPACIOS}>{forma(*lamina.splitlines())}</p:sld>"
    hechos.con_partes(archivo, {n: p if isinstance(p, bytes) else p.encode() for n, p in partes.items()})


_ESCRIBIR = {
    "txt": _txt, "pdf": _pdf, "imagen": _imagen, "docx": _docx, "html": _html, "eml": _eml, "pptx": _pptx,
}  # fmt: skip
