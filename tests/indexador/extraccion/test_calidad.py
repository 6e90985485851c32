"""El puntaje de una página: lo que está bien se deja en paz y lo que está mal se reconoce."""

import pytest

from indexador.extraccion.calidad import CODIFICACION, MOJIBAKE, VACIA, medir

BUENA = (
    "La presente iniciativa tiene por objeto garantizar a las personas migrantes el acceso a los "
    "servicios de salud y educación, con la exención de los requisitos que establece la legislación "
    "nacional. El Estado velará por su cumplimiento y dictará las disposiciones reglamentarias que sean "
    "necesarias."
)
DE_OCR_SIN_ESPANOL = (
    "FECHA QUE CONOCI6 EL PLENO 12 DE MAYO. La presente iniciativa tiene por objeto garantizar a las "
    "personas migrantes el acceso a los servicios de salud y educaci6n, con la exenci6n de los requisitos "
    "que establece la legislaci6n nacional. El Estado velara por su cumplimiento y dictara las "
    "disposiciones reglamentarias que sean necesarias. En 10 que no se oponga, los nifios y nifias "
    "gozaran de protecci6n."
)
INGLES = (
    "The High Contracting Parties agree that the return of migrants shall be carried out with full "
    "respect for their rights, and that the costs of transportation are to be borne by the requesting "
    "State in all cases."
)
KICHE = (
    "Konojel ri winaq are taq ke'alaxik pa junamil, ya'tal chkech kakechab'ej ri utz k'aslemal, rumal k'u "
    "ri' k'o kichomab'al xuquje' rajawaxik kkiloq'oq'ej kib' pa kachalalxik chkiwach ri nik'aj winaq chik "
    "ronojel."
)


def test_un_texto_bien_escrito_no_es_malo_ni_sobre_una_imagen():
    calidad = medir(BUENA)
    assert calidad.idioma == "es"
    assert calidad.puntaje > 0.97
    assert not calidad.es_mala(escaneada=True)


def test_la_capa_que_dejo_un_ocr_sin_espanol_es_mala_sobre_una_imagen():
    calidad = medir(DE_OCR_SIN_ESPANOL)
    assert calidad.idioma == "es"
    assert calidad.es_mala(escaneada=True)
    assert not calidad.es_mala(escaneada=False)


def test_sin_tildes_en_mayusculas_no_es_falta():
    assert medir(BUENA.upper().translate(str.maketrans("ÁÉÍÓÚ", "AEIOU"))).puntaje > 0.97


@pytest.mark.parametrize("texto", [INGLES, "1.5 2.3 44-2016 Q10,000.00 " * 20, "Juan Pérez\nMaría Xol Caal"])
def test_otros_idiomas_tablas_y_nombres_no_son_malos(texto):
    assert not medir(texto).es_mala(escaneada=True)


def test_un_idioma_maya_no_se_toma_por_espanol():
    calidad = medir(f"{KICHE}\n{KICHE}")
    assert calidad.idioma == ""
    assert not calidad.es_mala(escaneada=False)


def test_una_codificacion_leida_por_otra_se_reconoce():
    assert medir(BUENA.encode().decode("cp1252", errors="replace")).motivo == MOJIBAKE


def test_los_signos_sin_tabla_se_reconocen():
    corrida = "".join(chr(ord(c) - 29) if c.isalpha() and c.isascii() else c for c in BUENA * 2)
    assert medir(corrida).es_mala(escaneada=False)
    assert medir("\ue001\ue002\ue003 \ue004\ue005").motivo == CODIFICACION


def test_lo_que_no_tiene_letras_esta_vacio():
    assert medir(" \n").motivo == VACIA


def test_una_pagina_muy_larga_se_mide_por_una_muestra_y_da_lo_mismo():
    assert medir(f"{BUENA}\n" * 60).puntaje == pytest.approx(medir(BUENA).puntaje, abs=0.03)
