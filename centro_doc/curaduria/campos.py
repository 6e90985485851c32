"""Los campos de una ficha, uno por uno: leerlos y ponerlos en valores simples, y decirlos con palabras.

Los propios del tipo se nombran `m-<clave>`. Los valores caben en JSON, para poder guardar el antes y el
después de un cambio.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import AMPLIAS, DatosAcceso
from centro_doc.catalogo.fechas import leer_fecha_libre
from centro_doc.catalogo.hechos import fechar
from centro_doc.catalogo.modelos import Acceso, Documento, Precision
from centro_doc.catalogo.procedencia import LICENCIAS, VIAS
from centro_doc.catalogo.reglas import datos_de_acceso
from centro_doc.catalogo.tipos import nombre_de_tipo, tipos
from centro_doc.cuentas.modelos import Usuario
from centro_doc.directorio.modelos import Institucion

Simple = Any
"""Texto, número, lista de textos o nada: lo que cabe en JSON."""
ETIQUETAS: Mapping[str, str] = {
    "tipo": "Tipo",
    "subtipo": "Subtipo",
    "titulo": "Título",
    "titulo_corto": "Título corto",
    "numero": "Número",
    "idioma": "Idioma",
    "jurisdiccion": "Jurisdicción",
    "emisor_id": "Emisor",
    "emisor_nombre": "Emisor, si no está en el directorio",
    "autores": "Autores",
    "ponentes": "Ponentes",
    "resumen": "Resumen",
    "origen_entrega": "Lo entregó",
    "origen_via": "Cómo llegó",
    "origen_fecha": "Fecha de entrega",
    "origen_referencia": "Referencia de la entrega",
    "licencia": "Derechos",
    "derechos": "Condiciones de uso",
    "ubicacion": "Dónde está el ejemplar",
    "ejemplares": "Ejemplares",
    "condicion": "Condición",
    "sin_vinculos_motivo": "Por qué no tiene vínculos",
    "asignado_a": "Asignado a",
    "acceso": "Acceso",
}
DE_LA_FICHA = tuple(campo for campo in ETIQUETAS if campo not in {"asignado_a", "acceso"})
ACCESOS: Mapping[str, str] = {
    Acceso.PUBLICA_OFICIO: "Pública de oficio",
    Acceso.PUBLICA: "Pública",
    Acceso.INTERNA: "Interna",
    Acceso.RESERVADA: "Reservada",
    Acceso.CONFIDENCIAL: "Confidencial",
}
_DE_TIPO = "m-"
_CLAVES: Mapping[str, Mapping[str, str]] = {"origen_via": VIAS, "licencia": LICENCIAS}


@dataclass(frozen=True, slots=True)
class Nombres:
    """Los nombres de las instituciones y de las cuentas, por su número."""

    instituciones: Mapping[int, str]
    personas: Mapping[int, str]


def nombres(sesion: Session) -> Nombres:
    """Los de ahora. Dos consultas."""
    return Nombres(
        {i.id: i.nombre for i in sesion.execute(select(Institucion.id, Institucion.nombre))},
        {u.id: u.nombre for u in sesion.execute(select(Usuario.id, Usuario.nombre))},
    )


def propios(*documentos: Documento) -> tuple[str, ...]:
    """Los campos propios de su tipo que alguno de estos documentos tiene puestos."""
    claves = {clave: None for documento in documentos for clave in documento.metadatos}
    return tuple(f"{_DE_TIPO}{clave}" for clave in claves)


def valor_de(documento: Documento, campo: str) -> Simple:
    """El valor actual; levanta `KeyError` si el campo no existe."""
    if campo.startswith(_DE_TIPO):
        return documento.metadatos.get(campo.removeprefix(_DE_TIPO))
    if campo == "acceso":
        return de_acceso(datos_de_acceso(documento))
    if campo not in ETIQUETAS:
        raise KeyError(campo)
    if campo == "origen_fecha":
        return fecha_recortada(documento.origen_fecha, documento.origen_precision)
    valor = getattr(documento, campo)
    if isinstance(valor, list):
        return list(valor)
    return valor.isoformat() if isinstance(valor, date) else valor


def poner(documento: Documento, campo: str, valor: Simple) -> None:
    """Cambia un campo, salvo el acceso, que tiene su propio caso de uso."""
    if campo.startswith(_DE_TIPO):
        otros = {c: v for c, v in documento.metadatos.items() if f"{_DE_TIPO}{c}" != campo}
        documento.metadatos = (
            otros if valor is None else {**documento.metadatos, campo.removeprefix(_DE_TIPO): valor}
        )
        return
    if campo == "origen_fecha":
        documento.origen_fecha, documento.origen_precision, _ = leer_fecha_libre(valor or "")
        return
    setattr(documento, campo, valor)
    if campo == "tipo":
        fechar(documento)


def de_acceso(datos: DatosAcceso) -> dict[str, Simple]:
    """Una clase de acceso con lo que la funda, en valores simples."""
    return {
        "clase": datos.clase.value,
        "fundamento": datos.fundamento,
        "resolucion": datos.resolucion,
        "vence": datos.vence.isoformat() if datos.vence is not None else None,
        "grupos": list(datos.grupos),
        "personas": list(datos.personas),
    }


def a_acceso(simple: Mapping[str, Simple]) -> DatosAcceso:
    """Lo contrario de `de_acceso`."""
    return DatosAcceso(
        Acceso(simple["clase"]),
        simple["fundamento"],
        simple["resolucion"],
        date.fromisoformat(simple["vence"]) if simple["vence"] else None,
        tuple(simple["grupos"]),
        tuple(simple["personas"]),
    )


def etiqueta(campo: str) -> str:
    """«Emisor», «Comisiones»…"""
    return ETIQUETAS.get(campo) or _de_tipos().get(campo, campo.removeprefix(_DE_TIPO))


def decir(campo: str, valor: Simple, nombres: Nombres) -> str:
    """El valor como lo lee una persona; vacío si no hay."""
    if valor in (None, "", []):
        return ""
    if campo == "tipo":
        return nombre_de_tipo(valor)
    if campo in _CLAVES:
        return _CLAVES[campo].get(valor, str(valor))
    if campo == "emisor_id":
        return nombres.instituciones.get(valor, "")
    if campo == "asignado_a":
        return nombres.personas.get(valor, "")
    if campo == "acceso":
        fundamento = f": {valor['fundamento']}" if valor["fundamento"] else ""
        return f"{ACCESOS[valor['clase']]}{fundamento}"
    return "; ".join(map(str, valor)) if isinstance(valor, list) else str(valor)


def mas_cerrado(uno: DatosAcceso, otro: DatosAcceso) -> DatosAcceso:
    """El acceso de lo que reúne a los dos: nadie ve con él lo que su clase no le dejaba ver.

    Entre dos públicos, el primero. De una misma clase quedan los grupos y las personas de ambos a la vez, y
    la reserva que vence después. Dos clases cerradas distintas no tienen un acceso común: véase `se_juntan`.
    """
    clases = list(ACCESOS)
    if uno.clase != otro.clase:
        cerrada = max((uno, otro), key=lambda datos: clases.index(datos.clase))
        return uno if cerrada.clase == Acceso.PUBLICA else cerrada
    return replace(
        uno,
        vence=max(uno.vence, otro.vence) if uno.vence and otro.vence else uno.vence,
        grupos=_comunes(uno.grupos, otro.grupos),
        personas=_comunes(uno.personas, otro.personas),
    )


def se_juntan(uno: DatosAcceso, otro: DatosAcceso) -> bool:
    """¿Hay un acceso que sirva a los dos? No, si los dos son cerrados y de clases distintas."""
    return uno.clase == otro.clase or bool(AMPLIAS & {uno.clase, otro.clase})


def fecha_recortada(valor: date | None, precision: str) -> str | None:
    """La fecha de entrega en un cambio: «2010-03-02», «2010-03» o «2010», hasta donde se sepa."""
    largo = {Precision.MES: 7, Precision.ANIO: 4}.get(Precision(precision), 10)
    return None if valor is None else valor.isoformat()[:largo]


def _comunes(unos: Iterable[Any], otros: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(set(unos) & set(otros)))


def _de_tipos() -> dict[str, str]:
    return {
        f"{_DE_TIPO}{campo.clave}": campo.etiqueta
        for clase in tipos().tipos.values()
        for campo in clase.campos
    }
