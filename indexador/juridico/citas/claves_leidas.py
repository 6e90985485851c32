"""De lo que se leyó (clase, número, emisor) a la clave de la norma y cuánto se confía en ella."""

from typing import NamedTuple

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import DE, DETERMINANTES, MESES
from indexador.juridico.citas.normas import ULTIMO_CORRIDO, Leida
from indexador.juridico.objetivos import SIN_RESOLVER

_SIN_CONGRESO = range(1983, 1986)
"""Años sin Congreso: un decreto que no dice de quién es puede ser de la Constituyente o un decreto-ley."""
_SOLO_CON_ANIO = frozenset({"DG", "AG", "AL", "AMN", "AIGM", "ATSE", "AJD"})
_POR_PREFIJO = {"igm": "AIGM", "amn": "AMN", "tse": "ATSE", "jd": "AJD", "ag": "AG"}
_DE_ACUERDO = {"DC": ("AL", 0.75), "DG": ("AG", 0.7)}
_DE_LA_CORTE = frozenset({
    "constitucionalidad", "cc", "inconstitucionalidad", "inconstitucional", "inconstitucionales", "amparo",
    "sentencia", "consultiva", "inconstitucionalidades", "amparos", "gaceta",
})  # fmt: skip
_LA_CORTE = frozenset({"corte", "cc", "guatemala", "amparo", "inconstitucionalidad"})
_DE_OTRO = frozenset({
    "juzgado", "juzgados", "ministerio", "direccion", "tribunal", "sala", "procuraduria", "municipalidad",
    "inspeccion", "fiscalia", "instituto", "subdireccion", "departamento", "comision", "secretaria",
})  # fmt: skip
_DE_AVISO = _DE_OTRO | frozenset({
    "notario", "notaria", "notarial", "notificador", "of", "edicto", "edictos", "remate", "subasta",
    "intestada", "intestado", "testamentaria", "sucesion", "sucesorio", "mortual", "supletorio", "coactivo",
    "ejecutante", "apremio", "voluntarias", "matrimonio", "divorcio", "demandado", "demandada",
    "matriculas", "rectificacion", "infrascrito", "secretario",
})  # fmt: skip
"""Lo que anuncia en el diario un juzgado, un notario o una oficina, que también numeran sus expedientes."""
_PROCESOS = frozenset({"ejecutivo", "ordinario", "sumario", "sumaria", "diligencias"})
_ALREDEDOR, _JUNTO = 30, 10
SEGURA, DUDOSA, POCA = 0.97, 0.7, 0.4


class Clave(NamedTuple):
    """La clave, `SIN_RESOLVER` o vacía, y de 0 a 1 cuánto se confía en ella."""

    clave: str
    confianza: float


def clave(f: Fichas, leida: Leida, conocidas: frozenset[str]) -> Clave:
    """La clave de una norma leída; `conocidas` son las del catálogo."""
    numero = leida.numero
    if leida.codigo == "CC":
        return _de_expediente(f, leida)
    if numero.roto:
        return _sin_resolver(leida)
    if leida.codigo == "D":
        hecha = _de_decreto(leida, conocidas)
    elif leida.codigo == "DLEG":
        hecha = _de_legislativo(leida)
    elif leida.codigo in {"A", "AM"}:
        hecha = _de_acuerdo(leida)
    elif leida.codigo == "OIT":
        hecha = Clave(f"TR-OIT-{numero.numero}", 0.9)
    elif leida.codigo == "DL" and numero.anio is None and int(numero.numero) > ULTIMO_CORRIDO:
        hecha = _sin_resolver(leida)
    elif leida.codigo in _SOLO_CON_ANIO and numero.anio is None:
        hecha = Clave("", POCA)
    else:
        hecha = Clave(_con_anio(leida.codigo, leida), SEGURA)
    confianza = _confianza(hecha.confianza, leida)
    return hecha if confianza == hecha.confianza else Clave(hecha.clave, confianza)


def _sin_resolver(leida: Leida) -> Clave:
    """Una cita cierta de una norma incierta, si su clase o su emisor no dejan duda de que cita."""
    con_anio = leida.numero.anio is not None or leida.numero.roto
    cierta = leida.emisor is not None or leida.codigo == "AM" or (leida.rotulada and con_anio)
    return Clave(SIN_RESOLVER, 0.5 if cierta else POCA)


def _confianza(base: float, leida: Leida) -> float:
    if leida.numero.conflicto:
        base = min(base, 0.6)
    if leida.numero.sin_guion:
        return min(base, 0.6)
    return min(base, 0.75) if leida.numero.dudoso else base


def _con_anio(clase: str, leida: Leida) -> str:
    anio = f"-{leida.numero.anio}" if leida.numero.anio is not None else ""
    return f"{clase}-{leida.numero.numero}{anio}"


def _de_decreto(leida: Leida, conocidas: frozenset[str]) -> Clave:
    numero, anio = leida.numero.numero, leida.numero.anio
    de = leida.emisor.clase if leida.emisor else ""
    if de == "EXT":
        return Clave("", 0.3)
    if anio is None:
        if de == "DL":
            return Clave(f"DL-{numero}", 0.8)
        if int(numero) > ULTIMO_CORRIDO or de == "DANC":
            return _sin_resolver(leida)
        claro = leida.rotulada or leida.en_alta or bool(de) or len(numero) > 2
        return Clave(f"DS-{numero}", 0.9 if claro else POCA)
    if de in {"DANC", "DL", "DG"}:
        return Clave(_con_anio(de, leida), SEGURA)
    if de and de != "DC":
        return Clave("", 0.3)
    if not de and anio in _SIN_CONGRESO:
        posible = _con_anio("DANC", leida)
        return Clave(posible, DUDOSA) if posible in conocidas else _sin_resolver(leida)
    return Clave(_con_anio("DC", leida), SEGURA)


def _de_legislativo(leida: Leida) -> Clave:
    """«Decreto Legislativo 73-2008».

    Así llaman algunos al del Congreso; sin año, o de otro órgano, no se sabe.
    """
    suyo = leida.emisor is None or leida.emisor.clase == "DC"
    if leida.numero.anio is None or not suyo or leida.numero.anio in _SIN_CONGRESO:
        return Clave("", 0.3)
    return Clave(_con_anio("DC", leida), 0.6)


def _de_acuerdo(leida: Leida) -> Clave:
    """Un acuerdo sólo se identifica con su órgano."""
    if leida.numero.anio is None:
        return Clave("", 0.3)
    de = leida.emisor
    if leida.codigo == "AM" or (de and de.clase == "AM"):
        if de and de.organo:
            return Clave(_con_anio(f"AM-{de.organo}", leida), SEGURA)
        return _sin_resolver(leida)
    if suya := _POR_PREFIJO.get(leida.numero.prefijo):
        return Clave(_con_anio(suya, leida), 0.9)
    if de and de.clase in _SOLO_CON_ANIO - {"DG"}:
        return Clave(_con_anio(de.clase, leida), SEGURA)
    if de and de.clase in _DE_ACUERDO:
        suya, confianza = _DE_ACUERDO[de.clase]
        return Clave(_con_anio(suya, leida), confianza)
    return Clave(SIN_RESOLVER, POCA)


def _de_expediente(f: Fichas, leida: Leida) -> Clave:
    """El de la Corte de Constitucionalidad; el de una oficina, un juzgado o un notario no es una cita."""
    if leida.numero.anio is None or leida.numero.roto or leida.numero.prefijo not in {"", "cc"}:
        return Clave("", 0.3)
    suya = _con_anio("CC", leida)
    if leida.emisor and leida.emisor.clase == "CC":
        return Clave(suya, SEGURA)
    siguiente = leida.fin
    if f.formas[siguiente] in DE:
        siguiente += 1
        siguiente += f.formas[siguiente] in DETERMINANTES
        de_quien = f.palabra(siguiente) and f.mayuscula(siguiente) and f.formas[siguiente] not in _LA_CORTE
        if f.formas[siguiente] in _DE_OTRO or de_quien:
            return Clave("", 0.3)
    cerca = _alrededor(f, leida, _ALREDEDOR)
    if not _DE_LA_CORTE.isdisjoint(cerca):
        return Clave(suya, 0.95)
    if not _DE_AVISO.isdisjoint(_alrededor(f, leida, _JUNTO)) or _de_aviso(f, leida):
        return Clave("", 0.3)
    return Clave(suya, 0.75 if leida.en_alta and leida.numero.anio >= 1995 else 0.45)


def _alrededor(f: Fichas, leida: Leida, cuantas: int) -> list[str]:
    return f.formas[max(0, leida.inicio - cuantas) : leida.fin + cuantas]


def _de_aviso(f: Fichas, leida: Leida) -> bool:
    """«Exp. 12-2013, oficial 4to.», «(Expediente 112-2013) 28 octubre 12 noviembre», «Ejecutivo. Exp. …».

    Lo dicen quién lo tramita, los días en que se publica o la clase de proceso, justo antes.
    """
    tras = f.tras(leida.fin, ")", "-", ".", ",")
    lo_tramita = f.siguen(tras, ("a", "cargo")) or (f.formas[tras] == "oficial" and f.numero(tras + 1))
    en_dias = f.numero(tras) and f.formas[tras + 1] in MESES
    antes = leida.inicio - 1
    while antes > 0 and f.formas[antes] in {".", ",", ":", "-"}:
        antes -= 1
    return lo_tramita or en_dias or f.formas[max(antes, 0)] in _PROCESOS
