"""El estado de un artículo a una fecha: lo que consta, con lo que lo prueba, y lo que no se sabe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.grafo.articulos import consta, esta_en_un_texto, texto_con_articulos
from centro_doc.grafo.cambios import Cambio, cambios_de_articulo
from centro_doc.grafo.citantes import Articulo
from centro_doc.grafo.palabras import articulo_de_direccion
from centro_doc.normas.dispuestas import Dispuesta, dispuestas
from centro_doc.normas.hechos import SIN_VIGENCIA, Guardado, estado_de
from centro_doc.normas.modelos import ClaseDeRelacion, Vigencia
from centro_doc.normas.otras import Otra
from centro_doc.normas.vigencia import EstadoALaFecha, peor, sin_negar_cambios
from centro_doc.normas.vigor import LEIDO, vigor_de

_SIN_FICHA = "La norma no tiene ficha en el catálogo: no consta desde cuándo rige ni si sigue en vigor."
_NO_LO_TRAE = "El texto de la norma que tiene el Centro no trae este artículo: no consta que exista."
_SIN_TEXTO = "El Centro no tiene el texto de la norma: no consta si este artículo rige."
_BIS_SIN_TEXTO = "El Centro no tiene el texto de la norma ni lee quién lo añadiera: no consta que exista."
_RIGE = "La norma no tiene ficha en el catálogo. Rige desde {}; no consta si sigue en vigor."
CUANTOS = 3
"""Cambios que se dicen en la razón; todos van aparte."""
_DEROGO_EN_PARTE = "derogó en parte"
_HIZO: Mapping[str, str] = {
    ClaseDeRelacion.REFORMA: "reformó",
    ClaseDeRelacion.ADICIONA: "adicionó",
    ClaseDeRelacion.SUSTITUYE: "sustituyó",
}


@dataclass(frozen=True, slots=True)
class EstadoDeArticulo:
    """El estado a la fecha, lo que lo prueba y los cambios del artículo, cada uno donde le toca.

    `obran` constan y ya obraban; `quiza` se leyeron o son dudosos, o no consta si ya obraban; `despues`
    obran desde un día posterior a la fecha. `prueba` y `documento` son de `a_la_fecha.hecho`.
    """

    a_la_fecha: EstadoALaFecha
    prueba: Otra | None
    documento: Documento | None
    obran: tuple[Cambio, ...]
    quiza: tuple[Cambio, ...]
    despues: tuple[Cambio, ...]
    lo_dice_un_cambio: bool = False
    """¿Consta el estado porque uno de sus cambios lo dispuso, y no por un hecho de la norma?"""

    @property
    def sin_texto(self) -> bool:
        """¿No se sabe nada de él porque falta el texto de su norma?"""
        return self.a_la_fecha.razon == _SIN_TEXTO

    @property
    def todos(self) -> tuple[Cambio, ...]:
        """Los cambios, en su orden."""
        return (*self.obran, *self.quiza, *self.despues)


def estado_de_articulo(
    sesion: Session,
    clave: str,
    guardado: Guardado | None,
    cual: Articulo,
    marcas: frozenset[str],
    *,
    fecha: date,
) -> EstadoDeArticulo | None:
    """El de un artículo de una norma; nada si es de una iniciativa o un expediente. Cinco consultas."""
    if clave.partition("-")[0] in SIN_VIGENCIA:
        return None
    direccion = articulo_de_direccion(cual.numero, cual.serie)
    if guardado is not None:
        estado = estado_de(guardado, fecha, direccion)
    else:
        estado = _sin_ficha(clave, dispuestas(sesion, [clave], marcas).get(clave), fecha)
    cambios = cambios_de_articulo(sesion, clave, guardado, cual, marcas, hecho=estado.hecho)
    despues = tuple(uno for uno in cambios.todos if uno.pudo is not None and uno.pudo > fecha)
    hasta_ese_dia = [uno for uno in cambios.todos if uno not in despues]
    obran = tuple(uno for uno in hasta_ese_dia if uno.firme and uno.desde is not None and uno.desde <= fecha)
    quiza = tuple(uno for uno in hasta_ese_dia if uno not in obran)
    dicho = con_los_cambios(estado, direccion, obran, quiza, despues, fecha)
    sigue = dicho.hecho is estado.hecho
    return EstadoDeArticulo(
        dicho,
        cambios.prueba if sigue else None,
        cambios.documento if sigue else None,
        obran,
        quiza,
        despues,
        lo_dice_un_cambio=dicho is not estado
        and dicho.hecho is None
        and dicho.estado != Vigencia.DESCONOCIDO,
    )


def si_no_consta(estado: EstadoDeArticulo, cual: Articulo, *, hay_texto: bool) -> EstadoDeArticulo:
    """El de un artículo que ningún texto trae y nadie cambió: no se da por vigente porque lo sea su norma.

    Que un rango lo abarque sin nombrarlo no prueba que exista ni que se cambiara.
    """
    if any(not uno.abarca for uno in estado.todos):
        return estado
    if not estado.todos and estado.a_la_fecha.estado not in {
        Vigencia.VIGENTE,
        Vigencia.DEROGADA_PARCIALMENTE,
    }:
        return estado
    sin_texto = _BIS_SIN_TEXTO if cual.es_agregado else _SIN_TEXTO
    razon = _NO_LO_TRAE if hay_texto else sin_texto
    return EstadoDeArticulo(EstadoALaFecha(Vigencia.DESCONOCIDO, razon), None, None, (), (), ())


def estado_que_consta(
    sesion: Session,
    clave: str,
    guardado: Guardado | None,
    cual: Articulo,
    marcas: frozenset[str],
    *,
    fecha: date,
    textos: Sequence[int],
    citado: bool,
) -> EstadoDeArticulo | None:
    """El que dice su página, con lo que lo cambió.

    `textos`: los documentos con el de su norma; `citado`: alguien cita el artículo. Ocho consultas a lo sumo.
    """
    leido = estado_de_articulo(sesion, clave, guardado, cual, marcas, fecha=fecha)
    if leido is None or esta_en_un_texto(sesion, cual, textos, marcas):
        return leido
    hay_texto = bool(textos) and texto_con_articulos(sesion, textos, marcas) is not None
    nombrado = citado and (not cual.es_agregado or consta(sesion, clave, cual, (), marcas))
    if nombrado and not hay_texto:
        return leido
    return si_no_consta(leido, cual, hay_texto=hay_texto)


def _sin_ficha(clave: str, dispuesta: Dispuesta | None, fecha: date) -> EstadoALaFecha:
    """De la que no está en el catálogo sólo se sabe lo que su texto dispone."""
    rige = vigor_de(clave.partition("-")[0], (), dispuesta)
    if rige.desde is None:
        return EstadoALaFecha(Vigencia.DESCONOCIDO, rige.razon or _SIN_FICHA)
    if fecha < rige.desde:
        return EstadoALaFecha(Vigencia.NO_VIGENTE_AUN, f"Empezó a regir {rige.empezo}.", rige.marca)
    return EstadoALaFecha(Vigencia.DESCONOCIDO, _RIGE.format(rige.dicho), rige.marca)


def con_los_cambios(
    estado: EstadoALaFecha,
    direccion: str,
    obran: Sequence[Cambio],
    quiza: Sequence[Cambio],
    despues: Sequence[Cambio],
    fecha: date,
) -> EstadoALaFecha:
    """El mismo, salvo que un cambio lo derogara o deje en duda si lo derogó, o si aún no existía."""
    if estado.estado in {Vigencia.DEROGADA, Vigencia.NO_VIGENTE_AUN}:
        return estado
    derogo = next((uno for uno in reversed(obran) if uno.deroga), None)
    if derogo is not None:
        por = f"{derogo.otra.cita}, artículo {derogo.dispone}" if derogo.dispone else derogo.otra.cita
        return EstadoALaFecha(Vigencia.DEROGADA, f"Lo derogó {por}, desde {derogo.cuando}.", derogo.marca)
    dudosa = next((uno for uno in quiza if uno.deroga), None)
    if dudosa is not None:
        razon = f"Quizá lo derogó {dudosa.otra.cita}: no está confirmado, o no consta desde cuándo."
        return EstadoALaFecha(Vigencia.DESCONOCIDO, razon)
    en_duda = next(
        (uno for uno in quiza if _lo_anade(uno, direccion) and uno.desde and uno.desde > fecha), None
    )
    if en_duda is not None:
        razon = f"Lo añade {en_duda.otra.cita}, desde {en_duda.cuando}: no consta el día, y antes no existía."
        return EstadoALaFecha(Vigencia.DESCONOCIDO, razon)
    anade = next((uno for uno in despues if _lo_anade(uno, direccion)), None)
    if obran or quiza:
        return _cambiado(estado, direccion, obran, quiza)
    if anade is None:
        return estado
    if anade.firme:
        razon = f"Lo añade {anade.otra.cita}, desde {anade.cuando}."
        return EstadoALaFecha(Vigencia.NO_VIGENTE_AUN, razon, anade.marca)
    razon = f"Quizá lo añade {anade.otra.cita}, desde {anade.cuando}: antes no existía."
    return EstadoALaFecha(Vigencia.DESCONOCIDO, razon)


def _cambiado(
    estado: EstadoALaFecha, direccion: str, obran: Sequence[Cambio], quiza: Sequence[Cambio]
) -> EstadoALaFecha:
    """El de uno que alguien añadió o cambió: rige desde que se añadió, y no se dice que no cambiara."""
    if estado.estado != Vigencia.VIGENTE:
        return estado
    anade = next((uno for uno in (*obran, *quiza) if _lo_anade(uno, direccion)), None)
    if anade is not None:
        desde = f", desde {anade.cuando}" if anade.cuando else "; no consta desde cuándo rige"
        razon = f"{_hizo(anade, firme=anade in obran, verbo='añadió')}{desde}."
        return EstadoALaFecha(Vigencia.VIGENTE, razon, peor(anade.marca, "V" if anade in obran else LEIDO))
    antes = estado.hecho.desde if estado.hecho is not None else None
    despues = [uno for uno in (*obran, *quiza) if antes is None or uno.pudo is None or uno.pudo > antes]
    if not despues:
        return estado
    dichos = [sin_negar_cambios(estado.razon), *(f"{_hizo(u, firme=u in obran)}." for u in despues[:CUANTOS])]
    return replace(estado, razon=" ".join(dichos))


def _hizo(uno: Cambio, *, firme: bool, verbo: str = "") -> str:
    """«Lo reformó Decreto 13-2013…, artículo 7»; si nadie lo ha confirmado, «Quizá lo reformó…»."""
    verbo = verbo or (_DEROGO_EN_PARTE if uno.clase == ClaseDeRelacion.DEROGA else _HIZO[uno.clase])
    por = f"{uno.otra.cita}, artículo {uno.dispone}" if uno.dispone else uno.otra.cita
    return f"{'Lo' if firme else 'Quizá lo'} {verbo} {por}"


def _lo_anade(uno: Cambio, direccion: str) -> bool:
    """Un «bis» no existía antes de que alguien lo añadiera; a los demás se les pueden añadir partes."""
    return uno.clase == ClaseDeRelacion.ADICIONA and not uno.en_parte and "-" in direccion
