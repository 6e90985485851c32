"""Lo que llega de los formularios de vínculos, ya limpio."""

from collections.abc import Mapping
from dataclasses import dataclass

from centro_doc.comun.errores import DatosInvalidos
from centro_doc.vinculos.modelos import Relacion
from centro_doc.vinculos.pasajes import MAXIMO, MINIMO, largo_util

NOMBRES_RELACION: Mapping[str, str] = {
    Relacion.SUSTENTA: "Sustenta",
    Relacion.PRODUCTO: "Es producto de",
    Relacion.ANTECEDENTE: "Es antecedente de",
    Relacion.CONTRADICE: "Contradice",
    Relacion.ENUNCIA: "Enuncia",
}
"""Cómo se lee cada relación: «este documento … este destino»."""
AL_REVISAR = "No corresponde, al revisar lo propuesto"
"""El motivo de un rechazo en que la persona no escribió otro."""


@dataclass(frozen=True, slots=True)
class Cita:
    """Un pasaje señalado: la página donde empieza, lo que dice y, si se seleccionó con el ratón, dónde."""

    pagina: int
    texto: str
    cerca_de: int | None = None


@dataclass(frozen=True, slots=True)
class DatosVinculo:
    """Un vínculo por hacer; lleva cita o motivo, o las dos cosas."""

    destino: str
    relacion: str
    cita: Cita | None = None
    motivo: str = ""


def datos_vinculo(formulario: Mapping[str, str]) -> DatosVinculo:
    """Lee `destino`, `relacion`, `p`, `pasaje`, `inicio` y `motivo`; levanta `DatosInvalidos` por campo."""
    errores: dict[str, str] = {}
    relacion = formulario.get("relacion", Relacion.SUSTENTA)
    if relacion not in NOMBRES_RELACION:
        errores["relacion"] = "Elija una de las relaciones de la lista."
    motivo = formulario.get("motivo", "").strip()
    cita = _cita(formulario, errores)
    if cita is None and not motivo and not errores:
        errores["pasaje"] = "Pegue el pasaje que lo prueba o, si no lo hay, escriba el motivo."
    if not formulario.get("destino", "").strip():
        errores["destino"] = "Elija a qué se vincula: un código como OO3.A2.7 o AG2, o palabras de su texto."
    if errores:
        raise DatosInvalidos("No se guardó el vínculo.", errores)
    return DatosVinculo(formulario["destino"].strip(), relacion, cita, motivo)


def datos_cita(formulario: Mapping[str, str]) -> Cita:
    """Lee `p`, `pasaje` e `inicio`; levanta `DatosInvalidos` por campo."""
    errores: dict[str, str] = {}
    cita = _cita(formulario, errores)
    if cita is None and not errores:
        errores["pasaje"] = "Pegue el pasaje que lo prueba en el texto de ahora."
    if cita is None or errores:
        raise DatosInvalidos("No se cambió el pasaje.", errores)
    return cita


def datos_motivo(formulario: Mapping[str, str]) -> str:
    """El motivo escrito de rechazar o quitar; levanta `DatosInvalidos` si falta."""
    motivo = formulario.get("motivo", "").strip()
    if not motivo:
        raise DatosInvalidos("Escriba el motivo; no se cambió nada.", {"motivo": "Escriba el motivo."})
    return motivo


def _cita(formulario: Mapping[str, str], errores: dict[str, str]) -> Cita | None:
    texto = formulario.get("pasaje", "").strip()
    if not texto:
        return None
    if len(texto) > MAXIMO:
        errores["pasaje"] = f"El pasaje pasa de {MAXIMO:,} caracteres. Elija la parte que prueba el vínculo."
    elif largo_util(texto) < MINIMO:
        errores["pasaje"] = "El pasaje es muy corto. Pegue la frase entera que prueba el vínculo."
    pagina = _numero(formulario.get("p", ""))
    if pagina is None or pagina < 1:
        errores["p"] = "Escriba el número de la página donde empieza el pasaje."
        return None
    return Cita(pagina, texto, _numero(formulario.get("inicio", "")))


def _numero(escrito: str) -> int | None:
    limpio = escrito.strip()
    return int(limpio) if limpio.isascii() and limpio.isdigit() and len(limpio) < 9 else None
