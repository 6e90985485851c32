"""La orden `usuario`: administrar las cuentas desde la máquina, por ejemplo si nadie puede ingresar."""

import argparse
from collections.abc import Callable

from sqlalchemy.orm import Session

from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.consola import Consola, Ordenes
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.cuentas import casos
from centro_doc.cuentas.claves import Claves
from centro_doc.cuentas.consultas import lista_de_usuarios, usuario_por_correo
from centro_doc.cuentas.formularios import datos_usuario
from centro_doc.cuentas.modelos import Rol, Usuario
from centro_doc.cuentas.permisos import CONSOLA

Entrega = Callable[[Session, int], casos.ClaveEntregada]


def registrar(ordenes: Ordenes) -> None:
    """Registra `usuario` y lo que se puede hacer con ella."""
    raiz = ordenes.anadir("usuario", "Lista, crea y cambia las cuentas.", listar, prepara=True)
    raiz.set_defaults(json=False)
    sub = raiz.add_subparsers(title="qué hacer", metavar="QUÉ")

    def anadir(
        nombre: str, ayuda: str, accion: Callable[[argparse.Namespace, Consola], int]
    ) -> argparse.ArgumentParser:
        analizador = sub.add_parser(nombre, help=ayuda, description=ayuda)
        analizador.set_defaults(accion=accion)
        analizador.add_argument("--json", action="store_true", help="una línea de JSON por cuenta")
        return analizador

    anadir("lista", "Muestra las cuentas.", listar)
    alta = anadir("crear", "Crea una cuenta y da su contraseña de un solo uso.", crear)
    alta.add_argument("correo")
    alta.add_argument("--nombre", required=True)
    alta.add_argument("--rol", action="append", required=True, choices=list(Rol), help="se puede repetir")
    roles = anadir("roles", "Cambia los roles de una cuenta por los que se dan.", cambiar_roles)
    roles.add_argument("correo")
    roles.add_argument("rol", nargs="+", choices=list(Rol))
    anadir("clave", "Da otra contraseña de un solo uso y quita el bloqueo.", clave).add_argument("correo")
    anadir("baja", "Desactiva una cuenta y cierra sus sesiones.", baja).add_argument("correo")
    anadir("reactivar", "Vuelve a activar una cuenta.", reactivar).add_argument("correo")


def listar(pedido: argparse.Namespace, consola: Consola) -> int:
    """Una línea por cuenta."""
    with lectura(consola.bd) as sesion:
        for cuenta in lista_de_usuarios(sesion, por_hoja=100_000).elementos:
            _mostrar(cuenta, pedido, consola)
    return 0


def crear(pedido: argparse.Namespace, consola: Consola) -> int:
    """Crea la cuenta; los datos malos se dicen uno por línea."""
    try:
        datos = datos_usuario(pedido.correo, pedido.nombre, pedido.rol)
        with transaccion(consola.bd) as sesion:
            entregada = casos.crear_usuario(sesion, CONSOLA, datos, claves=Claves(), reloj=consola.reloj)
    except DatosInvalidos as error:
        return _reparar(error, consola)
    return _entregar(entregada, pedido, consola)


def cambiar_roles(pedido: argparse.Namespace, consola: Consola) -> int:
    """Deja la cuenta con esos roles y ningún otro."""
    try:
        with transaccion(consola.bd) as sesion:
            cuenta = usuario_por_correo(sesion, pedido.correo)
            datos = datos_usuario(cuenta.correo, cuenta.nombre, pedido.rol)
            casos.editar_usuario(sesion, CONSOLA, cuenta.id, datos, reloj=consola.reloj)
            _mostrar(cuenta, pedido, consola)
    except DatosInvalidos as error:
        return _reparar(error, consola)
    return 0


def clave(pedido: argparse.Namespace, consola: Consola) -> int:
    """Repone la contraseña."""

    def reponer(sesion: Session, usuario_id: int) -> casos.ClaveEntregada:
        return casos.restablecer_clave(sesion, CONSOLA, usuario_id, claves=Claves(), reloj=consola.reloj)

    return _con_clave(pedido, consola, reponer)


def reactivar(pedido: argparse.Namespace, consola: Consola) -> int:
    """Reactiva la cuenta, con contraseña nueva."""

    def activar(sesion: Session, usuario_id: int) -> casos.ClaveEntregada:
        return casos.reactivar(sesion, CONSOLA, usuario_id, claves=Claves(), reloj=consola.reloj)

    return _con_clave(pedido, consola, activar)


def baja(pedido: argparse.Namespace, consola: Consola) -> int:
    """Da de baja la cuenta."""
    try:
        with transaccion(consola.bd) as sesion:
            cuenta = usuario_por_correo(sesion, pedido.correo)
            casos.dar_de_baja(sesion, CONSOLA, cuenta.id, motivo="Desde la consola", reloj=consola.reloj)
            _mostrar(cuenta, pedido, consola)
    except DatosInvalidos as error:
        return _reparar(error, consola)
    return 0


def _con_clave(pedido: argparse.Namespace, consola: Consola, caso: Entrega) -> int:
    try:
        with transaccion(consola.bd) as sesion:
            entregada = caso(sesion, usuario_por_correo(sesion, pedido.correo).id)
    except DatosInvalidos as error:
        return _reparar(error, consola)
    return _entregar(entregada, pedido, consola)


def _entregar(entregada: casos.ClaveEntregada, pedido: argparse.Namespace, consola: Consola) -> int:
    if pedido.json:
        consola.json({"correo": entregada.correo, "clave": entregada.clave})
    else:
        consola.decir(f"{entregada.correo}  contraseña de un solo uso: {entregada.clave}")
    return 0


def _reparar(error: DatosInvalidos, consola: Consola) -> int:
    for mensaje in error.campos.values() or [error.mensaje]:
        consola.avisar(f"centro-doc: {mensaje}")
    return 1


def _mostrar(cuenta: Usuario, pedido: argparse.Namespace, consola: Consola) -> None:
    roles = sorted(asignado.rol for asignado in cuenta.roles)
    if pedido.json:
        consola.json(
            {"correo": cuenta.correo, "nombre": cuenta.nombre, "activa": cuenta.activo, "roles": roles}
        )
    else:
        estado = "activa" if cuenta.activo else "de baja"
        consola.decir(f"{cuenta.correo}  {cuenta.nombre}  {', '.join(roles)}  {estado}")
