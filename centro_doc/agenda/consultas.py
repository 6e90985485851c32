"""Lecturas de la agenda: los temas y sus normas, cada una con la marca de cuánto está verificada."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.etapas import PUBLICADA, VIGENTE
from centro_doc.agenda.lectura import LISTAS_DE_NORMAS
from centro_doc.agenda.modelos import EtapaDeIniciativa, Iniciativa, Tema
from centro_doc.agenda.numeros import clave, leer_numero
from centro_doc.agenda.visibles import a_la_vista
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.errores import NoEncontrado
from centro_doc.cuentas.permisos import PUBLICO
from centro_doc.directorio.modelos import Institucion
from centro_doc.normas.consultas import Resumen, resumenes
from centro_doc.normas.uniones import clave_de_ficha
from centro_doc.plan.modelos import Nodo

CUALQUIERA = frozenset({PUBLICO})
"""Las marcas de quien no ha entrado."""


@dataclass(frozen=True, slots=True)
class Seccion:
    """Una sección de las que debe tener el expediente, y los datos que pide."""

    nombre: str
    datos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FichaDeTema:
    """Un tema con todo lo que trae la agenda, listo para mostrar."""

    tema: Tema
    nodo: Nodo
    nucleo: tuple[Resumen, ...]
    conexas: tuple[Resumen, ...]
    instituciones: tuple[Institucion, ...]
    terminos: tuple[str, ...]
    ambiguos: tuple[tuple[str, str], ...]
    articulos_constitucionales: tuple[str, ...]
    reunir: tuple[str, ...]
    composicion: tuple[Seccion, ...]
    nota: str
    fuentes: tuple[tuple[str, str], ...]


def temas(sesion: Session) -> Sequence[Tema]:
    """Los temas de la agenda, en su orden."""
    return sesion.scalars(select(Tema).order_by(Tema.orden)).all()


def ficha(sesion: Session, codigo: str, marcas: frozenset[str] = CUALQUIERA) -> FichaDeTema:
    """Un tema por su código, con lo que de sus normas consta a ese lector.

    Levanta `NoEncontrado` si no existe.
    """
    tema = sesion.scalar(select(Tema).where(Tema.codigo == codigo))
    if tema is None:
        raise NoEncontrado("La agenda no tiene un tema con ese código.")
    datos = tema.datos
    listas = [datos.get(lista, []) for lista in LISTAS_DE_NORMAS]
    normas = resumenes(sesion, {clave for lista in listas for clave in lista}, marcas)
    nucleo, conexas, _ = (_elegir(normas, lista) for lista in listas)
    return FichaDeTema(
        tema=tema,
        nodo=sesion.get_one(Nodo, tema.nodo_id),
        nucleo=nucleo,
        conexas=conexas,
        instituciones=_instituciones(sesion, datos.get("instituciones", [])),
        terminos=tuple(datos.get("terminos", [])),
        ambiguos=tuple((str(t), str(s)) for t, s in datos.get("ambiguos", {}).items()),
        articulos_constitucionales=tuple(map(str, datos.get("articulos_constitucionales", []))),
        reunir=tuple(datos.get("dossier", [])),
        composicion=tuple(
            Seccion(seccion["seccion"], tuple(seccion["datos"])) for seccion in datos.get("composicion", [])
        ),
        nota=" ".join(str(datos.get("nota_legislativa", "")).split()),
        fuentes=_fuentes(normas.values()),
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


def _elegir(normas: Mapping[str, Resumen], claves: Iterable[str]) -> tuple[Resumen, ...]:
    return tuple(normas[clave] for clave in claves if clave in normas)


def _fuentes(normas: Iterable[Resumen]) -> tuple[tuple[str, str], ...]:
    """Las que citan las normas, de F1 en adelante."""
    juntas = {clave: texto for norma in normas for clave, texto in norma.fuentes.items()}
    return tuple(sorted(juntas.items(), key=lambda fuente: (len(fuente[0]), fuente[0])))


def _instituciones(sesion: Session, claves: Sequence[str]) -> tuple[Institucion, ...]:
    halladas = {
        una.clave: una for una in sesion.scalars(select(Institucion).where(Institucion.clave.in_(claves)))
    }
    return tuple(halladas[clave] for clave in claves if clave in halladas)
