"""La ficha propuesta en la pantalla de catalogar, por la web y sin JavaScript."""

import re
from datetime import date

import pytest
from conftest import ficha_csrf
from contar import contar_consultas
from fabrica import sembrar_documento, sembrar_plan, sembrar_texto
from llenado import formulario
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.modelos import Archivo, Documento, FechaDocumento, Version
from centro_doc.catalogo.modelos_sugerencias import Sugerencia
from centro_doc.catalogo.sugerencias import al_cambiar_el_texto, proponer_atrasadas
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.modelos import Rol
from indexador.juridico.cotejo import CONFIRMADO, NOMBRADO
from indexador.juridico.titulo import ENMENDADO

ANA, BETO = "ana@congreso.gob.gt", "beto@congreso.gob.gt"
RUTA = "/catalogar/CD-00001"
CARATULA = (
    "CONGRESO DE LA REPUBLICA GUATEMALA, C. A.\nDIRECCIÓN LEGISLATIVA -CONTROL DE INICIATIVAS-\n"
    "NUMERO DE REGISTRO 4307\nFECHA QUE CONOCIO EL PLENO: 05 DE ABRIL DE 2011.\n"
    "INICIATIVA DE LEY PRESENTADA POR LA REPRESENTANTE ANA LÓPEZ.\n"
    "ASUNTO: INICIATIVA QUE DISPONE APROBAR LEY DE PRUEBA.\n"
    "TRÁMITE: PASE A LA COMISIÓN DE MIGRANTES PARA SU ESTUDIO Y DICTAMEN CORRESPONDIENTE."
)
OFICIO = "Guatemala, 5 de agosto de 2011. El informe de la comisión y las normas de los migrantes."


@pytest.fixture
def documento(bd, reloj, crear):
    """CD-00001, una carátula recién leída («doc1»); CD-00002, otro por catalogar sin nada propuesto."""
    crear(ANA, Rol.PERSONAL)
    crear(BETO, Rol.PERSONAL)
    sin_nada = {"estado": "por_catalogar", "tipo": None, "emitido": None, "marcas": ("personal",)}
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        sembrar_documento(sesion, 1, "ley", (CARATULA,), **sin_nada)
        sembrar_documento(sesion, 2, "Otro", **sin_nada)
        sesion.get_one(Documento, 1).acceso = "publica"
    proponer_atrasadas(bd, reloj=reloj)


@pytest.fixture
def cliente(documento, entrar):
    return entrar(ANA)


def pulsar(cliente, accion, ruta=RUTA, **cambios):
    return cliente.post(ruta, data={**formulario(cliente, ruta), **cambios, "accion": accion})


def de(bd, campo):
    with lectura(bd) as sesion:
        return sesion.scalars(
            select(Sugerencia).where(Sugerencia.campo == campo).order_by(Sugerencia.id.desc())
        ).first()


def ficha(bd):
    with lectura(bd) as sesion:
        documento = sesion.get_one(Documento, 1)
        _ = documento.fechas
        return documento


def numero_de(bd, campo):
    return de(bd, campo).id


def test_lo_propuesto_llena_su_campo_en_ambar_y_dice_de_donde_sale(cliente):
    pagina = cliente.get(RUTA).text
    assert re.search(r'class="entrada entrada--chica entrada--sug num" id="numero"[^>]*value="4307"', pagina)
    assert re.search(r'<option value="iniciativa" selected>', pagina)
    assert 'name="m-tramite"' in pagina
    assert "«4307»" in pagina
    assert re.search(r"confianza \d\d %", pagina)
    assert "<strong>0 de " in pagina


def test_guardar_un_borrador_no_guarda_nada_de_lo_que_nadie_reviso(bd, cliente):
    antes = formulario(cliente, RUTA)
    assert antes["numero"] == "4307"
    respuesta = cliente.post(RUTA, data={**antes, "titulo_corto": "Lo mío"})
    assert respuesta.status_code == 303
    guardada = ficha(bd)
    assert (guardada.titulo, guardada.titulo_corto, guardada.numero) == ("ley", "Lo mío", "")
    assert (guardada.tipo, guardada.ponentes, guardada.metadatos, guardada.fechas) == (None, [], {}, [])
    with lectura(bd) as sesion:
        assert {s.estado for s in sesion.scalars(select(Sugerencia))} == {"pendiente"}
    assert formulario(cliente, RUTA)["numero"] == "4307"


def test_aceptar_una_guarda_su_valor_y_sigue_con_la_siguiente(bd, cliente):
    respuesta = pulsar(cliente, f"aceptar:{numero_de(bd, 'numero')}")
    assert respuesta.status_code == 303
    assert respuesta.location.endswith(f"?tras={numero_de(bd, 'numero')}#actual")
    una = de(bd, "numero")
    assert (una.estado, una.valor_final, una.valor_previo) == ("aceptada", "4307", "")
    assert (ficha(bd).numero, ficha(bd).tipo) == ("4307", None)
    pagina = cliente.get(respuesta.location).text
    actual = re.search(r'campo2--actual" id="actual"><label for="(\w+)"', pagina)
    assert actual[1] == "titulo"
    assert "<strong>1 de " in pagina


def test_aceptar_el_tipo_pone_el_acceso_con_que_nace(bd, cliente):
    pulsar(cliente, f"aceptar:{numero_de(bd, 'tipo')}")
    assert (ficha(bd).tipo, ficha(bd).acceso) == ("iniciativa", "publica_oficio")


def test_una_fecha_se_acepta_con_su_clase_y_su_precision(bd, cliente):
    pulsar(cliente, f"aceptar:{numero_de(bd, 'fecha:conocimiento_pleno')}")
    (una,) = ficha(bd).fechas
    assert (una.clase, una.valor, una.precision) == ("conocimiento_pleno", date(2011, 4, 5), "dia")


def test_corregir_el_campo_y_guardar_deja_lo_que_se_escribio(bd, cliente):
    renglon = next(n for n, v in formulario(cliente, RUTA).items() if v == "05/04/2011").removesuffix(
        "-valor"
    )
    pulsar(
        cliente, "guardar", **{"numero": "4308", f"{renglon}-valor": "2011", f"{renglon}-precision": "anio"}
    )
    assert (ficha(bd).numero, de(bd, "numero").estado, de(bd, "numero").valor_final) == (
        "4308",
        "corregida",
        "4308",
    )
    fecha = de(bd, "fecha:conocimiento_pleno")
    assert (fecha.estado, fecha.valor_final, ficha(bd).fechas[0].precision) == ("corregida", "2011", "anio")


def test_corregir_la_clase_de_una_fecha_dice_cual_quedo(bd, cliente):
    renglon = next(n for n, v in formulario(cliente, RUTA).items() if v == "05/04/2011").removesuffix(
        "-valor"
    )
    pulsar(cliente, "guardar", **{f"{renglon}-clase": "presentacion"})
    assert de(bd, "fecha:conocimiento_pleno").valor_final == "presentacion:2011-04-05"


def test_rechazar_deja_lo_que_habia_y_se_puede_deshacer(bd, cliente):
    titulo = numero_de(bd, "titulo")
    pulsar(cliente, f"rechazar:{titulo}")
    assert (de(bd, "titulo").estado, ficha(bd).titulo) == ("rechazada", "ley")
    assert formulario(cliente, RUTA)["titulo"] == "ley"
    pulsar(cliente, f"deshacer:{titulo}")
    assert (de(bd, "titulo").estado, de(bd, "titulo").decidida_el) == ("pendiente", None)
    assert formulario(cliente, RUTA)["titulo"] == de(bd, "titulo").valor


def test_deshacer_lo_aceptado_devuelve_la_ficha_a_lo_que_tenia(bd, cliente):
    for campo in ("titulo", "numero", "fecha:conocimiento_pleno"):
        pulsar(cliente, f"aceptar:{numero_de(bd, campo)}")
    for campo in ("titulo", "numero", "fecha:conocimiento_pleno"):
        pulsar(cliente, f"deshacer:{numero_de(bd, campo)}")
    guardada = ficha(bd)
    assert (guardada.titulo, guardada.numero, guardada.fechas) == ("ley", "", [])


def test_aceptar_de_una_vez_deja_fuera_lo_dudoso_y_lo_que_contradice_la_ficha(bd, cliente):
    with transaccion(bd) as sesion:
        sesion.scalars(select(Sugerencia).where(Sugerencia.campo == "jurisdiccion")).one().confianza = 0.4
        sesion.get_one(Documento, 1).numero = "9999"
    pagina = cliente.get(RUTA).text
    boton = re.search(r'value="(aceptar:[\d,]+)">Aceptar las \d+ sin duda', pagina)
    assert pulsar(cliente, boton[1]).status_code == 303
    guardada = ficha(bd)
    assert (guardada.numero, guardada.jurisdiccion) == ("9999", "")
    assert (guardada.tipo, guardada.titulo, guardada.ponentes) == (
        "iniciativa",
        de(bd, "titulo").valor,
        [de(bd, "ponentes").valor],
    )
    assert guardada.metadatos["comisiones"] == ["COMISIÓN DE MIGRANTES"]
    assert set(guardada.metadatos) == {"asunto", "tramite", "comisiones"}
    assert "Se propone: 4307." in cliente.get(RUTA).text


def test_lo_que_la_pagina_pide_comparar_no_se_acepta_sin_duda(bd, cliente):
    with transaccion(bd) as sesion:
        for campo, nota in (("titulo", ENMENDADO), ("numero", NOMBRADO), ("ponentes", CONFIRMADO)):
            una = sesion.scalars(select(Sugerencia).where(Sugerencia.campo == campo)).one()
            una.confianza, una.nota = 0.9, nota
    pagina = cliente.get(RUTA).text
    assert pagina.count("<b>Dudosa.</b>") == 2 and "de identificación" not in pagina
    pulsar(cliente, re.search(r'value="(aceptar:[\d,]+)">Aceptar las \d+ sin duda', pagina)[1])
    assert (ficha(bd).titulo, ficha(bd).numero) == ("ley", "") and ficha(bd).ponentes


def test_el_emisor_se_casa_con_el_directorio_o_queda_como_lo_dice_el_documento(bd, cliente):
    with transaccion(bd) as sesion:
        una = sesion.scalars(select(Sugerencia).where(Sugerencia.campo == "jurisdiccion")).one()
        una.campo, una.valor = "emisor", "EL CONGRESO DE LA REPÚBLICA"
    pulsar(cliente, f"aceptar:{una.id}")
    assert ficha(bd).emisor_id == 1
    assert de(bd, "emisor").valor_final == "Congreso de la República de Guatemala"
    pulsar(cliente, f"deshacer:{una.id}")
    with transaccion(bd) as sesion:
        sesion.get_one(Sugerencia, una.id).valor = "Ministerio de Cultura"
    pulsar(cliente, f"aceptar:{una.id}")
    assert (ficha(bd).emisor_id, ficha(bd).emisor_nombre) == (None, "Ministerio de Cultura")
    pulsar(cliente, f"deshacer:{una.id}")
    pulsar(cliente, "guardar", emisor="1")
    assert (ficha(bd).emisor_id, de(bd, "emisor").estado) == (1, "corregida")


def test_publicar_sin_revisar_el_titulo_avisa_y_con_lo_demas_pendiente_se_puede(bd, cliente):
    completa = {"sin_vinculos_motivo": "Trata del archivo"}
    respuesta = pulsar(cliente, "publicar", **completa)
    assert respuesta.status_code == 422
    assert "se publicaría «ley», que nadie ha revisado" in respuesta.text
    assert formulario(cliente, RUTA)["numero"] == "4307"
    pulsar(cliente, f"aceptar:{numero_de(bd, 'titulo')}")
    respuesta = pulsar(cliente, "publicar", **completa)
    assert "Hay una sugerencia sin resolver: acéptela o corríjala." in respuesta.text
    assert "Si la rechaza, elija el tipo de documento." in respuesta.text
    pulsar(cliente, f"aceptar:{numero_de(bd, 'tipo')},{numero_de(bd, 'numero')}")
    respuesta = pulsar(cliente, "publicar", **completa)
    assert respuesta.status_code == 303
    assert "sin resolver, que el público no ve" in cliente.get(respuesta.location).text
    publica = cliente.application.test_client().get("/documentos/CD-00001").text
    assert "ANA LÓPEZ" not in publica.split("visor")[0]
    assert ficha(bd).ponentes == []


def test_dos_personas_a_la_vez_la_segunda_ve_que_paso_y_no_pisa(bd, cliente, entrar):
    otro = entrar(BETO)
    abierta = formulario(cliente, RUTA)
    suya = {**formulario(otro, RUTA), "numero": "4399", "accion": "guardar"}
    assert otro.post(RUTA, data=suya).status_code == 303
    respuesta = cliente.post(RUTA, data={**abierta, "accion": f"aceptar:{numero_de(bd, 'tipo')}"})
    assert respuesta.status_code == 409
    assert "No se guardó la ficha. Beto guardó otra versión a las" in respuesta.text
    assert ficha(bd).tipo is None
    vuelta = re.search(r'id="numero" name="numero" value="(\d+)"', respuesta.text)
    assert vuelta[1] == "4399"


def test_pulsar_dos_veces_aceptar_no_es_un_error_ni_decide_dos_veces(bd, cliente):
    datos = {**formulario(cliente, RUTA), "accion": f"aceptar:{numero_de(bd, 'numero')}"}
    assert cliente.post(RUTA, data=datos).status_code == 303
    assert cliente.post(RUTA, data=datos).status_code == 303
    with lectura(bd) as sesion:
        asientos = sesion.scalars(select(Asiento).where(Asiento.accion == "sugerencias_decididas")).all()
    assert len(asientos) == 1


def test_lo_decidido_queda_en_la_bitacora_y_en_la_hoja_sin_texto_del_documento(bd, cliente):
    pulsar(cliente, f"aceptar:{numero_de(bd, 'numero')},{numero_de(bd, 'titulo')}")
    with lectura(bd) as sesion:
        asiento = sesion.scalars(select(Asiento).where(Asiento.accion == "sugerencias_decididas")).one()
    dichos = {uno["campo"]: uno for uno in asiento.detalle["decisiones"]}
    assert (dichos["numero"]["propuesto"], dichos["numero"]["quedo"]) == ("4307", "4307")
    assert "propuesto" not in dichos["titulo"]
    hoja = cliente.get("/catalogar/decisiones.csv").text
    assert "CD-00001,,numero,4307,4307,aceptada," in hoja
    assert ",Ana," in hoja


def test_la_hoja_no_lleva_lo_de_un_documento_que_el_lector_no_ve(bd, cliente):
    pulsar(cliente, f"aceptar:{numero_de(bd, 'numero')}")
    with transaccion(bd) as sesion:
        for marca in sesion.get_one(Documento, 1).marcas:
            marca.marca = "reservada"
    assert cliente.get("/catalogar/decisiones.csv").text.count("\n") == 1


def test_un_retirado_muestra_sus_sugerencias_y_no_deja_decidirlas(bd, cliente):
    datos = formulario(cliente, RUTA)
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 1).estado = "retirado"
    respuesta = cliente.post(RUTA, data={**datos, "accion": f"aceptar:{numero_de(bd, 'numero')}"})
    assert respuesta.status_code == 409
    assert ficha(bd).numero == ""
    pagina = cliente.get(RUTA).text
    assert "aceptar:" not in pagina
    assert "entrada--sug" not in pagina


def test_una_sugerencia_que_se_supero_con_la_pagina_abierta_no_se_guarda_sola(bd, reloj, cliente):
    abierta = formulario(cliente, RUTA)
    with transaccion(bd) as sesion:
        version = sesion.scalars(select(Version).where(Version.documento_id == 1)).one()
        sembrar_texto(sesion, version, (CARATULA.replace("4307", "4311"),))
        al_cambiar_el_texto(sesion, 1, reloj=reloj)
    assert cliente.post(RUTA, data=abierta).status_code == 303
    assert ficha(bd).numero == ""
    assert formulario(cliente, RUTA)["numero"] == "4311"


def test_la_de_otro_documento_no_se_puede_decidir_desde_este(bd, cliente):
    ruta = "/catalogar/CD-00002"
    datos = {**formulario(cliente, ruta), "accion": f"aceptar:{numero_de(bd, 'numero')}"}
    assert cliente.post(ruta, data=datos).status_code == 303
    assert de(bd, "numero").estado == "pendiente"


def test_la_pagina_senala_en_el_texto_lo_que_propone_con_el_mismo_numero(bd, cliente):
    pagina = cliente.get(f"{RUTA}?vista=texto").text
    una = de(bd, "numero")
    assert re.search(rf'id="m{una.id}" href="#s{una.id}"[^>]*>2<', pagina)
    assert re.search(rf'data-s="{una.id}">4307</mark>', pagina)
    assert f'/borrador?s={una.id}&amp;vista=texto" data-ver="{una.id}"' in pagina
    assert 'aria-label="Sugerencia 2, Número: 4307"' in pagina


def test_cambiar_el_tipo_propuesto_muestra_otros_campos_y_conserva_el_ambar_de_los_demas(bd, cliente):
    pagina = pulsar(cliente, "tipo", tipo="dictamen").text
    assert re.search(r'entrada--sug num" id="numero"[^>]*value="4307"', pagina)
    assert "El tipo elegido no lleva este dato." in pagina
    assert de(bd, "tipo").estado == "pendiente"


def test_una_fecha_que_la_ficha_ya_dice_se_acepta_sin_repetirla(bd, cliente):
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 1).fechas = [
            FechaDocumento(clase="conocimiento_pleno", valor=date(2011, 4, 5), precision="dia")
        ]
    una = numero_de(bd, "fecha:conocimiento_pleno")
    assert cliente.get(RUTA).text.count("Es lo que dice la ficha.") == 1
    pulsar(cliente, f"aceptar:{una}")
    assert len(ficha(bd).fechas) == 1
    pulsar(cliente, f"deshacer:{una}")
    assert len(ficha(bd).fechas) == 1


def test_el_titulo_que_alguien_escribio_no_se_tapa_con_lo_propuesto(bd, cliente):
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 1).titulo = "Lo que escribí yo"
        assert sesion.scalars(select(Archivo)).one().nombre == "ley.pdf"
    assert formulario(cliente, RUTA)["titulo"] == "Lo que escribí yo"
    assert "Se propone: " in cliente.get(RUTA).text


def test_con_muchas_sugerencias_la_pagina_hace_las_mismas_consultas(app, bd, cliente):
    with contar_consultas(bd, app) as cuenta:
        cliente.get(RUTA)
    assert cuenta.total <= 24  # dos son los vínculos propuestos y sus razones


def test_la_hoja_pide_cuenta(cliente):
    anonimo = cliente.application.test_client()
    assert anonimo.get("/catalogar/decisiones.csv").status_code == 303
    assert ficha_csrf(anonimo)
