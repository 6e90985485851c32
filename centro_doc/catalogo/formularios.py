"""Lo que llega de la pantalla de ingreso, ya limpio."""

from collections.abc import Mapping
from typing import Any

from centro_doc.catalogo.cola import ORDENES, PESTANAS, POR_HOJA, FiltroCola
from centro_doc.catalogo.ingreso import DatosLote
from centro_doc.catalogo.modelos import Acceso
from centro_doc.catalogo.procedencia import leer
from centro_doc.catalogo.tramos import Pedida
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.escrito import entero
from centro_doc.comun.paginacion import por_hoja_pedido

ACCESOS_DE_LOTE: Mapping[str, str] = {
    Acceso.PUBLICA: "El que diga su tipo",
    Acceso.INTERNA: "Interno",
    Acceso.CONFIDENCIAL: "Confidencial",
}
"""Con qué clase nacen los documentos de un lote; hasta publicarse, sólo los ve el personal."""

PARAMETROS_DE_COLA = ("ver", "q", "de", "orden", "pagina", "por", "lote")
"""Los que dicen qué parte de la cola se mira."""


def datos_lote(formulario: Mapping[str, str]) -> DatosLote:
    """Lee `acceso` y la procedencia (`procedencia.leer`); levanta `DatosInvalidos` por campo."""
    clase = formulario.get("acceso", Acceso.PUBLICA)
    procedencia, errores = leer(formulario)
    if clase not in ACCESOS_DE_LOTE:
        errores["acceso"] = "Elija el acceso de la lista."
    if errores:
        raise DatosInvalidos(f"No se recibió nada. {' '.join(errores.values())}", errores)
    return DatosLote(procedencia, Acceso(clase), "web")


def filtro_cola(parametros: Mapping[str, str]) -> FiltroCola:
    """Lee `ver`, `q`, `de` (un lote), `orden`, `pagina` y `por`; lo que no existe vale lo de siempre."""
    pestana = parametros.get("ver", "por_catalogar")
    orden = parametros.get("orden", "ingreso")
    hoja = parametros.get("pagina", "1")
    return FiltroCola(
        pestana if pestana in PESTANAS else "por_catalogar",
        " ".join(parametros.get("q", "").split())[:200],
        orden if orden in ORDENES else "ingreso",
        int(hoja) if hoja.isascii() and hoja.isdigit() and 0 < len(hoja) < 7 and int(hoja) else 1,
        numero_de_lote(parametros.get("de", "")),
        por_hoja_pedido(parametros, POR_HOJA),
    )


def de_vuelta(parametros: Mapping[str, str]) -> dict[str, Any]:
    """Lo que hace falta para volver a la misma parte de la bandeja."""
    ancla = {"_anchor": "t-cola"} if "ver" in parametros else {}
    return {**{n: v for n, v in parametros.items() if n in PARAMETROS_DE_COLA}, **ancla}


def numero_de_lote(crudo: str) -> int | None:
    """El lote que dice un parámetro; `None` si no dice ninguno."""
    return entero(crudo) or None


def subida_pedida(formulario: Mapping[str, str]) -> tuple[Pedida, int | None]:
    """Lee `nombre`, `tamano`, `ruta`, `modificado` y `lote`; levanta `DatosInvalidos` sin nombre o tamaño."""
    nombre, tamano, lote = (formulario.get(n, "") for n in ("nombre", "tamano", "lote"))
    if not nombre or not _es_numero(tamano):
        raise DatosInvalidos("No se recibió nada.", {"archivos": "Falta el nombre o el tamaño del archivo."})
    ruta, modificado = formulario.get("ruta", "")[:2000], formulario.get("modificado", "")[:40]
    return Pedida(nombre[:1000], int(tamano), ruta, modificado), numero_de_lote(lote)


def _es_numero(crudo: str) -> bool:
    return crudo.isascii() and crudo.isdigit() and len(crudo) < 16
