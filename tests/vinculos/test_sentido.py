"""Una mala lectura es el mismo pasaje; otra cifra, otro nombre, otra fecha o una negación, no."""

import pytest

from centro_doc.vinculos.reanclaje import PasajeGuardado, TextoBuscado
from centro_doc.vinculos.sentido import dice_lo_mismo

CENTROS = (
    "Se recomienda crear diez centros de atención al migrante en el departamento de San Marcos "
    "antes de enero de 2011."
)
MONTO = "El monto aprobado es de Q1,500,000 para el programa de reinserción laboral de CONAMIGUA."


@pytest.mark.parametrize(
    ("antes", "ahora"),
    [
        (CENTROS, CENTROS.replace("l", "1").replace("O", "0").replace("rn", "m")),
        (CENTROS, CENTROS.replace("atención", "atenc16n").replace("enero", "cncro")),
        (CENTROS, CENTROS.replace("San Marcos", "San\nMarc0s")),
        (MONTO, MONTO.replace("1,500,000", "l,5OO,000")),
        (MONTO, MONTO.replace("1,500,000", "1.500.000")),
        (MONTO, MONTO.replace("reinserción laboral", "reinserci6nlaboral")),
        (MONTO, MONTO.replace("para el", "\nCONGRESO DE LA REPÚBLICA\n17\npara el")),
        (MONTO.replace("para el", "\nGuatemala, 12 de mayo de 2010\npara el"), MONTO),
        ("podrán las Autoridades", "podr3n las Aut oridades"),
        (
            "el funcionamiento del Consejo de Relaciones",
            "el funcionamiento del Consejo de RelacionesExteriores",
        ),
    ],
)
def test_una_mala_lectura_o_un_encabezado_en_medio_no_cambian_lo_que_dice(antes: str, ahora: str) -> None:
    assert dice_lo_mismo(antes, ahora, en_su_sitio=False)


@pytest.mark.parametrize(
    ("viejo", "nuevo"),
    [
        ("diez", "doce"),
        ("San Marcos", "Huehuetenango"),
        ("San Marcos", "San Mateo"),
        ("enero", "junio"),
        ("2011", "2012"),
        ("diez centros", "centros"),
        ("Se recomienda", "No se recomienda"),
        ("1,500,000", "1,800,000"),
        ("1,500,000", "1,500.000,00"),
        ("1,500,000", "1.5"),
        ("CONAMIGUA", "CONAMI"),
        ("CONAMIGUA", "SEGEPLAN"),
        ("reinserción", f"\n{'Otro párrafo entero, que no estaba. ' * 5}\nreinserción"),
    ],
)
def test_lo_que_cambia_el_sentido_no_es_el_mismo_pasaje_ni_en_su_sitio(viejo: str, nuevo: str) -> None:
    antes = CENTROS if viejo in CENTROS else MONTO
    ahora = antes.replace(viejo, nuevo)
    assert ahora != antes
    assert not dice_lo_mismo(antes, ahora, en_su_sitio=True)
    assert not dice_lo_mismo(ahora, antes, en_su_sitio=True)


GEMELOS = [
    ("atención", "servicio"),
    ("menores", "mayores"),
    ("opinión favorable", "opinión desfavorable"),
    ("emigrantes", "inmigrantes"),
    ("documentados", "indocumentados"),
    ("legal", "ilegal"),
    ("podrá crear", "deberá cerrar"),
    ("aprobó", "rechazó"),
    ("inciso a) de", "inciso b) de"),
    ("literal «c» de", "literal «e» de"),
    ("Título IV", "Título VI"),
    ("Título V", "Título X"),
    ("apartado A", "apartado B"),
    ("numeral ii)", "numeral iii)"),
]


@pytest.mark.parametrize("en_su_sitio", [True, False])
@pytest.mark.parametrize(("viejo", "nuevo"), GEMELOS)
def test_otra_palabra_que_existe_es_otro_pasaje(viejo: str, nuevo: str, en_su_sitio: bool) -> None:
    frase = (
        "La mesa resolvió que {} se refiere a las personas retornadas por la vía aérea durante el período."
    )
    antes, ahora = frase.format(viejo), frase.format(nuevo)
    assert not dice_lo_mismo(antes, ahora, en_su_sitio=en_su_sitio)
    assert not dice_lo_mismo(ahora, antes, en_su_sitio=en_su_sitio)


@pytest.mark.parametrize(
    ("viejo", "leido"),
    [
        ("menores", "rnenorcs"),
        ("emigrantes", "emi grantes"),
        ("inciso a) de", "inciso á) de"),
        ("literal l) de", "literal 1) de"),
        ("Título IV", "Título lV"),
        ("Título II", "Título 11"),
        ("la ley", "laley"),
        ("los menores", "Ios mcnores"),
    ],
)
def test_la_palabra_mal_leida_no_es_otra(viejo: str, leido: str) -> None:
    frase = (
        "La mesa resolvió que {} se refiere a las personas retornadas por la vía aérea durante el período."
    )
    assert dice_lo_mismo(frase.format(viejo), frase.format(leido), en_su_sitio=False)


def test_una_palabra_estropeada_del_todo_sólo_se_admite_en_su_sitio() -> None:
    otra = CENTROS.replace("atención", "xtwkpzbm")
    assert dice_lo_mismo(CENTROS, otra, en_su_sitio=True)
    assert not dice_lo_mismo(CENTROS, otra, en_su_sitio=False)


def test_la_palabra_que_el_documento_repite_existe_aunque_no_este_en_ninguna_lista() -> None:
    frase = "La mesa acordó atender primero a los {} que lleguen por la frontera norte del departamento."
    vieja, nueva = frase.format("chapinautas"), frase.format("chapinantes")
    resto = "Informe de la mesa sobre chapinautas y chapinantes. " * 3
    guardado = PasajeGuardado(vieja, "sobre chapinautas y chapinantes.", "Es todo.", 0.5)
    assert TextoBuscado({1: f"{resto}\n\n{nueva}\n\nEs todo."}).reanclar(guardado) is None
    assert TextoBuscado({1: f"Informe.\n\n{nueva}\n\nEs todo."}).reanclar(guardado) is not None


def test_del_parrafo_que_se_quita_no_se_da_el_que_dice_lo_contrario() -> None:
    frase = "Los albergues del Estado atenderán únicamente a los {} de edad retornados por vía aérea."
    guardado = PasajeGuardado(frase.format("menores"), "Informe.", "Es todo.", 0.1)
    assert TextoBuscado({1: f"Informe.\n\n{frase.format('mayores')}\n\nEs todo."}).reanclar(guardado) is None


def test_del_parrafo_que_se_quita_no_se_da_su_gemelo() -> None:
    gemelo = CENTROS.replace("diez", "doce").replace("San Marcos", "Huehuetenango").replace("2011", "2012")
    principio, otro_monto = "Informe de la mesa. Consta lo que sigue.", MONTO.replace("5", "8")
    antes = f"{principio}\n\n{CENTROS}\n\n{gemelo}\n\n{MONTO}"
    texto = TextoBuscado({1: f"{principio}\n\n{gemelo}\n\n{otro_monto}"})
    for pasaje in (CENTROS.rstrip("."), MONTO.rstrip(".")):
        lugar = antes.index(pasaje)
        fin = lugar + len(pasaje)
        guardado = PasajeGuardado(
            pasaje, antes[max(0, lugar - 120) : lugar], antes[fin : fin + 120], lugar / len(antes)
        )
        assert texto.reanclar(guardado) is None


def test_lo_que_se_reubica_no_se_lleva_la_palabra_del_parrafo_siguiente() -> None:
    leido = CENTROS.replace("2011.", "201l.").replace("recomienda", "recomicnda")
    texto = TextoBuscado({1: f"Informe de la mesa.\n\n{leido}\n\nEl resto lo verá el Pleno."})
    guardado = PasajeGuardado(CENTROS, "Informe de la mesa.", "El resto lo verá el Pleno.", 0.1)
    hallado = texto.reanclar(guardado)
    assert hallado is not None and not hallado.exacto
    assert hallado.anclaje.literal == leido.rstrip(".")
    cortado = TextoBuscado(
        {1: f"Informe de la mesa.\n\n{leido.replace('201l.', '20l')}\n\nEl resto lo verá."}
    )
    assert cortado.reanclar(guardado) is None
