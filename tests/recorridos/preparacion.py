"""Lo que tiene el centro de los recorridos: se hace con los casos de uso del producto."""

from dataclasses import dataclass

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.cuentas.casos import crear_usuario
from centro_doc.cuentas.claves import Claves
from centro_doc.cuentas.consultas import usuario
from centro_doc.cuentas.formularios import datos_usuario
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import CONSOLA, SISTEMA
from centro_doc.curaduria.fabrica import cargar_datos_de_fabrica
from centro_doc.migraciones import migrar
from config import Config

CLAVE = "cuatro palabras bien largas"


@dataclass(frozen=True, slots=True)
class Preparado:
    """Correo de cada cuenta por su nombre corto, y la contraseña de todas."""

    cuentas: dict[str, str]
    clave: str = CLAVE


def preparar(config: Config, claves: Claves) -> Preparado:
    """Migra la base, carga los datos del producto y crea una cuenta de personal y otra de administración."""
    bd = BaseDeDatos(config.url_bd)
    migrar(bd)
    with transaccion(bd) as sesion:
        cargar_datos_de_fabrica(sesion, SISTEMA, reloj=RelojDelSistema())
    cuentas = {
        "personal": _cuenta(bd, claves, "ana.sical@ejemplo.gt", "Ana Sical", Rol.PERSONAL),
        "administracion": _cuenta(bd, claves, "marta.aju@ejemplo.gt", "Marta Ajú", Rol.ADMINISTRACION),
    }
    bd.cerrar()
    return Preparado(cuentas)


def _cuenta(bd: BaseDeDatos, claves: Claves, correo: str, nombre: str, *roles: str) -> str:
    with transaccion(bd) as sesion:
        reloj = RelojDelSistema()
        entregada = crear_usuario(
            sesion, CONSOLA, datos_usuario(correo, nombre, roles), claves=claves, reloj=reloj
        )
        cuenta = usuario(sesion, entregada.usuario_id)
        cuenta.clave, cuenta.debe_cambiar_clave, cuenta.clave_vence = claves.resumir(CLAVE), False, None
    return correo
