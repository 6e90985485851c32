"""Los textos de las normas del núcleo que tiene el Centro, los haya vinculado alguien al tema o no.

Son los que muestra la página de cada norma, si están publicados. Congelado, fija qué versión de cada uno
había, con su huella: la bolsa los lleva, y lo demás los enumera.
"""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.expedientes.composicion import principales
from centro_doc.expedientes.contenido import Apartado, Expediente, Tabla
from centro_doc.expedientes.marco_legal import Marco, sin_texto
from centro_doc.expedientes.materia import Materia

NUMERO, TITULO = 4, "Textos de las normas del núcleo"
COLUMNAS = ("Norma", "Clave", "Texto en el Centro", "Registro", "Versión", "SHA-256")


@dataclass(frozen=True, slots=True)
class TextoDeNorma:
    """Un renglón: la norma y un documento con su texto, como era al congelarlo.

    Sin `registro`, no hay ninguno y `titulo` lo dice; sin `sha256`, el documento no tiene archivo.
    """

    norma: str
    clave: str
    titulo: str
    registro: str = ""
    version: str = ""
    sha256: str = ""


def anexo_de_textos(sesion: Session, materia: Materia, marco: Marco) -> tuple[Apartado, ...]:
    """El anexo, o nada si el Centro no tiene el texto de ninguna norma del núcleo. Una consulta."""
    numeros = [uno.id for una in marco.del_tema for uno in una.textos]
    archivos = principales(sesion, numeros) if numeros else {}
    textos = [
        TextoDeNorma(
            una.nombre, una.norma.clave, uno.titulo, uno.identificador, *_que_version(archivos.get(uno.id))
        )
        if uno is not None
        else TextoDeNorma(una.nombre, una.norma.clave, sin_texto(materia.nivel))
        for una in marco.del_tema
        for uno in una.textos or (None,)
    ]
    if not numeros:
        return ()
    sustento = tuple((uno.registro,) if uno.registro else () for uno in textos)
    return (
        Apartado(NUMERO, TITULO, tablas=(Tabla(TITULO, COLUMNAS, tuple(map(astuple, textos)), sustento),)),
    )


def textos_de(expediente: Expediente) -> tuple[TextoDeNorma, ...]:
    """Los que fija un expediente; ninguno en las versiones de antes de fijarlos."""
    return tuple(
        TextoDeNorma(*fila)
        for anexo in expediente.anexos
        for tabla in anexo.tablas
        if tabla.columnas == COLUMNAS
        for fila in tabla.filas
    )


def duenos(sesion: Session, textos: tuple[TextoDeNorma, ...]) -> Mapping[str, int]:
    """Por registro, el número de su documento."""
    registros = sorted({uno.registro for uno in textos if uno.registro})
    if not registros:
        return {}
    filas = sesion.execute(
        select(Documento.identificador, Documento.id).where(Documento.identificador.in_(registros))
    )
    return dict(filas.all())


def _que_version(archivo: tuple[int, str, int] | None) -> Iterator[str]:
    if archivo is not None:
        yield from (str(archivo[0]), archivo[1])
