"""Arma un expediente entero: los apartados 0 a 11 de la composición y sus anexos.

Con las mismas marcas y a la misma fecha sale siempre el mismo. El número de consultas no crece con los
documentos.
"""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from centro_doc.agenda.numeros import clave
from centro_doc.expedientes.antecedentes import iniciativas_de, tablas_de_iniciativas
from centro_doc.expedientes.composicion import ACTAS, ANTECEDENTES, MARCO, piezas_de
from centro_doc.expedientes.contenido import SECCIONES, Apartado, Expediente
from centro_doc.expedientes.cuadro import por_articulo, por_postura, senas_de
from centro_doc.expedientes.del_grupo import (
    acuerdos_pendientes,
    mesas,
    tabla_de_integrantes,
    tablas_de_mesas,
)
from centro_doc.expedientes.fuentes import fuentes
from centro_doc.expedientes.historial import bitacora
from centro_doc.expedientes.huecos import pendientes
from centro_doc.expedientes.mandato import caratula, mandato
from centro_doc.expedientes.marco_legal import Marco, marco_de
from centro_doc.expedientes.materia import Materia
from centro_doc.expedientes.por_articulo import dichos, normas_con_dichos, tablas_por_articulo
from centro_doc.expedientes.siglas import tabla_de_siglas
from centro_doc.expedientes.sujetos import Sujeto, marcas_del_nivel
from centro_doc.expedientes.textos_de_normas import anexo_de_textos
from centro_doc.indice.servicio import Indice

NORMAS_DEL_INDICE = 6
"""Normas que lleva el índice por artículo de un expediente sin núcleo: las que más traen sus documentos."""


def leer_materia(
    sesion: Session, sujeto: Sujeto, nivel: str, corte: date, *, indice: Indice | None = None
) -> Materia:
    """Lo que se necesita para armarlo; `indice` hace falta en el de una búsqueda."""
    marcas = marcas_del_nivel(sujeto, nivel)
    halladas = fuentes(sesion, sujeto, marcas, indice=indice)
    piezas = piezas_de(sesion, sujeto, halladas, marcas)
    materia = Materia(sujeto, nivel, corte, marcas, halladas, piezas)
    return replace(materia, iniciativas=iniciativas_de(sesion, materia))


def armar(
    sesion: Session,
    sujeto: Sujeto,
    nivel: str,
    corte: date,
    *,
    indice: Indice | None = None,
    responsable: str = "",
) -> Expediente:
    """El expediente de un sujeto en un nivel y a una fecha de corte, con sus anexos."""
    return armado(sesion, leer_materia(sesion, sujeto, nivel, corte, indice=indice), responsable=responsable)


def armado(
    sesion: Session,
    materia: Materia,
    *,
    marco: Marco | None = None,
    responsable: str = "",
    con_anexos: bool = True,
) -> Expediente:
    """El expediente de una materia ya leída; los anexos leen todos los textos y pesan lo que ellos.

    `marco` es el suyo, si ya se leyó.
    """
    marco = marco_de(sesion, materia) if marco is None else marco
    materia = replace(materia, piezas=marco.con_estado(materia.piezas))
    del_tema = mesas(sesion, materia)
    integrantes = tabla_de_integrantes(sesion, materia)
    propios = {
        0: caratula(materia, SECCIONES[0], integrantes=integrantes, responsable=responsable),
        1: mandato(sesion, materia, SECCIONES[1]),
        10: pendientes(sesion, materia, marco, acuerdos_pendientes(del_tema), SECCIONES[10]),
        11: bitacora(sesion, materia, SECCIONES[11]),
    }
    tablas = {
        MARCO: marco.tablas(materia.nivel),
        ANTECEDENTES: tablas_de_iniciativas(materia.iniciativas),
        ACTAS: tablas_de_mesas(del_tema),
    }
    apartados = tuple(
        propios.get(numero)
        or Apartado(
            numero,
            titulo,
            tablas=tablas.get(numero, ()),
            piezas=tuple(pieza for pieza in materia.piezas if pieza.seccion == numero),
        )
        for numero, titulo in SECCIONES.items()
    )
    return Expediente(
        materia.sujeto.clave,
        materia.sujeto.nombre,
        materia.nivel,
        materia.corte,
        apartados,
        anexos(sesion, materia, marco) if con_anexos else (),
    )


def anexos(sesion: Session, materia: Materia, marco: Marco) -> tuple[Apartado, ...]:
    """El índice por artículo de las normas del núcleo, el cuadro comparado, las siglas y sus textos."""
    normas = normas_del_indice(sesion, materia, marco)
    todos = dichos(sesion, materia, normas)
    comparado = [por_postura(materia.piezas, senas_de(sesion, materia)), por_articulo(todos)]
    siglas = tabla_de_siglas(sesion, materia)
    return (
        Apartado(1, "Índice por artículo", tablas=tablas_por_articulo(todos)),
        Apartado(2, "Cuadro comparado", tablas=tuple(tabla for tabla in comparado if tabla.filas)),
        Apartado(3, "Siglas", tablas=(siglas,) if siglas.filas else ()),
        *anexo_de_textos(sesion, materia, marco),
    )


def normas_del_indice(sesion: Session, materia: Materia, marco: Marco) -> tuple[str, ...]:
    """Las del núcleo y las iniciativas del expediente; si no hay, las que más citan sus documentos."""
    del_nucleo = [una.norma.clave for una in marco.nucleo][:NORMAS_DEL_INDICE]
    propias = (*del_nucleo, *(clave(una.iniciativa.numero) for una in materia.iniciativas))
    return propias or tuple(una.clave for una in normas_con_dichos(sesion, materia)[:NORMAS_DEL_INDICE])
