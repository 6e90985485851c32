"""Cómo se mira la página al catalogar: cuál, si es su texto, a qué tamaño y girada cuánto.

Va en la dirección, para que se recuerde al pasar de página, con JavaScript y sin él.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from centro_doc.comun.escrito import entero

TAMANOS = (100, 125, 150, 200, 300)
"""Los tamaños de la página, en porcentaje del ancho que tiene."""
GIROS = (0, 90, 180, 270)
"""Grados hacia la derecha."""


@dataclass(frozen=True, slots=True)
class Vista:
    """La página que se mira (desde 1), su `tamano` en porcentaje y su `giro` en grados hacia la derecha."""

    pagina: int = 1
    texto: bool = False
    tamano: int = 100
    giro: int = 0

    def ampliada(self, pasos: int) -> "Vista":
        """La misma, tantos pasos más grande; más chica, si es negativo. No pasa de los extremos."""
        puesto = TAMANOS.index(self.tamano) + pasos
        return replace(self, tamano=TAMANOS[min(max(puesto, 0), len(TAMANOS) - 1)])

    def girada(self) -> "Vista":
        """La misma, un cuarto de vuelta más a la derecha."""
        return replace(self, giro=(self.giro + 90) % 360)

    def en(self, pagina: int) -> "Vista":
        """La misma manera de mirar, en otra página."""
        return replace(self, pagina=pagina)

    def con_texto(self, *, texto: bool) -> "Vista":
        """La misma página, como texto o como imagen."""
        return replace(self, texto=texto)

    def parametros(self) -> dict[str, Any]:
        """Lo que va en la dirección: sólo lo que no es lo de siempre."""
        todos = {
            "p": self.pagina if self.pagina > 1 else "",
            "vista": "texto" if self.texto else "",
            "zum": self.tamano if self.tamano != 100 else "",
            "giro": self.giro or "",
        }
        return {nombre: valor for nombre, valor in todos.items() if valor}


def vista_pedida(parametros: Mapping[str, str]) -> Vista:
    """La de una dirección; lo que no se entiende queda como siempre."""
    tamano, giro = entero(parametros.get("zum", "")), entero(parametros.get("giro", ""))
    return Vista(
        max(entero(parametros.get("p", "")), 1),
        parametros.get("vista") == "texto",
        tamano if tamano in TAMANOS else 100,
        giro if giro in GIROS else 0,
    )
