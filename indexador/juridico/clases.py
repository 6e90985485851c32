"""Los tipos de documento que se leen de la misma manera (claves de `datos/tipos.yaml` del catálogo)."""

NORMAS = frozenset(
    [
        "constitucion",
        "ley_constitucional",
        "decreto_congreso",
        "decreto_ley",
        "decreto_gubernativo",
        "acuerdo_gubernativo",
        "acuerdo_ministerial",
        "acuerdo_amn",
        "acuerdo_tse",
        "acuerdo_legislativo",
        "acuerdo_junta_directiva",
        "punto_resolutivo",
        "resolucion",
        "tratado",
        "reglamento",
        "sentencia_cc",
        "decreto_aprobado",
    ]
)
DEL_CONGRESO = frozenset({"decreto_congreso", "acuerdo_legislativo", "punto_resolutivo"})
ACTAS = frozenset(
    {
        "acta_sesion_comision",
        "acta_mesa_trabajo",
        "acta_seleccion",
        "minuta",
        "agenda_orden_dia",
        "diario_sesiones",
        "listado_asistencia",
        "citacion",
        "invitacion",
    }
)
CONVENIOS = frozenset({"convenio", "carta_entendimiento", "acuerdo_interinstitucional", "declaracion"})
PUBLICADOS = frozenset(
    [
        "libro",
        "capitulo",
        "articulo",
        "tesis",
        "estudio",
        "informe",
        "estadistica",
        "folleto",
        "nota_prensa",
        "recopilacion",
        "ponencia_bibliografica",
    ]
)
PROYECTOS = frozenset({"anteproyecto", "proyecto_decreto", "propuesta_texto"})
"""Textos que proponen una norma: su título es el de ella."""
DE_AUTOR = frozenset(
    {"tesis", "libro", "capitulo", "articulo", "ponencia_bibliografica", "ponencia_participacion"}
)
"""Lo que una persona firma: un nombre solo en su portada es el de quien lo escribió."""
