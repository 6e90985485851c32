"""Los objetos que dibuja una página de PDFium, también los de sus formularios (Form XObject), en su orden."""

import ctypes
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as crudo

OBJETOS = 20_000
"""Los que se miran de una página: un plano puede llevar millones."""
_HONDURA = 6
OSCURO = 80
_GRIS = 128
BLANCO = 250
OPACO = 200
ALTO_MINIMO = 4.0
"""Puntos; una raya más delgada subraya o tacha a la vista, no tapa."""
_TRAMOS = 8
"""Los de un rectángulo son cuatro o cinco; con las esquinas redondas, hasta `_TRAMOS_REDONDOS`."""
_TRAMOS_REDONDOS = 24
_LLENO = 0.85
"""Parte de su caja que llena un rectángulo de esquinas redondas; una letra o un dibujo llenan menos."""
_GROSOR = 2.3
"""Veces su grosor que mide a lo ancho, para PDFium, la caja de una raya recta: la agranda uno por lado."""
Marco: TypeAlias = tuple[float, float, float, float, float, float] | None
"""La matriz que lleva del formulario a la página; None si ya están en la página."""
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

    def cruce(self, otra: "Caja") -> "Caja":
        """Lo que comparten; su área es cero si nada."""
        return Caja(
            max(self.x0, otra.x0), max(self.y0, otra.y0), min(self.x1, otra.x1), min(self.y1, otra.y1)
        )


class Objeto(NamedTuple):
    """Un objeto, el lugar que tiene en el dibujo y el marco en que está."""

    orden: int
    crudo: object
    marco: Marco

    def caja(self) -> Caja:
        """En la página; vacía si PDFium no la da."""
        return llevar(caja_de(self.crudo), self.marco)


class Barra(NamedTuple):
    """Algo que puede tapar: su lugar en el dibujo, su caja, y si es seguro que se pinta oscuro y opaco."""

    orden: int
    caja: Caja
    segura: bool


class Dibujo:
    """Los objetos de una página repartidos por lo que importa para saber qué se ve."""

    def __init__(self, pagina: pdfium.PdfPage) -> None:
        self.textos: list[Objeto] = []
        self.blancos: list[Objeto] = []
        """Los textos de letra blanca."""
        self.rellenos: list[Objeto] = []
        """Lo que puede ser fondo de lo que se dibuje después: trazos, imágenes y degradados."""
        self.imagenes: list[Objeto] = []
        self.negros: list[Barra] = []
        self.invisibles = 0
        self._orden = 0
        cuantos = crudo.FPDFPage_CountObjects(pagina)
        self._anotar(crudo.FPDFPage_GetObject, pagina, cuantos, None, 0, seguro=True)

    def _anotar(
        self,
        obtener: Callable[[object, int], object],
        de: object,
        cuantos: int,
        marco: Marco,
        hondura: int,
        *,
        seguro: bool,
    ) -> None:
        for indice in range(min(cuantos, OBJETOS - self._orden)):
            objeto = obtener(de, indice)
            self._orden += 1
            clase = crudo.FPDFPageObj_GetType(objeto)
            if clase == crudo.FPDF_PAGEOBJ_TEXT:
                self._anotar_texto(Objeto(self._orden, objeto, marco))
            elif clase == crudo.FPDF_PAGEOBJ_FORM:
                if hondura < _HONDURA:
                    dentro = crudo.FPDFFormObj_CountObjects(objeto)
                    limpio = seguro and not crudo.FPDFPageObj_HasTransparency(objeto)
                    nuevo = _componer(matriz_de(objeto), marco)
                    self._anotar(
                        crudo.FPDFFormObj_GetObject, objeto, dentro, nuevo, hondura + 1, seguro=limpio
                    )
            else:
                self._anotar_fondo(clase, Objeto(self._orden, objeto, marco), seguro)

    def _anotar_texto(self, texto: Objeto) -> None:
        self.textos.append(texto)
        rojo, verde, azul, opacidad = _COLOR
        if crudo.FPDFTextObj_GetTextRenderMode(texto.crudo) == crudo.FPDF_TEXTRENDERMODE_INVISIBLE:
            self.invisibles += 1
        elif (
            crudo.FPDFPageObj_GetFillColor(texto.crudo, rojo, verde, azul, opacidad)
            and verde.value >= BLANCO
            and min(rojo.value, azul.value) >= BLANCO
        ):
            self.blancos.append(texto)

    def _anotar_fondo(self, clase: int, objeto: Objeto, seguro: bool) -> None:
        self.rellenos.append(objeto)
        if clase == crudo.FPDF_PAGEOBJ_IMAGE:
            self.imagenes.append(objeto)
        elif clase == crudo.FPDF_PAGEOBJ_PATH:
            tapada = tapa_oscura(objeto.crudo)
            if tapada is not None:
                caja, certeza = llevar(tapada[0], objeto.marco), tapada[1]
                if caja.y1 - caja.y0 >= ALTO_MINIMO:
                    self.negros.append(Barra(objeto.orden, caja, seguro and certeza))


def tapa_oscura(trazo: object) -> tuple[Caja, bool] | None:
    """La caja, en su marco, de un rectángulo oscuro y opaco, aun de esquinas redondas, o de una raya gruesa.

    None si el trazo no es de ésos. Con ella, si es seguro que tapa: un gris puede ser una sombra.
    """
    tramos = crudo.FPDFPath_CountSegments(trazo)
    relleno, con_trazo = ctypes.c_int(), ctypes.c_int()
    if tramos > _TRAMOS_REDONDOS or not crudo.FPDFPath_GetDrawMode(trazo, relleno, con_trazo):
        return None
    if relleno.value:
        tinta = tinta_de(trazo, crudo.FPDFPageObj_GetFillColor)
        if tinta is not None and max(tinta) < _GRIS and (tramos <= _TRAMOS or _llena(trazo, tramos)):
            return caja_de(trazo), max(tinta) < OSCURO
    if con_trazo.value and tramos <= _TRAMOS and (raya := _raya_gruesa(trazo)) is not None:
        tinta = tinta_de(trazo, crudo.FPDFPageObj_GetStrokeColor)
        if tinta is not None and max(tinta) < _GRIS:
            return raya, max(tinta) < OSCURO
    return None


def tinta_de(objeto: object, leer: Callable[..., int]) -> tuple[int, int, int] | None:
    """El color con que se rellena o se traza, si es opaco y es un color."""
    rojo, verde, azul, opacidad = _COLOR
    if not leer(objeto, rojo, verde, azul, opacidad) or opacidad.value <= OPACO:
        return None
    return rojo.value, verde.value, azul.value


def caja_de(objeto: object) -> Caja:
    """La de un objeto, en su marco; vacía si PDFium no la da."""
    x0, y0, x1, y1 = _LADOS
    if not crudo.FPDFPageObj_GetBounds(objeto, x0, y0, x1, y1):
        return Caja(0, 0, 0, 0)
    return Caja(x0.value, y0.value, x1.value, y1.value)


def matriz_de(objeto: object) -> Marco:
    """La de un objeto; None si PDFium no la da."""
    matriz = crudo.FS_MATRIX()
    if not crudo.FPDFPageObj_GetMatrix(objeto, matriz):
        return None
    return matriz.a, matriz.b, matriz.c, matriz.d, matriz.e, matriz.f


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


def _componer(dentro: Marco, fuera: Marco) -> Marco:
    if dentro is None or fuera is None:
        return dentro or fuera
    a, b, c, d, e, f = dentro
    g, h, i, j, k, m = fuera
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _raya_gruesa(trazo: object) -> Caja | None:
    """Lo que pinta una raya derecha y gruesa; None si es delgada, inclinada o un marco."""
    grosor = ctypes.c_float()
    matriz = matriz_de(trazo)
    if not crudo.FPDFPageObj_GetStrokeWidth(trazo, grosor) or matriz is None:
        return None
    a, b, c, d, _, _ = matriz
    real = float(grosor.value) * abs(a * d - b * c) ** 0.5
    x0, y0, x1, y1 = caja_de(trazo)
    if real < ALTO_MINIMO or min(x1 - x0, y1 - y0) > _GROSOR * real:
        return None
    dx, dy = (real, real / 2) if x1 - x0 >= y1 - y0 else (real / 2, real)
    return Caja(x0 + dx, y0 + dy, x1 - dx, y1 - dy)


def _llena(trazo: object, tramos: int) -> bool:
    """Si el contorno, de una sola pieza, ocupa casi toda su caja: el área por sus vértices, sin la matriz."""
    x, y = ctypes.c_float(), ctypes.c_float()
    puntos: list[tuple[float, float]] = []
    for n in range(tramos):
        segmento = crudo.FPDFPath_GetPathSegment(trazo, n)
        if n and crudo.FPDFPathSegment_GetType(segmento) == crudo.FPDF_SEGMENT_MOVETO:
            return False
        crudo.FPDFPathSegment_GetPoint(segmento, x, y)
        puntos.append((x.value, y.value))
    ancho, alto = (max(v) - min(v) for v in zip(*puntos, strict=True))
    siguientes = [*puntos[1:], puntos[0]]
    area = abs(sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(puntos, siguientes, strict=True))) / 2
    return bool(0 < _LLENO * ancho * alto <= area)
