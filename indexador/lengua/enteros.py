"""Lo que se corta en palabras y además se busca entero: correos, direcciones de la red y códigos.

«ana.lopez@oim.int» son cuatro palabras, por las que se halla y que forman frase; y es también un término,
que va en el sitio de la primera. De una dirección no cuentan ni `https://` ni `www.`, que se ponen o no; y
su dominio, como el de un correo, vale por sí solo.
"""

import re

from indexador.lengua.cifras import numero_canonico
from indexador.lengua.palabras import LARGO_MAXIMO, plegar

_QUIZA = re.compile(r"@|[^\W\d_][-./–\u2010\u2011][^\W_]")
"""Sin esto no hay ninguno: casi todo lo que se analiza se descarta aquí."""
_CANDIDATO = re.compile(r"[^\s,;()\[\]{}<>«»“”\"'|]+")
_BUZON = re.compile(r"[\w.+-]+")
_DOMINIO = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_RED = re.compile(r"((?:https?://)?(?:www\.)?)([\w-]+(?:\.[\w-]+)+)((?::\d+)?(?:[/?#].*)?)", re.IGNORECASE)
_TERMINA = re.compile(r"\.(?:com|org|net|int|info|edu|gov|gob|go|mil)(?:\.[a-z]{2})?$", re.IGNORECASE)
_CODIGO = re.compile(r"[^\W\d_]+[-/–\u2010\u2011](?=[^\W\d_])[^\W_]+(?:[-/.–\u2010\u2011][^\W_]+)*")

_Hallado = tuple[int, str]
"""Dónde empieza un entero y su forma."""


def enteros(texto: str) -> dict[int, tuple[str, ...]]:
    """Las formas de los enteros de un texto, por el lugar en que empieza cada uno.

    >>> enteros("a ana@oim.int")
    {2: ('ana@oim.int',), 6: ('oim.int',)}
    """
    hallados: dict[int, tuple[str, ...]] = {}
    if _QUIZA.search(texto):
        for candidato in _CANDIDATO.finditer(texto):
            for lugar, forma in _de_un_candidato(candidato[0]):
                inicio = candidato.start() + lugar
                hallados[inicio] = (*hallados.get(inicio, ()), forma[:LARGO_MAXIMO])
    return hallados


def entero(escrito: str) -> str:
    """La forma de lo que alguien busca, si es un solo entero, aunque al correo le falte su final; si no, "".

    >>> entero("<Ana@OIM.int>,"), entero("ana@congreso"), entero("46-2007")
    ('ana@oim.int', 'ana@congreso', '')
    """
    desnudo = _sin_orillas(escrito)
    if not _QUIZA.search(desnudo) or not _CANDIDATO.fullmatch(desnudo):
        return ""
    buzon, arroba, dominio = desnudo.partition("@")
    if arroba:
        es_correo = _BUZON.fullmatch(buzon) and re.fullmatch(r"[\w.-]+", dominio)
        return plegar(desnudo)[:LARGO_MAXIMO] if es_correo else ""
    return next((forma[:LARGO_MAXIMO] for _, forma in _sin_arroba(desnudo, 0)), "")


def _de_un_candidato(candidato: str) -> list[_Hallado]:
    con_arroba = "@" in candidato
    if candidato[0].isdigit() and not con_arroba:
        # Un número de norma, que es lo que más llega aquí.
        return []
    desnudo = _sin_orillas(candidato)
    lugar = candidato.index(desnudo)
    return _correo(desnudo, lugar) if con_arroba else _sin_arroba(desnudo, lugar)


def _correo(candidato: str, lugar: int) -> list[_Hallado]:
    """Un correo, aunque venga tras un «mailto:», y su dominio."""
    antes, _, dominio = candidato.partition("@")
    buzon = _sin_orillas(antes[antes.rfind(":") + 1 :])
    if not (_BUZON.fullmatch(buzon) and _DOMINIO.fullmatch(dominio)):
        return []
    del_buzon, del_dominio = lugar + antes.rindex(buzon), lugar + len(antes) + 1
    return [(del_buzon, f"{plegar(buzon)}@{plegar(dominio)}"), (del_dominio, plegar(dominio))]


def _sin_arroba(candidato: str, lugar: int) -> list[_Hallado]:
    """Una dirección de la red, primero entera y después su dominio, o un código; empiezan por letra."""
    if not candidato[:1].isalpha():
        return []
    if red := _RED.fullmatch(candidato):
        cabeza, dominio, resto = red.groups()
        if cabeza or _TERMINA.search(dominio):
            lugar, dominio, resto = lugar + len(cabeza), plegar(dominio), plegar(resto).rstrip("/")
            return [(lugar, f"{dominio}{resto}"), (lugar, dominio)] if resto else [(lugar, dominio)]
    if _CODIGO.fullmatch(candidato) and any(signo.isdigit() for signo in candidato):
        return [(lugar, numero_canonico(candidato))]
    return []


def _sin_orillas(escrito: str) -> str:
    """Lo que hay entre la primera letra o cifra y la última."""
    desde, hasta = 0, len(escrito)
    while desde < hasta and not escrito[desde].isalnum():
        desde += 1
    while desde < hasta and not escrito[hasta - 1].isalnum():
        hasta -= 1
    return escrito[desde:hasta]
