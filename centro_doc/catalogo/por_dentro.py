"""Lo que llevan oculto los archivos que vienen dentro de otro: quien baja un ZIP los baja todos."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from centro_doc.catalogo.adjuntos import HONDURA
from indexador.errores import NoExtraible
from indexador.extraccion.aislado import extraer_aislado
from indexador.extraccion.limites import Limites
from indexador.extraccion.oculto import atencion, cuenta, es_de_lo_oculto

_MIEMBROS = 1_000
"""Los que se miran de un archivo, por hondo que vengan; de los demás se dice que no se miraron."""
_NOMBRADOS = 20
_SIN_LEER = 3
DeDentro = tuple[str, Path | None]
"""El nombre de un archivo y dónde está; sin lugar, el que no se pudo sacar."""


def avisos_de_dentro(archivos: Iterable[DeDentro], limites: Limites) -> list[str]:
    """Un aviso de lo oculto por cada archivo que lo lleve, y otro con los que no se pudieron leer.

    Cada uno se lee en un proceso aparte, sin OCR: lo que sólo es imagen no esconde texto. Levanta `OSError`
    si el sistema no deja leer.
    """
    mirados = _Mirados(limites)
    mirados.mirar(archivos, 1)
    return list(mirados.avisos())


@dataclass
class _Mirados:
    """Lo hallado hasta ahora y los archivos que quedan por mirar."""

    limites: Limites
    quedan: int = _MIEMBROS
    hallados: list[str] = field(default_factory=list)
    sin_leer: list[str] = field(default_factory=list)

    def mirar(self, archivos: Iterable[DeDentro], hondura: int) -> None:
        for nombre, ruta in archivos:
            self.quedan -= 1
            if ruta is None or self.quedan < 0 or hondura > HONDURA:
                self.sin_leer.append(nombre)
            else:
                self._uno(nombre, ruta, hondura)

    def _uno(self, nombre: str, ruta: Path, hondura: int) -> None:
        with tempfile.TemporaryDirectory(prefix="adjuntos-") as carpeta:
            try:
                texto = extraer_aislado(
                    ruta, nombre, limites=self.limites, adjuntos=Path(carpeta), sin_ocr=True
                )
            except NoExtraible:
                self.sin_leer.append(nombre)
                return
            donde = f"Está en «{nombre}», que viene dentro."
            self.hallados += [f"{aviso} {donde}" for aviso in texto.avisos if es_de_lo_oculto(aviso)]
            self.mirar(((uno.nombre, uno.ruta) for uno in texto.adjuntos), hondura + 1)

    def avisos(self) -> Iterator[str]:
        yield from self.hallados[:_NOMBRADOS]
        otros = len(self.hallados) - _NOMBRADOS
        yield from atencion(
            cuenta(
                max(0, otros),
                "archivo más, dentro, con algo que no se ve",
                "archivos más, dentro, con algo que no se ve",
            ),
            self._los_no_leidos(),
        )

    def _los_no_leidos(self) -> str:
        if not self.sin_leer:
            return ""
        nombrados = ", ".join(f"«{nombre}»" for nombre in self.sin_leer[:_SIN_LEER])
        mas = f" y {len(self.sin_leer) - _SIN_LEER} más" if len(self.sin_leer) > _SIN_LEER else ""
        return f"dentro lo que no se pudo leer para saber si esconde algo ({nombrados}{mas})"
