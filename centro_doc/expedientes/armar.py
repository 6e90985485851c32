"""Arma un expediente entero: los apartados 0 a 11 de la composición y sus anexos."""

from datetime import date

from sqlalchemy.orm import Session

from centro_doc.comun.fechas import fecha_larga
from centro_doc.expedientes.composicion import piezas_de_tema
from centro_doc.expedientes.contenido import SECCIONES, Apartado, Expediente, Pieza
from centro_doc.expedientes.sujetos import NOMBRES_DE_NIVEL, Sujeto, marcas_del_nivel


def armar(sesion: Session, sujeto: Sujeto, nivel: str, corte: date) -> Expediente:
    """El expediente de un sujeto en un nivel, a una fecha de corte."""
    piezas = piezas_de_tema(sesion, sujeto.tema, marcas_del_nivel(sujeto, nivel))
    return Expediente(
        sujeto.clave,
        sujeto.nombre,
        nivel,
        corte,
        tuple(_apartado(numero, sujeto, nivel, corte, piezas) for numero in SECCIONES),
    )


def _apartado(numero: int, sujeto: Sujeto, nivel: str, corte: date, piezas: tuple[Pieza, ...]) -> Apartado:
    parrafos: tuple[str, ...] = ()
    if numero == 0:
        parrafos = (
            f"Expediente {sujeto.codigo}: {sujeto.nombre}.",
            f"Corte: {fecha_larga(corte)}. Nivel: {NOMBRES_DE_NIVEL[nivel].lower()}.",
        )
    suyas = tuple(pieza for pieza in piezas if pieza.seccion == numero)
    return Apartado(numero, SECCIONES[numero], parrafos, (), suyas)
