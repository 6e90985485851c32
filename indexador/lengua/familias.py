"""Las formas de una misma palabra que Snowball separa, y las palabras distintas que junta.

Antes de reducir se cambia la forma rara por otra que Snowball sí entiende («facilitare» por «facilitara»);
después se iguala lo que de todos modos salió distinto («modif» y «modific»). Cada regla dice a qué palabras
alcanza: una más ancha juntaría las que no son de la familia («cheque» y «checo»).
"""

import re

AGUDAS_EN_ES = frozenset(
    {
        *("danes", "escoces", "estres", "frances", "holandes", "ingles", "interes", "irlandes", "japones"),
        *("marques", "portugues", "veintitres"),
    }
)
"""Singulares que sin su tilde parecen plurales."""

PROPIAS = frozenset(
    {
        *("casa", "caso", "corte", "cargo", "deporte", "libro", "marco", "marzo", "mesa", "minuto", "parte"),
        *("partida", "partido", "plano", "plazo", "puerto", "trata", "tratado"),
        *("ejército", "ejercito", "género", "genero", "índice", "indice"),
    }
)
"""Singulares, con su tilde y sin ella, que no comparten raíz con nadie.

Sin esto «mesa» sería «mes», «género» sería «generar», «libro», «libre», y «trata» y «tratado», «tratar».
"""

_VERBOS_EN_ARAR = r"(?:acapar|aclar|ampar|compar|declar|dispar|equipar|prepar|repar|separ|degrad|traslad)"
_EN_IAR = (
    r"(?:(?:an|de|pro|re)nunci|financi|benefici|inici|propici|auspici|codici|(?:re)?concili|afili|exili|auxili|"
    r"negoci|asoci|apreci|refugi|repatri|vari|estudi|cambi|sentenci|evidenci|licenci|copi|limpi)"
)
_ANTES = (
    # «deportivo» es de «deporte», que tiene raíz propia para no ser de «deportar».
    (re.compile(r"^deport(?:iv[oa]s?|istas?)$"), "deporte"),
    # La oficina es de la familia de quien la dirige: «secretaría» daba «secret», como «secreto».
    (re.compile(r"^((?:sub)?secret|not|comis)aría(?=s?$)"), r"\1aria"),
    # Presente que Snowball toma por sufijo: «declara» daba «decl», y «comunica», «comun».
    (re.compile(rf"({_VERBOS_EN_ARAR})(?:a|an|e|en)$"), r"\1ar"),
    (re.compile(r"(?<=comunic)a$"), "ar"),
    # Pretérito de los verbos en -iar: «denunció» daba «denunc», como si fuera de «denuncer».
    (re.compile(rf"^({_EN_IAR})ó$"), r"\1ar"),
    # Futuro de subjuntivo, que sólo las leyes usan todavía: «quien cometiere o facilitare». «Requiere»,
    # «confiere» y «sugiere» son presentes.
    (re.compile(r"(?<=\w{3})(?<!qu)(?<!f)(?<!h)(?<!sug)iere(?=n?$)"), "iera"),
    (re.compile(r"(?<=\w{2}ar)e(?=n?$)"), "a"),
)
_FINALES_RAROS = (
    *("ara", "aran", "are", "aren", "ada", "adan", "ade", "aden", "aría", "arías", "iere", "ieren", "ió"),
    *("ica", "tivo", "tiva", "tivos", "tivas", "tista", "tistas"),
)
"""Los de todas las reglas de `_ANTES`: casi ninguna palabra los tiene, y a las demás no se les prueban."""
_DESPUES = (
    # «modifique» y «convoque» son de «modificar» y «convocar»; «cheque» no es de «checar».
    (re.compile(r"(?<=\w)(i|vo)qu$"), r"\1c"),
    # De «modifica» y «modificación» Snowball quita también el -ic-; de «modificar» no.
    (re.compile(r"(?<=\w)(if|jud|vind|rrad)ic$"), r"\1"),
)


def regularizar(escrita: str) -> str:
    """La palabra, en minúsculas, puesta en una forma de su familia que Snowball reduce bien.

    >>> regularizar("declaran"), regularizar("cometieren"), regularizar("interes"), regularizar("requiere")
    ('declarar', 'cometieran', 'interés', 'requiere')
    """
    if escrita in AGUDAS_EN_ES:
        return f"{escrita[:-2]}és"
    if not escrita.endswith(_FINALES_RAROS):
        return escrita
    for regla, cambio in _ANTES:
        if (cambiada := regla.sub(cambio, escrita)) != escrita:
            return cambiada
    return escrita


def igualar(reducida: str) -> str:
    """La raíz común de las que Snowball da a una misma familia.

    >>> igualar("modific"), igualar("modifiqu"), igualar("modif"), igualar("chequ")
    ('modif', 'modif', 'modif', 'chequ')
    """
    if not reducida.endswith(("qu", "ic")):
        return reducida
    for regla, cambio in _DESPUES:
        reducida = regla.sub(cambio, reducida)
    return reducida
