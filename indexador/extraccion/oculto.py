"""Lo que un archivo lleva sin que se vea al abrirlo, dicho al personal antes de publicarlo."""

from collections.abc import Iterable, Sequence

_NOMBRADAS = 6
_ABRE = "Antes de publicar, revise el archivo: "


def cuenta(cuantos: int, uno: str, varios: str) -> str:
    """«1 comentario», «3 comentarios»; nada si no hay."""
    return f"{cuantos} {uno if cuantos == 1 else varios}" if cuantos else ""


def en_paginas(numeros: Sequence[int]) -> str:
    """«(página 3)», «(páginas 1 y 4)», «(páginas 1, 2, 3 y 9 más)»."""
    if len(numeros) == 1:
        return f"(página {numeros[0]})"
    if len(numeros) <= _NOMBRADAS:
        return f"(páginas {', '.join(map(str, numeros[:-1]))} y {numeros[-1]})"
    return f"(páginas {', '.join(map(str, numeros[:_NOMBRADAS]))} y {len(numeros) - _NOMBRADAS} más)"


def en_lista(partes: Sequence[str]) -> str:
    """«a», «a y b», «a, b y c»."""
    return partes[0] if len(partes) == 1 else f"{', '.join(partes[:-1])} y {partes[-1]}"


def atencion(*partes: str) -> list[str]:
    """Un solo aviso con lo hallado, o ninguno si todas las partes están vacías."""
    halladas = [parte for parte in partes if parte]
    if not halladas:
        return []
    return [f"{_ABRE}lleva {en_lista(halladas)}. Quien lo descargue los puede ver."]


def es_de_lo_oculto(aviso: str) -> bool:
    """¿Es de los que hace `atencion`?"""
    return aviso.startswith(_ABRE)


def por_gravedad(avisos: Iterable[str]) -> list[str]:
    """Los avisos de una lectura, primero el de lo oculto: es el que hay que ver antes de publicar."""
    return sorted(avisos, key=lambda aviso: not es_de_lo_oculto(aviso))
