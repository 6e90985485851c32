"""La página de un documento, sus imágenes y su original, sobre PDF de verdad."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from archivos import pdf
from fabrica import sembrar_documento, sembrar_plan, sembrar_texto, sembrar_version
from flask import Flask
from flask.testing import FlaskClient
from indexado import indexar

from almacen import DepositoLocal
from centro_doc.catalogo.modelos import Archivo, Documento, Papel, Version
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor
from centro_doc.documentos.coincidencias import Memoria, hallar
from centro_doc.documentos.consultas import documento_visto
from centro_doc.documentos.visor import visor
from centro_doc.vinculos.casos import vincular
from centro_doc.vinculos.formularios import Cita, DatosVinculo
from config import Config
from indexador.consulta import Resaltar
from indexador.extraccion.cajas import empaquetar
from indexador.ficha import Palabra
from indexador.motor.sintaxis import interpretar

PAGINAS = (
    "Carátula de la ley de migración",
    "El plan nacional de retorno atiende\na las personas retornadas",
    "Nada que ver aquí",
    "Otra vez el retorno voluntario",
)
NOMBRE = "Ley «ñandú».pdf"


def palabras(texto: str) -> bytes:
    """Cajas inventadas: cada palabra, un renglón de la página."""
    halladas = list(re.finditer(r"\S+", texto))
    return empaquetar(
        [
            Palabra(h.start(), h.end(), 0.2, 0.1 + n * 0.05, 0.4, 0.13 + n * 0.05)
            for n, h in enumerate(halladas)
        ]
    )


@pytest.fixture
def ana(crear: Callable[..., Actor]) -> Actor:
    return crear("ana@centro.gt", "personal")


@pytest.fixture
def sembrado(bd: BaseDeDatos, config: Config, reloj: Reloj, ana: Actor) -> None:
    """CD-00001 público en PDF, CD-00002 interno, CD-00003 sin archivo, CD-00004 con texto y sin imagen."""
    deposito = DepositoLocal(config.ruta_archivos)
    recepcion = deposito.abrir_recepcion(config.limite_archivo)
    recepcion.write(pdf(*PAGINAS))
    guardado = recepcion.terminar()
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        for numero, marcas in ((1, ("publico",)), (2, ("personal",))):
            documento = sembrar_documento(sesion, numero, f"Ley número {numero}", marcas=marcas)
            texto = sembrar_version(sesion, documento, PAGINAS, sha256=guardado.sha256)
            for pagina in texto.paginas:
                pagina.cajas = palabras(pagina.texto)
            archivo = sesion.query(Archivo).filter_by(version_id=texto.version_id).one()
            archivo.nombre = NOMBRE
        sembrar_documento(sesion, 3, "Libro en papel", ubicacion="Estante 4")
        documento = sembrar_documento(sesion, 4, "Acta en Word", PAGINAS[:2])
        sesion.query(Archivo).filter(Archivo.version_id == documento.versiones[0].id).update(
            {"tipo": "text/html"}
        )
    indexar(bd, config, reloj)


def pedir(cliente: FlaskClient, ruta: str, estado: int = 200) -> str:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == estado, ruta
    return respuesta.get_data(as_text=True)


def ver(bd: BaseDeDatos, reloj: Reloj, numero: int = 1, q: str = "", **mas: int) -> object:
    with lectura(bd) as sesion:
        visto = documento_visto(sesion, frozenset({"publico"}), f"CD-0000{numero}", hoy=reloj.hoy())
        return visor(sesion, visto, Memoria(), interpretar(q).resaltar, **mas)


def test_lo_buscado_abre_en_su_pagina_con_cajas_y_pasajes(
    sembrado: None, bd: BaseDeDatos, reloj: Reloj
) -> None:
    visto = ver(bd, reloj, q="retorno")
    assert (visto.pagina.numero, visto.actual.numero, len(visto.coincidencias.pasajes)) == (2, 1, 2)
    assert (visto.anterior, visto.siguiente.pagina) == (None, 4)
    assert (visto.cajas[0].clase, visto.cajas[0].x, visto.cajas[0].y) == ("actual", 20.0, 30.0)
    assert [r.pasaje for r in visto.rotulos] == [1]
    assert [mini.pasajes for mini in visto.minis] == [0, 1, 0, 1]
    assert ("retorno", True) in visto.extracto


def test_se_va_de_pasaje_en_pasaje(sembrado: None, bd: BaseDeDatos, reloj: Reloj) -> None:
    segundo = ver(bd, reloj, q="retorno", pagina=4, pasaje=2)
    assert (segundo.actual.numero, segundo.anterior.numero, segundo.siguiente) == (2, 1, None)
    entre = ver(bd, reloj, q="retorno", pagina=3)
    assert (entre.actual, entre.anterior.numero, entre.siguiente.numero) == (None, 1, 2)
    descuadrado = ver(bd, reloj, q="retorno", pagina=3, pasaje=2)
    assert descuadrado.pagina.numero == 3 and descuadrado.actual is None


def test_una_pagina_que_no_existe_lleva_a_la_mas_cercana(
    sembrado: None, bd: BaseDeDatos, reloj: Reloj
) -> None:
    assert ver(bd, reloj, pagina=900).pagina.numero == 4
    assert ver(bd, reloj).pagina.numero == 1


def test_los_tramos_juntos_son_el_texto_entero(
    sembrado: None, bd: BaseDeDatos, reloj: Reloj, ana: Actor
) -> None:
    with transaccion(bd) as sesion:
        datos = DatosVinculo("OO3.A2.7", "sustenta", Cita(2, "plan nacional de retorno"))
        vincular(sesion, ana, "CD-00001", datos, reloj=reloj)
    visto = ver(bd, reloj, q="retorno nacional")
    assert "".join(tramo.texto for tramo in visto.tramos) == PAGINAS[1]
    marcados = [(t.texto, t.marca, t.codigos) for t in visto.tramos if t.marca]
    assert ("retorno", True, ("OO3.A2.7",)) in marcados
    assert {"ok", "actual"} <= {caja.clase for caja in visto.cajas}
    assert [r.vinculo.codigo for r in visto.rotulos if r.vinculo] == ["OO3.A2.7"]


def test_la_evidencia_de_otro_texto_se_busca_en_el_que_se_ve(
    sembrado: None, bd: BaseDeDatos, reloj: Reloj, ana: Actor
) -> None:
    with transaccion(bd) as sesion:
        datos = DatosVinculo("OO3.A2.7", "sustenta", Cita(2, "plan nacional de retorno"))
        vincular(sesion, ana, "CD-00001", datos, reloj=reloj)
        sembrar_texto(
            sesion, sesion.get_one(Version, 1), ("Nueva carátula", "Índice", "El PLAN  nacional de retorno")
        )
    visto = ver(bd, reloj, pagina=3)
    assert [t.codigos for t in visto.tramos if t.codigos] == [("OO3.A2.7",)]
    assert [t.codigos for t in ver(bd, reloj, pagina=2).tramos if t.codigos] == []


def test_la_pagina_muestra_imagen_cajas_y_pestanas(app: Flask, sembrado: None) -> None:
    html = pedir(app.test_client(), "/documentos/CD-00001?q=retorno&p=2&n=1")
    assert 'class="caja caja--actual"' in html and 'id="pasaje-actual"' in html
    assert "/documentos/CD-00001/paginas/2.webp?ancho=1440" in html
    assert "Pasaje 1</strong> de 2" in html and "documento 1 de" in html
    assert all(f'id="{panel}"' in html for panel in ("ficha", "vinculos", "versiones"))
    assert "Vincular con el plan" not in html and "Editar ficha" not in html


def test_sin_buscar_no_hay_pasajes(app: Flask, sembrado: None) -> None:
    html = pedir(app.test_client(), "/documentos/CD-00001")
    assert "visor__golpes" not in html and 'class="caja' not in html


def test_la_vista_de_texto_y_lo_que_no_tiene_imagen(app: Flask, sembrado: None) -> None:
    cliente = app.test_client()
    texto = pedir(cliente, "/documentos/CD-00001?q=retorno&p=2&vista=texto")
    assert "<mark" in texto and 'data-pagina="2"' in texto and 'class="caja' not in texto
    hoja = pedir(cliente, "/documentos/CD-00004?p=2")
    assert "hoja-texto" in hoja and ".webp" not in hoja
    assert "Estante 4" in pedir(cliente, "/documentos/CD-00003")


def test_lo_que_no_se_ve_y_lo_que_no_existe_responden_igual(app: Flask, sembrado: None) -> None:
    cliente = app.test_client()
    for resto in ("", "/original", "/paginas/1.webp"):
        oculto = pedir(cliente, f"/documentos/CD-00002{resto}", 404)
        inexistente = pedir(cliente, f"/documentos/CD-09999{resto}", 404)
        assert oculto.replace("CD-00002", "CD-09999") == inexistente


@pytest.mark.parametrize(
    "ruta",
    [
        "/documentos/CD-00001/paginas/5.webp",
        "/documentos/CD-00001/paginas/0.webp",
        "/documentos/CD-00001/paginas/1.webp?ancho=500",
        "/documentos/CD-00001/paginas/1.webp?ancho=x",
        "/documentos/CD-00004/paginas/1.webp",
        "/documentos/CD-00003/original",
        "/documentos/CD-00001/original?archivo=99",
        "/documentos/CD-00001/original?version=7",
        "/documentos/CD-00001?version=7",
    ],
)
def test_lo_que_el_documento_no_tiene_es_404(app: Flask, sembrado: None, ruta: str) -> None:
    pedir(app.test_client(), ruta, 404)


def test_la_imagen_se_dibuja_una_vez_y_se_guarda(app: Flask, sembrado: None, config: Config) -> None:
    cliente = app.test_client()
    ruta = "/documentos/CD-00001/paginas/2.webp?ancho=160"
    with cliente.get(ruta) as primera:
        assert (primera.status_code, primera.mimetype) == (200, "image/webp")
        assert primera.get_data()[8:12] == b"WEBP"
        assert primera.headers["Cache-Control"] == "public, no-cache"
        etiqueta = primera.headers["ETag"]
    guardadas = list(config.ruta_paginas.rglob("*.webp"))
    assert [g.name for g in guardadas] == ["2-160.webp"]
    guardadas[0].write_bytes(b"otra cosa")
    with cliente.get(ruta) as segunda:
        assert segunda.get_data() == b"otra cosa"
    with cliente.get(ruta, headers={"If-None-Match": etiqueta}) as tercera:
        assert tercera.status_code == 304


def test_un_pdf_que_no_se_puede_dibujar_es_404(
    app: Flask, sembrado: None, bd: BaseDeDatos, config: Config
) -> None:
    recepcion = DepositoLocal(config.ruta_archivos).abrir_recepcion(config.limite_archivo)
    recepcion.write(b"%PDF-1.4 roto")
    roto = recepcion.terminar()
    with transaccion(bd) as sesion:
        sesion.query(Archivo).filter_by(id=1).update({"sha256": roto.sha256})
    pedir(app.test_client(), "/documentos/CD-00001/paginas/1.webp?ancho=160", 404)


def test_el_original_se_baja_con_su_nombre_y_encerrado(app: Flask, sembrado: None) -> None:
    cliente = app.test_client()
    with cliente.get("/documentos/CD-00001/original") as entero:
        assert (entero.status_code, entero.mimetype) == (200, "application/pdf")
        assert entero.get_data().startswith(b"%PDF")
        disposicion = entero.headers["Content-Disposition"]
        assert (
            disposicion.startswith("attachment;") and "filename*=UTF-8''Ley%20%C2%AB%C3%B1and" in disposicion
        )
        assert "sandbox" in entero.headers["Content-Security-Policy"]
        assert entero.headers["X-Content-Type-Options"] == "nosniff"
        assert entero.headers["Cache-Control"] == "public, no-cache"
        etiqueta = entero.headers["ETag"]
    with cliente.get("/documentos/CD-00001/original", headers={"Range": "bytes=0-3"}) as trozo:
        assert (trozo.status_code, trozo.get_data()) == (206, b"%PDF")
    with cliente.get("/documentos/CD-00001/original", headers={"If-None-Match": etiqueta}) as igual:
        assert igual.status_code == 304


def test_un_html_nunca_se_abre_en_el_sitio(
    app: Flask, sembrado: None, bd: BaseDeDatos, config: Config
) -> None:
    recepcion = DepositoLocal(config.ruta_archivos).abrir_recepcion(config.limite_archivo)
    recepcion.write(b"<script>alert(1)</script>")
    guardado = recepcion.terminar()
    with transaccion(bd) as sesion:
        sesion.query(Archivo).filter(Archivo.tipo == "text/html").update({"sha256": guardado.sha256})
    with app.test_client().get("/documentos/CD-00004/original") as respuesta:
        assert respuesta.headers["Content-Disposition"].startswith("attachment")
        assert respuesta.headers["Content-Security-Policy"].startswith("sandbox")


def test_un_archivo_perdido_no_es_un_error_interno(app: Flask, sembrado: None) -> None:
    pedir(app.test_client(), "/documentos/CD-00004/original", 503)


def test_la_lectura_de_lo_no_publico_se_anota_antes_de_entregar(
    app: Flask, sembrado: None, config: Config, ana: Actor, entrar: Callable[..., FlaskClient]
) -> None:
    cliente = entrar("ana@centro.gt")
    for ruta in ("", "/original", "/paginas/1.webp?ancho=480", "/paginas/1.webp?ancho=160"):
        with cliente.get(f"/documentos/CD-00002{ruta}") as respuesta:
            assert respuesta.status_code == 200
            assert respuesta.headers["Cache-Control"] == "private, no-store"
    cliente.get("/documentos/CD-00001")
    (diario,) = config.ruta_accesos.glob("*.jsonl")
    lineas = [json.loads(linea) for linea in diario.read_text().splitlines() if linea]
    assert [(a["accion"], a["objeto"][1], a["detalle"]) for a in lineas] == [
        ("documento_leido", "CD-00002", {}),
        ("original_descargado", "CD-00002", {"version": 1, "archivo": 2}),
        ("pagina_leida", "CD-00002", {"pagina": 1, "version": 1, "archivo": 2}),
    ]


def test_si_no_se_puede_anotar_no_se_entrega(
    app: Flask, sembrado: None, config: Config, ana: Actor, entrar: Callable[..., FlaskClient]
) -> None:
    config.ruta_accesos.write_text("un archivo donde va la carpeta")
    pedir(entrar("ana@centro.gt"), "/documentos/CD-00002", 503)


def test_un_archivo_con_clase_propia_no_lo_baja_quien_no_debe(
    app: Flask, sembrado: None, bd: BaseDeDatos
) -> None:
    with transaccion(bd) as sesion:
        principal = sesion.get_one(Archivo, 1)
        sesion.add(
            Archivo(
                version_id=principal.version_id, papel=Papel.OTRO_FORMATO, sha256=principal.sha256,
                nombre="interno.pdf", tipo="application/pdf", tamano=10, acceso="interna",
            )
        )  # fmt: skip
        sesion.add(
            Archivo(
                version_id=principal.version_id, papel=Papel.EXTRACTO_PUBLICO, sha256=principal.sha256,
                nombre="extracto.pdf", tipo="application/pdf", tamano=10, acceso="publica", id=250_000,
            )
        )  # fmt: skip
    cliente = app.test_client()
    html = pedir(cliente, "/documentos/CD-00001")
    assert "Extracto público" in html and "Otro formato" not in html
    with lectura(bd) as sesion:
        numeros = {a.nombre: a.id for a in sesion.query(Archivo)}
    pedir(cliente, f"/documentos/CD-00001/original?archivo={numeros['interno.pdf']}", 404)
    with cliente.get(f"/documentos/CD-00001/original?archivo={numeros['extracto.pdf']}") as respuesta:
        assert respuesta.status_code == 200


def test_una_version_nueva_sin_leer_deja_ver_la_anterior(
    app: Flask, sembrado: None, bd: BaseDeDatos, reloj: Reloj
) -> None:
    with transaccion(bd) as sesion:
        documento = sesion.get_one(Documento, 1)
        sesion.add(Version(documento_id=1, numero=2, creada=reloj.ahora(), nota="Mejor copia"))
        assert documento.id == 1
    html = pedir(app.test_client(), "/documentos/CD-00001")
    assert "Mejor copia" in html and "página 1 de 4" in html.lower()


def test_una_version_vieja_se_ve_y_lo_dice(app: Flask, sembrado: None, bd: BaseDeDatos) -> None:
    with transaccion(bd) as sesion:
        sembrar_version(sesion, sesion.get_one(Documento, 1), ("Texto de la segunda",), numero=2)
    cliente = app.test_client()
    assert "Esta es la versión 1" in pedir(cliente, "/documentos/CD-00001?version=1")
    assert "Esta es la versión" not in pedir(cliente, "/documentos/CD-00001")


def test_la_memoria_no_rehace_ni_crece_sin_medida() -> None:
    memoria, hechas = Memoria(2), []

    def hacer(clave: str) -> object:
        resaltar = Resaltar(formas=frozenset({clave}))
        return memoria.pedir(1, resaltar, lambda: hechas.append(clave))  # type: ignore[func-returns-value,arg-type,return-value]

    for clave in ("a", "b", "a", "c", "a", "b"):
        hacer(clave)
    assert hechas == ["a", "b", "c", "b"]


def test_sin_indice_la_pagina_se_abre_igual(app: Flask, sembrado: None, config: Config) -> None:
    for carpeta in Path(config.ruta_indice).iterdir():
        carpeta.rename(carpeta.with_name("apartado"))
    html = pedir(app.test_client(), "/documentos/CD-00001?q=retorno&n=1")
    assert "Resultados de «retorno»" in html and "documento 1 de" not in html


def test_lo_que_se_abrio_ya_no_dice_por_que_estuvo_cerrado(
    app: Flask, sembrado: None, bd: BaseDeDatos, ana: Actor, entrar: Callable[..., FlaskClient]
) -> None:
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 1).fundamento = "Perjudicaba la negociación"
        cerrado = sesion.get_one(Documento, 2)
        cerrado.acceso, cerrado.fundamento = "interna", "Deliberación en curso"
    assert "Perjudicaba" not in pedir(app.test_client(), "/documentos/CD-00001")
    assert "Deliberación" in pedir(entrar("ana@centro.gt"), "/documentos/CD-00002")


@pytest.mark.parametrize(
    ("q", "marcado"),
    [
        ("retornno", "retorno"),
        ('"plan nacional"', "plan nacional"),
        ("retornos", "retorno"),
        ("retor*", "retorno"),
    ],
)
def test_en_la_pagina_se_marca_lo_que_la_busqueda_hallo_de_veras(
    app: Flask, sembrado: None, q: str, marcado: str
) -> None:
    """También lo corregido: las marcas son las de la lista de resultados."""
    en_la_lista = _marcado(pedir(app.test_client(), f"/buscar?q={q}"))
    for lugar in ("", "&n=1"):
        html = pedir(app.test_client(), f"/documentos/CD-00001?q={q}{lugar}&vista=texto")
        assert marcado in _marcado(html) <= en_la_lista, lugar


def _marcado(html: str) -> set[str]:
    return {texto.lower() for texto in re.findall(r"<mark[^>]*>([^<]*)</mark>", html)}


def test_cada_pasaje_dice_en_que_articulo_esta() -> None:
    paginas = {
        1: "Considerando el retorno.\nArtículo 1. El retorno voluntario.\nArtículo 2. El plan y",
        2: "su retorno.\nArtículo 3. Vigencia del retorno.",
    }
    pasajes = hallar(paginas, interpretar("retorno").resaltar).pasajes
    assert [(p.pagina, p.articulo) for p in pasajes] == [(1, ""), (2, "Artículo 2")]
    lejanas = {n: texto.replace("\n", "\n" + "x " * 80 + "\n") for n, texto in paginas.items()}
    pasajes = hallar(lejanas, interpretar("retorno").resaltar).pasajes
    assert [p.articulo for p in pasajes] == ["", "Artículo 1", "Artículo 2", "Artículo 3"]


def test_la_palabra_cortada_entre_dos_paginas_se_senala_en_las_dos() -> None:
    paginas = {1: "Velará por la repa-", 2: "triación digna."}
    for consulta in ("repatriación", '"la repatriación"'):
        pasajes = hallar(paginas, interpretar(consulta).resaltar).pasajes
        assert [
            (p.pagina, paginas[p.pagina][p.marcas[0][0] : p.marcas[0][1]].split()[-1]) for p in pasajes
        ] == [
            (1, "repa-"),
            (2, "triación"),
        ]
