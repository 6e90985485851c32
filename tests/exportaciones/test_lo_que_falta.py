"""Si falta disco o falta un archivo se dice, nada se pierde y no se le echa la culpa a otro."""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from archivos import pdf
from conftest import ficha_csrf
from fabrica import AHORA, sembrar_documento, sembrar_version, sembrar_vinculo
from flask import Flask
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from almacen import DepositoLocal
from centro_doc.catalogo.modelos import Archivo
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.consola import Consola
from centro_doc.comun.disco import DISCO_LLENO, sin_disco
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.encuadernacion import aparte, conversion
from centro_doc.encuadernacion.conversion import DE_IMAGEN, convertir
from centro_doc.encuadernacion.obra import Apartado, Documento, Obra
from centro_doc.expedientes.congelar import congelar
from centro_doc.exportaciones import armado, consultas
from centro_doc.exportaciones.casos import clave_de_conversion
from centro_doc.exportaciones.modelos import Conversion, Exportacion
from centro_doc.taller import armar
from centro_doc.tareas.modelos import Tarea
from config import Config

EXPORTAR = "/agenda/AG2/versiones/publica-1/exportar"


def _foto(lado: int = 40) -> bytes:
    salida = io.BytesIO()
    Image.frombytes("RGB", (lado, lado), os.urandom(lado * lado * 3)).save(salida, "PNG")
    return salida.getvalue()


@pytest.fixture
def centro(de_fabrica: BaseDeDatos, config: Config, reloj: Reloj) -> BaseDeDatos:
    """AG2 con una ley en PDF y una foto, congelado."""
    deposito = DepositoLocal(config.ruta_archivos)
    with transaccion(de_fabrica) as sesion:
        for n, (titulo, mime, octetos) in enumerate(
            (("Ley", "application/pdf", pdf("Considerando")), ("Foto", "image/png", _foto())), 1
        ):
            uno = sembrar_documento(sesion, n, titulo)
            guardado = deposito.recibir(io.BytesIO(octetos), 1 << 20)
            sembrar_version(sesion, uno, ["Considerando"], sha256=guardado.sha256)
            archivo = sesion.scalars(select(Archivo).where(Archivo.sha256 == guardado.sha256)).one()
            archivo.tipo, archivo.tamano = mime, guardado.tamano
            sembrar_vinculo(sesion, uno, "AG2", motivo="Trata de ella")
        congelar(sesion, SISTEMA, "AG2", "publica", "Reunión", reloj=reloj)
    return de_fabrica


@pytest.fixture
def pedir(centro: BaseDeDatos, app: Flask, config: Config, reloj: Reloj) -> Callable[[str], str]:
    """Pide una forma, deja trabajar al trabajador y devuelve la página."""

    def _pedir(forma: str) -> str:
        cliente = app.test_client()
        cliente.post(EXPORTAR, data={"csrf_token": ficha_csrf(cliente, EXPORTAR), "forma": forma})
        trabajador = armar(Consola(config, centro, reloj))
        while trabajador.una_tarea():
            pass
        return cliente.get(EXPORTAR).text

    return _pedir


def _de(config: Config, bd: BaseDeDatos, numero: int) -> Path:
    with lectura(bd) as sesion:
        return DepositoLocal(config.ruta_archivos).ruta(sesion.get_one(Archivo, numero).sha256)


def test_el_archivo_que_falta_o_se_dano_se_dice_y_la_copia_se_puede_armar_otra_vez(
    centro: BaseDeDatos, app: Flask, config: Config, pedir: Callable[[str], str]
) -> None:
    ruta = _de(config, centro, 1)
    bueno = ruta.read_bytes()
    ruta.chmod(0o600)
    ruta.write_bytes(bueno + b"%")
    assert "Le faltan los archivos de CD-00001, que no están enteros" in pedir("pdf")
    lector = PdfReader(io.BytesIO(app.test_client().get(f"{EXPORTAR}/pdf", buffered=True).data))
    assert lector.page_labels.count("CD-00001") == 1 and "CD-00001 p. 1" not in lector.page_labels
    ruta.unlink()
    assert "Le faltan los archivos de CD-00001" in pedir("zip")
    ruta.write_bytes(bueno)
    assert "Le faltan" in pedir("pdf"), "la del ZIP sigue sin armarse otra vez"
    assert "Le faltan" not in pedir("zip")
    lector = PdfReader(io.BytesIO(app.test_client().get(f"{EXPORTAR}/pdf", buffered=True).data))
    assert "CD-00001 p. 1" in lector.page_labels


def test_sin_disco_la_copia_espera_y_se_arma_cuando_lo_hay(
    centro: BaseDeDatos, config: Config, pedir: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(armado.aparte, "encuadernar", _sin_disco)
    assert consultas.SIN_DISCO in pedir("pdf")
    monkeypatch.undo()
    with transaccion(centro) as sesion:
        tarea = sesion.scalars(select(Tarea)).one()
        assert tarea.intentos == 0 and DISCO_LLENO in (tarea.error or "")
        tarea.disponible = tarea.creada
    assert consultas.SIN_DISCO not in pedir("pdf")
    with lectura(centro) as sesion:
        assert sesion.scalars(select(Exportacion.sha256)).one()
    assert list(config.ruta_temporal.glob("exportacion-*")) == []


def _obra() -> Obra:
    """Una obra de un documento sin archivo."""
    uno = Documento(1, "CD-00001", "Ley", "2009", "Sustenta.", 1, "0" * 64, (), None, "No está.")
    datos = ("Expediente temático", "AG2", "Ley", "publica", "Pública", 1, "Reunión", "")
    lugar = ("2009-05-12T00:00:00+00:00", "f" * 64, "/agenda/AG2/versiones/publica-1")
    parte = Apartado("2", "Leyes", documentos=(uno,))
    return Obra(*datos, *lugar, (), Apartado("0", "Carátula"), "", (parte,))


def _sin_disco(*_argumentos: object, **_mas: object) -> Path:
    raise sin_disco()


def test_una_conversion_que_no_cupo_no_es_un_archivo_danado(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foto = tmp_path / "foto.png"
    foto.write_bytes(_foto())
    monkeypatch.setattr(conversion, "_pagina_de_imagen", _sin_disco)
    with pytest.raises(OSError, match="No queda espacio"):
        convertir(foto, "foto.png", DE_IMAGEN, None, tmp_path / "foto.pdf")


def test_si_al_encuadernador_le_falta_disco_no_culpa_a_un_documento(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "salida").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No queda espacio"):
        aparte.encuadernar(_obra(), "docx", tmp_path, memoria=1 << 30)
    monkeypatch.setattr(aparte, "queda_poco", lambda _carpeta: True)
    with pytest.raises(OSError, match="No queda espacio"):
        aparte.encuadernar(_obra(), "pdf", tmp_path, memoria=1 << 30)


def _caer(veces: int) -> Callable[..., Iterator[list[object]]]:
    """Un proceso que muere tantas veces con el primer documento, y después trabaja."""
    quedan, correr = [veces], aparte._correr

    def _correr(orden: dict[str, object], carpeta: Path) -> Iterator[list[object]]:
        if quedan[0]:
            quedan[0] -= 1
            raise aparte._Caida(1)
        yield from correr(orden, carpeta)

    return _correr


@pytest.mark.parametrize(("veces", "caidos"), [(1, ()), (2, (1,))])
def test_a_un_documento_no_se_le_culpa_de_que_el_proceso_caiga_una_vez(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, veces: int, caidos: tuple[int, ...]
) -> None:
    monkeypatch.setattr(aparte, "_correr", _caer(veces))
    hecho = aparte.encuadernar(_obra(), "pdf", tmp_path, memoria=1 << 30)
    assert hecho.caidos == caidos and hecho.ruta.exists()


def test_si_cae_sin_ningun_documento_entre_manos_no_se_pudo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _correr(_orden: object, _carpeta: object) -> Iterator[list[object]]:
        raise aparte._Caida(None)

    monkeypatch.setattr(aparte, "_correr", _correr)
    with pytest.raises(aparte.NoSePudo):
        aparte.encuadernar(_obra(), "pdf", tmp_path, memoria=1 << 30)


@pytest.mark.parametrize("veces", [1, 2])
def test_una_conversion_cortada_no_se_guarda_como_falla_del_archivo(
    centro: BaseDeDatos, pedir: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, veces: int
) -> None:
    with transaccion(centro) as sesion:
        clave = clave_de_conversion(sesion.get_one(Archivo, 2).sha256, DE_IMAGEN, 0)
        vieja = "Está dañado: hace fallar al programa que lee sus páginas."
        sesion.add(Conversion(clave=clave, mapa=[], sin_mapa=False, falla=vieja, hecha=AHORA))
    monkeypatch.setattr(aparte, "_correr", _caer(veces))
    assert ("Le faltan las páginas de CD-00002" in pedir("pdf")) == (veces == 2)
    monkeypatch.undo()
    assert "Le faltan" not in pedir("pdf")
    with lectura(centro) as sesion:
        una = sesion.scalars(select(Conversion)).one()
        assert una.sha256 and not una.falla


def test_lo_que_dejo_un_proceso_que_se_corto_se_barre_y_lo_de_uno_vivo_no(config: Config) -> None:
    muerta = config.ruta_temporal / "exportacion-1"
    muerta.mkdir(parents=True)
    (muerta / "candado").write_bytes(b"")
    (muerta / "1.pdf").write_bytes(b"")
    with armado._carpeta(config) as una, armado._carpeta(config) as otra:
        assert armado.barrer(config) == 1
        assert una.is_dir() and otra.is_dir() and not muerta.exists()
    assert list(config.ruta_temporal.iterdir()) == []
