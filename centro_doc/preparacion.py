"""Dejar una carpeta de datos lista para servir: tablas, datos del producto y la primera cuenta."""

import argparse

from centro_doc.comun.bd import transaccion
from centro_doc.comun.consola import Consola, FalloDeOrden, Ordenes
from centro_doc.copias import A_MEDIAS
from centro_doc.cuentas.casos import ClaveEntregada, crear_primer_administrador
from centro_doc.cuentas.claves import Claves
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.curaduria.fabrica import cargar_datos_de_fabrica
from centro_doc.migraciones import migrar


def registrar(ordenes: Ordenes) -> None:
    """Registra `migrar`."""
    ordenes.anadir("migrar", "Lleva la base de datos a esta versión y carga los datos del producto.", orden)


def orden(_argumentos: argparse.Namespace, consola: Consola) -> int:
    """Prepara y dice qué cambió."""
    preparar(consola)
    return 0


def preparar(consola: Consola) -> None:
    """Migra, carga los datos del producto y crea la primera cuenta; repetirla no cambia nada.

    Levanta `FalloDeOrden` si en esa carpeta se cortó una restauración: no se empieza un centro sobre ella.
    """
    datos = consola.config.ruta_datos
    if (datos / A_MEDIAS).exists() and not consola.config.ruta_bd.exists():
        raise FalloDeOrden(f"una restauración en {datos} quedó a medias. Repita «restaurar» con su respaldo.")
    migrar(consola.bd)
    with transaccion(consola.bd) as sesion:
        cambiaron = cargar_datos_de_fabrica(sesion, SISTEMA, reloj=consola.reloj)
        primera = crear_primer_administrador(sesion, claves=Claves(), reloj=consola.reloj)
    if cambiaron:
        consola.avisar("Plan, agenda, directorio, normas y tesauro cargados.")
    if primera is not None:
        _presentar(consola, primera)


def _presentar(consola: Consola, entregada: ClaveEntregada) -> None:
    consola.avisar("Primera cuenta, con una contraseña de un solo uso que no se volverá a mostrar:")
    consola.avisar(f"    correo      {entregada.correo}")
    consola.avisar(f"    contraseña  {entregada.clave}")
