"""Mata al trabajador mientras rehace el índice: lo que se busca sigue contestando, y al final se rehace."""

import random
import time
from pathlib import Path

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.cuentas.permisos import CONSOLA
from centro_doc.indice.casos import pedir_reconstruccion
from centro_doc.indice.consultas import estado_del_indice
from centro_doc.indice.servicio import Indice
from indexador.consulta import Consulta
from tests.fabrica import sembrar_documento
from tests.rendimiento.escribiente import COMUNES, PUBLICO, palabra
from tests.rendimiento.matar import PLAZO, Centro, centro_nuevo

DOCUMENTOS = 600
PAGINAS = 25


def matar_reconstrucciones(carpeta: Path, veces: int, azar: random.Random) -> str:
    """Devuelve el renglón del informe; levanta `AssertionError` si algo no se cumple."""
    with centro_nuevo(carpeta) as centro:
        bd = BaseDeDatos(centro.config.url_bd)
        _sembrar(bd)
        centro.levantar("trabajador")
        _esperar(bd, 1)
        centro.cerrar()
        preguntas = sum(_matar_una(centro, bd, azar) for _ in range(veces))
        with lectura(bd) as sesion:
            vistas = estado_del_indice(sesion)
        ultima = _pedir(bd)
        centro.levantar("trabajador")
        _esperar(bd, ultima)
        centro.cerrar()
        indice = Indice(centro.config.ruta_indice)
        for numero in range(1, DOCUMENTOS + 1):
            _exigir(bd, indice, numero)
        indice.motor(ultima).verificar()
        bd.cerrar()
    return (
        f"reconstruccion: {veces} muertes; {preguntas} preguntas contestadas mientras; "
        f"la última activa antes de acabar, g{vistas.activa}, y la acabada, g{ultima}"
    )


def _sembrar(bd: BaseDeDatos) -> None:
    azar = random.Random(DOCUMENTOS)
    with transaccion(bd) as sesion:
        for numero in range(1, DOCUMENTOS + 1):
            textos = [" ".join(azar.choices(COMUNES, k=80)) for _ in range(PAGINAS)]
            textos[0] += f" {palabra(numero, 1)}"
            sembrar_documento(sesion, numero, f"Documento {numero}", textos)


def _pedir(bd: BaseDeDatos) -> int:
    with transaccion(bd) as sesion:
        return pedir_reconstruccion(sesion, CONSOLA, reloj=RelojDelSistema())


def _matar_una(centro: Centro, bd: BaseDeDatos, azar: random.Random) -> int:
    """Pide rehacer (o sigue con lo que ya estaba en obra), pregunta sin parar y mata al trabajador."""
    _pedir(bd)
    trabajador = centro.levantar("trabajador")
    indice, hasta, preguntas = Indice(centro.config.ruta_indice), time.monotonic() + azar.uniform(1, 8), 0
    while time.monotonic() < hasta:
        _exigir(bd, indice, azar.randint(1, DOCUMENTOS))
        preguntas += 1
    centro.matar(trabajador)
    for _ in range(20):
        _exigir(bd, Indice(centro.config.ruta_indice), azar.randint(1, DOCUMENTOS))
    return preguntas + 20


def _exigir(bd: BaseDeDatos, indice: Indice, numero: int) -> None:
    with lectura(bd) as sesion:
        resultado = indice.buscar(sesion, Consulta(palabra(numero, 1), PUBLICO))
    if [acierto.documento for acierto in resultado.aciertos] != [numero]:
        raise AssertionError(f"{numero} se halla {resultado.total} veces")


def _esperar(bd: BaseDeDatos, generacion: int) -> None:
    limite = time.monotonic() + PLAZO
    while time.monotonic() < limite:
        with lectura(bd) as sesion:
            estado = estado_del_indice(sesion)
        if estado.activa is not None and estado.activa >= generacion and not estado.pendientes:
            return
        time.sleep(0.2)
    raise AssertionError(f"En {PLAZO:.0f} segundos no se rehízo el índice.")
