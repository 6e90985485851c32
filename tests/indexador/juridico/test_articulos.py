import pytest

from indexador.juridico.articulos import articulo_de_etiqueta, leer_articulo
from indexador.juridico.numero_de_articulo import valor_en_letras


@pytest.mark.parametrize(
    ("escrito", "numero"),
    [
        ("12", "12"),
        ("012", "12"),
        ("12 Bis", "12 bis"),
        ("12bis", "12 bis"),
        ("12-A", "12 a"),
        ("1º.", "1"),
        ("1o.", "1"),
        ("Primero", "1"),
        ("1a", "1"),
        ("Único", "unico"),
        ("única", "unico"),
        ("Décimo segundo", "12"),
        ("decimosegundo", "12"),
        ("Duodécimo", "12"),
        ("vigésimo", "20"),
        ("IV", "iv"),
        ("26 transitorio", "26 transitorio"),
        ("transitorio 26", "26 transitorio"),
        ("ayer", ""),
        ("", ""),
    ],
)
def test_el_numero_que_se_escribe(escrito, numero):
    assert leer_articulo(escrito) == numero


@pytest.mark.parametrize(
    ("etiqueta", "numero"),
    [
        ("Artículo 12", "12"),
        ("ARTÍCULO 1o.- Objeto", "1"),
        ("art. 12 bis", "12 bis"),
        ("Artículo 7, literal f)", "7"),
        ("Artículo 12 a)", "12"),
        ("Artículo 12 y 13", "12"),
        ("Artículo 12 A", "12 a"),
        ("Artículo décimo primero", "11"),
        ("Artículo Primero. Nombre", "1"),
        ("Artículo 26 (transitorio)", "26 transitorio"),
        ("p. 3", ""),
        ("artística 3", ""),
        ("Capítulo II", ""),
        ("", ""),
    ],
)
def test_el_numero_de_la_etiqueta_de_un_fragmento(etiqueta, numero):
    assert articulo_de_etiqueta(etiqueta) == numero


@pytest.mark.parametrize("decena", ["", "décimo", "vigésima", "trigésimo", "cuadragésimo", "quincuagésima"])
def test_los_ordinales_se_leen_igual_que_en_un_encabezado(decena):
    for unidad in (
        "",
        "primera",
        "segundo",
        "tercero",
        "cuarta",
        "quinto",
        "sexto",
        "séptima",
        "octavo",
        "noveno",
    ):
        escrito = f"{decena} {unidad}".strip()
        assert leer_articulo(escrito) == (str(valor_en_letras(escrito)) if escrito else "")
