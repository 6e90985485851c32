"""Los registros («CD-00018») que nombra un texto escrito por una persona, y quién los ve."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.cuentas.permisos import PUBLICO

_GUIONES = "\\-~\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\u30fc\ufe58\ufe63\uff0d"
_ENTRE = rf"(?:%[0-9A-F]{{2}}|[\W_{_GUIONES}]){{0,12}}"
_NOMBRADO = re.compile(
    rf"(?<![^\W_])(?:C[\s.]?D(?P<entre>{_ENTRE})(?P<dicho>n[uú]m(?:ero)?|n\.?\s?[roº°]?)?{_ENTRE}|registros?{_ENTRE}(?=0))"
    rf"(?P<cifras>\d+(?:\s\d+)*)(?![^\W_])(?!(?<!\d{{5}})[{_GUIONES}/]\d{{4}}(?!\d))",
    re.IGNORECASE,
)
"""El número que sigue a las letras; no el de un papel con su año, «Resolución CD-999-2010»."""
_OTRO = re.compile(rf"\s*(?:[,;/{_GUIONES}]|[yeoua]|al|hasta)\s*(\d{{5,12}})(?![^\W_])", re.IGNORECASE)
"""El que sigue a otro: «CD-00010 a 00020», «CD-00010 y 00018»."""
_GUION = re.compile(rf"[{_GUIONES}]|%2D", re.IGNORECASE)
_LETRAS = str.maketrans(
    dict.fromkeys("\u0421\u03f9\u2ca4\u13df\ua4da", "C") | dict.fromkeys("\u13a0\ua4d3", "D")
)
_MINUSCULAS = str.maketrans(dict.fromkeys("\u0441\u03f2\u2ca5", "c") | {"\u0501": "d"})
"""Letras de otros alfabetos que se dibujan como ésas."""
_NO_SE_VEN = frozenset({"Cf", "Mn", "Me"})
_RELLENOS = "\u115f\u1160\u3164\uffa0"
_ENTERO, _CIFRAS = 5, 12
"""Cifras de un registro escrito entero; más de doce no las tiene ninguno."""


def nombrados(texto: str) -> frozenset[str]:
    """Los registros que nombra un texto."""
    return frozenset(en_su_orden(texto))


def en_su_orden(texto: str) -> tuple[str, ...]:
    """Los mismos, en su orden y sin repetir.

    Sin distinguir mayúsculas ni letras que se dibujan igual, sin contar lo que no se ve y con cualquier signo
    entre las letras y el número: con guion o «núm.», aunque le falten ceros; sin ellos, sólo con las cinco
    cifras o con dos ceros delante, que «CD 1» puede ser un disco.

    >>> en_su_orden("CD-00018, cd‑18, Cd—00019 y CD00020; no CD 1 ni ABCD-00021")
    ('CD-00018', 'CD-00019', 'CD-00020')
    >>> en_su_orden("CD/00018, CD núm. 19 o CD-00020 a 00022")
    ('CD-00018', 'CD-00019', 'CD-00020', 'CD-00022')
    >>> en_su_orden("Resolución CD-999-2010, guardada en CD-00018-2010")
    ('CD-00018',)
    """
    llano = _llano(texto)
    hallados: dict[str, None] = {}
    for una in _NOMBRADO.finditer(llano):
        suelto = not (una["dicho"] or _GUION.search(una["entre"] or ""))
        cifras = _juntas(una["cifras"], suelto=suelto)
        if not cifras:
            continue
        hallados[cifras] = None
        lugar = una.end()
        while otro := _OTRO.match(llano, lugar):
            hallados[otro[1]], lugar = None, otro.end()
    numeros = (uno.lstrip("0") for uno in hallados)
    return tuple(dict.fromkeys(f"CD-{uno:0>5}" for uno in numeros if uno and len(uno) <= _CIFRAS))


def _llano(texto: str) -> str:
    """Sin tildes ni lo que no se ve, y con las letras y las cifras de siempre."""
    if texto.isascii():
        return texto
    se_ven = (
        letra
        for letra in unicodedata.normalize("NFKD", texto)
        if unicodedata.category(letra) not in _NO_SE_VEN and letra not in _RELLENOS
    )
    cifras = (str(unicodedata.digit(letra)) if letra.isdecimal() else letra for letra in se_ven)
    return "".join(cifras).translate(_LETRAS).translate(_MINUSCULAS)


def _juntas(escritas: str, *, suelto: bool) -> str:
    """Las cifras de un registro; las partidas («0 0018»), si entre todas son cinco. Vacío si no lo es."""
    grupos = escritas.split()
    if len(grupos) > 1 and len("".join(grupos)) == _ENTERO:
        return "".join(grupos)
    corto = len(grupos[0]) < _ENTERO and not grupos[0].startswith("00")
    return "" if suelto and corto else grupos[0]


def cerrados(sesion: Session, registros: Iterable[str], marcas: frozenset[str]) -> frozenset[str]:
    """De esos registros, los de documentos que hay y con esas marcas no se ven; una consulta a lo sumo."""
    todos = frozenset(registros)
    if not todos:
        return todos
    consulta = select(Documento.identificador).where(
        Documento.identificador.in_(todos), ~visible_para(marcas)
    )
    return frozenset(sesion.scalars(consulta))


def ajenos(sesion: Session, dichos: Mapping[int, Iterable[str]]) -> Mapping[int, list[str]]:
    """De los registros que se dicen de cada documento, por su número, los que no ve todo el que lo ve.

    Les falta alguna marca de las del documento. Una consulta, o ninguna si no se dice ninguno.
    """
    todos = {registro for suyos in dichos.values() for registro in suyos}
    if not todos:
        return {numero: [] for numero in dichos}
    registros: dict[int, str] = {}
    marcas: dict[str, set[str]] = {}
    for numero, registro, marca in sesion.execute(
        select(Documento.id, Documento.identificador, DocumentoMarca.marca)
        .outerjoin(DocumentoMarca, DocumentoMarca.documento_id == Documento.id)
        .where(Documento.identificador.in_(todos) | Documento.id.in_(dichos))
    ):
        registros[numero] = registro
        marcas.setdefault(registro, set()).update([marca] if marca else [])
    return {
        numero: sorted(
            uno
            for uno in suyos
            if uno in marcas
            and uno != registros[numero]
            and PUBLICO not in marcas[uno]
            and not marcas[registros[numero]] <= marcas[uno]
        )
        for numero, suyos in dichos.items()
    }
