"""La numeración automática de Word («1.», «a)», «II.»): no está en el texto, y en una norma es el texto."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from indexador.lengua.numeros import en_letras

_NS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMANOS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMANOS_CHICOS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_NIVELES = 9
_UNIDADES = ("primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno")
_DECENAS = (
    *("décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo", "sexagésimo"),
    *("septuagésimo", "octogésimo", "nonagésimo"),
)


@dataclass(frozen=True, slots=True)
class _Nivel:
    formato: str = "decimal"
    plantilla: str = ""
    desde: int = 1
    reinicia: int | None = None
    """Tras qué nivel, contado desde 1, vuelve a empezar; 0, nunca, y `None`, tras cualquiera de arriba."""


@dataclass
class _Cuentas:
    """Por dónde va cada nivel; la comparten todas las listas de una misma definición."""

    valores: list[int | None] = field(default_factory=lambda: [None] * _NIVELES)


@dataclass
class _Lista:
    niveles: dict[int, _Nivel] = field(default_factory=dict)
    cuentas: _Cuentas = field(default_factory=_Cuentas)
    reinicios: dict[int, int] = field(default_factory=dict)
    """Niveles que esta lista vuelve a contar la primera vez que se usa, y desde cuánto."""


class Numeracion:
    """Lleva la cuenta de cada lista del documento mientras se recorre en orden."""

    def __init__(self, numeros: etree._Element | None, estilos: etree._Element | None) -> None:
        self._listas = {} if numeros is None else _listas(numeros)
        self._estilos = {} if estilos is None else _estilos(estilos)

    def prefijo(self, formato: etree._Element | None) -> str:
        """Lo que Word pinta delante del párrafo, con un espacio; vacío si no está numerado."""
        lista, nivel = self._lugar(formato)
        if lista is None or nivel not in lista.niveles:
            return ""
        definicion = lista.niveles[nivel]
        valores = lista.cuentas.valores
        if nivel in lista.reinicios:
            valores[nivel] = lista.reinicios.pop(nivel) - 1
        cuenta = valores[nivel]
        valores[nivel] = definicion.desde if cuenta is None else cuenta + 1
        for debajo in range(nivel + 1, _NIVELES):
            if _se_reinicia(lista.niveles.get(debajo), nivel):
                valores[debajo] = None
        pintado = definicion.plantilla
        for indice in range(nivel + 1):
            marca = f"%{indice + 1}"
            if marca in pintado:
                pintado = pintado.replace(marca, _pintar(lista, indice))
        return f"{pintado} " if definicion.formato not in {"bullet", "none"} and pintado else ""

    def _lugar(self, formato: etree._Element | None) -> tuple[_Lista | None, int]:
        """La lista y el nivel del párrafo, propios o de su estilo."""
        if formato is None:
            return None, 0
        propio = formato.find(f"{_NS}numPr")
        numero, nivel = _numero_y_nivel(propio)
        estilo = formato.find(f"{_NS}pStyle")
        heredado = self._estilos.get("" if estilo is None else str(estilo.get(f"{_NS}val")), ("", 0))
        if propio is None or not numero:
            numero, nivel = heredado[0], (nivel if propio is not None and nivel else heredado[1])
        return self._listas.get(numero), nivel


def _numero_y_nivel(propio: etree._Element | None) -> tuple[str, int]:
    if propio is None:
        return "", 0
    numero, nivel = propio.find(f"{_NS}numId"), propio.find(f"{_NS}ilvl")
    return (
        "" if numero is None else str(numero.get(f"{_NS}val")),
        0 if nivel is None else _entero(nivel.get(f"{_NS}val"), 0),
    )


def _listas(numeros: etree._Element) -> dict[str, _Lista]:
    """Cada `w:num` con los niveles de su definición y los que él cambia o reinicia."""
    definiciones = {
        str(abstracta.get(f"{_NS}abstractNumId")): (_niveles(abstracta), _Cuentas())
        for abstracta in numeros.iter(f"{_NS}abstractNum")
    }
    listas = {}
    for num in numeros.iter(f"{_NS}num"):
        niveles, cuentas = definiciones.get(_valor(num, "abstractNumId", ""), ({}, _Cuentas()))
        propios = dict(niveles)
        reinicios = {}
        for cambio in num.iter(f"{_NS}lvlOverride"):
            propios |= _niveles(cambio)
            desde = _valor(cambio, "startOverride", "")
            if desde:
                reinicios[_entero(cambio.get(f"{_NS}ilvl"), 0)] = _entero(desde, 1)
        listas[str(num.get(f"{_NS}numId"))] = _Lista(propios, cuentas, reinicios)
    return listas


def _niveles(padre: etree._Element) -> dict[int, _Nivel]:
    niveles = {}
    for nivel in padre.iter(f"{_NS}lvl"):
        indice = _entero(nivel.get(f"{_NS}ilvl"), 0)
        if 0 <= indice < _NIVELES:
            niveles[indice] = _Nivel(
                _valor(nivel, "numFmt", "decimal"),
                _valor(nivel, "lvlText", ""),
                _entero(_valor(nivel, "start", "1"), 1),
                _entero(_valor(nivel, "lvlRestart", ""), -1) if _valor(nivel, "lvlRestart", "") else None,
            )
    return niveles


def _estilos(estilos: etree._Element) -> dict[str, tuple[str, int]]:
    """Número de lista y nivel de cada estilo de párrafo, también por herencia (`basedOn`)."""
    propios: dict[str, tuple[str, int]] = {}
    bases: dict[str, str] = {}
    for estilo in estilos.iter(f"{_NS}style"):
        clave = str(estilo.get(f"{_NS}styleId"))
        bases[clave] = _valor(estilo, "basedOn", "")
        numero, nivel = _numero_y_nivel(estilo.find(f"{_NS}pPr/{_NS}numPr"))
        if numero:
            propios[clave] = (numero, nivel)
    for clave in bases:
        ancestro, vistos = clave, {clave}
        while ancestro not in propios and bases.get(ancestro, "") not in vistos | {""}:
            ancestro = bases[ancestro]
            vistos.add(ancestro)
        if ancestro in propios:
            propios.setdefault(clave, propios[ancestro])
    return propios


def _valor(padre: etree._Element, hijo: str, omision: str) -> str:
    elemento = padre.find(f"{_NS}{hijo}")
    return omision if elemento is None else str(elemento.get(f"{_NS}val", omision))


def _entero(valor: str | None, omision: int) -> int:
    return (
        int(valor)
        if valor is not None and valor.isascii() and valor.isdigit() and len(valor) < 7
        else omision
    )


def _se_reinicia(definicion: _Nivel | None, arriba: int) -> bool:
    """¿Vuelve a contar este nivel cuando avanza uno de arriba?"""
    if definicion is None or definicion.reinicia is None:
        return True
    return definicion.reinicia > 0 and arriba < definicion.reinicia


def _pintar(lista: _Lista, indice: int) -> str:
    definicion = lista.niveles.get(indice, _Nivel())
    cuenta = lista.cuentas.valores[indice]
    numero = definicion.desde if cuenta is None else cuenta
    if definicion.formato in {"lowerLetter", "upperLetter"}:
        letra = _letra(numero)
        return letra if definicion.formato == "lowerLetter" else letra.upper()
    if definicion.formato in {"lowerRoman", "upperRoman"}:
        romano = _romano(numero)
        return romano.lower() if definicion.formato == "lowerRoman" else romano
    en_otra_forma = _FORMAS.get(definicion.formato)
    return en_otra_forma(numero) if en_otra_forma is not None else str(numero)


def _en_ordinal(numero: int) -> str:
    """1 → Primero, 12 → Décimo segundo; en cifras desde 100."""
    if not 0 < numero < 100:
        return str(numero)
    decenas, unidades = divmod(numero, 10)
    partes = [_DECENAS[decenas - 1]] if decenas else []
    partes += [_UNIDADES[unidades - 1]] if unidades else []
    return " ".join(partes).capitalize()


_FORMAS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda numero: f"{numero:02d}",
    "ordinal": lambda numero: f"{numero}º",
    "ordinalText": _en_ordinal,
    "cardinalText": lambda numero: en_letras(numero).capitalize() if 0 < numero < 10_000 else str(numero),
}


def _letra(numero: int) -> str:
    """1 → a, 26 → z, 27 → aa, 28 → bb (así cuenta Word)."""
    if numero < 1:
        return ""
    vueltas, resto = divmod(numero - 1, 26)
    return chr(ord("a") + resto) * min(vueltas + 1, 10)


def _romano(numero: int) -> str:
    if not 0 < numero < 4000:
        return str(numero)
    signos = []
    for valor, signo in _ROMANOS + _ROMANOS_CHICOS:
        veces, numero = divmod(numero, valor)
        signos.append(signo * veces)
    return "".join(signos)
