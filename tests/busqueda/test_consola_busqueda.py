"""Las órdenes `buscar`, `reindexar` y `verificar`, como las ejecuta una persona."""

import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from archivos import pdf
from conftest import RelojFijo
from fabrica import sembrar_documento, sembrar_plan, sembrar_version
from indexado import indexar

from almacen import DepositoLocal
from centro_doc.busqueda import consola as ordenes
from centro_doc.catalogo.modelos import Archivo, Documento
from centro_doc.cli import analizador
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.consola import Consola, FalloDeOrden
from centro_doc.comun.errores import NoDisponible, NoEncontrado
from centro_doc.cuentas.permisos import Actor
from centro_doc.indice.modelos import Indexado
from centro_doc.indice.servicio import Indice
from centro_doc.tareas.casos import arrendar
from config import Config
from indexador.ficha import Ficha


@pytest.fixture
def consola(bd: BaseDeDatos, config: Config, reloj: RelojFijo) -> Consola:
    return Consola(config, bd, reloj, io.StringIO(), io.StringIO())


@pytest.fixture
def sembrado(bd: BaseDeDatos, config: Config, reloj: RelojFijo) -> Indice:
    recepcion = DepositoLocal(config.ruta_archivos).abrir_recepcion(config.limite_archivo)
    recepcion.write(pdf("Acceso a la información pública"))
    guardado = recepcion.terminar()
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        ley = sembrar_documento(sesion, 1, "Ley de Acceso a la Información Pública", numero="57-2008")
        sembrar_version(sesion, ley, ("Acceso a la información pública",), sha256=guardado.sha256)
        sembrar_documento(sesion, 2, "Minuta interna de información", marcas=("personal",), acceso="interna")
    return indexar(bd, config, reloj)


def ejecutar(consola: Consola, *argumentos: str) -> tuple[int, str]:
    pedido = analizador().parse_args(list(argumentos))
    salida = io.StringIO()
    codigo = pedido.accion(pedido, replace(consola, salida=salida))
    return codigo, salida.getvalue()


def buscar(consola: Consola, *argumentos: str) -> dict[str, object]:
    codigo, salida = ejecutar(consola, "buscar", "--json", *argumentos)
    assert codigo == 0
    respuesta: dict[str, object] = json.loads(salida)
    return respuesta


def test_buscar_contesta_con_los_nombres_del_contrato(consola: Consola, sembrado: Indice) -> None:
    respuesta = buscar(consola, '"acceso a la información pública"')
    assert {"total", "documentos", "facetas", "sugerencia", "milisegundos"} <= set(respuesta)
    (documento,) = respuesta["documentos"]
    assert set(documento) == {"id", "titulo", "tipo", "fecha", "puntaje", "pasajes", "vinculos"}
    assert (documento["id"], documento["fecha"]) == ("CD-00001", "2008-09-23")
    (pasaje,) = documento["pasajes"]
    inicio, fin = pasaje["marcas"][0]
    assert pasaje["pagina"] == 1 and pasaje["texto"][inicio:fin] == "Acceso a la información pública"
    assert respuesta["facetas"]["tipo"] == {"decreto_congreso": 1}


def test_sin_decir_quien_se_busca_como_el_personal(
    consola: Consola, sembrado: Indice, crear: Callable[..., Actor]
) -> None:
    crear("ana@centro.gt", "personal")
    crear("inv@centro.gt", "investigador")
    assert buscar(consola, "información")["total"] == 2
    assert buscar(consola, "información", "--como", "publico")["total"] == 1
    assert buscar(consola, "información", "--como", "ana@centro.gt")["total"] == 2
    assert buscar(consola, "información", "--como", "inv@centro.gt")["total"] == 1
    with pytest.raises(NoEncontrado):
        buscar(consola, "información", "--como", "nadie@centro.gt")


def test_los_filtros_valen_tambien_en_la_consola(consola: Consola, sembrado: Indice) -> None:
    assert buscar(consola, "información", "--acceso", "interna", "--desde", "2000")["total"] == 1


def test_para_una_persona_se_escribe_en_renglones(consola: Consola, sembrado: Indice) -> None:
    codigo, salida = ejecutar(consola, "buscar", "información", "--desde", "ayer")
    assert codigo == 0
    assert "CD-00001  Ley de Acceso" in salida and "p. 1: Acceso a la información" in salida
    assert "2 documentos" in salida
    assert "No entendimos la fecha" in consola.errores.getvalue()
    assert "1 documento," in ejecutar(consola, "buscar", "minuta")[1]


def test_reindexar_construye_de_nuevo_y_dice_cuantos(consola: Consola, sembrado: Indice) -> None:
    codigo, salida = ejecutar(consola, "reindexar", "--json")
    assert (codigo, json.loads(salida)) == (0, {"generacion": 2, "documentos": 2})
    # La anterior la quita después el trabajador: alguien puede estar buscando en ella.
    assert sembrado.existe(2)
    assert "2 documentos" in ejecutar(consola, "reindexar")[1]
    assert buscar(consola, "información")["total"] == 2


def test_reindexar_espera_a_otro_escritor_y_no_para_siempre(
    consola: Consola, sembrado: Indice, bd: BaseDeDatos, reloj: RelojFijo, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaccion(bd) as sesion:
        arrendar(sesion, "escritor", "otro", reloj=reloj)
    monkeypatch.setattr(ordenes, "ESPERA", 0.001)
    monkeypatch.setattr(ordenes, "PACIENCIA", 0.005)
    with pytest.raises(FalloDeOrden, match="ocupado"):
        ejecutar(consola, "reindexar")
    assert "trabajador que ya está en marcha" in consola.errores.getvalue()


def test_verificar_un_centro_sano(consola: Consola, sembrado: Indice) -> None:
    codigo, salida = ejecutar(consola, "verificar", "--json")
    assert codigo == 0
    assert json.loads(salida)["bien"] is True
    assert "Todo concuerda: 2 documentos y 1 archivos" in ejecutar(consola, "verificar")[1]
    assert "0 archivos" in ejecutar(consola, "verificar", "--sin-archivos")[1]


def test_verificar_halla_un_indice_alterado_y_lo_denuncia(
    consola: Consola, sembrado: Indice, config: Config
) -> None:
    segmento = next(config.ruta_indice.glob("g1/publico/*.seg"))
    segmento.write_bytes(segmento.read_bytes().replace(b"informacion", b"informacoin"))
    codigo, salida = ejecutar(consola, "verificar")
    assert codigo == 1 and "se está preparando de nuevo" in salida
    assert sembrado.denunciada(1)


def test_verificar_halla_cada_diferencia(
    consola: Consola, sembrado: Indice, bd: BaseDeDatos, config: Config
) -> None:
    publico = frozenset({"publico"})
    sembrado.motor(1).escribir([Ficha(9, "CD-00009", 1, "Fantasma", "ley", True, publico)], [2])
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 1).revision = 2
        version = sesion.query(Archivo).one().version_id
        sesion.add(
            Archivo(version_id=version, papel="otro_formato", sha256="0" * 64, nombre="x", tipo="", tamano=1)
        )
        sha256 = sesion.query(Archivo).filter_by(papel="principal").one().sha256
    ruta = DepositoLocal(config.ruta_archivos).ruta(sha256)
    ruta.chmod(0o600)
    ruta.write_bytes(b"otra cosa")
    codigo, salida = ejecutar(consola, "verificar", "--json")
    informe = json.loads(salida)
    assert codigo == 1
    assert (informe["sin_indexar"], informe["atrasados"], informe["sobran"]) == (
        ["CD-00002"],
        ["CD-00001"],
        ["9"],
    )
    assert (informe["archivos_perdidos"], informe["archivos_danados"]) == (["CD-00001 v1"], ["CD-00001 v1"])
    assert "Hay diferencias" in ejecutar(consola, "verificar")[1]


def test_lo_que_nunca_se_indexo_tambien_se_dice(consola: Consola, sembrado: Indice, bd: BaseDeDatos) -> None:
    with transaccion(bd) as sesion:
        sesion.query(Indexado).filter_by(documento_id=1).delete()
    with lectura(bd):
        assert json.loads(ejecutar(consola, "verificar", "--json")[1])["sin_indexar"] == ["CD-00001"]


def test_sin_indice_se_dice_que_se_prepara(consola: Consola, sembrado: Indice) -> None:
    sembrado.borrar(1)
    codigo, salida = ejecutar(consola, "verificar")
    assert codigo == 1 and "No se cotejó el índice" in salida
    assert "Los archivos están bien: 2 documentos y 1 archivos" in salida
    assert json.loads(ejecutar(consola, "verificar", "--json")[1])["sin_indice"]
    with pytest.raises(NoDisponible):
        ejecutar(consola, "buscar", "ley")


def test_lo_que_quiza_se_quiso_decir_se_propone_sin_cambiar_lo_hallado(
    consola: Consola, bd: BaseDeDatos, config: Config, reloj: RelojFijo
) -> None:
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        sembrar_documento(sesion, 1, "Informe", ("La migrasión interna.",))
        for numero in range(2, 20):
            sembrar_documento(sesion, numero, f"Ley {numero}", ("La migración.",))
    indexar(bd, config, reloj)
    respuesta = buscar(consola, "migrasion")
    assert [d["id"] for d in respuesta["documentos"]] == ["CD-00001"]
    assert (respuesta["sugerencia"], respuesta["propuesta"]) == (None, "migración")
    avisos = io.StringIO()
    ejecutar(replace(consola, errores=avisos), "buscar", "migrasion")
    assert "¿Quiso decir «migración»?" in avisos.getvalue()
