"""Si dos formas plegadas que comparten raíz son la misma palabra a efectos de orden.

Lo son las que cambian de número, de género o de persona, y también un verbo y los nombres de su acción y de
quien la hace («aprobar», «aprobación»; «trabajo», «trabajador»): quien busca una quiere igual la otra. La
raíz junta además palabras distintas («público» y «publicar», «consejo» y «consejería», «móvil» y
«movilidad»), que se conocen por su terminación o por una lista.

De cada forma se sacan claves: las de nombre son lo que queda sin género ni número; las de verbo, lo que queda
sin la terminación, con cada uno de los usos que la forma admite. Dos formas son la misma palabra si tienen
alguna clave en común, de modo que da igual cuál se busque.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

_SIN_GENERO = frozenset(
    {
        *("act", "banc", "carg", "cas", "ces", "cint", "cort"),
        *("cuent", "cuot", "cur", "derech", "fond", "form", "grad"),
        *("junt", "libr", "manz", "marc", "medi", "mes", "minut"),
        *("mod", "pag", "palm", "part", "partid", "pas", "plan"),
        *("plaz", "puert", "punt", "ram", "ramp", "reg", "suel"),
        *("tom", "trat"),
    }
)
"""Lo que queda de los nombres cuyo masculino y femenino son dos palabras: «puerto» y «puerta»."""
_SON_NOMBRES = frozenset(
    {
        *("animo", "arbitro", "articulo", "calculo", "capitulo", "catalogo", "circulo"),
        *("critica", "critico", "deposito", "dialogo", "edificio", "edito", "especifica"),
        *("especifico", "estimulo", "exito", "fabrica", "fabrico", "habito", "indice"),
        *("informe", "integra", "integro", "intercambio", "interna", "interno", "interes"),
        *("intimo", "legitima", "legitimo", "limite", "liquida", "liquido", "medica"),
        *("medico", "merito", "numero", "obstaculo", "oficio", "orden", "pacifica"),
        *("pacifico", "pago", "participe", "practica", "practico", "publica", "publico"),
        *("registro", "replica", "solida", "solido", "suplica", "termino", "titulo"),
        *("trafico", "tramite", "transito", "trato", "trata", "ultima", "ultimo"),
        *("valida", "valido", "valor", "vinculo", "voto"),
    }
)
"""Singulares que parecen de un verbo y son de un nombre que se escribe igual, quizá sin el acento."""
_SIN_VERBO = frozenset({"consul", "est", "merc", "notari", "sen"})
"""Lo que parece quedar de un verbo en nombres como «consulado» y «estado», que no son participios."""
_DE_CARGO = frozenset({"deleg", "diput"})
"""Verbos cuyo participio es quien tiene un cargo y no lo hecho: un «delegado» no es una «delegación»."""
_LARGO_SUELTA = 5
"""Letras desde las que un nombre sin terminación («asesor») puede ser el de un verbo; «mes» y «sal» no."""

_PLURAL_EN_CES = re.compile(r"ces$")
_PLURAL_EN_ES = re.compile(r"(?<=[bcdfgjklmnprstxyz])es$")
_PLURAL_EN_S = re.compile(r"(?<=[aeiou])s$")
_GENERO = re.compile(r"(?:[oa]|(?<=nt)e)$")

_TODOS = "oaecnyv"
"""Los usos de un tema. Un verbo los tiene todos, y cada nombre los suyos, sin los de aquéllos con que no se
confunde: «o», «a» y «e» son de los que distingue el género; «c», de los en -ncia; «n», de los en -nte; «y»,
de los en -ería; y «v», de los participios de cargo."""
_SIN_OFICINA = _TODOS.replace("y", "")
_SIN_CARGO = _TODOS.replace("v", "")
_ENCLITICO = r"(?:(?:se|me|te|nos)?(?:l[oae]s?)?)"
_PARTICIPIO = re.compile(r"[ai]d[oa]s?$")
_EN_I = re.compile(r"(?:ian?|io)$")
_DUDOSA = re.compile(r"([oae])s?$")
_CLARA = re.compile(
    rf"(?:[aei]r{_ENCLITICO}|(?:ando|iendo|yendo){_ENCLITICO}|[aei]r(?:a|an|as|emos|e)"
    r"|(?:a|ie|ye)r(?:on|a|an|e|en)|aba|aban|abamos|iamos|asen?|[iy]esen?|[aei]mos|aste|iste|[ai]rian?|erian)$"
)
_DERIVADA = re.compile(
    r"(?:(?:a|i|ie)mientos?|[aei]dor(?:[ae]s?)?|[aiu]cion(?:es)?|(?:a|e|ie)(?:nt[ea]|ncia)s?|erias?)$"
)
_VERBALES = (
    (_CLARA, _TODOS),
    (re.compile(r"(?:[ae]n|[ae]mos)$"), _TODOS),
    (_EN_I, _TODOS),
    (_PARTICIPIO, _TODOS),
    (re.compile(r"(?:(?:a|i|ie)mientos?|[aei]dor(?:[ae]s?)?)$"), _TODOS),
    (re.compile(r"(?:[ai]|(?<=u))cion(?:es)?$"), _SIN_CARGO),
    (re.compile(r"(?:a|e|ie)nt[ea]s?$"), "n"),
    (re.compile(r"(?:a|e|ie)ncias?$"), "c"),
    (re.compile(r"erias?$"), "y"),
    (_DUDOSA, _TODOS),
)
"""Cada terminación que puede ser de un verbo o de un nombre suyo, y los usos que admite."""


def es_flexion(una: str, otra: str) -> bool:
    """¿Se distinguen sólo por género, número, tiempo o persona, y sin que quepa duda?

    Es para reconocer un documento por su nombre: quien busca la «ley de refugiados» no nombra la de refugios.

    >>> es_flexion("derogar", "derogue"), es_flexion("derogacion", "derogar")
    (True, False)
    """
    if not misma_palabra(una, otra):
        return False
    claras = _CLARA.search(una) or _CLARA.search(otra)
    derivadas = _DERIVADA.search(una) or _DERIVADA.search(otra)
    comunes = _claves(una) & _claves(otra)
    return any(clave[0] == "=" for clave in comunes) or bool(claras and not derivadas)


def misma_palabra(una: str, otra: str) -> bool:
    """¿Son dos formas plegadas de la misma raíz una sola palabra? Da lo mismo cuál se diga primero.

    >>> misma_palabra("derogado", "derogue"), misma_palabra("aprobacion", "aprobar")
    (True, True)
    >>> misma_palabra("publicar", "publico"), misma_palabra("consejo", "consejeria")
    (False, False)
    """
    return una == otra or not _claves(una).isdisjoint(_claves(otra))


@lru_cache(maxsize=50_000)
def _claves(forma: str) -> frozenset[str]:
    """De qué puede ser una forma: de un nombre («=publico») o del uso de un verbo («v public»)."""
    singulares = _singulares(forma)
    claves = {f"={_sin_genero(uno)}" for uno in singulares}
    if singulares.isdisjoint(_SON_NOMBRES):
        claves |= {f"{uso} {tema}" for tema, usos in _usos(forma, singulares) for uso in usos}
    return frozenset(claves)


def _singulares(forma: str) -> set[str]:
    """Los singulares que puede tener; si alguno es de los que son nombres, ése y no los demás."""
    singulares = {forma}
    if _PLURAL_EN_CES.search(forma):
        singulares.add(_PLURAL_EN_CES.sub("z", forma))
    if _PLURAL_EN_ES.search(forma):
        singulares.add(_PLURAL_EN_ES.sub("", forma))
    if _PLURAL_EN_S.search(forma):
        singulares.add(forma[:-1])
    return singulares & _SON_NOMBRES or singulares


def _sin_genero(singular: str) -> str:
    nombre = _GENERO.sub("", singular)
    return singular if nombre in _SIN_GENERO else nombre


def _usos(forma: str, singulares: set[str]) -> Iterator[tuple[str, str]]:
    """Los temas de verbo que puede tener una forma, cada uno con los usos que ella admite de él."""
    for singular in singulares:
        if len(singular) >= _LARGO_SUELTA and singular[-1] not in "aeios":
            yield singular, _SIN_OFICINA
    for patron, usos in _VERBALES:
        hallazgo = patron.search(forma)
        if hallazgo is None or hallazgo.start() < 2:
            continue
        tema = forma[: hallazgo.start()]
        if (patron is _PARTICIPIO and tema in _SIN_VERBO) or (patron is _EN_I and f"{tema}i" in _SIN_GENERO):
            continue
        if patron is _PARTICIPIO and tema in _DE_CARGO:
            usos = "v"
        if patron is _DUDOSA:
            usos = hallazgo[1] if tema in _SIN_GENERO else _SIN_OFICINA if hallazgo[1] == "o" else _TODOS
        for uno in _temas(tema, hallazgo[0]):
            yield uno, usos


def _temas(tema: str, final: str) -> set[str]:
    """El tema de un verbo, también como se escribe ante otra vocal: «publiqu-» es «public-»."""
    temas = {tema}
    if re.search(r"[aeou]y$", tema):
        temas.add(tema[:-1])
    if final[0] in "ei":
        for escrito, propio in (("qu", "c"), ("gu", "g"), ("c", "z")):
            if tema.endswith(escrito):
                temas.add(tema.removesuffix(escrito) + propio)
    elif tema.endswith("zc"):
        temas.add(tema.removesuffix("zc") + "c")
    elif tema.endswith("j"):
        temas.add(tema.removesuffix("j") + "g")
    return temas
