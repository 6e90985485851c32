"""Lo que comparten los guiones de rendimiento: los pasajes, el índice que se hace con ellos y el informe.

Los pasajes son un JSONL con `id`, `documento`, `pagina`, `titulo`, `fecha`, `tipo`, `numero` y `texto`, los
de un documento seguidos. Las máquinas son ruidosas: una cifra absoluta que se pasa por menos de `RUIDO` vale
si la razón con el rival, medido en la misma corrida, se cumple.
"""

import json
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import groupby, islice
from pathlib import Path

from indexador.evaluacion.construccion import Cronometro, tamano
from indexador.evaluacion.medidas import percentil
from indexador.ficha import Ficha, Fragmento
from indexador.lengua import analizar
from indexador.motor import MotorWhoosh

SEMILLA = 20091205
RUIDO = 1.3
MARCAS = frozenset({"publico"})
CARACTERES_POR_GRUPO = 16_000_000
MEGA = 1_000_000
Reloj = Callable[[], float]
"""Segundos que sólo avanzan."""
PREGUNTAS = 200


@dataclass(frozen=True, slots=True)
class Dado:
    """Un pasaje del archivo."""

    id: str
    documento: str
    pagina: int
    titulo: str
    fecha: date | None
    tipo: str
    numero: str
    texto: str

    @property
    def tema(self) -> str:
        """Uno inventado, fijo por documento: una faceta más con valores repartidos."""
        return f"AG{sum(self.documento.encode()) % 12 + 1}"


def leer_pasajes(ruta: Path, cuantos: int | None = None) -> Iterator[Dado]:
    """Los primeros pasajes del archivo."""
    with ruta.open(encoding="utf-8") as archivo:
        for linea in islice(archivo, cuantos):
            dato = json.loads(linea)
            dia = date.fromisoformat(dato.pop("fecha")) if dato["fecha"] else dato.pop("fecha")
            yield Dado(**dato, fecha=dia)


def fichas(pasajes: Iterable[Dado]) -> Iterator[Ficha]:
    """Un documento público por cada tanda de pasajes suyos; cada pasaje es un fragmento."""
    por_documento = groupby(pasajes, key=lambda pasaje: pasaje.documento)
    for numero, (documento, suyos) in enumerate(por_documento, start=1):
        yield ficha(numero, documento, list(suyos))


def ficha(numero: int, identificador: str, suyos: Sequence[Dado]) -> Ficha:
    """La ficha de un documento hecho de esos pasajes."""
    primero = suyos[0]
    return Ficha(
        documento=numero,
        identificador=identificador,
        revision=1,
        titulo=primero.titulo,
        tipo=primero.tipo or "otro",
        publica=True,
        marcas=MARCAS,
        numero=primero.numero or "",
        fecha=primero.fecha,
        temas=(primero.tema,),
        fragmentos=tuple(
            Fragmento(n, dado.pagina, 0, len(dado.texto), f"p. {dado.pagina}", dado.texto)
            for n, dado in enumerate(suyos, start=1)
        ),
    )


def en_grupos(todas: Iterable[Ficha]) -> Iterator[list[Ficha]]:
    """Las fichas en grupos de más o menos `CARACTERES_POR_GRUPO`."""
    grupo: list[Ficha] = []
    caracteres = 0
    for una in todas:
        grupo.append(una)
        caracteres += sum(len(fragmento.texto) for fragmento in una.fragmentos)
        if caracteres >= CARACTERES_POR_GRUPO:
            yield grupo
            grupo, caracteres = [], 0
    if grupo:
        yield grupo


def preguntas_de(pasajes: Sequence[Dado]) -> list[str]:
    """Muchas preguntas de dos palabras de un mismo pasaje; siempre las mismas."""
    azar = random.Random(SEMILLA)
    pares = []
    while len(pares) < PREGUNTAS:
        palabras = [
            t.forma for t in analizar(azar.choice(pasajes).texto) if not t.vacia and t.forma.isalpha()
        ]
        if len(palabras) > 1:
            pares.append(" ".join(azar.sample(palabras, 2)))
    return pares


@dataclass(frozen=True, slots=True)
class Costo:
    """Lo que costó un índice: segundos y octetos."""

    fragmentos: int
    texto: int
    disco: int
    cpu: float
    pared: float


def construir(ruta: Path, cuantos: int | None, carpeta: Path) -> tuple[MotorWhoosh, Costo]:
    """Indexa los pasajes por el camino del producto y dice cuánto costó; leerlos no se cuenta."""
    motor = MotorWhoosh.abrir(carpeta)
    cronometro, fragmentos, texto = Cronometro(), 0, 0
    for grupo in en_grupos(fichas(leer_pasajes(ruta, cuantos))):
        with cronometro:
            motor.escribir(grupo)
        fragmentos += sum(len(una.fragmentos) for una in grupo)
        texto += sum(len(f.texto.encode()) for una in grupo for f in una.fragmentos)
    with cronometro:
        motor.optimizar()
    return motor, Costo(fragmentos, texto, tamano(carpeta), cronometro.cpu, cronometro.pared)


def milisegundos(hacer: Callable[[], object], reloj: Reloj = time.perf_counter) -> float:
    """Lo que tarda una llamada."""
    comienzo = reloj()
    hacer()
    return (reloj() - comienzo) * 1000


def cronometrar(
    casos: Sequence[Callable[[], object]], rondas: int, reloj: Reloj = time.perf_counter
) -> list[float]:
    """De cada caso, la mediana de sus tiempos en unas rondas, cada una en otro orden; antes, una de calor."""
    tiempos: list[list[float]] = [[] for _ in casos]
    azar = random.Random(SEMILLA)
    for caso in casos:
        caso()
    for _ in range(rondas):
        for cual in azar.sample(range(len(casos)), len(casos)):
            tiempos[cual].append(milisegundos(casos[cual], reloj))
    return [statistics.median(suyos) for suyos in tiempos]


@dataclass(frozen=True, slots=True)
class Renglon:
    """Una medida con su barra. `cumple` es None si no tiene."""

    nombre: str
    valores: tuple[float, ...]
    rival: tuple[float, ...] = ()
    barra: str = ""
    cumple: bool | None = None
    nota: str = ""

    @property
    def razon(self) -> float | None:
        """La del primer valor con el del rival."""
        return self.valores[0] / self.rival[0] if self.rival and self.rival[0] else None


def a_lo_sumo(nombre: str, valor: float, barra: float, unidad: str, nota: str = "") -> Renglon:
    """Una cifra que no debe pasar de la barra."""
    return Renglon(nombre, (valor,), (), f"≤ {barra:g} {unidad}", valor <= barra, nota)


def latencia(
    nombre: str,
    propios: Sequence[float],
    rivales: Sequence[float] = (),
    *,
    mediana: float | None = 1.0,
    veces: float = 0.0,
    p95: float | None = 15.0,
    nota: str = "",
) -> Renglon:
    """Tiempos en ms. La mediana no pasa del mayor de `mediana` y `veces` la del rival; el p95, del suyo.

    Sin `mediana` no hay barra.
    """
    valores = statistics.median(propios), percentil(propios, 0.95)
    rival = (statistics.median(rivales), percentil(rivales, 0.95)) if rivales else ()
    if mediana is None:
        return Renglon(nombre, valores, rival, nota=nota)
    tope = max(mediana, veces * rival[0]) if rival else mediana
    bien = valores[0] <= tope
    if p95 is not None:
        bien = bien and valores[1] <= p95 * (RUIDO if rival else 1)
    barra = f"≤ {tope:.3g}" + (f", p95 ≤ {p95:g}" if p95 is not None else "")
    return Renglon(nombre, valores, rival, barra + " ms", bien, nota)


def rapidez(nombre: str, valor: float, rival: float, *, al_menos: float, parte: float) -> Renglon:
    """MB por segundo: al menos eso (menos el ruido) y esa parte de los del rival."""
    bien = valor >= al_menos / RUIDO and valor >= parte * rival
    return Renglon(nombre, (valor,), (rival,), f"≥ {al_menos:g}, ≥ {parte:g} veces", bien)


@dataclass
class Informe:
    """Los renglones de un guion, que se escriben a medida que llegan."""

    rival: str
    en_json: bool
    renglones: list[Renglon] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.en_json:
            print(f"{'':30} {'centro':>17} {self.rival:>17} {'razón':>7}  {'barra':26}", flush=True)

    def anotar(self, renglon: Renglon) -> None:
        """Guarda un renglón y, salvo en JSON, lo escribe."""
        self.renglones.append(renglon)
        if self.en_json:
            return
        razon = f"{renglon.razon:.2f}" if renglon.razon is not None else ""
        marca = {None: " ", True: "✓", False: "✗"}[renglon.cumple]
        print(
            f"{renglon.nombre:30} {_cifras(renglon.valores):>17} {_cifras(renglon.rival):>17} {razon:>7}  "
            f"{renglon.barra:26} {marca} {renglon.nota}",
            flush=True,
        )

    def terminar(self) -> int:
        """Escribe el JSON si se pidió. Devuelve 1 si alguna barra no se cumple."""
        if self.en_json:
            print(json.dumps([asdict(renglon) for renglon in self.renglones], ensure_ascii=False))
        return 1 if any(renglon.cumple is False for renglon in self.renglones) else 0


def _cifras(valores: Sequence[float]) -> str:
    return " / ".join(f"{valor:,.2f}" if valor < 1000 else f"{valor:,.0f}" for valor in valores)
