"""La lista de acuerdos como hoja de cálculo, con los filtros de la página."""

from collections.abc import Iterable, Iterator
from datetime import date

from centro_doc.comun.hojas_de_calculo import UTF_8, linea
from centro_doc.grupos.vistos import AcuerdoVisto

COLUMNAS = (
    *("acuerdo", "tema", "mesa", "fecha de la mesa", "qué se acordó", "responsable"),
    *("vence", "estado", "días de atraso", "cumplido", "documento que lo prueba", "a la fecha"),
)


def en_csv(acuerdos: Iterable[AcuerdoVisto], fecha: date) -> Iterator[str]:
    """Los renglones, con su encabezado. Los números de mesa, sólo a quien las ve todas (`vistos.llamada`)."""
    yield UTF_8 + linea(COLUMNAS)
    for uno in acuerdos:
        yield linea(
            (
                uno.codigo if uno.del_grupo else "",
                uno.tema,
                str(uno.mesa) if uno.del_grupo else "",
                uno.fecha_de_la_mesa.isoformat(),
                uno.texto,
                uno.responsable,
                uno.vence.isoformat() if uno.vence is not None else "",
                estado_de(uno),
                str(-uno.dias) if uno.dias is not None and uno.vencido else "",
                uno.cumplido.isoformat() if uno.cumplido is not None else "",
                uno.prueba.identificador if uno.prueba is not None else "",
                fecha.isoformat(),
            )
        )


def estado_de(uno: AcuerdoVisto) -> str:
    """«cumplido», «vencido» o «pendiente»."""
    if uno.cumplido is not None:
        return "cumplido"
    return "vencido" if uno.vencido else "pendiente"
