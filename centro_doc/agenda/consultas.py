"""Lecturas de la agenda: los temas, y de qué temas son una institución, una norma o una iniciativa."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.consultas_iniciativas import una
from centro_doc.agenda.dichos import datos
from centro_doc.agenda.etapas import PUBLICADA, VIGENTE
from centro_doc.agenda.lectura import LISTAS_DE_NORMAS
from centro_doc.agenda.modelos import EtapaDeIniciativa, Iniciativa, Tema
from centro_doc.agenda.numeros import clave, leer_numero
from centro_doc.agenda.visibles import a_la_vista
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.errores import NoEncontrado
from centro_doc.directorio.modelos import Institucion
from centro_doc.normas.uniones import clave_de_ficha
from centro_doc.plan.modelos import Nodo


@dataclass(frozen=True, slots=True)
class FichaDeTema:
    """Un tema con lo que la agenda dice de él y no son sus normas, listo para mostrar."""

    tema: Tema
    nodo: Nodo
    instituciones: tuple[Institucion, ...]
    terminos: tuple[str, ...]
    ambiguos: tuple[tuple[str, str], ...]
    articulos_constitucionales: tuple[str, ...]
    nota: str


def temas(sesion: Session) -> Sequence[Tema]:
    """Los temas de la agenda, en su orden."""
    return sesion.scalars(select(Tema).order_by(Tema.orden)).all()


def ficha(sesion: Session, codigo: str) -> FichaDeTema:
    """Un tema por su código; levanta `NoEncontrado` si no existe. Tres consultas."""
    tema = sesion.scalar(select(Tema).where(Tema.codigo == codigo))
    if tema is None:
        raise NoEncontrado("La agenda no tiene un tema con ese código.")
    return ficha_de(sesion, tema)


def ficha_de(sesion: Session, tema: Tema) -> FichaDeTema:
    """La de un tema ya leído. Dos consultas."""
    datos = tema.datos
    return FichaDeTema(
        tema=tema,
        nodo=sesion.get_one(Nodo, tema.nodo_id),
        instituciones=_instituciones(sesion, datos.get("instituciones", [])),
        terminos=tuple(datos.get("terminos", [])),
        ambiguos=tuple((str(t), str(s)) for t, s in datos.get("ambiguos", {}).items()),
        articulos_constitucionales=tuple(map(str, datos.get("articulos_constitucionales", []))),
        nota=" ".join(str(datos.get("nota_legislativa", "")).split()),
    )


def temas_de_institucion(sesion: Session, clave: str) -> tuple[Tema, ...]:
    """Los temas que nombran a una institución."""
    return tuple(tema for tema in temas(sesion) if clave in tema.datos.get("instituciones", []))


def temas_de_norma(sesion: Session, clave: str) -> tuple[Tema, ...]:
    """Los temas que nombran a una norma o a una iniciativa."""
    return tuple(
        tema
        for tema in temas(sesion)
        if any(clave in tema.datos.get(lista, []) for lista in LISTAS_DE_NORMAS)
    )


def temas_de_articulo(sesion: Session, clave: str, direccion: str) -> tuple[Tema, ...]:
    """Los temas que nombran a la norma; de la Constitución, los que nombran ese artículo."""
    suyos = temas_de_norma(sesion, clave)
    if clave != "CPRG":
        return suyos
    return tuple(t for t in suyos if direccion in map(str, t.datos.get("articulos_constitucionales", [])))


def numero_de_iniciativa(sesion: Session, clave: str, marcas: frozenset[str]) -> int | None:
    """El número de la iniciativa con esa clave («INI-4126»), si está registrada y el lector la ve."""
    numero = leer_numero(clave) if clave.startswith("INI-") else None
    if numero is None:
        return None
    return sesion.scalar(select(Iniciativa.numero).where(Iniciativa.numero == numero, a_la_vista(marcas)))


def datos_de_iniciativa(
    sesion: Session, clave: str, marcas: frozenset[str], fecha: date
) -> tuple[tuple[str, str], ...]:
    """Rótulo y valor de cada dato de la iniciativa con esa clave, a la fecha; nada si el lector no la ve."""
    numero = numero_de_iniciativa(sesion, clave, marcas) if clave.startswith("INI-") else None
    return tuple(datos(una(sesion, numero, marcas, fecha=fecha))) if numero is not None else ()


def leyes_probadas(sesion: Session, marcas: frozenset[str]) -> Mapping[str, str]:
    """De las iniciativas publicadas como ley, con un documento que el lector ve: su clave → la de la ley.

    La ley es la que nombra la ficha de ese documento; si no la nombra, no consta. Quien lo ve, la ve.
    """
    filas = sesion.execute(
        select(Iniciativa.numero, Documento.tipo, Documento.numero, Documento.jurisdiccion)
        .join(EtapaDeIniciativa, EtapaDeIniciativa.iniciativa_id == Iniciativa.id)
        .join(Documento, Documento.id == EtapaDeIniciativa.documento_id)
        .where(
            EtapaDeIniciativa.estado.in_([PUBLICADA, VIGENTE]),
            EtapaDeIniciativa.quitada.is_(False),
            visible_para(marcas),
        )
    ).all()
    claves = [(numero, clave_de_ficha(tipo, escrito, pais)) for numero, tipo, escrito, pais in filas]
    return {clave(numero): ley for numero, ley in claves if ley}


def _instituciones(sesion: Session, claves: Sequence[str]) -> tuple[Institucion, ...]:
    halladas = {
        una.clave: una for una in sesion.scalars(select(Institucion).where(Institucion.clave.in_(claves)))
    }
    return tuple(halladas[clave] for clave in claves if clave in halladas)
