"""Lo propuesto que la ficha ya decía: no hay nada que decidir.

Vale lo que puso una persona o su manifiesto. No, lo que puso solo el programa: el título tomado del nombre
del archivo o de lo que el archivo dice de sí, y el idioma por omisión, que esperan a que alguien los mire.
"""

from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.fechas import leer_fecha
from centro_doc.catalogo.modelos import Documento, Precision, TextoGuardado
from centro_doc.catalogo.nombres import titulo_de_nombre, titulo_propuesto
from centro_doc.comun.escrito import plegar
from centro_doc.directorio.modelos import Institucion
from centro_doc.directorio.nombres import reducir
from indexador.juridico.metadatos import Propuesta

DICHO = "La ficha ya lo decía."
_FECHA = "fecha:"


def ya_estaba(sesion: Session, documento: Documento, propuesta: Propuesta) -> str | None:
    """Lo que dice la ficha, si es lo mismo que se propone sin contar mayúsculas, tildes ni espacios."""
    if propuesta.campo.startswith(_FECHA):
        return propuesta.valor if _es_su_fecha(documento, propuesta) else None
    dicho = _DICHOS.get(propuesta.campo)
    if dicho is None:
        return None
    puesto = dicho(sesion, documento)
    if puesto and _igualar(puesto) == _igualar(propuesta.valor):
        return puesto
    return puesto if propuesta.campo == "emisor" and _es_su_emisor(sesion, documento, propuesta) else None


def _igualar(texto: str) -> str:
    return " ".join(plegar(texto).split())


def _es_su_fecha(documento: Documento, propuesta: Propuesta) -> bool:
    clase = propuesta.campo.removeprefix(_FECHA)
    valor, error = leer_fecha(propuesta.valor, Precision(propuesta.precision))
    return not error and any(
        (una.clase, una.valor, una.precision) == (clase, valor, propuesta.precision)
        for una in documento.fechas
    )


def _es_su_emisor(sesion: Session, documento: Documento, propuesta: Propuesta) -> bool:
    una = sesion.get(Institucion, documento.emisor_id) if documento.emisor_id is not None else None
    if una is None:
        return False
    return reducir(propuesta.valor) in {reducir(otro) for otro in (una.nombre, una.sigla, *una.variantes)}


def _titulo(sesion: Session, documento: Documento) -> str:
    """El título, si no es de los que el programa pone solo."""
    nombres = {archivo.nombre for version in documento.versiones for archivo in version.archivos}
    propios = sesion.scalars(
        select(TextoGuardado.propiedades).where(
            TextoGuardado.version_id.in_([version.id for version in documento.versiones])
        )
    ).all()
    solos = {titulo_de_nombre(nombre) for nombre in nombres} | {
        titulo_propuesto(nombre, datos.get("titulo")) for nombre in nombres for datos in propios
    }
    return "" if documento.titulo in solos else documento.titulo


def _emisor(sesion: Session, documento: Documento) -> str:
    una = sesion.get(Institucion, documento.emisor_id) if documento.emisor_id is not None else None
    return una.nombre if una is not None else documento.emisor_nombre


def _metadato(clave: str) -> Callable[[Session, Documento], str]:
    def leer(_: Session, documento: Documento) -> str:
        valor = documento.metadatos.get(clave, "")
        return "\n".join(map(str, valor)) if isinstance(valor, list) else str(valor or "")

    return leer


_DICHOS: Mapping[str, Callable[[Session, Documento], str]] = {
    "tipo": lambda _, documento: documento.tipo or "",
    "numero": lambda _, documento: documento.numero,
    "titulo": _titulo,
    "emisor": _emisor,
    "jurisdiccion": lambda _, documento: documento.jurisdiccion,
    "autores": lambda _, documento: "\n".join(documento.autores),
    "ponentes": lambda _, documento: "\n".join(documento.ponentes),
    "asunto": _metadato("asunto"),
    "tramite": _metadato("tramite"),
    "comision": _metadato("comisiones"),
}
