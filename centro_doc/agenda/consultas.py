"""Lecturas de la agenda: los temas y sus normas, cada una con la marca de cuánto está verificada."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.fechas import fecha_larga
from centro_doc.directorio.modelos import Institucion
from centro_doc.plan.modelos import Nodo

VERIFICACIONES: Mapping[str, str] = {
    "V": "Confirmado en una fuente",
    "C": "Sin confirmar",
    "D": "Dudoso",
}
_ROTULOS: Mapping[str, str] = {
    "cita": "Se cita",
    "cita_en_fuente": "La fuente la cita",
    "organo": "Órgano",
    "rango": "Rango",
    "ponente": "Ponente",
    "presentada": "Presentada",
    "conocida_pleno": "Conocida por el Pleno",
    "tramite": "Trámite",
    "dictamen": "Dictamen",
    "adopcion": "Adopción",
    "emision": "Emisión",
    "aprobacion": "Aprobación",
    "sancion": "Sanción",
    "publicacion": "Publicación",
    "fecha": "Fecha",
    "anio": "Año",
    "vigencia": "Entrada en vigor",
    "ratificacion_gt": "Ratificación por Guatemala",
    "decreto_aprobatorio": "Decreto que la aprueba",
    "partes": "Partes",
    "votos": "Votos",
    "modo": "Modo",
    "iniciativa": "Iniciativa",
    "resultado": "Resultado",
    "estado": "Estado",
    "estado_2009": "En 2009",
    "estado_actual": "Hoy",
    "deroga": "Deroga",
    "reforma": "Reforma",
    "reforma_articulos": "Artículos que reforma",
    "reformada_por": "Reformada por",
    "reformado_por": "Reformado por",
    "reformada_por_lista": "Reformada por los decretos",
    "variantes": "También",
}


@dataclass(frozen=True, slots=True)
class Norma:
    """Una norma o iniciativa; `verificacion` es V, C o D y se muestra siempre con ella."""

    clave: str
    nombre: str
    sigla: str
    verificacion: str
    posterior_al_plan: bool
    datos: tuple[tuple[str, str], ...]
    nota: str
    fuentes: tuple[str, ...]


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
    nucleo: tuple[Norma, ...]
    conexas: tuple[Norma, ...]
    iniciativas: tuple[Norma, ...]
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


def ficha(sesion: Session, codigo: str) -> FichaDeTema:
    """Un tema por su código; levanta `NoEncontrado` si no existe."""
    tema = sesion.scalar(select(Tema).where(Tema.codigo == codigo))
    if tema is None:
        raise NoEncontrado("La agenda no tiene un tema con ese código.")
    datos = tema.datos
    normas = {clave: _norma(clave, crudos) for clave, crudos in datos.get("normas", {}).items()}
    return FichaDeTema(
        tema=tema,
        nodo=sesion.get_one(Nodo, tema.nodo_id),
        nucleo=_elegir(normas, datos.get("normas_nucleo", [])),
        conexas=_elegir(normas, datos.get("normas_conexas", [])),
        iniciativas=_elegir(normas, datos.get("iniciativas", [])),
        instituciones=_instituciones(sesion, datos.get("instituciones", [])),
        terminos=tuple(datos.get("terminos", [])),
        ambiguos=tuple((str(t), str(s)) for t, s in datos.get("ambiguos", {}).items()),
        articulos_constitucionales=tuple(map(str, datos.get("articulos_constitucionales", []))),
        reunir=tuple(datos.get("dossier", [])),
        composicion=tuple(
            Seccion(seccion["seccion"], tuple(seccion["datos"])) for seccion in datos.get("composicion", [])
        ),
        nota=" ".join(str(datos.get("nota_legislativa", "")).split()),
        fuentes=tuple(datos.get("fuentes", {}).items()),
    )


def temas_de_institucion(sesion: Session, clave: str) -> tuple[Tema, ...]:
    """Los temas que nombran a una institución."""
    return tuple(tema for tema in temas(sesion) if clave in tema.datos.get("instituciones", []))


def _elegir(normas: Mapping[str, Norma], claves: Iterable[str]) -> tuple[Norma, ...]:
    return tuple(normas[clave] for clave in claves)


def _instituciones(sesion: Session, claves: Sequence[str]) -> tuple[Institucion, ...]:
    halladas = {
        una.clave: una for una in sesion.scalars(select(Institucion).where(Institucion.clave.in_(claves)))
    }
    return tuple(halladas[clave] for clave in claves if clave in halladas)


def _norma(clave: str, crudos: Mapping[str, Any]) -> Norma:
    return Norma(
        clave=clave,
        nombre=str(crudos["nombre"]),
        sigla=str(crudos.get("sigla", "")),
        verificacion=str(crudos["v"]),
        posterior_al_plan=crudos.get("posterior_al_plan") is True,
        datos=tuple((rotulo, _escrito(crudos[c])) for c, rotulo in _ROTULOS.items() if c in crudos),
        nota=str(crudos.get("nota", "")),
        fuentes=tuple(crudos.get("fuente", [])),
    )


def _escrito(valor: Any) -> str:
    if isinstance(valor, list):
        return ", ".join(map(_escrito, valor))
    try:
        return fecha_larga(date.fromisoformat(str(valor)))
    except ValueError:
        return str(valor)
