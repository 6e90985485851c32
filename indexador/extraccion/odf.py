"""Lectura de ODT y ODS (OpenDocument 1.3) recorriendo su XML, sin LibreOffice."""

from pathlib import Path

from lxml import etree

from indexador.extraccion.fotos import DeFotos, en_un_paquete
from indexador.extraccion.huellas import AUTOR, MODIFICADO, huellas
from indexador.extraccion.limites import Opciones
from indexador.extraccion.limpieza import limpiar
from indexador.extraccion.oculto import atencion, cuenta
from indexador.extraccion.odf_cuerpo import CuerpoOdf, estilos_ocultos, estilos_que_saltan
from indexador.extraccion.odf_hoja import leer_hojas
from indexador.extraccion.paginado import TAMANO_DE_PARTE, en_partes, nombradas, numerar
from indexador.extraccion.paquete import Paquete, danado, etiqueta, protegido
from indexador.ficha import Texto

_MANIFIESTO = "META-INF/manifest.xml"
_PROPIEDADES = {
    "title": "titulo",
    "creator": "autor",
    "subject": "asunto",
    "creation-date": "creado",
    "date": "modificado",
}
_HUELLAS = {"initial-creator": AUTOR, "creator": MODIFICADO, "printed-by": "quien lo imprimió"}


def leer_odt(ruta: Path, opciones: Opciones) -> Texto:
    """El texto por las páginas que LibreOffice dejó marcadas, o en partes de unos 3.000 caracteres.

    Lo borrado, los comentarios y el texto oculto no se leen: un aviso dice que están. Levanta `NoExtraible`
    (`danado`, `protegido` o `limite_salida`).
    """
    with Paquete(ruta) as paquete:
        contenido, estilos = _contenido(paquete), paquete.xml("styles.xml")
        fotos = en_un_paquete(paquete)
        propiedades = _propiedades(paquete, fotos)
    cuerpo = CuerpoOdf(
        estilos_ocultos(contenido) | estilos_ocultos(estilos),
        estilos_que_saltan(contenido) | estilos_que_saltan(estilos),
    )
    cuerpo.recorrer(_seccion(contenido, "text"))
    membretes = _membretes(estilos)
    if membretes:
        cuerpo.paginas[:1] = ["\n".join([*cuerpo.paginas[:1], *membretes])]
    limpias = [limpiar(pagina) for pagina in cuerpo.paginas]
    if cuerpo.medidas or (len(limpias) > 1 and max(map(len, limpias)) <= 2 * TAMANO_DE_PARTE):
        paginas, nombre = limpias, "p."
    else:
        paginas, nombre = [parte for pagina in limpias for parte in en_partes(pagina)] or [""], "parte"
    avisos = [*opciones.recorte(len(paginas), "páginas"), *_avisos(cuerpo, fotos.lugares)]
    return Texto(numerar(paginas[: opciones.paginas], nombre), "odt 1", propiedades, tuple(avisos))


def leer_ods(ruta: Path, opciones: Opciones) -> Texto:
    """Cada hoja es una página, con sus celdas separadas por barras. Levanta `NoExtraible`."""
    with Paquete(ruta) as paquete:
        hojas, avisos = leer_hojas(_seccion(_contenido(paquete), "spreadsheet"))
        fotos = en_un_paquete(paquete)
        propiedades = _propiedades(paquete, fotos)
    paginas = nombradas(hojas)
    avisos = [*opciones.recorte(len(paginas), "hojas"), *avisos, *atencion(fotos.lugares)]
    return Texto(paginas[: opciones.paginas], "ods 1", propiedades, tuple(avisos))


def _contenido(paquete: Paquete) -> etree._Element:
    manifiesto = paquete.bytes_de(_MANIFIESTO)
    if manifiesto is not None and b"encryption-data" in manifiesto:
        raise protegido()
    contenido = paquete.xml("content.xml")
    if contenido is None:
        raise danado()
    return contenido


def _seccion(contenido: etree._Element, nombre: str) -> etree._Element:
    return next((e for e in contenido.iter(f"{{*}}{nombre}") if etiqueta(e.getparent()) == "body"), contenido)


def _avisos(cuerpo: CuerpoOdf, lugares: str) -> list[str]:
    return atencion(
        cuenta(cuerpo.comentarios, "comentario al margen", "comentarios al margen"),
        cuenta(cuerpo.cambios, "cambio rastreado", "cambios rastreados"),
        cuenta(cuerpo.ocultos, "trozo de texto oculto", "trozos de texto oculto"),
        lugares,
    )


def _membretes(estilos: etree._Element | None) -> list[str]:
    """Encabezados y pies de las páginas maestras, cada uno una sola vez."""
    if estilos is None:
        return []
    textos = []
    for elemento in estilos.iter("{*}header", "{*}footer"):
        if etiqueta(elemento.getparent()) == "master-page":
            recorrido = CuerpoOdf(frozenset(), frozenset(), sin_folio=True)
            recorrido.recorrer(elemento)
            textos.append(" ".join(" ".join(recorrido.paginas).split()))
    return list(dict.fromkeys(texto for texto in textos if any(c.isalpha() for c in texto)))


def _propiedades(paquete: Paquete, fotos: DeFotos) -> dict[str, str]:
    raiz = paquete.xml("meta.xml")
    propiedades: dict[str, str] = {}
    dichos = []
    for elemento in [] if raiz is None else raiz.iter("{*}*"):
        if clase := _HUELLAS.get(etiqueta(elemento)):
            dichos.append((clase, elemento.text or ""))
        nombre = _PROPIEDADES.get(etiqueta(elemento))
        valor = limpiar(elemento.text or "").replace("\n", " ")[:1000]
        if nombre and valor:
            propiedades[nombre] = valor[:10] if nombre in {"creado", "modificado"} else valor
    return propiedades | huellas([*dichos, *fotos.dichos])
