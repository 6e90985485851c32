"""El PDF de una obra: hojas propias y documentos, con marcadores, cabecera, etiquetas y datos del archivo.

Se hace en tres pasos, sin tener nunca más de un documento abierto a medio leer: contar las páginas de cada
uno, dejar de cada uno sólo sus páginas en un archivo aparte, y juntarlos; los octetos de los dibujos pasan de
un archivo al otro sin quedarse en memoria.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from centro_doc.comun.fechas import cifra
from centro_doc.encuadernacion import cabecera, hojas, limpieza
from centro_doc.encuadernacion.cabecera import Franja
from centro_doc.encuadernacion.hojas import CARATULA, INDICE, Partes, de_apartado, de_documento
from centro_doc.encuadernacion.limpieza import Ilegible
from centro_doc.encuadernacion.obra import Documento, Obra

AlAvanzar = Callable[[int], None]
"""Recibe el turno del documento por el que va, o 0 cuando ya sólo junta."""
SIN_CITAS = "En esta copia van sólo las páginas citadas, y de este documento no se cita ninguna."
CREADOR = "Centro de Documentación de la Comisión de Migrantes"


@dataclass(slots=True)
class _Plan:
    """Qué páginas van y dónde: por documento, las suyas; y por parte, en qué página de la obra empieza."""

    paginas: dict[int, tuple[int, ...]] = field(default_factory=dict)
    ausentes: dict[int, str] = field(default_factory=dict)
    lugares: dict[str, int] = field(default_factory=dict)
    total: int = 0


def encuadernar(
    obra: Obra,
    destino: Path,
    carpeta: Path,
    *,
    solo_citadas: bool = False,
    danados: Mapping[int, str] | None = None,
    al_avanzar: AlAvanzar = lambda _turno: None,
) -> None:
    """Escribe en `destino` el PDF de la obra; en `carpeta` deja lo que haga falta por el camino.

    De los documentos cuyo turno está en `danados` va una hoja con ese motivo, y lo mismo de los que no se
    puedan leer: nunca falla por un archivo. `solo_citadas`: de cada uno van sólo las páginas de sus pasajes.
    """
    plan = _Plan(ausentes=dict(danados or {}))
    for uno in obra.documentos:
        al_avanzar(uno.numero)
        _limpiar(uno, plan, carpeta, solo_citadas)
    al_avanzar(0)
    partes = _situar(obra, plan)
    _juntar(obra, plan, partes, carpeta, destino)


def _limpiar(uno: Documento, plan: _Plan, carpeta: Path, solo_citadas: bool) -> None:
    if uno.numero in plan.ausentes:
        return
    if uno.archivo is None or not uno.archivo.paginas:
        plan.ausentes[uno.numero] = uno.falta
        return
    if solo_citadas and not uno.citadas:
        plan.ausentes[uno.numero] = SIN_CITAS
        return
    archivo = uno.archivo
    citadas = uno.citadas if solo_citadas and not archivo.sin_mapa else None
    if citadas is not None and archivo.mapa:
        citadas = tuple(n for n, pagina in enumerate(archivo.mapa, 1) if pagina in citadas)
    try:
        puestas = limpieza.limpiar(Path(archivo.paginas), _de_paso(carpeta, uno), citadas)
    except Ilegible as error:
        plan.ausentes[uno.numero] = str(error)
    else:
        plan.paginas[uno.numero] = tuple(archivo.mapa[n - 1] if archivo.mapa else n for n in puestas)


def _de_paso(carpeta: Path, uno: Documento) -> Path:
    return carpeta / f"{uno.numero}.pdf"


def _situar(obra: Obra, plan: _Plan) -> Partes:
    """Compone las hojas hasta que los números que dicen son los que son: la segunda vez, casi siempre."""
    partes = hojas.componer(obra, {}, 0, plan.ausentes)
    while True:
        plan.lugares, plan.total = _lugares(obra, plan, partes)
        nuevas = hojas.componer(obra, plan.lugares, plan.total, plan.ausentes)
        if nuevas.inicio == partes.inicio:
            return nuevas
        partes = nuevas


def _lugares(obra: Obra, plan: _Plan, partes: Partes) -> tuple[dict[str, int], int]:
    lugares, siguiente = {}, 1
    for parte, documento in _orden(obra):
        lugares[parte] = siguiente
        propias = plan.paginas.get(documento.numero) if documento is not None else None
        siguiente += len(propias) if propias is not None else len(partes.de(parte))
    return lugares, siguiente - 1


def _orden(obra: Obra) -> Iterator[tuple[str, Documento | None]]:
    yield CARATULA, None
    yield INDICE, None
    for n, apartado in enumerate(obra.apartados):
        yield de_apartado(n), None
        for uno in apartado.documentos:
            yield de_documento(uno), uno


def _juntar(obra: Obra, plan: _Plan, partes: Partes, carpeta: Path, destino: Path) -> None:
    with ExitStack() as abiertos, pikepdf.new() as pdf:
        propias = abiertos.enter_context(pikepdf.open(BytesIO(partes.pdf)))
        capas: list[pikepdf.Pdf] = []
        for parte, uno in _orden(obra):
            if uno is not None and uno.numero in plan.paginas:
                suyo = abiertos.enter_context(pikepdf.open(_de_paso(carpeta, uno)))
                pdf.pages.extend(suyo.pages)
                capas.append(suyo)
            else:
                for n in partes.de(parte):
                    pdf.pages.append(propias.pages[n])
        _encabezar(pdf, obra, plan)
        _enlazar(pdf, plan)
        _rotular(pdf, obra, plan)
        _ocultar_capas(pdf, capas)
        _describir(pdf, obra)
        pdf.save(
            destino,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
            min_version="1.7",
        )


def _encabezar(pdf: pikepdf.Pdf, obra: Obra, plan: _Plan) -> None:
    """La franja de todas menos la carátula."""
    izquierda = f"{obra.dicha} · versión {obra.numero}, {obra.nombre_de_nivel.lower()}"
    origen = _origenes(obra, plan)
    franjas = []
    for n, pagina in enumerate(pdf.pages, 1):
        propio = f"{origen[n]} · " if n in origen else ""
        derecha = f"{propio}página {cifra(n)} de {cifra(plan.total)}"
        franjas.append(Franja(izquierda, derecha, cabecera.ancho_a_la_vista(pagina)))
    with pikepdf.open(BytesIO(cabecera.dibujar(franjas))) as dibujadas:
        for n, pagina in enumerate(pdf.pages):
            if n:
                forma = pdf.copy_foreign(dibujadas.pages[n].as_form_xobject())
                cabecera.poner(pdf, pagina, forma, franjas[n])


def _origenes(obra: Obra, plan: _Plan) -> dict[int, str]:
    """De qué documento es cada página de la obra, y cuál de las suyas: «CD-00012, p. 7»."""
    return {
        plan.lugares[de_documento(uno)] + n: f"{uno.identificador}, {_que_es(uno)} {pagina}"
        for uno in obra.documentos
        for n, pagina in enumerate(plan.paginas.get(uno.numero, ()))
    }


def _que_es(uno: Documento) -> str:
    """«p.», o «hoja» si no se sabe de qué página del documento es cada una: así no se citan como suyas."""
    return "hoja" if uno.archivo is not None and uno.archivo.sin_mapa else "p."


def _enlazar(pdf: pikepdf.Pdf, plan: _Plan) -> None:
    """Los enlaces de las hojas propias van a su página."""
    for pagina in pdf.pages:
        for uno in pagina.obj.get("/Annots", ()):
            accion = uno.get("/A")
            direccion = str(accion.get("/URI", "")) if isinstance(accion, Dictionary) else ""
            if direccion.startswith(hojas.ENLACE):
                lugar = plan.lugares[direccion.removeprefix(hojas.ENLACE)]
                del uno["/A"]
                uno["/Dest"] = Array([pdf.pages[lugar - 1].obj, Name.Fit])


def _rotular(pdf: pikepdf.Pdf, obra: Obra, plan: _Plan) -> None:
    """Los marcadores y la etiqueta de cada página: la de un documento dice su registro y su propia página."""
    etiquetas: list[Any] = []

    def etiquetar(pagina: int, prefijo: str, desde: int | None = None) -> None:
        dato = Dictionary(P=String(prefijo))
        if desde is not None:
            dato["/S"], dato["/St"] = Name.D, desde
        etiquetas.extend((pagina - 1, dato))

    with pdf.open_outline() as marcadores:
        etiquetar(1, "Carátula")
        marcadores.root.append(OutlineItem("Carátula", 0, "Fit"))
        etiquetar(plan.lugares[INDICE], "Contenido ", 1)
        marcadores.root.append(OutlineItem("Contenido", plan.lugares[INDICE] - 1, "Fit"))
        for n, apartado in enumerate(obra.apartados):
            lugar = plan.lugares[de_apartado(n)]
            etiquetar(lugar, f"{apartado.numerada}. {apartado.titulo} ", 1)
            rama = OutlineItem(f"{apartado.numerada}. {apartado.titulo}", lugar - 1, "Fit")
            rama.is_closed = len(apartado.documentos) > 12
            marcadores.root.append(rama)
            for uno in apartado.documentos:
                lugar = plan.lugares[de_documento(uno)]
                rama.children.append(OutlineItem(f"{uno.identificador} {uno.titulo}", lugar - 1, "Fit"))
                if uno.numero not in plan.paginas:
                    etiquetar(lugar, uno.identificador)
                for n, propia in _tramos(plan.paginas.get(uno.numero, ())):
                    etiquetar(lugar + n, f"{uno.identificador} {_que_es(uno)} ", propia)
    pdf.Root.PageLabels = Dictionary(Nums=Array(etiquetas))


def _tramos(paginas: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Dónde empieza cada serie seguida: su puesto y su número."""
    for n, pagina in enumerate(paginas):
        if n == 0 or pagina != paginas[n - 1] + 1:
            yield n, pagina


def _ocultar_capas(pdf: pikepdf.Pdf, documentos: list[pikepdf.Pdf]) -> None:
    """Las capas de cada documento, con las suyas que no se muestran."""
    todas, apagadas = [], []
    for uno in documentos:
        if "/OCProperties" in uno.Root:
            todas += [pdf.copy_foreign(capa) for capa in uno.Root.OCProperties.OCGs]
            apagadas += [pdf.copy_foreign(capa) for capa in uno.Root.OCProperties.D.OFF]
    if todas:
        pdf.Root.OCProperties = Dictionary(OCGs=Array(todas), D=Dictionary(OFF=Array(apagadas)))


def _describir(pdf: pikepdf.Pdf, obra: Obra) -> None:
    """Título, autor, fecha del corte y huella, en las propiedades y en XMP."""
    titulo = f"{obra.dicha}, versión {obra.numero} {obra.nombre_de_nivel.lower()}"
    pdf.Root.Lang = String("es-GT")
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    cuando = obra.congelada[:19].translate(str.maketrans("", "", "-:T"))
    pdf.docinfo["/Title"] = String(titulo)
    pdf.docinfo["/Author"] = String(CREADOR)
    pdf.docinfo["/Subject"] = String(obra.titulo)
    pdf.docinfo["/Keywords"] = String(f"{obra.clave}, SHA-256 {obra.huella}")
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = String(f"D:{cuando}Z")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as datos:
        datos["dc:title"] = titulo
        datos["dc:creator"] = [CREADOR]
        datos["dc:description"] = obra.titulo
        datos["dc:language"] = {"es-GT"}
        datos["dc:identifier"] = obra.cita[1]
        datos["xmp:CreateDate"] = datos["xmp:ModifyDate"] = f"{obra.congelada[:19]}Z"
        datos["pdf:Keywords"] = f"{obra.clave}, SHA-256 {obra.huella}"
