"""Carátulas de iniciativas en otras cinco maquetas: centrada, en cuadro, en lista, con sello y a máquina."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.rendimiento.caratulas import MESES
from tests.rendimiento.lienzos import EnImagen, Lienzo

PONENTES = {
    "la representante Sandra Patricia Ordóñez Yat": "Sandra Patricia Ordóñez Yat",
    "el representante Rolando Ixcot Chávez y compañeros": "Rolando Ixcot Chávez",
    "los representantes Irma Judith Sagastume Paz, Óscar Rubén Argueta Mejía y Víctor Núñez": (
        "Irma Judith Sagastume Paz; Óscar Rubén Argueta Mejía; Víctor Núñez"
    ),
    "los diputados Carlos Ibáñez Peña, Gloria Quiñónez y compañeros": "Carlos Ibáñez Peña; Gloria Quiñónez",
    "el Organismo Ejecutivo": "Organismo Ejecutivo",
    "la Corte Suprema de Justicia": "Corte Suprema de Justicia",
    "la Universidad de San Carlos de Guatemala": "Universidad de San Carlos de Guatemala",
    "el Tribunal Supremo Electoral": "Tribunal Supremo Electoral",
}
TRAMITES = {
    "pase a la Comisión de Educación, Ciencia y Tecnología para su estudio y dictamen correspondiente.": (
        "Comisión de Educación, Ciencia y Tecnología"
    ),
    "pase a la Comisión de Gobernación para su estudio y dictamen correspondiente.": (
        "Comisión de Gobernación"
    ),
    "pase a las Comisiones de Finanzas Públicas y Moneda y de Migrantes para su estudio y dictamen "
    "conjunto correspondiente.": "Comisión de Finanzas Públicas y Moneda; Comisión de Migrantes",
    "pase a la Comisión de Legislación y Puntos Constitucionales, para que emita dictamen.": (
        "Comisión de Legislación y Puntos Constitucionales"
    ),
    "dispensada de dictamen.": "",
}
_MESES_CORTOS = tuple(mes[:3] for mes in MESES)


@dataclass(frozen=True, slots=True)
class Portada:
    """Lo que una carátula dice, y lo que su ficha debe decir (`ponentes` y `comision`, separados por «;»)."""

    numero: str
    anio: int
    mes: int
    dia: int
    asunto: str
    presenta: str
    tramite: str

    @property
    def fecha(self) -> str:
        return f"{self.dia:02} de {MESES[self.mes - 1].lower()} de {self.anio}"


Maqueta = Callable[[Lienzo, Portada, random.Random], None]


def parrafo(
    lienzo: Lienzo, x: float, y: float, ancho: float, escrito: str, cuerpo: float, *, centrado: bool = False
) -> float:
    """Escribe un párrafo y devuelve dónde sigue lo demás."""
    renglones, actual = [], ""
    for palabra in escrito.split():
        if actual and lienzo.ancho(f"{actual} {palabra}", cuerpo) > ancho:
            renglones.append(actual)
            actual = ""
        actual = f"{actual} {palabra}".strip()
    for renglon in [*renglones, actual]:
        hueco = (ancho - lienzo.ancho(renglon, cuerpo)) / 2 if centrado else 0
        lienzo.texto(x + hueco, y, renglon, cuerpo)
        y += cuerpo * 1.35
    return y


def centrada(lienzo: Lienzo, portada: Portada, azar: random.Random) -> None:
    """Todo en mayúsculas y al centro, con el número grande."""
    y = 90.0
    for escrito, cuerpo in (
        ("CONGRESO DE LA REPÚBLICA", 17),
        ("GUATEMALA, C. A.", 12),
        ("DIRECCIÓN LEGISLATIVA", 14),
        ("-CONTROL DE INICIATIVAS-", 12),
    ):
        y = parrafo(lienzo, 60, y, 490, escrito, cuerpo, centrado=True) + 8
    y = parrafo(lienzo, 60, y + 40, 490, "NUMERO DE REGISTRO", 13, centrado=True)
    y = parrafo(lienzo, 60, y + 12, 490, portada.numero, 26, centrado=True) + 24
    for escrito in (
        f"FECHA QUE CONOCIO EL PLENO: {portada.fecha.upper()}.",
        f"INICIATIVA DE LEY PRESENTADA POR {portada.presenta.upper()}.",
        f"ASUNTO: {portada.asunto.upper()}",
        f"TRÁMITE: {portada.tramite.upper()}",
    ):
        y = parrafo(lienzo, 80, y + 22, 450, escrito, azar.choice((11, 12)), centrado=True)


def en_cuadro(lienzo: Lienzo, portada: Portada, azar: random.Random) -> None:
    """Los rótulos a la izquierda y los valores a la derecha, entre rayas."""
    y = parrafo(lienzo, 70, 70, 480, "Congreso de la República de Guatemala", 15)
    y = parrafo(lienzo, 70, y + 4, 480, "Dirección Legislativa - Control de Iniciativas", 11) + 30
    inicio = y
    for rotulo, valor in (
        ("Número de registro", portada.numero),
        ("Fecha que conoció el Pleno", portada.fecha),
        ("Iniciativa de ley presentada por", portada.presenta),
        ("Asunto", portada.asunto),
        ("Trámite", portada.tramite[:1].upper() + portada.tramite[1:]),
    ):
        lienzo.linea(64, y, 556, y)
        y += 20
        bajo = parrafo(lienzo, 70, y, 130, rotulo, 11)
        y = max(bajo, parrafo(lienzo, 215, y, 335, valor, 11))
    lienzo.linea(64, y, 556, y)
    for x in (64, 207, 556):
        lienzo.linea(x, inicio, x, y)


def en_lista(lienzo: Lienzo, portada: Portada, azar: random.Random) -> None:
    """Cada rótulo en su renglón y el valor debajo; quién la presenta va antes que la fecha."""
    y = parrafo(lienzo, 90, 80, 440, "CONGRESO DE LA REPÚBLICA DE GUATEMALA, C. A.", 13)
    y = parrafo(lienzo, 90, y, 440, "DIRECCIÓN LEGISLATIVA", 12)
    y = parrafo(lienzo, 90, y, 440, "CONTROL DE INICIATIVAS", 12) + 10
    for rotulo, valor in (
        ("NÚMERO DE REGISTRO:", portada.numero),
        ("INICIATIVA DE LEY PRESENTADA POR:", portada.presenta + "."),
        ("FECHA QUE CONOCIÓ EL PLENO:", portada.fecha + "."),
        ("ASUNTO:", portada.asunto),
        ("TRÁMITE:", portada.tramite[:1].upper() + portada.tramite[1:]),
    ):
        y = parrafo(lienzo, 90, y + 18, 440, rotulo, 11)
        y = parrafo(lienzo, 90, y + 2, 440, valor, 12)


def con_sello(lienzo: Lienzo, portada: Portada, azar: random.Random) -> None:
    """La forma corriente, con el encabezado del sitio arriba y, en imagen, un sello de recibido."""
    lienzo.texto(40, 24, "Información Legislativa   Congreso de la República   www.congreso.gob.gt", 7)
    y = 100.0
    for escrito in ("CONGRESO DE LA REPUBLICA", "GUATEMALA, C. A.", "", "DIRECCIÓN LEGISLATIVA"):
        y = parrafo(lienzo, 72, y, 460, escrito, 13)
    y = parrafo(lienzo, 72, y, 460, "-CONTROL DE INICIATIVAS-", 13) + 24
    for escrito in (
        f"NUMERO DE REGISTRO {portada.numero}",
        f"FECHA QUE CONOCIO EL PLENO: {portada.fecha.upper()}.",
        f"INICIATIVA DE LEY PRESENTADA POR {portada.presenta.upper()}.",
        f"ASUNTO: {portada.asunto.upper()}",
        f"TRÁMITE: {portada.tramite.upper()}",
    ):
        y = parrafo(lienzo, 72, y + 16, 460, escrito, 12)
    if isinstance(lienzo, EnImagen):
        mes = _MESES_CORTOS[portada.mes - 1]
        lienzo.sello(1080, 180, ("RECIBIDO", f"{max(1, portada.dia - 3):02} {mes} {portada.anio}", "14:35"))


def a_maquina(lienzo: Lienzo, portada: Portada, azar: random.Random) -> None:
    """Como las de antes: a máquina, con sangrías y rótulos subrayados."""
    y = 90.0
    for escrito in ("CONGRESO DE LA REPUBLICA", "  GUATEMALA, C. A.", "", " DIRECCION LEGISLATIVA"):
        lienzo.texto(72, y, escrito, 11)
        y += 15
    lienzo.texto(72, y, "-Control de Iniciativas-", 11)
    y = parrafo(lienzo, 330, y + 30, 220, f"NUMERO DE REGISTRO: {portada.numero}", 11)
    y = parrafo(lienzo, 72, y + 18, 470, f"Fecha que conoció el Pleno: {portada.fecha}.", 11)
    for rotulo, valor in (
        ("Iniciativa de Ley presentada por", f"{portada.presenta}."),
        ("Asunto:", portada.asunto),
        ("Trámite:", portada.tramite[:1].upper() + portada.tramite[1:]),
    ):
        arriba = y + 18
        y = parrafo(lienzo, 72, arriba, 470, f"{rotulo} {valor}", 11)
        lienzo.linea(72, arriba + 3, 72 + lienzo.ancho(rotulo, 11), arriba + 3)


MAQUETAS: tuple[tuple[Maqueta, tuple[str, ...]], ...] = (
    (centrada, ("serifa", "palo")),
    (en_cuadro, ("palo", "ancha")),
    (en_lista, ("serifa", "ancha")),
    (con_sello, ("palo", "serifa")),
    (a_maquina, ("maquina",)),
)
"""Cada maqueta y las letras con que se dibuja."""
