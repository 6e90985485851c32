"""Lectura de ZIP: cada archivo se separa para entrar por su cuenta.

Los nombres de lo que trae no van en su texto, que lee y busca todo el que ve el paquete: alguno puede
cerrarse después. Los dice la ficha, a cada quien los que ve.

Nada se escribe con el nombre que trae dentro, nada se infla más allá de los topes y nada se abre aquí: cada
miembro pasa después por la puerta como si alguien lo hubiera subido.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from indexador.errores import NoExtraible
from indexador.extraccion.bolsa import Bolsa
from indexador.extraccion.directorio_zip import directorio_razonable
from indexador.extraccion.limites import Opciones
from indexador.extraccion.paginado import numerar
from indexador.extraccion.paquete import bomba
from indexador.ficha import Texto

_SOBRAN = ("__macosx/", "thumbs.db", ".ds_store", "desktop.ini")
"""Lo que dejan macOS y Windows, que nadie metió a propósito."""
QUE_ES = "Archivo comprimido (ZIP)."
"""Todo el texto de un paquete."""
_UTF_8 = 0x800
_CIFRADO = 0x1
_TROZO = 1 << 20
_ESPANOL = frozenset("áéíóúüñÁÉÍÓÚÜÑ°ºª¿¡«»–—´’“”")
_FALLAS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)


def leer_zip(ruta: Path, opciones: Opciones) -> Texto:
    """Lo que es, y sus archivos en `adjuntos`. Levanta `NoExtraible` (`danado` o de tope)."""
    bolsa = Bolsa("miembro_de", opciones)
    try:
        if not directorio_razonable(ruta):
            raise bomba()
        with zipfile.ZipFile(ruta) as paquete:
            miembros = [m for m in paquete.infolist() if not m.is_dir() and not _sobra(nombre_de(m))]
            for miembro in miembros[: opciones.adjuntos]:
                _separar(paquete, miembro, bolsa)
    except _FALLAS as error:
        raise _danado() from error
    if not miembros:
        raise NoExtraible(
            "vacio", "El archivo comprimido (ZIP) no trae ningún archivo.", "Compruebe el original."
        )
    return Texto(
        numerar([QUE_ES], "parte"),
        "zip 1",
        {},
        tuple(_avisos(len(miembros), bolsa)),
        tuple(bolsa.adjuntos),
    )


def _avisos(total: int, bolsa: Bolsa) -> Iterator[str]:
    if total > len(bolsa.adjuntos) > 0:
        yield f"Sólo se separaron {len(bolsa.adjuntos)} de {total}: descomprímalo y suba los demás."


def _separar(paquete: zipfile.ZipFile, miembro: zipfile.ZipInfo, bolsa: Bolsa) -> None:
    nombre = nombre_de(miembro)
    if miembro.flag_bits & _CIFRADO:
        bolsa.negar(nombre, "Está protegido con contraseña dentro del archivo comprimido.")
        return
    if stat.S_ISLNK(miembro.external_attr >> 16):
        bolsa.negar(nombre, "Es un enlace a otro lugar, no un archivo.")
        return
    try:
        bolsa.poner(nombre, _trozos(paquete, miembro), miembro.file_size)
    except _FALLAS:
        bolsa.negar(nombre, "Está dañado dentro del archivo comprimido.", "Pida otra copia y súbala.")


def _trozos(paquete: zipfile.ZipFile, miembro: zipfile.ZipInfo) -> Iterator[bytes]:
    with paquete.open(miembro) as archivo:
        while trozo := archivo.read(_TROZO):
            yield trozo


def nombre_de(miembro: zipfile.ZipInfo) -> str:
    """El nombre de un miembro, en la codificación que lo haga legible.

    Sin la marca de UTF-8 el formato manda cp437 (APPNOTE 6.3, apéndice D), pero los programas escriben UTF-8,
    cp850 o cp1252: gana la primera cuyas letras sean las del español.
    """
    crudo = miembro.filename
    if crudo.isascii() or miembro.flag_bits & _UTF_8:
        return crudo
    octetos = crudo.encode("cp437")
    for codificacion in ("utf-8", "cp437", "cp850", "cp1252"):
        try:
            nombre = octetos.decode(codificacion)
        except UnicodeDecodeError:
            continue
        if codificacion == "utf-8" or all(letra.isascii() or letra in _ESPANOL for letra in nombre):
            return nombre
    return crudo


def _sobra(nombre: str) -> bool:
    minuscula = nombre.lower().replace("\\", "/")
    ultimo = minuscula.rpartition("/")[2]
    return minuscula.startswith(_SOBRAN[0]) or ultimo in _SOBRAN or ultimo.startswith("._")


def _danado() -> NoExtraible:
    return NoExtraible(
        "danado",
        "El archivo comprimido (ZIP) está dañado o incompleto.",
        "Ábralo en su equipo para comprobarlo; si también falla, pida otra copia y súbala.",
    )
