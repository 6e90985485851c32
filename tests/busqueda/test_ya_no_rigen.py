"""Lo que se apoya en una norma derogada, lo que falta de una clase, lo literal y el año de una cifra."""

import html as html_
import re
from collections.abc import Callable
from datetime import date

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento
from flask import Flask
from indexado import indexar

from centro_doc.busqueda.pregunta import Pregunta
from centro_doc.busqueda.ya_no import que_ya_no_rigen
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.grafo.atrasadas import leer_atrasados
from config import Config

PUBLICO = frozenset({"publico"})
CC = "Véase el expediente 1356-2006 de la Corte de Constitucionalidad."
MUCHOS = "En 2017 eran 1,458,000 guatemaltecos en el exterior."
CITA = "El artículo 117 de la Ley de Migración, Decreto 95-98, impone multas."
LARGO = "\n\n".join(
    (
        "La regularización de las personas migrantes en Guatemala es el asunto de esta opinión.",
        "El clima de la ciudad es agradable en esta época del año y llueve poco.",
        "Se propone un acuerdo de regularización para las personas migrantes de Guatemala.",
        "Las flores del jardín central se riegan por la mañana y por la tarde.",
        "Por eso se recomienda derogar las multas a las personas migrantes en regularización.",
    )
    * 3
)


@pytest.fixture
def ver(app: Flask, de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo) -> Callable[..., str]:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(
            sesion, 1, "Opinión de 2008", (CITA,), tipo="opinion_recibida", emitido=date(2008, 5, 1)
        )
        sembrar_documento(
            sesion, 2, "Opinión de 2009", (CITA,), tipo="opinion_recibida", emitido=date(2009, 5, 1)
        )
        sembrar_documento(sesion, 3, "Nota de 2020", (CITA,), tipo="nota_prensa", emitido=date(2020, 5, 1))
        sembrar_documento(
            sesion, 4, "Interna", (CITA,), tipo="minuta", emitido=date(2007, 5, 1), marcas=("personal",)
        )
        sembrar_documento(
            sesion, 5, "Código de Migración", (CITA,), numero="44-2016", emitido=date(2016, 9, 20)
        )
        sembrar_documento(
            sesion, 6, "Análisis", (f"{CC} {CITA}",),
            tipo="estudio", emitido=date(2020, 1, 1),
        )  # fmt: skip
        sembrar_documento(
            sesion, 7, "Opinión larga", ("Portada", LARGO), tipo="opinion_recibida", numero="OP-AG4-2009-017"
        )
        sembrar_documento(
            sesion, 8, "Estimación", (MUCHOS,), tipo="estadistica",
            emitido=date(2018, 1, 1),
        )  # fmt: skip
    while leer_atrasados(de_fabrica):
        pass
    indexar(de_fabrica, config, reloj)
    cliente = app.test_client()

    def _ver(q: str) -> str:
        pagina = cliente.get("/buscar", query_string={"q": q, "vigente": ""}).get_data(as_text=True)
        return " ".join(html_.unescape(re.sub(r"<[^>]+>", " ", pagina.split("<main")[1])).split())

    return _ver


def _pedidos(bd: BaseDeDatos, q: str) -> tuple[set[int], str]:
    with lectura(bd) as sesion:
        hallado = que_ya_no_rigen(sesion, PUBLICO, Pregunta(q), date(2026, 11, 30), None)
        assert hallado is not None
        return set(hallado.documentos), hallado.aviso


def test_son_los_que_citan_una_norma_derogada_despues_de_su_fecha(
    de_fabrica: BaseDeDatos, ver: Callable[..., str]
) -> None:
    assert _pedidos(de_fabrica, "documentos que ya no valen")[0] == {1, 2}
    assert _pedidos(de_fabrica, "documentos de 2008 que ya no valen")[0] == {1}
    assert _pedidos(de_fabrica, "documentos de 2007 que ya no rigen")[0] == set()


def test_si_de_esas_fechas_no_hay_se_va_a_las_que_si_y_no_a_otra_cosa(
    app: Flask, ver: Callable[..., str], reloj: RelojFijo
) -> None:
    reloj.avanzar(days=365 * 15)
    q = "documentos de 2007 que ya no rigen"
    dicho = ver(q)
    assert "De otras fechas sí: 2008 (1) , 2009 (1) ." in dicho
    assert not any(otra in dicho for otra in ("Ir al expediente", "Pedir menos", "contiene «"))
    enlace = re.search(r'href="(/buscar\?q=[^"]+)">2008<', app.test_client().get(f"/buscar?q={q}").text)
    assert enlace is not None and "Opinión de 2008" in app.test_client().get(enlace[1]).text


def test_la_pagina_dice_que_norma_es_y_que_la_derogo(ver: Callable[..., str], reloj: RelojFijo) -> None:
    reloj.avanzar(days=365 * 15)
    dicho = ver("documentos de 2008 que ya no valen")
    assert "Ser viejos no les quita valor" in dicho and "Opinión de 2009" not in dicho
    assert "Verla como expediente" not in dicho
    assert (
        "Cita Ley de Migración (Decreto 95-98 del Congreso de la República), derogada en parte por "
        "Decreto 44-2016 del Congreso de la República (empezó en mayo de 2017; sin confirmar)."
    ) in dicho


@pytest.mark.parametrize("q", ["ley de migración ya no vale", "remesas", "documentos de 2008"])
def test_quien_no_lo_pregunta_o_nombra_una_norma_busca_como_siempre(de_fabrica: BaseDeDatos, q: str) -> None:
    with lectura(de_fabrica) as sesion:
        assert que_ya_no_rigen(sesion, PUBLICO, Pregunta(q), date(2026, 11, 30), None) is None


def test_de_una_clase_se_dice_lo_que_hay_y_lo_que_se_cita_sin_tenerlo(ver: Callable[..., str]) -> None:
    dicho = ver("jurisprudencia sobre multas")
    assert "no tenemos ningún documento" in dicho and "citan 1 que no está" in dicho
    assert "Expediente 1356-2006" in dicho
    assert "que no está" not in ver("multas")


def test_para_resumir_se_dan_frases_literales_con_su_pagina(ver: Callable[..., str]) -> None:
    dicho = ver("resume la opinión OP-AG4-2009-017 en 2 líneas")
    tarjeta = dicho.split("Para resumir CD-00007")[1].split("Verla como expediente")[0]
    frases = re.findall(r"p\. (\d) «([^»]+)»", tarjeta)
    assert [pagina for pagina, _ in frases] == ["2", "2"]
    assert all(frase in " ".join(LARGO.split()) and "flores" not in frase for _, frase in frases)
    assert "Su texto entero CD-00002" in ver("resume opinión de 2009 multas artículo CD-00002")
    assert "Para resumir" not in ver("OP-AG4-2009-017")


@pytest.mark.parametrize("q", ["resume la opinión {} en 3 líneas", "{}", "opinión {} sobre multas"])
def test_del_numero_que_no_se_tiene_o_no_se_ve_se_dice_que_no_esta(ver: Callable[..., str], q: str) -> None:
    for numero in ("OP-AG4-2009-099", "CD-00004"):
        dicho = ver(q.format(numero.lower()))
        assert f"no hay ningún documento con el número {numero} ." in dicho and "Para resumir" not in dicho
    assert "no hay ningún documento con el número" not in ver(q.format("OP-AG4-2009-017"))


def test_la_cifra_dice_su_anio_y_el_del_documento(ver: Callable[..., str]) -> None:
    dicho = ver("para el dictamen: cuántos guatemaltecos hay en el exterior en 2008")
    assert "cifra de 2017; documento de 2018" in dicho
    assert "Ninguna de las que se ven es de 2008." in dicho
    assert "De 2017: 1 pasaje" in ver("cuántos guatemaltecos en 2017")
    assert "cifra de" not in ver("guatemaltecos en el exterior")
