"""Qué lista sigue cada rótulo numerado: la de su manera de numerar, dentro de la que la contiene.

Un acta pone «1.», «2.», «3.» dentro de «SEGUNDO:» y luego sigue «TERCERO:»; un informe numera sus párrafos de
corrido («1.», «2.», «3.») bajo «I.» y «II.». La que vuelve a empezar con su misma manera es otra lista a la
par, y si después sigue la primera, era una lista de dentro.
"""

from dataclasses import dataclass

Numero = tuple[int, ...]
"""«2.1» es (2, 1)."""
_SALTO = 2
"""A lo sumo, cuánto se adelanta el número de una parte: la lectura pierde alguno."""
_PRIMERO: Numero = (1,)


@dataclass(slots=True)
class _Abierta:
    manera: str
    numero: Numero
    antes: Numero = ()
    """Por dónde iba cuando volvió a empezar, si lo hizo."""
    vuelta: int = 0
    """Cuántas iban anotadas entonces."""


class Listas:
    """Las listas abiertas, una dentro de otra. `niveles`: de cada una anotada, cuántas la contienen."""

    def __init__(self) -> None:
        self.niveles: list[int] = []
        self._abiertas: list[_Abierta] = []
        self._iban: dict[str, Numero] = {}

    def anotar(self, manera: str, numero: Numero) -> bool:
        """¿Sigue ese número a alguna lista, o empieza una? Si lo hace, queda anotado."""
        fondo = self._fondo(manera, numero)
        if fondo is None:
            return False
        del self._abiertas[fondo + 1 :]
        if fondo == len(self._abiertas):
            self._abiertas.append(_Abierta(manera, numero))
        else:
            self._seguir(self._abiertas[fondo], numero)
        self._iban[self._abiertas[fondo].manera] = numero
        self.niveles.append(sum(len(una.numero) for una in self._abiertas) - 1)
        return True

    def _fondo(self, manera: str, numero: Numero) -> int | None:
        """El lugar entre las abiertas de la lista a la que va; el siguiente al último, si es otra."""
        suyo = next((n for n, una in enumerate(self._abiertas) if una.manera == manera), None)
        if suyo is not None:
            una = self._abiertas[suyo]
            if _sigue(una.numero, numero) or _es_el_siguiente(una.antes, numero):
                return suyo
        elif _sigue(self._iban.get(manera, ()), numero):
            return len(self._abiertas)
        ultimo = len(self._abiertas) - 1
        mal_leido = ultimo >= 0 and _sigue(self._abiertas[ultimo].numero, numero)
        return ultimo if mal_leido else None

    def _seguir(self, una: _Abierta, numero: Numero) -> None:
        if numero == _PRIMERO and not una.antes:
            una.antes, una.vuelta = una.numero, len(self.niveles)
        elif not _sigue(una.numero, numero):
            for lugar in range(una.vuelta, len(self.niveles)):
                self.niveles[lugar] += 1
            una.antes = ()
        una.numero = numero


def _es_el_siguiente(anterior: Numero, numero: Numero) -> bool:
    return bool(anterior) and numero == (*anterior[:-1], anterior[-1] + 1)


def _sigue(anterior: Numero, numero: Numero) -> bool:
    """¿Va ese número después del otro, o empieza una lista dentro o de nuevo?"""
    if numero in {_PRIMERO, (*anterior, 1)}:
        return True
    fondo = len(numero) - 1
    if fondo >= len(anterior) or numero[:fondo] != anterior[:fondo]:
        return False
    return 0 < numero[fondo] - anterior[fondo] <= _SALTO
