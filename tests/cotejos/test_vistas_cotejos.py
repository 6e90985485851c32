"""Las páginas de textos frente a frente y su cuadro en DOCX."""

import json
import re
from datetime import date
from io import BytesIO

import pytest
from conftest import CLAVE
from docx import Document
from fabrica import sembrar_documento, sembrar_plan, sembrar_version

from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.normas.modelos import FechaDeNorma, Norma, RelacionDeNormas
from indexador.juridico.claves import leer_clave

LEY = (
    "DECRETO NÚMERO 46-2007\n\nARTÍCULO 1. Objeto. Crea el consejo de los migrantes del país."
    "\n\nARTÍCULO 2. Sede. En la capital, con oficinas.\n\n*Reformado por el Decreto 9-2009 el 01-09-2009"
    "\n\nARTÍCULO 3. Vigencia. Rige a los ocho días."
)
REFORMA = (
    "DECRETO NÚMERO 9-2009\n\nARTÍCULO 1. Se reforma el artículo 2 del Decreto Número 46-2007 del Congreso"
    ' de la República, el cual queda así:\n\n"Artículo 2. Sede. En Xela, con oficinas."\n\nARTÍCULO 2. Se'
    " reforma el segundo párrafo del artículo 1 del Decreto Número 46-2007 del Congreso de la República, el"
    ' cual queda así:\n\n"Otro párrafo."\n\nARTÍCULO 3. Vigencia. Este decreto rige desde su publicación.'
)
SECRETA = "\n\nARTÍCULO 1. Objeto. Palabra secretísima."
PAR = "/comparar-textos?a=CD-00001&b=CD-00002"


@pytest.fixture
def cliente(app, bd):
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        textos = (
            (1, LEY, "46-2007", "publico"),
            (2, REFORMA, "9-2009", "publico"),
            (3, SECRETA, "", "personal"),
        )
        for n, texto, numero, marca in textos:
            sembrar_documento(
                sesion,
                n,
                f"Decreto {n}",
                (texto,),
                marcas=(marca,),
                tipo="decreto_congreso" if numero else "informe",
                numero=numero,
            )
        for clave in ("DC-46-2007", "DC-9-2009"):
            leida = leer_clave(clave)
            una = Norma(
                clave=clave, clase="DC", numero=leida.numero, anio=leida.anio, nombre=clave, marca="V"
            )
            sesion.add(una)
            sesion.flush()
        sesion.add(
            FechaDeNorma(
                norma_id=una.id, clase="vigencia", valor=date(2009, 9, 1), precision="dia", marca="V"
            )
        )
        sesion.add(
            RelacionDeNormas(
                origen="DC-9-2009", clase="reforma", destino="DC-46-2007", precision="dia", marca="V"
            )
        )
    return app.test_client()


def test_una_reforma_se_ve_junto_a_los_artículos_que_cambia(cliente):
    pagina = cliente.get(PAR).text
    assert "Lo que cambia" in pagina
    assert "<del>la capital,</del>" in pagina and "<ins>Xela,</ins>" in pagina
    assert "Cambia sólo una parte del artículo." in pagina
    assert cliente.get("/comparar-textos?a=CD-00002&b=CD-00001").text.count("<ins>Xela,</ins>") == 1


def test_los_dos_textos_tal_cual_y_lo_igual_si_se_pide(cliente):
    pagina = cliente.get(f"{PAR}&modo=textos").text
    assert "Dos textos" in pagina and "Ver lo que uno ordena al otro" in pagina
    assert cliente.get("/comparar-textos?a=2&b=cd 1&modo=textos").status_code == 200


def test_dos_versiones_de_un_documento(cliente, bd):
    with transaccion(bd) as sesion:
        documento = sesion.query(Documento).filter_by(identificador="CD-00001").one()
        sembrar_version(sesion, documento, (LEY.replace("oficinas", "archivos"),), numero=2)
    pagina = cliente.get("/comparar-textos?a=CD-00001&va=1&b=CD-00001&vb=2").text
    assert "Dos versiones" in pagina and "<del>oficinas.</del>" in pagina and "<ins>archivos.</ins>" in pagina
    assert "Es el mismo texto" in cliente.get("/comparar-textos?a=CD-00001&b=CD-00001").text


@pytest.mark.parametrize("ruta", ["/comparar-textos", "/comparar-textos.docx"])
def test_lo_que_no_se_ve_responde_como_lo_que_no_existe(cliente, ruta):
    oculto, nada = (cliente.get(f"{ruta}?a=CD-00001&b=CD-{n}") for n in ("00003", "99999"))
    assert (oculto.status_code, nada.status_code) == (404, 404)
    assert oculto.text.replace("CD-00003", "CD-99999") == nada.text


def test_sin_los_dos_registros_se_piden(cliente):
    assert cliente.get("/comparar-textos?a=CD-00001").status_code == 200
    mal = cliente.get("/comparar-textos?a=CD-00001&b=hola")
    assert mal.status_code == 422 and "Escriba su registro" in mal.text
    assert cliente.get("/comparar-textos.docx?a=CD-00001").status_code == 404


def test_el_cuadro_lleva_los_dos_textos_y_una_columna_libre(cliente):
    respuesta = cliente.get(PAR.replace("?", ".docx?"))
    documento = Document(BytesIO(respuesta.data))
    filas = [[celda.text for celda in fila.cells] for fila in documento.tables[0].rows]
    assert filas[0] == ["CD-00001", "Lo que ordena CD-00002", "Observaciones"]
    assert "En la capital, con oficinas." in filas[1][0] and "En Xela, con oficinas." in filas[1][1]
    assert [fila[2] for fila in filas[1:]] == ["", ""]
    assert documento.sections[0].page_width > documento.sections[0].page_height
    assert respuesta.data == cliente.get(PAR.replace("?", ".docx?")).data


def test_el_texto_de_una_norma_a_una_fecha(cliente):
    antes = cliente.get("/normas/DC-46-2007/texto?a=31/08/2009").text
    assert "Texto original no disponible." in antes and "<mark" not in antes
    despues = cliente.get("/normas/DC-46-2007/texto?a=01/09/2009").text
    assert re.findall(r"<mark[^>]*>([^<]+)", despues) == ["Xela,", "la capital,"]
    assert "Artículo 1 del Decreto 9-2009" in despues and "Cambia sólo una parte del artículo." in despues
    solo = cliente.get("/normas/DC-46-2007/texto?a=01/09/2009&ver=consolidado").text
    assert 'id="art-2"' in solo and 'id="art-1"' not in solo


def test_de_lo_no_público_se_anota_que_se_leyó(cliente, config, crear):
    crear("ana@congreso.gob.gt", Rol.PERSONAL)
    ficha = re.search(r'name="csrf_token" value="([^"]+)"', cliente.get("/acceso").text)[1]
    cliente.post("/acceso", data={"correo": "ana@congreso.gob.gt", "clave": CLAVE, "csrf_token": ficha})
    assert cliente.get("/comparar-textos?a=CD-00001&b=CD-00003").status_code == 200
    (diario,) = config.ruta_accesos.glob("*.jsonl")
    (linea,) = [json.loads(una) for una in diario.read_text("utf-8").splitlines() if una]
    assert linea["accion"] == "documento_leido" and "CD-00003" in str(linea)
