"""Lo que un expediente toma del grupo técnico de su tema: integrantes, mesas y acuerdos.

Se lee con las marcas de su nivel: la versión pública lleva sólo los nombres que se pueden publicar.
"""

from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.fechas import fecha_larga
from centro_doc.expedientes.contenido import COLUMNAS_DE_ACUERDOS, COLUMNAS_DE_MESAS, Tabla
from centro_doc.expedientes.materia import Materia
from centro_doc.expedientes.sustento import (
    ACUERDOS,
    INTEGRANTES,
    MESAS,
    SIN_CUMPLIR,
    de_acuerdo,
    de_integrante,
    de_mesa,
)
from centro_doc.grupos.consultas import integrantes_de, mesas_de
from centro_doc.grupos.vistos import AcuerdoVisto, MesaVista

VENCIDO = "Vencido"


def tabla_de_integrantes(sesion: Session, materia: Materia) -> Tabla | None:
    """El grupo a la fecha de corte; nada si el expediente no es de un tema o no hay grupo. Una consulta."""
    tema = materia.sujeto.tema
    if tema is None:
        return None
    unos = integrantes_de(sesion, tema.codigo, materia.marcas, materia.corte)
    filas = tuple((uno.dicho, uno.institucion, uno.funcion) for uno in unos)
    sustento = tuple((de_integrante(uno),) for uno in unos)
    return Tabla(INTEGRANTES, ("Quién", "Institución", "Papel"), filas, sustento) if filas else None


def mesas(sesion: Session, materia: Materia) -> tuple[MesaVista, ...]:
    """Las mesas del tema hasta la fecha de corte, de la más antigua a la más reciente. Cuatro consultas."""
    tema = materia.sujeto.tema
    if tema is None:
        return ()
    todas = mesas_de(sesion, tema.codigo, materia.marcas, materia.corte)
    return tuple(una for una in reversed(todas) if una.fecha <= materia.corte)


def tablas_de_mesas(unas: tuple[MesaVista, ...]) -> tuple[Tabla, ...]:
    """Las mesas, y sus acuerdos con responsable, vencimiento y cumplimiento."""
    acuerdos = [uno for una in unas for uno in una.acuerdos]
    tablas = (
        Tabla(
            MESAS,
            COLUMNAS_DE_MESAS,
            tuple(
                (
                    una.nombre,
                    fecha_larga(una.fecha),
                    una.en_que_esta,
                    str(una.asistencia.total or ""),
                    una.acta.identificador if una.acta is not None else "",
                )
                for una in unas
            ),
            tuple((de_mesa(una.tema, una.numero), *_registro(una.acta)) for una in unas),
        ),
        Tabla(
            ACUERDOS,
            COLUMNAS_DE_ACUERDOS,
            tuple(_acuerdo(uno) for uno in acuerdos),
            tuple((de_acuerdo(uno.codigo), *_registro(uno.prueba)) for uno in acuerdos),
        ),
    )
    return tuple(tabla for tabla in tablas if tabla.filas)


def acuerdos_pendientes(unas: tuple[MesaVista, ...]) -> Tabla:
    """Los que nadie ha dado por cumplidos, primero los que vencen antes."""
    unos = [uno for una in unas for uno in una.pendientes]
    unos.sort(key=lambda uno: (uno.vence is None, uno.vence, uno.codigo))
    return Tabla(
        SIN_CUMPLIR,
        COLUMNAS_DE_ACUERDOS,
        tuple(_acuerdo(uno) for uno in unos),
        tuple((de_acuerdo(uno.codigo),) for uno in unos),
    )


def _registro(documento: Documento | None) -> tuple[str, ...]:
    return (documento.identificador,) if documento is not None else ()


def _acuerdo(uno: AcuerdoVisto) -> tuple[str, str, str, str, str]:
    vence = fecha_larga(uno.vence) if uno.vence is not None else "Sin fecha"
    if uno.cumplido is None:
        cumplido = VENCIDO if uno.vencido else "Pendiente"
    else:
        prueba = f", {uno.prueba.identificador}" if uno.prueba is not None else ""
        cumplido = f"Cumplido el {fecha_larga(uno.cumplido)}{prueba}"
    return uno.rotulo, uno.texto, uno.responsable, vence, cumplido
