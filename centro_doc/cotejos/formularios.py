"""Lo que se pide en la dirección de una comparación."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from centro_doc.comun.escrito import plegar
from centro_doc.cotejos.comparaciones import Pedido
from centro_doc.normas.partes import leer_articulo

CAMPOS = ("a", "b", "va", "vb", "modo", "articulo", "con")
"""Lo que dice qué se compara."""
_REGISTRO = re.compile(r"(?:CD[\s-]*)?(\d{1,7})", re.IGNORECASE)
_UNICO = "unico"
_NO_ES = "No encontramos ese documento. Escriba su registro (CD-00012), su norma o parte de su título."


@dataclass(frozen=True, slots=True)
class Leido:
    """Lo escrito y, si alcanza, el pedido; `faltas`, por campo, si algo no se entiende."""

    pedido: Pedido | None
    faltas: Mapping[str, str]
    uno: str
    otro: str
    articulo: str = ""
    con: str = ""
    registro: str = ""
    """El del documento escrito, si uno se entiende: de él se ofrece con qué compararlo."""


def leer_pedido(consulta: Mapping[str, str]) -> Leido:
    """`a` y `b`, los registros; `va` y `vb`, sus versiones; `modo=textos`, los textos tal cual.

    `articulo` y `con`, uno solo del primero y del segundo.
    """
    escritos = {campo: consulta.get(campo, "").strip()[:40] for campo in ("a", "b")}
    registros = {campo: _registro(escrito) for campo, escrito in escritos.items()}
    faltas = {campo: _NO_ES for campo, escrito in escritos.items() if escrito and not registros[campo]}
    articulos = {campo: consulta.get(campo, "").strip()[:40] for campo in ("articulo", "con")}
    leidos = {campo: _articulo(escrito) for campo, escrito in articulos.items()}
    faltas |= {
        campo: "Escriba el número del artículo: 117, 17 Bis, T7 si es transitorio."
        for campo, leido in leidos.items()
        if leido is None
    }
    pedido = None
    if registros["a"] and registros["b"]:
        pedido = Pedido(
            registros["a"],
            registros["b"],
            _numero(consulta.get("va", "")),
            _numero(consulta.get("vb", "")),
            tal_cual=consulta.get("modo") == "textos",
            articulo=leidos["articulo"] or "",
            con=leidos["con"] or "",
        )
    escrito_a, escrito_b = (registros[campo] or escritos[campo] for campo in ("a", "b"))
    registro = registros["a"] or registros["b"]
    return Leido(pedido, faltas, escrito_a, escrito_b, articulos["articulo"], articulos["con"], registro)


def _articulo(escrito: str) -> str | None:
    """La dirección del artículo; vacía si no se escribió, `None` si no se entiende."""
    return _UNICO if plegar(escrito) == _UNICO else leer_articulo(escrito)


def _registro(escrito: str) -> str:
    """El registro en su forma, también de «cd 12» o «12»."""
    hallado = _REGISTRO.fullmatch(escrito)
    return f"CD-{int(hallado[1]):05}" if hallado else ""


def _numero(escrito: str) -> int | None:
    return int(escrito) if escrito.isascii() and escrito.isdigit() and len(escrito) < 7 else None
