"""La línea de tiempo de una norma con las reformas que dicen los textos y el catálogo no tiene."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, Precision
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.grafo.acceso import cuentan
from centro_doc.grafo.modelos import CitaGuardada, LecturaJuridica, ObjetivoDeCita
from centro_doc.grafo.palabras import CAMBIAN, articulos
from centro_doc.grafo.reservas import reservas
from centro_doc.normas.hechos import SIN_VIGENCIA
from centro_doc.normas.linea import Suceso
from centro_doc.normas.modelos import ClaseDeRelacion
from centro_doc.normas.otras import OtrasNormas
from centro_doc.normas.palabras import relacion
from centro_doc.normas.vigor import LEIDO
from indexador.juridico.ordenes import CON_CONDICION
from indexador.juridico.reservas import SIN_RESERVA, Reserva

MAXIMO = 400
"""Objetivos que se miran: los de unas cuantas reformas largas."""
EN_RENGLON = 8
_EN_PARTE = "Derogada en parte por"


@dataclass(frozen=True, slots=True)
class ReformaLeida:
    """Lo que una norma dice que hace con otra, en los documentos que traen su texto."""

    clave: str
    clase: str
    registros: tuple[str, ...]
    articulos: tuple[str, ...]
    en_parte: tuple[str, ...] = ()
    """Los artículos de que sólo cambia una parte."""
    toda: bool = False
    """Se refiere a la norma, y no a artículos suyos."""
    reserva: Reserva = SIN_RESERVA


def con_lo_leido(
    sesion: Session, clave: str, marcas: frozenset[str], linea: Sequence[Suceso], constan: Sequence[str]
) -> tuple[Suceso, ...]:
    """Los sucesos que constan y, entre ellos por su fecha, las reformas leídas de normas con fecha.

    `constan` son las claves de las que el catálogo ya relaciona: de ésas no se añade nada. Lo leído va sin
    confirmar. Seis consultas.
    """
    leidas = [una for una in reformas_leidas(sesion, clave, marcas) if una.clave not in constan]
    if not leidas:
        return tuple(linea)
    otras = OtrasNormas(sesion, {una.clave for una in leidas}, marcas)
    nuevos = [suceso for una in leidas for suceso in _sucesos(una, clave, otras)]
    return tuple(sorted((*linea, *nuevos), key=lambda uno: (uno.dia, uno.elegida)))


def reformas_leidas(sesion: Session, clave: str, marcas: frozenset[str]) -> tuple[ReformaLeida, ...]:
    """Las de normas cuyo texto ve el lector, cada una con los artículos que cambia. Dos consultas."""
    filas = sesion.execute(
        select(LecturaJuridica.clave, ObjetivoDeCita, CitaGuardada, Documento.identificador)
        .join(ObjetivoDeCita, ObjetivoDeCita.documento_id == LecturaJuridica.documento_id)
        .join(CitaGuardada, CitaGuardada.id == ObjetivoDeCita.cita_id)
        .join(Documento, Documento.id == LecturaJuridica.documento_id)
        .where(
            ObjetivoDeCita.norma_clave == clave,
            ObjetivoDeCita.vale.is_(True),
            ObjetivoDeCita.relacion.in_(CAMBIAN),
            LecturaJuridica.clave.not_in(["", clave]),
            cuentan(ObjetivoDeCita.documento_id, marcas),
        )
        .order_by(LecturaJuridica.clave, ObjetivoDeCita.id)
        .limit(MAXIMO)
    ).all()
    suyas = [fila for fila in filas if fila[0].partition("-")[0] not in SIN_VIGENCIA]
    reservan = reservas(sesion, [(fila[1], fila[2]) for fila in suyas])
    juntas: dict[tuple[str, str, Reserva], list[tuple[ObjetivoDeCita, bool, str]]] = {}
    for suya, objetivo, cita, registro in suyas:
        reserva = reservan.get(cita.id, SIN_RESERVA)
        en_parte = bool(objetivo.subdivision) or reserva.en_parte
        quien = (suya, objetivo.relacion, replace(reserva, en_parte=False))
        juntas.setdefault(quien, []).append((objetivo, en_parte, registro))
    return tuple(_leida(*quien, todas) for quien, todas in juntas.items())


def _leida(
    clave: str, clase: str, reserva: Reserva, unas: Sequence[tuple[ObjetivoDeCita, bool, str]]
) -> ReformaLeida:
    def los(parte: bool) -> tuple[str, ...]:
        return articulos((o.articulo, o.hasta, o.serie) for o, en_parte, _ in unas if en_parte == parte)

    enteros = los(False)
    return ReformaLeida(
        clave,
        clase,
        tuple(dict.fromkeys(registro for _, _, registro in unas)),
        enteros,
        tuple(uno for uno in los(True) if uno not in enteros),
        toda=any(not o.articulo and not en_parte for o, en_parte, _ in unas),
        reserva=reserva,
    )


def _sucesos(una: ReformaLeida, clave: str, otras: OtrasNormas) -> Iterator[Suceso]:
    cuando = otras.cuando_obra(una.clave)
    if una.reserva.desde is not None:
        dicho = fecha_con_precision(una.reserva.desde, Precision.DIA)
        cuando = una.reserva.desde, dicho, LEIDO, "El día es el que esa orden pone."
    if cuando is None:
        return
    dia, dicho, _, detalle = cuando
    partes = (f"En parte, {_los(una.en_parte).lower()}" if una.en_parte else "",)
    dudas = (f"{CON_CONDICION} El día puede ser otro." if una.reserva.dudosa else "",)
    leido = f"Se leyó en {', '.join(una.registros)}."
    titulo = relacion(una.clase, una.clave, desde_origen=False)
    if una.clase == ClaseDeRelacion.DEROGA and not una.toda:
        titulo = _EN_PARTE
    detalles = (detalle, _los(una.articulos), *partes, *dudas, leido)
    yield Suceso(dia, dicho, titulo, detalles, "C", otras.otra(una.clave))


def _los(unos: Sequence[str]) -> str:
    if not unos:
        return ""
    dichos = ", ".join(unos[:EN_RENGLON])
    if len(unos) > EN_RENGLON:
        dichos += f" y {len(unos) - EN_RENGLON} más"
    return f"Artículo{'' if len(unos) == 1 else 's'} {dichos}."
