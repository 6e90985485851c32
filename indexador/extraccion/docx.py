"""Lectura de DOCX recorriendo su XML: tablas en orden de lectura, notas al pie, saltos de página."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree

from indexador.errores import NoExtraible
from indexador.extraccion.docx_cuerpo import NS, Cuerpo, Hallazgos, texto_en_un_renglon
from indexador.extraccion.docx_formato import Estilos
from indexador.extraccion.docx_numeros import Numeracion
from indexador.extraccion.docx_trozos import trozos
from indexador.extraccion.fotos import en_un_paquete
from indexador.extraccion.limites import Opciones
from indexador.extraccion.limpieza import limpiar
from indexador.extraccion.oculto import atencion, cuenta
from indexador.extraccion.ooxml import propiedades, relaciones
from indexador.extraccion.paginado import TAMANO_DE_PARTE, en_partes, numerar
from indexador.extraccion.paquete import Paquete, danado
from indexador.ficha import Texto

_RELACIONES = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MEMBRETE = re.compile(r"(?:header|footer)\d*\.xml")
_FOLIO = re.compile(r"\bp[áa]gina\s+\d+(?:\s+de\s+\d+)?\b", re.IGNORECASE)
_INCRUSTADOS = 3
"""Cuántos documentos se siguen, uno metido en otro."""


def leer_docx(ruta: Path, opciones: Opciones) -> Texto:
    """El texto por páginas: las que Word dejó marcadas, o partes de unos 3.000 caracteres.

    Levanta `NoExtraible` (`danado`, `protegido` o `limite_salida`).
    """
    with Paquete(ruta) as paquete:
        hallazgos = Hallazgos()
        recorrido = _recorrer(paquete, hallazgos, _INCRUSTADOS)
        fotos = en_un_paquete(paquete)
        datos = propiedades(paquete, fotos.dichos)
    paginas, reales = _paginar(recorrido.paginas, recorrido.medidas_por_word)
    avisos = [*opciones.recorte(len(paginas), "páginas"), *_avisos(hallazgos, fotos.lugares)]
    numeradas = numerar(paginas[: opciones.paginas], "p." if reales else "parte")
    return Texto(numeradas, "docx 1", datos, tuple(avisos))


def _recorrer(paquete: Paquete, hallazgos: Hallazgos, quedan: int) -> Cuerpo:
    """El cuerpo ya leído, con sus notas, sus membretes y lo que lleve dentro, hasta `quedan` niveles."""
    principal = _parte_principal(paquete)
    documento = paquete.xml(principal, honda=True)
    if documento is None:
        raise danado()
    partes = _Partes(paquete, principal)
    numeros, hojas, comentarios = map(partes.xml, ("numbering", "styles", "comments"))
    membretes = partes.membretes()
    estilos = Estilos(hojas, [documento, *membretes])
    hallazgos.comentarios += 0 if comentarios is None else sum(1 for _ in comentarios.iter(f"{NS}comment"))
    notas = _notas(partes, estilos, hallazgos)
    ajenos: dict[str, str] = {}
    if next(documento.iter(f"{NS}altChunk"), None) is not None:
        ajenos = trozos(paquete, principal, hallazgos, lambda crudo: _incrustado(crudo, hallazgos, quedan))
    cuerpo = documento.find(f"{NS}body")
    recorrido = Cuerpo(Numeracion(numeros, hojas), notas, ajenos, estilos, hallazgos)
    recorrido.recorrer(documento if cuerpo is None else cuerpo)
    if renglones := _de_membretes(membretes, estilos, hallazgos):
        recorrido.paginas[:1] = ["\n".join([*recorrido.paginas[:1], *renglones])]
    return recorrido


def _incrustado(crudo: bytes, hallazgos: Hallazgos, quedan: int) -> str | None:
    """El texto de un DOCX metido en otro; `None` si no se puede leer o está más adentro de lo que se mira."""
    if not quedan:
        return None
    suyos = Hallazgos()
    try:
        with Paquete(BytesIO(crudo)) as paquete:
            texto = "\n".join(_recorrer(paquete, suyos, quedan - 1).paginas)
    except NoExtraible:
        return None
    hallazgos.sumar(suyos)
    return texto or None


def _avisos(hallazgos: Hallazgos, lugares: str) -> Iterator[str]:
    if hallazgos.ajenos:
        yield (
            "Lleva dentro otro documento que no se leyó (un fragmento insertado sin convertir): ábralo en "
            "Word, guárdelo de nuevo y súbalo."
        )
    yield from atencion(
        cuenta(hallazgos.comentarios, "comentario al margen", "comentarios al margen"),
        cuenta(hallazgos.cambios, "cambio rastreado", "cambios rastreados"),
        cuenta(hallazgos.ocultos, "trozo de texto oculto", "trozos de texto oculto"),
        cuenta(
            hallazgos.confundidos,
            "trozo de texto del mismo color que su fondo",
            "trozos de texto del mismo color que su fondo",
        ),
        lugares,
    )


def _paginar(paginas: list[str], medidas: bool) -> tuple[list[str], bool]:
    """Las páginas de Word si las dejó marcadas; si no, cada tramo entre saltos partido a lo largo."""
    limpias = [limpiar(pagina) for pagina in paginas]
    if medidas or (len(limpias) > 1 and max(map(len, limpias)) <= 2 * TAMANO_DE_PARTE):
        return limpias, True
    partes = [parte for pagina in limpias for parte in en_partes(pagina)]
    return partes or [""], False


def _parte_principal(paquete: Paquete) -> str:
    """La parte que la raíz del paquete llama `officeDocument`; casi siempre `word/document.xml`."""
    relaciones = paquete.xml("_rels/.rels")
    if relaciones is not None:
        for relacion in relaciones.iter(f"{_RELACIONES}Relationship"):
            destino = str(relacion.get("Target", "")).lstrip("/")
            if str(relacion.get("Type", "")).endswith("/officeDocument") and destino in paquete.nombres():
                return destino
    return "word/document.xml"


class _Partes:
    """Las que el documento relaciona consigo, se llamen como se llamen, y las que se llaman como siempre."""

    def __init__(self, paquete: Paquete, principal: str) -> None:
        self._paquete = paquete
        self._carpeta = principal.rpartition("/")[0]
        self._nombres = paquete.nombres()
        self._suyas = [una for una in relaciones(paquete, principal).values() if una[1] in self._nombres]

    def xml(self, clase: str) -> etree._Element | None:
        """La raíz de la primera de esa clase (`styles`, `comments`…)."""
        usual = f"{self._carpeta}/{clase}.xml"
        parte = next((parte for una, parte in self._suyas if una == clase), usual)
        return self._paquete.xml(parte, honda=True)

    def membretes(self) -> list[etree._Element]:
        """Las raíces de los encabezados y los pies."""
        suyos = {parte for clase, parte in self._suyas if clase in {"header", "footer"}}
        usuales = {n for n in self._nombres if _MEMBRETE.fullmatch(n.removeprefix(f"{self._carpeta}/"))}
        return [
            raiz for n in sorted(suyos | usuales) if (raiz := self._paquete.xml(n, honda=True)) is not None
        ]


def _notas(partes: _Partes, estilos: Estilos, hallazgos: Hallazgos) -> dict[tuple[str, str], str]:
    """Texto de cada nota, por (clase, número)."""
    notas = {}
    for clase in ("footnote", "endnote"):
        raiz = partes.xml(f"{clase}s")
        for nota in [] if raiz is None else raiz.iter(f"{NS}{clase}"):
            if nota.get(f"{NS}type") is None:
                notas[clase, str(nota.get(f"{NS}id"))] = texto_en_un_renglon(nota, estilos, hallazgos)
    return notas


def _de_membretes(raices: list[etree._Element], estilos: Estilos, hallazgos: Hallazgos) -> list[str]:
    """El texto de cada uno, una sola vez: llevan el número del oficio o la dependencia."""
    textos = (_FOLIO.sub("", texto_en_un_renglon(raiz, estilos, hallazgos)).strip() for raiz in raices)
    return list(dict.fromkeys(texto for texto in textos if any(c.isalpha() for c in texto)))
