"""El recuento que pide una consulta: «cuántos documentos hay sobre remesas».

Un número sin su fecha ni lo que cuenta no sirve: se dice que cuenta palabras, al día de hoy, y aparte cuántos
son del tema, que una persona vinculó.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.busqueda.consultas import Resultados
from centro_doc.busqueda.entendida import entender
from centro_doc.indice.servicio import Indice
from indexador.consulta import Consulta, Filtros
from indexador.lengua import raices


@dataclass(frozen=True, slots=True)
class DelTema:
    """Cuántos documentos están vinculados a un tema de la agenda."""

    tema: Tema
    documentos: int


@dataclass(frozen=True, slots=True)
class Recuento:
    """Cuántos dicen lo que se busca, y cuántos son del tema que trata de ello, si es uno de la agenda.

    `lista`: los argumentos de la búsqueda que los da; `clase`, la de los que se pidieron («iniciativas») y
    `periodo`, cómo se dijo su fecha, o vacíos. `alguna`: no dicen todas las palabras, sino alguna. `citan`:
    se cuentan los que citan la `materia`.
    """

    materia: str
    lista: Mapping[str, str | list[str]]
    clase: str
    periodo: str
    documentos: int
    alguna: bool
    del_tema: DelTema | None
    citan: bool = False


def recuento(
    sesion: Session, indice: Indice, marcas: frozenset[str], hallados: Resultados
) -> Recuento | None:
    """El que pide la consulta, que es el de su lista; nada si no cuenta documentos."""
    entendida = entender(hallados.peticion)
    if not entendida.cuenta or hallados.en_vez:
        return None
    materia = entendida.peticion.q
    tema = tema_de(materia, hallados.temas)
    del_tema = None
    if tema is not None:
        suyos = Consulta("", marcas, Filtros(temas=(tema.codigo,)), por_pagina=1, pasajes_por_documento=0)
        del_tema = DelTema(tema, indice.buscar(sesion, suyos).total)
    return Recuento(
        materia=materia,
        lista=entendida.peticion.parametros(),
        clase=entendida.clase,
        periodo=entendida.periodo,
        documentos=hallados.hoja.total,
        alguna=hallados.relajados,
        del_tema=del_tema,
    )


def tema_de(materia: str, temas: Sequence[Tema]) -> Tema | None:
    """El tema del que la materia es un término, o que la lleva en alguno; el primero, si son varios."""
    dichas = set(raices(materia))
    for exacto in (True, False):
        for tema in temas:
            for termino in (tema.nombre, *tema.datos.get("terminos", ())):
                suyas = set(raices(str(termino)))
                if dichas and (suyas == dichas if exacto else dichas <= suyas):
                    return tema
    return None
