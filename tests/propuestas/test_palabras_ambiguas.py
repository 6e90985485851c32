"""Cada palabra ambigua, una por una, en el sentido ajeno y en el nuestro, con los perfiles de fábrica."""

import pytest

from centro_doc.propuestas.lectura import ambito_de_fabrica, perfiles_de_fabrica
from centro_doc.vinculacion import entrada_de
from indexador.ficha import Pagina, Texto
from indexador.vinculacion import proponer

AJENAS = {
    "retorno venoso": (
        "La niña ingresó con dolor abdominal y migración del catéter; tras la cirugía mejoró el retorno "
        "venoso y se entregó a sus padres."
    ),
    "vehículos extranjeros": (
        "Los vehículos extranjeros de carga esperarán en el predio municipal el permiso de salida."
    ),
    "socio extranjero": "La junta aprobó la entrada de un socio extranjero y el aumento del capital social.",
    "irregular": (
        "Los predios en situación irregular podrán obtener su título mediante el pago de una multa."
    ),
    "migrante": (
        "Migración de datos del servidor: la migración de la base de datos al nuevo sistema informático se "
        "hará en la noche. Los usuarios migrantes del sistema anterior deberán cambiar contraseña."
    ),
    "remesas de utilidades": (
        "Ley del Impuesto sobre la Renta: las remesas al exterior de utilidades de sucursales pagan el cinco "
        "por ciento."
    ),
    "refugiado": (
        "Se abre un albergue en la escuela por el derrumbe: ya van ochenta vecinos refugiados y hacen falta "
        "frazadas."
    ),
    "deportar": ("En el capítulo ocho de la telenovela deportan a la protagonista a una isla, con su hija."),
    "coyote": "Se busca cachorro que responde al nombre de Coyote; se gratifica a quien lo devuelva.",
    "legalizada": (
        "Los estudios hechos en el extranjero valdrán si el interesado los prueba con documentación "
        "legalizada."
    ),
    "migración de datos": (
        "El plan de migración de datos y de sistemas pasará los registros al nuevo servidor."
    ),
    "aves migratorias": "Se prohíbe la caza de aves migratorias y se protegen sus rutas y humedales.",
    "especies migratorias": (
        "Convención sobre la conservación de las especies migratorias de animales silvestres."
    ),
    "límite de migración": "Los límites de migración global de los plásticos en contacto con alimentos.",
    "DGM": (
        "La DGM del Ministerio de Energía y Minas otorga la licencia de exploración minera del yacimiento."
    ),
    "Consejo": (
        "El Consejo de Ministros y los Consejos de Desarrollo Urbano y Rural aprobaron el presupuesto."
    ),
    "Secretario Ejecutivo": (
        "El Secretario Ejecutivo del CONAP convocará a los aspirantes; habrá remoción por faltas."
    ),
    "Consejo Asesor": "El Consejo Asesor del Instituto de Ciencias Forenses evaluará el desempeño.",
    "voto razonado": "El diputado presentó su voto razonado en contra del dictamen sobre el presupuesto.",
    "voto": "Con el voto de dos tercios de los accionistas, la asamblea general aprobó la fusión.",
    "elección": "Se procedió a la elección de la Junta Directiva y de los magistrados suplentes.",
    "cédula": "La cédula de notificación se entregará en el lugar señalado por las partes.",
    "regularización tributaria": (
        "Ley de regularización tributaria: los contribuyentes regularizarán su deuda."
    ),
    "regularización de la tenencia de la tierra": (
        "Programa de regularización de la tenencia de la tierra y predios."
    ),
    "regularización de vehículos": "Regularización de vehículos ante la SAT, con exoneración de multas.",
    "amnistía": "Se decreta amnistía por los delitos políticos y comunes conexos.",
    "ilegal": "Es ilegal la portación de armas sin licencia.",
    "retorno": (
        "La tasa interna de retorno del proyecto y el retorno de la inversión de capital son positivos."
    ),
    "retorno a comisión": "APROBACIÓN DE MOCIÓN PRIVILEGIADA (RETORNO A COMISIÓN 5777)",
    "trata": "Cuando se trata de personas jurídicas, la ley que trata de sociedades mercantiles se aplicará.",
    "tráfico": "Se sanciona el tráfico de drogas y armas y se ordena el tráfico de vehículos.",
    "refugio de vida silvestre": (
        "Ley que declara área protegida el Refugio de Vida Silvestre Punta de Manabique."
    ),
    "consulta externa": "Disposición obligatoria de medicamentos en la emergencia y la Consulta Externa.",
    "asilo": "Concede fondos al asilo de ancianos de las Hermanas de la Caridad.",
    "pasaporte": "El pasaporte fitosanitario acompaña a los vegetales. El pasaporte llevará un número.",
    "nacionalidad": "De la nacionalidad de las naves: la nave matriculada enarbolará la bandera.",
    "tránsito": (
        "Reformas a la Ley de Tránsito: los vehículos en tránsito por carreteras y la licencia de conducir."
    ),
    "remesas": "Las remesas de tesorería a las municipalidades se harán cada mes.",
    "residencia": "Programa de residencia médica en los hospitales universitarios.",
    "visado": "Real Decreto sobre visado colegial obligatorio de los proyectos técnicos.",
    "extranjero": "Autoriza préstamos en moneda extranjera con bancos extranjeros para el comercio exterior.",
    "expulsión": "La expulsión del alumno del establecimiento educativo se decidirá oyendo a sus padres.",
    "servicio exterior": "Retribuciones de los funcionarios destinados en el extranjero.",
    "flujo migratorio": (
        "Las ballenas jorobadas inician en diciembre su flujo migratorio hacia aguas cálidas, con sus crías."
    ),
    "deportado al banquillo": (
        "Deportado al banquillo, el delantero migrante de clubes reclamó; el mediocampista retorna al once."
    ),
    "placas extranjeras": (
        "La SAT informa que los propietarios de vehículos con placas extranjeras en situación irregular "
        "deben pagar la multa reducida para obtener su documento de circulación permanente."
    ),
    "ritmos migrantes": (
        "El disco reúne ritmos migrantes que residen en Nueva York y retornan al jazz sin pasaporte ni visa."
    ),
    "saldos": (
        "Finanzas cerró la migración al nuevo catálogo de cuentas; las entidades en situación irregular "
        "deberán regularizar sus saldos y el retorno de los remanentes."
    ),
    "plaga": "La langosta, plaga de hábitos migratorios, cruzó la frontera; OIRSA vigila los cultivos.",
    "comisiones": (
        "En el acta de la Comisión de Finanzas, donde dice «remesa de fondos» debe leerse «remisión»."
    ),
    "llamada": "El consulado de Suecia llama a concurso de pintura; la exposición es de óleo y acuarela.",
    "memoria de otra comisión": (
        "Memoria de labores de la Comisión de Turismo. Durante el año la Comisión recibió a cónsules y "
        "embajadores; se actualizó la página web y se contrató a una secretaria."
    ),
    "DGM junto a su nombre": (
        "Aviso de la Dirección General de Minería: la DGM recibirá las solicitudes de licencia en ventanilla."
    ),
    "portal": "Migración del portal municipal: el domingo no habrá servicio; se verá en el sitio nuevo.",
}
NUESTRAS = {
    "AG1": (
        "El control migratorio en los puestos fronterizos y el ingreso de extranjeros al territorio nacional."
    ),
    "AG2": "El Secretario Ejecutivo de CONAMIGUA, el Consejo Nacional de Atención al Migrante de Guatemala.",
    "AG3": "Los guatemaltecos residentes en el exterior ejercerán el sufragio: voto en el extranjero.",
    "AG4": "Programa de regularización de la situación migratoria de los extranjeros en situación irregular.",
    "AG5": "Atención a los migrantes retornados y prevención de la trata de personas.",
    "OO3.A2.7": "Plan nacional de retorno para los guatemaltecos retornados y deportados.",
    "OO3.A4": "Reglamento consular: del servicio consular y de las funciones de los cónsules.",
    "OO1.A2": "Declaración del Consejo Parlamentario Regional sobre las Migraciones, COPAREM.",
    "OO3.A2.6": "La política migratoria del Estado de Guatemala y su formulación.",
    "OO4.A5.5.c": (
        "Informe trimestral de actividades de la Comisión de Migrantes del Congreso de la República."
    ),
    "OO4.A4": "Se crea el Centro de Documentación de la Comisión de Migrantes.",
    "OO2.A1.1": "Convocatoria a la mesa de trabajo sobre la ley de migración de la Comisión de Migrantes.",
}


def codigos(escrito):
    """Los destinos que se proponen para un texto, como lo hace la orden."""
    texto = Texto((Pagina(1, escrito),), "llano")
    propuestas = proponer(texto.paginas, perfiles_de_fabrica(), ambito_de_fabrica(), **entrada_de(texto))
    return [propuesta.codigo for propuesta in propuestas]


@pytest.mark.parametrize("escrito", AJENAS.values(), ids=AJENAS)
def test_en_su_otro_sentido_no_propone_nada(escrito):
    assert codigos(escrito) == []


@pytest.mark.parametrize("escrito", AJENAS.values(), ids=AJENAS)
def test_tampoco_en_mayusculas_ni_sin_tildes(escrito):
    sin_tildes = escrito.upper().translate(str.maketrans("ÁÉÍÓÚ", "AEIOU"))
    assert codigos(sin_tildes) == []


@pytest.mark.parametrize(("codigo", "escrito"), NUESTRAS.items(), ids=NUESTRAS)
def test_en_el_nuestro_propone_lo_suyo(codigo, escrito):
    assert codigo in codigos(escrito)[:5]


@pytest.mark.parametrize(("codigo", "escrito"), NUESTRAS.items(), ids=NUESTRAS)
def test_tambien_en_mayusculas_y_sin_tildes(codigo, escrito):
    assert codigo in codigos(escrito.upper().translate(str.maketrans("ÁÉÍÓÚ", "AEIOU")))[:5]


@pytest.mark.parametrize(
    "escrito",
    [
        "PROGRAMA DE REGU-\nLARIZACI6N DE LA SITUACI6N MIGRATORIA DE LOS EXTRANJEROS EN SITUACI6N IRREGULAR",
        "Program a. Ley de migraci6n y control migratorio de los extran-\njeros",
    ],
)
def test_tambien_con_un_mal_reconocimiento(escrito):
    assert {"AG1", "AG4"} & set(codigos(escrito))
