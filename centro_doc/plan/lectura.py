"""De un archivo de datos a un plan comprobado: códigos únicos y bien colgados, referencias y totales."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from centro_doc.comun.datos import ArchivoDeDatos, Mapa, Revision, abrir, simple
from centro_doc.plan.modelos import ClaseNodo

CARPETA = Path(__file__).parent / "datos"
_PROPIOS = frozenset(
    {"codigo", "texto", "tema", "incompleta", "productos", "metas", "acciones", "actividades", "subelementos"}
)
_HIJOS: Mapping[ClaseNodo, tuple[tuple[str, ClaseNodo, str], ...]] = {
    ClaseNodo.OBJETIVO_OPERATIVO: (
        ("productos", ClaseNodo.PRODUCTO, r"\.P\d+"),
        ("metas", ClaseNodo.META, r"\.M\d+"),
        ("acciones", ClaseNodo.ACCION, r"\.A\d+"),
    ),
    ClaseNodo.PRODUCTO: (("subelementos", ClaseNodo.SUBPRODUCTO, r"\.[a-z]"),),
    ClaseNodo.ACCION: (("actividades", ClaseNodo.ACTIVIDAD, r"\.\d+"),),
    ClaseNodo.ACTIVIDAD: (("subelementos", ClaseNodo.SUBACTIVIDAD, r"\.[a-z]"),),
}
"""Por clase: en qué clave van sus hijos, de qué clase son y cómo sigue su código al del padre."""
_TOTALES: Mapping[str, ClaseNodo] = {
    "objetivos_estrategicos": ClaseNodo.OBJETIVO_ESTRATEGICO,
    "objetivos_operativos": ClaseNodo.OBJETIVO_OPERATIVO,
    "productos": ClaseNodo.PRODUCTO,
    "subelementos_de_producto": ClaseNodo.SUBPRODUCTO,
    "metas": ClaseNodo.META,
    "acciones": ClaseNodo.ACCION,
    "actividades": ClaseNodo.ACTIVIDAD,
    "subelementos_de_actividad": ClaseNodo.SUBACTIVIDAD,
}


@dataclass(frozen=True, slots=True)
class DatosNodo:
    """Un nodo tal como viene en el archivo; `padre` es el código de quien lo contiene."""

    codigo: str
    clase: ClaseNodo
    padre: str | None
    texto: str
    tema: str | None
    incompleto: bool
    datos: Mapa


@dataclass(frozen=True, slots=True)
class DatosPlan:
    """Un plan comprobado, con sus nodos en el orden en que se leen."""

    clave: str
    titulo: str
    estado: str
    fecha_version: date
    desde: int
    hasta: int
    activo: bool
    datos: Mapa
    huella: str
    nodos: tuple[DatosNodo, ...]


def planes_de_fabrica() -> tuple[DatosPlan, ...]:
    """Los planes que vienen con el producto, por orden de su vigencia."""
    return tuple(leer(ruta) for ruta in sorted(CARPETA.glob("plan-*.yaml")))


def leer(ruta: Path) -> DatosPlan:
    """Lee y comprueba un plan; levanta `DatosInvalidos` con todas las faltas juntas."""
    archivo = abrir(ruta)
    revision = Revision(archivo.nombre)
    nodos = tuple(_nodos(archivo.contenido, revision))
    _revisar_codigos(nodos, revision)
    _revisar_referencias(archivo.contenido, nodos, revision)
    _revisar_totales(archivo.contenido, nodos, revision)
    plan = _encabezado(archivo, nodos, revision)
    revision.exigir()
    return plan


def _encabezado(archivo: ArchivoDeDatos, nodos: tuple[DatosNodo, ...], revision: Revision) -> DatosPlan:
    contenido = archivo.contenido
    documento = _mapa(contenido, "documento", revision)
    vigencia = _mapa(documento, "vigencia", revision)
    fecha = documento.get("fecha_version")
    if not isinstance(fecha, date):
        revision.falta("En documento falta «fecha_version», o no es una fecha (AAAA-MM-DD).")
    desde, hasta = vigencia.get("desde"), vigencia.get("hasta")
    if not (isinstance(desde, int) and isinstance(hasta, int) and desde <= hasta):
        revision.falta("En documento, «vigencia» tiene que decir desde qué año y hasta qué año.")
        desde, hasta = 0, 0
    return DatosPlan(
        clave=revision.texto(documento, "clave", "documento"),
        titulo=revision.texto(documento, "titulo", "documento"),
        estado=revision.texto(documento, "estado", "documento"),
        fecha_version=fecha if isinstance(fecha, date) else date.min,
        desde=desde,
        hasta=hasta,
        activo=documento.get("activo") is True,
        datos=simple({c: v for c, v in contenido.items() if c not in {"objetivos_operativos", "totales"}}),
        huella=archivo.huella,
        nodos=nodos,
    )


def _nodos(contenido: Mapa, revision: Revision) -> Iterator[DatosNodo]:
    estrategico = _mapa(_mapa(contenido, "marco_estrategico", revision), "objetivo_estrategico", revision)
    raiz = _nodo(estrategico, ClaseNodo.OBJETIVO_ESTRATEGICO, None, revision)
    yield raiz
    for mapa in revision.mapas(contenido, "objetivos_operativos", "el plan"):
        yield from _rama(mapa, ClaseNodo.OBJETIVO_OPERATIVO, raiz.codigo, revision)


def _rama(mapa: Mapa, clase: ClaseNodo, padre: str, revision: Revision) -> Iterator[DatosNodo]:
    nodo = _nodo(mapa, clase, padre, revision)
    yield nodo
    for clave, clase_hija, forma in _HIJOS.get(clase, ()):
        for hijo in revision.mapas(mapa, clave, nodo.codigo or padre):
            codigo = str(hijo.get("codigo", ""))
            if not re.fullmatch(re.escape(nodo.codigo) + forma, codigo):
                revision.falta(f"El código «{codigo}» no puede ser de un hijo de {nodo.codigo} en «{clave}».")
            yield from _rama(hijo, clase_hija, nodo.codigo, revision)


def _nodo(mapa: Mapa, clase: ClaseNodo, padre: str | None, revision: Revision) -> DatosNodo:
    codigo = revision.texto(mapa, "codigo", f"un nodo de {padre or 'marco_estrategico'}")
    campo = "texto_literal" if clase is ClaseNodo.META else "texto"
    tema = mapa.get("tema")
    return DatosNodo(
        codigo=codigo,
        clase=clase,
        padre=padre,
        texto=revision.texto(mapa, campo, codigo or "un nodo sin código"),
        tema=str(tema) if tema else None,
        incompleto=mapa.get("incompleta") is True,
        datos=simple({clave: valor for clave, valor in mapa.items() if clave not in _PROPIOS}),
    )


def _revisar_codigos(nodos: tuple[DatosNodo, ...], revision: Revision) -> None:
    for codigo, veces in Counter(nodo.codigo for nodo in nodos if nodo.codigo).items():
        if veces > 1:
            revision.falta(f"El código {codigo} está {veces} veces.")


def _revisar_referencias(contenido: Mapa, nodos: tuple[DatosNodo, ...], revision: Revision) -> None:
    conocidos = {nodo.codigo for nodo in nodos}
    for nodo in nodos:
        for clave in ("producto", "accion"):
            if clave in nodo.datos and nodo.datos[clave] not in conocidos:
                revision.falta(f"{nodo.codigo} nombra «{nodo.datos[clave]}», que no existe.")
    for errata in revision.mapas(contenido, "erratas", "el plan"):
        for codigo in revision.lista(errata, "nodos", f"la errata {errata.get('id')}"):
            if codigo not in conocidos:
                revision.falta(f"La errata {errata.get('id')} nombra «{codigo}», que no existe.")


def _revisar_totales(contenido: Mapa, nodos: tuple[DatosNodo, ...], revision: Revision) -> None:
    esperados = _mapa(contenido, "totales", revision)
    hallados = Counter(nodo.clase for nodo in nodos)
    for nombre, clase in _TOTALES.items():
        if esperados.get(nombre) != hallados[clase]:
            revision.falta(
                f"«totales» dice {esperados.get(nombre)} en {nombre} y en el archivo hay {hallados[clase]}."
            )
    if esperados.get("nodos") != len(nodos):
        revision.falta(f"«totales» dice {esperados.get('nodos')} nodos y en el archivo hay {len(nodos)}.")
    hijas = Counter(nodo.padre for nodo in nodos if nodo.clase is ClaseNodo.ACTIVIDAD)
    for accion, cuantas in dict(esperados.get("actividades_por_accion") or {}).items():
        if hijas[accion] != cuantas:
            revision.falta(f"«totales» dice {cuantas} actividades en {accion} y hay {hijas[accion]}.")


def _mapa(mapa: Mapa, clave: str, revision: Revision) -> dict[str, Any]:
    valor = mapa.get(clave)
    if isinstance(valor, dict):
        return valor
    revision.falta(f"Falta «{clave}», con sus campos.")
    return {}
