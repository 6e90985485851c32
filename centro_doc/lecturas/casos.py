"""Marcar lo leído y llevar las notas.

De lo que cada quien lee y de sus notas privadas no queda nada en la bitácora ni en el registro: ni que
existen. De las compartidas queda con quién, nunca lo que dicen.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Version
from centro_doc.catalogo.vigente import rige
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir_cuenta, marcas
from centro_doc.lecturas.alcance import clave_de, es_de
from centro_doc.lecturas.formularios import DatosNota, Marcado
from centro_doc.lecturas.modelos import Alcance, Leido, Nota, PasajeDeNota
from centro_doc.vinculos.casos import anclar_cita
from centro_doc.vinculos.evidencias import poner_en
from centro_doc.vinculos.formularios import Cita
from centro_doc.vinculos.modelos import EstadoEvidencia
from centro_doc.vinculos.textos import documento_visible

TANDA = 500
"""Documentos que se marcan de una vez."""
SE_GUARDA = timedelta(days=30)
"""Lo que se puede recuperar una nota borrada."""
NO_ESTA = "Esa nota no está. Quizá se borró, o ya no ve su documento."
_SALIDA = "Deje el pasaje vacío: la nota será del documento entero."


def marcar(
    sesion: Session, actor: Actor, elegidos: Sequence[Marcado], *, leido: bool, reloj: Reloj
) -> Sequence[Documento]:
    """Marca como leídos, o por leer, los documentos que ve; devuelve cuáles. Lo que no ve no cuenta.

    Vale la versión dicha o, si no se dijo o no está a la vista, la actual. Levanta `DatosInvalidos` si no
    queda ninguno o son demasiados.
    """
    usuario = exigir_cuenta(actor)
    if len(elegidos) > TANDA:
        raise DatosInvalidos(f"Marque hasta {TANDA} documentos de una vez.")
    documentos = sesion.scalars(
        select(Documento)
        .where(Documento.identificador.in_([uno.identificador for uno in elegidos]))
        .where(visible_para(marcas(actor)))
        .order_by(Documento.id)
    ).all()
    if not documentos:
        raise DatosInvalidos("Elija al menos un documento.")
    numeros = [documento.id for documento in documentos]
    sesion.execute(delete(Leido).where(Leido.usuario_id == usuario, Leido.documento_id.in_(numeros)))
    if leido:
        pedidas = {uno.identificador: uno.version for uno in elegidos}
        versiones = _versiones(sesion, numeros)
        for documento in documentos:
            suyas = versiones.get(documento.id, {})
            version = suyas.get(pedidas[documento.identificador] or 0) or suyas.get(max(suyas, default=0))
            sesion.add(
                Leido(usuario_id=usuario, documento_id=documento.id, version_id=version, cuando=reloj.ahora())
            )
    sesion.flush()
    return documentos


def crear_nota(sesion: Session, actor: Actor, identificador: str, datos: DatosNota, *, reloj: Reloj) -> Nota:
    """Guarda una nota de quien actúa.

    Levanta `NoEncontrado` si no ve el documento y `DatosInvalidos` por campo si el pasaje no está en él.
    """
    usuario = exigir_cuenta(actor)
    documento = documento_visible(sesion, identificador, marcas(actor))
    nota = Nota(
        documento_id=documento.id,
        usuario_id=usuario,
        alcance=datos.alcance,
        grupo=datos.grupo,
        texto=datos.texto,
        creada=reloj.ahora(),
        pasaje=_pasaje(sesion, documento, datos.cita) if datos.cita is not None else None,
    )
    sesion.add(nota)
    sesion.flush()
    _anotar(sesion, actor, "nota_compartida", documento, nota, reloj=reloj)
    return nota


def editar_nota(
    sesion: Session, actor: Actor, nota_id: int, datos: DatosNota, edicion: int, *, reloj: Reloj
) -> Nota:
    """Cambia lo que dice una nota y con quién se comparte; su pasaje se cambia con `reparar_pasaje`.

    Levanta `NoEncontrado`, y `Conflicto` si se guardó en otra ventana.
    """
    nota, documento = abrir_nota(sesion, actor, nota_id)
    if nota.edicion != edicion:
        raise Conflicto("Esta nota se guardó en otra ventana después de abrir ésta.")
    antes = clave_de(nota)
    nota.texto, nota.alcance, nota.grupo = datos.texto, datos.alcance, datos.grupo
    nota.editada, nota.edicion = reloj.ahora(), nota.edicion + 1
    sesion.flush()
    if clave_de(nota) != antes:
        accion = "nota_compartida" if nota.alcance != Alcance.PRIVADA else "nota_dejada_de_compartir"
        _anotar(sesion, actor, accion, documento, nota, reloj=reloj, aunque_privada=True)
    return nota


def borrar_nota(sesion: Session, actor: Actor, nota_id: int, *, reloj: Reloj) -> Documento:
    """Quita una nota de la vista; se puede recuperar durante `SE_GUARDA`. Devuelve su documento."""
    nota, documento = abrir_nota(sesion, actor, nota_id)
    nota.borrada = reloj.ahora()
    _anotar(sesion, actor, "nota_borrada", documento, nota, reloj=reloj)
    return documento


def recuperar_nota(sesion: Session, actor: Actor, nota_id: int, *, reloj: Reloj) -> Documento:
    """Deshace el borrado de una nota; devuelve su documento. Si no estaba borrada, no hace nada."""
    nota, documento = abrir_nota(sesion, actor, nota_id, borrada=True)
    if nota.borrada is not None:
        nota.borrada = None
        _anotar(sesion, actor, "nota_recuperada", documento, nota, reloj=reloj)
    return documento


def dar_por_bueno(sesion: Session, actor: Actor, nota_id: int) -> Nota:
    """Quien escribió la nota vio dónde quedó su pasaje al cambiar el texto, y es ahí."""
    nota, _ = abrir_nota(sesion, actor, nota_id)
    if nota.pasaje is None or nota.pasaje.estado != EstadoEvidencia.REANCLADA:
        raise DatosInvalidos("Ese pasaje no espera que nadie lo confirme.")
    nota.pasaje.estado, nota.pasaje.vista_por = EstadoEvidencia.VIGENTE, actor.usuario_id
    return nota


def reparar_pasaje(sesion: Session, actor: Actor, nota_id: int, cita: Cita) -> Nota:
    """Quien la escribió dice de qué pasaje del texto de ahora habla la nota; el de origen se conserva."""
    nota, documento = abrir_nota(sesion, actor, nota_id)
    if nota.pasaje is None:
        nota.pasaje = _pasaje(sesion, documento, cita)
    else:
        texto, ancla = anclar_cita(sesion, documento, cita, que="el pasaje", salida=_SALIDA)
        poner_en(nota.pasaje, texto, ancla, actor)
    return nota


def vaciar_borradas(sesion: Session, *, reloj: Reloj) -> int:
    """Borra del todo las notas que ya pasaron su plazo; devuelve cuántas."""
    viejas = sesion.scalars(select(Nota).where(Nota.borrada < reloj.ahora() - SE_GUARDA)).all()
    for nota in viejas:
        sesion.delete(nota)
    sesion.flush()
    return len(viejas)


def abrir_nota(
    sesion: Session, actor: Actor, nota_id: int, *, borrada: bool = False
) -> tuple[Nota, Documento]:
    """Una nota propia y su documento, si lo ve; con `borrada`, aunque lo esté. Si no, `NoEncontrado`."""
    exigir_cuenta(actor)
    consulta = (
        select(Nota, Documento)
        .join(Documento, Documento.id == Nota.documento_id)
        .where(Nota.id == nota_id, es_de(actor), visible_para(marcas(actor)))
    )
    fila = sesion.execute(consulta if borrada else consulta.where(Nota.borrada.is_(None))).one_or_none()
    if fila is None:
        raise NoEncontrado(NO_ESTA)
    return fila[0], fila[1]


def _versiones(sesion: Session, documentos: Sequence[int]) -> dict[int, dict[int, int]]:
    """Por documento, las versiones a la vista: su turno → su número interno."""
    halladas: dict[int, dict[int, int]] = {}
    filas = sesion.execute(
        select(Version.documento_id, Version.numero, Version.id).where(
            Version.documento_id.in_(documentos), rige()
        )
    )
    for documento, numero, version in filas:
        halladas.setdefault(documento, {})[numero] = version
    return halladas


def _pasaje(sesion: Session, documento: Documento, cita: Cita) -> PasajeDeNota:
    texto, ancla = anclar_cita(sesion, documento, cita, que="la nota", salida=_SALIDA)
    return PasajeDeNota(
        texto_id=texto,
        pagina_inicio=ancla.pagina_inicio,
        inicio=ancla.inicio,
        pagina_fin=ancla.pagina_fin,
        fin=ancla.fin,
        literal=ancla.literal,
        huella=ancla.huella,
        estado=EstadoEvidencia.VIGENTE,
    )


def _anotar(
    sesion: Session,
    actor: Actor,
    accion: str,
    documento: Documento,
    nota: Nota,
    *,
    reloj: Reloj,
    aunque_privada: bool = False,
) -> None:
    if nota.alcance == Alcance.PRIVADA and not aunque_privada:
        return
    objeto = ("documento", documento.identificador)
    anotar(sesion, actor, accion, objeto, reloj=reloj, detalle={"nota": nota.id, "con": clave_de(nota)})
