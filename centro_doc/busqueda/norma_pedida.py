"""Qué normas pide una consulta, también con los nombres que sólo se usan al buscar.

En un texto «Ley Electoral» puede ser la de cualquier país; quien la busca aquí quiere la que el tesauro dice,
y quien escribe «ley de acceso a la información», la única que se llama así y algo más.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.busqueda.extremos import sin_los_negativos
from centro_doc.busqueda.pregunta import Pregunta
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.tipos import PAIS
from centro_doc.grafo.modelos import ObjetivoDeCita
from centro_doc.normas.memoria import nombres_al_buscar
from centro_doc.normas.modelos import Norma
from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import Objetivo
from indexador.juridico.pedidas import LARGO, Pedido, pedidas
from indexador.lengua import Tesauro, analizar
from indexador.lengua.paises import INTERNACIONAL, paises_nombrados

_DE_NOMBRES = frozenset({"sigla", "nombre_popular", "nombre_anterior"})
_LA_DE_ESE_NUMERO = re.compile(
    r"(?<!\w)(?P<la>la)\s+(?:n[uú]mero\s+|n[oº]\.?\s*)?(?P<n>[1-9]\d{3}|[1-9][.,]\d{3})(?![\w-]|[.,/–]\d)",
    re.IGNORECASE,
)
_PARECE_ANIO = range(1900, 2101)
_HISTORIA = re.compile(
    r"\s*(?:(?:la\s+)?l[ií]nea\s+del?\s+tiempo|cronolog[ií]a)\s+(?:del?\s+)?(?:la\s+)?", re.IGNORECASE
)
_NUMERO, _MILES = re.compile(r"\d+"), re.compile(r"(?<=\d)[.,](?=\d{3})")


def objetivos_pedidos(sesion: Session, consulta: str, tesauro: Tesauro | None) -> tuple[Objetivo, ...]:
    """Las normas y los artículos que pide una consulta, en su orden; nada si quiere los de otro país.

    Se recuerdan mientras dure la sesión: una página las pide más de una vez.
    """
    return pedido(sesion, consulta, tesauro).objetivos


def pedido(sesion: Session, consulta: str, tesauro: Tesauro | None) -> Pedido:
    """Lo mismo, con lo que la consulta dice fuera de ellos."""
    recordados: dict[str, Pedido] = sesion.info.setdefault("objetivos_pedidos", {})
    if consulta not in recordados:
        recordados[consulta] = _leer(sesion, consulta, tesauro or Tesauro.vacio())
    return recordados[consulta]


def _leer(sesion: Session, consulta: str, tesauro: Tesauro) -> Pedido:
    nombres, cortos = nombres_al_buscar(sesion)
    consulta = sin_los_negativos(consulta)
    enteros = cortos.completar(consulta[:LARGO])
    consulta = _con_iniciativas(sesion, consulta)
    for dicha in chain([consulta], _de_otro_modo(consulta, tesauro), enteros, _su_ley(consulta)):
        leido = pedidas(dicha, nombres, lambda numero, anio: _con_numero(sesion, numero, anio))
        if leido.objetivos:
            de_aqui = tuple(
                uno for uno in leido.objetivos if not _es_de_otro_pais(uno.norma, leido, consulta)
            )
            return replace(leido, objetivos=de_aqui)
    return Pedido()


def _con_iniciativas(sesion: Session, consulta: str) -> str:
    """La consulta con «la 4126» dicho «la iniciativa 4126», si hay una con ese número y no es un año."""

    def escrita(hallado: re.Match[str]) -> str:
        numero = re.sub(r"\D", "", hallado["n"])
        if hallado["n"] == numero and int(numero) in _PARECE_ANIO:
            return hallado[0]
        hay = any(clave.startswith("INI-") for clave in _con_numero(sesion, numero, None))
        return f"{hallado['la']} iniciativa {numero}" if hay else hallado[0]

    return _LA_DE_ESE_NUMERO.sub(escrita, consulta[:LARGO]) + consulta[LARGO:]


def _su_ley(consulta: str) -> Iterator[str]:
    """De la historia de una institución se quiere la de su ley: «línea de tiempo de CONAMIGUA»."""
    hallado = _HISTORIA.match(consulta[:LARGO])
    if hallado is not None:
        yield f"Ley de {consulta[hallado.end() : LARGO]}"


def _de_otro_modo(consulta: str, tesauro: Tesauro) -> Iterator[str]:
    """La consulta con el nombre de una norma dicho de las otras maneras que el tesauro sabe."""
    escrita = consulta[:LARGO]
    terminos = tuple(analizar(escrita))
    for parte in tesauro.equivalencias([termino.forma for termino in terminos]):
        inicio, fin = terminos[parte.desde].inicio, terminos[parte.hasta - 1].fin
        for otro, clase in zip(parte.otros, parte.clases, strict=True):
            if clase in _DE_NOMBRES:
                yield f"{escrita[:inicio]}{' '.join(otro)}{escrita[fin:]}"


def _con_numero(sesion: Session, numero: str, anio: int | None) -> Sequence[str]:
    suyo = Norma.anio.is_(None) if anio is None else Norma.anio == anio
    return sesion.scalars(
        select(Norma.clave).where(Norma.numero == numero, suyo).order_by(Norma.clase != "DC", Norma.id)
    ).all()


def _es_de_otro_pais(clave: str, leido: Pedido, consulta: str) -> bool:
    """¿Se pide algo de otro país que sólo se llama igual? «ley de migración méxico» no es el Decreto 95-98.

    Ni «ley de migración chiapas»; el de «ley de migración y mexicanos» es otra cosa que se pregunta. No, si
    se escribió el número de la norma o la consulta nombra también a Guatemala.
    """
    if clave not in leido.ajenas or PAIS in paises_nombrados(consulta):
        return False
    leida = leer_clave(clave)
    return leida is None or leida.numero not in _NUMERO.findall(_MILES.sub("", consulta))


def los_de_aqui(sesion: Session, pregunta: Pregunta, tesauro: Tesauro) -> frozenset[int] | None:
    """Si la consulta nombra una norma del país, y no otro país, los documentos que no son de otro.

    «Ley de Migración» es también la de México: quien la pide aquí no la quiere la primera.
    """
    if pregunta.paises - {PAIS, INTERNACIONAL} or not objetivos_pedidos(sesion, pregunta.texto, tesauro):
        return None
    de_aqui = Documento.jurisdiccion.in_(["", PAIS, INTERNACIONAL])
    return frozenset(sesion.scalars(select(Documento.id).where(de_aqui)))


def los_que_la_citan(sesion: Session, pregunta: Pregunta, tesauro: Tesauro) -> frozenset[int] | None:
    """Los documentos que citan la norma cuyo número es toda la consulta; `None` si no es sólo un número.

    «95-98» es también un número de casa o de teléfono: los que no lo dicen como cita van detrás. Los que
    llevan ese número entre sus datos los pone delante el índice.
    """
    if not pregunta.es_un_numero:
        return None
    claves = {uno.norma for uno in objetivos_pedidos(sesion, pregunta.texto, tesauro)}
    if not claves:
        return None
    citantes = select(ObjetivoDeCita.documento_id).where(
        ObjetivoDeCita.vale, ObjetivoDeCita.norma_clave.in_(claves)
    )
    return frozenset(sesion.scalars(citantes))
