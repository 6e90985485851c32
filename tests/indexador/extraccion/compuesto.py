"""Hace archivos compuestos ([MS-CFB]) y conjuntos de propiedades ([MS-OLEPS]) para las pruebas."""

import struct
from collections.abc import Mapping

from indexador.extraccion.ole import FIRMA

_FIN, _LIBRE, _DE_FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compuesto(flujos: Mapping[str, bytes]) -> bytes:
    """Uno de sectores de 512 octetos; los flujos de menos de 4.096 van en el corto, como los pone Word."""
    cortos = {nombre: _rellenos(dice, 64) for nombre, dice in flujos.items() if len(dice) < 4096}
    partes = {nombre: _rellenos(dice, 512) for nombre, dice in flujos.items() if len(dice) >= 4096}
    lugares, minifat = _en_cadena(cortos, 64)
    mini = _rellenos(b"".join(cortos.values()), 512)
    directorio = 512 * ((len(flujos) + 1) // 4 + 1)
    orden = {**partes, "": mini, "minifat": _rellenos(_numeros(minifat), 512), "dir": bytes(directorio)}
    donde, fat = _en_cadena(orden, 512, desde=1)
    entradas = [_entrada("Root Entry", 5, donde[""] if mini else _FIN, len(mini))]
    for nombre, dice in flujos.items():
        entradas.append(_entrada(nombre, 2, (donde | lugares)[nombre], len(dice)))
    orden["dir"] = b"".join(entradas).ljust(directorio, b"\0")
    tabla = _numeros([_DE_FAT, *fat]).ljust(512, b"\xff")
    assert len(tabla) == 512, "cabe en un sector"
    cabecera = FIRMA + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    cabecera += struct.pack("<IIIII", 1, donde["dir"], 0, 4096, donde["minifat"] if mini else _FIN)
    cabecera += struct.pack("<III", 1, _FIN, 0) + struct.pack("<109I", 0, *[_LIBRE] * 108)
    return cabecera + tabla + b"".join(orden.values())


def conjunto(textos: Mapping[int, str], *, pagina: int = 1252) -> bytes:
    """Un flujo con un conjunto de propiedades de texto, en esa página de códigos."""
    valores = {1: struct.pack("<IHH", 2, pagina, 0)}
    for numero, texto in textos.items():
        crudo = texto.encode(f"cp{pagina}") + b"\0"
        valores[numero] = struct.pack("<II", 0x1E, len(crudo)) + _rellenos(crudo, 4)
    lugar, indice = 8 + 8 * len(valores), b""
    for numero, valor in valores.items():
        indice += struct.pack("<II", numero, lugar)
        lugar += len(valor)
    cuerpo = struct.pack("<II", lugar, len(valores)) + indice + b"".join(valores.values())
    return (
        struct.pack("<HHI", 0xFFFE, 0, 2)
        + bytes(16)
        + struct.pack("<I", 1)
        + bytes(16)
        + b"\x30\0\0\0"
        + cuerpo
    )


def _en_cadena(
    partes: Mapping[str, bytes], tamano: int, *, desde: int = 0
) -> tuple[dict[str, int], list[int]]:
    lugares, tabla = {}, []
    for nombre, dice in partes.items():
        cuantos = len(dice) // tamano
        lugares[nombre] = desde + len(tabla)
        tabla += [desde + len(tabla) + n for n in range(1, cuantos)] + ([_FIN] if cuantos else [])
    return lugares, tabla


def _entrada(nombre: str, clase: int, inicio: int, largo: int) -> bytes:
    letras = (nombre + "\0").encode("utf-16-le")
    cabeza = letras.ljust(64, b"\0") + struct.pack("<HBB", len(letras), clase, 1)
    return cabeza + b"\xff" * 12 + bytes(36) + struct.pack("<IQ", inicio, largo)


def _numeros(unos: list[int]) -> bytes:
    return struct.pack(f"<{len(unos)}I", *unos)


def _rellenos(dice: bytes, tamano: int) -> bytes:
    return dice.ljust(-(-len(dice) // tamano) * tamano, b"\0")
