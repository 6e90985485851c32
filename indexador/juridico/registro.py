"""El número de registro de la carátula de una iniciativa, con lo que la propia carátula repite de él."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from indexador.juridico.hojas import Hoja
from indexador.juridico.numero import MAL_LEIDO, NumeroLeido, leer_registro
from indexador.juridico.propuesta import Propuesta
from indexador.lengua.plano import forma

_ROTO = r"n[^\W\d_]\S{2,8}r[o0]"
"""«número» leído por un OCR sin español: «ntiimero», «nimero»."""
ROTULO = (
    r"«numero de registro»|«registro numero»|(?<![a-z])registro (?:no|num|n°)\.?"
    r"|(?<![a-z])(?:no|num|nro|n°)[.°]{0,2} ?(?:de )?«registro»"
    rf"|(?<![a-z]){_ROTO} de «registro»"
    r"|(?:^|\n)\W{0,8}«registro»(?=\s?[:.]?\s{0,3}[\dsolb]{4}(?![a-z\d]))"
)
DE_INICIATIVA = rf"«iniciativa»(?: «de ley»)?\s{{1,3}}(?:«numero»|no\.?|num\.?|n°|{_ROTO})"
"""El rótulo de la que se llama por su número: «Iniciativa No. 4126»."""
_COMO_ROTULO = forma(rf"(?:^|\n)[^\w\n]{{0,8}}{DE_INICIATIVA}(?=[\s.:°]{{0,4}}[\dsolb]{{4}}(?![\w/-]))")
_REPETIDO = forma(
    rf"«iniciativa»(?: «de ley»)?\s{{1,3}}(?:(?:«numero»|no|num|n°|{_ROTO})[.:°]{{0,2}}\s{{0,3}})?"
    r"(?P<n>\d[.,]?\d{3})(?![\d/-])"
)
_AL_FINAL = re.compile(r"(?P<guia>[^\n]{0,160}?)(?<![\w.,/-])(?P<n>\d[.,]?\d{3})[^\w\n]{0,6}(?=\n|$)")
_GUIA = re.compile(r"[\W_]*")
_SOLO = re.compile(r"(?:^|\n)[^\w\n]{0,6}(?P<n>\d{4})[^\w\n]{0,6}(?=\n|$)")
_ENTRE_ROTULOS = re.compile(r"(?<![\d.,/-])\d{4}(?![\d/-])")
_LEJOS = 6_000
SIN_ROTULO = "Su rótulo no se lee: compruébelo en la imagen."
DISTINTOS = "La carátula lo repite distinto: compruébelo en la imagen."
_DUDOSO = 0.45
_Tramo = tuple[int, int]


def hallar_rotulo(hoja: Hoja) -> _Tramo | None:
    """Dónde está «Iniciativa No.» ante sus cuatro cifras, en renglón propio: sirve si no hay otro rótulo."""
    hallazgo = _COMO_ROTULO.search(hoja.plano, 0, _LEJOS)
    return hallazgo.span() if hallazgo else None


def leer(paginas: Sequence[Hoja], hoja: Hoja, lugares: dict[str, _Tramo]) -> Propuesta | None:
    """El número de registro: el que sigue a su rótulo, cotejado con los que la carátula repite.

    `lugares` dice dónde está cada rótulo de `hoja`. Lo que el rótulo no da claro se toma de la repetición;
    sin ella, un número suelto se propone con confianza menor que la mitad.
    """
    leido = _tras_el_rotulo(hoja, lugares)
    if leido is None:
        leido = _sin_rotulo(hoja, lugares)
    repetidos = list(_repetidos(hoja, lugares))
    cuentas = Counter(numero.valor for numero in repetidos)
    cuentas.update(n.valor for otra in _siguientes(paginas, hoja) for n in _en_orillas(otra))
    elegido = _concordado(leido, repetidos, cuentas)
    if elegido is None:
        return None
    return hoja.propuesta(
        "numero", elegido.valor, elegido.inicio, elegido.fin, elegido.confianza, elegido.nota
    )


def _concordado(
    leido: NumeroLeido | None, repetidos: Sequence[NumeroLeido], cuentas: Counter[str]
) -> NumeroLeido | None:
    """El número leído, con la confianza que le dan sus repeticiones; o la repetición, si él no se lee."""
    veces = cuentas.most_common(1)[0][1] if cuentas else 0
    if leido is None or leido.confianza < _CLARO:
        otro = next((n for n in repetidos if cuentas[n.valor] == veces), None)
        if otro is None or len(cuentas) > 1:
            return leido
        igual = leido is not None and leido.valor == otro.valor
        nota = "" if igual else SIN_ROTULO if leido is None else MAL_LEIDO
        return NumeroLeido(otro.inicio, otro.fin, otro.valor, 0.9 if igual else 0.7, nota)
    if not cuentas or leido.valor in cuentas:
        return leido
    mayoria = next((n for n in repetidos if cuentas[n.valor] == veces and veces > 1), leido)
    return NumeroLeido(mayoria.inicio, mayoria.fin, mayoria.valor, _DUDOSO, DISTINTOS)


_CLARO = 0.9


def _tras_el_rotulo(hoja: Hoja, lugares: dict[str, _Tramo]) -> NumeroLeido | None:
    """El que va tras su rótulo, o al final de ese renglón, tras una guía de puntos (bien o mal leída)."""
    if "registro" not in lugares:
        return None
    fin = lugares["registro"][1]
    leido = leer_registro(hoja.plano, fin)
    if leido is not None:
        return leido
    alejado = _AL_FINAL.match(hoja.plano, fin)
    if alejado is None:
        return None
    clara = _GUIA.fullmatch(alejado["guia"]) is not None
    valor = re.sub(r"\D", "", alejado["n"])
    return NumeroLeido(*alejado.span("n"), valor, 0.95 if clara else 0.6, "" if clara else MAL_LEIDO)


def _sin_rotulo(hoja: Hoja, lugares: dict[str, _Tramo]) -> NumeroLeido | None:
    """Las cuatro cifras que hay entre el membrete y la fecha, o las únicas que van solas en un renglón."""
    desde, hasta = lugares.get("direccion", (0, 0))[1], lugares.get("pleno", (0, 0))[0]
    solas = _ENTRE_ROTULOS.search(hoja.plano, desde, hasta) if desde < hasta else None
    if solas and "registro" not in lugares:
        return NumeroLeido(*solas.span(), solas[0], 0.55, SIN_ROTULO)
    sueltas = list(_SOLO.finditer(hoja.plano, 0, _LEJOS))
    if len({suelta["n"] for suelta in sueltas}) != 1:
        return None
    return NumeroLeido(*sueltas[0].span("n"), sueltas[0]["n"], _DUDOSO, SIN_ROTULO)


def _repetidos(hoja: Hoja, lugares: dict[str, _Tramo]) -> Iterator[NumeroLeido]:
    """«Iniciativa 4126» en el encabezado, el pie o la descripción; no las que el asunto cita."""
    asunto = lugares.get("asunto", (_LEJOS, 0))[0]
    tramite = max(lugares.get("tramite", (0, 0))[1], asunto)
    for hallazgo in _REPETIDO.finditer(hoja.plano, 0, _LEJOS):
        if not asunto <= hallazgo.start() < tramite:
            valor = re.sub(r"\D", "", hallazgo["n"])
            yield NumeroLeido(*hallazgo.span("n"), valor, 0.7)


def _siguientes(paginas: Sequence[Hoja], hoja: Hoja) -> Sequence[Hoja]:
    return [otra for otra in paginas if otra.numero > hoja.numero][:_PAGINAS]


def _en_orillas(hoja: Hoja) -> Iterator[NumeroLeido]:
    """Los que dicen el primer renglón y el último de otra página, que son su encabezado y su pie."""
    renglones = list(hoja.renglones())
    for renglon in {r.inicio: r for r in (*renglones[:1], *renglones[-1:])}.values():
        hallazgo = _REPETIDO.match(hoja.plano, renglon.inicio, renglon.fin)
        if hallazgo and len(renglon.texto) < _RENGLON_CORTO:
            yield NumeroLeido(*hallazgo.span("n"), re.sub(r"\D", "", hallazgo["n"]), 0.7)


_PAGINAS, _RENGLON_CORTO = 3, 60
