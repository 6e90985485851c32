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
from indexador.lengua.plano import plano
from indexador.lengua.remitentes import Alrededor

TELEFONO, CORREO = "teléfono", "correo electrónico"
_DATOS = Path(__file__).parent / "datos"
_ANTES_DE_LA_ARROBA = 64
_CUENTA = re.compile(r"[\w.+-]{1,64}\s?$")
_DOMINIO = re.compile(
    r"@\s?((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.(?:\n(?=[a-z]))?)+(?:[A-Z]?[a-z]{2,12}|[A-Z]{2,12}))(?!\w)"
)
_OFICIAL = re.compile(r"\.(?:gob|gov|gub|gouv|go|mil|jus|leg)(?:\.[a-z]{2})?$|\.int$|^un\.org$|\.un\.org$")
_COMERCIAL = re.compile(r"\.com(?:\.[a-z]{2})?$")
_DE_CUALQUIERA = re.compile(
    r"^(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|proton|protonmail|zoho|terra"
    r"|intelnet|itelgua|turbonett|tigo|claro|starmedia|latinmail)\."
)
_DE_OFICINA = re.compile(
    r"info|contact|correo|buzon|bzn|secretar|comision|comunica|prensa|direccion|oficina|registro|atencion|ayuda"
    r"|soporte|support|recepcion|ventanilla|normas(?:\b|lega|act)|consulta|denuncia|transparencia|administra|gerencia|presidencia"
    r"|webmaster|postmaster|noreply|no-reply|notifica|servicio|tramite|convocatoria|congreso|ministerio|embajada"
    r"|consulado|municipalidad|biblioteca|archivo|acceso|uip|rrhh|proteccion|dpd|boletin|eventos|proyecto|editor"
)
_SOLO_CIFRAS = re.compile(r"\d{6,}")
_FIN = r"(?!\w|[.,]\d{1,3}(?!\d)|[–-]\d)"
_GT = rf"(?:\(?\+?(?:00)?502\)?[ .-]?)?(?!{ANYO}[ –-]?{ANYO}{FIN})[2-8]\d{{3}}(?:{CORTE}|\.)?\d{{4}}"
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
    rf"|(?P<sola>(?<=\n)[2-8]\d{{3}} ?\d{{4}}(?=[ \t]*(?:\n|\Z)))){_FIN}"
)
_ROTULO = re.compile(
    r"(?=[cltmw])\b(?:(?P<suyo>whats\s?app|wasap|wa\.me/)|(?P<movil>celular(?:es)?\b|cels?\b\.?|m[oó]vil(?:es)?\b)"
    r"|contactos?\b|(?:ll[aá]m\w*(?:e|ar)|comun[ií]\w+se)\s+al\b"
    r"|(?:tel[eé]fonos?|telf|tel[eé]f|tels?)\b\.?(?:\s*/\s*(?:fax|cel\w*\.?|whats\s?app))?"
    r"(?P<de>\s+(?:personal|particular|de\s+(?:mi\s+)?casa|domiciliar|domiciliario|de\s+contacto)(?:es)?)?)",
    re.IGNORECASE,
)
_HUELLAS = (
    "tel.", "tel:", "tel ", "tel/", "tels", "telf", "telef", "teléf", "cel.", "cel:", "cel ", "cels", "celul",
    "movil", "móvil", "contacto", "whats", "wasap", "wa.me", "se al ", "me al ", "llamar al ",
)  # fmt: skip
"""Lo que algún rótulo lleva en minúsculas: donde no hay nada de esto no se busca ninguno."""
_TRAS_EL_ROTULO = re.compile(rf"{HUECO}(?:(?i:es)\s+(?:(?i:el)\s+)?)?(?:{NUMERO}{HUECO})?(?=[\d(+])")
_EXTENSION = re.compile(r"[\s,;(]{0,3}(?:ext(?:s|ensi[oó]n(?:es)?)?|anexos?|int(?:erno)?)\b", re.IGNORECASE)
_GRATUITO = re.compile(r"(?:\+?1[ .-]?|0?1[ .-]?)?\(?(?:8(?:00|33|44|55|66|77|88)|90[0-2])\)?[ .-]")
_DE_OTRA_COSA = re.compile(
    r"(?:\b(?:cuenta|partida|factura|expediente|contrato|decreto|acuerdo|resoluci[oó]n|oficio|iniciativa|registro"
    r"|art[ií]culo|carn[eé]t?|dpi|nit|c[oó]digo|monto|total|pbx|conmutador|centralita|(?:tele)?fax|isbn|issn)s?"
    rf"\b\.?|[Qq$€])\.?(?:{HUECO}{NUMERO})?{HUECO}$",
    re.IGNORECASE,
)
_ANTES_DE_UN_NUMERO = 60
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
    for hallado in _SIN_ROTULO.finditer(texto):
        antes = texto[max(0, hallado.start() - _ANTES_DE_UN_NUMERO) : hallado.start()]
        if hallado["sola"] and not alrededor.bajo_despedida(hallado.start()):
            continue
        if not _DE_OTRA_COSA.search(antes) and _es_suyo(hallado, texto, alrededor, rotulado=False):
            yield TELEFONO, hallado.start(), hallado.end()


def _correos(texto: str, alrededor: Alrededor) -> Iterator[tuple[str, int, int]]:
    desde = texto.find("@")
    while desde != -1:
        cuenta = _CUENTA.search(texto, max(0, desde - _ANTES_DE_LA_ARROBA), desde)
        dominio = _DOMINIO.match(texto, desde)
        if cuenta is not None and dominio is not None:
            inicio, fin = cuenta.start(), dominio.end()
            if _es_de_persona(cuenta[0].strip(), dominio[1], inicio, alrededor):
                yield CORREO, inicio, fin
        desde = texto.find("@", desde + 1)


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
    lista: list[re.Match[str]] = []
    while sigue is not None:
        uno = _NUMERO_DE_TELEFONO.match(texto, sigue.end())
        if uno is None or (rotulo["movil"] and (uno["gt"] or len(cifras(uno[0])) < _DE_LARGA_DISTANCIA)):
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
    suyas = cifras(numero[0])
    del_pais = len(suyas) == 8 or (len(suyas) == 11 and suyas.startswith("502"))
    movil = del_pais and suyas[-8] in _MOVIL
    if alrededor.de_persona(inicio) or (rotulado and alrededor.en_cabecera(inicio)):
        return movil or not alrededor.de_oficina(inicio, fin)
    return movil and (rotulado or len(suyas) > 8) and not alrededor.en_membrete(inicio)
