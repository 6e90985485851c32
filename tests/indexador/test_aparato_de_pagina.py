"""Lo que una página imprime y no prueba nada: índices, encabezados, pies y notas no salen como pasaje."""

import pytest

from indexador.ficha import Pagina
from indexador.vinculacion import Ambito, Clase, Perfil, Termino, proponer
from indexador.vinculacion.aparato import es_prosa, hay_notas, mudos

REPATRIACION = Perfil("tema:T", "T", Clase.TEMA, "Repatriación", terminos=(Termino("repatriación", 4),))
CUERPO = "La repatriación de los niños se hará con un representante del consulado, y se avisará a la familia."
RELLENO = "Se dio lectura al acta anterior, que fue aprobada sin cambios por los presentes."


def _callado(*textos):
    """Los renglones que se callan de cada página."""
    paginas = [Pagina(n, texto) for n, texto in enumerate(textos, 1)]
    callados = mudos(paginas)
    return [[uno.texto[a:b].strip() for a, b in callados.get(uno.numero, ())] for uno in paginas]


def _pasajes(*textos):
    paginas = [Pagina(n, texto) for n, texto in enumerate(textos, 1)]
    return [(p.pagina, p.pasaje) for p in proponer(paginas, [REPATRIACION], Ambito(), umbral=0)]


@pytest.mark.parametrize(
    "indice",
    [
        "Índice\n\n1\nPresentación\n4\n\n2\nEje de repatriación\n8\n\n3\nDirectorio\n10",
        "Presentación ........ 4\nRepatriación ........ 8\nRecepción ........ 9\nDirectorio ........ 10",
        "Artículo 1. Objeto.\nArtículo 2. Repatriación.\nArt. 3. Plazos.\n\nCapítulo II. Fin.\nArt. 4. Nada.",
        "CONTENIDO\nRepatriación, segunda parte\n12\nRecepción (por vía aérea) 14\nDirectorio 16",
    ],
)
def test_un_indice_no_prueba_nada_aunque_nombre_el_tema(indice):
    assert _pasajes(indice) == []
    [(pagina, pasaje)] = _pasajes(indice, RELLENO, CUERPO)
    assert (pagina, pasaje) == (3, CUERPO)


def test_lo_que_se_repite_en_el_borde_de_las_paginas_no_es_de_su_texto():
    textos = [f"Plan de repatriación\n{n}\n\n{RELLENO} Página con su asunto {n * 'x'}." for n in range(1, 5)]
    assert _callado(*textos) == [["Plan de repatriación", str(n)] for n in range(1, 5)]
    assert all("repatriación" not in pasaje for _, pasaje in _pasajes(*textos))
    assert _pasajes("Plan de repatriación\n\n" + RELLENO)[0][1].startswith("Plan de repatriación")


def test_sin_puntos_ni_rotulo_es_un_indice_si_son_paginas_del_documento_en_orden():
    indice = "Presentación 1\nRepatriación\n2\nRecepción 2\nDirectorio 3"
    assert len(_callado(indice, RELLENO, CUERPO)[0]) == 5
    assert _callado(indice) == [[]]


def test_unos_renglones_que_acaban_en_cifra_no_son_un_indice_si_no_lo_parecen():
    norma = "Como manda el Decreto Número 44-2016\ny el artículo 12\nse hará la repatriación."
    anios = "Repatriados en 2007\n4128\nen 2008\n4314\nen 2009\n5120\nen 2010\n5530"
    assert _callado(norma, anios) == [[], []]


def test_tres_articulos_con_su_texto_no_son_un_indice():
    ley = "".join(f"Artículo {n}. Objeto.\n{RELLENO}\n" for n in range(1, 9))
    assert _callado(ley) == [[]]


def test_un_rotulo_se_ensena_con_lo_que_lo_sigue_y_una_nota_solo_si_no_hay_otra_cosa():
    rotulo = f"CAPÍTULO II\nRepatriación\n\n{CUERPO}"
    assert _pasajes(rotulo) == [(1, rotulo)]
    nota = "Otras cosas se dirán después.\n17Manual de repatriación y repatriación, 2009."
    assert _pasajes(nota, CUERPO)[0][0] == 2
    assert _pasajes(nota)[0][0] == 1


def test_es_prosa_lo_que_dice_algo():
    assert es_prosa(CUERPO)
    assert not es_prosa(
        "Libro II\nSistema y Políticas Migratorias\n\nTítulo I\nSistema Migratorio Guatemalteco"
    )
    assert not es_prosa("RUTA DE ATENCIÓN PARA LA REPATRIACIÓN DE NIÑAS, NIÑOS Y ADOLESCENTES")
    assert not es_prosa("")


def test_una_nota_se_reconoce_por_como_empieza_su_renglon():
    texto = "El cuerpo.\n22Página web del Comité.\n[3] Ibíd., p. 4\n3 Ver https://ejemplo.org"
    assert hay_notas(texto, texto.index("web"), len(texto))
    assert hay_notas(texto, texto.index("Ibíd"), len(texto))
    assert not hay_notas(texto, 0, 9)
