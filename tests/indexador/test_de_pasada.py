"""Lo que un papel sólo menciona de paso no se propone junto a lo que prueba."""

import pytest

from indexador.ficha import Pagina
from indexador.vinculacion import Ambito, Clase, Perfil, Termino, proponer

AMBITO = Ambito(
    seguras=("migrante", "retorno"),
    nombres=("Comisión de Migrantes",),
    casa=("Comisión de Migrantes",),
    a_secas="Comisión",
)


def nodo(codigo, texto, exige=(("#casa",),)):
    """El perfil de un nodo con un término de papel."""
    terminos = (Termino(texto, 5, en_papel=True),)
    return Perfil(f"plan:{codigo}", codigo, Clase.NODO, codigo, terminos=terminos, exige=exige)


def tema(codigo, texto, peso):
    """El perfil de un tema."""
    return Perfil(f"tema:{codigo}", codigo, Clase.TEMA, codigo, terminos=(Termino(texto, peso),))


PERFILES = (
    tema("AG1", "ley de migración", 5),
    tema("AG3", "voto en el exterior", 4),
    nodo("N1", "plan operativo"),
    nodo("N1.a", "cronograma & anual"),
    nodo("N2", "compra & computadoras"),
    nodo("N3", "curso & técnica legislativa"),
)
LEJOS = "Se presenta a la Dirección General, con los anexos de rigor y las firmas de quienes lo vieron. " * 2


def codigos(*textos, **demas):
    """Los que se proponen para unas páginas."""
    return {
        p.codigo for p in proponer([Pagina(n, t) for n, t in enumerate(textos, 1)], PERFILES, AMBITO, **demas)
    }


def test_un_papel_prueba_lo_que_dice_en_su_comienzo():
    comienzo = "Plan operativo de la Comisión de Migrantes."
    assert codigos(f"{comienzo} {LEJOS} La compra de dos computadoras.") == {"N1"}
    assert codigos("Compra de computadoras para la Comisión de Migrantes, según el plan operativo.") == {
        "N1",
        "N2",
    }


def test_lo_que_se_dice_en_oraciones_distintas_tampoco():
    assert codigos("Plan operativo. Curso. Comisión de Migrantes. Técnica legislativa.") == {"N1"}


def test_lo_unico_que_se_dice_se_propone_aunque_vaya_lejos():
    assert codigos(f"Comisión de Migrantes. {LEJOS} La compra de dos computadoras.") == {"N2"}


def test_la_parte_del_que_mas_prueba_queda():
    escrito = f"Plan operativo de la Comisión de Migrantes. {LEJOS} El cronograma anual."
    assert codigos(escrito) == {"N1", "N1.a"}


def test_lejos_es_tambien_en_otra_pagina():
    assert codigos(f"Plan operativo de la Comisión de Migrantes. {LEJOS}", "La compra de computadoras.") == {
        "N1"
    }


def test_con_el_umbral_a_mano_se_ve_todo():
    escrito = f"Plan operativo de la Comisión de Migrantes. {LEJOS} La compra de dos computadoras."
    assert {"N1", "N2"} <= codigos(escrito, umbral=0.0)


def test_el_tema_dicho_de_paso_tampoco():
    uno = f"La ley de migración y la ley de migración de antes. {LEJOS}"
    assert codigos(f"{uno} Uno preguntó por el voto en el exterior.") == {"AG1"}
    assert codigos("La ley de migración y el voto en el exterior.") == {"AG1", "AG3"}


@pytest.mark.parametrize(
    ("escrito", "es"),
    [
        ("La Comisión aprobó su plan operativo.", True),
        ("La Comisión aprobó su plan operativo y habló del retorno con la Comisión de Turismo.", False),
    ],
)
def test_la_comision_a_secas_no_es_la_casa_si_se_nombra_otra(escrito, es):
    assert ("N1" in codigos(escrito)) == es


def test_la_razon_ensena_las_palabras_que_van_juntas():
    escrito = (
        "Curso de la Comisión de Migrantes, módulo tercero de técnica legislativa, para su personal. "
        "Otro dato: la técnica legislativa pide práctica."
    )
    (una,) = proponer([Pagina(1, escrito)], PERFILES, AMBITO)
    assert una.razones[0].texto == "dice «Curso … técnica legislativa»"
    assert una.razones[0].inicio == 0


def test_un_trozo_de_norma_no_dice_nada_de_pasada():
    norma = f"La ley de migración y los migrantes. {LEJOS} Véase también el voto en el exterior."
    assert codigos(norma) == {"AG1"}
    assert codigos(f"Artículo 5. {norma}") == {"AG1", "AG3"}
