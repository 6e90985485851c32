"""Quita de una imagen comprimida lo que lleva además del dibujo, sin volver a comprimirla.

En un JPEG son los segmentos APP1 a APP13 y APP15 (EXIF con el lugar y la cámara, XMP, Photoshop) y los
comentarios; se deja APP14, que dice cómo se leen los colores (ITU-T T.81, B.2.4; T.872, 6.5.3). En un
JPEG 2000, las cajas `xml `, `uuid` y `uinf` (ISO/IEC 15444-1, I.7).
"""

_INICIO, _DIBUJO, _FIN = 0xD8, 0xDA, 0xD9
_DATOS = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
_DE_DATOS = frozenset({b"xml ", b"uuid", b"uinf"})
_FIRMA = b"\x00\x00\x00\x0cjP  \r\n\x87\n"


def jpeg_limpio(octetos: bytes) -> bytes:
    """El mismo dibujo sin sus datos; lo que no sea un JPEG bien formado, tal cual."""
    partes, lugar, quitado = [octetos[:2]], 2, False
    if octetos[:2] != bytes((0xFF, _INICIO)):
        return octetos
    while octetos[lugar : lugar + 1] == b"\xff":
        clase = octetos[lugar + 1 : lugar + 2]
        if clase == b"\xff":
            lugar += 1
            continue
        if not clase or clase[0] in {_DIBUJO, _FIN}:
            return b"".join((*partes, octetos[lugar:])) if quitado else octetos
        largo = 2 + int.from_bytes(octetos[lugar + 2 : lugar + 4])
        if clase[0] in _DATOS:
            quitado = True
        else:
            partes.append(octetos[lugar : lugar + largo])
        lugar += largo
    return octetos


def jp2_limpio(octetos: bytes) -> bytes:
    """Lo mismo de un JPEG 2000 con sus cajas."""
    if not octetos.startswith(_FIRMA):
        return octetos
    partes, lugar = [], 0
    while lugar < len(octetos):
        largo, cabeza = int.from_bytes(octetos[lugar : lugar + 4]), 8
        if largo == 1:
            largo, cabeza = int.from_bytes(octetos[lugar + 8 : lugar + 16]), 16
        fin = lugar + largo if largo else len(octetos)
        if fin < lugar + cabeza or fin > len(octetos):
            return octetos
        if octetos[lugar + 4 : lugar + 8] not in _DE_DATOS:
            partes.append(octetos[lugar:fin])
        lugar = fin
    return b"".join(partes)
