"""Lo que llega de los formularios de lo leído y de las notas, ya limpio."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.escrito import entero
from centro_doc.lecturas.modelos import Alcance
from centro_doc.vinculos.formularios import Cita
from centro_doc.vinculos.pasajes import MAXIMO, MINIMO, largo_util

LARGO_DE_NOTA = 10_000
"""Caracteres que puede tener una nota."""
_NO_GUARDADA = "No se guardó la nota. Lo escrito sigue aquí."


@dataclass(frozen=True, slots=True)
class Marcado:
    """Un documento que se marca y, si se dijo, el número de la versión que se leyó."""

    identificador: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class DatosNota:
    """Una nota por guardar. Sin cita, habla del documento entero."""

    texto: str
    alcance: Alcance
    grupo: str = ""
    cita: Cita | None = None


@dataclass(frozen=True, slots=True)
class FiltroDeNotas:
    """Qué notas se piden: palabras, con quién se comparten y si son propias o de otros."""

    palabras: str = ""
    alcance: str = ""
    de_otros: bool = False


def marcados(elegidos: Sequence[str]) -> list[Marcado]:
    """Lee `CD-00012` o `CD-00012:3`, el documento y su versión; sin repetidos."""
    partidos = {crudo.partition(":")[0].strip(): entero(crudo.partition(":")[2]) for crudo in elegidos}
    return [Marcado(uno, version or None) for uno, version in partidos.items() if uno]


def datos_nota(formulario: Mapping[str, str], ofrecidas: Collection[str]) -> DatosNota:
    """Lee `texto`, `alcance` (uno de los `ofrecidas`), `pasaje`, `p` e `inicio`.

    Levanta `DatosInvalidos` por campo.
    """
    errores: dict[str, str] = {}
    texto = formulario.get("texto", "").replace("\r\n", "\n").strip()
    if not texto:
        errores["texto"] = "Escriba la nota."
    elif len(texto) > LARGO_DE_NOTA:
        errores["texto"] = f"La nota pasa de {LARGO_DE_NOTA:,} caracteres. Divídala en dos."
    alcance = formulario.get("alcance", Alcance.PRIVADA)
    if alcance not in ofrecidas:
        errores["alcance"] = "Elija quién la lee, de la lista."
    cita = _cita(formulario, errores)
    if errores:
        raise DatosInvalidos(_NO_GUARDADA, errores)
    clase, _, grupo = alcance.partition(":")
    return DatosNota(texto, Alcance(clase), grupo, cita)


def datos_pasaje(formulario: Mapping[str, str]) -> Cita:
    """Lee `pasaje`, `p` e `inicio`; levanta `DatosInvalidos` por campo."""
    errores: dict[str, str] = {}
    cita = _cita(formulario, errores)
    if cita is None:
        errores["pasaje"] = "Pegue el pasaje de que habla la nota."
    if cita is None or errores:
        raise DatosInvalidos("No se cambió el pasaje.", errores)
    return cita


def filtro_de_notas(consulta: Mapping[str, str]) -> FiltroDeNotas:
    """Lee `q`, `alcance` y `de` de la dirección."""
    alcance = consulta.get("alcance", "")
    return FiltroDeNotas(
        consulta.get("q", "").strip(),
        alcance if alcance in set(Alcance) else "",
        consulta.get("de") == "otros",
    )


def _cita(formulario: Mapping[str, str], errores: dict[str, str]) -> Cita | None:
    pasaje = formulario.get("pasaje", "").strip()
    if not pasaje:
        return None
    if len(pasaje) > MAXIMO:
        errores["pasaje"] = f"El pasaje pasa de {MAXIMO:,} caracteres. Elija la parte de que habla la nota."
    elif largo_util(pasaje) < MINIMO:
        errores["pasaje"] = "El pasaje es muy corto. Pegue la frase entera de que habla la nota."
    pagina = entero(formulario.get("p", "").strip())
    if pagina < 1:
        errores["p"] = "Escriba el número de la página donde empieza el pasaje."
    inicio = formulario.get("inicio", "").strip()
    return Cita(pagina, pasaje, entero(inicio) if inicio else None)
