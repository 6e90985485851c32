"""Las direcciones de los expedientes: el de un tema cuelga de la agenda y los demás, de `/expedientes`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Blueprint, request, url_for
from markupsafe import Markup

from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.web import sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.expedientes.sujetos import (
    ClaseDeSujeto,
    Sujeto,
    clave_de,
    es_suya,
    niveles_de,
    resolver,
)

V = TypeVar("V", bound=Callable[..., Any])
_CLASES = "<any(plan, institucion, iniciativa, seleccion):clase>"
_REGISTRO = re.compile(r"\b(CD-\d{5,})\b")
_ENLACE = Markup('<a class="nowrap" href="{}">{}</a>')


@dataclass(frozen=True, slots=True)
class Pedido:
    """El expediente que nombra una dirección, el nivel que se pidió y los que el lector puede abrir."""

    sujeto: Sujeto
    nivel: str
    niveles: tuple[str, ...]


def por_sujeto(blueprint: Blueprint, resto: str, metodo: str = "GET") -> Callable[[V], V]:
    """Registra una vista en las dos direcciones; recibe `clase` y `codigo`."""

    def registrar(vista: V) -> V:
        comun: dict[str, Any] = {"view_func": vista, "methods": [metodo]}
        blueprint.add_url_rule(f"/agenda/<codigo>{resto}", defaults={"clase": ClaseDeSujeto.TEMA}, **comun)
        blueprint.add_url_rule(f"/expedientes/{_CLASES}/<codigo>{resto}", **comun)
        return vista

    return registrar


def pedido(clase: str, codigo: str) -> Pedido:
    """El expediente vivo que pide la petición; levanta `NoEncontrado` si no hay o el lector no lo abre."""
    suyas = marcas(actor_actual())
    sujeto = resolver(sesion_de_lectura(), clave_de(clase, codigo), suyas)
    if not es_suya(sujeto, suyas):
        raise NoEncontrado("El Centro no tiene un expediente con esa dirección.")
    niveles = niveles_de(sujeto, suyas)
    nivel = request.args.get("nivel", "")
    return Pedido(sujeto, nivel if nivel in niveles else niveles[0], niveles)


def direccion(sujeto: Sujeto, vista: str = "expediente_vivo.ver", **mas: Any) -> str:
    """La de una vista de un expediente."""
    return url_for(vista, clase=str(sujeto.clase), codigo=sujeto.codigo, **mas)


def enlazar(texto: str) -> Markup:
    """El texto con cada registro («CD-00001») enlazado a su documento."""
    partes = _REGISTRO.split(texto)
    return Markup("").join(
        _ENLACE.format(url_for("documentos.ver", identificador=parte), parte) if n % 2 else parte
        for n, parte in enumerate(partes)
    )
