"""Lo que dice un artículo en el texto de un documento."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, PaginaGuardada
from centro_doc.grafo.acceso import se_ven
from centro_doc.grafo.citantes import Articulo
from centro_doc.grafo.guardadas import division_de
from centro_doc.grafo.modelos import DivisionGuardada, LecturaJuridica
from centro_doc.grafo.palabras import articulo_de_direccion
from indexador.juridico import marcas as clases
from indexador.juridico.estructura import Estructura


@dataclass(frozen=True, slots=True)
class TextoDeArticulo:
    """Lo que dice un artículo en el texto de un documento, por párrafos, y sus notas de reforma aparte."""

    documento: Documento
    etiqueta: str
    epigrafe: str
    parrafos: tuple[str, ...]
    notas: tuple[str, ...]
    pagina: int
    ancla: str
    anterior: str
    siguiente: str


def texto_de_articulo(
    sesion: Session, documentos: Sequence[int], articulo: Articulo, marcas: frozenset[str]
) -> TextoDeArticulo | None:
    """Lo que dice el artículo en el primer documento, en el orden dado, que lo trae. Seis consultas."""
    filas = sesion.scalars(
        select(DivisionGuardada)
        .where(
            DivisionGuardada.documento_id.in_(documentos),
            DivisionGuardada.clase == clases.ARTICULO,
            DivisionGuardada.serie == articulo.serie,
            DivisionGuardada.numero == articulo.numero,
            se_ven(DivisionGuardada.documento_id, marcas),
        )
        .order_by(DivisionGuardada.orden)
    ).all()
    por_documento = {fila.documento_id: fila for fila in reversed(filas)}
    suya = next((por_documento[numero] for numero in documentos if numero in por_documento), None)
    return _texto(sesion, suya) if suya is not None else None


def _texto(sesion: Session, suya: DivisionGuardada) -> TextoDeArticulo:
    lectura = sesion.get_one(LecturaJuridica, suya.documento_id)
    dentro = sesion.scalars(
        select(DivisionGuardada)
        .where(
            DivisionGuardada.documento_id == suya.documento_id,
            DivisionGuardada.orden > suya.orden,
            or_(
                DivisionGuardada.pagina < suya.pagina_final,
                (DivisionGuardada.pagina == suya.pagina_final) & (DivisionGuardada.inicio < suya.fin),
            ),
        )
        .order_by(DivisionGuardada.orden)
    ).all()
    paginas = {
        fila[0]: fila[1]
        for fila in sesion.execute(
            select(PaginaGuardada.numero, PaginaGuardada.texto).where(
                PaginaGuardada.texto_id == lectura.texto_id,
                PaginaGuardada.numero.between(suya.pagina, suya.pagina_final),
            )
        )
    }
    cuerpos = tuple((inicio, fin) for inicio, fin in lectura.cuerpos)
    estructura = Estructura(tuple(division_de(una) for una in (suya, *dentro)), cuerpos)
    anterior, siguiente = _vecinos(sesion, suya)
    return TextoDeArticulo(
        documento=sesion.get_one(Documento, suya.documento_id),
        etiqueta=suya.etiqueta,
        epigrafe=suya.epigrafe,
        parrafos=tuple(_parrafos(estructura, paginas)),
        notas=tuple(_notas(estructura, paginas)),
        pagina=suya.pagina,
        ancla=suya.ancla,
        anterior=anterior,
        siguiente=siguiente,
    )


def _parrafos(estructura: Estructura, paginas: Mapping[int, str]) -> Iterator[str]:
    """El texto del artículo, cortado donde empieza cada subdivisión y con sus renglones unidos."""
    cortes = sorted({(d.pagina, d.inicio) for d in estructura.divisiones[1:] if d.clase != clases.NOTA})
    parrafo = ""
    for pagina, inicio, fin in estructura.tramos(0):
        desde = inicio
        for _, corte in (c for c in cortes if c[0] == pagina and inicio <= c[1] < fin):
            parrafo += paginas.get(pagina, "")[desde:corte]
            if parrafo.strip():
                yield " ".join(parrafo.split())
            parrafo, desde = "", corte
        parrafo += f"{paginas.get(pagina, '')[desde:fin]}\n"
    if parrafo.strip():
        yield " ".join(parrafo.split())


def _notas(estructura: Estructura, paginas: Mapping[int, str]) -> Iterator[str]:
    for indice, division in enumerate(estructura.divisiones):
        if division.clase == clases.NOTA:
            trozos = (paginas.get(pagina, "")[i:f] for pagina, i, f in estructura.tramos(indice))
            yield " ".join(" ".join(trozos).split())


def _vecinos(sesion: Session, suya: DivisionGuardada) -> tuple[str, str]:
    """Las direcciones del artículo anterior y del siguiente, o vacío."""
    comunes = select(DivisionGuardada.numero, DivisionGuardada.serie).where(
        DivisionGuardada.documento_id == suya.documento_id, DivisionGuardada.clase == clases.ARTICULO
    )
    orden = DivisionGuardada.orden
    antes = sesion.execute(comunes.where(orden < suya.orden).order_by(orden.desc()).limit(1)).first()
    despues = sesion.execute(comunes.where(orden > suya.orden).order_by(orden).limit(1)).first()
    return (
        articulo_de_direccion(*antes) if antes is not None else "",
        articulo_de_direccion(*despues) if despues is not None else "",
    )
