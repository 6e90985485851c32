"""De quién es un teléfono o un correo: qué tiene a su alrededor en la página.

Es de una persona lo que va bajo la despedida de una carta, en la cabecera de un correo, tras un nombre y
apellido o tras «mi teléfono». Es de una institución lo que ésta pone en su membrete o en su página para que
le escriban: se sabe por su nombre y por la dirección que lo acompañan, si el texto no es una carta.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from indexador.lengua.personas import apellidos, nombres
from indexador.lengua.plano import plano
from indexador.lengua.senales import Senales, de_patron

_TRAS_LA_DESPEDIDA = 400
_ANTES, _DESPUES = 160, 80
_PAGINA = 4_000
_DESPEDIDA = re.compile(
    r"\b(?:atenta|cordial|respetuosa|fraternal|sincera|afectuosa|deferente)mente\b(?=[ \t]*(?:[,.:;\n]|\Z))"
    r"|\bsin\s+otro\s+particular\b|\bme\s+suscribo\b|\bun\s+(?:cordial|atento|fraterno)\s+(?:saludo|abrazo)\b"
    r"|(?m:^\W*(?:saludos|gracias|f\.?\)|firma(?:do)?\s*:))",
    re.IGNORECASE,
)
_CABECERA = re.compile(
    r"(?m)^[ \t>*]*(?:de|from|para|to|cc|cco|bcc|copia|remitente|remite|reply-to|responder\s+a"
    r"|enviado\s+por)[ \t]*:",
    re.IGNORECASE,
)
_ASUNTO = re.compile(r"(?m)^[ \t>*]*(?:asunto|subject)[ \t]*:", re.IGNORECASE)
_TRATO = re.compile(
    r"\b(?:estimad[oa]s?|apreciad[oa]s?|distinguid[oa]s?|respetad[oa]s?|honorables?)\s+"
    r"(?:señor|comisi|diputad|miembr)"
    r"|(?m:^\W*(?:estimad[oa]s?|señor(?:es|as?)?|honorables?)\b)",
    re.IGNORECASE,
)
_MIO = re.compile(
    r"\bmis?\s+(?:n[uú]meros?\s+)?(?:(?:de\s+)?(?:tel[eé]fonos?|celular|m[oó]vil|correo|e-?mail|whats\s?app"
    r"|contacto|direcci[oó]n(?:\s+electr[oó]nica)?)|n[uú]mero\b)|\bconmigo\b"
    r"|\b(?:cont[aá]ct|ll[aá]m|escr[ií]b|comun[ií]|resp[oó]nd|cont[eé]st|local[ií]|ub[ií])[a-záéíóú]{1,6}me\b"
    r"|\bme\s+(?:puede|pueden|podr[aá]n?)\s+\w{4,12}r\b",
    re.IGNORECASE,
)
_TRAS_LO_MIO = 60
_INSTITUCION = re.compile(
    r"\b(?:(?:Vice)?[Mm]inisterio|MINISTERIO|Secretar[ií]a|SECRETAR[IÍ]A|(?:Sub)?[Dd]irecci[oó]n"
    r"\s+(?:General|Ejecutiva|Legislativa|Regional|Departamental|de)|DIRECCI[OÓ]N\s+(?:GENERAL|EJECUTIVA|DE)|Congreso|CONGRESO"
    r"|(?:Sub)?[Cc]omisi[oó]n|COMISI[OÓ]N|Consejo|CONSEJO|Consulado|CONSULADO|Embajada|EMBAJADA|Municipalidad"
    r"|MUNICIPALIDAD|Instituto|INSTITUTO|Procuradur[ií]a|PROCURADUR[IÍ]A|Fiscal[ií]a|Tribunal|TRIBUNAL|Corte\s"
    r"|Juzgado|Universidad|UNIVERSIDAD|Facultad|Registro\s|Superintendencia|Unidad\s+de|Departamento\s+de|Oficina"
    r"|OFICINA|Organismo|Gobernaci[oó]n|Alcald[ií]a|Despacho|Presidencia|Defensor[ií]a|Delegaci[oó]n|Agencia"
    r"|Asociaci[oó]n|ASOCIACI[OÓ]N|Fundaci[oó]n|FUNDACI[OÓ]N|Organizaci[oó]n|Federaci[oó]n|Pastoral|Casa\s+del?\s"
    r"|Centro\s+de|Misi[oó]n\s|C[aá]mara\s|Gerencia|Sede|SEDE|Di[oó]cesis|Arquidi[oó]cesis|Banco\s|Diputad[oa]"
    r"|[Mm]inistr[oa]\s+de|Viceministr[oa]|C[oó]nsul|Embajador|Magistrad[oa]|Procurador|Alcalde"
    r"|Director[a]?\s+General)"
    r"|\bbuz[oó]n\b|\bmesa\s+de\s+partes\b|\bventanilla\b"
)
_SU_BUZON = re.compile(r"\b(?:buz[oó]n|(?:institucional|oficial)(?:es)?\W{1,3}$)", re.IGNORECASE)
_DIRECCION = re.compile(
    r"\b(?:avenida|av\.|calle|bulevar|boulevard|calzada|edificio|nivel|zona\s+\d|distr(?:ito)?\b|jr\."
    r"|c\.\s?p\.|\d{5}\s+[A-Z])",
    re.IGNORECASE,
)
_PIDE = re.compile(
    r"\b(?:env[ií]\w*|remit\w+|dirig\w+|solicit\w+|notific\w+|facilitar\w*|consult\w+|pregunt\w+"
    r"|comentarios?|denunci\w+|presenta\w+|reporta\w*|a\s+trav[eé]s\s+del?|canales|informaci[oó]n)\b",
    re.IGNORECASE,
)
_PALABRA = re.compile(r"[^\W\d_]+\.?")
_DE_LUGAR = re.compile(
    r"san|sant[ao]|calle|avenida|bulevar|boulevard|calzada|plaza|edificio|colonia|escuela|instituto|hospital|hotel"
    r"|aldea|municipio|barrio|finca|jr|ley|decreto|universidad|fundacion|centro|colegio|parque|albergue|refugio|iglesia|parroquia|clinica"
)
ENLACES = frozenset({"de", "del", "la", "las", "los", "y", "e"})
"""Lo que va entre las palabras de un nombre sin serlo."""


class Alrededor:
    """Una página y lo que en ella dice de quién es cada teléfono y cada correo."""

    def __init__(self, texto: str) -> None:
        self._texto = texto
        self._instituciones = Senales(texto, de_patron(_INSTITUCION))
        self._del_membrete = (
            self._instituciones, Senales(texto, de_patron(_DIRECCION)), Senales(texto, de_patron(_PIDE)),
        )  # fmt: skip
        self._mias = Senales(texto, de_patron(_MIO))
        self._nombres = Senales(texto, _nombres_entre)

    @cached_property
    def _despedidas(self) -> list[int]:
        return [uno.end() for uno in _DESPEDIDA.finditer(self._texto)]

    @cached_property
    def _de_carta(self) -> list[int]:
        """Dónde se ve que es una carta o un correo: despedida, asunto, trato o primera persona."""
        senales = (_TRATO, _MIO, _ASUNTO) if _CABECERA.search(self._texto) else (_TRATO, _MIO)
        suyas = (uno.end() for senal in senales for uno in senal.finditer(self._texto))
        return sorted([*self._despedidas, *suyas])

    def en_carta(self, lugar: int) -> bool:
        """Si está en una carta o un correo: hay alguna seña suya en lo que mide una página."""
        sigue = bisect_left(self._de_carta, lugar - _PAGINA)
        return sigue < len(self._de_carta) and self._de_carta[sigue] <= lugar + _PAGINA

    def en_cabecera(self, lugar: int) -> bool:
        """Si está en un renglón «De:», «Para:» o «Copia:»."""
        renglon = self._texto.rfind("\n", 0, lugar) + 1
        return _CABECERA.match(self._texto, renglon, lugar) is not None

    def de_persona(self, lugar: int) -> bool:
        """Si lo presenta una persona: una despedida, su nombre o «mi»."""
        return self._desde(lugar) is not None

    def de_oficina(self, lugar: int, fin: int) -> bool:
        """Si a quien lo presenta lo acompaña una institución o un cargo público."""
        desde = self._desde(lugar)
        inicio = max(0, lugar - _ANTES) if desde is None else desde
        return self._instituciones.ultima(inicio, fin + _DESPUES) is not None

    def en_membrete(self, lugar: int) -> bool:
        """Si una institución lo pone para que le escriban, en un texto que no es una carta."""
        return not self.en_carta(lugar) and any(
            presenta.ultima(lugar - 2 * _ANTES, lugar) is not None for presenta in self._del_membrete
        )

    def hay_institucion(self, desde: int, hasta: int) -> bool:
        """Si entre dos lugares se dice una institución, un cargo público o una dirección."""
        presentan = self._del_membrete[:2]
        return any(presenta.ultima(desde, hasta) is not None for presenta in presentan)

    def bajo_despedida(self, lugar: int) -> bool:
        """Si está en la firma de una carta."""
        return self._firma(lugar) is not None

    def _firma(self, lugar: int) -> int | None:
        """Dónde acaba la última despedida, si está cerca."""
        puesto = bisect_right(self._despedidas, lugar)
        fin = self._despedidas[puesto - 1] if puesto else None
        return fin if fin is not None and lugar - fin <= _TRAS_LA_DESPEDIDA else None

    def en_su_buzon(self, lugar: int) -> bool:
        """Si se presenta como el buzón o la dirección institucional de alguien."""
        return _SU_BUZON.search(self._texto, max(0, lugar - _TRAS_LO_MIO), lugar) is not None

    def _desde(self, lugar: int) -> int | None:
        """Dónde empieza lo que lo presenta como de una persona, si algo lo hace."""
        firma = self._firma(lugar)
        if firma is not None:
            return firma
        suyo = self._mias.ultima(lugar - _TRAS_LO_MIO, lugar)
        return suyo if suyo is not None else self._nombres.ultima(lugar - _ANTES, lugar)


def _nombres_entre(texto: str, desde: int, hasta: int) -> Iterator[tuple[int, int]]:
    """Los nombres con su apellido; no el de una calle ni el de un lugar."""
    return parecen_nombres(texto, desde, hasta, nombres() | apellidos())


def parecen_nombres(
    texto: str, desde: int, hasta: int, siguen: frozenset[str] | None = None
) -> Iterator[tuple[int, int]]:
    """Los nombres de pila seguidos de otra palabra con mayúscula: una de `siguen` o, sin ellas, cualquiera.

    >>> list(parecen_nombres("1 María Tzul", 0, 12)), list(parecen_nombres("Calle María Tzul", 0, 16))
    ([(2, 12)], [])
    """
    palabras = list(_PALABRA.finditer(texto, desde, hasta))
    planas = [plano(uno[0]).strip(".") for uno in palabras]
    de_pila = nombres()
    for puesto, palabra in enumerate(palabras):
        if planas[puesto] not in de_pila or not palabra[0][0].isupper():
            continue
        antes = [una for una in planas[max(0, puesto - 2) : puesto] if una not in ENLACES]
        sigue = next((n for n in range(puesto + 1, len(planas)) if planas[n] not in ENLACES), None)
        if sigue is None or not palabras[sigue][0][0].isupper() or any(map(_DE_LUGAR.fullmatch, antes)):
            continue
        if siguen is None or planas[sigue] in siguen:
            yield palabra.start(), palabras[sigue].end()
