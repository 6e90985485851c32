"""Encolar, tomar y terminar tareas; arrendar permisos exclusivos.

Una tarea se toma con un arriendo: un plazo que el trabajador renueva mientras vive. Si muere, el plazo vence
y otro la toma. Por eso toda tarea es idempotente. Las funciones no confirman: corren en la transacción de
quien llama.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from centro_doc.comun.reloj import Reloj
from centro_doc.tareas.modelos import Arriendo, EstadoTarea, Prioridad, Tarea

PLAZO = timedelta(seconds=60)
"""Cuánto dura un arriendo sin renovar."""
ESPERAS = (timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=10))
"""Cuánto se espera antes del segundo, tercer… intento."""
FALLOS = 3
"""Intentos tras los que un fallo es definitivo; los cortes (un proceso muerto) tienen su tope: `maximo`."""
MOTIVO_SIN_TITULAR = "El proceso que hacía esta tarea se cortó más veces de las permitidas."


@dataclass(frozen=True, slots=True)
class TareaTomada:
    """Una tarea arrendada a `titular`; `intento` empieza en 1."""

    id: int
    clase: str
    carga: Mapping[str, Any]
    objeto: str
    titular: str
    intento: int
    ultimo: bool
    prioridad: int = Prioridad.PERSONA


def encolar(
    sesion: Session,
    clase: str,
    objeto: str,
    carga: Mapping[str, Any],
    *,
    reloj: Reloj,
    maximo: int = FALLOS,
    espera: timedelta = timedelta(0),
    prioridad: Prioridad = Prioridad.PERSONA,
) -> Tarea:
    """Añade una tarea, disponible pasada la `espera`. `carga` sólo lleva identificadores, nunca contenidos.

    `maximo` son las veces que puede tomarse, contando los procesos que mueran con ella en las manos. Como se
    toman por su prioridad y por cuándo están disponibles, una espera corta deja pasar antes a las que llegan
    con ella.
    """
    ahora = reloj.ahora()
    tarea = Tarea(
        clase=clase,
        objeto=objeto,
        carga=dict(carga),
        estado=EstadoTarea.PENDIENTE,
        prioridad=prioridad,
        disponible=ahora + espera,
        creada=ahora,
        maximo=maximo,
    )
    sesion.add(tarea)
    sesion.flush()
    return tarea


def tomar(sesion: Session, titular: str, *, reloj: Reloj, plazo: timedelta = PLAZO) -> TareaTomada | None:
    """Arrienda la tarea disponible más antigua, o la de un trabajador cuyo plazo venció; `None` si no hay.

    Lo que llegó en masa espera a lo que una persona acaba de subir: un ZIP de mil no retiene un archivo.
    Quién pasa antes lo cuenta `turnos`.
    """
    ahora = reloj.ahora()
    candidata = (
        select(Tarea.id)
        .where(tomable(ahora))
        .order_by(Tarea.prioridad, Tarea.disponible, Tarea.id)
        .limit(1)
        .scalar_subquery()
    )
    orden = (
        update(Tarea)
        .where(Tarea.id == candidata)
        .values(
            estado=EstadoTarea.TOMADA,
            titular=titular,
            vence=ahora + plazo,
            intentos=Tarea.intentos + 1,
            avance=None,
        )
        .returning(*_DE_LA_TOMADA)
        .execution_options(synchronize_session=False)
    )
    fila = sesion.execute(orden).one_or_none()
    if fila is None:
        return None
    ultimo = fila.intentos >= min(fila.maximo, FALLOS)
    return TareaTomada(
        fila.id, fila.clase, fila.carga, fila.objeto, titular, fila.intentos, ultimo, fila.prioridad
    )


_DE_LA_TOMADA = (
    *(Tarea.id, Tarea.clase, Tarea.carga, Tarea.objeto),
    *(Tarea.intentos, Tarea.maximo, Tarea.prioridad),
)


def tomable(ahora: datetime) -> ColumnElement[bool]:
    """Las que se pueden tomar: las disponibles, y las de un trabajador cuyo plazo venció.

    Una tarea abandonada en su último intento no se repite: la recoge `cerrar_agotadas`. La que dice estar
    disponible más allá de la espera más larga quedó así porque el reloj retrocedió: se toma ya.
    """
    return or_(
        and_(
            Tarea.estado == EstadoTarea.PENDIENTE,
            or_(Tarea.disponible <= ahora, Tarea.disponible > ahora + ESPERAS[-1]),
        ),
        and_(Tarea.estado == EstadoTarea.TOMADA, Tarea.vence < ahora, Tarea.intentos < Tarea.maximo),
    )


def latir(
    sesion: Session, tomada: TareaTomada, *, reloj: Reloj, avance: str | None = None, plazo: timedelta = PLAZO
) -> bool:
    """Renueva el plazo; falso si la tarea ya es de otro y hay que soltar el trabajo."""
    valores: dict[str, Any] = {"vence": reloj.ahora() + plazo}
    if avance is not None:
        valores["avance"] = avance
    return cambiar_si_es_suya(sesion, tomada, valores)


def terminar(sesion: Session, tomada: TareaTomada, *, reloj: Reloj) -> bool:
    """La da por hecha; falso si ya era de otro, y entonces quien llama deshace su transacción."""
    return cambiar_si_es_suya(
        sesion,
        tomada,
        {"estado": EstadoTarea.HECHA, "terminada": reloj.ahora(), "vence": None, "error": None},
    )


def aplazar(sesion: Session, tomada: TareaTomada, error: str, *, reloj: Reloj) -> bool:
    """La deja para más tarde sin contar el intento: falló la casa (disco, base), no la tarea."""
    valores = {
        "estado": EstadoTarea.PENDIENTE,
        "disponible": reloj.ahora() + ESPERAS[1],
        "intentos": Tarea.intentos - 1,
        "error": error,
        "vence": None,
        "titular": None,
    }
    return cambiar_si_es_suya(sesion, tomada, valores)


def fallar(
    sesion: Session, tomada: TareaTomada, error: str, *, reloj: Reloj, definitivo: bool = False
) -> bool:
    """Anota el fallo: se reintenta más tarde, o queda fallida si es `definitivo` o era el último intento."""
    ahora = reloj.ahora()
    if definitivo or tomada.ultimo:
        valores: dict[str, Any] = {"estado": EstadoTarea.FALLIDA, "terminada": ahora}
    else:
        espera = ESPERAS[min(tomada.intento, len(ESPERAS)) - 1]
        valores = {"estado": EstadoTarea.PENDIENTE, "disponible": ahora + espera}
    return cambiar_si_es_suya(sesion, tomada, {**valores, "error": error, "vence": None, "titular": None})


def cerrar_agotadas(sesion: Session, *, reloj: Reloj) -> list[TareaTomada]:
    """Da por fallidas las que agotaron sus intentos matando a su trabajador, y las devuelve."""
    ahora = reloj.ahora()
    filas = sesion.execute(
        update(Tarea)
        .where(Tarea.estado == EstadoTarea.TOMADA, Tarea.vence < ahora, Tarea.intentos >= Tarea.maximo)
        .values(estado=EstadoTarea.FALLIDA, terminada=ahora, vence=None, error=MOTIVO_SIN_TITULAR)
        .returning(Tarea.id, Tarea.clase, Tarea.carga, Tarea.objeto, Tarea.titular, Tarea.intentos)
        .execution_options(synchronize_session=False)
    )
    return [TareaTomada(f.id, f.clase, f.carga, f.objeto, f.titular or "", f.intentos, True) for f in filas]


def reintentar(sesion: Session, tarea: Tarea, *, reloj: Reloj) -> None:
    """Vuelve a poner en la cola una tarea fallida, con todos sus intentos."""
    if tarea.estado != EstadoTarea.FALLIDA:
        return
    tarea.estado = EstadoTarea.PENDIENTE
    tarea.disponible = reloj.ahora()
    tarea.intentos = 0
    tarea.terminada = None


def arrendar(sesion: Session, nombre: str, titular: str, *, reloj: Reloj, plazo: timedelta = PLAZO) -> bool:
    """Toma o renueva el permiso exclusivo `nombre`; falso si lo tiene otro y su plazo no ha vencido."""
    ahora = reloj.ahora()
    arriendo = sesion.get(Arriendo, nombre, with_for_update=True)
    if arriendo is None:
        sesion.add(Arriendo(nombre=nombre, titular=titular, vence=ahora + plazo))
        sesion.flush()
        return True
    if arriendo.titular != titular and arriendo.vence >= ahora:
        return False
    arriendo.titular = titular
    arriendo.vence = ahora + plazo
    return True


def soltar_de_muertos(sesion: Session, muerto: Callable[[str], bool], *, reloj: Reloj) -> int:
    """Deja libre desde ya lo arrendado a procesos que ya no existen; devuelve cuántos arriendos eran.

    `muerto` dice si un titular (sin el número de hilo) murió con seguridad; ante la duda, falso: su plazo
    vencerá igual.
    """
    titulares = {
        *sesion.scalars(select(Tarea.titular).where(Tarea.estado == EstadoTarea.TOMADA)),
        *sesion.scalars(select(Arriendo.titular)),
    }
    muertos = sorted(t for t in titulares if t is not None and muerto(t.partition("/")[0]))
    if not muertos:
        return 0
    vencida = reloj.ahora() - timedelta(seconds=1)
    tareas = sesion.execute(
        update(Tarea)
        .where(Tarea.estado == EstadoTarea.TOMADA, Tarea.titular.in_(muertos))
        .values(vence=vencida)
        .returning(Tarea.id)
        .execution_options(synchronize_session=False)
    ).all()
    arriendos = sesion.scalars(select(Arriendo).where(Arriendo.titular.in_(muertos))).all()
    for arriendo in arriendos:
        sesion.delete(arriendo)
    return len(tareas) + len(arriendos)


def soltar(sesion: Session, nombre: str, titular: str) -> None:
    """Devuelve un permiso, si es suyo."""
    arriendo = sesion.get(Arriendo, nombre)
    if arriendo is not None and arriendo.titular == titular:
        sesion.delete(arriendo)


def cambiar_si_es_suya(sesion: Session, tomada: TareaTomada, valores: Mapping[str, Any]) -> bool:
    """Cambia la fila de una tarea tomada; falso, y no la toca, si ya es de otro."""
    cambio = sesion.execute(
        update(Tarea)
        .where(
            Tarea.id == tomada.id,
            Tarea.estado == EstadoTarea.TOMADA,
            Tarea.titular == tomada.titular,
            Tarea.intentos == tomada.intento,
        )
        .values(**valores)
        .returning(Tarea.id)
        .execution_options(synchronize_session=False)
    )
    return cambio.one_or_none() is not None
