"""Mide el extractor de citas.

Objetivos exactos por clase de caso, y aciertos en texto corrido de varios países.

    python -m tests.rendimiento.citas --casos CASOS.jsonl [--corridos CARPETA] [--parte ciega]

Un caso es `{"clase", "texto", "objetivos", "contexto": {"documento", "jurisdiccion"}}`; los de clase
`falso_amigo` no citan nada. En la carpeta van `citas_<país>_desarrollo.jsonl`, párrafos con las citas que
se enlazaron a mano (`texto`, `tipo`, `numero` y, donde se sabe, `inicio` y `fin`). Las extranjeras se miden
por su tramo, su tipo y su número; las de Guatemala, por su número. Lo que se halla y no está enlazado se
cuenta como de más, aunque a menudo es una cita verdadera que nadie enlazó. Las colecciones no van con el
programa.
"""

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centro_doc.citas import nombres_de_fabrica
from indexador.juridico.citas import Cita, Contexto, hallar

BARRA = 0.95
SEGURA = 0.5
_CENTURIA = 40
_TIPOS = {
    "decreto_supremo": "DSUP",
    "decreto_legislativo": "DLEG",
    "decreto_de_urgencia": "DU",
    "decreto_ley": "DLEY",
    "ley": "LEY",
    "ley_organica": "LO",
    "real_decreto": "RD",
    "real_decreto_ley": "RDLEY",
    "real_decreto_legislativo": "RDLEG",
    "orden": "ORD",
    "circular": "CIR",
    "instruccion": "INS",
    "directiva": "DIR",
    "resolucion_ministerial": "RM",
    "resolucion_suprema": "RSUP",
    "resolucion_viceministerial": "RVM",
}
"""El tipo con que se enlazó → cómo empieza la clave; las demás resoluciones, con R."""
Datos = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Corrida:
    """Lo enlazado en una colección y lo hallado, por tipo."""

    enlazadas: Counter[str]
    acertadas: Counter[str]
    halladas: int
    de_mas: int


def principal(argumentos: list[str]) -> int:
    """Mide lo pedido y escribe la tabla; 1 si los casos no llegan a la barra o se toma un falso amigo."""
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--casos", type=Path, required=True)
    analizador.add_argument("--corridos", type=Path)
    analizador.add_argument("--parte", choices=("desarrollo", "ciega"), default="desarrollo")
    pedido = analizador.parse_args(argumentos)
    bien = _medir_casos(list(_leer(pedido.casos)))
    for archivo in sorted(pedido.corridos.glob("citas_*_desarrollo.jsonl")) if pedido.corridos else []:
        pais = archivo.stem.split("_")[1].upper()
        parrafos = [uno for uno in _leer(archivo) if _es_ciega(uno["id"]) == (pedido.parte == "ciega")]
        _escribir(f"{pais}, {pedido.parte}", medir_corridos(parrafos, pais))
    return 0 if bien else 1


def _leer(archivo: Path) -> Iterator[Datos]:
    with archivo.open(encoding="utf-8") as renglones:
        yield from map(json.loads, renglones)


def _es_ciega(clave: str) -> bool:
    return int(hashlib.sha256(clave.encode()).hexdigest(), 16) % 2 == 1


def _hallar(caso: Datos) -> tuple[Cita, ...]:
    contexto = Contexto(caso["contexto"]["documento"], caso["contexto"]["jurisdiccion"])
    return hallar(caso["texto"], contexto, nombres_de_fabrica())


def _medir_casos(casos: list[Datos]) -> bool:
    exactos, total, falsos = Counter[str](), Counter[str](), 0
    for caso in casos:
        halladas, clase = _hallar(caso), caso["clase"]
        dados = {str(objetivo) for cita in halladas for objetivo in cita.objetivos}
        tomadas = [cita.literal for cita in halladas if cita.confianza >= SEGURA]
        es_falso = clase == "falso_amigo"
        bien = not tomadas if es_falso else dados == set(caso["objetivos"])
        total[clase] += 1
        exactos[clase] += bien
        falsos += es_falso and not bien
        if not bien:
            print(f"  FALLA {caso['texto']!r}")
            print(f"    esperado {caso['objetivos']}, dado {sorted(dados)} {tomadas}")
    for clase, cuantos in sorted(total.items()):
        print(f"{clase:14} {exactos[clase]:4} de {cuantos:4}  {exactos[clase] / cuantos:.1%}")
    print(f"objetivos exactos {exactos.total() / total.total():.1%}; falsos amigos tomados {falsos}")
    return exactos.total() >= BARRA * total.total() and not falsos


def medir_corridos(parrafos: list[Datos], pais: str) -> Corrida:
    """Busca cada cita enlazada entre las halladas en su párrafo."""
    enlazadas, acertadas, halladas, de_mas = Counter[str](), Counter[str](), 0, 0
    for parrafo in parrafos:
        citas = hallar(parrafo["texto"], Contexto(None, pais), nombres_de_fabrica())
        dadas = [(cita, str(objetivo.norma)) for cita in citas for objetivo in cita.objetivos[:1]]
        usadas: set[int] = set()
        for enlazada in (una for una in parrafo["citas"] if una.get("numero")):
            tipo = enlazada.get("tipo") or "norma"
            enlazadas[tipo] += 1
            lugar = next((i for i, dada in enumerate(dadas) if _es_la(dada, enlazada, pais)), None)
            if lugar is not None:
                acertadas[tipo] += 1
                usadas.add(lugar)
        enlazado = " ".join(una.get("texto") or una["numero"] for una in parrafo["citas"])
        halladas += len(dadas)
        de_mas += sum(i not in usadas and not _esta_en(dada[0], enlazado) for i, dada in enumerate(dadas))
    return Corrida(enlazadas, acertadas, halladas, de_mas)


def _esta_en(cita: Cita, enlazado: str) -> bool:
    """Si su número está en lo enlazado, que a veces abarca varias citas o no dice su número."""
    numeros = re.findall(r"\d[\w/.-]*\d|\d+", cita.literal)
    return bool(numeros) and numeros[-1] in enlazado


def _es_la(dada: tuple[Cita, str], enlazada: Datos, pais: str) -> bool:
    cita, clave = dada
    _, _, numero = clave.removeprefix(f"EX-{pais}-").partition("-")
    pedido = "-".join(_partes(enlazada["numero"]))
    if pais == "GT":
        return numero in {_con_anio_largo(pedido), pedido}
    prefijo = _TIPOS.get(enlazada.get("tipo") or "", "R")
    mismo_tipo = clave.removeprefix(f"EX-{pais}-").startswith(prefijo)
    dentro = "inicio" not in enlazada or (cita.inicio < enlazada["fin"] and enlazada["inicio"] < cita.fin)
    return mismo_tipo and dentro and (numero == pedido or f"{numero}-" in f"{pedido}-")


def _partes(numero: str) -> list[str]:
    return [parte.lstrip("0") or "0" for parte in re.split(r"[^A-Z0-9]+", numero.upper()) if parte]


def _con_anio_largo(numero: str) -> str:
    n, _, anio = numero.partition("-")
    return f"{n}-{'19' if int(anio) >= _CENTURIA else '20'}{anio:0>2}" if 0 < len(anio) <= 2 else numero


def _escribir(rotulo: str, corrida: Corrida) -> None:
    aciertos, total = corrida.acertadas.total(), corrida.enlazadas.total()
    print(f"\n{rotulo}: {aciertos} de {total} enlazadas ({aciertos / max(1, total):.1%})")
    seguras = (corrida.halladas - corrida.de_mas) / max(1, corrida.halladas)
    print(f"  halladas {corrida.halladas}, en lo enlazado {seguras:.1%}, fuera {corrida.de_mas}")
    for tipo, cuantas in corrida.enlazadas.most_common():
        print(f"  {tipo:28} {corrida.acertadas[tipo]:4} de {cuantas:4}")


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
