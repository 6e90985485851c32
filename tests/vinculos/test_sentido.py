"""Una mala lectura es el mismo pasaje; otra cifra, otro nombre, otra fecha o una negación, no."""

import pytest

from centro_doc.vinculos.encabezados import renglones_repetidos
from centro_doc.vinculos.guardados import PasajeGuardado, TextoDeOrigen
from centro_doc.vinculos.pasajes import Anclaje, buscar
from centro_doc.vinculos.reanclaje import TextoBuscado
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
        (MONTO, MONTO.replace("para el", "\fCONGRESO DE LA REPÚBLICA\n17\npara el")),
        (MONTO.replace("para el", "\nGuatemala, 12 de mayo de 2010\fpara el"), MONTO),
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


FRASE = "Los guatemaltecos deportados por la vía aérea recibirán atención del Consejo en el plazo de ley."


@pytest.mark.parametrize("en_su_sitio", [True, False])
@pytest.mark.parametrize(
    ("viejo", "nuevo"),
    [
        ("deportados", "repatriados"),
        ("deportados", "afromexicanos"),
        ("recibirán", "recibirán únicamente"),
        ("recibirán", "recibirán, salvo los menores de edad,"),
        ("deportados por", "por"),
        ("aérea recibirán", "aérea y marítima recibirán"),
        ("por la vía aérea", "por la vía aérea\nexcepto en este caso\n"),
        ("atención del", "atención por medio del"),
        ("la vía", "una vía"),
    ],
)
def test_una_palabra_cambiada_puesta_o_quitada_es_otro_pasaje(
    viejo: str, nuevo: str, en_su_sitio: bool
) -> None:
    otra = FRASE.replace(viejo, nuevo)
    assert otra != FRASE
    assert not dice_lo_mismo(FRASE, otra, en_su_sitio=en_su_sitio)
    assert not dice_lo_mismo(otra, FRASE, en_su_sitio=en_su_sitio)


@pytest.mark.parametrize(
    ("viejo", "leido"),
    [
        ("deportados", "depor-\ntados"),
        ("deportados", "deportad0s"),
        ("atención", "atcnci6n"),
        ("recibirán", "rccibiián"),
        ("plazo de ley", "plazode ley"),
        ("por la vía", "~ por la vía |"),
    ],
)
def test_lo_que_se_explica_por_una_mala_lectura_es_el_mismo_pasaje(viejo: str, leido: str) -> None:
    assert dice_lo_mismo(FRASE, FRASE.replace(viejo, leido), en_su_sitio=False)
    assert dice_lo_mismo(FRASE.replace(viejo, leido), FRASE, en_su_sitio=False)


def test_el_numero_de_un_punto_puede_no_leerse_pero_no_ser_otro() -> None:
    lista = "públicas;\n\n24.\nComité Olímpico Guatemalteco;\n\nc) Las empresas del Estado"
    for sin_numero in (lista.replace("24.\n", ""), lista.replace("c) ", "")):
        assert dice_lo_mismo(lista, sin_numero, en_su_sitio=False)
        assert dice_lo_mismo(sin_numero, lista, en_su_sitio=False)
    assert not dice_lo_mismo(lista, lista.replace("24", "25"), en_su_sitio=True)
    assert not dice_lo_mismo(lista, lista.replace("c)", "d)"), en_su_sitio=True)


def test_el_encabezado_que_el_documento_repite_no_cuenta_y_el_renglon_puesto_si() -> None:
    encabezado = "Congreso de la República de Guatemala, Dirección Legislativa"
    con = FRASE.replace(" recibirán", f"\n\n{encabezado}\n\nrecibirán")
    repetidos = renglones_repetidos([f"Uno\n{encabezado}\n1", f"Dos\n{encabezado}\n2"])
    assert dice_lo_mismo(FRASE, con, en_su_sitio=False, encabezados=repetidos)
    assert dice_lo_mismo(con, FRASE, en_su_sitio=False, encabezados=repetidos)
    assert not dice_lo_mismo(FRASE, con, en_su_sitio=True)


def test_el_pasaje_que_tomo_un_trozo_de_encabezado_se_reubica_sin_el() -> None:
    encabezado = "Congreso de la República de Guatemala, Dirección Legislativa"
    viejas = {1: f"Informe.\n{FRASE}\n{encabezado}", 2: f"Otra cosa.\n{encabezado}"}
    ancla = buscar(viejas, 1, f"{FRASE} Congreso de la República")
    assert ancla is not None
    hallado = TextoBuscado({1: f"Informe.\n{FRASE} Otra cosa."}).reanclar(
        TextoDeOrigen(viejas).guardado(ancla)
    )
    assert hallado is not None and not hallado.exacto
    assert hallado.anclaje.literal == FRASE.rstrip(".")


EN_SU_ORACION = [
    ("Se acordó que", "en todo el país.", "exacto"),
    ("Se acord6 quc", "en todo cl país.", "exacto"),
    ("Se acordó q ue", "en to do el país.", "exacto"),
    ("Se acordó que no", "en todo el país.", "roto"),
    ("Se acordó que es falso que", "en todo el país.", "roto"),
    ("Se acordó que", "únicamente en todo el país.", "roto"),
    ("Se acordó que", "salvo los menores en todo el país.", "roto"),
    ("Se acordó que", "en todo el mundo.", "señalado"),
    ("Se pidió que", "en todo el país.", "señalado"),
]


@pytest.mark.parametrize(("antes", "despues", "como"), EN_SU_ORACION)
def test_el_pasaje_igual_cuya_oracion_cambio_no_se_da_por_el_mismo(
    antes: str, despues: str, como: str
) -> None:
    pasaje = "los guatemaltecos deportados por la vía aérea recibirán atención del Consejo"
    lejos = "Informe de la mesa. Consta en acta lo que se dijo en ella. "
    guardado = PasajeGuardado(pasaje, f"{lejos}Se acordó que ", " en todo el país. Es todo.", 0.3)
    hallado = TextoBuscado({1: f"{lejos}{antes} {pasaje} {despues} Es todo."}).reanclar(guardado)
    assert como == ("roto" if hallado is None else "exacto" if hallado.exacto else "señalado")


@pytest.mark.parametrize(
    ("viejo", "nuevo", "como"),
    [
        ("3/4 de los", "34 de los", "roto"),
        ("½ de los", "12 de los", "roto"),
        ("$500,000", "€500,000", "roto"),
        ("> 5", "< 5", "roto"),
        ("+ 12", "- 12", "roto"),
        ("40% de", "40‰ de", "roto"),
        ("artículos 3, 5", "artículos 3-5", "roto"),
        ("Q2,400,000", "US$2,400,000", "roto"),
        ("-35 personas", "35 personas", "señalado"),
        ("4,532", "4.532", "señalado"),
        ("$500,000", "500,000", "señalado"),
        ("Se atendió", "¿Se atendió", "señalado"),
        ("4,532", "4,\n532", "exacto"),
    ],
)
def test_el_signo_que_dice_algo_tambien_cuenta(viejo: str, nuevo: str, como: str) -> None:
    frase = f"{viejo} con cargo al fondo de repatriación de los migrantes fallecidos en el exterior este año"
    frase = frase if viejo.startswith("Se") else f"Se dijo de {frase}"
    guardado = PasajeGuardado(frase, "Informe. ", ". Es todo.", 0.1)
    hallado = TextoBuscado({1: f"Informe. {frase.replace(viejo, nuevo)}. Es todo."}).reanclar(guardado)
    assert como == ("roto" if hallado is None else "exacto" if hallado.exacto else "señalado")


@pytest.mark.parametrize(
    ("sigue", "roto"),
    [(" Lo vio el Pleno.", False), (", salvo lo que disponga el Pleno en otra sesión.", True)],
)
def test_la_oracion_que_acababa_con_el_pasaje_y_ahora_sigue_lo_rompe(sigue: str, roto: bool) -> None:
    antes = "Informe de la mesa. "
    guardado = PasajeGuardado(FRASE.rstrip("."), antes, ". Lo vio el Pleno.", 0.1)
    ahora = f"{antes}{FRASE.rstrip('.')}{sigue}"
    assert (TextoBuscado({1: ahora}).reanclar(guardado) is None) is roto


def test_la_palabra_de_al_lado_que_se_pego_al_pasaje_no_lo_rompe() -> None:
    guardado = PasajeGuardado(FRASE.rstrip("."), "Informe. Consta que ", " y nada más.", 0.1)
    pegado = f"Informe. Consta que{FRASE.rstrip('.')}y nada más."
    assert TextoBuscado({1: pegado}).reanclar(guardado) is not None


def test_la_mala_lectura_de_otra_palabra_es_la_otra() -> None:
    assert not dice_lo_mismo(FRASE.replace("recibirán", "podrán recibir"), FRASE, en_su_sitio=True)
    frase = "El Consejo podrán abrir oficinas de enlace en el exterior cuando la demanda lo justifique."
    assert not dice_lo_mismo(frase, frase.replace("podrán", "dcberán"), en_su_sitio=True)
    assert not dice_lo_mismo(frase, frase.replace("oficinas", "cstablecidas"), en_su_sitio=True)


def test_el_punto_que_cambia_de_letra_no_es_el_mismo_aunque_quede_fuera_del_pasaje() -> None:
    frase = "El director y dos maestros del establecimiento elaborarán el informe"
    guardado = PasajeGuardado(f"a) {frase}", "Artículo 5. Del informe.\n", ".\nEs todo.", 0.3)
    for letra, roto in (("a", False), ("f", True)):
        texto = TextoBuscado({1: f"Artículo 5. Del informe.\n{letra}) {frase}.\nEs todo."})
        assert (texto.reanclar(guardado) is None) is roto


def test_el_pasaje_al_principio_de_la_pagina_conserva_lo_que_lo_rodeaba_en_la_anterior() -> None:
    viejas = {1: "Se acordó en la mesa que", 2: f"{FRASE} Es todo."}
    guardado = TextoDeOrigen(viejas).guardado(Anclaje(2, 0, 2, len(FRASE), FRASE))
    assert guardado.antes.strip() == viejas[1]
    assert guardado.despues.strip() == "Es todo."


def test_una_palabra_estropeada_del_todo_sólo_se_admite_en_su_sitio() -> None:
    otra = CENTROS.replace("atención", "xtwkpzbm")
    assert dice_lo_mismo(CENTROS, otra, en_su_sitio=True)
    assert not dice_lo_mismo(CENTROS, otra, en_su_sitio=False)


def test_la_palabra_que_el_documento_repite_existe_aunque_no_este_en_ninguna_lista() -> None:
    frase = "La mesa acordó atender primero a los {} que lleguen por la frontera norte del departamento."
    vieja, nueva = frase.format("chapinautas"), frase.format("chapinantes")
    resto = "Informe de la mesa sobre chapinautas y chapinantes. " * 3
    guardado = PasajeGuardado(vieja, "sobre chapinautas y chapinantes.", ". Es todo.", 0.5)
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
