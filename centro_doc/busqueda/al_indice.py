"""De una petición a lo que se le pregunta al índice: con el tesauro, las normas que regían y las que cita."""

from dataclasses import replace

from sqlalchemy.orm import Session

from centro_doc.busqueda.ambiguas import de_la_agenda
from centro_doc.busqueda.articulo_de_otra import articulo_pedido
from centro_doc.busqueda.dentro import dentro_de_la_norma
from centro_doc.busqueda.entendida import entender
from centro_doc.busqueda.extremos import sin_los_contados
from centro_doc.busqueda.formularios import Peticion
from centro_doc.busqueda.norma_pedida import los_de_aqui, los_que_la_citan, objetivos_pedidos
from centro_doc.busqueda.su_voz import su_voz
from centro_doc.catalogo.tipos import PAIS
from centro_doc.normas.vigentes import VALEN, por_estado
from centro_doc.tesauro.consultas import tesauro_actual
from indexador.consulta import Consulta, Reparto
from indexador.lengua import Tesauro


def consulta_de(sesion: Session, marcas: frozenset[str], peticion: Peticion, **cambios: int) -> Consulta:
    """La de un lector con esas marcas. `cambios`: página, por página o pasajes por documento."""
    tesauro, peticion = tesauro_actual(sesion), entender(peticion).peticion
    peticion = _sin_contar_articulos(sesion, peticion, tesauro)
    consulta = peticion.consulta(marcas, tesauro, **cambios)
    if peticion.orden == "relevancia":
        consulta = _con_lo_que_va_primero(sesion, consulta, peticion, tesauro)
    suya = su_voz(sesion, marcas, peticion, tesauro)
    if suya is not None:
        filtros = replace(consulta.filtros, instituciones=(suya.institucion.clave,))
        consulta = replace(consulta, texto=suya.texto, filtros=filtros)
    if peticion.vigente is None:
        return consulta
    reparto = Reparto(por_estado(sesion, peticion.vigente, marcas), VALEN)
    return replace(consulta, filtros=replace(consulta.filtros, vigencia=reparto))


def _sin_contar_articulos(sesion: Session, peticion: Peticion, tesauro: Tesauro) -> Peticion:
    """De «los 5 primeros artículos de» una norma se busca la norma; los artículos los da su tarjeta."""
    sin = sin_los_contados(peticion.q)
    if sin == peticion.q or peticion.literal or peticion.pregunta.con_operadores:
        return peticion
    return replace(peticion, q=sin) if objetivos_pedidos(sesion, peticion.q, tesauro) else peticion


def _con_lo_que_va_primero(
    sesion: Session, consulta: Consulta, peticion: Peticion, tesauro: Tesauro
) -> Consulta:
    """Delante, lo que cita la norma o es de aquí, sus textos y lo de la materia; al final, lo ajeno."""
    pregunta = peticion.pregunta
    elegir = los_que_la_citan if pregunta.es_un_numero else los_de_aqui
    delante = elegir(sesion, pregunta, tesauro)
    dentro = dentro_de_la_norma(sesion, consulta.marcas, peticion.q, tesauro)
    pedido = articulo_pedido(sesion, consulta.marcas, pregunta.texto, tesauro)
    encabezan = dentro.documentos if dentro is not None else pedido.encabezan if pedido else frozenset()
    suya = de_la_agenda(sesion, peticion.q)
    return replace(
        consulta,
        delante=delante,
        lo_ajeno_detras=delante is None and _quiere_lo_de_aqui(peticion),
        encabezan=encabezan,
        de_materia=suya.de_materia if suya is not None else consulta.de_materia,
    )


def _quiere_lo_de_aqui(peticion: Peticion) -> bool:
    """¿Va lo de otro país al final? No, si se nombra otro país, se compara con otros o se filtra por país.

    Tampoco si se escribieron operadores: quien los usa dice el orden con ellos.
    """
    pregunta = peticion.pregunta
    if not pregunta.texto or peticion.filtros.paises or pregunta.con_operadores:
        return False
    return not (pregunta.paises - {PAIS} or pregunta.mira_afuera)
