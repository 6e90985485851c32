"""Lo que de una iniciativa se dice fuera de su página, con lo que le falta por confirmar."""

from collections.abc import Iterator

from centro_doc.agenda.leida import Leida
from centro_doc.agenda.tramite import Constancia
from centro_doc.normas.palabras import VERIFICACIONES

SIN_DOCUMENTO = "sin documento que lo pruebe"


def datos(leida: Leida) -> Iterator[tuple[str, str]]:
    """Rótulo y valor de cada uno: cuándo se presentó, quién, su trámite, y su estado con lo que lo prueba."""
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
