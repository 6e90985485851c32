"""Mide los vínculos propuestos sobre documentos y fragmentos etiquetados a mano.

    python -m tests.rendimiento.vinculos CORPUS [--apartada | --juego segundo]

CORPUS es la carpeta con `juicios/` y `guatemala/`: no va con el programa. Las etiquetas, en
`datos/vinculos.jsonl`, dicen de cada fragmento dónde está, su huella, los temas y nodos que prueba y los que
se admiten. Cada uno cae, por la huella de su identificador, en la mitad de desarrollo o en la apartada.
El segundo juego, `datos/vinculos_segundo.jsonl`, se etiquetó entero antes de correrlo: fragmentos de leyes y
nombres de iniciativas que el primero no tiene, y notas, actas, opiniones y prensa escritas para él.
El tercero, `datos/vinculos_tercero.jsonl`, se etiquetó igual: fragmentos tomados por huella y lo que
produciría cada actividad del plan, con textos de otros asuntos que se le parecen.
Del cuarto al noveno los etiquetó quien no había visto las reglas ni los otros juegos: el cuarto, normas y
papeles formales; el quinto, prensa, apuntes y habla popular mal leídos; del sexto al noveno, de otras cuatro
manos, fragmentos sorteados del corpus y papeles de la Comisión y de sus socios. Faltan de ellos los pocos
fragmentos que no están en `juicios/`.
Con `--umbral N` se mide con otro umbral. Los pesos y el léxico salen de `lexico_vinculos`; la mitad apartada
no se mira.
Un texto se mira como lo mira la orden: sin título ni tipo dados.
"""

import argparse
import hashlib
import json
import lzma
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from centro_doc.propuestas.lectura import ambito_de_fabrica, perfiles_de_fabrica
from centro_doc.vinculacion import entrada_de
from indexador.extraccion.aislado import extraer_aislado
from indexador.ficha import Pagina, Texto
from indexador.vinculacion import Clase, Perfil, Propuesta, proponer, rasgos_de
from indexador.vinculacion.calibracion import MINIMO_DE_PASAJE
from indexador.vinculacion.rasgos import Rasgos, numeros

ETIQUETAS = Path(__file__).parent / "datos" / "vinculos.jsonl"
OTROS = {
    nombre: ETIQUETAS.with_name(f"vinculos_{nombre}.jsonl")
    for nombre in ("segundo", "tercero", "cuarto", "quinto", "sexto", "septimo", "octavo", "noveno")
}
METAS = {"tema en los 3 primeros": 0.90, "nodo en los 5 primeros": 0.75, "precisión": 0.80, "ajenos": 0.90}


@dataclass(frozen=True, slots=True)
class Caso:
    """Un fragmento y lo que prueba; `admite` es lo que tampoco sería un error."""

    id: str
    texto: Texto
    temas: frozenset[str]
    nodos: frozenset[str]
    admite: frozenset[str]

    @property
    def ajeno(self) -> bool:
        """No prueba nada, ni se admite que se diga."""
        return not (self.temas or self.nodos or self.admite)

    def propuestas(self, umbral: float | None) -> tuple[Propuesta, ...]:
        """Lo que se propone; con un umbral, todo lo que llega a él."""
        entrada = entrada_de(self.texto)
        return proponer(
            self.texto.paginas, perfiles_de_fabrica(), ambito_de_fabrica(), umbral=umbral, **entrada
        )

    def rasgos(self, perfiles: Sequence[Perfil]) -> dict[str, Rasgos]:
        """Los rasgos de cada destino de unos perfiles."""
        entrada = entrada_de(self.texto)
        return rasgos_de(self.texto.paginas, perfiles, ambito_de_fabrica(), **entrada)


Juego = tuple[Sequence[Caso], Sequence[Perfil]]
"""Unos casos, con los perfiles que los miran."""


def apartado(clave: str) -> bool:
    """Si un fragmento cae en la mitad que no se mira al ajustar."""
    return int(hashlib.sha256(clave.encode()).hexdigest(), 16) % 2 == 1


def casos(corpus: Path, *, apartada: bool) -> Iterator[Caso]:
    """Los casos de una mitad del primer juego; levanta `ValueError` si un texto no es el que se etiquetó."""
    datos = [dato for dato in _etiquetas(ETIQUETAS) if apartado(dato["id"]) == apartada]
    return _casos(corpus, datos)


def de_otro_juego(corpus: Path, etiquetas: Path) -> Iterator[Caso]:
    """Los casos de un juego entero, sin mitades; levanta `ValueError` igual."""
    return _casos(corpus, _etiquetas(etiquetas))


def _etiquetas(archivo: Path) -> list[dict[str, Any]]:
    return [json.loads(linea) for linea in archivo.read_text(encoding="utf-8").splitlines()]


def _casos(corpus: Path, datos: Iterable[dict[str, Any]]) -> Iterator[Caso]:
    textos = dict(_del_corpus(corpus / "juicios"))
    for dato in datos:
        if dato["fuente"] == "pdf":
            ruta = corpus / "guatemala" / dato["documento"]
            huella = hashlib.sha256(ruta.read_bytes()).hexdigest()
            leido = extraer_aislado(ruta, ruta.name)
        else:
            escrito = dato["fuente"] == "propio"
            texto = dato["texto"] if escrito else textos[dato["documento"]][dato["inicio"] : dato["fin"]]
            huella = hashlib.sha256(texto.encode()).hexdigest()
            leido = Texto((Pagina(1, texto),), "llano")
        if huella != dato["huella"]:
            raise ValueError(f"{dato['id']} no es el texto que se etiquetó")
        listas = (frozenset(dato[clave]) for clave in ("temas", "nodos", "admite"))
        yield Caso(dato["id"], leido, *listas)


def _del_corpus(juicios: Path) -> Iterator[tuple[str, str]]:
    with lzma.open(juicios / "corpus.jsonl.xz", "rt", encoding="utf-8") as archivo:
        for dato in map(json.loads, archivo):
            yield dato["id"], dato["texto"]
    for dato in map(json.loads, (juicios / "votaciones_gt.jsonl").read_text(encoding="utf-8").splitlines()):
        yield dato["votacion"], dato["pregunta"]
    iniciativas = json.loads((juicios / "iniciativas_congreso_gt.json").read_text(encoding="utf-8"))
    for dato in iniciativas["iniciativas"]:
        yield dato["numero"], dato["resumen"]


@dataclass(slots=True)
class Cuenta:
    """Los aciertos de cada medida y las líneas de los fallos."""

    fallos: list[str]
    aciertos: dict[str, list[bool]]

    def anotar(self, medida: str, acierta: bool, caso: Caso, dicho: str) -> None:
        """Cuenta un acierto o un fallo."""
        self.aciertos[medida].append(acierta)
        if not acierta:
            self.fallos.append(f"{medida}: {caso.id}  {dicho}")


def medir(lista: Sequence[Caso], umbral: float | None) -> Cuenta:
    """Corre todos los casos."""
    cuenta = Cuenta([], {medida: [] for medida in METAS})
    for caso in lista:
        propuestas = caso.propuestas(umbral)
        temas = [p.codigo for p in propuestas if p.clase == Clase.TEMA]
        nodos = [p.codigo for p in propuestas if p.clase == Clase.NODO]
        buenos = caso.temas | caso.nodos | caso.admite
        dicho = " ".join(f"{p.codigo}={p.confianza:.2f}" for p in propuestas) or "nada"
        if caso.temas:
            acierta = not caso.temas.isdisjoint(temas[:3])
            cuenta.anotar("tema en los 3 primeros", acierta, caso, f"{sorted(caso.temas)} y dice {dicho}")
        if caso.nodos:
            acierta = not caso.nodos.isdisjoint(nodos[:5])
            cuenta.anotar("nodo en los 5 primeros", acierta, caso, f"{sorted(caso.nodos)} y dice {dicho}")
        for codigo in (*temas, *nodos):
            cuenta.anotar("precisión", codigo in buenos, caso, f"sobra {codigo} ({dicho})")
        if caso.ajeno:
            cuenta.anotar("ajenos", not propuestas, caso, dicho)
    return cuenta


def ajustar(juegos: Iterable[Juego]) -> dict[Clase, tuple[float, ...]]:
    """Los pesos de la logística que mejor explican las etiquetas, por descenso con freno a los grandes.

    Cada juego va con los perfiles que lo miran: los que aprendieron su léxico de los demás.
    """
    filas: dict[Clase, list[tuple[tuple[float, ...], float]]] = {clase: [] for clase in Clase}
    for caso, perfiles in ((caso, perfiles) for suyos, perfiles in juegos for caso in suyos):
        seguros, admitidos = caso.temas | caso.nodos, caso.admite
        for codigo, rasgos in caso.rasgos(perfiles).items():
            if max(rasgos.mejor, rasgos.titulo) >= MINIMO_DE_PASAJE or rasgos.por_lexico:
                valor = 1.0 if codigo in seguros else 0.6 if codigo in admitidos else 0.0
                clase = Clase.TEMA if codigo.startswith("AG") else Clase.NODO
                filas[clase].append((numeros(rasgos), valor))
    return {clase: _logistica(suyas) for clase, suyas in filas.items()}


def _logistica(filas: Sequence[tuple[tuple[float, ...], float]]) -> tuple[float, ...]:
    x = np.array([fila for fila, _ in filas])
    y = np.array([valor for _, valor in filas])
    pesos = np.zeros(x.shape[1])
    freno = np.full(x.shape[1], 0.02)
    freno[0] = 0.0
    for _ in range(6000):
        gradiente = x.T @ (1 / (1 + np.exp(-x @ pesos)) - y) / len(y) + freno * pesos
        pesos -= 0.5 * gradiente
        pesos[1:] = np.maximum(pesos[1:], 0.0)
    return tuple(round(float(peso), 2) for peso in pesos)


def principal(argumentos: Sequence[str] | None = None) -> int:
    """Imprime las medidas y todos los fallos; 0 si se cumplen las metas."""
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("corpus", type=Path)
    cual = analizador.add_mutually_exclusive_group()
    cual.add_argument("--apartada", action="store_true")
    cual.add_argument("--juego", choices=OTROS, help="otro juego de etiquetas, entero")
    analizador.add_argument("--umbral", type=float, help="en vez de lo que se dice si no se pide nada")
    pedido = analizador.parse_args(argumentos)
    if pedido.juego is None:
        lista = list(casos(pedido.corpus, apartada=pedido.apartada))
    else:
        lista = list(de_otro_juego(pedido.corpus, OTROS[pedido.juego]))
    antes = time.process_time()
    cuenta = medir(lista, pedido.umbral)
    for fallo in cuenta.fallos:
        print(fallo)
    caracteres = sum(len(pagina.texto) for caso in lista for pagina in caso.texto.paginas)
    print(f"{len(lista)} casos, {caracteres:,} caracteres, {time.process_time() - antes:.1f} s de procesador")
    partes = {m: sum(a) / len(a) for m, a in cuenta.aciertos.items() if a}
    for medida, parte in partes.items():
        cuantos = len(cuenta.aciertos[medida])
        print(f"{medida:24} {parte:6.1%} de {cuantos} (meta {METAS[medida]:.0%})")
    return 0 if all(parte >= METAS[medida] for medida, parte in partes.items()) else 1


if __name__ == "__main__":
    sys.exit(principal())
