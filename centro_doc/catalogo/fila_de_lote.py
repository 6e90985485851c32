"""Un archivo de un lote, como se ve en la bandeja: por qué paso va y si pide que alguien haga algo."""

from dataclasses import dataclass

from centro_doc.catalogo.constancias import DUPLICADO, RECHAZADO
from centro_doc.catalogo.modelos import Estado

APARTE = (DUPLICADO, RECHAZADO)
PIDEN_ATENCION = (Estado.CON_FALLA, *APARTE)
EN_CURSO = (Estado.RECIBIDO, Estado.EN_PROCESO)
PASOS = ("recepción", "lectura del texto", "ficha propuesta", "índice de la búsqueda")
"""Lo que pasa con cada archivo, en orden. El segundo y el tercero terminan a la vez."""


@dataclass(frozen=True, slots=True)
class FilaLote:
    """Un archivo de un lote con su suerte. `documento` sólo si el lector lo ve.

    `paso` dice cuántos de los `PASOS` lleva hechos.

    `avance` es la página por la que va la lectura y cuántas hay, si se sabe.
    """

    codigo: str
    nombre: str
    tamano: int | None
    estado: str
    documento: str | None
    titulo: str
    motivo: str
    salida: str
    falla: str
    avisos: tuple[str, ...]
    paso: int
    remitente: str = ""
    avance: tuple[int, int] | None = None

    @property
    def mal(self) -> bool:
        """¿Pide que alguien haga algo?"""
        return self.estado in PIDEN_ATENCION

    @property
    def en_curso(self) -> bool:
        """¿Se está leyendo, o le falta algún paso?"""
        return self.estado in EN_CURSO or (not self.mal and self.paso < len(PASOS))

    @property
    def pasos(self) -> tuple[str, ...]:
        """Cómo va cada uno de los `PASOS`: `si`, `mal`, `curso` o, si no ha empezado, vacío."""
        actual = "mal" if self.mal else "" if self.estado == Estado.RECIBIDO else "curso"
        faltan = len(PASOS) - self.paso
        return (*("si",) * self.paso, *(actual, *("",) * (faltan - 1))[:faltan])

    @property
    def progreso(self) -> str:
        """Lo mismo con palabras."""
        if self.mal:
            return f"Detenido en {PASOS[self.paso]}"
        hechos = f"{self.paso} de {len(PASOS)} pasos"
        return f"{hechos}; sigue: {PASOS[self.paso]}" if self.paso < len(PASOS) else hechos

    @property
    def en_palabras(self) -> str:
        """Lo que se está haciendo con él: «Reconociendo texto, página 64 de 112»."""
        if self.avance is not None:
            return f"Reconociendo texto, página {self.avance[0]} de {self.avance[1]}"
        if self.estado == Estado.RECIBIDO:
            return "Recibido"
        return "Leyendo el texto" if self.estado == Estado.EN_PROCESO else "Entrando en la búsqueda"

    @property
    def con_aviso(self) -> bool:
        """¿Ya se leyó, pero hay algo que conviene mirar?"""
        return not self.mal and not self.en_curso and bool(self.avisos)

    @property
    def listo(self) -> bool:
        """¿Ya se leyó, sin observaciones?"""
        return not self.mal and not self.en_curso and not self.avisos
