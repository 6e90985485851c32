"""La pantalla de catalogar, por la web y sin JavaScript."""

import io
import json
import re

import pytest
from archivos import pdf
from conftest import ficha_csrf
from contar import contar_consultas
from fabrica import sembrar_plan, sembrar_version
from sqlalchemy import select

from centro_doc.catalogo.casos import crear_sin_archivo
from centro_doc.catalogo.modelos import Documento, Estado, FechaDocumento, TextoGuardado
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.vinculos.modelos import Evidencia, Vinculo
from indexador.extraccion.huellas import huellas
from indexador.extraccion.oculto import atencion

ANA = "ana@congreso.gob.gt"
ROSA = "rosa@congreso.gob.gt"
RUTA = "/catalogar/CD-00001"


@pytest.fixture
def ana(crear):
    return crear(ANA, Rol.PERSONAL)


@pytest.fixture
def documento(bd, reloj, ana):
    """Dos documentos por catalogar; el primero, con dos páginas de texto."""
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        uno = crear_sin_archivo(sesion, ana, "Primero", reloj=reloj)
        sembrar_version(sesion, uno, ["Se acordó un plan nacional de retorno para 2012.", "Segunda página."])
        crear_sin_archivo(sesion, ana, "Segundo", reloj=reloj)


@pytest.fixture
def cliente(documento, entrar):
    return entrar(ANA)


def llenar(cliente, ruta=RUTA, **cambios):
    """Los valores del formulario tal como los muestra la página, con lo que la persona cambia."""
    pagina = cliente.get(ruta).text
    valores = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', pagina))
    valores |= {"acceso": "publica", "titulo": "Minuta de la reunión", "tipo": ""}
    return {**valores, **cambios}


MINUTA = {
    "tipo": "minuta",
    "fecha-0-clase": "sesion",
    "fecha-0-valor": "5 de agosto de 2011",
    "fecha-0-precision": "dia",
    "sin_vinculos_motivo": "Trata del archivo",
}


def leer(bd, identificador="CD-00001"):
    with lectura(bd) as sesion:
        return sesion.scalars(select(Documento).where(Documento.identificador == identificador)).one()


def test_cambiar_el_tipo_muestra_sus_datos_y_su_acceso_y_no_guarda_nada(bd, cliente):
    datos = llenar(cliente, tipo="listado_asistencia", accion="tipo", resumen="algo que ya escribí")
    pagina = cliente.post(RUTA, data=datos).text
    assert 'name="m-mesa"' in pagina
    assert re.search(r'value="interna" checked', pagina)
    assert "LAIP, artículos 30 y 31" in pagina
    assert "algo que ya escribí" in pagina
    assert re.search(r'<option value="sesion" selected>', pagina)
    assert leer(bd).tipo is None


def test_se_agregan_y_se_quitan_renglones_de_fecha_sin_perder_lo_escrito(cliente):
    datos = llenar(cliente, **MINUTA, accion="fecha_mas")
    pagina = cliente.post(RUTA, data=datos).text
    assert 'name="fecha-1-clase"' in pagina
    assert "5 de agosto de 2011" in pagina
    datos |= {"fecha-1-clase": "recepcion", "fecha-1-valor": "2012", "accion": "fecha_menos:0"}
    pagina = cliente.post(RUTA, data=datos).text
    assert 'value="2012"' in pagina
    assert "5 de agosto de 2011" not in pagina


def test_al_publicar_el_siguiente_se_abre_por_su_primera_pagina(cliente):
    respuesta = cliente.post(f"{RUTA}?p=2", data=llenar(cliente, **MINUTA, accion="publicar"))
    assert (respuesta.status_code, respuesta.location) == (303, "/catalogar/CD-00002")


def test_guardar_un_borrador_incompleto_se_puede(bd, cliente):
    respuesta = cliente.post(RUTA, data=llenar(cliente, accion="guardar", autores="Uno\nDos"))
    assert respuesta.status_code == 303
    guardado = leer(bd)
    assert (guardado.titulo, guardado.autores) == ("Minuta de la reunión", ["Uno", "Dos"])
    assert "Uno\nDos" in cliente.get(RUTA).text


@pytest.mark.parametrize(
    ("cambios", "control"),
    [
        ({"titulo": " "}, "titulo"),
        ({"tipo": "inventado"}, "tipo"),
        ({"acceso": "secreta"}, "acceso"),
        ({"ejemplares": "muchos"}, "ejemplares"),
        ({"origen_fecha": "ayer"}, "origen_fecha"),
        ({"numero": "x" * 90}, "numero"),
        ({"tipo": "ejecucion_presupuestaria", "m-asignado": "mucho"}, "m-asignado"),
        ({"fecha-0-clase": "emision", "fecha-0-valor": "2011"}, "fecha-0-valor"),
        ({"fecha-0-clase": "", "fecha-0-valor": "17/08/2011"}, "fecha-0-clase"),
        (
            {
                "fecha-0-clase": "emision",
                "fecha-0-valor": "17/08/2011",
                "fecha-1-clase": "emision",
                "fecha-1-valor": "2011-08-17",
            },
            "fecha-1-valor",
        ),
    ],
)
def test_un_dato_mal_escrito_se_senala_y_lo_demas_se_conserva(bd, cliente, cambios, control):
    datos = llenar(cliente, **({"resumen": "lo que ya llevaba"} | cambios), accion="guardar")
    respuesta = cliente.post(RUTA, data=datos)
    assert respuesta.status_code == 422
    assert f'href="#{control}"' in respuesta.text
    assert f'id="e-{control}"' in respuesta.text
    assert "lo que ya llevaba" in respuesta.text
    assert leer(bd).edicion == 1


def test_publicar_lleva_al_siguiente_por_catalogar(bd, cliente):
    respuesta = cliente.post(RUTA, data=llenar(cliente, **MINUTA, accion="publicar"))
    assert respuesta.location == "/catalogar/CD-00002"
    assert leer(bd).estado == Estado.PUBLICADO
    assert "Publicado CD-00001, Minuta de la reunión." in cliente.get(respuesta.location).text
    datos = llenar(cliente, "/catalogar/CD-00002", **MINUTA, accion="publicar")
    assert cliente.post("/catalogar/CD-00002", data=datos).location == "/ingreso"


def test_publicar_incompleto_dice_todo_lo_que_falta_y_no_guarda(bd, cliente):
    respuesta = cliente.post(RUTA, data=llenar(cliente, tipo="dictamen", accion="publicar"))
    assert respuesta.status_code == 422
    for control in ("m-comisiones", "m-sentido_dictamen", "fechas", "vinculos"):
        assert f'href="#{control}"' in respuesta.text
    assert leer(bd).titulo == "Primero"


def test_las_fechas_se_guardan_con_su_clase_y_su_precision(bd, cliente):
    fechas = {
        "fecha-0-clase": "emision",
        "fecha-0-valor": "mayo de 2009",
        "fecha-0-precision": "mes",
        "fecha-1-clase": "publicacion",
        "fecha-1-valor": "",
        "fecha-1-precision": "desconocida",
        "fecha-2-clase": "vigencia",
        "fecha-2-valor": "",
        "fecha-2-precision": "inventada",
    }
    cliente.post(RUTA, data=llenar(cliente, tipo="decreto_congreso", **fechas, accion="guardar"))
    with lectura(bd) as sesion:
        guardadas = {(f.clase, str(f.valor), f.precision) for f in sesion.scalars(select(FechaDocumento))}
    assert guardadas == {("emision", "2009-05-01", "mes"), ("publicacion", "None", "desconocida")}
    assert 'value="05/2009"' in cliente.get(RUTA).text


def test_si_otra_persona_guardo_antes_se_dice_quien_a_que_hora_y_no_se_pierde_nada(
    bd, crear, entrar, cliente
):
    crear(ROSA, Rol.REVISOR)
    mios = llenar(cliente, titulo="Mi título", autores="Yo", accion="guardar")
    rosa = entrar(ROSA)
    rosa.post(RUTA, data=llenar(rosa, **MINUTA, titulo="El de Rosa", accion="publicar"))
    respuesta = cliente.post(RUTA, data=mios)
    assert respuesta.status_code == 409
    assert "No se guardó la ficha. Rosa publicó otra versión a las 10:00." in respuesta.text
    assert "Mi título" in respuesta.text
    assert 'href="#titulo"' in respuesta.text
    assert leer(bd).titulo == "El de Rosa"
    edicion = re.search(r'name="edicion" value="(\d+)"', respuesta.text)[1]
    otra_vez = {**mios, **MINUTA, "edicion": edicion}
    assert cliente.post(RUTA, data=otra_vez).status_code == 303
    assert leer(bd).titulo == "Mi título"


def test_vincular_con_un_pasaje_guarda_tambien_la_ficha(bd, cliente):
    vinculo = {
        "v-relacion": "sustenta",
        "v-destino": "OO3.A2.7",
        "v-pasaje": "plan nacional de retorno para 2012",
        "v-p": "1",
    }
    malo = cliente.post(
        RUTA, data=llenar(cliente, **(vinculo | {"v-pasaje": "esto no está en la página"}), accion="vincular")
    )
    assert malo.status_code == 422
    assert 'id="e-v-pasaje"' in malo.text
    assert "esto no está en la página" in malo.text
    assert leer(bd).edicion == 1
    respuesta = cliente.post(RUTA, data=llenar(cliente, **vinculo, accion="vincular"))
    assert respuesta.location == RUTA + "#vinculos"
    assert leer(bd).titulo == "Minuta de la reunión"
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Evidencia.literal)).one() == "plan nacional de retorno para 2012"
        numero = sesion.scalars(select(Vinculo.id)).one()
    assert "Participación en la definición de un plan nacional" in cliente.get(RUTA).text
    cliente.post(RUTA, data=llenar(cliente, accion=f"desvincular:{numero}"))
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Vinculo)).all() == []
    vacio = cliente.post(RUTA, data=llenar(cliente, accion="vincular"))
    assert vacio.status_code == 422


def test_el_personal_no_clasifica_y_la_revision_si(bd, crear, entrar, cliente):
    crear(ROSA, Rol.REVISOR)
    cerrada = {"acceso": "confidencial", "fundamento": "LAIP 22.5", "personas": ROSA}
    assert 'value="confidencial"' not in cliente.get(RUTA).text
    negado = cliente.post(RUTA, data=llenar(cliente, **cerrada, accion="guardar"))
    assert negado.status_code == 403
    assert "Sólo una persona revisora" in negado.text
    assert "Minuta de la reunión" in negado.text
    rosa = entrar(ROSA)
    assert "lesa humanidad" in rosa.get(RUTA).text
    desconocida = cerrada | {"personas": "nadie@congreso.gob.gt"}
    respuesta = rosa.post(RUTA, data=llenar(rosa, **desconocida, accion="guardar"))
    assert 'id="e-personas"' in respuesta.text
    assert rosa.post(RUTA, data=llenar(rosa, **cerrada, accion="guardar")).status_code == 303
    assert ROSA in rosa.get(RUTA).text
    assert cliente.get(RUTA).status_code == 404
    assert cliente.post(RUTA, data=llenar(cliente, "/catalogar/CD-00002")).status_code == 404


def test_quien_se_quita_el_acceso_lo_sabe(bd, crear, entrar, cliente):
    crear(ROSA, Rol.REVISOR)
    rosa = entrar(ROSA)
    cerrada = {"acceso": "confidencial", "fundamento": "LAIP 22.5", "personas": ANA}
    respuesta = rosa.post(RUTA, data=llenar(rosa, **cerrada, accion="guardar"))
    assert respuesta.location == "/ingreso"
    assert "usted ya no ve el documento" in rosa.get("/ingreso").text


def test_lo_interno_nombra_a_sus_grupos_y_lo_reservado_su_resolucion(bd, crear, entrar, cliente):
    interna = {"acceso": "interna", "fundamento": "En curso", "grupos": ["AG2", "INVENTADO"]}
    cliente.post(RUTA, data=llenar(cliente, **interna, accion="guardar"))
    assert re.search(r'value="AG2" checked', cliente.get(RUTA).text)
    crear(ROSA, Rol.REVISOR)
    rosa = entrar(ROSA)
    reservada = {
        "acceso": "reservada",
        "fundamento": "art. 23",
        "resolucion": "5-2011",
        "reserva_vence": "1/1/2014",
    }
    assert rosa.post(RUTA, data=llenar(rosa, **reservada, accion="guardar")).status_code == 303
    assert 'value="01/01/2014"' in rosa.get(RUTA).text
    assert leer(bd).resolucion == "5-2011"


def test_la_pagina_se_recorre_y_lo_raro_no_falla(cliente):
    assert "Segunda página." in cliente.get(RUTA + "?p=2&vista=texto").text
    assert "Segunda página." in cliente.get(RUTA + "?p=99&vista=texto").text
    assert cliente.get(RUTA + "?p=x").status_code == 200
    assert "no tiene archivo" in cliente.get("/catalogar/CD-00002").text
    assert cliente.get("/catalogar/CD-99999").status_code == 404


def test_retirar_y_reponer(bd, cliente):
    ficha = ficha_csrf(cliente, RUTA)
    sin_motivo = cliente.post(RUTA + "/retirar", data={"csrf_token": ficha, "motivo": ""})
    assert sin_motivo.status_code == 422
    datos = {"csrf_token": ficha, "motivo": "Duplicado en papel"}
    assert cliente.post(RUTA + "/retirar", data=datos).location == "/ingreso"
    pagina = cliente.get(RUTA).text
    assert "Duplicado en papel" in pagina
    assert 'value="publicar"' not in pagina
    assert cliente.post(RUTA + "/reponer", data={"csrf_token": ficha}).location == RUTA
    assert leer(bd).estado == Estado.POR_CATALOGAR


def _archivo(cliente, nombre, contenido, **datos):
    ficha = ficha_csrf(cliente, RUTA)
    return {"csrf_token": ficha, "archivo": (io.BytesIO(contenido), nombre), **datos}


def test_se_sube_una_version_nueva_y_la_anterior_queda(bd, cliente):
    for contenido, estado in ((pdf("dos"), 303), (b"", 422), (pdf("dos"), 409)):
        datos = _archivo(cliente, "v2.pdf", contenido, nota="Con reformas")
        respuesta = cliente.post(RUTA + "/version", data=datos, content_type="multipart/form-data")
        assert respuesta.status_code == estado
    pagina = cliente.get(RUTA).text
    assert "Versión 2" in pagina
    assert "Versión 1" in pagina
    assert "Con reformas" in pagina
    nada = {"csrf_token": ficha_csrf(cliente, RUTA)}
    vacia = cliente.post(RUTA + "/version", data=nada, content_type="multipart/form-data")
    assert vacia.status_code == 422
    assert "No se eligió ningún archivo" in vacia.text


def test_se_anade_un_extracto_publico(cliente):
    datos = _archivo(cliente, "extracto.txt", b"lo que es publico", papel="extracto_publico", clase="publica")
    respuesta = cliente.post(RUTA + "/archivo", data=datos, content_type="multipart/form-data")
    assert respuesta.status_code == 303
    assert "Extracto público: extracto.txt" in cliente.get(RUTA).text
    datos = _archivo(cliente, "x.txt", b"otro", papel="inventado")
    respuesta = cliente.post(RUTA + "/archivo", data=datos, content_type="multipart/form-data")
    assert respuesta.status_code == 422


def test_solo_el_personal_entra(app, crear, entrar, cliente):
    crear("i@congreso.gob.gt", Rol.INVESTIGADOR)
    assert app.test_client().get(RUTA).location.startswith("/acceso")
    assert entrar("i@congreso.gob.gt").get(RUTA).status_code == 403


def test_la_pagina_hace_pocas_consultas(app, bd, cliente):
    with contar_consultas(bd, app) as cuenta:
        cliente.get(RUTA)
    assert cuenta.total <= 23


def test_leer_una_pagina_al_catalogar_tambien_se_anota(config, cliente):
    cliente.get(f"{RUTA}?p=2")
    (diario,) = config.ruta_accesos.glob("*.jsonl")
    (lectura_,) = [json.loads(linea) for linea in diario.read_text().splitlines() if linea]
    assert (lectura_["accion"], lectura_["objeto"], lectura_["detalle"]) == (
        "pagina_leida",
        ["documento", "CD-00001"],
        {"pagina": 2},
    )


def test_si_no_se_puede_anotar_la_lectura_no_se_muestra_la_pagina(config, cliente):
    config.ruta_accesos.write_text("un archivo donde va la carpeta")
    assert cliente.get(RUTA).status_code == 503


def test_lo_publico_se_cataloga_sin_anotar_la_lectura(bd, config, cliente):
    cliente.post(RUTA, data=llenar(cliente, **MINUTA, accion="publicar"))
    assert leer(bd).estado == Estado.PUBLICADO
    (diario,) = config.ruta_accesos.glob("*.jsonl")
    antes = diario.read_text()
    assert cliente.get(RUTA).status_code == 200
    assert diario.read_text() == antes


@pytest.mark.parametrize(
    ("acceso", "antes", "tipo", "queda"),
    [
        ("publica", "", "decreto_congreso", "publica_oficio"),
        ("interna", "", "decreto_congreso", "interna"),
        ("confidencial", "", "libro", "confidencial"),
        ("interna", "listado_asistencia", "libro", "publica"),
        ("interna", "", "expediente_candidato", "confidencial"),
    ],
)
def test_elegir_el_tipo_no_abre_lo_que_una_persona_cerro(cliente, acceso, antes, tipo, queda):
    datos = llenar(cliente, acceso=acceso, tipo_antes=antes, tipo=tipo, accion="tipo", fundamento="x")
    pagina = cliente.post(RUTA, data=datos).text
    assert re.search(rf'name="acceso" value="{queda}" checked', pagina)


def test_lo_que_no_se_pudo_leer_se_reintenta_desde_su_ficha(bd, cliente):
    assert "Reintentar la lectura" not in cliente.get(RUTA).text
    with transaccion(bd) as sesion:
        sesion.scalars(
            select(Documento).where(Documento.identificador == "CD-00001")
        ).one().estado = Estado.CON_FALLA
    pagina = cliente.get(RUTA).text
    accion = re.search(r'formaction="([^"]+)">Reintentar la lectura', pagina)[1]
    assert cliente.post(accion, data={"csrf_token": ficha_csrf(cliente, RUTA)}).status_code == 303
    assert leer(bd).estado == Estado.RECIBIDO


def test_lo_que_lleva_oculto_se_publica_si_se_dice_que_se_reviso(bd, cliente):
    with transaccion(bd) as sesion:
        uno = sesion.scalars(select(Documento).where(Documento.identificador == "CD-00001")).one()
        archivo = uno.versiones[0].archivos[0]
        uno.avisos = archivo.avisos = atencion("texto tapado")
        numero = str(archivo.id)
    datos = llenar(cliente, **MINUTA, accion="publicar")
    rechazado = cliente.post(RUTA, data=datos)
    assert (rechazado.status_code, leer(bd).estado) == (422, Estado.POR_CATALOGAR)
    assert 'href="#oculto"' in rechazado.text and f'name="oculto" value="{numero}"' in rechazado.text
    assert cliente.post(RUTA, data={**datos, "oculto": numero}).status_code == 303
    assert leer(bd).estado == Estado.PUBLICADO


def test_lo_que_el_archivo_dice_de_quien_lo_hizo_se_pregunta_y_no_detiene(bd, app, cliente):
    with transaccion(bd) as sesion:
        texto = sesion.scalars(select(TextoGuardado).order_by(TextoGuardado.id)).first()
        texto.propiedades = {
            **texto.propiedades,
            **huellas([("autor", "Juana Pérez"), ("empresa", "Bufete")]),
        }
    pagina = cliente.get(RUTA).text
    assert "El archivo lleva dentro: autor «Juana Pérez»; empresa «Bufete»." in pagina
    assert "¿Puede publicarse así?" in pagina and 'href="/ayuda/ingresar#huellas"' in pagina
    assert cliente.post(RUTA, data=llenar(cliente, **MINUTA, accion="publicar")).status_code == 303
    assert leer(bd).estado == Estado.PUBLICADO
    assert "Si no debe verse, quítelo" in cliente.get(RUTA).text
    publica = app.test_client().get("/documentos/CD-00001")
    assert publica.status_code == 200 and "Juana" not in publica.text
