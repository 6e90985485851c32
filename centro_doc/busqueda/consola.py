"""Las órdenes `buscar`, `reindexar` y `verificar`."""

import argparse
import os
import socket
import sys
import time
from collections.abc import Sequence

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from almacen import DepositoLocal
from centro_doc.busqueda.consultas import Resultados, resultados
from centro_doc.busqueda.fichas import leer
from centro_doc.busqueda.formularios import ORDENES, leer_peticion
from centro_doc.busqueda.hallazgos import Hallazgo
from centro_doc.busqueda.norma_escrita import norma_como_json, norma_en_renglones
from centro_doc.busqueda.norma_nombrada import NormaNombrada, normas_nombradas
from centro_doc.busqueda.verificacion import Verificacion, verificar
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.consola import Consola, FalloDeOrden, Ordenes
from centro_doc.cuentas.consultas import actor_por_correo
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import ANONIMO, CONSOLA, Actor, marcas
from centro_doc.indice import casos
from centro_doc.indice.consultas import cuantos_pendientes, estado_del_indice
from centro_doc.indice.escritor import ARRIENDO, Escritor
from centro_doc.indice.servicio import Indice
from centro_doc.tareas.consultas import titular_de

FILTROS = ("tipo", "tema", "actividad", "institucion", "acceso", "pais")
ESPERA = 0.5
PACIENCIA = 180.0
"""Segundos sin avanzar tras los que se deja de esperar a otro escritor."""
PERSONAL = Actor(nombre="Consola", roles=frozenset({Rol.PERSONAL}), clave="consola")
"""Con quién se busca si no se dice otra cosa."""


def registrar(ordenes: Ordenes) -> None:
    """Registra las tres órdenes."""
    buscar = ordenes.anadir(
        "buscar", "Busca en el texto completo de los documentos.", orden_buscar, prepara=True
    )
    buscar.add_argument("consulta", help='lo que se busca, como en el sitio: "una frase", tipo:dictamen…')
    buscar.add_argument("--json", action="store_true", help="contesta en JSON")
    buscar.add_argument(
        "--como", metavar="CORREO", help="quién busca: un correo o «publico»; si falta, el personal"
    )
    buscar.add_argument("--orden", default="", help=f"uno de: {', '.join(ORDENES)}")
    buscar.add_argument("--pagina", default="", help="página de resultados")
    buscar.add_argument("--desde", default="", help="año inicial")
    buscar.add_argument("--hasta", default="", help="año final")
    buscar.add_argument(
        "--vigente", default="", metavar="DÍA", help="sólo normas que regían ese día, AAAA-MM-DD"
    )
    for filtro in FILTROS:
        buscar.add_argument(
            f"--{filtro}", action="append", default=[], help=f"sólo ese {filtro}; se puede repetir"
        )
    reindexar = ordenes.anadir(
        "reindexar", "Construye de nuevo el índice, al lado del que se busca.", orden_reindexar
    )
    reindexar.add_argument("--json", action="store_true", help="contesta en JSON")
    revisar = ordenes.anadir(
        "verificar", "Coteja la base de datos, el índice y los archivos con sus huellas.", orden_verificar
    )
    revisar.add_argument("--json", action="store_true", help="contesta en JSON")
    revisar.add_argument("--sin-archivos", action="store_true", help="no vuelve a leer los archivos")


def orden_buscar(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Busca y escribe los documentos con sus pasajes; el código es 0 aunque no haya ninguno."""
    peticion = leer_peticion(
        MultiDict(
            [
                ("q", argumentos.consulta),
                ("orden", argumentos.orden),
                ("pagina", argumentos.pagina),
                ("desde", argumentos.desde),
                ("hasta", argumentos.hasta),
                ("vigente", argumentos.vigente),
                *((filtro, valor) for filtro in FILTROS for valor in getattr(argumentos, filtro)),
            ]
        )
    )
    with lectura(consola.bd) as sesion:
        lector = _lector(sesion, argumentos.como, consola)
        indice, suyas = Indice(consola.config.ruta_indice), marcas(lector)
        hallados = resultados(sesion, indice, suyas, peticion)
        fecha = peticion.vigente or consola.reloj.hoy()
        tesauro = hallados.consulta.tesauro
        dicho = peticion.pregunta.texto
        normas = normas_nombradas(sesion, indice, suyas, dicho, fecha=fecha, tesauro=tesauro)
        if argumentos.json:
            consola.json(como_json(hallados, normas))
        else:
            _escribir(hallados, normas, consola)
    return 0


def como_json(hallados: Resultados, normas: Sequence[NormaNombrada] = ()) -> dict[str, object]:
    """La respuesta de una búsqueda con los nombres que leen los programas.

    `norma` es la primera que nombra la consulta, o nulo; las demás van por su clave en sus `otras`.
    """
    norma = norma_como_json(normas[0], normas[1:]) if normas else None
    return {
        "total": hallados.hoja.total,
        "norma": norma,
        "documentos": [_documento(hallazgo) for hallazgo in hallados.hoja.elementos],
        "facetas": {
            **{
                faceta.nombre: {opcion.valor: opcion.documentos for opcion in faceta.opciones}
                for faceta in hallados.facetas.listas
            },
            "anio": {str(a.anio): a.documentos for a in hallados.facetas.anios if a.documentos},
        },
        "sugerencia": hallados.sugerencia,
        "propuesta": hallados.propuesta,
        "avisos": [aviso.mensaje for aviso in hallados.avisos],
        "milisegundos": round(hallados.milisegundos, 2),
    }


def orden_reindexar(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Pide la reconstrucción; la hace aquí o, si hay un trabajador vivo, espera a que él la haga."""
    with transaccion(consola.bd) as sesion:
        nueva = casos.pedir_reconstruccion(sesion, CONSOLA, reloj=consola.reloj)
    titular = f"{socket.gethostname()}:{os.getpid()}/reindexar"
    escritor = Escritor(consola.bd, Indice(consola.config.ruta_indice), leer, consola.reloj, titular)
    try:
        total = _construir(escritor, nueva, consola)
    finally:
        escritor.cerrar()
    if argumentos.json:
        consola.json({"generacion": nueva, "documentos": total})
    else:
        consola.decir(f"Índice construido de nuevo: {total} documentos.")
    return 0


def orden_verificar(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Escribe las diferencias; el código es 1 si hay alguna."""
    deposito = None if argumentos.sin_archivos else DepositoLocal(consola.config.ruta_archivos)
    with lectura(consola.bd) as sesion:
        hallado = verificar(sesion, Indice(consola.config.ruta_indice), deposito)
    if argumentos.json:
        consola.json(_verificacion(hallado))
    else:
        for renglon in hallado.renglones():
            consola.decir(renglon)
    return 0 if hallado.todo_bien else 1


def _lector(sesion: Session, como: str | None, consola: Consola) -> Actor:
    if como is None:
        return PERSONAL
    if como == "publico":
        return ANONIMO
    return actor_por_correo(sesion, como, hoy=consola.reloj.hoy())


def _documento(hallazgo: Hallazgo) -> dict[str, object]:
    valor = hallazgo.fecha.valor if hallazgo.fecha is not None else None
    return {
        "id": hallazgo.documento.identificador,
        "titulo": hallazgo.documento.titulo,
        "tipo": hallazgo.documento.tipo,
        "fecha": valor.isoformat() if valor is not None else None,
        "puntaje": round(hallazgo.puntaje, 4),
        "pasajes": [
            {
                "pagina": pasaje.pagina,
                "etiqueta": pasaje.etiqueta,
                "texto": pasaje.texto,
                "marcas": [list(marca) for marca in pasaje.marcas],
            }
            for pasaje in hallazgo.a_la_vista
        ],
        "vinculos": [vinculo.codigo for vinculo in hallazgo.vinculos],
    }


def _escribir(hallados: Resultados, normas: Sequence[NormaNombrada], consola: Consola) -> None:
    for norma in normas:
        for renglon in norma_en_renglones(norma):
            consola.decir(renglon)
    for aviso in hallados.avisos:
        consola.avisar(aviso.mensaje)
    if hallados.propuesta:
        consola.avisar(f"¿Quiso decir «{hallados.propuesta}»?")
    resaltar = consola.salida.isatty() if consola.salida is sys.stdout else False
    for hallazgo in hallados.hoja.elementos:
        consola.decir(f"{hallazgo.documento.identificador}  {hallazgo.documento.titulo}")
        for pasaje in hallazgo.a_la_vista:
            partes = (f"\033[1m{t}\033[0m" if va and resaltar else t for t, va in pasaje.partes)
            consola.decir(f"    {pasaje.etiqueta}: {''.join(partes)}")
    documentos = "1 documento" if hallados.hoja.total == 1 else f"{hallados.hoja.total} documentos"
    consola.decir(f"{documentos}, {hallados.milisegundos:.1f} ms")


def _construir(escritor: Escritor, nueva: int, consola: Consola) -> int:
    """Da vueltas hasta que la nueva esté activa; devuelve cuántos documentos tiene."""
    parado = 0
    with lectura(consola.bd) as sesion:
        quedaban = cuantos_pendientes(sesion, nueva)
    with consola.avance("Indexando", quedaban) as avance:
        while True:
            with lectura(consola.bd) as sesion:
                estado, quedan = estado_del_indice(sesion), cuantos_pendientes(sesion, nueva)
            if estado.activa is not None and estado.activa >= nueva:
                return estado.indexados
            avance.sumar(max(0, quedaban - quedan))
            parado = 0 if quedan != quedaban else parado
            quedaban = quedan
            if escritor.una_vuelta() == 0:
                parado += 1
                _esperar(parado, consola)


def _esperar(parado: int, consola: Consola) -> None:
    """Otro escribe: se le da tiempo, y si nada avanza se dice."""
    if parado == 1:
        with lectura(consola.bd) as sesion:
            ajeno = titular_de(sesion, ARRIENDO, reloj=consola.reloj)
        if ajeno is not None:
            consola.avisar("Lo construye el trabajador que ya está en marcha.")
    if parado * ESPERA > PACIENCIA:
        raise FalloDeOrden("El índice lleva un rato ocupado por otro proceso. Vuelva a intentarlo más tarde.")
    time.sleep(ESPERA)


def _verificacion(hallado: Verificacion) -> dict[str, object]:
    return {
        "bien": hallado.todo_bien,
        "sin_indice": hallado.sin_indice,
        "documentos": hallado.documentos,
        "archivos": hallado.archivos,
        "sin_indexar": list(hallado.sin_indexar),
        "atrasados": list(hallado.atrasados),
        "sobran": list(hallado.sobran),
        "archivos_perdidos": list(hallado.perdidos),
        "archivos_danados": list(hallado.danados),
        "citas_fuera_de_lugar": list(hallado.citas),
    }
