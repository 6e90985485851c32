"""El estado actual de los documentos, como debe verlo la búsqueda: lo que lee el escritor del índice.

De lo confidencial no se indexan ni el título ni el texto: queda una ficha vacía, que las personas nombradas
encuentran entre todos los documentos. Lo retirado y lo que nadie puede ver no está en el índice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centro_doc.catalogo.acceso import es_indexable
from centro_doc.catalogo.hechos import fecha_principal, primeras_fechas
from centro_doc.catalogo.modelos import (
    Documento,
    Estado,
    PaginaGuardada,
)
from centro_doc.catalogo.vigente import textos_vigentes
from centro_doc.cuentas.permisos import PUBLICO
from centro_doc.directorio.modelos import Institucion
from centro_doc.indice.escritor import Borrar
from centro_doc.vinculos.consultas import codigos_por_documento
from indexador.extraccion.fragmentos import fragmentar
from indexador.ficha import Ficha, Fragmento, Pagina, Texto
from indexador.lengua.personales import sin_datos_personales


@dataclass(frozen=True, slots=True)
class _Tanda:
    """Lo de alrededor de los documentos que se leen juntos."""

    emisores: Mapping[int, Institucion]
    codigos: Mapping[int, tuple[frozenset[str], frozenset[str]]]
    fragmentos: Mapping[int, tuple[Fragmento, ...]]


def leer(sesion: Session, numeros: Sequence[int]) -> list[Ficha | Borrar]:
    """El lector del escritor: uno por cada documento pedido, con un número fijo de consultas."""
    documentos = sesion.scalars(
        select(Documento)
        .where(Documento.id.in_(numeros))
        .options(selectinload(Documento.marcas), selectinload(Documento.fechas))
        .order_by(Documento.id)
    ).all()
    emisores = {documento.emisor_id for documento in documentos if documento.emisor_id is not None}
    tanda = _Tanda(
        {i.id: i for i in sesion.scalars(select(Institucion).where(Institucion.id.in_(emisores)))},
        codigos_por_documento(sesion, numeros),
        _fragmentos(sesion, numeros),
    )
    return [_leer(documento, tanda) for documento in documentos]


def _leer(documento: Documento, tanda: _Tanda) -> Ficha | Borrar:
    marcas = frozenset(marca.marca for marca in documento.marcas)
    if documento.estado == Estado.RETIRADO or not marcas:
        return Borrar(documento.id, documento.revision)
    if not es_indexable(documento):
        return Ficha(
            documento=documento.id,
            identificador=documento.identificador,
            revision=documento.revision,
            titulo="",
            tipo=documento.tipo or "",
            publica=False,
            marcas=marcas,
            acceso=documento.acceso,
        )
    emisor = tanda.emisores.get(documento.emisor_id or 0)
    temas, actividades = tanda.codigos.get(documento.id, (frozenset[str](), frozenset[str]()))
    fecha = fecha_principal(documento.tipo, documento.fechas)
    return Ficha(
        documento=documento.id,
        identificador=documento.identificador,
        revision=documento.revision,
        titulo=documento.titulo,
        titulo_corto=documento.titulo_corto,
        tipo=documento.tipo or "",
        publica=PUBLICO in marcas,
        marcas=marcas,
        acceso=documento.acceso,
        numero=documento.numero,
        fecha=fecha.valor if fecha is not None else None,
        fechas=primeras_fechas(documento.fechas),
        publicado=documento.publicado,
        pais=documento.jurisdiccion,
        temas=tuple(sorted(temas)),
        actividades=tuple(sorted(actividades)),
        instituciones=(emisor.clave,) if emisor is not None else (),
        registro="\n".join(_registro(documento, emisor)),
        fragmentos=tanda.fragmentos.get(documento.id, ()),
    )


def _registro(documento: Documento, emisor: Institucion | None) -> Iterator[str]:
    """Los datos bibliográficos que se buscan como texto; nunca quién lo entregó ni por qué se reservó."""
    if emisor is not None:
        yield from (parte for parte in (emisor.nombre, emisor.sigla) if parte)
    elif documento.emisor_nombre:
        yield documento.emisor_nombre
    yield from documento.autores
    yield from documento.ponentes
    yield from (parte for parte in (documento.subtipo, documento.resumen, documento.ubicacion) if parte)
    for valor in documento.metadatos.values():
        yield from (str(parte) for parte in (valor if isinstance(valor, list) else [valor]) if parte)


def _fragmentos(sesion: Session, numeros: Sequence[int]) -> dict[int, tuple[Fragmento, ...]]:
    """Los fragmentos salen de las páginas cada vez que se indexa: quien los parte mejor no toca la base.

    El índice es una copia de lo que indexa: los datos de un particular no entran en él.
    """
    de_quien = {texto: documento for documento, texto in textos_vigentes(sesion, numeros).items()}
    filas = sesion.execute(
        select(PaginaGuardada.texto_id, PaginaGuardada.numero, PaginaGuardada.texto, PaginaGuardada.etiqueta)
        .where(PaginaGuardada.texto_id.in_(de_quien))
        .order_by(PaginaGuardada.texto_id, PaginaGuardada.numero)
    )
    paginas: dict[int, list[Pagina]] = {}
    for texto_id, numero, texto, etiqueta in filas:
        paginas.setdefault(de_quien[texto_id], []).append(
            Pagina(numero, sin_datos_personales(texto), etiqueta)
        )
    return {documento: fragmentar(Texto(tuple(suyas), "")) for documento, suyas in paginas.items()}
