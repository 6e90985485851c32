"""La ficha que un documento propone de sí mismo, por sus formas fijas.

Nada se adivina: cada propuesta dice la página, el lugar y las palabras de donde salió, y lo dudoso lleva
confianza baja y una nota. Quien cataloga acepta, corrige o rechaza.
"""

import re
from collections.abc import Iterator, Sequence

from indexador.ficha import Texto
from indexador.juridico import (
    caratula,
    emisor,
    encabezado,
    extranjera,
    fechas_de_documento,
    fechas_por_tipo,
    senas,
    titulo,
)
from indexador.juridico.clases import ACTAS, NORMAS, PUBLICADOS
from indexador.juridico.cotejo import confirmar, cotejar, elegir, ordenar
from indexador.juridico.encabezado import Encabezado
from indexador.juridico.hojas import Cabeza, Hoja, cabeza, hojas
from indexador.juridico.numero import NumeroLeido, leer_tras
from indexador.juridico.propuesta import DUDOSA, Propuesta
from indexador.lengua.plano import forma

__all__ = ["DUDOSA", "Propuesta", "proponer"]

_SANCION = forma(r"«sancion al decreto del congreso»")
_CONGRESO = forma(r"(?:^|\n)\s{0,8}(?:el )?«congreso de la republica»")
_DECRETA = forma(r"(?:^|\n)[\s,.]{0,8}«decreta»\s?[:.]?")


def proponer(texto: Texto, nombre: str = "") -> tuple[Propuesta, ...]:
    """Las propuestas de ficha de un documento ya leído, las fechas con la principal primero.

    `nombre` es el del archivo: sólo confirma lo que el texto dice. Cuesta tiempo lineal en el texto.
    """
    paginas = tuple(hoja for hoja in hojas(texto) if hoja.texto.strip())
    if not paginas:
        return ()
    portada = cabeza(paginas)
    halladas = list(_de_su_forma(paginas, portada))
    halladas += [*emisor.idioma(paginas), *emisor.jurisdiccion(paginas)]
    return ordenar(cotejar(confirmar(elegir(halladas), nombre)))


def _de_su_forma(paginas: tuple[Hoja, ...], portada: Cabeza) -> Iterator[Propuesta]:
    iniciativa = caratula.leer_caratula(paginas) or caratula.leer_en_prosa(paginas[0])
    if iniciativa:
        yield from iniciativa
        yield from fechas_de_documento.hallar(
            paginas[:1], [s for s in senas.NORMA if s.clase == "presentacion"]
        )
        return
    hallado = encabezado.hallar(portada)
    pais = next((p.valor for p in emisor.jurisdiccion(paginas)), "")
    propia = hallado is not None and hallado.tipo in {"constitucion", "tratado"} and hallado.lugar == 0
    if not propia and (extranjera.es_de(pais) or extranjera.a_la_espanola(portada)):
        yield from extranjera.leer(portada, paginas)
        yield from emisor.del_documento(portada)
        return
    if hallado is None or hallado.tipo == "exposicion_motivos":
        adentro = encabezado.decreto_adentro(paginas)
        if adentro is not None or hallado is None or _de_la_sancion(paginas):
            yield from (
                _con_encabezado(paginas, portada, adentro) if adentro else _sin_encabezado(paginas, portada)
            )
            return
    yield from _con_encabezado(paginas, portada, hallado)


def _con_encabezado(paginas: tuple[Hoja, ...], portada: Cabeza, hallado: Encabezado) -> Iterator[Propuesta]:
    inicio = hallado.renglon.inicio
    yield hallado.hoja.propuesta(
        "tipo", hallado.tipo, inicio, hallado.fin, hallado.confianza, _nota_de_tipo(hallado)
    )
    if hallado.numero:
        yield _numero(hallado.hoja, hallado.numero)
    elif hallado.tipo == "tratado":
        yield from _decreto_que_aprueba(portada)
    yield from _titulo(paginas, portada, hallado)
    if hallado.tipo == "dictamen" or hallado.tipo in ACTAS:
        yield from emisor.comision(portada)
    yield from emisor.del_documento(portada, hallado.lugar)
    yield from emisor.autores(paginas)
    yield from fechas_por_tipo.del_tipo(paginas, hallado.tipo, portada, hallado.lugar)


def _nota_de_tipo(hallado: Encabezado) -> str:
    return "" if hallado.confianza >= DUDOSA else "El encabezado no es claro."


def _numero(hoja: Hoja, numero: NumeroLeido) -> Propuesta:
    return hoja.propuesta("numero", numero.valor, numero.inicio, numero.fin, numero.confianza, numero.nota)


def _decreto_que_aprueba(portada: Cabeza) -> Iterator[Propuesta]:
    """Un tratado no tiene número: se propone el del decreto que lo aprueba, y se dice."""
    for hoja, renglon in portada.renglones[:40]:
        hallazgo = re.search(r"decreto(?: de [a-z]{4,14})?", renglon.plano)
        numero = leer_tras(hoja.plano, renglon.inicio + hallazgo.end()) if hallazgo else None
        if numero is None and hallazgo:
            otra = re.search(r"decreto (?:numero|no)", renglon.plano)
            numero = leer_tras(hoja.plano, renglon.inicio + otra.start() + 7) if otra else None
        if numero:
            nota = (
                "Es el número del decreto que lo aprueba: un tratado se identifica por su nombre y su fecha."
            )
            yield hoja.propuesta(
                "numero", numero.valor, numero.inicio, numero.fin, min(0.7, numero.confianza), nota
            )
            return


def _titulo(paginas: tuple[Hoja, ...], portada: Cabeza, hallado: Encabezado) -> Iterator[Propuesta]:
    if hallado.tipo in {"constitucion", "tratado"}:
        candidatos = [titulo.lineas_de(portada, hallado)]
    elif hallado.tipo in NORMAS:
        candidatos = [titulo.de_norma(portada, paginas, hallado)]
    elif hallado.tipo in PUBLICADOS:
        candidatos = [titulo.de_portada(portada)]
    else:
        candidatos = [*titulo.por_rotulo(paginas), titulo.lineas_de(portada, hallado)]
    yield from [candidato for candidato in candidatos if candidato is not None][:1]


def _sin_encabezado(paginas: tuple[Hoja, ...], portada: Cabeza) -> Iterator[Propuesta]:
    """Una ley que sólo dice su número en la sanción, o una portada de la que no se sabe qué es."""
    sancion = _de_la_sancion(paginas)
    if sancion:
        hoja, inicio, numero = sancion
        yield hoja.propuesta("tipo", "decreto_congreso", inicio, numero.fin, 0.9)
        yield _numero(hoja, numero)
        yield from _norma_sin_numero(paginas, portada)
        return
    congreso, decreta = (_primero(patron, paginas[:6]) for patron in (_CONGRESO, _DECRETA))
    if congreso and decreta:
        hoja, hallazgo = congreso
        nota = "No se halló su número."
        yield hoja.propuesta("tipo", "decreto_congreso", hallazgo.start(), hallazgo.end(), 0.7, nota)
        yield from _norma_sin_numero(paginas, portada)
        return
    hecho = titulo.de_portada(portada)
    if hecho:
        yield hecho
    yield from emisor.del_documento(portada)
    yield from emisor.autores(paginas)
    yield from fechas_por_tipo.de_portada(paginas)


def _de_la_sancion(paginas: Sequence[Hoja]) -> tuple[Hoja, int, NumeroLeido] | None:
    """El número que sólo dice la fórmula de sanción: «SANCIÓN AL DECRETO DEL CONGRESO NÚMERO 81-2002»."""
    for hoja in paginas[-4:]:
        sancion = _SANCION.search(hoja.plano)
        numero = leer_tras(hoja.plano, sancion.end()) if sancion else None
        if sancion and numero:
            return hoja, sancion.start(), numero
    return None


def _norma_sin_numero(paginas: tuple[Hoja, ...], portada: Cabeza) -> Iterator[Propuesta]:
    supuesto = Encabezado("decreto_congreso", *portada.renglones[0], 0, 0.5, None, -1)
    hecho = titulo.de_norma(portada, paginas, supuesto)
    if hecho:
        yield hecho
    yield from emisor.del_documento(portada)
    yield from fechas_por_tipo.del_tipo(paginas, "decreto_congreso", portada)


def _primero(patron: re.Pattern[str], paginas: Sequence[Hoja]) -> tuple[Hoja, re.Match[str]] | None:
    halladas = ((hoja, patron.search(hoja.plano)) for hoja in paginas)
    return next(((hoja, hallazgo) for hoja, hallazgo in halladas if hallazgo), None)
