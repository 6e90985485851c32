"""Qué cambió al guardar una ficha, para que la bitácora lo diga."""

from collections.abc import Mapping
from typing import Any

from centro_doc.catalogo import procedencia
from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.reglas import datos_de_acceso

SIMPLES = (
    *("tipo", "subtipo", "titulo", "titulo_corto", "numero", "idioma", "jurisdiccion", "emisor_id"),
    *("emisor_nombre", "resumen", "ubicacion", "ejemplares", "condicion", "sin_vinculos_motivo"),
)
"""Los campos de la ficha que son un solo valor."""
_NOMBRES = {
    **{"titulo": "título", "titulo_corto": "título corto", "numero": "número", "emisor_id": "emisor"},
    **{"jurisdiccion": "jurisdicción", "emisor_nombre": "nombre del emisor", "ubicacion": "ubicación"},
    **{"condicion": "condición", "sin_vinculos_motivo": "motivo de no tener vínculos"},
    **{"metadatos": "datos propios del tipo"},
}

Foto = Mapping[str, Any]
"""Una ficha en un momento: campo → valor comparable."""


def foto(documento: Documento) -> Foto:
    """La ficha como está ahora, sin el acceso: ése se compara aparte, con `datos_de_acceso`."""
    fechas = [(una.clase, una.valor, una.precision, una.nota) for una in documento.fechas]
    return {
        **{nombre: getattr(documento, nombre) or None for nombre in SIMPLES},
        "autores": list(documento.autores),
        "ponentes": list(documento.ponentes),
        "metadatos": dict(documento.metadatos),
        "procedencia": procedencia.de(documento),
        "fechas": sorted(fechas, key=str),
    }


def campos(antes: Foto, ahora: Foto) -> list[str]:
    """Los nombres de los campos que no son iguales, en el orden de la ficha.

    Sólo los nombres: la bitácora no se puede borrar, y un título o un resumen puede traer lo que no debía.
    """
    return [_NOMBRES.get(campo, campo) for campo in ahora if antes[campo] != ahora[campo]]


def del_acceso(antes: DatosAcceso, documento: Documento) -> dict[str, Any] | None:
    """El antes y el después del acceso, y qué más cambió de él; None si quedó igual."""
    ahora = datos_de_acceso(documento)
    if antes == ahora:
        return None
    partes = {
        "fundamento": antes.fundamento != ahora.fundamento,
        "resolución": antes.resolucion != ahora.resolucion,
        "plazo": antes.vence != ahora.vence,
        "personas": antes.personas != ahora.personas,
    }
    detalle: dict[str, Any] = {"antes": antes.clase.value, "despues": ahora.clase.value}
    if antes.grupos != ahora.grupos:
        detalle["grupos"] = {"antes": list(antes.grupos), "despues": list(ahora.grupos)}
    if otras := [nombre for nombre, cambio in partes.items() if cambio]:
        detalle["campos"] = otras
    return detalle
