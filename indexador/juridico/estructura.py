"""La estructura de un documento: de libros a literales en una norma; encabezados y partes en lo demás.

Qué es un artículo lo decide `articulado`, que es también quien parte el índice: un artículo de la estructura
y los fragmentos con su ancla son lo mismo. Un artículo citado dentro de otro («"Artículo 7 Bis. …»») es de
la norma reformada: es una división de clase `articulo_citado`, hija del artículo que lo cita.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexador.juridico import marcas
from indexador.juridico.anclas import Anclas
from indexador.juridico.articulado import Articulado, Lugar, articulado
from indexador.juridico.considerandos import considerandos
from indexador.juridico.epigrafes import epigrafe
from indexador.juridico.marcas import Marca
from indexador.juridico.partes import partes
from indexador.juridico.subdivisiones import Trozo, parrafos, subdivisiones

_RANGOS = {
    marcas.ENCABEZADO: 0,
    marcas.FORMULA: 0,
    marcas.LIBRO: 1,
    marcas.TITULO: 2,
    marcas.CAPITULO: 3,
    marcas.SECCION: 4,
    marcas.PARTE: 5,
    marcas.PUNTO: 5,
    marcas.ARTICULO: 10,
    marcas.CONSIDERANDO: 10,
    marcas.CITADO: 11,
    marcas.NOTA: 12,
}
_DENTRO_DE_UN_ARTICULO = 13
_CIERRE_DE_COMILLAS = re.compile(r"[\"”»][ \t.;,]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Division:
    """Una división del documento.

    `clase`: libro, titulo, capitulo, seccion, articulo, articulo_citado, considerando, literal, numeral,
    inciso, parrafo, formula_final, nota_de_reforma, encabezado, parte o punto_de_agenda. `numero` es el
    canónico («117», «117-bis», «a»). `serie`, la de un artículo: `ordinaria` o `transitoria`. `padre`, el
    índice de la que la contiene. `inicio` y `fin` son puntos de código del texto de su página (de `pagina` y
    de `pagina_final`, contadas desde 1); `fin` queda excluido. `ancla` no se repite en el documento.
    """

    clase: str
    numero: str
    etiqueta: str
    epigrafe: str
    serie: str
    padre: int | None
    pagina: int
    inicio: int
    pagina_final: int
    fin: int
    ancla: str


@dataclass(frozen=True, slots=True)
class Estructura:
    """Las divisiones en el orden del texto; la que contiene a otra va antes que ella."""

    divisiones: tuple[Division, ...]
    cuerpos: tuple[tuple[int, int], ...]
    """De cada página, dónde empieza y acaba lo que no es su encabezado ni su pie."""

    def tramos(self, indice: int) -> Iterator[tuple[int, int, int]]:
        """Página (desde 1), inicio y fin de cada trozo del texto de una división, en orden.

        Sin los encabezados y pies repetidos de las páginas ni, salvo que se pida una, las notas de reforma.
        """
        suya = self.divisiones[indice]
        ajenas = [nota for nota in self._notas(indice) if suya.clase != marcas.NOTA]
        for pagina in range(suya.pagina, suya.pagina_final + 1):
            desde, hasta = self.cuerpos[pagina - 1]
            desde = max(desde, suya.inicio) if pagina == suya.pagina else desde
            hasta = min(hasta, suya.fin) if pagina == suya.pagina_final else hasta
            for nota in ajenas:
                if nota.pagina == pagina and desde <= nota.inicio < hasta:
                    if desde < nota.inicio:
                        yield pagina, desde, nota.inicio
                    desde = nota.fin
            if desde < hasta:
                yield pagina, desde, hasta

    def _notas(self, indice: int) -> Iterator[Division]:
        suya = self.divisiones[indice]
        for lugar in range(indice + 1, len(self.divisiones)):
            otra = self.divisiones[lugar]
            if (otra.pagina, otra.inicio) >= (suya.pagina_final, suya.fin):
                return
            if otra.clase == marcas.NOTA:
                yield otra


def estructurar(paginas: Sequence[str], *, clase_de_documento: str = "") -> Estructura:
    """La estructura de un texto dado por páginas (NFC), en tiempo lineal.

    `clase_de_documento` es la del catálogo (`acta_sesion_comision`, `decreto`…): de ella depende que las
    partes numeradas de lo que no tiene artículos sean puntos de agenda.
    """
    hallado = articulado(list(enumerate(paginas, 1)))
    todas = sorted(_todas(hallado, paginas, clase_de_documento), key=lambda m: (m.lugar, _rango(m)))
    final = (len(paginas) - 1, hallado.cuerpos[-1][1]) if paginas else (0, 0)
    return Estructura(tuple(_divisiones(todas, paginas, hallado, final)), hallado.cuerpos)


def _rango(marca: Marca) -> int:
    return _RANGOS.get(marca.clase, _DENTRO_DE_UN_ARTICULO) + marca.nivel


def _todas(hallado: Articulado, paginas: Sequence[str], clase_de_documento: str) -> Iterator[Marca]:
    propias = [marca for marca in hallado.marcas if marca.clase == marcas.ARTICULO]
    principio = propias[0].lugar if propias else (len(paginas), 0)
    suyos = list(considerandos(_trozos(hallado, paginas, (0, 0), principio)))
    yield from suyos
    if not propias:
        ya = sorted((*suyos, *hallado.marcas), key=lambda marca: marca.lugar)
        trozos = _trozos(hallado, paginas, (0, 0), principio)
        yield from hallado.marcas
        yield from _fuera_de(ya, partes(trozos, clase_de_documento))
        return
    yield from _de_otras_normas(hallado, paginas)
    siguientes = [*(marca.lugar for marca in hallado.marcas[1:]), (len(paginas), 0)]
    for marca, siguiente in zip(hallado.marcas, siguientes, strict=True):
        if marca.clase not in (marcas.ARTICULO, marcas.CITADO):
            yield marca
            continue
        trozos = _trozos(hallado, paginas, marca.lugar, siguiente)
        acaba = None
        if marca.clase == marcas.CITADO:
            trozos = _hasta_las_comillas(trozos)
            acaba = (trozos[-1].pagina, trozos[-1].fin)
        nombre = epigrafe(trozos[0].texto, marca.tras_rotulo, trozos[0].fin)
        yield replace(marca, epigrafe=nombre, acaba=acaba)
        yield from subdivisiones(trozos)
        yield from parrafos(trozos)


def _de_otras_normas(hallado: Articulado, paginas: Sequence[str]) -> Iterator[Marca]:
    """Los considerandos de las demás normas del archivo, entre lo que acaba la de antes y su artículo 1."""
    acaba: Lugar | None = None
    hay_norma = False
    for marca in hallado.marcas:
        if marca.clase == marcas.ARTICULO:
            if acaba is not None and hay_norma:
                yield from considerandos(_trozos(hallado, paginas, acaba, marca.lugar))
            acaba, hay_norma = None, True
        elif marca.clase == marcas.FORMULA or (marca.clase == marcas.ENCABEZADO and acaba is None):
            acaba = marca.lugar


def _fuera_de(ya: Sequence[Marca], otras: Iterable[Marca]) -> Iterator[Marca]:
    """Las que no están en el rótulo de otra: «CAPÍTULO II» no es además un encabezado en mayúsculas."""
    pendientes = deque(ya)
    for otra in otras:
        while pendientes and (pendientes[0].pagina, pendientes[0].tras_rotulo) <= otra.lugar:
            pendientes.popleft()
        if not pendientes or otra.lugar < pendientes[0].lugar:
            yield otra


def _trozos(hallado: Articulado, paginas: Sequence[str], desde: Lugar, hasta: Lugar) -> list[Trozo]:
    """El cuerpo de las páginas entre dos lugares."""
    trozos = []
    for indice in range(desde[0], min(hasta[0] + 1, len(paginas))):
        inicio, fin = hallado.cuerpos[indice]
        inicio = max(inicio, desde[1]) if indice == desde[0] else inicio
        fin = min(fin, hasta[1]) if indice == hasta[0] else fin
        if inicio < fin:
            trozos.append(Trozo(indice, paginas[indice], inicio, fin))
    return trozos


def _hasta_las_comillas(trozos: Sequence[Trozo]) -> list[Trozo]:
    """Lo citado acaba donde se cierran sus comillas; si no se cierran, donde sigue otra cosa."""
    for lugar in range(len(trozos) - 1, -1, -1):
        trozo = trozos[lugar]
        cierres = list(_CIERRE_DE_COMILLAS.finditer(trozo.texto, trozo.inicio, trozo.fin))
        if cierres:
            return [*trozos[:lugar], trozo._replace(fin=cierres[-1].end())]
    return list(trozos)


def _divisiones(
    todas: Sequence[Marca], paginas: Sequence[str], hallado: Articulado, final: Lugar
) -> Iterator[Division]:
    anclas = Anclas()
    fines = _fines(todas, final)
    dadas: list[str] = []
    padres = _padres(todas)
    for lugar, marca in enumerate(todas):
        padre = padres[lugar]
        dadas.append(anclas.dar(marca, dadas[padre] if padre is not None else ""))
        if padre is not None:
            fines[lugar] = min(fines[lugar], fines[padre])
        pagina_final, fin = _recogido(paginas, hallado.cuerpos, marca.lugar, fines[lugar])
        yield Division(
            clase=marca.clase,
            numero=marca.numero,
            etiqueta=marca.etiqueta,
            epigrafe=marca.epigrafe,
            serie=marca.serie,
            padre=padre,
            pagina=marca.pagina + 1,
            inicio=marca.inicio,
            pagina_final=pagina_final + 1,
            fin=fin,
            ancla=dadas[-1],
        )


def _la_acaba(abierta: Marca, otra: Marca) -> bool:
    """¿Acaba la otra, que viene después, a la que está abierta?"""
    if abierta.acaba is not None and abierta.acaba <= otra.lugar:
        return True
    return _rango(abierta) >= _rango(otra)


def _padres(todas: Sequence[Marca]) -> list[int | None]:
    abiertas: list[int] = []
    padres: list[int | None] = []
    for lugar, marca in enumerate(todas):
        while abiertas and _la_acaba(todas[abiertas[-1]], marca):
            abiertas.pop()
        padres.append(abiertas[-1] if abiertas else None)
        abiertas.append(lugar)
    return padres


def _fines(todas: Sequence[Marca], final: Lugar) -> list[Lugar]:
    """Dónde empieza lo que acaba a cada una: la siguiente de su rango o de uno mayor."""
    fines = [final] * len(todas)
    abiertas: list[int] = []
    for lugar, marca in enumerate(todas):
        while abiertas and _la_acaba(todas[abiertas[-1]], marca):
            fines[abiertas.pop()] = marca.lugar
        abiertas.append(lugar)
    return [min(fin, marca.acaba or fin) for fin, marca in zip(fines, todas, strict=True)]


def _recogido(
    paginas: Sequence[str], cuerpos: Sequence[tuple[int, int]], desde: Lugar, hasta: Lugar
) -> Lugar:
    """El fin, sin blancos ni pies de página detrás y sin pasar a una página de la que no ocupa nada."""
    for indice in range(hasta[0], desde[0] - 1, -1):
        comienzo = desde[1] if indice == desde[0] else cuerpos[indice][0]
        tope = min(hasta[1], cuerpos[indice][1]) if indice == hasta[0] else cuerpos[indice][1]
        fin = comienzo + len(paginas[indice][comienzo:tope].rstrip())
        if fin > comienzo:
            return indice, fin
    return desde
