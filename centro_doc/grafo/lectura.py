"""Leer la estructura y las citas de un texto por páginas, cada cosa con la página y el lugar en que está.

Las citas se buscan en las páginas unidas, sin sus encabezados ni sus pies: una puede empezar en una página y
acabar en la siguiente.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from centro_doc.grafo.palabras import CAMBIAN
from centro_doc.normas.dispuestas import Dispuesta, segun_su_texto
from indexador.juridico import marcas
from indexador.juridico.citas import Cita, Contexto, Nombres, hallar
from indexador.juridico.estructura import Division, Estructura, estructurar
from indexador.juridico.objetivos import PASOS, Objetivo

FIRME = 0.5
"""La confianza desde la que una cita puede darse por cierta."""
_ENTRE_PAGINAS = "\n"
_NOMBRAN = frozenset({marcas.ARTICULO, marcas.CONSIDERANDO, marcas.PARTE, marcas.PUNTO, marcas.FORMULA})
_DUDOSA = 0.4


@dataclass(frozen=True, slots=True)
class CitaEnPagina:
    """Una cita y dónde está; `inicio` y `fin` son puntos de código de sus páginas."""

    cita: Cita
    pagina: int
    inicio: int
    pagina_final: int
    fin: int
    lugar: str = ""
    ancla: str = ""


@dataclass(frozen=True, slots=True)
class Leido:
    """Lo leído de un texto; en `unido.texto` cuentan las posiciones de cada `cita`."""

    estructura: Estructura
    citas: tuple[CitaEnPagina, ...]
    unido: "Unido"
    vigencia: Dispuesta | None = None
    """Desde cuándo rige la norma que trae, según ese texto; el documento lo pone quien lo guarda."""


class Unido:
    """Las páginas de un texto, que se cuentan desde 1, unidas sin encabezados ni pies."""

    def __init__(self, paginas: Sequence[str], cuerpos: Sequence[tuple[int, int]]) -> None:
        self._cuerpos = cuerpos
        trozos = [pagina[i:f] for pagina, (i, f) in zip(paginas, cuerpos, strict=True)]
        self._comienzos: list[int] = []
        lugar = 0
        for trozo in trozos:
            self._comienzos.append(lugar)
            lugar += len(trozo) + len(_ENTRE_PAGINAS)
        self.texto = _ENTRE_PAGINAS.join(trozos)

    def pagina(self, lugar: int) -> tuple[int, int]:
        """La página y la posición en ella de un punto del texto unido."""
        indice = max(0, bisect_right(self._comienzos, lugar) - 1)
        desde, hasta = self._cuerpos[indice]
        return indice + 1, min(hasta, desde + lugar - self._comienzos[indice])

    def tramo(self, inicio: int, fin: int) -> tuple[int, int, int, int]:
        """Página e inicio, página y fin (excluido) de un trozo no vacío."""
        pagina, posicion = self.pagina(fin - 1)
        return (*self.pagina(inicio), pagina, posicion + 1)


def nada() -> Leido:
    """Lo que se lee de un documento sin texto."""
    return Leido(Estructura((), ()), (), Unido((), ()))


def leer(paginas: Sequence[str], contexto: Contexto, nombres: Nombres, *, tipo: str = "") -> Leido:
    """La estructura y las citas de unas páginas en NFC; cuesta lo que mide el texto.

    Lo que «el artículo anterior» nombra se resuelve con la estructura. Lo que un texto reformador pone entre
    comillas es de la ley reformada: su «esta Ley» queda dudoso, y lo que ahí se manda no lo manda él.
    """
    estructura = estructurar(paginas, clase_de_documento=tipo)
    unido = Unido(paginas, estructura.cuerpos)
    lugares = _Lugares(estructura.divisiones, contexto.documento)
    citas = []
    for cita in hallar(unido.texto, contexto, nombres):
        pagina, inicio, pagina_final, fin = unido.tramo(cita.inicio, cita.fin)
        citas.append(lugares.poner(CitaEnPagina(cita, pagina, inicio, pagina_final, fin)))
    vigencia = segun_su_texto(paginas, estructura, contexto.documento or "", 0)
    return Leido(estructura, tuple(citas), unido, vigencia)


class _Lugares:
    """En qué división está cada cita; se pregunta por las citas en orden."""

    def __init__(self, divisiones: Sequence[Division], norma: str | None) -> None:
        self._norma = norma
        self._nombran = [d for d in divisiones if d.clase in _NOMBRAN]
        self._citados = [d for d in divisiones if d.clase == marcas.CITADO]
        self._articulos = [d for d in divisiones if d.clase == marcas.ARTICULO]
        self._ordenes: tuple[Division | None, set[str]] = (None, set())

    def poner(self, una: CitaEnPagina) -> CitaEnPagina:
        """La cita con el nombre de su lugar, y con lo relativo resuelto."""
        donde = (una.pagina, una.inicio)
        suya, citado = _en(self._nombran, donde), _en(self._citados, donde)
        cita = una.cita
        if cita.relacion in CAMBIAN and self._es_de_otro(cita, suya, citado):
            cita = cita._replace(relacion="")
        if citado is not None and cita.resolucion == "interna":
            cita = cita._replace(confianza=min(cita.confianza, _DUDOSA))
        else:
            objetivos = tuple(self._resuelto(objetivo, donde) for objetivo in cita.objetivos)
            cita = cita._replace(objetivos=objetivos)
        if suya is None:
            return replace(una, cita=cita)
        lugar = "Considerandos" if suya.clase == marcas.CONSIDERANDO else suya.etiqueta
        return replace(una, cita=cita, lugar=lugar, ancla=suya.ancla)

    def _es_de_otro(self, cita: Cita, suya: Division | None, citado: Division | None) -> bool:
        """¿Lo ordena otro texto, y éste sólo lo cuenta o lo reproduce?

        Un considerando no ordena nada. Lo que se reproduce de la norma que el artículo reforma no lo ordena
        él, salvo que mande cambiar esa misma norma: entonces es un artículo suyo que perdió su encabezado.
        """
        if suya is not None and suya.clase == marcas.CONSIDERANDO:
            return True
        if self._ordenes[0] != suya:
            self._ordenes = (suya, set())
        normas = {objetivo.norma for objetivo in cita.objetivos}
        if citado is None:
            self._ordenes[1].update(normas)
        return citado is not None and normas.isdisjoint(self._ordenes[1])

    def _resuelto(self, objetivo: Objetivo, donde: tuple[int, int]) -> Objetivo:
        if objetivo.norma not in PASOS or not self._norma:
            return objetivo
        indice = _indice(self._articulos, donde)
        cual = indice + PASOS[objetivo.norma]
        if indice < 0 or not 0 <= cual < len(self._articulos):
            return objetivo
        articulo = self._articulos[cual]
        return replace(objetivo, norma=self._norma, articulo=articulo.numero, serie=articulo.serie)


def _indice(divisiones: Sequence[Division], donde: tuple[int, int]) -> int:
    """El índice de la última que empieza ahí o antes; -1 si ninguna."""
    return bisect_right(divisiones, donde, key=lambda d: (d.pagina, d.inicio)) - 1


def _en(divisiones: Sequence[Division], donde: tuple[int, int]) -> Division | None:
    indice = _indice(divisiones, donde)
    if indice < 0:
        return None
    division = divisiones[indice]
    return division if donde < (division.pagina_final, division.fin) else None
