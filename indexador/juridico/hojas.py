"""Las páginas de un documento, listas para buscar en ellas: texto, texto plano y renglones."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexador.ficha import Texto
from indexador.juridico.propuesta import Propuesta
from indexador.lengua.plano import plano

LARGO_MAXIMO = 400_000
"""Puntos de código que se miran de una página; ninguna real se acerca."""
_POR_OCR = 0.9
"""Lo que vale una lectura por OCR frente a la del propio archivo."""
_ORILLAS = " \t\r\f_*#>|~.·•-–—=^"


@dataclass(frozen=True, slots=True)
class Renglon:
    """Un renglón con algo escrito, sin los espacios ni adornos de sus orillas; posiciones en la página."""

    inicio: int
    fin: int
    texto: str
    plano: str
    tras_blanco: bool
    """Si lo separa del renglón anterior un renglón en blanco."""


@dataclass(frozen=True, slots=True)
class Hoja:
    """Una página con su texto plano."""

    numero: int
    texto: str
    plano: str
    por_ocr: bool = False

    def renglones(self, desde: int = 0, hasta: int | None = None) -> Iterator[Renglon]:
        """Los renglones escritos que empiezan entre dos posiciones."""
        final = len(self.texto) if hasta is None else min(hasta, len(self.texto))
        blanco, lugar = True, desde
        while lugar < final:
            corte = self.texto.find("\n", lugar)
            corte = len(self.texto) if corte < 0 else corte
            crudo = self.texto[lugar:corte]
            limpio = crudo.strip(_ORILLAS)
            if limpio:
                inicio = lugar + crudo.index(limpio)
                fin = inicio + len(limpio)
                yield Renglon(inicio, fin, limpio, self.plano[inicio:fin], blanco)
            blanco = not limpio
            lugar = corte + 1

    def propuesta(
        self,
        campo: str,
        valor: str,
        inicio: int,
        fin: int,
        confianza: float,
        nota: str = "",
        precision: str = "dia",
    ) -> Propuesta:
        """Una propuesta sacada de un pasaje de esta página."""
        literal = self.texto[inicio:fin]
        confianza *= _POR_OCR if self.por_ocr else 1
        return Propuesta(
            campo, valor, self.numero, inicio, fin, literal, round(confianza, 2), precision, nota
        )


def hojas(texto: Texto) -> tuple[Hoja, ...]:
    """Las páginas del texto, ya aplanadas."""
    return tuple(
        Hoja(
            pagina.numero,
            pagina.texto[:LARGO_MAXIMO],
            plano(pagina.texto[:LARGO_MAXIMO]),
            pagina.origen == "ocr",
        )
        for pagina in texto.paginas
    )


@dataclass(frozen=True, slots=True)
class Cabeza:
    """Los primeros renglones del documento, con su página: donde están las carátulas y los encabezados."""

    renglones: tuple[tuple[Hoja, Renglon], ...]
    plano: str
    """Los mismos renglones, planos y seguidos: para buscar si algo se dice, no dónde."""


_PAGINAS, _RENGLONES, _LETRAS = 4, 160, 9_000


def cabeza(paginas: tuple[Hoja, ...]) -> Cabeza:
    """La cabeza de un documento: a lo sumo las cuatro primeras páginas con texto."""
    renglones: list[tuple[Hoja, Renglon]] = []
    letras = 0
    for hoja in [hoja for hoja in paginas if hoja.texto.strip()][:_PAGINAS]:
        for renglon in hoja.renglones(0, _LETRAS):
            if len(renglones) >= _RENGLONES or letras >= _LETRAS:
                break
            renglones.append((hoja, renglon))
            letras += len(renglon.texto)
    return Cabeza(tuple(renglones), "\n".join(renglon.plano for _, renglon in renglones))
