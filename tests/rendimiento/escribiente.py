"""Un proceso que escribe en un índice lo que un plan le dicta, para matarlo, y lo que debe quedar si muere.

El plan es siempre el mismo para la misma semilla: quien mata sabe qué traía el grupo que se quedó a medias.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from whoosh.index import TOC

from indexador.consulta import Consulta
from indexador.errores import IndiceOcupado
from indexador.ficha import Ficha, Fragmento
from indexador.motor import MotorWhoosh
from indexador.motor.almacenamiento import AlmacenSincronizado
from indexador.motor.esquema import esquema

INDICES = ("publico", "restringido")
PUBLICO, PERSONAL = frozenset({"publico"}), frozenset({"publico", "personal"})
DOCUMENTOS = 160
COMUNES = ("migrante", "retorno", "remesa", "frontera", "consulado", "albergue", "trabajo", "familia")
LETRAS = "bcdfghjklm"


class NoSeCumple(AssertionError):
    """Una promesa del índice que se rompió."""


def exigir(cierto: bool, que: str) -> None:
    """Levanta `NoSeCumple` si no es cierto."""
    if not cierto:
        raise NoSeCumple(que)


def palabra(documento: int, revision: int) -> str:
    """La palabra que sólo está en esa revisión de ese documento."""
    return "x" + "".join(LETRAS[int(cifra)] for cifra in f"{documento:05}{revision:05}") + "q"


def documento(numero: int, revision: int, *, publico: bool, paginas: int) -> Ficha:
    """Un documento con su palabra en la primera página y palabras comunes en todas."""
    azar = random.Random(numero * 100_003 + revision)
    textos = [" ".join(azar.choices(COMUNES, k=60)) for _ in range(paginas)]
    textos[0] += f" {palabra(numero, revision)}"
    return Ficha(
        numero, f"CD-{numero:05}", revision, f"Documento {numero}", "ley", publico,
        PUBLICO if publico else frozenset({"personal"}),
        fragmentos=tuple(Fragmento(n, n, 0, len(t), "", t) for n, t in enumerate(textos, start=1)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lote:
    """Un paso del plan: unas fichas y unos borrados de una vez, o una compactación."""

    clase: str
    fichas: tuple[Ficha, ...] = ()
    borrar: frozenset[int] = frozenset()

    def hacer(self, motor: MotorWhoosh) -> None:
        """Lo hace."""
        if self.clase == "unir":
            motor.unir()
        elif self.clase == "optimizar":
            motor.optimizar()
        else:
            motor.escribir(self.fichas, self.borrar)


def lote(semilla: int, numero: int) -> Lote:
    """El paso de ese número, que es también la revisión de lo que escribe."""
    azar = random.Random(semilla * 1_000_003 + numero)
    clase = azar.choices(("escribir", "borrar", "unir", "optimizar"), (8, 2, 2, 1))[0]
    if clase in {"unir", "optimizar"}:
        return Lote(clase)
    elegidos = azar.sample(range(1, DOCUMENTOS), azar.choice((1, 3, 10, 40)))
    if clase == "borrar":
        return Lote(clase, (), frozenset(elegidos))
    paginas = azar.choice((1, 5, 20))
    # Uno de cada cuatro es sólo del personal; a veces cambia de clase.
    fichas = (documento(d, numero, publico=azar.random() < 0.75, paginas=paginas) for d in elegidos)
    return Lote(clase, tuple(fichas), frozenset(azar.sample(range(1, DOCUMENTOS), 2)) - set(elegidos))


@dataclass
class Esperado:
    """La revisión de cada documento en cada índice."""

    publico: dict[int, int] = field(default_factory=dict)
    restringido: dict[int, int] = field(default_factory=dict)

    def revisiones(self) -> Mapping[int, int]:
        """Lo que el motor debe decir: -1 si está en los dos."""
        dobles = dict.fromkeys(self.publico.keys() & self.restringido.keys(), -1)
        return self.restringido | self.publico | dobles

    def pasos(self, dado: Lote) -> Iterator["Esperado"]:
        """Cómo está tras cada confirmación de un lote.

        Primero llega al restringido lo que se estrecha; luego, todo lo público; por último deja el
        restringido lo que se publicó.
        """
        publicas = {ficha.documento: ficha.revision for ficha in dado.fichas if ficha.publica}
        restringidas = {ficha.documento: ficha.revision for ficha in dado.fichas if not ficha.publica}
        fuera = dado.borrar | restringidas.keys()
        en_los_dos = {d: r for d, r in self.restringido.items() if d not in fuera} | restringidas
        yield Esperado(self.publico, en_los_dos)
        publico = {d: r for d, r in self.publico.items() if d not in fuera} | publicas
        yield Esperado(publico, en_los_dos)
        yield Esperado(publico, {d: r for d, r in en_los_dos.items() if d not in publicas})


def escribir(ruta: Path, semilla: int, desde: int, aviso: Connection) -> None:
    """Sigue el plan hasta que lo maten; avisa del número de cada paso confirmado (`desde - 1`, al abrir)."""
    motor = MotorWhoosh.abrir(ruta)
    for numero in range(desde, desde + 1_000_000):
        aviso.send(numero - 1)
        lote(semilla, numero).hacer(motor)


def competir(ruta: Path, desde: int, cuantos: int, aviso: Connection) -> None:
    """Escribe documentos de uno en uno contra otros que hacen lo mismo; avisa cuántas veces esperó."""
    motor, ocupado = MotorWhoosh.abrir(ruta), 0
    for numero in range(desde, desde + cuantos):
        hecho = False
        while not hecho:
            try:
                motor.escribir([documento(numero, 1, publico=numero % 2 == 0, paginas=1)])
                hecho = True
            except IndiceOcupado:
                ocupado += 1
    aviso.send(ocupado)


def leer(ruta: Path, fijo: int, aviso: Connection) -> None:
    """Abre el índice una y otra vez hasta que se le diga; avisa cuántas y de lo que halló mal."""
    abiertas, malas = 0, []
    buscar = partial(encontrados, consulta=palabra(fijo, 1))
    while not aviso.poll():
        try:
            motor = MotorWhoosh.abrir(ruta, crear=False)
            if (hallados := buscar(motor)) != [fijo]:
                malas.append(f"halló {hallados}")
        except Exception as error:  # noqa: BLE001 (cualquier error de un lector es lo que se busca)
            malas.append(repr(error))
        abiertas += 1
    aviso.send((abiertas, malas))


def encontrados(motor: MotorWhoosh, consulta: str, marcas: frozenset[str] = PERSONAL) -> list[int]:
    """Los documentos de la primera página, sin corregir lo que se busca."""
    return [a.documento for a in motor.buscar(Consulta(consulta, marcas, corregir=False)).aciertos]


def sueltos(ruta: Path) -> list[str]:
    """Los archivos que la tabla de su índice no nombra."""
    hallados: list[str] = []
    for nombre in INDICES:
        almacen = AlmacenSincronizado(ruta / nombre)
        tabla = TOC.read(almacen, nombre, schema=esquema())
        suyos = {segmento.make_filename(".seg") for segmento in tabla.segments}
        suyos |= {f"{nombre}_WRITELOCK", f"_{nombre}_{tabla.generation}.toc"}
        hallados += sorted(set(almacen.list()) - suyos)
    return hallados
