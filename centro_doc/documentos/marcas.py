"""Lo que se marca sobre la imagen y sobre el texto de una página: lo buscado y las evidencias."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from centro_doc.documentos.coincidencias import PasajeMarcado
from centro_doc.documentos.consultas import Medida
from centro_doc.vinculos.vistos import VinculoVisto
from indexador.extraccion.cajas import cajas_de, recortar
from indexador.ficha import Palabra


@dataclass(frozen=True, slots=True)
class CitaALaVista:
    """Una cita en esta página: lo que ocupa de ella, a qué norma o artículo lleva y cómo se dice."""

    inicio: int
    fin: int
    clave: str
    articulo: str
    titulo: str


@dataclass(frozen=True, slots=True)
class CajaVista:
    """Un rectángulo sobre la imagen, en porcentajes. `clase`: vacía, `actual`, `ok`, `nota` o `cita`.

    La de una `cita` lleva a lo citado; si ocupa varios renglones, sólo la de arriba es `primera`.
    """

    x: float
    y: float
    w: float
    h: float
    clase: str = ""
    cita: CitaALaVista | None = None
    primera: bool = True


@dataclass(frozen=True, slots=True)
class Rotulo:
    """La señal en el margen: el pasaje actual, por su número; una evidencia (`vinculo`), o una nota."""

    x: float
    y: float
    pasaje: int = 0
    vinculo: VinculoVisto | None = None
    nota: int = 0


@dataclass(frozen=True, slots=True)
class Tramo:
    """Un trozo del texto de la página. `codigos` son los destinos que prueba; `cita`, la que lo contiene;
    `nota`, el número de la que habla de él.

    `comienzos` son el ancla y la cita de los artículos que empiezan donde él.
    """

    texto: str
    marca: bool = False
    actual: bool = False
    codigos: tuple[str, ...] = ()
    cita: CitaALaVista | None = None
    nota: int = 0
    comienzos: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenciaEnPagina:
    """Lo que una evidencia ocupa de esta página."""

    vinculo: VinculoVisto
    inicio: int
    fin: int


@dataclass(frozen=True, slots=True)
class NotaAnclada:
    """Una nota que lee esta persona, y el pasaje de que habla; `fin` excluido."""

    numero: int
    texto_id: int
    pagina: int
    inicio: int
    pagina_fin: int
    fin: int


@dataclass(frozen=True, slots=True)
class NotaEnPagina:
    """Lo que el pasaje de una nota ocupa de esta página."""

    numero: int
    inicio: int
    fin: int


def sobre_la_imagen(
    palabras: Sequence[Palabra],
    texto: str,
    medida: Medida,
    suyas: Iterable[PasajeMarcado],
    actual: PasajeMarcado | None,
    evidencias: Iterable[EvidenciaEnPagina],
    citas: Iterable[CitaALaVista] = (),
    notas: Iterable[NotaEnPagina] = (),
) -> tuple[tuple[CajaVista, ...], tuple[Rotulo, ...]]:
    """Las cajas y los rótulos del margen. De lo buscado se marca sólo la palabra, sin los signos pegados."""
    proporcion = medida.alto / medida.ancho if medida.ancho else 1.3
    cajas = [caja for cita in citas for caja in _cajas_de_cita(palabras, texto, cita, proporcion)]
    rotulos: list[Rotulo] = []
    for evidencia in evidencias:
        propias = cajas_de_pasaje(palabras, evidencia.inicio, evidencia.fin, proporcion, "ok")
        if propias:
            rotulos.append(Rotulo(margen(palabras, propias[0]), propias[0].y, vinculo=evidencia.vinculo))
        cajas += propias
    for nota in notas:
        propias = cajas_de_pasaje(palabras, nota.inicio, nota.fin, proporcion, "nota")
        if propias:
            rotulos.append(Rotulo(margen(palabras, propias[0]), propias[0].y, nota=nota.numero))
        cajas += propias
    for pasaje in suyas:
        clase = "actual" if pasaje == actual else ""
        propias = [
            caja
            for marca in pasaje.marcas
            for caja in cajas_de_pasaje(recortar(palabras, *marca, texto), *marca, proporcion, clase)
        ]
        if propias and clase:
            rotulos.append(Rotulo(margen(palabras, propias[0]), propias[0].y, pasaje=pasaje.numero))
        cajas += propias
    return tuple(cajas), tuple(sin_encimar(rotulos))


def cajas_de_pasaje(
    palabras: Sequence[Palabra], inicio: int, fin: int, proporcion: float, clase: str
) -> list[CajaVista]:
    """Los rectángulos de las palabras entre dos puntos del texto, uno por renglón."""
    return [
        CajaVista(
            round(100 * caja.x0, 2),
            round(100 * caja.y0, 2),
            round(100 * (caja.x1 - caja.x0), 2),
            round(100 * (caja.y1 - caja.y0), 2),
            clase,
        )
        for caja in cajas_de(palabras, inicio, fin, proporcion=proporcion)
    ]


def _cajas_de_cita(
    palabras: Sequence[Palabra], texto: str, cita: CitaALaVista, proporcion: float
) -> Iterable[CajaVista]:
    suyas = recortar(palabras, cita.inicio, cita.fin, texto)
    cajas = cajas_de_pasaje(suyas, cita.inicio, cita.fin, proporcion, "cita")
    return (replace(caja, cita=cita, primera=lugar == 0) for lugar, caja in enumerate(cajas))


def margen(palabras: Sequence[Palabra], caja: CajaVista) -> float:
    """Dónde empieza el texto a la altura de una caja: el rótulo va a su izquierda, nunca sobre las letras."""
    arriba, abajo = caja.y / 100, (caja.y + caja.h) / 100
    alturas = [p.x0 for p in palabras if p.y0 < abajo and arriba < p.y1]
    return round(100 * min(alturas), 2) if alturas else caja.x


def sin_encimar(rotulos: Sequence[Rotulo], alto: float = 1.9) -> list[Rotulo]:
    """Baja los rótulos que caerían sobre otro del mismo margen."""
    puestos: list[Rotulo] = []
    for rotulo in sorted(rotulos, key=lambda uno: (uno.y, uno.x)):
        chocan = [otro for otro in puestos if abs(otro.x - rotulo.x) < 4 and rotulo.y - otro.y < alto]
        puestos.append(
            replace(rotulo, y=round(max(otro.y for otro in chocan) + alto, 2)) if chocan else rotulo
        )
    return puestos


def sobre_el_texto(
    texto: str,
    suyas: Iterable[PasajeMarcado],
    actual: PasajeMarcado | None,
    evidencias: Sequence[EvidenciaEnPagina],
    citas: Sequence[CitaALaVista] = (),
    notas: Sequence[NotaEnPagina] = (),
) -> tuple[Tramo, ...]:
    """El texto partido donde empieza o acaba una marca, evidencia, cita o nota; juntos, el texto entero."""
    marcas = [(inicio, fin, pasaje == actual) for pasaje in suyas for inicio, fin in pasaje.marcas]
    cortes = {0, len(texto)}
    lugares = [(inicio, fin) for inicio, fin, _ in marcas]
    lugares += [(una.inicio, una.fin) for una in evidencias] + [(una.inicio, una.fin) for una in citas]
    lugares += [(una.inicio, una.fin) for una in notas]
    for inicio, fin in lugares:
        cortes |= {min(inicio, len(texto)), min(fin, len(texto))}
    orden = sorted(cortes)
    tramos = []
    for desde, hasta in pairwise(orden):
        encima = [es_actual for inicio, fin, es_actual in marcas if inicio <= desde < fin]
        codigos = tuple(e.vinculo.codigo for e in evidencias if e.inicio <= desde < e.fin)
        cita = next((una for una in citas if una.inicio <= desde < una.fin), None)
        nota = next((una.numero for una in notas if una.inicio <= desde < una.fin), 0)
        tramos.append(Tramo(texto[desde:hasta], bool(encima), any(encima), codigos, cita, nota))
    return tuple(tramos)
