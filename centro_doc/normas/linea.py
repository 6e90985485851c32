"""La línea de tiempo de una norma: sus fechas, sus estados y lo que otras hicieron con ella, en orden."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from centro_doc.catalogo.modelos import Precision
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.normas import palabras
from centro_doc.normas.hechos import SIN_VIGENCIA, Guardado, calculadas
from centro_doc.normas.modelos import RelacionDeNormas
from centro_doc.normas.otras import Otra, OtrasNormas
from centro_doc.normas.partes import articulo_en_prosa
from centro_doc.normas.vigencia import EstadoALaFecha


@dataclass(frozen=True, slots=True)
class Suceso:
    """Un punto de la línea de tiempo. `dia` ordena; `cuando` es la fecha hasta donde se conoce."""

    dia: date
    cuando: str
    titulo: str
    detalles: tuple[str, ...]
    marca: str
    otra: Otra | None = None
    elegida: bool = False

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
            yield Suceso(fecha.valor, dicha, rotulos[fecha.clase], (fecha.nota,), fecha.marca)
        if any(fecha.clase == "vigencia" for fecha in self._guardado.fechas):
            return
        for una in calculadas(self._guardado):
            dicha = fecha_con_precision(una.valor, Precision.DIA)
            detalles = ("Ocho días después de la publicación, si la norma no dispone otra cosa.",)
            titulo = "Entrada en vigor calculada"
            yield Suceso(una.valor, dicha, titulo, detalles, una.marca, self._otras.otra("CPRG"))

    def _de_estados(self) -> Iterator[Suceso]:
        for fila in self._guardado.estados:
            if fila.precision == Precision.DESCONOCIDA:
                continue
            titulo = palabras.VIGENCIAS[fila.estado]
            if fila.articulo:
                titulo = f"Artículo {articulo_en_prosa(fila.articulo)}: {titulo.lower()}"
            otra = (
                self._otras.otra(fila.norma_prueba)
                if fila.norma_prueba not in {"", self._norma.clave}
                else None
            )
            dicha = fecha_con_precision(fila.desde, fila.precision)
            marca = _peor(fila.marca, fila.marca_desde)
            yield Suceso(fila.desde, dicha, titulo, (fila.nota,), marca, otra)

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
        suya = self._otras.fecha_de(fila.origen) if fila.fecha is None else None
        detalles = (
            f"El día es el de su {palabras.fechas()[suya.clase].lower()}." if suya is not None else "",
            f"Artículo {articulo_en_prosa(fila.articulo_destino)}." if fila.articulo_destino else "",
            "En parte." if fila.parcial else "",
            fila.nota,
        )
        if fila.fecha is not None:
            dicha = fecha_con_precision(fila.fecha, fila.precision)
            yield Suceso(fila.fecha, dicha, rotulo, detalles, fila.marca, otra)
        elif suya is not None:
            dicha = fecha_con_precision(suya.valor, suya.precision)
            marca = _peor(fila.marca, suya.marca)
            yield Suceso(suya.valor, dicha, rotulo, detalles, marca, otra)


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


def _peor(*marcas: str) -> str:
    return max(marcas, key="VCD".index)
