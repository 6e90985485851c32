"""Qué se pide importar: los archivos de unas rutas, o los renglones de un manifiesto."""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.consola import Consola, FalloDeOrden
from centro_doc.importaciones import rutas
from centro_doc.importaciones.casos import guardar_mapeo
from centro_doc.importaciones.manifiesto import ManifiestoIlegible, columnas_sin_usar, es_campo, leer
from centro_doc.importaciones.modelos import Mapeo
from centro_doc.importaciones.renglones import Pedido
from centro_doc.importaciones.vigia import firma_de


def pedidos_de(argumentos: argparse.Namespace, consola: Consola) -> list[Pedido]:
    """Los pedidos de la orden, en su orden; levanta `FalloDeOrden` si no hay ninguno o no se entienden."""
    if argumentos.manifiesto is None:
        if not argumentos.rutas:
            raise FalloDeOrden("diga qué archivos o carpetas importar, o un --manifiesto.", 2)
        return [Pedido(rutas.escribir(ruta), firma_de(ruta)) for ruta in reunir(argumentos.rutas)]
    if argumentos.rutas:
        raise FalloDeOrden("con --manifiesto no se dan rutas: las nombra el manifiesto.", 2)
    try:
        mapeo = _mapeo(argumentos, consola)
        filas = leer(argumentos.manifiesto, mapeo)
        if sobran := columnas_sin_usar(argumentos.manifiesto, mapeo):
            consola.avisar(f"No se usan las columnas: {', '.join(sobran)}. Asígnelas con --columnas.")
    except ManifiestoIlegible as error:
        raise FalloDeOrden(str(error), 2) from error
    return [
        Pedido(rutas.escribir(fila.archivo), firma_de(fila.archivo), fila.valores)
        if fila.archivo
        else Pedido("", valores=fila.valores)
        for fila in filas
    ]


def reunir(rutas: Sequence[Path]) -> list[Path]:
    """Los archivos de unas rutas, en orden; las carpetas, con todo lo que cuelga, menos lo oculto."""
    archivos: dict[Path, None] = {}
    for ruta in rutas:
        if ruta.is_dir():
            dentro = (r for r in sorted(ruta.rglob("*")) if r.is_file() and not _oculto(r, ruta))
            archivos.update(dict.fromkeys(dentro))
        elif ruta.is_file():
            archivos[ruta] = None
        else:
            raise FalloDeOrden(f"no existe «{ruta}».", 2)
    if not archivos:
        raise FalloDeOrden("no hay archivos en esas carpetas.", 2)
    return list(archivos)


def _oculto(archivo: Path, carpeta: Path) -> bool:
    return any(parte.startswith(".") for parte in archivo.relative_to(carpeta).parts)


def _mapeo(argumentos: argparse.Namespace, consola: Consola) -> dict[str, str] | None:
    if argumentos.columnas:
        columnas = _columnas(argumentos.columnas)
        if argumentos.guardar_mapeo and not argumentos.ensayo:
            with transaccion(consola.bd) as sesion:
                guardar_mapeo(sesion, argumentos.guardar_mapeo, columnas, reloj=consola.reloj)
        return columnas
    if not argumentos.mapeo:
        return None
    with lectura(consola.bd) as sesion:
        mapeo = sesion.get(Mapeo, argumentos.mapeo)
    if mapeo is None:
        raise FalloDeOrden(f"no hay un mapeo guardado con el nombre «{argumentos.mapeo}».", 2)
    return dict(mapeo.columnas)


def _columnas(dichas: str) -> dict[str, str]:
    columnas = {}
    # Una coma que no sigue a un campo es del nombre de la columna: «Apellido, nombre=autores».
    for una in re.findall(r"[^=]+=[^,]*|[^=]+\Z", dichas):
        columna, igual, campo = una.rpartition("=")
        if not igual or not es_campo(campo.strip()):
            raise FalloDeOrden(f"no se entiende «{una}» en --columnas: es COLUMNA=CAMPO.", 2)
        columnas[columna.strip(" ,")] = campo.strip()
    return columnas
