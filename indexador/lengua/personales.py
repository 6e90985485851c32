"""Los datos que identifican a un particular en un texto: su carné, su DPI, su cédula, su pasaporte…

Son datos personales (Ley de Acceso a la Información Pública, Decreto 57-2008, artículos 9.1, 30 y 31) y no se
difunden sin consentimiento. Sólo se toma por tal un número presentado como eso —el rótulo, quizá «No.» o
«número», y en seguida la cifra con la forma de ese documento—, con los que lo siguen en lista. Entre el
rótulo y la cifra no cabe texto corriente: «la cédula de vecindad, Decreto 1735» o «pasaporte de 145678
personas» no presentan ninguno. Sin rótulo, sólo un código único de identificación cuyo dígito verificador es
el suyo. Su teléfono y su correo los hallan `indexador.lengua.contacto`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from indexador.lengua.contacto import ARROBA, contactos
from indexador.lengua.identidad import (
    ANTES_DE_UN_NUMERO,
    CUI_SUELTO,
    DE_OTRA_COSA,
    DOCUMENTOS,
    ES_CUENTA,
    PRESENTA,
    RENGLON,
    SIGUE,
    Documento,
    cifras,
    es_de_un_municipio,
    se_verifica,
)

TACHA = "█"
"""Con lo que se cubre cada letra o cifra: el texto mide lo mismo, y lo demás sigue en su lugar."""

_VARIOS: Mapping[str, str] = {
    "número": "números", "teléfono móvil": "teléfonos móviles",
    "teléfono": "teléfonos", "correo electrónico": "correos electrónicos",
}  # fmt: skip
_UNA = re.compile(r"\w")
_SIGNOS = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | {"\u2010": "-", "\u2011": "-", "\uff20": "@"}
)
_HAY_SIGNOS = re.compile("[\u00a0\u2007\u2009\u202f\u2010\u2011\uff20]")
_SIN_TINTA = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")
"""El guion blando y los demás signos que no se ven: parten un número sin que se note."""
_HAY_CIFRAS = re.compile(r"\d[\d.,-]?\d[\d., -]?\d")


@dataclass(frozen=True, slots=True)
class DatoPersonal:
    """Un dato y dónde está; `clase`, como se le dice: «número de carné»."""

    clase: str
    inicio: int
    fin: int


def datos_personales(texto: str) -> tuple[DatoPersonal, ...]:
    """Los de un texto, en orden y sin encimarse.

    >>> datos_personales("Tesis de Ana Prueba, carné No. 200112345, sobre el Decreto 46-2007.")
    (DatoPersonal(clase='número de carné', inicio=31, fin=40),)
    """
    if _HAY_SIGNOS.search(texto):
        texto = texto.translate(_SIGNOS)
    if _SIN_TINTA.search(texto):
        return _en_su_lugar(texto)
    if ARROBA.search(texto) is None and _HAY_CIFRAS.search(texto) is None:
        return ()
    llano = texto.lower()
    hallados = [
        dato
        for documento in DOCUMENTOS
        if any(una in llano for una in documento.huellas)
        for rotulo in documento.rotulo.finditer(texto)
        for dato in _presentados(documento, rotulo, texto)
    ]
    hallados += _cui_sueltos(texto)
    hallados += (DatoPersonal(*uno) for uno in contactos(texto))
    hallados.sort(key=lambda uno: (uno.inicio, -uno.fin))
    return tuple(_sin_encimarse(hallados))


def _en_su_lugar(texto: str) -> tuple[DatoPersonal, ...]:
    """Los de un texto con signos que no se ven, hallados sin ellos."""
    partes, tintas = [], []
    desde = 0
    for uno in (*_SIN_TINTA.finditer(texto), None):
        hasta = uno.start() if uno else len(texto)
        partes.append(texto[desde:hasta])
        tintas.append(range(desde, hasta))
        desde = uno.end() if uno else hasta
    lugares = [*chain.from_iterable(tintas)]
    return tuple(
        DatoPersonal(dato.clase, lugares[dato.inicio], lugares[dato.fin - 1] + 1)
        for dato in datos_personales("".join(partes))
    )


def sin_datos_personales(texto: str) -> str:
    """El texto con cada letra y cifra de esos datos cubierta; mide lo mismo.

    >>> sin_datos_personales("carné 200112345, DPI 2345 67890 0101")
    'carné █████████, DPI ████ █████ ████'
    """
    hallados = datos_personales(texto)
    if not hallados:
        return texto
    partes, desde = [], 0
    for uno in hallados:
        partes += [texto[desde : uno.inicio], _UNA.sub(TACHA, texto[uno.inicio : uno.fin])]
        desde = uno.fin
    return "".join((*partes, texto[desde:]))


def cuantos(datos: Sequence[DatoPersonal]) -> Iterator[str]:
    """Cuántos hay de cada clase: «1 número de carné», «3 números de DPI»."""
    for clase in dict.fromkeys(uno.clase for uno in datos):
        veces = sum(uno.clase == clase for uno in datos)
        yield f"{veces} {clase if veces == 1 else _en_plural(clase)}"


def _presentados(documento: Documento, rotulo: re.Match[str], texto: str) -> list[DatoPersonal]:
    """Los números que siguen al rótulo, uno o en lista; uno solo y corrido tras un plural es un recuento."""
    presenta = PRESENTA.match(texto, rotulo.end())
    if presenta is None:
        return []
    plural, numero = rotulo.groupdict().get("plural"), presenta["numero"]
    if numero is None and ("," in presenta["hueco"] or (presenta["verbo"] or "").lower().startswith("con")):
        return []
    dicho = numero or (not plural and (rotulo["antes"] or ":" in presenta["hueco"]))
    formas = [forma for forma in (documento.dato, documento.dicho if dicho else None) if forma is not None]
    en_columna = bool(plural) or "\n" in presenta[0]
    hallados: list[re.Match[str]] = []
    sigue: re.Match[str] | None = presenta
    while sigue is not None:
        uno = next(filter(_vale, (forma.match(texto, sigue.end()) for forma in formas)), None)
        if uno is None or (not dicho and ES_CUENTA.match(texto, uno.end())):
            break
        hallados.append(uno)
        sigue = SIGUE.match(texto, uno.end()) or (RENGLON.match(texto, uno.end()) if en_columna else None)
    if plural and not numero and len(hallados) == 1 and hallados[0]["dato"].isdigit():
        return []
    return [dato for uno in hallados for dato in _partes(documento.clase, uno)]


def _vale(hallado: re.Match[str] | None) -> bool:
    """La forma está y, si es un código único de identificación, acaba en un municipio que existe."""
    if hallado is None:
        return False
    cui = hallado.groupdict().get("cui")
    return cui is None or es_de_un_municipio(cifras(cui))


def _partes(clase: str, hallado: re.Match[str]) -> Iterator[DatoPersonal]:
    """El número y, si es de cédula, su orden aparte: lo que va entre los dos es texto corriente."""
    if hallado.groupdict().get("orden"):
        yield DatoPersonal("número de orden de cédula", *hallado.span("orden"))
    yield DatoPersonal(clase, *hallado.span("dato"))


def _cui_sueltos(texto: str) -> Iterator[DatoPersonal]:
    """Los códigos únicos sin rótulo: sólo los ciertos y que nada presenta como otra cosa."""
    for hallado in CUI_SUELTO.finditer(texto):
        numero = cifras(hallado["cui"])
        antes = texto[max(0, hallado.start() - ANTES_DE_UN_NUMERO) : hallado.start()]
        if es_de_un_municipio(numero) and se_verifica(numero) and not DE_OTRA_COSA.search(antes):
            yield DatoPersonal("número de DPI", *hallado.span("cui"))


def _en_plural(clase: str) -> str:
    uno = next(uno for uno in _VARIOS if clase.startswith(uno))
    return clase.replace(uno, _VARIOS[uno], 1)


def _sin_encimarse(hallados: Sequence[DatoPersonal]) -> Iterator[DatoPersonal]:
    hasta = 0
    for uno in hallados:
        if uno.inicio >= hasta:
            yield uno
            hasta = uno.fin
