"""Relacionar documentos entre sí y leer sus relaciones.

De una relación se ve lo que se puede ver de sus dos documentos: la que lleva a uno oculto no existe.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo import pares
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion, DocumentoUnido, RelacionDocumental
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas

NOMBRES: Mapping[str, tuple[str, str]] = {
    ClaseRelacion.ADJUNTO_DE: ("Adjunto de", "Trae adjunto"),
    ClaseRelacion.MIEMBRO_DE: ("Salió del paquete", "Contiene"),
    ClaseRelacion.VERSION_DE: ("Versión de", "Tiene otra versión"),
    ClaseRelacion.TRADUCE: ("Traducción de", "Traducido en"),
    ClaseRelacion.SIN_RELACION: ("Sin relación con", "Sin relación con"),
}
"""Clase → cómo se dice desde el primer documento y desde el otro."""
SIMETRICAS = frozenset({ClaseRelacion.SIN_RELACION})
AFIRMADAS: tuple[str, ...] = tuple(clase for clase in NOMBRES if clase not in SIMETRICAS)
"""Las que unen a dos documentos: se enseñan en su ficha."""
TODAS: tuple[str, ...] = tuple(NOMBRES)


@dataclass(frozen=True, slots=True)
class Relacionado:
    """Un documento visible relacionado con otro: `nombre` es «Adjunto de», «Trae adjunto»…"""

    relacion_id: int
    clase: str
    nombre: str
    documento: Documento


@dataclass(frozen=True, slots=True)
class Enlace:
    """Una relación anotada, y lo que se había decidido antes del par y deja de valer, dicho con palabras."""

    relacion_id: int
    sustituye: str


def relacionar(
    sesion: Session, actor: Actor, identificador: str, clase: ClaseRelacion, otro: str, *, reloj: Reloj
) -> Enlace:
    """Anota que un documento es `clase` de otro; los dos tienen que verse. Repetirla no añade nada.

    De un par vale una sola de las `pares.DECISIONES`: la nueva sustituye a la anterior. Levanta
    `NoEncontrado` si no ve el primero, `DatosInvalidos` si el otro no está o es el mismo y `Conflicto` si el
    primero acabaría siendo versión de sí mismo.
    """
    exigir(actor, "catalogar")
    documento = documento_para(sesion, actor, identificador)
    segundo = _otro(sesion, actor, documento, otro)
    return enlazar(sesion, actor, documento, clase, segundo, reloj=reloj)


def enlazar(
    sesion: Session,
    actor: Actor,
    documento: Documento,
    clase: ClaseRelacion,
    otro: Documento,
    *,
    reloj: Reloj,
) -> Enlace:
    """Lo mismo, con los dos documentos en la mano y el permiso ya mirado; así relaciona la lectura."""
    if clase in SIMETRICAS and otro.id < documento.id:
        documento, otro = otro, documento
    previa = sesion.scalar(
        select(RelacionDocumental).where(
            RelacionDocumental.documento_id == documento.id,
            RelacionDocumental.otro_id == otro.id,
            RelacionDocumental.clase == clase,
        )
    )
    if previa is not None:
        return Enlace(previa.id, "")
    sustituye = _sustituir(sesion, actor, documento, clase, otro, reloj=reloj)
    nueva = RelacionDocumental(
        documento_id=documento.id,
        otro_id=otro.id,
        clase=clase,
        creada=reloj.ahora(),
        creada_por=actor.usuario_id,
    )
    sesion.add(nueva)
    sesion.flush()
    _anotar(sesion, actor, "relacion_creada", nueva, (documento, otro), reloj=reloj)
    return Enlace(nueva.id, sustituye)


def _sustituir(
    sesion: Session,
    actor: Actor,
    documento: Documento,
    clase: ClaseRelacion,
    otro: Documento,
    *,
    reloj: Reloj,
) -> str:
    """Quita lo que se había decidido del par y lo devuelve dicho; nada, si la clase no es una decisión."""
    if clase not in pares.DECISIONES:
        return ""
    viejas = pares.decididas(sesion, documento.id, otro.id)
    if clase == ClaseRelacion.VERSION_DE and pares.cerraria_circulo(
        sesion, documento.id, otro.id, marcas=marcas(actor), sin=[vieja.id for vieja in viejas]
    ):
        raise Conflicto(
            f"No se anotó: {otro.identificador} ya es versión de {documento.identificador}, a través de "
            "otros documentos. Quite antes esa relación si está al revés."
        )
    registros = {uno.id: uno.identificador for uno in (documento, otro)}
    dichas = []
    for vieja in viejas:
        dichas.append(pares.decir(vieja.clase, registros[vieja.documento_id], registros[vieja.otro_id]))
        _anotar(sesion, actor, "relacion_quitada", vieja, (documento, otro), reloj=reloj)
        sesion.delete(vieja)
    sesion.flush()
    return " y ".join(dichas)


def separar(sesion: Session, actor: Actor, identificador: str, relacion_id: int, *, reloj: Reloj) -> None:
    """Quita una relación del documento; levanta `NoEncontrado` si no es suya o no ve el otro."""
    exigir(actor, "catalogar")
    documento = documento_para(sesion, actor, identificador)
    suyas = de_documento(sesion, documento.id, marcas(actor), clases=TODAS)
    vista = next((una for una in suyas if una.relacion_id == relacion_id), None)
    if vista is None:
        raise NoEncontrado("Esa relación ya no está.")
    relacion = sesion.get_one(RelacionDocumental, relacion_id)
    _anotar(sesion, actor, "relacion_quitada", relacion, (documento, vista.documento), reloj=reloj)
    sesion.delete(relacion)
    sesion.flush()


def de_documento(
    sesion: Session,
    documento_id: int,
    marcas: frozenset[str],
    *,
    clases: Iterable[str] = AFIRMADAS,
) -> tuple[Relacionado, ...]:
    """Los documentos relacionados con uno que el lector ve; los «sin relación», sólo si se piden."""
    es_primero = RelacionDocumental.documento_id == documento_id
    ajeno = case((es_primero, RelacionDocumental.otro_id), else_=RelacionDocumental.documento_id)
    filas = sesion.execute(
        select(RelacionDocumental.id, RelacionDocumental.clase, es_primero, Documento)
        .join(Documento, Documento.id == ajeno)
        .where(
            es_primero | (RelacionDocumental.otro_id == documento_id),
            RelacionDocumental.clase.in_(list(clases)),
            visible_para(marcas),
        )
        .order_by(es_primero.desc(), RelacionDocumental.clase, Documento.id)
    )
    return tuple(
        Relacionado(numero, clase, NOMBRES[clase][0 if primero else 1], otro)
        for numero, clase, primero, otro in filas
    )


def ya_decididos(sesion: Session, documento_ids: Collection[int]) -> frozenset[tuple[int, int]]:
    """Los pares, en los dos órdenes, en que está alguno de estos documentos y ya tienen una relación."""
    filas = sesion.execute(
        select(RelacionDocumental.documento_id, RelacionDocumental.otro_id).where(
            or_(
                RelacionDocumental.documento_id.in_(documento_ids),
                RelacionDocumental.otro_id.in_(documento_ids),
            )
        )
    )
    return frozenset(par for uno, otro in filas for par in ((uno, otro), (otro, uno)))


@dataclass(frozen=True, slots=True)
class Direccion:
    """Dónde está hoy una ficha que se unió: el registro de la que quedó y sus versiones de entonces."""

    identificador: str
    pasos: tuple[Mapping[str, int], ...]

    @property
    def ultima(self) -> int | None:
        """La que era la versión actual de la ficha unida, con su número de entonces."""
        return max((int(numero) for numero in self.pasos[0]), default=None)

    def version(self, numero: int) -> int | None:
        """El número que tiene hoy la que en la ficha unida era la versión `numero`."""
        for paso in self.pasos:
            if str(numero) not in paso:
                return None
            numero = paso[str(numero)]
        return numero


def direccion_de(sesion: Session, identificador: str, marcas: frozenset[str]) -> Direccion | None:
    """A dónde lleva la dirección de una ficha que se unió; `None` si no se unió o no se ve la que quedó."""
    numero = sesion.scalar(select(Documento.id).where(Documento.identificador == identificador))
    pasos: list[Mapping[str, int]] = []
    while numero is not None and (unido := sesion.get(DocumentoUnido, numero)) is not None:
        pasos.append(unido.versiones)
        numero = unido.queda_id
    if not pasos:
        return None
    queda = sesion.scalar(select(Documento.identificador).where(Documento.id == numero, visible_para(marcas)))
    return Direccion(queda, tuple(pasos)) if queda is not None else None


def _otro(sesion: Session, actor: Actor, documento: Documento, identificador: str) -> Documento:
    pedido = identificador.strip().upper()
    if pedido == documento.identificador:
        raise DatosInvalidos("No se relacionó.", {"otro": "Un documento no se relaciona consigo mismo."})
    try:
        return documento_para(sesion, actor, pedido)
    except NoEncontrado as error:
        mensaje = "No encontramos un documento con ese registro. Escríbalo como CD-00012."
        raise DatosInvalidos("No se relacionó.", {"otro": mensaje}) from error


def _anotar(
    sesion: Session,
    actor: Actor,
    accion: str,
    relacion: RelacionDocumental,
    pareja: tuple[Documento, Documento],
    *,
    reloj: Reloj,
) -> None:
    """Un asiento en cada documento, sin el nombre del otro: quien lea la bitácora puede no verlo."""
    for documento in pareja:
        objeto = ("documento", documento.identificador)
        detalle = {"clase": str(relacion.clase), "relacion": relacion.id}
        anotar(sesion, actor, accion, objeto, reloj=reloj, detalle=detalle)
