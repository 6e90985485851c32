"""Mata con `kill -9` al trabajador y al servidor en momentos al azar, y comprueba que no se pierde nada.

    python tests/rendimiento/matar.py [--archivos 100] [--rondas 50] [--semilla N]

Después de cada muerte se vuelve a arrancar. Al final, cada archivo que tuvo recibo tiene un documento y se
encuentra una vez por su palabra: ninguno perdido, ninguno dos veces. Termina con 1 si algo no se cumple.
"""

import argparse
import contextlib
import http.client
import io
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from docx import Document
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import func, select

from centro_doc.catalogo.modelos import Archivo, Documento, Estado, Version
from centro_doc.catalogo.modelos_recibos import Recibo
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.cuentas.casos import crear_usuario
from centro_doc.cuentas.claves import Claves
from centro_doc.cuentas.consultas import usuario
from centro_doc.cuentas.formularios import datos_usuario
from centro_doc.cuentas.permisos import CONSOLA
from centro_doc.indice.consultas import cuantos_pendientes, generacion_activa
from centro_doc.indice.servicio import Indice
from centro_doc.tareas.consultas import hay_trabajo
from config import Config
from indexador.consulta import Consulta

CORREO, CLAVE = "prueba@centro.local", "cuatro palabras bien largas"
MARCAS = frozenset({"publico", "personal"})
CIFRAS = "bcdfghjklm"
PLAZO = 300.0
"""Segundos en que debe terminar todo después de la última muerte."""


@dataclass
class Centro:
    """Un centro en una carpeta, con los procesos que esta prueba le levanta y le mata."""

    datos: Path
    puerto: int
    procesos: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    registro: Path | None = None
    """Dónde va lo que digan; sin decirlo, entre los datos."""

    @property
    def config(self) -> Config:
        return Config(ruta_datos=self.datos)

    @property
    def entorno(self) -> dict[str, str]:
        propias = {
            "CENTRO_RUTA_DATOS": str(self.datos),
            "CENTRO_PUERTO": str(self.puerto),
            "CENTRO_RITMO_SUBIDA": "100000 per minute",
            "CENTRO_RITMO_INGRESO": "100000 per minute",
            "CENTRO_RITMO_BUSQUEDA": "100000 per minute",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        return {**os.environ, **propias}

    def orden(self, *argumentos: str) -> list[str]:
        return [sys.executable, "-m", "centro_doc.cli", *argumentos]

    def correr(self, *argumentos: str) -> None:
        """Corre una orden hasta el final."""
        subprocess.run(
            self.orden(*argumentos), env=self.entorno, check=True, capture_output=True, timeout=PLAZO
        )

    def levantar(self, *argumentos: str) -> "subprocess.Popen[bytes]":
        """Levanta una orden en su propio grupo de procesos; lo que diga queda en `registro.log`."""
        with (self.registro or self.datos / "registro.log").open("ab") as registro:
            proceso = subprocess.Popen(
                self.orden(*argumentos),
                env=self.entorno,
                stdout=subprocess.DEVNULL,
                stderr=registro,
                start_new_session=True,
            )
        self.procesos.append(proceso)
        return proceso

    def matar(self, proceso: "subprocess.Popen[bytes]") -> None:
        """`kill -9`, sin avisar."""
        proceso.send_signal(signal.SIGKILL)
        proceso.wait()
        self.procesos.remove(proceso)

    def cerrar(self) -> None:
        """Mata lo que quede vivo."""
        for proceso in list(self.procesos):
            self.matar(proceso)


def palabra(numero: int, sello: str = "q") -> str:
    """Una palabra que sólo está en un archivo, hecha de consonantes para que nada la confunda."""
    return f"x{sello}" + "".join(CIFRAS[int(cifra)] for cifra in f"{numero:04}") + "k"


@cache
def archivo(numero: int, sello: str = "q") -> tuple[str, bytes]:
    """Nombre y contenido de un archivo de prueba: PDF, DOCX o TXT por turno.

    Siempre el mismo para el mismo número: un DOCX lleva dentro la hora en que se hizo.
    """
    frase = f"El documento trata de {palabra(numero, sello)} y de la atención al migrante."
    salida = io.BytesIO()
    if numero % 3 == 0:
        lienzo = Canvas(salida, invariant=1)
        lienzo.drawString(72, 720, frase)
        lienzo.save()
        return f"{sello}{numero:03}.pdf", salida.getvalue()
    if numero % 3 == 1:
        documento = Document()
        documento.add_paragraph(frase)
        documento.save(salida)
        return f"{sello}{numero:03}.docx", salida.getvalue()
    return f"{sello}{numero:03}.txt", frase.encode()


@contextlib.contextmanager
def centro_nuevo(carpeta: Path) -> Iterator[Centro]:
    """Un centro migrado, con una cuenta del personal, en un puerto libre."""
    puerto = _puerto_libre()
    carpeta.mkdir(parents=True, exist_ok=True)
    centro = Centro(carpeta, puerto)
    centro.correr("migrar")
    bd, claves = BaseDeDatos(centro.config.url_bd), Claves()
    with transaccion(bd) as sesion:
        datos = datos_usuario(CORREO, "Prueba", ["personal"])
        entregada = crear_usuario(sesion, CONSOLA, datos, claves=claves, reloj=RelojDelSistema())
        cuenta = usuario(sesion, entregada.usuario_id)
        cuenta.clave, cuenta.debe_cambiar_clave, cuenta.clave_vence = claves.resumir(CLAVE), False, None
    bd.cerrar()
    try:
        yield centro
    finally:
        centro.cerrar()


def _puerto_libre() -> int:
    """Un puerto libre por debajo de los que el sistema da a los clientes.

    Uno de aquellos, mientras el servidor está caído, se lo puede quedar el propio cliente que lo busca.
    """
    for puerto in random.SystemRandom().sample(range(20_000, 32_000), 200):
        with socket.socket() as libre, contextlib.suppress(OSError):
            libre.bind(("127.0.0.1", puerto))
            return puerto
    raise RuntimeError("No hay un puerto libre.")


Subida = tuple[str, int, Iterable[bytes]]
"""Nombre, tamaño y contenido por trozos."""


def _cabeza(frontera: str, nombre: str) -> bytes:
    disposicion = f'Content-Disposition: form-data; name="archivos"; filename="{nombre}"'
    return f"--{frontera}\r\n{disposicion}\r\nContent-Type: application/octet-stream\r\n\r\n".encode()


class Navegador:
    """Un cliente HTTP con su galleta, que sobrevive a que el servidor se caiga y vuelva."""

    def __init__(self, puerto: int) -> None:
        self._puerto = puerto
        self._galleta = ""
        self.ficha = ""

    def pedir(
        self,
        metodo: str,
        ruta: str,
        cuerpo: bytes | Iterable[bytes] = b"",
        tipo: str = "",
        largo: int | None = None,
        mas: Mapping[str, str] | None = None,
    ) -> tuple[int, dict[str, str], str]:
        """Estado, cabeceras y texto; levanta `OSError` o `HTTPException` si el servidor se cae."""
        conexion = http.client.HTTPConnection("127.0.0.1", self._puerto, timeout=120)
        try:
            cabeceras = {"Cookie": self._galleta} | ({"Content-Type": tipo} if tipo else {}) | dict(mas or {})
            if largo is not None:
                cabeceras["Content-Length"] = str(largo)
            conexion.request(metodo, ruta, cuerpo or None, cabeceras)
            respuesta = conexion.getresponse()
            texto = respuesta.read().decode("utf-8", "replace")
        finally:
            conexion.close()
        if galleta := respuesta.getheader("Set-Cookie"):
            self._galleta = galleta.partition(";")[0]
        return respuesta.status, dict(respuesta.getheaders()), texto

    def entrar(self) -> None:
        """Ingresa por el formulario y guarda el CSRF de la sesión."""
        datos = {"csrf_token": self._csrf("/acceso"), "correo": CORREO, "clave": CLAVE}
        tipo = "application/x-www-form-urlencoded"
        estado, _, _ = self.pedir("POST", "/acceso", urlencode(datos).encode(), tipo)
        if estado != 303:
            raise RuntimeError(f"No se pudo ingresar: {estado}.")
        self.ficha = self._csrf("/ingreso")

    def subir(self, nombre: str, contenido: bytes) -> bool:
        """Sube un archivo; cierto si el centro respondió con su recibo."""
        return self.subir_varios([(nombre, len(contenido), [contenido])])[0] == 303

    def subir_varios(self, archivos: Sequence[Subida]) -> tuple[int, str]:
        """Sube archivos por trozos, sin tenerlos enteros en la memoria; devuelve el estado y el texto."""
        frontera = "frontera-de-la-prueba"
        cabezas = [_cabeza(frontera, nombre) for nombre, _, _ in archivos]
        inicio = f'--{frontera}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{self.ficha}\r\n'
        fin = f"--{frontera}--\r\n".encode()
        largo = len(inicio) + len(fin) + sum(len(c) + 2 for c in cabezas) + sum(n for _, n, _ in archivos)

        def cuerpo() -> Iterator[bytes]:
            yield inicio.encode()
            for cabeza, (_, _, trozos) in zip(cabezas, archivos, strict=True):
                yield cabeza
                yield from trozos
                yield b"\r\n"
            yield fin

        tipo = f"multipart/form-data; boundary={frontera}"
        estado, _, texto = self.pedir("POST", "/ingreso", cuerpo(), tipo, largo)
        return estado, texto

    def _csrf(self, ruta: str) -> str:
        hallada = re.search(r'name="csrf_token" value="([^"]+)"', self.pedir("GET", ruta)[2])
        if hallada is None:
            raise RuntimeError(f"{ruta} no trae formulario.")
        return hallada[1]


def matar_al_trabajador(centro: Centro, archivos: int, rondas: int, azar: random.Random) -> list[str]:
    """Importa mientras el trabajador muere una y otra vez; devuelve las palabras que deben encontrarse."""
    carpeta = centro.datos / "por-importar"
    carpeta.mkdir()
    for numero in range(archivos):
        nombre, contenido = archivo(numero)
        (carpeta / nombre).write_bytes(contenido)
    importacion = centro.levantar("importar", str(carpeta), "--json")
    for ronda in range(rondas):
        trabajador = centro.levantar("trabajador")
        time.sleep(azar.uniform(0.3, 3.0))
        centro.matar(trabajador)
        _decir(f"trabajador: muerte {ronda + 1} de {rondas}")
    if importacion.wait(PLAZO) != 0:
        raise RuntimeError("La importación terminó mal.")
    centro.procesos.remove(importacion)
    return [palabra(numero) for numero in range(archivos)]


def matar_al_servidor(centro: Centro, rondas: int, azar: random.Random) -> list[str]:
    """Sube archivos mientras el servidor muere; devuelve las palabras de los que tuvieron recibo."""
    navegador = Navegador(centro.puerto)
    servidor = centro.levantar("servir", "--sin-trabajador")
    esperar_servidor(navegador)
    navegador.entrar()
    con_recibo: list[str] = []
    numero = 0
    for ronda in range(rondas):
        muerte = threading.Timer(azar.uniform(0.02, 0.8), centro.matar, (servidor,))
        muerte.start()
        with contextlib.suppress(OSError, http.client.HTTPException):
            while True:
                nombre, contenido = archivo(numero, "w")
                numero += 1
                if navegador.subir(nombre, contenido):
                    con_recibo.append(palabra(numero - 1, "w"))
        muerte.join()
        servidor = centro.levantar("servir", "--sin-trabajador")
        esperar_servidor(navegador)
        with contextlib.suppress(OSError, http.client.HTTPException):
            # Lo que se cortó se vuelve a subir, como haría una persona: no debe quedar dos veces.
            if navegador.subir(*archivo(numero - 1, "w")):
                con_recibo.append(palabra(numero - 1, "w"))
        _decir(f"servidor: muerte {ronda + 1} de {rondas}, {len(con_recibo)} recibos")
    centro.matar(servidor)
    return sorted(set(con_recibo))


def terminar(centro: Centro) -> None:
    """Deja que un trabajador sano acabe todo lo pendiente."""
    trabajador = centro.levantar("trabajador")
    bd = BaseDeDatos(centro.config.url_bd)
    limite = time.monotonic() + PLAZO
    while time.monotonic() < limite:
        with lectura(bd) as sesion:
            activa = generacion_activa(sesion)
            if activa is not None and not hay_trabajo(sesion) and not cuantos_pendientes(sesion, activa):
                break
        time.sleep(0.3)
    else:
        raise RuntimeError(f"En {PLAZO:.0f} segundos no terminó lo pendiente.")
    bd.cerrar()
    trabajador.terminate()
    trabajador.wait(60)
    centro.procesos.remove(trabajador)


def faltas(centro: Centro, palabras: Sequence[str]) -> list[str]:
    """Lo que no se cumple: archivos perdidos, repetidos, con falla o que no se encuentran una vez."""
    bd, indice = BaseDeDatos(centro.config.url_bd), Indice(centro.config.ruta_indice)
    problemas: list[str] = []
    with lectura(bd) as sesion:
        recibidos = sesion.scalars(select(Recibo.nombre).where(Recibo.estado == "recibido"))
        nombradas = {palabra(int(n[1:4]), n[0]) for n in recibidos if re.fullmatch(r"[qw]\d{3}\.\w+", n)}
        for buscada in sorted(nombradas | set(palabras)):
            resultado = indice.buscar(sesion, Consulta(texto=buscada, marcas=MARCAS))
            if resultado.total != 1:
                problemas.append(f"{buscada} se encuentra {resultado.total} veces")
        repetidos = (
            select(Archivo.sha256)
            .join(Version, Version.id == Archivo.version_id)
            .group_by(Archivo.sha256)
            .having(func.count(Version.documento_id.distinct()) > 1)
        )
        problemas += [f"{sha} está en dos documentos" for sha in sesion.scalars(repetidos)]
        huerfanos = select(Recibo.codigo).where(Recibo.estado == "recibido", Recibo.documento_id.is_(None))
        problemas += [f"el recibo {codigo} no tiene documento" for codigo in sesion.scalars(huerfanos)]
        sin_leer = select(Documento.identificador, Documento.estado).where(
            Documento.estado.not_in([Estado.POR_CATALOGAR, Estado.PUBLICADO])
        )
        problemas += [f"{fila[0]} quedó {fila[1]}" for fila in sesion.execute(sin_leer)]
    bd.cerrar()
    return problemas


def esperar_servidor(navegador: Navegador) -> None:
    limite = time.monotonic() + 60
    while time.monotonic() < limite:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if navegador.pedir("GET", "/acceso")[0] in {200, 303}:
                return
        time.sleep(0.05)
    raise RuntimeError("El servidor no levantó en un minuto.")


def _decir(texto: str) -> None:
    if sys.stderr.isatty() or os.environ.get("MATAR_HABLA"):
        sys.stderr.write(texto + "\n")


def principal() -> int:
    """La corrida entera."""
    analizador = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    analizador.add_argument("--archivos", type=int, default=100)
    analizador.add_argument("--rondas", type=int, default=50)
    analizador.add_argument("--semilla", type=int, default=random.SystemRandom().randrange(10**6))
    pedido = analizador.parse_args()
    azar = random.Random(pedido.semilla)
    with (
        tempfile.TemporaryDirectory(prefix="matar-") as carpeta,
        centro_nuevo(Path(carpeta) / "datos") as centro,
    ):
        importadas = matar_al_trabajador(centro, pedido.archivos, pedido.rondas, azar)
        subidas = matar_al_servidor(centro, pedido.rondas, azar)
        terminar(centro)
        problemas = faltas(centro, [*importadas, *subidas])
    sys.stdout.write(
        f"semilla {pedido.semilla}: {2 * pedido.rondas} muertes, {len(importadas)} archivos importados y "
        f"{len(subidas)} subidos con recibo; {len(problemas)} problemas\n"
    )
    sys.stdout.writelines(f"- {problema}\n" for problema in problemas)
    return 1 if problemas else 0


if __name__ == "__main__":
    sys.exit(principal())
