"""Lo que la tarjeta de una iniciativa dice de ella: lo de su página, con lo que le falta por confirmar."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from centro_doc.agenda.consultas import numero_de_iniciativa
from centro_doc.agenda.consultas_iniciativas import una
from centro_doc.agenda.leida import Leida
from centro_doc.agenda.tramite import Constancia
from centro_doc.normas.palabras import VERIFICACIONES

SIN_DOCUMENTO = "sin documento que lo pruebe"


def datos_de_iniciativa(
    sesion: Session, clave: str, marcas: frozenset[str], fecha: date
) -> tuple[tuple[str, str], ...]:
    """Rótulo y valor de cada dato de la iniciativa con esa clave, a la fecha; nada si el lector no la ve."""
    numero = numero_de_iniciativa(sesion, clave, marcas) if clave.startswith("INI-") else None
    return tuple(_datos(una(sesion, numero, marcas, fecha=fecha))) if numero is not None else ()


def _datos(leida: Leida) -> Iterator[tuple[str, str]]:
    if leida.presentada is not None:
        yield "Presentación", _con_marca(leida.presentada.cuando, leida.presentada.marca)
    fila = leida.iniciativa
    if fila.ponentes:
        yield "Ponente", _con_marca("; ".join(fila.ponentes), leida.marca_de("ponentes"))
    if fila.tramite:
        yield "Trámite", _con_marca(fila.tramite, leida.marca_de("tramite"))
    if leida.estado is not None:
        constancia = leida.estado.prueba or leida.estado.constancias[0]
        yield "Estado", f"{leida.estado.etapa.nombre}, {_constancia(constancia)}"
    if leida.segun_la_fuente:
        yield "Según la fuente", f"{leida.segun_la_fuente} ({SIN_DOCUMENTO})"


def _constancia(una: Constancia) -> str:
    """«desde septiembre de 2010, sin documento que lo pruebe (sin confirmar)»."""
    dicha = f"desde {una.cuando}"
    return dicha if una.documento is not None else _con_marca(f"{dicha}, {SIN_DOCUMENTO}", una.marca)


def _con_marca(dicho: str, marca: str) -> str:
    return dicho if marca == "V" else f"{dicho} ({VERIFICACIONES[marca].lower()})"
