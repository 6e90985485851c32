"""La administración de las cuentas: lista, alta, cambios, baja, contraseñas y grupos técnicos."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.admin import bajas, consultas
from centro_doc.admin.formularios import numero_de_hoja
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.web import escritura, reloj, servicio, sesion_de_lectura
from centro_doc.cuentas import casos
from centro_doc.cuentas.claves import Claves
from centro_doc.cuentas.consultas import esta_vigente, lista_de_usuarios, usuario
from centro_doc.cuentas.formularios import datos_membresia, datos_usuario
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import ROLES, exigir
from centro_doc.cuentas.sesion import actor_actual

blueprint = Blueprint("usuarios", __name__, url_prefix="/admin/usuarios")


@blueprint.get("")
def lista() -> str:
    """Las cuentas, con una búsqueda por nombre o correo."""
    exigir(actor_actual(), "administrar")
    texto = request.args.get("q", "")
    hoja = lista_de_usuarios(
        sesion_de_lectura(), texto=texto, hoja=numero_de_hoja(request.args.get("pagina"))
    )
    return render_template("admin/usuarios.html", hoja=hoja, texto=texto, roles=ROLES)


@blueprint.get("/nuevo")
def nuevo() -> str:
    """El formulario de una cuenta nueva."""
    exigir(actor_actual(), "administrar")
    return _pagina_de_alta({})


@blueprint.post("")
def crear() -> str | Respuesta:
    """Crea la cuenta y muestra, una sola vez, su contraseña."""
    exigir(actor_actual(), "administrar")
    try:
        datos = datos_usuario(
            request.form.get("correo", ""), request.form.get("nombre", ""), request.form.getlist("rol")
        )
        with escritura() as sesion:
            entregada = casos.crear_usuario(
                sesion, actor_actual(), datos, claves=servicio(Claves), reloj=reloj()
            )
    except DatosInvalidos as error:
        return Response(_pagina_de_alta(error.campos), error.estado)
    return _pagina_de_clave(entregada, "Cuenta creada")


@blueprint.get("/<int:usuario_id>")
def ficha(usuario_id: int) -> str:
    """Una cuenta: sus datos, roles y grupos técnicos."""
    exigir(actor_actual(), "administrar")
    return _pagina_de_ficha(usuario_id, {})


@blueprint.post("/<int:usuario_id>")
def editar(usuario_id: int) -> Respuesta:
    """Guarda correo, nombre y roles."""
    exigir(actor_actual(), "administrar")
    try:
        datos = datos_usuario(
            request.form.get("correo", ""), request.form.get("nombre", ""), request.form.getlist("rol")
        )
        with escritura() as sesion:
            casos.editar_usuario(sesion, actor_actual(), usuario_id, datos, reloj=reloj())
    except DatosInvalidos as error:
        return Response(_pagina_de_ficha(usuario_id, error.campos, request.form), error.estado)
    flash("Se guardó la cuenta.", "ok")
    return redirect(url_for("usuarios.ficha", usuario_id=usuario_id), 303)


@blueprint.post("/<int:usuario_id>/baja")
def baja(usuario_id: int) -> Respuesta:
    """Da de baja la cuenta y pasa lo que deja pendiente."""
    exigir(actor_actual(), "administrar")
    try:
        with escritura() as sesion:
            hecha = bajas.dar_de_baja(sesion, actor_actual(), usuario_id, _lo_de_la_baja(), reloj=reloj())
    except DatosInvalidos as error:
        return Response(_pagina_de_baja(usuario_id, error.campos), error.estado)
    flash(_lo_hecho(hecha), "ok")
    return redirect(url_for("usuarios.ficha", usuario_id=usuario_id), 303)


@blueprint.get("/<int:usuario_id>/baja")
def revisar_baja(usuario_id: int) -> str:
    """Lo que deja pendiente quien se va, a quién se pasa y por qué se va, antes de hacerlo."""
    exigir(actor_actual(), "administrar")
    return _pagina_de_baja(usuario_id, {})


@blueprint.post("/<int:usuario_id>/reactivar")
def reactivar(usuario_id: int) -> str:
    """Reactiva la cuenta y muestra su contraseña nueva."""
    with escritura() as sesion:
        entregada = casos.reactivar(
            sesion, actor_actual(), usuario_id, claves=servicio(Claves), reloj=reloj()
        )
    return _pagina_de_clave(entregada, "Cuenta reactivada")


@blueprint.post("/<int:usuario_id>/clave")
def clave(usuario_id: int) -> str:
    """Da una contraseña de un solo uso y la muestra una vez."""
    with escritura() as sesion:
        entregada = casos.restablecer_clave(
            sesion, actor_actual(), usuario_id, claves=servicio(Claves), reloj=reloj()
        )
    return _pagina_de_clave(entregada, "Contraseña restablecida")


@blueprint.post("/<int:usuario_id>/membresias")
def anadir_membresia(usuario_id: int) -> Respuesta:
    """Suma la persona al grupo técnico de un tema."""
    exigir(actor_actual(), "administrar")
    campos = request.form
    try:
        datos = datos_membresia(
            campos.get("tema", ""),
            campos.get("desde", ""),
            campos.get("hasta", ""),
            temas=[codigo for codigo, _ in consultas.temas(sesion_de_lectura())],
        )
        with escritura() as sesion:
            casos.anadir_membresia(sesion, actor_actual(), usuario_id, datos, reloj=reloj())
    except DatosInvalidos as error:
        return Response(_pagina_de_ficha(usuario_id, error.campos), error.estado)
    flash(f"Ya pertenece al grupo técnico de {datos.tema}.", "ok")
    return redirect(url_for("usuarios.ficha", usuario_id=usuario_id), 303)


@blueprint.post("/<int:usuario_id>/membresias/<int:membresia_id>/terminar")
def terminar_membresia(usuario_id: int, membresia_id: int) -> Respuesta:
    """Termina una pertenencia."""
    with escritura() as sesion:
        casos.terminar_membresia(sesion, actor_actual(), usuario_id, membresia_id, reloj=reloj())
    flash("La pertenencia terminó.", "ok")
    return redirect(url_for("usuarios.ficha", usuario_id=usuario_id), 303)


def _pagina_de_alta(errores: dict[str, str]) -> str:
    return render_template(
        "admin/usuario_nuevo.html",
        errores=errores,
        correo=request.form.get("correo", ""),
        nombre=request.form.get("nombre", ""),
        elegidos=request.form.getlist("rol"),
        roles=ROLES,
    )


def _pagina_de_ficha(usuario_id: int, errores: dict[str, str], escrito: object = None) -> str:
    sesion = sesion_de_lectura()
    cuenta = usuario(sesion, usuario_id)
    hoy = reloj().hoy()
    elegidos = [asignado.rol for asignado in cuenta.roles]
    return render_template(
        "admin/usuario.html",
        cuenta=cuenta,
        errores=errores,
        correo=request.form.get("correo", cuenta.correo) if escrito else cuenta.correo,
        nombre=request.form.get("nombre", cuenta.nombre) if escrito else cuenta.nombre,
        elegidos=request.form.getlist("rol") if escrito else elegidos,
        roles=ROLES,
        temas=consultas.temas(sesion),
        membresias=[(m, esta_vigente(m, hoy)) for m in cuenta.membresias if not m.anulada],
        hoy=hoy,
        bloqueada=cuenta.bloqueado_hasta is not None and reloj().ahora() < cuenta.bloqueado_hasta,
        es_grupo=Rol.GRUPO_TECNICO in elegidos,
        pendientes=bajas.pendientes_de(sesion, actor_actual(), cuenta, hoy=hoy),
    )


def _pagina_de_baja(usuario_id: int, errores: dict[str, str]) -> str:
    sesion, actor = sesion_de_lectura(), actor_actual()
    cuenta = usuario(sesion, usuario_id)
    return render_template(
        "admin/baja.html",
        cuenta=cuenta,
        pendientes=bajas.pendientes_de(sesion, actor, cuenta, hoy=reloj().hoy()),
        relevos=bajas.relevos(sesion, cuenta),
        escrito=_lo_de_la_baja(),
        errores=errores,
        largo=bajas.LARGO_DEL_MOTIVO,
        nadie=bajas.NADIE,
        igual=bajas.IGUAL,
    )


def _lo_de_la_baja() -> bajas.DatosBaja:
    return bajas.datos_de_baja(request.form, request.form.getlist("acuerdo"))


def _lo_hecho(hecha: bajas.Baja) -> str:
    partes = ["La cuenta quedó de baja y sus sesiones se cerraron."] if hecha.cerrada else []
    if hecha.documentos:
        destino = f"pasaron a {hecha.documentos_a}" if hecha.documentos_a else "quedaron sin asignar"
        partes.append(f"Documentos que {destino}: {hecha.documentos}.")
    if hecha.acuerdos:
        destino = f"responde {hecha.acuerdos_a}" if hecha.acuerdos_a else "no responde nadie"
        partes.append(f"Acuerdos de que ahora {destino}: {hecha.acuerdos}.")
    if hecha.temas:
        partes.append(f"Hoy es su último día en {', '.join(hecha.temas)}.")
    return " ".join(partes) or "No había nada que pasar."


def _pagina_de_clave(entregada: casos.ClaveEntregada, titulo: str) -> str:
    return render_template(
        "admin/clave_entregada.html",
        entregada=entregada,
        titulo=titulo,
        dias=casos.VIGENCIA_CLAVE_UNICA.days,
    )
