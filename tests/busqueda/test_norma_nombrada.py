"""La norma que nombra una consulta, encima de los resultados: su artículo, si el lector ve un texto suyo."""

import io
import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from conftest import RelojFijo, contando
from fabrica import sembrar_documento
from flask import Flask
from indexado import indexar
from werkzeug.datastructures import MultiDict

from centro_doc.busqueda.al_indice import consulta_de
from centro_doc.busqueda.dentro import dentro_de_la_norma
from centro_doc.busqueda.extremos import Extremo, los_del_extremo
from centro_doc.busqueda.formularios import leer_peticion
from centro_doc.busqueda.norma_nombrada import NormaNombrada, normas_nombradas
from centro_doc.cli import analizador
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.consola import Consola
from centro_doc.grafo.atrasadas import leer_atrasados
from centro_doc.indice.servicio import Indice
from centro_doc.normas.modelos import EstadoDeUnion, Norma, RelacionDeNormas, TextoDeNorma
from config import Config

PUBLICO = frozenset({"publico"})
PERSONAL = PUBLICO | {"personal"}
HOY = date(2011, 8, 17)


def articulado(*dichos: str) -> str:
    return "\n".join(f"ARTICULO {n}. {dicho}" for n, dicho in enumerate(dichos, 1))


LEY = articulado("Creación. Se crea el Consejo.", "Naturaleza. Es un ente.", "Ámbito. Toda la República.")
CARTA = "\n".join(f"Artículo {n}. Garantía número {n}. El Estado la protege." for n in range(1, 31))
TRANSITORIAS = "DISPOSICIONES TRANSITORIAS Y FINALES\n" + "\n".join(
    f"Artículo {n}. Disposición pasajera {n}. Se cumplirá." for n in range(1, 28)
)


@pytest.fixture
def indice(de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo) -> Indice:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Constitución", (CARTA, TRANSITORIAS), tipo="constitucion", numero="")
        sembrar_documento(
            sesion, 2, "Copia de la ley", ("Portada", LEY), numero="46-2007", marcas=("personal",)
        )
        sembrar_documento(sesion, 3, "Otra ley", (LEY,), numero="7-2001")
        sembrar_documento(sesion, 4, "Ley de Migración", (LEY,), numero="95-98")
        sembrar_documento(sesion, 5, "Código de Migración", (LEY,), numero="44-2016")
        sembrar_documento(sesion, 6, "Estudio", ("Del consejo.",), tipo="estudio")
    return indexar(de_fabrica, config, reloj)


@pytest.fixture
def nombrar(de_fabrica: BaseDeDatos, indice: Indice) -> Callable[..., NormaNombrada]:
    def _nombrar(q: str, marcas: frozenset[str] = PUBLICO) -> NormaNombrada:
        with lectura(de_fabrica) as sesion:
            (una,) = normas_nombradas(sesion, indice, marcas, q, fecha=HOY)
            return una

    return _nombrar


def test_el_articulo_sale_del_texto_de_su_norma_con_su_pagina_y_su_ancla(
    nombrar: Callable[..., NormaNombrada],
) -> None:
    una = nombrar("Decreto 46-2007 artículo 3", PERSONAL)
    (articulo,) = una.articulos
    assert (una.clave, una.cita) == ("DC-46-2007", "Decreto 46-2007 del Congreso de la República")
    assert articulo.documento is not None and articulo.pasaje is not None
    assert (articulo.documento.identificador, articulo.pasaje.pagina) == ("CD-00002", 2)
    assert (articulo.pasaje.ancla, articulo.etiqueta) == ("art-3", "Artículo 3")
    assert articulo.pasaje.texto.startswith("ARTICULO 3. Ámbito.")


def test_de_una_norma_con_dos_textos_el_articulo_sale_de_uno(
    de_fabrica: BaseDeDatos, indice: Indice, config: Config, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 7, "Código, otra copia", ("Carátula", LEY), numero="44-2016")
    doble = indexar(de_fabrica, config, reloj)
    with lectura(de_fabrica) as sesion:
        (una,) = normas_nombradas(sesion, doble, PUBLICO, "artículo 2 código de migración", fecha=HOY)
        articulo, hallado = una.articulos[0], una.articulos[0].documento
        assert hallado is not None and hallado.id in {5, 7}
        assert articulo.pasaje is not None and "Es un ente" in articulo.pasaje.texto


def test_sin_un_texto_que_se_vea_se_dice_que_no_se_tiene(nombrar: Callable[..., NormaNombrada]) -> None:
    for q in ("Decreto 46-2007 artículo 3", "decreto:46-2007 artículo:3"):
        una = nombrar(q)
        assert (una.textos, una.articulos[0].pasaje) == ((), None)
    falta = nombrar("Decreto 46-2007 artículo 30", PERSONAL)
    assert len(falta.textos) == 1 and falta.articulos[0].pasaje is None


def test_lo_que_el_catalogo_no_tiene_se_nombra_y_se_busca_por_su_ficha(
    nombrar: Callable[..., NormaNombrada],
) -> None:
    con_texto, sin_nada = nombrar("decreto 7-2001 artículo 2"), nombrar("decreto 8-2001")
    assert con_texto.norma is sin_nada.norma is None
    assert [d.identificador for d in con_texto.textos] == ["CD-00003"]
    assert con_texto.articulos[0].pasaje is not None
    assert (sin_nada.cita, sin_nada.textos) == ("Decreto 8-2001 del Congreso de la República", ())


def test_el_ordinario_y_el_transitorio_de_igual_numero_van_aparte(
    nombrar: Callable[..., NormaNombrada],
) -> None:
    for q, pedido, otro in (
        ("artículo 26 constitución", "CPRG#26", "CPRG#t26"),
        ("artículo 26 transitorio constitución", "CPRG#t26", "CPRG#26"),
    ):
        primero, segundo = nombrar(q).articulos
        assert [(primero.objetivo, primero.aparte), (segundo.objetivo, segundo.aparte)] == [
            (pedido, False),
            (otro, True),
        ]
        textos = {uno.objetivo: uno.pasaje.texto for uno in (primero, segundo) if uno.pasaje}
        assert "Garantía número 26" in textos["CPRG#26"]
        assert "Disposición pasajera 26" in textos["CPRG#t26"]
    assert [uno.objetivo for uno in nombrar("artículo 28 constitución").articulos] == ["CPRG#28"]


def test_cuenta_los_documentos_visibles_que_la_citan_y_los_que_citan_el_articulo(
    de_fabrica: BaseDeDatos, indice: Indice, nombrar: Callable[..., NormaNombrada]
) -> None:
    with transaccion(de_fabrica) as sesion:
        cita = "Conforme el artículo 3 del Decreto 46-2007."
        sembrar_documento(sesion, 7, "Uno", (cita,), tipo="estudio")
        sembrar_documento(sesion, 8, "Dos", ("Según el Decreto 46-2007, vale.",), tipo="estudio")
        sembrar_documento(sesion, 9, "Tres", (cita,), tipo="estudio", marcas=("personal",))
    while leer_atrasados(de_fabrica):
        pass
    for marcas, norma, articulo in ((PUBLICO, 2, 1), (PERSONAL, 3, 2)):
        una = nombrar("Decreto 46-2007 artículo 3", marcas)
        assert (una.citan, una.articulos[0].citan) == (norma, articulo)
    assert nombrar("Decreto 46-2007 artículo 2").articulos[0].citan == 0


@pytest.mark.parametrize(
    ("q", "claves"),
    [
        ("ley de migracion mexico", []),
        ("art. 3 ley mexicana de migración", []),
        ("ley de migración", ["DC-95-1998"]),
        ("mexicanos en Guatemala según la Ley de Migración", ["DC-95-1998"]),
        ("Decreto 95-98 México", ["DC-95-1998"]),
        ("iniciativa 4,126 mexicanos", ["INI-4126"]),
    ],
)
def test_si_se_nombra_otro_pais_la_ley_de_igual_nombre_no_es_la_de_guatemala(
    de_fabrica: BaseDeDatos, indice: Indice, q: str, claves: list[str]
) -> None:
    with lectura(de_fabrica) as sesion:
        halladas = normas_nombradas(sesion, indice, PUBLICO, q, fecha=HOY)
    assert [una.clave for una in halladas] == claves


def test_la_ley_de_igual_nombre_de_otro_pais_va_al_final_y_se_dice(
    app: Flask, de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        ajena = ("Ley de Migración. La Ley de Migración rige.",)
        sembrar_documento(sesion, 1, "Ley de Migración", ajena, tipo="resolucion", jurisdiccion="MX")
        sembrar_documento(sesion, 2, "Opinión", ("Sobre una ley, la de migración, opina.",), tipo="estudio")
    indexar(de_fabrica, config, reloj)

    def ver(q: str) -> tuple[list[str], str]:
        html = app.test_client().get("/buscar", query_string={"q": q}).get_data(as_text=True)
        return re.findall(r'class="doc-t" href="/documentos/CD-0000(\d)', html), html

    suyos, html = ver("ley de migración")
    assert suyos == ["2", "1"] and "Al final va 1 documento de otro país." in html
    assert ver("ley de migración México")[0][0] == "1"


def test_las_tres_formas_de_una_iniciativa_dan_la_misma_ficha(nombrar: Callable[..., NormaNombrada]) -> None:
    formas = ("iniciativa 4126", "iniciativa cuatro mil ciento veintiséis", "4,126")
    fichas = [nombrar(q) for q in formas]
    assert {una.clave for una in fichas} == {"INI-4126"}
    assert fichas[0].es_iniciativa and fichas[0].estado is None
    assert "21 de octubre de 2009" in dict(fichas[0].datos)["Presentación"]


def test_la_tarjeta_de_la_iniciativa_dice_lo_que_le_falta_por_confirmar(
    nombrar: Callable[..., NormaNombrada],
) -> None:
    datos = dict(nombrar("iniciativa 4126").datos)
    assert datos["Ponente"] == "Comisión de Migrantes (sin confirmar)"
    assert "sin documento que lo pruebe" in datos["Estado"]
    assert datos["Según la fuente"].startswith("sin aprobar; superada por el Código de Migración (sin doc")


def test_la_tarjeta_del_articulo_dice_lo_que_su_pagina_y_con_su_marca(
    app: Flask, de_fabrica: BaseDeDatos, nombrar: Callable[..., NormaNombrada]
) -> None:
    with transaccion(de_fabrica) as sesion:
        sesion.add(
            RelacionDeNormas(
                **{
                    "origen": "DC-44-2016",
                    "clase": "deroga",
                    "destino": "DC-95-1998",
                    "articulo_destino": "3",
                },
                **{"fecha": date(2010, 5, 1), "precision": "mes", "marca": "C"},
            )
        )
    while leer_atrasados(de_fabrica):
        pass
    (derogado,) = nombrar("art. 3 ley de migración").articulos
    assert derogado.estado is not None
    assert (derogado.estado.estado, derogado.estado.marca) == ("derogada", "C")
    html = app.test_client().get("/buscar?q=art. 3 ley de migración").get_data(as_text=True)
    assert "Derogado</span> <span" in html and "Sin confirmar" in html
    (de_mas,) = nombrar("art. 300 constitución").articulos
    assert de_mas.estado is not None and de_mas.estado.estado == "desconocido"


def test_la_pagina_lo_muestra_encima_y_solo_en_la_primera(app: Flask, indice: Indice) -> None:
    cliente = app.test_client()
    html = cliente.get("/buscar?q=artículo 26 constitución").get_data(as_text=True)
    assert html.index("Artículo 26 (transitorio)") < html.index('class="res__barra"')
    assert 'href="/documentos/CD-00001?p=1#art-26"' in html
    assert 'href="/documentos/CD-00001?p=2#art-t26"' in html
    vacia = cliente.get("/buscar?q=decreto:46-2007 artículo:3").get_data(as_text=True)
    assert "No tenemos el texto" in vacia and "CD-00002" not in vacia
    assert 'class="pedida"' not in cliente.get("/buscar?q=ley&pagina=2").get_data(as_text=True)


@pytest.mark.parametrize(
    ("q", "lleva", "pedir"),
    [
        ("art. 117 ley de migración", "/normas/DC-95-1998/art/117", ""),
        ("46-2007", "/normas/DC-46-2007", "/normas/pedir?norma=DC-46-2007"),
        (
            "decreto:46-2007 artículo:12",
            "/normas/DC-46-2007/art/12",
            "/normas/pedir?norma=DC-46-2007",
        ),
        ("iniciativa 4126", "/iniciativas/4126", ""),
        ("artículo 26 transitorio constitución", "/normas/CPRG/art/t26", ""),
        ("decreto 7-2001 artículo 2", "/normas/DC-7-2001/art/2", ""),
    ],
)
def test_la_ficha_lleva_a_la_norma_y_a_su_articulo_y_la_que_falta_se_puede_pedir(
    app: Flask, indice: Indice, q: str, lleva: str, pedir: str
) -> None:
    cliente = app.test_client()
    html = cliente.get("/buscar", query_string={"q": q}).get_data(as_text=True)
    ficha = html[html.index('class="pedidas"') :].split("</section>")[0]
    assert f'href="{lleva}"' in ficha
    assert ("Pedirla" in ficha) == bool(pedir) and pedir in ficha
    assert cliente.get(lleva).status_code == 200
    if pedir:
        lista = cliente.get(pedir).get_data(as_text=True)
        assert "DC-46-2007" in lista and "Ver todas las que faltan" in lista


def test_si_nada_dice_sus_palabras_se_hallan_los_que_traen_o_citan_la_norma(
    app: Flask, de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Copia", (LEY,), tipo="estudio")
        sembrar_documento(sesion, 2, "Opinión", ("Lo del artículo 3 del Decreto 46-2007.",), tipo="estudio")
        sembrar_documento(sesion, 3, "Nota", ("La norma del Decreto 46-2007, vista.",), tipo="estudio")
        oculta = ("El artículo 3 del Decreto 46-2007 y el Decreto 22-86.",)
        sembrar_documento(sesion, 4, "Oculta", oculta, tipo="estudio", marcas=("personal",))
        ley = sesion.query(Norma).filter_by(clave="DC-46-2007").one()
        union = {"estado": EstadoDeUnion.CONFIRMADO, "clase": "oficial", "decidido": RelojFijo().ahora()}
        sesion.add(TextoDeNorma(norma_id=ley.id, documento_id=1, **union))
    while leer_atrasados(de_fabrica):
        pass
    indexar(de_fabrica, config, reloj)
    cliente = app.test_client()

    def hallados(q: str) -> list[int]:
        html = cliente.get("/buscar", query_string={"q": q}).get_data(as_text=True)
        assert "tienen alguna" not in html
        lista = html[html.index("</section>") :]
        return [n for n in range(1, 5) if f"/documentos/CD-0000{n}?" in lista]

    assert hallados("decreto:46-2007 artículo:3") == [1, 2]
    html = cliente.get("/buscar?q=decreto:46-2007+art%C3%ADculo:3").get_data(as_text=True)
    traida, citada = html[html.index("</section>") :].split('class="hit"')[1:]
    assert "#art-3" in traida and "<mark>ARTICULO 3</mark>" in traida
    assert "Lo del <mark>artículo 3 del Decreto 46-2007</mark>." in citada
    assert hallados("DC-46-2007") == [1, 2, 3]
    assert hallados("Decreto 22-86") == hallados("iniciativa 4308") == []


def test_de_lo_que_nada_visible_dice_no_se_enlaza_una_pagina_ausente(app: Flask, indice: Indice) -> None:
    cliente = app.test_client()
    html = cliente.get("/buscar?q=decreto 8-2001 artículo 3").get_data(as_text=True)
    assert 'href="/normas/DC-8-2001' not in html and "/normas/pedir?norma=DC-8-2001" in html
    assert "DC-8-2001" in cliente.get("/normas/pedir?norma=DC-8-2001").get_data(as_text=True)
    for clave in ("DC-95-1998", "INI-4126", "nada"):
        assert "no está entre las que faltan" in cliente.get(f"/normas/pedir?norma={clave}").get_data(
            as_text=True
        )


def test_los_pasajes_de_una_norma_enlazan_con_el_ancla_de_su_articulo(app: Flask, indice: Indice) -> None:
    html = app.test_client().get("/buscar?q=ámbito república").get_data(as_text=True)
    assert "#art-3" in html and "<span>Artículo 3<span" in html


def test_la_consola_dice_la_norma_y_en_json_sin_cambiar_lo_demas(
    indice: Indice, de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo
) -> None:
    def ejecutar(*argumentos: str) -> str:
        consola = Consola(config, de_fabrica, reloj, io.StringIO(), io.StringIO())
        pedido = analizador().parse_args(["buscar", *argumentos])
        assert pedido.accion(pedido, consola) == 0
        salida = consola.salida
        assert isinstance(salida, io.StringIO)
        return salida.getvalue()

    respuesta = json.loads(ejecutar("decreto 46-2007 artículo 3", "--json"))
    assert respuesta["norma"]["clave"] == "DC-46-2007"
    assert respuesta["norma"]["articulos"][0] | {"texto": ""} == {
        "objetivo": "DC-46-2007#3", "etiqueta": "Artículo 3", "aparte": False, "citan": 0,
        "estado": "desconocido", "estado_marca": "V",
        "documento": "CD-00002", "pagina": 2, "ancla": "art-3", "texto": "",
    }  # fmt: skip
    assert json.loads(ejecutar("consejo", "--json"))["norma"] is None
    dicho = ejecutar("decreto 46-2007 artículo 3", "--como", "publico")
    assert "(DC-46-2007): no tenemos el texto" in dicho
    vigentes = json.loads(ejecutar("", "--json", "--vigente", "2010-05-12"))
    assert {uno["id"] for uno in vigentes["documentos"]} == {"CD-00001", "CD-00004"}


@pytest.mark.parametrize(
    ("consulta", "etiquetas"),
    [
        ("los dos últimos artículos del decreto 46-2007", ["Artículo 2", "Artículo 3"]),
        ("último artículo decreto 46-2007", ["Artículo 3"]),
        ("los 2 primeros artículos del decreto 46-2007", ["Artículo 1", "Artículo 2"]),
        ("primer artículo de la constitución", ["Artículo 1"]),
        ("los últimos cinco artículos del decreto 46-2007", []),
        ("los últimos artículos del decreto 46-2007", []),
        ("último artículo de la ley de migración", []),
    ],
)
def test_los_primeros_y_los_últimos_si_se_sabe_cuáles_son(
    de_fabrica: BaseDeDatos, indice: Indice, consulta: str, etiquetas: list[str]
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 7, "Nota", ("El artículo 117 de la Ley de Migración.",), tipo="estudio")
    while leer_atrasados(de_fabrica):
        pass
    with lectura(de_fabrica) as sesion:
        (una,) = normas_nombradas(sesion, indice, PERSONAL, consulta, fecha=HOY)
    assert [uno.etiqueta for uno in una.articulos if not uno.aparte] == etiquetas


@pytest.mark.parametrize(
    ("consulta", "dicho"),
    [
        ("primeros 500 artículos del decreto 46-2007", "Pidió los 500 primeros artículos, y en el texto"),
        ("los primeros 1,000 artículos del decreto 46-2007", "Pidió los 1,000 primeros artículos, y en"),
        ("los quinientos últimos artículos del decreto 46-2007", "Pidió los 500 últimos artículos, y en"),
        ("primeros 0 artículos del decreto 46-2007", "Pidió los 0 primeros artículos: diga cuántos"),
        ("primeros -5 artículos del decreto 46-2007", "Pidió los -5 primeros artículos: diga cuántos"),
        ("los −5 primeros artículos del decreto 46-2007", "Pidió los -5 primeros artículos: diga cuántos"),
    ],
)
def test_si_no_hay_tantos_artículos_se_dice_y_el_número_no_se_busca(
    de_fabrica: BaseDeDatos, indice: Indice, consulta: str, dicho: str
) -> None:
    while leer_atrasados(de_fabrica):
        pass
    with lectura(de_fabrica) as sesion:
        (una,) = normas_nombradas(sesion, indice, PERSONAL, consulta, fecha=HOY)
        assert una.porque.startswith(dicho) and not una.articulos
        buscado = consulta_de(sesion, PERSONAL, leer_peticion(MultiDict({"q": consulta}))).texto
        assert buscado.removeprefix("los ") == "decreto 46-2007"
        assert dentro_de_la_norma(sesion, PERSONAL, consulta, None) is None


def test_los_artículos_contados_de_ninguna_norma_se_buscan_como_se_escribieron(
    de_fabrica: BaseDeDatos, app: Flask, indice: Indice
) -> None:
    dicha = "los 3 primeros artículos sobre migración"
    with lectura(de_fabrica) as sesion:
        assert consulta_de(sesion, PERSONAL, leer_peticion(MultiDict({"q": dicha}))).texto == dicha
        sin_partir = los_del_extremo(sesion, "DC-46-2007", [99], Extremo(1, True), PERSONAL)
        assert sin_partir.porque.startswith("Pidió el último artículo: en el texto que tenemos no se")
    html = app.test_client().get("/buscar?q=primeros 0 artículos del decreto 46-2007").get_data(as_text=True)
    assert "Pidió los 0 primeros artículos: diga cuántos" in html


def test_vigente_a_la_fecha_filtra_dentro_de_la_consulta_y_dice_lo_que_no_se_sabe(
    app: Flask, indice: Indice, de_fabrica: BaseDeDatos
) -> None:
    cliente = app.test_client()
    html = cliente.get("/buscar?vigente=2010-05-12").get_data(as_text=True)
    assert [n for n in range(1, 7) if f"/documentos/CD-0000{n}?" in html] == [1, 4]
    assert "De <strong" in html and "1 documento</strong> no se sabe" in html
    assert '<span>No vigentes aún</span><span class="num">1</span>' in html
    assert '<span>Estado desconocido</span><span class="num">1</span>' in html
    hoy = cliente.get("/buscar?q=consejo&vigente=2020-01-01").get_data(as_text=True)
    assert [n for n in range(1, 7) if f"/documentos/CD-0000{n}?" in hoy] == [4, 5]
    assert "No entendimos la fecha" in cliente.get("/buscar?vigente=ayer").get_data(as_text=True)
    with transaccion(de_fabrica) as sesion:
        ley = sesion.query(Norma).filter_by(clave="DC-95-1998").one()
        comun = {"clase": "oficial", "decidido": RelojFijo().ahora()}
        sesion.add(TextoDeNorma(norma_id=ley.id, documento_id=4, estado=EstadoDeUnion.RECHAZADO, **comun))
        sesion.add(TextoDeNorma(norma_id=ley.id, documento_id=6, estado=EstadoDeUnion.CONFIRMADO, **comun))
    html = cliente.get("/buscar?vigente=2010-05-12").get_data(as_text=True)
    assert [n for n in range(1, 7) if f"/documentos/CD-0000{n}?" in html] == [1, 6]


def test_nombrar_una_norma_no_cuesta_una_consulta_por_articulo(
    de_fabrica: BaseDeDatos, indice: Indice
) -> None:
    def cuantas(q: str) -> int:
        with lectura(de_fabrica) as sesion:
            normas_nombradas(sesion, indice, PUBLICO, q, fecha=HOY)
            sesion.info.clear()
            with contando(de_fabrica) as contador:
                normas_nombradas(sesion, indice, PUBLICO, q, fecha=HOY)
        return contador.cuantas

    assert cuantas("remesas familiares") == 1
    assert cuantas("artículo 28 constitución") <= 18


def test_del_articulo_de_una_ley_derogada_en_parte_se_dice_quien_lo_derogo(
    de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo
) -> None:
    deroga = (
        f"{LEY}\nARTICULO 4. Se deroga, del Decreto 95-98, lo siguiente: a) Los artículos del 117 al 120."
    )
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(
            sesion, 1, "Código de Migración", (deroga,), tipo="decreto_congreso", numero="44-2016"
        )
    leer_atrasados(de_fabrica)
    indice = indexar(de_fabrica, config, reloj)
    with lectura(de_fabrica) as sesion:
        dia = date(2020, 1, 1)
        (una,) = normas_nombradas(sesion, indice, PUBLICO, "art. 117 ley de migración", fecha=dia)
    estado = una.articulos[0].estado
    assert estado is not None and estado.estado == "derogada" and "artículo 4, desde" in estado.razon


def test_la_tarjeta_dice_lo_que_cambio_el_articulo_con_su_marca_y_no_solo_su_texto(
    app: Flask, de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo
) -> None:
    reforma = articulado(
        "Se reforma el artículo 2 del Decreto 46-2007, el cual queda así: «Artículo 2. Nuevo.»",
        "Se deroga el artículo 3 del Decreto 46-2007.",
    )
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "La ley", (LEY,), numero="46-2007")
        sembrar_documento(sesion, 2, "Reforma", (reforma,), tipo="decreto_congreso", numero="9-2010")
    leer_atrasados(de_fabrica)
    indexar(de_fabrica, config, reloj)

    def tarjeta(articulo: int) -> str:
        html = app.test_client().get(f"/buscar?q=decreto 46-2007 artículo {articulo}").get_data(as_text=True)
        tarjeta = html[html.index('class="golpes"') :].split("</ol>")[0]
        return " ".join(re.sub(r"<[^>]+>", " ", tarjeta).split())

    reformado, derogado = tarjeta(2), tarjeta(3)
    assert "Reformado por Decreto 9-2010" in reformado and "nadie lo ha confirmado" in reformado
    assert "Como lo trae CD-00001" in reformado.split("ARTICULO 2.")[0]
    assert "Derogado por Decreto 9-2010" in derogado and "Quizá lo derogó" in derogado
    assert "Como lo trae" not in tarjeta(1)


def test_la_tarjeta_dice_si_es_constitucional_y_que_la_reformo(
    app: Flask, indice: Indice, nombrar: Callable[..., NormaNombrada]
) -> None:
    una = nombrar("LEPP")
    assert una.es_constitucional and not nombrar("Decreto 46-2007").es_constitucional
    assert [reforma.clave for reforma in una.reformas] == ["DC-26-2016", "DC-10-2004"]
    assert una.reformas[0].articulos == ("12",) and una.reformas[0].despues and not una.reformas[1].despues
    assert [reforma.marca for reforma in nombrar("Decreto 46-2007").reformas] == ["D"]
    pagina = app.test_client().get("/buscar?q=ley+electoral+reforma+voto").get_data(as_text=True)
    assert "Es ley constitucional" in pagina and 'href="/normas/DC-26-2016"' in pagina
    assert "que entonces no regía" in pagina


def test_de_un_articulo_de_una_norma_sin_texto_solo_se_dice_que_falta(
    nombrar: Callable[..., NormaNombrada],
) -> None:
    (uno,) = nombrar("artículo 203 del Decreto 57-2008").articulos
    assert uno.pasaje is None and uno.estado_que_se_dice is None
    (bis,) = nombrar("artículo 3 bis del Decreto 57-2008").articulos
    assert bis.estado_que_se_dice is not None and "no consta que exista" in bis.estado_que_se_dice.razon
