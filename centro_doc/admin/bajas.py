"""La baja de quien se va: lo que deja pendiente, y a quién pasa."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from centro_doc.catalogo import asignaciones
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.escrito import entero
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas import casos
from centro_doc.cuentas.consultas import quienes_pueden, usuario
from centro_doc.cuentas.modelos import Membresia, Usuario
from centro_doc.cuentas.permisos import Actor, exigir, marcas
from centro_doc.grupos import pendientes as de_grupos

NADIE, IGUAL = "nadie", "igual"
"""Dejar sin asignar, y dejar como está."""
LARGO_DEL_MOTIVO = 500
_NO_SE_HIZO = "No se hizo nada. Revise los datos señalados."


@dataclass(frozen=True, slots=True)
class Pendientes:
    """Lo que una persona deja; se nombra sólo lo que ve quien administra, y lo demás se cuenta."""

    documentos: Sequence[Documento]
    documentos_total: int
    acuerdos: Sequence[de_grupos.Pendiente]
    acuerdos_total: int
    pertenencias: Sequence[Membresia]
    homonimos: bool
    """Otra persona se llama igual: de los acuerdos se pasan sólo los que se marcan."""

    @property
    def hay_que_pasar(self) -> bool:
        """¿Queda algo sin persona?"""
        return bool(self.documentos_total or self.acuerdos_total)


@dataclass(frozen=True, slots=True)
class DatosBaja:
    """Por qué se va y a quién pasa lo suyo: el número de una cuenta, `NADIE` o, los acuerdos, `IGUAL`.

    Vacío: no se ha elegido. `marcados`: los acuerdos que pasan, por su `id`, si otra persona se llama igual.
    """

    motivo: str
    documentos: str
    acuerdos: str
    marcados: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Baja:
    """Lo que se hizo: si se cerró la cuenta, cuántos pendientes se movieron y a quién; vacío, a nadie."""

    cerrada: bool
    documentos: int
    documentos_a: str
    acuerdos: int
    acuerdos_a: str
    temas: tuple[str, ...]


def datos_de_baja(campos: Mapping[str, str], marcados: Iterable[str] = ()) -> DatosBaja:
    """Lee `motivo`, `documentos_a` y `acuerdos_a`, y los acuerdos que se marcaron."""
    return DatosBaja(
        " ".join(campos.get("motivo", "").split()),
        campos.get("documentos_a", ""),
        campos.get("acuerdos_a", ""),
        frozenset(entero(uno) for uno in marcados),
    )


def pendientes_de(sesion: Session, actor: Actor, cuenta: Usuario, *, hoy: date) -> Pendientes:
    """Los documentos que tiene asignados, los acuerdos sin cumplir que la nombran y sus pertenencias."""
    acuerdos = de_grupos.a_cargo_de(sesion, cuenta.nombre)
    return Pendientes(
        asignaciones.asignados_a(sesion, cuenta.id, marcas(actor)),
        len(asignaciones.asignados_a(sesion, cuenta.id)),
        de_grupos.los_que_ve(sesion, acuerdos, marcas(actor)),
        len(acuerdos),
        [una for una in cuenta.membresias if casos.sigue(una, hoy)],
        de_grupos.hay_homonimos(sesion, cuenta, hoy),
    )


def relevos(sesion: Session, cuenta: Usuario) -> Sequence[tuple[int, str]]:
    """A quiénes se puede pasar: las otras cuentas activas que catalogan y llevan los grupos."""
    return [(numero, nombre) for numero, nombre in quienes_pueden(sesion, "catalogar") if numero != cuenta.id]


def dar_de_baja(sesion: Session, actor: Actor, usuario_id: int, datos: DatosBaja, *, reloj: Reloj) -> Baja:
    """Cierra la cuenta y sus pertenencias, y pasa lo pendiente; de la que ya está de baja, sólo lo pasa.

    Todo o nada, en la transacción de quien llama, con un asiento por cosa. Nada de lo que hizo cambia de
    autor. Levanta `DatosInvalidos` si falta el motivo o a quién pasar lo que haya, aunque no se haya visto.
    """
    exigir(actor, "administrar")
    cuenta = usuario(sesion, usuario_id)
    quedan = pendientes_de(sesion, actor, cuenta, hoy=reloj.hoy())
    nombres = {str(numero): nombre for numero, nombre in relevos(sesion, cuenta)}
    _exigir_completa(datos, quedan, nombres)
    cerrada = cuenta.activo
    temas = tuple(una.tema for una in quedan.pertenencias)
    if cerrada:
        casos.dar_de_baja(sesion, actor, cuenta.id, motivo=datos.motivo, reloj=reloj)
    a_quien = int(datos.documentos) if datos.documentos in nombres else None
    documentos = asignaciones.pasar(sesion, actor, cuenta.id, a_quien, reloj=reloj)
    acuerdos = 0
    if datos.acuerdos != IGUAL:
        nuevo = nombres.get(datos.acuerdos, "")
        los_que_pasan = _los_que_pasan(sesion, cuenta, quedan, datos)
        acuerdos = de_grupos.pasar(sesion, actor, los_que_pasan, nuevo, motivo=datos.motivo, reloj=reloj)
    return Baja(
        cerrada,
        documentos,
        nombres.get(datos.documentos, ""),
        acuerdos,
        nombres.get(datos.acuerdos, ""),
        temas if cerrada else (),
    )


def _los_que_pasan(
    sesion: Session, cuenta: Usuario, quedan: Pendientes, datos: DatosBaja
) -> Sequence[de_grupos.Pendiente]:
    """Todos, aunque no se vean; si otra persona se llama igual, los vistos que se marcaron."""
    if quedan.homonimos or datos.marcados:
        return [uno for uno in quedan.acuerdos if uno[0].id in datos.marcados]
    return de_grupos.a_cargo_de(sesion, cuenta.nombre)


def _hay_que_marcar(quedan: Pendientes, datos: DatosBaja) -> bool:
    """¿Falta decir cuáles pasan, o sobran los que se marcaron? De los que no son suyos no se hace caso."""
    suyos = datos.marcados & {uno[0].id for uno in quedan.acuerdos}
    deja = datos.acuerdos == IGUAL
    return bool(suyos) is deja if quedan.homonimos else bool(datos.marcados) and not suyos


def _exigir_completa(datos: DatosBaja, quedan: Pendientes, nombres: Mapping[str, str]) -> None:
    campos: dict[str, str] = {}
    if not datos.motivo or len(datos.motivo) > LARGO_DEL_MOTIVO:
        campos["motivo"] = f"Escriba el motivo, en {LARGO_DEL_MOTIVO} letras o menos: queda en la bitácora."
    if quedan.documentos_total and datos.documentos not in {NADIE, *nombres}:
        campos["documentos_a"] = "Elija a quién pasan sus documentos, o déjelos sin asignar."
    if quedan.acuerdos_total and datos.acuerdos not in {NADIE, IGUAL, *nombres}:
        campos["acuerdos_a"] = "Elija quién responde por sus acuerdos, o déjelos sin persona."
    elif _hay_que_marcar(quedan, datos):
        campos["acuerdos_a"] = "Marque los acuerdos que pasan y elija a quién, o déjelos todos como están."
    if campos:
        raise DatosInvalidos(_NO_SE_HIZO, campos)
