"""Cargar las normas que vienen con el producto, y crear y editar normas.

Todo cambio de una persona deja un asiento en la bitácora, y desde entonces la carga no toca lo que cambió.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import Autor, anotar
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.normas.lectura import CatalogoDeNormas
from centro_doc.normas.modelos import AliasDeNorma, EstadoDeNorma, FechaDeNorma, Norma, RelacionDeNormas
from centro_doc.normas.partes import DatosNorma, Parte
from indexador.juridico.claves import leer_clave

registro = structlog.get_logger(__name__)

OBJETO = "norma"
"""La clase de objeto de sus asientos en la bitácora."""
Fila = AliasDeNorma | FechaDeNorma | EstadoDeNorma | RelacionDeNormas
F = TypeVar("F", bound=Fila)


def cargar_normas(sesion: Session, actor: Autor, catalogo: CatalogoDeNormas, *, reloj: Reloj) -> int:
    """Pone al día las normas de fábrica y devuelve cuántas cosas cambiaron; repetirla no cambia nada.

    La norma que una persona editó y las partes que añadió o quitó quedan como están. De las partes de fábrica
    que nadie tocó, las que ya no están en el archivo se borran.
    """
    guardadas = {una.clave: una for una in sesion.scalars(select(Norma))}
    cambios = [_poner(sesion, guardadas, dato.norma) for dato in catalogo.normas]
    sesion.flush()
    numeros = {clave: una.id for clave, una in guardadas.items()}
    for modelo, nombre in ((AliasDeNorma, "alias"), (FechaDeNorma, "fechas"), (EstadoDeNorma, "estados")):
        deseadas = {
            (numeros[dato.norma.clave], *parte.identidad): {
                "norma_id": numeros[dato.norma.clave],
                **_valores(parte),
            }
            for dato in catalogo.normas
            for parte in getattr(dato, nombre)
        }
        cambios.append(_sincronizar(sesion, modelo, deseadas))
    relaciones = {una.identidad: _valores(una) for una in catalogo.relaciones}
    cambios.append(_sincronizar(sesion, RelacionDeNormas, relaciones))
    if cambiaron := sum(cambios):
        detalle = {"cambios": cambiaron}
        anotar(sesion, actor, "normas_cargadas", (OBJETO, "fabrica"), reloj=reloj, detalle=detalle)
        registro.info("normas_cargadas", cambios=cambiaron)
    return cambiaron


def norma(sesion: Session, clave: str) -> Norma:
    """La norma con esa clave; levanta `NoEncontrado` si no está en el catálogo."""
    hallada = sesion.scalar(select(Norma).where(Norma.clave == clave))
    if hallada is None:
        raise NoEncontrado("El catálogo no tiene una norma con esa clave.")
    return hallada


def crear_norma(sesion: Session, actor: Actor, datos: DatosNorma, *, reloj: Reloj) -> Norma:
    """Añade una norma. Levanta `SinPermiso`, y `DatosInvalidos` si su clave ya está."""
    exigir(actor, "editar_normas")
    if sesion.scalar(select(Norma.id).where(Norma.clave == datos.clave)) is not None:
        raise DatosInvalidos("No se añadió la norma.", {"clave": f"{datos.clave} ya está en el catálogo."})
    nueva = Norma(de_fabrica=False)
    _escribir(nueva, datos)
    sesion.add(nueva)
    sesion.flush()
    anotar_norma(sesion, actor, "norma_creada", nueva, reloj, {"nombre": datos.nombre})
    return nueva


def editar_norma(
    sesion: Session, actor: Actor, clave: str, datos: DatosNorma, *, edicion: int, reloj: Reloj
) -> Norma:
    """Cambia lo que se dice de una norma, menos su clave. Si nada cambia, no anota nada.

    Levanta `SinPermiso`, `NoEncontrado`, y `Conflicto` si otra persona la guardó después de `edicion`.
    """
    exigir(actor, "editar_normas")
    guardada = norma(sesion, clave)
    if guardada.edicion != edicion:
        raise Conflicto("Otra persona cambió esta norma. Ábrala otra vez y repita su cambio.")
    antes = {nombre: getattr(guardada, nombre) for nombre in _EDITABLES}
    for nombre in _EDITABLES:
        setattr(guardada, nombre, getattr(datos, nombre))
    detalle = {
        nombre: {"antes": viejo, "despues": getattr(guardada, nombre)}
        for nombre, viejo in antes.items()
        if viejo != getattr(guardada, nombre)
    }
    if detalle:
        guardada.de_fabrica, guardada.edicion = False, edicion + 1
        anotar_norma(sesion, actor, "norma_editada", guardada, reloj, detalle)
    return guardada


_EDITABLES = ("nombre", "citable", "sigla", "organo", "jurisdiccion", "marca", "nota")


def anotar_norma(
    sesion: Session, actor: Autor, accion: str, una: Norma, reloj: Reloj, detalle: Mapping[str, object]
) -> None:
    """El asiento de un cambio en una norma."""
    anotar(sesion, actor, accion, (OBJETO, una.clave), reloj=reloj, detalle=detalle)
    registro.info(accion, norma=una.clave)


def _poner(sesion: Session, guardadas: dict[str, Norma], datos: DatosNorma) -> int:
    guardada = guardadas.get(datos.clave)
    if guardada is None:
        guardada = guardadas[datos.clave] = Norma(de_fabrica=True)
        sesion.add(guardada)
        _escribir(guardada, datos)
        return 1
    if not guardada.de_fabrica:
        return 0
    _escribir(guardada, datos)
    return int(sesion.is_modified(guardada))


def _escribir(guardada: Norma, datos: DatosNorma) -> None:
    clave = leer_clave(datos.clave)
    if clave is None:
        raise DatosInvalidos(f"«{datos.clave}» no es la clave de una norma.")
    guardada.clase, guardada.numero, guardada.anio = clave.clase, clave.numero, clave.anio
    for nombre, valor in _valores(datos).items():
        setattr(guardada, nombre, dict(valor) if isinstance(valor, Mapping) else valor)


def _valores(datos: DatosNorma | Parte) -> dict[str, Any]:
    return {campo.name: getattr(datos, campo.name) for campo in fields(datos)}


def _sincronizar(
    sesion: Session, modelo: type[F], deseadas: Mapping[tuple[object, ...], Mapping[str, Any]]
) -> int:
    """Deja las filas de fábrica como `deseadas`, por su identidad; lo del personal no se toca."""
    guardadas = {_identidad(fila): fila for fila in sesion.scalars(select(modelo))}
    sobran = [f for identidad, f in guardadas.items() if f.de_fabrica and identidad not in deseadas]
    for fila in sobran:
        sesion.delete(fila)
    cambios = len(sobran)
    for identidad, valores in deseadas.items():
        guardada = guardadas.get(identidad)
        if guardada is None:
            sesion.add(modelo(**valores))
            cambios += 1
        elif guardada.de_fabrica:
            for nombre, valor in valores.items():
                setattr(guardada, nombre, valor)
            cambios += int(sesion.is_modified(guardada))
    sesion.flush()
    return cambios


def _identidad(fila: Fila) -> tuple[object, ...]:
    if isinstance(fila, AliasDeNorma):
        return (fila.norma_id, fila.alias, fila.jurisdiccion, fila.desde)
    if isinstance(fila, FechaDeNorma):
        return (fila.norma_id, fila.clase, fila.valor)
    if isinstance(fila, EstadoDeNorma):
        return (fila.norma_id, fila.articulo, fila.estado, fila.desde)
    return (fila.origen, fila.articulo_origen, fila.clase, fila.destino, fila.articulo_destino)
