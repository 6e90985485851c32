"""Pedir una copia de una versión congelada, guardarla hecha y retirar la que ya no vale."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from almacen.local import Guardado
from centro_doc.bitacora.casos import anotar
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA, Actor
from centro_doc.encuadernacion import MOTOR
from centro_doc.encuadernacion.conversion import Convertido
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.exportaciones.fuente import Fuente, fuente
from centro_doc.exportaciones.modelos import Conversion, Exportacion, Formato
from centro_doc.tareas.casos import encolar
from centro_doc.tareas.modelos import Tarea

registro = structlog.get_logger(__name__)
TAREA = "exportar"
SIN_ARCHIVO = (
    "Le faltan los archivos de {}, que no están enteros en el depósito del Centro. Avise a la "
    "administración; cuando estén, ármela otra vez."
)
SIN_PAGINAS = (
    "Le faltan las páginas de {}: el programa que las lee falló con ellas. Ármela otra vez; si vuelve a "
    "pasar, avise a la administración."
)
_NOMBRADOS = 8
NO_SE_PUDO = "No se pudo armar. Pídala otra vez; si vuelve a fallar, avise a la administración del centro."


@dataclass(frozen=True, slots=True)
class Opcion:
    """Una forma de llevarse una versión; `solo_citadas` vale sólo en PDF."""

    formato: str
    solo_citadas: bool = False

    def __post_init__(self) -> None:
        if self.formato not in set(Formato) or (self.solo_citadas and self.formato != Formato.PDF):
            raise NoEncontrado("Una versión no se exporta de esa forma.")

    @property
    def nombre(self) -> str:
        """Como se ve en la dirección: «pdf», «pdf-citadas», «docx», «zip»."""
        return f"{self.formato}-citadas" if self.solo_citadas else str(self.formato)


OPCIONES = (
    Opcion(Formato.PDF),
    Opcion(Formato.PDF, True),
    Opcion(Formato.DOCX),
    Opcion(Formato.ZIP),
)


def opcion_de(nombre: str) -> Opcion:
    """La de ese nombre; levanta `NoEncontrado`."""
    hallada = next((una for una in OPCIONES if una.nombre == nombre), None)
    if hallada is None:
        raise NoEncontrado("Una versión no se exporta de esa forma.")
    return hallada


def clave_de(origen: Fuente, opcion: Opcion, grupos: Sequence[str] = ()) -> str:
    """SHA-256 de lo que decide los octetos de la copia y de para quién es.

    Lo primero son la obra, sus textos, la forma y el motor. `grupos` son los de `fuente`: la de cada cual es
    suya aunque hoy salga igual, y retirarla no le quita la suya a otro. El archivo, si es igual, es uno.
    """
    textos = sorted(origen.textos.items())
    partes = [origen.obra.como_json(), str(textos), opcion.nombre, MOTOR]
    partes += [",".join(sorted(grupos))] if grupos else []
    return hashlib.sha256("\0".join(partes).encode()).hexdigest()


def clave_de_conversion(sha256: str, conversor: str, texto_id: int) -> str:
    """La de las páginas de un archivo: lo mismo hecho por el mismo no se hace dos veces."""
    return f"{sha256}:{conversor}:{texto_id}"


def pedir(
    sesion: Session,
    actor: Actor,
    congelado: ExpedienteCongelado,
    opcion: Opcion,
    *,
    reloj: Reloj,
    sitio: str = "",
    grupos: Sequence[str] = (),
    rehacer: bool = False,
) -> Exportacion:
    """La copia de esa versión en esa forma: la que hay o, si no, una nueva en la cola del trabajador.

    Pedirla dos veces no la hace dos veces. Las que se hicieron con otros documentos a la vista, o con otro
    motor, se retiran. `grupos` son los de `fuente`. `rehacer`: la que hay ya no está en el depósito. Quien
    llama comprobó que el actor ve esa versión.
    """
    clave = clave_de(fuente(sesion, congelado, sitio=sitio, grupos=grupos), opcion, grupos)
    _retirar_las_de_otra_clave(sesion, congelado, opcion, clave, list(grupos))
    una = sesion.scalar(select(Exportacion).where(Exportacion.clave == clave))
    if una is None:
        una = Exportacion(
            clave=clave,
            expediente_id=congelado.id,
            formato=opcion.formato,
            solo_citadas=opcion.solo_citadas,
            grupos=list(grupos),
            pedida=reloj.ahora(),
            pedida_por=actor.usuario_id,
        )
        sesion.add(una)
        sesion.flush()
        _encolar(sesion, una, reloj=reloj)
        detalle = {"version": f"{congelado.nivel}-{congelado.numero}", "formato": opcion.nombre}
        objeto = ("expediente", congelado.clave)
        anotar(sesion, actor, "exportacion_pedida", objeto, reloj=reloj, detalle=detalle)
        registro.info("exportacion_pedida", exportacion=una.id, formato=opcion.nombre)
    elif una.falla or (una.sha256 and rehacer):
        una.falla, una.sha256, una.hecha = "", "", None
        _encolar(sesion, una, reloj=reloj)
    return una


def guardar(
    sesion: Session,
    exportacion_id: int,
    guardado: Guardado,
    faltan: Sequence[str] = (),
    caidos: Sequence[str] = (),
    *,
    reloj: Reloj,
) -> None:
    """Deja hecha una copia cuyo archivo ya está en el depósito; si se retiró entretanto, no hace nada.

    Con `faltan` o `caidos` (`armado.Armada`) se entrega diciéndolo, y se puede armar otra vez.
    """
    una = sesion.get(Exportacion, exportacion_id)
    if una is None:
        return
    una.sha256, una.tamano, una.hecha, una.falla = guardado.sha256, guardado.tamano, reloj.ahora(), ""
    if faltan or caidos:
        una.falla = lo_que_le_falta(faltan, caidos)
        registro.warning("exportacion_incompleta", exportacion=una.id, faltan=[*faltan, *caidos])
    registro.info("exportacion_hecha", exportacion=una.id, tamano=una.tamano)


def lo_que_le_falta(faltan: Sequence[str], caidos: Sequence[str]) -> str:
    """De qué documentos va sin lo suyo una copia, con palabras; vacío si de ninguno."""
    partes = ((SIN_ARCHIVO, faltan), (SIN_PAGINAS, caidos))
    return " ".join(dicho.format(_nombrar(registros)) for dicho, registros in partes if registros)


def _nombrar(registros: Sequence[str]) -> str:
    otros = len(registros) - _NOMBRADOS
    return ", ".join(registros[:_NOMBRADOS]) + (f" y {otros} más" if otros > 0 else "")


def retirar(sesion: Session, exportacion_id: int) -> None:
    """Quita una copia que ya no saldría como se pidió."""
    una = sesion.get(Exportacion, exportacion_id)
    if una is not None:
        sesion.delete(una)


def fallar(sesion: Session, exportacion_id: int) -> None:
    """Anota que no se pudo hacer."""
    una = sesion.get(Exportacion, exportacion_id)
    if una is not None:
        una.falla = NO_SE_PUDO


def guardar_conversion(
    sesion: Session, clave: str, guardado: Guardado | None, hecha: Convertido | str, *, reloj: Reloj
) -> None:
    """Guarda las páginas de un archivo, o por qué no se pudo; si otro las guardó antes, valen esas.

    Lo que una vez no se pudo y ahora sí deja de constar como falla.
    """
    anterior = sesion.get(Conversion, clave)
    if anterior is not None and not anterior.falla:
        return
    bien = hecha if isinstance(hecha, Convertido) else Convertido()
    sesion.merge(
        Conversion(
            clave=clave,
            sha256=guardado.sha256 if guardado is not None else "",
            mapa=list(bien.mapa),
            sin_mapa=bien.sin_mapa,
            falla=hecha if isinstance(hecha, str) else "",
            hecha=reloj.ahora(),
        )
    )


def caducar(sesion: Session, *, reloj: Reloj, sitio: str = "") -> int:
    """Retira las copias que ya no saldrían iguales y devuelve cuántas: sus archivos los borra el barrido.

    Así un documento retirado o cerrado no queda en un archivo que nadie puede bajar (LAIP, artículos 21 a
    31). Lo que un expediente borrado dejara, también.
    """
    retiradas = 0
    fuentes: dict[tuple[int, tuple[str, ...]], Fuente | None] = {}
    for una in sesion.scalars(select(Exportacion).order_by(Exportacion.id)).all():
        cual = una.expediente_id, tuple(una.grupos)
        if cual not in fuentes:
            fuentes[cual] = origen_de(sesion, una, sitio=sitio)
        origen = fuentes[cual]
        if origen is None or una.clave != clave_de_una(una, origen):
            sesion.delete(una)
            retiradas += 1
    if retiradas:
        anotar(
            sesion,
            SISTEMA,
            "exportaciones_caducas",
            ("centro", ""),
            reloj=reloj,
            detalle={"cuantas": retiradas},
        )
        registro.info("exportaciones_caducas", cuantas=retiradas)
    return retiradas


def clave_de_una(una: Exportacion, origen: Fuente) -> str:
    """La que hoy tendría esa copia, de ese origen."""
    return clave_de(origen, Opcion(una.formato, una.solo_citadas), una.grupos)


def origen_de(sesion: Session, una: Exportacion, *, sitio: str = "") -> Fuente | None:
    """Lo que se encuaderna en una copia pedida; nada si es para un grupo al que ya no está abierta."""
    congelado = sesion.get_one(ExpedienteCongelado, una.expediente_id)
    try:
        return fuente(sesion, congelado, sitio=sitio, grupos=una.grupos)
    except NoEncontrado:
        return None


def _retirar_las_de_otra_clave(
    sesion: Session, congelado: ExpedienteCongelado, opcion: Opcion, clave: str, grupos: Sequence[str]
) -> None:
    viejas: Sequence[Exportacion] = sesion.scalars(
        select(Exportacion).where(
            Exportacion.expediente_id == congelado.id,
            Exportacion.formato == opcion.formato,
            Exportacion.solo_citadas == opcion.solo_citadas,
            Exportacion.clave != clave,
        )
    ).all()
    for vieja in viejas:
        if vieja.grupos == grupos:
            sesion.delete(vieja)


def _encolar(sesion: Session, una: Exportacion, *, reloj: Reloj) -> None:
    anterior = sesion.get(Tarea, una.tarea_id) if una.tarea_id is not None else None
    if anterior is not None and anterior.terminada is None:
        return
    tarea = encolar(sesion, TAREA, f"exportacion-{una.id}", {"exportacion": una.id}, reloj=reloj)
    una.tarea_id = tarea.id
