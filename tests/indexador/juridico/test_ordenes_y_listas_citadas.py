"""Listas con dos emisores, artículos dichos por su lugar y lo que una orden sólo cuenta de otro artículo."""

import pytest

from indexador.juridico.citas import Cita, Contexto, hallar
from tests.indexador.juridico.nombres_de_citas import NOMBRES


def _citas(texto: str, documento: str | None = None) -> tuple[Cita, ...]:
    return hallar(texto, Contexto(documento), NOMBRES)


def _objetivos(texto: str, documento: str | None = None) -> list[str]:
    return [str(uno) for cita in _citas(texto, documento) for uno in cita.objetivos]


@pytest.mark.parametrize(
    ("siguen", "claves"),
    [
        ("y 2-89 del Congreso", ["DC-2-1989"]),
        ("2-89 y 17-73, ambos del Congreso de la República", ["DC-2-1989", "DC-17-1973"]),
        ("3a. avenida 14-62, zona 1", []),
    ],
)
def test_la_lista_sigue_tras_el_emisor_de_las_primeras(siguen, claves):
    texto = f"los Decretos 106 y 107, ambos del Jefe de Gobierno, {siguen}"
    assert _objetivos(texto) == ["DL-106", "DL-107", *claves]


@pytest.mark.parametrize(
    ("texto", "articulos"),
    [
        ("el primer artículo de esta Ley", ["1"]),
        ("los dos primeros artículos de esta ley", ["1", "2"]),
        ("los primeros tres artículos de la presente ley", ["1", "2", "3"]),
        ("los dos últimos artículos de esta ley", []),
        ("los dos primeros artículos de la revista", []),
        ("el primer artículo que se publicó", []),
    ],
)
def test_un_articulo_dicho_por_su_lugar_vale_si_se_dice_de_que_norma(texto, articulos):
    assert _objetivos(texto, "DC-46-2007") == [f"DC-46-2007#{uno}" for uno in articulos]


def _derogados(texto: str) -> list[str]:
    citas = _citas(texto, "DC-46-2007")
    return [str(uno) for cita in citas if cita.relacion == "deroga" for uno in cita.objetivos if uno.articulo]


def test_lo_que_se_cuenta_de_un_articulo_derogado_no_se_deroga():
    texto = (
        "Se deroga, del Decreto 95-98, lo siguiente: 1. El artículo 5, que remite a lo del artículo 8. "
        "2. El artículo 9, el cual desarrolla el artículo 12. "
        "3. El artículo 15, que nada dice, y el artículo 16."
    )
    assert _derogados(texto) == [f"DC-95-1998#{uno}" for uno in (5, 9, 15, 16)]
    assert "DC-95-1998#12" in _objetivos(texto, "DC-46-2007")


def test_lo_que_anuncian_los_siguientes_articulos_de_una_norma_es_de_ella():
    texto = "Se derogan los siguientes artículos del Decreto 95-98: a) el artículo 5, y b) el artículo 9."
    assert _derogados(texto) == ["DC-95-1998#5", "DC-95-1998#9"]


@pytest.mark.parametrize(
    ("texto", "claves"),
    [
        ("Ley No. 761 de Nicaragua y el Decreto 31-2012, su reglamento", []),
        ("la Ley No. 761 de Nicaragua y su reglamento, el Decreto 31-2012", []),
        ("la Ley 761 de Nicaragua y su Reglamento (Decreto 31-2012)", []),
        (
            "Ley de Migración de Honduras, Decreto 208-2003, y el Acuerdo Gubernativo 18-2004, su reglamento",
            [],
        ),
        (
            "la Ley de Honduras, y el Decreto 95-98 y el Acuerdo Gubernativo 529-99, su Reglamento",
            ["DC-95-1998", "AG-529-1999"],
        ),
    ],
)
def test_el_reglamento_de_una_ley_de_otro_pais_es_de_ese_pais(texto, claves):
    assert _objetivos(texto) == claves
