"""Las sugerencias se guardan con el texto, se rehacen cuando cambia y no pierden lo decidido."""

from datetime import date

import pytest
from archivos import docx
from fabrica import AHORA, sembrar_documento, sembrar_texto, sembrar_version
from sqlalchemy import select

from centro_doc.catalogo import correcciones, sugerencias
from centro_doc.catalogo.correcciones import huella_de
from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.lectura import Lectura
from centro_doc.catalogo.modelos import Archivo, Documento, FechaDocumento, Version
from centro_doc.catalogo.modelos_sugerencias import EstadoSugerencia, FichaPropuesta, Sugerencia
from centro_doc.catalogo.sugerencias import al_cambiar_el_texto, pendientes, proponer_atrasadas, totales
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.curaduria.unir import unir
from centro_doc.tareas.casos import tomar

CARATULA = (
    "CONGRESO DE LA REPUBLICA GUATEMALA, C. A.\nDIRECCIÓN LEGISLATIVA -CONTROL DE INICIATIVAS-\n"
    "NUMERO DE REGISTRO {numero}\nFECHA QUE CONOCIO EL PLENO: 05 DE ABRIL DE 2011.\n"
    "INICIATIVA DE LEY PRESENTADA POR LA REPRESENTANTE ANA LÓPEZ.\n"
    "ASUNTO: INICIATIVA QUE DISPONE APROBAR LEY DE PRUEBA.\n"
    "TRÁMITE: PASE A LA COMISIÓN DE MIGRANTES PARA SU ESTUDIO Y DICTAMEN CORRESPONDIENTE."
)


def guardadas(bd, documento=1):
    """(campo, valor) → estado, de todas las de un documento."""
    with lectura(bd) as sesion:
        filas = sesion.scalars(select(Sugerencia).where(Sugerencia.documento_id == documento))
        return {(una.campo, una.valor): una.estado for una in filas}


def decidir(bd, campo, estado):
    with transaccion(bd) as sesion:
        una = sesion.scalars(select(Sugerencia).where(Sugerencia.campo == campo)).one()
        una.estado, una.decidida_el = estado, AHORA


@pytest.fixture
def leida(bd, reloj):
    """CD-00001, por catalogar, leído antes de que hubiera sugerencias y ya mirado por la rutina."""
    with transaccion(bd) as sesion:
        pagina = CARATULA.format(numero=4307)
        sembrar_documento(sesion, 1, "doc1", (pagina,), estado="por_catalogar", tipo=None)
    assert proponer_atrasadas(bd, reloj=reloj) == 1
    return guardadas(bd)


def test_el_texto_leido_se_guarda_con_sus_sugerencias(bd, reloj, contexto, llegar):
    archivo = docx(*CARATULA.format(numero=4307).split("\n"))
    with transaccion(bd) as sesion:
        recibir_lote(sesion, SISTEMA, DatosLote(), [llegar("doc1.docx", archivo)], reloj=reloj)
    with transaccion(bd) as sesion:
        tarea = tomar(sesion, "prueba", reloj=reloj)
    guardar = Lectura().preparar(contexto, tarea)
    with transaccion(bd) as sesion:
        guardar(sesion)
        una = sesion.scalars(select(Sugerencia).where(Sugerencia.campo == "numero")).one()
        assert (una.valor, una.estado, una.literal) == ("4307", EstadoSugerencia.PENDIENTE, "4307")
        assert sesion.scalars(select(Documento)).one().tipo is None
        assert pendientes(sesion, [1]) == totales(sesion, [1])
    assert ("fecha:conocimiento_pleno", "2011-04-05") in guardadas(bd)
    assert proponer_atrasadas(bd, reloj=reloj) == 0


def test_en_el_ultimo_intento_el_texto_se_guarda_y_lo_propuesto_queda_para_la_rutina(
    bd, reloj, contexto, llegar, monkeypatch
):
    def falla(*_):
        raise IndexError

    monkeypatch.setattr("centro_doc.catalogo.lectura.proponer", falla)
    with transaccion(bd) as sesion:
        recibir_lote(sesion, SISTEMA, DatosLote(), [llegar("a.docx", docx("hola"))], reloj=reloj)
    with transaccion(bd) as sesion:
        tarea = tomar(sesion, "prueba", reloj=reloj)
    with pytest.raises(IndexError):
        Lectura().preparar(contexto, tarea)
    ultima = type(tarea)(**{n: getattr(tarea, n) for n in tarea.__slots__} | {"ultimo": True})
    guardar = Lectura().preparar(contexto, ultima)
    with transaccion(bd) as sesion:
        guardar(sesion)
        assert sesion.scalars(select(Documento)).one().estado == "por_catalogar"
    assert proponer_atrasadas(bd, reloj=reloj) == 1


def test_lo_leido_antes_se_propone_una_sola_vez(bd, reloj, leida):
    assert leida["numero", "4307"] == EstadoSugerencia.PENDIENTE
    assert proponer_atrasadas(bd, reloj=reloj) == 0


@pytest.mark.parametrize("estado", ["publicado", "retirado"])
def test_lo_que_ya_se_publico_o_se_retiro_no_se_propone_de_nuevo(bd, reloj, estado):
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 1, "doc1", (CARATULA.format(numero=4307),), estado=estado)
    assert proponer_atrasadas(bd, reloj=reloj) == 0


def test_un_documento_que_hace_fallar_al_programa_no_detiene_a_los_demas(bd, reloj, monkeypatch):
    with transaccion(bd) as sesion:
        for numero in (1, 2):
            pagina = CARATULA.format(numero=4300 + numero)
            sembrar_documento(sesion, numero, "doc", (pagina,), estado="por_catalogar", tipo=None)
    bueno = sugerencias.proponer

    def falla(texto, nombre):
        if "4301" in texto.paginas[0].texto:
            raise IndexError
        return bueno(texto, nombre)

    monkeypatch.setattr(sugerencias, "proponer", falla)
    with pytest.raises(IndexError):
        proponer_atrasadas(bd, reloj=reloj)
    proponer_atrasadas(bd, reloj=reloj)
    assert guardadas(bd, 1) == {}
    assert ("numero", "4302") in guardadas(bd, 2)


def test_al_releer_lo_decidido_queda_y_lo_pendiente_que_ya_no_se_lee_se_supera(bd, reloj, leida):
    decidir(bd, "numero", EstadoSugerencia.ACEPTADA)
    with transaccion(bd) as sesion:
        nueva = CARATULA.format(numero=4308).replace("05 DE ABRIL", "06 DE ABRIL")
        sembrar_texto(sesion, sesion.scalars(select(Version)).one(), ("otra cosa", nueva))
        al_cambiar_el_texto(sesion, 1, reloj=reloj)
    despues = guardadas(bd)
    assert despues["numero", "4307"] == EstadoSugerencia.ACEPTADA
    assert despues["fecha:conocimiento_pleno", "2011-04-05"] == EstadoSugerencia.SUPERADA
    assert despues["fecha:conocimiento_pleno", "2011-04-06"] == EstadoSugerencia.PENDIENTE
    with lectura(bd) as sesion:
        tipo = sesion.scalars(select(Sugerencia).where(Sugerencia.campo == "tipo")).one()
        assert tipo.pagina == 2


def test_lo_rechazado_no_se_vuelve_a_proponer_aunque_el_texto_se_relea(bd, reloj, leida):
    decidir(bd, "tipo", EstadoSugerencia.RECHAZADA)
    with transaccion(bd) as sesion:
        pagina = CARATULA.format(numero=4307)
        sembrar_texto(sesion, sesion.scalars(select(Version)).one(), (pagina,))
        al_cambiar_el_texto(sesion, 1, reloj=reloj)
        assert sesion.get_one(FichaPropuesta, 1).texto_id == 2
    assert [e for (c, _), e in guardadas(bd).items() if c == "tipo"] == [EstadoSugerencia.RECHAZADA]


def test_corregir_el_texto_de_una_pagina_rehace_lo_pendiente(bd, reloj, ana, leida):
    pagina = CARATULA.format(numero=4307)
    with transaccion(bd) as sesion:
        correcciones.corregir(
            sesion, ana, "CD-00001", 1, CARATULA.format(numero=4399), huella=huella_de(pagina), reloj=reloj
        )
    despues = guardadas(bd)
    assert despues["numero", "4307"] == EstadoSugerencia.SUPERADA
    assert despues["numero", "4399"] == EstadoSugerencia.PENDIENTE


def test_leer_tarde_una_version_vieja_no_cambia_lo_que_propone_la_nueva(bd, reloj, leida):
    with transaccion(bd) as sesion:
        documento = sesion.get_one(Documento, 1)
        sembrar_version(sesion, documento, (CARATULA.format(numero=4444),), numero=2)
        al_cambiar_el_texto(sesion, 1, reloj=reloj)
        primera = sesion.scalars(select(Version).where(Version.numero == 1)).one()
        tardio = sembrar_texto(sesion, primera, (CARATULA.format(numero=4307),))
        al_cambiar_el_texto(sesion, 1, reloj=reloj, leidas=(tardio.id, ()))
    assert guardadas(bd)["numero", "4444"] == EstadoSugerencia.PENDIENTE
    assert guardadas(bd)["numero", "4307"] == EstadoSugerencia.SUPERADA


def test_al_unir_dos_fichas_la_que_queda_propone_lo_del_texto_que_recibe(bd, reloj, ana, leida):
    with transaccion(bd) as sesion:
        pagina = CARATULA.format(numero=4311)
        sembrar_documento(sesion, 2, "doc2", (pagina,), estado="por_catalogar", tipo=None)
    proponer_atrasadas(bd, reloj=reloj)
    with transaccion(bd) as sesion:
        unir(sesion, ana, "CD-00001", "CD-00002", ediciones=(1, 1), reloj=reloj)
    proponer_atrasadas(bd, reloj=reloj)
    queda = guardadas(bd)
    assert (queda["numero", "4307"], queda["numero", "4311"]) == ("superada", "pendiente")
    assert guardadas(bd, 2)["numero", "4311"] == "pendiente"


def test_lo_que_la_ficha_ya_decia_no_espera_decision(bd, reloj):
    with transaccion(bd) as sesion:
        documento = sembrar_documento(
            sesion,
            1,
            "Ley de Prueba",
            (CARATULA.format(numero=4307),),
            estado="por_catalogar",
            tipo="iniciativa",
        )
        documento.numero, documento.ponentes = "4307", ["Otra persona"]
        documento.fechas.append(
            FechaDocumento(clase="conocimiento_pleno", valor=date(2011, 4, 5), precision="dia")
        )
    assert proponer_atrasadas(bd, reloj=reloj) == 1
    hay = guardadas(bd)
    assert hay["tipo", "iniciativa"] == hay["numero", "4307"] == EstadoSugerencia.ACEPTADA
    assert hay["fecha:conocimiento_pleno", "2011-04-05"] == EstadoSugerencia.ACEPTADA
    assert {estado for (campo, _), estado in hay.items() if campo in {"ponentes", "tramite", "idioma"}} == {
        EstadoSugerencia.PENDIENTE
    }
    with lectura(bd) as sesion:
        assert pendientes(sesion, [1])[1] == len(hay) - 4  # y el título, que no puso el programa


def test_el_titulo_que_puso_el_programa_sigue_esperando_aunque_sea_el_mismo(bd, reloj):
    with transaccion(bd) as sesion:
        pagina = CARATULA.format(numero=4307)
        sembrar_documento(sesion, 1, "Ley de Prueba", (pagina,), estado="por_catalogar", tipo=None)
        sesion.scalars(select(Archivo)).one().nombre = "Ley_de_Prueba.pdf"
    assert proponer_atrasadas(bd, reloj=reloj) == 1
    assert guardadas(bd)["titulo", "LEY DE PRUEBA"] == EstadoSugerencia.PENDIENTE
