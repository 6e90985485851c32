"""Marcar la visita de una persona a un tema, y deshacer la marca.

Nada se marca por leer: sólo cuando la persona lo pide, y hasta lo que tuvo delante. Lo que otro estaba
guardando en ese momento sigue siendo nuevo después (`novedades.MARGEN`).
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from centro_doc.comun.errores import Conflicto, SinPermiso
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor
from centro_doc.grupos.modelos import Visita
from centro_doc.grupos.novedades import MARGEN
from centro_doc.grupos.pertenencias import tema_para


def marcar(
    sesion: Session, actor: Actor, codigo: str, hasta: datetime | None, vistos: Iterable[str], *, reloj: Reloj
) -> None:
    """Marca como visto lo de un tema hasta lo que la persona tuvo delante; sin `hasta`, desde ahora lo sigue.

    `vistos` son las claves de lo que entró en el `MARGEN` antes de `hasta`. No retrocede nunca. Levanta
    `SinPermiso` si no tiene cuenta y `NoEncontrado` si no hay tal tema.
    """
    tema, usuario = tema_para(sesion, codigo), _con_cuenta(actor)
    ahora = reloj.ahora()
    corte = min(hasta or ahora, ahora)
    limite = corte - MARGEN
    visita = sesion.get(Visita, (usuario, tema.id))
    if visita is None:
        visita = Visita(usuario_id=usuario, tema_id=tema.id, hasta=limite, vistos=[], anteriores=[])
        sesion.add(visita)
    else:
        visita.anterior, visita.anteriores = visita.hasta, list(visita.vistos)
        if limite >= visita.hasta + MARGEN:
            visita.vistos = []
        visita.hasta = max(limite, visita.hasta)
    visita.vistos = sorted({*visita.vistos, *vistos})
    visita.marcada = ahora


def deshacer(sesion: Session, actor: Actor, codigo: str) -> None:
    """Vuelve a como estaba antes de la última marca; `Conflicto` si no hay ninguna que deshacer."""
    tema, usuario = tema_para(sesion, codigo), _con_cuenta(actor)
    visita = sesion.get(Visita, (usuario, tema.id))
    if visita is None:
        raise Conflicto("No hay una visita marcada que deshacer.")
    if visita.anterior is None:
        sesion.delete(visita)
        return
    visita.hasta, visita.vistos = visita.anterior, list(visita.anteriores)
    visita.anterior, visita.anteriores = None, []


def _con_cuenta(actor: Actor) -> int:
    if actor.usuario_id is None:
        raise SinPermiso("Las visitas se guardan en una cuenta. Ingrese con la suya.")
    return actor.usuario_id
