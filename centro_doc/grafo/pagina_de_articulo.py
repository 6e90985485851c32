"""La página de un artículo: qué dice en cada texto, su estado a una fecha, quién lo cita y a quién cita."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.paginacion import Hoja
from centro_doc.grafo import menciones, salientes
from centro_doc.grafo.articulos import consta, documentos_con_texto, leer_direccion, texto_con_articulos
from centro_doc.grafo.cambios import Cambio
from centro_doc.grafo.citantes import Articulo, Citante, citan_a, elegir, iniciativas
from centro_doc.grafo.consultas import norma_citada
from centro_doc.grafo.estado_de_articulo import EstadoDeArticulo, estado_de_articulo, si_no_consta
from centro_doc.grafo.menciones import Mencion
from centro_doc.grafo.modelos import DivisionGuardada
from centro_doc.grafo.palabras import articulo_de_direccion, corta
from centro_doc.grafo.salientes import Apuntados, Destino, NormaNombrada
from centro_doc.grafo.sin_ley import SinLey, lo_nombran_sin_ley
from centro_doc.grafo.textos import TextoDeArticulo, divisiones_de_articulo, leer_textos, vecinos
from centro_doc.normas.consultas import guardados
from centro_doc.normas.hechos import Guardado
from centro_doc.normas.modelos import Norma
from centro_doc.normas.partes import articulo_en_prosa, leer_articulo
from centro_doc.normas.uniones import textos_de
from indexador.juridico.objetivos import ORDINARIA, TRANSITORIA

TEXTOS, REFORMAS = 6, 12
"""Cuántos textos de la norma, y de las que la reforman, se leen a lo sumo."""


@dataclass(frozen=True, slots=True)
class VersionDeTexto:
    """El artículo en un texto de su norma; `clase` es la del texto, vacía si sólo lo propone su ficha.

    Con `cambio`, es el artículo de otra norma que lo cambia.
    """

    texto: TextoDeArticulo
    clase: str = ""
    cambio: Cambio | None = None


@dataclass(frozen=True, slots=True)
class GrafoDeArticulo:
    """Un artículo: sus textos, su estado, quién lo cita, lo que cita y las remisiones de la misma norma.

    `proponen` son las iniciativas que lo cambiarían; `ya_leyes`, las que lo propusieron y ya son ley.

    `texto` es el primero de `versiones`, de donde sale lo que cita. `otra_serie` es la dirección del que
    lleva el mismo número en la otra serie, si consta alguno.
    """

    norma: NormaNombrada
    en_catalogo: bool
    direccion: str
    nombre: str
    transitorio: bool
    otra_serie: str
    hay_texto: bool
    texto: TextoDeArticulo | None
    versiones: tuple[VersionDeTexto, ...]
    anterior: str
    siguiente: str
    estado: EstadoDeArticulo | None
    citantes: Hoja[Citante]
    proponen: tuple[Citante, ...]
    ya_leyes: tuple[Citante, ...]
    destinos: tuple[Destino, ...]
    propias: tuple[Mencion, ...]
    sin_ley: tuple[SinLey, ...] = ()
    """Si nadie lo cita, los que lo nombran sin decir de qué ley es."""

    @property
    def con_versiones(self) -> bool:
        """¿Hay textos que enseñar además del primero, o que decir de dónde sale?"""
        return bool(self.reformas or (self.textos and (self.en_catalogo or len(self.versiones) > 1)))

    @property
    def reformas(self) -> tuple[VersionDeTexto, ...]:
        """Lo que dicen las normas que lo cambian."""
        return tuple(una for una in self.versiones if una.cambio is not None)

    @property
    def textos(self) -> tuple[VersionDeTexto, ...]:
        """Lo que dice cada texto de su norma."""
        return tuple(una for una in self.versiones if una.cambio is None)


def direccion_canonica(escrita: str) -> str:
    """«117 Bis» → «117-bis»; `NoEncontrado` si no es un artículo."""
    canonica = leer_articulo(escrita)
    if not canonica:
        raise NoEncontrado("Eso no es el número de un artículo.")
    return canonica


def grafo_de_articulo(
    sesion: Session,
    clave: str,
    direccion: str,
    marcas: frozenset[str],
    *,
    fecha: date,
    hoja: int = 1,
    probadas: Mapping[str, str] | None = None,
) -> GrafoDeArticulo:
    """Un artículo de una norma por su dirección canónica («117-bis», «t7»), con su estado a `fecha`.

    `probadas`: las iniciativas que son ley por su trámite (`citantes.iniciativas`).

    De una norma que no está en el catálogo, levanta `NoEncontrado` si nada visible la cita ni la trae. El
    número de consultas no crece con las citas, los textos ni las reformas.
    """
    norma = sesion.scalar(select(Norma).where(Norma.clave == clave))
    sin_ficha = norma_citada(sesion, clave, marcas) if norma is None else None
    return _Pagina(sesion, clave, leer_direccion(direccion), marcas, norma, sin_ficha).armar(
        fecha, hoja, probadas or {}
    )


class _Pagina:
    """Lee una vez los textos de la norma y de ellos saca lo demás."""

    def __init__(
        self,
        sesion: Session,
        clave: str,
        cual: Articulo,
        marcas: frozenset[str],
        norma: Norma | None,
        sin_ficha: NormaNombrada | None,
    ) -> None:
        self._sesion, self._clave, self._cual, self._marcas = sesion, clave, cual, marcas
        self._norma, self._sin_ficha = norma, sin_ficha
        textos = textos_de(sesion, norma, marcas) if norma is not None else ()
        self._clases = {uno.documento.id: uno.clase for uno in textos}
        self._suyos = (
            tuple(self._clases) if norma is not None else documentos_con_texto(sesion, clave, marcas)
        )

    def armar(self, fecha: date, hoja: int, probadas: Mapping[str, str]) -> GrafoDeArticulo:
        cual, estado = self._cual, self._estado(fecha)
        proponen = iniciativas(self._sesion, self._clave, self._marcas, probadas, cual)
        versiones, de_la_otra = self._versiones(estado)
        texto = next((una.texto for una in versiones if una.cambio is None), None)
        hay_texto = texto is not None or self._hay_texto()
        existe = texto is not None or self._existe(estado)
        quienes = citan_a(self._clave, cual, en_rangos=existe)
        elegidos = elegir(self._sesion, quienes, self._marcas, hoja=hoja)
        if estado is not None and texto is None and (hay_texto or not existe or not elegidos.total):
            estado = si_no_consta(estado, cual, hay_texto=hay_texto)
            versiones = tuple(una for una in versiones if una.cambio is None or una.cambio in estado.todos)
        apuntan, propias = self._salientes(texto)
        pasajes = menciones.por_numero(self._sesion, [*elegidos.citas, *apuntan.citas, *propias])
        anterior, siguiente = (
            vecinos(self._sesion, texto.documento.id, texto.orden) if texto is not None else ("", "")
        )
        return GrafoDeArticulo(
            norma=self._nombrada(),
            en_catalogo=self._norma is not None,
            direccion=articulo_de_direccion(cual.numero, cual.serie),
            nombre=articulo_en_prosa(cual.numero),
            transitorio=cual.serie == TRANSITORIA,
            otra_serie=self._otra_serie(de_la_otra),
            hay_texto=hay_texto,
            texto=texto,
            versiones=versiones,
            anterior=anterior,
            siguiente=siguiente,
            estado=estado,
            citantes=elegidos.con_pasajes(self._sesion, pasajes),
            proponen=tuple(una for una in proponen if not una.leyes),
            ya_leyes=tuple(una for una in proponen if una.leyes),
            destinos=apuntan.con_pasajes(
                self._sesion, pasajes, self._marcas, tipo=texto.documento.tipo if texto is not None else None
            ),
            propias=tuple(pasajes[numero] for numero in propias if numero in pasajes),
            sin_ley=()
            if elegidos.total
            else lo_nombran_sin_ley(self._sesion, self._clave, cual, self._marcas),
        )

    def _nombrada(self) -> NormaNombrada:
        if self._sin_ficha is not None or self._norma is None:
            return self._sin_ficha or NormaNombrada(self._clave, corta(self._clave), "", False)
        return NormaNombrada(self._clave, corta(self._clave), self._norma.nombre, bool(self._suyos))

    def _estado(self, fecha: date) -> EstadoDeArticulo | None:
        guardado: Guardado | None = None
        if self._norma is not None:
            guardado = guardados(self._sesion, [self._norma], self._marcas)[self._norma.id]
        return estado_de_articulo(self._sesion, self._clave, guardado, self._cual, self._marcas, fecha=fecha)

    def _versiones(self, estado: EstadoDeArticulo | None) -> tuple[tuple[VersionDeTexto, ...], bool]:
        """Los textos y, detrás, lo que dispone cada reforma; y si hay uno igual en la otra serie."""
        con_lugar = [uno for uno in (estado.todos if estado else ()) if uno.documento and uno.ancla]
        reformas = {(uno.documento.id, uno.ancla): uno for uno in con_lugar[:REFORMAS] if uno.documento}
        filas = divisiones_de_articulo(self._sesion, self._suyos, self._cual, self._marcas, y_estas=reformas)
        en_los_suyos = [una for una in filas if (una.documento_id, una.ancla) not in reformas]
        propias = list(self._primeras(en_los_suyos))[:TEXTOS]
        ajenas = [una for una in filas if (una.documento_id, una.ancla) in reformas]
        leidas = leer_textos(self._sesion, [*propias, *ajenas])
        versiones = tuple(
            VersionDeTexto(
                texto,
                self._clases.get(texto.documento.id, ""),
                reformas.get((texto.documento.id, texto.ancla)),
            )
            for texto in leidas
        )
        return versiones, any(una.serie != self._cual.serie for una in en_los_suyos)

    def _primeras(self, filas: Sequence[DivisionGuardada]) -> Iterable[DivisionGuardada]:
        """La primera de cada documento con el artículo, en el orden en que se prefieren los textos."""
        suyas = [una for una in filas if una.serie == self._cual.serie]
        for documento in self._suyos:
            yield from [una for una in suyas if una.documento_id == documento][:1]

    def _salientes(self, texto: TextoDeArticulo | None) -> tuple[Apuntados, tuple[int, ...]]:
        if texto is None:
            return Apuntados(0, ()), ()
        documento, cual = texto.documento.id, self._cual
        return (
            salientes.apuntados(self._sesion, documento, self._marcas, ancla=texto.ancla),
            salientes.propias_a(self._sesion, documento, cual.numero, cual.serie, self._marcas),
        )

    def _otra_serie(self, esta_en_el_texto: bool) -> str:
        serie = ORDINARIA if self._cual.serie == TRANSITORIA else TRANSITORIA
        otra = Articulo(self._cual.numero, serie)
        if not esta_en_el_texto and not consta(self._sesion, self._clave, otra, (), self._marcas):
            return ""
        return articulo_de_direccion(otra.numero, otra.serie)

    def _existe(self, estado: EstadoDeArticulo | None) -> bool:
        """De un bis que ningún texto trae, ¿lo nombra alguien, o consta en el catálogo?"""
        if not self._cual.es_agregado or any(not uno.abarca for uno in (estado.todos if estado else ())):
            return True
        return consta(self._sesion, self._clave, self._cual, (), self._marcas)

    def _hay_texto(self) -> bool:
        return bool(self._suyos) and texto_con_articulos(self._sesion, self._suyos, self._marcas) is not None
