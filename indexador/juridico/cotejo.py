"""De todo lo que se halló en un documento, lo que se propone: lo mejor de cada campo, cotejado y en orden."""

import re
from collections.abc import Sequence
from dataclasses import replace

from indexador.juridico import fechas_de_documento
from indexador.juridico.clases import ACTAS
from indexador.juridico.propuesta import Propuesta
from indexador.lengua.plano import forma, plano

_PRINCIPALES = (
    "emision",
    "firma",
    "adopcion",
    "aprobacion",
    "sancion",
    "presentacion",
    "publicacion",
    "ratificacion",
    "vigencia",
    "conocimiento_pleno",
    "dictamen",
    "sesion",
)
_PRIMERAS = {
    "iniciativa": "conocimiento_pleno",
    "dictamen": "dictamen",
    **dict.fromkeys(ACTAS | {"interpelacion", "ponencia_participacion"}, "sesion"),
    "estadistica": "del_dato",
    "ejecucion_presupuestaria": "del_dato",
}
"""La clase de la fecha principal de los tipos que no se fechan por su emisión."""
_NOMBRADO = forma(r"(?<!\d)(?P<n>\d{1,4})-(?P<a>\d{4}|\d{2})(?!\d)|(?<!\d)(?P<solo>\d{4})(?!\d)")
OTRO_ANIO = "El año no es el del número: compruebe la fecha."
CONFIRMADO = "El nombre del archivo dice lo mismo."
NOMBRADO = "No se lee en la carátula; lo dice el nombre del archivo. Compruébelo en la imagen."


def elegir(halladas: Sequence[Propuesta]) -> tuple[Propuesta, ...]:
    """De cada campo que no es fecha, la mejor; de cada clase de fecha, todas las distintas."""
    mejores: dict[str, Propuesta] = {}
    for propuesta in halladas:
        anterior = mejores.get(propuesta.campo)
        if not propuesta.campo.startswith("fecha:") and (
            anterior is None or propuesta.confianza > anterior.confianza
        ):
            mejores[propuesta.campo] = propuesta
    fechas = fechas_de_documento.unicas([p for p in halladas if p.campo.startswith("fecha:")])
    return (*mejores.values(), *fechas)


def confirmar(propuestas: tuple[Propuesta, ...], nombre: str) -> tuple[Propuesta, ...]:
    """Un número dudoso gana confianza si el nombre del archivo dice el mismo.

    La carátula de una iniciativa en que no se lee ninguno propone, muy dudoso, el único que diga el nombre.
    """
    propuestas += _del_nombre(propuestas, nombre)
    nombrados = {
        f"{int(h['n'])}-{h['a']}" if h["n"] else h["solo"] for h in _NOMBRADO.finditer(plano(nombre))
    }
    return tuple(
        replace(p, confianza=0.8, nota=f"{p.nota} {CONFIRMADO}".strip())
        if p.campo == "numero" and p.nota != NOMBRADO and p.confianza < 0.8 and p.valor in nombrados
        else p
        for p in propuestas
    )


def _del_nombre(propuestas: tuple[Propuesta, ...], nombre: str) -> tuple[Propuesta, ...]:
    tipo = next((p for p in propuestas if p.campo == "tipo" and p.valor == "iniciativa"), None)
    registros = {hallazgo[0] for hallazgo in _REGISTRO.finditer(nombre)}
    if tipo is None or len(registros) != 1 or any(p.campo == "numero" for p in propuestas):
        return ()
    return (replace(tipo, campo="numero", valor=registros.pop(), confianza=_DEL_NOMBRE, nota=NOMBRADO),)


_REGISTRO = re.compile(r"(?<![A-Za-z\d])(?!19[5-9]\d|20[0-4]\d)[1-9]\d{3}(?![A-Za-z\d])")
"""Cuatro cifras que no son un año."""
_DEL_NOMBRE = 0.4


def cotejar(propuestas: tuple[Propuesta, ...]) -> tuple[Propuesta, ...]:
    """Una emisión que no es del año del número, ni del siguiente, se propone como dudosa."""
    numero = next((p.valor for p in propuestas if p.campo == "numero"), "")
    hallado = re.fullmatch(r"\d{1,4}-(\d{2}|\d{4})", numero)
    if hallado is None:
        return propuestas
    anio = int(hallado[1]) if len(hallado[1]) == 4 else 1900 + int(hallado[1])
    return tuple(
        replace(p, confianza=min(p.confianza, 0.4), nota=OTRO_ANIO)
        if p.campo == "fecha:emision" and int(p.valor[:4]) not in {anio, anio + 1}
        else p
        for p in propuestas
    )


def ordenar(propuestas: tuple[Propuesta, ...]) -> tuple[Propuesta, ...]:
    """Las fechas al final, la principal de su tipo primero: por clase y, dentro de una, la más segura."""
    tipo = next((p.valor for p in propuestas if p.campo == "tipo"), "")
    orden_de_clases = (_PRIMERAS.get(tipo, ""), *_PRINCIPALES)

    def lugar(propuesta: Propuesta) -> tuple[int, int, float]:
        clase = propuesta.campo.removeprefix("fecha:")
        if clase == propuesta.campo:
            return 0, 0, 0.0
        orden = orden_de_clases.index(clase) if clase in orden_de_clases else len(orden_de_clases)
        return (2 if propuesta.nota == OTRO_ANIO else 1), orden, -propuesta.confianza

    return tuple(sorted(propuestas, key=lugar))
