"""De una petición a la página de resultados: el índice dice cuáles, la base dice qué mostrar.

El número de consultas no depende de cuántos documentos se hallan. La base vuelve a mirar las marcas: entre lo
que el índice contesta y lo que se muestra, nadie ve algo que ya no puede ver.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.busqueda.al_indice import consulta_de
from centro_doc.busqueda.ambiguas import temas_leidos
from centro_doc.busqueda.articulo_de_otra import articulo_pedido
from centro_doc.busqueda.de_normas import DeNormas
from centro_doc.busqueda.dentro import Hallado, dentro_de_la_norma, hallar_dentro
from centro_doc.busqueda.facetas import Facetas, facetas
from centro_doc.busqueda.formularios import Peticion
from centro_doc.busqueda.hallazgos import Hallazgo, hallazgos_de
from centro_doc.busqueda.sin_palabras import sin_ninguna, sin_palabras
from centro_doc.comun.paginacion import Hoja
from centro_doc.indice.servicio import Indice
from indexador.consulta import CON_ALGUNA, Aviso, Consulta, Cuenta, Resultado


@dataclass(frozen=True, slots=True)
class Grupo:
    """Los documentos de la página que van juntos. `documentos` son todos los del grupo, también en otras.

    Si no se pidió agrupar hay uno solo, sin nombre.
    """

    valor: str
    nombre: str
    documentos: int
    hallazgos: tuple[Hallazgo, ...]


@dataclass(frozen=True, slots=True)
class Resultados:
    """Una página de resultados entera."""

    peticion: Peticion
    hoja: Hoja[Hallazgo]
    grupos: tuple[Grupo, ...]
    total_pasajes: int
    facetas: Facetas
    avisos: tuple[Aviso, ...]
    sugerencia: str | None
    propuesta: str | None
    milisegundos: float
    consulta: Consulta
    """Lo que se preguntó al índice."""
    temas: Sequence[Tema]
    """Los de la agenda."""
    dentro: Hallado | None = None
    """Lo que la consulta pide de la norma que nombra, hallado en sus textos."""
    en_vez: bool = False
    """¿Son otros que los que dicen las palabras escritas?"""

    @property
    def relajados(self) -> bool:
        """¿Son los que tienen alguna de las palabras, porque ninguno las tiene todas?"""
        return any(aviso.mensaje == CON_ALGUNA for aviso in self.avisos)

    @property
    def con_giro(self) -> bool:
        """¿Son sólo los de la clase que pide el giro con que empieza la consulta?"""
        giro = self.peticion.pregunta.giro
        return giro is not None and any(aviso.parte == giro.escrito for aviso in self.avisos)


def resultados(
    sesion: Session,
    indice: Indice,
    marcas: frozenset[str],
    peticion: Peticion,
    *,
    en_vez: DeNormas | None = None,
) -> Resultados:
    """Busca y arma la página. Levanta `NoDisponible` si el índice se está preparando.

    Con `en_vez`, los documentos que traen o citan lo que nombra la consulta, y no los que dicen sus palabras.
    """
    consulta = _consulta(sesion, marcas, peticion, en_vez)
    resultado = indice.buscar(sesion, consulta)
    ultima = max(1, -(-resultado.total // peticion.por_pagina))
    if peticion.pagina > ultima:
        peticion = replace(peticion, pagina=ultima)
        consulta = replace(consulta, pagina=ultima)
        resultado = indice.buscar(sesion, consulta)
    dentro = _dentro(sesion, indice, marcas, consulta, resultado)
    antes = (peticion.pagina - 1) * peticion.por_pagina
    pedido = sin_palabras(consulta, resultado) if en_vez is None else sin_ninguna(en_vez)
    articulo = articulo_pedido(sesion, marcas, peticion.pregunta.texto, consulta.tesauro)
    hallazgos = hallazgos_de(sesion, marcas, resultado, antes, en_vez, dentro, pedido, articulo)
    de_agenda = temas_leidos(sesion)
    nombradas = facetas(sesion, resultado.facetas, peticion, de_agenda)
    return Resultados(
        peticion=peticion,
        hoja=Hoja(hallazgos, peticion.pagina, peticion.por_pagina, resultado.total),
        grupos=_en_grupos(hallazgos, resultado.grupos, nombradas.nombres(peticion.agrupar)),
        total_pasajes=resultado.total_pasajes,
        facetas=nombradas,
        avisos=(
            *(Aviso(mensaje) for mensaje in _dichos(peticion, consulta, resultado)),
            *resultado.avisos,
            *_de_lo_que_va(en_vez, resultado),
        ),
        sugerencia=resultado.sugerencia,
        propuesta=resultado.propuesta,
        milisegundos=resultado.milisegundos,
        consulta=consulta,
        temas=de_agenda,
        dentro=dentro,
        en_vez=en_vez is not None,
    )


def _de_lo_que_va(en_vez: DeNormas | None, resultado: Resultado) -> list[Aviso]:
    """Qué se muestra en vez de lo escrito; si no era nada, por qué."""
    se_dice = en_vez is not None and (resultado.total or not en_vez.documentos)
    return [Aviso(en_vez.aviso, reversible=en_vez.reversible)] if en_vez is not None and se_dice else []


def _consulta(
    sesion: Session, marcas: frozenset[str], peticion: Peticion, en_vez: DeNormas | None
) -> Consulta:
    consulta = consulta_de(sesion, marcas, peticion)
    if en_vez is None:
        return consulta
    filtros = replace(consulta.filtros, documentos=en_vez.documentos)
    return replace(consulta, texto="", filtros=filtros, corregir=False, delante=None, encabezan=frozenset())


def _dentro(
    sesion: Session, indice: Indice, marcas: frozenset[str], consulta: Consulta, resultado: Resultado
) -> Hallado | None:
    """Lo pedido de la norma que encabeza, si alguno de sus textos está en la página."""
    if not consulta.encabezan:
        return None
    pedido = dentro_de_la_norma(sesion, marcas, consulta.texto, consulta.tesauro)
    documentos = [acierto.documento for acierto in resultado.aciertos]
    return hallar_dentro(sesion, indice, consulta, pedido, documentos) if pedido is not None else None


def _dichos(peticion: Peticion, consulta: Consulta, resultado: Resultado) -> tuple[str, ...]:
    """Lo que se dice antes de lo que avisa el índice."""
    dichos = list(peticion.avisos)
    if resultado.sin_fecha:
        uno = resultado.sin_fecha == 1
        cuantos = "1 documento" if uno else f"{resultado.sin_fecha:,} documentos"
        dice = f" dice{'' if uno else 'n'} lo que busca y" if consulta.texto else ""
        dichos.append(f"Además, {cuantos} sin fecha{dice} no aparece{'' if uno else 'n'}.")
    if 0 < resultado.detras < resultado.total:
        uno = resultado.detras == 1
        cuantos = "1 documento" if uno else f"{resultado.detras:,} documentos"
        porque = f"que lleva{'' if uno else 'n'} ese número sin citar la norma"
        if consulta.de_materia:
            porque = f"que dice{'' if uno else 'n'} «{consulta.texto}» y nada más del tema, o de otro país"
        elif consulta.lo_ajeno_detras or not peticion.pregunta.es_un_numero:
            porque = "de otro país" if uno else "de otros países"
        dichos.append(f"Al final va{'' if uno else 'n'} {cuantos} {porque}.")
    return tuple(dichos)


def _en_grupos(
    hallazgos: Sequence[Hallazgo], grupos: Sequence[Cuenta], nombres: Mapping[str, str]
) -> tuple[Grupo, ...]:
    """Los grupos que caen en la página, cada uno con sus documentos, según los puestos que abarcan."""
    if not grupos:
        return (Grupo("", "", len(hallazgos), tuple(hallazgos)),)
    finales = list(accumulate(grupo.documentos for grupo in grupos))
    en_pagina: list[Grupo] = []
    for lugar, suyos in groupby(hallazgos, lambda uno: bisect_left(finales, uno.puesto)):
        valor = grupos[lugar].valor
        en_pagina.append(Grupo(valor, nombres.get(valor, valor), grupos[lugar].documentos, tuple(suyos)))
    return tuple(en_pagina)
