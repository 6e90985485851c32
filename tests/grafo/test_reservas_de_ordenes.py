"""La fecha propia de una orden y lo que deja en pie: lo mismo en el artículo, en la norma y en su línea."""

from datetime import date

import pytest
from flask import Flask

from centro_doc.comun.bd import BaseDeDatos, lectura
from centro_doc.grafo.pagina_de_articulo import GrafoDeArticulo, grafo_de_articulo
from grafo.conftest import Sembrar

PUBLICO = frozenset({"publico"})
LEY = "\n".join(f"Artículo {n}. Parte {n}. Se manda lo que dice el número {n}." for n in range(1, 21))
DEROGA = (
    "Artículo 1. Objeto. Se manda esto.\n"
    "Artículo 2. Se deroga el artículo 7 del Decreto Número 101-97 del Congreso de la República.\n"
    "Artículo 3. Se deroga la literal b) del artículo 12 del Decreto Número 101-97.\n"
    "Artículo 4. Se deroga el artículo 18 del Decreto Número 101-97 del Congreso de la República, a partir "
    "del uno de enero de dos mil treinta.\n"
    "Artículo 5. Se deroga el artículo 19 del Decreto Número 101-97, salvo su segundo párrafo.\n"
    "Artículo 6. Se deroga el artículo 20 del Decreto 101-97, siempre que se emita el reglamento.\n"
    "Artículo 7. El presente Decreto entrará en vigencia el uno de julio de dos mil veintiuno.\n"
)


@pytest.fixture
def derogados(sembrar: Sembrar, de_fabrica: BaseDeDatos) -> BaseDeDatos:
    sembrar(1, LEY, tipo="decreto_congreso", numero="101-97")
    sembrar(2, DEROGA, tipo="decreto_congreso", numero="31-2021")
    return de_fabrica


def _de(bd: BaseDeDatos, articulo: str, dia: str, clave: str = "DC-101-1997") -> GrafoDeArticulo:
    with lectura(bd) as sesion:
        return grafo_de_articulo(sesion, clave, articulo, PUBLICO, fecha=date.fromisoformat(dia))


def test_la_derogacion_rige_desde_el_dia_que_su_orden_pone(derogados: BaseDeDatos) -> None:
    hoy, en_2030 = (_de(derogados, "18", dia).estado for dia in ("2026-11-30", "2030-01-01"))
    assert hoy is not None and en_2030 is not None
    assert hoy.a_la_fecha.estado == "vigente" and not hoy.quiza
    assert [(uno.desde, uno.marca) for uno in hoy.despues] == [(date(2030, 1, 1), "C")]
    assert en_2030.a_la_fecha.estado == "desconocido" and len(en_2030.quiza) == 1


def test_lo_que_deja_un_parrafo_deroga_en_parte_y_lo_condicionado_queda_en_duda(
    derogados: BaseDeDatos,
) -> None:
    salvo, condicionado, entero = (_de(derogados, n, "2026-11-30").estado for n in ("19", "20", "7"))
    assert salvo is not None and condicionado is not None and entero is not None
    assert [uno.rotulo for uno in salvo.todos] == ["Derogado en parte por"]
    assert salvo.a_la_fecha.estado == "vigente"
    (una,) = condicionado.quiza
    assert una.desde is None and "condición" in una.nota and not una.cuando
    assert [(uno.rotulo, uno.desde) for uno in entero.quiza] == [("Derogado por", date(2021, 7, 1))]


def test_la_linea_y_la_tabla_dicen_lo_mismo(app: Flask, derogados: BaseDeDatos) -> None:
    html = " ".join(app.test_client().get("/normas/DC-101-1997?a=2026-11-30").get_data(as_text=True).split())
    linea = html[html.index('id="linea"') :].split("</section>")[0]
    assert "Artículo 7. En parte, artículos 12, 19." in linea
    en_2030 = linea[linea.index("1 de enero de 2030") :]
    assert "Artículo 18." in en_2030 and "el que esa orden pone" in en_2030
    assert "Artículo 18." not in linea[: linea.index("1 de enero de 2030")]
    assert linea.count("Derogada en parte por") == 3 and "Derogada por" not in linea
    assert "Derogará:" in html


def test_un_rango_no_deroga_un_bis_que_no_consta_y_del_que_consta_lo_deja_en_duda(
    sembrar: Sembrar, de_fabrica: BaseDeDatos
) -> None:
    rango = "Artículo 1. Se derogan los artículos del 117 al 120 del Decreto Número 95-98, Ley de Migración."
    sembrar(1, rango, tipo="decreto_congreso", numero="44-2016")
    no_consta = _de(de_fabrica, "118-bis", "2026-11-30", "DC-95-1998")
    assert no_consta.estado is not None and no_consta.estado.a_la_fecha.estado == "desconocido"
    assert "no consta que exista" in no_consta.estado.a_la_fecha.razon
    assert not no_consta.estado.todos and not no_consta.citantes.total and not no_consta.versiones
    sembrar(2, "Del artículo 117 Bis de la Ley de Migración, Decreto 95-98, no se opina.", tipo="estudio")
    existe = _de(de_fabrica, "117-bis", "2026-11-30", "DC-95-1998")
    assert existe.estado is not None and existe.estado.a_la_fecha.estado == "desconocido"
    (una,) = existe.estado.quiza
    assert "117 al 120" in una.nota and not una.firme and not existe.estado.obran
