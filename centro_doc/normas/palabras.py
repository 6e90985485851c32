"""Cómo se dicen las clases de norma, de fecha, de relación y de estado, y las marcas de verificación."""

from collections.abc import Mapping

from centro_doc.catalogo.tipos import tipos
from centro_doc.normas.modelos import ClaseDeRelacion, ClaseDeTexto, Vigencia

VERIFICACIONES: Mapping[str, str] = {
    "V": "Confirmado en una fuente",
    "C": "Sin confirmar",
    "D": "Dudoso",
}
CLASES: Mapping[str, str] = {
    "CPRG": "Constitución",
    "DANC": "Ley constitucional",
    "DC": "Decreto del Congreso",
    "DS": "Decreto de numeración corrida",
    "DL": "Decreto-Ley",
    "DG": "Decreto gubernativo",
    "AG": "Acuerdo gubernativo",
    "AM": "Acuerdo ministerial",
    "AMN": "Acuerdo de la Autoridad Migratoria Nacional",
    "AIGM": "Acuerdo de la Dirección General del IGM",
    "ATSE": "Acuerdo del Tribunal Supremo Electoral",
    "AL": "Acuerdo legislativo",
    "AJD": "Acuerdo de Junta Directiva del Congreso",
    "TR": "Tratado o declaración",
    "INI": "Iniciativa de ley",
    "CC": "Expediente de la Corte de Constitucionalidad",
}
VIGENCIAS: Mapping[str, str] = {
    Vigencia.VIGENTE: "Vigente",
    Vigencia.DEROGADA_PARCIALMENTE: "Derogada parcialmente",
    Vigencia.DEROGADA: "Derogada",
    Vigencia.NO_VIGENTE_AUN: "No vigente aún",
    Vigencia.DESCONOCIDO: "Desconocido",
}
VIGENCIAS_DE_ARTICULO: Mapping[str, str] = {
    **VIGENCIAS,
    Vigencia.DEROGADA_PARCIALMENTE: "Derogado parcialmente",
    Vigencia.DEROGADA: "Derogado",
}
TEXTOS: Mapping[str, str] = {
    ClaseDeTexto.OFICIAL: "Documento oficial",
    ClaseDeTexto.CONSOLIDADO: "Consolidado por un editor",
    ClaseDeTexto.ESCANEADO: "Escaneado",
}
RELACIONES: Mapping[str, tuple[str, str]] = {
    ClaseDeRelacion.REFORMA: ("Reforma", "Reformada por"),
    ClaseDeRelacion.ADICIONA: ("Adiciona", "Adicionada por"),
    ClaseDeRelacion.DEROGA: ("Deroga", "Derogada por"),
    ClaseDeRelacion.SUSTITUYE: ("Sustituye a", "Sustituida por"),
    ClaseDeRelacion.REGLAMENTA: ("Reglamenta", "Reglamentada por"),
    ClaseDeRelacion.APRUEBA: ("Aprueba", "Aprobada por"),
    ClaseDeRelacion.ORIGINA: ("Dio origen a", "Nació de"),
}
"""Clase → cómo se lee desde la norma de origen y desde la de destino."""
PROPUESTAS: Mapping[str, tuple[str, str, str]] = {
    ClaseDeRelacion.REFORMA: ("Propone reformar", "La reformaría", "Propuso reformarla"),
    ClaseDeRelacion.ADICIONA: ("Propone adicionar", "La adicionaría", "Propuso adicionarla"),
    ClaseDeRelacion.DEROGA: ("Propone derogar", "La derogaría", "Propuso derogarla"),
    ClaseDeRelacion.SUSTITUYE: ("Propone sustituir", "La sustituiría", "Propuso sustituirla"),
}
"""Lo mismo, si el origen es una iniciativa, que propone y no cambia nada; y lo último, si ya es ley."""
DATOS: Mapping[str, str] = {
    "cita": "Se cita",
    "cita_en_fuente": "La fuente la cita",
    "rango": "Rango",
    "ponente": "Ponente",
    "tramite": "Trámite",
    "partes": "Partes",
    "votos": "Votos",
    "modo": "Modo",
    "estado": "Según la fuente",
}
DEL_TRAMITE = frozenset({"ponente", "tramite", "estado"})
"""Los datos de una iniciativa que su trámite dice mejor, con lo que los prueba."""
_FECHAS = (
    *("presentacion", "conocimiento_pleno", "dictamen", "adopcion", "firma", "emision", "aprobacion"),
    *("sancion", "publicacion", "vigencia", "vigencia_hasta", "ratificacion", "deposito", "denuncia"),
)
NACE = frozenset({"adopcion", "firma", "emision", "aprobacion", "sancion", "publicacion", "vigencia"})
"""Las que dicen cuándo nació una norma."""
OTRA_FECHA = "otra"
"""La de algo que pasó con ella y su nota dice."""


def fechas() -> Mapping[str, str]:
    """Las clases de fecha que tiene una norma, en el orden de su trámite."""
    nombres = tipos().fechas
    return {clave: nombres[clave] for clave in _FECHAS} | {OTRA_FECHA: "Otra fecha"}


def relacion(clase: str, origen: str, *, desde_origen: bool, resuelta: bool = False) -> str:
    """«Reforma», «Reformada por»; si el origen es una iniciativa, «Propone reformar», «La reformaría».

    `resuelta`: la iniciativa ya dio origen a una ley, y lo que propuso es historia.
    """
    propone = PROPUESTAS.get(clase) if origen.startswith("INI-") else None
    if propone is not None:
        return propone[0 if desde_origen else 2 if resuelta else 1]
    return RELACIONES[clase][0 if desde_origen else 1]
