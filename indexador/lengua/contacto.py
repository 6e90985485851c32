"""Los teléfonos y los correos con que se contacta a una persona, y no los de una institución.

El directorio oficial de una institución, con sus teléfonos y los correos de sus funcionarios, es público (Ley
de Acceso a la Información Pública, Decreto 57-2008, artículo 10.2 y 10.3); los de un particular, no (9.1, 30
y 31). Lo que el texto deja en duda se tiene por de una persona.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from indexador.lengua.identidad import ANYO, CORTE, FIN, HUECO, NUMERO, SIGUE, cifras
from indexador.lengua.listas_de_contacto import en_listas
from indexador.lengua.plano import plano
from indexador.lengua.remitentes import Alrededor

TELEFONO, CORREO = "teléfono", "correo electrónico"
_DATOS = Path(__file__).parent / "datos"
_ANTES_DE_LA_ARROBA = 64
_CUENTA = re.compile(r"[\w.+-]{1,64}\s?$")
ARROBA = re.compile(r"@|[(\[{]\s?(?:at|arroba)\s?[)\]}]", re.IGNORECASE)
_DOMINIO = re.compile(
    r"\s?((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.(?:\n(?=[a-z]))?)+(?:[A-Z]?[a-z]{2,12}|[A-Z]{2,12}))(?!\w)"
)
_OFICIAL = re.compile(
    r"\.(?:gob|gov|gub|gouv|go|mil|jus|leg)(?:\.[a-z]{2})?$|\.int$"
    r"|(?:^|\.)(?:un|unhcr|unicef|ilo|undp|ohchr|icrc|ifrc|oas|iadb|worldbank)\.org$"
)
"""Los del Estado, los de un tratado y los de los organismos internacionales que usan «.org»."""
_COMERCIAL = re.compile(r"\.com(?:\.[a-z]{2})?$")
_PROVEEDOR = (
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|proton|protonmail|zoho|terra"
    r"|intelnet|itelgua|turbonett|tigo|claro|starmedia|latinmail)"
)
_DE_CUALQUIERA = re.compile(rf"^{_PROVEEDOR}\.")
_PARTIDO = re.compile(
    rf"\s?({_PROVEEDOR}\s?[.,]\s?(?:com|es|net|org|me|ch)(?:\.[a-z]{{2}})?)(?!\w)", re.IGNORECASE
)
"""El dominio de un proveedor conocido, con un blanco o una coma de mal reconocido."""
_DE_OFICINA = re.compile(
    r"info|contact|correo|buzon|bzn|secretar|comision|comunica|prensa|direccion|oficina|registro|atencion|ayuda"
    r"|soporte|support|recepcion|ventanilla|normas(?:\b|lega|act)|consulta|denuncia|transparencia|administra|gerencia|presidencia"
    r"|webmaster|postmaster|noreply|no-reply|notifica|servicio|tramite|convocatoria|congreso|ministerio|embajada"
    r"|consulado|municipalidad|biblioteca|archivo|acceso|uip|rrhh|proteccion|dpd|boletin|eventos|proyecto|editor"
)
_SOLO_CIFRAS = re.compile(r"\d{6,}")
_FIN = r"(?!\w|[.,]\d{1,3}(?!\d)|[–-]\d)"
_GT = (
    rf"(?:\(?\+?(?:00)?502\)?[ .-]?)?(?!{ANYO}[ –-]?{ANYO}{FIN})"
    rf"(?:[2-8]\d{{3}}(?:{CORTE}|\.)?(?:\d{{4}}|\d\d[ .-]\d\d)"
    rf"|[2-8]\d(?P<par>[ .-])\d\d(?P=par)\d\d(?P=par)\d\d)"
)
_AJENO = (
    r"(?:\+|00)\d{1,3}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){1,4}\d{2,4}"
    r"|(?:\+?1[ .-]?)?\(?\d{2,4}\)[ .-]?\d{3,4}[ .-]?\d{4}"
    r"|(?:1[ .-])?\d{3}[ .-]\d{3}[ .-]\d{4}|\d{2}[ .-]\d{4}[ .-]\d{4}|[6-9]\d{2} ?\d{2,3} ?\d{2,3} ?\d{2,3}"
    r"|\d{3}[ .-]\d{4}|\d{10}"
)
_NUMERO_DE_TELEFONO = re.compile(rf"(?:(?P<gt>{_GT})|(?P<ajeno>{_AJENO})){_FIN}")
_SIN_ROTULO = re.compile(
    rf"(?=[2-8+])(?<![\w.,/+-])(?<!\d )(?:\+?502\)?[ .-]?[2-8]\d{{3}}[ .-]?\d{{4}}"
    rf"|[2-8]\d{{3}}-(?!{ANYO}(?!\d))\d{{4}}|\+\d{{1,3}}[ .-]\(?\d{{1,4}}\)?(?:[ .-]\d{{2,4}}){{2,4}}"
    rf"|[2-8]\d\d(?P<punto>[.-])\d{{3}}(?P=punto)\d{{4}}"
    rf"|(?P<sola>(?<=\n)[2-8]\d(?:\d\d ?\d{{4}}|(?: \d\d){{3}})(?=[ \t]*(?:\n|\Z)))){_FIN}"
)
_DE_ALGUIEN = r"(?:[^\d\n.;:@]{2,40}?\s)??"
_ROTULO = re.compile(
    r"(?=[cflmntsvw])\b(?:(?P<suyo>whats\s?app|wasap|wa\.me/)|(?:telegram|signal|viber|tigo|movistar|claro(?=\s*:))\b"
    r"|(?P<movil>(?:celular(?:es)?|cels?|m[oó]vil(?:es)?)(?![^\W\d_])\.?)"
    rf"|contactos?\b|(?:(?:ll[aá]m|cont[aá]ct|local[ií][zc])\w*(?:e|ar|l[ao])|comun[ií]\w+se)\s+{_DE_ALGUIEN}al\b"
    r"|(?:(?:n[uú]meros?|l[ií]neas?)\s+telef[oó]nic[oa]s?|tel[eé]fonos?|telf|tel[eé]f|tels?|fonos?)(?![^\W\d_])\.?"
    r"(?:\s*/\s*(?:fax|cel\w*\.?|whats\s?app)|\s+(?:celular|m[oó]vil)(?:es)?)?"
    r"(?P<de>\s+(?:personal|particular|de\s+(?:mi\s+)?casa|domiciliar|domiciliario|de\s+contacto)(?:es)?)?)",
    re.IGNORECASE,
)
_HUELLAS = (
    "tels", "telf", "telef", "teléf", "celul", "cels", "movil", "móvil", "contact", "contáct", "whats",
    "wasap", "wa.me", "se al ", "me al ", "llam", "llám", "localic", "localíc", "localiza", "fono", "signal",
    "viber", "tigo", "claro:", "telegram", "movistar", "telefónic", "telefonic",
    *(f"{una}{sigue}" for una in ("tel", "cel", "fono") for sigue in ".:/ (+\n\t2345678"),
)  # fmt: skip
"""Lo que todo rótulo lleva en minúsculas: donde no hay nada de esto no se busca ninguno."""
_DE_SU_OFICINA = (
    r"(?i:(?:(?:la|el|las|los|su)\s+)?(?:oficina|trabajo|instituci|despacho|sede|atenci|emergencia|servicio|denuncia"
    r"|informaci|consul|embajad|municipal|ministeri|secretar|direcci|comisi|asistencia|ayuda|l[ií]nea))"
)
_TRAS_EL_ROTULO = re.compile(
    rf"(?P<de>\s+del?\s+(?!{_DE_SU_OFICINA})[^\d\n.;:@]{{2,50}}?(?=[\s:(]+[\d(+]))?"
    rf"{HUECO}(?:(?i:es)\s+(?:(?i:el)\s+)?)?(?:{NUMERO}{HUECO})?(?=[\d(+])"
)
_EXTENSION = re.compile(r"[\s,;(]{0,3}(?:ext(?:s|ensi[oó]n(?:es)?)?|anexos?|int(?:erno)?)\b", re.IGNORECASE)
_GRATUITO = re.compile(r"(?:\+?1[ .-]?|0?1[ .-]?)?\(?(?:8(?:00|33|44|55|66|77|88)|90[0-2])\)?[ .-]")
_DEL_PROCESO = (
    r"(?:de|del|en|la|el|los|y|amparos?|[uú]nica|primera|segunda|instancia|apelaci[oó]n|sentencia|acumulad[oa]s"
    r"|inconstitucionalidad|general|parcial|total|penal|civil|laboral|judicial|n[uú]mero)"
)
_DE_OTRA_COSA = re.compile(
    rf"(?:\b(?:expediente|amparo|apelaci[oó]n|casaci[oó]n|inconstitucionalidad|sentencia|causa|proceso|juicio)s?\b"
    rf"(?:\s+(?:(?-i:[a-záéíóúñ]{{1,20}})|{_DEL_PROCESO})\b){{1,7}}"
    r"|\b(?:cuenta|partida|factura|expediente|amparo|sentencia|dictamen|acta|contrato|decreto|acuerdo"
    r"|resoluci[oó]n|oficio|iniciativa|registro|ref(?:erencia)?|art[ií]culo|carn[eé]t?|dpi|nit|c[oó]digo"
    r"|monto|total|pbx|conmutador|centralita|(?:tele)?fax|isbn|issn)s?"
    rf"\b\.?|[Qq$€])\.?(?:{HUECO}{NUMERO})?{HUECO}$",
    re.IGNORECASE,
)
_ANTES_DE_UN_NUMERO = 80
_MOVIL, _DE_LARGA_DISTANCIA = "345", 9


def contactos(texto: str) -> Iterator[tuple[str, int, int]]:
    """De cada teléfono y correo de una persona, su clase, dónde empieza y dónde acaba; puede repetirlos.

    >>> list(contactos("tel. 5555-1234; PBX 2411-2411"))
    [('teléfono', 5, 14)]
    """
    alrededor = Alrededor(texto)
    yield from _correos(texto, alrededor)
    llano = texto.lower()
    for rotulo in _ROTULO.finditer(texto) if any(una in llano for una in _HUELLAS) else ():
        yield from _rotulados(rotulo, texto, alrededor)

    def de_otra_cosa(lugar: int) -> bool:
        return _DE_OTRA_COSA.search(texto[max(0, lugar - _ANTES_DE_UN_NUMERO) : lugar]) is not None

    yield from ((TELEFONO, *uno) for uno in en_listas(texto, de_otra_cosa, alrededor.hay_institucion))
    for hallado in _SIN_ROTULO.finditer(texto):
        if hallado["sola"] and not alrededor.bajo_despedida(hallado.start()):
            continue
        if not de_otra_cosa(hallado.start()) and _es_suyo(hallado, texto, alrededor, rotulado=False):
            yield TELEFONO, hallado.start(), hallado.end()


def _correos(texto: str, alrededor: Alrededor) -> Iterator[tuple[str, int, int]]:
    for arroba in ARROBA.finditer(texto):
        desde, hasta = arroba.span()
        cuenta = _CUENTA.search(texto, max(0, desde - _ANTES_DE_LA_ARROBA), desde)
        dominio = _DOMINIO.match(texto, hasta) or _PARTIDO.match(texto, hasta)
        if cuenta is not None and dominio is not None:
            inicio, fin = cuenta.start(), dominio.end()
            if _es_de_persona(cuenta[0].strip(), dominio[1].replace(",", "."), inicio, alrededor):
                yield CORREO, inicio, fin


def _es_de_persona(cuenta: str, dominio: str, lugar: int, alrededor: Alrededor) -> bool:
    """Por su dominio y su nombre de cuenta; y si no lo dicen, por lo que tiene alrededor."""
    dominio = plano("".join(dominio.split()))
    if _es_de_institucion(dominio):
        return _SOLO_CIFRAS.fullmatch(cuenta) is not None
    if _DE_CUALQUIERA.match(dominio):
        return True
    if _DE_OFICINA.search(plano(cuenta)) or alrededor.en_su_buzon(lugar):
        return False
    presenta_alguien = alrededor.en_cabecera(lugar) or alrededor.de_persona(lugar)
    return presenta_alguien or not alrededor.en_membrete(lugar)


def _es_de_institucion(dominio: str) -> bool:
    """Oficial, de un organismo internacional o, sin ser comercial, con la sigla de una del directorio."""
    if _OFICIAL.search(dominio):
        return True
    return not _COMERCIAL.search(dominio) and not _siglas().isdisjoint(dominio.split(".")[:-1])


@cache
def _siglas() -> frozenset[str]:
    return frozenset(_DATOS.joinpath("siglas_de_instituciones.txt").read_text(encoding="utf-8").split())


def _rotulados(rotulo: re.Match[str], texto: str, alrededor: Alrededor) -> Iterator[tuple[str, int, int]]:
    """Los números que siguen al rótulo, uno o en lista: si uno es de una persona, los demás también."""
    sigue: re.Match[str] | None = _TRAS_EL_ROTULO.match(texto, rotulo.end())
    dicho_de = sigue is not None and sigue["de"] is not None
    lista: list[re.Match[str]] = []
    while sigue is not None:
        uno = _NUMERO_DE_TELEFONO.match(texto, sigue.end())
        if uno is None or (
            rotulo["movil"] and not dicho_de and (uno["gt"] or len(cifras(uno[0])) < _DE_LARGA_DISTANCIA)
        ):
            break
        if not _EXTENSION.match(texto, uno.end()) and not _GRATUITO.match(uno[0]):
            lista.append(uno)
        sigue = SIGUE.match(texto, uno.end())
    dicho = rotulo["suyo"] or rotulo["movil"]
    suyos = rotulo["de"] or (dicho and not alrededor.en_membrete(rotulo.start()))
    if suyos or any(_es_suyo(uno, texto, alrededor, rotulado=True) for uno in lista):
        yield from ((TELEFONO, *uno.span()) for uno in lista)


def _es_suyo(numero: re.Match[str], texto: str, alrededor: Alrededor, *, rotulado: bool) -> bool:
    """Un fijo, sólo si lo presenta una persona sin su oficina; un móvil, si no está en un membrete."""
    inicio, fin = numero.span()
    if _EXTENSION.match(texto, fin) or _GRATUITO.match(numero[0]):
        return False
    suyas = cifras(numero[0]).removeprefix("00")
    del_pais = len(suyas) == 8 or (len(suyas) == 11 and suyas.startswith("502"))
    movil = del_pais and suyas[-8] in _MOVIL
    if alrededor.de_persona(inicio) or (rotulado and alrededor.en_cabecera(inicio)):
        return movil or not alrededor.de_oficina(inicio, fin)
    return movil and (rotulado or len(suyas) > 8) and not alrededor.en_membrete(inicio)
