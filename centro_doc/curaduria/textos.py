"""Corregir el texto de una página y, con él, decir qué evidencias siguen en pie."""

from sqlalchemy.orm import Session

from centro_doc.catalogo import correcciones
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor
from centro_doc.lecturas.pasajes import revisar_pasajes
from centro_doc.vinculos.modelos import EstadoEvidencia


def corregir_pagina(
    sesion: Session, actor: Actor, identificador: str, numero: int, escrito: str, *, huella: str, reloj: Reloj
) -> int:
    """Corrige la página y devuelve cuántos pasajes probatorios ya no están en el texto.

    Levanta lo mismo que `correcciones.corregir`.
    """
    documento = correcciones.corregir(
        sesion, actor, identificador, numero, escrito, huella=huella, reloj=reloj
    )
    return revisar_pasajes(sesion, actor, documento.id, reloj=reloj)[EstadoEvidencia.ROTA]


def descartar_correccion(
    sesion: Session, actor: Actor, identificador: str, numero: int, *, huella: str, reloj: Reloj
) -> int:
    """Vuelve la página a lo que leyó la máquina; lo mismo de `corregir_pagina`."""
    documento = correcciones.descartar(sesion, actor, identificador, numero, huella=huella, reloj=reloj)
    return revisar_pasajes(sesion, actor, documento.id, reloj=reloj)[EstadoEvidencia.ROTA]
