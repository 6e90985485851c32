"""Qué es un papel de trabajo y de quién, y cuánto vale en él lo que dicen las partes de un término."""

import pytest

from indexador.ficha import Pagina
from indexador.vinculacion import Ambito, Clase, Perfil, Termino, proponer
from indexador.vinculacion.papel import es_papel

OFICIO = "Oficio 12. Señor director: se le invita a la sesión del martes a las nueve horas, en el salón."
NORMA = (
    "Artículo 4. Los interesados deberán presentar la solicitud, de conformidad con lo dispuesto en el "
    "artículo 7 del presente reglamento. La resolución será notificada en los términos previstos."
)
AMBITO = Ambito(seguras=("migrante",), casa=("Comisión de Migrantes",), a_secas="Comisión")


def perfil(codigo, *terminos, exige=(), sin_tema=False):
    """Un nodo con términos de papel."""
    suyos = tuple(Termino(texto, 3.0, en_papel=True) for texto in terminos)
    return Perfil(
        f"plan:{codigo}", codigo, Clase.NODO, codigo, terminos=suyos, exige=exige, sin_tema=sin_tema
    )


def confianzas(escrito, *perfiles, ambito=AMBITO):
    """De cada nodo propuesto, su confianza, sin umbral."""
    propuestas = proponer([Pagina(1, escrito)], perfiles, ambito, umbral=0.01)
    return {propuesta.codigo: propuesta.confianza for propuesta in propuestas}


def test_un_oficio_es_un_papel_y_un_articulo_no():
    assert es_papel([Pagina(1, OFICIO)])
    assert not es_papel([Pagina(1, NORMA)])


def test_un_documento_largo_solo_es_un_papel_si_es_de_la_casa():
    largo = [Pagina(1, OFICIO * 400)]
    assert not es_papel(largo)
    assert es_papel(largo, de_la_casa=True)


def test_un_termino_de_papel_no_vale_en_una_norma():
    invita = perfil("N1", "invita|invitación & sesión|salón")
    assert confianzas(OFICIO, invita)
    assert not confianzas(f"{NORMA} Se invita a la sesión.", invita)


def test_las_partes_de_un_papel_van_en_su_pasaje_aunque_esten_lejos():
    lejos = f"Se invita a todos. {'Cada quien llega con su cuaderno y su merienda. ' * 6}Sesión única."
    assert confianzas(lejos, perfil("N1", "invita & sesión"))
    assert not confianzas("Se invita a todos.", perfil("N1", "invita & sesión"))


def test_una_palabra_no_hace_dos_partes():
    assert not confianzas("Llegó el acta.", perfil("N1", "acta & acta|minuta"))


def test_lo_que_todos_dicen_vale_menos_que_lo_que_solo_uno_dice():
    corrientes = [perfil(f"C{n}", "sesión & martes") for n in range(6)]
    propio = perfil("N1", "invita & salón")
    dichas = confianzas(OFICIO, *corrientes, propio)
    assert dichas["N1"] > max(dichas.get(f"C{n}", 0.0) for n in range(6))


@pytest.mark.parametrize(
    ("escrito", "es_suyo"),
    [
        ("Puesto de asesor de la Comisión.", True),
        ("Puesto de asesor de la Comisión de Migrantes.", True),
        ("Puesto de asesor que pide la Comisión de enero a marzo.", True),
        ("Puesto de asesor de la Comisión de Salud.", False),
        ("Puesto de asesor de la comisión.", False),
        ("Acta de la Comisión Nacional. Puesto de asesor de la Comisión.", False),
        ("Puesto de asesor.", False),
    ],
)
def test_la_comision_a_secas_es_la_casa_si_no_se_nombra_otra(escrito, es_suyo):
    puesto = perfil("N1", "puesto & asesor", exige=(("#casa",),))
    assert bool(confianzas(escrito, puesto)) is es_suyo


def test_una_sigla_larga_se_escribe_tambien_como_un_nombre():
    puesto = perfil("N1", "PARLACEN & puesto", "OIM & puesto")
    assert confianzas("Un puesto en el Parlacen.", puesto)
    assert not confianzas("Un puesto en Oim.", puesto)
