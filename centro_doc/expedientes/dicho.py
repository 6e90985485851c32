"""Lo que un documento dice de un artículo, y de quién es la postura que se muestra con ello.

La postura es del documento sobre su asunto, y citar un artículo no es opinar de él: sólo se dice del artículo
si su ficha la anota con ese artículo.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from centro_doc.expedientes.contenido import Pieza
from centro_doc.grafo.menciones import Mencion

SIN_POSTURA = "Sin postura anotada"
SIN_DECIR: Mapping[str, str] = {"opinion_recibida": SIN_POSTURA, "propuesta_texto": "Propone un texto"}
"""De quien opina no se dice «Cita»; ni «Sin postura expresa», que es lo que una persona leyó y anotó."""
_SEGUN_SU_FICHA = "Lo dice su ficha."
_DEL_DOCUMENTO = "Postura del documento: "


@dataclass(frozen=True, slots=True)
class Dicho:
    """Lo que un documento dice de un artículo. `norma` es su clave, o vacía si la ficha no la nombra.

    `direccion` es la del artículo («117-bis», «t7»), vacía si es un rango; `lugar`, su turno entre los demás.
    Sin `mencion`, sólo lo dice la ficha. `postura` es la que tiene del artículo, o qué hace con él; si la
    ficha no la anota con ese artículo, dice que es la del documento y `del_articulo` es falso.
    """

    norma: str
    direccion: str
    articulo: str
    lugar: tuple[str, int, str]
    pieza: Pieza
    postura: str
    mencion: Mencion | None
    del_articulo: bool = True

    @property
    def llave(self) -> tuple[str, str, str]:
        """La norma, el artículo y el documento."""
        return self.norma, self.direccion, self.pieza.identificador

    @property
    def pasaje(self) -> str:
        """Lo que dice, con lo que lo rodea."""
        una = self.mencion
        return "".join((una.antes, una.literal, una.despues)) if una is not None else _SEGUN_SU_FICHA

    def del_documento(self) -> "Dicho":
        """El mismo, con la postura dicha como del documento y de su asunto; igual, si no tiene postura."""
        if not self.pieza.postura:
            return self
        _, sobre, asunto = " ".join(self.pieza.titulo.split()).partition(" sobre ")
        dicha = f"{_DEL_DOCUMENTO}{self.pieza.postura}{f',{sobre}{asunto}' if asunto else ''}"
        return replace(self, postura=dicha, del_articulo=False)
