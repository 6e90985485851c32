"""Vincular documentos con el plan y la agenda, y decidir sobre los vínculos.

Todo lo que cambia un vínculo sube la revisión del documento, porque la búsqueda lo ve, y deja una línea en la
bitácora con el destino y nunca con el texto.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo.acceso import tocar, visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.titulos_dichos import que_no_ven_todos
from centro_doc.catalogo.vigente import texto_vigente
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas
from centro_doc.vinculos import pasajes, textos
from centro_doc.vinculos.destinos import Destino, resolver
from centro_doc.vinculos.formularios import Cita, DatosVinculo
from centro_doc.vinculos.modelos import EstadoEvidencia, EstadoVinculo, Evidencia, Relacion, Vinculo

_UNICO = (
    "Es el único vínculo de un documento publicado. Vincúlelo antes con otro destino, o escriba en su ficha "
    "por qué no tiene ninguno."
)

NO_ESTA = "Ese vínculo ya no está."
"""Lo mismo si se quitó que si es de un documento que el actor no ve."""


def vincular(
    sesion: Session, actor: Actor, identificador: str, datos: DatosVinculo, *, reloj: Reloj
) -> Vinculo:
    """Vincula un documento con lo que `datos` dice, ya confirmado por quien lo hace.

    Si el vínculo existía, le añade la evidencia y lo confirma. Levanta `NoEncontrado` si el actor no ve el
    documento y `DatosInvalidos` por campo si el pasaje no está en la página o no hay nada que añadir.
    """
    exigir(actor, "vincular")
    documento = _documento(sesion, actor, identificador)
    destino = resolver(sesion, datos.destino)
    _no_probarse_a_si_mismo(sesion, documento, destino.clave, datos.relacion)
    vinculo = _existente(sesion, documento, destino.clave, datos.relacion)
    accion = "vinculo_creado" if vinculo is None else "evidencia_anadida"
    vinculo = vinculo or _nuevo(sesion, actor, documento, destino, datos.relacion, reloj)
    if datos.cita is not None:
        vinculo.evidencias.append(_evidencia(sesion, actor, documento, vinculo, datos.cita, reloj))
    elif accion == "evidencia_anadida" and vinculo.estado == EstadoVinculo.CONFIRMADO:
        mensaje = f"Ya está vinculado con {destino.codigo}. Para añadirle evidencia, pegue el pasaje."
        raise DatosInvalidos(mensaje, {"pasaje": mensaje})
    _exigir_motivo_que_se_vea(sesion, actor, documento, datos.motivo)
    vinculo.motivo = datos.motivo or vinculo.motivo
    if not vinculo.evidencias and not vinculo.motivo:
        raise DatosInvalidos("Un vínculo sin pasaje necesita un motivo.", {"motivo": "Escriba el motivo."})
    _decidir(vinculo, actor, EstadoVinculo.CONFIRMADO, reloj)
    anotar_en(sesion, actor, accion, documento, vinculo, reloj=reloj, motivo=datos.motivo or None)
    return vinculo


def confirmar(
    sesion: Session, actor: Actor, vinculo_id: int, *, reloj: Reloj, de: str | None = None
) -> Vinculo:
    """Una persona sostiene un vínculo propuesto o rechazado."""
    vinculo, documento = abrir(sesion, actor, vinculo_id, de)
    _no_probarse_a_si_mismo(sesion, documento, vinculo.destino, vinculo.relacion)
    _decidir(vinculo, actor, EstadoVinculo.CONFIRMADO, reloj)
    anotar_en(sesion, actor, "vinculo_confirmado", documento, vinculo, reloj=reloj)
    return vinculo


def rechazar(
    sesion: Session, actor: Actor, vinculo_id: int, motivo: str, *, reloj: Reloj, de: str | None = None
) -> Vinculo:
    """Descarta un vínculo y lo recuerda, para que no vuelva a proponerse."""
    vinculo, documento = abrir(sesion, actor, vinculo_id, de)
    _no_dejar_sin_vinculos(sesion, documento, vinculo)
    _decidir(vinculo, actor, EstadoVinculo.RECHAZADO, reloj)
    anotar_en(sesion, actor, "vinculo_rechazado", documento, vinculo, reloj=reloj, motivo=motivo)
    return vinculo


def devolver(sesion: Session, actor: Actor, vinculo: Vinculo, documento: Documento, *, reloj: Reloj) -> bool:
    """Deja otra vez sin decidir un vínculo propuesto; `False` si es el único de un documento publicado."""
    try:
        _no_dejar_sin_vinculos(sesion, documento, vinculo)
    except DatosInvalidos:
        return False
    vinculo.estado, vinculo.decidido, vinculo.decidido_por = EstadoVinculo.PROPUESTO, None, None
    anotar_en(sesion, actor, "vinculo_devuelto", documento, vinculo, reloj=reloj)
    return True


def quitar(
    sesion: Session, actor: Actor, vinculo_id: int, motivo: str, *, reloj: Reloj, de: str | None = None
) -> None:
    """Quita un vínculo con sus evidencias; en la bitácora queda con qué era y por qué se quitó."""
    vinculo, documento = abrir(sesion, actor, vinculo_id, de)
    _no_dejar_sin_vinculos(sesion, documento, vinculo)
    anotar_en(sesion, actor, "vinculo_quitado", documento, vinculo, reloj=reloj, motivo=motivo)
    sesion.delete(vinculo)
    sesion.flush()


def quitar_evidencia(
    sesion: Session, actor: Actor, evidencia_id: int, motivo: str, *, reloj: Reloj, de: str | None = None
) -> Vinculo:
    """Quita un pasaje. Si era el único, el motivo escrito sostiene el vínculo, que queda «sin pasaje»."""
    exigir(actor, "vincular")
    evidencia = sesion.get(Evidencia, evidencia_id)
    if evidencia is None:
        raise NoEncontrado(NO_ESTA)
    vinculo, documento = abrir(sesion, actor, evidencia.vinculo_id, de)
    vinculo.evidencias.remove(evidencia)
    if not vinculo.evidencias:
        _exigir_motivo_que_se_vea(sesion, actor, documento, motivo)
        vinculo.motivo = vinculo.motivo or motivo
    anotar_en(sesion, actor, "evidencia_quitada", documento, vinculo, reloj=reloj, motivo=motivo)
    return vinculo


def _exigir_motivo_que_se_vea(sesion: Session, actor: Actor, documento: Documento, motivo: str) -> None:
    """El motivo se lee donde se lee el documento: no nombra lo que no ve todo el que ve éste."""
    if ajenos := que_no_ven_todos(sesion, documento, motivo, marcas(actor)):
        mensaje = f"El motivo nombra {', '.join(ajenos)}, que no ve todo el que ve este documento."
        raise DatosInvalidos(mensaje, {"motivo": mensaje})


def _documento(sesion: Session, actor: Actor, identificador: str) -> Documento:
    documento = textos.documento_visible(sesion, identificador, marcas(actor))
    if documento.estado == Estado.RETIRADO:
        raise DatosInvalidos("Este documento está retirado: no se le añaden vínculos.")
    return documento


def abrir(sesion: Session, actor: Actor, vinculo_id: int, de: str | None) -> tuple[Vinculo, Documento]:
    """El vínculo y su documento, si el actor lo ve; con `de`, sólo si es de ese documento."""
    exigir(actor, "vincular")
    fila = sesion.execute(
        select(Vinculo, Documento)
        .join(Documento, Documento.id == Vinculo.documento_id)
        .where(Vinculo.id == vinculo_id, visible_para(marcas(actor)))
    ).one_or_none()
    if fila is None or (de is not None and fila[1].identificador != de):
        raise NoEncontrado(NO_ESTA)
    return fila[0], fila[1]


def _existente(sesion: Session, documento: Documento, clave: str, relacion: str) -> Vinculo | None:
    return sesion.scalar(
        select(Vinculo).where(
            Vinculo.documento_id == documento.id,
            Vinculo.destino == clave,
            Vinculo.relacion == relacion,
        )
    )


def _no_probarse_a_si_mismo(sesion: Session, documento: Documento, clave: str, relacion: str) -> None:
    """El documento que enuncia un nodo o un tema no es prueba de que se hizo."""
    if relacion == Relacion.ENUNCIA:
        return
    enuncia = _existente(sesion, documento, clave, Relacion.ENUNCIA)
    if enuncia is not None and enuncia.estado == EstadoVinculo.CONFIRMADO:
        codigo = clave.rpartition(":")[2]
        mensaje = f"{documento.identificador} es el que enuncia {codigo}: no se prueba a sí mismo."
        raise DatosInvalidos(mensaje, {"destino": mensaje})


def _nuevo(
    sesion: Session, actor: Actor, documento: Documento, destino: Destino, relacion: str, reloj: Reloj
) -> Vinculo:
    vinculo = Vinculo(
        documento_id=documento.id,
        nodo_id=destino.nodo_id,
        tema_id=destino.tema_id,
        destino=destino.clave,
        relacion=Relacion(relacion),
        estado=EstadoVinculo.PROPUESTO,
        creado=reloj.ahora(),
        creado_por=actor.usuario_id,
    )
    sesion.add(vinculo)
    return vinculo


def anclar_cita(
    sesion: Session,
    documento: Documento,
    cita: Cita,
    *,
    que: str = "el vínculo",
    salida: str = "Deje el pasaje vacío y escriba el motivo.",
) -> tuple[int, pasajes.Anclaje]:
    """El texto vigente y el lugar en él del pasaje citado; levanta `DatosInvalidos` por campo si no está.

    `que` no se guarda entonces, y `salida` es qué hacer con un documento sin texto.
    """
    texto = texto_vigente(sesion, documento.id)
    if texto is None:
        mensaje = f"Este documento no tiene texto que citar. {salida}"
        raise DatosInvalidos(mensaje, {"pasaje": mensaje})
    paginas = textos.paginas(sesion, texto, cita.pagina, cita.pagina + 1)
    if cita.pagina not in paginas:
        mensaje = f"Este documento no tiene página {cita.pagina}."
        raise DatosInvalidos(mensaje, {"p": mensaje})
    ancla = pasajes.buscar(paginas, cita.pagina, cita.texto, cita.cerca_de)
    if ancla is None:
        mensaje = (
            f"Ese pasaje no está en la página {cita.pagina}. No se guardó {que}. Cópielo del texto de "
            "la página; puede seguir en la siguiente."
        )
        raise DatosInvalidos(mensaje, {"pasaje": mensaje})
    return texto, ancla


def _evidencia(
    sesion: Session, actor: Actor, documento: Documento, vinculo: Vinculo, cita: Cita, reloj: Reloj
) -> Evidencia:
    texto, ancla = anclar_cita(sesion, documento, cita)
    lugar = (texto, ancla.pagina_inicio, ancla.inicio, ancla.huella)
    if any((e.texto_id, e.pagina_inicio, e.inicio, e.huella) == lugar for e in vinculo.evidencias):
        mensaje = "Ese pasaje ya prueba este vínculo."
        raise DatosInvalidos(mensaje, {"pasaje": mensaje})
    return Evidencia(
        texto_id=texto,
        pagina_inicio=ancla.pagina_inicio,
        inicio=ancla.inicio,
        pagina_fin=ancla.pagina_fin,
        fin=ancla.fin,
        literal=ancla.literal,
        huella=ancla.huella,
        estado=EstadoEvidencia.VIGENTE,
        creada=reloj.ahora(),
        creada_por=actor.usuario_id,
    )


def _decidir(vinculo: Vinculo, actor: Actor, estado: EstadoVinculo, reloj: Reloj) -> None:
    vinculo.estado = estado
    vinculo.decidido = reloj.ahora()
    vinculo.decidido_por = actor.usuario_id


def _no_dejar_sin_vinculos(sesion: Session, documento: Documento, vinculo: Vinculo) -> None:
    if documento.estado != Estado.PUBLICADO or documento.sin_vinculos_motivo:
        return
    otros = select(func.count()).where(
        Vinculo.documento_id == documento.id,
        Vinculo.estado == EstadoVinculo.CONFIRMADO,
        Vinculo.id != vinculo.id,
    )
    if vinculo.estado == EstadoVinculo.CONFIRMADO and not sesion.scalar(otros):
        raise DatosInvalidos(_UNICO)


def anotar_en(
    sesion: Session,
    actor: Actor,
    accion: str,
    documento: Documento,
    vinculo: Vinculo,
    *,
    reloj: Reloj,
    motivo: str | None = None,
) -> None:
    """Anota un cambio en un vínculo, con el destino y nunca con el texto, y sube la revisión de aquél."""
    tocar(documento)
    sesion.flush()
    detalle = {
        "destino": vinculo.destino,
        "relacion": str(vinculo.relacion),
        "pasajes": len(vinculo.evidencias),
    }
    objeto = ("documento", documento.identificador)
    anotar(sesion, actor, accion, objeto, reloj=reloj, motivo=motivo, detalle=detalle)
