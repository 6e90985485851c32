"""Lo que se sugiere al escribir en la caja de búsqueda: normas, títulos, instituciones y palabras."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.tipos import nombre_de_tipo
from centro_doc.comun.errores import NoDisponible
from centro_doc.directorio.modelos import Institucion
from centro_doc.indice.servicio import Indice
from centro_doc.normas.memoria import que_empiezan
from indexador.consulta import Consulta
from indexador.lengua import analizar, plegar
from indexador.motor.completado import MAXIMO_DE_LETRAS

__all__ = ["MAXIMO_DE_LETRAS", "Sugerencia", "sugerencias"]

MAXIMO = 8
NUMEROS, NORMAS, INSTITUCIONES = 3, 2, 2
DESDE_LETRAS = 3
"""Letras escritas desde las que se sugieren normas."""
PALABRAS_RESERVADAS = 3
"""Lugares que los títulos dejan a las palabras, si las hay."""


@dataclass(frozen=True, slots=True)
class Sugerencia:
    """Una manera de seguir. Lleva al `documento`, la `institucion` o la `norma`; sin ellos, a `consulta`."""

    clase: str
    """`numero`, `norma`, `titulo`, `institucion` o `palabra`."""
    texto: str
    detalle: str
    consulta: str
    documento: str = ""
    institucion: str = ""
    norma: str = ""


def sugerencias(
    sesion: Session, indice: Indice, marcas: frozenset[str], escrito: str
) -> tuple[Sugerencia, ...]:
    """A lo sumo `MAXIMO` maneras de seguir lo escrito; ninguna si el índice se está preparando."""
    try:
        hecho = indice.completar(sesion, Consulta(escrito, marcas))
    except NoDisponible:
        return ()
    visibles = _visibles(sesion, marcas, {*hecho.numeros, *hecho.titulos})
    numeros = [_del_numero(visibles[n]) for n in hecho.numeros if n in visibles][:NUMEROS]
    normas = _normas(sesion, escrito)
    titulos = [_del_titulo(visibles[n]) for n in hecho.titulos if n in visibles and n not in hecho.numeros]
    instituciones = _instituciones(sesion, hecho.instituciones, plegar(escrito.strip()))[:INSTITUCIONES]
    escritas = _como_se_escriben(documento.titulo for documento in visibles.values())
    palabras = [_de_la_palabra(escrito, escritas.get(plegar(una), una)) for una in hecho.palabras]
    libres = MAXIMO - len(numeros) - len(normas) - len(instituciones)
    titulos = titulos[: libres - min(PALABRAS_RESERVADAS, len(palabras))]
    return (*numeros, *normas, *titulos, *instituciones, *palabras[: libres - len(titulos)])


def _normas(sesion: Session, escrito: str) -> list[Sugerencia]:
    """Las normas e iniciativas del catálogo que se nombran empezando así."""
    if len(escrito.strip()) < DESDE_LETRAS:
        return []
    return [
        Sugerencia("norma", una.cita, una.nombre if una.nombre != una.cita else "", una.cita, norma=una.clave)
        for una in que_empiezan(sesion, escrito, NORMAS)
    ]


def _visibles(sesion: Session, marcas: frozenset[str], numeros: Iterable[int]) -> Mapping[int, Documento]:
    """Los documentos por su número; la base vuelve a mirar las marcas."""
    documentos = sesion.scalars(
        select(Documento).where(Documento.id.in_(list(numeros)), visible_para(marcas))
    )
    return {documento.id: documento for documento in documentos}


def _como_se_escriben(titulos: Iterable[str]) -> Mapping[str, str]:
    """Cada palabra plegada de unos títulos, con su tilde y en minúsculas; de varias maneras, la más usada.

    El índice guarda las palabras sin tilde, y casi toda la que se sugiere está en un título sugerido.
    """
    cuentas = Counter(
        titulo[termino.inicio : termino.fin].lower()
        for titulo in titulos
        for termino in analizar(titulo)
        if termino.forma.isalpha()
    )
    return {plegar(escrita): escrita for escrita, _ in reversed(cuentas.most_common())}


def _del_numero(documento: Documento) -> Sugerencia:
    nombre = _tipo_y_numero(documento)
    return Sugerencia("numero", nombre, documento.titulo, nombre, documento=documento.identificador)


def _del_titulo(documento: Documento) -> Sugerencia:
    titulo = documento.titulo
    return Sugerencia("titulo", titulo, _tipo_y_numero(documento), titulo, documento=documento.identificador)


def _tipo_y_numero(documento: Documento) -> str:
    return f"{nombre_de_tipo(documento.tipo)} {documento.numero}".strip()


def _de_la_palabra(escrito: str, palabra: str) -> Sugerencia:
    """Cambia la última palabra escrita por la completa."""
    limpio = escrito.strip()
    consulta = limpio[: len(limpio) - len(limpio.split()[-1])] + palabra
    return Sugerencia("palabra", consulta, "", consulta)


def _instituciones(sesion: Session, claves: Sequence[str], comienzo: str) -> list[Sugerencia]:
    """Las de documentos que el lector ve cuyo nombre, o alguna de sus palabras, o cuya sigla empiezan así."""
    if not claves or not comienzo:
        return []
    filas = sesion.execute(
        select(Institucion.clave, Institucion.nombre, Institucion.sigla).where(Institucion.clave.in_(claves))
    )
    nombres = {clave: (nombre, sigla or "") for clave, nombre, sigla in filas}
    return [
        Sugerencia("institucion", nombre, "Institución", nombre, institucion=clave)
        for clave in claves
        if clave in nombres
        for nombre, sigla in (nombres[clave],)
        if f" {comienzo}" in f" {plegar(nombre)} {plegar(sigla)}"
    ]
