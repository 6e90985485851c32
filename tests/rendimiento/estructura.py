"""Mide la estructura de leyes: `python -m tests.rendimiento.estructura CARPETA [--lecturas CARPETA]`.

Lee los PDF guatemaltecos que conoce y compara sus artículos, uno por uno, con los verdaderos; comprueba que
la página de cada uno sea la suya (por la lectura de pypdf, que es otra, o por la propia si la página es
imagen), que ninguno lleve encabezados ni pies de página y que las notas de reforma queden aparte. Acaba con
error si algo falla. `--lecturas` guarda los textos leídos, que el OCR tarda.
"""

import argparse
import json
import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdf

from indexador.extraccion.aislado import extraer_aislado, terminar_lectores
from indexador.extraccion.fragmentos import TAMANO_MAXIMO, fragmentar
from indexador.extraccion.limites import Limites
from indexador.ficha import Pagina, Texto
from indexador.juridico.estructura import Division, Estructura, estructurar

_AGREGADOS_AL_101_97 = (
    "7-bis 17-bis 17-ter 17-quater 26-bis 29-bis 30-bis 30-ter 32-bis 33-bis 33-ter 42-bis 45-bis 53-bis"
    " 55-bis 57-bis 61-bis 71-bis 74-bis 80-bis"
)


@dataclass(frozen=True, slots=True)
class Ley:
    """Los artículos que un archivo tiene de verdad, y de dónde se sabe."""

    ordinarios: int
    de_donde: str
    transitorios: int = 0
    agregados: tuple[str, ...] = ()
    de_otra_norma: int = 0


LEYES = {
    "codigo-de-migracion-44-2016.pdf": Ley(246, "el último, «Vigencia», es el 246; sin saltos ni bis"),
    "constitucion.pdf": Ley(
        281, "el 281 es «Artículos no reformables»; los transitorios acaban en el 27", 27
    ),
    "decreto-101-97-presupuesto.pdf": Ley(
        82,
        "el último, «Vigencia», es el 82; más los 20 que el Decreto 13-2013 adiciona",
        agregados=tuple(_AGREGADOS_AL_101_97.split()),
    ),
    "decreto-13-2013.pdf": Ley(
        81, "el último, «Vigencia», es el 81; el archivo trae además un acuerdo de 3", de_otra_norma=3
    ),
    "decreto-57-2008-laip.pdf": Ley(72, "el último, «Vigencia», es el 72"),
    "escaneado-sin-texto.pdf": Ley(49, "el último de la imagen, «Vigencia», es el 49"),
    "ley-discriminacion.pdf": Ley(5, "el último, de vigencia, es el 5"),
    "ley-idiomas-nacionales.pdf": Ley(28, "el último, «Vigencia», es el 28"),
    "ley-pina-27-2003.pdf": Ley(
        265, "el 265 es «Vigencia»; las disposiciones transitorias acaban en el 17", 17
    ),
    "protocolo-nacional-ninez-migrante.pdf": Ley(0, "no es una norma: no tiene artículos"),
    "reglamento-opf.pdf": Ley(26, "el último, «Vigencia», es el 26"),
}
_NOTA = re.compile(
    r"^\*\s?(?:\w+\s){0,2}(?:[Rr]eformad|[Aa]dicionad|[Dd]erogad|[Rr]evocad|adiciona)", re.MULTILINE
)
_ORILLA = 3
_VECES = 3


def verdaderos(ley: Ley) -> list[tuple[str, str]]:
    """Serie y número de cada uno, sin orden."""
    series = {"ordinaria": [*range(1, ley.ordinarios + 1), *ley.agregados, *range(1, ley.de_otra_norma + 1)]}
    series["transitoria"] = [*range(1, ley.transitorios + 1)]
    return [(serie, str(numero)) for serie, suyos in series.items() for numero in suyos]


def leer(ruta: Path, lecturas: Path | None) -> list[str]:
    """Las páginas de un PDF, leídas como las lee el trabajador."""
    guardada = lecturas / f"{ruta.stem}.json" if lecturas else None
    if guardada and guardada.exists():
        return json.loads(guardada.read_text("utf-8"))
    texto = extraer_aislado(ruta, ruta.name, limites=Limites(segundos=400))
    paginas = [pagina.texto for pagina in texto.paginas]
    if guardada:
        guardada.parent.mkdir(parents=True, exist_ok=True)
        guardada.write_text(json.dumps(paginas, ensure_ascii=False), "utf-8")
    return paginas


def fuera_de_pagina(ruta: Path, paginas: Sequence[str], articulos: Sequence[Division]) -> list[str]:
    """Los que otra lectura del mismo archivo no halla en la página que se les da."""
    ajenas = [pagina.extract_text() for pagina in pypdf.PdfReader(ruta).pages]
    return [uno.etiqueta for uno in articulos if not _en_su_pagina(uno, paginas, ajenas)]


def _en_su_pagina(uno: Division, paginas: Sequence[str], ajenas: Sequence[str]) -> bool:
    ajena = ajenas[uno.pagina - 1]
    donde = ajena if len(ajena.strip()) > 80 else paginas[uno.pagina - 1]
    entero, _, agregado = uno.numero.partition("-")
    sufijo = {"quater": "qu[aá]ter"}.get(agregado, agregado)
    rotulo = rf"A[rR][tT1].?[cC][uU]\.?[lL][oO]_?{entero}(?!\d)[.\-]*(?i:{sufijo})"
    return re.search(rotulo, "".join(donde.split())) is not None


def repetidos(paginas: Sequence[str]) -> set[str]:
    """Los renglones de letras de la orilla de muchas páginas, contados sin las reglas del producto."""
    cuenta: Counter[str] = Counter()
    for texto in paginas:
        renglones = [renglon.strip() for renglon in texto.split("\n") if renglon.strip()]
        orilla = {*renglones[:_ORILLA], *renglones[-_ORILLA:]}
        cuenta.update(renglon for renglon in orilla if re.search(r"[^\W\d_]{4}", renglon))
    return {renglon for renglon, veces in cuenta.items() if veces >= max(_VECES, len(paginas) // 10)}


def con_sobras(
    estructura: Estructura, paginas: Sequence[str], articulos: Sequence[int]
) -> tuple[list[str], list[str]]:
    """Los artículos cuyo texto lleva un encabezado de página y los que llevan una nota de reforma."""
    comunes = repetidos(paginas)
    membretes, notas = [], []
    for indice in articulos:
        dicho = "\n".join(paginas[p - 1][a:b] for p, a, b in estructura.tramos(indice))
        etiqueta = estructura.divisiones[indice].etiqueta
        if comunes.intersection(renglon.strip() for renglon in dicho.split("\n")):
            membretes.append(etiqueta)
        if _NOTA.search(dicho):
            notas.append(etiqueta)
    return membretes, notas


def medir(ruta: Path, ley: Ley, lecturas: Path | None) -> Iterator[str]:
    """Los fallos de un archivo; imprime su renglón de la tabla."""
    paginas = leer(ruta, lecturas)
    comienzo = time.process_time()
    estructura = estructurar(paginas)
    milisegundos = 1_000 * (time.process_time() - comienzo)
    indices = [n for n, d in enumerate(estructura.divisiones) if d.clase == "articulo"]
    articulos = [estructura.divisiones[n] for n in indices]
    hallados, debidos = Counter((d.serie, d.numero) for d in articulos), Counter(verdaderos(ley))
    clases = Counter(d.clase for d in estructura.divisiones)
    fuera = fuera_de_pagina(ruta, paginas, articulos)
    membretes, notas = con_sobras(estructura, paginas, indices)
    numeradas = tuple(Pagina(numero, texto) for numero, texto in enumerate(paginas, 1))
    fragmentos = fragmentar(Texto(numeradas, ""))
    print(
        f"| {ruta.name} | {hallados.total()} / {debidos.total()} | {len(articulos) - len(fuera)} | "
        f"{len(membretes)} | {len(notas)} de {clases['nota_de_reforma']} | {clases['articulo_citado']} | "
        f"{sum(clases[c] for c in ('libro', 'titulo', 'capitulo', 'seccion'))} | {clases['considerando']} | "
        f"{len(fragmentos)} | {milisegundos:.0f} | {ley.de_donde} |"
    )
    for que, suyos in (
        ("faltan", debidos - hallados),
        ("sobran", hallados - debidos),
        ("fuera de su página", fuera),
        ("con encabezado de página", membretes),
        ("con nota de reforma", notas),
        ("fragmentos largos", [f.etiqueta for f in fragmentos if len(f.texto) > TAMANO_MAXIMO]),
        ("artículos sin fragmento", {d.ancla for d in articulos} - {f.ancla for f in fragmentos}),
    ):
        if suyos:
            yield f"{ruta.name}: {que}: {list(suyos)[:8]}"


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("carpeta", type=Path)
    partes.add_argument("--lecturas", type=Path, help="dónde guardar lo leído")
    elegido = partes.parse_args()
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    print(
        "| archivo | artículos / verdaderos | en su página | con encabezado | con nota, de notas | citados | "
        "agrupan | considerandos | fragmentos | ms | de dónde el número |\n" + "|---" * 11 + "|"
    )
    fallos = [
        fallo
        for nombre, ley in LEYES.items()
        if (elegido.carpeta / nombre).exists()
        for fallo in medir(elegido.carpeta / nombre, ley, elegido.lecturas)
    ]
    terminar_lectores()
    print("\n".join(["", *fallos]) if fallos else "\nTodo como debe.")
    return 1 if fallos else 0


if __name__ == "__main__":
    sys.exit(principal())
