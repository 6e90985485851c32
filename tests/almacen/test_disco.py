"""Lo escrito llega al disco, y donde una carpeta no se puede abrir nadie falla por eso."""

import io
import os
from pathlib import Path

import pytest
from conftest import RelojFijo

from almacen import DepositoLocal
from almacen.disco import sincronizar_archivo, sincronizar_carpeta
from centro_doc.bitacora.accesos import anotar_acceso
from centro_doc.cuentas.permisos import SISTEMA
from indexador.motor import MotorWhoosh


@pytest.fixture
def sincronizados(monkeypatch):
    """Las rutas que se llevan al disco, en orden."""
    rutas = []
    real = os.fsync

    def fsync(descriptor):
        rutas.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return rutas


@pytest.fixture
def sin_carpetas(monkeypatch):
    """Como Windows: abrir una carpeta falla, y no hay con qué pedirlo."""
    real = os.open

    def abrir(ruta, *args, **opciones):
        if isinstance(ruta, str | Path) and Path(ruta).is_dir():
            raise PermissionError(13, "Permission denied", str(ruta))
        return real(ruta, *args, **opciones)

    monkeypatch.setattr(os, "open", abrir)
    monkeypatch.delattr(os, "O_DIRECTORY")


def guardar(carpeta):
    DepositoLocal(carpeta / "archivos").recibir(io.BytesIO(b"acta"), 100)


def anotar(carpeta):
    anotar_acceso(carpeta / "accesos", SISTEMA, "documento_leido", ("documento", "CD-1"), reloj=RelojFijo())


def crear_indice(carpeta):
    MotorWhoosh.abrir(carpeta / "indice")


ESCRITURAS = {"archivos": guardar, "accesos": anotar, "indice": crear_indice}


@pytest.mark.parametrize("nombre", ESCRITURAS)
def test_se_lleva_al_disco_la_carpeta_de_lo_escrito(tmp_path, sincronizados, nombre):
    ESCRITURAS[nombre](tmp_path)
    assert tmp_path / nombre in sincronizados


@pytest.mark.parametrize("nombre", ESCRITURAS)
def test_donde_una_carpeta_no_se_abre_se_escribe_igual(tmp_path, sin_carpetas, nombre):
    ESCRITURAS[nombre](tmp_path)
    assert any(archivo.is_file() for archivo in (tmp_path / nombre).rglob("*"))


def test_una_carpeta_que_no_se_pudo_asegurar_no_se_calla(tmp_path, monkeypatch):
    def rota(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", rota)
    abiertos = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(OSError, match="Input/output"):
        sincronizar_carpeta(tmp_path)
    with pytest.raises(FileNotFoundError):
        sincronizar_carpeta(tmp_path / "no")
    assert len(list(Path("/proc/self/fd").iterdir())) == abiertos


def test_un_archivo_se_sincroniza_abierto_para_escribir_y_no_cambia(tmp_path, sincronizados):
    ruta = tmp_path / "acta"
    ruta.write_bytes(b"acta")
    sincronizar_archivo(ruta)
    assert sincronizados == [ruta]
    assert ruta.read_bytes() == b"acta"
