"""El estado de un artículo a una fecha y las versiones de su texto: lo leído y lo dudoso no son hechos."""

from datetime import date

import pytest
from conftest import contando
from flask import Flask
from sqlalchemy import select, update

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import NoEncontrado
from centro_doc.grafo.modelos import CitaGuardada
from centro_doc.grafo.pagina_de_articulo import GrafoDeArticulo, grafo_de_articulo
from centro_doc.normas.modelos import RelacionDeNormas
from grafo.conftest import Sembrar

PUBLICO = frozenset({"publico"})
PERSONAL = PUBLICO | {"personal"}
LEY = "\n".join(f"Artículo {n}. Parte {n}. Se usa una estructura número {n}." for n in range(1, 20))
REFORMA = (
    "".join(f"Artículo {n}. Disposición. Se manda lo que aquí se dice.\n" for n in range(1, 7))
    + "Artículo 7. Se reforma el artículo 12 del Decreto 101-97, Ley Orgánica del Presupuesto, el cual queda "
    "así: «Artículo 12. Presupuesto. Se usará una estructura programática.»\n"
    "Artículo 8. Se adiciona el artículo 17 Bis al Decreto 101-97, el cual queda así: «Artículo 17 Bis.»\n"
    "Artículo 9. Se deroga el artículo 19 del Decreto 101-97."
)


@pytest.fixture
def presupuesto(sembrar: Sembrar, de_fabrica: BaseDeDatos) -> BaseDeDatos:
    sembrar(1, LEY, tipo="decreto_congreso", numero="101-97", titulo="Copia de la ley")
    sembrar(2, REFORMA, tipo="decreto_congreso", numero="13-2013", titulo="Reformas")
    return de_fabrica


def _de(
    bd: BaseDeDatos, clave: str, articulo: str, dia: str, marcas: frozenset[str] = PUBLICO
) -> GrafoDeArticulo:
    with lectura(bd) as sesion:
        return grafo_de_articulo(sesion, clave, articulo, marcas, fecha=date.fromisoformat(dia))


def _estado(grafo: GrafoDeArticulo) -> str:
    assert grafo.estado is not None
    return grafo.estado.a_la_fecha.estado


def test_la_reforma_leida_se_ensena_sin_darla_por_hecha_y_confirmada_obra(presupuesto: BaseDeDatos) -> None:
    despues, antes = (_de(presupuesto, "DC-101-1997", "12", dia) for dia in ("2014-01-01", "2010-01-01"))
    assert despues.estado is not None and antes.estado is not None
    (una,) = despues.estado.quiza
    assert (una.rotulo, una.otra.clave, una.dispone, una.desde) == (
        *("Reformado por", "DC-13-2013", "7", date(2013, 11, 20)),
    )
    assert una.documento is not None and (una.documento.identificador, una.ancla) == ("CD-00002", "art-7")
    assert _estado(despues) == "vigente" and not despues.estado.obran
    assert [uno.dispone for uno in antes.estado.despues] == ["7"] and not antes.estado.quiza
    with transaccion(presupuesto) as sesion:
        sesion.execute(update(CitaGuardada).where(CitaGuardada.documento_id == 2).values(estado="confirmada"))
    firme = _de(presupuesto, "DC-101-1997", "12", "2014-01-01").estado
    assert firme is not None and [uno.dispone for uno in firme.obran] == ["7"] and not firme.quiza


def test_lo_anadido_rige_desde_que_se_anadio_y_de_lo_reformado_no_se_niega_el_cambio(
    presupuesto: BaseDeDatos,
) -> None:
    def dicho(articulo: str, dia: str = "2014-01-01") -> tuple[str, str, str]:
        estado = _de(presupuesto, "DC-101-1997", articulo, dia).estado
        assert estado is not None
        return estado.a_la_fecha.estado, estado.a_la_fecha.razon, estado.a_la_fecha.marca

    quien = "Decreto 13-2013 del Congreso de la República, artículo"
    estado, razon, marca = dicho("17-bis")
    assert (estado, marca) == ("vigente", "C")
    assert razon.startswith(f"Quizá lo añadió {quien} 8, desde el 20 de noviembre de 2013")
    assert dicho("12")[1].endswith(f". Quizá lo reformó {quien} 7.")
    assert dicho("12", "2010-01-01")[1].endswith("no consta otro cambio.")
    with transaccion(presupuesto) as sesion:
        sesion.execute(update(CitaGuardada).where(CitaGuardada.documento_id == 2).values(estado="confirmada"))
    assert dicho("17-bis")[1].startswith(f"Lo añadió {quien} 8, desde el 20 de noviembre de 2013")
    assert dicho("12")[1].endswith(f". Lo reformó {quien} 7.") and "no consta otro" not in dicho("12")[1]


def test_el_articulo_que_ningun_texto_trae_no_se_da_por_vigente(presupuesto: BaseDeDatos) -> None:
    assert _estado(_de(presupuesto, "DC-101-1997", "5", "2014-01-01")) == "vigente"
    no_esta = _de(presupuesto, "DC-101-1997", "999", "2014-01-01").estado
    assert no_esta is not None and no_esta.a_la_fecha.estado == "desconocido"
    assert "no trae este artículo" in no_esta.a_la_fecha.razon and no_esta.prueba is None
    sin_texto = _de(presupuesto, "CPRG", "300", "2014-01-01").estado
    assert sin_texto is not None and sin_texto.a_la_fecha.estado == "desconocido"
    assert "no tiene el texto" in sin_texto.a_la_fecha.razon


def test_lo_que_quiza_lo_derogo_o_lo_anadira_deja_el_estado_en_duda(presupuesto: BaseDeDatos) -> None:
    assert _estado(_de(presupuesto, "DC-101-1997", "19", "2014-01-01")) == "desconocido"
    assert _estado(_de(presupuesto, "DC-101-1997", "19", "2010-01-01")) == "vigente"
    assert _estado(_de(presupuesto, "DC-101-1997", "17-bis", "2010-01-01")) == "desconocido"
    with transaccion(presupuesto) as sesion:
        sesion.execute(update(CitaGuardada).where(CitaGuardada.documento_id == 2).values(estado="confirmada"))
    assert _estado(_de(presupuesto, "DC-101-1997", "19", "2014-01-01")) == "derogada"
    assert _estado(_de(presupuesto, "DC-101-1997", "17-bis", "2010-01-01")) == "no_vigente_aun"


def test_las_versiones_son_sus_textos_y_lo_que_dispone_cada_reforma(presupuesto: BaseDeDatos) -> None:
    grafo = _de(presupuesto, "DC-101-1997", "12", "2014-01-01")
    (texto,), (reforma,) = grafo.textos, grafo.reformas
    assert texto.texto.documento.identificador == "CD-00001" and "Se usa una" in texto.texto.parrafos[0]
    assert reforma.texto.documento.identificador == "CD-00002" and reforma.texto.etiqueta == "Artículo 7"
    assert "Se usará una estructura programática" in " ".join(reforma.texto.parrafos)
    assert "adiciona" not in " ".join(reforma.texto.parrafos)
    assert (grafo.anterior, grafo.siguiente) == ("11", "13")


def test_lo_que_consta_en_el_catalogo_lleva_su_marca_y_lo_dudoso_no_obra(de_fabrica: BaseDeDatos) -> None:
    grafo = _de(de_fabrica, "DC-95-1998", "108", "2022-03-01")
    assert grafo.estado is not None
    (una,) = grafo.estado.obran
    assert (una.otra.clave, una.cuando, una.marca) == (
        "DC-5-2022",
        "el 24 de febrero de 2022, ocho días después de publicarse",
        "V",
    )
    bis = _de(de_fabrica, "DC-95-1998", "107-bis", "2022-03-01").estado
    assert bis is not None and [uno.marca for uno in bis.obran] == ["C"]
    with transaccion(de_fabrica) as sesion:
        fila = sesion.scalars(
            select(RelacionDeNormas).where(RelacionDeNormas.articulo_destino == "108")
        ).one()
        fila.marca = "D"
    dudosa = _de(de_fabrica, "DC-95-1998", "108", "2022-03-01").estado
    assert dudosa is not None and not dudosa.obran and [uno.marca for uno in dudosa.quiza] == ["D"]


def test_la_reforma_que_el_lector_no_ve_no_existe_para_el(sembrar: Sembrar, de_fabrica: BaseDeDatos) -> None:
    sembrar(1, LEY, tipo="decreto_congreso", numero="101-97", titulo="Copia de la ley")
    antes = _de(de_fabrica, "DC-101-1997", "12", "2014-01-01")
    sembrar(2, REFORMA, tipo="decreto_congreso", numero="13-2013", marcas=("personal",))
    sembrar(3, LEY, tipo="decreto_congreso", numero="101-97", marcas=("personal",))
    ahora = _de(de_fabrica, "DC-101-1997", "12", "2014-01-01")
    assert (ahora.estado, len(ahora.versiones)) == (antes.estado, len(antes.versiones))
    interno = _de(de_fabrica, "DC-101-1997", "12", "2014-01-01", PERSONAL)
    assert interno.estado is not None and interno.estado.quiza and len(interno.versiones) == 3


def test_sin_ficha_no_consta_y_de_una_iniciativa_no_hay_estado(
    sembrar: Sembrar, de_fabrica: BaseDeDatos
) -> None:
    sembrar(1, "Según el artículo 4 del Decreto 71-98 y el artículo 2 de la Iniciativa 4126.")
    assert _estado(_de(de_fabrica, "DC-71-1998", "4", "2010-01-01")) == "desconocido"
    assert _de(de_fabrica, "INI-4126", "2", "2010-01-01").estado is None
    with pytest.raises(NoEncontrado):
        _de(de_fabrica, "DC-72-1998", "4", "2010-01-01")


def test_las_consultas_del_articulo_no_crecen_con_sus_textos_ni_con_sus_reformas(
    presupuesto: BaseDeDatos, sembrar: Sembrar
) -> None:
    def cuantas() -> int:
        with contando(presupuesto) as contador:
            _de(presupuesto, "DC-101-1997", "12", "2014-01-01")
        return contador.cuantas

    antes = cuantas()
    for numero in range(3, 6):
        sembrar(numero, LEY, tipo="decreto_congreso", numero="101-97")
        sembrar(numero + 10, REFORMA, tipo="decreto_congreso", numero=f"{numero}-2015")
    assert cuantas() == antes <= 30


def test_la_linea_de_tiempo_trae_la_reforma_leida_sin_confirmar_si_el_catalogo_no_la_tiene(
    app: Flask, presupuesto: BaseDeDatos
) -> None:
    cliente = app.test_client()

    def linea(quitada: bool) -> str:
        with transaccion(presupuesto) as sesion:
            suyas = update(RelacionDeNormas).where(RelacionDeNormas.origen == "DC-13-2013")
            sesion.execute(suyas.values(quitada=quitada))
        html = " ".join(cliente.get("/normas/DC-101-1997").get_data(as_text=True).split())
        return html[html.index('id="linea"') :].split("</section>")[0]

    leida = linea(quitada=True)
    assert "20 de noviembre de 2013" in leida and "Artículo 12. Se leyó en CD-00002." in leida
    assert leida.count("Sin confirmar") == 5 and leida.count("el año de su número") == 2
    assert "Se leyó en" not in linea(quitada=False)


def test_de_la_vigencia_declarada_sin_su_dia_no_se_calcula_otra(
    sembrar: Sembrar, de_fabrica: BaseDeDatos
) -> None:
    codigo = "Artículo 1. Objeto. Uno.\nArtículo 2. Se reforma el artículo 8 del Decreto 46-2007."
    sembrar(1, codigo, tipo="decreto_congreso", numero="44-2016")
    antes, en_mayo, despues = (
        _de(de_fabrica, "DC-46-2007", "8", dia).estado for dia in ("2016-12-01", "2017-05-15", "2017-06-01")
    )
    assert antes is not None and en_mayo is not None and despues is not None
    assert [(uno.cuando, uno.marca) for uno in antes.despues] == [("mayo de 2017", "C")]
    assert len(en_mayo.quiza) == len(despues.quiza) == 1


def test_la_pagina_dice_el_estado_del_dia_pedido_y_donde_se_lee(app: Flask, presupuesto: BaseDeDatos) -> None:
    cliente = app.test_client()
    html = " ".join(cliente.get("/normas/DC-101-1997/art/12?a=01/01/2014").get_data(as_text=True).split())
    assert "Estado al 1 de enero de 2014" in html and "nadie lo ha confirmado" in html
    assert 'href="/documentos/CD-00002?p=1#art-7"' in html and 'href="/normas/DC-13-2013"' in html
    assert 'href="/normas/DC-101-1997/texto?a=01/01/2014#art-12"' in html
    malo = cliente.get("/normas/DC-101-1997/art/12?a=ayer").get_data(as_text=True)
    assert "Escriba el día, el mes y el año" in malo


def test_el_estado_que_no_se_sabe_se_dice_igual_que_el_de_su_norma(
    app: Flask, presupuesto: BaseDeDatos
) -> None:
    pagina = app.test_client().get("/normas/DC-101-1997/art/999?a=01/01/2014").get_data(as_text=True)
    estado = pagina.partition('class="norma__e"')[2].partition("</p>")[0]
    assert "</svg>Desconocido</span>" in estado


def test_si_consta_que_derogo_una_parte_su_texto_dice_cual(sembrar: Sembrar, de_fabrica: BaseDeDatos) -> None:
    derogatoria = (
        REFORMA.partition("Artículo 7.")[0]
        + "Artículo 7. Se deroga, del Decreto Número 95-98 del Congreso de "
        "la República, Ley de Migración, lo siguiente:\na) El Título I y los artículos 1 y 2.\n"
        "b) El Título XII y los artículos del 117 al 120."
    )
    sembrar(1, derogatoria, tipo="decreto_congreso", numero="44-2016", titulo="Código de Migración")
    estados = {n: _de(de_fabrica, "DC-95-1998", n, "2020-01-01").estado for n in ("2", "117", "105")}
    dichos = {n: uno.a_la_fecha for n, uno in estados.items() if uno is not None}
    assert [uno.estado for uno in dichos.values()] == ["derogada", "derogada", "desconocido"]
    assert "44-2016" in dichos["117"].razon and "artículo 7, desde" in dichos["117"].razon
    assert _estado(_de(de_fabrica, "DC-95-1998", "117", "2010-01-01")) == "vigente"


def test_lo_que_lo_derogo_se_dice_una_vez_y_de_quien_opina_su_postura(
    app: Flask, presupuesto: BaseDeDatos, sembrar: Sembrar
) -> None:
    opina = "Se opina que el artículo 19 del Decreto 101-97 estaba bien derogado."
    sembrar(3, opina, tipo="opinion_recibida", metadatos={"postura": "a_favor"})
    sembrar(4, opina, tipo="opinion_recibida")
    sembrar(5, opina)
    with transaccion(presupuesto) as sesion:
        sesion.execute(update(CitaGuardada).where(CitaGuardada.documento_id == 2).values(estado="confirmada"))
    html = " ".join(app.test_client().get("/normas/DC-101-1997/art/19").get_data(as_text=True).split())
    assert "Lo derogó" not in html and html.count("20 de noviembre de 2013") == 1
    assert html.count("Derogado por</span>") == 2
    citan = html.split('id="citantes"')[1]
    assert citan.count("Postura del documento: A favor") == 1 and citan.count("Sin postura anotada") == 1
