"""Lo que una persona escribió en una ficha y aún no guarda.

Es suyo y de nadie más: no toca la ficha, ni la búsqueda, ni el historial. Se guarda como lo envía el
formulario, para mostrarlo otra vez tal cual, y se borra cuando ella guarda la ficha o lo descarta.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from centro_doc.catalogo.casos import EdicionVieja, documento_para, ultimo_cambio
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.curaduria import consultas
from centro_doc.curaduria.en_pantalla import al_abrir
from centro_doc.curaduria.escrita import TEXTOS, Escrita, de_documento
from centro_doc.curaduria.formularios import escrita
from centro_doc.curaduria.modelos import Borrador
from centro_doc.curaduria.sugeridas import propuesto

DEL_VINCULO = ("v-relacion", "v-destino", "v-pasaje", "v-p", "v-motivo")
"""Los controles del vínculo a medias."""
_ESCRITOS_DEL_VINCULO = ("v-destino", "v-pasaje", "v-motivo")
_SUELTOS = frozenset({*TEXTOS, *DEL_VINCULO, "grupos", "ambar"})
_FAMILIAS = ("m-", "fecha-")


@dataclass(frozen=True, slots=True)
class Recuperado:
    """Un borrador listo para mostrarse; `edicion` es la de la ficha sobre la que se escribió.

    `ajeno` dice quién guardó la ficha entre tanto, si alguien lo hizo.
    """

    ficha: Escrita
    vinculo: Mapping[str, str]
    edicion: int
    guardado: datetime
    ajeno: EdicionVieja | None = None


def guardar(
    sesion: Session,
    actor: Actor,
    identificador: str,
    escrito: Iterable[tuple[str, str]],
    *,
    edicion: int,
    reloj: Reloj,
) -> Recuperado | None:
    """Guarda como borrador los pares de control y valor del formulario; `edicion` es la que se leyó.

    Si no dicen nada distinto de lo que la página muestra, no queda borrador y devuelve `None`.
    """
    exigir(actor, "catalogar")
    documento = documento_para(sesion, actor, identificador)
    pares = [(nombre, valor) for nombre, valor in escrito if _es_de_la_ficha(nombre)]
    borrador = _suyo(sesion, actor, documento)
    if not _dice_algo(sesion, documento, pares):
        if borrador is not None:
            sesion.delete(borrador)
        return None
    if borrador is None:
        borrador = Borrador(documento_id=documento.id, usuario_id=actor.usuario_id)
        sesion.add(borrador)
    borrador.escrito = [list(par) for par in pares]
    borrador.edicion, borrador.guardado = edicion, reloj.ahora()
    return _recuperar(sesion, actor, documento, borrador)


def recuperar(sesion: Session, actor: Actor, documento: Documento) -> Recuperado | None:
    """El borrador de esta persona en un documento que ya se sabe que ve. Una consulta, o dos si es ajeno."""
    borrador = _suyo(sesion, actor, documento)
    return _recuperar(sesion, actor, documento, borrador) if borrador is not None else None


def descartar(sesion: Session, actor: Actor, documento: Documento) -> None:
    """Borra el borrador de esta persona, si lo hay."""
    borrador = _suyo(sesion, actor, documento)
    if borrador is not None:
        sesion.delete(borrador)


def _suyo(sesion: Session, actor: Actor, documento: Documento) -> Borrador | None:
    return sesion.get(Borrador, (documento.id, actor.usuario_id)) if actor.usuario_id is not None else None


def _recuperar(sesion: Session, actor: Actor, documento: Documento, borrador: Borrador) -> Recuperado:
    formulario = MultiDict([(nombre, valor) for nombre, valor in borrador.escrito])
    vieja = borrador.edicion != documento.edicion
    return Recuperado(
        escrita(formulario),
        {nombre: formulario.get(nombre, "") for nombre in DEL_VINCULO},
        borrador.edicion,
        borrador.guardado,
        ultimo_cambio(sesion, actor, documento) if vieja else None,
    )


def _dice_algo(sesion: Session, documento: Documento, pares: list[tuple[str, str]]) -> bool:
    """¿Hay en el formulario algo que la página no muestre ya por su cuenta?"""
    formulario = MultiDict(pares)
    if any(formulario.get(nombre, "").strip() for nombre in _ESCRITOS_DEL_VINCULO):
        return True
    guardada = de_documento(documento, consultas.correos_de(sesion, documento))
    vista, suya = al_abrir(documento, guardada, propuesto(sesion, documento)), escrita(formulario)
    distintos = {n for n in suya.diferencias(vista) if n in formulario or n == "fechas"}
    return bool(distintos) or suya.grupos != vista.grupos


def _es_de_la_ficha(nombre: str) -> bool:
    return nombre in _SUELTOS or nombre.startswith(_FAMILIAS)
