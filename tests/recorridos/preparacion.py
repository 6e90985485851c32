"""Lo que tiene el centro de los recorridos: se hace con los casos de uso del producto."""

import io
from dataclasses import dataclass

from archivos import docx, pdf, pdf_con_clave
from sqlalchemy.orm import Session

from almacen import DepositoLocal
from centro_doc import taller
from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.casos import crear_sin_archivo, documento_para
from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.modelos import Acceso, Precision
from centro_doc.catalogo.puerta import Llegada, admitir
from centro_doc.catalogo.reglas import DatosFicha, FechaDada
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.consola import Consola
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.cuentas.casos import crear_usuario
from centro_doc.cuentas.claves import Claves
from centro_doc.cuentas.consultas import actor_de, usuario
from centro_doc.cuentas.formularios import datos_usuario
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import CONSOLA, SISTEMA, Actor
from centro_doc.curaduria.casos import guardar_y_publicar
from centro_doc.curaduria.fabrica import cargar_datos_de_fabrica
from centro_doc.grafo.atrasadas import leer_atrasados
from centro_doc.migraciones import migrar
from centro_doc.vinculos.casos import vincular
from centro_doc.vinculos.formularios import Cita, DatosVinculo
from config import Config

CLAVE = "cuatro palabras bien largas"
PASAJE = "un plan nacional de retorno con especial atencion en la reinsercion laboral"
HOJAS = (
    "Articulo 1. Creacion.\nSe crea el Consejo para la atencion de los migrantes guatemaltecos.",
    f"Articulo 2. Retorno.\nEl Consejo propondra {PASAJE}.",
    "Articulo 3. Informe.\nEl Consejo presentara al Congreso un informe anual sobre el retorno.\n"
    "Lo manda el articulo 26 de la Constitucion, el articulo 5 del Decreto 71-98 y la Ley de Orden Publico.\n"
    "Articulo 4. Vigencia.\nRige ocho dias despues de publicarse.",
)
CARATULA = (
    "CONGRESO DE LA REPUBLICA GUATEMALA, C. A.\nDIRECCION LEGISLATIVA -CONTROL DE INICIATIVAS-\n"
    "NUMERO DE REGISTRO 4307\nFECHA QUE CONOCIO EL PLENO: 05 DE ABRIL DE 2011.\n"
    "INICIATIVA DE LEY PRESENTADA POR LA REPRESENTANTE ANA LOPEZ.\n"
    "ASUNTO: INICIATIVA QUE DISPONE APROBAR LEY DE PRUEBA.\n"
    "TRAMITE: PASE A LA COMISION DE MIGRANTES PARA SU ESTUDIO Y DICTAMEN CORRESPONDIENTE."
)


@dataclass(frozen=True, slots=True)
class Preparado:
    """Correo de cada cuenta por su nombre corto, la contraseña de todas y el registro de cada documento.

    `publicado` es un PDF de tres hojas con sus vínculos; `por_catalogar`, un DOCX; `con_falla`, un PDF con
    contraseña; `sin_archivo`, un libro en el estante; `iniciativa`, una carátula con su ficha propuesta.
    """

    cuentas: dict[str, str]
    documentos: dict[str, str]
    clave: str = CLAVE


def preparar(config: Config, claves: Claves) -> Preparado:
    """Deja un centro con sus datos de fábrica, dos cuentas y un documento en cada estado."""
    bd = BaseDeDatos(config.url_bd)
    migrar(bd)
    consola = Consola(config, bd, RelojDelSistema(), io.StringIO(), io.StringIO())
    with transaccion(bd) as sesion:
        cargar_datos_de_fabrica(sesion, SISTEMA, reloj=consola.reloj)
    cuentas = {
        "personal": _cuenta(bd, claves, "ana.sical@ejemplo.gt", "Ana Sical", Rol.PERSONAL),
        "administracion": _cuenta(bd, claves, "marta.aju@ejemplo.gt", "Marta Ajú", Rol.ADMINISTRACION),
    }
    documentos = _documentos(consola, cuentas["personal"])
    while leer_atrasados(bd):
        pass
    bd.cerrar()
    return Preparado({nombre: correo for nombre, (correo, _) in cuentas.items()}, documentos)


def _documentos(consola: Consola, personal: tuple[str, Actor]) -> dict[str, str]:
    actor = personal[1]
    deposito = DepositoLocal(consola.config.ruta_archivos)
    llegadas = [
        _llegar(consola, deposito, "ley_del_consejo.pdf", pdf(*HOJAS, titulo="Ley del Consejo")),
        _llegar(consola, deposito, "acta.docx", docx("Acta de la mesa de trabajo.", "Acuerdo primero.")),
        _llegar(consola, deposito, "informe_protegido.pdf", pdf_con_clave("secreto")),
    ]
    with transaccion(consola.bd) as sesion:
        recibidos = recibir_lote(sesion, actor, DatosLote(), llegadas, reloj=consola.reloj)
        libro = crear_sin_archivo(sesion, actor, "Migración y remesas, tomo I", reloj=consola.reloj)
        caratula = _llegar(consola, deposito, "doc1.pdf", pdf(CARATULA, "Exposicion de motivos."))
        despues = recibir_lote(sesion, actor, DatosLote(), [caratula], reloj=consola.reloj)
        registros = [constancia.documento or "" for constancia in recibidos]
        registros += [libro.identificador, despues[0].documento or ""]
    trabajador = taller.armar(consola)
    while trabajador.una_tarea():
        pass
    with transaccion(consola.bd) as sesion:
        _publicar(sesion, actor, registros[0], consola)
    escritor = taller.escritor_de(consola)
    while escritor.una_vuelta():
        pass
    escritor.cerrar()
    nombres = ("publicado", "por_catalogar", "con_falla", "sin_archivo", "iniciativa")
    return dict(zip(nombres, registros, strict=True))


def _publicar(sesion: Session, actor: Actor, registro: str, consola: Consola) -> None:
    cita = Cita(2, PASAJE)
    for destino in ("OO3.A2.7", "AG2"):
        vincular(sesion, actor, registro, DatosVinculo(destino, "sustenta", cita), reloj=consola.reloj)
    ficha = DatosFicha(
        titulo="Ley del Consejo para la atención de los migrantes",
        acceso=DatosAcceso(Acceso.PUBLICA),
        tipo="estudio",
        fechas=(FechaDada("publicacion", consola.reloj.hoy().replace(year=2009), Precision.MES),),
    )
    edicion = documento_para(sesion, actor, registro).edicion
    guardar_y_publicar(sesion, actor, registro, ficha, edicion=edicion, reloj=consola.reloj)


def _llegar(consola: Consola, deposito: DepositoLocal, nombre: str, datos: bytes) -> Llegada:
    recepcion = deposito.abrir_recepcion(consola.config.limite_archivo)
    recepcion.write(datos)
    return admitir(recepcion, nombre, limite=consola.config.limite_archivo)


def _cuenta(bd: BaseDeDatos, claves: Claves, correo: str, nombre: str, *roles: str) -> tuple[str, Actor]:
    with transaccion(bd) as sesion:
        reloj = RelojDelSistema()
        entregada = crear_usuario(
            sesion, CONSOLA, datos_usuario(correo, nombre, roles), claves=claves, reloj=reloj
        )
        cuenta = usuario(sesion, entregada.usuario_id)
        cuenta.clave, cuenta.debe_cambiar_clave, cuenta.clave_vence = claves.resumir(CLAVE), False, None
        return correo, actor_de(cuenta, hoy=reloj.hoy())
