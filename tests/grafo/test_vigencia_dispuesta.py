"""La fecha de vigencia que el propio texto dice vale en todas las páginas, para quien ve ese texto."""

from datetime import date

import pytest
from fabrica import AHORA
from flask import Flask

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.grafo.linea import reformas_leidas
from centro_doc.grafo.pagina_de_articulo import grafo_de_articulo
from centro_doc.normas.consultas import estado_a
from centro_doc.normas.dispuestas import de_todo_el_catalogo, dispuestas
from centro_doc.normas.ficha import ficha
from centro_doc.normas.modelos import EstadoDeUnion, FechaDeNorma, Norma, RelacionDeNormas, TextoDeNorma
from centro_doc.normas.otras import OtrasNormas
from centro_doc.normas.resumenes import resumenes
from centro_doc.normas.vigentes import por_estado
from grafo.conftest import Sembrar

PUBLICO = frozenset({"publico"})
PERSONAL = PUBLICO | {"personal"}
ANTES, DESPUES = date(2021, 2, 1), date(2021, 7, 1)
ORDEN = "Artículo 1. Se deroga el artículo 2 del Decreto Número 46-2007 del Congreso de la República.\n"
DIA = f"{ORDEN}Artículo 2. El presente Decreto entrará en vigencia el uno de julio de dos mil veintiuno."
AL_OTRO = (
    f"{ORDEN}Artículo 2. Vigencia. El presente decreto entra en vigencia el día siguiente de su publicación."
)
NO_SE_LEE = (
    f"{ORDEN}Artículo 2. Vigencia. El presente decreto entrará en vigencia cuando se inaugure la sede."
)


@pytest.fixture
def publicada(de_fabrica: BaseDeDatos) -> BaseDeDatos:
    """El Decreto 31-2021 en el catálogo, publicado el 10 de enero de 2021."""
    with transaccion(de_fabrica) as sesion:
        una = Norma(clave="DC-31-2021", clase="DC", numero="31", anio=2021, nombre="Reformas", marca="V")
        sesion.add(una)
        sesion.flush()
        suya = {"norma_id": una.id, "precision": "dia", "marca": "V"}
        sesion.add(FechaDeNorma(clase="publicacion", valor=date(2021, 1, 10), **suya))
    return de_fabrica


def _sembrar(sembrar: Sembrar, orden: int, texto: str, **campos: object) -> None:
    sembrar(orden, texto, **({"tipo": "decreto_congreso", "numero": "31-2021"} | campos))


def _estados(bd: BaseDeDatos, dia: date, marcas: frozenset[str] = PUBLICO) -> set[str]:
    """El estado según cada sitio: la norma, su artículo y la búsqueda."""
    with lectura(bd) as sesion:
        de_articulo = grafo_de_articulo(sesion, "DC-31-2021", "1", marcas, fecha=dia).estado
        buscados = {e for e, documentos in por_estado(sesion, dia, marcas).items() if 1 in documentos}
        assert de_articulo is not None
        return {
            estado_a(sesion, "DC-31-2021", dia, marcas=marcas).estado,
            de_articulo.a_la_fecha.estado,
            *buscados,
        }


def test_todas_las_paginas_dicen_la_fecha_que_dispone_el_texto(
    sembrar: Sembrar, publicada: BaseDeDatos, app: Flask
) -> None:
    _sembrar(sembrar, 1, DIA)
    assert _estados(publicada, ANTES) == {"no_vigente_aun"} and _estados(publicada, DESPUES) == {"vigente"}
    html = " ".join(app.test_client().get("/normas/DC-31-2021?a=2021-08-01").get_data(as_text=True).split())
    lugar = html.index("<dt>Declarada (leída en su texto)</dt>")
    declarada, calculada = html[lugar : html.index("</dl>", lugar)].split("<dt>Calculada</dt>")
    assert "1 de julio de 2021" in declarada and ">Sin confirmar<" in declarada
    assert 'href="/normas/DC-31-2021/art/2"' in declarada and "CD-00001, p. 1" in declarada
    assert "18 de enero de 2021" in calculada and "no vale" in calculada
    with lectura(publicada) as sesion:
        linea = {uno.titulo: uno.cuando for uno in ficha(sesion, "DC-31-2021", PUBLICO, fecha=ANTES).linea}
        assert linea["Entrada en vigor que ella dispone"] == "1 de julio de 2021"
        assert "Entrada en vigor calculada" not in linea
        datos = resumenes(sesion, ["DC-31-2021"], PUBLICO)["DC-31-2021"].datos
        assert ("Entrada en vigor", "el 1 de julio de 2021, según su artículo 2 (C)") in datos
        del_46 = grafo_de_articulo(sesion, "DC-46-2007", "2", PUBLICO, fecha=ANTES).estado
        assert del_46 is not None and [uno.desde for uno in del_46.despues] == [date(2021, 7, 1)]


def test_lo_que_dispone_un_texto_que_no_se_ve_no_existe(sembrar: Sembrar, publicada: BaseDeDatos) -> None:
    antes = _estados(publicada, ANTES)
    _sembrar(sembrar, 1, DIA, marcas=("personal",))
    assert _estados(publicada, ANTES) == antes == {"vigente", "desconocido"}
    assert _estados(publicada, ANTES, PERSONAL) == {"no_vigente_aun"}
    with lectura(publicada) as sesion:
        assert not de_todo_el_catalogo(sesion, PUBLICO)
        publico, interno = (ficha(sesion, "DC-31-2021", quien, fecha=ANTES) for quien in (PUBLICO, PERSONAL))
    assert publico.dispuesta is None and publico.dispone is None and publico.calculadas[0].peso == "vale"
    assert interno.dispuesta is not None and interno.calculadas[0].peso == "no_vale"


def test_los_dias_que_dispone_se_cuentan_y_lo_que_no_se_lee_no_se_calcula(
    sembrar: Sembrar, publicada: BaseDeDatos
) -> None:
    _sembrar(sembrar, 1, AL_OTRO)
    assert _estados(publicada, date(2021, 1, 10)) == {"no_vigente_aun"}
    assert _estados(publicada, date(2021, 1, 11)) == {"vigente"}
    _sembrar(sembrar, 2, NO_SE_LEE)
    with lectura(publicada) as sesion:
        (una,) = dispuestas(sesion, ["DC-31-2021"], PUBLICO).values()
        assert not una.se_lee
        estado = estado_a(sesion, "DC-31-2021", DESPUES, marcas=PUBLICO)
        assert (estado.estado, estado.hecho) == ("desconocido", None)
        assert "hace falta anotar esa fecha" in estado.razon


CODIGO = (
    "Artículo 1. Objeto. Se manda esto.\nArtículo 2. Vigencia. El presente decreto entrará en vigencia"
    " sesenta días después de su publicación a excepción de este artículo el cual entra en"
    " vigencia el mismo día de la publicación."
)


def _dichos(bd: BaseDeDatos, dia: str, articulo: str = "") -> tuple[str, str]:
    with lectura(bd) as sesion:
        estado = estado_a(sesion, "DC-44-2016", date.fromisoformat(dia), articulo, marcas=PUBLICO)
        return estado.estado, estado.marca


def test_lo_anotado_sin_confirmar_no_vence_a_lo_que_dispone_el_texto(
    sembrar: Sembrar, de_fabrica: BaseDeDatos, app: Flask
) -> None:
    sembrar(1, CODIGO, tipo="decreto_congreso", numero="44-2016")
    estados = [_dichos(de_fabrica, dia) for dia in ("2016-12-16", "2017-02-01", "2017-05-31")]
    assert estados == [("no_vigente_aun", "C"), ("desconocido", "C"), ("vigente", "C")]
    with lectura(de_fabrica) as sesion:
        por = {dia: por_estado(sesion, dia, PUBLICO) for dia in (date(2017, 2, 1), date(2017, 6, 1))}
        de_la_otra = [
            estado_a(sesion, "DC-95-1998", dia, marcas=PUBLICO).estado
            for dia in (date(2016, 12, 1), date(2017, 2, 1), date(2017, 6, 1))
        ]
    assert [
        1 in suyos[estado] for suyos, estado in zip(por.values(), ("desconocido", "vigente"), strict=True)
    ]
    assert de_la_otra == ["vigente", "desconocido", "derogada_parcialmente"]
    html = " ".join(app.test_client().get("/normas/DC-44-2016?a=2017-02-01").get_data(as_text=True).split())
    assert "el 17 de diciembre de 2016, según su artículo 2 y su publicación, o en mayo de 2017" in html
    assert "<dt>Declarada (anotada)</dt>" in html and "no concuerda</strong> con la declarada" in html


def test_lo_que_deroga_una_norma_sin_ficha_cuenta_desde_que_se_lee_su_texto(
    sembrar: Sembrar, de_fabrica: BaseDeDatos
) -> None:
    with transaccion(de_fabrica) as sesion:
        relacion = {"origen": "DC-31-2021", "destino": "DC-46-2007", "precision": "dia", "marca": "V"}
        sesion.add(RelacionDeNormas(clase="deroga", **relacion))
    sembrar(7, "Artículo 1. Uno.", tipo="decreto_congreso", numero="46-2007")

    def buscado() -> set[str]:
        with lectura(de_fabrica) as sesion:
            estado = estado_a(sesion, "DC-46-2007", DESPUES, marcas=PUBLICO).estado
            suyos = por_estado(sesion, DESPUES, PUBLICO).items()
            return {estado, *(uno for uno, documentos in suyos if 7 in documentos)}

    assert buscado() == {"desconocido"}
    _sembrar(sembrar, 1, DIA)
    assert buscado() == {"derogada"}


def test_el_articulo_que_el_texto_exceptua_rige_desde_su_dia(
    sembrar: Sembrar, de_fabrica: BaseDeDatos
) -> None:
    sembrar(1, CODIGO, tipo="decreto_congreso", numero="44-2016")
    assert _dichos(de_fabrica, "2016-10-17", "2") == ("no_vigente_aun", "C")
    assert _dichos(de_fabrica, "2016-11-01", "2") == ("vigente", "C")
    assert _dichos(de_fabrica, "2016-11-01", "1") == ("no_vigente_aun", "C")
    aparte = (
        "\nArtículo 3. Lo normado en el numeral 2 del artículo 1 del presente Código, en tanto se completa "
        "la transición, será función de la Dirección, cuya vigencia empieza el mismo día de su publicación."
    )
    sembrar(2, CODIGO + aparte, tipo="decreto_congreso", numero="5-2020")
    with lectura(de_fabrica) as sesion:
        suya = dispuestas(sesion, ["DC-5-2020"], PUBLICO)["DC-5-2020"]
    assert [(una.articulo, una.dias, una.dispone) for una in suya.excepciones] == [
        ("1", None, "3"),
        ("2", 0, ""),
    ]
    sin_leer = CODIGO.replace("este artículo", "el numeral 2 del artículo 1")
    sembrar(3, sin_leer, tipo="decreto_congreso", numero="44-2016")
    assert _dichos(de_fabrica, "2016-11-01", "1") == ("desconocido", "C")


def test_el_texto_que_alguien_confirmo_vale_mas_que_el_de_una_ficha(
    sembrar: Sembrar, publicada: BaseDeDatos
) -> None:
    _sembrar(sembrar, 1, NO_SE_LEE)
    _sembrar(sembrar, 2, DIA)
    with transaccion(publicada) as sesion:
        norma = sesion.query(Norma).filter_by(clave="DC-31-2021").one()
        fila = TextoDeNorma(
            norma_id=norma.id, documento_id=2, clase="oficial", estado=EstadoDeUnion.CONFIRMADO
        )
        fila.decidido = AHORA
        sesion.add(fila)
    with lectura(publicada) as sesion:
        assert dispuestas(sesion, ["DC-31-2021"], PUBLICO)["DC-31-2021"].documento == 2


def test_de_una_norma_sin_ficha_se_dice_lo_que_su_texto_dispone(
    sembrar: Sembrar, de_fabrica: BaseDeDatos, app: Flask
) -> None:
    _sembrar(sembrar, 1, DIA)
    with lectura(de_fabrica) as sesion:
        assert OtrasNormas(sesion, ["DC-31-2021"], PUBLICO).rige("DC-31-2021").desde == DESPUES
        antes, despues = (
            grafo_de_articulo(sesion, "DC-31-2021", "1", PUBLICO, fecha=dia).estado
            for dia in (ANTES, DESPUES)
        )
    assert antes is not None and antes.a_la_fecha.estado == "no_vigente_aun"
    assert despues is not None and despues.a_la_fecha.estado == "desconocido"
    assert "según su artículo 2" in despues.a_la_fecha.razon
    html = app.test_client().get("/normas/DC-31-2021").get_data(as_text=True)
    assert "1 de julio de 2021" in html and "/normas/DC-31-2021/art/2" in html


def test_la_reforma_que_traen_dos_copias_es_un_solo_suceso(sembrar: Sembrar, publicada: BaseDeDatos) -> None:
    for orden in (1, 2):
        _sembrar(sembrar, orden, DIA)
    with lectura(publicada) as sesion:
        (una,) = reformas_leidas(sesion, "DC-46-2007", PUBLICO)
    assert (una.registros, una.articulos) == (("CD-00001", "CD-00002"), ("2",))
