"""De lo que dice un manifiesto a la ficha: qué se entendió y qué no. Lo que no se entiende no se inventa."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo import acceso, procedencia
from centro_doc.catalogo.fechas import leer_fecha_libre
from centro_doc.catalogo.hechos import fechar
from centro_doc.catalogo.modelos import Acceso, Documento, FechaDocumento, Precision
from centro_doc.catalogo.procedencia import Procedencia, clave_de
from centro_doc.catalogo.tipos import JURISDICCIONES, tipo, tipos
from centro_doc.comun.reloj import Reloj
from centro_doc.directorio.modelos import Institucion
from centro_doc.importaciones.manifiesto import FECHA, META, OTROS_ARCHIVOS

_LITERALES = ("titulo", "titulo_corto", "numero", "subtipo", "resumen", "ubicacion", "condicion")
_LARGOS = {"numero": 80, "subtipo": 80, "condicion": 40}


@dataclass(frozen=True, slots=True)
class Entendida:
    """Lo que se puede poner en la ficha, y una frase por cada valor que no se entendió."""

    simples: Mapping[str, Any] = field(default_factory=dict)
    fechas: tuple[tuple[str, date, Precision], ...] = ()
    metadatos: Mapping[str, str] = field(default_factory=dict)
    dudas: tuple[str, ...] = ()
    procedencia: Procedencia = field(default_factory=Procedencia)


def entender(valores: Mapping[str, str], instituciones: Mapping[str, int]) -> Entendida:
    """Interpreta los valores de un renglón. `instituciones`: lo que da `instituciones_por_nombre`."""
    simples: dict[str, Any] = {c: valores[c][: _LARGOS.get(c, 4000)] for c in _LITERALES if c in valores}
    dudas: list[str] = []
    for campo in ("autores", "ponentes"):
        if campo in valores:
            simples[campo] = [uno.strip() for uno in valores[campo].split(";") if uno.strip()]
    if "idioma" in valores:
        simples["idioma"] = valores["idioma"][:8].lower()
    if "tipo" in valores:
        _poner(simples, "tipo", _tipo(valores["tipo"]), valores["tipo"], dudas)
        _sin_tipo_cerrado(simples, dudas)
    if "emisor" in valores:
        _emisor(simples, instituciones.get(_plano(valores["emisor"])), valores["emisor"], dudas)
    if "jurisdiccion" in valores:
        crudo = valores["jurisdiccion"]
        _poner(simples, "jurisdiccion", clave_de(JURISDICCIONES, crudo), crudo, dudas)
    if "ejemplares" in valores:
        crudo = valores["ejemplares"]
        bueno = int(crudo) if crudo.isascii() and crudo.isdigit() and len(crudo) < 7 else None
        _poner(simples, "ejemplares", bueno, crudo, dudas)
    if otros := valores.get(OTROS_ARCHIVOS):
        dudas.append(f"La referencia nombra otros archivos, que no entraron: {otros}. Súbalos aparte.")
    metadatos = {c.removeprefix(META): v for c, v in valores.items() if c.startswith(META)}
    fechas, origen = _fechas(valores, dudas), _procedencia(valores, dudas)
    return Entendida(simples, fechas, metadatos, tuple(dudas), origen)


def aplicar(sesion: Session, documento: Documento, entendida: Entendida, *, reloj: Reloj) -> None:
    """Pone en un documento recién creado lo que se entendió; lo que no dice de su origen es lo del lote.

    Con tipo, nace con el acceso de su tipo, si el lote no lo cerró más.
    """
    procedencia.poner(documento, entendida.procedencia.completada(procedencia.de(documento)))
    for campo, valor in entendida.simples.items():
        setattr(documento, campo, valor)
    if entendida.metadatos:
        documento.metadatos = {**documento.metadatos, **entendida.metadatos}
    for clase, valor, precision in entendida.fechas:
        documento.fechas.append(FechaDocumento(clase=clase, valor=valor, precision=precision, nota=""))
    fechar(documento)
    _con_el_acceso_de_su_tipo(sesion, documento, reloj)
    acceso.tocar(documento)


def instituciones_por_nombre(sesion: Session) -> dict[str, int]:
    """El número de cada institución por su nombre, su sigla, su clave y sus variantes, sin mayúsculas."""
    halladas: dict[str, int] = {}
    for una in sesion.scalars(select(Institucion).order_by(Institucion.id.desc())):
        for nombre in (*una.variantes, una.sigla, una.clave, una.nombre):
            halladas[_plano(nombre)] = una.id
    return halladas


def _fechas(valores: Mapping[str, str], dudas: list[str]) -> tuple[tuple[str, date, Precision], ...]:
    halladas = []
    for campo, crudo in valores.items():
        if campo.startswith(FECHA):
            (fecha, precision, _), clase = leer_fecha_libre(crudo), campo.removeprefix(FECHA)
            if fecha is None:
                dudas.append(f"No se entendió la fecha «{crudo}».")
            elif clase not in tipos().fechas:
                dudas.append(f"No hay una clase de fecha «{clase}».")
            else:
                halladas.append((clase, fecha, precision))
    return tuple(halladas)


def _procedencia(valores: Mapping[str, str], dudas: list[str]) -> Procedencia:
    dicha, errores = procedencia.leer(valores)
    dudas += [f"No se entendió «{valores[campo]}» como {campo}." for campo in errores]
    return dicha


def _poner(simples: dict[str, Any], campo: str, valor: Any, crudo: str, dudas: list[str]) -> None:
    if valor is None:
        dudas.append(f"No se reconoció «{crudo}» como {campo.removesuffix('_id')}.")
    else:
        simples[campo] = valor


def _con_el_acceso_de_su_tipo(sesion: Session, documento: Documento, reloj: Reloj) -> None:
    clase = tipo(documento.tipo)
    if clase is None or documento.acceso not in acceso.AMPLIAS:
        return
    documento.acceso = clase.acceso
    if clase.acceso == Acceso.INTERNA:
        documento.fundamento = clase.base
    acceso.actualizar_marcas(sesion, documento, reloj=reloj)


def _sin_tipo_cerrado(simples: dict[str, Any], dudas: list[str]) -> None:
    """Un tipo que nace confidencial lo pone quien clasifica, nombrando a quienes lo verán."""
    clase = tipo(simples.get("tipo"))
    if clase is not None and clase.acceso in acceso.CERRADAS:
        del simples["tipo"]
        dudas.append(f"«{clase.nombre}» nace confidencial: no se puso, y lo pone una persona revisora.")


def _emisor(simples: dict[str, Any], numero: int | None, crudo: str, dudas: list[str]) -> None:
    """El del directorio; el que no está en él queda con el nombre que le da el manifiesto."""
    if numero is not None:
        simples["emisor_id"] = numero
        return
    simples["emisor_nombre"] = crudo[:4000]
    dudas.append(f"«{crudo}» no está en el directorio: el emisor queda con ese nombre.")


def _tipo(crudo: str) -> str | None:
    for clase in tipos().tipos.values():
        if _plano(crudo) in {_plano(clase.clave), _plano(clase.nombre)}:
            return clase.clave
    return None


def _plano(texto: str) -> str:
    return " ".join(texto.casefold().replace("_", " ").split())
