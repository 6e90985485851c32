"""La página de catalogar: el documento, su ficha y lo que se propone para ella."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request

from centro_doc.bitacora.accesos import anotar_acceso
from centro_doc.catalogo.tipos import IDIOMAS, JURISDICCIONES, tipo, tipos
from centro_doc.comun.errores import NoDisponible
from centro_doc.comun.escrito import entero
from centro_doc.comun.web import reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.curaduria import consultas, senales
from centro_doc.curaduria.borradores import Recuperado, recuperar
from centro_doc.curaduria.distintas import distintas
from centro_doc.curaduria.en_pantalla import EnPantalla, al_abrir, al_volver, en_pantalla
from centro_doc.curaduria.escrita import Escrita, de_documento
from centro_doc.curaduria.sugeridas import Propuesto, propuesto, titulos_automaticos
from centro_doc.curaduria.vista_de_hoja import vista_pedida
from centro_doc.curaduria.vistas_borrador import quien_guardo
from centro_doc.vinculos.formularios import NOMBRES_RELACION
from config import Config


@dataclass(frozen=True, slots=True)
class Fallo:
    """Por qué no se guardó: un mensaje y, por control, qué corregir."""

    titulo: str
    campos: Mapping[str, str]


def pagina(
    identificador: str,
    ficha: Escrita | None = None,
    *,
    fallo: Fallo | None = None,
    edicion: int | None = None,
    ajena: bool = False,
) -> str:
    """La pantalla entera, con la `ficha` que se acaba de escribir; sin ella, con el borrador o la guardada.

    `ajena` dice que otra persona la cambió entretanto. Levanta `NoEncontrado`, y `NoDisponible` si la lectura
    de lo no público no se puede anotar.
    """
    sesion, actor = sesion_de_lectura(), actor_actual()
    pedida = vista_pedida(request.args)
    mesa = consultas.mesa(sesion, marcas(actor), identificador, pedida.pagina)
    anotar_lectura(mesa)
    borrador = recuperar(sesion, actor, mesa.documento) if ficha is None else None
    guardada = de_documento(mesa.documento, consultas.correos_de(sesion, mesa.documento))
    titulos = titulos_automaticos(mesa.versiones, [mesa.hoja.titulo_propio if mesa.hoja else None])
    hay = propuesto(sesion, mesa.documento, mesa.instituciones, titulos)
    escrita = borrador.ficha if borrador is not None else ficha
    pantalla = en_pantalla(_dispuesta(mesa, escrita, guardada, hay), hay)
    ajena = ajena or (borrador is not None and borrador.ajeno is not None)
    return render_template(
        "catalogar/ver.html",
        mesa=mesa,
        documento=mesa.documento,
        guardada=guardada,
        **_de_la_pantalla(mesa, pantalla),
        **_opciones(mesa),
        edicion=mesa.documento.edicion if edicion is None else edicion,
        fallo=fallo,
        errores=fallo.campos if fallo else {},
        diferencias=distintas(pantalla.ficha, guardada, hay, mesa.instituciones) if ajena else (),
        vista=pedida.en(mesa.hoja.numero) if mesa.hoja else pedida,
        **_del_borrador(borrador),
        sin_guardar=ficha is not None,
    )


def _de_la_pantalla(mesa: consultas.Mesa, pantalla: EnPantalla) -> dict[str, object]:
    """La ficha como se ve, con lo propuesto que espera, y lo que de ello se señala en la página."""
    return {
        "pantalla": pantalla,
        "ficha": pantalla.ficha,
        "clase": tipo(pantalla.ficha.textos.get("tipo")),
        "actual": _actual(pantalla),
        "senaladas": senales.senalar(mesa.hoja, pantalla.todas),
    }


def _opciones(mesa: consultas.Mesa) -> dict[str, object]:
    """De qué se puede elegir en cada lista de la ficha."""
    return {
        "catalogo": tipos(),
        "idiomas": IDIOMAS,
        "jurisdicciones": JURISDICCIONES,
        "opciones_emisor": [(i.id, i.nombre) for i in mesa.instituciones],
        "relaciones": NOMBRES_RELACION,
    }


def _del_borrador(borrador: Recuperado | None) -> dict[str, object]:
    """Lo que quedó escrito sin guardar, y quién guardó entretanto."""
    ajeno = borrador.ajeno if borrador is not None else None
    return {
        "borrador": borrador,
        "ajeno": quien_guardo(ajeno) if ajeno is not None else "",
        "vinculo": borrador.vinculo if borrador is not None else request.form,
    }


def _dispuesta(mesa: consultas.Mesa, ficha: Escrita | None, guardada: Escrita, hay: Propuesto) -> Escrita:
    if ficha is not None:
        return al_volver(ficha, guardada, hay)
    return al_abrir(mesa.documento, guardada, hay)


def _actual(pantalla: EnPantalla) -> int:
    """La sugerencia que se está mirando: la de `?s=`, o la primera pendiente que sigue a la de `?tras=`."""
    pedida, tras = entero(request.args.get("s", "")), entero(request.args.get("tras", ""))
    todas = pantalla.todas
    if pedida in {una.id for una in todas}:
        return pedida
    desde = next((una.numero for una in todas if una.id == tras), 0)
    quedan = sorted((una.numero <= desde, una.numero, una.id) for una in todas if una.pendiente)
    return quedan[0][2] if quedan and tras > 0 else 0


def anotar_lectura(mesa: consultas.Mesa) -> None:
    """Deja constancia de que se leyó una página de lo no público; si no se puede, no se muestra."""
    if mesa.hoja is None or mesa.es_publico:
        return
    ruta, objeto = servicio(Config).ruta_accesos, ("documento", mesa.documento.identificador)
    detalle = {"pagina": mesa.hoja.numero}
    try:
        anotar_acceso(ruta, actor_actual(), "pagina_leida", objeto, reloj=reloj(), detalle=detalle)
    except OSError as error:
        raise NoDisponible("No se pudo anotar la lectura, y sin eso este documento no se entrega.") from error
