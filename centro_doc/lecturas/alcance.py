"""Quién lee cada nota: quien la escribió, aquellos con quienes la comparte, y sólo si ven el documento."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.acceso import visible_para
from centro_doc.cuentas.permisos import PERSONAL, Actor, marcas
from centro_doc.lecturas.modelos import Alcance, Nota

_DE_GRUPO = "grupo:"


def legible_para(actor: Actor) -> ColumnElement[bool]:
    """La condición SQL, en una consulta con `Nota` y su `Documento`, de las notas que ve este lector.

    Las marcas son las suyas de hoy: quien deja el grupo, o deja de ver el documento, deja de ver las notas,
    también las propias, que se conservan.
    """
    suyas = marcas(actor)
    reglas = [es_de(actor)]
    if grupos := grupos_de(actor):
        reglas.append(and_(Nota.alcance == Alcance.GRUPO, Nota.grupo.in_(grupos)))
    if PERSONAL in suyas:
        reglas.append(Nota.alcance == Alcance.PERSONAL)
    return and_(Nota.borrada.is_(None), or_(*reglas), visible_para(suyas))


def es_de(actor: Actor) -> ColumnElement[bool]:
    """La condición SQL de las notas que escribió esta persona; ninguna, si no tiene cuenta."""
    return Nota.usuario_id == (actor.usuario_id if actor.usuario_id is not None else -1)


def grupos_de(actor: Actor) -> Sequence[str]:
    """Los códigos de los temas a cuyo grupo pertenece hoy."""
    return sorted(m.removeprefix(_DE_GRUPO) for m in marcas(actor) if m.startswith(_DE_GRUPO))


def opciones(actor: Actor, temas: Sequence[Tema]) -> dict[str, str]:
    """Con quién puede compartir esta persona: `privada`, `grupo:AG2` o `personal` → cómo se lee.

    El personal comparte con cualquier grupo; quien está en un grupo, con el suyo y con el personal.
    """
    es_personal = PERSONAL in marcas(actor)
    grupos = {tema.codigo for tema in temas} if es_personal else set(grupos_de(actor))
    ofrece = {Alcance.PRIVADA.value: "Sólo yo"}
    ofrece |= {
        f"{_DE_GRUPO}{tema.codigo}": f"El grupo de {tema.codigo}, {tema.nombre}"
        for tema in temas
        if tema.codigo in grupos
    }
    if es_personal or grupos:
        ofrece[Alcance.PERSONAL.value] = "El personal del Centro"
    return ofrece


def clave_de(nota: Nota) -> str:
    """La opción que le toca a una nota: `privada`, `grupo:AG2` o `personal`."""
    return f"{_DE_GRUPO}{nota.grupo}" if nota.alcance == Alcance.GRUPO else str(nota.alcance)


def dicho(nota: Nota) -> str:
    """Quién la lee, en pocas palabras: «Privada», «Grupo de AG2» o «Personal»."""
    if nota.alcance == Alcance.GRUPO:
        return f"Grupo de {nota.grupo}"
    return "Privada" if nota.alcance == Alcance.PRIVADA else "Personal"
