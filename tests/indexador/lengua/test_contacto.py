"""De quién es un teléfono o un correo: se cubren los de una persona y se dejan los de una institución."""

import re
from pathlib import Path

import pytest
import yaml
from crecimiento import crece_con_la_entrada

import centro_doc.directorio
from indexador.lengua.contacto import contactos
from indexador.lengua.personales import cuantos, datos_personales

CORREO = (
    "De: ga@ejemplo.gt\nPara: comision@congreso.gob.gt\nAsunto: Opinión sobre el Consejo Asesor\n\n"
    "Señores Comisión de Migrantes: conviene reformar el artículo 14 del Decreto 46-2007.\n"
    "Atentamente, Rosa Méndez, tel. 5555-1234\n"
)
MEMBRETE = "MINISTERIO DE RELACIONES EXTERIORES\n2a. avenida 4-17 zona 10, tel. 2410-0000, PBX 2410-0001\n"
OFICIO = (
    "COMISIÓN DE MIGRANTES\nTel. 2297-8000\nHonorable diputada:\nAtentamente,\nDip. Juan Pérez\n"
    "Presidente de la Comisión de Migrantes\nTel. 2297-8001\njperez@congreso.gob.gt\n"
)


def dichos(texto: str) -> list[str]:
    return [texto[uno.inicio : uno.fin] for uno in datos_personales(texto)]


@pytest.mark.parametrize(
    ("texto", "suyos"),
    [
        (CORREO, ["ga@ejemplo.gt", "5555-1234"]),
        ("Tel: 55551234", ["55551234"]),
        ("tel. +502 5555 1234", ["+502 5555 1234"]),
        ("Teléfonos: 2440-1234 y 5555-1234", ["2440-1234", "5555-1234"]),
        ("Rosa Méndez, tel. 5555-1234/2440-1234", ["5555-1234", "2440-1234"]),
        ("Rosa Méndez\nMixco, 12 de mayo\nTel. 6634-5678", ["6634-5678"]),
        ("Atentamente,\n\nRosa Méndez\n2440 1234", ["2440 1234"]),
        ("mi teléfono es 2440-1234", ["2440-1234"]),
        ("Teléfono de contacto: 2440-1234", ["2440-1234"]),
        ("Llame al 4123-4567", ["4123-4567"]),
        ("WhatsApp: +502 5555 1234", ["+502 5555 1234"]),
        ("wa.me/50255551234", ["50255551234"]),
        ("Rosa Méndez, tel. (213) 555-0182", ["213) 555-0182"]),
        ("Rosa Méndez Tel. +1 213 555 0182", ["+1 213 555 0182"]),
        ("cel. +52 55 1234 5678", ["+52 55 1234 5678"]),
        (
            "Nombre Teléfono\nRosa Méndez 5555-1234 rosa@hotmail.com\nJuan Pérez 2440-1234 jp@ejemplo.net",
            ["5555-1234", "rosa@hotmail.com", "2440-1234", "jp@ejemplo.net"],
        ),
        ("El 12 de mayo, Rosa Méndez <rm@ejemplo.gt> escribió:", ["rm@ejemplo.gt"]),
        ("Rosa.Mendez@Gmail.Com", ["Rosa.Mendez@Gmail.Com"]),
        ("normasalazar@ejemplo.org", ["normasalazar@ejemplo.org"]),
        ("rosa@ gmail.com", ["rosa@ gmail.com"]),
        ("200112345@ingenieria.usac.edu.gt", ["200112345@ingenieria.usac.edu.gt"]),
        ("escríbame: comunicaciones de la Comisión, a rosa@ejemplo.gt", ["rosa@ejemplo.gt"]),
        ("teléfono 5512\u20113456", ["5512\u20113456"]),
        ("teléfono 5512\u00a03456", ["5512\u00a03456"]),
        ("te\u00adléfono 55\u00ad12-\u200b3456.", ["55\u00ad12-\u200b3456"]),
        ("Número telefónico: 5512-3456", ["5512-3456"]),
        ("Celular. 5512-3456", ["5512-3456"]),
        ("TEL5512-3456, Cel4412-3456", ["5512-3456", "4412-3456"]),
        ("fono 5512-3456; Tigo: 4412-3456", ["5512-3456", "4412-3456"]),
        ("teléfono de la señora Tzul: 5512-3456", ["5512-3456"]),
        ("teléfono celular 5512 34 56, 55-12-34-56", ["5512 34 56", "55-12-34-56"]),
        ("Atentamente,\nRosa Méndez\n55 12 34 56", ["55 12 34 56"]),
        ("teléfono 00502 55123456", ["00502 55123456"]),
        ("Rosa Méndez 213.555.0182", ["213.555.0182"]),
        ("contactar a Rosa Tzul al 43123456", ["43123456"]),
        ("Tels. 5512-3456 ó 4412-3456", ["5512-3456", "4412-3456"]),
        (
            "rosa@gmail\n.com, ana@gmail. com, eva@gmail,com",
            ["rosa@gmail\n.com", "ana@gmail. com", "eva@gmail,com"],
        ),
        ("rosa (arroba) gmail.com, ana[at]ejemplo.gt", ["rosa (arroba) gmail.com", "ana[at]ejemplo.gt"]),
        ("rosa\uff20gmail.com", ["rosa\uff20gmail.com"]),
        ("Rosa Méndez, expediente 12, tel. 4312-3456", ["4312-3456"]),
    ],
)
def test_el_de_una_persona_se_halla(texto: str, suyos: list[str]) -> None:
    assert dichos(texto) == suyos


@pytest.mark.parametrize(
    "texto",
    [
        MEMBRETE,
        OFICIO,
        "Municipalidad de Mixco, 5a. avenida 3-20 zona 1, tel. 5555-1234",
        "Atentamente,\nJuan Pérez\nDirector General de Migración\nTel. 2411-2411 ext. 120",
        "Rosa Méndez, tel. 2411-2411 extensión 12",
        "Lic. Juan Pérez <jperez@minex.gob.gt>",
        "migraciones@sre.gob.mx, rmendez@iom.int, rosa.mendez@un.org, ana@flacso.edu.gt",
        "info@pastoral.org.gt",
        "Los formularios se envían a la Dirección de Becas, becas@becas.es",
        "del buzón institucional: recontit@msps.es",
        "Teléfono 1-800-555-1234",
        "El teléfono del consulado en Los Ángeles es (213) 365-9251",
        "Calle Rosa Méndez 12, tel. 2333-3000",
        "Expediente 4567-8901 de Rosa Méndez",
        "Rosa Méndez, Oficio 4567-2009",
        "Rosa Méndez, período 2009-2010",
        "cuenta No. 4567-8901 a nombre de Rosa Méndez, Decreto 4567-8901",
        "de 2345-6789 guatemaltecos",
        "Quetzales 5555-1234.50",
        "https://ejemplo.org/@rosa y @congresogt",
        "lea atentamente lo que sigue, artículo 4567-8901",
        "unhcr@unhcr.org",
        "informe [at] ejemplo",
        "Rosa Méndez, expediente de amparo en única instancia 3312-3456",
        "EXPEDIENTE DE AMPARO EN ÚNICA INSTANCIA DE ROSA MÉNDEZ, AMPARO 3312-3456",
        "teléfono de la Municipalidad: 5512-3456",
        "teléfono de atención 5512-3456",
        "Tigo 2428-0000",
        "Para: Rosa Méndez\nRef. 4312-3456",
        "Señal de Tigo 2016-2019, contactos del 2010-2015",
    ],
)
def test_el_de_una_institucion_y_los_demas_numeros_se_dejan(texto: str) -> None:
    assert dichos(texto) == []


def test_se_dicen_por_su_clase() -> None:
    datos = datos_personales(f"{CORREO}Juan Pérez, tel. 4123-4567, jp@gmail.com")
    assert list(cuantos(datos)) == ["2 correos electrónicos", "2 teléfonos"]


def test_las_siglas_son_las_del_directorio() -> None:
    directorio = Path(centro_doc.directorio.__file__).parent / "datos" / "instituciones.yaml"
    datos = yaml.safe_load(directorio.read_text(encoding="utf-8"))
    suyas = {una["sigla"].lower() for una in datos["instituciones"] if len(una["sigla"]) > 2}
    guardadas = Path("indexador/lengua/datos/siglas_de_instituciones.txt").read_text(encoding="utf-8")
    assert set(re.findall(r"\w+", guardadas)) == suyas


@pytest.mark.parametrize(
    "trozo",
    [
        "tel. 2440-1234 ",
        "a@",
        "a@b.",
        "a@b.gt ",
        "Atentamente, ",
        "Rosa Méndez ",
        "+502 ",
        "mi teléfono ",
        "5555-1234 ",
        "María Tzul 4312-3456\n",
        "Teléfono\n4312-3456\n",
        "rosa (at) ",
        "\u00ad5",
    ],
)
def test_buscarlos_cuesta_en_proporcion_al_texto(trozo: str) -> None:
    crece_con_la_entrada(lambda largo: list(contactos(trozo * largo)), 1_000)
