"""Si el número y el nombre que un texto da juntos son de la misma norma."""

from indexador.juridico.citas.claves_leidas import Clave
from indexador.juridico.citas.hallazgo import LOCAL
from indexador.juridico.citas.nombres import Nombrada
from indexador.juridico.citas.normas import Leida
from indexador.juridico.objetivos import SIN_RESOLVER

_DE_LEY = frozenset({"DC", "DS", "DL", "DANC", "DG"})


def casada(leida: Leida, hecha: Clave, nombrada: Nombrada) -> tuple[Clave, bool]:
    """La clave que dicen a la vez el número y el nombre, y si se contradicen."""
    posibles = {uno.clave for uno in nombrada.alias if uno.vale(LOCAL)}
    posibles = {una for una in posibles if misma_familia(una, hecha.clave)} or posibles
    if not posibles or hecha.clave in posibles:
        return hecha._replace(confianza=max(hecha.confianza, 0.9)), False
    if (leida.codigo == "D" and leida.emisor is None) or not hecha.clave or hecha.clave == SIN_RESOLVER:
        for una in sorted(posibles):
            if _mismo_numero(una, leida):
                return Clave(una, 0.85), False
    if not any(misma_familia(una, hecha.clave) for una in posibles) and hecha.clave != SIN_RESOLVER:
        return hecha, False
    return hecha._replace(confianza=min(hecha.confianza, 0.6)), True


def misma_familia(una: str, otra: str) -> bool:
    """Si las dos claves son de leyes, o de la misma clase."""
    clases = {una.partition("-")[0], otra.partition("-")[0]}
    return len(clases) == 1 or clases <= _DE_LEY


def _mismo_numero(conocida: str, leida: Leida) -> bool:
    """Si la clave conocida tiene el número leído, aunque éste perdiera el guion o la clase."""
    _, *partes = conocida.split("-")
    if leida.numero.anio is not None:
        return partes == [leida.numero.numero, str(leida.numero.anio)]
    if len(partes) == 1:
        return partes == [leida.numero.numero]
    return len(partes) == 2 and leida.numero.numero in {partes[0] + partes[1][2:], partes[0] + partes[1]}
