"""Corregir el texto de una página, con su imagen al lado."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.catalogo.correcciones import PaginaCambiada, por_corregir
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.curaduria import consultas, textos
from centro_doc.curaduria.pagina import Fallo, anotar_lectura

blueprint = Blueprint("texto", __name__)


@blueprint.get("/catalogar/<identificador>/paginas/<int:numero>/texto")
def ver(identificador: str, numero: int) -> str:
    """El texto de la página, para corregirlo."""
    exigir(actor_actual(), "catalogar")
    return _pagina(identificador, numero)


@blueprint.post("/catalogar/<identificador>/paginas/<int:numero>/texto")
def guardar(identificador: str, numero: int) -> Respuesta | tuple[str, int]:
    """Guarda la corrección o, con `accion=descartar`, la quita; con `accion=seguir`, pasa a la siguiente."""
    escrito, huella = request.form.get("texto", ""), request.form.get("huella", "")
    accion = request.form.get("accion")
    quita = accion == "descartar"
    try:
        with escritura() as sesion:
            if quita:
                rotas = textos.descartar_correccion(
                    sesion, actor_actual(), identificador, numero, huella=huella, reloj=reloj()
                )
            else:
                rotas = textos.corregir_pagina(
                    sesion, actor_actual(), identificador, numero, escrito, huella=huella, reloj=reloj()
                )
    except DatosInvalidos as error:
        return _pagina(identificador, numero, escrito, Fallo(error.mensaje, error.campos)), error.estado
    except PaginaCambiada as error:
        return _pagina(identificador, numero, escrito, Fallo(error.mensaje, {}), ajena=True), error.estado
    que = "Quedó lo que leyó la máquina" if quita else "Corrección guardada"
    flash(f"{que} en la página {numero}. Se busca por ella desde ahora.", "ok")
    if rotas:
        pasajes = (
            "Un pasaje probatorio ya no está" if rotas == 1 else f"{rotas} pasajes probatorios ya no están"
        )
        flash(f"{pasajes} en el texto: revise los vínculos de este documento.", "info")
    if accion == "seguir":
        return redirect(url_for("texto.ver", identificador=identificador, numero=numero + 1), 303)
    return redirect(url_for("catalogar.ver", identificador=identificador, p=numero, vista="texto"), 303)


def _pagina(
    identificador: str,
    numero: int,
    escrito: str | None = None,
    fallo: Fallo | None = None,
    *,
    ajena: bool = False,
) -> str:
    sesion = sesion_de_lectura()
    mesa = consultas.mesa(sesion, marcas(actor_actual()), identificador, numero)
    pagina = por_corregir(sesion, mesa.documento, numero)
    anotar_lectura(mesa)
    return render_template(
        "catalogar/texto.html",
        mesa=mesa,
        documento=mesa.documento,
        pagina=pagina,
        escrito=pagina.texto if escrito is None else escrito,
        fallo=fallo,
        errores=fallo.campos if fallo else {},
        ajena=ajena,
    )
