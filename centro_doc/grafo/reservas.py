"""Lo que reservan las órdenes leídas en los textos: su propia fecha, o lo que dejan en pie."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import PaginaGuardada, Precision
from centro_doc.grafo.modelos import CitaGuardada, ObjetivoDeCita
from centro_doc.normas.modelos import ClaseDeRelacion
from centro_doc.normas.vigencia import peor
from centro_doc.normas.vigor import LEIDO, Vigor
from indexador.juridico.ordenes import CON_CONDICION
from indexador.juridico.reservas import SIN_RESERVA, Reserva, reserva_de
from indexador.lengua.plano import plano

SU_DIA = "según lo que ahí dispone"


def reservas(sesion: Session, filas: Iterable[tuple[ObjetivoDeCita, CitaGuardada]]) -> Mapping[int, Reserva]:
    """Las de las órdenes que las tienen, por el número de su cita. Una consulta, si hay alguna fila."""
    varios: dict[int, bool] = {}
    citas: dict[int, CitaGuardada] = {}
    for objetivo, cita in filas:
        varios[cita.id] = cita.id in varios or bool(objetivo.hasta) or len(set(cita.leidos)) > 1
        citas[cita.id] = cita
    paginas = _paginas(sesion, citas.values())
    halladas: dict[int, Reserva] = {}
    for cita in citas.values():
        suya = _de(cita, paginas, varios=varios[cita.id])
        if suya != SIN_RESERVA:
            halladas[cita.id] = suya
    return halladas


def con_reserva(rige: Vigor, reserva: Reserva) -> Vigor:
    """Desde cuándo obra la orden: el día que pone, si pone uno; si no se lee, no consta."""
    if reserva.desde is not None:
        return Vigor(reserva.desde, Precision.DIA, peor(rige.marca, LEIDO), SU_DIA)
    return Vigor(razon=CON_CONDICION) if reserva.dudosa else rige


def _de(cita: CitaGuardada, paginas: Mapping[tuple[int, int], str], *, varios: bool) -> Reserva:
    """Se lee de la página de la cita y la que le sigue, por si la orden acaba en ella."""
    texto, inicio, fin = paginas.get((cita.texto_id, cita.pagina), ""), cita.inicio, cita.fin
    if cita.pagina_final != cita.pagina:
        fin += len(texto) + 1
        texto = f"{texto}\n{paginas.get((cita.texto_id, cita.pagina_final), '')}"
    texto = f"{texto}\n{paginas.get((cita.texto_id, cita.pagina_final + 1), '')}"
    deroga = cita.relacion == ClaseDeRelacion.DEROGA
    return reserva_de(texto, inicio, fin, deroga=deroga, varios=varios)


def _paginas(sesion: Session, citas: Collection[CitaGuardada]) -> Mapping[tuple[int, int], str]:
    """El texto llano de las páginas, por su texto y su número."""
    cuales = {
        (una.texto_id, numero)
        for una in citas
        for numero in (una.pagina, una.pagina_final, una.pagina_final + 1)
    }
    if not cuales:
        return {}
    filas = sesion.execute(
        select(PaginaGuardada.texto_id, PaginaGuardada.numero, PaginaGuardada.texto).where(
            tuple_(PaginaGuardada.texto_id, PaginaGuardada.numero).in_(cuales)
        )
    )
    return {(texto_id, numero): plano(texto) for texto_id, numero, texto in filas}
