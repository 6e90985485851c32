"""Las hojas propias del PDF: carátula, índice, portadillas y la de cada documento que no se pudo incluir.

Todas van en un solo archivo, por partes. Los números de página se saben después de componerlas, así que se
componen dos veces: cada número ocupa siempre su propia columna y no mueve nada.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import letter
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
    TableStyle,
)

from centro_doc.comun.fechas import cifra
from centro_doc.encuadernacion import letra
from centro_doc.encuadernacion.cabecera import ALTO
from centro_doc.encuadernacion.columnas import CELDA_MAXIMA, anchos
from centro_doc.encuadernacion.letra import parrafo
from centro_doc.encuadernacion.obra import Apartado, Documento, Obra, Tabla

CARATULA, INDICE = "caratula", "indice"
ENLACE = "centro:"
"""Lo que llevan los enlaces de estas hojas delante del nombre de la parte adonde van."""
_ANCHO, _ALTO = letter
_LADO = 62.0
_LIBRE = _ANCHO - 2 * _LADO
_NUMERO = 44.0
_PARTE = 72.0


@dataclass(slots=True)
class Partes:
    """Las hojas compuestas: `pdf` y, por parte, su primera página (desde 1) y cuántas son."""

    pdf: bytes = b""
    paginas: int = 0
    inicio: dict[str, int] = field(default_factory=dict)

    def de(self, parte: str) -> range:
        """Las páginas de una parte, desde 0."""
        comienzos = sorted(self.inicio.values())
        inicio = self.inicio[parte]
        siguientes = [uno for uno in comienzos if uno > inicio]
        return range(inicio - 1, (siguientes[0] if siguientes else self.paginas + 1) - 1)


def de_apartado(indice: int) -> str:
    """El nombre de la parte de un apartado, por su puesto en la obra."""
    return f"apartado-{indice}"


def de_documento(documento: Documento) -> str:
    """El nombre de la parte de un documento."""
    return f"documento-{documento.numero}"


def componer(obra: Obra, lugares: Mapping[str, int], total: int, ausentes: Mapping[int, str]) -> Partes:
    """Las hojas de una obra.

    `lugares` dice en qué página empieza cada parte y cada documento; lo que falte sale como «0». `total`,
    las páginas de toda la obra. `ausentes`: por el turno de cada documento sin páginas, por qué.
    """
    partes = Partes()
    salida = BytesIO()
    documento = BaseDocTemplate(salida, pagesize=letter, invariant=1, initialFontName=letra.SANS)
    letra.cargar()
    entera = Frame(_LADO, 50, _LIBRE, _ALTO - 110, 0, 0, 0, 0)
    con_franja = Frame(_LADO, 50, _LIBRE, _ALTO - ALTO - 90, 0, 0, 0, 0)
    documento.addPageTemplates(
        [
            PageTemplate("caratula", [entera], pagesize=letter),
            PageTemplate("hoja", [con_franja], pagesize=(_ANCHO, _ALTO - ALTO)),
        ]
    )
    documento.build(list(_todo(obra, partes, lugares, total, ausentes)))
    partes.pdf, partes.paginas = salida.getvalue(), documento.page
    return partes


class _Comienzo(Flowable):  # type: ignore[misc]
    """Apunta en qué página empieza una parte."""

    def __init__(self, partes: Partes, parte: str) -> None:
        super().__init__()
        self._partes, self._parte = partes, parte

    def wrap(self, _ancho: float, _alto: float) -> tuple[float, float]:
        """No ocupa nada."""
        return (0, 0)

    def draw(self) -> None:
        """Al dibujarse ya se sabe la página."""
        self._partes.inicio[self._parte] = self.canv.getPageNumber()


def _todo(
    obra: Obra, partes: Partes, lugares: Mapping[str, int], total: int, ausentes: Mapping[int, str]
) -> Iterator[Flowable]:
    yield _Comienzo(partes, CARATULA)
    yield from _caratula(obra, total)
    yield NextPageTemplate("hoja")
    yield PageBreak()
    yield _Comienzo(partes, INDICE)
    yield from _indice(obra, lugares)
    for n, apartado in enumerate(obra.apartados):
        yield PageBreak()
        yield _Comienzo(partes, de_apartado(n))
        yield from _portadilla(apartado, lugares)
        for uno in apartado.documentos:
            if uno.numero in ausentes:
                yield PageBreak()
                yield _Comienzo(partes, de_documento(uno))
                yield from _hoja_de_ausente(uno, ausentes[uno.numero])


def _caratula(obra: Obra, total: int) -> Iterator[Flowable]:
    yield parrafo("Centro de Documentación de la Comisión de Migrantes", letra.CLASE)
    yield parrafo("Congreso de la República de Guatemala", letra.ROTULO)
    yield Spacer(1, 130)
    yield parrafo(f"{obra.clase} {obra.clave}", letra.CLASE)
    yield parrafo(obra.nombre, letra.NOMBRE)
    yield parrafo(f"Versión {obra.numero}, {obra.nombre_de_nivel.lower()}: {obra.titulo}", letra.SUBTITULO)
    yield HRFlowable(width="100%", thickness=1, color=letra.TINTA, spaceAfter=10)
    filas = (*obra.caratula, ("Páginas", cifra(total)), *obra.senas)
    yield Table(
        [[parrafo(rotulo, letra.ROTULO), parrafo(valor, letra.VALOR)] for rotulo, valor in filas],
        colWidths=[110, _LIBRE - 110],
        style=TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        ),
    )
    if obra.aviso:
        yield parrafo(obra.aviso, letra.AVISO)
    yield Spacer(1, 8)
    for texto in (obra.nota, *obra.portada.parrafos):
        if texto:
            yield parrafo(texto, letra.PARRAFO)
    for tabla in obra.portada.tablas:
        yield from _tabla(tabla)


def _indice(obra: Obra, lugares: Mapping[str, int]) -> Iterator[Flowable]:
    yield parrafo("Contenido", letra.APARTADO)
    for n, apartado in enumerate(obra.apartados):
        parte = de_apartado(n)
        filas = [
            [
                parrafo(apartado.numerada, letra.PARTE_EN_INDICE),
                parrafo(apartado.titulo, letra.PARTE_EN_INDICE, enlace=ENLACE + parte),
                _en_pagina(parte, lugares),
            ]
        ]
        filas += [
            [
                parrafo(uno.identificador, letra.TENUES),
                parrafo(uno.titulo, letra.EN_INDICE, enlace=ENLACE + de_documento(uno)),
                _en_pagina(de_documento(uno), lugares),
            ]
            for uno in apartado.documentos
        ]
        yield Table(
            filas,
            colWidths=[_PARTE, _LIBRE - _PARTE - _NUMERO, _NUMERO],
            style=TableStyle(
                [
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                    ("RIGHTPADDING", (2, 0), (2, -1), 0),
                    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
                    ("TOPPADDING", (0, 0), (-1, 0), 8),
                    ("LINEBELOW", (0, 0), (-1, 0), 0.5, letra.FILETE),
                ]
            ),
        )


def _en_pagina(parte: str, lugares: Mapping[str, int]) -> Flowable:
    return parrafo(cifra(lugares.get(parte, 0)), letra.PAGINA, enlace=ENLACE + parte)


def _portadilla(apartado: Apartado, lugares: Mapping[str, int]) -> Iterator[Flowable]:
    yield Spacer(1, 26)
    yield parrafo(apartado.numerada, letra.NUMERO)
    yield parrafo(apartado.titulo, letra.APARTADO)
    yield HRFlowable(width="100%", thickness=1, color=letra.TINTA, spaceAfter=10)
    if apartado.sin_registros:
        yield parrafo("Sin registros en esta versión.", letra.CURSIVA)
    for texto in apartado.parrafos:
        yield parrafo(texto, letra.PARRAFO)
    for tabla in apartado.tablas:
        yield from _tabla(tabla)
    for uno in apartado.documentos:
        yield Spacer(1, 9)
        yield parrafo(f"{uno.identificador}. {uno.titulo}", letra.TITULO, enlace=ENLACE + de_documento(uno))
        yield _ficha(uno, lugares)
        yield from _razones(uno)


def _ficha(uno: Documento, lugares: Mapping[str, int]) -> Table:
    version = f" · versión {uno.version}" if uno.version else ""
    izquierda = parrafo(f"{uno.ficha}{version}", letra.TENUES)
    parte = de_documento(uno)
    derecha = parrafo(f"página {cifra(lugares.get(parte, 0))}", letra.PAGINA, enlace=ENLACE + parte)
    estilo = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    return Table([[izquierda, derecha]], colWidths=[_LIBRE - 90, 90], style=TableStyle(estilo))


def _razones(uno: Documento) -> Iterator[Flowable]:
    if uno.frase:
        yield parrafo(uno.frase, letra.PARRAFO)
    for rotulo, valor in uno.datos:
        yield parrafo(f"{rotulo}: {valor}", letra.TENUES)
    for pasaje in uno.pasajes:
        yield parrafo(f"«{pasaje.literal}»", letra.PASAJE)
        yield parrafo(" · ".join(filter(None, (f"p. {pasaje.pagina}", pasaje.firma))), letra.TENUES)


def _hoja_de_ausente(uno: Documento, porque: str) -> Iterator[Flowable]:
    yield Spacer(1, 26)
    yield parrafo(uno.identificador, letra.NUMERO)
    yield parrafo(uno.titulo, letra.APARTADO)
    yield HRFlowable(width="100%", thickness=1, color=letra.TINTA, spaceAfter=10)
    yield parrafo(f"Sus páginas no van en esta copia. {porque}", letra.PARRAFO)
    version = f", versión {uno.version}" if uno.version else ""
    yield parrafo(f"{uno.ficha} · {uno.identificador}{version}", letra.TENUES)
    if uno.sha256:
        yield parrafo(f"SHA-256 {uno.sha256}", letra.TENUES)


def _tabla(tabla: Tabla) -> Iterator[Flowable]:
    if not tabla.filas:
        return
    if tabla.titulo:
        yield parrafo(tabla.titulo, letra.DE_TABLA)
    celdas: list[list[Any]] = [[parrafo(columna, letra.CABEZA) for columna in tabla.columnas]]
    celdas += [[parrafo(celda[:CELDA_MAXIMA], letra.CELDA) for celda in fila] for fila in tabla.filas]
    yield Table(
        celdas,
        colWidths=anchos(tabla, _LIBRE),
        repeatRows=1,
        splitInRow=1,
        style=TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEABOVE", (0, 0), (-1, 0), 1, letra.TINTA),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, letra.FILETE),
                ("BACKGROUND", (0, 0), (-1, 0), letra.FONDO),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        ),
    )
    yield Spacer(1, 8)
