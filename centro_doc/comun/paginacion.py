"""Páginas de una lista: cuál, de cuántas y qué enlaces mostrar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hoja(Generic[T]):
    """Una hoja de una lista más larga. `numero` empieza en 1."""

    elementos: Sequence[T]
    numero: int
    por_hoja: int
    total: int

    @property
    def hojas(self) -> int:
        """Cuántas hojas hay; al menos una."""
        return max(1, -(-self.total // self.por_hoja))

    @property
    def anterior(self) -> int | None:
        """La hoja anterior, si la hay."""
        return self.numero - 1 if self.numero > 1 else None

    @property
    def siguiente(self) -> int | None:
        """La hoja siguiente, si la hay."""
        return self.numero + 1 if self.numero < self.hojas else None

    def enlaces(self, alrededor: int = 2) -> list[int | None]:
        """Los números que se muestran; `None` es un salto («…») de dos o más."""
        ultima = self.hojas
        visibles = {1, ultima, *range(self.numero - alrededor, self.numero + alrededor + 1)}
        salida: list[int | None] = []
        for n in sorted(v for v in visibles if 1 <= v <= ultima):
            previo = salida[-1] if salida else None
            if previo is not None and n - previo == 2:
                salida.append(n - 1)
            elif previo is not None and n - previo > 2:
                salida.append(None)
            salida.append(n)
        return salida


def numero_de_hoja(consulta: Mapping[str, str]) -> int:
    """El parámetro `pagina` de una dirección; 1 si falta o no es un número razonable."""
    escrito = consulta.get("pagina", "")
    return (
        int(escrito)
        if escrito.isascii() and escrito.isdigit() and 0 < len(escrito) < 7 and int(escrito)
        else 1
    )


def por_hoja_pedido(parametros: Mapping[str, str], opciones: Sequence[int]) -> int:
    """Cuántos por página dice `por`; lo que no es una de las `opciones` vale la primera."""
    escrito = parametros.get("por", "").strip()
    pedido = int(escrito) if escrito.isascii() and escrito.isdigit() and len(escrito) < 5 else 0
    return pedido if pedido in opciones else opciones[0]
