"""¿Sigue en la misma oración un pasaje que se halló igual? «No», «salvo» o «nunca» al lado lo cambian."""

import re

from centro_doc.vinculos.sentido import dice_lo_mismo

_FIN = re.compile(r"[.;:](?=\s|$)")
_CERCANAS = 5
"""Palabras de la oración que se miran a cada lado del pasaje."""


def misma_oracion(antes: tuple[str, str], despues: tuple[str, str]) -> bool:
    """¿Dicen lo mismo, mal leídas si acaso, las palabras de la oración que tiene al lado?

    De cada lado, lo que rodeaba al pasaje y lo que lo rodea ahora; de lo que no se conoce no se sabe nada.
    """
    previas = (_FIN.split(uno)[-1].split()[-_CERCANAS:] for uno in antes)
    siguientes = (_FIN.split(uno)[0].split()[:_CERCANAS] for uno in despues)
    return _mismas(*previas, enteras=_enteras(antes), al_final=True) and _mismas(
        *siguientes, enteras=_enteras(despues), al_final=False
    )


def _enteras(lados: tuple[str, str]) -> bool:
    """¿Se sabe dónde acaba la oración en los dos?"""
    return all(_FIN.search(uno) for uno in lados)


def _mismas(viejas: list[str], nuevas: list[str], *, enteras: bool, al_final: bool) -> bool:
    """Si no se sabe dónde acaba la oración, de la más larga sobra lo más lejano: también lo que se partió."""
    if enteras and max(len(viejas), len(nuevas)) < _CERCANAS:
        return _dicen_lo_mismo(viejas, nuevas)
    cuantas = min(len(viejas), len(nuevas))
    return any(
        _dicen_lo_mismo(
            _cercanas(viejas, cuantas - menos, al_final), _cercanas(nuevas, cuantas - mas, al_final)
        )
        for menos, mas in ((0, 0), (0, 1), (1, 0))
        if cuantas > max(menos, mas) or not (menos or mas)
    )


def _cercanas(palabras: list[str], cuantas: int, al_final: bool) -> list[str]:
    return palabras[len(palabras) - cuantas :] if al_final else palabras[:cuantas]


def _dicen_lo_mismo(viejas: list[str], nuevas: list[str]) -> bool:
    return dice_lo_mismo(" ".join(viejas), " ".join(nuevas), en_su_sitio=True)
