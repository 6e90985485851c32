"""Qué etapa de una iniciativa puede probar un documento, y desde cuándo, según su ficha.

Sólo se propone la que no deja duda; quien la anota la ve antes de guardarla.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from centro_doc.agenda.etapas import Etapa, tabla
from centro_doc.agenda.leida import Leida
from centro_doc.agenda.sentido import POR_SENTIDO
from centro_doc.agenda.tramite import Paso
from centro_doc.catalogo.fechas import escribir_fecha
from centro_doc.catalogo.hechos import fecha_principal
from centro_doc.catalogo.modelos import Documento, FechaDocumento, Precision
from centro_doc.catalogo.tipos import tipo


@dataclass(frozen=True, slots=True)
class PruebaPropuesta:
    """La etapa (su clave) y la fecha, como se escribe; vacías, si no hay una sola.

    `pueden`: las etapas que prueba un documento de su tipo.
    """

    documento: Documento
    estado: str
    fecha: str
    pueden: tuple[Etapa, ...]


def prueba_propuesta(documento: Documento, leida: Leida) -> PruebaPropuesta:
    """Lo que propone la ficha de un documento para una iniciativa, entre lo que su tipo prueba."""
    pueden = tuple(una for una in tabla().etapas.values() if una.elegible and documento.tipo in una.prueban)
    pasos = leida.tramite.pasos
    por_fecha = _por_sus_fechas(documento, pueden, pasos)
    if por_fecha is not None:
        return PruebaPropuesta(documento, por_fecha[0], _escrita(por_fecha[1]), pueden)
    fecha = _la_suya(documento)
    if fecha is None and _cuenta_etapas(documento):
        return PruebaPropuesta(documento, "", "", pueden)
    estado = _por_sentido(documento) or _la_unica(pueden, pasos, fecha)
    return PruebaPropuesta(documento, estado, _escrita(fecha) if fecha is not None else "", pueden)


def _por_sus_fechas(
    documento: Documento, pueden: Sequence[Etapa], pasos: Sequence[Paso]
) -> tuple[str, FechaDocumento] | None:
    """La primera etapa sin probar que cuenta una fecha de la ficha, y esa fecha."""
    probadas = {paso.etapa.clave for paso in pasos if paso.prueba is not None}
    de_fecha = _etapas_de_fecha(documento)
    conocidas = {de_fecha[f.clase]: f for f in _conocidas(documento.fechas) if f.clase in de_fecha}
    for una in pueden:
        if una.clave in conocidas and una.clave not in probadas:
            return una.clave, conocidas[una.clave]
    return None


def _la_suya(documento: Documento) -> FechaDocumento | None:
    """La del documento, si no es la de una etapa que ya cuenta por su clase."""
    fecha = fecha_principal(documento.tipo, documento.fechas)
    return None if fecha is None or fecha.clase in _etapas_de_fecha(documento) else fecha


def _etapas_de_fecha(documento: Documento) -> Mapping[str, str]:
    """Por la clase de una fecha, la etapa elegible que cuenta en un documento de ese tipo."""
    del_tipo = tipo(documento.tipo)
    de_norma = del_tipo is not None and del_tipo.norma
    suyas = tabla().de_decreto if de_norma else tabla().de_iniciativa
    return {
        clase: clave
        for clase, clave in suyas.items()
        if tabla().etapas[clave].elegible and documento.tipo in tabla().etapas[clave].prueban
    }


def _cuenta_etapas(documento: Documento) -> bool:
    return any(fecha.clase in _etapas_de_fecha(documento) for fecha in _conocidas(documento.fechas))


def _por_sentido(documento: Documento) -> str:
    return POR_SENTIDO.get(str(documento.metadatos.get("sentido_dictamen") or ""), "")


def _la_unica(pueden: Sequence[Etapa], pasos: Sequence[Paso], fecha: FechaDocumento | None) -> str:
    """La única de las de su tipo que cabe en el trámite ese día; vacía si caben varias o ninguna."""
    dia = fecha.valor if fecha is not None else None
    caben = [una for una in pueden if dia is None or _cabe(una, dia, pasos)]
    return caben[0].clave if len(caben) == 1 else ""


def _cabe(etapa: Etapa, dia: date, pasos: Sequence[Paso]) -> bool:
    """¿Ni va antes de un paso que ya había pasado, ni después de uno que aún no?"""
    for paso in pasos:
        for una in paso.constancias:
            antes_y_ya_paso = etapa.orden < paso.etapa.orden and una.fecha < dia
            despues_y_no_llega = etapa.orden > paso.etapa.orden and una.fecha > dia
            if antes_y_ya_paso or despues_y_no_llega:
                return False
    return True


def _conocidas(fechas: Iterable[FechaDocumento]) -> list[FechaDocumento]:
    return [una for una in fechas if una.valor is not None and una.precision != Precision.DESCONOCIDA]


def _escrita(fecha: FechaDocumento) -> str:
    return escribir_fecha(fecha.valor, fecha.precision)
