"""Las selecciones libres: documentos elegidos a mano, o los de una búsqueda que se guarda."""

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.nombrados import en_su_orden
from centro_doc.comun.errores import DatosInvalidos, NecesitaIngreso, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import PERSONAL, Actor, marcas
from centro_doc.expedientes.modelos import Seleccion

registro = structlog.get_logger(__name__)
MAXIMO = 500
"""Documentos que caben en una selección hecha a mano."""
_LARGO, _CONSULTA = 200, 2000


def guardar_seleccion(
    sesion: Session,
    actor: Actor,
    nombre: str,
    *,
    escritos: str = "",
    consulta: str = "",
    numero: int | None = None,
    reloj: Reloj,
) -> Seleccion:
    """Hace una selección, o cambia la que tiene ese número; `escritos` trae los registros, en su orden.

    Levanta `NecesitaIngreso`, `NoEncontrado` si no es suya y `DatosInvalidos` si falta el nombre, no nombra
    ningún documento que vea, nombra alguno que no ve o son demasiados.
    """
    if actor.usuario_id is None:
        raise NecesitaIngreso("Una selección se guarda en una cuenta. Ingrese para continuar.")
    registros = list(en_su_orden(escritos))
    _revisar(sesion, actor, nombre, registros, consulta)
    una = _abrir(sesion, actor, numero) if numero is not None else Seleccion(creada_por=actor.usuario_id)
    una.grupos = grupos_de(actor)
    una.nombre, una.registros, una.consulta = " ".join(nombre.split())[:_LARGO], registros, consulta
    if numero is None:
        una.creada = reloj.ahora()
        sesion.add(una)
    sesion.flush()
    anotar(sesion, actor, "seleccion_guardada", ("expediente", f"seleccion:{una.id}"), reloj=reloj)
    registro.info("seleccion_guardada", seleccion=una.id, documentos=len(registros))
    return una


def grupos_de(actor: Actor) -> list[str]:
    """Los grupos con que alguien reúne documentos; el personal no los necesita."""
    return [] if PERSONAL in marcas(actor) else sorted(actor.temas)


def componer(consulta: str, temas: Sequence[str], palabras: str) -> str:
    """La búsqueda de una selección con otros temas y otras palabras; conserva sus demás filtros."""
    demas = [par for par in parse_qsl(consulta) if par[0] not in {"q", "tema"}]
    suyas = [("q", palabras.strip())] if palabras.strip() else []
    return urlencode([*suyas, *(("tema", tema) for tema in temas), *demas])


def selecciones_de(sesion: Session, actor: Actor) -> Sequence[Seleccion]:
    """Las que hizo esta persona, de la más nueva a la más vieja."""
    return sesion.scalars(
        select(Seleccion)
        .where(Seleccion.creada_por == actor.usuario_id)
        .options(selectinload(Seleccion.abierta))
        .order_by(Seleccion.id.desc())
    ).all()


def _abrir(sesion: Session, actor: Actor, numero: int) -> Seleccion:
    una = sesion.get(Seleccion, numero)
    if una is None or una.creada_por != actor.usuario_id:
        raise NoEncontrado("No hay una selección suya con ese número.")
    return una


def _revisar(sesion: Session, actor: Actor, nombre: str, registros: Sequence[str], consulta: str) -> None:
    errores: dict[str, str] = {}
    if not nombre.strip():
        errores["nombre"] = "Dele un nombre: «Para la reunión con la PDH»."
    if len(consulta) > _CONSULTA:
        errores["nombre"] = "Esa búsqueda es demasiado larga para guardarla."
    if not consulta and not registros:
        errores["registros"] = (
            "Elija un tema, escriba unas palabras o el registro de cada documento: «CD-00001»."
        )
    if len(registros) > MAXIMO:
        errores["registros"] = f"Caben {MAXIMO} documentos; escribió {len(registros)}."
    vistos = sesion.scalars(
        select(Documento.identificador).where(
            Documento.identificador.in_(registros[:MAXIMO]),
            Documento.estado == Estado.PUBLICADO,
            visible_para(marcas(actor)),
        )
    ).all()
    faltan = [uno for uno in registros[:MAXIMO] if uno not in vistos]
    if faltan and "registros" not in errores:
        errores["registros"] = f"El Centro no tiene publicado {', '.join(faltan[:5])}."
    if errores:
        raise DatosInvalidos("No se guardó la selección.", errores)
