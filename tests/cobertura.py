"""Exige la cobertura de ramas que el proyecto se fija, sobre el informe JSON de coverage."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

MINIMO = 90.0


def grupos(archivos: dict) -> Iterator[tuple[str, list[dict]]]:
    """`indexador`, `almacen` y los `casos` de cada tajada, con los resúmenes de sus archivos."""
    for paquete in ("indexador", "almacen"):
        yield paquete, [a["summary"] for n, a in archivos.items() if n.startswith(f"{paquete}/")]
    for nombre, archivo in archivos.items():
        ruta = Path(nombre)
        if ruta.parts[0] == "centro_doc" and "casos" in ruta.parts[-1] + "".join(ruta.parts[2:-1]):
            yield nombre, [archivo["summary"]]


def porcentaje(resumenes: list[dict]) -> float:
    """Ramas cubiertas, en %; sin ramas, las líneas."""
    ramas = sum(r["num_branches"] for r in resumenes)
    if ramas:
        return 100.0 * sum(r["covered_branches"] for r in resumenes) / ramas
    lineas = sum(r["num_statements"] for r in resumenes)
    return 100.0 * sum(r["covered_lines"] for r in resumenes) / max(1, lineas)


def principal(ruta: str) -> int:
    """Muestra cada grupo y devuelve 1 si alguno no llega."""
    archivos = json.loads(Path(ruta).read_text(encoding="utf-8"))["files"]
    faltos = 0
    for nombre, resumenes in grupos(archivos):
        valor = porcentaje(resumenes)
        if valor < MINIMO:
            faltos += 1
            print(f"{nombre}: {valor:.1f} % de ramas, y el mínimo es {MINIMO:.0f} %")
    return 1 if faltos else 0


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1]))
