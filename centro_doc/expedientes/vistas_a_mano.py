"""Lo que el personal pone a mano en un expediente: el orden de sus piezas y la frase de cada una."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.web import escritura, reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.expedientes.apuntes import MAXIMO, apuntados, escribir_frase, ordenar_a_mano, ordenar_por
from centro_doc.expedientes.armar import leer_materia
from centro_doc.expedientes.contenido import SECCIONES, Pieza
from centro_doc.expedientes.frases import frase_de_regla
from centro_doc.expedientes.materia import Materia
from centro_doc.expedientes.orden import A_MANO, REGLAS, regla_de
from centro_doc.expedientes.rutas import Pedido, direccion, pedido, por_sujeto
from centro_doc.indice.servicio import Indice
from centro_doc.vinculos.textos import documento_visible

blueprint = Blueprint("expediente_a_mano", __name__)


@por_sujeto(blueprint, "/ordenar")
def pedir_orden(clase: str, codigo: str) -> str:
    """La lista de las piezas, con su turno en la sección."""
    exigir(actor_actual(), "vincular")
    suyo = pedido(clase, codigo)
    return render_template(
        "expedientes/ordenar.html",
        pedido=suyo,
        piezas=_materia(suyo).piezas,
        secciones=SECCIONES,
        reglas=REGLAS,
        regla=regla_de(sesion_de_lectura(), suyo.sujeto.clave),
    )


@por_sujeto(blueprint, "/ordenar", "POST")
def ordenar(clase: str, codigo: str) -> Response:
    """Por regla; o a mano, por los turnos escritos o subiendo y bajando una pieza."""
    actor = actor_actual()
    exigir(actor, "vincular")
    suyo = pedido(clase, codigo)
    regla, clave = request.form.get("orden", A_MANO), suyo.sujeto.clave
    mueve = request.form.get("mover", "")
    lugares = _a_mano(_materia(suyo).piezas, mueve) if regla == A_MANO or mueve else []
    with escritura() as sesion:
        if lugares:
            ordenar_a_mano(sesion, actor, clave, lugares, reloj=reloj())
        else:
            ordenar_por(sesion, actor, clave, regla, reloj=reloj())
    flash("Orden guardado. Las versiones ya congeladas conservan el suyo.", "ok")
    ancla = f"#{mueve.partition(':')[2]}" if mueve else ""
    return redirect(direccion(suyo.sujeto, "expediente_a_mano.pedir_orden", nivel=suyo.nivel) + ancla, 303)


@por_sujeto(blueprint, "/frases/<identificador>")
def pedir_frase(clase: str, codigo: str, identificador: str) -> str:
    """La frase de un documento, para escribirla a mano."""
    exigir(actor_actual(), "vincular")
    return _formulario(pedido(clase, codigo), identificador)


@por_sujeto(blueprint, "/frases/<identificador>", "POST")
def frase(clase: str, codigo: str, identificador: str) -> Response | tuple[str, int]:
    """Guarda la frase escrita o, con `regla`, vuelve a la de regla."""
    actor = actor_actual()
    exigir(actor, "vincular")
    suyo = pedido(clase, codigo)
    escrita = "" if request.form.get("regla") else request.form.get("frase", "")
    try:
        with escritura() as sesion:
            documento = documento_visible(sesion, identificador, marcas(actor))
            escribir_frase(sesion, actor, suyo.sujeto.clave, documento, escrita, reloj=reloj())
    except DatosInvalidos as error:
        return _formulario(suyo, identificador, error.campos), error.estado
    flash("Frase guardada." if escrita.strip() else "Vale de nuevo la frase de regla.", "ok")
    return redirect(direccion(suyo.sujeto, nivel=suyo.nivel) + f"#{identificador}", 303)


def _a_mano(piezas: tuple[Pieza, ...], mueve: str) -> list[int]:
    """Los números de los documentos por el turno que se escribió de cada uno, sección por sección.

    `mueve` («sube:CD-00001», «baja:CD-00001») cambia una pieza con su vecina de sección.
    """
    turnos = {
        una.identificador: request.form.get(f"turno-{una.identificador}", type=float, default=float(n))
        for n, una in enumerate(piezas, 1)
    }
    orden = sorted(piezas, key=lambda una: (una.seccion, turnos[una.identificador]))
    hacia, _, registro = mueve.partition(":")
    lugar = next((n for n, una in enumerate(orden) if una.identificador == registro), None)
    if lugar is not None:
        otro = lugar + (-1 if hacia == "sube" else 1)
        if 0 <= otro < len(orden) and orden[otro].seccion == orden[lugar].seccion:
            orden[lugar], orden[otro] = orden[otro], orden[lugar]
    return [una.documento_id for una in orden]


def _formulario(suyo: Pedido, identificador: str, errores: dict[str, str] | None = None) -> str:
    materia = _materia(suyo)
    pieza = next((una for una in materia.piezas if una.identificador == identificador), None)
    if pieza is None:
        raise NoEncontrado("Ese documento no está en el expediente.")
    fuente = next(una for una in materia.fuentes if una.documento.id == pieza.documento_id)
    apunte = apuntados(sesion_de_lectura(), suyo.sujeto.clave, [pieza.documento_id]).get(pieza.documento_id)
    return render_template(
        "expedientes/frase.html",
        pedido=suyo,
        pieza=pieza,
        de_regla=frase_de_regla(fuente, fuente.documento.emisor_nombre, {}) if pieza.escrita else pieza.frase,
        firma=apunte.firma if apunte is not None and apunte.frase else "",
        escrita=request.form.get("frase", pieza.frase),
        errores=errores or {},
        maximo=MAXIMO,
    )


def _materia(suyo: Pedido) -> Materia:
    return leer_materia(sesion_de_lectura(), suyo.sujeto, suyo.nivel, reloj().hoy(), indice=servicio(Indice))
