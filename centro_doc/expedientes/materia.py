"""Lo que se lee una vez para armar los apartados de un expediente."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from centro_doc.agenda.leida import Leida
from centro_doc.catalogo.modelos import Documento
from centro_doc.expedientes.contenido import Pieza
from centro_doc.expedientes.fuentes import Fuente
from centro_doc.expedientes.sujetos import Sujeto


@dataclass(frozen=True, slots=True)
class Materia:
    """De qué es, para quién y a qué fecha; sus piezas, y las iniciativas que son suyas a esa fecha."""

    sujeto: Sujeto
    nivel: str
    corte: date
    marcas: frozenset[str]
    fuentes: tuple[Fuente, ...]
    piezas: tuple[Pieza, ...]
    iniciativas: tuple[Leida, ...] = ()

    @property
    def documentos(self) -> Mapping[int, Documento]:
        """Los de sus piezas, por su número."""
        return {fuente.documento.id: fuente.documento for fuente in self.fuentes}

    @property
    def por_numero(self) -> Mapping[int, Pieza]:
        """Las piezas por el número de su documento."""
        return {pieza.documento_id: pieza for pieza in self.piezas}
