"""El arranque: crea el entorno una vez, retoma lo cortado y dice en una línea lo que falta."""

import errno
import hashlib
import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RAIZ = Path(__file__).parent.parent
CLI = "import sys\nprint('centro-doc', *sys.argv[1:])\n"


@pytest.fixture
def casa(tmp_path: Path) -> Path:
    """Una copia mínima del proyecto, sin dependencias, en una carpeta con espacios y acentos."""
    casa = tmp_path / "el centro de documentación"
    (casa / "centro_doc").mkdir(parents=True)
    shutil.copy(RAIZ / "centro.py", casa)
    (casa / "centro_doc" / "__init__.py").write_text("")
    (casa / "centro_doc" / "cli.py").write_text(CLI)
    for nombre in ("requirements.txt", "requirements-dev.txt"):
        (casa / nombre).write_text("# sin dependencias\n")
    return casa


def _correr(casa: Path, *argumentos: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(casa / "centro.py"), *argumentos], capture_output=True, text=True, cwd="/"
    )


@pytest.fixture
def modulo(casa: Path):
    """El propio `centro.py` de la copia, como módulo."""
    especificacion = importlib.util.spec_from_file_location("centro_de_prueba", casa / "centro.py")
    modulo = importlib.util.module_from_spec(especificacion)
    especificacion.loader.exec_module(modulo)
    return modulo


def test_pasa_la_orden_a_centro_doc_y_la_segunda_vez_no_prepara_nada(casa):
    primera = _correr(casa, "buscar", "voto en el extranjero", "--json")
    assert primera.returncode == 0, primera.stderr
    assert primera.stdout == "centro-doc buscar voto en el extranjero --json\n"
    assert "Entorno listo." in primera.stderr
    segunda = _correr(casa, "buscar", "x")
    assert (segunda.stdout, segunda.stderr) == ("centro-doc buscar x\n", "")


def test_la_orden_del_entorno_funciona_desde_cualquier_carpeta(casa):
    _correr(casa, "migrar")
    salida = subprocess.run(
        [casa / ".venv" / "bin" / "centro-doc", "hola"], capture_output=True, text=True, cwd="/"
    )
    assert salida.stdout == "centro-doc hola\n"


@pytest.mark.parametrize("danio", ["sin_sello", "sin_python", "python_roto"])
def test_una_instalacion_cortada_se_retoma(casa, danio):
    _correr(casa, "migrar")
    entorno = casa / ".venv"
    a_medias = entorno / "paquete_a_medias.py"
    a_medias.write_text("")
    if danio == "sin_sello":
        (entorno / "centro-sello").unlink()
    else:
        (entorno / "bin" / "python").unlink()
        (entorno / "centro-sello").unlink()
    if danio == "python_roto":
        (entorno / "bin" / "python").write_text("#!/bin/sh\nexit 1\n")
        (entorno / "bin" / "python").chmod(0o755)
    salida = _correr(casa, "migrar")
    assert salida.stdout == "centro-doc migrar\n", salida.stderr
    assert not a_medias.exists()


def test_cambiar_los_requisitos_vuelve_a_preparar(casa):
    _correr(casa, "migrar")
    (casa / "requirements.txt").write_text("# otra cosa\n")
    assert "Entorno listo." in _correr(casa, "migrar").stderr


def test_el_entorno_de_desarrollo_sirve_para_servir_pero_no_al_reves(casa, modulo):
    modulo.preparar(desarrollo=True)
    assert modulo.vigente(desarrollo=True)
    assert modulo.vigente(desarrollo=False)
    modulo.SELLO.write_text(modulo.sello(desarrollo=False))
    assert not modulo.vigente(desarrollo=True)


def test_se_instala_la_lista_tal_cual_sin_resolver_lo_que_falte(casa):
    # Con un paquete pedido con extras, pip prefería la versión recién publicada a la fijada, y fallaba.
    rueda = casa / "prueba-1.0-py3-none-any.whl"
    with zipfile.ZipFile(rueda, "w") as archivo:
        metadatos = "Metadata-Version: 2.1\nName: prueba\nVersion: 1.0\nRequires-Dist: no-existe[extra]>=1\n"
        archivo.writestr("prueba.py", "")
        archivo.writestr("prueba-1.0.dist-info/METADATA", metadatos)
        archivo.writestr("prueba-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archivo.writestr("prueba-1.0.dist-info/RECORD", "")
    huella = hashlib.sha256(rueda.read_bytes()).hexdigest()
    (casa / "requirements.txt").write_text(f"./{rueda.name} --hash=sha256:{huella}\n")
    salida = _correr(casa, "migrar")
    assert "Entorno listo." in salida.stderr


@pytest.mark.parametrize("lista", ["requirements.txt", "requirements-dev.txt"])
def test_la_lista_de_requisitos_esta_completa(lista):
    nombres = re.findall(r"^([\w.-]+)==", (RAIZ / lista).read_text(encoding="utf-8"), re.M)
    fijados = {canonicalize_name(nombre) for nombre in nombres}
    faltan = [
        f"{distribucion.metadata['Name']}: {texto}"
        for distribucion in importlib.metadata.distributions()
        if canonicalize_name(distribucion.metadata["Name"]) in fijados
        for texto in distribucion.requires or []
        if (pedido := Requirement(texto)).marker is None or pedido.marker.evaluate({"extra": ""})
        if canonicalize_name(pedido.name) not in fijados
    ]
    assert faltan == []


def test_un_requisito_que_no_se_puede_instalar_se_dice_en_una_linea(casa):
    (casa / "requirements.txt").write_text("/no/existe/paquete.whl --hash=sha256:" + "0" * 64 + "\n")
    salida = _correr(casa, "servir")
    assert salida.returncode == 1
    ultima = salida.stderr.strip().splitlines()[-1]
    assert ultima.startswith("centro: no se pudieron instalar las dependencias.")
    assert not (casa / ".venv" / "centro-sello").exists()


def test_el_disco_lleno_se_dice_en_una_linea(casa, modulo, monkeypatch, capsys):
    def negar(*_argumentos, **_opciones):
        raise OSError(errno.ENOSPC, "No space left on device", "x")

    monkeypatch.setattr(modulo, "crear_entorno", negar)
    assert modulo.principal(["servir"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        "centro: no se pudo seguir: no queda espacio en el disco (x)."
    )


@pytest.mark.parametrize("version", [(3, 10, 9), (3, 14, 0)])
def test_otro_python_se_rechaza_diciendo_cual_hace_falta(modulo, monkeypatch, capsys, version):
    monkeypatch.setattr(modulo.sys, "version_info", version)
    assert modulo.principal(["servir"]) == 1
    assert "hace falta Python 3.11, 3.12 o 3.13" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("diario", "frase"),
    [
        ("OSError: [Errno 28] No space left on device", "no queda espacio"),
        ("NewConnectionError('Failed to establish')", "no hay red"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "huella"),
        ("otra cosa", "no se pudieron instalar"),
    ],
)
def test_la_causa_de_un_fallo_se_explica(modulo, diario, frase):
    assert frase in modulo.causa(diario)


def test_sin_orden_explica_como_se_usa(casa):
    salida = _correr(casa)
    assert salida.returncode == 2
    assert "python3 centro.py servir" in salida.stdout


def test_dos_preparaciones_a_la_vez_terminan_bien(casa):
    ordenes = [sys.executable, str(casa / "centro.py"), "migrar"]
    procesos = [
        subprocess.Popen(ordenes, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/") for _ in range(2)
    ]
    respuestas = [proceso.communicate() for proceso in procesos]
    for salida, errores in respuestas:
        assert salida == b"centro-doc migrar\n", errores


def test_los_requisitos_y_el_proyecto_dicen_lo_mismo():
    proyecto = (RAIZ / "pyproject.toml").read_text(encoding="utf-8")
    fijados = {
        linea.split(" ")[0].lower()
        for linea in (RAIZ / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
        if "==" in linea
    }
    pedidos = {
        linea.strip().strip('",').split(";")[0].lower()
        for linea in proyecto.splitlines()
        if "==" in linea and linea.startswith('  "')
    }
    assert pedidos <= fijados
    for nombre in ("requirements.txt", "requirements-dev.txt"):
        texto = (RAIZ / nombre).read_text(encoding="utf-8")
        assert "://" not in texto
        assert texto.count("--hash") >= texto.count("==")
