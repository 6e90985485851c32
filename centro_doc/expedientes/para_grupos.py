"""A qué grupos técnicos está abierta una selección, y las que otras personas abrieron a los de quien lee.

Sin abrirla es privada: de quien la hizo y del personal. Abierta, la leen además los integrantes de esos
grupos mientras dure su período, cada uno con lo que su grupo puede leer (arquitectura, §4).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from centro_doc.agenda.consultas import temas
from centro_doc.bitacora.casos import anotar
from centro_doc.bitacora.consultas import ultimo
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.paginacion import Hoja
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import PERSONAL, Actor, exigir, marcas
from centro_doc.expedientes.frases import enumerar
from centro_doc.expedientes.modelos import Seleccion, SeleccionAbierta
from centro_doc.expedientes.privadas import la_hizo, nombre_llano
from centro_doc.expedientes.sujetos import ClaseDeSujeto, Sujeto, clave_de
from centro_doc.expedientes.visibles import los_que_se_callan

registro = structlog.get_logger(__name__)
POR_HOJA = 50
_ABRIR, _CERRAR = "seleccion_abierta_a_grupos", "seleccion_cerrada_a_grupos"


@dataclass(frozen=True, slots=True)
class SeleccionAjena:
    """Una que hizo otra persona: `nombre` es el que ve quien lee, y `de_quien`, el de la cuenta o vacío."""

    numero: int
    nombre: str
    de_quien: str
    abierta_a: tuple[str, ...]
    seleccion: Seleccion


def exigir_abrir(actor: Actor, una: Seleccion) -> None:
    """La abre y la cierra quien la hizo, y el personal; levanta `SinPermiso` o `NecesitaIngreso`."""
    if not la_hizo(una, marcas(actor)):
        exigir(actor, "vincular")


def abrir_a(
    sesion: Session, actor: Actor, numero: int, codigos: Iterable[str], *, edicion: int, reloj: Reloj
) -> Seleccion:
    """Deja la selección abierta a los grupos de esos temas y a ninguno más; sin temas, cerrada.

    Quien llama comprobó que el actor la ve. Levanta `SinPermiso`, `DatosInvalidos` si la agenda no tiene uno
    de los temas y `Conflicto` si alguien cambió para quién está después de `edicion`: vale lo suyo.
    """
    una = sesion.get_one(Seleccion, numero, with_for_update=True)
    exigir_abrir(actor, una)
    pedidos, hay = set(codigos), {tema.codigo for tema in temas(sesion)}
    if pedidos - hay:
        raise DatosInvalidos("La agenda no tiene uno de esos temas.")
    objeto, antes = ("expediente", clave_de(ClaseDeSujeto.SELECCION, str(numero))), una.abierta_a
    if una.edicion != edicion:
        cambio = ultimo(sesion, objeto, _ABRIR, _CERRAR)
        quien = (
            "Alguien" if cambio is None else "Usted" if cambio.actor == actor.clave else cambio.actor_nombre
        )
        raise Conflicto(
            f"{quien} lo cambió mientras esta página estaba abierta: ahora la selección {dicho_de(antes)}. "
            "Lo que usted marcó no se guardó; si aún hace falta, márquelo y guarde otra vez."
        )
    if pedidos == set(antes):
        return una
    una.abierta = [SeleccionAbierta(tema=tema) for tema in sorted(pedidos)]
    una.edicion += 1
    detalle = {"antes": list(antes), "despues": sorted(pedidos)}
    anotar(sesion, actor, _ABRIR if pedidos else _CERRAR, objeto, reloj=reloj, detalle=detalle)
    registro.info("seleccion_abierta", seleccion=una.id, grupos=len(pedidos))
    return una


def seleccion_de(sujeto: Sujeto) -> Seleccion:
    """La selección de que es un expediente vivo; levanta `NoEncontrado` si no es de una."""
    if not isinstance(sujeto.cosa, Seleccion):
        raise NoEncontrado("Ese expediente no es de una selección.")
    return sujeto.cosa


def de_quien(sesion: Session, una: Seleccion) -> str:
    """El nombre de la cuenta de quien la hizo; vacío si no consta."""
    return sesion.scalar(select(Usuario.nombre).where(Usuario.id == una.creada_por)) or ""


def dicho_de(codigos: Sequence[str]) -> str:
    """Para quién está, como se lee: «está abierta al grupo técnico de AG2»."""
    if not codigos:
        return "no está abierta a ningún grupo técnico"
    grupos = "al grupo técnico de" if len(codigos) == 1 else "a los grupos técnicos de"
    return f"está abierta {grupos} {enumerar(codigos)}"


def ajenas(sesion: Session, actor: Actor, pagina: int) -> Hoja[SeleccionAjena]:
    """Las que hizo otra persona y quien lee puede abrir, de la más nueva a la más vieja. Cinco consultas.

    El personal, todas; los demás, las abiertas hoy a un grupo suyo.
    """
    suyas = marcas(actor)
    condicion = or_(Seleccion.creada_por != actor.usuario_id, Seleccion.creada_por.is_(None))
    if PERSONAL not in suyas:
        grupos = [uno.removeprefix("grupo:") for uno in suyas if uno.startswith("grupo:")]
        condicion &= Seleccion.abierta.any(SeleccionAbierta.tema.in_(grupos))
    total = sesion.scalar(select(func.count()).select_from(Seleccion).where(condicion)) or 0
    filas = sesion.execute(
        select(Seleccion, Usuario.nombre)
        .outerjoin(Usuario, Usuario.id == Seleccion.creada_por)
        .where(condicion)
        .options(selectinload(Seleccion.abierta))
        .order_by(Seleccion.id.desc())
        .limit(POR_HOJA)
        .offset((pagina - 1) * POR_HOJA)
    ).all()
    nombres = () if PERSONAL in suyas else [una.nombre for una, _ in filas]
    callan = los_que_se_callan(sesion, nombres, suyas)
    return Hoja(
        [
            SeleccionAjena(
                una.id,
                nombre_llano(str(una.id)) if una.nombre in callan else una.nombre,
                quien or "",
                una.abierta_a,
                una,
            )
            for una, quien in filas
        ],
        pagina,
        POR_HOJA,
        total,
    )
