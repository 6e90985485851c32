"""Las sugerencias de la ficha: se guardan con el texto del que salen y se rehacen cuando el texto cambia.

Lo decidido no se toca nunca. De lo pendiente, lo que el texto nuevo ya no propone queda `superada`. Los
textos leídos por una versión anterior del programa los mira una rutina del trabajador.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.coincidencias import DICHO, ya_estaba
from centro_doc.catalogo.decisiones import puntuar
from centro_doc.catalogo.modelos import (
    Archivo,
    Documento,
    Estado,
    PaginaGuardada,
    TextoGuardado,
    Version,
)
from centro_doc.catalogo.modelos_sugerencias import (
    DECIDIDAS,
    EstadoSugerencia,
    FichaPropuesta,
    Sugerencia,
)
from centro_doc.catalogo.nombres import sin_carpeta
from centro_doc.catalogo.vigente import vigentes
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from indexador.ficha import Pagina, Texto
from indexador.juridico.metadatos import Propuesta, proponer

POR_TANDA = 200
"""Documentos que la rutina mira de una vez."""
_SIN_FICHA = (Estado.RETIRADO, Estado.UNIDO)
_HALLADO = ("precision", "pagina", "inicio", "fin", "literal", "confianza", "nota")


@dataclass(frozen=True, slots=True)
class Vigente:
    """El texto vigente de un documento y el nombre del archivo del que salió."""

    documento_id: int
    texto_id: int
    version_id: int
    nombre: str


def pendientes(sesion: Session, documentos: Collection[int]) -> dict[int, int]:
    """Cuántas sugerencias esperan decisión en cada documento; los que no tienen ninguna no aparecen."""
    return _contar(sesion, documentos, Sugerencia.estado == EstadoSugerencia.PENDIENTE)


def sin_pendientes() -> ColumnElement[bool]:
    """La condición SQL de los documentos cuyas sugerencias ya se decidieron todas."""
    pendiente = Sugerencia.estado == EstadoSugerencia.PENDIENTE
    return ~exists().where(Sugerencia.documento_id == Documento.id, pendiente)


def titulo_pendiente() -> Select[str]:
    """El título propuesto y sin decidir de cada `Documento` de la consulta que la contenga."""
    return (
        select(Sugerencia.valor)
        .where(
            Sugerencia.documento_id == Documento.id,
            Sugerencia.campo == "titulo",
            Sugerencia.estado == EstadoSugerencia.PENDIENTE,
        )
        .order_by(Sugerencia.id)
        .limit(1)
        .correlate(Documento)
    )


def totales(sesion: Session, documentos: Collection[int]) -> dict[int, int]:
    """Cuántas tiene cada documento, decididas o no, sin las que ya no valen."""
    return _contar(sesion, documentos, Sugerencia.estado != EstadoSugerencia.SUPERADA)


def guardar_propuestas(
    sesion: Session, vigente: Vigente, propuestas: Sequence[Propuesta], *, reloj: Reloj
) -> None:
    """Deja como pendientes las propuestas del texto vigente sobre las que nadie ha decidido.

    La que dice lo mismo que una persona o su manifiesto ya puso en la ficha queda aceptada.
    """
    documento = sesion.get_one(Documento, vigente.documento_id)
    previas: dict[tuple[str, str], Sugerencia] = {}
    for una in sesion.scalars(
        select(Sugerencia).where(Sugerencia.documento_id == vigente.documento_id).order_by(Sugerencia.id)
    ):
        previa = previas.get((una.campo, una.valor))
        if previa is None or previa.estado not in DECIDIDAS:
            previas[una.campo, una.valor] = una
        if una.estado == EstadoSugerencia.PENDIENTE:
            una.estado = EstadoSugerencia.SUPERADA
    for propuesta in puntuar(sesion, propuestas):
        previa = previas.get((propuesta.campo, propuesta.valor))
        if previa is None:
            previa = Sugerencia(
                documento_id=vigente.documento_id,
                campo=propuesta.campo,
                valor=propuesta.valor,
                creada=reloj.ahora(),
            )
            sesion.add(previa)
        elif previa.estado in DECIDIDAS:
            continue
        _poner(previa, vigente, propuesta)
        puesto = ya_estaba(sesion, documento, propuesta)
        if puesto is not None:
            _dar_por_aceptada(previa, puesto, reloj=reloj)
    _anotar_texto(sesion, vigente)
    sesion.flush()


def al_cambiar_el_texto(
    sesion: Session,
    documento_id: int,
    *,
    reloj: Reloj,
    leidas: tuple[int, Sequence[Propuesta]] | None = None,
) -> None:
    """Pone al día las sugerencias si el texto vigente es otro que aquel del que salieron.

    `leidas` son un texto y sus propuestas, ya halladas: sólo se vuelve a buscar si el vigente no es ése
    (porque encima quedó lo que corrigió una persona).
    """
    vigente = vigente_de(sesion, documento_id)
    propuesta = sesion.get(FichaPropuesta, documento_id)
    if vigente is None or (propuesta is not None and propuesta.texto_id == vigente.texto_id):
        return
    if leidas is not None and leidas[0] == vigente.texto_id:
        halladas = leidas[1]
    else:
        halladas = proponer(_texto(sesion, vigente.texto_id), sin_carpeta(vigente.nombre))
    guardar_propuestas(sesion, vigente, halladas, reloj=reloj)


def proponer_atrasadas(bd: BaseDeDatos, *, reloj: Reloj) -> int:
    """Propone la ficha de los documentos cuyo texto nadie ha mirado; devuelve cuántos, `POR_TANDA` a lo sumo.

    Se busca fuera de la transacción que guarda. El que haga fallar al programa queda mirado y sin
    propuestas: no detiene a los demás.
    """
    with lectura(bd) as sesion:
        atrasados = [Vigente(*fila) for fila in sesion.execute(_atrasados().limit(POR_TANDA))]
    for vigente in atrasados:
        with lectura(bd) as sesion:
            texto = _texto(sesion, vigente.texto_id)
        halladas: Sequence[Propuesta] = ()
        try:
            halladas = proponer(texto, sin_carpeta(vigente.nombre))
        finally:
            with transaccion(bd) as sesion:
                al_cambiar_el_texto(
                    sesion, vigente.documento_id, reloj=reloj, leidas=(vigente.texto_id, halladas)
                )
    return len(atrasados)


def vigente_de(sesion: Session, documento_id: int) -> Vigente | None:
    """El último texto de la versión más nueva que ya se leyó; `None` si no hay ninguno."""
    fila = sesion.execute(_vigentes(documento_id)).first()
    return Vigente(*fila) if fila is not None else None


def _poner(sugerencia: Sugerencia, vigente: Vigente, propuesta: Propuesta) -> None:
    for nombre in _HALLADO:
        setattr(sugerencia, nombre, getattr(propuesta, nombre))
    sugerencia.version_id = vigente.version_id
    sugerencia.estado = EstadoSugerencia.PENDIENTE


def _dar_por_aceptada(sugerencia: Sugerencia, puesto: str, *, reloj: Reloj) -> None:
    sugerencia.estado, sugerencia.decidida_el = EstadoSugerencia.ACEPTADA, reloj.ahora()
    sugerencia.valor_final = sugerencia.valor_previo = puesto
    sugerencia.nota = sugerencia.nota or DICHO


def _anotar_texto(sesion: Session, vigente: Vigente) -> None:
    guardada = sesion.get(FichaPropuesta, vigente.documento_id)
    if guardada is None:
        guardada = FichaPropuesta(documento_id=vigente.documento_id)
        sesion.add(guardada)
    guardada.texto_id = vigente.texto_id


def _contar(sesion: Session, documentos: Collection[int], condicion: ColumnElement[bool]) -> dict[int, int]:
    filas = sesion.execute(
        select(Sugerencia.documento_id, func.count())
        .where(Sugerencia.documento_id.in_(documentos), condicion)
        .group_by(Sugerencia.documento_id)
    )
    return {fila[0]: fila[1] for fila in filas}


def _vigentes(documento_id: int | None = None) -> Select[int, int, int, str]:
    """Documento, texto, versión y nombre del archivo, con el texto vigente de cada documento."""
    textos = vigentes(*([] if documento_id is None else [Version.documento_id == documento_id])).subquery()
    return select(
        textos.c.documento_id, textos.c.texto_id, textos.c.version_id, func.coalesce(Archivo.nombre, "")
    ).join(Archivo, Archivo.id == textos.c.archivo_id, isouter=True)


def _atrasados() -> Select[int, int, int, str]:
    """Los que no se han mirado; de los publicados antes de que hubiera sugerencias, ya se ocupó alguien."""
    vigentes = _vigentes().subquery()
    return (
        select(vigentes)
        .join(Documento, Documento.id == vigentes.c.documento_id)
        .join(FichaPropuesta, FichaPropuesta.documento_id == Documento.id, isouter=True)
        .where(
            Documento.estado.not_in(_SIN_FICHA),
            or_(Documento.estado != Estado.PUBLICADO, FichaPropuesta.texto_id.is_not(None)),
            func.coalesce(FichaPropuesta.texto_id, 0) != vigentes.c.texto_id,
        )
        .order_by(Documento.id)
    )


def _texto(sesion: Session, texto_id: int) -> Texto:
    guardado = sesion.get_one(TextoGuardado, texto_id)
    filas = sesion.execute(
        select(PaginaGuardada.numero, PaginaGuardada.texto, PaginaGuardada.etiqueta, PaginaGuardada.origen)
        .where(PaginaGuardada.texto_id == texto_id)
        .order_by(PaginaGuardada.numero)
    )
    paginas = tuple(Pagina(f.numero, f.texto, f.etiqueta, origen=f.origen) for f in filas)
    return Texto(paginas, guardado.extractor, guardado.propiedades)
