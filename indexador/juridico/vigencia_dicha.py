"""Desde cuándo rige una norma según su propio texto: un día, unos días tras publicarse, o no se lee.

Y qué artículos suyos exceptúa de esa fecha.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indexador.juridico import marcas
from indexador.juridico.estructura import Division, Estructura
from indexador.juridico.hilo import hilo_de
from indexador.lengua.fechas_escritas import hallar_en_plano
from indexador.lengua.numeros import leer_numero
from indexador.lengua.plano import plano

_DE_LEY = r"decreto|ley|codigo"
_DE_ACUERDO = r"acuerdo|reglamento|resolucion"
_SUJETO = r"\bpresente\s+(?:{0})\b|\best[ea]\s+(?:{0})\b"
_TITULADO = r"|\A[^.]{0,40}\.?[\s.-]*vigencia\b(?!\s+de\s+las?\s+ley)"
_DE_LA_CONSTITUCION = re.compile(_SUJETO.format("constitucion"))
"""La Constitución habla además de la vigencia de las leyes, en un artículo que se titula así."""
_ENTRA = re.compile(
    r"\b(?:entra(?:ra|n)?|empeza\w+|empieza|comenza\w+|comienza|iniciara|surtira)\b"
    r"(?=[^.;]{0,30}(?:\bvig|\bregir|\befecto|\d|vi.encia))|\brige\b|\bregira\b"
)
_HASTA_EL_VERBO = 400
_EPIGRAFE = re.compile(r"\A[^.]{0,40}\.?[\s.-]*vigencia\s*[.:-]")
_FIN_DE_ORACION = re.compile(r"[.;]\s")
_EXCEPTO = re.compile(r"[.;]\s|[.;]\Z|\bexcep\w+|\bsalvo\b")
_EXCEPTO_QUE = re.compile(r"\b(?:excep\w+|salvo)\b")
_EXCEPTUA = re.compile(
    r"\b(?:excep\w+|salvo)\b(?P<quienes>.*?)\b(?:cual(?:es)?|cuy[ao]|que)\b(?P<desde>[^;]*)"
)
_HABLA_DE_PARTES = re.compile(
    r"\b(?:articulos?|capitulos?|titulos?|disposicion\w*|numeral\w*|literal\w*|inciso\w*)\b"
)
_ESTE_ARTICULO = re.compile(r"\b(?:este|presente)\s+articulo\b")
_EN_PARTE = re.compile(r"\b(?:numeral|literal|inciso|parrafo|parte|capitulo|titulo|seccion|libro)")
_TRANSITORIOS = re.compile(r"\bde\s+las\s+disposiciones\s+transitorias\b")
_NUMERADO = re.compile(r"\b(?P<a>\d{1,3})(?:\s+(?P<b>bis|ter|quater)\b)?(?:\s+al?\s+(?P<hasta>\d{1,3})\b)?")
_APARTE = re.compile(
    r"(?P<quienes>\barticulos?\s+\d[^.;]{0,200}?\b(?:del?\s+(?:la\s+)?presente|de\s+est[ea])\s+"
    r"(?:codigo|ley|decreto|acuerdo|reglamento|constitucion)\b[^.;]{0,250}?)"
    r"\b(?:cuya\s+vigencia\s+\w+|entrara[n]?\s+en\s+vig\w+|regira[n]?|empezara[n]?\s+a\s+regir)\b"
    r"(?P<desde>[^.;]*)"
)
_ARTICULOS = re.compile(
    r"\barticulos?\s+(?P<n>\d{1,3}(?:\s+(?:bis|ter|quater)\b)?(?:(?:\s*,\s*|\s+y\s+|\s+al?\s+)\d{1,3}"
    r"(?:\s+(?:bis|ter|quater)\b)?)*)"
)
_TRAS_PUBLICARSE = re.compile(
    r"\b(?:a\s+los\s+)?(?P<n>\d{1,3}|[a-z]+(?:\s+[a-z]+){0,2}?)\s*(?:\(\d{1,3}\)\s*)?dias?\s+(?:(?:habiles|naturales|calendario)\s+)?"
    r"(?:despues\s+de|posteriores\s+a|siguientes\s+a|de|contados?\s+(?:a\s+partir\s+de|desde))\s+(?:su|la)\s+"
    r"(?:integra\s+)?publicacion"
)
_EL_MISMO_DIA = re.compile(
    r"\b(?:(?:el\s+(?:mismo\s+)?dia|a\s+partir|en\s+la\s+fecha|desde\s+el\s+dia)\s+de|desde)\s+(?:su|la)\s+"
    r"(?:integra\s+)?publicacion"
)
_AL_DIA_SIGUIENTE = re.compile(
    r"\b(?:el|al|del)\s+dia\s+(?:inmediato\s+)?siguiente\s+(?:de|a|al\s+de)\s+(?:su|la)\s+publicacion"
)
_OTRO_PLAZO = re.compile(r"\b(?:dias|mes|meses|anos?|semanas?|horas?)\b[^.]{0,60}?\bpublicacion\b")
_HABILES = re.compile(r"\bhabiles\b")


@dataclass(frozen=True, slots=True)
class Excepcion:
    """Los artículos que rigen desde otro día: un `dia`, `dias` después de publicarse, o no se lee.

    Los transitorios van con una «t» delante, menos el que lo dice. Sin `articulos`, exceptúa algo y no se lee
    qué, o es parte de un artículo.
    """

    articulos: tuple[str, ...] = ()
    dia: date | None = None
    dias: int | None = None


@dataclass(frozen=True, slots=True)
class Aparte:
    """El artículo que dispone que otros rigen desde su propio día, y cuáles; o, `en_parte`, algo de ellos."""

    articulo: str
    suya: Excepcion
    en_parte: bool


@dataclass(frozen=True, slots=True)
class VigenciaDicha:
    """Lo que dispone un artículo: un `dia`, o `dias` después de publicarse; ninguno, si no se lee."""

    articulo: str
    pagina: int
    dia: date | None = None
    dias: int | None = None
    excepcion: Excepcion | None = None
    aparte: tuple["Aparte", ...] = ()
    """Lo que otros artículos suyos disponen de cuándo rigen algunos."""

    @property
    def se_lee(self) -> bool:
        """¿Dice un día, o cómo contarlo?"""
        return self.dia is not None or self.dias is not None


def vigencia_dicha(paginas: Sequence[str], estructura: Estructura, norma: str) -> VigenciaDicha | None:
    """La que dispone una norma (su clave) en sus artículos, no en los que cita; `None` si no habla de ella.

    Vale el que se titula «Vigencia», si hay. Si dos la disponen de otro modo, no se lee.
    """
    sujeto = _DE_LA_CONSTITUCION
    if norma != "CPRG":
        sujeto = re.compile(_SUJETO.format(_DE_ACUERDO if norma.startswith("A") else _DE_LEY) + _TITULADO)
    textos = [(una, texto) for una, texto in _textos(paginas, estructura)]
    leidas = list(_dichas(textos, sujeto))
    halladas = [una for titulada, una in leidas if titulada] or [una for _, una in leidas]
    if not halladas:
        return None
    if len({(una.dia, una.dias) for una in halladas}) > 1:
        return VigenciaDicha(halladas[0].articulo, halladas[0].pagina)
    general = halladas[0]
    aparte = [uno for una, texto in textos if una.numero != general.articulo for uno in _aparte(una, texto)]
    return replace(general, aparte=tuple(aparte))


def _textos(paginas: Sequence[str], estructura: Estructura) -> Iterator[tuple[Division, str]]:
    """Los artículos que no reproducen otra norma, con su texto plano."""
    con_citas = {una.padre for una in estructura.divisiones if una.clase == marcas.CITADO}
    for indice, una in enumerate(estructura.divisiones):
        if una.clase != marcas.ARTICULO or indice in con_citas:
            continue
        yield una, " ".join(plano(hilo_de(paginas, estructura, indice).texto).split())


def _dichas(
    textos: Iterable[tuple[Division, str]], sujeto: re.Pattern[str]
) -> Iterator[tuple[bool, VigenciaDicha]]:
    for una, texto in textos:
        verbo = _verbo(texto, sujeto)
        if verbo is not None:
            corte = _EXCEPTO.search(texto, verbo.end())
            dia, dias = _leer(texto[verbo.start() : corte.start() if corte else len(texto)])
            titulada = _EPIGRAFE.match(texto) is not None
            excepcion = _exceptuado(texto[verbo.end() :], una.numero)
            yield titulada, VigenciaDicha(una.numero, una.pagina, dia, dias, excepcion)


def _verbo(texto: str, sujeto: re.Pattern[str]) -> re.Match[str] | None:
    """El «entra en vigencia» de la oración que empieza con el sujeto, o de la que va detrás del epígrafe."""
    for quien in sujeto.finditer(texto):
        verbo = _ENTRA.search(texto, quien.end(), quien.end() + _HASTA_EL_VERBO)
        if verbo is not None and (
            quien.start() == 0 or not _FIN_DE_ORACION.search(texto, quien.end(), verbo.start())
        ):
            return verbo
    return None


def _aparte(una: Division, texto: str) -> Iterator[Aparte]:
    """Lo que dispone de otros: «el numeral 2 del artículo 61…, cuya vigencia empieza el mismo día de…»."""
    for hallada in _APARTE.finditer(texto):
        dia, dias = _leer(hallada["desde"])
        if dia is None and dias is None:
            continue
        comienzo = max(0, *(fin.end() for fin in _FIN_DE_ORACION.finditer(texto, 0, hallada.start())), 0)
        quienes = texto[comienzo : hallada.end("quienes")]
        suyos = [n for lista in _ARTICULOS.finditer(quienes) for n in _numerados(lista["n"])]
        yield Aparte(una.numero, Excepcion(tuple(suyos), dia, dias), _EN_PARTE.search(quienes) is not None)


def _numerados(lista: str) -> Iterator[str]:
    """«6 y 8 al 10» → 6, 8, 9, 10."""
    for uno in _NUMERADO.finditer(lista):
        yield f"{uno['a']}-{uno['b']}" if uno["b"] else uno["a"]
        yield from map(str, range(int(uno["a"]) + 1, int(uno["hasta"] or 0) + 1))


def _exceptuado(texto: str, propio: str) -> Excepcion | None:
    """La que hace el mismo artículo (`propio`) detrás de lo que dispone."""
    aviso = _EXCEPTO_QUE.search(texto)
    if aviso is None or not _HABLA_DE_PARTES.search(texto, aviso.end()):
        return None
    hallada = _EXCEPTUA.match(texto, aviso.start())
    if hallada is None or _EN_PARTE.search(hallada["quienes"]):
        return Excepcion()
    serie = "t" if _TRANSITORIOS.search(hallada["quienes"]) else ""
    suyos = [propio] if _ESTE_ARTICULO.search(hallada["quienes"]) else []
    suyos += [f"{serie}{uno}" for uno in _numerados(hallada["quienes"])]
    corte = _EXCEPTO.search(hallada["desde"])
    return Excepcion(
        tuple(dict.fromkeys(suyos)), *_leer(hallada["desde"][: corte.start() if corte else None])
    )


def _leer(oracion: str) -> tuple[date | None, int | None]:
    if _AL_DIA_SIGUIENTE.search(oracion):
        return None, 1
    tras = _TRAS_PUBLICARSE.search(oracion)
    if tras is not None:
        if _HABILES.search(tras[0]):
            return None, None
        dias = int(tras["n"]) if tras["n"].isdigit() else _en_letras(tras["n"])
        if dias is not None:
            return None, dias
    if _OTRO_PLAZO.search(oracion):
        return None, None
    if _EL_MISMO_DIA.search(oracion):
        return None, 0
    fechas = [una for una in hallar_en_plano(oracion) if una.precision == "dia"]
    return (date.fromisoformat(fechas[0].iso), None) if len(fechas) == 1 else (None, None)


def _en_letras(escrito: str) -> int | None:
    """«los ocho» → 8."""
    palabras = escrito.split()
    return next((n for i in range(len(palabras)) if (n := leer_numero(palabras[i:])) is not None), None)
