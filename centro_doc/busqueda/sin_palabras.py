"""El pasaje de un documento hallado sin palabras que señalar en él: por su tema, su actividad o su emisor.

De lo que se halla por un tema se muestra la evidencia de su vínculo; de lo demás, la frase suya que más dice.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.busqueda.de_normas import DeNormas
from centro_doc.busqueda.pasajes import ANCHO_DE_PASAJE, PasajeVisto
from centro_doc.catalogo.modelos import PaginaGuardada
from centro_doc.catalogo.vigente import textos_vigentes
from centro_doc.vinculos.modelos import EstadoVinculo, Relacion, Vinculo
from centro_doc.vinculos.vistos import PasajeProbatorio, VinculoVisto, vistos
from indexador.consulta import Consulta, Resaltar, Resultado
from indexador.lengua.frases_clave import frases_clave
from indexador.lengua.personales import sin_datos_personales

_CODIGO = re.compile(
    r"(?<![\w-])[A-Z]{2}\d{1,2}(?:\.[A-Z]{1,2}\d{1,2}(?:\.\d{1,2})?)?(?![\w-])", re.IGNORECASE
)
_PAGINAS = 3
"""Páginas del comienzo en que se busca la frase."""


@dataclass(frozen=True, slots=True)
class SinPalabras:
    """Lo que se pidió sin palabras: los códigos de los temas y las actividades, si alguno."""

    codigos: frozenset[str]


def sin_palabras(consulta: Consulta, resultado: Resultado) -> SinPalabras | None:
    """Nada si hay palabras que señalar (un código no lo es), o si no se pidió nada."""
    filtros = consulta.filtros
    escritos = {hallado[0].upper() for hallado in _CODIGO.finditer(consulta.texto)}
    pedidos = escritos or filtros.temas or filtros.actividades or filtros.instituciones
    codigos = frozenset(uno.lower() for uno in escritos)
    resaltar = replace(
        resultado.resaltar,
        raices=resultado.resaltar.raices - codigos,
        formas=resultado.resaltar.formas - codigos,
    )
    if resaltar != Resaltar() or not (pedidos or consulta.texto):
        return None
    return SinPalabras(frozenset((*filtros.temas, *filtros.actividades, *escritos)))


def sin_ninguna(en_vez: DeNormas) -> SinPalabras | None:
    """Lo mismo, de los documentos que se muestran en vez de lo escrito, si no son por lo que citan."""
    return SinPalabras(frozenset()) if not en_vez.objetivos else None


def pasajes_de(
    sesion: Session, documentos: Sequence[int], pedido: SinPalabras
) -> Mapping[int, tuple[PasajeVisto, ...]]:
    """Uno de cada documento, si lo tiene; quien llama mira el acceso. Seis consultas a lo sumo."""
    evidencias = _de_sus_vinculos(sesion, documentos, pedido.codigos)
    etiquetas = _etiquetas(sesion, evidencias.values())
    hallados = {
        numero: (_visto(una.pagina, etiquetas.get((una.texto_id, una.pagina), ""), una.literal),)
        for numero, una in evidencias.items()
    }
    faltan = [numero for numero in documentos if numero not in hallados]
    return {**hallados, **_sus_frases(sesion, faltan)}


def _de_sus_vinculos(
    sesion: Session, documentos: Sequence[int], codigos: frozenset[str]
) -> Mapping[int, PasajeProbatorio]:
    """La primera evidencia de un vínculo con lo pedido que sigue en el texto."""
    if not codigos:
        return {}
    suyos = Vinculo.documento_id.in_(documentos) & (Vinculo.estado == EstadoVinculo.CONFIRMADO)
    hallados: dict[int, PasajeProbatorio] = {}
    for vinculo in vistos(sesion, suyos & (Vinculo.relacion != Relacion.ENUNCIA)):
        pasaje = next((uno for uno in vinculo.pasajes if not uno.rota), None)
        if pasaje is not None and _es_de(vinculo, codigos):
            hallados.setdefault(vinculo.documento_id, pasaje)
    return hallados


def _es_de(vinculo: VinculoVisto, codigos: frozenset[str]) -> bool:
    """¿Es con uno de los códigos, o con una parte suya («OO3.A2.7», de «OO3.A2»)?"""
    return any(vinculo.codigo == uno or vinculo.codigo.startswith(f"{uno}.") for uno in codigos)


def _sus_frases(sesion: Session, documentos: Sequence[int]) -> Mapping[int, tuple[PasajeVisto, ...]]:
    de_quien = {texto: numero for numero, texto in textos_vigentes(sesion, documentos).items()}
    paginas: dict[int, list[PaginaGuardada]] = {}
    for una in sesion.scalars(
        select(PaginaGuardada)
        .where(PaginaGuardada.texto_id.in_(de_quien), PaginaGuardada.numero <= _PAGINAS)
        .order_by(PaginaGuardada.numero)
    ):
        paginas.setdefault(de_quien[una.texto_id], []).append(una)
    hallados: dict[int, tuple[PasajeVisto, ...]] = {}
    for numero, suyas in paginas.items():
        frases = frases_clave([(una.numero, sin_datos_personales(una.texto)) for una in suyas], 1)
        if frases:
            etiqueta = next(una.etiqueta for una in suyas if una.numero == frases[0].pagina)
            hallados[numero] = (_visto(frases[0].pagina, etiqueta, frases[0].texto),)
    return hallados


def _etiquetas(sesion: Session, evidencias: Collection[PasajeProbatorio]) -> Mapping[tuple[int, int], str]:
    """Cómo se llama la página de cada una: «parte 3»."""
    if not evidencias:
        return {}
    filas = sesion.execute(
        select(PaginaGuardada.texto_id, PaginaGuardada.numero, PaginaGuardada.etiqueta).where(
            PaginaGuardada.texto_id.in_({una.texto_id for una in evidencias}),
            PaginaGuardada.numero.in_({una.pagina for una in evidencias}),
        )
    )
    return {(texto, numero): etiqueta for texto, numero, etiqueta in filas}


def _visto(pagina: int, etiqueta: str, texto: str) -> PasajeVisto:
    return PasajeVisto(pagina, "", etiqueta or f"p. {pagina}", _recortado(texto), ())


def _recortado(texto: str) -> str:
    """Sin datos de un particular y cortado entre palabras."""
    dicho = " ".join(sin_datos_personales(texto).split())
    if len(dicho) <= ANCHO_DE_PASAJE:
        return dicho
    return f"{dicho[:ANCHO_DE_PASAJE].rsplit(' ', 1)[0]} …"
