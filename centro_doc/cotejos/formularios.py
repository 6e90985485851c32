"""Lo que se pide en la dirección de una comparación."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from centro_doc.cotejos.comparaciones import Pedido

_REGISTRO = re.compile(r"(?:CD[\s-]*)?(\d{1,7})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leido:
    """Lo escrito y, si alcanza, el pedido; `faltas`, por campo, si algo no se entiende."""

    pedido: Pedido | None
    faltas: Mapping[str, str]
    uno: str
    otro: str


def leer_pedido(consulta: Mapping[str, str]) -> Leido:
    """`a` y `b`, los registros; `va` y `vb`, sus versiones; `modo=textos`, los textos tal cual."""
    escritos = {campo: consulta.get(campo, "").strip()[:40] for campo in ("a", "b")}
    registros = {campo: _registro(escrito) for campo, escrito in escritos.items()}
    faltas = {
        campo: "Escriba el registro del documento: CD-00012."
        for campo, escrito in escritos.items()
        if escrito and not registros[campo]
    }
    pedido = None
    if registros["a"] and registros["b"]:
        pedido = Pedido(
            registros["a"],
            registros["b"],
            _numero(consulta.get("va", "")),
            _numero(consulta.get("vb", "")),
            tal_cual=consulta.get("modo") == "textos",
        )
    return Leido(pedido, faltas, registros["a"] or escritos["a"], registros["b"] or escritos["b"])


def _registro(escrito: str) -> str:
    """El registro en su forma, también de «cd 12» o «12»."""
    hallado = _REGISTRO.fullmatch(escrito)
    return f"CD-{int(hallado[1]):05}" if hallado else ""


def _numero(escrito: str) -> int | None:
    return int(escrito) if escrito.isascii() and escrito.isdigit() and len(escrito) < 7 else None
