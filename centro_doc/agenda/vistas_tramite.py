"""Los formularios de las iniciativas: registrarlas, editarlas, anotar sus etapas y confirmar lo propuesto."""

from collections.abc import Mapping

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Respuesta

from centro_doc.agenda import consultas_iniciativas as consultas
from centro_doc.agenda import iniciativas as casos
from centro_doc.agenda import por_confirmar as de_varias
from centro_doc.agenda import propuestas
from centro_doc.agenda.consultas import numero_de_iniciativa, temas
from centro_doc.agenda.etapas import tabla
from centro_doc.agenda.expediente import numero_de
from centro_doc.agenda.formularios import datos_etapa, datos_iniciativa, edicion
from centro_doc.agenda.leida import Leida
from centro_doc.agenda.numeros import clave, leer_numero
from centro_doc.agenda.prueba_propuesta import PruebaPropuesta, prueba_propuesta
from centro_doc.agenda.vistas import temas_confirmados
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.paginacion import numero_de_hoja
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.normas.palabras import VERIFICACIONES

blueprint = Blueprint("tramite", __name__, url_prefix="/iniciativas")
Campos = Mapping[str, str]


@blueprint.app_context_processor
def _de_las_plantillas() -> dict[str, object]:
    return {
        "iniciativa_propuesta": _propuesta,
        "iniciativa_de": _iniciativa_de,
        "iniciativa_con_clave": _iniciativa_con_clave,
    }


@blueprint.get("/nueva")
def nueva() -> str:
    """El formulario de una iniciativa nueva; `?numero=` lo trae escrito."""
    exigir(actor_actual(), casos.PERMISO)
    return _nueva({"numero": request.args.get("numero", "")[:20]}, {})


@blueprint.post("")
def registrar() -> Respuesta:
    """Registra la iniciativa y lleva a sus formularios."""
    exigir(actor_actual(), casos.PERMISO)
    try:
        with escritura() as sesion:
            datos = datos_iniciativa(request.form, temas=_temas_elegidos())
            numero = casos.registrar(sesion, actor_actual(), datos, reloj=reloj()).numero
    except DatosInvalidos as error:
        return Response(_nueva(request.form, error.campos), error.estado)
    flash(f"Se registró la iniciativa {numero}. Anote sus etapas, cada una con su documento.", "ok")
    return redirect(url_for("tramite.editar", numero=numero), 303)


@blueprint.get("/<numero>/editar")
def editar(numero: str) -> str:
    """Los formularios de una iniciativa que ya está."""
    exigir(actor_actual(), casos.PERMISO)
    return _editar(_leido(numero))


@blueprint.post("/<numero>")
def guardar(numero: str) -> Respuesta:
    """Guarda los datos de la iniciativa."""
    exigir(actor_actual(), casos.PERMISO)
    cual = _leido(numero)
    try:
        with escritura() as sesion:
            datos = datos_iniciativa(request.form, temas=_temas_elegidos(), numero=cual)
            casos.editar(sesion, actor_actual(), cual, datos, edicion=edicion(request.form), reloj=reloj())
    except DatosInvalidos as error:
        return Response(_editar(cual, "datos", error.campos), error.estado)
    except Conflicto as error:
        mensaje = "Otra persona la cambió entretanto. Si guarda otra vez, queda lo suyo."
        return Response(_editar(cual, "datos", {"nombre": mensaje}), error.estado)
    flash("Se guardó la iniciativa.", "ok")
    return redirect(url_for("iniciativas.ver", numero=cual), 303)


@blueprint.post("/<numero>/etapas")
def avanzar(numero: str) -> Respuesta:
    """Anota una etapa con el documento que la prueba."""
    exigir(actor_actual(), casos.PERMISO)
    cual = _leido(numero)
    try:
        with escritura() as sesion:
            datos = datos_etapa(request.form, hoy=reloj().hoy())
            casos.avanzar(sesion, actor_actual(), cual, datos, reloj=reloj())
    except DatosInvalidos as error:
        return Response(_editar(cual, "etapa", error.campos), error.estado)
    flash("Se anotó la etapa con su documento.", "ok")
    return redirect(url_for("tramite.editar", numero=cual, _anchor="etapas"), 303)


@blueprint.post("/<numero>/etapas/<int:etapa>/quitar")
def quitar(numero: str, etapa: int) -> Respuesta:
    """Quita una etapa, con su motivo."""
    exigir(actor_actual(), casos.PERMISO)
    cual = _leido(numero)
    try:
        with escritura() as sesion:
            motivo = request.form.get("motivo", "")[:500]
            casos.quitar_etapa(sesion, actor_actual(), cual, etapa, motivo, reloj=reloj())
    except DatosInvalidos as error:
        return Response(_editar(cual, "quitar", error.campos), error.estado)
    flash("Se quitó la etapa. La bitácora guarda quién la quitó y por qué.", "ok")
    return redirect(url_for("tramite.editar", numero=cual, _anchor="etapas"), 303)


@blueprint.get("/por-confirmar")
def por_confirmar() -> str:
    """Los documentos publicados que proponen registrar o completar una iniciativa, para decidir varios."""
    exigir(actor_actual(), casos.PERMISO)
    quedan = de_varias.por_confirmar(sesion_de_lectura(), actor_actual(), hoja=numero_de_hoja(request.args))
    return render_template("iniciativas/por_confirmar.html", hoja=quedan.hoja, sin_numero=quedan.sin_numero)


@blueprint.post("/por-confirmar")
def decidir_varias() -> Respuesta:
    """Confirma o descarta los elegidos."""
    exigir(actor_actual(), casos.PERMISO)
    elegidos = request.form.getlist("documentos")[: de_varias.POR_HOJA]
    saltadas: Mapping[str, str] = {}
    with escritura() as sesion:
        if request.form.get("accion") == "descartar":
            for identificador in elegidos:
                propuestas.descartar(sesion, actor_actual(), identificador, reloj=reloj())
            dicho = f"Descartadas: {len(elegidos)}."
        else:
            hechas, saltadas = propuestas.confirmar_varias(
                sesion, actor_actual(), elegidos, temas_de=temas_confirmados, reloj=reloj()
            )
            dicho = f"Confirmadas: {', '.join(map(str, hechas)) or 'ninguna'}."
    flash(dicho, "ok" if not saltadas else "info")
    for identificador, por_que in saltadas.items():
        flash(f"{identificador} no se confirmó: {por_que}.", "mal")
    return redirect(url_for("tramite.por_confirmar"), 303)


@blueprint.get("/desde/<identificador>")
def proponer(identificador: str) -> str:
    """Lo que la ficha de un documento propone para el registro."""
    exigir(actor_actual(), casos.PERMISO)
    sesion = sesion_de_lectura()
    documento = documento_para(sesion, actor_actual(), identificador)
    hallada = propuestas.estudiar(sesion, actor_actual(), documento, temas_confirmados)
    return render_template(
        "iniciativas/propuesta.html",
        documento=documento,
        propuesta=hallada if isinstance(hallada, propuestas.Propuesta) else None,
        por_que=hallada if isinstance(hallada, str) else "",
        temas=temas(sesion),
    )


@blueprint.post("/desde/<identificador>")
def confirmar(identificador: str) -> Respuesta:
    """Confirma lo elegido, o descarta la propuesta."""
    exigir(actor_actual(), casos.PERMISO)
    with escritura() as sesion:
        if request.form.get("accion") == "descartar":
            propuestas.descartar(sesion, actor_actual(), identificador, reloj=reloj())
            numero = None
        else:
            elegidos, suyos = request.form.getlist("elegidos"), _temas_elegidos()
            numero = propuestas.confirmar(
                sesion, actor_actual(), identificador, elegidos, suyos, reloj=reloj()
            ).numero
    if numero is None:
        flash("Ya no se propone, mientras la ficha no cambie.", "ok")
        return redirect(url_for("iniciativas.lista"), 303)
    flash(f"La iniciativa {numero} quedó con lo que usted confirmó.", "ok")
    return redirect(url_for("iniciativas.ver", numero=numero), 303)


def _propuesta(documento: Documento) -> propuestas.Propuesta | None:
    return propuestas.propuesta_de(sesion_de_lectura(), actor_actual(), documento)


def _iniciativa_de(documento: Documento) -> int | None:
    """El número de la iniciativa que nombra una ficha, si está registrada y quien lee la ve."""
    numero = numero_de(documento)
    return _iniciativa_con_clave(clave(numero)) if numero is not None else None


def _iniciativa_con_clave(cual: str) -> int | None:
    """El número de la iniciativa con esa clave de norma, si está registrada y quien lee la ve."""
    return numero_de_iniciativa(sesion_de_lectura(), cual, marcas(actor_actual()))


def _prueba_propuesta(leida: Leida) -> PruebaPropuesta | None:
    """Lo que propone el documento de la dirección; nada si no hay tal o quien lee no lo ve."""
    pedido = request.args.get("documento", "")[:12].upper()
    try:
        documento = documento_para(sesion_de_lectura(), actor_actual(), pedido) if pedido else None
    except NoEncontrado:
        documento = None
    return prueba_propuesta(documento, leida) if documento is not None else None


def _etapa_escrita(propuesta: PruebaPropuesta | None) -> Campos:
    if propuesta is None:
        return {"documento": request.args.get("documento", "")[:12]}
    suyo = propuesta.documento.identificador
    return {"documento": suyo, "estado": propuesta.estado, "fecha": propuesta.fecha}


def _leido(numero: str) -> int:
    leido = leer_numero(numero)
    if leido is None:
        raise NotFound
    return leido


def _temas_elegidos() -> tuple[str, ...]:
    return tuple(request.form.getlist("temas"))


def _nueva(escrito: Campos, errores: Campos) -> str:
    return render_template(
        "iniciativas/nueva.html",
        escrito=escrito,
        elegidos=_temas_elegidos(),
        errores=errores,
        ya=_ya_registrada(escrito.get("numero", "")) if "numero" in errores else None,
        senalados=[(f"datos-{campo}", mensaje) for campo, mensaje in errores.items()],
        temas=temas(sesion_de_lectura()),
    )


def _ya_registrada(escrito: str) -> int | None:
    """El número, si ya hay una registrada con él y quien lee la ve."""
    numero = leer_numero(escrito)
    return _iniciativa_con_clave(clave(numero)) if numero is not None else None


def _editar(numero: int, fallida: str = "", errores: Campos | None = None) -> str:
    """Los formularios; el de la parte `fallida` vuelve con lo escrito y sus errores."""
    sesion = sesion_de_lectura()
    leida = consultas.una(sesion, numero, marcas(actor_actual()), fecha=reloj().hoy())
    fila = leida.iniciativa
    guardado = {nombre: getattr(fila, nombre) for nombre in ("nombre", "asunto", "tramite", "nota")}
    guardado |= {nombre: "\n".join(getattr(fila, nombre)) for nombre in ("ponentes", "comisiones")}
    suyos = {tema.codigo for tema in leida.temas}
    parte = "" if fallida == "quitar" else f"{fallida}-"
    propuesta = None if fallida else _prueba_propuesta(leida)
    return render_template(
        "iniciativas/editar.html",
        leida=leida,
        datos=request.form if fallida == "datos" else guardado,
        elegidos=_temas_elegidos() if fallida == "datos" else suyos,
        etapa=request.form if fallida == "etapa" else _etapa_escrita(propuesta),
        propuesta=propuesta,
        fallida=fallida,
        errores=errores or {},
        senalados=[(f"{parte}{campo}", mensaje) for campo, mensaje in (errores or {}).items()],
        opciones={una.clave: una.nombre for una in tabla().etapas.values() if una.elegible},
        etapas=tabla().etapas.values(),
        temas=temas(sesion),
        verificaciones=VERIFICACIONES,
    )
