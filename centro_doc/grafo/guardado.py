"""Guardar lo leído de un documento en lugar de lo que había, sin perder lo que una persona decidió."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from centro_doc.grafo import decididas
from centro_doc.grafo.decididas import Decision
from centro_doc.grafo.lectura import FIRME, CitaEnPagina, Leido
from centro_doc.grafo.modelos import (
    CitaGuardada,
    DivisionGuardada,
    EstadoDeCita,
    LecturaJuridica,
    ObjetivoDeCita,
)
from centro_doc.grafo.palabras import lugar_de_articulo
from centro_doc.normas.modelos import VigenciaDispuesta
from indexador.juridico import marcas
from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import Objetivo

_LARGO_DE_CLAVE, _LARGO_DE_ARTICULO = 60, 40
_ARTICULOS = frozenset({marcas.ARTICULO, marcas.CITADO})


@dataclass(frozen=True, slots=True)
class Mirada:
    """Un documento como estaba al leerlo, y con qué se leyó (`LecturaJuridica`)."""

    documento_id: int
    texto_id: int | None
    revision: int
    reglas: int
    nombres: str
    clave: str
    jurisdiccion: str
    tipo: str


def anotar_mirada(sesion: Session, mirada: Mirada) -> LecturaJuridica:
    """Deja dicho de qué salió lo guardado del documento."""
    fila = sesion.get(LecturaJuridica, mirada.documento_id)
    if fila is None:
        fila = LecturaJuridica(documento_id=mirada.documento_id, cuerpos=[])
        sesion.add(fila)
    for nombre, valor in asdict(mirada).items():
        setattr(fila, nombre, valor)
    return fila


def guardar(sesion: Session, mirada: Mirada, leido: Leido) -> None:
    """Sustituye la estructura, las citas y la vigencia que dispone el documento; repetirlo deja lo mismo."""
    decisiones = decididas.de_documento(sesion, mirada.documento_id)
    for modelo in (ObjetivoDeCita, CitaGuardada, DivisionGuardada, VigenciaDispuesta):
        sesion.execute(delete(modelo).where(modelo.documento_id == mirada.documento_id))
    anotar_mirada(sesion, mirada).cuerpos = [list(cuerpo) for cuerpo in leido.estructura.cuerpos]
    divisiones = list(_divisiones(mirada.documento_id, leido))
    if divisiones:
        sesion.execute(insert(DivisionGuardada), divisiones)
    _guardar_vigencia(sesion, mirada, leido)
    puestas = decididas.poner(decisiones, leido.citas, leido.unido)
    citas = [(una, puestas.de.get(n)) for n, una in enumerate(leido.citas)] + puestas.sueltas
    if citas:
        _guardar_citas(sesion, mirada, leido, citas)
    sesion.flush()
    sesion.expire_all()


def filas_de_objetivos(
    objetivos: Iterable[Objetivo], *, cita_id: int, documento_id: int, propia: str, relacion: str, firme: bool
) -> list[dict[str, Any]]:
    """Las filas de `cita_objetivo` de una cita.

    `propia` es la norma del documento y `firme`, si la cita se da por cierta.
    Lo que no cabe en su columna no es una norma ni un artículo: se deja fuera.
    """
    return [
        {
            "cita_id": cita_id,
            "documento_id": documento_id,
            "norma_clave": uno.norma,
            "articulo": uno.articulo,
            "hasta": uno.hasta,
            "serie": uno.serie,
            "subdivision": "".join(f".{clase}:{valor}" for clase, valor in uno.subdivision),
            "desde_lugar": lugar_de_articulo(uno.articulo),
            "hasta_lugar": lugar_de_articulo(uno.hasta or uno.articulo),
            "relacion": relacion,
            "vale": firme and uno.norma != propia and leer_clave(uno.norma) is not None,
            "propia": uno.norma == propia,
        }
        for uno in dict.fromkeys(objetivos)
        if len(uno.norma) <= _LARGO_DE_CLAVE and max(len(uno.articulo), len(uno.hasta)) <= _LARGO_DE_ARTICULO
    ]


def es_firme(estado: str, resolucion: str, confianza: float) -> bool:
    """¿Puede darse por cierta? La que una persona aceptó, o la que se leyó sin duda y nadie descartó."""
    if estado == EstadoDeCita.LEIDA:
        return confianza >= FIRME and resolucion != "sin_resolver"
    return estado != EstadoDeCita.DESCARTADA


def _divisiones(documento_id: int, leido: Leido) -> Iterator[dict[str, Any]]:
    for orden, una in enumerate(leido.estructura.divisiones):
        valores = asdict(una)
        lugar = lugar_de_articulo(una.numero) if una.clase in _ARTICULOS else 0
        yield {**valores, "documento_id": documento_id, "orden": orden, "lugar": lugar}


def _guardar_vigencia(sesion: Session, mirada: Mirada, leido: Leido) -> None:
    dispone = leido.vigencia
    if dispone is None or mirada.texto_id is None:
        return
    sesion.add(
        VigenciaDispuesta(
            documento_id=mirada.documento_id,
            texto_id=mirada.texto_id,
            clave=mirada.clave,
            articulo=dispone.articulo[:_LARGO_DE_ARTICULO],
            ancla=dispone.ancla,
            pagina=dispone.pagina,
            dia=dispone.dia,
            dias=dispone.dias,
            excepciones=[uno.guardado() for uno in dispone.excepciones],
        )
    )


def _guardar_citas(
    sesion: Session, mirada: Mirada, leido: Leido, citas: Sequence[tuple[CitaEnPagina, Decision | None]]
) -> None:
    sesion.execute(insert(CitaGuardada), [_cita(mirada, leido, una, decision) for una, decision in citas])
    suyas = select(CitaGuardada.id).where(CitaGuardada.documento_id == mirada.documento_id)
    numeros = sesion.scalars(suyas.order_by(CitaGuardada.id)).all()
    objetivos = []
    for numero, (una, decision) in zip(numeros, citas, strict=True):
        estado = decision.estado if decision is not None else EstadoDeCita.LEIDA
        corregida = decision is not None and estado == EstadoDeCita.CORREGIDA
        suyos = decision.objetivos if decision is not None and corregida else una.cita.objetivos
        objetivos += filas_de_objetivos(
            suyos,
            cita_id=numero,
            documento_id=mirada.documento_id,
            propia=mirada.clave,
            relacion=una.cita.relacion,
            firme=es_firme(estado, una.cita.resolucion, una.cita.confianza),
        )
    if objetivos:
        sesion.execute(insert(ObjetivoDeCita), objetivos)


def _cita(mirada: Mirada, leido: Leido, una: CitaEnPagina, decision: Decision | None) -> dict[str, Any]:
    cita = una.cita
    return {
        "documento_id": mirada.documento_id,
        "texto_id": mirada.texto_id,
        "pagina": una.pagina,
        "inicio": una.inicio,
        "pagina_final": una.pagina_final,
        "fin": una.fin,
        "literal": cita.literal,
        "lugar": una.lugar,
        "ancla": una.ancla,
        "clase": cita.clase,
        "relacion": cita.relacion,
        "resolucion": cita.resolucion,
        "confianza": cita.confianza,
        "conflicto": cita.conflicto,
        "abierta": cita.abierta,
        "leidos": [str(objetivo) for objetivo in cita.objetivos],
        "estado": decision.estado if decision is not None else EstadoDeCita.LEIDA,
        "pasaje": decididas.pasaje_de(leido.unido, cita.inicio, cita.fin) if decision is not None else "",
        "decidida": decision.decidida if decision is not None else None,
        "decidida_por": decision.decidida_por if decision is not None else None,
    }
