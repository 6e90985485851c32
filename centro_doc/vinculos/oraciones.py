"""¿Sigue en la misma oración un pasaje que se halló? «No», «salvo» o «es falso que» al lado lo cambian."""

import re
from enum import Enum, auto

from centro_doc.vinculos.malas_lecturas import forma
from centro_doc.vinculos.sentido import dice_lo_mismo
from centro_doc.vinculos.vocablos import existe_o_deriva, vocablos

_ABREVIADAS = (
    *("art", "arts", "núm", "num", "núms", "inc", "lit", "cap", "pág", "págs", "pp", "ej", "depto", "gral"),
    *("sr", "sra", "sres", "dr", "dra", "lic", "licda", "ing", "dip", "hon", "ee", "uu"),
)
"""Las que llevan un punto que no acaba la oración."""
_PUNTO = (
    r"\.(?=\s*$)|"
    + "".join(rf"(?<!\b(?i:{una}))" for una in _ABREVIADAS)
    + r"(?<!\b[A-Z])\.(?=\s+[^\sa-záéíóúüñ\d(\[])"
)
"""El que acaba la oración: no el de una inicial, ni al que sigue una minúscula, una cifra o un paréntesis."""
_SE_OPONEN = r"(?i:pero|salvo|excepto|sino|aunque|no obstante|sin embargo|siempre que|a menos que)\b"
_FIN = re.compile(rf"[;:](?=\s|$)|{_PUNTO}")
_FIN_ATRAS = re.compile(rf";(?=\s|$)|{_PUNTO}")
"""Hacia atrás no la acaban los dos puntos, que presentan lo que sigue."""
_FIN_ADELANTE = re.compile(rf":(?=\s|$)|;(?=\s|$)(?!\s+{_SE_OPONEN})|{_PUNTO}")
_CERCANAS = 5
"""Palabras de la oración que se miran a cada lado del pasaje, si no se sabe dónde acaba."""
_PUESTAS = 4
"""Cuántas de ellas pueden haberse puesto, o quitado, justo al lado."""


class Oracion(Enum):
    """Cómo está la oración de un pasaje: igual, cambiada, o con palabras puestas o quitadas junto a él."""

    MISMA = auto()
    CAMBIADA = auto()
    AMPLIADA = auto()


def como_sigue(antes: tuple[str, str], despues: tuple[str, str]) -> Oracion:
    """Cómo está ahora la oración del pasaje, mal leída si acaso.

    De cada lado, lo que rodeaba al pasaje y lo que lo rodea ahora; de lo que no se conoce no se sabe nada.
    """
    vieja, nueva = (_FIN_ATRAS.split(uno)[-1].split()[::-1] for uno in antes)
    previo = _Lado(vieja, nueva, all(map(_FIN_ATRAS.search, antes)), inverso=True)
    vieja, nueva = (hasta_el_fin(uno).split() for uno in despues)
    siguiente = _Lado(vieja, nueva, all(map(_FIN_ADELANTE.search, despues)), inverso=False)
    return max((previo.como_sigue, siguiente.como_sigue), key=lambda una: una.value)


def hasta_el_fin(texto: str) -> str:
    """Lo que queda de la oración en que está el principio de un texto."""
    return _FIN_ADELANTE.split(texto, maxsplit=1)[0]


def clausulas(texto: str) -> list[str]:
    """Las oraciones de un texto; también las separan el punto y coma y los dos puntos.

    >>> clausulas("Rige el art. 5. Son causas: a) la falta; b)")
    ['Rige el art. 5', ' Son causas', ' a) la falta', ' b)']
    """
    return _FIN.split(texto)


def pegadas(antes: str, literal: str, despues: str, ahora: str) -> tuple[str, str]:
    """Las palabras que rodeaban al pasaje y que ahora están en él, pegadas a la primera y a la última."""
    mias, dichas = vocablos(literal), vocablos(ahora)
    if not mias or not dichas:
        return "", ""
    previa = "".join(uno.letras for uno in vocablos(antes)[-1:])
    siguiente = "".join(uno.letras for uno in vocablos(despues)[:1])
    al_principio = forma(previa + mias[0].letras) == forma(dichas[0].letras)
    al_final = forma(mias[-1].letras + siguiente) == forma(dichas[-1].letras)
    return previa if al_principio else "", siguiente if al_final else ""


class _Lado:
    """Las palabras de la oración a un lado del pasaje, antes y ahora, desde la más cercana."""

    def __init__(self, viejas: list[str], nuevas: list[str], enteras: bool, *, inverso: bool) -> None:
        self._viejas, self._nuevas, self._enteras, self._inverso = viejas, nuevas, enteras, inverso

    @property
    def como_sigue(self) -> Oracion:
        if self._siguen(self._viejas, self._nuevas):
            return Oracion.MISMA
        if self._continua(self._viejas, self._nuevas) or self._continua(self._nuevas, self._viejas):
            return Oracion.AMPLIADA
        puestas = (
            _existen(otras[:cuantas]) and self._siguen(unas, otras[cuantas:])
            for unas, otras in ((self._viejas, self._nuevas), (self._nuevas, self._viejas))
            for cuantas in range(1, min(_PUESTAS, len(otras)) + 1)
        )
        return Oracion.AMPLIADA if any(puestas) else Oracion.CAMBIADA

    def _continua(self, unas: list[str], otras: list[str]) -> bool:
        """¿Acababa con el pasaje, y sigue? Si sólo se perdió un punto, lo siguiente va en mayúscula."""
        acaba = self._enteras and not self._inverso and not unas
        return acaba and bool(otras) and not otras[0][0].isupper() and _existen(otras[:_CERCANAS])

    def _siguen(self, viejas: list[str], nuevas: list[str]) -> bool:
        """¿Dicen lo mismo? Si no se sabe dónde acaba la oración, de la más larga sobra lo más lejano."""
        if self._enteras:
            return self._dicen_lo_mismo(viejas, nuevas)
        cuantas = min(len(viejas), len(nuevas), _CERCANAS)
        # Una menos: una palabra pudo partirse o pegarse.
        return any(
            self._dicen_lo_mismo(viejas[: cuantas - menos], nuevas[: cuantas - otra])
            for menos, otra in ((0, 0), (0, 1), (1, 0))
            if cuantas > menos + otra or not (menos or otra)
        )

    def _dicen_lo_mismo(self, viejas: list[str], nuevas: list[str]) -> bool:
        una, otra = (" ".join(lado[::-1] if self._inverso else lado) for lado in (viejas, nuevas))
        return dice_lo_mismo(una, otra, en_su_sitio=True)


def _existen(palabras: list[str]) -> bool:
    """¿Son todas palabras, y ninguna el trozo de una que se partió?"""
    return all(existe_o_deriva(uno.letras) for uno in vocablos(" ".join(palabras)))
