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
    r"(?:busco|busca|b[uú]scame|busque|quiero|necesito|deme|dame|mu[eé]stre(?:me|nos)|muestra|ens[eé][ñn]eme)"
    r"(?:\s+(?:saber|ver|leer|encontrar|conocer))?"
    rf"(?:\s+(?:{_MATERIA_DE_NORMA}|{_TRATA}))?",
    r"(?:qu[eé]\s+es|qui[eé]n(?:es)?\s+(?:es|son))",
    rf"cu[aá]nt[ao]s(?:\s+(?:{_GENERICA}|{_NORMA})\s+(?:hay|existen|tenemos)\s+(?:{_TRATA}|{_DE}|en))?",
    rf"tod[oa]\s+lo\s+que\s+(?:hay|existe|tenemos|se\s+sabe)\s+(?:{_TRATA}|{_DE}|en)",
    rf"tod[oa]\s+lo\s+(?:{_TRATA}|{_DE})",
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
_PEDIR = (
    r"(?:busc(?:a|o|ar|amos|ame)|b[uú]sca(?:me|nos)|busque[ns]?|b[uú]sque(?:me|nos)|hall[ae](?:me|nos)?"
    r"|encuentr[ae]|encu[eé]ntr[ae](?:me|nos)|necesit(?:o|amos)|quiero|queremos|quisiera|urge|cit(?:a|ar|e)"
    r"|d(?:eme|ame|enos|anos)|(?:me|nos)\s+(?:pid(?:en|i[oó]|ieron)|urge|hace\s+falta))"
)
_LO_PEDIDO = (
    r"(?:(?:el|la|los|las|unas?|un|unos|alg[uú]n|algun[ao]s?)\s+)?"
    r"(?:(?:cita|dato|cifra|fuente|referencia|material|documento|informaci[oó]n|pasaje|p[aá]rrafo|frase|texto)s?"
    r"|lo\s+siguiente|esto|saber|ayuda)(?:\s+(?:textual|literal)(?:es)?)?"
)
_PAPEL = (
    r"(?:dictamen|exposici[oó]n|informe|bolet[ií]n|discurso|ponencia|presentaci[oó]n|nota|carta|oficio|memoria"
    r"|opini[oó]n|iniciativa|considerandos?|tesis|tarea|trabajo|clase|investigaci[oó]n|art[ií]culo|libro|folleto"
    r"|reuni[oó]n|sesi[oó]n|entrevista|diputad[oa]s?|comisi[oó]n|junta|pleno|jef[ea]|asesor(?:a|es)?|hoy"
    r"|ma[ñn]ana)"
)
_DE_ESE_PAPEL = (
    r"(?:\s+(?:del?\s+(?:la\s+|los\s+|las\s+)?)?(?:motivos|ley|prensa|comisi[oó]n|diputad[oa]s?|grado|labores"
    r"|hoy|ma[ñn]ana|trabajo|pleno|trimestral|anual|universitari[oa]|escolar|final))*"
)
_PARA_UN_PAPEL = rf"para\s+(?:(?:el|la|los|las|un|una|mi|nuestr[oa])\s+)?{_PAPEL}{_DE_ESE_PAPEL}"
_PARA_ALGO = r"para\s+[^:\"«»()=*~\d]{2,60}?"
_INTERROGA = r"(?=¿?(?:cu[aá]nt[ao]s?|cu[aá]l(?:es)?|qu[eé]|qui[eé]n(?:es)?|d[oó]nde|cu[aá]ndo)\s)"
_ENCARGO = re.compile(
    rf"^[¿¡\s]*(?:por\s+favor[\s,]+)?(?={_PEDIR}|{_LO_PEDIDO}\s+para|para\s)(?:{_PEDIR}(?!\w))?"
    rf"(?:\s*{_LO_PEDIDO}(?!\w))?"
    rf"(?:(?:\s*{_PARA_UN_PAPEL})?\s*:\s+(?=\S)|\s*{_PARA_ALGO}\s*:\s+{_INTERROGA})",
    re.IGNORECASE,
)
"""El encargo que va antes de lo que se busca: «cita para la exposición de motivos: …», «necesito: …».

Para qué se quiere no es materia si es un papel o una ocasión; si es otra cosa («para la mesa de AG4: …»)
se conserva, salvo que siga una pregunta. El nombre de un campo va pegado a lo suyo: «tipo:acta».
"""
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


def sin_encargo(consulta: str) -> str:
    """Una consulta, de largo acotado, sin el encargo con que se pide; tal cual si no quedaría nada.

    >>> sin_encargo("cita para la exposición de motivos: cuántos migrantes hay")
    'cuántos migrantes hay'
    >>> sin_encargo("mesa de regularización: acuerdos sin cumplir")
    'mesa de regularización: acuerdos sin cumplir'
    """
    resto = _ENCARGO.sub("", consulta, count=1)
    return resto if _MATERIA.search(resto) else consulta


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
    resto = _PREGUNTA.sub("", _CORTESIA.sub("", sin_encargo(consulta), count=1), count=1)
    if resto == consulta:
        return consulta
    resto = _COLA.sub("", resto, count=1)
    return resto if _MATERIA.search(resto) else consulta
