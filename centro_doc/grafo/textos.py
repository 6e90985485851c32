"""Lo que dicen los artículos en los textos que los traen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, PaginaGuardada
from centro_doc.grafo.acceso import se_ven
from centro_doc.grafo.citantes import Articulo
from centro_doc.grafo.guardadas import division_de
from centro_doc.grafo.modelos import DivisionGuardada, LecturaJuridica
from centro_doc.grafo.palabras import articulo_de_direccion
from indexador.juridico import marcas as clases
from indexador.juridico.estructura import Estructura
from indexador.lengua.personales import sin_datos_personales


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
    orden: int


def divisiones_de_articulo(
    sesion: Session,
    documentos: Sequence[int],
    articulo: Articulo,
    marcas: frozenset[str],
    *,
    y_estas: Iterable[tuple[int, str]] = (),
) -> Sequence[DivisionGuardada]:
    """Los artículos de ese número, de cualquiera de las dos series, que traen los documentos.

    `y_estas` son otras divisiones, por su documento y su ancla. Una consulta.
    """
    cuales: list[ColumnElement[bool]] = [
        and_(DivisionGuardada.documento_id == documento, DivisionGuardada.ancla == ancla)
        for documento, ancla in y_estas
    ]
    if documentos:
        cuales.append(
            and_(DivisionGuardada.documento_id.in_(documentos), DivisionGuardada.numero == articulo.numero)
        )
    if not cuales:
        return ()
    return sesion.scalars(
        select(DivisionGuardada)
        .where(
            or_(*cuales),
            DivisionGuardada.clase == clases.ARTICULO,
            se_ven(DivisionGuardada.documento_id, marcas),
        )
        .order_by(DivisionGuardada.documento_id, DivisionGuardada.orden)
    ).all()


def leer_textos(sesion: Session, divisiones: Sequence[DivisionGuardada]) -> tuple[TextoDeArticulo, ...]:
    """Lo que dice cada una, en el mismo orden. Quien llama ya vio que el lector las ve. Cuatro consultas."""
    if not divisiones:
        return ()
    documentos = {una.documento_id for una in divisiones}
    lecturas = {
        una.documento_id: una
        for una in sesion.scalars(select(LecturaJuridica).where(LecturaJuridica.documento_id.in_(documentos)))
    }
    suyos = {uno.id: uno for uno in sesion.scalars(select(Documento).where(Documento.id.in_(documentos)))}
    dentro = _dentro(sesion, divisiones)
    paginas = _paginas(sesion, divisiones)
    return tuple(
        _texto(una, suyos[una.documento_id], lecturas[una.documento_id], dentro, paginas)
        for una in divisiones
    )


def vecinos(sesion: Session, documento_id: int, orden: int) -> tuple[str, str]:
    """Las direcciones del artículo anterior y del siguiente de un texto, o vacío. Una consulta."""
    suyos = (DivisionGuardada.documento_id == documento_id, DivisionGuardada.clase == clases.ARTICULO)
    lugar = DivisionGuardada.orden
    antes = select(func.max(lugar)).where(*suyos, lugar < orden).scalar_subquery()
    despues = select(func.min(lugar)).where(*suyos, lugar > orden).scalar_subquery()
    filas = sesion.execute(
        select(lugar, DivisionGuardada.numero, DivisionGuardada.serie).where(
            *suyos, or_(lugar == antes, lugar == despues)
        )
    ).all()
    direcciones = {fila[0] < orden: articulo_de_direccion(fila[1], fila[2]) for fila in filas}
    return direcciones.get(True, ""), direcciones.get(False, "")


def _dentro(sesion: Session, divisiones: Sequence[DivisionGuardada]) -> Sequence[DivisionGuardada]:
    suyas = (
        and_(
            DivisionGuardada.documento_id == una.documento_id,
            DivisionGuardada.orden > una.orden,
            or_(
                DivisionGuardada.pagina < una.pagina_final,
                and_(DivisionGuardada.pagina == una.pagina_final, DivisionGuardada.inicio < una.fin),
            ),
        )
        for una in divisiones
    )
    return sesion.scalars(select(DivisionGuardada).where(or_(*suyas)).order_by(DivisionGuardada.orden)).all()


def _paginas(sesion: Session, divisiones: Sequence[DivisionGuardada]) -> Mapping[tuple[int, int], str]:
    """El texto de cada página que ocupan, por documento y número."""
    suyas = (
        and_(
            LecturaJuridica.documento_id == una.documento_id,
            PaginaGuardada.numero.between(una.pagina, una.pagina_final),
        )
        for una in divisiones
    )
    filas = sesion.execute(
        select(LecturaJuridica.documento_id, PaginaGuardada.numero, PaginaGuardada.texto)
        .join(PaginaGuardada, PaginaGuardada.texto_id == LecturaJuridica.texto_id)
        .where(or_(*suyas))
    )
    return {(documento_id, numero): sin_datos_personales(texto) for documento_id, numero, texto in filas}


def _texto(
    suya: DivisionGuardada,
    documento: Documento,
    lectura: LecturaJuridica,
    dentro: Iterable[DivisionGuardada],
    de_todos: Mapping[tuple[int, int], str],
) -> TextoDeArticulo:
    cuerpos = tuple((inicio, fin) for inicio, fin in lectura.cuerpos)
    propias = [una for una in dentro if _contiene(suya, una)]
    estructura = Estructura(tuple(division_de(una) for una in (suya, *propias)), cuerpos)
    paginas = {numero: texto for (uno, numero), texto in de_todos.items() if uno == suya.documento_id}
    return TextoDeArticulo(
        documento=documento,
        etiqueta=suya.etiqueta,
        epigrafe=suya.epigrafe,
        parrafos=tuple(_parrafos(estructura, paginas)),
        notas=tuple(_notas(estructura, paginas)),
        pagina=suya.pagina,
        ancla=suya.ancla,
        orden=suya.orden,
    )


def _contiene(suya: DivisionGuardada, otra: DivisionGuardada) -> bool:
    return (
        otra.documento_id == suya.documento_id
        and otra.orden > suya.orden
        and (otra.pagina, otra.inicio) < (suya.pagina_final, suya.fin)
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
