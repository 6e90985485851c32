"""El texto de las normas del núcleo viaja en la bolsa aunque nadie lo vinculara al tema, y queda fijado."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo
from sqlalchemy import select

from almacen import DepositoLocal
from centro_doc.catalogo.modelos import Archivo, Documento, DocumentoMarca
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.encuadernacion import bolsa, docx
from centro_doc.encuadernacion.obra import obra_de_json
from centro_doc.expedientes.congelados import version
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.exportaciones.armado import Taller, armar
from centro_doc.exportaciones.casos import Opcion
from centro_doc.exportaciones.fuente import fuente
from config import Config

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
TEXTO = b"Articulo 1. Se crea el Consejo, con quetzalina."
CONSEJO, REGLAMENTO = "DC-46-2007", "AG-106-2009"


@pytest.fixture
def centro(de_fabrica: BaseDeDatos, config: Config, reloj: Reloj) -> BaseDeDatos:
    """AG2 con un estudio vinculado; la ley, sin vincular, y su reglamento, que sólo lee el grupo."""
    guardado = DepositoLocal(config.ruta_archivos).recibir(io.BytesIO(TEXTO), 1 << 20)
    interna = {"acceso": "interna", "marcas": ("grupo:AG2", "personal")}
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(
            sesion, sembrar_documento(sesion, 1, "Un estudio", tipo="estudio"), "AG2", motivo="Es"
        )
        ley = sembrar_documento(sesion, 2, "Ley del Consejo", numero="46-2007")
        sembrar_version(sesion, ley, [TEXTO.decode()], sha256=guardado.sha256)
        archivo = sesion.scalars(select(Archivo).where(Archivo.sha256 == guardado.sha256)).one()
        archivo.tipo, archivo.tamano, archivo.nombre = "text/plain", guardado.tamano, "ley.txt"
        reglamento = {"tipo": "acuerdo_gubernativo", "numero": "106-2009"}
        sembrar_documento(sesion, 3, "Reglamento del Consejo", ["Artículo 1"], **reglamento, **interna)
        for nivel in ("publica", "trabajo"):
            congelar(sesion, ANA, "AG2", nivel, "Reunión", reloj=reloj)
    return de_fabrica


def _congelado(sesion, nivel: str = "publica") -> ExpedienteCongelado:  # type: ignore[no-untyped-def]
    return sesion.scalars(select(ExpedienteCongelado).where(ExpedienteCongelado.nivel == nivel)).one()


def _en_la_bolsa(centro: BaseDeDatos, config: Config, reloj: Reloj) -> dict[str, bytes]:
    """Lo que lleva la bolsa de la pública, armada dos veces igual."""
    with transaccion(centro) as sesion:
        origen = fuente(sesion, _congelado(sesion), sitio="https://centro.gt")
    deposito = DepositoLocal(config.ruta_archivos)
    taller = Taller(config, centro, deposito, reloj)
    una, otra = (armar(taller, origen, Opcion("zip")).guardado for _ in range(2))
    assert una.sha256 == otra.sha256
    with zipfile.ZipFile(deposito.ruta(una.sha256)) as paquete:
        return {nombre.partition("/")[2]: paquete.read(nombre) for nombre in paquete.namelist()}


def test_la_bolsa_lleva_la_ley_que_nadie_vinculo_con_su_texto_su_huella_y_su_busqueda(
    centro: BaseDeDatos, config: Config, reloj: Reloj
) -> None:
    miembros = _en_la_bolsa(centro, config, reloj)
    suyo = f"normas/{CONSEJO}_CD-00002_v1"
    assert miembros[f"data/{suyo}.txt"] == TEXTO == miembros[f"data/{suyo}_texto.txt"]
    manifiesto = miembros["manifest-sha256.txt"].decode()
    assert f"{hashlib.sha256(TEXTO).hexdigest()}  data/{suyo}.txt\n" in manifiesto
    normas = {una["clave"]: una for una in json.loads(miembros["data/fichas/normas.json"])}
    assert normas[CONSEJO]["archivo"] == f"{suyo}.txt" and normas[CONSEJO]["registro"] == "CD-00002"
    assert normas[CONSEJO]["direccion"] == f"https://centro.gt/normas/{CONSEJO}"
    assert normas[REGLAMENTO]["falta"] == "No está entre lo público"
    assert "Ley del Consejo" in miembros["data/fichas/normas.csv"].decode()
    assert [u["registro"] for u in json.loads(miembros["data/fichas/fichas.json"])] == [
        "CD-00001",
        "CD-00002",
    ]
    pagina, indice = (miembros[f"data/{n}"].decode() for n in ("indice.html", "indice/indice.js"))
    assert f'<a href="{suyo}.txt">Original</a>' in pagina and '"quetzalina":' in indice
    assert "data/normas" in miembros["LEAME.txt"].decode()
    assert b"Reglamento del Consejo" not in b"".join(miembros.values())


def test_cada_nivel_lleva_los_textos_que_ve_su_lector_y_el_docx_los_enumera(centro: BaseDeDatos) -> None:
    with transaccion(centro) as sesion:
        obras = {n: fuente(sesion, _congelado(sesion, n)).obra for n in ("publica", "trabajo")}
        una = version(sesion, "AG2", "publica-1", frozenset({"publico"})).expediente
    de_la_bolsa = {n: [uno.identificador for uno in obra.de_la_bolsa] for n, obra in obras.items()}
    assert de_la_bolsa == {
        "publica": ["CD-00001", "CD-00002"],
        "trabajo": ["CD-00001", "CD-00002", "CD-00003"],
    }
    assert [uno.identificador for uno in obras["publica"].documentos] == ["CD-00001"]
    with zipfile.ZipFile(io.BytesIO(docx.escribir(obras["publica"]))) as paquete:
        dicho = paquete.read("word/document.xml").decode()
    assert f"/normas/{CONSEJO}" in dicho and hashlib.sha256(TEXTO).hexdigest() in dicho
    assert una.anexos[-1].titulo == "Textos de las normas del núcleo"


def test_lo_congelado_conserva_la_version_que_fijo_y_otra_nueva_se_puede_congelar(
    centro: BaseDeDatos, reloj: Reloj
) -> None:
    with transaccion(centro) as sesion:
        with pytest.raises(DatosInvalidos):
            congelar(sesion, ANA, "AG2", "publica", "Otra", reloj=reloj)
        sembrar_version(sesion, sesion.get_one(Documento, 2), ["Otro"], numero=2, sha256="e" * 64)
        huella = hashlib.sha256(TEXTO).hexdigest()
        assert [u.sha256 for u in fuente(sesion, _congelado(sesion)).obra.de_la_bolsa][1:] == [huella]
        nueva = congelar(sesion, ANA, "AG2", "publica", "Otra", reloj=reloj)
        assert [u.sha256 for u in fuente(sesion, nueva).obra.de_la_bolsa][1:] == ["e" * 64]


def test_la_ley_que_se_cierra_no_va_y_el_archivo_que_se_retira_se_dice(centro: BaseDeDatos) -> None:
    with transaccion(centro) as sesion:
        archivo = sesion.scalars(select(Archivo).where(Archivo.nombre == "ley.txt")).one()
        archivo.vista = "retirada"
        sesion.flush()
        (ley,) = fuente(sesion, _congelado(sesion)).obra.de_la_bolsa[1:]
        assert ley.archivo is None and ley.falta == "El archivo que se citó ya no está a la vista."
        suya = sesion.get_one(Documento, 2)
        suya.acceso, suya.marcas = "interna", [DocumentoMarca(marca="personal")]
        sesion.flush()
        obra = fuente(sesion, _congelado(sesion)).obra
        assert len(obra.de_la_bolsa) == 1 and "CD-00002" not in obra.como_json()


def test_la_version_que_no_los_fijo_sale_como_antes(
    centro: BaseDeDatos, reloj: Reloj, tmp_path: Path
) -> None:
    with transaccion(centro) as sesion:
        vieja = _congelado(sesion)
        dicho = vieja.contenido or {}
        vieja.contenido = {**dicho, "anexos": [uno for uno in dicho["anexos"] if uno["numero"] != 4]}
        sesion.flush()
        obra = fuente(sesion, vieja).obra
        assert congelar(sesion, ANA, "AG2", "publica", "Con textos", reloj=reloj).numero == 2
    assert '"normas"' not in obra.como_json() and obra_de_json(obra.como_json()) == obra
    bolsa.escribir(obra, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as paquete:
        assert not [nombre for nombre in paquete.namelist() if "normas" in nombre]
        assert "data/normas" not in paquete.read("AG2-publica-1/LEAME.txt").decode()


def test_la_que_ya_es_documento_de_un_apartado_no_va_dos_veces(centro: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(centro) as sesion:
        sembrar_vinculo(sesion, sesion.get_one(Documento, 2), "AG2", motivo="La ley del tema")
        obra = fuente(sesion, congelar(sesion, ANA, "AG2", "publica", "Otra", reloj=reloj)).obra
    assert sorted(uno.identificador for uno in obra.de_la_bolsa) == ["CD-00001", "CD-00002"]
    (suya,) = [una for una in obra.normas if una.clave == CONSEJO]
    assert suya.documento in obra.documentos and not suya.suelto
