"""De un hueco del plan a los documentos sin vínculo que más se le acercan.

Es lo contrario de proponer: se parte del nodo. El índice da los documentos que dicen algo de su perfil, y de
cada uno se miran la primera página y las que lo dicen. Se muestra también lo que no llega a proponerse.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado, PaginaGuardada
from centro_doc.catalogo.sugerencias import titulo_pendiente
from centro_doc.catalogo.vigente import textos_vigentes
from centro_doc.indice.servicio import Indice
from centro_doc.propuestas.lectura import ambito_de_fabrica
from centro_doc.propuestas.perfiles import perfiles_afinados
from centro_doc.vinculos.consultas import con_vinculo
from centro_doc.vinculos.destinos import Destino
from centro_doc.vinculos.modelos import EstadoVinculo, Vinculo
from indexador.consulta import Acierto, Consulta, Filtros
from indexador.vinculacion import Pagina, Perfil, proponer
from indexador.vinculacion.perfil import partes_de

A_LA_VISTA = 10
"""Documentos que se muestran."""
_MIRADOS = 20
"""Documentos que da el índice y se miran con el perfil."""
_EXPRESIONES = 40
"""Maneras de decirlo que caben en una búsqueda."""
_CERRADOS = (Estado.RETIRADO, Estado.UNIDO)
_PRIMERA = 1


@dataclass(frozen=True, slots=True)
class Cercano:
    """Un documento sin vínculo, el pasaje por el que se acerca a un destino y por qué.

    `inicio` y `fin` son puntos de código de la página. `porciento`: confianza, de 0 a 99.
    """

    documento: Documento
    titulo: str
    pagina: int
    inicio: int
    pasaje: str
    razones: tuple[str, ...]
    porciento: int

    @property
    def publicado(self) -> bool:
        """¿Contará en cuanto se vincule?"""
        return self.documento.estado == Estado.PUBLICADO


def perfil_de(sesion: Session, clave: str) -> Perfil | None:
    """El perfil de un destino, con lo que enseñan sus decisiones; `None` si nada se vincula con él."""
    return next((uno for uno in perfiles_afinados(sesion) if uno.clave == clave), None)


def cercanos(
    sesion: Session, indice: Indice, destino: Destino, marcas: frozenset[str]
) -> tuple[Cercano, ...]:
    """Los documentos sin vínculos confirmados que más se acercan a un destino, de más a menos.

    Sólo los que ve el lector, y no los que alguien rechazó para ese destino ni los que ya esperan decisión
    con él. Levanta `NoDisponible` si no hay índice.
    """
    perfil = perfil_de(sesion, destino.clave)
    libres = _libres(sesion, destino, marcas)
    if perfil is None or not libres:
        return ()
    aciertos = _hallados(sesion, indice, perfil, libres, marcas)
    documentos = {d.id: d for d in sesion.scalars(select(Documento).where(Documento.id.in_(list(aciertos))))}
    paginas = _paginas(sesion, aciertos.values())
    titulos = _titulos(sesion, documentos)
    suelto = replace(perfil, exige=())
    vistos = (
        _mirar(documentos[numero], titulos[numero], paginas[numero], suelto)
        for numero in aciertos
        if numero in documentos and numero in paginas
    )
    orden = sorted(
        (uno for uno in vistos if uno is not None), key=lambda uno: (-uno.porciento, uno.documento.id)
    )
    return tuple(orden[:A_LA_VISTA])


def _libres(sesion: Session, destino: Destino, marcas: frozenset[str]) -> frozenset[int]:
    suyos = select(Vinculo.documento_id).where(
        Vinculo.destino == destino.clave, Vinculo.estado != EstadoVinculo.CONFIRMADO
    )
    return frozenset(
        sesion.scalars(
            select(Documento.id).where(
                Documento.estado.not_in(_CERRADOS),
                visible_para(marcas),
                ~con_vinculo(),
                Documento.id.not_in(suyos),
            )
        )
    )


def _hallados(
    sesion: Session, indice: Indice, perfil: Perfil, libres: frozenset[int], marcas: frozenset[str]
) -> Mapping[int, Acierto]:
    """Los que dicen lo que el perfil exige y alguno de sus términos; si son pocos, los que dicen algo."""
    hallados: dict[int, Acierto] = {}
    for texto in _busquedas(perfil):
        consulta = Consulta(
            texto,
            marcas,
            filtros=Filtros(documentos=libres),
            por_pagina=_MIRADOS,
            corregir=False,
        )
        for acierto in indice.buscar(sesion, consulta).aciertos:
            if len(hallados) < _MIRADOS:
                hallados.setdefault(acierto.documento, acierto)
        if len(hallados) >= A_LA_VISTA:
            break
    return hallados


def _busquedas(perfil: Perfil) -> Sequence[str]:
    """De la más exigente a la menos: lo exigido y un término, y cualquier cosa del perfil o de su texto."""
    dichos = [manera for termino in perfil.terminos for parte in partes_de(termino.texto) for manera in parte]
    grupos = [_alguna(grupo) for grupo in perfil.exige]
    terminos = _alguna(dichos)
    palabras = " O ".join(palabra for palabra in perfil.texto.split() if len(palabra) > 4)
    todas = (" Y ".join(filter(None, (*grupos, terminos))), terminos, palabras)
    return tuple(dict.fromkeys(filter(None, todas)))


def _alguna(maneras: Iterable[str]) -> str:
    entre_comillas = [f'"{una.replace(chr(34), "")}"' for una in dict.fromkeys(maneras)][:_EXPRESIONES]
    return f"({' O '.join(entre_comillas)})" if entre_comillas else ""


def _paginas(sesion: Session, aciertos: Iterable[Acierto]) -> Mapping[int, list[Pagina]]:
    """La primera página y las acertadas de cada documento, en su texto vigente. Dos consultas."""
    pedidas = {uno.documento: {_PRIMERA, *(pasaje.pagina for pasaje in uno.pasajes)} for uno in aciertos}
    textos = {texto: numero for numero, texto in textos_vigentes(sesion, pedidas).items()}
    condiciones = [
        (PaginaGuardada.texto_id == texto) & PaginaGuardada.numero.in_(sorted(pedidas[numero]))
        for texto, numero in textos.items()
    ]
    if not condiciones:
        return {}
    consulta = select(PaginaGuardada.texto_id, PaginaGuardada.numero, PaginaGuardada.texto)
    halladas: dict[int, list[Pagina]] = {}
    for texto, numero, escrito in sesion.execute(
        consulta.where(or_(*condiciones)).order_by(PaginaGuardada.texto_id, PaginaGuardada.numero)
    ):
        halladas.setdefault(textos[texto], []).append(Pagina(numero, escrito))
    return halladas


def _titulos(sesion: Session, documentos: Mapping[int, Documento]) -> Mapping[int, str]:
    """El título propuesto, si espera decisión; si no, el de la ficha."""
    filas = sesion.execute(
        select(Documento.id, titulo_pendiente().scalar_subquery()).where(Documento.id.in_(list(documentos)))
    )
    propios = {numero: uno.titulo_corto or uno.titulo for numero, uno in documentos.items()}
    return {numero: dicho or propios[numero] for numero, dicho in filas}


def _mirar(documento: Documento, titulo: str, paginas: Sequence[Pagina], perfil: Perfil) -> Cercano | None:
    halladas = proponer(
        paginas,
        (perfil,),
        ambito_de_fabrica(),
        titulo=titulo,
        tipo=documento.tipo or "",
        umbral=0,
    )
    if not halladas or not halladas[0].pasaje.strip():
        return None
    mejor = halladas[0]
    return Cercano(
        documento,
        titulo,
        mejor.pagina,
        mejor.inicio,
        mejor.pasaje,
        tuple(razon.texto for razon in mejor.razones),
        min(99, round(100 * mejor.confianza)),
    )
