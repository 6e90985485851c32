"""La diferencia entre dos textos: lo quitado y lo puesto, sin pasarse del tiempo."""

import random
import time
from itertools import count

from indexador.diferencia import PALABRAS, ClaseTramo, comparar, emparejar

UNO = "El Congreso de la República decreta: Artículo 1.\nSe crea el Consejo."
OTRO = "El Congreso de la República de Guatemala DECRETA: Artículo 1.\n\nSe crea el Consejo Nacional."


def lado(diferencia, *clases):
    return "".join(tramo.texto for tramo in diferencia.tramos if tramo.clase in clases)


def test_dice_lo_puesto_y_lo_quitado_y_conserva_los_dos_textos():
    diferencia = comparar(UNO, OTRO)
    assert [(t.clase, t.texto.strip()) for t in diferencia.tramos if t.clase != "igual"] == [
        ("puesto", "de Guatemala"),
        ("quitado", "Consejo."),
        ("puesto", "Consejo Nacional."),
    ]
    assert lado(diferencia, ClaseTramo.IGUAL, ClaseTramo.PUESTO) == OTRO
    assert (diferencia.hay, diferencia.entera) == (True, True)


def test_mayusculas_y_renglones_no_son_diferencia():
    assert not comparar(UNO, UNO.upper().replace(" ", "\n")).hay


def test_lo_que_pasa_del_limite_de_palabras_sale_sin_comparar_y_se_dice():
    largo = " ".join(map(str, range(PALABRAS + 10)))
    diferencia = comparar(largo, largo)
    assert not diferencia.entera
    assert lado(diferencia, ClaseTramo.IGUAL, ClaseTramo.PUESTO) == largo


def test_al_acabarse_el_tiempo_lo_que_falta_sale_como_cambiado():
    reloj = count(step=0.4)
    diferencia = comparar("a b c d e", "a x c y e", cronometro=lambda: next(reloj))
    assert not diferencia.entera
    assert lado(diferencia, ClaseTramo.IGUAL, ClaseTramo.QUITADO) == "a b c d e"


def test_dos_textos_dificiles_no_pasan_del_tiempo():
    azar = random.Random(4)
    uno, otro = (" ".join(azar.choices("abcdefgh", k=PALABRAS)) for _ in range(2))
    comienzo = time.thread_time()
    comparar(uno, otro, segundos=0.2)
    assert time.thread_time() - comienzo < 2.0


def test_una_pagina_anadida_en_medio_no_desajusta_las_que_siguen():
    unas = {1: "uno dos tres", 2: "cuatro cinco seis", 3: "siete ocho nueve"}
    otras = {1: "uno dos tres", 2: "otra cosa entera", 3: "cuatro cinco seis", 4: "siete ocho diez"}
    parejas = [(p.una, p.otra) for p in emparejar(unas, otras)]
    assert parejas == [(1, 1), (None, 2), (2, 3), (3, 4)]


def test_las_paginas_de_mas_quedan_sin_par():
    parejas = emparejar({1: "uno", 2: "dos"}, {1: "uno"})
    assert [(p.una, p.otra, p.igualdad) for p in parejas] == [(1, 1, 1.0), (2, None, 0.0)]
    assert emparejar({}, {}) == ()
