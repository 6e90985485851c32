#!/usr/bin/env python3
"""Arranque del centro, sólo con la biblioteca estándar: prepara lo que falta y pasa la orden a `centro-doc`.

    python3 centro.py servir      prepara y sirve en http://127.0.0.1:8000
    python3 centro.py probar      prepara y corre todas las comprobaciones
    python3 centro.py preparar    sólo prepara
    python3 centro.py ORDEN …     prepara y pasa ORDEN a centro-doc

Se puede repetir cuantas veces se quiera: si nada cambió no hace nada, y si se cortó, sigue donde quedó.
"""

import contextlib
import errno
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

RAIZ = Path(__file__).resolve().parent
ENTORNO = RAIZ / ".venv"
PYTHON = ENTORNO / "bin" / "python"
SELLO = ENTORNO / "centro-sello"
DIARIO = ENTORNO / "instalacion.log"
VERSIONES = ((3, 11), (3, 13))
PIP_MINIMO = (22, 3)
PAQUETES_OCR = ("tesseract-ocr", "tesseract-ocr-spa")
REPARTO = ("-n", "auto", "--maxprocesses", "8", "--dist", "worksteal")
"""Un proceso de pruebas por núcleo, y a lo más ocho, que cada uno ocupa cerca de 1 GB. El que acaba con las
suyas toma de las de otro: unas pocas pruebas lentas no dejan esperando a nadie."""
COMPROBACIONES = (
    ("formato", ("-m", "ruff", "format", "--check", ".")),
    ("estilo", ("-m", "ruff", "check", ".")),
    ("fronteras", ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")),
    ("tipos", ("-m", "mypy")),
    ("pruebas", ("-m", "pytest", *REPARTO, "--cov", "--cov-report=json:.coverage.json", "--cov-report=")),
    ("cobertura", ("-m", "tests.cobertura", ".coverage.json")),
)


class Alto(Exception):
    """Algo impide seguir; el mensaje, en una línea, dice qué y qué hacer."""


def principal(argumentos: list[str]) -> int:
    """Atiende la orden y devuelve el código de salida."""
    if not argumentos or argumentos[0] in {"-h", "--help"}:
        print((__doc__ or "").strip())
        return 0 if argumentos else 2
    try:
        exigir_version()
        preparar(desarrollo=argumentos[0] == "probar")
        if argumentos[0] == "probar":
            return probar()
        if argumentos[0] == "preparar":
            avisar_del_ocr()
            return ordenar(["migrar"])
        if argumentos[0] == "servir":
            avisar_del_ocr()
        return ordenar(argumentos)
    except Alto as alto:
        print(f"centro: {alto}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"centro: no se pudo seguir: {motivo(error)}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("centro: interrumpido. Repita la orden cuando quiera: seguirá donde quedó.", file=sys.stderr)
        return 130


def exigir_version() -> None:
    """Levanta `Alto` si este Python no es uno de los que el producto admite."""
    if not VERSIONES[0] <= sys.version_info[:2] <= VERSIONES[1]:
        propia = ".".join(map(str, sys.version_info[:2]))
        raise Alto(f"hace falta Python 3.11, 3.12 o 3.13, y este es {propia}.")


def preparar(*, desarrollo: bool) -> None:
    """Deja `.venv` con las dependencias fijadas y la orden `centro-doc`; no hace nada si ya está."""
    requisitos = RAIZ / ("requirements-dev.txt" if desarrollo else "requirements.txt")
    if vigente(desarrollo=desarrollo):
        return
    with candado():
        if vigente(desarrollo=desarrollo):
            return
        decir("Preparando el entorno (la primera vez tarda unos minutos)…")
        crear_entorno()
        SELLO.unlink(missing_ok=True)
        instalar(requisitos)
        escribir_orden()
        SELLO.write_text(sello(desarrollo=desarrollo), encoding="utf-8")
        decir("Entorno listo.")


def sello(*, desarrollo: bool) -> str:
    """La huella de lo que el entorno debe contener: Python, carpeta y requisitos."""
    partes = [sys.version, str(RAIZ), (RAIZ / "requirements.txt").read_text(encoding="utf-8")]
    if desarrollo:
        partes.append((RAIZ / "requirements-dev.txt").read_text(encoding="utf-8"))
    huella = hashlib.sha256("\0".join(partes[:3]).encode()).hexdigest()
    return f"{huella} {hashlib.sha256(partes[3].encode()).hexdigest()}" if desarrollo else huella


def vigente(*, desarrollo: bool) -> bool:
    """¿El entorno está completo? El de desarrollo sirve también para servir."""
    try:
        escrito = SELLO.read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    esperado = sello(desarrollo=desarrollo)
    return PYTHON.exists() and (
        escrito == esperado or (not desarrollo and escrito.startswith(esperado + " "))
    )


@contextlib.contextmanager
def candado() -> Iterator[None]:
    """Una sola preparación a la vez, también entre procesos."""
    try:
        archivo = (RAIZ / ".venv.candado").open("w")
    except OSError as error:
        raise Alto(f"no se puede escribir en {RAIZ}: {motivo(error)}.") from error
    with archivo:
        try:
            fcntl.flock(archivo, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            decir("Otro proceso está preparando el entorno; se espera a que termine…")
            fcntl.flock(archivo, fcntl.LOCK_EX)
        yield


def crear_entorno() -> None:
    """Crea `.venv` sin pip, o lo rehace si quedó a medias (no tiene sello) o es de otro Python."""
    if SELLO.exists() and entorno_sano():
        return
    shutil.rmtree(ENTORNO, ignore_errors=True)
    try:
        venv.EnvBuilder(with_pip=False, symlinks=True).create(ENTORNO)
    except (OSError, subprocess.CalledProcessError) as error:
        razon = motivo(error) if isinstance(error, OSError) else str(error)
        raise Alto(f"no se pudo crear {ENTORNO}: {razon}.") from error


def entorno_sano() -> bool:
    """¿El Python de `.venv` arranca y es la misma versión que este?"""
    prueba = "import sys; print(sys.version)"
    try:
        salida = subprocess.run([PYTHON, "-I", "-c", prueba], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return salida.stdout.strip() == sys.version.strip()


def instalar(requisitos: Path) -> None:
    """Instala los requisitos con sus huellas; el detalle queda en `.venv/instalacion.log`.

    La lista está completa, así que pip no resuelve nada (`--no-deps`): si lo hiciera, una versión nueva
    de un paquete pedido con extras («coverage[toml]») se antepondría a la fijada y la instalación fallaría.
    """
    orden = [
        *pip(),
        "install",
        "--require-hashes",
        "--no-deps",
        "--only-binary=:all:",
        "--disable-pip-version-check",
        "--no-input",
        "-r",
        str(requisitos),
    ]
    decir(f"Instalando dependencias ({requisitos.name})…")
    with DIARIO.open("w", encoding="utf-8") as diario:
        resultado = subprocess.run(orden, stdout=diario, stderr=subprocess.STDOUT, cwd=RAIZ)
    if resultado.returncode:
        raise Alto(
            f"{causa(DIARIO.read_text(encoding='utf-8', errors='replace'))} El detalle está en {DIARIO}."
        )


def pip() -> list[str]:
    """Cómo llamar a pip sobre `.venv`: el del sistema si lo hay, o el que trae Python."""
    if importlib.util.find_spec("pip") is not None:
        version = subprocess.run(
            [sys.executable, "-m", "pip", "--version"], capture_output=True, text=True
        ).stdout.split()
        if len(version) > 1 and tuple(int(n) for n in version[1].split(".")[:2]) >= PIP_MINIMO:
            return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if importlib.util.find_spec("ensurepip") is not None:
        orden = [PYTHON, "-m", "ensurepip", "--upgrade"]
        if subprocess.run(orden, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
            return [str(PYTHON), "-m", "pip"]
    raise Alto("falta pip. En Debian o Ubuntu: apt-get install python3-pip")


def causa(diario: str) -> str:
    """La frase que explica por qué falló pip."""
    if "No space left" in diario:
        return "no queda espacio en el disco. Libere espacio y repita la orden."
    if "HASHES" in diario or ("hash" in diario and "mismatch" in diario.lower()):
        return "un paquete descargado no tiene la huella esperada, y no se instaló nada de él."
    if any(rastro in diario for rastro in ("NewConnectionError", "Temporary failure", "ConnectTimeout")):
        return (
            "no hay red para descargar las dependencias. Repita la orden cuando la haya: seguirá donde quedó."
        )
    return "no se pudieron instalar las dependencias. Repita la orden: seguirá donde quedó."


def escribir_orden() -> None:
    """Pone el código de esta carpeta en la ruta del entorno y la orden `centro-doc` en su `bin`."""
    (sitio,) = (ENTORNO / "lib").glob("python3.*/site-packages")
    (sitio / "centro_doc_fuente.pth").write_text(f"{RAIZ}\n", encoding="utf-8")
    orden = ENTORNO / "bin" / "centro-doc"
    orden.write_text(
        '#!/bin/sh\nexec "$(dirname "$0")/python" -P -m centro_doc.cli "$@"\n',
        encoding="utf-8",
    )
    orden.chmod(0o755)


def avisar_del_ocr() -> None:
    """Instala el OCR si se es root y hay apt; si no, dice en una línea qué queda apagado."""
    if ocr_completo():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        decir("Instalando el reconocimiento de texto (tesseract)…")
        if any(instalar_ocr(actualizar=actualizar) for actualizar in (False, True)):
            return
    decir(
        "Sin tesseract y su español, los escaneos quedan sin texto. Para leerlos, como root: "
        f"apt-get install {' '.join(PAQUETES_OCR)}"
    )


def ocr_completo() -> bool:
    """¿Está tesseract, con los datos del español?"""
    if shutil.which("tesseract") is None:
        return False
    lenguas = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout
    return "spa" in lenguas.split()


def instalar_ocr(*, actualizar: bool) -> bool:
    """Instala los paquetes del OCR; `actualizar` trae antes la lista de paquetes, que puede faltar."""
    entorno = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ordenes = [["apt-get", "update", "-q"]] if actualizar else []
    ordenes.append(["apt-get", "install", "-y", "-q", "--no-install-recommends", *PAQUETES_OCR])
    return all(
        subprocess.run(orden, env=entorno, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
        == 0
        for orden in ordenes
    )


def probar() -> int:
    """Corre las comprobaciones en orden y se detiene en la primera que falla."""
    for nombre, orden in COMPROBACIONES:
        print(f"── {nombre}", flush=True)
        codigo = subprocess.run([PYTHON, *orden], cwd=RAIZ).returncode
        if codigo:
            print(f"centro: falló «{nombre}».", file=sys.stderr)
            return codigo
    print("Todo en orden.")
    return 0


def ordenar(argumentos: list[str]) -> int:
    """Se convierte en `centro-doc ARGUMENTOS`."""
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), "-P", "-m", "centro_doc.cli", *argumentos])


def motivo(error: OSError) -> str:
    """Por qué falló el sistema, en español si es de lo que suele pasar."""
    frases = {
        errno.EACCES: "sin permiso",
        errno.ENOSPC: "no queda espacio en el disco",
        errno.EROFS: "el disco es de sólo lectura",
    }
    frase = frases.get(error.errno or 0) or error.strerror or str(error)
    return f"{frase} ({error.filename})" if error.filename else frase


def decir(texto: str) -> None:
    """Una línea para la persona."""
    print(texto, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
