"""La tabla de las señas que anteceden a una fecha y dicen de qué es: «DADO EN EL PALACIO…», «Vigencia:»."""

import re
from dataclasses import dataclass

from indexador.lengua.plano import abrir


@dataclass(frozen=True, slots=True)
class Sena:
    """Unas palabras fijas y la clase de la fecha que va tras ellas, a lo sumo a `alcance` caracteres.

    `zona` es dónde se busca: `cabeza` (antes de los considerandos), `cola` (lo último), `orillas` (ambas) o
    `todo`. `renglon` exige que la fecha esté en el mismo renglón, y `sigue`, algo que poco después
    de ella se diga.
    """

    clase: str
    patron: re.Pattern[str]
    alcance: int
    confianza: float
    zona: str = "todo"
    renglon: bool = False
    sigue: re.Pattern[str] | None = None


def _s(
    clase: str,
    patron: str,
    alcance: int,
    confianza: float,
    zona: str = "todo",
    *,
    renglon: bool = False,
    sigue: str = "",
) -> Sena:
    return Sena(
        clase,
        re.compile(abrir(patron).replace(" ?", r"\s{0,2}").replace(" ", r"\s{1,3}")),
        alcance,
        confianza,
        zona,
        renglon,
        re.compile(abrir(sigue)) if sigue else None,
    )


_DIARIO = r"(?:el )?(?:«diario» (?:de «centro america»|«oficial»)|«el peruano»|boe|dof)"
_ROTULO = r"(?:^|\n)[\s*•-]{0,6}"

NORMA = (
    _s(
        "emision",
        r"(?:«dad»|«emitid»)\x20?[oa]s? «en» (?:«el palacio»|«la ciudad»|«la sala»|«la sede»|«el salon»|"
        r"«guatemala»|«la casa»)",
        240,
        1.0,
    ),
    _s("emision", rf"{_ROTULO}(?:«emitido»|«dado») el\s", 40, 0.8, "orillas"),
    _s(
        "emision",
        rf"{_ROTULO}(?:«fecha»(?: de «emision»| de «aprobacion»)?|«emision»|«emitido»(?: "
        rf"el)?)\s?:",
        60,
        0.95,
        "orillas",
        renglon=True,
    ),
    _s("sancion", r"«palacio nacional»(?: de la «cultura»)?\s?[:;.,]{0,2}\s{0,3}", 120, 1.0),
    _s(
        "sancion", rf"(?:{_ROTULO}«sancion»|«sancionad»[oa](?: el)?)\s?:?\s", 50, 0.9, "orillas", renglon=True
    ),
    _s("sancion", r"«sancionad»[oa] por[^\n;.]{0,80}? el (?=\d)", 30, 0.85, "cola"),
    _s("aprobacion", r"«aprobad»[oa] por el «pleno»[^\n;.]{0,60}? el (?=\d)", 30, 0.85, "cola"),
    _s("publicacion", rf"{_ROTULO}(?:«fecha de» )?«publicacion»\s?:", 110, 0.97, "orillas", renglon=True),
    _s(
        "publicacion",
        rf"«publicad»[oa]s?(?: en {_DIARIO})?[^\n;]{{0,60}}?(?=(?:el|de fecha|,|-) ?\d)",
        60,
        0.85,
        "orillas",
        renglon=True,
    ),
    _s(
        "publicacion",
        rf"(?:su|de) «publicacion» en {_DIARIO},? (?:el|de fecha|de)\s",
        40,
        0.85,
        "orillas",
        renglon=True,
    ),
    _s("publicacion", rf"{_ROTULO}{_DIARIO}[,:]", 60, 0.75, "orillas", renglon=True),
    _s(
        "publicacion",
        r"(?:«publicad»[oa] en el|«nueva ley») (?:«diario oficial de la federacion»|dof) "
        r"(?:el )?",
        40,
        0.95,
        "cabeza",
    ),
    _s("vigencia", rf"{_ROTULO}«vigencia»\s?:", 40, 0.95, "orillas", renglon=True),
    _s(
        "vigencia",
        r"(?:«entrara»|«entra»|«entrando»|«entro»|«empezara»|«comenzara») (?:en (?:«vigencia»|"
        r"«vigor»)|a «regir»|a «surtir efectos»)(?: (?:a «partir» del|para «guatemala»))?(?: "
        r"(?:el|del))?(?: dia)?\s",
        36,
        0.9,
        "cola",
    ),
    _s("vigencia", r"«empezara» a «regir» (?:el|a partir del)\s", 40, 0.9, "cola"),
    _s("vigencia", r"«entra»(?: en (?:«vigencia»|«vigor»)) (?:el|a «partir» del)\s", 40, 0.85, "orillas"),
    _s("aprobacion", rf"{_ROTULO}«aprobacion»(?: por el «congreso»)?\s?:", 40, 0.95, "orillas", renglon=True),
    _s(
        "firma",
        rf"{_ROTULO}(?:«firma»|«suscripcion»)(?: por «guatemala»)?\s?:",
        40,
        0.95,
        "orillas",
        renglon=True,
    ),
    _s(
        "ratificacion",
        rf"(?:{_ROTULO}«ratificacion»(?: por «guatemala»)?\s?:|«ratificad»[oa] (?:por "
        rf"«guatemala» )?el\s)",
        40,
        0.9,
        "orillas",
        renglon=True,
    ),
    _s("deposito", rf"(?:{_ROTULO}«deposito»\s?:|«depositad»[oa] el\s)", 50, 0.85, "orillas", renglon=True),
    _s("adopcion", r"«adoptad»[oa][^.\n]{0,120}?(?=(?:de|el|a) \d)", 60, 0.85, "cabeza"),
    _s("firma", r"(?:«firmad»[oa]s?|«suscrit»[oa]s?|«hecho y firmado») en\s", 120, 0.85, "orillas"),
    _s("adopcion", r"(?:«hecho»|«hecha») en\s", 120, 0.8, "orillas"),
    _s("presentacion", r"(?:«fecha de presentacion»|«presentada el»|«presentacion»\s?:)", 50, 0.9, "cabeza"),
    _s("presentacion", r"(?:«recibido»|«recibida»)(?![a-z])", 60, 0.55, "cabeza"),
)
_SE_CELEBRA = _s(
    "sesion",
    r"«se llevara a cabo»|«se llevo a cabo»|«se celebrara»|«tendra lugar»|«a realizarse»|«a celebrarse»|"
    r"«celebrada»|«comparecer»|«compareciera»|«comparezca»",
    110,
    0.85,
    "cabeza",
)
CORTE = _s(
    "del_dato",
    r"(?:«datos»|«cifras»|«presupuestaria»|«informacion»|«corte»|«actualizad»[oa]s?)(?: de)? al? "
    r"(?:(?:dia|mes) )?(?:de )?|«fecha de corte»\s?:\s?",
    30,
    0.85,
    "cabeza",
)
DICTAMEN = (
    _s("dictamen", r"(?:«dado»|«emitido»|«suscrito»)[^.]{0,30} en\s", 260, 1.0, "cola"),
    _s("dictamen", r"«sala de» (?:«sesiones»|«la comision»|«comisiones»|«trabajo»)", 200, 0.9, "cola"),
    _s("dictamen", rf"{_ROTULO}«fecha»(?: del? «dictamen»)?\s?:", 50, 0.9, "cabeza", renglon=True),
    _s("dictamen", rf"{_ROTULO}«guatemala»(?: de la asuncion)?,?\s", 60, 0.85, "orillas"),
    _s("conocimiento_pleno", r"«conoci»[do]?[^.]{0,30} «pleno»", 160, 0.85),
    _s("conocimiento_pleno", r"«pleno»[^.]{0,60}«conocio»", 120, 0.85),
    _s(
        "conocimiento_pleno",
        r"(?:«con fecha»|«en fecha»|«el dia»|«en sesion»[^.\n]{0,30} (?:del?|el))\s",
        12,
        0.85,
        sigue=r"«pleno»[^.]{0,80}«conoci»|«conoci»[^.]{0,40}«pleno»",
    ),
)
ACTA = (
    _s("sesion", r"«celebrada»|«sesion»[^.\n]{0,40} del?\s|«siendo las»|«reunid»[oa]s", 260, 0.95, "cabeza"),
    _s("sesion", rf"{_ROTULO}(?:«fecha»|«dia»)\s?:", 60, 0.95, "cabeza", renglon=True),
    _s("sesion", r"«guatemala»,\s", 60, 0.8, "cabeza"),
    _s("sesion", r"«el dia»|«a los»", 120, 0.7, "cabeza"),
)
CARTA = (
    _s("emision", r"«guatemala»(?: de la asuncion)?(?:, c\. ?a\.)?,?\s{1,3}", 22, 0.95, "orillas"),
    _s("emision", rf"{_ROTULO}(?:«lugar y fecha»|«fecha»)\s?:", 80, 0.95, "cabeza", renglon=True),
    _s("recepcion", r"(?:«recibido»|«recibida»)(?![a-z])", 60, 0.75, "orillas"),
    _SE_CELEBRA,
    CORTE,
    _s("plazo", r"(?:«a mas tardar»|«fecha limite»|«plazo»)[^.\n]{0,30}?", 50, 0.75),
)
CONVENIO = (
    _s(
        "firma",
        r"(?:«suscrit»[oa]s?|«firmad»[oa]s?|«firmamos»|«celebrad»[oa]|«suscriben»)(?![a-z])",
        220,
        0.9,
        "orillas",
    ),
    _s("firma", r"«en la ciudad de»", 160, 0.8, "orillas"),
    _s(
        "vigencia",
        r"«entrara en vigor»|«entrara en vigencia»|«vigencia»(?![^\n]{0,90} hasta )",
        60,
        0.7,
        "cola",
    ),
    _s("adopcion", r"«adoptad»[oa][^.\n]{0,120}?(?=(?:de|el|a) \d)", 60, 0.85, "orillas"),
    _s("vigencia_hasta", r"«vencera»|«hasta el»|«finalizara»|«concluira»", 50, 0.75, "cola"),
)
