"""Otras siete maquetas de la carátula de una iniciativa, con el número dicho y puesto de otras maneras."""

import random

from tests.rendimiento.lienzos import EnImagen, Lienzo
from tests.rendimiento.portadas_de_iniciativa import Maqueta, Portada, parrafo

ROTULOS = (
    "NÚMERO DE REGISTRO {n}",
    "NUMERO DE REGISTRO: {n}",
    "NÚMERO DE REGISTRO No. {n}",
    "No. DE REGISTRO {n}",
    "REGISTRO No. {n}",
    "Registro número {n}",
    "Registro: {n}",
    "INICIATIVA No. {n}",
    "INICIATIVA DE LEY NÚMERO {n}",
    "Iniciativa con número de registro {n}",
)
"""Cómo dice cada carátula su número."""
_MEMBRETES = (
    ("CONGRESO DE LA REPÚBLICA DE GUATEMALA", "DIRECCIÓN LEGISLATIVA", "CONTROL DE INICIATIVAS"),
    ("Congreso de la República", "Guatemala, C. A.", "Dirección Legislativa"),
    ("ORGANISMO LEGISLATIVO", "CONGRESO DE LA REPÚBLICA", "GUATEMALA, C. A.", "DIRECCIÓN LEGISLATIVA"),
    ("Congreso de la República de Guatemala, C. A.", "Dirección Legislativa -Control de Iniciativas-"),
)


def _rotulo(portada: Portada, azar: random.Random) -> str:
    return azar.choice(ROTULOS).format(n=portada.numero)


def _membrete(lienzo: Lienzo, azar: random.Random, x: float, y: float, *, centrado: bool = True) -> float:
    for renglon in azar.choice(_MEMBRETES):
        y = parrafo(lienzo, x, y, 612 - 2 * x, renglon, azar.choice((12, 13, 15)), centrado=centrado) + 3
    return y


def _cuerpo(
    lienzo: Lienzo, portada: Portada, azar: random.Random, x: float, y: float, *, altas: bool
) -> float:
    """Fecha, ponente, asunto y trámite, cada uno en su párrafo."""
    cuerpo, salto = azar.choice((10.5, 11, 12)), azar.choice((14, 20, 26))
    for escrito in (
        f"Fecha que conoció el Pleno: {portada.fecha}.",
        f"Iniciativa de Ley presentada por {portada.presenta}.",
        f"Asunto: {portada.asunto}",
        f"Trámite: {portada.tramite[:1].upper()}{portada.tramite[1:]}",
    ):
        y = parrafo(lienzo, x, y + salto, 612 - 2 * x, escrito.upper() if altas else escrito, cuerpo)
    return y


def a_la_derecha(lienzo: Lienzo, portada: Portada, azar: random.Random) -> None:
    """El número en la esquina derecha, lejos del membrete."""
    y = _membrete(lienzo, azar, 72, 96, centrado=False)
    escrito = _rotulo(portada, azar)
    lienzo.texto(540 - lienzo.ancho(escrito, 12), y + 14, escrito, 12)
    _cuerpo(lienzo, portada, azar, 72, y + 40, altas=azar.random() < 0.5)


def en_recuadro(lienzo: Lienzo, portada: Portada, azar: random.Random) -> None:
    """El número solo, grande, dentro de un recuadro bajo su rótulo."""
    y = _membrete(lienzo, azar, 60, 80) + 26
    y = parrafo(lienzo, 60, y, 490, "NÚMERO DE REGISTRO", 11, centrado=True) + 16
    ancho = lienzo.ancho(portada.numero, 22)
    izquierda, derecha = 305 - ancho / 2 - 14, 305 + ancho / 2 + 14
    lienzo.texto(305 - ancho / 2, y + 10, portada.numero, 22)
    for x0, y0, x1, y1 in (
        (izquierda, y - 16, derecha, y - 16), (izquierda, y + 20, derecha, y + 20),
        (izquierda, y - 16, izquierda, y + 20), (derecha, y - 16, derecha, y + 20),
    ):  # fmt: skip
        lienzo.linea(x0, y0, x1, y1)
    _cuerpo(lienzo, portada, azar, 80, y + 50, altas=True)


def con_puntos(lienzo: Lienzo, portada: Portada, azar: random.Random) -> None:
    """Un formulario: cada rótulo, una guía de puntos y su valor."""
    y = _membrete(lienzo, azar, 60, 70) + 30
    for rotulo, valor in (
        ("NÚMERO DE REGISTRO", portada.numero),
        ("FECHA QUE CONOCIÓ EL PLENO", portada.fecha),
        ("INICIATIVA DE LEY PRESENTADA POR", portada.presenta),
        ("ASUNTO", portada.asunto),
        ("TRÁMITE", portada.tramite),
    ):
        puntos = "." * max(3, int((230 - lienzo.ancho(rotulo, 9.5)) / lienzo.ancho(".", 9.5)))
        lienzo.texto(60, y, f"{rotulo} {puntos}", 9.5)
        y = parrafo(lienzo, 308, y, 250, valor, 10.5) + 16


def con_pie(lienzo: Lienzo, portada: Portada, azar: random.Random) -> None:
    """El número arriba y repetido en el pie: «Iniciativa 4126 · Página 1 de 12»."""
    lienzo.texto(420, 40, f"Iniciativa {portada.numero}", 8)
    y = _membrete(lienzo, azar, 60, 90)
    y = parrafo(lienzo, 60, y + 26, 490, _rotulo(portada, azar), 13, centrado=True)
    _cuerpo(lienzo, portada, azar, 70, y + 10, altas=azar.random() < 0.5)
    lienzo.texto(60, 750, f"Iniciativa de ley {portada.numero}     Página 1 de {azar.randint(8, 60)}", 8.5)


def numerada_con_sello(lienzo: Lienzo, portada: Portada, azar: random.Random) -> None:
    """El número puesto con un numerador, torcido y gris si es imagen; el rótulo, impreso."""
    y = _membrete(lienzo, azar, 72, 90, centrado=False)
    lienzo.texto(72, y + 24, "NUMERO DE REGISTRO", 12)
    if isinstance(lienzo, EnImagen):
        lienzo.golpe(72 + lienzo.ancho("NUMERO DE REGISTRO", 12) + 12, y + 24, portada.numero, 19)
    else:
        lienzo.texto(72 + lienzo.ancho("NUMERO DE REGISTRO", 12) + 12, y + 24, portada.numero, 17)
    _cuerpo(lienzo, portada, azar, 72, y + 36, altas=True)


def en_prosa(lienzo: Lienzo, portada: Portada, azar: random.Random) -> None:
    """Los datos de la carátula seguidos, sin rótulos en renglón aparte."""
    y = _membrete(lienzo, azar, 72, 90)
    rotulo = azar.choice(("Iniciativa de ley con número de registro", "Iniciativa de ley número"))
    y = parrafo(lienzo, 72, y + 30, 468, f"{rotulo} {portada.numero}", 13)
    for escrito in (
        f"Presentada por: {portada.presenta}.",
        f"Conoció el Pleno: {portada.fecha}.",
        portada.asunto,
        f"Trámite: {portada.tramite}",
    ):
        y = parrafo(lienzo, 72, y + 16, 468, escrito, 11.5)


def apretada(lienzo: Lienzo, portada: Portada, azar: random.Random) -> None:
    """Todo junto, con poca separación, y el número al final del membrete."""
    y = _membrete(lienzo, azar, 90, 60)
    y = parrafo(lienzo, 90, y + 2, 432, f"Número de registro {portada.numero}", 11, centrado=True)
    for escrito in (
        f"Fecha que conoció el Pleno {portada.fecha}",
        f"Iniciativa de Ley presentada por {portada.presenta}",
        f"Asunto {portada.asunto}",
        f"Trámite {portada.tramite}",
    ):
        y = parrafo(lienzo, 90, y + 4, 432, escrito, 10.5)


NUEVAS: tuple[tuple[Maqueta, tuple[str, ...]], ...] = (
    (a_la_derecha, ("serifa", "redonda", "estrecha")),
    (en_recuadro, ("palo", "negrita")),
    (con_puntos, ("palo", "serifa")),
    (con_pie, ("estrecha", "ancha")),
    (numerada_con_sello, ("serifa", "maquina")),
    (en_prosa, ("cursiva", "redonda")),
    (apretada, ("fija", "gruesa")),
)
"""Cada maqueta y las letras con que se dibuja."""
