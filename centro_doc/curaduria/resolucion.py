"""Qué queda en la ficha de lo que llegó de la pantalla, y qué se decidió sobre cada sugerencia.

Un control en ámbar que vuelve como se propuso, y que nadie aceptó, no es de la ficha: se guarda lo que ella
tenía. Si vuelve con otra cosa, la persona la corrigió.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from centro_doc.catalogo.decisiones import Decision
from centro_doc.catalogo.modelos_sugerencias import DECIDIDAS, EstadoSugerencia
from centro_doc.curaduria.escrita import Escrita, FilaFecha, igualar
from centro_doc.curaduria.sugeridas import Propuesto, Sugerida, en_iso, legible, sugeridas

_SE_PUBLICARIA = (
    "Acepte, corrija o rechace lo propuesto: si no, se publicaría «{valor}», que nadie ha revisado."
)


@dataclass(frozen=True, slots=True)
class Pedido:
    """Lo que dice el botón pulsado: qué sugerencias se aceptan, se rechazan o vuelven a quedar pendientes."""

    aceptadas: frozenset[int] = frozenset()
    rechazadas: frozenset[int] = frozenset()
    devueltas: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Resuelta:
    """La ficha que se guarda, lo decidido y el tipo cuyos campos estaban a la vista.

    `sin_revisar` son los controles que se publicarían con lo que el programa puso solo, y qué hacer.
    """

    ficha: Escrita
    decisiones: tuple[Decision, ...]
    tipo_a_la_vista: str
    sin_revisar: Mapping[str, str]


def pedido_de(accion: str, dato: str) -> Pedido:
    """El pedido de un botón: `aceptar:3,4`, `rechazar:3` o `deshacer:3`; otro cualquiera no pide nada."""
    ids = frozenset(int(uno) for uno in dato.split(",") if uno.isascii() and uno.isdigit() and len(uno) < 10)
    return {
        "aceptar": Pedido(aceptadas=ids),
        "rechazar": Pedido(rechazadas=ids),
        "deshacer": Pedido(devueltas=ids),
    }.get(accion, Pedido())


def resolver(ficha: Escrita, guardada: Escrita, hay: Propuesto, pedido: Pedido) -> Resuelta:
    """La ficha sin lo que nadie ha aceptado, y lo que se decidió."""
    a_la_vista = ficha.textos.get("tipo", "")
    todas = sugeridas(hay, a_la_vista)
    textos, decisiones, sin_revisar = dict(ficha.textos), list[Decision](), dict[str, str]()
    for una in todas:
        if una.fila is not None:
            continue
        decision = _decidir(una, textos, guardada.textos, ficha.ambar, pedido, hay)
        if decision is not None:
            decisiones.append(decision)
        elif una.pendiente and una.id in ficha.ambar and una.control in {"titulo", "idioma"}:
            puesto = guardada.textos.get(una.control, "")
            if igualar(textos[una.control]) == igualar(puesto) != igualar(una.escrito):
                dicho = {"es": "español"}.get(puesto, puesto) if una.control == "idioma" else puesto
                sin_revisar[una.control] = _SE_PUBLICARIA.format(valor=dicho)
    fechas, de_fechas = _fechas(ficha, guardada, [s for s in todas if s.fila is not None], pedido)
    resuelta = replace(ficha, textos=textos, fechas=fechas, ambar=frozenset())
    nuevo, viejo = textos.get("tipo", ""), guardada.textos.get("tipo", "")
    if nuevo and nuevo != viejo and any(_es_de_tipo(d, todas) for d in decisiones):
        resuelta = resuelta.con_tipo(nuevo, viejo)
    return Resuelta(resuelta, (*decisiones, *de_fechas), a_la_vista, sin_revisar)


def _decidir(
    una: Sugerida,
    textos: dict[str, str],
    guardados: Mapping[str, str],
    ambar: frozenset[int],
    pedido: Pedido,
    hay: Propuesto,
) -> Decision | None:
    """Lo decidido sobre una, y lo que queda en su control, que se cambia en `textos`."""
    control, propio = una.control, igualar(una.escrito)
    escrito, previo = igualar(textos.get(control)), igualar(guardados.get(control))
    en_ambar = una.id in ambar

    def decision(estado: EstadoSugerencia, queda: str) -> Decision:
        if control:
            textos[control] = queda
        return Decision(una.id, estado, legible(control, queda, hay.instituciones), previo)

    if una.id in pedido.devueltas and una.estado in DECIDIDAS:
        vuelve = bool(control) and legible(control, escrito, hay.instituciones) == una.final
        if vuelve and una.estado != EstadoSugerencia.RECHAZADA:
            textos[control] = una.previo
        return Decision(una.id, EstadoSugerencia.PENDIENTE)
    if una.pendiente and una.id in pedido.rechazadas:
        return decision(EstadoSugerencia.RECHAZADA, previo if en_ambar and escrito == propio else escrito)
    if not control:
        return None
    if una.pendiente and una.id in pedido.aceptadas:
        queda = escrito if en_ambar and escrito else propio
        return decision(_estado(queda, propio), queda)
    if control == "emisor_nombre" and una.pendiente and en_ambar and _eligio_emisor(textos, guardados):
        textos[control] = previo
        final = legible("emisor", textos["emisor"], hay.instituciones)
        return Decision(una.id, EstadoSugerencia.CORREGIDA, final, previo)
    if en_ambar and escrito == propio:
        textos[control] = previo
    elif una.pendiente and _lo_escribio(escrito, previo, propio, en_ambar=en_ambar):
        return decision(_estado(escrito, propio), escrito)
    return None


def _eligio_emisor(textos: Mapping[str, str], guardados: Mapping[str, str]) -> bool:
    """¿Tomó del directorio otro emisor que el que nombra el documento?"""
    return bool(textos.get("emisor")) and textos["emisor"] != guardados.get("emisor", "")


def _lo_escribio(escrito: str, previo: str, propio: str, *, en_ambar: bool) -> bool:
    """¿Puso la persona en el control lo que hay en él, en lugar de lo propuesto o lo mismo?"""
    if not escrito or escrito == previo:
        return False
    return en_ambar or escrito == propio


def _estado(queda: str, propio: str) -> EstadoSugerencia:
    return EstadoSugerencia.ACEPTADA if queda == propio else EstadoSugerencia.CORREGIDA


def _es_de_tipo(decision: Decision, todas: Iterable[Sugerida]) -> bool:
    return any(una.id == decision.sugerencia_id and una.campo == "tipo" for una in todas)


def _fechas(
    ficha: Escrita, guardada: Escrita, propias: list[Sugerida], pedido: Pedido
) -> tuple[tuple[FilaFecha, ...], list[Decision]]:
    """Los renglones que quedan y lo decidido sobre las fechas."""
    por_id = {una.id: una for una in propias}
    filas: list[FilaFecha] = []
    decisiones: dict[int, Decision] = {}
    for fila in ficha.fechas:
        limpia, una = replace(fila, sugerencia=0), por_id.get(fila.sugerencia)
        if una is None:
            filas.append(limpia)
            continue
        if una.fila is not None and una.id in pedido.aceptadas and not fila.valor.strip():
            limpia = replace(una.fila, sugerencia=0)
        propia = una.fila is not None and limpia == replace(una.fila, sugerencia=0)
        decision = _de_fila(una, limpia, pedido, propia=propia)
        if decision is not None:
            decisiones[una.id] = decision
        rechazada = una.id in pedido.rechazadas
        if (decision is not None and not rechazada) or (not propia and fila.valor.strip()):
            filas.append(limpia)
    for una in propias:
        _de_las_demas(una, filas, decisiones, guardada, pedido)
    return tuple(filas), list(decisiones.values())


def _de_fila(una: Sugerida, fila: FilaFecha, pedido: Pedido, *, propia: bool) -> Decision | None:
    """Lo decidido sobre la fecha que llenó un renglón en ámbar."""
    if not una.pendiente or una.fila is None:
        return None
    queda = en_iso(fila, una.fila.clase)
    if una.id in pedido.rechazadas:
        return Decision(una.id, EstadoSugerencia.RECHAZADA, "" if propia else queda, "")
    if una.id in pedido.aceptadas or (queda and not propia):
        return Decision(una.id, _estado(queda, una.escrito), queda, "")
    return None


def _de_las_demas(
    una: Sugerida,
    filas: list[FilaFecha],
    decisiones: dict[int, Decision],
    guardada: Escrita,
    pedido: Pedido,
) -> None:
    """Las fechas que no llenaron un renglón: las que la ficha ya decía y las que se deshacen."""
    if una.fila is None or una.id in decisiones:
        return
    estaba = any(en_iso(fila, una.fila.clase) == una.escrito for fila in guardada.fechas)
    if una.id in pedido.devueltas and una.estado in DECIDIDAS:
        if una.estado != EstadoSugerencia.RECHAZADA and una.previo != una.final:
            filas[:] = [fila for fila in filas if en_iso(fila, una.fila.clase) != una.final]
        decisiones[una.id] = Decision(una.id, EstadoSugerencia.PENDIENTE)
    elif una.pendiente and una.id in pedido.aceptadas:
        if not any(en_iso(fila, una.fila.clase) == una.escrito for fila in filas):
            filas.append(replace(una.fila, sugerencia=0))
        previo = una.escrito if estaba else ""
        decisiones[una.id] = Decision(una.id, EstadoSugerencia.ACEPTADA, una.escrito, previo)
    elif una.pendiente and una.id in pedido.rechazadas:
        queda = una.escrito if estaba else ""
        decisiones[una.id] = Decision(una.id, EstadoSugerencia.RECHAZADA, queda, queda)
