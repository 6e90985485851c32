"""Lectura de PPTX (ECMA-376, parte 1, §19): cada diapositiva es una página, con sus notas."""

from pathlib import Path

from lxml import etree

from indexador.extraccion.fotos import en_un_paquete
from indexador.extraccion.limites import Opciones
from indexador.extraccion.oculto import atencion, cuenta
from indexador.extraccion.ooxml import destinos, parte_principal, propiedades, referencia, relaciones
from indexador.extraccion.paginado import nombradas
from indexador.extraccion.paquete import Paquete, danado, etiqueta
from indexador.ficha import Texto

_ALTERNATIVA = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NO_SON_NOTA = frozenset({"sldNum", "sldImg", "dt", "ftr", "hdr"})


def leer_pptx(ruta: Path, opciones: Opciones) -> Texto:
    """Las diapositivas en su orden, también las ocultas, que un aviso cuenta. Levanta `NoExtraible`."""
    with Paquete(ruta) as paquete:
        principal = parte_principal(paquete, "ppt/presentation.xml")
        raiz = paquete.xml(principal)
        if raiz is None:
            raise danado()
        enlaces = relaciones(paquete, principal)
        partes = [enlaces.get(referencia(una), ("", ""))[1] for una in raiz.iter("{*}sldId")]
        hojas = [_Diapositiva(paquete, parte) for parte in partes]
        fotos = en_un_paquete(paquete)
        datos = propiedades(paquete, fotos.dichos)
    paginas = nombradas((f"diapositiva {n}", hoja.texto) for n, hoja in enumerate(hojas, start=1))
    avisos = atencion(
        cuenta(sum(hoja.comentarios for hoja in hojas), "comentario", "comentarios"),
        cuenta(sum(hoja.oculta for hoja in hojas), "diapositiva oculta", "diapositivas ocultas"),
        cuenta(
            sum(hoja.con_notas for hoja in hojas),
            "diapositiva con notas",
            "diapositivas con notas del orador",
        ),
        fotos.lugares,
    )
    avisos = [*opciones.recorte(len(paginas), "diapositivas"), *avisos]
    return Texto(paginas[: opciones.paginas], "pptx 1", datos, tuple(avisos))


class _Diapositiva:
    """El texto de una diapositiva y lo que lleva sin que se vea al proyectarla."""

    def __init__(self, paquete: Paquete, parte: str) -> None:
        raiz = paquete.xml(parte)
        self.oculta = raiz is not None and raiz.get("show") in {"0", "false"}
        renglones = [] if raiz is None else parrafos(raiz)
        notas: list[str] = []
        for otra in destinos(paquete, parte, "notesSlide"):
            nota = paquete.xml(otra)
            notas += [] if nota is None else _notas(nota)
        self.con_notas = bool(notas)
        self.texto = "\n".join([*renglones, *(["", "Notas:", *notas] if notas else [])])
        partes = destinos(paquete, parte, "comments")
        raices = (hallada for una in partes if (hallada := paquete.xml(una)) is not None)
        self.comentarios = sum(1 for una in raices for _ in una.iter("{*}cm"))


def _notas(raiz: etree._Element) -> list[str]:
    """Lo escrito en las notas, sin el número ni la miniatura de la diapositiva."""
    renglones = []
    for forma in raiz.iter("{*}sp"):
        puesto = next(forma.iter("{*}ph"), None)
        if puesto is None or puesto.get("type") not in _NO_SON_NOTA:
            renglones += parrafos(forma)
    return renglones


def parrafos(raiz: etree._Element) -> list[str]:
    """Lo escrito en un dibujo (DrawingML): un renglón por párrafo y por fila de tabla; sin recursión."""
    renglones: list[str] = []
    pila: list[etree._Element] = [raiz]
    while pila:
        elemento = pila.pop()
        nombre = etiqueta(elemento)
        if nombre == "tr":
            celdas = (" ".join(map(_renglon, celda.iter("{*}p"))) for celda in elemento.iter("{*}tc"))
            renglones.append("  ".join(celda for celda in celdas if celda.strip()))
        elif nombre == "p":
            renglones.append(_renglon(elemento))
        elif nombre and elemento.tag != _ALTERNATIVA:
            pila.extend(reversed(elemento))
    return [renglon for renglon in renglones if renglon.strip()]


def _renglon(parrafo: etree._Element) -> str:
    saltos = {"br": "\n", "tab": "\t"}
    return "".join(
        (pieza.text or "") if etiqueta(pieza) == "t" else saltos[etiqueta(pieza)]
        for pieza in parrafo.iter("{*}t", "{*}br", "{*}tab")
        if etiqueta(pieza.getparent()) in {"r", "fld", "p"}
    )
