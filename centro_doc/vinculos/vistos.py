"""Los vínculos como se muestran: con el nombre de su destino, quién los decidió y sus pasajes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.nombrados import ajenos
from centro_doc.catalogo.titulos_dichos import los_que_dicen
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import PUBLICO
from centro_doc.plan.modelos import Nodo
from centro_doc.vinculos.anclados import PasajeAnclado, datos_de, lo_cubierto, textos_quitados
from centro_doc.vinculos.cubiertos import Lugar
from centro_doc.vinculos.destinos import CLASE_TEMA
from centro_doc.vinculos.modelos import EstadoEvidencia, EstadoVinculo, Evidencia, Vinculo


@dataclass(frozen=True, slots=True, kw_only=True)
class PasajeProbatorio(PasajeAnclado):
    """Una evidencia lista para mostrar."""

    id: int
    creada: datetime
    parecido: float = 1.0


@dataclass(frozen=True, slots=True)
class VinculoVisto:
    """Un vínculo con el nombre de su destino y sus pasajes. `clase` es `tema` o la clase del nodo."""

    id: int
    documento_id: int
    codigo: str
    texto: str
    clase: str
    relacion: str
    estado: str
    motivo: str
    pasajes: tuple[PasajeProbatorio, ...]
    decidido: datetime | None
    decidido_por: str

    @property
    def ancla(self) -> str:
        """Su lugar en la página del documento. Sin su número de fila, que diría cuántos más hay."""
        return f"vinculo-{self.relacion}-{self.codigo}"

    @property
    def es_tema(self) -> bool:
        """¿Su destino es un tema de la agenda?"""
        return self.clase == CLASE_TEMA

    @property
    def sin_pasaje(self) -> bool:
        """¿Lo sostiene sólo un motivo escrito?"""
        return not self.pasajes

    @property
    def confirmado(self) -> bool:
        """¿Lo sostiene una persona?"""
        return self.estado == EstadoVinculo.CONFIRMADO


def vistos(
    sesion: Session, condicion: ColumnElement[bool], *, con_pasajes: bool = True
) -> tuple[VinculoVisto, ...]:
    """Los vínculos que cumplen una condición: primero los temas, después en el orden del plan.

    De un pasaje que ya no está en el texto no se repite el literal si salió de una versión que se quitó de la
    vista: pudo quitarse para taparlo. Ni el motivo que nombra lo que no ve todo el que ve el documento.
    """
    consulta = (
        select(Vinculo, Tema, Nodo, Usuario.nombre)
        .join(Tema, Tema.id == Vinculo.tema_id, isouter=True)
        .join(Nodo, Nodo.id == Vinculo.nodo_id, isouter=True)
        .join(Usuario, Usuario.id == Vinculo.decidido_por, isouter=True)
        .where(condicion)
        .order_by(Tema.orden.is_(None), Tema.orden, Nodo.orden, Vinculo.relacion, Vinculo.id)
    )
    if con_pasajes:
        consulta = consulta.options(selectinload(Vinculo.evidencias))
    filas = sesion.execute(consulta).all()
    callados = _motivos_callados(sesion, [fila[0] for fila in filas])
    if not con_pasajes:
        return tuple(_visto(*fila, (), callados, {}) for fila in filas)
    evidencias = [evidencia for fila in filas for evidencia in fila[0].evidencias]
    quitados = textos_quitados(sesion, (e for e in evidencias if e.estado == EstadoEvidencia.ROTA))
    dichos = lo_cubierto(sesion, evidencias)
    return tuple(
        _visto(*fila, _sin_los_callados(fila[0].evidencias, quitados), callados, dichos) for fila in filas
    )


def _motivos_callados(sesion: Session, vinculos: Iterable[Vinculo]) -> frozenset[int]:
    """Los vínculos cuyo motivo nombra un documento que no ve todo el que ve el suyo."""
    todos = tuple(vinculos)
    de = los_que_dicen(sesion, [uno.motivo for uno in todos], frozenset({PUBLICO}))
    nombran = {uno.id: (uno.documento_id, de[uno.motivo]) for uno in todos if de[uno.motivo]}
    dichos: dict[int, set[str]] = {}
    for documento, suyos in nombran.values():
        dichos.setdefault(documento, set()).update(suyos)
    cerrados = ajenos(sesion, dichos)
    return frozenset(
        numero for numero, (documento, suyos) in nombran.items() if suyos.intersection(cerrados[documento])
    )


def _sin_los_callados(evidencias: Iterable[Evidencia], quitados: frozenset[int]) -> list[Evidencia]:
    return [e for e in evidencias if e.estado != EstadoEvidencia.ROTA or e.texto_id not in quitados]


def _visto(
    vinculo: Vinculo,
    tema: Tema | None,
    nodo: Nodo | None,
    quien: str | None,
    evidencias: Iterable[Evidencia],
    callados: frozenset[int],
    dichos: Mapping[Lugar, str],
) -> VinculoVisto:
    codigo, texto, clase = ("", "", "")
    if tema is not None:
        codigo, texto, clase = tema.codigo, tema.nombre, CLASE_TEMA
    elif nodo is not None:
        codigo, texto, clase = nodo.codigo, nodo.texto, nodo.clase
    return VinculoVisto(
        vinculo.id,
        vinculo.documento_id,
        codigo,
        texto,
        clase,
        vinculo.relacion,
        vinculo.estado,
        "" if vinculo.id in callados else vinculo.motivo,
        tuple(_pasaje(e, dichos) for e in evidencias),
        vinculo.decidido,
        quien or "",
    )


def _pasaje(evidencia: Evidencia, dichos: Mapping[Lugar, str]) -> PasajeProbatorio:
    return PasajeProbatorio(
        **datos_de(evidencia, dichos), id=evidencia.id, creada=evidencia.creada, parecido=evidencia.parecido
    )
