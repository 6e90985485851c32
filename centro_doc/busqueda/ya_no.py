"""Los documentos que descansan en una norma derogada después: «documentos de 2008 que ya no valen».

Viejo no es derogado: no se dice que un documento ya no valga, sino qué norma cita o trae, qué la derogó y
desde cuándo. Cuál de sus conclusiones sigue en pie lo decide quien lo lee.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centro_doc.busqueda.de_normas import DeNormas
from centro_doc.busqueda.norma_pedida import objetivos_pedidos
from centro_doc.busqueda.pregunta import Pregunta
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.hechos import fecha_principal
from centro_doc.catalogo.modelos import Documento
from centro_doc.grafo.acceso import cuentan
from centro_doc.grafo.modelos import ObjetivoDeCita
from centro_doc.normas.consultas import en_prosa, guardados
from centro_doc.normas.hechos import estado_de
from centro_doc.normas.memoria import estados_actuales
from centro_doc.normas.modelos import Norma, Vigencia
from centro_doc.normas.palabras import VERIFICACIONES
from centro_doc.normas.uniones import textos_de_normas
from centro_doc.normas.vigencia import Hecho
from indexador.juridico.objetivos import Objetivo
from indexador.lengua import Tesauro

_DEROGADAS: Mapping[str, str] = {
    Vigencia.DEROGADA: "derogada",
    Vigencia.DEROGADA_PARCIALMENTE: "derogada en parte",
}
_TOPE = 5_000
_AVISO = (
    "Documentos que citan o traen una norma derogada después de su fecha. Ser viejos no les quita valor: de "
    "cada uno se dice qué norma es y qué la derogó."
)
_NINGUNO = "Ningún documento de esas fechas cita o trae una norma derogada después."


@dataclass(frozen=True, slots=True)
class _Derogada:
    clave: str
    desde: date
    dicho: str
    por: str


def que_ya_no_rigen(
    sesion: Session, marcas: frozenset[str], pregunta: Pregunta, hoy: date, tesauro: Tesauro | None
) -> DeNormas | None:
    """Los documentos visibles de antes de que se derogara lo que citan o traen, del período que se pida.

    Nada si la consulta no pregunta por ello o nombra una norma.
    """
    if not pregunta.pide_lo_que_ya_no_rige or objetivos_pedidos(sesion, pregunta.texto, tesauro):
        return None
    derogadas = _derogadas(sesion, marcas, hoy)
    pedidos = _con_lo_suyo(sesion, marcas, derogadas)
    desde, hasta = pregunta.periodo.dias if pregunta.periodo is not None else (date.min, date.max)
    razones: dict[int, str] = {}
    otros: Counter[int] = Counter()
    for documento in sesion.scalars(
        select(Documento)
        .where(Documento.id.in_(list(pedidos)[:_TOPE]), visible_para(marcas))
        .options(selectinload(Documento.fechas))
    ):
        fecha = fecha_principal(documento.tipo, documento.fechas)
        if fecha is None or fecha.valor is None:
            continue
        suyas = [f"{verbo} {una.dicho}" for verbo, una in pedidos[documento.id] if fecha.valor < una.desde]
        if suyas and desde <= fecha.valor <= hasta:
            razones[documento.id] = f"{'; '.join(dict.fromkeys(suyas))}."
        elif suyas:
            otros[fecha.valor.year] += 1
    objetivos = tuple(Objetivo(una.clave) for una in derogadas)
    de_otros = tuple(sorted(otros.items())) if not razones else ()
    return DeNormas(frozenset(razones), _AVISO if razones else _NINGUNO, objetivos, razones, de_otros)


def _derogadas(sesion: Session, marcas: frozenset[str], hoy: date) -> Sequence[_Derogada]:
    """Las normas derogadas, enteras o en parte, de las que consta desde cuándo y por qué."""
    claves = [c for c, estado in estados_actuales(sesion, hoy, marcas).items() if estado in _DEROGADAS]
    normas = sesion.scalars(select(Norma).where(Norma.clave.in_(claves)).order_by(Norma.id)).all()
    todo = guardados(sesion, normas, marcas)
    return [
        _Derogada(una.clave, hecho.desde, _dicho(una, estado.estado, hecho.norma, cuando), hecho.norma)
        for una in normas
        for estado in [estado_de(todo[una.id], hoy)]
        if (hecho := estado.hecho) is not None
        for cuando in [_cuando(hecho)]
    ]


def _dicho(norma: Norma, estado: str, por: str, cuando: str) -> str:
    quien = f" por {en_prosa(por)}" if por and por != norma.clave else ""
    return f"{norma.nombre} ({en_prosa(norma.clave)}), {_DEROGADAS[Vigencia(estado)]}{quien} ({cuando})"


def _cuando(hecho: Hecho) -> str:
    """«empezó en mayo de 2017; sin confirmar»: lo mismo que dicen la ficha de la norma y su tarjeta."""
    marca = hecho.marca_entera
    return f"empezó {hecho.cuando}{f'; {VERIFICACIONES[marca].lower()}' if marca != 'V' else ''}"


def _con_lo_suyo(
    sesion: Session, marcas: frozenset[str], derogadas: Sequence[_Derogada]
) -> Mapping[int, list[tuple[str, _Derogada]]]:
    """Cada documento que trae o cita alguna, con lo que hace y con cuál; no el que la derogó."""
    por_clave = {una.clave: una for una in derogadas}
    suyos: dict[int, list[tuple[str, _Derogada]]] = {}
    interesan = {*por_clave, *(una.por for una in derogadas)}
    normas = sesion.scalars(select(Norma).where(Norma.clave.in_(interesan))).all()
    clave_de = {una.id: una.clave for una in normas}
    trae: dict[int, set[str]] = {}
    for norma_id, textos in textos_de_normas(sesion, normas, marcas).items():
        for texto in textos:
            trae.setdefault(texto.documento.id, set()).add(clave_de[norma_id])
    for documento_id, claves in trae.items():
        suyos[documento_id] = [("Trae", por_clave[clave]) for clave in sorted(claves & por_clave.keys())]
    citas = sesion.execute(
        select(ObjetivoDeCita.documento_id, ObjetivoDeCita.norma_clave)
        .where(
            ObjetivoDeCita.vale,
            ObjetivoDeCita.norma_clave.in_(por_clave),
            cuentan(ObjetivoDeCita.documento_id, marcas),
        )
        .distinct()
        .order_by(ObjetivoDeCita.documento_id)
    )
    for documento_id, clave in citas:
        if por_clave[clave].por not in trae.get(documento_id, ()):
            suyos.setdefault(documento_id, []).append(("Cita", por_clave[clave]))
    return {documento_id: dichas for documento_id, dichas in suyos.items() if dichas}
