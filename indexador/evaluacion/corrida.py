"""Una corrida completa sobre una colección: construir un índice aparte, hacer las consultas y borrarlo."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from indexador.evaluacion.centro import Centro
from indexador.evaluacion.coleccion import Coleccion, DocumentoJuzgado
from indexador.evaluacion.construccion import Avance, Construccion, Contendiente, construir
from indexador.evaluacion.medidas import Aciertos, evaluar
from indexador.evaluacion.rivales import Fts5, Tantivy, WhooshDeSerie

CENTRO = "centro"
CONTENDIENTES: Mapping[str, Callable[[Path], Contendiente[Any]]] = {
    CENTRO: Centro,
    "whoosh": WhooshDeSerie,
    "tantivy": Tantivy,
    "fts5": Fts5,
}


@dataclass(frozen=True, slots=True)
class Informe:
    """Lo que se midió de un contendiente. `titulos`, de cada `id` que se nombra en un fallo."""

    nombre: str
    nota: str
    indice: Construccion
    aciertos: Aciertos
    titulos: Mapping[str, str]


def medir(nombre: str, coleccion: Coleccion, avance: Avance = lambda _: None) -> Informe:
    """Mide un contendiente de `CONTENDIENTES`.

    Levanta `RivalAusente` si no está instalado, y lo que `Coleccion.leer`. La memoria es la de todo el
    proceso: para que sea sólo suya, cada contendiente se mide en el propio.
    """
    documentos, consultas = coleccion.leer()
    titulos: dict[str, str] = {}
    with TemporaryDirectory() as temporal:
        carpeta = Path(temporal)
        contendiente = CONTENDIENTES[nombre](carpeta)
        indice = construir(contendiente, _anotando(documentos, titulos), carpeta, avance)
        aciertos = evaluar(contendiente.buscar, consultas)
    nombrados = {id_ for fallo in aciertos.fallos for id_ in (*fallo.esperados, fallo.primero) if id_}
    de_nombrados = {id_: titulos.get(id_, "") for id_ in sorted(nombrados)}
    return Informe(nombre, contendiente.nota, indice, aciertos, de_nombrados)


def _anotando(documentos: Iterable[DocumentoJuzgado], titulos: dict[str, str]) -> Iterator[DocumentoJuzgado]:
    for documento in documentos:
        titulos[documento.id] = documento.titulo
        yield documento
