"""Si dos formas plegadas que comparten raíz son la misma palabra: cambian de número, de género o de persona.

La raíz también junta palabras distintas («público» y «publicar», «consejo» y «consejería», «móvil» y
«movilidad»). Aquí se distinguen por su terminación: los nombres y adjetivos, por lo que queda sin las marcas
de género y número; los verbos, por lo que queda sin las de conjugación. Lo que puede ser nombre o verbo
(«retorno», «denuncia») es forma de un verbo sólo si se busca ese verbo («retornar»). Sin acentos, «publicó» y
«público» son la misma forma: de los verbos que tienen al lado un nombre así, esas formas son del nombre.
"""

import re
from functools import lru_cache

_SIN_GENERO = frozenset(
    {
        *("act", "banc", "carg", "cas", "cort", "cuent", "derech", "fond", "form", "junt", "libr", "marc"),
        *("medi", "mes", "minut", "mod", "pag", "part", "partid", "pas", "plan", "plaz", "punt", "puert"),
        *("ram", "ramp", "reg", "suel", "tom", "trat", "grad", "cur", "cint", "ces", "cuot", "manz", "palm"),
    }
)
"""Lo que queda de los nombres cuyo masculino y femenino son dos palabras: «puerto» y «puerta»."""
_SON_NOMBRES = frozenset(
    {
        *("animo", "arbitro", "articulo", "calculo", "capitulo", "catalogo", "circulo", "critica"),
        *(
            "critico",
            "deposito",
            "dialogo",
            "edificio",
            "edito",
            "especifica",
            "especifico",
            "estimulo",
            "exito",
        ),
        *(
            "fabrica",
            "fabrico",
            "habito",
            "indice",
            "informe",
            "integra",
            "integro",
            "intercambio",
            "interna",
        ),
        *("interno", "interes", "intimo", "legitima", "legitimo", "limite", "liquida", "liquido", "medica"),
        *("medico", "merito", "numero", "obstaculo", "oficio", "orden", "pacifica", "pacifico", "pago"),
        *("participe", "practica", "practico", "publica", "publico", "registro", "replica", "solida"),
        *("solido", "suplica", "termino", "titulo", "trafico", "tramite", "transito", "trato", "trata"),
        *("ultima", "ultimo", "valida", "valido", "vinculo", "voto"),
    }
)
"""Formas que parecen de un verbo y son de un nombre o adjetivo que se escribe igual, quizá sin el acento."""
_SIN_VERBO = frozenset({"consul", "est", "merc", "sen"})
"""Lo que parece quedar de un verbo en nombres como «consulado» y «estado», que no son participios."""

_PLURAL_EN_CES = re.compile(r"ces$")
_PLURAL_EN_ES = re.compile(r"(?<=[dlrnyjsxz])es$")
_PLURAL_EN_S = re.compile(r"(?<=[aeiou])s$")
_GENERO = re.compile(r"[oa]$")

_ENCLITICO = r"(?:(?:se|me|te|nos)?(?:l[oae]s?)?)"
_CLARAS = re.compile(
    rf"(?:[aei]r{_ENCLITICO}|(?:ando|iendo|yendo){_ENCLITICO}|[aei]r(?:a|an|as|emos|e)|(?:a|ie)r(?:on|a|an|e|en)"
    r"|aba|aban|abamos|ia[ns]|iamos|asen?|iesen?|amos|emos|imos|aste|iste|[ae]n)$"
)
_PARTICIPIOS = re.compile(r"(?:[ai]d[oa]s?|[aei]ria[ns]?|ia)$")
_DUDOSAS = (re.compile(r"[oae]$"), re.compile(r"io$"))


def misma_palabra(buscada: str, otra: str) -> bool:
    """¿Es `otra` (una forma plegada de la misma raíz) la palabra que se busca, o una flexión suya?

    >>> misma_palabra("publicar", "publicaron"), misma_palabra("publicar", "publico")
    (True, False)
    >>> misma_palabra("consejo", "consejos"), misma_palabra("consejo", "consejeria")
    (True, False)
    """
    return buscada == otra or not _claves(buscada, buscada=True).isdisjoint(_claves(otra, buscada=False))


@lru_cache(maxsize=50_000)
def _claves(forma: str, *, buscada: bool) -> frozenset[str]:
    """De qué palabras puede ser una forma: de un nombre (`n`), de un verbo (`v`) o quizá de él (`d`, `o`).

    Una forma en -o casi siempre es de un nombre: sólo se toma por la de un verbo si éste se buscó claramente.
    """
    claves = {f"n{nombre}" for nombre in _nombres(forma)}
    for patron in (_CLARAS, _PARTICIPIOS, *_DUDOSAS):
        hallazgo = patron.search(forma)
        if hallazgo is None or hallazgo.start() < 2:
            continue
        tema, final = forma[: hallazgo.start()], hallazgo[0]
        clara, dudosa = patron is _CLARAS, patron in _DUDOSAS
        if tema in _SIN_VERBO or forma in _SON_NOMBRES or (dudosa and buscada and final[-1] == "o"):
            continue
        propia = "v" if not dudosa else "o" if final[-1] == "o" else "d"
        clases = "v" if not (clara or dudosa) else "vd" if dudosa else "vdo"
        for uno in _temas(tema, final):
            claves |= {f"{clase}{uno}" for clase in (clases if buscada else propia)}
    return frozenset(claves)


def _nombres(forma: str) -> set[str]:
    """Lo que queda de un nombre sin número ni género; de algunos plurales caben dos lecturas."""
    singulares = {forma}
    if _PLURAL_EN_CES.search(forma):
        singulares.add(_PLURAL_EN_CES.sub("z", forma))
    if _PLURAL_EN_ES.search(forma):
        singulares.add(_PLURAL_EN_ES.sub("", forma))
    if _PLURAL_EN_S.search(forma):
        singulares.add(forma[:-1])
    return {uno if _GENERO.sub("", uno) in _SIN_GENERO else _GENERO.sub("", uno) for uno in singulares}


def _temas(tema: str, final: str) -> set[str]:
    """El tema de un verbo, también como se escribe ante otra vocal: «publiqu-» es «public-»."""
    temas = {tema}
    if final[0] in "ei":
        for escrito, propio in (("qu", "c"), ("gu", "g"), ("c", "z")):
            if tema.endswith(escrito):
                temas.add(tema.removesuffix(escrito) + propio)
    elif tema.endswith("zc"):
        temas.add(tema.removesuffix("zc") + "c")
    elif tema.endswith("j"):
        temas.add(tema.removesuffix("j") + "g")
    return temas
