"""Saca el texto de los archivos, página por página.

Para un archivo ajeno, `aislado.extraer_aislado`: lee en un proceso aparte y con límites. `extraer` lee en
este mismo proceso.
"""

from indexador.extraccion.lectura import extraer
from indexador.extraccion.limites import Limites, Opciones
from indexador.extraccion.tipo import TipoDeArchivo, reconocer

__all__ = ["Limites", "Opciones", "TipoDeArchivo", "extraer", "reconocer"]
