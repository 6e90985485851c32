"""Cuántos pasajes se reanclan bien al reemplazar un texto por otro con errores de reconocimiento.

    python -m tests.rendimiento.reanclaje CORPUS [--documentos 50] [--pasajes 40]

Toma documentos del corpus que tienen su gemelo con errores, elige en cada uno pasajes al azar (semilla fija)
de 20 a 400 caracteres, y busca cada uno en el gemelo. El lugar verdadero se sabe alineando los dos textos
letra a letra. Bien: lo hallado tiene nueve décimas del pasaje verdadero y no le sobra más de una quinta
parte; la palabra que el gemelo trae pegada a la siguiente va entera. Callado y mal: se da por exacto en otro
lugar. Las páginas del gemelo se cortan en otros sitios.
"""

import argparse
import json
import lzma
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import Levenshtein, Opcodes

from centro_doc.vinculos.guardados import TextoDeOrigen
from centro_doc.vinculos.pasajes import Anclaje
from centro_doc.vinculos.reanclaje import TextoBuscado

LARGO_MAXIMO = 60_000
PAGINA, PAGINA_NUEVA = 2800, 3100


def principal() -> None:
    """Mide e imprime la tabla."""
    opciones = argparse.ArgumentParser(description=__doc__)
    opciones.add_argument("corpus", type=Path)
    opciones.add_argument("--documentos", type=int, default=50)
    opciones.add_argument("--pasajes", type=int, default=40)
    opciones.add_argument("--semilla", type=int, default=20_110_817)
    dado = opciones.parse_args()
    azar = random.Random(dado.semilla)
    cuenta: Counter[str] = Counter()
    for original, nuevo in _parejas(dado.corpus / "juicios", dado.documentos):
        cuenta.update(_medir(original, nuevo, dado.pasajes, azar))
    total = sum(cuenta.values())
    for clase, cuantos in cuenta.most_common():
        print(f"{clase:28} {cuantos:6}  {100 * cuantos / total:6.2f} %")


def _parejas(juicios: Path, cuantos: int) -> Iterator[tuple[str, str]]:
    with lzma.open(juicios / "ocr_sustitutos.jsonl.xz", "rt") as lineas:
        nuevos = {d["id"]: d["texto"] for d in map(json.loads, lineas)}
    dadas = 0
    with lzma.open(juicios / "corpus.jsonl.xz", "rt") as lineas:
        for documento in map(json.loads, lineas):
            nuevo, texto = nuevos.get(documento["id"]), documento["texto"]
            if nuevo is not None and 4000 < len(texto) < LARGO_MAXIMO and dadas < cuantos:
                dadas += 1
                yield texto, nuevo


def _medir(original: str, nuevo: str, pasajes: int, azar: random.Random) -> Iterator[str]:
    viejas, nuevas = _paginas(original, PAGINA), _paginas(nuevo, PAGINA_NUEVA)
    origen, texto = TextoDeOrigen(viejas), TextoBuscado(nuevas)
    bloques = Levenshtein.opcodes(original, nuevo)
    for _ in range(pasajes):
        pagina = azar.choice(list(viejas))
        cuerpo = viejas[pagina]
        largo = azar.choice((20, 40, 80, 160, 400))
        inicio = azar.randrange(max(1, len(cuerpo) - largo))
        inicio, fin = _por_palabras(cuerpo, inicio, min(len(cuerpo), inicio + largo))
        literal = cuerpo[inicio:fin]
        if sum(c.isalnum() for c in literal) < 10:
            continue
        desde, hasta = ((pagina - 1) * PAGINA + lugar for lugar in (inicio, fin))
        guardado = origen.guardado(Anclaje(pagina, inicio, pagina, fin, literal))
        suyo = (_llevar(bloques, desde, tras=True), _llevar(bloques, hasta))
        verdad = _por_palabras(nuevo, *suyo) if suyo[0] < suyo[1] else suyo
        hallado = texto.reanclar(guardado)
        if hallado is None:
            yield "roto, señalado"
            continue
        bien = _bien(_absoluto(hallado.anclaje), verdad)
        yield ("exacto" if hallado.exacto else "reanclado, señalado") + (" bien" if bien else " MAL")


def _paginas(texto: str, largo: int) -> dict[int, str]:
    return {1 + i // largo: texto[i : i + largo] for i in range(0, len(texto), largo)}


def _por_palabras(texto: str, inicio: int, fin: int) -> tuple[int, int]:
    while inicio > 0 and texto[inicio - 1].isalnum():
        inicio -= 1
    while fin < len(texto) and texto[fin].isalnum():
        fin += 1
    while fin > inicio and not texto[fin - 1].isalnum():
        fin -= 1
    while inicio < fin and not texto[inicio].isalnum():
        inicio += 1
    return inicio, fin


def _llevar(bloques: Opcodes, lugar: int, *, tras: bool = False) -> int:
    """El lugar en el otro texto; con `tras`, después de lo que sólo está en él, como un encabezado."""
    for clase, a, b, c, d in bloques:
        if tras and a == b == lugar:
            continue
        if a <= lugar < b or (a == b == lugar):
            return int(c + (lugar - a if clase == "equal" else min(lugar - a, d - c)))
    return int(bloques[-1][4])


def _absoluto(anclaje: Anclaje) -> tuple[int, int]:
    return (
        (anclaje.pagina_inicio - 1) * PAGINA_NUEVA + anclaje.inicio,
        (anclaje.pagina_fin - 1) * PAGINA_NUEVA + anclaje.fin,
    )


def _bien(uno: tuple[int, int], verdad: tuple[int, int]) -> bool:
    junto = max(0, min(uno[1], verdad[1]) - max(uno[0], verdad[0]))
    return junto >= 0.9 * (verdad[1] - verdad[0]) and junto >= 0.8 * (uno[1] - uno[0])


if __name__ == "__main__":
    principal()
