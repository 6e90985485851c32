"""Un centro con la Constitución, una ley y documentos que las citan."""

from collections.abc import Callable, Iterable

import pytest
from fabrica import sembrar_documento

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.grafo.atrasadas import leer_atrasados

CONSTITUCION = (
    "Artículo 1. Protección a la persona. El Estado protege a la persona.\n"
    "Artículo 2. Deberes. Lo del artículo anterior es deber del Estado.\n"
    "Artículo 3. Vida. El Estado garantiza la vida.\n"
    "Artículo 4. Libertad. Todos son libres.",
    "DISPOSICIONES TRANSITORIAS Y FINALES\n"
    "Artículo 1. Plazo. Rige esta Constitución.\n"
    "Artículo 2. Elecciones. Se convocan.",
)
Sembrar = Callable[..., None]


def leer_todo(bd: BaseDeDatos) -> None:
    """Pone al día las citas."""
    while leer_atrasados(bd):
        pass


@pytest.fixture
def sembrar(de_fabrica: BaseDeDatos) -> Sembrar:
    """Añade un documento con ese texto, por páginas, y lee sus citas."""

    def _sembrar(orden: int, *paginas: str, marcas: Iterable[str] = ("publico",), **campos: object) -> None:
        with transaccion(de_fabrica) as sesion:
            titulo = str(campos.pop("titulo", f"Documento {orden}"))
            sembrar_documento(sesion, orden, titulo, paginas, marcas=marcas, **({"tipo": "estudio"} | campos))
        leer_todo(de_fabrica)

    return _sembrar


@pytest.fixture
def con_constitucion(sembrar: Sembrar, de_fabrica: BaseDeDatos) -> BaseDeDatos:
    """El centro con el texto de la Constitución en CD-00001."""
    sembrar(1, *CONSTITUCION, tipo="constitucion", titulo="Constitución Política")
    return de_fabrica
