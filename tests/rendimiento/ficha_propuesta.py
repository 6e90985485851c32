"""Mide la ficha propuesta campo por campo, y si su confianza dice la verdad, sobre el segundo conjunto.

    python -m tests.rendimiento.ficha_propuesta --iniciativas JSON [--textos CORPUS] [--pdf CARPETA]

Además de las barras (tipo, número, fecha principal y título) da la precisión y la cobertura de cada campo y
de cada clase de fecha, los aciertos por tramo de confianza, y lo que cuesta cada documento. Cada
documento cae por su huella en la parte que se mira o en la guardada. `--lecturas` guarda los textos leídos.
"""

import argparse
import itertools
import json
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from indexador.errores import NoExtraible
from indexador.extraccion.aislado import extraer_aislado
from indexador.ficha import Pagina, Texto
from indexador.juridico.metadatos import Propuesta, proponer
from indexador.lengua.plano import plano
from tests.rendimiento.conjunto_nuevo import Etiquetado, de_formas
from tests.rendimiento.metadatos import (
    BARRAS,
    Caso,
    apartado,
    de_archivo,
    extranjeros,
    guatemaltecos,
    plegado,
)
from tests.rendimiento.portadas_etiquetadas import de_portadas

_TRAMOS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
_COMPLETOS = frozenset({"tipo", "numero"})
"""Campos que la etiqueta da siempre que el documento los dice: proponer otro es un error."""
_CON_LISTA = frozenset({"ponentes", "autores", "comision"})


class Cuentas:
    """Lo propuesto, lo acertado y lo esperado, por grupo y campo; y los aciertos por tramo de confianza."""

    def __init__(self) -> None:
        self.celdas: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
        self.tramos: dict[float, list[int]] = defaultdict(lambda: [0, 0])
        self.fallos: list[str] = []

    def sumar(self, grupo: str, campo: str, *, propuesto: bool, acierto: bool, esperado: bool) -> None:
        """Anota un dato, en su grupo y en todos."""
        for clave in (grupo, "TODO"):
            celda = self.celdas[clave, campo]
            celda[0] += propuesto
            celda[1] += acierto
            celda[2] += esperado

    def calibrar(self, propuesta: Propuesta, *, acierto: bool) -> None:
        """Anota un acierto en el tramo de la confianza con que se propuso."""
        tramo = max(limite for limite in _TRAMOS if limite <= propuesta.confianza)
        self.tramos[tramo][0] += acierto
        self.tramos[tramo][1] += 1


def igual(campo: str, esperado: str, dicho: str) -> bool:
    """Si lo propuesto es lo esperado, plegado; de un emisor basta el comienzo de su nombre."""
    if campo in _CON_LISTA:
        partes = [sorted(map(plegado, re.split("[;\n]", lista))) for lista in (esperado, dicho)]
        return partes[0] == partes[1]
    if campo == "emisor":
        dichas = f"{plegado(dicho)} "
        return any(
            dichas.startswith(f"{plegado(e)} ") or f"{plegado(e)} ".startswith(dichas)
            for e in esperado.split("|")
        )
    if campo == "titulo":
        return _plegado_con_signos(esperado) == _plegado_con_signos(dicho)
    return plegado(esperado) == plegado(dicho)


def _plegado_con_signos(titulo: str) -> str:
    """Sin mayúsculas, tildes, espacios de más ni punto final; los demás signos cuentan."""
    return " ".join(plano(titulo).split()).rstrip(" .,;")


def juzgar(caso: Etiquetado, propuestas: tuple[Propuesta, ...], cuentas: Cuentas) -> None:
    """Compara una ficha propuesta con la suya."""
    dichos = {p.campo: p for p in propuestas if not p.campo.startswith("fecha:")}
    for campo in sorted({*caso.campos, *(dichos.keys() & _COMPLETOS if _completo(caso) else ())}):
        propuesta, esperado = dichos.get(campo), caso.campos.get(campo, "")
        bien = propuesta is not None and bool(esperado) and igual(campo, esperado, propuesta.valor)
        _anotar(caso, campo, esperado, propuesta, cuentas, bien=bien)
    fechas = [p for p in propuestas if p.campo.startswith("fecha:")]
    _juzgar_principal(caso, fechas, cuentas)
    if not _completo(caso):
        return
    for propuesta in fechas:
        esperada = caso.fechas.get(propuesta.campo.removeprefix("fecha:"), "")
        _anotar(caso, propuesta.campo, esperada, propuesta, cuentas, bien=esperada == propuesta.valor)
    for clase, fecha in caso.fechas.items():
        if f"fecha:{clase}" not in {p.campo for p in fechas}:
            _anotar(caso, f"fecha:{clase}", fecha, None, cuentas, bien=False)


def _completo(caso: Etiquetado) -> bool:
    """Si la etiqueta dice todo lo que el documento dice, y lo que sobra es un error."""
    return caso.grupo.startswith(("forma", "portada")) and "tipo" in caso.campos


def _juzgar_principal(caso: Etiquetado, fechas: list[Propuesta], cuentas: Cuentas) -> None:
    if not caso.principal:
        return
    esperada = caso.fechas[caso.principal]
    dicha = fechas[0].valor if fechas else ""
    bien = dicha == esperada or (len(dicha) >= 7 and esperada.startswith(dicha))
    cuentas.sumar(caso.grupo, "FECHA", propuesto=bool(fechas), acierto=bien, esperado=True)
    if not bien:
        cuentas.fallos.append(f"{caso.grupo} | {caso.id} | FECHA | esperada «{esperada}» | vino «{dicha}»")


def _anotar(
    caso: Etiquetado, campo: str, esperado: str, propuesta: Propuesta | None, cuentas: Cuentas, *, bien: bool
) -> None:
    cuentas.sumar(caso.grupo, campo, propuesto=propuesta is not None, acierto=bien, esperado=bool(esperado))
    if propuesta is not None:
        cuentas.calibrar(propuesta, acierto=bien)
    if not bien:
        vino = f"«{propuesta.valor}» ({propuesta.confianza})" if propuesta else "nada"
        cuentas.fallos.append(f"{caso.grupo} | {caso.id} | {campo} | esperado «{esperado}» | vino {vino}")


def _del_primer_conjunto(caso: Caso) -> Etiquetado:
    campos = {campo: getattr(caso, campo) for campo in ("tipo", "numero", "titulo") if getattr(caso, campo)}
    fechas = {"principal": caso.fecha} if caso.fecha else {}
    return Etiquetado(caso.id, caso.grupo, caso.archivo, campos, fechas, "principal" if fechas else "")


def leer(caso: Etiquetado, lecturas: Path | None) -> Texto:
    """El texto del archivo, extraído ahora o la vez que se guardó."""
    guardada = lecturas / f"{caso.id}.json" if lecturas else None
    if guardada and guardada.exists():
        paginas = json.loads(guardada.read_text(encoding="utf-8"))
        return Texto(tuple(Pagina(n, t, origen=o) for n, t, o in paginas), "guardado")
    try:
        texto = extraer_aislado(caso.archivo, caso.archivo.name)
    except NoExtraible as error:
        print(f"no se leyó {caso.id}: {error}", file=sys.stderr)
        texto = Texto((), "ninguno")
    if guardada:
        guardada.write_text(json.dumps([(p.numero, p.texto, p.origen) for p in texto.paginas]), "utf-8")
    return texto


def medir(casos: Iterator[Etiquetado], parte: str, lecturas: Path | None) -> bool:
    """Mide, imprime y dice si se alcanzan las barras."""
    cuentas, segundos, cuantos = Cuentas(), 0.0, 0
    for caso in casos:
        if parte != "todo" and apartado(caso.id) != (parte == "guardada"):
            continue
        texto = leer(caso, lecturas)
        antes = time.process_time()
        propuestas = proponer(texto, caso.archivo.name if caso.grupo == "PDF" else "")
        segundos, cuantos = segundos + time.process_time() - antes, cuantos + 1
        juzgar(caso, propuestas, cuentas)
    _imprimir(cuentas)
    print(f"costo: {1000 * segundos / max(cuantos, 1):.1f} ms de procesador por documento")
    return _alcanza(cuentas)


def _imprimir(cuentas: Cuentas) -> None:
    for grupo, celdas in itertools.groupby(sorted(cuentas.celdas.items()), key=lambda celda: celda[0][0]):
        print(f"\n{grupo}")
        for (_, campo), (propuestos, aciertos, esperados) in celdas:
            precision = f"{100 * aciertos / propuestos:5.1f} %" if propuestos else "      –"
            cobertura = f"{100 * aciertos / esperados:5.1f} %" if esperados else "      –"
            print(f"  {campo:26} acierta {aciertos:4} · precisión {precision} de {propuestos:4} · "
                  f"cobertura {cobertura} de {esperados:4}")  # fmt: skip
    print("\nconfianza")
    for desde, hasta in itertools.pairwise(_TRAMOS):
        bien, todos = cuentas.tramos.get(desde, (0, 0))
        print(
            f"  [{desde:.1f}, {min(hasta, 1):.1f}] {bien}/{todos}"
            + (f" = {100 * bien / todos:.1f} %" if todos else "")
        )
    print(*["", *cuentas.fallos], sep="\n")


def _alcanza(cuentas: Cuentas) -> bool:
    alcanzan = []
    for campo, barra in BARRAS.items():
        _, bien, todos = cuentas.celdas["TODO", "FECHA" if campo == "fecha" else campo]
        alcanzan.append(bien >= barra * todos)
        print(
            f"BARRA {campo}: {bien}/{todos} = {100 * bien / max(todos, 1):.1f} % (pide {100 * barra:.0f} %)"
        )
    return all(alcanzan)


def principal() -> int:
    """Lee los argumentos y mide."""
    lector = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    lector.add_argument("--iniciativas", type=Path, help="las iniciativas, en JSON")
    lector.add_argument("--textos", type=Path, help="la colección juzgada, en JSONL.xz")
    lector.add_argument("--pdf", type=Path, help="la carpeta de los PDF reales")
    lector.add_argument("--portadas", type=int, default=100)
    lector.add_argument("--veces", type=int, default=2)
    lector.add_argument("--extranjeras", type=int, default=400)
    lector.add_argument("--parte", choices=("mirada", "guardada", "todo"), default="guardada")
    lector.add_argument("--lecturas", type=Path, help="dónde guardar los textos extraídos")
    pedido = lector.parse_args()
    if pedido.lecturas:
        pedido.lecturas.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporal:
        carpeta = pedido.lecturas / "archivos" if pedido.lecturas else Path(temporal)
        carpeta.mkdir(exist_ok=True)
        return 0 if medir(_reunir(pedido, carpeta), pedido.parte, pedido.lecturas) else 1


def _reunir(pedido: argparse.Namespace, carpeta: Path) -> Iterator[Etiquetado]:
    if pedido.textos:
        yield from map(_del_primer_conjunto, guatemaltecos(pedido.textos, carpeta))
        yield from map(_del_primer_conjunto, extranjeros(pedido.textos, carpeta, pedido.extranjeras))
    if pedido.pdf:
        yield from map(_del_primer_conjunto, de_archivo(pedido.pdf))
    if pedido.iniciativas:
        yield from de_formas(pedido.iniciativas, carpeta, pedido.veces)
        yield from de_portadas(pedido.iniciativas, carpeta, pedido.portadas)


if __name__ == "__main__":
    sys.exit(principal())
