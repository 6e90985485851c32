"""Las menciones de una norma: cada cita con el pasaje que la trae."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import PaginaGuardada
from centro_doc.grafo import palabras
from centro_doc.grafo.decididas import objetivo_de
from centro_doc.grafo.guardado import es_firme
from centro_doc.grafo.modelos import CitaGuardada, EstadoDeCita, ObjetivoDeCita
from indexador.juridico.objetivos import Objetivo
from indexador.lengua.personales import sin_datos_personales

ANTES, DESPUES = 110, 110
"""Letras del pasaje a cada lado de la cita."""
BREVE = 50
_MARGEN = 90


@dataclass(frozen=True, slots=True)
class Apuntado:
    """Un objetivo dicho: la norma por su clave, la dirección de su artículo, o vacía, y «artículo 4»."""

    norma: str
    direccion: str
    donde: str


@dataclass(frozen=True, slots=True)
class Mencion:
    """Una cita en su sitio. `lugar` es «Artículo 8», o vacío; `antes` y `despues`, lo que la rodea.

    `conflicto`: el texto se contradice. `firme`: puede darse por cierta.
    """

    id: int
    documento_id: int
    texto_id: int
    pagina: int
    inicio: int
    pagina_final: int
    fin: int
    lugar: str
    ancla: str
    antes: str
    literal: str
    despues: str
    relacion: str
    resolucion: str
    confianza: float
    conflicto: bool
    abierta: bool
    estado: str
    objetivos: tuple[Objetivo, ...]
    leidos: tuple[str, ...]

    @property
    def firme(self) -> bool:
        """¿Puede darse por cierta?"""
        return bool(self.objetivos) and es_firme(self.estado, self.resolucion, self.confianza)

    @property
    def breve(self) -> tuple[str, str]:
        """Lo de antes y lo de después, en pocas palabras: para una lista estrecha."""
        antes, despues = self.antes, self.despues
        if len(antes) > BREVE:
            antes = f"…{antes[-BREVE:].partition(' ')[2]}"
        if len(despues) > BREVE:
            despues = f"{despues[:BREVE].rpartition(' ')[0]}…"
        return antes, despues

    @property
    def apuntan(self) -> tuple[Apuntado, ...]:
        """Sus objetivos, para enlazarlos."""
        return tuple(
            Apuntado(uno.norma, palabras.direccion(uno), palabras.donde(uno)) for uno in self.objetivos
        )

    def relacion_dicha(self, tipo: str | None) -> str:
        """«Reforma»; si quien cita es una iniciativa, «Propone reformar» (`palabras.relacion`)."""
        return palabras.relacion(self.relacion, tipo)

    @property
    def sin_resolver(self) -> bool:
        """¿No se supo qué norma es, ni lo dijo nadie?"""
        return self.estado == EstadoDeCita.LEIDA and self.resolucion == "sin_resolver"


def por_numero(sesion: Session, numeros: Collection[int]) -> Mapping[int, Mencion]:
    """Las menciones de esas citas. Quien llama ya vio que el lector puede verlas. Dos consultas."""
    if not numeros:
        return {}
    return {una.id: una for una in _leer(sesion, consulta().where(CitaGuardada.id.in_(numeros)))}


def en_orden(sesion: Session, eleccion: Select[Any]) -> tuple[Mencion, ...]:
    """Las menciones que elige una consulta hecha con `consulta`, en su orden."""
    return tuple(_leer(sesion, eleccion))


def consulta() -> Select[Any]:
    """La consulta de las citas con lo que las rodea; a ella se le añaden condiciones y orden."""
    texto, inicio = PaginaGuardada.texto, CitaGuardada.inicio
    lejos = ANTES + _MARGEN
    desde = case((inicio > lejos, inicio - lejos), else_=0)
    despues = case((CitaGuardada.pagina == CitaGuardada.pagina_final, CitaGuardada.fin), else_=10**9)
    return select(
        CitaGuardada,
        func.substr(texto, desde + 1, inicio - desde),
        func.substr(texto, despues + 1, DESPUES + 1 + _MARGEN),
    ).join(
        PaginaGuardada,
        (PaginaGuardada.texto_id == CitaGuardada.texto_id) & (PaginaGuardada.numero == CitaGuardada.pagina),
        isouter=True,
    )


def _leer(sesion: Session, eleccion: Select[Any]) -> Iterable[Mencion]:
    filas = sesion.execute(eleccion).all()
    if not filas:
        return
    objetivos: dict[int, list[Objetivo]] = {}
    for uno in sesion.scalars(
        select(ObjetivoDeCita)
        .where(ObjetivoDeCita.cita_id.in_([fila[0].id for fila in filas]))
        .order_by(ObjetivoDeCita.id)
    ):
        objetivos.setdefault(uno.cita_id, []).append(objetivo_de(uno))
    for cita, antes, despues in filas:
        alrededor = _sin_datos(antes or "", cita.literal, despues or "")
        yield _mencion(cita, *alrededor, objetivos.get(cita.id, ()))


def _mencion(cita: CitaGuardada, antes: str, despues: str, objetivos: Sequence[Objetivo]) -> Mencion:
    return Mencion(
        id=cita.id,
        documento_id=cita.documento_id,
        texto_id=cita.texto_id,
        pagina=cita.pagina,
        inicio=cita.inicio,
        pagina_final=cita.pagina_final,
        fin=cita.fin,
        lugar=cita.lugar,
        ancla=cita.ancla,
        antes=_antes(antes, cortado=cita.inicio > ANTES),
        literal=_llano(cita.literal),
        despues=_despues(despues),
        relacion=cita.relacion,
        resolucion=cita.resolucion,
        confianza=cita.confianza,
        conflicto=cita.conflicto,
        abierta=cita.abierta,
        estado=cita.estado,
        objetivos=tuple(objetivos),
        leidos=tuple(cita.leidos),
    )


def _sin_datos(antes: str, literal: str, despues: str) -> tuple[str, str]:
    """Lo de antes y lo de después, con los datos de un particular cubiertos.

    Se miran con un margen: la palabra que presenta un número puede quedar fuera de lo que se muestra.
    """
    todo = sin_datos_personales(f"{antes}{literal}{despues}")
    return todo[: len(antes)][-ANTES:], todo[len(antes) + len(literal) :][: DESPUES + 1]


def _antes(texto: str, *, cortado: bool) -> str:
    """Hasta donde empieza la cita, desde una palabra entera."""
    if cortado:
        texto = f"…{texto.partition(' ')[2] or texto}"
    llano = _llano(texto)
    return f"{llano} " if llano and texto[-1:].isspace() else llano


def _despues(texto: str) -> str:
    if len(texto) > DESPUES:
        texto = f"{texto[:DESPUES].rpartition(' ')[0]}…"
    llano = _llano(texto)
    return f" {llano}" if llano and texto[:1].isspace() else llano


def _llano(texto: str) -> str:
    return " ".join(texto.split())
