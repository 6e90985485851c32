"""La orden `expediente`: deja en un archivo el expediente de un tema, como lo exporta el sitio."""

import argparse
import shutil
from pathlib import Path

from sqlalchemy.orm import Session

from almacen import DepositoLocal
from centro_doc.comun.bd import transaccion
from centro_doc.comun.consola import Avance, Consola, FalloDeOrden, Ordenes
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado, motivo_del_sistema
from centro_doc.comun.fechas import fecha_larga
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.encuadernacion.aparte import NoSePudo
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.guardadas import ultimo
from centro_doc.expedientes.modelos import ExpedienteCongelado, Nivel
from centro_doc.exportaciones import casos
from centro_doc.exportaciones.armado import Taller, armar
from centro_doc.exportaciones.casos import Opcion
from centro_doc.exportaciones.fuente import Fuente, fuente
from centro_doc.exportaciones.modelos import Formato


def registrar(ordenes: Ordenes) -> None:
    """Registra `expediente`."""
    orden = ordenes.anadir("expediente", "Exporta el expediente de un tema a PDF, DOCX o ZIP.", exportar)
    orden.add_argument("codigo", metavar="CODIGO", help="el del tema: AG2")
    orden.add_argument("--formato", required=True, choices=[str(uno) for uno in Formato])
    orden.add_argument(
        "--nivel",
        choices=[str(uno) for uno in Nivel],
        default=str(Nivel.PUBLICA),
        help="pública (si no se pide otra cosa) o de trabajo",
    )
    orden.add_argument(
        "--version",
        type=int,
        metavar="N",
        help="una versión congelada; sin decirla, la última si nada cambió desde ella, y si no, una nueva",
    )
    orden.add_argument(
        "--solo-citadas", action="store_true", help="en PDF, de cada documento sólo sus páginas citadas"
    )
    orden.add_argument("--salida", type=Path, metavar="ARCHIVO", help="dónde dejarlo")
    orden.add_argument("--json", action="store_true", help="el resultado en JSON, para un programa")


def exportar(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Escribe el archivo y dice cuál es, con su huella."""
    opcion = _opcion(argumentos)
    deposito = DepositoLocal(consola.config.ruta_archivos)
    taller = Taller(consola.config, consola.bd, deposito, consola.reloj)
    sitio = consola.config.sitio
    with transaccion(consola.bd) as sesion:
        congelado = _version(sesion, argumentos, consola)
        una = casos.pedir(sesion, SISTEMA, congelado, opcion, reloj=consola.reloj, sitio=sitio)
        numero, sha256, origen = una.id, una.sha256, fuente(sesion, congelado, sitio=sitio)
        version = f"{congelado.nivel}-{congelado.numero}"
    if not sha256 or not deposito.existe(sha256):
        sha256 = _armar(taller, consola, numero, origen, opcion)
    nombre = f"{origen.obra.nombre_de_archivo}{'-citadas' if opcion.solo_citadas else ''}.{opcion.formato}"
    destino = argumentos.salida or Path(nombre)
    try:
        shutil.copyfile(deposito.ruta(sha256), destino)
    except OSError as error:
        raise FalloDeOrden(f"no se pudo escribir {destino} ({motivo_del_sistema(error)}).") from error
    dicho = {"archivo": str(destino), "version": version, "sha256": sha256, "octetos": destino.stat().st_size}
    if argumentos.json:
        consola.json(dicho)
    else:
        consola.decir(f"{destino}: versión {version}, SHA-256 {sha256}")
    return 0


def _opcion(argumentos: argparse.Namespace) -> Opcion:
    if argumentos.solo_citadas and argumentos.formato != Formato.PDF:
        raise FalloDeOrden("--solo-citadas vale sólo con --formato pdf.", 2)
    return Opcion(argumentos.formato, argumentos.solo_citadas)


def _version(sesion: Session, argumentos: argparse.Namespace, consola: Consola) -> ExpedienteCongelado:
    """La pedida; o la última, congelando antes otra si algo cambió desde ella."""
    codigo, nivel = argumentos.codigo, argumentos.nivel
    if argumentos.version is not None:
        pedida = sesion.query(ExpedienteCongelado).filter_by(
            clave=codigo, nivel=nivel, numero=argumentos.version
        )
        hallada = pedida.one_or_none()
        if hallada is None:
            raise NoEncontrado(f"El expediente {codigo} no tiene la versión {nivel}-{argumentos.version}.")
        return hallada
    titulo = f"Exportada el {fecha_larga(consola.reloj.hoy())}"
    try:
        return congelar(sesion, SISTEMA, codigo, nivel, titulo, reloj=consola.reloj)
    except DatosInvalidos as error:
        anterior = ultimo(sesion, codigo, nivel)
        if anterior is None:
            raise FalloDeOrden(error.campos.get("titulo", error.mensaje)) from error
        return anterior


def _armar(taller: Taller, consola: Consola, numero: int, origen: Fuente, opcion: Opcion) -> str:
    hechos = 0
    with consola.avance("Armando", len(origen.obra.documentos)) as avance:

        def avanzar(turno: int, _de: int) -> None:
            nonlocal hechos
            hechos = _hasta(avance, hechos, turno)

        try:
            armada = armar(taller, origen, opcion, avanzar)
        except NoSePudo as error:
            raise FalloDeOrden(str(error)) from error
        except OSError as error:
            raise FalloDeOrden(f"no se pudo armar ({motivo_del_sistema(error)}).") from error
    with transaccion(consola.bd) as sesion:
        casos.guardar(sesion, numero, armada.guardado, armada.faltan, armada.caidos, reloj=consola.reloj)
    if dicho := casos.lo_que_le_falta(armada.faltan, armada.caidos):
        consola.avisar(dicho)
    return armada.guardado.sha256


def _hasta(avance: Avance, hechos: int, turno: int) -> int:
    avance.sumar(max(0, turno - hechos))
    return max(hechos, turno)
