"""Lo que gobierna un pasaje desde lejos: si cambia, alguien mira el pasaje aunque diga lo mismo."""

import pytest

from centro_doc.vinculos.cuadros import encabezado_de_cuadro
from centro_doc.vinculos.gobierno import Gobierno
from centro_doc.vinculos.guardados import TextoDeOrigen
from centro_doc.vinculos.marcos import Marco
from centro_doc.vinculos.pasajes import Anclaje
from centro_doc.vinculos.reanclaje import TextoBuscado

PASAJE = "ocultar a la autoridad migratoria los datos verdaderos de identidad de los trabajadores contratados"
FILA = "San Marcos 1,450 410\nQuetzaltenango 980 220\nTotal de los tres departamentos 3,630 980"
RELLENO = "La mesa conoció asuntos administrativos diversos y acordó remitirlos a la dirección. " * 3
NUMERALES = "1. carecer de visa vigente en el territorio;\n2. trabajar sin permiso de la autoridad;\n3. "
LITERALES = (
    "a) Retener el pasaporte del trabajador.\nb) Cobrar el pasaje de retorno a su país de origen.\nc) "
)
VINETAS = "• Retener el pasaporte del trabajador.\n• Cobrar el pasaje de retorno a su país de origen.\n• "
SUELTAS = (
    "Retener el pasaporte del trabajador.\nCobrar el pasaje de retorno a su país de origen y de sus hijos.\n"
)
ANIDADA = f"1. Del trabajador y su familia:\n{LITERALES}exigir fianza.\n2. De la inspección:\na) cerrar;\nb) "
FILAS = "Departamento Deportados Retornados\nHuehuetenango 1,200 350\nSololá 230 41\nTotonicapán 540 96\n"

CASOS = [
    ("Son causas de expulsión:\n" + NUMERALES, "Son causas", "No son causas", "Son cau5as"),
    ("Se prohíbe a los empleadores:\n" + LITERALES, "prohíbe", "permite", "prohibc"),
    ("Se prohíbe a los empleadores:\n" + LITERALES, "empleadores", "trabajadores", "emplcadores"),
    ("Se prohíbe a los empleadores\n" + VINETAS, "prohíbe", "permite", "prohíbc"),
    ("Se prohíbe a los empleadores:\n" + SUELTAS, "prohíbe", "permite", "prohíbc"),
    ("Son faltas graves de la finca:\n" + ANIDADA, "graves", "leves", "qraves"),
    ("Son faltas graves de la finca:\n" + ANIDADA, "2. De", "3. De", "2. Dc"),
    ("Son faltas graves de la finca:\n" + ANIDADA, "De la inspección", "Del inspector", "De la inspecci6n"),
    ("Tendrá multa:\nA) Cada patrono:\na) cobrar;\nb) ", "Tendrá multa", "Tendrá premio", "Tendrá mu1ta"),
    (f"Exceptúanse de lo anterior los casos. {RELLENO}", "Exceptúanse", "Inclúyense", "Excepfúanse"),
    (f"La autoridad no deberá, {RELLENO.replace('.', ',')}", "no deberá", "deberá", "no debcrá"),
    (f"CAPÍTULO I\nPROHIBICIONES\n\n{RELLENO}", "PROHIBICIONES", "DERECHOS", "PROHIBICI0NES"),
    (f"Artículo 5. Prohibiciones. {RELLENO}", "Artículo 5", "Artículo 15", "Artícu1o 5"),
    (f"Artículo 5. Prohibiciones. {RELLENO}", "Prohibiciones", "Derechos", "Prohibicioncs"),
    (f"DECRETO NÚMERO 95-98\n\nArtículo 1. {RELLENO}", "95-98", "44-2016", "9S-98"),
    (f"TEXTO VIGENTE DE LA LEY\n\n{RELLENO}", "VIGENTE", "DEROGADO", "VIGENTF"),
    (f"En miles de personas\n{FILAS}", "miles de ", "", "miIes de "),
    (f"En personas ($)\n{FILAS}", "$", "%", "$"),
    (f"Año 2009\n{FILAS}", "2009", "2010", "2OO9"),
    (f"Cuadro 3. Deportados de México\n{FILAS}", "México", "Belice", "Méxic0"),
    (FILAS, "Deportados Retornados", "Retornados Deportados", "Deportad0s Retornados"),
    (f"Departamento | Total\nPetén | 12\nHombres\n{FILAS[35:]}", "Hombres", "Mujeres", "Hombrcs"),
]


def _queda(antes: str, ahora: dict[int, str], pasaje: str) -> str:
    inicio = antes.index(pasaje)
    guardado = TextoDeOrigen({1: antes}).guardado(Anclaje(1, inicio, 1, inicio + len(pasaje), pasaje))
    hallado = TextoBuscado(ahora).reanclar(guardado)
    return "roto" if hallado is None else "exacto" if hallado.exacto else "señalado"


@pytest.mark.parametrize(("delante", "viejo", "nuevo", "leido"), CASOS)
def test_si_cambia_lo_que_lo_gobierna_se_senala_y_si_sólo_se_leyó_mal_no(
    delante: str, viejo: str, nuevo: str, leido: str
) -> None:
    pasaje = FILA if "1,200" in delante else PASAJE
    antes = f"Informe de la mesa.\n\n{RELLENO}\n\n{delante}{pasaje}.\nEs todo lo dicho.\n{RELLENO}"
    assert viejo in antes
    assert _queda(antes, {1: antes.replace(viejo, nuevo)}, pasaje) == "señalado"
    assert _queda(antes, {1: antes.replace(viejo, leido)}, pasaje) == "exacto"


def test_lo_que_no_se_reconoce_como_lista_se_busca_donde_estaba() -> None:
    antes = f"Informe.\n\nSon causas de la expulsión de extranjeros:\n{NUMERALES}{PASAJE}.\nEs todo."
    leido = antes.replace("1. ", "l ").replace("2. ", "Z ").replace("extranjeros:", "extranjeros")
    assert _queda(antes, {1: leido}, PASAJE) == "exacto"
    assert _queda(antes, {1: leido.replace("Son", "No son")}, PASAJE) == "señalado"


def test_lo_que_gobierna_puede_estar_en_otra_pagina_tras_el_encabezado_de_la_hoja() -> None:
    cabeza, resto = f"Informe.\n\nSe prohíbe a los patronos:\n{LITERALES}", f"{PASAJE}.\nEs todo."
    partido = {1: cabeza, 2: f"Congreso de la República\n{resto}", 3: "Congreso de la República\nFin."}
    partido[4] = "Congreso de la República\nAnexo."
    assert _queda(cabeza + resto, partido, PASAJE) == "exacto"
    partido[1] = partido[1].replace("prohíbe", "permite")
    assert _queda(cabeza + resto, partido, PASAJE) == "señalado"


def test_el_punto_que_se_agrega_a_la_lista_no_cambia_lo_que_la_gobierna() -> None:
    antes = f"Informe.\n\nSe prohíbe a los patronos:\n{VINETAS}{PASAJE}.\nEs todo."
    ahora = antes.replace("• Retener", "• Exigir fianza o prenda al que contrata o a sus hijos.\n• Retener")
    inicio = antes.index(PASAJE)
    ancla = Anclaje(1, inicio, 1, inicio + len(PASAJE), PASAJE)
    nueva = Anclaje(1, ahora.index(PASAJE), 1, ahora.index(PASAJE) + len(PASAJE), PASAJE)
    assert Gobierno(Marco({1: antes}), ancla).sigue_en(Gobierno(Marco({1: ahora}), nueva))


def test_sin_las_paginas_de_donde_se_tomo_no_se_inventa_lo_que_lo_gobernaba() -> None:
    assert TextoDeOrigen({}).guardado(Anclaje(1, 0, 1, len(PASAJE), PASAJE)).gobierno is None


def test_el_encabezado_de_un_cuadro_es_lo_de_encima_de_sus_filas() -> None:
    antes = f"Se informó al Pleno.\nCuadro 2.\nEn miles\n{FILAS}"
    assert encabezado_de_cuadro(antes, "San Marcos 1,450 410") == (
        "Se informó al Pleno.\nCuadro 2.\nEn miles\nDepartamento Deportados Retornados",
        len("Huehuetenango 1,200 350\nSololá 230 41\nTotonicapán 540 96\n"),
    )
    assert encabezado_de_cuadro(antes, "como se dijo en la mesa") == ("", 0)
    textos = "Nombre | Cargo\nAna Sical | vocal\n"
    assert encabezado_de_cuadro(textos, "Luis Caal | vocal")[0] == "Nombre | Cargo"


def test_lo_que_queda_de_la_oracion_se_mira_hasta_donde_acaba_y_no_las_demas_filas() -> None:
    largo = f"{RELLENO.replace('.', ',')} con visa"
    antes = f"Informe.\n\nSe acordó que podrán {PASAJE}, {largo}.\nEs todo."
    assert _queda(antes, {1: antes.replace("con visa", "con vi5a")}, PASAJE) == "exacto"
    assert _queda(antes, {1: antes.replace("con visa", "sin visa")}, PASAJE) == "señalado"
    fila = "Quetzaltenango, con los municipios fronterizos y sus aldeas 980 220"
    cuadro = (
        f"Informe.\n\n{FILAS}{fila}\nSan Marcos 1,450 410\nPetén 12 40\nIzabal 7 31\nTotal 3 9\n{RELLENO}"
    )
    assert _queda(cuadro, {1: cuadro.replace("Izabal 7 31", "Izabal 8 31")}, fila) == "exacto"
