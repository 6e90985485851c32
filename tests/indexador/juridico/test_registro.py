"""El número de registro de una carátula: junto a su rótulo, lejos de él, repetido, dudoso o perdido."""

import pytest

from indexador.juridico.cotejo import NOMBRADO
from indexador.juridico.metadatos import DUDOSA, Propuesta, proponer
from indexador.juridico.registro import DISTINTOS, SIN_ROTULO
from tests.indexador.juridico.documentos import CARATULA, texto

REGISTRO = "NUMERO DE REGISTRO\n4307\n"


def numero(*paginas: str, nombre: str = "") -> Propuesta | None:
    """Lo que se propone como número."""
    return next((p for p in proponer(texto(*paginas), nombre) if p.campo == "numero"), None)


@pytest.mark.parametrize(
    "dicho",
    [
        "NÚMERO DE REGISTRO .............................. 4307",
        "NÚMERO DE REGISTRO:\n|\n4307",
        "No. DE REGISTRO 4307",
        "REGISTRO No. 4,307",
    ],
)
def test_el_numero_se_lee_tras_su_rotulo_aunque_medie_una_guia(dicho):
    hallado = numero(CARATULA.replace(REGISTRO, f"{dicho}\n"))
    assert (hallado.valor, hallado.confianza >= 0.95) == ("4307", True)


@pytest.mark.parametrize(
    "dicho",
    [
        "NÚMERO DE REGISTRO oocccaaniconanininnns hago poto - 4307",
        "Registro: 43O7",
        "NUMERO DE REGISTRO 43Q7",
        "ntiimero de registro 4307",
        "INICIATIVA No. 4307",
    ],
)
def test_el_numero_de_un_rotulo_mal_leido_tambien_se_halla(dicho):
    assert numero(CARATULA.replace(REGISTRO, f"{dicho}\n")).valor == "4307"


def test_el_encabezado_y_el_pie_dan_el_numero_que_el_rotulo_perdio():
    sin_numero = CARATULA.replace("4307\n", "")
    hallado = numero(
        f"Iniciativa 4307\n{sin_numero}", "Iniciativa 4307\nEXPOSICIÓN DE MOTIVOS\nHonorable Pleno."
    )
    assert (hallado.valor, hallado.nota) == ("4307", SIN_ROTULO)
    assert hallado.confianza < 0.9


def test_dos_repeticiones_que_contradicen_al_rotulo_dejan_el_numero_dudoso():
    hallado = numero(f"Iniciativa 4301\n{CARATULA}\nIniciativa de ley 4301 Página 1 de 9")
    assert (hallado.valor, hallado.nota) == ("4301", DISTINTOS)
    assert hallado.confianza < DUDOSA


def test_la_iniciativa_que_el_asunto_cita_no_es_una_repeticion():
    cita = CARATULA.replace("LEY DE EXENCIÓN", "REFORMAS A LA INICIATIVA 4100, LEY DE EXENCIÓN")
    assert (numero(cita).valor, numero(cita).confianza) == ("4307", 1.0)


def test_un_numero_lejos_de_su_rotulo_es_dudoso():
    por_columnas = CARATULA.replace("4307\n", "").replace("ASUNTO:", "4307\n\nASUNTO:")
    assert numero(por_columnas).valor == "4307"
    assert numero(por_columnas).confianza < 0.5
    assert numero(por_columnas.replace("ASUNTO:", "4120\n\nASUNTO:")) is None


def test_sin_rastro_del_numero_lo_propone_muy_dudoso_el_nombre_del_archivo():
    perdida = CARATULA.replace("4307\n", "")
    assert numero(perdida) is None
    assert numero(perdida, nombre="579a2-2011.pdf") is None
    hallado = numero(perdida, nombre="579a2-4307.pdf")
    assert (hallado.valor, hallado.nota, hallado.confianza < 0.5) == ("4307", NOMBRADO, True)
    assert numero(CARATULA, nombre="4120.pdf").valor == "4307"


def test_la_raya_entre_el_dia_y_el_mes_no_es_un_uno():
    con_raya = CARATULA.replace("05 DE ABRIL", "18 | DE ABRIL")
    fechas = [p.valor for p in proponer(texto(con_raya)) if p.campo == "fecha:conocimiento_pleno"]
    assert fechas == ["2011-04-18"]


def test_la_fecha_que_se_leyo_lejos_de_su_rotulo_se_propone_dudosa():
    por_columnas = CARATULA.replace(": 05 DE ABRIL DE 2011.", "").replace(
        "4307\n", "4307\n\n05 de abril de 2011\n"
    )
    (fecha,) = [p for p in proponer(texto(por_columnas)) if p.campo == "fecha:conocimiento_pleno"]
    assert (fecha.valor, fecha.confianza < 0.6) == ("2011-04-05", True)


@pytest.mark.parametrize(
    "leido", ["ASUNTO rosa rrmd rre - INICIATIVA", "ASUNTO rosa rrmd MICIATIVA", "auto! amic nara"]
)
def test_la_guia_de_un_formulario_mal_leida_no_entra_en_el_titulo(leido):
    con_guia = CARATULA.replace("ASUNTO: INICIATIVA", leido)
    (titulo,) = [p for p in proponer(texto(con_guia)) if p.campo == "titulo"]
    assert titulo.valor.startswith("LEY DE EXENCIÓN")


def test_un_expediente_que_empieza_por_cinco_no_pierde_su_primera_cifra():
    sentencia = (
        "CORTE DE CONSTITUCIONALIDAD\nGUATEMALA\n\nEXPEDIENTE 5639-2001\n\nSe tiene a la vista la acción."
    )
    assert numero(sentencia).valor == "5639-2001"


def test_la_palabra_ilegible_entre_dispone_y_el_nombre_de_la_ley_no_es_del_titulo():
    borrosa = CARATULA.replace("DISPONE APROBAR LEY", "DISPONE CBA LEY")
    (titulo,) = [p for p in proponer(texto(borrosa)) if p.campo == "titulo"]
    assert titulo.valor.startswith("LEY DE EXENCIÓN")
    otra = CARATULA.replace("DISPONE APROBAR LEY", "DISPONE DEROGAR LEY")
    (titulo,) = [p for p in proponer(texto(otra)) if p.campo == "titulo"]
    assert titulo.valor.startswith("DEROGAR LEY DE EXENCIÓN")


@pytest.mark.parametrize(
    "formula", ["INICIATIVA QUE DISPONE APROBARLEY", "INICIATIVA QUE DISPONEAPROBAR LEY"]
)
def test_la_formula_pegada_al_nombre_de_la_ley_no_es_del_titulo(formula):
    pegada = CARATULA.replace("INICIATIVA QUE DISPONE APROBAR LEY", formula)
    (titulo,) = [p for p in proponer(texto(pegada)) if p.campo == "titulo"]
    assert titulo.valor.startswith("LEY DE EXENCIÓN")
