"""El pegamento de la línea de órdenes: cómo una tajada ofrece las suyas y cómo hablan.

Una tajada con órdenes tiene un módulo `consola.py` con `registrar(ordenes)`. Lo que un programa lee va por
la salida normal; lo que lee una persona mientras espera, por la de errores.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any, NoReturn

from centro_doc.comun.bd import BaseDeDatos
from centro_doc.comun.reloj import Reloj, RelojDelSistema
from config import Config


class FalloDeOrden(Exception):
    """La orden no se pudo cumplir; el mensaje, en una línea, es para la persona. `salida` es el código."""

    def __init__(self, mensaje: str, salida: int = 1) -> None:
        super().__init__(mensaje)
        self.salida = salida


@dataclass(frozen=True, slots=True)
class Consola:
    """Lo que una orden tiene a mano."""

    config: Config
    bd: BaseDeDatos
    reloj: Reloj
    salida: IO[str] = field(default_factory=lambda: sys.stdout)
    errores: IO[str] = field(default_factory=lambda: sys.stderr)

    def decir(self, texto: str = "") -> None:
        """Una línea de resultado."""
        print(texto, file=self.salida, flush=True)

    def avisar(self, texto: str) -> None:
        """Una línea para la persona, fuera del resultado."""
        print(texto, file=self.errores, flush=True)

    def json(self, valor: Any) -> None:
        """Un resultado en una línea de JSON."""
        self.decir(json.dumps(valor, ensure_ascii=False))

    def avance(self, rotulo: str, total: int) -> "Avance":
        """Una barra de avance, que sólo se dibuja si alguien mira la terminal."""
        return Avance(self.errores, rotulo, total)


Accion = Callable[[argparse.Namespace, Consola], int]
"""Lo que hace una orden: recibe sus argumentos y devuelve el código de salida."""


class Analizador(argparse.ArgumentParser):
    """`ArgumentParser` que habla español."""

    def __init__(self, **opciones: Any) -> None:
        super().__init__(add_help=False, **opciones)
        self._positionals.title = "argumentos"
        self._optionals.title = "opciones"
        self.add_argument("-h", "--help", action="help", help="muestra esta ayuda y termina")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "uso: ", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "uso: ", 1)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {_en_espanol(message)}\n")


_FRASES = (
    ("the following arguments are required:", "falta"),
    ("unrecognized arguments:", "no se reconoce"),
    ("expected at least one argument", "necesita al menos un valor"),
    ("expected one argument", "necesita un valor"),
    ("invalid choice:", "no se reconoce"),
    ("choose from", "hay"),
    ("invalid int value:", "no es un número entero:"),
    ("argument ", ""),
)


def _en_espanol(mensaje: str) -> str:
    for ingles, espanol in _FRASES:
        mensaje = mensaje.replace(ingles, espanol)
    return mensaje


class Ordenes:
    """Donde las tajadas registran sus órdenes."""

    def __init__(self, analizador: argparse.ArgumentParser) -> None:
        self._sub = analizador.add_subparsers(
            title="órdenes", metavar="ORDEN", required=True, parser_class=Analizador
        )

    def anadir(
        self, nombre: str, ayuda: str, accion: Accion, *, diario: bool = False, prepara: bool = False
    ) -> Analizador:
        """Registra la orden `nombre` y devuelve su analizador, para añadirle argumentos.

        Con `diario`, deja por la salida de errores una línea por suceso, como hace un servicio. Con
        `prepara`, si aún no hay base de datos la deja lista antes.
        """
        analizador = self._sub.add_parser(nombre, help=ayuda, description=ayuda)
        analizador.set_defaults(accion=accion, diario=diario, prepara=prepara)
        return analizador


class Avance:
    """Barra de avance en una línea que se reescribe."""

    ANCHO = 30

    def __init__(self, flujo: IO[str], rotulo: str, total: int) -> None:
        self._flujo = flujo
        self._rotulo = rotulo
        self._total = max(1, total)
        self._hecho = 0
        self._visible = flujo.isatty()

    def __enter__(self) -> "Avance":
        self._dibujar()
        return self

    def __exit__(self, *_excepcion: object) -> None:
        if self._visible:
            self._flujo.write("\n")

    def sumar(self, n: int = 1) -> None:
        """Anota `n` pasos más."""
        self._hecho += n
        self._dibujar()

    def _dibujar(self) -> None:
        if not self._visible:
            return
        lleno = self.ANCHO * min(self._hecho, self._total) // self._total
        barra = "█" * lleno + "·" * (self.ANCHO - lleno)
        self._flujo.write(f"\r{self._rotulo} {barra} {self._hecho} de {self._total}")
        self._flujo.flush()


def abrir(config: Config) -> Consola:
    """La consola de este proceso sobre la base de datos de `config`."""
    return Consola(config, BaseDeDatos(config.url_bd), RelojDelSistema(config.zona_horaria))
