"""Los enlaces de una lista larga."""

from centro_doc.comun.paginacion import Hoja


def test_una_lista_vacia_tiene_una_hoja():
    hoja = Hoja([], 1, 10, 0)
    assert (hoja.hojas, hoja.anterior, hoja.siguiente, hoja.enlaces()) == (1, None, None, [1])


def test_los_enlaces_saltan_lo_lejano():
    assert Hoja([], 10, 10, 200).enlaces() == [1, None, 8, 9, 10, 11, 12, None, 20]


def test_los_enlaces_no_saltan_lo_contiguo():
    assert Hoja([], 1, 10, 40).enlaces() == [1, 2, 3, 4]


def test_hay_siguiente_hasta_la_ultima():
    assert Hoja([], 3, 10, 21).siguiente is None
    assert Hoja([], 2, 10, 21).siguiente == 3
    assert Hoja([], 2, 10, 21).anterior == 1


def test_un_salto_de_una_sola_hoja_se_muestra():
    assert Hoja([], 5, 10, 100).enlaces() == [1, 2, 3, 4, 5, 6, 7, None, 10]
