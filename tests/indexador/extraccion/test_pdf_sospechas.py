"""Qué textos de una página pueden no verse, por la geometría de lo que se dibuja."""

from indexador.extraccion.pdf_objetos import Caja, Letras, Relleno, Tinta
from indexador.extraccion.pdf_sospechas import tapados_y_confundidos

NEGRO, BLANCO, GRIS_CLARO = (0, 0, 0), (255, 255, 255), (230, 230, 230)
RENGLON = Caja(50, 100, 150, 112)
FONDO_DE_PAGINA = 10_000.0


def _letras(orden: int, tinta: Tinta, caja: Caja = RENGLON) -> Letras:
    return Letras(orden, None, caja, 0, tinta, 255, None)


def _mirar(letras: Letras, *rellenos: Relleno) -> tuple[bool, bool]:
    tapados, confundidos = tapados_y_confundidos([letras], rellenos, FONDO_DE_PAGINA)
    return bool(tapados), bool(confundidos)


def test_varias_franjas_dibujadas_despues_tapan_juntas_y_una_sola_no() -> None:
    abajo = Relleno(2, Caja(40, 100, 160, 104), NEGRO)
    arriba = Relleno(3, Caja(40, 106, 160, 110), NEGRO)
    assert _mirar(_letras(1, NEGRO), abajo) == (False, False)
    assert _mirar(_letras(1, NEGRO), abajo, arriba) == (True, False)
    assert _mirar(_letras(4, NEGRO), abajo, arriba) == (False, False)


def test_una_raya_sin_alto_o_al_lado_del_texto_no_tapa() -> None:
    sin_alto = Relleno(2, Caja(40, 105, 160, 105), NEGRO)
    al_lado = Relleno(3, Caja(148, 90, 300, 120), NEGRO)
    assert _mirar(_letras(1, NEGRO), sin_alto, al_lado) == (False, False)


def test_lo_blanco_se_confunde_con_el_papel_y_no_con_lo_que_cubre_su_fondo() -> None:
    cuadro_negro = Relleno(1, Caja(40, 90, 160, 120), NEGRO)
    assert _mirar(_letras(2, BLANCO)) == (False, True)
    assert _mirar(_letras(2, BLANCO), cuadro_negro) == (False, False)
    assert _mirar(_letras(2, NEGRO)) == (False, False)


def test_la_letra_se_compara_hasta_lo_ultimo_que_cubre_su_fondo() -> None:
    cuadro_gris = Relleno(1, Caja(40, 90, 160, 120), GRIS_CLARO)
    cuadro_negro = Relleno(2, Caja(40, 90, 160, 120), NEGRO)
    assert _mirar(_letras(3, GRIS_CLARO), cuadro_gris, cuadro_negro) == (False, False)
    assert _mirar(_letras(3, NEGRO), cuadro_gris, cuadro_negro) == (False, True)


def test_la_letra_oscura_solo_se_confunde_con_una_imagen_que_no_es_fondo_de_pagina() -> None:
    sello = Relleno(1, Caja(40, 90, 160, 120), None, imagen=True)
    hoja = Relleno(1, Caja(0, 0, 600, 800), None, imagen=True)
    assert _mirar(_letras(2, NEGRO), sello) == (False, True)
    assert _mirar(_letras(2, NEGRO), hoja) == (False, False)
    assert _mirar(_letras(2, BLANCO), hoja) == (False, True)


def test_lo_alto_que_empieza_mas_abajo_que_otros_tambien_tapa() -> None:
    cuadro_alto = Relleno(2, Caja(40, 10, 160, 120), NEGRO)
    renglones = [Relleno(3 + n, Caja(40, 20 + 10 * n, 160, 28 + 10 * n), GRIS_CLARO) for n in range(6)]
    assert _mirar(_letras(1, NEGRO), *renglones) == (False, False)
    assert _mirar(_letras(1, NEGRO), *renglones, cuadro_alto) == (True, False)
