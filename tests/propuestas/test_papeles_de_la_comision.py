"""Papeles como los que la Comisión hace y recibe: el nodo que prueban va entre los cinco primeros."""

import re

import pytest

from centro_doc.propuestas.lectura import ambito_de_fabrica, perfiles_de_fabrica
from centro_doc.vinculacion import entrada_de
from indexador.ficha import Pagina, Texto
from indexador.vinculacion import Clase, proponer

PAPELES = {
    "OO3.A2.1": (
        "CONGRESO DE LA REPÚBLICA. Comisión de Migrantes. Opinión sobre el informe anual de labores 2008 "
        "del Consejo Nacional de Atención al Migrante de Guatemala, CONAMIGUA. La Comisión conoció y "
        "evaluó el informe y recomienda ampliar la ejecución presupuestaria."
    ),
    "OO3.A2.2": (
        "Guatemala, 3 de marzo de 2010. Señor Secretario Ejecutivo de CONAMIGUA: la Comisión de "
        "Migrantes tiene el agrado de invitarle a la sesión de trabajo del día 10 de marzo."
    ),
    "OO3.A2.3": (
        "Citación al Director General de Migración para que comparezca ante la Comisión de Migrantes del "
        "Congreso e informe sobre la emisión de pasaportes."
    ),
    "OO4.A5.5.a": (
        "BOLETÍN DE PRENSA. La Comisión de Migrantes del Congreso de la República informa que hoy se "
        "instaló la mesa de trabajo sobre la ley de migración."
    ),
    "OO4.A5.5.b": (
        "Plan Operativo Anual 2010 de la Comisión de Migrantes. Matriz de actividades, metas y responsables."
    ),
    "OO4.A5.5.d": (
        "Memoria Anual de Labores 2009, Comisión de Migrantes, Congreso de la República de Guatemala."
    ),
    "OO4.A1.2": (
        "Contrato de servicios profesionales para la asesoría técnica de la Comisión de Migrantes. El "
        "contratista prestará sus servicios al Congreso."
    ),
    "OO4.A2.2": (
        "Programa de capacitación al personal de la Comisión de Migrantes: curso sobre derecho "
        "migratorio para asesores."
    ),
    "OO4.A3.1": (
        "Solicitud de espacio físico: la Comisión de Migrantes pide a la Dirección General la asignación "
        "de una oficina, pues su personal está disperso en varios anexos."
    ),
    "OO4.A3.2": "Requisición de tres computadoras y un escáner para la Comisión de Migrantes.",
    "OO4.A4.1": (
        "La Comisión de Migrantes solicita a INCEDES y FLACSO la donación de material bibliográfico "
        "sobre migraciones para su centro de documentación."
    ),
    "OO4.A5.1": "Informe de mantenimiento de la página web de la Comisión de Migrantes.",
    "OO4.A5.2": "Directorio de instituciones y organizaciones sociales que trabajan el tema de migrantes.",
    "OO4.A6": (
        "Carta de entendimiento entre la Comisión de Migrantes del Congreso y la Organización "
        "Internacional para las Migraciones, OIM."
    ),
    "OO2.A1.1": (
        "La Comisión de Migrantes convoca a las organizaciones a la mesa de trabajo sobre la Ley de "
        "CONAMIGUA."
    ),
    "OO2.A1.2": (
        "La Pastoral de Movilidad Humana presenta sus opiniones y observaciones a la iniciativa 4126, "
        "Ley Nacional de Migración."
    ),
    "OO2.A1.3": "Acta de conformación del Grupo Técnico de Trabajo del tema Regularización Migratoria.",
    "OO1.A1.4": (
        "Convenio entre el Tribunal Supremo Electoral y CONAMIGUA para un programa de formación cívica "
        "de los guatemaltecos en el exterior."
    ),
    "OO1.A1.5": (
        "Acta del Consejo Departamental de Desarrollo de Huehuetenango: atención del tema de migraciones "
        "en los Consejos de Desarrollo."
    ),
    "OO1.A2.3": (
        "La Secretaría Técnica de COPAREM remite el acta de la reunión del Pleno del Consejo "
        "Parlamentario Regional sobre las Migraciones."
    ),
    "OO1.A3.4": (
        "Reunión con la Comisión de Relaciones Internacionales y Asuntos Migratorios del PARLACEN sobre "
        "los migrantes centroamericanos."
    ),
    "OO3.A3.1": (
        "Convocatoria pública: recepción de expedientes de aspirantes a los cargos de Secretario "
        "Ejecutivo y Subsecretario Ejecutivo de CONAMIGUA."
    ),
    "OO3.A3.2": "Listado de cinco candidatos seleccionados para Secretario Ejecutivo de CONAMIGUA.",
    "OO3.A3.5": "Opinión jurídica sobre las causas de remoción del Secretario Ejecutivo de CONAMIGUA.",
    "OO3.A5": (
        "Proyecto de plataforma de videoconferencia para la comunicación entre los migrantes y sus "
        "familiares, con el Ministerio de Relaciones Exteriores y CONAMIGUA."
    ),
    "OO3.A2.9": (
        "Campaña de divulgación de los derechos humanos de las personas migrantes en radio y en los "
        "consulados."
    ),
    "OO3.A2.6": "Propuesta de política pública del Estado de Guatemala en materia de migraciones.",
    "OO1.A1.3": (
        "Base de datos de organizaciones de guatemaltecos migrantes en los Estados Unidos de América: "
        "estructura orgánica, naturaleza, funciones y cantidad de miembros."
    ),
    "OO3.A1": (
        "Informe de ejecución presupuestaria de la Dirección General de Migración al 30 de junio de 2009."
    ),
    "OO3.A4.1": (
        "CONAMIGUA propone fortalecer la red consular del Ministerio de Relaciones Exteriores en los "
        "países de tránsito y destino."
    ),
    "OO1.A1.2": "Memoria del foro y feria con motivo del Día Internacional del Migrante.",
    "OO4.A1.1": (
        "Descriptor del puesto de archivista de la Comisión: bachiller, dos años de experiencia y orden; "
        "funciones y horario."
    ),
    "OO4.A2.1": (
        "Encuesta a los asesores de la Comisión: qué conocimientos le hacen falta y en qué cursos querría "
        "capacitarse. Resultados por persona."
    ),
    "OO4.A5.5.c": "Resumen de lo actuado por la Comisión de abril a junio: sesiones, dictámenes y giras.",
    "OO4.A6.3": (
        "Fichas de proyecto que la Comisión llevará a los cooperantes, con su costo y el financiamiento "
        "que se pide."
    ),
    "OO3.A2.7.b": (
        "En la base aérea no hay baños ni sillas para los que bajan de los vuelos de deportados; urge "
        "ampliar el galpón y techar el patio."
    ),
    "OO1.A3.5": (
        "Informe de la gira de trabajo de la Comisión de Migrantes a Washington: reuniones con "
        "congresistas y funcionarios del Departamento de Estado."
    ),
}


def propuestas(escrito):
    """Lo que se propone para un papel de una página."""
    texto = Texto((Pagina(1, escrito),), "llano")
    return proponer(texto.paginas, perfiles_de_fabrica(), ambito_de_fabrica(), **entrada_de(texto))


@pytest.mark.parametrize(("nodo", "escrito"), PAPELES.items(), ids=PAPELES)
def test_el_nodo_va_entre_los_cinco_primeros(nodo, escrito):
    nodos = [propuesta.codigo for propuesta in propuestas(escrito) if propuesta.clase == Clase.NODO]
    assert nodo in nodos[:5]


def test_lo_mismo_de_otra_comision_no_es_de_ninguno():
    for escrito in PAPELES.values():
        ajeno = "migra" not in escrito.lower().replace("comisión de migrantes", "")
        if ajeno and "Comisión" in escrito:
            otro = re.sub(r"Comisión(?: de Migrantes)?", "Comisión de Deportes", escrito)
            assert propuestas(otro) == () or "CONAMIGUA" in escrito, escrito


@pytest.mark.parametrize(
    "otra", ["la Comisión de Deportes", "la comisión de finanzas", "la Comisión Nacional de Energía"]
)
def test_la_comision_a_secas_de_otra_no_es_la_casa(otra):
    escrito = f"Acta de {otra}. Se describe el puesto de asesor de la Comisión: licenciatura y experiencia."
    assert propuestas(escrito) == ()


def test_un_papel_de_la_propia_casa_no_lleva_tema_por_serlo():
    escrito = (
        "Descripción del puesto de asesor de la Comisión de Migrantes: licenciatura, tres años de "
        "experiencia en legislación migratoria; funciones, horario y requisitos."
    )
    assert {propuesta.clase for propuesta in propuestas(escrito)} == {Clase.NODO}
