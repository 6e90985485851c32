"""El año que dice una consulta: cuántos hay de él y, si no hay ninguno, de cuáles sí."""

import html as html_
import re
from datetime import date
from urllib.parse import urlencode

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento
from flask import Flask
from indexado import indexar
from sqlalchemy import select

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.directorio.modelos import Institucion
from config import Config
from indexador.lengua.anios import separar_anio

VOTO = ("El voto en el extranjero de los guatemaltecos.",)


@pytest.fixture
def ver(app: Flask, de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo) -> object:
    with transaccion(de_fabrica) as sesion:
        conamigua = sesion.scalars(select(Institucion.id).where(Institucion.clave == "CONAMIGUA")).one()
        for numero, anio in enumerate((2005, 2009, 2009, 2012), 1):
            titulo = f"Estudio {numero}"
            sembrar_documento(sesion, numero, titulo, VOTO, tipo="estudio", emitido=date(anio, 5, 1))
        for numero, anio in enumerate((2006, 2009), 11):
            sembrar_documento(
                sesion,
                numero,
                "Informe anual de CONAMIGUA",
                ("Labores del año.",),
                metadatos={"anio": str(anio)},
                tipo="informe_anual_conamigua",
                emisor_id=conamigua,
                emitido=date(anio + 1, 3, 1),
            )
        sembrar_documento(
            sesion, 21, "Ley de asilo", ("El asilo.",), tipo="iniciativa", emitido=date(2009, 1, 1)
        )
        sembrar_documento(
            sesion, 22, "Oculto", VOTO, tipo="estudio", emitido=date(2007, 1, 1), marcas=("personal",)
        )
        programa = ("Programa de regularización.",)
        sembrar_documento(sesion, 23, "Programa 2008", programa, tipo="folleto", emitido=date(2010, 1, 1))
    indexar(de_fabrica, config, reloj)
    cliente = app.test_client()
    return lambda **mas: _lineas(cliente.get(f"/buscar?{urlencode(mas)}").get_data(as_text=True))


def _lineas(pagina: str) -> list[str]:
    hallados = re.findall(r'<p class="quiso">(.*?)</p>', pagina, re.DOTALL)
    return [" ".join(html_.unescape(re.sub(r"<[^>]+>", "", uno)).split()) for uno in hallados]


def test_el_anio_suelto_ofrece_los_suyos_y_cuenta_los_demas(ver: object) -> None:
    assert "Sólo los de 2009: 2 documentos; anteriores, 1; posteriores, 1." in ver(
        q="voto en el extranjero 2009"
    )


def test_si_no_hay_ninguno_se_dice_de_que_anios_si_sin_contar_lo_que_no_se_ve(ver: object) -> None:
    assert (
        "Con fecha de 2007 no tenemos ningún documento que responda a «voto en el extranjero». "
        "Sí de 2005 (1), 2009 (2), 2012 (1)."
    ) in ver(q="voto en el extranjero 2007")


def test_tampoco_calla_el_periodo_que_si_se_tomo_por_fecha(ver: object) -> None:
    lineas = ver(q="iniciativas de ley sobre asilo del año 2010")
    assert any(una.startswith("Del año 2010 no tenemos ningún documento") for una in lineas)
    assert any(una.endswith("Sí de 2009 (1).") for una in lineas)
    lineas = ver(q="iniciativas de ley sobre asilo del año 2009")
    assert not any("no tenemos" in una for una in lineas)


def test_los_informes_anuales_van_por_el_anio_de_que_son_con_sus_huecos(ver: object) -> None:
    (linea, *_) = ver(q="CONAMIGUA informe anual 2008")
    assert linea == (
        "Informe anual de CONAMIGUA: el de 2008 no lo tenemos. Por año: 2006, 2007 no, 2008 no, 2009. "
        "Lo emite CONAMIGUA: puede pedírsele."
    )
    (linea, *_) = ver(q="informe anual de CONAMIGUA 2009")
    assert linea.startswith("Informe anual de CONAMIGUA: el de 2009 es CD-00012.")


@pytest.mark.parametrize(
    "mas",
    [
        {"q": "voto en el extranjero"},
        {"q": "voto en el extranjero 2009", "desde": "2009"},
        {"q": "voto en el extranjero 2009", "literal": "1"},
        {"q": '"voto en el extranjero" 2009'},
        {"q": "xilófono 2009"},
        {"q": "programa de regularización 2008"},
    ],
)
def test_si_no_viene_a_cuento_no_se_dice_nada(ver: object, mas: dict[str, str]) -> None:
    assert not any(una.startswith(("Sólo los de", "Con fecha")) for una in ver(**mas))


@pytest.mark.parametrize(
    ("consulta", "separada"),
    [
        ("voto en el extranjero 2009", ("voto en el extranjero", 2009)),
        ("informe anual de 2008 de CONAMIGUA", ("informe anual de CONAMIGUA", 2008)),
        ("remesas en el año 2010", ("remesas", 2010)),
        ("2009 remesas", ("remesas", 2009)),
        ("¿remesas 2009?", ("¿remesas ?", 2009)),
        *(
            (una, None)
            for una in ("Decreto 46-2007", "iniciativa 1985", "de 2005 a 2009", "2009", "12/05/2009")
        ),
        *((una, None) for una in ("remesas 2008-2011", "Q 2009,50", "artículo 2004", "expediente 1523-2011")),
    ],
)
def test_cual_es_un_anio_suelto(consulta: str, separada: tuple[str, int] | None) -> None:
    assert separar_anio(consulta) == separada
