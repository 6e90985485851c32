"""Mide cuánto acierta la ficha propuesta sobre documentos con su ficha conocida.

    python -m tests.rendimiento.metadatos --textos CORPUS --iniciativas JSON --pdf CARPETA [--parte apartada]

Las colecciones no van con el programa: se dan por argumento. Cada documento cae, por la huella de su nombre,
en la parte de desarrollo (con la que se escribieron las reglas) o en la apartada. Todo pasa por un archivo de
verdad y por la misma lectura aislada que usa el centro.
"""

import argparse
import hashlib
import json
import lzma
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import font_source_sans_pro

from indexador.errores import NoExtraible
from indexador.extraccion.aislado import extraer_aislado
from indexador.juridico.metadatos import Propuesta, proponer
from indexador.lengua.fechas_escritas import hallar_fechas
from indexador.lengua.plano import plano
from tests.rendimiento.caratulas import degradar, pdf_de_imagen, pdf_de_texto, renglones
from tests.rendimiento.etiquetas_de_pdf import FECHAS, PDF

BARRAS = {"tipo": 0.95, "numero": 0.98, "fecha": 0.95, "titulo": 0.90}
_TIPOS = {"decreto": "decreto_congreso", "convenio": "tratado"}
_SIN_TIPO = {"protocolo"}
_FORMULA = re.compile(r"^iniciativa que dispone (?:(?:la )?(?:aprobar|aprobacion de)\s+)?")
_ROTULO_POR_TITULO = re.compile(r"acuerdo (?:ministerial|gubernativo) no\.? ")
_DIA = re.compile(r"(\d{1,2}) de ([a-z]+) de (\d{4})")


@dataclass(frozen=True, slots=True)
class Caso:
    """Un documento y lo que su ficha debe decir; vacío es que no se sabe y no se mide."""

    id: str
    grupo: str
    archivo: Path
    tipo: str = ""
    numero: str = ""
    fecha: str = ""
    titulo: str = ""


def apartado(clave: str) -> bool:
    """Si un documento cae en la parte que no se miró al escribir las reglas."""
    return int(hashlib.sha256(clave.encode()).hexdigest(), 16) % 2 == 1


def plegado(texto: str) -> str:
    """Para comparar títulos: sin tildes, mayúsculas, signos ni espacios de más."""
    return " ".join(re.findall(r"\w+", plano(texto)))


def guatemaltecos(corpus: Path, carpeta: Path) -> Iterator[Caso]:
    """Las normas guatemaltecas de la colección juzgada, cada una como un TXT."""
    for dato in _del_corpus(corpus, {"gt"}):
        if dato["tipo"] == "iniciativa":
            continue
        rotulo = _ROTULO_POR_TITULO.match(plano(dato["titulo"]))
        yield Caso(
            dato["id"],
            "normas",
            _txt(carpeta, dato),
            "" if dato["tipo"] in _SIN_TIPO else _TIPOS.get(dato["tipo"], dato["tipo"]),
            dato["numero"] or "",
            FECHAS.get(dato["id"], dato["fecha"] or ""),
            "" if rotulo else dato["titulo"],
        )


def extranjeros(corpus: Path, carpeta: Path, cuantos: int) -> Iterator[Caso]:
    """Leyes de otros países: se mide sólo lo que su texto dice, pues la colección sabe además otras cosas."""
    por_pais: Counter[str] = Counter()
    for dato in _del_corpus(corpus, {"es", "pe", "cl", "mx"}):
        if por_pais[dato["pais"]] >= cuantos // 4:
            continue
        por_pais[dato["pais"]] += 1
        texto, fecha = dato["texto"], dato["fecha"] or ""
        numero = dato["numero"] or ""
        if plegado(numero) not in plegado(texto[:5_000]):  # la colección pospone el año a algunos
            numero = re.sub(rf"-{fecha[:4]}$", "", numero)
        dicha = (
            any(f.iso == fecha for f in hallar_fechas(texto[:4_000] + "\n" + texto[-3_000:]))
            or dato["pais"] == "es"
        )
        yield Caso(
            dato["id"],
            f"extranjera {dato['pais']}",
            _txt(carpeta, dato),
            "",
            numero if plegado(numero) in plegado(texto[:5_000]) else "",
            fecha if dicha else "",
            dato["titulo"] if plegado(dato["titulo"]) in plegado(texto[:3_000]) else "",
        )


def caratulas(ruta: Path, carpeta: Path, cuantas: int, desde: int = 0) -> Iterator[Caso]:
    """Carátulas dibujadas: la mitad limpias, un cuarto con el texto de un mal OCR y un cuarto en imagen."""
    letra = next(iter(sorted(Path(font_source_sans_pro.__file__).parent.rglob("SourceSansPro-Regular.ttf"))))
    iniciativas = json.loads(ruta.read_text(encoding="utf-8"))["iniciativas"]
    for lugar, dato in enumerate(
        sorted(iniciativas, key=lambda d: hashlib.sha256(d["numero"].encode()).digest())[
            desde : desde + cuantas
        ]
    ):
        azar = random.Random(int(dato["numero"]))
        dia, mes, anio = _DIA.search(plano(dato["fecha"])).groups()
        fecha = hallar_fechas(f"{dia} de {mes} de {anio}")[0].iso
        asunto = dato["resumen"].strip().rstrip(".")
        lineas = renglones(azar, dato["numero"], tuple(map(int, fecha.split("-"))), asunto + ".")
        clase = ("limpia", "limpia", "con OCR malo", "en imagen")[lugar % 4]
        archivo = carpeta / f"caratula-{dato['numero']}.pdf"
        if clase == "en imagen":
            pdf_de_imagen(archivo, lineas, azar, str(letra))
        else:
            lineas = lineas if clase == "limpia" else [degradar(azar, linea) for linea in lineas]
            pdf_de_texto(archivo, lineas, encabezado=lugar % 3 == 0)
        titulo = _FORMULA.sub("", plano(asunto))
        yield Caso(
            f"ini-{dato['numero']}", f"carátula {clase}", archivo, "iniciativa", dato["numero"], fecha, titulo
        )


def de_archivo(carpeta: Path) -> Iterator[Caso]:
    """Los PDF reales, con su ficha escrita a mano en `etiquetas_de_pdf`."""
    for archivo in sorted(carpeta.glob("*.pdf")):
        if archivo.name in PDF:
            yield Caso(archivo.name, "PDF", archivo, *PDF[archivo.name])


def _del_corpus(corpus: Path, paises: set[str]) -> Iterator[dict[str, str]]:
    with lzma.open(corpus, "rt", encoding="utf-8") as lineas:
        for linea in lineas:
            dato = json.loads(linea)
            if dato["pais"] in paises:
                yield dato


def _txt(carpeta: Path, dato: dict[str, str]) -> Path:
    ruta = carpeta / f"{dato['id']}.txt"
    ruta.write_text(dato["texto"], encoding="utf-8")
    return ruta


def juzgar(caso: Caso, propuestas: tuple[Propuesta, ...]) -> dict[str, tuple[bool, str]]:
    """De cada dato que se mide, si se acertó y qué se propuso."""
    dichas: dict[str, str] = {}
    for propuesta in propuestas:
        clave = "fecha" if propuesta.campo.startswith("fecha:") else propuesta.campo
        dichas.setdefault(clave, propuesta.valor)
    juicio = {}
    for campo in BARRAS:
        esperado, dicho = getattr(caso, campo), dichas.get(campo, "")
        if esperado:
            if campo == "fecha":  # una que el texto da sólo por mes no puede tener día
                igual = len(dicho) >= 7 and esperado.startswith(dicho)
            else:
                igual = plegado(esperado) == plegado(dicho)
            juicio[campo] = (igual, dicho)
    return juicio


def medir(casos: Iterator[Caso], parte: str) -> bool:
    """Imprime la tabla por grupo y cada fallo; dice si todas las barras se alcanzan."""
    cuentas: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    fallos = []
    for caso in casos:
        if parte != "todo" and apartado(caso.id) != (parte == "apartada"):
            continue
        try:
            propuestas = proponer(extraer_aislado(caso.archivo, caso.archivo.name))
        except NoExtraible as error:
            print(f"no se leyó {caso.id}: {error}", file=sys.stderr)
            propuestas = ()
        for campo, (bien, dicho) in juzgar(caso, propuestas).items():
            for grupo in (
                caso.grupo,
                "TODOS",
                "SIN EXTRANJERAS" if "extranjera" not in caso.grupo else "EXTRANJERAS",
            ):
                cuentas[grupo][campo][0] += bien
                cuentas[grupo][campo][1] += 1
            if not bien:
                fallos.append(
                    f"{caso.grupo} | {caso.id} | {campo} | se esperaba «{getattr(caso, campo)}» | vino "
                    f"«{dicho}»"
                )
    for grupo in sorted(cuentas):
        celdas = (f"{c} {b}/{n} = {100 * b / n:.1f} %" for c, (b, n) in cuentas[grupo].items())
        print(f"{grupo:24}", " · ".join(celdas))
    print(*fallos, sep="\n")
    return all(cuentas["TODOS"][c][0] >= barra * cuentas["TODOS"][c][1] for c, barra in BARRAS.items())


def principal() -> int:
    """Lee los argumentos y mide."""
    lector = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    lector.add_argument("--textos", type=Path, help="la colección juzgada, en JSONL.xz")
    lector.add_argument("--iniciativas", type=Path, help="las iniciativas, en JSON")
    lector.add_argument("--pdf", type=Path, help="la carpeta de los PDF reales")
    lector.add_argument("--caratulas", type=int, default=120)
    lector.add_argument("--desde", type=int, default=0, help="cuántas iniciativas se saltan")
    lector.add_argument("--extranjeras", type=int, default=120)
    lector.add_argument("--parte", choices=("desarrollo", "apartada", "todo"), default="apartada")
    pedido = lector.parse_args()
    with tempfile.TemporaryDirectory() as temporal:
        carpeta = Path(temporal)
        casos: list[Caso] = []
        if pedido.textos:
            casos += [
                *guatemaltecos(pedido.textos, carpeta),
                *extranjeros(pedido.textos, carpeta, pedido.extranjeras),
            ]
        if pedido.pdf:
            casos += de_archivo(pedido.pdf)
        if pedido.iniciativas:
            casos += caratulas(pedido.iniciativas, carpeta, pedido.caratulas, pedido.desde)
        return 0 if medir(iter(casos), pedido.parte) else 1


if __name__ == "__main__":
    sys.exit(principal())
