"""Las fechas que trae un documento según lo que es: una norma, un dictamen, un acta, un libro."""

import re
from collections.abc import Iterator
from dataclasses import replace

from indexador.juridico import fechas_de_documento, senas
from indexador.juridico.clases import ACTAS, CONVENIOS, NORMAS, PUBLICADOS
from indexador.juridico.hojas import Cabeza, Hoja
from indexador.juridico.propuesta import Propuesta
from indexador.juridico.senas import Sena
from indexador.lengua.fechas_escritas import hallar_en_plano

_DE_PRESENTACION = {"emision": "presentacion"}
_OTRA_CLASE = {
    "mocion": _DE_PRESENTACION,
    "enmienda": _DE_PRESENTACION,
    "exposicion_motivos": _DE_PRESENTACION,
    "proyecto_decreto": _DE_PRESENTACION,
    "interpelacion": _DE_PRESENTACION,
    "informe_anual_conamigua": {"recepcion": "recepcion_congreso"},
    "veto": {"recepcion": "recepcion_congreso"},
    "decreto_aprobado": {"emision": "aprobacion"},
    "ponencia_participacion": {"emision": "sesion", "publicacion": "sesion"},
    "declaracion": {"emision": "adopcion"},
    "listado_asistencia": {"emision": "sesion"},
}
"""Cómo se llama en algunos tipos la fecha que en los demás es la de emisión o de recepción."""
_CON_CARTA = frozenset({"citacion", "invitacion"})
"""Se fechan como una carta y dicen además cuándo será la sesión."""
_SIN_FECHA = frozenset({"perfil_puesto", "exposicion_motivos"})


def del_tipo(paginas: tuple[Hoja, ...], tipo: str, portada: Cabeza, lugar: int = 0) -> Iterator[Propuesta]:
    """Las fechas que se esperan en un documento de ese tipo; `lugar` es el renglón de su encabezado."""
    cambios = _OTRA_CLASE.get(tipo, {})
    halladas = [_con_clase(p, cambios) for p in _del_tipo(paginas, tipo, portada, lugar)]
    if not halladas and tipo not in _SIN_FECHA | PUBLICADOS:
        clase = "sesion" if tipo in ACTAS - _CON_CARTA else "firma" if tipo in CONVENIOS else "emision"
        halladas = [_con_clase(p, cambios) for p in fechas_de_documento.la_primera(paginas, clase)]
    yield from halladas


def _con_clase(propuesta: Propuesta, cambios: dict[str, str]) -> Propuesta:
    clase = propuesta.campo.removeprefix("fecha:")
    return replace(propuesta, campo=f"fecha:{cambios[clase]}") if clase in cambios else propuesta


def _del_tipo(paginas: tuple[Hoja, ...], tipo: str, portada: Cabeza, lugar: int) -> Iterator[Propuesta]:
    if tipo in NORMAS:
        yield from _de_norma(paginas, tipo, portada, lugar)
    elif tipo in PUBLICADOS:
        con_corte = fechas_de_documento.hallar(paginas, (senas.CORTE,))
        yield from con_corte
        dichas = {p.valor for p in con_corte}
        yield from (p for p in de_portada(paginas) if p.valor not in dichas)
    else:
        yield from fechas_de_documento.hallar(paginas, _senas(tipo))


def _senas(tipo: str) -> tuple[Sena, ...]:
    if tipo == "dictamen":
        return senas.DICTAMEN
    if tipo in CONVENIOS:
        return senas.CONVENIO
    return senas.ACTA if tipo in ACTAS - _CON_CARTA else senas.CARTA


def _de_norma(paginas: tuple[Hoja, ...], tipo: str, portada: Cabeza, lugar: int) -> Iterator[Propuesta]:
    halladas = [_de_su_clase(p, tipo) for p in fechas_de_documento.hallar(paginas, senas.NORMA)]
    halladas += fechas_de_documento.del_diario(paginas)
    if not any(p.campo == "fecha:emision" for p in halladas):
        sueltas = [*fechas_de_documento.encabezada(paginas), *fechas_de_documento.suelta(portada, lugar)]
        del_diario = {(p.pagina, p.inicio) for p in halladas if p.campo == "fecha:publicacion"}
        halladas += [p for p in sueltas if (p.pagina, p.inicio) not in del_diario][:1]
    yield from halladas
    publicada = next(
        (p.valor for p in halladas if p.campo == "fecha:publicacion" and p.precision == "dia"), ""
    )
    if publicada and not any(p.campo == "fecha:vigencia" for p in halladas):
        yield from fechas_de_documento.vigencia_calculada(paginas, publicada)


def _de_su_clase(propuesta: Propuesta, tipo: str) -> Propuesta:
    """El Ejecutivo fecha en el Palacio Nacional lo que emite, y ahí sanciona las leyes del Congreso."""
    if propuesta.campo == "fecha:sancion" and tipo.startswith(
        ("acuerdo", "decreto_ley", "decreto_gubernativo")
    ):
        return replace(propuesta, campo="fecha:emision")
    return propuesta


def de_lo_desconocido(paginas: tuple[Hoja, ...]) -> Iterator[Propuesta]:
    """Las de un documento que no se sabe qué es: las que rotula un correo o un oficio, o la de la portada."""
    con_dia = [p for p in fechas_de_documento.hallar(paginas, senas.CARTA) if p.precision == "dia"]
    yield from con_dia or de_portada(paginas, con_dia="emision")


def de_portada(paginas: tuple[Hoja, ...], *, con_dia: str = "publicacion") -> Iterator[Propuesta]:
    """La fecha de publicación que una portada trae sola en su renglón: «Guatemala, agosto de 2010».

    `con_dia` es la clase de la que trae día: de lo que no se sabe qué es, más bien la de emisión.
    """
    for hoja in paginas[:3]:
        for renglon in hoja.renglones(0, 4_000):
            for fecha in hallar_en_plano(renglon.plano):
                if len(renglon.texto) - (fecha.fin - fecha.inicio) <= 24:
                    clase = con_dia if fecha.precision == "dia" else "publicacion"
                    yield fechas_de_documento.proponer_fecha(hoja, clase, fecha, renglon.inicio, 0.75)
                    return
    for hoja in paginas[:3]:
        for renglon in hoja.renglones(0, 2_500):
            hallazgo = (
                _ANIO_SOLO.fullmatch(renglon.plano)
                or _ANIO_DE_REVISTA.search(renglon.plano)
                or _ANIO_Y_PAGINAS.search(renglon.plano)
            )
            if hallazgo:
                inicio = renglon.inicio + hallazgo.start("anio")
                yield hoja.propuesta(
                    "fecha:publicacion", hallazgo["anio"], inicio, inicio + 4, 0.7, precision="anio"
                )
                return


_ANIO_SOLO = re.compile(r"(?:[a-z][a-z .,:]{0,60}[,.\s])?(?P<anio>(?:19|20)\d\d)")
_ANIO_DE_REVISTA = re.compile(
    r"(?:^en: |vol\.|num\.|n\.?°|pags?\.|pp\.|\(ed).{0,90}?(?P<anio>(?<!\d)(?:19|20)\d\d)(?!\d)"
)
_ANIO_Y_PAGINAS = re.compile(r"(?<!\d)(?P<anio>(?:19|20)\d\d)[,:] (?:pags?|pp)\.")
