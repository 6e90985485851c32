"""Los filtros y funciones que usan las plantillas: fechas, cifras y direcciones."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from flask import Flask, request, url_for
from markupsafe import Markup, escape

from centro_doc.comun import fechas
from centro_doc.comun.fecha_escrita import como_dia
from centro_doc.comun.reloj import Reloj
from centro_doc.comun.web import direccion_publica, servicio
from config import Config
from indexador.lengua.paises import PAISES
from indexador.lengua.personales import sin_datos_personales

Valor = str | int | None | Iterable[str]
_FUENTE = re.compile(r"\bF\d{1,3}\b")
_FUENTE_ENLAZADA = Markup('<a href="#{}" title="{}">{}</a>')
_PROPIOS = frozenset({"", "GT"})


def conectar(app: Flask) -> None:
    """Deja los filtros y las funciones a la mano de todas las plantillas de `app`."""
    app.jinja_env.filters.update(
        cifra=fechas.cifra,
        tamano=fechas.tamano,
        plural=plural,
        pais_ajeno=pais_ajeno,
        fecha=fecha,
        fecha_corta=fecha_corta,
        fecha_precisa=fechas.fecha_con_precision,
        hora=hora,
        momento=momento,
        iso=iso,
        como_dia=como_dia,
        con_fuentes=con_fuentes,
        sin_datos_personales=sin_datos_personales,
    )
    app.jinja_env.globals["url_con"] = url_con
    app.jinja_env.globals["direccion_publica"] = direccion_publica
    app.jinja_env.globals["dia_de_hoy"] = _hoy


def fecha(valor: date | datetime | None) -> str:
    """«17 de agosto de 2011»; vacía si no hay fecha."""
    return "" if valor is None else fechas.fecha_larga(_dia(valor))


def fecha_corta(valor: date | datetime | None) -> str:
    """«17 ago», o «17 ago 2011» si no es de este año; vacía si no hay fecha."""
    return "" if valor is None else fechas.fecha_corta(_dia(valor), _hoy())


def hora(valor: datetime | None) -> str:
    """«9:42», en la zona del centro; vacía si no hay instante."""
    if valor is None:
        return ""
    local = _local(valor)
    return f"{local.hour}:{local.minute:02}"


def momento(valor: datetime | None) -> str:
    """«hoy, 9:42» o «17 ago 2011, 9:42»; vacío si no hay instante."""
    if valor is None:
        return ""
    dia = "hoy" if _dia(valor) == _hoy() else fecha_corta(valor)
    return f"{dia}, {hora(valor)}"


def iso(valor: date | datetime) -> str:
    """Lo que va en el atributo `datetime` de `<time>`."""
    return _local(valor).isoformat(timespec="minutes") if isinstance(valor, datetime) else valor.isoformat()


def con_fuentes(texto: str, fuentes: Mapping[str, str]) -> Markup:
    """El texto con cada fuente que nombra («F3») enlazada a donde la página dice cuál es.

    `fuentes` son las que la página dice, por su clave; las demás se quedan como están.
    """
    marcado, partes, desde = escape(texto), [], 0
    for hallada in _FUENTE.finditer(marcado):
        clave = hallada[0]
        if clave in fuentes:
            partes += [
                marcado[desde : hallada.start()],
                _FUENTE_ENLAZADA.format(clave, fuentes[clave], clave),
            ]
            desde = hallada.end()
    return Markup("").join([*partes, marcado[desde:]])


def plural(numero: int, uno: str, varios: str) -> str:
    """«1 documento», «1,284 documentos»."""
    return f"{fechas.cifra(numero)} {uno if numero == 1 else varios}"


def pais_ajeno(codigo: str) -> str:
    """«México»; nada si es de Guatemala o no se sabe de dónde es."""
    return "" if codigo in _PROPIOS else PAISES.get(codigo, codigo)


def url_con(**cambios: Valor) -> str:
    """La dirección de esta misma página con algunos parámetros cambiados; `None` o vacío los quita.

    Conserva los repetidos (`tipo=ley&tipo=dictamen`). Cambiar otro parámetro vuelve a la primera página.
    """
    # `endpoint` y lo que lleva guion bajo delante (`_scheme`) son opciones de `url_for`, no parámetros.
    parametros: dict[str, Valor] = {
        nombre: request.args.getlist(nombre)
        for nombre in request.args
        if nombre != "endpoint" and not nombre.startswith("_")
    }
    if "pagina" not in cambios:
        parametros.pop("pagina", None)
    parametros.update(cambios)
    utiles = {nombre: valor for nombre, valor in parametros.items() if valor not in (None, "", [], ())}
    return url_for(request.endpoint or "", **{**utiles, **(request.view_args or {})})


def _dia(valor: date | datetime) -> date:
    return _local(valor).date() if isinstance(valor, datetime) else valor


def _local(valor: datetime) -> datetime:
    return fechas.en_zona(valor, servicio(Config).zona_horaria)


def _hoy() -> date:
    return servicio(Reloj).hoy()  # type: ignore[type-abstract]
