"""Los años de lo que se busca: cuántos son del año que dice la consulta y, si no hay ninguno, de cuáles sí.

Quien escribe «CONAMIGUA informe anual 2008» quiere el de 2008: si no está, se le dice, con los que sí. Los
tipos que son de un año (su ficha lo pide) se cuentan por ese año y no por el de su fecha: el informe de 2009
se emite en 2010.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.busqueda.al_indice import consulta_de
from centro_doc.busqueda.consultas import Resultados
from centro_doc.busqueda.entendida import entender
from centro_doc.busqueda.formularios import Peticion
from centro_doc.busqueda.pregunta import PeriodoDicho
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.tipos import ANIO, nombre_de_tipo, tipos_anuales
from centro_doc.directorio.modelos import Institucion
from centro_doc.indice.servicio import Indice
from indexador.consulta import CON_ALGUNA, Consulta, Resultado
from indexador.lengua import analizar

ANIOS = 12
"""Años de una serie que se nombran; de una más larga, los más cercanos al que se pidió."""
_DE_UNA_SERIE = 200


@dataclass(frozen=True, slots=True)
class DeUnAnio:
    """Un año de una serie y el documento de ese año; nada si no se tiene."""

    anio: int
    documento: Documento | None


@dataclass(frozen=True, slots=True)
class SerieDeInformes:
    """Los documentos de un tipo que se da por años, con los huecos, y quién los emite."""

    tipo: str
    pedido: int
    anios: tuple[DeUnAnio, ...]
    emisor: Institucion | None

    @property
    def del_pedido(self) -> Documento | None:
        """El del año que se pidió."""
        return next((uno.documento for uno in self.anios if uno.anio == self.pedido), None)


@dataclass(frozen=True, slots=True)
class Serie:
    """Lo que se busca sin el año, y cuántos documentos hay de él, de antes y de después.

    `escrito`: cómo se dice el período («2009», «entre 2005 y 2009»). `suelto`: el año iba en la consulta sin
    decir que es la fecha.
    """

    sin: str
    desde: int
    hasta: int
    escrito: str
    suelto: bool
    dentro: int
    antes: int
    despues: int
    anios: tuple[tuple[int, int], ...]
    informes: SerieDeInformes | None = None

    @property
    def falta(self) -> bool:
        """¿No hay ninguno de ese año?"""
        return not self.dentro


def serie_de_anios(
    sesion: Session, indice: Indice, marcas: frozenset[str], hallados: Resultados
) -> Serie | None:
    """La de una consulta que dice un año, o un período del que no hay nada.

    Nada si ya se filtra por fecha, si se escribieron operadores o si sin el año tampoco se halla todo lo
    demás. Una búsqueda más, y otra si halla informes anuales.
    """
    peticion = hallados.peticion
    pedido = _pedido(peticion)
    if pedido is None or (not pedido.suelto and _ya_responde(hallados)):
        return None
    desde, hasta = (dia.year for dia in pedido.dias)
    base = replace(peticion, q=pedido.sin, pagina=1, avisos=())
    resultado = indice.buscar(sesion, _breve(sesion, marcas, base))
    if resultado.sugerencia or any(aviso.mensaje == CON_ALGUNA for aviso in resultado.avisos):
        return None
    por_anio = {int(cuenta.valor): cuenta.documentos for cuenta in resultado.facetas.get("anio", ())}
    dentro = sum(n for anio, n in por_anio.items() if desde <= anio <= hasta)
    informes = _informes(sesion, indice, marcas, base, desde, resultado) if desde == hasta else None
    if (dentro and not pedido.suelto and informes is None) or not (por_anio or informes):
        return None
    return Serie(
        sin=pedido.sin,
        desde=desde,
        hasta=hasta,
        escrito=pedido.escrito,
        suelto=pedido.suelto,
        dentro=dentro,
        antes=sum(n for anio, n in por_anio.items() if anio < desde),
        despues=sum(n for anio, n in por_anio.items() if anio > hasta),
        anios=_cercanos(por_anio, desde),
        informes=informes,
    )


def _ya_responde(hallados: Resultados) -> bool:
    """¿Se halló algo de ese período y, si se pidió una clase de documentos, de esa clase?"""
    giro = hallados.peticion.pregunta.giro
    return hallados.hoja.total > 0 and (giro is None or hallados.con_giro)


def _pedido(peticion: Peticion) -> PeriodoDicho | None:
    """El período que dice una consulta que no filtra ya por fecha ni pide lo que no rige."""
    filtros, pregunta = entender(peticion).peticion.filtros, peticion.pregunta
    if peticion.literal or filtros.desde or filtros.hasta or pregunta.con_operadores:
        return None
    return pregunta.periodo if not pregunta.pide_lo_que_ya_no_rige else None


def _breve(sesion: Session, marcas: frozenset[str], peticion: Peticion, cuantos: int = 1) -> Consulta:
    return consulta_de(sesion, marcas, peticion, pagina=1, por_pagina=cuantos, pasajes_por_documento=0)


def _cercanos(por_anio: Mapping[int, int], pedido: int) -> tuple[tuple[int, int], ...]:
    """Los años con alguno, en orden; si son muchos, los más cercanos al pedido."""
    elegidos = sorted(por_anio, key=lambda anio: abs(anio - pedido))[:ANIOS]
    return tuple((anio, por_anio[anio]) for anio in sorted(elegidos))


def _informes(
    sesion: Session,
    indice: Indice,
    marcas: frozenset[str],
    base: Peticion,
    pedido: int,
    resultado: Resultado,
) -> SerieDeInformes | None:
    """La serie del tipo anual con más documentos entre los hallados, si la consulta lo nombra."""
    hallados = {cuenta.valor: cuenta.documentos for cuenta in resultado.facetas.get("tipo", ())}
    anuales = [clave for clave in tipos_anuales() if clave in hallados and _lo_nombra(base.q, clave)]
    if not anuales:
        return None
    clave = max(anuales, key=lambda una: hallados[una])
    de_ese_tipo = replace(base, filtros=replace(base.filtros, tipos=(clave,)))
    aciertos = indice.buscar(sesion, _breve(sesion, marcas, de_ese_tipo, _DE_UNA_SERIE)).aciertos
    ids = [uno.documento for uno in aciertos]
    documentos = sesion.scalars(
        select(Documento).where(Documento.id.in_(ids), visible_para(marcas)).order_by(Documento.id)
    ).all()
    de_cada_anio = {anio: uno for uno in documentos if (anio := _anio_de(uno)) is not None}
    if not de_cada_anio:
        return None
    emisores = {uno.emisor_id for uno in documentos}
    suyo = emisores.pop() if len(emisores) == 1 else None
    return SerieDeInformes(
        nombre_de_tipo(clave),
        pedido,
        _con_huecos(de_cada_anio, pedido),
        sesion.get(Institucion, suyo) if suyo is not None else None,
    )


def _con_huecos(de_cada_anio: Mapping[int, Documento], pedido: int) -> tuple[DeUnAnio, ...]:
    """Todos los años entre el primero y el último, contando el pedido, y a lo sumo `ANIOS`."""
    primero, ultimo = min(pedido, *de_cada_anio), max(pedido, *de_cada_anio)
    todos = sorted(range(primero, ultimo + 1), key=lambda anio: abs(anio - pedido))[:ANIOS]
    return tuple(DeUnAnio(anio, de_cada_anio.get(anio)) for anio in sorted(todos))


def _anio_de(documento: Documento) -> int | None:
    escrito = str(documento.metadatos.get(ANIO, ""))
    return int(escrito) if escrito.isascii() and escrito.isdigit() else None


def _lo_nombra(consulta: str, clave: str) -> bool:
    """¿Dice la consulta alguna palabra del nombre del tipo que diga qué clase de papel es?"""
    dichas = {termino.raiz for termino in analizar(consulta)}
    primera = next((termino.raiz for termino in analizar(nombre_de_tipo(clave))), "")
    return primera in dichas
