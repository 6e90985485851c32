"""Mide el extractor de citas: objetivos exactos, y precisión y exhaustividad por clase de norma.

    python -m tests.rendimiento.citas --casos CASOS.jsonl… [--corridos CARPETA] [--parte ciega] [--detalle]

Un caso es `{"clase", "texto", "objetivos", "contexto": {"documento", "jurisdiccion"}}`; los de clase
`falso_amigo` no citan nada. En la carpeta van `citas_<país>_desarrollo.jsonl`, párrafos con las citas que
se enlazaron a mano (`texto`, `tipo`, `numero` y, donde se sabe, `inicio` y `fin`), que mide
`citas_corridas`. `--parte` separa los párrafos en dos mitades por su clave; sin ella, se miden todos. Las
colecciones no van con el programa.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from centro_doc.citas import nombres_de_fabrica
from indexador.juridico.citas import Cita, Contexto, hallar
from tests.rendimiento.citas_corridas import Datos, medir, parte, tabla

BARRA = 0.95
SEGURA = 0.5


def principal(argumentos: list[str]) -> int:
    """Mide lo pedido y escribe las tablas; 1 si los casos no llegan a la barra o se toma un falso amigo."""
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--casos", type=Path, required=True, nargs="+")
    analizador.add_argument("--corridos", type=Path)
    analizador.add_argument("--parte", choices=("desarrollo", "ciega"))
    analizador.add_argument("--detalle", action="store_true", help="escribe las perdidas y las de más")
    pedido = analizador.parse_args(argumentos)
    bien = _medir_casos([caso for archivo in pedido.casos for caso in _leer(archivo)])
    for archivo in sorted(pedido.corridos.glob("citas_*_desarrollo.jsonl")) if pedido.corridos else []:
        pais = archivo.stem.split("_")[1].upper()
        parrafos = [uno for uno in _leer(archivo) if pedido.parte in {None, _mitad(uno["id"])}]
        corrida = medir(parrafos, pais)
        print(f"\n{pais}, {pedido.parte or 'todo'}: {len(parrafos)} párrafos\n{tabla(corrida)}")
        for rotulo, cuales in (("PERDIDA", corrida.perdidas), ("DE MÁS", corrida.de_mas)):
            for cual in cuales if pedido.detalle else []:
                print(f"  {rotulo} {cual}")
    return 0 if bien else 1


def _leer(archivo: Path) -> Iterator[Datos]:
    with archivo.open(encoding="utf-8") as renglones:
        yield from map(json.loads, renglones)


def _mitad(clave: str) -> str:
    impar = int(hashlib.sha256(clave.encode()).hexdigest(), 16) % 2 == 1
    return "ciega" if impar else "desarrollo"


def _hallar(caso: Datos) -> tuple[Cita, ...]:
    contexto = Contexto(caso["contexto"]["documento"], caso["contexto"]["jurisdiccion"])
    return hallar(caso["texto"], contexto, nombres_de_fabrica())


def _medir_casos(casos: list[Datos]) -> bool:
    exactos, total, falsos = Counter[str](), Counter[str](), 0
    cuentas: dict[str, Counter[str]] = {}
    for caso in casos:
        halladas, clase = _hallar(caso), caso["clase"]
        dados = {str(objetivo) for cita in halladas for objetivo in cita.objetivos}
        tomadas = [cita.literal for cita in halladas if cita.confianza >= SEGURA]
        es_falso = clase == "falso_amigo"
        bien = not tomadas if es_falso else dados == set(caso["objetivos"])
        total[clase] += 1
        exactos[clase] += bien
        falsos += es_falso and not bien
        _contar(cuentas, halladas, set(caso["objetivos"]))
        if not bien:
            print(f"  FALLA {caso['texto']!r}")
            print(f"    esperado {caso['objetivos']}, dado {sorted(dados)} {tomadas}")
    _escribir_casos(exactos, total, cuentas)
    print(f"objetivos exactos {parte(exactos.total(), total.total())}; falsos amigos tomados {falsos}")
    return exactos.total() >= BARRA * total.total() and not falsos


def _contar(cuentas: dict[str, Counter[str]], halladas: tuple[Cita, ...], esperados: set[str]) -> None:
    """Suma los objetivos de un caso por su clase de norma y por cómo se supo la norma.

    En un falso amigo sólo cuenta lo que se toma con confianza; en lo demás, todo lo que se da.
    """
    dados = {
        str(objetivo): cita.resolucion
        for cita in halladas
        if esperados or cita.confianza >= SEGURA
        for objetivo in cita.objetivos
    }
    for objetivo in esperados | set(dados):
        cuenta = cuentas.setdefault(objetivo.partition("#")[0].partition("-")[0], Counter())
        cuenta["esperados"] += objetivo in esperados
        cuenta["dados"] += objetivo in dados
        cuenta["acertados"] += objetivo in dados and objetivo in esperados
    for objetivo, resolucion in dados.items():
        cuenta = cuentas.setdefault(f"· {resolucion}", Counter())
        cuenta["dados"] += 1
        cuenta["acertados"] += objetivo in esperados


def _escribir_casos(exactos: Counter[str], total: Counter[str], cuentas: dict[str, Counter[str]]) -> None:
    for clase, cuantos in sorted(total.items()):
        print(f"{clase:14} {exactos[clase]:4} de {cuantos:4}  {parte(exactos[clase], cuantos)}")
    print(f"\n{'objetivos de':16} esperados dados acertados precisión exhaust.")
    for clase, cuenta in sorted(cuentas.items(), key=lambda par: (par[0][0] == "·", -par[1]["esperados"])):
        print(
            f"{clase:16} {cuenta['esperados'] or '':9} {cuenta['dados']:5} {cuenta['acertados']:9} "
            f"{parte(cuenta['acertados'], cuenta['dados']):>9} "
            f"{parte(cuenta['acertados'], cuenta['esperados']):>8}"
        )


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
