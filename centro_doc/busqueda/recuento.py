"""El recuento que pide una consulta: «cuántos documentos hay sobre remesas».

Un número sin su fecha ni lo que cuenta no sirve: se dice que cuenta palabras, al día de hoy, y aparte cuántos
son del tema, que una persona vinculó.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.busqueda.ambiguas import raices
from centro_doc.busqueda.consultas import Resultados
from centro_doc.indice.servicio import Indice
from indexador.ficha import CON_ALGUNA, Consulta, Filtros
from indexador.lengua.giros import separar_giro
from indexador.lengua.preguntas import cuenta_documentos, sin_pregunta


@dataclass(frozen=True, slots=True)
class DelTema:
    """Cuántos documentos están vinculados a un tema de la agenda."""

    tema: Tema
    documentos: int


@dataclass(frozen=True, slots=True)
class Recuento:
    """Cuántos dicen lo que se busca, y cuántos son del tema que trata de ello, si es uno de la agenda.

    `lista` es la consulta que los da; `clase`, la de los que se pidieron («iniciativas»), o vacía. `alguna`:
    no dicen todas las palabras, sino alguna.
    """

    materia: str
    lista: str
    clase: str
    documentos: int
    alguna: bool
    del_tema: DelTema | None


def recuento(
    sesion: Session, indice: Indice, marcas: frozenset[str], hallados: Resultados
) -> Recuento | None:
    """El que pide la consulta; nada si no pregunta cuántos documentos hay."""
    consulta = hallados.peticion.q
    pedido = cuenta_documentos(consulta)
    if pedido is None:
        return None
    materia, clase, documentos = sin_pregunta(consulta).strip(" ¿?."), "", hallados.hoja.total
    lista, alguna = materia, hallados.relajados
    if separar_giro(de_clase := f"{pedido['clase']} sobre {materia}") is not None:
        resultado = indice.buscar(sesion, replace(hallados.consulta, texto=de_clase, pagina=1, por_pagina=1))
        alguna = any(aviso.mensaje == CON_ALGUNA for aviso in resultado.avisos)
        clase, documentos, lista = pedido["clase"].lower(), resultado.total, de_clase
    tema = _tema_de(materia, hallados.temas)
    del_tema = None
    if tema is not None:
        suyos = Consulta("", marcas, Filtros(temas=(tema.codigo,)), por_pagina=1, pasajes_por_documento=0)
        del_tema = DelTema(tema, indice.buscar(sesion, suyos).total)
    return Recuento(materia, lista, clase, documentos, alguna, del_tema)


def _tema_de(materia: str, temas: Sequence[Tema]) -> Tema | None:
    """El tema del que la materia es un término, o que la lleva en alguno; el primero, si son varios."""
    dichas = set(raices(materia))
    for exacto in (True, False):
        for tema in temas:
            for termino in (tema.nombre, *tema.datos.get("terminos", ())):
                suyas = set(raices(str(termino)))
                if dichas and (suyas == dichas if exacto else dichas <= suyas):
                    return tema
    return None
