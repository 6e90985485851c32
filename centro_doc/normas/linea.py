"""La línea de tiempo de una norma: sus fechas, sus estados y lo que otras hicieron con ella, en orden."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from centro_doc.catalogo.modelos import Documento, Precision
from centro_doc.comun.fechas import fecha_con_precision, fecha_larga
from centro_doc.normas import palabras
from centro_doc.normas.hechos import SIN_VIGENCIA, Guardado, declarado
from centro_doc.normas.modelos import RelacionDeNormas
from centro_doc.normas.otras import Otra, OtrasNormas
from centro_doc.normas.partes import articulo_en_prosa
from centro_doc.normas.vigencia import EstadoALaFecha, peor
from centro_doc.normas.vigor import LEIDO, Calculada

_DISPUESTA = "Entrada en vigor que ella dispone"


@dataclass(frozen=True, slots=True)
class Suceso:
    """Un punto de la línea de tiempo. `dia` ordena; `cuando` es la fecha hasta donde se conoce.

    `articulo`: el de la misma norma que lo dispone, por su dirección. `documento`: el que es o lo prueba.
    """

    dia: date
    cuando: str
    titulo: str
    detalles: tuple[str, ...]
    marca: str
    otra: Otra | None = None
    elegida: bool = False
    articulo: str = ""
    documento: Documento | None = None

    @property
    def detalle(self) -> str:
        """Lo que se dice de él, seguido."""
        return " ".join(parte for parte in self.detalles if parte)


class LineaDeTiempo:
    """Arma los sucesos de una norma; `hace` son las relaciones en que es el origen."""

    def __init__(self, guardado: Guardado, hace: Sequence[RelacionDeNormas], otras: OtrasNormas) -> None:
        self._guardado, self._norma, self._hace, self._otras = guardado, guardado.norma, hace, otras

    def sucesos(self, fecha: date, estado: EstadoALaFecha) -> tuple[Suceso, ...]:
        """Todo lo que tiene fecha, y entre ello la elegida con el estado de ese día. Sin nada, vacía."""
        sucesos = [*self._de_fechas(), *self._de_estados(), *self._de_relaciones()]
        if sucesos and self._norma.clase not in SIN_VIGENCIA:
            titulo = f"{palabras.VIGENCIAS[estado.estado]}."
            dia = fecha_con_precision(fecha, Precision.DIA)
            sucesos.append(Suceso(fecha, dia, "Fecha elegida", (titulo,), estado.marca, elegida=True))
        return tuple(_juntos(sorted(sucesos, key=lambda uno: (uno.dia, uno.elegida))))

    def _de_fechas(self) -> Iterator[Suceso]:
        rotulos = palabras.fechas()
        for fecha in self._guardado.fechas:
            dicha = fecha_con_precision(fecha.valor, fecha.precision)
            titulo, nota = rotulos[fecha.clase], fecha.nota
            if fecha.clase == palabras.OTRA_FECHA and nota:
                titulo, nota = nota.rstrip("."), ""
            yield Suceso(fecha.valor, dicha, titulo, (nota,), fecha.marca)
        yield from self._de_su_vigor()

    def _de_su_vigor(self) -> Iterator[Suceso]:
        """La entrada en vigor que nadie declaró: la que dispone su texto o la que se calcula."""
        dispuesta = self._guardado.vigor.dispuesta
        if dispuesta is not None and dispuesta.dia is not None:
            dicha = fecha_con_precision(dispuesta.dia, Precision.DIA)
            yield Suceso(dispuesta.dia, dicha, _DISPUESTA, (), LEIDO, articulo=dispuesta.articulo)
        yield from (self._calculado(una) for una in self._guardado.calculadas if una.cuenta)

    def _calculado(self, una: Calculada) -> Suceso:
        dicha = fecha_con_precision(una.valor, Precision.DIA)
        if una.articulo:
            detalles = (f"Se publicó el {fecha_larga(una.publicacion)}: rige {una.plazo}.",)
            return Suceso(una.valor, dicha, _DISPUESTA, detalles, una.marca, articulo=una.articulo)
        detalles = ("Ocho días después de la publicación, si la norma no dispone otra cosa.",)
        titulo = "Entrada en vigor calculada"
        return Suceso(una.valor, dicha, titulo, detalles, una.marca, self._otras.otra("CPRG"))

    def _de_estados(self) -> Iterator[Suceso]:
        for fila in self._guardado.estados:
            if fila.precision == Precision.DESCONOCIDA:
                continue
            titulo = palabras.VIGENCIAS[fila.estado]
            if fila.articulo:
                dicho = palabras.VIGENCIAS_DE_ARTICULO[fila.estado].lower()
                titulo = f"Artículo {articulo_en_prosa(fila.articulo)}: {dicho}"
            otra = (
                self._otras.otra(fila.norma_prueba)
                if fila.norma_prueba not in {"", self._norma.clave}
                else None
            )
            hecho = declarado(fila, self._guardado)
            dicha = hecho.empezo or fecha_con_precision(hecho.desde, hecho.precision)
            yield Suceso(hecho.desde, dicha, titulo, (fila.nota,), hecho.marca_entera, otra)

    def _de_relaciones(self) -> Iterator[Suceso]:
        dichas = {e.norma_prueba for e in self._guardado.estados if e.precision != Precision.DESCONOCIDA}
        for fila in self._guardado.recibe:
            if fila.fecha is not None or fila.origen not in dichas:
                yield from self._de_relacion(fila, desde_origen=False)
        for fila in self._hace:
            if fila.fecha is not None:
                yield from self._de_relacion(fila, desde_origen=True)

    def _de_relacion(self, fila: RelacionDeNormas, *, desde_origen: bool) -> Iterator[Suceso]:
        rotulo = self._otras.rotulo(fila, desde_origen=desde_origen)
        otra = self._otras.otra(fila.destino if desde_origen else fila.origen)
        cuando = self._cuando(fila)
        if cuando is None:
            return
        dia, dicha, marca, de_donde = cuando
        detalles = (
            de_donde,
            f"Artículo {articulo_en_prosa(fila.articulo_destino)}." if fila.articulo_destino else "",
            "En parte." if fila.parcial else "",
            fila.nota,
        )
        yield Suceso(dia, dicha, rotulo, detalles, peor(fila.marca, marca), otra)

    def _cuando(self, fila: RelacionDeNormas) -> tuple[date, str, str, str] | None:
        """El día, cómo se dice, su marca y de dónde sale: de la relación, o de cuándo rige la que obra."""
        if fila.fecha is not None:
            return fila.fecha, fecha_con_precision(fila.fecha, fila.precision), fila.marca, ""
        return self._otras.cuando_obra(fila.origen)


def _juntos(sucesos: Iterable[Suceso]) -> Iterator[Suceso]:
    """Lo que una norma hizo el mismo día con varios artículos es un solo suceso."""
    juntos: dict[tuple[object, ...], Suceso] = {}
    for uno in sucesos:
        clave: tuple[object, ...] = (uno.dia, uno.cuando, uno.titulo, uno.otra, uno.marca, uno.elegida)
        if uno.otra is None:
            clave = (*clave, uno.detalles)
        previos = juntos[clave].detalles if clave in juntos else ()
        juntos[clave] = replace(uno, detalles=tuple(dict.fromkeys((*previos, *uno.detalles))))
    yield from juntos.values()
