"""Los casos de uso de una importación: abrirla, pausarla, reanudarla, darla por terminada y deshacerla."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.bitacora.consultas import ya_hecho
from centro_doc.catalogo import ingreso
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.ingreso import DatosLote
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas
from centro_doc.curaduria.casos import retirar
from centro_doc.importaciones import repuestas
from centro_doc.importaciones.modelos import EstadoImportacion, Importacion, Mapeo
from centro_doc.importaciones.renglones import Pedido, anadir, cuantos_pendientes
from centro_doc.tareas.casos import encolar
from centro_doc.tareas.modelos import Prioridad

TAREA = "importar"
"""La clase de la tarea que sigue una importación en el trabajador; su carga es `{"importacion": id}`."""
VIVAS = (EstadoImportacion.EN_CURSO, EstadoImportacion.PAUSADA)
DESHECHAS = (EstadoImportacion.DESHACIENDO, EstadoImportacion.DESHECHA)
_SIN_FIN = 1_000_000


def abrir(
    sesion: Session,
    actor: Actor,
    origen: str,
    datos: DatosLote,
    pedidos: Sequence[Pedido],
    *,
    reloj: Reloj,
    reabre: bool = False,
) -> Importacion:
    """Abre una importación o sigue la que quedó a medias con ese origen; añade los renglones que falten.

    Con `reabre`, también sigue la que ya había terminado: una carpeta vigilada recibe más cosas ese día.
    """
    exigir(actor, "ingresar_documentos")
    importacion = sesion.scalar(
        select(Importacion)
        .where(Importacion.origen == origen)
        .where(Importacion.estado.in_((*VIVAS, EstadoImportacion.TERMINADA) if reabre else VIVAS))
        .limit(1)
    )
    if importacion is None:
        lote = ingreso.abrir_lote(sesion, actor, datos, reloj=reloj)
        importacion = Importacion(
            lote_id=lote.id,
            estado=EstadoImportacion.EN_CURSO,
            origen=origen,
            via=datos.entrada,
            creada=reloj.ahora(),
        )
        sesion.add(importacion)
        sesion.flush()
        _anotar(sesion, actor, "importacion_abierta", importacion, reloj=reloj, renglones=len(pedidos))
    importacion.estado = EstadoImportacion.EN_CURSO
    anadir(sesion, importacion, pedidos)
    return importacion


def cerrar_si_acabo(sesion: Session, importacion_id: int, *, reloj: Reloj) -> bool:
    """La da por terminada si no le quedan renglones pendientes."""
    importacion = sesion.get_one(Importacion, importacion_id)
    if importacion.estado != EstadoImportacion.EN_CURSO or cuantos_pendientes(sesion, importacion_id):
        return False
    importacion.estado = EstadoImportacion.TERMINADA
    importacion.terminada = reloj.ahora()
    return True


def por_clave(sesion: Session, clave: str) -> Importacion:
    """La importación `IMP-0007`; levanta `NoEncontrado`."""
    numero = clave.upper().removeprefix("IMP-")
    es_numero = numero.isascii() and numero.isdigit() and len(numero) < 10
    importacion = sesion.get(Importacion, int(numero)) if es_numero else None
    if importacion is None:
        raise NoEncontrado(f"No hay una importación {clave}.")
    return importacion


def pausar(sesion: Session, actor: Actor, clave: str, *, reloj: Reloj) -> Importacion:
    """Pide que pare: quien la esté haciendo termina los archivos que tiene entre manos."""
    exigir(actor, "ingresar_documentos")
    importacion = por_clave(sesion, clave)
    if importacion.estado != EstadoImportacion.EN_CURSO:
        raise Conflicto(f"{importacion.clave} no está en curso.")
    importacion.estado = EstadoImportacion.PAUSADA
    _anotar(sesion, actor, "importacion_pausada", importacion, reloj=reloj)
    return importacion


def reanudar(
    sesion: Session, actor: Actor, clave: str, *, reloj: Reloj, encolada: bool = True
) -> Importacion:
    """La pone en curso otra vez; con `encolada`, la sigue el trabajador."""
    exigir(actor, "ingresar_documentos")
    importacion = por_clave(sesion, clave)
    if importacion.estado not in VIVAS:
        raise Conflicto(f"{importacion.clave} no está a medias.")
    importacion.estado = EstadoImportacion.EN_CURSO
    if encolada:
        seguir_en_la_cola(sesion, importacion, reloj=reloj)
    _anotar(sesion, actor, "importacion_reanudada", importacion, reloj=reloj)
    return importacion


def pedir_deshacer(
    sesion: Session, actor: Actor, clave: str, motivo: str, *, reloj: Reloj, encolada: bool = True
) -> Importacion:
    """Empieza a deshacerla: se retirará lo que creó, con ese motivo; nada se borra."""
    exigir(actor, "retirar")
    importacion = por_clave(sesion, clave)
    if importacion.estado == EstadoImportacion.DESHECHA:
        mensaje, objeto = f"{importacion.clave} ya estaba deshecha.", ("importacion", importacion.clave)
        raise ya_hecho(sesion, actor, mensaje, objeto, "importacion_por_deshacer")
    limpio = " ".join(motivo.split())
    if not limpio:
        raise DatosInvalidos("No se deshizo.", {"motivo": "Escriba por qué se deshace."})
    importacion.estado, importacion.motivo = EstadoImportacion.DESHACIENDO, limpio
    importacion.deshecha_por = actor.usuario_id
    if encolada:
        seguir_en_la_cola(sesion, importacion, reloj=reloj)
    _anotar(sesion, actor, "importacion_por_deshacer", importacion, reloj=reloj, motivo=limpio)
    return importacion


def deshacer_grupo(sesion: Session, actor: Actor, importacion_id: int, cuantos: int, *, reloj: Reloj) -> int:
    """Retira hasta `cuantos` de los documentos que creó, con lo que venía dentro de ellos; con 0, ya está.

    Los que el actor no ve se quedan: alguien con más permisos se hizo cargo de ellos.
    """
    importacion = sesion.get_one(Importacion, importacion_id)
    por_retirar = sesion.scalars(
        select(Documento.identificador)
        .where(
            Documento.lote_id == importacion.lote_id,
            Documento.estado != Estado.RETIRADO,
            visible_para(marcas(actor)),
        )
        .order_by(Documento.id)
        .limit(cuantos)
    ).all()
    motivo = f"{importacion.motivo} {repuestas.marca_de(importacion)}"
    for identificador in por_retirar:
        retirar(sesion, actor, identificador, motivo, reloj=reloj)
    if not por_retirar:
        importacion.estado = EstadoImportacion.DESHECHA
        _anotar(sesion, actor, "importacion_deshecha", importacion, reloj=reloj, motivo=importacion.motivo)
    return len(por_retirar)


def seguir_en_la_cola(sesion: Session, importacion: Importacion, *, reloj: Reloj) -> None:
    """Deja una tarea para que el trabajador la siga."""
    carga = {"importacion": importacion.id}
    en_masa = Prioridad.MASIVA
    encolar(sesion, TAREA, importacion.clave, carga, reloj=reloj, maximo=_SIN_FIN, prioridad=en_masa)


def guardar_mapeo(sesion: Session, nombre: str, columnas: Mapping[str, str], *, reloj: Reloj) -> None:
    """Guarda con un nombre qué columna es qué campo; si ya había uno, lo sustituye."""
    mapeo = sesion.get(Mapeo, nombre)
    if mapeo is None:
        sesion.add(Mapeo(nombre=nombre[:80], columnas=dict(columnas), creado=reloj.ahora()))
    else:
        mapeo.columnas = dict(columnas)


def _anotar(
    sesion: Session,
    actor: Actor,
    accion: str,
    importacion: Importacion,
    *,
    reloj: Reloj,
    motivo: str | None = None,
    **detalle: object,
) -> None:
    objeto = ("importacion", importacion.clave)
    anotar(sesion, actor, accion, objeto, reloj=reloj, motivo=motivo, detalle=detalle)
