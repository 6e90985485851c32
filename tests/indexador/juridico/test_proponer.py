import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centro_doc.catalogo.tipos import tipos
from indexador.juridico.metadatos import DUDOSA, proponer
from indexador.juridico.reglas_de_encabezado import REGLAS
from indexador.juridico.senas import ACTA, CARTA, CONVENIO, DICTAMEN, NORMA
from tests.crecimiento import crece_con_la_entrada
from tests.indexador.juridico import documentos
from tests.indexador.juridico.documentos import texto

TODOS = {nombre: valor for nombre, valor in vars(documentos).items() if nombre.isupper()}


def ficha(*paginas: str, nombre: str = "", origen: str = "nativo") -> dict[str, str]:
    """De cada campo, el valor propuesto."""
    return {p.campo: p.valor for p in proponer(texto(*paginas, origen=origen), nombre)}


@pytest.mark.parametrize(
    ("documento", "esperado"),
    [
        (
            "CARATULA",
            {
                "tipo": "iniciativa",
                "numero": "4307",
                "fecha:conocimiento_pleno": "2011-04-05",
                "titulo": "LEY DE EXENCIÓN DE LO QUE PAGAN LOS MIGRANTES RETORNADOS",
                "ponentes": "JULIA RUANO\nMARIO PEÑA",
                "comision": "COMISIÓN DE MIGRANTES\nCOMISIÓN DE DERECHOS HUMANOS",
            },
        ),
        (
            "CARATULA_ROTA",
            {
                "tipo": "iniciativa",
                "numero": "4307",
                "fecha:conocimiento_pleno": "2011-04-05",
                "titulo": "LEY DE EXENCIÓN DE LO QUE PAGAN LOS MIGRANTES RETORNADOS",
                "ponentes": "ORGANISMO EJECUTIVO",
                "comision": "COMISIÓN DE MIGRANTES",
            },
        ),
        (
            "DECRETO",
            {
                "tipo": "decreto_congreso",
                "numero": "46-2007",
                "fecha:emision": "2007-10-09",
                "fecha:sancion": "2007-11-08",
                "fecha:publicacion": "2007-11-15",
                "fecha:vigencia": "2007-11-23",
                "emisor": "CONGRESO DE LA REPÚBLICA DE GUATEMALA",
                "titulo": "LEY DEL CONSEJO NACIONAL DE ATENCIÓN AL MIGRANTE DE GUATEMALA",
                "idioma": "es",
                "jurisdiccion": "GT",
            },
        ),
        (
            "DICTAMEN",
            {
                "tipo": "dictamen",
                "numero": "05-2010",
                "comision": "COMISIÓN DE MIGRANTES",
                "fecha:dictamen": "2010-09-07",
                "fecha:conocimiento_pleno": "2009-10-20",
            },
        ),
        ("ACTA", {"tipo": "acta_sesion_comision", "numero": "12-2010", "fecha:sesion": "2010-05-12"}),
        (
            "OFICIO",
            {
                "tipo": "oficio",
                "numero": "DIGRACOM-0123-2010/RL",
                "fecha:emision": "2010-06-14",
                "titulo": "Traslado de informe sobre retornados",
            },
        ),
        (
            "ACUERDO_AMN",
            {
                "tipo": "acuerdo_amn",
                "numero": "002-2023",
                "fecha:emision": "2023-02-10",
                "titulo": "REGLAMENTO DE VISAS Y RESIDENCIAS",
            },
        ),
        (
            "ACUERDO_TSE",
            {
                "tipo": "acuerdo_tse",
                "numero": "274-2016",
                "fecha:emision": "2016-10-03",
                "titulo": "REGLAMENTO DEL VOTO EN EL EXTRANJERO",
            },
        ),
        ("ACUERDO_JD", {"tipo": "acuerdo_junta_directiva", "numero": "20-2016"}),
        (
            "ACUERDO_GUBERNATIVO",
            {"tipo": "acuerdo_gubernativo", "numero": "106-2009", "fecha:emision": "2009-05-12"},
        ),
        (
            "SENTENCIA",
            {
                "tipo": "sentencia_cc",
                "numero": "1523-2011",
                "fecha:emision": "2011-07-13",
                "emisor": "CORTE DE CONSTITUCIONALIDAD",
            },
        ),
        ("CONVENIO", {"tipo": "convenio", "fecha:firma": "2010-03-15"}),
        ("CONVENCION", {"tipo": "tratado", "fecha:adopcion": "1990-12-18"}),
        (
            "TESIS",
            {
                "tipo": "tesis",
                "autores": "María Luisa Orellana",
                "fecha:publicacion": "2010-08",
                "titulo": "LA DEPORTACIÓN DE MENORES NO ACOMPAÑADOS EN LA FRONTERA SUR",
            },
        ),
        ("DIARIO", {"tipo": "decreto_congreso", "numero": "13-2013", "fecha:publicacion": "2013-11-12"}),
        (
            "ESPANOLA",
            {
                "numero": "40/2006",
                "fecha:emision": "2006-12-14",
                "jurisdiccion": "ES",
                "titulo": "Ley 40/2006, de 14 de diciembre, del Estatuto de la ciudadanía española en el "
                "exterior",
            },
        ),
        (
            "PERUANA",
            {
                "numero": "1014-73-AG",
                "fecha:emision": "1973-10-31",
                "jurisdiccion": "PE",
                "titulo": "Prohíben la tala de varias especies forestales",
            },
        ),
    ],
)
def test_cada_forma_fija_dice_su_ficha(documento, esperado):
    propuesta = ficha(TODOS[documento])
    assert {campo: propuesta.get(campo) for campo in esperado} == esperado


@pytest.mark.parametrize("documento", sorted(TODOS))
def test_el_literal_es_lo_que_esta_en_su_lugar_de_la_pagina(documento):
    for propuesta in proponer(texto("", TODOS[documento])):
        assert propuesta.pagina == 2
        assert TODOS[documento][propuesta.inicio : propuesta.fin] == propuesta.literal
        assert propuesta.literal.strip()


@pytest.mark.parametrize("documento", sorted(TODOS))
def test_lo_dudoso_siempre_dice_por_que(documento):
    for propuesta in proponer(texto(TODOS[documento])):
        assert 0 < propuesta.confianza <= 1
        assert propuesta.confianza >= DUDOSA or propuesta.nota


def test_la_caratula_mal_leida_lleva_confianza_baja_donde_se_enmendo():
    dudosas = {p.campo for p in proponer(texto(documentos.CARATULA_ROTA)) if p.confianza < DUDOSA}
    assert {"numero", "titulo", "fecha:conocimiento_pleno", "comision"} <= dudosas


def test_el_dia_leido_como_letras_se_propone_con_nota():
    fecha = next(p for p in proponer(texto(documentos.CARATULA_ROTA)) if p.campo.startswith("fecha:"))
    assert (fecha.valor, fecha.literal) == ("2011-04-05", "os DE ABRIL DE 2011")
    assert "mal leído" in fecha.nota


def test_el_numero_sin_guion_se_parte_con_duda_y_el_nombre_del_archivo_lo_confirma():
    pagina = "DECRETO NÚMERO 6394\n\nEL CONGRESO DE LA REPÚBLICA DE GUATEMALA\n\nCONSIDERANDO:\n"
    (numero,) = [p for p in proponer(texto(pagina)) if p.campo == "numero"]
    assert (numero.valor, numero.literal) == ("63-94", "6394")
    assert numero.confianza < DUDOSA
    (seguro,) = [p for p in proponer(texto(pagina), "Decreto 63-94 LOOL.pdf") if p.campo == "numero"]
    assert seguro.confianza > DUDOSA


def test_una_norma_citada_en_los_considerandos_no_da_el_numero():
    pagina = (
        "EL CONGRESO DE LA REPÚBLICA DE GUATEMALA\n\nCONSIDERANDO:\n\nDecreto Número 95-98 del Congreso.\n"
    )
    assert "numero" not in ficha(pagina)


def test_el_numero_que_solo_dice_la_sancion_es_el_del_decreto():
    pagina = (
        "LEY DE PROMOCIÓN EDUCATIVA\n\nEL CONGRESO DE LA REPÚBLICA\n\nCONSIDERANDO:\n\nDECRETA:\n\n"
        "ARTÍCULO 1. Se promueve.\n\nSANCIÓN AL DECRETO DEL CONGRESO NÚMERO 81-2002\n"
    )
    propuesta = ficha(pagina)
    assert (propuesta["tipo"], propuesta["numero"]) == ("decreto_congreso", "81-2002")
    assert propuesta["titulo"] == "LEY DE PROMOCIÓN EDUCATIVA"


def test_la_fecha_de_la_cabecera_del_diario_no_es_la_de_emision():
    propia = ficha(
        "DIARIO DE CENTRO AMÉRICA\nGuatemala, MARTES 13 de noviembre 2007\nNÚMERO 25 TOMO CCLXXXIII\n"
        "CONGRESO DE LA REPÚBLICA DE GUATEMALA\nDECRETO NÚMERO 46-2007\n"
        "LEY DEL CONSEJO NACIONAL DE ATENCIÓN AL MIGRANTE\n"
    )
    assert propia["fecha:publicacion"] == "2007-11-13"
    assert "fecha:emision" not in propia


@pytest.mark.parametrize("renglon", ["TESIS", "TRABAJO DE GRADUACIÓN", "TESIS DE GRADO"])
def test_el_renglon_que_dice_que_es_una_tesis_no_es_de_su_titulo(renglon):
    portada = f"UNIVERSIDAD RURAL\nLA PROTECCIÓN DEL MIGRANTE EN TRÁNSITO\n{renglon}\nPresentada por\n"
    assert ficha(portada)["titulo"] == "LA PROTECCIÓN DEL MIGRANTE EN TRÁNSITO"


def test_el_decreto_ley_no_es_el_decreto_del_congreso():
    propuesta = ficha("DECRETO LEY NÚMERO 22-86\n\nEL JEFE DE ESTADO\n\nCONSIDERANDO:\n")
    assert (propuesta["tipo"], propuesta["numero"]) == ("decreto_ley", "22-86")


def test_la_fecha_principal_va_primero():
    fechas = [p.campo for p in proponer(texto(documentos.DECRETO)) if p.campo.startswith("fecha:")]
    assert fechas == ["fecha:emision", "fecha:sancion", "fecha:publicacion", "fecha:vigencia"]


def test_lo_leido_por_ocr_vale_menos():
    nativo, leido = (proponer(texto(documentos.DECRETO, origen=origen)) for origen in ("nativo", "ocr"))
    assert all(a.confianza > b.confianza for a, b in zip(nativo, leido, strict=True))


@pytest.mark.parametrize("paginas", [(), ("",), (" \n ",), ("....", "1 2 3")])
def test_sin_texto_no_se_propone_tipo_ni_titulo(paginas):
    assert not {"tipo", "titulo", "numero"} & set(ficha(*paginas))


def test_sin_rotulos_legibles_la_caratula_se_lee_por_lo_que_les_sigue():
    rota = (
        documentos.CARATULA.replace("NUMERO DE REGISTRO\n", "hUMEROL DE accisTRo: ")
        .replace("ASUNTO: ", "' ASUS ")
        .replace("TRÁMITE: ", "mt: ")
    )
    propuesta = ficha(rota)
    entera = ficha(documentos.CARATULA)
    assert {c: propuesta[c] for c in ("numero", "titulo", "comision")} == {
        c: entera[c] for c in ("numero", "titulo", "comision")
    }
    (numero,) = [p for p in proponer(texto(rota)) if p.campo == "numero"]
    assert numero.confianza < DUDOSA


@pytest.mark.parametrize(
    ("asunto", "titulo"),
    [
        ("INICIATIVA QUE DISPONE APROBAR LA LEY DEL AGUA", "LA LEY DEL AGUA"),
        ("INICIATIVA QUE DISPONE RATIFICAR EL DECRETO GUBERNATIVO", "RATIFICAR EL DECRETO GUBERNATIVO"),
        ("INICIATIVA DE LEY QUE DISPONE LA APROBACIÓN DE REFORMAS", "REFORMAS"),
        ("INICIATIVA QUEL DISPONE APROBAR LEY DEL AGUA", "LEY DEL AGUA"),
        ("REFORMAS AL CÓDIGO PENAL", "REFORMAS AL CÓDIGO PENAL"),
    ],
)
def test_el_titulo_es_lo_que_la_iniciativa_dispone(asunto, titulo):
    entero = "INICIATIVA QUE DISPONE APROBAR LEY DE EXENCIÓN DE LO QUE PAGAN LOS\nMIGRANTES RETORNADOS"
    propuesta = ficha(documentos.CARATULA.replace(entero, asunto))
    assert (propuesta["titulo"], propuesta["asunto"]) == (titulo, asunto)


def test_un_blanco_del_ocr_no_corta_el_asunto():
    rota = documentos.CARATULA.replace("PAGAN LOS\n", "PAGAN LOS MUCHOS\n\n").replace(
        "TRÁMITE: PASE", "mt: se"
    )
    propuesta = ficha(rota.replace("INICIATIVA QUE DISPONE", "EPIA QUE PONE"), origen="ocr")
    assert propuesta["titulo"] == "LEY DE EXENCIÓN DE LO QUE PAGAN LOS MUCHOS MIGRANTES RETORNADOS"


def test_los_tipos_y_las_clases_de_fecha_son_los_del_catalogo():
    catalogo = tipos()
    assert {regla.tipo for regla in REGLAS} <= set(catalogo.tipos)
    senas = (*NORMA, *DICTAMEN, *ACTA, *CARTA, *CONVENIO)
    assert {sena.clase for sena in senas} <= set(catalogo.fechas)


_PEDAZOS = st.sampled_from(
    [
        "DECRETO NÚMERO ",
        "63-94",
        "os DE ABRIL DE 2011",
        "ASUNTO: ",
        "TRÁMITE:",
        "\n",
        "\n\n",
        " ",
        "doce ",
        "de ",
        "mil ",
        "CONSIDERANDO:",
        "DECRETA:",
        "NUMERO DE REGISTRO",
        "12-05-2009",
        "(",
        "guión ",
        "Guatemala, ",
        "o",
        "1",
        "LEY DE ",
        "FECHA QUE CONOCIO EL PLENO",
        "\0",
        "ß",
        "İ",
        "ﬁ",
        "e\u0301",
        "«",
        "REGLAMENTO ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(_PEDAZOS, st.text(max_size=12)), max_size=60).map("".join))
def test_con_cualquier_texto_las_posiciones_son_del_texto(pagina):
    for propuesta in proponer(texto(pagina), pagina[:20]):
        assert 0 <= propuesta.inicio <= propuesta.fin <= len(pagina)
        assert pagina[propuesta.inicio : propuesta.fin] == propuesta.literal
        assert propuesta.confianza >= DUDOSA or propuesta.nota


HOSTILES = {
    "espacios": " ",
    "saltos": "\n",
    "cifras": "1",
    "cifras separadas": "1 ",
    "guiones": "-",
    "una letra": "a",
    "palabras de número": "mil ",
    "decretos": "decreto numero ",
    "decretos con número": "DECRETO NÚMERO 1-2\n",
    "meses": "mayo ",
    "fechas a medias": "doce de mayo de dos mil ",
    "asuntos": "\nASUNTO: ",
    "paréntesis": "(",
    "publicada": "publicada en el diario ",
    "adoptada": "adoptada ",
    "acuerda": "\nACUERDA:\n",
    "comas": "y, ",
    "dado": "DADO EN EL PALACIO ",
    "celebrada": "celebrada ",
    "vigencia": "vigencia ",
    "guatemala": "\nGuatemala, ",
    "numero suelto": "n° ",
    "os": "os de abril de ",
    "hecho": "hecho en ",
    "letras sueltas": "o i l ",
    "conoció": "conoció ",
    "sesión": "sesión ",
    "palabra con mil confusiones": "i" * 20 + "t" * 29 + " ",
    "palabras pegadas": "titifi6d ",
    "con fecha": "con fecha 2 de mayo de 2010 ",
    "por alguien": "\nPor María Tun",
    "en cuadro": "iniciativa de ley x\npresentada por ",
    "coma y blanco": "a, \n\n",
}


@pytest.mark.parametrize("pedazo", HOSTILES.values(), ids=HOSTILES)
def test_un_texto_hostil_cuesta_tiempo_lineal(pedazo):
    crece_con_la_entrada(lambda tamano: _proponer_de(pedazo * (tamano // len(pedazo))), 160_000)


def test_un_megabyte_hostil_cuesta_lo_que_su_largo():
    hostil = "".join(pedazo * 300 for pedazo in HOSTILES.values())
    crece_con_la_entrada(lambda veces: _proponer_de(hostil * veces), 8)


def _proponer_de(pagina: str) -> None:
    paginas = [pagina[inicio : inicio + 250_000] for inicio in range(0, len(pagina), 250_000)]
    proponer(texto(*paginas))


@pytest.mark.parametrize("renglon", ["DECRETA:\nLa siguiente:\n", "DECRETA: La siguiente\n"])
def test_el_titulo_de_un_decreto_tambien_va_tras_la_entradilla_en_el_mismo_renglon(renglon):
    pagina = (
        "DECRETO NÚMERO 46-2007\n\nEL CONGRESO DE LA REPÚBLICA DE GUATEMALA\n\nCONSIDERANDO:\n\nQue sí.\n\n"
        f"POR TANTO:\n\n{renglon}\nLEY DEL CONSEJO NACIONAL DE ATENCIÓN AL MIGRANTE DE GUATEMALA\n\n"
        "Artículo 1. Creación. Se crea.\n"
    )
    assert ficha(pagina)["titulo"] == "LEY DEL CONSEJO NACIONAL DE ATENCIÓN AL MIGRANTE DE GUATEMALA"


def test_la_caratula_no_propone_por_nombre_lo_que_no_lo_es():
    quien = documentos.CARATULA.replace("REPRESENTANTES JULIA", "DIPUTADOS AL CONGRESO DE LA REPÚBLICA JULIA")
    assert ficha(quien)["ponentes"] == "JULIA RUANO\nMARIO PEÑA"
    sin_nombre = documentos.CARATULA.replace(
        "A LAS COMISIONES DE MIGRANTES Y DE DERECHOS HUMANOS PARA", "A LA COMISIÓN RESPECTIVA PARA"
    )
    assert "comision" not in ficha(sin_nombre)


@pytest.mark.parametrize("signatura", ["CMW/C/GTM/Q/1", "Distr.: General\n3 de mayo de 2010", "A/RES/45/158"])
def test_un_documento_de_la_onu_sobre_guatemala_es_internacional(signatura):
    pagina = f"Naciones Unidas\n{signatura}\nComité\n\nInforme inicial de Guatemala. Guatemala informa.\n"
    assert ficha(pagina)["jurisdiccion"] == "INT"
