"""La página de un documento, sus imágenes y su original.

Las tres pasan por la misma regla: lo que el lector no ve responde igual que lo que no existe. Lo que no es
público se anota en el diario de accesos antes de entregar el primer octeto.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Blueprint, render_template, request, send_file
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Respuesta

from almacen import DepositoLocal, NoGuardado
from centro_doc.bitacora.accesos import anotar_acceso
from centro_doc.busqueda.formularios import Peticion, leer_numero, leer_peticion
from centro_doc.busqueda.vecindad import Vecindad, que_resaltar, vecindad
from centro_doc.catalogo.acceso import AMPLIAS
from centro_doc.catalogo.modelos import Archivo, Documento, Vista
from centro_doc.catalogo.relaciones import de_documento
from centro_doc.cobertura.consultas import cobertura
from centro_doc.comun.errores import NoDisponible, NoEncontrado
from centro_doc.comun.web import reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import Actor, marcas, puede
from centro_doc.cuentas.ritmo import limitar_busqueda
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.documentos.coincidencias import Memoria
from centro_doc.documentos.consultas import DocumentoVisto, documento_visto
from centro_doc.documentos.datos import nombre_de_fecha
from centro_doc.documentos.direcciones import a_la_que_quedo
from centro_doc.documentos.estructura import EstructuraVista, con_comienzos, estructura
from centro_doc.documentos.imagenes import ANCHO_POR_OMISION, ANCHOS, MINIATURA, Dibujos
from centro_doc.documentos.marcas import NotaAnclada
from centro_doc.documentos.parecidos import parecidos
from centro_doc.documentos.versiones import VersionVista
from centro_doc.documentos.visor import Visor, lugar_de, visor
from centro_doc.grafo.consultas import GrafoDeDocumento, grafo_de_documento
from centro_doc.indice.servicio import Indice
from centro_doc.lecturas.consultas import NotaVista, notas_de_documento
from centro_doc.normas.modelos import Norma
from centro_doc.normas.uniones import clave_de, norma_de
from centro_doc.propuestas.consultas import sustentos
from centro_doc.vinculos.destinos import destinos
from centro_doc.vinculos.formularios import NOMBRES_RELACION
from centro_doc.vinculos.historia import historias
from config import Config
from indexador.consulta import Resaltar
from indexador.motor.sintaxis import interpretar

blueprint = Blueprint("documentos", __name__)
blueprint.register_error_handler(NoEncontrado, a_la_que_quedo)

_ENCIERRO = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_PUBLICA = "public, no-cache"
"""Se guarda, pero se pregunta cada vez: lo retirado deja de verse al momento."""
_PROPIA = "private, no-store"
_NUMERO_MAXIMO = 999_999_999
_CONSERVADOS = (
    *("p", "g", "n", "vista", "version", "panel"),
    *(
        "q",
        "tipo",
        "tema",
        "actividad",
        "institucion",
        "acceso",
        "desde",
        "hasta",
        "vigente",
        "orden",
        "agrupar",
        "literal",
    ),
)


@blueprint.get("/documentos/<identificador>")
@limitar_busqueda
def ver(identificador: str) -> str:
    """La página del documento: `p`, página; `q`, lo buscado; `g`, pasaje; `n`, puesto en los resultados."""
    visto = abrir(identificador, _pedido("version"))
    anotar(visto, "documento_leido")
    return pagina_de(visto)


@blueprint.get("/documentos/<identificador>/original")
def original(identificador: str) -> Respuesta:
    """El archivo tal como llegó; `version` elige otra y `huella`, uno de los demás de la versión.

    `huella` es el principio de su SHA-256. `archivo`, su número de fila, es de las direcciones de antes: se
    atiende y ya no se escribe, que diría cuántos archivos más hay.
    """
    visto = abrir(identificador, _pedido("version"))
    archivo = _archivo(visto.mostrada, _pedido("archivo"), request.args.get("huella", ""))
    ruta = _ruta(archivo.sha256)
    anotar(visto, "original_descargado", archivo=archivo)
    respuesta = send_file(
        ruta,
        mimetype=archivo.tipo or "application/octet-stream",
        as_attachment=True,
        download_name=archivo.nombre,
        conditional=True,
        etag=archivo.sha256,
        last_modified=None,
    )
    respuesta.headers["Content-Security-Policy"] = _ENCIERRO
    respuesta.headers["Cache-Control"] = _PUBLICA if _es_publico(visto, archivo) else _PROPIA
    return respuesta


@blueprint.get("/documentos/<identificador>/paginas/<int:numero>.webp")
def pagina(identificador: str, numero: int) -> Respuesta:
    """La imagen de una página, a uno de los anchos previstos."""
    visto = abrir(identificador, _pedido("version"))
    ancho = leer_numero(request.args.get("ancho", str(ANCHO_POR_OMISION)), _NUMERO_MAXIMO)
    if not visto.es_dibujable or not 0 < numero <= visto.paginas:
        raise NoEncontrado("Esa página no tiene imagen.")
    archivo = _archivo(visto.mostrada)
    imagen = servicio(Dibujos).pagina(archivo.sha256, numero, ancho)
    if ancho != MINIATURA:
        anotar(visto, "pagina_leida", numero, archivo)
    respuesta = send_file(imagen.ruta, mimetype="image/webp", conditional=True, etag=imagen.etiqueta)
    respuesta.headers["Cache-Control"] = _PUBLICA if _es_publico(visto, archivo) else _PROPIA
    return respuesta


def abrir(identificador: str, version: int | None = None) -> DocumentoVisto:
    """El documento, si quien pide lo ve; si no, `NoEncontrado`."""
    actor = actor_actual()
    return documento_visto(
        sesion_de_lectura(),
        marcas(actor),
        identificador,
        hoy=reloj().hoy(),
        version=version,
        con_propuestos=puede(actor, "vincular"),
        con_retenidas=puede(actor, "ingresar_documentos"),
    )


def conservados() -> dict[str, Any]:
    """Lo que de esta dirección sigue valiendo al volver al documento."""
    return {nombre: request.args.getlist(nombre) for nombre in _CONSERVADOS if nombre in request.args}


def pagina_de(visto: DocumentoVisto, *, errores: dict[str, str] | None = None) -> str:
    """La página del documento; con `errores`, la del formulario de vínculo que no pasó."""
    actor, sesion = actor_actual(), sesion_de_lectura()
    suyas, vincula = marcas(actor), puede(actor, "vincular")
    peticion = leer_peticion(request.args, en_lote=vincula)
    cerca, resaltar = _de_la_busqueda(visto, peticion)
    notas = notas_de_documento(sesion, actor, visto.documento.id)
    norma = norma_de(sesion, visto.documento)
    vista, partes = _lo_que_se_lee(visto, resaltar, notas, norma[0] if norma is not None else None)
    return render_template(
        "documentos/documento.html",
        visto=visto,
        visor=vista,
        peticion=peticion,
        vecindad=cerca,
        notas=notas,
        en_texto=request.args.get("vista") == "texto",
        anchos=ANCHOS[1:],
        miniatura=MINIATURA,
        nombre_de_fecha=nombre_de_fecha,
        lugar_de=lambda prueba: lugar_de(sesion, visto, prueba),
        parecidos=parecidos(sesion, servicio(Indice), suyas, visto, vista.pagina.numero if vista else None),
        plan=cobertura(sesion, suyas),
        relaciones=NOMBRES_RELACION,
        sustentos=sustentos(sesion, [uno.id for uno in visto.propuestos]),
        historias=historias(sesion, visto.documento.id, visto.documento.identificador) if vincula else None,
        relacionados=de_documento(sesion, visto.documento.id, suyas),
        norma=norma,
        estructura=partes,
        grafo=_grafo(sesion, visto.documento, actor),
        conservados=conservados(),
        destinos=destinos(sesion) if vincula else (),
        errores=errores or {},
        escrito=request.form,
    )


def _grafo(sesion: Session, documento: Documento, actor: Actor) -> GrafoDeDocumento:
    return grafo_de_documento(
        sesion,
        documento,
        marcas(actor),
        norma=clave_de(sesion, documento),
        con_dudosas=puede(actor, "editar_normas"),
    )


def _pedido(nombre: str) -> int | None:
    """Un número de la dirección; `None` si no viene o no es un número."""
    escrito = request.args.get(nombre, "").strip()
    return leer_numero(escrito, _NUMERO_MAXIMO) if escrito.isascii() and escrito.isdigit() else None


def _de_la_busqueda(visto: DocumentoVisto, peticion: Peticion) -> tuple[Vecindad | None, Resaltar]:
    """El lugar en los resultados de donde se vino, y qué marcar. Sin índice se marca lo escrito."""
    sesion, indice, suyas, puesto = (
        sesion_de_lectura(),
        servicio(Indice),
        marcas(actor_actual()),
        _pedido("n"),
    )
    try:
        if puesto is not None:
            cerca = vecindad(sesion, indice, suyas, peticion, visto.documento.identificador, puesto)
            if cerca is not None:
                return cerca, cerca.resaltar
        return None, que_resaltar(sesion, indice, suyas, peticion) if peticion.q else Resaltar()
    except NoDisponible:
        return None, interpretar(peticion.q).resaltar


def _lo_que_se_lee(
    visto: DocumentoVisto, resaltar: Resaltar, notas: Iterable[NotaVista], norma: Norma | None
) -> tuple[Visor | None, EstructuraVista | None]:
    """El visor en la página pedida, con los comienzos de las partes marcados en su texto, y esas partes."""
    sesion = sesion_de_lectura()
    vista = visor(
        sesion,
        visto,
        servicio(Memoria),
        resaltar,
        pagina=_pedido("p"),
        pasaje=_pedido("g"),
        notas=_ancladas(notas),
        entero=puede(actor_actual(), "catalogar"),
    )
    partes = estructura(sesion, visto, vista, norma)
    if vista is not None and partes is not None:
        vista = replace(vista, tramos=con_comienzos(vista.tramos, partes.comienzos))
    return vista, partes


def _ancladas(notas: Iterable[NotaVista]) -> list[NotaAnclada]:
    lugares = ((una.id, una.pasaje) for una in notas if una.pasaje is not None and not una.pasaje.rota)
    return [NotaAnclada(numero, p.texto_id, p.pagina, p.inicio, p.pagina_fin, p.fin) for numero, p in lugares]


def _archivo(version: VersionVista | None, numero: int | None = None, huella: str = "") -> Archivo:
    pedido = version.principal if version is not None else None
    if version is not None and (huella or numero is not None):
        pedido = next(
            (
                uno
                for uno in version.archivos
                if (uno.sha256.startswith(huella) if huella else uno.id == numero)
            ),
            None,
        )
    if pedido is None:
        raise NoEncontrado("Este documento no tiene ese archivo.")
    return pedido


def _ruta(sha256: str) -> Path:
    try:
        return servicio(DepositoLocal).ruta(sha256)
    except NoGuardado as error:
        raise NoDisponible(
            "El archivo no está en el depósito. Avise a la administración del centro."
        ) from error


def _es_publico(visto: DocumentoVisto, archivo: Archivo) -> bool:
    a_la_vista = visto.es_publico and archivo.vista == Vista.A_LA_VISTA
    return a_la_vista and (archivo.acceso is None or archivo.acceso in AMPLIAS)


def anotar(
    visto: DocumentoVisto, accion: str, numero: int | None = None, archivo: Archivo | None = None
) -> None:
    """Deja constancia de la lectura de lo no público; si no se puede, no se entrega nada.

    De las miniaturas no: a ese tamaño no se leen, y la página que las muestra ya se anotó.
    """
    if visto.es_publico if archivo is None else _es_publico(visto, archivo):
        return
    objeto = ("documento", visto.documento.identificador)
    detalle = {} if numero is None else {"pagina": numero}
    if archivo is not None and visto.mostrada is not None:
        detalle |= {"version": visto.mostrada.version.numero, "archivo": archivo.id}
    ruta = servicio(Config).ruta_accesos
    try:
        anotar_acceso(ruta, actor_actual(), accion, objeto, reloj=reloj(), detalle=detalle)
    except OSError as error:
        raise NoDisponible("No se pudo anotar la lectura, y sin eso este documento no se entrega.") from error
