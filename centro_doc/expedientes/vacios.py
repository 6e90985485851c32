"""Los vacíos de un expediente en pocas líneas: qué le falta y cuánto; el detalle está en sus pendientes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from centro_doc.comun.plantillas import plural
from centro_doc.expedientes.contenido import Apartado, Tabla
from centro_doc.expedientes.del_grupo import VENCIDO
from centro_doc.expedientes.huecos import ARCHIVO, CITADAS, FECHA, POSTURA, ROTAS, TEXTO
from centro_doc.expedientes.modelos import Nivel
from centro_doc.expedientes.sustento import FALTAN, SIN_CUMPLIR

_CITADAS = {
    CITADAS[Nivel.PUBLICA]: (
        "norma que se cita y no está entre lo público",
        "normas que se citan y no están entre lo público",
    ),
    CITADAS[Nivel.TRABAJO]: ("norma que se cita y no tenemos", "normas que se citan y no tenemos"),
}
_ACUERDOS = 3
"""Acuerdos sin cumplir que se nombran; los demás se cuentan."""
_FALTAS: Mapping[str, tuple[str, str, str]] = {
    TEXTO: ("Falta", "norma del núcleo sin texto en el Centro", "normas del núcleo sin texto en el Centro"),
    ARCHIVO: (
        "Falta",
        "documento del que sólo consta la ficha",
        "documentos de los que sólo consta la ficha",
    ),
    FECHA: ("Sin fecha", "documento sin la fecha del hecho", "documentos sin la fecha del hecho"),
    POSTURA: ("Sin dato", "opinión sin postura", "opiniones sin postura"),
}
_DE_TRAMITE = ("Falta", "etapa de trámite sin documento que la pruebe", "etapas de trámite sin prueba")


@dataclass(frozen=True, slots=True)
class Vacio:
    """Una línea: la palabra de su sello, qué falta y, si ayuda, de quién o cuál."""

    sello: str
    texto: str
    detalle: str = ""

    @property
    def grave(self) -> bool:
        """¿Falta o venció algo, o es un dato que completar?"""
        return self.sello in {"Falta", VENCIDO, "Rota"}


def vacios(pendientes: Apartado) -> tuple[Vacio, ...]:
    """Los de un apartado de pendientes, primero los acuerdos del grupo."""
    return tuple(vacio for tabla in pendientes.tablas for vacio in _de(tabla))


def _de(tabla: Tabla) -> Iterator[Vacio]:
    cuantas = len(tabla.filas)
    if tabla.titulo == SIN_CUMPLIR:
        for acuerdo, que, responsable, vence, cumplimiento in tabla.filas[:_ACUERDOS]:
            yield Vacio(cumplimiento, que, " · ".join(filter(None, (acuerdo, responsable, vence))))
        if cuantas > _ACUERDOS:
            yield Vacio("Pendiente", plural(cuantas - _ACUERDOS, "acuerdo más", "acuerdos más"))
    elif tabla.titulo in _CITADAS:
        dicho = plural(cuantas, *_CITADAS[tabla.titulo])
        yield Vacio("Falta", dicho, tabla.filas[0][0] + (", entre otras" if cuantas > 1 else ""))
    elif tabla.titulo == FALTAN:
        por_clase = Counter(fila[0] if fila[0] in _FALTAS else "" for fila in tabla.filas)
        for clase, veces in por_clase.items():
            sello, una, muchas = _FALTAS.get(clase, _DE_TRAMITE)
            yield Vacio(sello, plural(veces, una, muchas))
    elif tabla.titulo == ROTAS:
        yield Vacio("Rota", plural(cuantas, "pasaje que ya no está", "pasajes que ya no están"))
