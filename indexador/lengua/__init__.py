"""El español del Centro: cómo se corta un texto en palabras y cómo se reduce cada una a su raíz."""

from indexador.lengua.analizador import Termino, analizar
from indexador.lengua.palabras import plegar, raices_con_enie, raices_de_consulta, raiz, reducir

__all__ = ["Termino", "analizar", "plegar", "raices_con_enie", "raices_de_consulta", "raiz", "reducir"]
