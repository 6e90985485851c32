"""Los objetos que dibuja una página de PDFium, también los de sus formularios (Form XObject), en su orden."""

import ctypes
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as crudo

OBJETOS = 20_000
"""Los que se miran de una página: un plano puede llevar millones."""
_HONDURA = 6
_OPACO = 200
_GROSOR_MINIMO = 1.0
"""Puntos; una raya más delgada es un borde o un subrayado."""
ANCHO_MINIMO = 4.0
PARECIDOS = 32
"""Diferencia mayor, por canal, entre una letra y un fondo que pueden no distinguirse."""
CASI_BLANCO = 255 - PARECIDOS
_GROSOR = 2.3
"""Veces su grosor que mide a lo ancho, para PDFium, la caja de una raya recta: la agranda uno por lado."""
_GARABATO = 3.0
"""Puntos de grosor desde los que una línea quebrada puede tapar; los bordes de una tabla miden menos."""
Marco: TypeAlias = tuple[float, float, float, float, float, float] | None
"""La matriz que lleva del formulario a la página; None si ya están en la página."""
Tinta: TypeAlias = tuple[int, int, int]
_NEGRO: tuple[Tinta, int] = (0, 0, 0), 255
_TEXTO = crudo.FPDF_PAGEOBJ_TEXT
_LADOS = (ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float())
_COLOR = (ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint())
"""Donde PDFium, que no admite dos hilos, deja lo que se le pide: crearlos cuesta más que pedirlo."""


class Caja(NamedTuple):
    """Izquierda, abajo, derecha y arriba, en puntos."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def area(self) -> float:
        """En puntos cuadrados."""
        return max(0.0, self.x1 - self.x0) * max(0.0, self.y1 - self.y0)


class Letras(NamedTuple):
    """Un objeto de texto: su lugar en el dibujo, su caja, su modo (9.3.6), su tinta y su opacidad, de 255."""

    orden: int
    crudo: object
    caja: Caja
    modo: int
    tinta: Tinta
    opacidad: int
    marco: Marco


class Relleno(NamedTuple):
    """Algo opaco que puede tapar lo de antes o ser el fondo de lo de después; su tinta, si es una."""

    orden: int
    caja: Caja
    tinta: Tinta | None
    imagen: bool = False


class Dibujo:
    """Los textos y los rellenos de una página, en el orden en que se dibujan."""

    def __init__(self, pagina: pdfium.PdfPage) -> None:
        self.textos: list[Letras] = []
        self.rellenos: list[Relleno] = []
        self._orden = 0
        cuantos = crudo.FPDFPage_CountObjects(pagina)
        self._anotar(crudo.FPDFPage_GetObject, pagina.raw, cuantos, None, 0)

    @property
    def puede_tener_imagenes(self) -> bool:
        """Falso si se miraron todos los objetos y ninguno es una imagen."""
        return self._orden >= OBJETOS or any(relleno.imagen for relleno in self.rellenos)

    def _anotar(
        self, obtener: Callable[[object, int], object], de: object, cuantos: int, marco: Marco, hondura: int
    ) -> None:
        clase_de = crudo.FPDFPageObj_GetType
        for indice in range(min(cuantos, OBJETOS - self._orden)):
            objeto = obtener(de, indice)
            self._orden += 1
            clase = clase_de(objeto)
            if clase == _TEXTO:
                self._anotar_texto(objeto, marco)
            elif clase == crudo.FPDF_PAGEOBJ_FORM:
                if hondura < _HONDURA:
                    dentro = crudo.FPDFFormObj_CountObjects(objeto)
                    nuevo = _componer(_matriz_de(objeto), marco)
                    self._anotar(crudo.FPDFFormObj_GetObject, objeto, dentro, nuevo, hondura + 1)
            elif clase == crudo.FPDF_PAGEOBJ_PATH:
                self._anotar_trazo(objeto, marco)
            else:
                imagen = clase == crudo.FPDF_PAGEOBJ_IMAGE
                self.rellenos.append(Relleno(self._orden, llevar(_caja_de(objeto), marco), None, imagen))

    def _anotar_texto(self, objeto: object, marco: Marco) -> None:
        tinta, opacidad = _color(objeto, crudo.FPDFPageObj_GetFillColor) or _NEGRO
        modo = crudo.FPDFTextObj_GetTextRenderMode(objeto)
        caja = _caja_de(objeto)
        if marco is not None:
            caja = llevar(caja, marco)
        self.textos.append(Letras(self._orden, objeto, caja, modo, tinta, opacidad, marco))

    def _anotar_trazo(self, objeto: object, marco: Marco) -> None:
        relleno, con_trazo = ctypes.c_int(), ctypes.c_int()
        if not crudo.FPDFPath_GetDrawMode(objeto, relleno, con_trazo):
            return
        if relleno.value:
            color = _color(objeto, crudo.FPDFPageObj_GetFillColor)
        elif con_trazo.value and _es_gruesa(objeto):
            color = _color(objeto, crudo.FPDFPageObj_GetStrokeColor)
        else:
            return
        if color is not None and color[1] <= _OPACO:
            return
        caja = _caja_de(objeto)
        for parte in (caja,) if relleno.value else _lo_pintado(objeto, caja):
            vista = llevar(parte, marco)
            if vista.x1 - vista.x0 >= ANCHO_MINIMO and vista.y1 - vista.y0 >= _GROSOR_MINIMO:
                self.rellenos.append(Relleno(self._orden, vista, color and color[0]))


def direccion(objeto: object) -> int:
    """Lo que distingue a un objeto de PDFium de los demás, aunque se pida dos veces."""
    return ctypes.addressof(objeto.contents)  # type: ignore[attr-defined]


def solo_letras(texto: str) -> str:
    """Las letras y las cifras, en minúsculas: los blancos y los signos cambian de una página a otra."""
    return "".join(filter(str.isalnum, texto)).lower()


def cuerpo_de(letras: Letras) -> float:
    """El tamaño con que se ve la letra, en puntos; cero si PDFium no lo da."""
    cuerpo, matriz = ctypes.c_float(), _componer(_matriz_de(letras.crudo), letras.marco)
    if not crudo.FPDFTextObj_GetFontSize(letras.crudo, cuerpo) or matriz is None:
        return 0.0
    a, b, c, d, _, _ = matriz
    return float(abs(cuerpo.value) * abs(a * d - b * c) ** 0.5)


def recorte_de(letras: Letras) -> Caja | None:
    """La caja de lo que deja ver el recorte (8.5.4) de un objeto, en la página; None si no tiene."""
    recorte = crudo.FPDFPageObj_GetClipPath(letras.crudo)
    cuantos = crudo.FPDFClipPath_CountPaths(recorte) if recorte else 0
    if cuantos <= 0:
        return None
    cajas = [_caja_del_recorte(recorte, n) for n in range(min(cuantos, _HONDURA))]
    x0, y0, x1, y1 = zip(*cajas, strict=True)
    return llevar(Caja(max(x0), max(y0), min(x1), min(y1)), letras.marco)


def _caja_del_recorte(recorte: object, cual: int) -> Caja:
    x, y = _LADOS[:2]
    puntos = []
    tramos = crudo.FPDFClipPath_CountPathSegments(recorte, cual)
    for n in range(0, min(tramos, OBJETOS), 2 if tramos in {4, 5} else 1):
        crudo.FPDFPathSegment_GetPoint(crudo.FPDFClipPath_GetPathSegment(recorte, cual, n), x, y)
        puntos.append((x.value, y.value))
    xs, ys = zip(*puntos, strict=True) if puntos else ((0.0,), (0.0,))
    return Caja(min(xs), min(ys), max(xs), max(ys))


def llevar(caja: Caja, marco: Marco) -> Caja:
    """La caja derecha que en la página encierra a una del marco."""
    if marco is None:
        return caja
    a, b, c, d, e, f = marco
    if b == c == 0 and a > 0 and d > 0:
        return Caja(a * caja.x0 + e, d * caja.y0 + f, a * caja.x1 + e, d * caja.y1 + f)
    xs = [a * x + c * y + e for x in (caja.x0, caja.x1) for y in (caja.y0, caja.y1)]
    ys = [b * x + d * y + f for x in (caja.x0, caja.x1) for y in (caja.y0, caja.y1)]
    return Caja(min(xs), min(ys), max(xs), max(ys))


def _color(objeto: object, leer: Callable[..., int]) -> tuple[Tinta, int] | None:
    """El color con que se rellena o se traza y su opacidad; None si no es un color."""
    rojo, verde, azul, opacidad = _COLOR
    if not leer(objeto, rojo, verde, azul, opacidad):
        return None
    return (rojo.value, verde.value, azul.value), opacidad.value


def _caja_de(objeto: object) -> Caja:
    """La de un objeto, en su marco; vacía si PDFium no la da."""
    x0, y0, x1, y1 = _LADOS
    if not crudo.FPDFPageObj_GetBounds(objeto, x0, y0, x1, y1):
        return Caja(0, 0, 0, 0)
    return Caja(x0.value, y0.value, x1.value, y1.value)


def _matriz_de(objeto: object) -> Marco:
    """La de un objeto; None si PDFium no la da."""
    matriz = crudo.FS_MATRIX()
    if not crudo.FPDFPageObj_GetMatrix(objeto, matriz):
        return None
    return matriz.a, matriz.b, matriz.c, matriz.d, matriz.e, matriz.f


def _componer(dentro: Marco, fuera: Marco) -> Marco:
    if dentro is None or fuera is None:
        return dentro or fuera
    a, b, c, d, e, f = dentro
    g, h, i, j, k, m = fuera
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _grosor_de(trazo: object) -> float:
    """El de la línea de un trazo, en puntos; cero si PDFium no lo da."""
    grosor, matriz = ctypes.c_float(), _matriz_de(trazo)
    if not crudo.FPDFPageObj_GetStrokeWidth(trazo, grosor) or matriz is None:
        return 0.0
    a, b, c, d, _, _ = matriz
    return float(float(grosor.value) * abs(a * d - b * c) ** 0.5)


def _lo_pintado(trazo: object, caja: Caja) -> tuple[Caja, ...]:
    """Lo que pinta una línea sin relleno: su caja o, de un recuadro, sus cuatro lados, que dejan ver dentro.

    PDFium agranda la caja hasta un grosor por lado: el lado pintado está en los dos primeros grosores.
    """
    lado = 2 * _grosor_de(trazo)
    x0, y0, x1, y1 = caja
    if min(x1 - x0, y1 - y0) <= 3 * lado or not _es_recuadro(trazo):
        return (caja,)
    return (
        Caja(x0, y0, x1, y0 + lado),
        Caja(x0, y1 - lado, x1, y1),
        Caja(x0, y0, x0 + lado, y1),
        Caja(x1 - lado, y0, x1, y1),
    )


def _es_recuadro(trazo: object) -> bool:
    """Si sus líneas son los lados de un rectángulo derecho, y nada más."""
    matriz, cuantos = _matriz_de(trazo), crudo.FPDFPath_CountSegments(trazo)
    if matriz is None or matriz[1] or matriz[2] or cuantos not in {4, 5}:
        return False
    x, y = _LADOS[:2]
    puntos = []
    for n in range(cuantos):
        tramo = crudo.FPDFPath_GetPathSegment(trazo, n)
        if crudo.FPDFPathSegment_GetType(tramo) == crudo.FPDF_SEGMENT_BEZIERTO:
            return False
        crudo.FPDFPathSegment_GetPoint(tramo, x, y)
        puntos.append((x.value, y.value))
    derechos = all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(puntos))
    equis, yes = {punto[0] for punto in puntos}, {punto[1] for punto in puntos}
    return derechos and len(set(puntos)) == 4 and len(equis) == len(yes) == 2


def _es_gruesa(trazo: object) -> bool:
    """Si es una raya, derecha o inclinada, o un garabato que puede tapar; el borde de un cuadro no."""
    real = _grosor_de(trazo)
    if real < _GROSOR_MINIMO:
        return False
    x0, y0, x1, y1 = _caja_de(trazo)
    recta = min(x1 - x0, y1 - y0) <= _GROSOR * real
    return bool(recta or real >= _GARABATO)
