"""Lo que pide una consulta: la norma, el artículo o la iniciativa, se escriba como se escriba."""

import pytest

from indexador.juridico.citas import Alias, Nombres
from indexador.juridico.pedidas import Pedido, pedidas

NOMBRES = Nombres.de([
    Alias("Constitución", "CPRG"),
    Alias("Carta Magna", "CPRG"),
    Alias("CPRG", "CPRG"),
    Alias("Ley de Migración", "DC-95-1998"),
    Alias("Código de Migración", "DC-44-2016"),
    Alias("LEPP", "DANC-1-1985"),
    Alias("PINA", "DC-27-2003"),
])  # fmt: skip
CATALOGO = {
    ("46", 2007): ("DC-46-2007",),
    ("95", 1998): ("DC-95-1998",),
    ("22", 1986): ("DC-22-1986", "DL-22-1986"),
    ("4126", None): ("INI-4126",),
    ("1613", None): ("DS-1613",),
    ("1985", None): ("INI-1985",),
}


def leer(consulta: str) -> Pedido:
    return pedidas(consulta, NOMBRES, lambda *cual: CATALOGO.get(cual, ()))


def leidas(consulta: str) -> list[str]:
    return [str(uno) for uno in leer(consulta).objetivos]


@pytest.mark.parametrize(
    ("consulta", "objetivos"),
    [
        ("decreto:46-2007 artículo:12", ["DC-46-2007#12"]),
        ("norma:46-2007 articulo:12", ["DC-46-2007#12"]),
        ("Decreto 46-2007 artículo 8", ["DC-46-2007#8"]),
        ("Decreto 46-2007 artículo 12 literal b)", ["DC-46-2007#12.lit:b"]),
        ("46-2007", ["DC-46-2007"]),
        ("46-2007 artículo 8", ["DC-46-2007#8"]),
        ("dc-46-2007", ["DC-46-2007"]),
        ("95-98", ["DC-95-1998"]),
        ("22-86", ["DC-22-1986", "DL-22-1986"]),
        ("Decreto Ley 22-86", ["DL-22-1986"]),
        ("decreto 1613", ["DS-1613"]),
        ("art. 117 ley de migración", ["DC-95-1998#117"]),
        ("ley de migracion articulo 117 bis", ["DC-95-1998#117-bis"]),
        ("que dice el codigo de migracion sobre refugio", ["DC-44-2016"]),
        ("art. 3 lepp", ["DANC-1-1985#3"]),
        ("lepp voto en el exterior", ["DANC-1-1985"]),
        ("sanciones lepp", ["DANC-1-1985"]),
        ("constitución libertad de locomoción", ["CPRG"]),
        ("iniciativa 4126", ["INI-4126"]),
        ("iniciativa cuatro mil ciento veintiséis", ["INI-4126"]),
        ("4,126", ["INI-4126"]),
        ("artículo 26 constitución", ["CPRG#26"]),
        ("artículo 26 cprg", ["CPRG#26"]),
        ("art. 26 transitorio constitucion", ["CPRG#t26"]),
        ("Constitución, artículo 26 transitorio", ["CPRG#t26"]),
        ("texto literal del artículo 26 de la constitución", ["CPRG#26"]),
        ("artículo 26 constitución libertad de locomoción", ["CPRG#26"]),
        ("constitución art. 26 libertad de locomoción", ["CPRG#26"]),
        ("quién cita el artículo 26 de la constitución", ["CPRG#26"]),
    ],
)
def test_se_entiende_lo_que_se_pide(consulta: str, objetivos: list[str]) -> None:
    assert leidas(consulta) == objetivos


@pytest.mark.parametrize(
    "consulta",
    [
        *("zona 95-98", "teléfono 2422-4126", "informe 2008-2009", "1985", "artículo 12", "remesas"),
        *("pina colada", "constitución de sociedades", "ley de migración de méxico", "16-13"),
        *(
            "acta de constitución",
            "pina y coco",
            "artículo 5 constitución de sociedades",
            "acta de constitución artículo 5 capital",
            "artículo 3 pina colada",
            "migración -decreto 46-2007",
            "ley NO decreto 95-98",
            "",
            "-",
            "4,12",
        ),
    ],
)
def test_lo_que_no_nombra_una_norma_no_pide_nada(consulta: str) -> None:
    assert leidas(consulta) == []


@pytest.mark.parametrize(
    ("consulta", "fuera"),
    [
        ("código de migración refugio", "refugio"),
        ("refugio en el código de migración", "refugio"),
        ("el Código de Migración sobre la niñez no acompañada", "niñez no acompañada"),
        ("LEPP: voto en el exterior", "voto en el exterior"),
        ("lepp voto", "voto"),
        ("multas Decreto 46-2007", "multas"),
        ("ley de migración de Guatemala", ""),
        ("art. 117 ley de migración", ""),
        ("46-2007", ""),
        ("refugio", ""),
    ],
)
def test_se_sabe_que_se_dice_fuera_de_la_norma(consulta: str, fuera: str) -> None:
    assert leer(consulta).fuera == fuera


def test_una_consulta_larguisima_se_lee_solo_al_comienzo() -> None:
    assert leidas("artículo 8 decreto 46-2007 " + "9" * 100_000) == ["DC-46-2007#8"]
