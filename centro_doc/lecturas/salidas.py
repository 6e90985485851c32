"""Las notas de una persona, para llevárselas: CSV y Markdown."""

import re
from collections.abc import Callable, Iterable

from centro_doc.comun.hojas_de_calculo import UTF_8, linea
from centro_doc.lecturas.consultas import NotaVista
from centro_doc.vinculos.anclados import PasajeAnclado

Direccion = Callable[[NotaVista], str]
_CABEZA = (
    *("Registro", "Documento", "Página", "Pasaje", "Estado del pasaje", "Nota"),
    *("Quién la lee", "De", "Escrita", "Editada", "Enlace"),
)
_DE_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")


def en_csv(notas: Iterable[NotaVista], direccion: Direccion) -> str:
    """Un renglón por nota, en UTF-8 con marca, para abrirlo en una hoja de cálculo."""
    renglones = [linea(_CABEZA), *(linea(_celdas(una, direccion(una))) for una in notas)]
    return UTF_8 + "".join(renglones)


def en_markdown(notas: Iterable[NotaVista], direccion: Direccion) -> str:
    """Las notas, cada una con su pasaje citado y su enlace."""
    partes = ["# Notas\n"]
    for una in notas:
        partes.append(f"## {_llano(una.titulo)} ({una.identificador})\n")
        if una.pasaje is not None and una.pasaje.literal:
            renglones = _llano(una.pasaje.literal).splitlines()
            partes.append("\n".join(f"> {renglon}" for renglon in renglones) + "\n")
        partes.append(f"{_llano(una.texto)}\n")
        lugar = f"p. {una.pasaje.pagina}" if una.pasaje is not None else "documento"
        pie = [f"[{lugar}]({direccion(una)})", estado_dicho(una.pasaje), una.con, una.autor]
        partes.append("— " + " · ".join(filter(None, [*pie, una.creada.date().isoformat()])) + "\n")
    return "\n".join(partes)


def estado_dicho(pasaje: PasajeAnclado | None) -> str:
    """Lo que hay que saber del pasaje de una nota; vacío si está en su lugar."""
    if pasaje is None or not (pasaje.rota or pasaje.reanclada):
        return ""
    return "ya no está en el texto" if pasaje.rota else "reubicado, sin revisar"


def _celdas(nota: NotaVista, enlace: str) -> list[str]:
    pasaje = nota.pasaje
    return [
        nota.identificador,
        nota.titulo,
        str(pasaje.pagina) if pasaje is not None else "",
        pasaje.literal if pasaje is not None else "",
        estado_dicho(pasaje),
        nota.texto,
        nota.con,
        nota.autor,
        nota.creada.isoformat(timespec="minutes"),
        nota.editada.isoformat(timespec="minutes") if nota.editada is not None else "",
        enlace,
    ]


def _llano(texto: str) -> str:
    return _DE_MARKDOWN.sub(r"\\\1", texto)
