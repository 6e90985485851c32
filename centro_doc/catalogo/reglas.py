"""Qué le falta a una ficha para poder publicarse, y qué valores admite cada campo de un tipo."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from centro_doc.catalogo import acceso
from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.modelos import Acceso, Documento, Precision
from centro_doc.catalogo.procedencia import Procedencia
from centro_doc.catalogo.tipos import Campo, Tipo, tipo
from centro_doc.comun.fecha_escrita import PIDE_DIA, leer_dia

_CIFRA = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?\Z")
Valor = str | int | float | list[str]
"""El valor de un campo propio: texto, cifra, fecha (AAAA-MM-DD), clave de opción o lista de renglones."""


@dataclass(frozen=True, slots=True)
class FechaDada:
    """Una fecha de la ficha; `valor` es el primer día del período conocido."""

    clase: str
    valor: date | None
    precision: Precision
    nota: str = ""


@dataclass(frozen=True, slots=True)
class DatosFicha:
    """La ficha entera, ya leída del formulario. `metadatos` sólo trae los campos propios del tipo."""

    titulo: str
    acceso: DatosAcceso
    tipo: str | None = None
    subtipo: str = ""
    titulo_corto: str = ""
    numero: str = ""
    idioma: str = "es"
    jurisdiccion: str = ""
    emisor_id: int | None = None
    emisor_nombre: str = ""
    autores: tuple[str, ...] = ()
    ponentes: tuple[str, ...] = ()
    metadatos: Mapping[str, Valor] | None = None
    resumen: str = ""
    fechas: tuple[FechaDada, ...] = ()
    procedencia: Procedencia = field(default_factory=Procedencia)
    ubicacion: str = ""
    ejemplares: int | None = None
    condicion: str = ""
    sin_vinculos_motivo: str = ""


def faltantes(documento: Documento, *, hoy: date) -> dict[str, str]:
    """Lo que impide publicar esta ficha, por campo (`tipo`, `titulo`, `numero`, `m-<clave>`, `fechas`…)."""
    campos: dict[str, str] = {}
    clase = tipo(documento.tipo)
    if not documento.titulo.strip():
        campos["titulo"] = "Escriba el título."
    if clase is None:
        campos["tipo"] = "Elija el tipo de documento."
    else:
        campos.update(_del_tipo(documento, clase))
    campos.update(acceso.revisar(datos_de_acceso(documento), hoy=hoy))
    return campos


def datos_de_acceso(documento: Documento) -> DatosAcceso:
    """El acceso actual de un documento, con la misma forma con que se pide."""
    return DatosAcceso(
        Acceso(documento.acceso),
        documento.fundamento,
        documento.resolucion,
        documento.reserva_vence,
        tuple(sorted(grupo.tema for grupo in documento.grupos)),
        tuple(sorted(persona.usuario_id for persona in documento.personas)),
    )


def _del_tipo(documento: Documento, clase: Tipo) -> dict[str, str]:
    campos: dict[str, str] = {}
    if clase.numero is not None and clase.numero.obligatorio and not documento.numero.strip():
        campos["numero"] = f"Escriba {_minuscula(clase.numero.etiqueta)}."
    for campo in clase.campos:
        if campo.obligatorio and documento.metadatos.get(campo.clave) in (None, "", []):
            campos[f"m-{campo.clave}"] = f"Complete «{campo.etiqueta}»."
    dadas = {fecha.clase for fecha in documento.fechas}
    sin_dar = [f.etiqueta for f in clase.fechas if f.obligatoria and f.clave not in dadas]
    if sin_dar:
        nombres = "», «".join(sin_dar)
        campos["fechas"] = f"Agregue la fecha «{nombres}»; si no se conoce, con precisión «desconocida»."
    return campos


def _minuscula(etiqueta: str) -> str:
    return f"el {etiqueta[0].lower()}{etiqueta[1:]}"


def convertir(campo: Campo, crudo: str) -> tuple[Valor | None, str]:
    """Lo escrito en un campo propio y, si no se entiende, por qué. Vacío es `None`."""
    limpio = crudo.strip()
    if not limpio:
        return None, ""
    if campo.clase == "lista":
        return [" ".join(renglon.split()) for renglon in limpio.splitlines() if renglon.strip()], ""
    if campo.clase == "numero":
        return _cifra(campo, limpio)
    if campo.clase == "opcion":
        return (limpio, "") if limpio in campo.opciones else (None, "Elija una opción de la lista.")
    if campo.clase == "fecha":
        return _dia(limpio)
    return limpio, ""


def _cifra(campo: Campo, crudo: str) -> tuple[Valor | None, str]:
    limpio = crudo.removeprefix("Q").strip()
    if not _CIFRA.match(limpio):
        return None, "Escriba una cifra, con coma para los miles y punto para los decimales: 1,284.50."
    valor = float(limpio.replace(",", ""))
    if not -1e15 < valor < 1e15:
        return None, "Escriba una cifra de quince dígitos o menos."
    if campo.minimo is not None and valor < campo.minimo:
        return None, f"Escriba {campo.minimo} o más."
    if campo.maximo is not None and valor > campo.maximo:
        return None, f"Escriba {campo.maximo} o menos."
    return (int(valor) if valor == int(valor) else valor), ""


def _dia(crudo: str) -> tuple[Valor | None, str]:
    leido = leer_dia(crudo)
    return (leido.isoformat(), "") if leido is not None else (None, PIDE_DIA)
