"""A qué página lleva una consulta que no pide documentos: los acuerdos, las mesas, la agenda legislativa…"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from centro_doc.agenda.modelos import Tema
from indexador.lengua import plegar, raices
from indexador.lengua.fechas import Periodo
from indexador.lengua.periodos_dichos import mes_o_dia_dicho, trimestre_dicho

ACUERDOS = "acuerdos"
MESAS = "mesas"
LLEVAR = "llevar"
TRIMESTRE = "trimestre"
AGENDA = "agenda"
_COMPROMISOS = frozenset(raices("acuerdo acuerdos compromiso compromisos"))
_PENDIENTES = frozenset(raices("cumplir cumplido incumplido pendiente vencido vencimiento"))
_DE_MESA = frozenset(raices("mesa mesas grupo grupos"))
_LARGO = 300
_CONVOCAR = frozenset(raices("convocar convocada conformar"))
_SIN_MESA = re.compile(r"\bsin (?:(?:la|su|el|un|una) )?(?:mesas?|grupos? tecnicos?)\b")
_COPIA = frozenset(raices("zip bagit"))
_LLEVARSE = frozenset(raices("descargar bajar exportar imprimir"))
_TODO = frozenset(raices("expediente dossier internet"))
_RENDIR = frozenset(raices("informe trimestral trimestre"))
_AGENDA = frozenset(raices("agenda legislativa"))


@dataclass(frozen=True, slots=True)
class Atajo:
    """Una lista del centro. `tema`: el único que la consulta nombra, o ninguno.

    `dias`: los del trimestre del que se rinden cuentas. `fecha`: a qué día se pide la agenda legislativa.
    """

    lista: str
    tema: Tema | None = None
    dias: Periodo | None = None
    fecha: date | None = None


def atajo(consulta: str, temas: Sequence[Tema], hoy: date) -> Atajo | None:
    """La lista que responde a la consulta, si alguna: «mesa de regularización: acuerdos sin cumplir»."""
    dichas = frozenset(raices(consulta))
    if dichas & _COMPROMISOS and dichas & _PENDIENTES:
        return Atajo(ACUERDOS, _tema(consulta, dichas, temas))
    if dichas & _DE_MESA and (dichas & _CONVOCAR or _SIN_MESA.search(plegar(consulta[:_LARGO]))):
        return Atajo(MESAS)
    tema = _tema(consulta, dichas, temas)
    con_codigo = tema is not None and tema.codigo in _escritos(consulta)
    if dichas & _COPIA or (dichas & _LLEVARSE and (dichas & _TODO or con_codigo)):
        return Atajo(LLEVAR, tema)
    dias = trimestre_dicho(consulta)
    if dias is not None and dichas & _RENDIR:
        return Atajo(TRIMESTRE, dias=dias)
    if dichas >= _AGENDA:
        dias = mes_o_dia_dicho(consulta, hoy)
        return Atajo(AGENDA, fecha=min(dias[1], hoy) if dias is not None else None)
    return None


def _tema(consulta: str, dichas: frozenset[str], temas: Sequence[Tema]) -> Tema | None:
    """El tema cuyo código o cuyo nombre se dice, por las palabras que ningún otro tiene en el suyo."""
    escritos = _escritos(consulta)
    por_codigo = [tema for tema in temas if tema.codigo in escritos]
    veces = Counter(raiz for tema in temas for raiz in set(raices(tema.nombre)))
    por_nombre = [
        tema for tema in temas if any(veces[raiz] == 1 for raiz in dichas & frozenset(raices(tema.nombre)))
    ]
    hallados = por_codigo or por_nombre
    return hallados[0] if len(hallados) == 1 else None


def _escritos(consulta: str) -> frozenset[str]:
    return frozenset(consulta.upper().replace(":", " ").replace(",", " ").split())
