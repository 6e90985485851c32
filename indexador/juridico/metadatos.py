"""La ficha que un documento propone de sí mismo, por sus formas fijas.

Nada se adivina: cada propuesta dice la página, el lugar y las palabras de donde salió, y lo dudoso lleva
confianza baja y una nota. Quien cataloga acepta, corrige o rechaza.
"""

import re
from collections.abc import Iterator, Sequence

from indexador.ficha import Texto
from indexador.juridico import (
    autores,
    caratula,
    emisor,
    encabezado,
    extranjera,
    fechas_de_documento,
    fechas_por_tipo,
    lengua_y_pais,
    portada,
    senas,
    titulo,
)
from indexador.juridico.clases import ACTAS, DE_AUTOR, DEL_CONGRESO, NORMAS, PROYECTOS, PUBLICADOS
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
    inicial = cabeza(paginas)
    halladas = list(_de_su_forma(paginas, inicial))
    halladas += [*lengua_y_pais.idioma(paginas), *lengua_y_pais.jurisdiccion(paginas)]
    return ordenar(cotejar(confirmar(elegir(halladas), nombre)))


def _de_su_forma(paginas: tuple[Hoja, ...], inicial: Cabeza) -> Iterator[Propuesta]:
    hallado = encabezado.hallar(inicial)
    primera = hallado.renglon.inicio if hallado and hallado.hoja is paginas[0] else None
    iniciativa = caratula.leer_caratula(paginas) or caratula.leer_en_prosa(paginas[0], primera)
    if iniciativa:
        yield from iniciativa
        yield from fechas_de_documento.hallar(
            paginas[:1], [s for s in senas.NORMA if s.clase == "presentacion"]
        )
        return
    pais = next((p.valor for p in lengua_y_pais.jurisdiccion(paginas)), "")
    propia = hallado is not None and (
        "guatemala" in inicial.plano or (hallado.tipo in {"constitucion", "tratado"} and hallado.lugar == 0)
    )
    foranea = extranjera.a_la_espanola(inicial) or extranjera.a_la_peruana(inicial)
    if not propia and (extranjera.es_de(pais) or foranea):
        yield from extranjera.leer(inicial, paginas)
        yield from emisor.del_documento(inicial)
        return
    if hallado is None or hallado.tipo == "exposicion_motivos":
        adentro = encabezado.decreto_adentro(paginas)
        if adentro is not None or hallado is None or _de_la_sancion(paginas):
            yield from (
                _con_encabezado(paginas, inicial, adentro) if adentro else _sin_encabezado(paginas, inicial)
            )
            return
    yield from _con_encabezado(paginas, inicial, hallado)


def _con_encabezado(paginas: tuple[Hoja, ...], inicial: Cabeza, hallado: Encabezado) -> Iterator[Propuesta]:
    inicio = hallado.renglon.inicio
    yield hallado.hoja.propuesta(
        "tipo", hallado.tipo, inicio, hallado.fin, hallado.confianza, _nota_de_tipo(hallado)
    )
    if hallado.numero:
        yield _numero(hallado.hoja, hallado.numero)
    elif hallado.tipo == "tratado":
        yield from _decreto_que_aprueba(inicial)
    yield from _titulo(paginas, inicial, hallado)
    if hallado.tipo == "dictamen" or hallado.tipo in ACTAS:
        yield from emisor.comision(inicial)
    if hallado.tipo == "nota_prensa":
        yield hallado.hoja.propuesta("emisor", hallado.renglon.texto, inicio, hallado.renglon.fin, 0.75)
    else:
        yield from _emisor(inicial, hallado)
    yield from autores.autores(paginas, sin_rotulo=hallado.tipo in DE_AUTOR)
    yield from fechas_por_tipo.del_tipo(paginas, hallado.tipo, inicial, hallado.lugar)


def _emisor(inicial: Cabeza, hallado: Encabezado) -> list[Propuesta]:
    del_congreso = [*emisor.del_congreso(inicial, hallado.lugar)] if hallado.tipo in DEL_CONGRESO else []
    membrete = hallado.tipo not in NORMAS
    return del_congreso or [*emisor.del_documento(inicial, hallado.lugar, membrete=membrete)]


def _nota_de_tipo(hallado: Encabezado) -> str:
    return "" if hallado.confianza >= DUDOSA else "El encabezado no es claro."


def _numero(hoja: Hoja, numero: NumeroLeido) -> Propuesta:
    return hoja.propuesta("numero", numero.valor, numero.inicio, numero.fin, numero.confianza, numero.nota)


def _decreto_que_aprueba(inicial: Cabeza) -> Iterator[Propuesta]:
    """Un tratado no tiene número: se propone el del decreto que lo aprueba, y se dice."""
    for hoja, renglon in inicial.renglones[:40]:
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


def _titulo(paginas: tuple[Hoja, ...], inicial: Cabeza, hallado: Encabezado) -> Iterator[Propuesta]:
    if hallado.tipo in {"constitucion", "tratado", "reglamento"}:
        candidatos = [portada.lineas_de(inicial, hallado)]
    elif hallado.tipo in NORMAS:
        candidatos = [titulo.de_norma(inicial, paginas, hallado)]
    elif hallado.tipo in PROYECTOS:
        candidatos = [titulo.de_norma(inicial, paginas, hallado), portada.lineas_de(inicial, hallado)]
    elif hallado.tipo in PUBLICADOS:
        candidatos = [portada.de_portada(inicial)]
    else:
        candidatos = [*portada.por_rotulo(paginas), portada.lineas_de(inicial, hallado)]
    yield from [candidato for candidato in candidatos if candidato is not None][:1]


def _sin_encabezado(paginas: tuple[Hoja, ...], inicial: Cabeza) -> Iterator[Propuesta]:
    """Una ley que sólo dice su número en la sanción, o una inicial de la que no se sabe qué es."""
    sancion = _de_la_sancion(paginas)
    if sancion:
        hoja, inicio, numero = sancion
        yield hoja.propuesta("tipo", "decreto_congreso", inicio, numero.fin, 0.9)
        yield _numero(hoja, numero)
        yield from _norma_sin_numero(paginas, inicial)
        return
    congreso, decreta = (_primero(patron, paginas[:6]) for patron in (_CONGRESO, _DECRETA))
    if congreso and decreta:
        hoja, hallazgo = congreso
        nota = "No se halló su número."
        yield hoja.propuesta("tipo", "decreto_congreso", hallazgo.start(), hallazgo.end(), 0.7, nota)
        yield from _norma_sin_numero(paginas, inicial)
        return
    titulos = (*portada.por_rotulo(paginas), portada.de_portada(inicial))
    yield from [hecho for hecho in titulos if hecho is not None][:1]
    yield from emisor.del_documento(inicial, membrete=True)
    yield from autores.autores(paginas)
    yield from fechas_por_tipo.de_lo_desconocido(paginas)


def _de_la_sancion(paginas: Sequence[Hoja]) -> tuple[Hoja, int, NumeroLeido] | None:
    """El número que sólo dice la fórmula de sanción: «SANCIÓN AL DECRETO DEL CONGRESO NÚMERO 81-2002»."""
    for hoja in paginas[-4:]:
        sancion = _SANCION.search(hoja.plano)
        numero = leer_tras(hoja.plano, sancion.end()) if sancion else None
        if sancion and numero:
            return hoja, sancion.start(), numero
    return None


def _norma_sin_numero(paginas: tuple[Hoja, ...], inicial: Cabeza) -> Iterator[Propuesta]:
    supuesto = Encabezado("decreto_congreso", *inicial.renglones[0], 0, 0.5, None, -1)
    hecho = titulo.de_norma(inicial, paginas, supuesto)
    if hecho:
        yield hecho
    yield from emisor.del_documento(inicial)
    yield from fechas_por_tipo.del_tipo(paginas, "decreto_congreso", inicial)


def _primero(patron: re.Pattern[str], paginas: Sequence[Hoja]) -> tuple[Hoja, re.Match[str]] | None:
    halladas = ((hoja, patron.search(hoja.plano)) for hoja in paginas)
    return next(((hoja, hallazgo) for hoja, hallazgo in halladas if hallazgo), None)
