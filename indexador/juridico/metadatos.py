"""La ficha que un documento propone de sí mismo, por sus formas fijas.

Nada se adivina: cada propuesta dice la página, el lugar y las palabras de donde salió, y lo dudoso lleva
confianza baja y una nota. Quien cataloga acepta, corrige o rechaza.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexador.ficha import Texto
from indexador.juridico import caratula, emisor, encabezado, extranjera, fechas_de_documento, senas, titulo
from indexador.juridico.encabezado import Encabezado
from indexador.juridico.hojas import Cabeza, Hoja, cabeza, hojas
from indexador.juridico.numero import NumeroLeido, leer_tras
from indexador.juridico.propuesta import DUDOSA, Propuesta
from indexador.lengua.fechas_escritas import hallar_en_plano
from indexador.lengua.plano import forma, plano

__all__ = ["DUDOSA", "Propuesta", "proponer"]

NORMAS = frozenset(
    [
        "constitucion",
        "ley_constitucional",
        "decreto_congreso",
        "decreto_ley",
        "decreto_gubernativo",
        "acuerdo_gubernativo",
        "acuerdo_ministerial",
        "acuerdo_amn",
        "acuerdo_tse",
        "acuerdo_legislativo",
        "acuerdo_junta_directiva",
        "punto_resolutivo",
        "resolucion",
        "tratado",
        "reglamento",
        "sentencia_cc",
        "decreto_aprobado",
    ]
)
_ACTAS = frozenset(
    {
        "acta_sesion_comision",
        "acta_mesa_trabajo",
        "acta_seleccion",
        "minuta",
        "agenda_orden_dia",
        "diario_sesiones",
        "listado_asistencia",
        "citacion",
        "invitacion",
    }
)
_CONVENIOS = frozenset({"convenio", "carta_entendimiento", "acuerdo_interinstitucional", "declaracion"})
_SANCION = forma(r"«sancion al decreto del congreso»")
_CONGRESO = forma(r"(?:^|\n)\s{0,8}(?:el )?«congreso de la republica»")
_DECRETA = forma(r"(?:^|\n)[\s,.]{0,8}«decreta»\s?[:.]?")
_PRINCIPALES = (
    "conocimiento_pleno",
    "dictamen",
    "sesion",
    "emision",
    "firma",
    "adopcion",
    "aprobacion",
    "sancion",
    "presentacion",
    "publicacion",
    "ratificacion",
    "vigencia",
)
_PUBLICADOS = frozenset(
    [
        "libro",
        "capitulo",
        "articulo",
        "tesis",
        "estudio",
        "informe",
        "estadistica",
        "folleto",
        "nota_prensa",
        "recopilacion",
    ]
)
_NOMBRADO = forma(r"(?<!\d)(?P<n>\d{1,4})-(?P<a>\d{4}|\d{2})(?!\d)|(?<!\d)(?P<solo>\d{4})(?!\d)")
OTRO_ANIO = "El año no es el del número: compruebe la fecha."
CONFIRMADO = "El nombre del archivo dice lo mismo."


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
    return _ordenar(_cotejar(_confirmar(_elegir(halladas), nombre)))


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
    if hallado.tipo == "dictamen" or hallado.tipo in _ACTAS:
        yield from emisor.comision(portada)
    yield from emisor.del_documento(portada, hallado.lugar)
    yield from emisor.autores(paginas)
    yield from _fechas(paginas, hallado.tipo, portada, hallado.lugar)


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
    elif hallado.tipo in _PUBLICADOS:
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
    yield from _de_portada(paginas)


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
    yield from _fechas(paginas, "decreto_congreso", portada)


def _primero(patron: re.Pattern[str], paginas: Sequence[Hoja]) -> tuple[Hoja, re.Match[str]] | None:
    halladas = ((hoja, patron.search(hoja.plano)) for hoja in paginas)
    return next(((hoja, hallazgo) for hoja, hallazgo in halladas if hallazgo), None)


def _fechas(paginas: tuple[Hoja, ...], tipo: str, portada: Cabeza, lugar: int = 0) -> Iterator[Propuesta]:
    if tipo in NORMAS:
        halladas = [_de_su_clase(p, tipo) for p in fechas_de_documento.hallar(paginas, senas.NORMA)]
        halladas += fechas_de_documento.del_diario(paginas)
        if not any(p.campo == "fecha:emision" for p in halladas):
            sueltas = [*fechas_de_documento.encabezada(paginas), *fechas_de_documento.suelta(portada, lugar)]
            halladas += sueltas[:1]
        yield from halladas
        publicada = next(
            (p.valor for p in halladas if p.campo == "fecha:publicacion" and p.precision == "dia"), ""
        )
        if publicada and not any(p.campo == "fecha:vigencia" for p in halladas):
            yield from fechas_de_documento.vigencia_calculada(paginas, publicada)
    elif tipo == "dictamen":
        yield from fechas_de_documento.hallar(paginas, senas.DICTAMEN)
    elif tipo in _ACTAS:
        yield from fechas_de_documento.hallar(paginas, senas.ACTA)
    elif tipo in _CONVENIOS:
        yield from fechas_de_documento.hallar(paginas, senas.CONVENIO)
    elif tipo in _PUBLICADOS:
        yield from _de_portada(paginas)
    else:
        yield from fechas_de_documento.hallar(paginas, senas.CARTA)


def _de_su_clase(propuesta: Propuesta, tipo: str) -> Propuesta:
    """El Ejecutivo fecha en el Palacio Nacional lo que emite, y ahí sanciona las leyes del Congreso."""
    if propuesta.campo == "fecha:sancion" and tipo.startswith(
        ("acuerdo", "decreto_ley", "decreto_gubernativo")
    ):
        return replace(propuesta, campo="fecha:emision")
    return propuesta


def _de_portada(paginas: tuple[Hoja, ...]) -> Iterator[Propuesta]:
    """La fecha de publicación que una portada trae sola en su renglón: «Guatemala, agosto de 2010»."""
    for hoja in paginas[:3]:
        for renglon in hoja.renglones(0, 4_000):
            for fecha in hallar_en_plano(renglon.plano):
                if len(renglon.texto) - (fecha.fin - fecha.inicio) <= 24:
                    yield fechas_de_documento.proponer_fecha(hoja, "publicacion", fecha, renglon.inicio, 0.7)
                    return
    for hoja in paginas[:3]:
        for renglon in hoja.renglones(0, 2_500):
            hallazgo = re.fullmatch(r"(?:[a-z][a-z .,]{0,30}[,.\s])?((?:19|20)\d\d)", renglon.plano)
            if hallazgo:
                inicio = renglon.inicio + hallazgo.start(1)
                yield hoja.propuesta(
                    "fecha:publicacion", hallazgo[1], inicio, inicio + 4, 0.6, precision="anio"
                )
                return


def _elegir(halladas: Sequence[Propuesta]) -> tuple[Propuesta, ...]:
    """De cada campo que no es fecha, la mejor; de cada clase de fecha, todas las distintas."""
    mejores: dict[str, Propuesta] = {}
    for propuesta in halladas:
        anterior = mejores.get(propuesta.campo)
        if not propuesta.campo.startswith("fecha:") and (
            anterior is None or propuesta.confianza > anterior.confianza
        ):
            mejores[propuesta.campo] = propuesta
    fechas = fechas_de_documento.unicas([p for p in halladas if p.campo.startswith("fecha:")])
    return (*mejores.values(), *fechas)


def _confirmar(propuestas: tuple[Propuesta, ...], nombre: str) -> tuple[Propuesta, ...]:
    """Un número dudoso gana confianza si el nombre del archivo dice el mismo."""
    nombrados = {
        f"{int(h['n'])}-{h['a']}" if h["n"] else h["solo"] for h in _NOMBRADO.finditer(plano(nombre))
    }
    return tuple(
        replace(p, confianza=0.8, nota=f"{p.nota} {CONFIRMADO}".strip())
        if p.campo == "numero" and p.confianza < 0.8 and p.valor in nombrados
        else p
        for p in propuestas
    )


def _cotejar(propuestas: tuple[Propuesta, ...]) -> tuple[Propuesta, ...]:
    """Una emisión que no es del año del número, ni del siguiente, se propone como dudosa."""
    numero = next((p.valor for p in propuestas if p.campo == "numero"), "")
    hallado = re.fullmatch(r"\d{1,4}-(\d{2}|\d{4})", numero)
    if hallado is None:
        return propuestas
    anio = int(hallado[1]) if len(hallado[1]) == 4 else 1900 + int(hallado[1])
    return tuple(
        replace(p, confianza=min(p.confianza, 0.4), nota=OTRO_ANIO)
        if p.campo == "fecha:emision" and int(p.valor[:4]) not in {anio, anio + 1}
        else p
        for p in propuestas
    )


def _ordenar(propuestas: tuple[Propuesta, ...]) -> tuple[Propuesta, ...]:
    """Las fechas al final, la principal primero: por clase y, dentro de una, la más segura."""

    def lugar(propuesta: Propuesta) -> tuple[int, int, float]:
        clase = propuesta.campo.removeprefix("fecha:")
        if clase == propuesta.campo:
            return 0, 0, 0.0
        orden = _PRINCIPALES.index(clase) if clase in _PRINCIPALES else len(_PRINCIPALES)
        return (2 if propuesta.nota == OTRO_ANIO else 1), orden, -propuesta.confianza

    return tuple(sorted(propuestas, key=lugar))
