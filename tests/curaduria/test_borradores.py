"""Lo escrito y sin guardar: no se pierde, no es de la ficha y sólo lo ve quien lo escribió."""

import pytest
from fabrica import sembrar_plan, sembrar_version
from llenado import formulario
from sqlalchemy import func, select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.casos import crear_sin_archivo
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.curaduria.modelos import Borrador

ANA, BETO = "ana@congreso.gob.gt", "beto@congreso.gob.gt"
RUTA = "/catalogar/CD-00001"
BORRADOR = f"{RUTA}/borrador"


@pytest.fixture
def documento(bd, reloj, crear):
    """CD-00001, de dos páginas, y CD-00002, por catalogar."""
    ana = crear(ANA, Rol.PERSONAL)
    crear(BETO, Rol.PERSONAL)
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        uno = crear_sin_archivo(sesion, ana, "Primero", reloj=reloj)
        sembrar_version(sesion, uno, ["Un plan nacional de retorno.", "Segunda página."])
        crear_sin_archivo(sesion, ana, "Segundo", reloj=reloj)


@pytest.fixture
def cliente(documento, entrar):
    return entrar(ANA)


def pasar(cliente, destino="?p=2", **cambios):
    """Pulsa un botón que mueve la página, con la ficha como está en ella y lo que se escribió."""
    return cliente.post(f"{BORRADOR}{destino}", data={**formulario(cliente, RUTA), **cambios})


def guardados(bd):
    with lectura(bd) as sesion:
        return sesion.scalar(select(func.count()).select_from(Borrador))


def huella(bd):
    """Lo que la búsqueda y el historial ven de la ficha."""
    with lectura(bd) as sesion:
        uno = sesion.get_one(Documento, 1)
        asientos = sesion.scalar(select(func.count()).select_from(Asiento).where(Asiento.accion != "ingreso"))
        return uno.titulo, uno.edicion, uno.revision, asientos


def test_pasar_de_pagina_conserva_lo_escrito_y_no_toca_la_ficha(bd, cliente):
    antes = huella(bd)
    respuesta = pasar(
        cliente, titulo="Lo que llevo", **{"v-motivo": "Trata del tema", "fecha-0-valor": "2011"}
    )
    assert (respuesta.status_code, respuesta.location) == (303, f"{RUTA}?p=2")
    pagina = cliente.get(respuesta.location).text
    for escrito in (
        "Lo que llevo",
        'value="Trata del tema"',
        "Sigue con lo que escribió",
        "Borrador guardado",
    ):
        assert escrito in pagina
    assert huella(bd) == antes


@pytest.mark.parametrize(
    ("destino", "llega"),
    [
        ("?p=2&vista=texto", "?p=2&vista=texto"),
        ("?p=2&zum=150&giro=90", "?p=2&zum=150&giro=90"),
        ("?zum=7&giro=45&p=x", ""),
        ("?s=12", "?s=12#m12"),
    ],
)
def test_como_se_mira_la_pagina_va_en_la_direccion(cliente, destino, llega):
    assert pasar(cliente, destino).location == f"{RUTA}{llega}"


def test_irse_a_otro_documento_tambien_lo_conserva(cliente):
    assert pasar(cliente, "?otro=CD-00002", titulo="Lo que llevo").location == "/catalogar/CD-00002"
    assert "Lo que llevo" in cliente.get(RUTA).text


def test_mirar_sin_escribir_no_deja_borrador_y_volver_a_lo_de_antes_lo_quita(bd, cliente):
    original = formulario(cliente, RUTA)
    pasar(cliente)
    assert guardados(bd) == 0
    pasar(cliente, resumen="Algo")
    assert guardados(bd) == 1
    cliente.post(BORRADOR, data=original)
    assert guardados(bd) == 0


def test_intro_en_el_numero_de_pagina_pasa_de_pagina_y_en_los_demas_campos_guarda(bd, cliente):
    datos = formulario(cliente, RUTA) | {"titulo": "Otro título", "accion": "intro", "ir": "2"}
    assert cliente.post(RUTA, data=datos).location == f"{RUTA}?p=2"
    assert huella(bd)[0] == "Primero"
    assert cliente.post(f"{RUTA}?p=2", data=datos).status_code == 303
    assert huella(bd)[0] == "Otro título"


def test_solo_lo_ve_quien_lo_escribio(cliente, entrar):
    pasar(cliente, resumen="Sólo mío")
    otro = entrar(BETO).get(RUTA).text
    assert "Sólo mío" not in otro
    assert "Borrador guardado" not in otro


def test_guardar_la_ficha_borra_el_borrador_y_descartarlo_tambien(bd, cliente):
    pasar(cliente, resumen="Lo que llevo")
    cliente.post(BORRADOR, data={**formulario(cliente, RUTA), "descartar": "1"})
    assert guardados(bd) == 0
    assert "Lo que llevo" not in cliente.get(RUTA).text
    pasar(cliente, resumen="Lo que llevo")
    assert cliente.post(RUTA, data=formulario(cliente, RUTA) | {"accion": "guardar"}).status_code == 303
    assert guardados(bd) == 0
    with lectura(bd) as sesion:
        assert sesion.get_one(Documento, 1).resumen == "Lo que llevo"


def test_si_otra_persona_guarda_entre_tanto_se_avisa_y_se_ve_que_guardo(cliente, entrar):
    suyo = formulario(cliente, RUTA) | {"titulo": "El de Ana"}
    beto = entrar(BETO)
    beto.post(RUTA, data=formulario(beto, RUTA) | {"titulo": "El de Beto", "accion": "guardar"})
    respuesta = cliente.post(BORRADOR, data=suyo, headers={"Accept": "application/json"}).json
    assert respuesta["hora"]
    assert "guardó otra versión a las" in respuesta["aviso"]
    pagina = cliente.get(RUTA).text
    assert "El de Ana" in pagina
    assert "<dd>«El de Beto»</dd>" in pagina
    assert "Lo que usted escribió sigue aquí." in pagina


def test_con_javascript_se_responde_la_hora_o_nada_si_no_habia_que_guardar(cliente):
    datos, pide = formulario(cliente, RUTA), {"Accept": "application/json"}
    assert cliente.post(BORRADOR, data=datos, headers=pide).json == {"hora": "", "aviso": ""}
    hora = cliente.post(BORRADOR, data=datos | {"resumen": "Algo"}, headers=pide).json["hora"]
    assert f"Borrador guardado {hora}" in cliente.get(RUTA).text


def test_guardar_la_ficha_conserva_el_subtipo_que_se_puso_en_lote(bd, cliente):
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 1).subtipo = "Ordinaria"
    cliente.post(RUTA, data=formulario(cliente, RUTA) | {"accion": "guardar"})
    with lectura(bd) as sesion:
        assert sesion.get_one(Documento, 1).subtipo == "Ordinaria"
