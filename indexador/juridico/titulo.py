"""El título de un documento: el de la ley que se decreta o el reglamento que se emite, o el de la portada."""

from collections.abc import Sequence

from indexador.juridico.confusiones import enderezar, mal_leida
from indexador.juridico.encabezado import Encabezado
from indexador.juridico.hojas import Cabeza, Hoja, Renglon
from indexador.juridico.oraciones import SIGLA
from indexador.juridico.propuesta import Propuesta
from indexador.juridico.reparo import reparar, sin_basura
from indexador.lengua.personas import es_persona
from indexador.lengua.plano import forma

_DE_NORMA = forma(
    "(?:"
    + "|".join(
        f"«{palabra}»"
        for palabra in (
            "ley",
            "codigo",
            "reglamento",
            "reforma",
            "norma",
            "politica",
            "creacion",
            "estatuto",
            "convencion",
            "convenio",
            "protocolo",
            "tratado",
            "pacto",
            "constitucion politica",
            "arancel",
            "manual",
            "programa",
            "plan",
            "disposiciones",
            "adicion",
            "ampliacion",
            "presupuesto",
            "declaracion",
            "aprobacion",
            "acuerdos",
            "calendario",
            "sistema",
            "instructivo",
            "lineamientos",
            "adhesion",
            "carta",
        )
    )
    + ")(?:e?s)?(?![a-z])"
)
_TRAS_DECRETAR = forma(
    r"(?:^|\n)[\s,.]{0,4}(?:«decreta»|«acuerda»n?)[^\w\n]{0,6}(?:(?:el|la|las|los)\s«siguiente»s?[^\w\n]{0,6})?(?=\n)"
    r"|(?:^|\n)\s{0,8}(?:«emitir»|«aprobar»|«dictar»)\s(?:el|la|las|los)\s«siguiente»s?\W{0,3}(?=\n)"
)
_ENTRADILLA = forma(
    r"(?:«emitir» )?(?:«aprobar» )?(?:«dictar» )?(?:el|la|las|los|lo)?\s?«siguiente»s?\W{0,3}$"
)
ESTRUCTURA = forma(
    r"(?:«articulo»|art\.|«titulo»|«capitulo»|«libro»|«seccion»|«parte»|«considerando»|«preambulo»"
    r"|«por tanto»|«indice»|«contenido»|«decreta»|«acuerda»|«guatemala»,|«vigencia»|«publicacion»"
    r"|«emision»|«fecha»|«sancion»|«ratificada»|«fuente»|«tomo»|«norma que»|«referencia»)(?![a-z]{2})"
    r"|\d{1,3}[.)]? ?$|pag|www|http"
)
INSTITUCION = forma(
    r"(?:«el» |«la» )?(?:«congreso de»|«organismo»|«presidencia»|«president»|«vicepresident»|"
    r"«ministerio»|«ministr»"
    r"|«comision»|«secretaria»|«direccion»|«universidad»|«facultad»|«escuela»|«instituto»|«departamento»"
    r"|«republica de»|«gobierno»|«corte»|«tribunal»|«diario»|«organo oficial»|«asamblea»|«centro»|«junta»"
    r"|«camara»|«autoridad»|«municipalidad»|«procuradur»|«naciones unidas»|«guatemala»|«unidad de»"
    r"|«fundacion»|«asociacion»|«pastoral»|«mesa nacional»|«defensoria»|«organizacion»)"
)
_NUMERO = forma(
    r"(?:«decreto»|«acuerdo»|«resolucion»)(?: [a-z]{3,14}| [a-z-]{2,4})?\s?(?:«numero»|no|n°|num|:|[0-9])"
)
_CORTA = forma(r"\W{0,3}(?:«decreto»|«acuerdo gubernativo»|«acuerdo ministerial») (?:«numero»|no|n°)")
_CLASE_DE_TRABAJO = forma(
    r"\W{0,3}(?:«tesis»|«trabajo de graduacion»|«informe final»)(?: de [a-z]{5,14})?\W{0,3}"
)
"""El renglón que bajo el título de una portada dice qué es: no es parte de él."""
_SIGUE = forma(r"(?:\b(?:de|del|la|las|los|el|y|e|o|a|al|en|para|por|con|que|sobre|contra)|,)$")
COLGADO = forma(r"(?:de|del|y|e|a|al|en|para|por|con)\s")
_TRATO = forma(
    r"«honorable»s?(?![a-z])"
    r"|(?:«licenciad»|«ingenier»|«arquitect»|«doctor»|«diputad»|«ministr»|«profesor»)[oa]?s?(?: |\W*$)"
    r"|(?:lic(?:da|do)?|dra?|ing|arq|sra?|srta)\.|«senor»(?:es|as?|ita)?(?![a-z])|«excelent»[a-z]{0,7}(?![a-z])"
    r"|«distinguid»[oa]s?|«estimad»[oa]s?|«presente»\W*$|«su despacho»|(?:para|de|a|fecha)\s?:"
)
"""Cómo empieza el renglón que nombra a quién se escribe: lo que sigue al encabezado y no es su nombre."""
_RENGLON_LARGO = 90
_LARGO_MAXIMO = 1_500
_LARGO, _RENGLONES, _ANTES, _CUERPO = 400, 8, 8, 6
ENMENDADO = "Se enmendaron letras mal leídas: compárelo con la imagen."
Linea = tuple[Hoja, Renglon]


def de_norma(cabeza: Cabeza, paginas: Sequence[Hoja], encabezado: Encabezado) -> Propuesta | None:
    """El título de una norma: el que va tras «DECRETA:», o el que la portada pone junto al número."""
    arriba = _junto_al_numero(cabeza, encabezado)
    if arriba is not None and arriba.confianza >= 0.9:
        return arriba
    return _decretado(paginas, encabezado) or arriba


def _junto_al_numero(cabeza: Cabeza, encabezado: Encabezado) -> Propuesta | None:
    """Renglones con nombre de norma antes o después del encabezado y antes de los considerandos."""
    lineas = list(cabeza.renglones)
    for lugar, (_, renglon) in enumerate(lineas):
        if _cierra_portada(renglon):
            return None
        if (
            lugar == encabezado.lugar
            or lugar < encabezado.lugar - _ANTES
            or not _DE_NORMA.match(renglon.plano)
            or _NUMERO.match(renglon.plano)
        ):
            continue
        return reunir(lineas[lugar:], 0.9 if lugar < encabezado.lugar + 8 else 0.7)
    return None


def _cierra_portada(renglon: Renglon) -> bool:
    return bool(_CIERRE.match(renglon.plano))


_CIERRE = forma(
    r"«considerando»|«por tanto»|(?:«articulo»|art\.) ?[1l]|«decreta»|(?:«indice»|«contenido»)\W*$"
)


def _decretado(paginas: Sequence[Hoja], encabezado: Encabezado) -> Propuesta | None:
    """El nombre que sigue a «DECRETA:» o a «Emitir el siguiente:», no muy lejos del encabezado."""
    siguientes = [hoja for hoja in paginas if hoja.numero >= encabezado.hoja.numero][:_CUERPO]
    for lugar, hoja in enumerate(siguientes):
        for hallazgo in _TRAS_DECRETAR.finditer(hoja.plano):
            lineas = [(hoja, r) for r in hoja.renglones(hallazgo.end(), hallazgo.end() + 4_000)][:30]
            if len(lineas) < 6 and lugar + 1 < len(siguientes):
                otra = siguientes[lugar + 1]
                lineas += [(otra, r) for r in otra.renglones(0, 4_000)][:20]
            hecha = _primero_con_nombre(lineas)
            if hecha is not None:
                return hecha
    return None


def _primero_con_nombre(lineas: list[Linea]) -> Propuesta | None:
    for lugar, (_, renglon) in enumerate(lineas[:7]):
        if _ENTRADILLA.match(renglon.plano):
            continue
        if _DE_NORMA.match(renglon.plano) and not _ORACION.search(renglon.plano):
            return reunir(lineas[lugar:], 0.95)
        if ESTRUCTURA.match(renglon.plano):
            return None
    return None


_ORACION = forma(r"\.\s+\S{3,}.{40}")


def reunir(lineas: Sequence[Linea], confianza: float) -> Propuesta | None:
    """El título que empieza en el primer renglón y sigue en los que lo continúan."""
    hoja, primero = lineas[0]
    tomados = [primero]
    for otra, renglon in lineas[1:_RENGLONES]:
        if otra is not hoja or not _continua(tomados, renglon):
            break
        tomados.append(renglon)
    corte = _CORTA.search(hoja.plano, primero.inicio + 6, tomados[-1].fin) if len(tomados) == 1 else None
    if corte and _SIGUE.search(hoja.plano[primero.inicio : corte.start()]):
        corte = None  # «Reformas al Acuerdo Gubernativo Número…» lo lleva en el nombre
    return proponer_texto(
        hoja, "titulo", primero.inicio, corte.start() if corte else tomados[-1].fin, confianza
    )


def _continua(tomados: Sequence[Renglon], renglon: Renglon) -> bool:
    ultimo = tomados[-1]
    if sum(len(tomado.texto) for tomado in tomados) > _LARGO or ultimo.texto.endswith((".", ":", ";")):
        return False
    firma = renglon.plano.startswith("por ") and es_persona(renglon.texto[4:])
    if (
        firma
        or es_persona(renglon.texto)
        or ESTRUCTURA.match(renglon.plano)
        or (_NUMERO.match(renglon.plano) and not _SIGUE.search(ultimo.plano))
        or _ENTRADILLA.match(renglon.plano)
        or _CLASE_DE_TRABAJO.fullmatch(renglon.plano)
    ):
        return False
    colgado = _SIGUE.search(ultimo.plano) is not None or (len(tomados) == 1 and ultimo.texto.isalpha())
    if renglon.tras_blanco:
        continua = COLGADO.match(renglon.plano) is not None and en_altas(ultimo.texto) == en_altas(
            renglon.texto
        )
        return colgado or (continua and len(renglon.texto) < _RENGLON_LARGO)
    if not colgado and (INSTITUCION.match(renglon.plano) or _TRATO.match(renglon.plano)):
        return False
    return en_altas(ultimo.texto) == en_altas(renglon.texto) or colgado


def en_altas(texto: str) -> bool:
    """Si va en mayúsculas, aunque el OCR leyera alguna como minúscula."""
    letras = [letra for letra in texto if letra.isalpha()]
    return sum(letra.isupper() for letra in letras) > 0.7 * len(letras)


def limpio(hoja: Hoja, inicio: int, fin: int) -> tuple[str, bool]:
    """Un pasaje en un solo renglón y enmendado, y si hubo que enmendarlo."""
    escrito = " ".join(hoja.texto[inicio:fin].split())
    visto = sin_basura(escrito).rstrip(" .,:;") if hoja.por_ocr else escrito
    sucio = mal_leida(hoja.texto)
    valor, enmendado = reparar(visto, de_imagen=hoja.por_ocr or sucio)
    derecho = enderezar(valor, sucio=sucio)
    return derecho, enmendado or visto != escrito or derecho != valor


def proponer_texto(hoja: Hoja, campo: str, inicio: int, fin: int, confianza: float) -> Propuesta | None:
    """Una propuesta de texto: renglones unidos, sin puntuación final, con lo roto enmendado y dicho."""
    fin = min(fin, inicio + _LARGO_MAXIMO)
    if SIGLA.search(hoja.texto, inicio, fin + 1):
        fin += 1  # el guion que cierra «-OPF-» no es un adorno de la orilla
    sigla = SIGLA.search(hoja.texto, inicio, fin)
    while fin > inicio and (
        hoja.texto[fin - 1].isspace() or hoja.texto[fin - 1] in (".,:;" if sigla else ".,:;-")
    ):
        fin -= 1
    valor, enmendado = limpio(hoja, inicio, fin)
    if not any(letra.isalpha() for letra in valor):
        return None
    return hoja.propuesta(
        campo,
        valor,
        inicio,
        fin,
        min(confianza, 0.55) if enmendado else confianza,
        ENMENDADO if enmendado else "",
    )
