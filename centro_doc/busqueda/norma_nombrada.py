"""Las normas, los artículos y las iniciativas que nombra una consulta: lo que va encima de los resultados.

La consulta se lee con la gramática de las citas (`indexador.juridico.pedidas`) y los nombres del catálogo. El
texto de cada artículo se busca en el índice, dentro de los documentos que traen el de su norma: así sólo sale
de los que el lector ve.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from centro_doc.agenda.consultas import datos_de_iniciativa
from centro_doc.busqueda.extremos import Extremo, extremo_pedido, los_del_extremo
from centro_doc.busqueda.norma_pedida import objetivos_pedidos
from centro_doc.busqueda.pasajes import PasajeVisto, pasajes_vistos
from centro_doc.busqueda.reformas import Reforma, reformas_de
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.errores import NoDisponible
from centro_doc.grafo.acceso import cuentan
from centro_doc.grafo.articulos import consta
from centro_doc.grafo.citantes import Articulo
from centro_doc.grafo.estado_de_articulo import EstadoDeArticulo, estado_que_consta
from centro_doc.grafo.modelos import ObjetivoDeCita
from centro_doc.grafo.palabras import articulo_de_direccion, lugar_de_articulo
from centro_doc.grafo.sin_ley import SinLey, lo_nombran_sin_ley
from centro_doc.indice.servicio import Indice
from centro_doc.normas.consultas import en_prosa, guardados
from centro_doc.normas.hechos import SIN_VIGENCIA, Guardado, estado_de
from centro_doc.normas.modelos import Norma
from centro_doc.normas.partes import articulo_en_prosa
from centro_doc.normas.uniones import textos_de_normas, textos_propuestos
from centro_doc.normas.vigencia import EstadoALaFecha
from indexador.consulta import Acierto, Consulta, Filtros, Resaltar
from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import ORDINARIA, TRANSITORIA, Objetivo
from indexador.lengua import Tesauro

NORMAS, ARTICULOS = 4, 6
"""Cuántas normas, y artículos de cada una, se muestran."""
TRANSITORIOS: Mapping[str, int] = {"CPRG": 27}
"""Normas con una serie de artículos transitorios numerada aparte, y cuántos tiene.

Constitución, disposiciones transitorias y finales, artículos 1 al 27 (edición del Congreso, 1993).
"""


@dataclass(frozen=True, slots=True)
class ArticuloNombrado:
    """Un artículo pedido. Sin `pasaje`, ningún texto que el lector ve lo trae como artículo.

    `aparte`: no es el que se pidió, sino el de igual número de la otra serie.
    """

    objetivo: str
    direccion: str
    """La de su página («117-bis», «t7»); vacía si es un rango."""
    etiqueta: str
    documento: Documento | None
    pasaje: PasajeVisto | None
    suyo: EstadoDeArticulo | None
    """El de su página a la fecha, con lo que lo reformó, adicionó o derogó, o quizá; de un rango, nada."""
    aparte: bool
    citan: int
    """Los documentos visibles que lo citan, solo o dentro de un rango."""
    sin_ley: tuple[SinLey, ...] = ()
    """Si nadie lo cita ni se tiene, los que lo nombran sin decir de qué ley es."""

    @property
    def estado_que_se_dice(self) -> EstadoALaFecha | None:
        """El del día, salvo que sólo se sepa que falta el texto de la norma: eso ya se dice en su lugar."""
        suyo = self.suyo
        if suyo is None or (suyo.sin_texto and not suyo.todos):
            return None
        return suyo.a_la_fecha

    @property
    def estado(self) -> EstadoALaFecha | None:
        """El del día por el que se pregunta."""
        return self.suyo.a_la_fecha if self.suyo is not None else None


@dataclass(frozen=True, slots=True)
class NormaNombrada:
    """Una norma o iniciativa pedida, con los documentos que el lector ve con su texto.

    `norma` falta si el catálogo no la tiene; entonces sólo se sabe cómo se cita. `estado` es el del día por
    el que se pregunta; las iniciativas no tienen, y llevan sus `datos`.
    """

    clave: str
    cita: str
    norma: Norma | None
    estado: EstadoALaFecha | None
    prueba: Norma | None
    """La otra norma, del catálogo, que dispuso ese estado."""
    datos: tuple[tuple[str, str], ...]
    textos: tuple[Documento, ...]
    articulos: tuple[ArticuloNombrado, ...]
    citan: int
    """Los documentos visibles que la citan, sin contar los que traen su texto."""
    reformas: tuple[Reforma, ...] = ()
    porque: str = ""
    """Por qué no se dan, o no todos, los primeros o los últimos artículos que se piden."""

    @property
    def es_constitucional(self) -> bool:
        """¿Es una ley de rango constitucional, que no se reforma como las demás?"""
        return self.norma is not None and self.norma.datos.get("rango") == "constitucional"

    @property
    def tiene_pagina(self) -> bool:
        """¿Hay algo que decir de ella? Si no está en el catálogo, sólo si alguien la trae o la cita."""
        return self.norma is not None or bool(self.textos) or self.citan > 0

    @property
    def es_iniciativa(self) -> bool:
        """¿Es una iniciativa, y no una norma?"""
        return self.clave.startswith("INI-")


def normas_nombradas(
    sesion: Session,
    indice: Indice,
    marcas: frozenset[str],
    consulta: str,
    *,
    fecha: date,
    tesauro: Tesauro | None = None,
) -> tuple[NormaNombrada, ...]:
    """Las que nombra una consulta, con su estado a `fecha` y los textos que el lector ve."""
    objetivos = objetivos_pedidos(sesion, consulta, tesauro)
    if not objetivos:
        return ()
    de_cada_norma: dict[str, list[Objetivo]] = {}
    for uno in objetivos:
        de_cada_norma.setdefault(uno.norma, []).append(uno)
    elegidas = dict(list(de_cada_norma.items())[:NORMAS])
    return _Pedido(sesion, indice, marcas, fecha, elegidas, extremo_pedido(consulta)).normas()


class _Pedido:
    """Lo que se lee una vez para todas las normas de una consulta."""

    def __init__(
        self,
        sesion: Session,
        indice: Indice,
        marcas: frozenset[str],
        fecha: date,
        objetivos: Mapping[str, Sequence[Objetivo]],
        extremo: Extremo | None,
    ) -> None:
        self._extremo = extremo
        self._sesion, self._indice, self._marcas, self._fecha = sesion, indice, marcas, fecha
        self._objetivos = objetivos
        suyas = sesion.scalars(select(Norma).where(Norma.clave.in_(objetivos))).all()
        self._normas = {una.clave: una for una in suyas}
        self._guardados: Mapping[int, Guardado] = guardados(sesion, suyas, marcas)
        self._reformas = reformas_de(sesion, list(self._guardados.values()), fecha)
        self._textos = self._documentos(suyas)

    def normas(self) -> tuple[NormaNombrada, ...]:
        return tuple(self._norma(clave, suyos) for clave, suyos in self._objetivos.items())

    def _documentos(self, suyas: Sequence[Norma]) -> Mapping[str, Sequence[Documento]]:
        """Por clave, los documentos visibles con el texto de cada norma, esté o no en el catálogo."""
        textos = textos_de_normas(self._sesion, suyas, self._marcas)
        juntos = {una.clave: [texto.documento for texto in textos[una.id]] for una in suyas}
        sin_ficha = [
            leida for clave in self._objetivos if clave not in juntos and (leida := leer_clave(clave))
        ]
        if sin_ficha:
            hallados = textos_propuestos(self._sesion, sin_ficha, self._marcas)
            juntos |= {str(clave): list(hallados.get(str(clave), ())) for clave in sin_ficha}
        return juntos

    def _norma(self, clave: str, objetivos: Sequence[Objetivo]) -> NormaNombrada:
        norma, textos = self._normas.get(clave), tuple(self._textos.get(clave, ()))
        estado, porque = self._estado(norma), ""
        if self._extremo is not None and not any(uno.articulo for uno in objetivos):
            numeros = [documento.id for documento in textos]
            elegidos = los_del_extremo(self._sesion, clave, numeros, self._extremo, self._marcas)
            objetivos, porque = elegidos.objetivos, elegidos.porque
            if len(objetivos) > ARTICULOS:
                porque = f"Pidió {self._extremo}: aquí van {ARTICULOS}."
        return NormaNombrada(
            clave=clave,
            cita=en_prosa(clave),
            norma=norma,
            estado=estado,
            prueba=self._prueba(clave, estado),
            datos=datos_de_iniciativa(self._sesion, clave, self._marcas, self._fecha),
            textos=textos,
            articulos=tuple(self._articulo(uno, textos, aparte) for uno, aparte in _con_la_otra(objetivos)),
            citan=self._citan(ObjetivoDeCita.norma_clave == clave),
            reformas=self._reformas.get(clave, ()),
            porque=porque,
        )

    def _estado(self, norma: Norma | None) -> EstadoALaFecha | None:
        if norma is None or norma.clase in SIN_VIGENCIA:
            return None
        return estado_de(self._guardados[norma.id], self._fecha)

    def _estado_del_articulo(self, pedido: Objetivo, citan: int) -> EstadoDeArticulo | None:
        """El de su página; de un rango, nada: cada artículo tiene el suyo."""
        norma = self._normas.get(pedido.norma)
        if pedido.hasta:
            return None
        cual = Articulo(pedido.articulo, pedido.serie)
        guardado = self._guardados[norma.id] if norma is not None else None
        return estado_que_consta(
            *(self._sesion, pedido.norma, guardado, cual, self._marcas),
            fecha=self._fecha,
            textos=[uno.id for uno in self._textos.get(pedido.norma, ())],
            citado=citan > 0,
        )

    def _prueba(self, clave: str, estado: EstadoALaFecha | None) -> Norma | None:
        otra = estado.hecho.norma if estado is not None and estado.hecho is not None else ""
        return (
            self._sesion.scalar(select(Norma).where(Norma.clave == otra)) if otra not in {"", clave} else None
        )

    def _articulo(self, pedido: Objetivo, textos: Sequence[Documento], aparte: bool) -> ArticuloNombrado:
        documento, pasaje = self._texto(pedido, textos)
        citan = self._citan_a(pedido)
        return ArticuloNombrado(
            objetivo=str(pedido),
            direccion="" if pedido.hasta else articulo_de_direccion(pedido.articulo, pedido.serie),
            etiqueta=_etiqueta(pedido),
            documento=documento,
            pasaje=pasaje,
            suyo=self._estado_del_articulo(pedido, citan),
            aparte=aparte,
            citan=citan,
            sin_ley=self._sin_ley(pedido) if not citan and pasaje is None else (),
        )

    def _sin_ley(self, pedido: Objetivo) -> tuple[SinLey, ...]:
        if pedido.hasta:
            return ()
        cual = Articulo(pedido.articulo, pedido.serie)
        return lo_nombran_sin_ley(self._sesion, pedido.norma, cual, self._marcas)

    def _citan_a(self, pedido: Objetivo) -> int:
        """Los que citan el artículo, solo o dentro de un rango; de un bis que nadie nombra, ninguno."""
        lugar = lugar_de_articulo(pedido.articulo)
        cual = Articulo(pedido.articulo, pedido.serie)
        suyos = [uno.id for uno in self._textos.get(pedido.norma, ())]
        if cual.es_agregado and not consta(self._sesion, pedido.norma, cual, suyos, self._marcas):
            return 0
        return self._citan(
            ObjetivoDeCita.norma_clave == pedido.norma,
            ObjetivoDeCita.serie == pedido.serie,
            ObjetivoDeCita.articulo != "",
            ObjetivoDeCita.desde_lugar <= lugar,
            ObjetivoDeCita.hasta_lugar >= lugar,
        )

    def _citan(self, *condiciones: ColumnElement[bool]) -> int:
        """Cuántos documentos visibles citan algo; no cuenta lo dudoso ni lo que una norma cita de sí."""
        cuantos = select(func.count(ObjetivoDeCita.documento_id.distinct())).where(
            ObjetivoDeCita.vale, *condiciones, cuentan(ObjetivoDeCita.documento_id, self._marcas)
        )
        return self._sesion.scalar(cuantos) or 0

    def _texto(
        self, pedido: Objetivo, textos: Sequence[Documento]
    ) -> tuple[Documento | None, PasajeVisto | None]:
        """El primer texto de la norma que trae el artículo, y por dónde empieza en él."""
        if not textos:
            return None, None
        visibles = {documento.id: documento for documento in textos}
        serie = " transitorio" if pedido.serie == TRANSITORIA else ""
        consulta = Consulta(
            f"articulo:{pedido.articulo.replace('-', ' ')}{serie}",
            self._marcas,
            Filtros(documentos=frozenset(visibles)),
            por_pagina=len(visibles),
            pasajes_por_documento=1,
            corregir=False,
        )
        try:
            aciertos = {uno.documento: uno for uno in self._indice.buscar(self._sesion, consulta).aciertos}
        except NoDisponible:
            return None, None
        elegido: Acierto | None = next((aciertos[n] for n in visibles if n in aciertos), None)
        if elegido is None:
            return None, None
        pasajes = pasajes_vistos(self._sesion, [elegido], visibles, Resaltar())
        return visibles[elegido.documento], next(iter(pasajes.get(elegido.documento, ())), None)


def _con_la_otra(objetivos: Sequence[Objetivo]) -> list[tuple[Objetivo, bool]]:
    """Los artículos pedidos y, aparte, el de igual número de la otra serie, si la norma tiene las dos."""
    pedidos = [uno for uno in objetivos if uno.articulo][:ARTICULOS]
    salida: list[tuple[Objetivo, bool]] = []
    for uno in pedidos:
        salida.append((uno, False))
        tope = TRANSITORIOS.get(uno.norma, 0)
        if uno.articulo.isdigit() and not uno.hasta and int(uno.articulo) <= tope:
            serie = ORDINARIA if uno.serie == TRANSITORIA else TRANSITORIA
            salida.append((Objetivo(uno.norma, uno.articulo, serie=serie), True))
    return salida


def _etiqueta(pedido: Objetivo) -> str:
    """«Artículo 12, literal b)», «Artículo 26 (transitorio)», «Artículos 8 al 12»."""
    if pedido.hasta:
        return f"Artículos {articulo_en_prosa(pedido.articulo)} al {articulo_en_prosa(pedido.hasta)}"
    marca = "t" if pedido.serie == TRANSITORIA else ""
    partes = "".join(f", {_SUBDIVISIONES[clase]} {valor}" for clase, valor in pedido.subdivision)
    return f"Artículo {articulo_en_prosa(marca + pedido.articulo)}{partes}{')' if partes else ''}"


_SUBDIVISIONES: Mapping[str, str] = {
    "lit": "literal",
    "num": "numeral",
    "inc": "inciso",
    "par": "párrafo",
}
