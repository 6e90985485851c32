"""Si un texto, que no dice de qué país es, habla como propio del derecho de otro.

Nombra sus instituciones, sus diarios o las clases de normas que sólo allí hay, y a Guatemala apenas. Que
nombre otros países no basta: un estudio de aquí sobre la migración los nombra a cada paso.
"""

import re
from collections.abc import Sequence

from indexador.lengua.plano import plano

LETRAS = 200_000
"""Las que se leen de un texto: con su comienzo se sabe."""
_BASTAN, _VECES = 3, 4
"""Cuántas veces, al menos, se nombra lo de fuera, y cuántas por cada una que se nombra a Guatemala."""
_DE_CADA_PAIS = (
    r"diario oficial de la federacion|estados unidos mexicanos|congreso de la union|entidades? federativas?"
    r"|(?:ley|codigo|reglamento)s? federal(?:es)?|suprema corte de justicia de la nacion|camara de senadores",
    r"boletin oficial del estado|real decreto(?:-ley| legislativo)?|cortes generales|boe-a-\d|dado en madrid"
    r"|comunidad(?:es)? autonomas?|ley organica \d{1,2}/\d{4}|orden [a-z]{2,4}/\d{1,4}/\d{4}"
    r"|administracion general del estado",
    r"decreto supremo|decretos? de urgencia|diario oficial \W?el peruano|republica del peru"
    r"|texto unico ordenado|resolucion (?:suprema|ministerial|viceministerial|directoral|jefatural)"
    r"|gobiernos? regional(?:es)?|constitucion politica del peru|casa de gobierno,? en lima",
    r"de chile|contraloria general de la republica|decreto con fuerza de ley|tomese razon"
    r"|camara de diputados|biblioteca del congreso nacional",
    r"republica de (?:honduras|el salvador|nicaragua|costa rica|panama|colombia|ecuador|bolivia)"
    r"|republica (?:argentina|dominicana|bolivariana)|soberano congreso nacional|diario oficial la gaceta"
    r"|asamblea nacional(?! constituyente)",
)
"""De México, España, el Perú, Chile y los demás."""
_DE_FUERA = re.compile(rf"\b(?:{'|'.join(_DE_CADA_PAIS)})\b")
_DE_AQUI = re.compile(r"guatemal|conamigua|diario de centro america")


def es_de_otro_pais(paginas: Sequence[str]) -> bool:
    """¿Habla el texto de esas páginas como propio del derecho de otro país?

    >>> es_de_otro_pais(["Publicado en el Diario Oficial de la Federación. Ley Federal de Derechos."] * 2)
    True
    >>> es_de_otro_pais(["La Ley de Migración de los Estados Unidos Mexicanos, vista desde Guatemala."])
    False
    """
    leidas, quedan = [], LETRAS
    for pagina in paginas:
        leidas.append(plano(pagina[:quedan]).replace("\n", " "))
        quedan -= len(pagina)
        if quedan <= 0:
            break
    texto = " ".join(leidas)
    de_fuera = sum(1 for _ in _DE_FUERA.finditer(texto))
    return de_fuera >= _BASTAN and de_fuera >= _VECES * sum(1 for _ in _DE_AQUI.finditer(texto))
