"""Lo que una persona escribió frente a lo que otra guardó entre tanto, control por control."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from centro_doc.catalogo.tipos import nombre_de_tipo, tipo
from centro_doc.curaduria.campos import ACCESOS, ETIQUETAS
from centro_doc.curaduria.escrita import Escrita, igualar
from centro_doc.curaduria.resolucion import Pedido, resolver
from centro_doc.curaduria.sugeridas import Propuesto, legible
from centro_doc.directorio.modelos import Institucion

_OTRAS: Mapping[str, str] = {
    "emisor": "Órgano emisor",
    "fechas": "Fechas",
    "fundamento": "Fundamento",
    "resolucion": "Resolución",
    "reserva_vence": "Vence el",
    "personas": "Personas que la ven",
}


@dataclass(frozen=True, slots=True)
class Distinta:
    """Un control donde lo escrito no es lo guardado, y lo guardado como se le dice a una persona."""

    control: str
    etiqueta: str
    guardado: str


def distintas(
    visible: Escrita, guardada: Escrita, hay: Propuesto, instituciones: Sequence[Institucion]
) -> tuple[Distinta, ...]:
    """En qué cambiaría la ficha guardada si se guardara lo que se ve, sin contar lo propuesto."""
    quedaria = resolver(visible, guardada, hay, Pedido()).ficha
    return tuple(_distinta(n, guardada, instituciones) for n in quedaria.diferencias(guardada))


def _distinta(control: str, guardada: Escrita, instituciones: Sequence[Institucion]) -> Distinta:
    clase = tipo(guardada.textos.get("tipo"))
    propias = {f"m-{campo.clave}": campo.etiqueta for campo in (clase.campos if clase else ())}
    etiqueta = {**ETIQUETAS, **_OTRAS, **propias}.get(control, control.removeprefix("m-").replace("_", " "))
    valor = guardada.textos.get(control, "")
    if control == "fechas":
        dicho = "; ".join(fila.valor for fila in guardada.fechas if fila.valor)
    elif control == "tipo":
        dicho = nombre_de_tipo(valor) if valor else ""
    elif control == "acceso":
        dicho = ACCESOS.get(valor, valor)
    else:
        dicho = legible(control, igualar(valor), instituciones)
    return Distinta(control, etiqueta, dicho)
