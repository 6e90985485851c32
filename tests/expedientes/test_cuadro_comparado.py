"""El cuadro comparado: de quién es cada postura, y quién y cuándo la dio."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, FechaDocumento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.cuentas.permisos import PUBLICO, Actor
from centro_doc.directorio.modelos import Institucion
from centro_doc.expedientes.armar import armar
from centro_doc.expedientes.contenido import Tabla
from centro_doc.expedientes.cuadro import SOLO_LO_CITA
from centro_doc.expedientes.sujetos import resolver
from centro_doc.grafo.modelos import CitaGuardada, LecturaJuridica, ObjetivoDeCita
from centro_doc.grafo.palabras import lugar_de_articulo
from config import Config

DICE = "El artículo 117 impone multas y el artículo 14 también."


@pytest.fixture
def centro(de_fabrica: BaseDeDatos) -> BaseDeDatos:
    """AG1 con dos opiniones que citan el 117 y el 14: la segunda anota su postura con el 14."""
    with transaccion(de_fabrica) as sesion:
        _opinion(sesion, 1, {"postura": "a_favor"})
        _opinion(sesion, 2, {"postura": "en_contra", "articulos_que_toca": ["14"], "remitente": "Casa Zeta"})
    return de_fabrica


def _opinion(sesion: Session, numero: int, metadatos: dict[str, object]) -> None:
    una = sembrar_documento(
        sesion,
        numero,
        "Opinión sobre la regularización",
        tipo="opinion_recibida",
        emitido=None,
        metadatos=metadatos,
        emisor_id=sesion.query(Institucion.id).filter_by(sigla="PDH").scalar(),
    )
    una.fechas = [FechaDocumento(clase="recepcion", valor=date(2009, 5, 14), precision="dia")]
    texto = sembrar_version(sesion, una, [DICE])
    campos = {"revision": 1, "reglas": 1, "nombres": "", "clave": "", "jurisdiccion": "", "tipo": ""}
    sesion.add(LecturaJuridica(documento_id=numero, texto_id=texto.id, **campos))
    for articulo in ("117", "14"):
        cita = CitaGuardada(
            documento_id=numero,
            texto_id=texto.id,
            pagina=1,
            inicio=3,
            pagina_final=1,
            fin=15,
            literal=f"artículo {articulo}",
            **dict.fromkeys(("lugar", "ancla", "relacion"), ""),
            clase="articulo",
            resolucion="explicita",
            confianza=1.0,
            conflicto=False,
            abierta=False,
        )
        cita.objetivos.append(
            ObjetivoDeCita(
                documento_id=numero,
                norma_clave="DC-95-1998",
                articulo=articulo,
                **dict.fromkeys(("hasta", "subdivision", "relacion"), ""),
                serie="ordinaria",
                desde_lugar=lugar_de_articulo(articulo),
                hasta_lugar=lugar_de_articulo(articulo),
                vale=True,
                propia=False,
            )
        )
        sesion.add(cita)
    sembrar_vinculo(sesion, una, "AG1", motivo="Opina")


def test_de_quien_nadie_anoto_la_postura_no_se_dice_que_no_la_expresa(centro: BaseDeDatos) -> None:
    with transaccion(centro) as sesion:
        sesion.get_one(Documento, 1).metadatos = {}
    por_postura, tabla = _anexo(centro, 1)
    assert [fila[0] for fila in por_postura.filas] == ["En contra", "Sin postura anotada"]
    catorce = dict(zip(tabla.columnas, tabla.filas[0], strict=True))
    assert not catorce["Sin postura expresa"]
    assert catorce[SOLO_LO_CITA] == "Opinión sobre la regularización (CD-00001, p. 1)"
    assert ("14", "Sin postura anotada") in {(fila[0], fila[2]) for fila in _anexo(centro, 0)[0].filas}


def _anexo(centro: BaseDeDatos, numero: int) -> tuple[Tabla, ...]:
    with lectura(centro) as sesion:
        sujeto = resolver(sesion, "AG1", frozenset({PUBLICO}))
        return armar(sesion, sujeto, "publica", date(2011, 8, 17)).anexos[numero].tablas


def test_citar_un_articulo_no_es_estar_a_favor_ni_en_contra_de_el(centro: BaseDeDatos) -> None:
    tabla = _anexo(centro, 1)[1]
    filas = {fila[0].split(",")[0]: dict(zip(tabla.columnas, fila, strict=True)) for fila in tabla.filas}
    de_la_primera = (
        "Opinión sobre la regularización (CD-00001, p. 1) — "
        "Postura del documento: A favor, sobre la regularización"
    )
    assert filas["14"]["En contra"] == "Casa Zeta (CD-00002, p. 1)"
    assert filas["14"][SOLO_LO_CITA] == de_la_primera
    assert not (filas["117"]["A favor"] or filas["117"]["En contra"])
    assert filas["117"][SOLO_LO_CITA].startswith(f"{de_la_primera}; Casa Zeta (CD-00002, p. 1) — ")


def test_el_indice_por_articulo_dice_de_quien_es_la_postura(centro: BaseDeDatos, app: Flask) -> None:
    posturas = {(fila[0], fila[1][-9:-1]): fila[2] for fila in _anexo(centro, 0)[0].filas}
    assert posturas == {
        ("14", "CD-00001"): "Postura del documento: A favor, sobre la regularización",
        ("14", "CD-00002"): "En contra",
        ("117", "CD-00001"): "Postura del documento: A favor, sobre la regularización",
        ("117", "CD-00002"): "Postura del documento: En contra, sobre la regularización",
    }
    pagina = app.test_client().get("/agenda/AG1/articulos?norma=DC-95-1998").text
    assert "<strong>En contra</strong>" in pagina and "<strong>A favor" not in pagina


def test_sin_remitente_ni_emision_dice_el_emisor_y_la_recepcion_con_su_rotulo(centro: BaseDeDatos) -> None:
    filas = {fila[-1][-9:-1]: fila[1:3] for fila in _anexo(centro, 1)[0].filas}
    recibida = "Recepción en el centro: 14 de mayo de 2009"
    assert filas["CD-00001"] == ("Emisor: Procuraduría de los Derechos Humanos", recibida)
    assert filas["CD-00002"] == ("Casa Zeta", recibida)


def test_los_articulos_que_toca_son_los_de_su_ficha_o_los_de_sus_citas_confirmadas(
    centro: BaseDeDatos,
) -> None:
    def tocan() -> dict[str, str]:
        tabla = _anexo(centro, 1)[0]
        lugar = tabla.columnas.index("Artículos que toca")
        return {fila[-1][-9:-1]: fila[lugar] for fila in tabla.filas}

    assert tocan() == {"CD-00001": "", "CD-00002": "14"}
    with transaccion(centro) as sesion:
        for cita in sesion.query(CitaGuardada):
            cita.estado = "descartada" if cita.literal == "artículo 14" else "confirmada"
    assert tocan() == {"CD-00001": "artículo 117, Decreto 95-98 (cita confirmada)", "CD-00002": "14"}


def test_la_columna_que_nadie_llena_no_se_dibuja_y_sigue_en_la_tabla(centro: BaseDeDatos, app: Flask) -> None:
    pagina = app.test_client().get("/agenda/AG1/cuadro").text
    columnas = re.findall(r'<th scope="col">([^<]+)', pagina.split("Artículo por artículo</caption>")[1])
    assert columnas == ["Artículo", "En contra", SOLO_LO_CITA]
    assert "A favor" in _anexo(centro, 1)[1].columnas


def test_se_baja_en_csv_lo_que_la_pagina_muestra(
    centro: BaseDeDatos,
    app: Flask,
    crear: Callable[..., Actor],
    entrar: Callable[[str], FlaskClient],
    config: Config,
) -> None:
    with transaccion(centro) as sesion:
        sesion.get_one(Documento, 2).metadatos = {"postura": "en_contra", "remitente": "=1+1"}
    nadie = app.test_client()
    assert "/agenda/AG1/cuadro.csv?cuadro=articulos" in nadie.get("/agenda/AG1/cuadro").text
    bajada = nadie.get("/agenda/AG1/cuadro.csv")
    assert bajada.headers["Content-Disposition"] == 'attachment; filename="cuadro-posturas-AG1-publica.csv"'
    filas = list(csv.reader(io.StringIO(bajada.data.decode("utf-8-sig"))))
    assert filas[0][:2] == ["Postura", "Remitente"] and len(filas) == 3
    assert any(fila[1] == "'=1+1" for fila in filas), "ninguna celda se toma por una fórmula"
    pagina = nadie.get("/agenda/AG1/cuadro").text
    articulos = list(csv.reader(io.StringIO(nadie.get("/agenda/AG1/cuadro.csv?cuadro=articulos").text[1:])))
    columnas = re.findall(r'<th scope="col">([^<]+)', pagina.split("Artículo por artículo</caption>")[1])
    assert articulos[0] == columnas
    assert nadie.get("/agenda/AG1/cuadro.csv?cuadro=otro").status_code == 404
    crear("ana@centro.gt", "personal")
    de_trabajo = entrar("ana@centro.gt").get("/agenda/AG1/cuadro.csv?nivel=trabajo")
    assert de_trabajo.headers["Cache-Control"] == "private, no-store"
    assert "cuadro_bajado" in "".join(uno.read_text() for uno in config.ruta_accesos.iterdir())


def test_lo_que_dice_prefiere_lo_que_propone(centro: BaseDeDatos, app: Flask) -> None:
    propone = "La Casa propone que el Consejo Asesor tenga voto y presupuesto propio."
    with transaccion(centro) as sesion:
        una = sembrar_documento(sesion, 3, "Opinión tercera", tipo="opinion_recibida")
        texto = sembrar_version(sesion, una, [f"El artículo 14 no basta para nada. {propone}"])
        sembrar_vinculo(sesion, una, "AG1", pasaje=(texto, 1, "El artículo 14 no basta"))
        otra = sembrar_documento(sesion, 4, "Opinión cuarta", tipo="opinion_recibida")
        texto = sembrar_version(sesion, otra, [f"{propone} Se recomienda además otra cosa que nadie señaló."])
        sembrar_vinculo(sesion, otra, "AG1", pasaje=(texto, 1, "La Casa propone que el Consejo"))
    pagina = app.test_client().get("/agenda/AG1/cuadro").text
    assert f"«{propone}» (p. 1). Señalado: «El artículo 14 no basta» (p. 1)" in pagina
    assert "«La Casa propone que el Consejo» (p. 1)" in pagina and "nadie señaló" not in pagina
