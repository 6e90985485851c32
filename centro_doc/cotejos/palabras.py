"""Cómo se dicen y se parten en la página y en el cuadro los textos que se comparan."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from centro_doc.comun.fechas import fecha_larga
from centro_doc.cotejos.comparaciones import Comparacion
from centro_doc.cotejos.textos import TextoAbierto
from indexador.diferencia import ClaseTramo, Diferencia
from indexador.juridico.comparacion import Par, Suerte
from indexador.juridico.consolidado import Situacion
from indexador.juridico.unidades import Unidad

SITUACIONES: Mapping[Situacion, tuple[str, str]] = {
    Situacion.ORIGINAL: ("ok", "Texto original"),
    Situacion.CONSOLIDADO: ("ok", "Consolidado"),
    Situacion.DEROGADO: ("mal", "Derogado"),
    Situacion.NO_EXISTIA: ("neutro", "Aún no existía"),
    Situacion.SIN_ORIGINAL: ("neutro", "Texto original no disponible"),
    Situacion.CON_REFORMA: ("nuevo", "Reforma no consolidada"),
    Situacion.DEL_EDITOR: ("neutro", "Sólo en la copia del editor"),
}
"""El color del sello y lo que dice."""
QUE_LE_PASA: Mapping[Suerte, str] = {
    Suerte.IGUAL: "Igual",
    Suerte.CAMBIADO: "Cambia",
    Suerte.NUEVO: "No está a la izquierda.",
    Suerte.SUPRIMIDO: "No está a la derecha.",
}
_CORTE = re.compile(r"(?<![.:;\n])\n(?!\n|\s*(?:[a-zñA-Z]{1,2}|\d{1,2}|[ivx]{1,4})[).}][\s-])")
"""El corte de renglón que no acaba párrafo ni abre una literal: el ancho de la página no es del texto."""


@dataclass(frozen=True, slots=True)
class Corrida:
    """Un trozo de texto y su marca: `quitado`, `puesto` o ninguna."""

    texto: str
    marca: str = ""


def corridas(unidad: Unidad, par: Par, marca: str) -> Iterator[Corrida]:
    """Una columna de un par, con lo que sólo ella tiene marcado: `quitado` la izquierda, `puesto` la otra."""
    if par.diferencia is None:
        entera = marca if par.uno is None or par.otro is None else ""
        yield Corrida(seguido(unidad.cuerpo), entera)
    else:
        yield from columna(par.diferencia, marca)


def columna(diferencia: Diferencia, marca: str) -> Iterator[Corrida]:
    """Los tramos de uno de los dos textos de una diferencia, literales."""
    suya = ClaseTramo(marca)
    for tramo in diferencia.tramos:
        if tramo.clase == ClaseTramo.IGUAL:
            yield Corrida(seguido(tramo.antes if suya == ClaseTramo.QUITADO else tramo.texto))
        elif tramo.clase == suya:
            blanco = tramo.texto[: len(tramo.texto) - len(tramo.texto.lstrip())]
            if blanco:
                yield Corrida(seguido(blanco))
            yield Corrida(seguido(tramo.texto.lstrip()), marca)


def seguido(texto: str) -> str:
    """El texto sin los cortes de renglón de su página; los párrafos y las literales siguen aparte.

    >>> seguido("para las\\nentidades:\\na) una; y\\nb) otra")
    'para las entidades:\\na) una; y\\nb) otra'
    """
    return re.sub(r"\n{2,}", "\n", _CORTE.sub(" ", texto))


def nombre_de_lado(comparacion: Comparacion, lado: int) -> str:
    """«CD-00012», «CD-00012, versión 2», «Lo que propone CD-00013»."""
    texto = comparacion.otro if lado else comparacion.uno
    if comparacion.mismo and texto.version is not None:
        return f"{texto.documento.identificador}, versión {texto.version.numero}"
    if lado and comparacion.reforma:
        return f"Lo que ordena {texto.documento.identificador}"
    return texto.documento.identificador


def de_quien(texto: TextoAbierto) -> str:
    """El documento y su versión, en un renglón."""
    documento, version = texto.documento, texto.version
    cual = f", versión {version.numero} del {fecha_larga(version.creada.date())}" if version else ""
    return f"{documento.identificador}{cual}. {documento.titulo}"
