"""De lo que llega en una petición, o en el archivo de fábrica, a un grupo revisado."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.escrito import entero
from indexador.lengua.tesauro import CLASES, OTROS_MAXIMO, distintos

VERIFICACIONES: Mapping[str, str] = {
    "V": "Confirmado en una fuente",
    "C": "Sin confirmar",
    "D": "Dudoso",
}
TERMINOS_MAXIMO = OTROS_MAXIMO + 1
LARGO_DE_TERMINO = 200
LARGO_DE_NOTA = 500


@dataclass(frozen=True, slots=True)
class DatosGrupo:
    """Un grupo ya revisado, con al menos dos términos que no dicen lo mismo."""

    terminos: tuple[str, ...]
    clase: str
    verificacion: str
    nota: str


@dataclass(frozen=True, slots=True)
class Filtros:
    """Lo que se pidió ver del tesauro; vacío, todo."""

    palabras: str = ""
    clase: str = ""
    verificacion: str = ""


def datos_grupo(terminos: Iterable[str], clase: str, verificacion: str, nota: str) -> DatosGrupo:
    """Revisa un grupo; levanta `DatosInvalidos` con el mensaje de cada campo."""
    limpios = tuple(dict.fromkeys(limpio for uno in terminos if (limpio := " ".join(uno.split()))))
    nota = " ".join(nota.split())
    campos = {"terminos": _falta_en_terminos(limpios)}
    if clase not in CLASES:
        campos["clase"] = "Elija una clase de la lista."
    if verificacion not in VERIFICACIONES:
        campos["verificacion"] = "Elija si está confirmado."
    if len(nota) > LARGO_DE_NOTA or not nota.isprintable():
        campos["nota"] = f"Escriba la nota en {LARGO_DE_NOTA} letras como máximo."
    if campos := {campo: mensaje for campo, mensaje in campos.items() if mensaje}:
        raise DatosInvalidos("No se guardó el grupo. Revise los datos señalados.", campos)
    return DatosGrupo(limpios, clase, verificacion, nota)


def _falta_en_terminos(terminos: tuple[str, ...]) -> str:
    if len(terminos) > TERMINOS_MAXIMO:
        return f"Escriba {TERMINOS_MAXIMO} términos como máximo; con más, la búsqueda se vuelve vaga."
    for termino in terminos:
        if len(termino) > LARGO_DE_TERMINO or not termino.isprintable():
            return f"Acorte «{termino[:40]}…»: cada término admite {LARGO_DE_TERMINO} letras."
        if not distintos([termino]):
            return f"«{termino}» no tiene palabras que buscar."
    if len(distintos(terminos)) < 2:
        return "Escriba al menos dos términos que se escriban distinto, uno por renglón."
    return ""


def filtros(consulta: Mapping[str, str]) -> Filtros:
    """Lee `palabras`, `clase` y `verificacion` de la dirección; lo que no existe no filtra."""
    clase, verificacion = consulta.get("clase", ""), consulta.get("verificacion", "")
    return Filtros(
        palabras=" ".join(consulta.get("palabras", "")[:200].split()),
        clase=clase if clase in CLASES else "",
        verificacion=verificacion if verificacion in VERIFICACIONES else "",
    )


def edicion(campos: Mapping[str, str]) -> int:
    """La edición sobre la que se escribió; 0, que no es ninguna, si no viene."""
    return entero(campos.get("edicion", ""))
