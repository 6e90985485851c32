"""Los casos de uso de una importación: abrirla, recibir sus renglones, pausarla, reanudarla y deshacerla.

Cada renglón existe en la base antes de tocar su archivo, y cambia de estado en la misma transacción que crea
su documento: matar el proceso en cualquier instante deja o el renglón pendiente o su documento con recibo.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.bitacora.consultas import ya_hecho
from centro_doc.catalogo import ingreso, procedencia
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.casos import crear_sin_archivo
from centro_doc.catalogo.ingreso import Constancia, DatosLote
from centro_doc.catalogo.modelos import Documento, Estado, Lote
from centro_doc.catalogo.puerta import Llegada
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas
from centro_doc.curaduria.casos import retirar
from centro_doc.importaciones import fichas, repuestas
from centro_doc.importaciones.modelos import EstadoImportacion, EstadoRenglon, Importacion, Mapeo, Renglon
from centro_doc.tareas.casos import encolar
from centro_doc.tareas.modelos import Prioridad

TAREA = "importar"
"""La clase de la tarea que sigue una importación en el trabajador; su carga es `{"importacion": id}`."""
VIVAS = (EstadoImportacion.EN_CURSO, EstadoImportacion.PAUSADA)
DESHECHAS = (EstadoImportacion.DESHACIENDO, EstadoImportacion.DESHECHA)
YA_HAY_FICHA = "Ya hay una ficha con ese título."
SIN_NADA = "El renglón no trae archivo ni título."
_SIN_FIN = 1_000_000


@dataclass(frozen=True, slots=True)
class Pedido:
    """Lo que hay que recibir: un archivo, con su firma al verlo, o una ficha sin él; y lo que se dice."""

    ruta: str
    firma: str = ""
    valores: Mapping[str, str] = field(default_factory=dict)


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
    _anadir(sesion, importacion, pedidos)
    return importacion


def recibir(
    sesion: Session,
    actor: Actor,
    renglon_id: int,
    llegada: Llegada | None,
    instituciones: Mapping[str, int],
    *,
    reloj: Reloj,
) -> Constancia:
    """Recibe un renglón pendiente. Sin `llegada`, crea el registro de un documento sin archivo."""
    renglon = sesion.get_one(Renglon, renglon_id)
    if renglon.estado != EstadoRenglon.PENDIENTE:
        raise Conflicto("Ese renglón ya se recibió.")
    importacion = sesion.get_one(Importacion, renglon.importacion_id)
    entendida = fichas.entender(renglon.valores, instituciones)
    if llegada is None:
        constancia = _sin_archivo(sesion, actor, importacion, renglon, reloj=reloj)
    else:
        constancia = ingreso.recibir(sesion, actor, importacion.lote_id, llegada, reloj=reloj)
    lote = sesion.get_one(Lote, importacion.lote_id)
    constancia = repuestas.volver(sesion, actor, lote, constancia, reloj=reloj)
    constancia = ingreso.con_dudas(sesion, constancia, entendida.dudas)
    renglon.estado, renglon.motivo = constancia.estado, constancia.motivo
    if constancia.estado == EstadoRenglon.RECIBIDO:
        documento = sesion.scalars(
            select(Documento).where(Documento.identificador == constancia.documento)
        ).one()
        renglon.documento_id = documento.id
        fichas.aplicar(sesion, documento, entendida, reloj=reloj)
    return constancia


def cerrar_si_acabo(sesion: Session, importacion_id: int, *, reloj: Reloj) -> bool:
    """La da por terminada si no le quedan renglones pendientes."""
    importacion = sesion.get_one(Importacion, importacion_id)
    if importacion.estado != EstadoImportacion.EN_CURSO or cuantos_pendientes(sesion, importacion_id):
        return False
    importacion.estado = EstadoImportacion.TERMINADA
    importacion.terminada = reloj.ahora()
    return True


def cuantos_pendientes(sesion: Session, importacion_id: int) -> int:
    """Los renglones que le faltan."""
    consulta = select(func.count(Renglon.id)).where(
        Renglon.importacion_id == importacion_id, Renglon.estado == EstadoRenglon.PENDIENTE
    )
    return sesion.scalar(consulta) or 0


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


def ficha_con(sesion: Session, actor: Actor, titulo: str) -> Documento | None:
    """El documento sin archivo con ese título que ve el actor; antes los que no están retirados."""
    suyas = (
        select(Documento)
        .where(Documento.titulo == titulo, ~Documento.versiones.any(), visible_para(marcas(actor)))
        .order_by(Documento.estado == Estado.RETIRADO, Documento.id)
    )
    return sesion.scalar(suyas.limit(1))


def guardar_mapeo(sesion: Session, nombre: str, columnas: Mapping[str, str], *, reloj: Reloj) -> None:
    """Guarda con un nombre qué columna es qué campo; si ya había uno, lo sustituye."""
    mapeo = sesion.get(Mapeo, nombre)
    if mapeo is None:
        sesion.add(Mapeo(nombre=nombre[:80], columnas=dict(columnas), creado=reloj.ahora()))
    else:
        mapeo.columnas = dict(columnas)


def _anadir(sesion: Session, importacion: Importacion, pedidos: Sequence[Pedido]) -> None:
    """Los renglones que aún no tenga, por su ruta y lo que se dice de ella."""
    suyos = select(Renglon.ruta, Renglon.firma, Renglon.valores, Renglon.numero).where(
        Renglon.importacion_id == importacion.id
    )
    filas = sesion.execute(suyos).all()
    vistos = {(f[0], f[1], tuple(sorted(f[2].items()))) for f in filas}
    numero = max((f[3] for f in filas), default=0)
    nuevos = []
    for pedido in pedidos:
        llave = (pedido.ruta, pedido.firma, tuple(sorted(pedido.valores.items())))
        if llave not in vistos:
            vistos.add(llave)
            numero += 1
            nuevos.append(
                {
                    "importacion_id": importacion.id,
                    "numero": numero,
                    "ruta": pedido.ruta,
                    "firma": pedido.firma,
                    "valores": dict(pedido.valores),
                    "estado": EstadoRenglon.PENDIENTE,
                    "motivo": "",
                }
            )
    if nuevos:
        sesion.execute(insert(Renglon), nuevos)


def _sin_archivo(
    sesion: Session, actor: Actor, importacion: Importacion, renglon: Renglon, *, reloj: Reloj
) -> Constancia:
    """Da registro a una ficha sin archivo; si ya hay un documento sin archivo con su título, es duplicado."""
    titulo, lote = str(renglon.valores.get("titulo", "")), sesion.get_one(Lote, importacion.lote_id)
    nombre = titulo or f"renglón {renglon.numero}"
    if not titulo:
        return ingreso.constancia_sin_archivo(
            sesion, lote, nombre, ingreso.RECHAZADO, reloj=reloj, motivo=SIN_NADA
        )
    ya = ficha_con(sesion, actor, titulo)
    if ya is not None:
        return ingreso.constancia_sin_archivo(
            sesion, lote, nombre, ingreso.DUPLICADO, reloj=reloj, documento=ya, motivo=YA_HAY_FICHA
        )
    documento = crear_sin_archivo(sesion, actor, titulo, reloj=reloj)
    documento.lote_id = importacion.lote_id
    procedencia.poner(documento, procedencia.de(lote))
    return ingreso.constancia_sin_archivo(
        sesion, lote, nombre, ingreso.RECIBIDO, reloj=reloj, documento=documento
    )


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
