"""El anexo de los textos de las normas del núcleo en una copia: su tabla y lo que lleva la bolsa."""

from collections.abc import Callable, Mapping, Sequence

from centro_doc.encuadernacion.obra import Apartado, Documento, Norma, Tabla
from centro_doc.expedientes.contenido import Expediente
from centro_doc.expedientes.textos_de_normas import COLUMNAS, TITULO, TextoDeNorma, textos_de

FICHA = "Norma del núcleo"
COLUMNAS_DE_COPIA = ("Norma", "Texto en el Centro", "Dirección y huella")
_DICE = (
    "El ZIP de esta versión lleva estos textos, los haya vinculado alguien al tema o no, con la huella "
    "que aquí se dice. El PDF y el DOCX sólo los enumeran, salvo el que ya es documento de un apartado."
)
Hacer = Callable[[TextoDeNorma, int], Documento]


def normas_de(
    visible: Expediente, documentos: Mapping[str, Documento], hacer: Hacer, sitio: str
) -> tuple[Norma, ...]:
    """Las normas que fija con su documento: el del apartado en que está o, si no está en ninguno, uno suelto.

    `hacer` da el suelto con su turno, que sigue al del último de los apartados.
    """
    sueltos: dict[str, Documento] = {}
    normas = []
    for uno in textos_de(visible):
        suelto = bool(uno.registro) and uno.registro not in documentos
        if suelto and uno.registro not in sueltos:
            sueltos[uno.registro] = hacer(uno, len(documentos) + len(sueltos) + 1)
        documento = documentos.get(uno.registro) or sueltos.get(uno.registro)
        falta = "" if documento is not None else uno.titulo
        normas.append(Norma(uno.norma, uno.clave, f"{sitio}/normas/{uno.clave}", documento, suelto, falta))
    return tuple(normas)


def con_normas(apartado: Apartado, normas: Sequence[Norma]) -> Apartado:
    """El anexo, con sus normas y la tabla que las dice; igual, si no es él."""
    if not normas or not any(tabla.columnas == COLUMNAS for tabla in apartado.tablas):
        return apartado
    tabla = Tabla(TITULO, COLUMNAS_DE_COPIA, tuple(map(_fila, normas)))
    return Apartado(apartado.rotulo, apartado.titulo, (_DICE,), (tabla,), normas=tuple(normas))


def _fila(una: Norma) -> tuple[str, ...]:
    uno = una.documento
    if uno is None:
        return (una.nombre, una.falta, una.direccion)
    version = f", versión {uno.version}" if uno.version else ""
    huella = f" · SHA-256 {uno.sha256}" if uno.sha256 else ""
    falta = f". {uno.falta}" if uno.falta else ""
    return (una.nombre, f"{uno.identificador}{version}. {uno.titulo}{falta}", f"{una.direccion}{huella}")
