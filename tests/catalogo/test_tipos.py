"""El catálogo de tipos: completo, coherente y con errores que se entienden."""

import pytest
import yaml

from centro_doc.catalogo.modelos import Acceso
from centro_doc.catalogo.tipos import RUTA, TiposInvalidos, leer, nombre_de_tipo, tipo, tipos

CLAVES = [
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
    "iniciativa",
    "exposicion_motivos",
    "dictamen",
    "enmienda",
    "mocion",
    "proyecto_decreto",
    "decreto_aprobado",
    "veto",
    "agenda_orden_dia",
    "acta_sesion_comision",
    "diario_sesiones",
    "citacion",
    "invitacion",
    "interpelacion",
    "solicitud_informacion",
    "acta_mesa_trabajo",
    "minuta",
    "convocatoria",
    "opinion_recibida",
    "propuesta_texto",
    "ponencia_participacion",
    "listado_asistencia",
    "anteproyecto",
    "cuadro_comparativo",
    "grupo_tecnico_conformacion",
    "agenda_legislativa",
    "agenda_gestion_internacional",
    "informe_anual_conamigua",
    "opinion_comision",
    "informe_institucion",
    "evaluacion_institucion",
    "ejecucion_presupuestaria",
    "perfil_puesto",
    "convocatoria_candidatos",
    "expediente_candidato",
    "listado_candidatos",
    "acta_seleccion",
    "evaluacion_desempeno",
    "convenio",
    "carta_entendimiento",
    "acuerdo_interinstitucional",
    "memorando",
    "oficio",
    "carta",
    "declaracion",
    "portafolio_proyectos",
    "libro",
    "capitulo",
    "articulo",
    "tesis",
    "estudio",
    "informe",
    "estadistica",
    "ponencia_bibliografica",
    "folleto",
    "nota_prensa",
    "recopilacion",
    "material_audiovisual",
    "fotografia",
    "audio",
    "video",
    "boletin_prensa",
    "plan_operativo_anual",
    "informe_trimestral",
    "memoria_labores",
    "plan_estrategico",
    "directorio",
    "diagnostico",
    "plan_capacitacion",
    "comunicado",
]


def test_estan_todas_las_claves_de_la_taxonomia_y_ninguna_mas():
    assert list(tipos().tipos) == CLAVES
    assert len(CLAVES) == 86


def test_las_normas_son_las_del_grupo_a():
    normas = {t.clave for t in tipos().tipos.values() if t.norma}
    assert normas == {t.clave for t in tipos().del_grupo("A")}
    assert len(normas) == 16


def test_toda_etiqueta_y_toda_clase_de_fecha_se_usan():
    catalogo = tipos()
    assert all(catalogo.claves_de(etiqueta) for etiqueta in catalogo.etiquetas)
    usadas = {fecha.clave for t in catalogo.tipos.values() for fecha in t.fechas}
    assert usadas == set(catalogo.fechas)
    assert all(len(clave) <= 24 for clave in catalogo.fechas)


@pytest.mark.parametrize(
    ("clave", "acceso", "base"),
    [
        ("iniciativa", Acceso.PUBLICA_OFICIO, "LAIP, artículo 13, numeral 4"),
        ("dictamen", Acceso.PUBLICA_OFICIO, "LAIP, artículo 13, numeral 5"),
        ("acta_sesion_comision", Acceso.PUBLICA_OFICIO, "LAIP, artículo 13, numeral 10"),
        ("plan_operativo_anual", Acceso.PUBLICA_OFICIO, "LAIP, artículo 10, numeral 5"),
        ("expediente_candidato", Acceso.CONFIDENCIAL, "LAIP, artículo 22, numeral 5"),
        ("listado_asistencia", Acceso.INTERNA, "Datos personales: LAIP, artículos 30 y 31"),
        ("libro", Acceso.PUBLICA, "LAIP, artículo 9, numeral 6"),
    ],
)
def test_el_acceso_con_que_nace_un_tipo_tiene_su_base_legal(clave, acceso, base):
    assert (tipo(clave).acceso, tipo(clave).base) == (acceso, base)


def test_todo_tipo_que_no_nace_publico_dice_por_que():
    assert all(t.base for t in tipos().tipos.values())


def test_un_tipo_que_ya_no_existe_se_muestra_por_su_clave():
    assert nombre_de_tipo("dictamen") == "Dictamen"
    assert nombre_de_tipo("retirado_del_catalogo") == "retirado_del_catalogo"
    assert nombre_de_tipo(None) == "Sin tipo"
    assert tipo(None) is None


def _datos():
    return yaml.safe_load(RUTA.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("romper", "mensaje"),
    [
        (lambda d: d["tipos"]["libro"].pop("nombre"), "libro: falta «nombre»"),
        (lambda d: d["tipos"]["libro"].update(grupo="Z"), "libro: grupo «Z» no existe"),
        (lambda d: d["tipos"]["libro"].update(acceso="secreta"), "libro: el acceso «secreta» no existe"),
        (lambda d: d["tipos"]["libro"].update(campos=["tomo!"]), "libro: el campo «tomo» no existe"),
        (lambda d: d["tipos"]["libro"].update(fechas=["ayer"]), "libro: la fecha «ayer» no existe"),
        (lambda d: d["tipos"]["libro"].update(color="rojo"), "libro: no se conoce «color»"),
        (lambda d: d["tipos"].update(libro=3), "libro: falta «acceso»"),
        (lambda d: d["campos"]["isbn"].update(clase="codigo"), "campos.isbn: la clase «codigo» no existe"),
        (lambda d: d["campos"]["isbn"].update(clase="opcion"), "campos.isbn: «opciones» va con"),
        (lambda d: d["campos"]["isbn"].update(marca="X"), "campos.isbn: la marca «X»"),
        (lambda d: d["campos"].update(isbn={}), "campos.isbn: falta «etiqueta»"),
        (lambda d: d.pop("grupos"), "falta «grupos»"),
    ],
)
def test_un_archivo_de_tipos_mal_escrito_dice_donde(romper, mensaje):
    datos = _datos()
    romper(datos)
    with pytest.raises(TiposInvalidos) as error:
        leer(yaml.safe_dump(datos, allow_unicode=True))
    assert mensaje in str(error.value)


@pytest.mark.parametrize("texto", ["- uno", "a: [1", ""])
def test_lo_que_no_es_un_catalogo_se_rechaza(texto):
    with pytest.raises(TiposInvalidos):
        leer(texto)
