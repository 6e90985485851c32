"""Lo que las páginas leen del grafo: el de una norma, el de un artículo y el de un documento."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.paginacion import Hoja
from centro_doc.grafo import salientes
from centro_doc.grafo.articulos import (
    ArticuloDeNorma,
    articulos,
    con_estado,
    documentos_con_texto,
    texto_con_articulos,
)
from centro_doc.grafo.citantes import Citante, citan_a, citantes, elegir, iniciativas
from centro_doc.grafo.derogaciones import Derogacion, con_choques, conocidos, derogaciones
from centro_doc.grafo.linea import con_lo_leido
from centro_doc.grafo.linea_documentos import con_sus_documentos
from centro_doc.grafo.menciones import Mencion
from centro_doc.grafo.salientes import Destino, NormaCitada, NormaNombrada
from centro_doc.normas.ficha import FichaDeNorma
from centro_doc.normas.linea import Suceso
from centro_doc.normas.modelos import Vigencia
from centro_doc.normas.uniones import textos_propuestos
from indexador.juridico.claves import leer_clave

MAS_CITADOS = 10
EN_PESTANA = 12
"""Citantes y destinos que caben en la pestaña de un documento; los demás, en su página."""


@dataclass(frozen=True, slots=True)
class GrafoDeNorma:
    """Los artículos de una norma, quién la cita, a quién cita su texto y qué iniciativas la cambiarían."""

    clave: str
    texto_id: int | None
    """El documento del que salen los artículos."""
    articulos: tuple[ArticuloDeNorma, ...]
    mas_citados: tuple[ArticuloDeNorma, ...]
    citantes: Hoja[Citante]
    cita: tuple[NormaCitada, ...]
    iniciativas: tuple[Citante, ...]
    ya_leyes: tuple[Citante, ...]
    """Las iniciativas que propusieron cambiarla y ya son ley."""
    linea: tuple[Suceso, ...]
    """La línea de tiempo de su ficha y las reformas que dicen los textos; sin ficha, vacía."""
    derogan: tuple[Derogacion, ...]
    """Lo que los textos de otras derogan de ella."""


@dataclass(frozen=True, slots=True)
class GrafoDeDocumento:
    """Lo que enseña la pestaña de citas de un documento.

    `norma` es la que trae su texto, si alguna; `dudosas`, las que esperan al personal, y `nombradas`, las
    normas que quizá citan.
    """

    norma: NormaNombrada | None
    cita: tuple[Destino, ...]
    destinos: int
    citado: Hoja[Citante]
    dudosas: Hoja[Mencion]
    nombradas: Mapping[str, NormaNombrada]

    @property
    def total(self) -> int:
        """A cuántos apunta y cuántos lo citan."""
        return self.destinos + self.citado.total


def grafo_de_norma(
    sesion: Session,
    clave: str,
    marcas: frozenset[str],
    *,
    textos: Sequence[int] | None = None,
    probadas: Mapping[str, str] | None = None,
    hoja: int = 1,
    ficha: FichaDeNorma | None = None,
) -> GrafoDeNorma:
    """El grafo de una norma; `textos` son los documentos con su texto, en orden de preferencia.

    Sin `textos`, los que lo dicen por su ficha. `probadas`: las iniciativas que son ley por su trámite
    (`citantes.iniciativas`). El número de consultas no crece con las citas.
    """
    suyos = documentos_con_texto(sesion, clave, marcas) if textos is None else textos
    texto = texto_con_articulos(sesion, suyos, marcas) if suyos else None
    todos = articulos(sesion, clave, texto, marcas)
    derogan: tuple[Derogacion, ...] = ()
    if ficha is not None:
        derogan = _derogaciones(sesion, ficha, marcas)
        todos = con_estado(todos, derogan, conocidos(ficha.guardado, ficha.fecha))
    citados = sorted((uno for uno in todos if uno.citas), key=lambda uno: -uno.citas)
    proponen = iniciativas(sesion, clave, marcas, probadas or {})
    return GrafoDeNorma(
        clave,
        texto,
        todos,
        tuple(citados[:MAS_CITADOS]),
        citantes(sesion, citan_a(clave), marcas, hoja=hoja),
        salientes.normas_citadas(sesion, suyos, marcas),
        tuple(una for una in proponen if not una.leyes),
        tuple(una for una in proponen if una.leyes),
        _linea(sesion, ficha, suyos, proponen, marcas) if ficha is not None else (),
        derogan,
    )


def _linea(
    sesion: Session,
    ficha: FichaDeNorma,
    textos: Sequence[int],
    iniciativas_: Sequence[Citante],
    marcas: frozenset[str],
) -> tuple[Suceso, ...]:
    leida = con_lo_leido(sesion, ficha.norma.clave, marcas, ficha.linea, ficha.reformadoras)
    suyas = ficha.guardado.fechas
    return con_sus_documentos(sesion, ficha.norma, suyas, textos, iniciativas_, marcas, leida)


def _derogaciones(sesion: Session, ficha: FichaDeNorma, marcas: frozenset[str]) -> tuple[Derogacion, ...]:
    clave, hecho = ficha.norma.clave, ficha.estado.hecho
    unas = derogaciones(sesion, clave, ficha.guardado, marcas, ficha.fecha)
    if hecho is None or ficha.estado.estado != Vigencia.DEROGADA_PARCIALMENTE:
        return unas
    return con_choques(sesion, unas, hecho.norma, hecho.razon)


def norma_citada(sesion: Session, clave: str, marcas: frozenset[str]) -> NormaNombrada:
    """Cómo se nombra una norma sin ficha; `NoEncontrado` si nada de lo que se ve la cita ni la trae.

    La trae el documento que lo dice por su ficha, aunque aún nadie haya leído su texto.
    """
    leida = leer_clave(clave)
    if leida is None:
        raise NoEncontrado("No hay una norma con esa clave.")
    nombrada = salientes.nombrar(sesion, [clave], marcas)[clave]
    if nombrada.en_centro or elegir(sesion, citan_a(clave), marcas, por_hoja=1).total:
        return nombrada
    if not textos_propuestos(sesion, [leida], marcas).get(clave):
        raise NoEncontrado("El catálogo no tiene una norma con esa clave.")
    return replace(nombrada, en_centro=True)


def grafo_de_documento(
    sesion: Session,
    documento: Documento,
    marcas: frozenset[str],
    *,
    norma: str,
    con_dudosas: bool = False,
    cuantos: int = EN_PESTANA,
    hoja: int = 1,
) -> GrafoDeDocumento:
    """Lo que cita y quién lo cita; `norma` es la clave de la que trae el texto, o vacía."""
    cita, total = salientes.destinos(sesion, documento.id, marcas, tipo=documento.tipo, cuantos=cuantos)
    sin_citantes: Hoja[Citante] = Hoja((), 1, cuantos, 0)
    dudosas: Hoja[Mencion] = Hoja((), 1, cuantos, 0)
    if con_dudosas:
        dudosas = salientes.menciones_de(sesion, documento.id, marcas, dudosas=True, por_hoja=cuantos)
    claves = {objetivo.norma for una in dudosas.elementos for objetivo in una.objetivos}
    return GrafoDeDocumento(
        norma=_nombrar(sesion, norma, marcas) if norma else None,
        cita=cita,
        destinos=total,
        citado=citantes(sesion, citan_a(norma), marcas, hoja=hoja, por_hoja=cuantos)
        if norma
        else sin_citantes,
        dudosas=dudosas,
        nombradas=salientes.nombrar(sesion, claves, marcas) if claves else {},
    )


def _nombrar(sesion: Session, clave: str, marcas: frozenset[str]) -> NormaNombrada:
    return salientes.nombrar(sesion, [clave], marcas)[clave]
