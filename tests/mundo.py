"""Un centro con un documento de cada clase y estado, hecho con los casos de uso del producto.

Los archivos son PDF de verdad: entran por la puerta, los lee el trabajador y los escribe el índice.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from archivos import pdf
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from almacen import DepositoLocal
from centro_doc.aplicacion import create_app
from centro_doc.catalogo import casos as catalogo
from centro_doc.catalogo import ingreso, versiones
from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.ingreso import DatosLote
from centro_doc.catalogo.modelos import Acceso, Documento, FechaDocumento, Papel, Precision
from centro_doc.catalogo.puerta import Llegada, admitir
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.consola import Consola
from centro_doc.comun.reloj import Reloj
from centro_doc.comun.web import registrar_servicio
from centro_doc.cuentas.casos import anadir_membresia, crear_usuario
from centro_doc.cuentas.claves import Claves
from centro_doc.cuentas.consultas import actor_de, usuario
from centro_doc.cuentas.formularios import DatosMembresia, datos_usuario
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import CONSOLA, SISTEMA, Actor
from centro_doc.curaduria import casos as curaduria
from centro_doc.curaduria.fabrica import cargar_datos_de_fabrica
from centro_doc.grafo.atrasadas import leer_atrasados
from centro_doc.migraciones import migrar
from centro_doc.taller import armar, escritor_de
from centro_doc.vinculos.casos import vincular
from centro_doc.vinculos.formularios import Cita, DatosVinculo
from config import Config

CLAVE = "cuatro palabras bien largas"
LECTORES: dict[str, tuple[tuple[Rol, ...], tuple[str, ...]]] = {
    "publico": ((), ()),
    "investigador": ((Rol.INVESTIGADOR,), ()),
    "grupo AG1": ((Rol.GRUPO_TECNICO,), ("AG1",)),
    "grupo AG2": ((Rol.GRUPO_TECNICO,), ("AG2",)),
    "personal": ((Rol.PERSONAL,), ()),
    "revisor": ((Rol.REVISOR,), ()),
    "presidencia": ((Rol.PRESIDENCIA,), ()),
    "enlace_uip": ((Rol.ENLACE_UIP,), ()),
    "custodia": ((Rol.CUSTODIA,), ()),
    "administracion": ((Rol.ADMINISTRACION,), ()),
}
"""Cada lector con sus roles y sus grupos técnicos; el confidencial nombra a `custodia`."""
MESA = "mesa de entrada"
"""La cuenta que sube los archivos; no se fotografía, porque quien sube conserva su recibo."""
VEN: dict[str, frozenset[str]] = {
    "publica": frozenset(LECTORES),
    "interna": frozenset({"grupo AG2", "personal", "revisor"}),
    "reservada": frozenset({"revisor", "presidencia"}),
    "confidencial": frozenset({"custodia"}),
    "por_catalogar": frozenset({"personal", "revisor"}),
    "retirado": frozenset({"personal", "revisor"}),
    "con_falla": frozenset({"personal", "revisor"}),
}
"""Quién ve cada documento del mundo (arquitectura §4)."""


@dataclass(slots=True)
class Mundo:
    """El centro en marcha: sus servicios, sus cuentas y el identificador de cada documento."""

    config: Config
    bd: BaseDeDatos
    reloj: Reloj
    app: Flask
    actores: dict[str, Actor] = field(default_factory=dict)
    clientes: dict[str, FlaskClient] = field(default_factory=dict)
    fichas: dict[str, str] = field(default_factory=dict)
    documentos: dict[str, str] = field(default_factory=dict)

    @property
    def consola(self) -> Consola:
        """La consola sobre los mismos datos, para el trabajador y el escritor."""
        return Consola(self.config, self.bd, self.reloj)

    def cerrar(self) -> None:
        """Suelta las dos conexiones a la base."""
        self.app.extensions["centro_doc"][BaseDeDatos].cerrar()
        self.bd.cerrar()


def hacer_mundo(ruta: Path, reloj: Reloj, claves: Claves) -> Mundo:
    """Un centro vacío con los datos de fábrica y una cuenta por lector, ya dentro."""
    ritmo = "1000000 per minute"
    config = Config(ruta_datos=ruta, ritmo_ingreso=ritmo, ritmo_busqueda=ritmo, ritmo_subida=ritmo)
    bd = BaseDeDatos(config.url_bd)
    migrar(bd)
    with transaccion(bd) as sesion:
        cargar_datos_de_fabrica(sesion, SISTEMA, reloj=reloj)
    app = create_app(config, reloj=reloj)
    registrar_servicio(app, Claves, claves)
    mundo = Mundo(config, bd, reloj, app)
    for lector in LECTORES:
        _abrir_cuenta(mundo, lector, claves)
    mundo.actores[MESA] = _crear_cuenta(mundo, MESA, "mesa@congreso.gob.gt", (Rol.PERSONAL,), (), claves)
    indexar(mundo)
    return mundo


def poblar(mundo: Mundo) -> None:
    """Mete un documento de cada clase y estado."""
    meter(mundo, "publica", "La red consular atiende el retorno voluntario.")
    meter(
        mundo,
        "interna",
        "Ayuda memoria del grupo técnico.",
        DatosAcceso(Acceso.INTERNA, "Deliberación en curso", grupos=("AG2",)),
    )
    meter(mundo, "reservada", "Negociación con la cancillería.", reserva())
    meter(mundo, "confidencial", "Expediente de un aspirante.", confidencial(mundo))
    meter(mundo, "por_catalogar", "Borrador recién llegado.", publicar=False)
    meter(mundo, "retirado", "Documento que se retirará.")
    retirar(mundo, "retirado")
    meter(mundo, "con_falla", "", archivo=pdf("Cortado a la mitad")[:300], publicar=False)


def reserva() -> DatosAcceso:
    """Una reserva completa, que vence dos años después."""
    return DatosAcceso(Acceso.RESERVADA, "LAIP 23.1", "12-2011", date(2013, 8, 17))


def confidencial(mundo: Mundo) -> DatosAcceso:
    """Un acceso confidencial que nombra a la custodia."""
    persona = mundo.actores["custodia"].usuario_id
    assert persona is not None
    return DatosAcceso(Acceso.CONFIDENCIAL, "LAIP 22.5", personas=(persona,))


def meter(
    mundo: Mundo,
    clave: str,
    texto: str,
    acceso: DatosAcceso | None = None,
    *,
    titulo: str = "",
    publicar: bool = True,
    archivo: bytes | None = None,
) -> str:
    """Recibe, lee, cataloga, publica e indexa un documento; devuelve su identificador.

    Lo confidencial se cierra al final: desde entonces ni quien lo publicó lo ve.
    """
    revisor = mundo.actores["revisor"]
    identificador = _recibir(mundo, clave, archivo or pdf(texto))
    trabajar(mundo)
    with transaccion(mundo.bd) as sesion:
        _catalogar(sesion, identificador, titulo or f"Documento {clave}")
    cerrado = acceso is not None and acceso.clase == Acceso.CONFIDENCIAL
    if acceso is not None and not cerrado:
        clasificar(mundo, identificador, acceso)
    if publicar:
        with transaccion(mundo.bd) as sesion:
            vincular(sesion, revisor, identificador, _vinculo(texto), reloj=mundo.reloj)
            curaduria.publicar(sesion, revisor, identificador, reloj=mundo.reloj)
    if acceso is not None and cerrado:
        clasificar(mundo, identificador, acceso)
    mundo.documentos[clave] = identificador
    indexar(mundo)
    leer_citas(mundo)
    return identificador


def sumar_version(
    mundo: Mundo, identificador: str, contenido: bytes, *, nombre: str = "v2.pdf", sustituye: bool = False
) -> None:
    """Sube una versión nueva, la lee y pone el índice al día."""
    with transaccion(mundo.bd) as sesion:
        versiones.nueva_version(
            sesion,
            mundo.actores[MESA],
            identificador,
            _llegar(mundo, nombre, contenido),
            "",
            sustituye=sustituye,
            reloj=mundo.reloj,
        )
    trabajar(mundo)
    indexar(mundo)


def sumar_extracto(
    mundo: Mundo, identificador: str, contenido: bytes, *, nombre: str = "extracto.pdf"
) -> None:
    """Añade un extracto público a la última versión y hace las tareas de la cola."""
    with transaccion(mundo.bd) as sesion:
        versiones.anadir_archivo(
            sesion,
            mundo.actores[MESA],
            identificador,
            _llegar(mundo, nombre, contenido),
            Papel.EXTRACTO_PUBLICO,
            None,
            reloj=mundo.reloj,
        )
    trabajar(mundo)
    indexar(mundo)


def clasificar(mundo: Mundo, identificador: str, acceso: DatosAcceso) -> None:
    """Le pone una clase de acceso, sin que el índice lo sepa todavía."""
    with transaccion(mundo.bd) as sesion:
        catalogo.cambiar_acceso(sesion, mundo.actores["revisor"], [identificador], acceso, reloj=mundo.reloj)


def retirar(mundo: Mundo, clave: str) -> None:
    """Retira un documento, sin que el índice lo sepa todavía."""
    with transaccion(mundo.bd) as sesion:
        curaduria.retirar(
            sesion, mundo.actores["revisor"], mundo.documentos[clave], "Duplicado", reloj=mundo.reloj
        )


def trabajar(mundo: Mundo) -> None:
    """Hace todas las tareas de la cola."""
    trabajador = armar(mundo.consola)
    while trabajador.una_tarea():
        pass


def leer_citas(mundo: Mundo) -> None:
    """Pone al día la estructura y las citas de los documentos."""
    while leer_atrasados(mundo.bd):
        pass


def indexar(mundo: Mundo) -> None:
    """Pone el índice al día."""
    escritor = escritor_de(mundo.consola)
    while escritor.una_vuelta():
        pass
    escritor.cerrar()


def hallar(sesion: Session, identificador: str) -> Documento:
    """La fila de un documento."""
    return sesion.query(Documento).filter_by(identificador=identificador).one()


def ficha_de(cliente: FlaskClient, ruta: str) -> str:
    """El CSRF del primer formulario de una página."""
    hallada = re.search(r'name="csrf_token" value="([^"]+)"', cliente.get(ruta).get_data(as_text=True))
    assert hallada is not None, f"{ruta} no trae formulario"
    return hallada[1]


def _abrir_cuenta(mundo: Mundo, lector: str, claves: Claves) -> None:
    cliente = mundo.app.test_client()
    roles, temas = LECTORES[lector]
    if roles:
        correo = f"{lector.replace(' ', '.').lower()}@congreso.gob.gt"
        mundo.actores[lector] = _crear_cuenta(mundo, lector, correo, roles, temas, claves)
        datos = {"csrf_token": ficha_de(cliente, "/acceso"), "correo": correo, "clave": CLAVE}
        assert cliente.post("/acceso", data=datos).status_code == 303
    mundo.clientes[lector] = cliente
    mundo.fichas[lector] = ficha_de(cliente, "/acceso/clave" if roles else "/acceso")


def _crear_cuenta(
    mundo: Mundo, nombre: str, correo: str, roles: Sequence[Rol], temas: Sequence[str], claves: Claves
) -> Actor:
    with transaccion(mundo.bd) as sesion:
        datos = datos_usuario(correo, nombre, roles)
        entregada = crear_usuario(sesion, CONSOLA, datos, claves=claves, reloj=mundo.reloj)
        for tema in temas:
            membresia = DatosMembresia(tema, mundo.reloj.hoy(), None)
            anadir_membresia(sesion, CONSOLA, entregada.usuario_id, membresia, reloj=mundo.reloj)
        cuenta = usuario(sesion, entregada.usuario_id)
        cuenta.clave, cuenta.debe_cambiar_clave, cuenta.clave_vence = claves.resumir(CLAVE), False, None
        return actor_de(cuenta, hoy=mundo.reloj.hoy())


def _llegar(mundo: Mundo, nombre: str, contenido: bytes) -> Llegada:
    deposito = DepositoLocal(mundo.config.ruta_archivos)
    recepcion = deposito.abrir_recepcion(mundo.config.limite_archivo)
    recepcion.write(contenido)
    return admitir(recepcion, nombre, limite=mundo.config.limite_archivo)


def _recibir(mundo: Mundo, clave: str, contenido: bytes) -> str:
    llegada = _llegar(mundo, f"{clave}.pdf", contenido)
    with transaccion(mundo.bd) as sesion:
        (constancia,) = ingreso.recibir_lote(
            sesion, mundo.actores[MESA], DatosLote(), [llegada], reloj=mundo.reloj
        )
    assert constancia.documento is not None, constancia.motivo
    return constancia.documento


def _catalogar(sesion: Session, identificador: str, titulo: str) -> None:
    documento = hallar(sesion, identificador)
    documento.titulo = titulo
    documento.tipo = "decreto_congreso"
    documento.numero = "46-2007"
    documento.fechas = [
        FechaDocumento(clase=clase, valor=date(2007, 10, 10), precision=Precision.DIA)
        for clase in ("emision", "publicacion")
    ]


def _vinculo(texto: str) -> DatosVinculo:
    return DatosVinculo("OO3.A2.1", "sustenta", Cita(1, texto) if texto else None, "Lo dice todo él")


def estados(mundo: Mundo) -> dict[str, tuple[str, str]]:
    """Estado y clase de acceso de cada documento, para comprobar que el mundo es el que se cree."""
    with lectura(mundo.bd) as sesion:
        filas = {clave: hallar(sesion, numero) for clave, numero in mundo.documentos.items()}
        return {clave: (fila.estado, fila.acceso) for clave, fila in filas.items()}
