"""Guardar lo propuesto como vínculos sin decidir, cada uno con su pasaje y sus razones.

Lo que alguien decidió no se toca ni se vuelve a proponer: un rechazo se recuerda. Lo que seguía sin decidir y
ya no se propone, se quita.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.comun.reloj import Reloj
from centro_doc.propuestas.modelos import VinculoPropuesto
from centro_doc.vinculos.destinos import Destino, destinos
from centro_doc.vinculos.modelos import EstadoEvidencia, EstadoVinculo, Evidencia, Relacion, Vinculo
from indexador.vinculacion import Propuesta


def guardar(
    sesion: Session, documento_id: int, texto_id: int, halladas: Sequence[Propuesta], *, reloj: Reloj
) -> None:
    """Deja como propuestos los hallados de los que nadie ha decidido, y ningún otro."""
    previos = _previos(sesion, documento_id)
    decididos = {v.destino for v in previos.values() if v.estado != EstadoVinculo.PROPUESTO}
    a_la_mano = {destino.clave: destino for destino in destinos(sesion)}
    nuevas = {h.clave: h for h in halladas if h.clave in a_la_mano and h.clave not in decididos}
    for (destino, relacion), vinculo in previos.items():
        sobra = destino not in nuevas or relacion != Relacion.SUSTENTA
        if vinculo.estado == EstadoVinculo.PROPUESTO and vinculo.creado_por is None and sobra:
            sesion.delete(vinculo)
    for clave, hallada in nuevas.items():
        previo = previos.get((clave, Relacion.SUSTENTA))
        vinculo = previo or _nuevo(sesion, documento_id, a_la_mano[clave], reloj)
        _poner(sesion, vinculo, texto_id, hallada, reloj)
    sesion.flush()


def _previos(sesion: Session, documento_id: int) -> dict[tuple[str, str], Vinculo]:
    consulta = select(Vinculo).where(Vinculo.documento_id == documento_id).order_by(Vinculo.id)
    return {(uno.destino, uno.relacion): uno for uno in sesion.scalars(consulta)}


def _nuevo(sesion: Session, documento_id: int, destino: Destino, reloj: Reloj) -> Vinculo:
    vinculo = Vinculo(
        documento_id=documento_id,
        nodo_id=destino.nodo_id,
        tema_id=destino.tema_id,
        destino=destino.clave,
        relacion=Relacion.SUSTENTA,
        estado=EstadoVinculo.PROPUESTO,
        creado=reloj.ahora(),
    )
    sesion.add(vinculo)
    sesion.flush()
    return vinculo


def _poner(sesion: Session, vinculo: Vinculo, texto_id: int, hallada: Propuesta, reloj: Reloj) -> None:
    ancla = (texto_id, hallada.pagina, hallada.inicio, hallada.fin)
    iguales = [e for e in vinculo.evidencias if (e.texto_id, e.pagina_inicio, e.inicio, e.fin) == ancla]
    vinculo.evidencias = iguales or list(_evidencia(ancla, hallada, reloj))
    vinculo.motivo = "" if vinculo.evidencias else "Por su título."
    razon = sesion.get(VinculoPropuesto, vinculo.id)
    if razon is None:
        razon = VinculoPropuesto(vinculo_id=vinculo.id)
        sesion.add(razon)
    razon.confianza, razon.propuesto = hallada.confianza, reloj.ahora()
    razon.razones = [asdict(una) for una in hallada.razones]


def _evidencia(ancla: tuple[int, int, int, int], hallada: Propuesta, reloj: Reloj) -> Iterable[Evidencia]:
    if hallada.pagina < 1 or not hallada.pasaje.strip():
        return
    texto_id, pagina, inicio, fin = ancla
    yield Evidencia(
        texto_id=texto_id,
        pagina_inicio=pagina,
        inicio=inicio,
        pagina_fin=pagina,
        fin=fin,
        literal=hallada.pasaje,
        huella=hashlib.sha256(hallada.pasaje.encode()).hexdigest(),
        estado=EstadoEvidencia.VIGENTE,
        creada=reloj.ahora(),
    )
