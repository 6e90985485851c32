"""Lo que se suma a un documento publicado no sale al público sin que nadie vea lo que lleva oculto."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from html import unescape
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from archivos import comprimido, pdf, pdf_con_clave, pdf_tachado
from conftest import CLAVES_LIGERAS, RelojFijo
from mundo import Mundo, hacer_mundo, hallar, indexar, meter, sumar_extracto, sumar_version, trabajar
from sqlalchemy import func, select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.modelos import Acceso
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import Conflicto, SinPermiso
from centro_doc.curaduria import casos, retencion
from centro_doc.curaduria.modelos import Operacion
from indexador.extraccion.aislado import extraer_aislado
from indexador.extraccion.oculto import atencion, cuenta
from indexador.extraccion.pdf_miradas import OCULTO_SIN_COMPROBAR


@pytest.fixture(scope="module")
def mundo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mundo]:
    hecho = hacer_mundo(tmp_path_factory.mktemp("retencion"), RelojFijo(), CLAVES_LIGERAS)
    yield hecho
    hecho.cerrar()


@pytest.fixture
def publicado(mundo: Mundo, request: pytest.FixtureRequest) -> str:
    """Un documento a la vista de todos cuyo texto nombra a la prueba."""
    return meter(mundo, request.node.name, f"Texto viejo {palabra(request)} de la comisión")


def palabra(request: pytest.FixtureRequest) -> str:
    return "".join(letra for letra in request.node.name if letra.isalpha())[-18:]


def estado(mundo: Mundo, lector: str, ruta: str) -> int:
    return mundo.clientes[lector].get(ruta, buffered=True).status_code


def ve(mundo: Mundo, lector: str, ruta: str, dicho: str) -> bool:
    return dicho in mundo.clientes[lector].get(ruta).get_data(as_text=True)


def hallan(mundo: Mundo, lector: str, buscado: str) -> bool:
    return not ve(mundo, lector, f"/buscar?q={buscado}", "Ningún documento")


def avisos_anotados(mundo: Mundo, numero: str, accion: str) -> list[str]:
    with lectura(mundo.bd) as sesion:
        asiento = sesion.scalars(
            select(Asiento).where(Asiento.objeto_id == numero, Asiento.accion == accion)
        ).one()
        return asiento.detalle["avisos"]


def test_una_version_limpia_pasa_a_regir_en_cuanto_se_lee(mundo, publicado):
    sumar_version(mundo, publicado, pdf("Texto nuevo y limpio"))
    assert ve(mundo, "publico", f"/documentos/{publicado}?vista=texto", "Texto nuevo y limpio")
    assert estado(mundo, "publico", f"/documentos/{publicado}?version=1") == 200


def test_lo_que_sale_solo_se_avisa_al_subirlo_y_queda_dicho_que_nadie_lo_publico(mundo, publicado):
    assert ve(
        mundo, "personal", f"/catalogar/{publicado}", "La nueva saldrá sola a la vista en cuanto se lea"
    )
    sumar_version(mundo, publicado, pdf(f"Texto limpio de {publicado}"))
    with lectura(mundo.bd) as sesion:
        asiento = sesion.scalars(
            select(Asiento).where(Asiento.objeto_id == publicado, Asiento.accion == "version_publicada")
        ).one()
        assert (asiento.actor, asiento.detalle["por"]) == ("sistema", "su lectura no halló nada oculto")
    for dicho in ("Salieron solas al leerse", publicado, "Versión 2"):
        assert ve(mundo, "personal", "/lotes", dicho), dicho


def test_antes_de_leerse_no_existe_para_el_publico_y_no_se_puede_publicar(mundo, publicado, monkeypatch):
    monkeypatch.setattr("mundo.trabajar", lambda _mundo: None)
    sumar_version(mundo, publicado, pdf("Texto nuevo sin leer"))
    for dicho in (
        "saldrá a la vista sola al terminar",
        "sólo la ve el personal",
        "quítela de la vista ahora",
    ):
        assert ve(mundo, "personal", f"/catalogar/{publicado}", dicho), dicho
    assert estado(mundo, "publico", f"/documentos/{publicado}/original?version=2") == 404
    assert estado(mundo, "personal", f"/documentos/{publicado}/original?version=2") == 200
    with pytest.raises(Conflicto, match="leyendo"), transaccion(mundo.bd) as sesion:
        actor = mundo.actores["personal"]
        retencion.publicar_version(sesion, actor, publicado, 2, sustituye=False, reloj=mundo.reloj)
    trabajar(mundo)
    assert estado(mundo, "publico", f"/documentos/{publicado}/original?version=2") == 200


def test_la_que_lleva_algo_oculto_espera_y_se_publica_con_su_aviso_en_la_bitacora(mundo, publicado, request):
    nueva = f"nueva{palabra(request)}"
    sumar_version(mundo, publicado, pdf_tachado(f"Texto {nueva}", "El testigo es Juan Pérez"))
    assert not hallan(mundo, "publico", nueva)
    assert not hallan(mundo, "personal", nueva)
    for ruta in (f"/documentos/{publicado}", f"/catalogar/{publicado}"):
        assert ve(mundo, "personal", ruta, "texto tapado")
        assert ve(mundo, "personal", ruta, "Publicar la versión de todos modos")
    assert ve(mundo, "personal", "/ingreso?ver=en_revision", "texto tapado")
    assert ve(mundo, "personal", f"/documentos/{publicado}?version=2&vista=texto", nueva)
    assert not ve(mundo, "personal", "/ingreso", "espera desde el .")
    with pytest.raises(SinPermiso), transaccion(mundo.bd) as sesion:
        actor = mundo.actores["presidencia"]
        retencion.publicar_version(sesion, actor, publicado, 2, sustituye=False, reloj=mundo.reloj)
    ficha = {"csrf_token": mundo.fichas["personal"], "sustituye": "1", "de": "documento"}
    ruta = f"/catalogar/{publicado}/versiones/2/publicar"
    assert mundo.clientes["personal"].post(ruta, data=ficha).status_code == 303
    assert not hallan(mundo, "publico", palabra(request)), "lo viejo sale de la búsqueda en el acto"
    indexar(mundo)
    assert hallan(mundo, "publico", nueva)
    assert estado(mundo, "publico", f"/documentos/{publicado}/original?version=1") == 404
    (aviso,) = avisos_anotados(mundo, publicado, "version_publicada")
    assert "texto tapado" in aviso
    assert not ve(mundo, "personal", "/ingreso?ver=en_revision", f"Elegir {publicado}")


def test_quitarla_conserva_el_archivo_y_deja_la_anterior(mundo, publicado):
    sumar_version(mundo, publicado, pdf_tachado("Otro texto", f"tapado en {publicado}"))
    actor = mundo.actores["personal"]
    with transaccion(mundo.bd) as sesion:
        retencion.quitar_version(sesion, actor, publicado, 2, reloj=mundo.reloj)
    assert ve(mundo, "publico", f"/documentos/{publicado}?vista=texto", "Texto viejo")
    assert not ve(mundo, "personal", "/ingreso?ver=en_revision", publicado)
    assert estado(mundo, "publico", f"/documentos/{publicado}/original?version=2") == 404
    assert estado(mundo, "personal", f"/documentos/{publicado}/original?version=2") == 200
    with pytest.raises(Conflicto, match="versión actual"), transaccion(mundo.bd) as sesion:
        retencion.quitar_version(sesion, actor, publicado, 1, reloj=mundo.reloj)


def test_la_que_no_se_pudo_leer_espera_con_su_motivo(mundo, publicado):
    sumar_version(mundo, publicado, pdf_con_clave(f"cerrado {publicado}"))
    assert estado(mundo, "publico", f"/documentos/{publicado}?version=2") == 404
    assert ve(mundo, "personal", f"/catalogar/{publicado}", "no se pudo leer")
    assert ve(mundo, "personal", f"/catalogar/{publicado}", "Reintentar la lectura")


def test_la_que_se_sube_para_sustituir_saca_de_la_vista_a_las_otras_al_regir(mundo, publicado, request):
    sumar_version(mundo, publicado, pdf("Texto sin los datos"), sustituye=True)
    assert estado(mundo, "publico", f"/documentos/{publicado}?version=1") == 404
    assert ve(mundo, "publico", f"/documentos/{publicado}?vista=texto", "Texto sin los datos")
    for ruta in (f"/documentos/{publicado}", "/plan/OO3.A2.1"):
        assert not ve(mundo, "publico", ruta, palabra(request)), "el pasaje que se citó de la vieja"


def test_un_extracto_se_mira_antes_de_que_lo_vea_el_publico(mundo, publicado):
    original = f"/documentos/{publicado}/original?archivo="
    sumar_extracto(mundo, publicado, pdf_tachado("Extracto", f"tapado del extracto de {publicado}"))
    with lectura(mundo.bd) as sesion:
        (archivo,) = [a.id for a in hallar(sesion, publicado).versiones[-1].archivos[1:]]
    assert estado(mundo, "publico", f"{original}{archivo}") == 404
    respuesta = mundo.clientes["personal"].get(f"{original}{archivo}", buffered=True)
    assert (respuesta.status_code, respuesta.headers["Cache-Control"]) == (200, "private, no-store")
    assert ve(mundo, "personal", f"/catalogar/{publicado}", "Publicar el archivo de todos modos")
    with transaccion(mundo.bd) as sesion:
        actor = mundo.actores["personal"]
        retencion.publicar_archivo(sesion, actor, publicado, archivo, reloj=mundo.reloj)
    assert estado(mundo, "publico", f"{original}{archivo}") == 200
    assert "texto tapado" in avisos_anotados(mundo, publicado, "archivo_publicado")[0]


def test_un_extracto_limpio_sale_solo_y_su_texto_no_se_guarda(mundo, publicado, request):
    sumar_extracto(mundo, publicado, pdf(f"extracto{palabra(request)}"))
    with lectura(mundo.bd) as sesion:
        version = hallar(sesion, publicado).versiones[-1]
        archivo, textos = version.archivos[-1].id, len(version.textos)
    assert textos == 1
    ruta = f"/documentos/{publicado}/original?archivo={archivo}"
    assert estado(mundo, "publico", ruta) == 200
    assert not hallan(mundo, "publico", f"extracto{palabra(request)}")


def test_quien_cataloga_ve_quién_hizo_el_extracto_y_el_público_no(mundo, publicado):
    salida = BytesIO()
    with pikepdf.open(BytesIO(pdf("Extracto firmado"))) as firmado:
        firmado.docinfo["/Author"] = f"Juana {publicado}"
        firmado.save(salida)
    sumar_extracto(mundo, publicado, salida.getvalue())
    with lectura(mundo.bd) as sesion:
        nombre = hallar(sesion, publicado).versiones[-1].archivos[-1].nombre
    dicho = f"autor «Juana {publicado}». Quien lo descargue puede verlo. Está en {nombre}."
    assert ve(mundo, "personal", f"/catalogar/{publicado}", dicho)
    assert not ve(mundo, "publico", f"/documentos/{publicado}", "Juana")


def test_el_extracto_de_un_por_publicar_avisa_antes_y_no_sale_con_el(mundo, request):
    numero = meter(mundo, request.node.name, "Por publicar todavía", publicar=False)
    sumar_extracto(mundo, numero, pdf_tachado("Extracto", f"tapado antes de publicar {numero}"))
    assert ve(mundo, "personal", f"/catalogar/{numero}", "texto tapado")
    with transaccion(mundo.bd) as sesion:
        documento = hallar(sesion, numero)
        documento.sin_vinculos_motivo, documento.acceso = "Prueba", Acceso.PUBLICA
        casos.publicar(sesion, mundo.actores["personal"], numero, reloj=mundo.reloj)
        archivo = documento.versiones[-1].archivos[-1].id
    assert estado(mundo, "publico", f"/documentos/{numero}") == 200
    assert estado(mundo, "publico", f"/documentos/{numero}/original?archivo={archivo}") == 404


def con_adjunto(nombre: str, contenido: bytes) -> bytes:
    correo = EmailMessage()
    correo["Subject"] = "Remisión"
    correo.set_content("Se adjunta lo pedido.")
    correo.add_attachment(contenido, maintype="application", subtype="octet-stream", filename=nombre)
    return correo.as_bytes()


def test_lo_que_esconde_un_archivo_dentro_del_extracto_lo_retiene(mundo, publicado):
    dentro = pdf_tachado("Acta", f"tapado dentro de {publicado}")
    paquete = comprimido({"limpio.txt": b"nada que esconder", "correo.eml": con_adjunto("acta.pdf", dentro)})
    sumar_extracto(mundo, publicado, paquete, nombre="anexos.zip")
    archivo = ultimo_archivo(mundo, publicado)
    assert estado(mundo, "publico", f"/documentos/{publicado}/original?archivo={archivo}") == 404
    assert ve(mundo, "personal", f"/catalogar/{publicado}", "Está en «acta.pdf», que viene dentro.")


def test_lo_que_dentro_no_se_puede_leer_tambien_lo_retiene(mundo, publicado):
    sumar_extracto(mundo, publicado, con_adjunto("c.pdf", pdf_con_clave(f"x {publicado}")), nombre="c.eml")
    archivo = ultimo_archivo(mundo, publicado)
    assert estado(mundo, "publico", f"/documentos/{publicado}/original?archivo={archivo}") == 404
    assert ve(mundo, "personal", f"/catalogar/{publicado}", "lo que no se pudo leer")


def test_el_comprimido_limpio_sale_solo(mundo, publicado):
    sumar_extracto(mundo, publicado, comprimido({"a.txt": publicado.encode()}), nombre="a.zip")
    archivo = ultimo_archivo(mundo, publicado)
    assert estado(mundo, "publico", f"/documentos/{publicado}/original?archivo={archivo}") == 200


def test_la_version_que_trae_dentro_algo_oculto_espera(mundo, publicado):
    paquete = comprimido({"acta.pdf": pdf_tachado("Acta", f"tapado en la versión de {publicado}")})
    sumar_version(mundo, publicado, paquete, nombre="v2.zip")
    assert estado(mundo, "publico", f"/documentos/{publicado}?version=2") == 404
    assert ve(mundo, "personal", f"/catalogar/{publicado}", "Está en «acta.pdf», que viene dentro.")


def ultimo_archivo(mundo: Mundo, numero: str) -> int:
    with lectura(mundo.bd) as sesion:
        return hallar(sesion, numero).versiones[-1].archivos[-1].id


@pytest.fixture
def por_tandas(mundo, publicado, monkeypatch):
    """Lee dejando cada vez sin comprobar las páginas dichas; devuelve qué ve el público durante cada una."""

    def _por_tandas(ruta: str, *faltan: int) -> list[int]:
        quedan, vistos = iter(faltan), []

        def leer(*dado, **como):
            leido, n = extraer_aislado(*dado, **como), next(quedan)
            vistos.append(estado(mundo, "publico", ruta))
            aviso = atencion(cuenta(n, "página sin comprobar", "páginas sin comprobar"))
            return replace(leido, propiedades={OCULTO_SIN_COMPROBAR: str(n)}, avisos=tuple(aviso))

        for modulo in ("lectura", "mirada"):
            monkeypatch.setattr(f"centro_doc.catalogo.{modulo}.extraer_aislado", leer)
        return vistos

    return _por_tandas


def test_la_version_espera_mientras_el_obrero_comprueba_por_tandas(mundo, publicado, por_tandas, request):
    ruta, nueva = f"/documentos/{publicado}/original?version=2", f"tanda{palabra(request)}"
    vistos = por_tandas(ruta, 2, 1, 0)
    sumar_version(mundo, publicado, pdf(f"Texto {nueva}"))
    assert vistos == [404, 404, 404]
    assert estado(mundo, "publico", ruta) == 200
    assert hallan(mundo, "publico", nueva)


def test_mientras_falten_tandas_el_extracto_espera(mundo, publicado, por_tandas):
    ruta = f"/documentos/{publicado}/original?archivo={ultimo_archivo(mundo, publicado) + 1}"
    vistos = por_tandas(ruta, 2, 1, 0)
    sumar_extracto(mundo, publicado, pdf(f"Extracto de {publicado}"))
    assert vistos == [404, 404, 404]
    assert estado(mundo, "publico", ruta) == 200


def test_si_una_tanda_no_avanza_no_hay_otra_y_lo_decide_una_persona(mundo, publicado, por_tandas):
    ruta = f"/documentos/{publicado}/original?version=2"
    vistos = por_tandas(ruta, 2, 2)
    sumar_version(mundo, publicado, pdf(f"No avanza {publicado}"))
    assert (len(vistos), estado(mundo, "publico", ruta)) == (2, 404)
    assert ve(mundo, "personal", f"/catalogar/{publicado}", "2 páginas sin comprobar")


def test_desde_la_fila_de_la_bandeja_se_publica_y_se_deshace(mundo, publicado):
    sumar_version(mundo, publicado, pdf_tachado("Otra versión", f"tapado en la fila de {publicado}"))
    bandeja = "/ingreso?ver=en_revision"
    (publicar,) = botones(mundo, bandeja, f"/catalogar/{publicado}/versiones/2/publicar")
    assert apretar(mundo, publicar).headers["Location"] == f"{bandeja}#t-cola"
    assert estado(mundo, "publico", f"/documentos/{publicado}/original?version=2") == 200
    arriba, en_la_cola = botones(mundo, bandeja, "/lotes/", "/deshacer")
    assert arriba == en_la_cola
    apretar(mundo, arriba)
    assert estado(mundo, "publico", f"/documentos/{publicado}/original?version=2") == 404
    assert ve(mundo, "publico", f"/documentos/{publicado}?vista=texto", "Texto viejo")
    assert botones(mundo, bandeja, f"/catalogar/{publicado}/versiones/2/publicar")


def test_desde_la_fila_se_quita_y_si_alguien_lo_cambio_no_se_deshace(mundo, publicado):
    sumar_extracto(mundo, publicado, pdf_tachado("Extracto", f"tapado en el extracto de la fila {publicado}"))
    archivo = ultimo_archivo(mundo, publicado)
    bandeja, ruta = "/ingreso?ver=en_revision", f"/catalogar/{publicado}/archivos/{archivo}"
    apretar(mundo, botones(mundo, bandeja, f"{ruta}/quitar")[0])
    assert not botones(mundo, bandeja, ruta)
    deshacer = ultima_operacion(mundo)
    apretar(mundo, f"{ruta}/publicar")
    apretar(mundo, deshacer)
    assert estado(mundo, "publico", f"/documentos/{publicado}/original?archivo={archivo}") == 200


def ultima_operacion(mundo: Mundo) -> str:
    with lectura(mundo.bd) as sesion:
        return f"/lotes/{sesion.scalar(select(func.max(Operacion.id)))}/deshacer"


def botones(mundo: Mundo, pagina: str, *trozos: str) -> list[str]:
    """Las direcciones de los botones y formularios de una página que tienen esos trozos."""
    html = mundo.clientes["personal"].get(pagina).get_data(as_text=True)
    direcciones = (unescape(una) for una in re.findall(r'(?:formaction|action)="([^"]+)"', html))
    return [una for una in direcciones if all(trozo in una for trozo in trozos)]


def apretar(mundo: Mundo, direccion: str, **campos: str) -> Any:
    datos = {"csrf_token": mundo.fichas["personal"], **campos}
    respuesta = mundo.clientes["personal"].post(direccion, data=datos)
    assert respuesta.status_code == 303
    return respuesta


def test_la_contrasena_abre_la_version_retenida(mundo, publicado, request):
    nueva = f"abierta{palabra(request)}"
    sumar_version(mundo, publicado, pdf_con_clave(f"Texto {nueva}"))
    bandeja = "/ingreso?ver=en_revision"
    (abrir,) = botones(mundo, bandeja, f"/ingreso/{publicado}/abrir")
    apretar(mundo, abrir, clave="equivocada")
    assert ve(mundo, "personal", bandeja, "Esa contraseña no abre")
    apretar(mundo, abrir, clave="secreta")
    indexar(mundo)
    assert hallan(mundo, "publico", nueva)
    assert not botones(mundo, bandeja, f"/ingreso/{publicado}/abrir")
