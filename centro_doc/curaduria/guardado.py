"""Guardar lo que llega de la pantalla de catalogar: la ficha, lo decidido y lo que pide el botón, o nada."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.decisiones import decidir
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.reglas import DatosFicha
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.escrito import entero
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.curaduria import borradores, casos, consultas
from centro_doc.curaduria.escrita import Escrita, de_documento
from centro_doc.curaduria.formularios import leer
from centro_doc.curaduria.resolucion import Resuelta, pedido_de, resolver
from centro_doc.curaduria.sugeridas import Propuesto, propuesto, sugeridas
from centro_doc.propuestas.consultas import esta_propuesto
from centro_doc.vinculos import casos as vinculos
from centro_doc.vinculos.formularios import AL_REVISAR, DatosVinculo

DECIDEN = frozenset({"aceptar", "rechazar", "deshacer"})
_REPETIBLES = DECIDEN | {"guardar"}
_DECIDALO = "Hay una sugerencia sin resolver: acéptela o corríjala. Si la rechaza, "


@dataclass(frozen=True, slots=True)
class Orden:
    """El botón pulsado (`accion` y su `dato`), la edición que se leyó, el vínculo que se añade y lo oculto
    que se aceptó (los `id` de sus archivos).
    """

    accion: str
    dato: str
    edicion: int
    vinculo: DatosVinculo | None = None
    aceptados: frozenset[int] = frozenset()

    @property
    def propuesto(self) -> int | None:
        """El vínculo propuesto que se acepta o se rechaza: el `dato` es entonces su número tras una «v»."""
        numero = self.dato.removeprefix("v")
        es_suyo = self.accion in {"aceptar", "rechazar"} and numero != self.dato
        return (entero(numero) or None) if es_suyo else None


def ejecutar(
    sesion: Session, actor: Actor, identificador: str, ficha: Escrita, orden: Orden, *, reloj: Reloj
) -> None:
    """Guarda la ficha sin lo que nadie aceptó, anota lo decidido y hace lo que pide el botón.

    Lo que esta persona tenía como borrador queda en la ficha, y el borrador se borra.

    Levanta `DatosInvalidos` con lo que falta o no se entiende, por control, y `EdicionVieja`.
    """
    exigir(actor, "catalogar")
    documento = documento_para(sesion, actor, identificador)
    hay = propuesto(sesion, documento)
    resuelta = _resolver(sesion, documento, ficha, hay, orden)
    datos = _leer(sesion, resuelta)
    if orden.accion == "publicar" and resuelta.sin_revisar:
        raise DatosInvalidos("No se publicó. Revise lo propuesto:", dict(resuelta.sin_revisar))
    try:
        _segun_el_boton(sesion, actor, identificador, datos, orden, reloj)
    except DatosInvalidos as error:
        propuestas = _controles(hay, resuelta)
        raise DatosInvalidos(error.mensaje, _con_aviso(error.campos, propuestas)) from error
    decidir(sesion, actor, documento, resuelta.decisiones, reloj=reloj)
    borradores.descartar(sesion, actor, documento)


def ya_estaba(sesion: Session, actor: Actor, identificador: str, ficha: Escrita, orden: Orden) -> bool:
    """¿Está ya guardado lo que se pide? Es lo que pasa al pulsar dos veces el mismo botón."""
    documento = documento_para(sesion, actor, identificador)
    publicado = orden.accion == "publicar" and documento.estado == Estado.PUBLICADO
    if orden.accion not in _REPETIBLES and not publicado:
        return False
    if orden.propuesto is not None and esta_propuesto(sesion, documento.id, orden.propuesto):
        return False
    resuelta = _resolver(sesion, documento, ficha, propuesto(sesion, documento), orden)
    guardada = de_documento(documento, consultas.correos_de(sesion, documento))
    return not resuelta.decisiones and not resuelta.ficha.diferencias(guardada)


def _resolver(
    sesion: Session, documento: Documento, ficha: Escrita, hay: Propuesto, orden: Orden
) -> Resuelta:
    guardada = de_documento(documento, consultas.correos_de(sesion, documento))
    return resolver(ficha, guardada, hay, pedido_de(orden.accion, orden.dato))


def _leer(sesion: Session, resuelta: Resuelta) -> DatosFicha:
    datos, errores = leer(
        resuelta.ficha,
        persona=lambda correo: consultas.persona_por_correo(sesion, correo),
        temas=consultas.codigos_de_tema(sesion),
        tipo_a_la_vista=resuelta.tipo_a_la_vista,
    )
    if errores:
        raise DatosInvalidos("No se guardó la ficha. Corrija lo señalado:", errores)
    return datos


def _segun_el_boton(
    sesion: Session, actor: Actor, identificador: str, datos: DatosFicha, orden: Orden, reloj: Reloj
) -> None:
    edicion = orden.edicion
    if orden.accion == "publicar":
        casos.guardar_y_publicar(
            sesion, actor, identificador, datos, edicion=edicion, aceptados=orden.aceptados, reloj=reloj
        )
    elif orden.accion == "vincular" and orden.vinculo is not None:
        casos.guardar_y_vincular(
            sesion, actor, identificador, datos, orden.vinculo, edicion=edicion, reloj=reloj
        )
    elif orden.accion == "desvincular":
        numero = entero(orden.dato)
        casos.guardar_y_desvincular(sesion, actor, identificador, datos, numero, edicion=edicion, reloj=reloj)
    else:
        casos.guardar(sesion, actor, identificador, datos, edicion=edicion, reloj=reloj)
        if orden.propuesto is not None:
            _decidir_vinculo(sesion, actor, identificador, orden.propuesto, orden.accion, reloj)


def _decidir_vinculo(
    sesion: Session, actor: Actor, identificador: str, numero: int, accion: str, reloj: Reloj
) -> None:
    if accion == "aceptar":
        vinculos.confirmar(sesion, actor, numero, reloj=reloj, de=identificador)
    else:
        vinculos.rechazar(sesion, actor, numero, AL_REVISAR, reloj=reloj, de=identificador)


def _controles(hay: Propuesto, resuelta: Resuelta) -> frozenset[str]:
    """Los controles con una sugerencia que sigue sin decidir."""
    decididas = {decision.sugerencia_id for decision in resuelta.decisiones}
    todas = sugeridas(hay, resuelta.tipo_a_la_vista)
    return frozenset(una.control for una in todas if una.pendiente and una.id not in decididas)


def _con_aviso(campos: dict[str, str], propuestas: Iterable[str]) -> dict[str, str]:
    """Lo que falta; donde hay algo propuesto, que ya se ve en su casilla, que basta con decidirlo."""
    con = set(propuestas)
    return {n: f"{_DECIDALO}{m[:1].lower()}{m[1:]}" if n in con else m for n, m in campos.items()}
