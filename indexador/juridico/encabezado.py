"""Qué es un documento y su número, por el renglón que lo encabeza."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexador.juridico.hojas import Cabeza, Hoja, Renglon
from indexador.juridico.numero import NumeroLeido, en_palabras, leer_corto, leer_tras
from indexador.juridico.reglas_de_encabezado import REGLAS, Regla
from indexador.lengua.plano import forma


@dataclass(frozen=True, slots=True)
class Encabezado:
    """El renglón hallado y lo que dice."""

    tipo: str
    hoja: Hoja
    renglon: Renglon
    fin: int
    confianza: float
    numero: NumeroLeido | None
    lugar: int
    """Cuántos renglones tiene antes."""


_PREFIJO = forma(r"(?:«congreso de la republica»(?: de «guatemala»)?[\s,.-]{1,4}|\d{1,3}[.)] )?")
_CORTE = forma(
    r"«considerando»|(?:«indice»|«contenido»|«tabla de contenido»s?)\W*$|«por tanto»|(?:«articulo»|"
    r"art\.) ?[1l]"
)
_POR_RENGLON = 0.004
_DECRETOS = frozenset({"decreto_congreso", "ley_constitucional", "decreto_ley"})


def hallar(cabeza: Cabeza) -> Encabezado | None:
    """El encabezado que mejor dice qué es el documento; None si ninguno.

    Un decreto aprobado que aún no se sanciona toma el número del decreto que encabeza.
    """
    hallados = list(_todos(cabeza))
    mejor = max(hallados, key=lambda e: e.confianza - _POR_RENGLON * e.lugar, default=None)
    if mejor and mejor.tipo == "decreto_aprobado" and mejor.numero is None:
        del_decreto = (
            e.numero for e in hallados if e.tipo in _DECRETOS and e.numero and e.hoja is mejor.hoja
        )
        return replace(mejor, numero=next(del_decreto, None))
    return mejor


def _todos(cabeza: Cabeza) -> Iterator[Encabezado]:
    for lugar, (hoja, renglon) in enumerate(cabeza.renglones):
        if _CORTE.match(renglon.plano):
            return
        prefijo = _PREFIJO.match(renglon.plano)
        desde = prefijo.end() if prefijo else 0
        for regla in REGLAS:
            hallado = _probar(regla, hoja, renglon, desde, lugar, cabeza)
            if hallado is not None:
                yield hallado


def _probar(
    regla: Regla, hoja: Hoja, renglon: Renglon, desde: int, lugar: int, cabeza: Cabeza
) -> Encabezado | None:
    hallazgo = regla.patron.match(renglon.plano, desde)
    if hallazgo is None or _es_prosa(renglon) or (regla.tambien and not regla.tambien.search(cabeza.plano)):
        return None
    fin = renglon.inicio + hallazgo.end()
    numero = _leer(regla, hoja, fin)
    if numero and regla.tipo in _DECRETOS and ":" in hoja.plano[fin : numero.inicio]:
        return None  # «Decreto: 27-90 (Aprueba…)» es un dato de la ficha de otro documento
    if numero is None and regla.numero and not regla.exige:
        numero = _en_su_renglon(hoja, renglon)
    if regla.exige and numero is None:
        return None
    final = numero.fin if numero and numero.fin <= renglon.fin else fin
    sigue = hoja.plano[final : renglon.fin].strip(" .,:;-)*=~_")
    suelto = not sigue or sigue.startswith(("del congreso", "de la ", "del ", "(", "congreso", "guatemala"))
    confianza = regla.confianza if suelto or not regla.exige else regla.confianza * 0.8
    return Encabezado(regla.tipo, hoja, renglon, final, confianza, numero, lugar)


def _es_prosa(renglon: Renglon) -> bool:
    """Si es el renglón de en medio de un párrafo: empieza en minúscula y trae varias palabras."""
    return renglon.texto[0].islower() and renglon.texto.count(" ") >= _PALABRAS_DE_PROSA


_PALABRAS_DE_PROSA = 2


def _leer(regla: Regla, hoja: Hoja, fin: int) -> NumeroLeido | None:
    if regla.numero == "norma":
        corrido = regla.tipo in _DECRETOS
        return leer_tras(hoja.plano, fin, ceros=not corrido, corrido=corrido)
    if regla.numero == "acta":
        return _de_acta(hoja, hoja.plano.rfind("acta", 0, fin) + 4)
    if regla.numero == "dictamen":
        return leer_tras(hoja.plano, fin, ceros=True) or leer_corto(hoja.plano, fin)
    return leer_corto(hoja.plano, fin) if regla.numero else None


_NUMERO_SOLO = forma(r"(?:«numero»|no|num|n°|nro)(?![a-z])[\s.:°]{0,4}[a-z\d][a-z\d./-]{0,24}\W*$")
_RENGLONES_ABAJO = 3


def _en_su_renglon(hoja: Hoja, encabezado: Renglon) -> NumeroLeido | None:
    """El número que un renglón cercano da solo, bajo el encabezado: «NÚMERO 6», «No. 12-2009»."""
    siguientes = hoja.renglones(encabezado.fin + 1, encabezado.fin + 300)
    for renglon in itertools.islice(siguientes, _RENGLONES_ABAJO):
        if _NUMERO_SOLO.match(renglon.plano):
            return leer_tras(hoja.plano, renglon.inicio, ceros=True) or leer_corto(hoja.plano, renglon.inicio)
    return None


_HASTA_EL_NUMERO = forma(r"[^\n\d]{0,40}?(?=(?:«numero»|no|num|n°|nro)(?![a-z]))")


def _de_acta(hoja: Hoja, inicio: int) -> NumeroLeido | None:
    """El número de un acta, con los ceros que lleve: «Acta No. 05-2010», «Acta de selección número cinco»."""
    lugares = [inicio]
    if rotulo := _HASTA_EL_NUMERO.match(hoja.plano, inicio):
        lugares.append(rotulo.end())
    leidos = (leer_tras(hoja.plano, lugar, ceros=True) or en_palabras(hoja.plano, lugar) for lugar in lugares)
    return next((leido for leido in leidos if leido), None)


_ADENTRO = forma(
    r"(?:^|\n)\s{0,8}«decreto»\s{1,3}(?:«numero»|no\.?|n°)[^\n]{1,40}\n\s{0,8}(?:el "
    r")?«congreso de la republica»"
)


def decreto_adentro(paginas: Sequence[Hoja]) -> Encabezado | None:
    """El encabezado de un decreto que no está en la cabeza: va tras una presentación o la exposición."""
    for hoja in paginas:
        for hallazgo in _ADENTRO.finditer(hoja.plano):
            inicio = hoja.plano.index("d", hallazgo.start())
            numero = leer_tras(hoja.plano, hoja.plano.find("o", inicio + 6) + 1)
            if numero:
                renglon = next(hoja.renglones(inicio))
                return Encabezado("decreto_congreso", hoja, renglon, numero.fin, 0.9, numero, 0)
    return None
