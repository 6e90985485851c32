"""La faceta «vigente a la fecha»: cuántos de los hallados son textos de normas en cada estado a un día."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from centro_doc.normas.modelos import Vigencia as Estado
from centro_doc.normas.vigentes import VALEN
from indexador.consulta import Cuenta

NOMBRES: Mapping[str, str] = {
    Estado.VIGENTE: "Vigentes",
    Estado.DEROGADA_PARCIALMENTE: "Derogadas en parte",
    Estado.DEROGADA: "Derogadas",
    Estado.NO_VIGENTE_AUN: "No vigentes aún",
    Estado.DESCONOCIDO: "Estado desconocido",
}


@dataclass(frozen=True, slots=True)
class Vigencia:
    """Cuántos documentos de los hallados son textos de normas en cada estado a un día, sin ese filtro."""

    dia: date
    documentos: Mapping[str, int]

    @property
    def vigentes(self) -> int:
        """Los de las que regían, toda o en parte."""
        return sum(self.documentos.get(estado, 0) for estado in VALEN)

    @property
    def desconocidos(self) -> int:
        """Los de las que no se sabe."""
        return self.documentos.get(Estado.DESCONOCIDO, 0)

    @property
    def renglones(self) -> list[tuple[str, int, bool]]:
        """Cada estado con su nombre, cuántos tiene y si pasa el filtro."""
        return [
            (nombre, self.documentos[estado], estado in VALEN)
            for estado, nombre in NOMBRES.items()
            if self.documentos.get(estado)
        ]


def vigencia(dia: date | None, cuentas: Iterable[Cuenta]) -> Vigencia | None:
    """La de un día, de lo que contó el índice; nada si no se pidió ninguno."""
    if dia is None:
        return None
    return Vigencia(dia, {cuenta.valor: cuenta.documentos for cuenta in cuentas})
