"""Las preguntas naturales: qué palabras sólo preguntan y qué palabras dicen lo que se busca.

«¿Qué dice la ley sobre la trata de personas?» busca «la trata de personas», y «¿qué dice la Ley de Migración
sobre refugio?», «la Ley de Migración sobre refugio»: un nombre de norma se conserva. Sólo se quitan el
comienzo y el final, y sólo si después queda algo que buscar: en medio esas palabras pueden ser materia.
"""

import re

_ARTICULO = r"(?:(?:la|el|las|los|una|un|alguna|alg[uú]n|algunas|algunos)\s+)?"
_GENERICA = r"(?:documento|norma|normativa|legislaci[oó]n|informaci[oó]n|texto)s?"
_NORMA = r"(?:ley|leyes|decreto|reglamento|c[oó]digo|art[ií]culo|iniciativa)s?"
_TRATA = (
    r"(?:sobre|acerca\s+del?|respecto\s+(?:del?|al?)|en\s+cuanto\s+al?|relativ[ao]s?\s+al?"
    r"|relacionad[ao]s?\s+con|referentes?\s+al?)"
)
_DE = r"del?"
_VERBO = (
    r"(?:dicen?|establecen?|disponen?|regulan?|se[ñn]alan?|indican?|hablan?|tratan?|mencionan?|contemplan?|"
    r"prev[eé]n?|ordenan?|determinan?|rigen?)"
)
_MATERIA_DE_NORMA = rf"{_ARTICULO}(?:{_GENERICA}\s+(?:{_TRATA}|{_DE})|{_NORMA}\s+{_TRATA})"
"""«La ley sobre…», «los documentos de…»: lo que sigue es la materia. En «la ley de…» empieza un nombre."""
_TRAMITE = (
    r"(?:obten(?:er|go)|obtienen?|consegu?ir|consig(?:o|uen?)|sac(?:ar|an?|o)|hac(?:er|en?)|hago"
    r"|tramit(?:ar|an?|o)|regulan?|funcionan?)"
)
_SUCESO = (
    r"(?:(?:entr(?:an?|[oó]|aron|ar[aá]n?)\s+en\s+vig(?:encia|or)|est[aá]n?\s+(?:en\s+vigor|vigentes?))"
    r"|se\s+(?:public|aprob|promulg|sancion|firm|ratific|cre)(?:[oó]|aron)|se\s+(?:emit|suscrib)i(?:[oó]|eron)"
    r"|(?:fue|fueron|ser[aá]n?)\s+(?:publicad|aprobad|promulgad|sancionad|firmad|ratificad|cread|emitid|suscrit)[ao]s?)"
)
"""Lo que le pasa a una norma: la respuesta está en ella, que casi nunca lo dice con esas palabras."""
_SABER = (
    r"(?:saber|conocer|ver|leer|encontrar|consultar|preguntar|decir|explicar|mostrar|indicar|informar|dar)"
    r"(?:me|nos|le|les)?"
)

_CORTESIAS = (
    r"buen[oa]s\s+(?:d[ií]as|tardes|noches)|hola|por\s+favor|disculpen?",
    rf"(?:(?:me|nos)\s+)?(?:podr[ií]a[ns]?|pued(?:es?|en|o))\s+(?:usted(?:es)?\s+)?{_SABER}",
    r"d[ií](?:me|nos|game|ganos)|expl[ií](?:ca|que)(?:me|nos)|ind[ií](?:ca|que)(?:me|nos)",
    rf"(?:quisiera|querr[ií]a|quiero|deseo|desear[ií]a|necesito|busco|(?:me|nos)\s+gustar[ií]a)\s+{_SABER}",
)
"""Lo que se dice antes de preguntar: «me gustaría saber…», «¿podría decirme…?»."""
_COMIENZOS = (
    rf"qu[eé]\s+{_VERBO}(?:\s+{_MATERIA_DE_NORMA})?",
    rf"qu[eé]\s+{_ARTICULO}(?:{_GENERICA}|{_NORMA})\s+(?:hay\s+{_TRATA}|(?:se\s+)?{_VERBO}(?:\s+(?:{_TRATA}|{_DE}))?)",
    rf"qu[eé]\s+(?:hay|existe|tenemos|se\s+(?:dice|sabe|regula))\s+(?:{_TRATA}|{_DE}|en)",
    r"qu[eé]\s+(?:dijo|dijeron|opinan?|opin[oó]|opinaron|piensan?)",
    rf"(?:en\s+)?(?:qu[eé]|cu[aá]l|cu[aá]les)\s+(?:es|son|fue|fueron)"
    rf"(?:\s+(?:{_ARTICULO}(?:{_GENERICA}|{_NORMA})\s+que\s+{_VERBO}|{_MATERIA_DE_NORMA}))?",
    r"d[oó]nde\s+(?:est[aá]n?|se\s+encuentran?|aparecen?|dice|hay|puedo\s+(?:encontrar|ver|leer))"
    rf"(?:\s+(?:lo|la|el)\s+de|\s+{_TRATA}|\s+{_DE})?",
    rf"(?:hay|existen?)\s+{_ARTICULO}(?:(?:{_GENERICA}|{_NORMA})\s+que\s+{_VERBO}|{_MATERIA_DE_NORMA})",
    rf"(?:hay|existen?)\s+(?:alguna?s?|alg[uú]n|una?)(?=\s+{_NORMA}\s)",
    rf"(?:(?:desde|hasta)\s+)?(?:cu[aá]ndo|c[oó]mo|d[oó]nde|por\s+qu[eé])\s+{_SUCESO}",
    r"para\s+qu[eé]\s+(?:sirven?|es|son)",
    rf"(?:d[oó]nde|c[oó]mo)\s+(?:se\s+)?(?:(?:puedo|pueden?|podr[ií]an?|debo|deben?)\s+)?{_TRAMITE}",
    r"(?:busco|quiero|necesito|deme|dame|mu[eé]stre(?:me|nos)|muestra|ens[eé][ñn]eme)"
    r"(?:\s+(?:saber|ver|leer|encontrar|conocer))?"
    rf"(?:\s+(?:{_MATERIA_DE_NORMA}|{_TRATA}))?",
    r"(?:qu[eé]\s+es|qui[eé]n(?:es)?\s+(?:es|son))",
    rf"cu[aá]nt[ao]s(?:\s+(?:{_GENERICA}|{_NORMA})\s+(?:hay|existen|tenemos)\s+(?:{_TRATA}|{_DE}|en))?",
    rf"tod[oa]\s+lo\s+que\s+(?:hay|existe|tenemos|se\s+sabe)\s+(?:{_TRATA}|{_DE}|en)",
    rf"documentos\s+(?:{_TRATA}|{_DE}(?!\s+año\b)|que\s+(?:{_VERBO}|citan)(?:\s+(?:{_TRATA}|{_DE}))?)",
    rf"tod[ao]s\s+l[ao]s\s+(?:{_GENERICA}|{_NORMA})\s+(?:que\s+(?:{_VERBO}|citan?)|{_TRATA})",
    rf"(?:resum[ae]|comp[aá]re|compara)(?=\s+(?:la|el|las|los)\s)|l[ií]nea\s+de\s+tiempo\s+{_DE}",
)
_FINALES = (
    r"hasta\s+(?:hoy|ahora|la\s+fecha)",
    r"en\s+(?:\d{1,3}|una?|dos|tres|cinco|diez)\s+(?:l[ií]neas?|p[aá]rrafos?|palabras?)",
    r"y\s+cu[aá]les\s+(?:no\s+)?(?:tenemos|hay|faltan)",
)
_PREGUNTA = re.compile(rf"^[¿\s]*(?:{'|'.join(_COMIENZOS)})(?!\w)[\s:]*", re.IGNORECASE)
_CORTESIA = re.compile(
    rf"^[¿¡\s]*(?:(?:{'|'.join(_CORTESIAS)})(?!\w)(?:\s+(?:{_MATERIA_DE_NORMA}|{_TRATA}|si)(?!\w))?[\s,:;.!¿]*)+",
    re.IGNORECASE,
)
_ENCARGO = re.compile(
    r"^(?=[^:]+\s[^:]+:)[^:\"«»()=*~]{4,60}:\s+(?=¿?(?:cu[aá]nt[ao]s?|cu[aá]l(?:es)?|qu[eé]|qui[eé]n(?:es)?|d[oó]nde|cu[aá]ndo)\s)",
    re.IGNORECASE,
)
"""Para qué se pregunta: «cita para la exposición de motivos: cuántos…»."""
_COLA = re.compile(rf"\s(?:{'|'.join(_FINALES)})[\s?.!]*$", re.IGNORECASE)
_MATERIA = re.compile(r"[^\W_]{3,}")


_ENUMERA = re.compile(
    r"^(?:documentos|iniciativas|leyes|normas|decretos|acuerdos|reglamentos|informes|dict[aá]menes|actas|minutas"
    r"|opiniones|estudios|tesis|notas|convenios|resoluciones)\b",
    re.IGNORECASE,
)


_CUANTOS = re.compile(
    r"^[¿\s]*cu[aá]nt[ao]s\s+(?P<clase>documentos|normas|leyes|decretos|iniciativas|informes|opiniones|dict[aá]menes|actas"
    r"|estudios|tesis|textos|acuerdos|sentencias|reglamentos)\b",
    re.IGNORECASE,
)
_HAY = r"(?:hay|existen|tenemos|se\s+tienen|tiene\s+el\s+centro)"
_DE_LO_CONTADO = re.compile(
    rf"(?:\s+de\s+ley(?=\s)|\s+recibid[ao]s)?(?:\s+{_HAY})?"
    rf"(?:\s+(?:{_TRATA}|(?:que\s+)?{_VERBO}(?:\s+(?:{_TRATA}|{_DE}))?|{_DE}|en))?(?!\w)",
    re.IGNORECASE,
)
_HAY_AL_FINAL = re.compile(rf"\s{_HAY}$", re.IGNORECASE)
_QUE_CITAN = re.compile(
    r"^[¿\s]*(?:(?:cu[aá]ntos|qu[eé])?\s*documentos\s+(?:que\s+)?|qui[eé]n(?:es)?\s+)"
    r"(?:la\s+|lo\s+)?(?:citan?|mencionan?|nombran?)(?!\w)",
    re.IGNORECASE,
)


def cuenta_documentos(consulta: str) -> re.Match[str] | None:
    """Si se pregunta cuántos documentos hay: lo hallado, con su `clase` («iniciativas»)."""
    return _CUANTOS.search(consulta)


def materia_contada(consulta: str) -> str:
    """De una consulta que pregunta cuántos documentos hay, de qué han de ser; nada si de cualquier cosa.

    >>> materia_contada("¿Cuántas opiniones hay sobre el Consejo Asesor?")
    'el Consejo Asesor'
    """
    contada = cuenta_documentos(consulta)
    resto = consulta[contada.end() :] if contada is not None else consulta
    return _HAY_AL_FINAL.sub("", f" {_DE_LO_CONTADO.sub('', resto.rstrip(' ?.'), count=1).strip()}").strip()


def pregunta_quien_cita(consulta: str) -> bool:
    """¿Se piden los documentos que citan algo: «cuántos documentos citan…», «quién cita…»?"""
    return _QUE_CITAN.search(consulta) is not None


def enumera(consulta: str) -> bool:
    """¿Empieza por la clase de documentos que se pide: «iniciativas sobre asilo», «opiniones de la PDH»?"""
    return _ENUMERA.match(consulta) is not None


def pide_documentos(consulta: str) -> bool:
    """¿Se pide una lista de documentos, como en «iniciativas sobre asilo», o algo que haya en ellos?"""
    return enumera(consulta) or sin_pregunta(consulta) != consulta


def sin_pregunta(consulta: str) -> str:
    """Una consulta, ya limpia y de largo acotado, sin las palabras que sólo preguntan.

    Queda tal cual si no es una pregunta o si no quedaría nada.

    >>> sin_pregunta("¿Qué dice la ley sobre la trata de personas?")
    'la trata de personas?'
    >>> sin_pregunta("todo lo que hay de AG4 hasta hoy")
    'AG4'
    >>> sin_pregunta("qué es")
    'qué es'
    >>> sin_pregunta("para el dictamen: ¿cuántos guatemaltecos hay en México?")
    'guatemaltecos hay en México?'
    """
    sin_encargo = _ENCARGO.sub("", consulta, count=1)
    resto = _PREGUNTA.sub("", _CORTESIA.sub("", sin_encargo, count=1), count=1)
    if resto == consulta:
        return consulta
    resto = _COLA.sub("", resto, count=1)
    return resto if _MATERIA.search(resto) else consulta
