"""El español del Centro: cómo se corta un texto en palabras y cómo se reduce cada una a su raíz."""

from indexador.lengua.analizador import Termino, analizar, raices
from indexador.lengua.palabras import plegar, raices_con_enie, raices_de_consulta, raiz, reducir
from indexador.lengua.tesauro import Equivalencia, Grupo, Tesauro

__all__ = [
    "Equivalencia",
    "Grupo",
    "Termino",
    "Tesauro",
    "analizar",
    "plegar",
    "raices",
    "raices_con_enie",
    "raices_de_consulta",
    "raiz",
    "reducir",
]
