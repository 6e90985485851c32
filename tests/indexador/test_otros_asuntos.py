"""Quien migra ha de ser una persona: las aves, los datos y los delanteros usan las mismas palabras."""

import pytest

from indexador.ficha import Pagina
from indexador.vinculacion import Ambigua, Ambito, Clase, Perfil, Sentido, Termino, proponer
from indexador.vinculacion.expresiones import raices_de

AMBITO = Ambito(
    seguras=("migrante", "migratorio", "pasaporte", "Dirección General de Migración"),
    ambiguas=(Ambigua("migración", "química", ajenas=("envases",)),),
    sentidos=(
        Sentido("fauna", ("ballenas", "jorobadas", "crías", "aves")),
        Sentido("deporte", ("delantero", "banquillo", "clubes", "copa")),
    ),
    dudosas=("migrante", "migratorio", "situación irregular", "irregular", "deportado", "pasaporte"),
    personas=("Dirección General de Migración", "comunidad migrante"),
    gentes=("migrante", "deportado"),
)
MIGRACION = Perfil(
    "tema:T1",
    "T1",
    Clase.TEMA,
    "Ley de Migración",
    terminos=(
        Termino("flujo migratorio", 3),
        Termino("flujo de migración", 3),
        Termino("Dirección General de Migración", 3),
        Termino("migrante", 3),
        Termino("deportado", 3),
        Termino("situación irregular", 3),
        Termino("computadoras", 3),
    ),
)


def se_propone(*textos, titulo=""):
    """Si se propone algo para unas páginas."""
    paginas = [Pagina(n, texto) for n, texto in enumerate(textos, 1)]
    return bool(proponer(paginas, [MIGRACION], AMBITO, umbral=0.0, titulo=titulo))


@pytest.mark.parametrize(
    "escrito",
    [
        "Las ballenas jorobadas y sus crías inician el flujo migratorio.",
        "Deportado al banquillo, el delantero migrante de clubes pidió salir.",
        "El delantero en situación irregular no jugará la copa con los clubes grandes.",
    ],
)
def test_no_es_lo_que_no_nombra_a_nadie(escrito):
    assert not se_propone(escrito)


@pytest.mark.parametrize(
    "escrito",
    [
        "Los migrantes formaron dos clubes y ganaron la copa con un delantero de Quiché.",
        "Veinte deportados juegan la copa de clubes; el delantero vivió en Oakland.",
        "La comunidad migrante y sus clubes: la copa se queda en casa de un deportado.",
        "El flujo migratorio creció; una de las aves lo acompaña.",
        "La situación irregular, el migrante y el deportado: tres relatos, una copa, dos clubes.",
    ],
)
def test_si_es_lo_que_la_nombra_o_apenas_dice_del_otro(escrito):
    assert se_propone(escrito)


def test_lo_que_otro_asunto_no_usa_se_sigue_viendo():
    assert se_propone("Se piden computadoras para los clubes del delantero migrante de la copa.")


def test_un_pasaje_se_juzga_con_sus_vecinos():
    largo = "Las ballenas y las aves viajan juntas en el mes de diciembre por todo el litoral del sur. " * 7
    assert not se_propone(f"{largo}\n\nEl flujo migratorio de cada año.")


def test_el_titulo_tambien():
    assert not se_propone("Sin otra cosa que decir aquí.", titulo="Flujo migratorio de aves y ballenas")
    assert se_propone("Sin otra cosa que decir aquí.", titulo="Flujo migratorio de los deportados")


def test_la_palabra_dudosa_arrastra_a_la_que_la_lleva_dentro():
    assert not se_propone("El flujo de migración hacia la comida en contacto con los envases.")
    assert se_propone("La Dirección General de Migración compra los envases de su comedor.")


@pytest.mark.parametrize(
    ("una", "otra"),
    [("placa", "plaza"), ("llamadas", "llaman"), ("póliza", "policía"), ("presentes", "presentó")],
)
def test_dos_palabras_de_la_misma_raiz_no_son_la_misma(una, otra):
    assert raices_de(una) != raices_de(otra)
