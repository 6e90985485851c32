"""Abrir un ZIP de Office, ODF o EPUB sin fiarse de él: tamaños reales, y XML sin entidades ni red."""

import re
import zipfile
import zlib
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO

from lxml import etree

from indexador.errores import NoExtraible
from indexador.extraccion.directorio_zip import directorio_razonable

PARTE_MAXIMA = 100_000_000
"""Bytes de una parte ya inflada."""
_NS_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS_ESTRICTO = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""El del formato «Open XML estricto» de Word: los mismos elementos con otro nombre."""
_ANALIZADOR = partial(
    etree.XMLParser,
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    remove_comments=True,
    remove_pis=True,
)
_XML = _ANALIZADOR(huge_tree=False)
_XML_HONDO = _ANALIZADOR(huge_tree=True)
"""Admite 2.048 elementos uno dentro de otro, y no cuida de cuánto crecen las entidades."""
_OTRA_LETRA = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["'](?!utf-8)""", re.IGNORECASE)


class Paquete:
    """Las partes de un ZIP de Office, leídas de a una y con tope."""

    def __init__(self, ruta: Path | IO[bytes]) -> None:
        """`ruta` puede ser un archivo ya abierto.

        Levanta `NoExtraible` si no se puede abrir o trae demasiadas entradas.
        """
        try:
            if not directorio_razonable(ruta):
                raise bomba()
            self._zip = zipfile.ZipFile(ruta)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise danado() from error

    def __enter__(self) -> "Paquete":
        return self

    def __exit__(
        self, _tipo: type[BaseException] | None, _error: BaseException | None, _traza: TracebackType | None
    ) -> None:
        self._zip.close()

    def nombres(self) -> frozenset[str]:
        """Las partes que hay."""
        return frozenset(self._zip.namelist())

    def bytes_de(self, nombre: str) -> bytes | None:
        """Una parte inflada, o `None` si no está. Levanta `NoExtraible` si es una bomba o está dañada."""
        try:
            informacion = self._zip.getinfo(nombre)
        except KeyError:
            return None
        if informacion.file_size > PARTE_MAXIMA:
            raise bomba()
        if informacion.flag_bits & 0x1:
            raise protegido()
        try:
            return self._zip.read(informacion)  # zipfile no infla más de lo declarado
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise danado() from error

    def xml(self, nombre: str, *, honda: bool = False) -> etree._Element | None:
        """La raíz de una parte XML, o `None` si no está. Levanta `NoExtraible` si no es XML sano.

        Se admiten 256 elementos uno dentro de otro; 2.048 si es `honda`, para quien la recorre sin recursión.
        """
        crudo = self.bytes_de(nombre)
        if crudo is None:
            return None
        raiz = _raiz(crudo.replace(_NS_ESTRICTO, _NS_USUAL), honda=honda)
        if raiz.getroottree().docinfo.internalDTD is not None:
            raise con_entidades()
        return raiz


def _raiz(crudo: bytes, *, honda: bool) -> etree._Element:
    try:
        raiz = etree.fromstring(crudo, _XML)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "Excessive depth" not in str(error):
            raise danado() from error
        if not honda or b"<!DOCTYPE" in crudo or _OTRA_LETRA.match(crudo) or b"\0" in crudo:
            raise sin_fondo() from error
        raiz = _raiz_honda(crudo)
    if raiz is None:
        raise danado()
    return raiz


def _raiz_honda(crudo: bytes) -> etree._Element:
    try:
        return etree.fromstring(crudo, _XML_HONDO)
    except etree.XMLSyntaxError as error:
        raise (sin_fondo() if "Excessive depth" in str(error) else danado()) from error


def etiqueta(elemento: etree._Element | None) -> str:
    """El nombre de un elemento sin su espacio de nombres; vacío si no hay elemento o es un comentario."""
    if elemento is None or not isinstance(elemento.tag, str):
        return ""
    return elemento.tag.rpartition("}")[2]


def atributo(elemento: etree._Element, nombre: str) -> str:
    """Un atributo por su nombre, sea cual sea su espacio; vacío si no está."""
    if (directo := elemento.get(nombre)) is not None:
        return str(directo)
    return next((str(v) for clave, v in elemento.attrib.items() if str(clave).endswith(f"}}{nombre}")), "")


def protegido() -> NoExtraible:
    """El documento pide contraseña."""
    return NoExtraible(
        "protegido",
        "El documento está protegido con contraseña y no se puede leer.",
        "Quítele la contraseña y súbalo de nuevo.",
    )


def danado() -> NoExtraible:
    """El documento no se puede abrir."""
    return NoExtraible(
        "danado",
        "El documento está dañado o incompleto y no se puede abrir.",
        "Ábralo en el programa con que se hizo, guárdelo de nuevo, o como PDF, y súbalo.",
    )


def sin_fondo() -> NoExtraible:
    """Pasa de los elementos, uno dentro de otro, que se admiten."""
    return NoExtraible(
        "danado",
        "El documento lleva por dentro cientos de partes metidas una en otra, como los archivos hechos para "
        "agotar un servidor; no se abrió.",
        "Si es legítimo, ábralo en su equipo, guárdelo como PDF y súbalo así.",
    )


def con_entidades() -> NoExtraible:
    """Trae una DTD: con ella se hacen crecer los XML y se piden archivos ajenos; nada de eso se resuelve."""
    return NoExtraible(
        "danado",
        "El documento trae por dentro una declaración (DTD) que los programas de oficina no escriben y que "
        "sirve para atacar servidores; no se abrió.",
        "Si es legítimo, ábralo en su equipo, guárdelo como PDF y súbalo así.",
    )


def bomba() -> NoExtraible:
    """Inflado, pasa de lo razonable."""
    return NoExtraible(
        "limite_salida",
        "El documento ocupa muchísimo más al abrirlo de lo que dice pesar, como los archivos hechos para "
        "agotar un servidor; no se abrió.",
        "Si es legítimo, guárdelo como PDF y súbalo así.",
    )
