"""Los casos de uso del catálogo: la ficha, el acceso, la asignación y lo que pasa solo con el tiempo."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from almacen import DepositoLocal
from centro_doc.bitacora.casos import Autor, anotar
from centro_doc.bitacora.consultas import ya_hecho
from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo import acceso, advertencias, cambios, procedencia
from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.consultas import version_por_reintentar
from centro_doc.catalogo.hechos import fechar
from centro_doc.catalogo.ingreso import nuevo_documento
from centro_doc.catalogo.modelos import Acceso, Archivo, Documento, Estado, FechaDocumento
from centro_doc.catalogo.modelos_acceso import DocumentoGrupo, DocumentoPersona
from centro_doc.catalogo.por_leer import encolar_lectura, sin_aviso_de_version
from centro_doc.catalogo.reglas import DatosFicha, datos_de_acceso, faltantes
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import SISTEMA, Actor, exigir, marcas

F = TypeVar("F", DocumentoGrupo, DocumentoPersona)
EDAD_DE_HUERFANO = timedelta(hours=24)
"""Antes de esto no se borra un archivo que nadie nombra: puede estar por escribir su fila."""
_LO_QUE_HIZO = {
    "ficha_guardada": "guardó otra versión",
    "documento_publicado": "publicó otra versión",
    "acceso_cambiado": "cambió el acceso",
    "documento_retirado": "retiró el documento",
    "documento_repuesto": "repuso el documento",
    "ficha_editada": "cambió la ficha junto con otras",
    "fichas_unidas": "unió otra ficha a esta",
    "operacion_deshecha": "deshizo un cambio de la ficha",
}
"""Los asientos que cambian la edición de una ficha, y cómo se le dicen a quien la tenía abierta."""


class EdicionVieja(Conflicto):
    """Otra persona guardó la ficha después de que se abrió; no se guardó nada.

    `quien` y `cuando` son los del último cambio y `hizo`, lo que fue: «guardó otra versión».
    """

    def __init__(self, quien: str, cuando: datetime | None, hizo: str) -> None:
        super().__init__(f"No se guardó la ficha. {quien} {hizo} mientras usted la tenía abierta.")
        self.quien = quien
        self.cuando = cuando
        self.hizo = hizo


def documento_para(sesion: Session, actor: Actor, identificador: str) -> Documento:
    """El documento, si este actor lo ve; si no, `NoEncontrado`, igual que si no existiera."""
    documento = sesion.scalar(select(Documento).where(Documento.identificador == identificador))
    if documento is None or not acceso.ve(documento, marcas(actor)):
        raise NoEncontrado("No encontramos ese documento.")
    return documento


def guardar_ficha(
    sesion: Session, actor: Actor, identificador: str, datos: DatosFicha, *, edicion: int, reloj: Reloj
) -> Documento:
    """Guarda la ficha; en un documento publicado exige que siga completa.

    `edicion` es la que se leyó: si otra persona guardó después, levanta `EdicionVieja` y no cambia nada.
    """
    documento = escribir_ficha(sesion, actor, identificador, datos, edicion=edicion, reloj=reloj)
    if documento.estado == Estado.PUBLICADO and (campos := faltantes(documento, hoy=reloj.hoy())):
        raise DatosInvalidos(
            "No se guardó la ficha: el documento está publicado y quedaría incompleto.", campos
        )
    return documento


def escribir_ficha(
    sesion: Session, actor: Actor, identificador: str, datos: DatosFicha, *, edicion: int, reloj: Reloj
) -> Documento:
    """La parte de guardar que comparten «guardar borrador» y «publicar»; anota qué campos cambiaron."""
    exigir(actor, "catalogar")
    documento = documento_para(sesion, actor, identificador)
    if documento.edicion != edicion:
        raise ultimo_cambio(sesion, actor, documento)
    antes, acceso_de_antes = cambios.foto(documento), datos_de_acceso(documento)
    for nombre in cambios.SIMPLES:
        setattr(documento, nombre, getattr(datos, nombre))
    documento.autores, documento.ponentes = list(datos.autores), list(datos.ponentes)
    documento.metadatos = dict(datos.metadatos or {})
    procedencia.poner(documento, datos.procedencia)
    _poner_fechas(sesion, documento, datos)
    fechar(documento)
    documento.edicion += 1
    acceso.tocar(documento)
    aplicar_acceso(sesion, actor, documento, datos.acceso, reloj=reloj)
    if detalle := cambios.del_acceso(acceso_de_antes, documento):
        _anotar(sesion, actor, "acceso_cambiado", documento, reloj=reloj, **detalle)
    campos = cambios.campos(antes, cambios.foto(documento))
    _anotar(sesion, actor, "ficha_guardada", documento, reloj=reloj, edicion=documento.edicion, campos=campos)
    return documento


def ultimo_cambio(sesion: Session, actor: Actor, documento: Documento) -> EdicionVieja:
    """Quién cambió la ficha por última vez, para decírselo a quien la tenía abierta. Una consulta."""
    ultimo = sesion.scalar(
        select(Asiento)
        .where(Asiento.objeto_clase == "documento", Asiento.objeto_id == documento.identificador)
        .where(Asiento.accion.in_(_LO_QUE_HIZO))
        .order_by(Asiento.id.desc())
        .limit(1)
    )
    if ultimo is None:
        return EdicionVieja("Otra persona", None, _LO_QUE_HIZO["ficha_guardada"])
    propia = ultimo.actor == actor.clave
    quien = "Usted, en otra ventana," if propia else ultimo.actor_nombre
    return EdicionVieja(quien, ultimo.cuando, _LO_QUE_HIZO[ultimo.accion])


def crear_sin_archivo(sesion: Session, actor: Actor, titulo: str, *, reloj: Reloj) -> Documento:
    """Da registro a un documento sin archivo (un libro en el estante), listo para catalogarse."""
    exigir(actor, "ingresar_documentos")
    if not titulo.strip():
        raise DatosInvalidos("No se creó el registro.", {"titulo": "Escriba el título."})
    documento = Documento(
        estado=Estado.POR_CATALOGAR,
        titulo=" ".join(titulo.split()),
        acceso=Acceso.PUBLICA,
        revision=1,
        creado=reloj.ahora(),
        creado_por=actor.usuario_id,
    )
    nuevo_documento(sesion, documento, reloj=reloj)
    _anotar(sesion, actor, "registro_creado", documento, reloj=reloj)
    return documento


def cambiar_acceso(
    sesion: Session, actor: Actor, identificadores: Collection[str], datos: DatosAcceso, *, reloj: Reloj
) -> int:
    """Cambia la clase de acceso de varios documentos, todos o ninguno; devuelve cuántos."""
    exigir(actor, "catalogar")
    for documento in _elegidos(sesion, actor, identificadores):
        antes = documento.acceso
        acceso.exigir(datos, hoy=reloj.hoy())
        aplicar_acceso(sesion, actor, documento, datos, reloj=reloj)
        documento.edicion += 1
        _anotar(
            sesion, actor, "acceso_cambiado", documento, reloj=reloj, antes=antes, despues=datos.clase.value
        )
    return len(identificadores)


def aplicar_acceso(
    sesion: Session, actor: Actor, documento: Documento, datos: DatosAcceso, *, reloj: Reloj
) -> None:
    """Pone la clase de acceso y las marcas que le tocan; poner o quitar una cerrada es de quien clasifica."""
    if datos != datos_de_acceso(documento) and acceso.CERRADAS & {datos.clase, documento.acceso}:
        exigir(actor, "clasificar")
    if datos.clase in acceso.CERRADAS:
        acceso.exigir(datos, hoy=reloj.hoy())
    if datos.clase == Acceso.CONFIDENCIAL and not datos.personas:
        raise DatosInvalidos(
            "Falta decir quién puede verlo.",
            {"personas": "Nombre al menos a una persona: nadie más podrá verlo."},
        )
    documento.acceso, documento.fundamento = datos.clase, datos.fundamento.strip()
    documento.resolucion, documento.reserva_vence = datos.resolucion.strip(), datos.vence
    documento.grupos = _conciliar(documento.grupos, datos.grupos, "tema", DocumentoGrupo)
    documento.personas = _conciliar(documento.personas, datos.personas, "usuario_id", DocumentoPersona)
    acceso.tocar(documento)
    acceso.actualizar_marcas(sesion, documento, reloj=reloj)


def asignar(
    sesion: Session, actor: Actor, identificadores: Collection[str], usuario_id: int | None, *, reloj: Reloj
) -> int:
    """Asigna varios documentos a una persona del personal, o los deja sin asignar; devuelve cuántos."""
    exigir(actor, "catalogar")
    if usuario_id is not None and sesion.get(Usuario, usuario_id) is None:
        raise NoEncontrado("No existe esa cuenta.")
    for documento in _elegidos(sesion, actor, identificadores):
        documento.asignado_a = usuario_id
        _anotar(sesion, actor, "documento_asignado", documento, reloj=reloj, a=usuario_id)
    return len(identificadores)


def reintentar_lectura(sesion: Session, actor: Actor, identificador: str, *, reloj: Reloj) -> Documento:
    """Vuelve a leer el archivo que falló: el de un documento con falla, o el de una versión nueva."""
    exigir(actor, "ingresar_documentos")
    documento = documento_para(sesion, actor, identificador)
    if not documento.versiones:
        raise NoEncontrado(f"{identificador} no tiene archivo.")
    version = version_por_reintentar(sesion, documento)
    if version is None:
        mensaje = f"{identificador} ya no tiene falla, o ya se está leyendo otra vez."
        raise ya_hecho(sesion, actor, mensaje, ("documento", identificador), "lectura_reintentada")
    if documento.estado == Estado.CON_FALLA:
        documento.estado = Estado.RECIBIDO
    documento.falla_codigo = documento.falla_motivo = ""
    for archivo in version.archivos:
        archivo.avisos = sin_aviso_de_version(archivo.avisos)
    advertencias.poner_al_dia(sesion, documento)
    encolar_lectura(sesion, documento, version, reloj=reloj)
    _anotar(sesion, actor, "lectura_reintentada", documento, reloj=reloj, version=version.id)
    return documento


def vencer_reservas(sesion: Session, *, reloj: Reloj) -> int:
    """Abre lo reservado cuyo plazo venció: pasa a público; devuelve cuántos documentos fueron."""
    documentos = acceso.vencidas(sesion, hoy=reloj.hoy())
    for documento in documentos:
        documento.acceso = Acceso.PUBLICA
        acceso.tocar(documento)
        acceso.actualizar_marcas(sesion, documento, reloj=reloj)
        _anotar(
            sesion,
            SISTEMA,
            "reserva_vencida",
            documento,
            reloj=reloj,
            resolucion=documento.resolucion,
            vencio=str(documento.reserva_vence),
        )
    return len(documentos)


def barrer_huerfanos(
    sesion: Session,
    deposito: DepositoLocal,
    *,
    reloj: Reloj,
    lo_nombra_otro: Callable[[str], bool] = lambda _sha256: False,
) -> int:
    """Borra del depósito los archivos de más de 24 horas que ninguna versión nombra, ni `lo_nombra_otro`."""

    def nombrado(sha256: str) -> bool:
        de_version = sesion.scalar(select(Archivo.id).where(Archivo.sha256 == sha256).limit(1))
        return de_version is not None or lo_nombra_otro(sha256)

    return deposito.barrer(vivo=nombrado, edad=EDAD_DE_HUERFANO, ahora=reloj.ahora())


def _elegidos(sesion: Session, actor: Actor, identificadores: Collection[str]) -> list[Documento]:
    pedidos = set(identificadores)
    consulta = select(Documento).where(
        Documento.identificador.in_(pedidos), acceso.visible_para(marcas(actor))
    )
    documentos = list(sesion.scalars(consulta.order_by(Documento.id)))
    if len(documentos) != len(pedidos):
        raise NoEncontrado("No se cambió nada: alguno de los documentos elegidos ya no está.")
    return documentos


def _poner_fechas(sesion: Session, documento: Documento, datos: DatosFicha) -> None:
    documento.fechas = []
    sesion.flush()
    documento.fechas = [
        FechaDocumento(clase=f.clase, valor=f.valor, precision=f.precision, nota=f.nota) for f in datos.fechas
    ]


def _conciliar(filas: list[F], valores: Iterable[int | str], nombre: str, clase: type[F]) -> list[F]:
    """Conserva las filas que siguen y añade las nuevas, para no borrar e insertar la misma clave."""
    pedidos = list(dict.fromkeys(valores))
    siguen = [fila for fila in filas if getattr(fila, nombre) in pedidos]
    presentes = {getattr(fila, nombre) for fila in siguen}
    return siguen + [clase(**{nombre: valor}) for valor in pedidos if valor not in presentes]


def _anotar(
    sesion: Session, autor: Autor, accion: str, documento: Documento, *, reloj: Reloj, **detalle: object
) -> None:
    anotar(sesion, autor, accion, ("documento", documento.identificador), reloj=reloj, detalle=detalle)
