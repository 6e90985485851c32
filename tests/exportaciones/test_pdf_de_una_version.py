"""Una versión congelada se pide, el trabajador arma su PDF, y se baja mientras siga valiendo."""

import hashlib
import importlib.util
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from archivos import docx, pdf, pdf_con_clave
from conftest import ficha_csrf
from docx import Document
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from almacen import DepositoLocal
from centro_doc.catalogo.acceso import actualizar_marcas
from centro_doc.catalogo.modelos import Archivo, Documento, Estado, Version, Vista
from centro_doc.cli import analizador
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.consola import Consola, FalloDeOrden
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.encuadernacion.aparte import encuadernar
from centro_doc.encuadernacion.conversion import version_de_libreoffice
from centro_doc.encuadernacion.obra import Apartado, Obra
from centro_doc.encuadernacion.obra import Archivo as Suyo
from centro_doc.encuadernacion.obra import Documento as Pieza
from centro_doc.expedientes.congelar import congelar
from centro_doc.exportaciones import casos
from centro_doc.exportaciones.modelos import Conversion, Exportacion
from centro_doc.taller import armar
from config import Config

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
EXPORTAR = "/agenda/AG2/versiones/{}/exportar"
HOJA = "hoja" if version_de_libreoffice() else "p."
"""LibreOffice no dice de qué página del documento es cada una de las suyas."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def centro(de_fabrica: BaseDeDatos, config: Config, reloj: Reloj) -> BaseDeDatos:
    """AG2 con una ley de dos páginas, una opinión en DOCX, un PDF protegido, y un acta interna."""
    deposito = DepositoLocal(config.ruta_archivos)
    llegan = (
        (
            "Ley de CONAMIGUA",
            "decreto_congreso",
            "application/pdf",
            pdf("Considerando", "Artículo 1. Se crea"),
        ),
        ("Opinión de la PDH", "opinion_recibida", WORD, docx("La Procuraduría apoya la ley.")),
        ("Estudio bajo llave", "estudio", "application/pdf", pdf_con_clave("nada")),
        ("Acta SECRETISIMA", "acta_mesa_trabajo", "application/pdf", pdf("Palabras SECRETISIMA")),
    )
    with transaccion(de_fabrica) as sesion:
        for n, (titulo, tipo, mime, contenido) in enumerate(llegan, 1):
            interna = tipo == "acta_mesa_trabajo"
            mas = {"acceso": "interna", "marcas": ("grupo:AG2", "personal")} if interna else {}
            uno = sembrar_documento(sesion, n, titulo, tipo=tipo, **mas)
            guardado = deposito.recibir(io.BytesIO(contenido), 1 << 20)
            texto = sembrar_version(
                sesion, uno, ["La Procuraduría apoya la ley.", "Artículo 1"], sha256=guardado.sha256
            )
            archivo = sesion.scalars(select(Archivo).where(Archivo.sha256 == guardado.sha256)).one()
            archivo.tipo, archivo.tamano, archivo.nombre = mime, guardado.tamano, f"{titulo}.bin"
            sembrar_vinculo(sesion, uno, "AG2", pasaje=(texto, 2, "Artículo 1"))
        for nivel in ("publica", "trabajo"):
            congelar(sesion, ANA, "AG2", nivel, "Séptima reunión", reloj=reloj)
    return de_fabrica


@pytest.fixture
def trabajar(centro: BaseDeDatos, config: Config, reloj: Reloj) -> Callable[[], None]:
    """Hace todas las tareas de la cola."""
    trabajador = armar(Consola(config, centro, reloj))

    def _trabajar() -> None:
        while trabajador.una_tarea():
            pass

    return _trabajar


def _pedir(cliente: FlaskClient, direccion: str = "publica-1", forma: str = "pdf") -> None:
    ruta = EXPORTAR.format(direccion)
    datos = {"csrf_token": ficha_csrf(cliente, ruta), "forma": forma}
    respuesta = cliente.post(ruta, data=datos)
    assert respuesta.status_code == 303 and respuesta.location.endswith(f"#{forma}")


def _bajar(cliente: FlaskClient, direccion: str = "publica-1", forma: str = "pdf") -> bytes:
    respuesta = cliente.get(f"{EXPORTAR.format(direccion)}/{forma}", buffered=True)
    assert respuesta.status_code == 200, respuesta.location
    return respuesta.data


def test_el_pdf_trae_los_documentos_con_su_indice_marcadores_etiquetas_y_cabecera(
    centro: BaseDeDatos, app: Flask, trabajar: Callable[[], None]
) -> None:
    cliente = app.test_client()
    _pedir(cliente)
    assert "En cola" in cliente.get(EXPORTAR.format("publica-1")).text
    trabajar()
    hecho = _bajar(cliente)
    lector = PdfReader(io.BytesIO(hecho))
    textos = [pagina.extract_text() for pagina in lector.pages]
    ley = next(n for n, etiqueta in enumerate(lector.page_labels) if etiqueta == "CD-00001 p. 1")
    assert "Considerando" in textos[ley] and "Se crea" in textos[ley + 1]
    assert f"CD-00001, p. 1 · página {ley + 1} de {len(textos)}" in textos[ley]
    caratula, portadilla = textos[0], textos[lector.page_labels.index("Apartado 2. Marco legal 1")]
    assert "Expediente temático AG2, versión publica-1" in caratula and "ruta en el sitio" in caratula
    assert "/agenda/AG2/versiones/publica-1" in caratula
    assert "Apartado 2\n" in portadilla and "CD-00001. Ley de CONAMIGUA" in portadilla
    assert "1. Ley de CONAMIGUA" not in portadilla.replace("CD-00001. Ley", "")
    assert lector.page_labels[:2] == ["Carátula", "Contenido 1"]
    assert any("Ley de CONAMIGUA" in t and f"\n{ley + 1}\n" in f"{t}\n" for t in textos[1:3])
    assert "La Procuraduría apoya la ley." in textos[lector.page_labels.index(f"CD-00002 {HOJA} 1")]
    assert "Está protegido con contraseña" in textos[lector.page_labels.index("CD-00003")]
    marcadores = [uno["/Title"] for uno in _llanos(lector.outline)]
    assert "Apartado 2. Marco legal" in marcadores and "CD-00001 Ley de CONAMIGUA" in marcadores
    assert lector.metadata is not None and "versión 1 pública" in str(lector.metadata.title)
    with pikepdf.open(io.BytesIO(hecho)) as abierto:
        assert abierto.check_pdf_syntax() == []


def _llanos(ramas: list) -> list:
    return [hoja for una in ramas for hoja in (_llanos(una) if isinstance(una, list) else [una])]


def test_se_guarda_se_entrega_otra_vez_y_dos_corridas_limpias_dan_lo_mismo(
    centro: BaseDeDatos, app: Flask, trabajar: Callable[[], None]
) -> None:
    cliente = app.test_client()
    _pedir(cliente)
    trabajar()
    primera = _bajar(cliente)
    _pedir(cliente)
    with lectura(centro) as sesion:
        assert len(sesion.scalars(select(Exportacion)).all()) == 1
        assert len(sesion.scalars(select(Conversion)).all()) == 1
    assert _bajar(cliente) == primera
    with transaccion(centro) as sesion:
        for tabla in (Exportacion, Conversion):
            for una in sesion.scalars(select(tabla)).all():
                sesion.delete(una)
    _pedir(cliente)
    trabajar()
    assert _bajar(cliente) == primera


def test_la_publica_no_lleva_nada_interno_y_la_de_trabajo_solo_la_baja_el_grupo(
    centro: BaseDeDatos,
    app: Flask,
    crear: Callable[..., Actor],
    entrar: Callable[[str], FlaskClient],
    trabajar: Callable[[], None],
) -> None:
    crear("eva@congreso.gt", "grupo_tecnico", temas=("AG2",))
    suyo, cualquiera = entrar("eva@congreso.gt"), app.test_client()
    _pedir(cualquiera)
    _pedir(suyo, "trabajo-1")
    trabajar()
    publico, de_trabajo = _bajar(suyo), _bajar(suyo, "trabajo-1")
    assert b"SECRETISIMA" not in _todo(publico) and b"SECRETISIMA" in _todo(de_trabajo)
    assert cualquiera.get(EXPORTAR.format("trabajo-1")).status_code == 404
    assert cualquiera.get(EXPORTAR.format("trabajo-1") + "/pdf").status_code == 404


def _todo(archivo: bytes) -> bytes:
    """Los octetos de un PDF con sus textos y sus flujos ya descomprimidos."""
    lector = PdfReader(io.BytesIO(archivo))
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(archivo)) as abierto:
        abierto.save(
            salida,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return salida.getvalue() + "".join(pagina.extract_text() for pagina in lector.pages).encode()


def test_retirado_un_documento_la_copia_que_lo_traia_ya_no_se_entrega(
    centro: BaseDeDatos, app: Flask, reloj: Reloj, trabajar: Callable[[], None]
) -> None:
    cliente = app.test_client()
    _pedir(cliente)
    trabajar()
    with transaccion(centro) as sesion:
        ley = sesion.get_one(Documento, 1)
        ley.estado = Estado.RETIRADO
        actualizar_marcas(sesion, ley, reloj=reloj)
    assert cliente.get(EXPORTAR.format("publica-1") + "/pdf").status_code == 303
    with transaccion(centro) as sesion:
        assert casos.caducar(sesion, reloj=reloj) == 1
    _pedir(cliente)
    trabajar()
    assert b"CONAMIGUA:" not in _todo(_bajar(cliente)) and b"CD-00001" not in _todo(_bajar(cliente))


def test_de_una_version_retirada_no_va_ni_el_archivo_ni_su_pasaje(
    centro: BaseDeDatos, app: Flask, trabajar: Callable[[], None]
) -> None:
    with transaccion(centro) as sesion:
        version = sesion.scalars(select(Version).where(Version.documento_id == 1)).one()
        version.vista = Vista.RETIRADA
    cliente = app.test_client()
    _pedir(cliente)
    trabajar()
    lector = PdfReader(io.BytesIO(_bajar(cliente)))
    hoja = lector.pages[lector.page_labels.index("CD-00001")].extract_text()
    assert "ya no está a la vista" in hoja
    todo = "".join(pagina.extract_text() for pagina in lector.pages)
    assert "Considerando" not in todo
    assert todo.count("ya no está a la vista") == 2, "en su hoja, y en la portadilla en lugar de su frase"


def test_con_solo_las_citadas_va_de_cada_uno_la_pagina_de_su_pasaje(
    centro: BaseDeDatos, app: Flask, trabajar: Callable[[], None]
) -> None:
    cliente = app.test_client()
    _pedir(cliente, forma="pdf-citadas")
    trabajar()
    etiquetas = PdfReader(io.BytesIO(_bajar(cliente, forma="pdf-citadas"))).page_labels
    de_documento = [una for una in etiquetas if una.startswith("CD-")]
    carta = ["CD-00002 hoja 1"] if version_de_libreoffice() else ["CD-00002 p. 2"]
    assert de_documento == ["CD-00001 p. 2", "CD-00003", *carta]


def test_las_hojas_de_una_conversion_sin_mapa_no_se_numeran_como_paginas_del_documento(
    tmp_path: Path,
) -> None:
    ruta = tmp_path / "hecho.pdf"
    ruta.write_bytes(pdf("Una", "Otra"))
    archivo = Suyo("carta.docx", WORD, 9, "0" * 64, "", str(ruta), "libreoffice-7", sin_mapa=True)
    uno = Pieza(1, "CD-00002", "Carta", "2009", "Sustenta.", 1, "0" * 64, (), archivo)
    datos = ("Expediente temático", "AG2", "Ley", "publica", "Pública", 1, "Reunión", "")
    lugar = ("2009-05-12T00:00:00+00:00", "f" * 64, "/agenda/AG2/versiones/publica-1")
    parte = Apartado("2", "Leyes", documentos=(uno,))
    obra = Obra(*datos, *lugar, (), Apartado("0", "Carátula"), "", (parte,))
    lector = PdfReader(encuadernar(obra, "pdf", tmp_path, memoria=1 << 30).ruta)
    assert lector.page_labels[-2:] == ["CD-00002 hoja 1", "CD-00002 hoja 2"]
    assert "CD-00002, hoja 2 · página" in lector.pages[-1].extract_text()


def test_el_zip_es_una_bolsa_valida_con_originales_textos_fichas_e_indice(
    centro: BaseDeDatos, app: Flask, trabajar: Callable[[], None], tmp_path: Path
) -> None:
    cliente = app.test_client()
    _pedir(cliente, forma="zip")
    trabajar()
    with zipfile.ZipFile(io.BytesIO(_bajar(cliente, forma="zip"))) as paquete:
        raiz = "AG2-publica-1/"
        miembros = {nombre.removeprefix(raiz): paquete.read(nombre) for nombre in paquete.namelist()}
        paquete.extractall(tmp_path / "bolsa")
    renglones = miembros["manifest-sha256.txt"].decode().splitlines()
    assert {n for n in miembros if n.startswith("data/")} == {uno.split("  ")[1] for uno in renglones}
    for renglon in (*renglones, *miembros["tagmanifest-sha256.txt"].decode().splitlines()):
        huella, nombre = renglon.split("  ")
        assert hashlib.sha256(miembros[nombre]).hexdigest() == huella
    assert miembros["data/originales/CD-00001_v1.bin"].startswith(b"%PDF")
    assert "Artículo 1" in miembros["data/textos/CD-00001_v1.txt"].decode()
    assert [uno["registro"] for uno in json.loads(miembros["data/fichas/fichas.json"])] == [
        *("CD-00001", "CD-00003", "CD-00002")
    ]
    assert "Ley de CONAMIGUA" in miembros["data/indice.html"].decode()
    caratula = miembros["data/indice.html"].decode()
    assert "<dd>/agenda/AG2/versiones/publica-1 (ruta en el sitio del Centro" in caratula
    assert "<dt>Identificador</dt><dd>Expediente temático AG2, versión publica-1</dd>" in caratula
    assert '"procuraduria":' in miembros["data/indice/indice.js"].decode()
    assert b"SECRETISIMA" not in b"".join(miembros.values()) and "SECRETISIMA" not in "".join(miembros)
    if (bagit := importlib.util.find_spec("bagit")) is not None:
        orden = [sys.executable, str(bagit.origin), "--validate", str(tmp_path / "bolsa" / raiz)]
        assert subprocess.run(orden, capture_output=True, check=False).returncode == 0


def test_el_docx_trae_la_lista_razonada_y_nada_interno(
    centro: BaseDeDatos, app: Flask, trabajar: Callable[[], None]
) -> None:
    cliente = app.test_client()
    _pedir(cliente, forma="docx")
    trabajar()
    hecho = _bajar(cliente, forma="docx")
    parrafos = [parrafo.text for parrafo in Document(io.BytesIO(hecho)).paragraphs]
    assert "CD-00001. Ley de CONAMIGUA" in parrafos and any("«Artículo 1»" in uno for uno in parrafos)
    with zipfile.ZipFile(io.BytesIO(hecho)) as paquete:
        assert all(b"SECRETISIMA" not in paquete.read(nombre) for nombre in paquete.namelist())


def test_la_orden_deja_el_archivo_y_repetida_da_los_mismos_octetos(
    centro: BaseDeDatos, config: Config, reloj: Reloj, tmp_path: Path
) -> None:
    def orden(*mas: str) -> tuple[int, str]:
        salida = io.StringIO()
        pedido = analizador().parse_args(["expediente", "AG2", "--formato", "pdf", "--json", *mas])
        return pedido.accion(pedido, Consola(config, centro, reloj, salida=salida)), salida.getvalue()

    codigo, dicho = orden("--salida", str(tmp_path / "uno.pdf"))
    otra = orden("--salida", str(tmp_path / "dos.pdf"), "--version", "1")
    assert codigo == 0 == otra[0] and json.loads(dicho)["version"] == "publica-1"
    assert (tmp_path / "uno.pdf").read_bytes() == (tmp_path / "dos.pdf").read_bytes()
    with pytest.raises(NoEncontrado):
        orden("--version", "9")
    with pytest.raises(FalloDeOrden):
        orden("--formato", "zip", "--solo-citadas")


def test_una_forma_que_no_hay_no_existe(centro: BaseDeDatos, app: Flask) -> None:
    cliente = app.test_client()
    assert cliente.get(EXPORTAR.format("publica-1") + "/epub").status_code == 404
    assert cliente.get(EXPORTAR.format("publica-9")).status_code == 404
