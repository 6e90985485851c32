"""Saca de un PDF ajeno sólo sus páginas: lo que se ve, sin nada de lo que el archivo lleva además.

Fuera quedan sus datos y los de cada imagen, letra y dibujo suyos (`/Metadata`, `/PieceInfo`, EXIF…), los
adjuntos, los guiones, los formularios y los enlaces internos. Lo que un formulario o una nota muestra se
funde con la página. Las capas ocultas siguen ocultas, sin su nombre.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Stream, String

from centro_doc.encuadernacion.datos_de_imagen import jp2_limpio, jpeg_limpio

_DE_LA_PAGINA = frozenset(
    {
        *("/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources"),
        *("/Contents", "/Annots", "/Group", "/UserUnit"),
    }
)
_DATOS = ("/Metadata", "/PieceInfo", "/AF", "/LastModified", "/OPI", "/StructParent", "/StructParents")
"""Lo que cualquier objeto puede llevar y no se dibuja (ISO 32000-2, 14.3 a 14.13)."""
_DE_IMAGEN: Mapping[str, Callable[[bytes], bytes]] = {"/DCTDecode": jpeg_limpio, "/JPXDecode": jp2_limpio}
CARTA = (0.0, 0.0, 612.0, 792.0)
_LADO_MINIMO, _LADO_MAXIMO = 3.0, 14_400.0
"""Puntos: lo que admiten los programas que leen PDF (ISO 32000-1, anexo C)."""
_GUARDAR: dict[str, Any] = {
    "object_stream_mode": ObjectStreamMode.generate,
    "compress_streams": True,
    "deterministic_id": True,
}


class Ilegible(Exception):
    """Un archivo cuyas páginas no se pueden incluir; el mensaje dice por qué, para una persona."""


PROTEGIDO = "Está protegido con contraseña."
DANADO = "Está dañado: no se pueden leer sus páginas."
VACIO = "No tiene páginas."


def contar(ruta: Path) -> int:
    """Cuántas páginas tiene; levanta `Ilegible`."""
    with _abrir(ruta) as pdf:
        return _cuantas(pdf)


def limpiar(ruta: Path, destino: Path, paginas: Sequence[int] | None = None) -> tuple[int, ...]:
    """Escribe en `destino` sólo las páginas pedidas (desde 1; sin decirlas, todas) y devuelve cuáles puso.

    Las que no tenga no las pone. Levanta `Ilegible` si el archivo no se abre, está protegido o no queda
    ninguna.
    """
    with _abrir(ruta) as original, pikepdf.new() as nuevo:
        total = _cuantas(original)
        puestas = tuple(n for n in (paginas or range(1, total + 1)) if 0 < n <= total)
        if not puestas:
            raise Ilegible("Ninguna de sus páginas citadas está en el archivo.")
        try:
            if any("/Annots" in original.pages[n - 1].obj for n in puestas):
                original.flatten_annotations("all")
            capas = _capas(original, nuevo)
            for n in puestas:
                nuevo.pages.append(original.pages[n - 1])
            for pagina in nuevo.pages:
                _dejar_lo_visible(pagina)
            if capas is not None:
                nuevo.Root.OCProperties = capas
            _sin_datos(nuevo)
            nuevo.save(destino, **_GUARDAR)
        except (pikepdf.PdfError, pikepdf.ForeignObjectError) as error:
            raise Ilegible(DANADO) from error
    return puestas


def caja_visible(pagina: pikepdf.Page) -> tuple[float, float, float, float]:
    """El recuadro que se ve, antes de girar: izquierda, abajo, derecha, arriba; uno imposible, una carta."""
    medios = _caja(pagina.obj.get("/MediaBox"))
    corte = _caja(pagina.obj.get("/CropBox")) or medios
    if medios is None or corte is None:
        return CARTA
    x0, y0 = max(medios[0], corte[0]), max(medios[1], corte[1])
    x1, y1 = min(medios[2], corte[2]), min(medios[3], corte[3])
    if x1 - x0 < _LADO_MINIMO or y1 - y0 < _LADO_MINIMO:
        x0, y0, x1, y1 = medios
    return (x0, y0, min(x1, x0 + _LADO_MAXIMO), min(y1, y0 + _LADO_MAXIMO))


def _abrir(ruta: Path) -> pikepdf.Pdf:
    try:
        return pikepdf.open(ruta, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Ilegible(PROTEGIDO) from error
    except pikepdf.PdfError as error:
        raise Ilegible(DANADO) from error


def _cuantas(pdf: pikepdf.Pdf) -> int:
    try:
        total = len(pdf.pages)
    except pikepdf.PdfError as error:
        raise Ilegible(DANADO) from error
    if total == 0:
        raise Ilegible(VACIO)
    return total


def _dejar_lo_visible(pagina: pikepdf.Page) -> None:
    objeto = pagina.obj
    for clave in [clave for clave in objeto if clave not in _DE_LA_PAGINA and clave != "/Parent"]:
        del objeto[str(clave)]
    enlaces = [enlace for uno in _anotaciones(objeto) if (enlace := _enlace(uno)) is not None]
    if "/Annots" in objeto:
        del objeto["/Annots"]
    if enlaces:
        objeto["/Annots"] = Array(enlaces)


def _sin_datos(pdf: pikepdf.Pdf) -> None:
    """De cada objeto quita lo que no se dibuja; un recurso que se llame como un dato no lo es."""
    for objeto in pdf.objects:
        if not isinstance(objeto, (Dictionary, Stream)):
            continue
        if isinstance(objeto, Stream) or "/Type" in objeto:
            _quitar(objeto)
        for lista in _listas_de_propiedades(objeto):
            _quitar(lista)
        if isinstance(objeto, Stream):
            _limpiar_imagen(objeto)


def _quitar(objeto: Any) -> None:
    for clave in _DATOS:
        if clave in objeto:
            del objeto[clave]


def _listas_de_propiedades(objeto: Any) -> Iterator[Any]:
    """Las que el dibujo nombra (`/Properties` de unos recursos, propios o sueltos)."""
    for recursos in (objeto, objeto.get("/Resources")):
        suyas = recursos.get("/Properties") if isinstance(recursos, Dictionary) else None
        if isinstance(suyas, Dictionary):
            yield from (lista for _, lista in suyas.items() if isinstance(lista, Dictionary))


def _limpiar_imagen(objeto: Any) -> None:
    """Los datos que van dentro de una imagen comprimida; la que no lleva ninguno no se toca."""
    if objeto.get("/Subtype") != Name.Image:
        return
    filtros = objeto.get("/Filter")
    *antes, ultimo = [str(uno) for uno in (filtros if isinstance(filtros, Array) else [filtros])] or [""]
    limpiar_la = _DE_IMAGEN.get(ultimo)
    if limpiar_la is None or antes not in ([], ["/FlateDecode"]):
        return
    try:
        octetos = zlib.decompress(objeto.read_raw_bytes()) if antes else objeto.read_raw_bytes()
    except (zlib.error, pikepdf.PdfError):
        return
    limpios = limpiar_la(octetos)
    if len(limpios) != len(octetos):
        objeto.write(limpios, filter=Name(ultimo))


def _anotaciones(objeto: Any) -> list[Any]:
    suyas = objeto.get("/Annots")
    return [uno for uno in suyas if isinstance(uno, Dictionary)] if isinstance(suyas, Array) else []


def _enlace(anotacion: Any) -> Dictionary | None:
    """El enlace a una dirección de fuera, rehecho; lo demás se quita."""
    accion, sitio = anotacion.get("/A"), _caja(anotacion.get("/Rect"))
    if anotacion.get("/Subtype") != Name.Link or not isinstance(accion, Dictionary) or sitio is None:
        return None
    direccion = accion.get("/URI")
    if accion.get("/S") != Name.URI or not isinstance(direccion, pikepdf.String):
        return None
    if not str(direccion).lower().startswith(("http://", "https://", "mailto:")):
        return None
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array(sitio),
        Border=Array([0, 0, 0]),
        A=Dictionary(S=Name.URI, URI=direccion),
    )


def _caja(dato: Any) -> tuple[float, float, float, float] | None:
    if not isinstance(dato, Array) or len(dato) != 4:
        return None
    try:
        a, b, c, d = (float(uno) for uno in dato)
    except (TypeError, ValueError):
        return None
    x0, y0, x1, y1 = min(a, c), min(b, d), max(a, c), max(b, d)
    if x1 - x0 < _LADO_MINIMO or y1 - y0 < _LADO_MINIMO:
        return None
    return (x0, y0, x1, y1)


def _capas(original: pikepdf.Pdf, nuevo: pikepdf.Pdf) -> Dictionary | None:
    """Las capas del archivo y cuáles no se muestran: sin eso, lo oculto saldría a la vista."""
    propias = original.Root.get("/OCProperties")
    if not isinstance(propias, Dictionary) or not isinstance(propias.get("/OCGs"), Array):
        return None
    como = propias.get("/D")
    como = como if isinstance(como, Dictionary) else Dictionary()
    todas = [capa for capa in propias.OCGs if isinstance(capa, Dictionary) and capa.is_indirect]
    apagadas = _lista(como, "/OFF")
    if como.get("/BaseState") == Name.OFF:
        encendidas = {capa.objgen for capa in _lista(como, "/ON")}
        apagadas = [capa for capa in todas if capa.objgen not in encendidas]
    copiadas = Array([_sin_nombre(nuevo.copy_foreign(capa)) for capa in todas])
    return Dictionary(OCGs=copiadas, D=Dictionary(OFF=Array([nuevo.copy_foreign(capa) for capa in apagadas])))


def _sin_nombre(capa: Any) -> Any:
    """La capa con un nombre cualquiera (ISO 32000-1, 8.11.2.1 lo exige) y sin quién la hizo."""
    capa.Name = String("Capa")
    if "/Usage" in capa:
        del capa["/Usage"]
    return capa


def _lista(como: Dictionary, cual: str) -> list[Any]:
    dato = como.get(cual)
    if not isinstance(dato, Array):
        return []
    return [capa for capa in dato if isinstance(capa, Dictionary) and capa.is_indirect]
