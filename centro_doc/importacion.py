"""La orden `importar`: recibe archivos y carpetas de esta máquina por el mismo camino que la web."""

import argparse
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from almacen import DepositoLocal
from centro_doc.catalogo import procedencia
from centro_doc.catalogo.constancias import DUPLICADO, RECHAZADO, RECIBIDO
from centro_doc.catalogo.consultas import Suerte, suerte_de
from centro_doc.catalogo.ingreso import DatosLote
from centro_doc.catalogo.modelos import Acceso, Documento
from centro_doc.catalogo.procedencia import LICENCIAS, VIAS
from centro_doc.catalogo.recibos import en_csv, recibos_de
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.consola import Consola, FalloDeOrden, Ordenes
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.importaciones import casos, ensayo, marcha, renglones
from centro_doc.importaciones import rutas as de_rutas
from centro_doc.importaciones.marcha import Hecho, Taller
from centro_doc.importaciones.modelos import EstadoImportacion, Importacion, Renglon
from centro_doc.pedidos import pedidos_de
from centro_doc.taller import armar
from centro_doc.tareas.casos import soltar_de_muertos
from centro_doc.trabajador import esta_muerto, titular_propio
from centro_doc.vigilancia import VIA as VIGILADA
from centro_doc.vigilancia import vigilar

MIRADA = 0.25
"""Segundos entre dos miradas a lo que falta."""
BUSCABLE = "buscable"
ACCIONES = ("vigilar", "pausar", "reanudar", "deshacer", "recibos")
_NOMBRES = ((RECIBIDO, "recibidos"), (DUPLICADO, "duplicados"), (RECHAZADO, "rechazados"))


def registrar(ordenes: Ordenes) -> None:
    """Registra `importar`."""
    orden = ordenes.anadir(
        "importar", "Recibe archivos y carpetas y encola su lectura.", importar, prepara=True
    )
    orden.add_argument("rutas", nargs="*", type=Path, metavar="RUTA", help="archivo o carpeta")
    orden.add_argument("--remitente", default="", help="quién los entregó")
    orden.add_argument("--via", default="", help=f"cómo llegaron: {', '.join(VIAS)}")
    orden.add_argument("--entregado", default="", metavar="FECHA", help="cuándo: día, mes o año")
    orden.add_argument("--referencia", default="", help="número de oficio, dirección de descarga…")
    orden.add_argument("--licencia", default="", help=f"sus derechos: {', '.join(LICENCIAS)}")
    orden.add_argument("--derechos", default="", help="condiciones de uso, como las dijo quien entregó")
    orden.add_argument("--interno", action="store_true", help="nacen como internos")
    orden.add_argument("--esperar", action="store_true", help="espera a que se puedan buscar")
    orden.add_argument(
        "--json",
        action="store_true",
        help="una línea de JSON por archivo o renglón; en el que no trae archivo, «archivo» es nulo",
    )
    orden.add_argument("--ensayo", action="store_true", help="dice qué pasaría, sin recibir nada")
    orden.add_argument(
        "--manifiesto", type=Path, metavar="ARCHIVO", help="hoja .csv, o referencias .ris o .bib"
    )
    orden.add_argument("--columnas", metavar="C=CAMPO,…", help="qué columna de la hoja es qué campo")
    orden.add_argument("--mapeo", metavar="NOMBRE", help="usa las columnas guardadas con ese nombre")
    orden.add_argument("--guardar-mapeo", metavar="NOMBRE", help="guarda con ese nombre las de --columnas")
    orden.add_argument("--vigilar", type=Path, metavar="CARPETA", help="recibe lo que vaya llegando a ella")
    orden.add_argument("--dejar", action="store_true", help="con --vigilar, no mueve los archivos recibidos")
    orden.add_argument("--pausar", metavar="CLAVE", help="detiene una importación en curso")
    orden.add_argument("--reanudar", metavar="CLAVE", help="sigue una importación que quedó a medias")
    orden.add_argument("--deshacer", metavar="CLAVE", help="retira todo lo que creó una importación")
    orden.add_argument("--motivo", default="", help="por qué se deshace")
    orden.add_argument("--recibos", metavar="CLAVE", help="escribe los recibos de una importación, en CSV")


def importar(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Importa y, si se pide, espera; 1 si algún archivo no entró o no se pudo leer."""
    _exigir_una_accion(argumentos)
    if argumentos.vigilar is not None:
        return vigilar(argumentos, consola, _taller(consola), datos_de(argumentos, VIGILADA))
    for accion, hacer in (("pausar", _pausar), ("deshacer", _deshacer), ("recibos", _recibos)):
        if clave := getattr(argumentos, accion):
            return hacer(argumentos, consola, clave)
    if argumentos.reanudar:
        with transaccion(consola.bd) as sesion:
            importacion = casos.reanudar(
                sesion, SISTEMA, argumentos.reanudar, reloj=consola.reloj, encolada=False
            )
        return _hacer(argumentos, consola, importacion)
    pedidos = pedidos_de(argumentos, consola)
    if argumentos.ensayo:
        return _ensayar(argumentos, consola, pedidos)
    datos = datos_de(argumentos, "importar")
    origen = "\n".join(
        de_rutas.escribir(ruta.resolve())
        for ruta in (*argumentos.rutas, *filter(None, [argumentos.manifiesto]))
    )
    with transaccion(consola.bd) as sesion:
        importacion = casos.abrir(sesion, SISTEMA, origen, datos, pedidos, reloj=consola.reloj)
    return _hacer(argumentos, consola, importacion)


def _exigir_una_accion(argumentos: argparse.Namespace) -> None:
    """Levanta `FalloDeOrden` si se piden dos cosas: un ensayo que se ejecutara no sería un ensayo."""
    pedidas = [f"--{una}" for una in ACCIONES if getattr(argumentos, una)]
    if argumentos.ensayo and pedidas:
        raise FalloDeOrden(f"--ensayo no vale con {pedidas[0]}: no se hizo nada.", 2)
    if len(pedidas) > 1:
        raise FalloDeOrden(f"{pedidas[0]} y {pedidas[1]} no van juntas: no se hizo nada.", 2)
    sobra = next((str(uno) for uno in (*argumentos.rutas, argumentos.manifiesto) if uno is not None), None)
    if pedidas and sobra is not None:
        raise FalloDeOrden(f"con {pedidas[0]} sobra {sobra}: no se hizo nada.", 2)


def datos_de(argumentos: argparse.Namespace, entrada: str) -> DatosLote:
    """Lo común de lo que se importa; levanta `FalloDeOrden` si no se entiende su procedencia."""
    dicha, errores = procedencia.leer({campo: getattr(argumentos, campo) for campo in procedencia.CAMPOS})
    if errores:
        campo, error = next(iter(errores.items()))
        raise FalloDeOrden(f"no se entiende --{campo}: {error}", 2)
    return DatosLote(dicha, Acceso.INTERNA if argumentos.interno else Acceso.PUBLICA, entrada)


def _taller(consola: Consola) -> Taller:
    with transaccion(consola.bd) as sesion:
        soltar_de_muertos(sesion, esta_muerto, reloj=consola.reloj)
    deposito = DepositoLocal(consola.config.ruta_archivos)
    return Taller(consola.bd, deposito, consola.reloj, consola.config.limite_archivo, titular_propio())


def _hacer(argumentos: argparse.Namespace, consola: Consola, importacion: Importacion) -> int:
    """Recibe lo que falte, dice la suerte de cada uno y, si se pide, espera a que se pueda buscar."""
    with lectura(consola.bd) as sesion:
        faltan = renglones.cuantos_pendientes(sesion, importacion.id)
    hechos: list[Hecho] = []
    with consola.avance("Recibiendo", faltan) as avance:
        for hecho in marcha.recibir_todo(_taller(consola), SISTEMA, importacion.id):
            avance.sumar()
            hechos.append(hecho)
            _anunciar(consola, hecho, argumentos.json)
    fallidos = sum(1 for hecho in hechos if hecho.constancia.estado == RECHAZADO)
    if argumentos.esperar:
        fallidos += _esperar(consola, importacion.id, en_json=argumentos.json)
    if not argumentos.json:
        _resumir(consola, importacion, hechos)
    return 1 if fallidos else 0


def _anunciar(consola: Consola, hecho: Hecho, en_json: bool) -> None:
    constancia = hecho.constancia
    if en_json:
        _linea(consola, hecho.ruta, constancia.estado, constancia.documento, constancia.motivo)
    elif constancia.estado != RECIBIDO:
        nombre = hecho.ruta or constancia.nombre
        consola.decir(f"{nombre}: {constancia.estado}. {constancia.motivo} {constancia.salida}".rstrip())


def _ensayar(argumentos: argparse.Namespace, consola: Consola, pedidos: Sequence[renglones.Pedido]) -> int:
    """Dice, renglón por renglón, qué pasaría; 1 si algo no entraría."""
    cuentas = dict.fromkeys((ensayo.SE_RECIBIRIA, ensayo.DUPLICADO, ensayo.SE_RECHAZARIA), 0)
    with lectura(consola.bd) as sesion:
        limite = consola.config.limite_archivo
        for pedido, uno in zip(pedidos, ensayo.ensayar(sesion, SISTEMA, pedidos, limite), strict=True):
            cuentas[uno.estado] += 1
            if argumentos.json:
                _linea(consola, pedido.ruta, uno.estado, uno.documento, uno.motivo)
            else:
                consola.decir(f"{uno.ruta}: {ensayo.EN_PROSA[uno.estado]}. {uno.motivo}".rstrip())
    if not argumentos.json:
        entran, repetidos, no = cuentas.values()
        consola.decir(
            f"Ensayo: {entran} entrarían, {repetidos} duplicados, {no} no entrarían. No se recibió nada."
        )
    return 1 if cuentas[ensayo.SE_RECHAZARIA] else 0


def _pausar(_argumentos: argparse.Namespace, consola: Consola, clave: str) -> int:
    with transaccion(consola.bd) as sesion:
        casos.pausar(sesion, SISTEMA, clave, reloj=consola.reloj)
    consola.decir(f"{clave} en pausa. Siga con: importar --reanudar {clave}")
    return 0


def _deshacer(argumentos: argparse.Namespace, consola: Consola, clave: str) -> int:
    if not argumentos.motivo.strip():
        raise FalloDeOrden("diga por qué se deshace con --motivo.", 2)
    with transaccion(consola.bd) as sesion:
        importacion = casos.pedir_deshacer(
            sesion, SISTEMA, clave, argumentos.motivo, reloj=consola.reloj, encolada=False
        )
    retirados = marcha.deshacer_todo(_taller(consola), SISTEMA, importacion.id)
    consola.decir(f"{clave} deshecha: {retirados} documentos retirados. Si los importa otra vez, vuelven.")
    return 0


def _recibos(_argumentos: argparse.Namespace, consola: Consola, clave: str) -> int:
    with lectura(consola.bd) as sesion:
        lote = casos.por_clave(sesion, clave).lote_id
        for linea in en_csv(recibos_de(sesion, SISTEMA, lote)):
            consola.salida.write(linea)
    return 0


def _esperar(consola: Consola, importacion_id: int, *, en_json: bool) -> int:
    """Espera a que cada documento se pueda buscar; devuelve cuántos no se pudieron leer.

    Trabaja mientras espera: si no hay otro trabajador, este proceso lee y escribe el índice.
    """
    with lectura(consola.bd) as sesion:
        filas = sesion.execute(
            select(Documento.identificador, Renglon.ruta)
            .join(Renglon, Renglon.documento_id == Documento.id)
            .where(Renglon.importacion_id == importacion_id)
        )
        faltan = {str(identificador): str(ruta) for identificador, ruta in filas}
    fallidos = 0
    with _trabajador(consola), consola.avance("Leyendo e indexando", len(faltan)) as avance:
        while faltan:
            with lectura(consola.bd) as sesion:
                suertes = suerte_de(sesion, list(faltan)[:500])
            for suerte in suertes:
                fallidos += suerte.motivo != ""
                _dar_suerte(consola, faltan.pop(suerte.documento), suerte, en_json)
                avance.sumar()
            if faltan and not suertes:
                threading.Event().wait(MIRADA)
    return fallidos


@contextmanager
def _trabajador(consola: Consola) -> Iterator[None]:
    detener = threading.Event()
    hilo = threading.Thread(target=armar(consola).ejecutar, args=(detener,), name="trabajador")
    hilo.start()
    try:
        yield
    finally:
        detener.set()
        hilo.join()


def _dar_suerte(consola: Consola, ruta: str, suerte: Suerte, en_json: bool) -> None:
    if en_json:
        _linea(consola, ruta, suerte.estado or BUSCABLE, suerte.documento, suerte.motivo)
    elif suerte.motivo:
        consola.decir(f"{ruta}: {suerte.documento} quedó con falla. {suerte.motivo}")


def _linea(consola: Consola, ruta: str, estado: str, documento: str | None, motivo: str) -> None:
    """`ruta`, como la escribe `importaciones.rutas`; vacía si el renglón no trae archivo."""
    consola.json({"archivo": ruta or None, "estado": estado, "documento": documento, "motivo": motivo})


def _resumir(consola: Consola, importacion: Importacion, hechos: Sequence[Hecho]) -> None:
    with lectura(consola.bd) as sesion:
        estado = sesion.get_one(Importacion, importacion.id).estado
    if estado == EstadoImportacion.PAUSADA:
        consola.decir(f"{importacion.clave} en pausa. Siga con: importar --reanudar {importacion.clave}")
    cuentas = [
        f"{sum(1 for hecho in hechos if hecho.constancia.estado == estado)} {nombre}"
        for estado, nombre in _NOMBRES
    ]
    consola.decir(f"{importacion.clave}: " + ", ".join(cuentas) + ".")
