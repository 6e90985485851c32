"""La tabla de los renglones que dicen qué es un documento."""

import re
from dataclasses import dataclass

from indexador.lengua.plano import forma


@dataclass(frozen=True, slots=True)
class Regla:
    """Un comienzo de renglón que dice qué es el documento.

    `numero` es cómo se lee el número que le sigue: `norma`, `dictamen`, `acta`, `corto` o ninguno (vacío);
    `exige`, si sin número el renglón no prueba nada. `tambien` es algo que la cabeza debe decir además.
    """

    tipo: str
    patron: re.Pattern[str]
    confianza: float
    numero: str = ""
    exige: bool = False
    tambien: re.Pattern[str] | None = None


def _r(
    tipo: str, patron: str, confianza: float, numero: str = "", *, exige: bool = False, tambien: str = ""
) -> Regla:
    return Regla(
        tipo,
        forma(patron),
        confianza,
        numero,
        exige,
        forma(tambien, re.DOTALL) if tambien else None,
    )


_COMISION = "«comision»"
_ORGANO = {
    "acuerdo_tse": "«tribunal supremo electoral»",
    "acuerdo_amn": "«autoridad migratoria nacional»",
    "acuerdo_junta_directiva": "«junta directiva»",
    "acuerdo_ministerial": r"(?:^|\n)\s*(?:el|la) «ministr»[oa]?\b",
    "acuerdo_gubernativo": r"(?:^|\n)\s*(?:el|la) (?:vice ?)?«president»[ea]? de la «republica»",
    "acuerdo_legislativo": "«congreso de la republica»",
}
_DEL = r"(?:\s(?:del?|de la)\s{1,2}(?:«honorable» )?(?:«pleno»|«comision»))?"

_PERIODICOS = (
    r"(?:diario )?(?:prensa libre|el ?periodico|siglo (?:21|xxi|veintiuno)|nuestro diario|la hora|publinews"
    r"|soy ?502|plaza publica|la voz de xela|agencia guatemalteca de noticias|republica)\W*$"
)

REGLAS = (
    _r("decreto_ley", r"«decreto»[ -]{1,3}«ley»(?![a-z])", 0.97, "norma", exige=True),
    _r("decreto_gubernativo", r"«decreto gubernativo»", 0.97, "norma"),
    _r(
        "ley_constitucional",
        "«decreto»",
        0.97,
        "norma",
        exige=True,
        tambien=r"^.{0,700}«asamblea nacional constituyente»",
    ),
    _r(
        "decreto_congreso",
        r"«decreto»(?: «legislativo»| «del congreso»(?: de la «republica»(?: de "
        r"«guatemala»)?)?)?",
        0.95,
        "norma",
        exige=True,
    ),
    _r("acuerdo_gubernativo", "«acuerdo gubernativo»", 0.97, "norma"),
    _r("acuerdo_ministerial", "«acuerdo ministerial»", 0.97, "norma"),
    _r("acuerdo_legislativo", "«acuerdo legislativo»", 0.97, "norma"),
    _r("acuerdo_junta_directiva", r"«acuerdo» (?:de )?(?:la )?«junta directiva»", 0.95, "norma"),
    _r("acuerdo_amn", r"«acuerdo» (?:de )?(?:la )?«autoridad migratoria nacional»", 0.97, "norma"),
    *(
        _r(
            tipo,
            "«acuerdo»",
            0.9 - 0.01 * orden,
            "norma",
            exige=True,
            tambien=rf"^.{{0,1200}}{organo}",
        )
        for orden, (tipo, organo) in enumerate(_ORGANO.items())
    ),
    _r("decreto_aprobado", "«decreto aprobado»", 0.98),
    _r("punto_resolutivo", "«punto resolutivo»", 0.97, "norma"),
    _r(
        "sentencia_cc",
        r"«expediente»(?: ?[s5](?!\w))?(?: «acumulados»)?",
        0.95,
        "norma",
        exige=True,
        tambien=r"^.{0,1500}«corte de constitucionalidad»",
    ),
    _r("sentencia_cc", "«corte de constitucionalidad»", 0.8),
    _r(
        "dictamen",
        r"(?:«proyecto de» )?«dictamen»(?: «conjunto»)?(?: (?:des)?«favorable»)?",
        0.93,
        "dictamen",
    ),
    _r("exposicion_motivos", "«exposicion de motivos»", 0.7),
    _r("acta_mesa_trabajo", r"«acta»(?![a-z]).{0,60}«mesa»", 0.95, "acta"),
    _r("acta_seleccion", r"«acta»(?![a-z]).{0,60}«seleccion»", 0.95, "acta"),
    _r(
        "acta_mesa_trabajo",
        r"«acta»(?![a-z])",
        0.93,
        "acta",
        tambien=r"^.{0,700}«mesa» (?:«tecnica»|de «trabajo»)",
    ),
    _r("acta_sesion_comision", r"«acta»(?![a-z])", 0.9, "acta", tambien=rf"{_COMISION}|«sesion»"),
    _r("minuta", r"«minuta»(?![a-z])|«ayuda de memoria»", 0.93),
    _r("solicitud_informacion", r"«solicitud de informacion»", 0.8, "corto"),
    _r("memorando", r"«memorand»(?:o|um)(?! de «entendimiento»)", 0.93, "corto"),
    _r("oficio", r"«oficio»(?: «circular»)?(?![a-z])", 0.93, "corto", exige=True),
    _r("oficio", r"(?:of|ref)\. ?(?:no|num|n°)?", 0.7, "corto", exige=True),
    _r(
        "carta_entendimiento",
        r"«carta de entendimiento»|«memorand»(?:o|um) de «entendimiento»",
        0.95,
        "corto",
    ),
    _r(
        "tratado",
        r"(?:«convencion»|«convenio»|«tratado»|«protocolo»|«pacto»|«estatuto»|«acuerdo»)(?![a-z])",
        0.9,
        tambien=r"«estados» «partes»|«altas partes»|«estados» (?:«miembros»|«signatarios»|"
        r"«contratantes»)|«plenipotenciarios»"
        r"|«naciones unidas»|«organizacion internacional del trabajo»|«estados americanos»|"
        r"«depositario»",
    ),
    _r(
        "acuerdo_interinstitucional",
        r"(?:«convenio»|«acuerdo») (?:marco )?(?:de «cooperacion» )?«interinstitucional»",
        0.93,
        "corto",
    ),
    _r("convenio", r"«convenio»(?![a-z])", 0.85, "corto"),
    _r("declaracion", r"«declaracion» (?:de|conjunta|final|politica|presidencial)", 0.8),
    _r("opinion_comision", rf"«opinion» (?:de la )?{_COMISION}", 0.9),
    _r(
        "opinion_recibida",
        r"«opinion»(?: (?:«tecnica»|«juridica»|«consultiva»|«sobre»|«acerca»|"
        r"«institucional»))(?![a-z])",
        0.85,
        "corto",
    ),
    _r("enmienda", r"«enmienda»s?(?![a-z])", 0.85),
    _r("mocion", r"«mocion»(?![a-z])", 0.85),
    _r("veto", r"«veto»(?![a-z])", 0.85),
    _r("agenda_orden_dia", r"«orden del dia»|«agenda de» (?:la )?«sesion»", 0.9),
    _r("diario_sesiones", r"«diario de» (?:las )?«sesiones»", 0.95, "norma"),
    _r("interpelacion", "«interpelacion»", 0.9),
    _r("citacion", r"«citacion»(?![a-z])", 0.9, "corto"),
    _r("invitacion", r"«invitacion»(?![a-z])", 0.85),
    _r("convocatoria_candidatos", r"«convocatoria».{0,80}(?:«candidat»|«aspirantes»)", 0.92),
    _r("convocatoria", r"«convocatoria»(?![a-z])", 0.88),
    _r("listado_asistencia", r"(?:«listado»|«lista»|«planilla») de «asistencia»", 0.95),
    _r("listado_candidatos", r"(?:«listado»|«lista»|«nomina») de «candidatos»", 0.95),
    _r("anteproyecto", r"«anteproyecto»", 0.92),
    _r("proyecto_decreto", r"«proyecto de» (?:«decreto»|«ley»)", 0.88),
    _r("cuadro_comparativo", r"(?:«cuadro»|«matriz»|«tabla») «comparativ»[ao]", 0.95),
    _r("grupo_tecnico_conformacion", r"«conformacion» (?:del? )?«grupo tecnico»", 0.92),
    _r("agenda_legislativa", "«agenda legislativa»", 0.92),
    _r("agenda_gestion_internacional", "«agenda de gestion internacional»", 0.95),
    _r("propuesta_texto", r"«propuesta de» (?:«ley»|«reforma»s?|«texto»)", 0.85),
    _r(
        "informe_anual_conamigua",
        r"«informe anual»",
        0.93,
        tambien=r"«conamigua»|«consejo nacional de atencion al migrante»",
    ),
    _r("informe_institucion", "«informe circunstanciado»", 0.9),
    _r("informe_institucion", r"«informe»(?![a-z])", 0.85, tambien=r"«rendido» (?:a|ante) (?:la|el) "),
    _r("informe_trimestral", "«informe trimestral»", 0.93),
    _r("memoria_labores", r"«memoria» (?:anual )?de «labores»|«informe de labores»", 0.95),
    _r("plan_operativo_anual", r"«plan operativo anual»|poa 20", 0.95),
    _r("plan_estrategico", "«plan estrategico»", 0.93),
    _r("plan_capacitacion", "«plan de capacitacion»", 0.93),
    _r("diagnostico", r"«diagnostico»(?![a-z])", 0.85),
    _r("directorio", r"«directorio» (?:de|institucional|telefonico)", 0.85),
    _r("ejecucion_presupuestaria", r"(?:«informe» de )?«ejecucion presupuestaria»", 0.92),
    _r(
        "evaluacion_institucion",
        r"«evaluacion» (?:institucional|(?:del?|de la) (?:«consejo»|«instituto»|«ministerio»|«direccion»"
        r"|«secretaria»|«procuraduria»|conamigua))|«ficha de evaluacion»",
        0.9,
    ),
    _r("evaluacion_desempeno", r"«evaluacion del desempeno»|«evaluacion de desempeno»", 0.93),
    _r("perfil_puesto", r"«perfil» (?:del?|de) «puesto»", 0.93),
    _r("portafolio_proyectos", "«portafolio de proyectos»", 0.93),
    _r("boletin_prensa", "«boletin de prensa»", 0.95, "corto"),
    _r("comunicado", r"«comunicado»(?![a-z])", 0.92),
    _r("nota_prensa", "«nota de prensa»", 0.9),
    _r("resolucion", r"«resolucion»(?![a-z])", 0.88, "corto", exige=True),
    _r("tesis", r"«tesis»(?![a-z])|«trabajo de graduacion»", 0.9, tambien=r"«universidad»|«facultad»"),
    _r(
        "tesis", r"«previo a» (?:«conferir»|«optar»|«obtener»)|«para optar» al", 0.88, tambien="«universidad»"
    ),
    _r("estadistica", r"(?:«boletin»|«anuario») «estadistico»|«estadistica»s?(?![a-z])", 0.85),
    _r("folleto", r"(?:«folleto»|«trifoliar»|«bifoliar»|«afiche»|«cartilla»)(?![a-z])", 0.8),
    _r(
        "capitulo",
        r"«capitulo» (?:\d{1,2}|[ivx]{1,5})\W*$",
        0.75,
        tambien=r"^.{0,900}\(eds?(?:itor[ae]?s?)?\.?\)",
    ),
    _r(
        "ponencia_bibliografica",
        r"«ponencia»(?![a-z])",
        0.88,
        tambien=r"^.{0,500}(?:«memorias» del|«actas» del|isbn)",
    ),
    _r("ponencia_participacion", r"«ponencia»(?![a-z])", 0.85),
    _r("recopilacion", r"«recopilacion»|«compendio» de", 0.85),
    _r("estudio", r"«estudio» (?:de|sobre|acerca|del|tecnico|comparad)", 0.8),
    _r("informe", r"«informe»(?![a-z])", 0.75),
    _r("reglamento", r"«reglamento» (?:«interno»|«interior»|«organico»|«general»|de|del|para)(?![a-z])", 0.7),
    _r("carta", r"(?:«estimad»|«distinguid»|«apreciad»|«respetable»)[oa]?s? [^\n]{3,60}:$", 0.8),
    _r(
        "carta",
        r"(?:«senor»|«senora»|«licenciad»[oa]|doctor[a]?|«honorables?») [^\n]{0,60}:$",
        0.72,
        tambien=r"(?:^|\n)(?:su «despacho»|«presente»)\W*(?:\n|$)",
    ),
    _r("nota_prensa", _PERIODICOS, 0.72),
    _r("libro", r"isbn[\s:-]{0,4}\d", 0.75),
    _r("articulo", r"issn[\s:-]{0,4}\d", 0.7),
    _r("constitucion", r"«constitucion politica» de(?:\s|$)", 0.93),
    _r("constitucion", r"«constitucion politica de la republica»", 0.93),
)
