"""De una petición a lo que se le pregunta al índice: con el tesauro, las normas que regían y las que cita."""

from dataclasses import replace

from sqlalchemy.orm import Session

from centro_doc.busqueda.ambiguas import de_la_agenda
from centro_doc.busqueda.dentro import dentro_de_la_norma
from centro_doc.busqueda.entendida import entender
from centro_doc.busqueda.formularios import Peticion
from centro_doc.busqueda.norma_pedida import es_un_numero, los_de_aqui, los_que_la_citan, quiere_lo_de_aqui
from centro_doc.normas.vigentes import VALEN, por_estado
from centro_doc.tesauro.consultas import tesauro_actual
from indexador.ficha import Consulta, Reparto


def pregunta(sesion: Session, marcas: frozenset[str], peticion: Peticion, **cambios: int) -> Consulta:
    """La consulta de un lector con esas marcas. `cambios`: página, por página o pasajes por documento."""
    tesauro, peticion = tesauro_actual(sesion), entender(peticion).peticion
    consulta = peticion.consulta(marcas, tesauro, **cambios)
    if peticion.orden == "relevancia":
        elegir = los_que_la_citan if es_un_numero(peticion.q) else los_de_aqui
        consulta = replace(consulta, delante=elegir(sesion, peticion.q, tesauro))
        if consulta.delante is None and quiere_lo_de_aqui(peticion):
            consulta = replace(consulta, lo_ajeno_detras=True)
        dentro = dentro_de_la_norma(sesion, marcas, peticion.q, tesauro)
        if dentro is not None:
            consulta = replace(consulta, encabezan=dentro.documentos)
        suya = de_la_agenda(sesion, peticion.q)
        if suya is not None:
            consulta = replace(consulta, de_materia=suya.de_materia)
    if peticion.vigente is None:
        return consulta
    reparto = Reparto(por_estado(sesion, peticion.vigente, marcas), VALEN)
    return replace(consulta, filtros=replace(consulta.filtros, vigencia=reparto))
