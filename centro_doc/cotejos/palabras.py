"""Cómo se dicen y se parten en la página y en el cuadro los textos que se comparan."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from centro_doc.comun.fechas import cifra, en_zona, fecha_larga
from centro_doc.cotejos.comparaciones import Comparacion
from centro_doc.cotejos.consolidados import ArticuloFrenteAlEditor
from centro_doc.cotejos.de_articulo import direccion_de
from centro_doc.cotejos.textos import TextoAbierto
from centro_doc.normas.partes import articulo_en_prosa
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
LETRAS = 20_000
"""Las que se muestran de un artículo en cada columna: unas seis páginas."""
_CORTE = re.compile(r"(?<![.:;\n])\n(?!\n|\s*(?:[a-zñA-Z]{1,2}|\d{1,2}|[ivx]{1,4})[).}][\s-])")
"""El corte de renglón que no acaba párrafo ni abre una literal: el ancho de la página no es del texto."""


@dataclass(frozen=True, slots=True)
class Corrida:
    """Un trozo de texto y su marca: `quitado`, `puesto` o ninguna."""

    texto: str
    marca: str = ""


def corridas(unidad: Unidad, par: Par, marca: str) -> Iterator[Corrida]:
    """Una columna de un par, con lo que sólo ella tiene marcado: `quitado` la izquierda, `puesto` la otra.

    Se detiene a las `LETRAS`.
    """
    if par.diferencia is None:
        entera = marca if par.uno is None or par.otro is None else ""
        yield from hasta([Corrida(seguido(unidad.cuerpo[: 2 * LETRAS]), entera)])
    else:
        yield from hasta(columna(par.diferencia, marca))


def hasta(partes: Iterable[Corrida], letras: int = LETRAS) -> Iterator[Corrida]:
    """Las primeras letras de unas corridas, cortadas en un espacio."""
    for parte in partes:
        if len(parte.texto) > letras:
            corto = parte.texto[:letras].rpartition(" ")[0] or parte.texto[:letras]
            yield Corrida(f"{corto} …", parte.marca)
            return
        letras -= len(parte.texto)
        yield parte


def del_articulo(uno: ArticuloFrenteAlEditor, marca: str) -> Iterator[Corrida]:
    """El texto de un artículo a una fecha (`quitado`) o la copia del editor (`puesto`), y en qué difieren.

    Se detiene a las `LETRAS`.
    """
    if uno.diferencia is not None:
        return hasta(columna(uno.diferencia, marca))
    editor = uno.articulo.editor
    texto = uno.articulo.texto if marca == "quitado" else editor.texto if editor is not None else ""
    return hasta([Corrida(seguido(texto[: 2 * LETRAS]))])


def sobra(unidad: Unidad | None) -> str:
    """«Se muestran las primeras 20,000 letras de 1,020,035.»; vacía si cabe entera."""
    return sobra_de(unidad.cuerpo) if unidad is not None else ""


def sobra_de(texto: str) -> str:
    """Lo mismo, de un texto."""
    if len(texto) <= LETRAS:
        return ""
    return f"Se muestran las primeras {cifra(LETRAS)} letras de {cifra(len(texto))}."


def sin_texto(par: Par, *, derecha: bool) -> str:
    """Lo que se dice en la columna de un par que no tiene texto en ella; de una orden, qué ordena y a qué."""
    if derecha and par.hace:
        return f"{par.hace}."
    return (
        "No está en el texto que se tiene."
        if par.hace and par.suerte != Suerte.NUEVO
        else QUE_LE_PASA[par.suerte]
    )


def parametros(comparacion: Comparacion, par: Par) -> dict[str, str | int]:
    """Los de la dirección que compara sólo ese par; ninguno si no es de artículos."""
    articulo, con = direccion_de(par.uno), direccion_de(par.otro)
    if comparacion.reforma:
        articulo, con = articulo or con, ""
    if not articulo and not con:
        return {}
    return {**de_los_dos(comparacion), **_escritos(articulo, con)}


def esta(comparacion: Comparacion) -> dict[str, str | int]:
    """Los de la dirección de esta misma comparación."""
    return {**de_los_dos(comparacion), **_escritos(comparacion.articulo, comparacion.con)}


def _escritos(articulo: str, con: str) -> dict[str, str]:
    return {nombre: valor for nombre, valor in (("articulo", articulo), ("con", con)) if valor}


def de_los_dos(comparacion: Comparacion) -> dict[str, str | int]:
    """Los de la dirección de una comparación: los dos registros, sus versiones y el modo."""
    uno, otro = comparacion.uno, comparacion.otro
    dichos: dict[str, str | int] = {"a": uno.documento.identificador, "b": otro.documento.identificador}
    for nombre, texto in (("va", uno), ("vb", otro)):
        if texto.version is not None and (comparacion.mismo or texto.pedida):
            dichos[nombre] = texto.version.numero
    if comparacion.reformable and not comparacion.reforma:
        dichos["modo"] = "textos"
    return dichos


def porque(comparacion: Comparacion, *, impreso: bool = False) -> str:
    """Por qué se puso enfrente el artículo que no se pidió, en una frase; vacía si no hay que decirlo.

    En lo `impreso` no va qué escribir en la página para pedir otro.
    """
    dicho = articulo_en_prosa(comparacion.articulo or comparacion.con)
    suyo = comparacion.uno if comparacion.articulo else comparacion.otro
    ajeno = comparacion.otro if comparacion.articulo else comparacion.uno
    pares = comparacion.cotejo.pares
    if (comparacion.articulo and comparacion.con) or comparacion.reforma:
        return ""
    if any(par.uno is None or par.otro is None for par in pares):
        falta = f"No se halló en {ajeno.documento.identificador} un artículo que le corresponda."
        return falta if impreso else f"{falta} Escriba cuál."
    if not comparacion.porque:
        return ""
    unidades = [par.otro if comparacion.articulo else par.uno for par in pares]
    puestos = " y el ".join(una.etiqueta[0].lower() + una.etiqueta[1:] for una in unidades if una is not None)
    dicha = (
        f"Al lado del artículo {dicho} de {suyo.documento.identificador} se pone el {puestos} de "
        f"{ajeno.documento.identificador}, porque {comparacion.porque}."
    )
    return dicha if impreso else f"{dicha} Si busca otro, escriba cuál."


def nombre_de_cuadro(comparacion: Comparacion) -> str:
    """«cuadro CD-00001 CD-00002 articulo 117-bis»."""
    partes = ["cuadro", comparacion.uno.documento.identificador, comparacion.otro.documento.identificador]
    if comparacion.de_articulo:
        partes.append(f"articulo {comparacion.articulo or comparacion.con}")
    return " ".join(partes)


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


def de_quien(texto: TextoAbierto, zona: str) -> str:
    """El documento y su versión, en un renglón; el día, en la zona del centro."""
    documento, version = texto.documento, texto.version
    cual = (
        f", versión {version.numero} del {fecha_larga(en_zona(version.creada, zona).date())}"
        if version
        else ""
    )
    return f"{documento.identificador}{cual}. {documento.titulo}"
