"""Las fechas que trae un documento según lo que es: una norma, un dictamen, un acta, un libro."""

import re
from collections.abc import Iterator
from dataclasses import replace

from indexador.juridico import fechas_de_documento, senas
from indexador.juridico.clases import ACTAS, CONVENIOS, NORMAS, PUBLICADOS
from indexador.juridico.hojas import Cabeza, Hoja
from indexador.juridico.propuesta import Propuesta
from indexador.lengua.fechas_escritas import hallar_en_plano


def del_tipo(paginas: tuple[Hoja, ...], tipo: str, portada: Cabeza, lugar: int = 0) -> Iterator[Propuesta]:
    """Las fechas que se esperan en un documento de ese tipo; `lugar` es el renglón de su encabezado."""
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
    elif tipo in ACTAS:
        yield from fechas_de_documento.hallar(paginas, senas.ACTA)
    elif tipo in CONVENIOS:
        yield from fechas_de_documento.hallar(paginas, senas.CONVENIO)
    elif tipo in PUBLICADOS:
        yield from de_portada(paginas)
    else:
        yield from fechas_de_documento.hallar(paginas, senas.CARTA)


def _de_su_clase(propuesta: Propuesta, tipo: str) -> Propuesta:
    """El Ejecutivo fecha en el Palacio Nacional lo que emite, y ahí sanciona las leyes del Congreso."""
    if propuesta.campo == "fecha:sancion" and tipo.startswith(
        ("acuerdo", "decreto_ley", "decreto_gubernativo")
    ):
        return replace(propuesta, campo="fecha:emision")
    return propuesta


def de_portada(paginas: tuple[Hoja, ...]) -> Iterator[Propuesta]:
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
