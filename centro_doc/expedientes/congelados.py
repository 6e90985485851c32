"""Leer los expedientes congelados y decir qué cambió de uno a otro, o desde uno hasta hoy."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.modelos_relaciones import DocumentoUnido
from centro_doc.comun.errores import NoEncontrado
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import PERSONAL
from centro_doc.expedientes.composicion import SECCIONES, Pieza, piezas_de_tema
from centro_doc.expedientes.congelar import marcas_del_nivel, piezas_guardadas
from centro_doc.expedientes.modelos import ExpedienteCongelado, Nivel, PiezaCongelada


@dataclass(frozen=True, slots=True)
class VersionListada:
    """Una versión en una lista."""

    direccion: str
    nivel: str
    numero: int
    titulo: str
    congelado: datetime
    documentos: int


@dataclass(frozen=True, slots=True)
class VersionCongelada:
    """Una versión abierta, para quien la lee.

    `secciones` son su nombre y sus piezas a la vista; `ocultas`, cuántas ya no ve quien lee.
    """

    tema: Tema
    direccion: str
    datos: ExpedienteCongelado
    quien: str
    secciones: tuple[tuple[str, tuple[Pieza, ...]], ...]
    total: int
    ocultas: int


@dataclass(frozen=True, slots=True)
class Cambio:
    """Un documento que está en las dos, y qué le cambió."""

    antes: Pieza
    despues: Pieza
    que: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diferencia:
    """De una versión a otra: lo que entra, lo que sale y lo que cambia."""

    entran: tuple[Pieza, ...]
    salen: tuple[Pieza, ...]
    cambian: tuple[Cambio, ...]

    @property
    def ninguna(self) -> bool:
        """¿Son iguales?"""
        return not (self.entran or self.salen or self.cambian)


def versiones(sesion: Session, codigo: str, marcas: frozenset[str]) -> Sequence[VersionListada]:
    """Las versiones congeladas de un tema que el lector puede abrir, de la más nueva a la más vieja."""
    cuenta = (
        select(func.count())
        .where(PiezaCongelada.expediente_id == ExpedienteCongelado.id)
        .correlate(ExpedienteCongelado)
        .scalar_subquery()
    )
    filas = sesion.execute(
        select(ExpedienteCongelado, cuenta)
        .where(ExpedienteCongelado.clave == codigo, ExpedienteCongelado.nivel.in_(_niveles(codigo, marcas)))
        .order_by(ExpedienteCongelado.id.desc())
    )
    return [
        VersionListada(_direccion(una), una.nivel, una.numero, una.titulo, una.congelado, cuantos)
        for una, cuantos in filas
    ]


def version(sesion: Session, codigo: str, direccion: str, marcas: frozenset[str]) -> VersionCongelada:
    """Una versión por su dirección («publica-3»); levanta `NoEncontrado` si no hay o el lector no la ve."""
    una, tema = _abrir(sesion, codigo, direccion, marcas)
    piezas = piezas_guardadas(una.piezas)
    a_la_vista = _visibles(sesion, piezas, marcas)
    quien = sesion.scalar(select(Usuario.nombre).where(Usuario.id == una.congelado_por)) or ""
    por_seccion: defaultdict[int, list[Pieza]] = defaultdict(list)
    for pieza in piezas:
        if pieza.documento_id in a_la_vista:
            por_seccion[pieza.seccion].append(pieza)
    secciones = tuple((SECCIONES[n], tuple(por_seccion[n])) for n in sorted(por_seccion))
    ocultas = len(piezas) - sum(len(suyas) for _, suyas in secciones)
    return VersionCongelada(tema, _direccion(una), una, quien, secciones, len(piezas), ocultas)


def diferencia_con(
    sesion: Session, codigo: str, direccion: str, otra: str, marcas: frozenset[str]
) -> tuple[VersionCongelada, VersionCongelada | None, Diferencia]:
    """De una versión a `otra` del mismo nivel, o a como está hoy el expediente si no se da ninguna."""
    primera = version(sesion, codigo, direccion, marcas)
    segunda = version(sesion, codigo, otra, marcas) if otra else None
    if segunda is not None and segunda.datos.nivel != primera.datos.nivel:
        raise NoEncontrado("Sólo se comparan versiones del mismo nivel.")
    del_nivel = marcas_del_nivel(codigo, primera.datos.nivel)
    antes = piezas_guardadas(primera.datos.piezas)
    despues = (
        piezas_guardadas(segunda.datos.piezas)
        if segunda is not None
        else piezas_de_tema(sesion, primera.tema, del_nivel)
    )
    visibles = _visibles(sesion, (*antes, *despues), marcas)
    return (
        primera,
        segunda,
        diferencia(
            [p for p in antes if p.documento_id in visibles],
            [p for p in despues if p.documento_id in visibles],
        ),
    )


def diferencia(antes: Iterable[Pieza], despues: Iterable[Pieza]) -> Diferencia:
    """Lo que entra, sale y cambia, por el registro de cada documento."""
    viejas = {una.identificador: una for una in antes}
    nuevas = {una.identificador: una for una in despues}
    cambian = [
        Cambio(viejas[clave], nueva, que)
        for clave, nueva in nuevas.items()
        if clave in viejas and (que := _que_cambia(viejas[clave], nueva))
    ]
    return Diferencia(
        tuple(una for clave, una in nuevas.items() if clave not in viejas),
        tuple(una for clave, una in viejas.items() if clave not in nuevas),
        tuple(cambian),
    )


def _que_cambia(antes: Pieza, despues: Pieza) -> tuple[str, ...]:
    cambios = (
        ("el archivo", (antes.version, antes.sha256) != (despues.version, despues.sha256)),
        ("la ficha", (antes.titulo, antes.ficha) != (despues.titulo, despues.ficha)),
        ("la sección", antes.seccion != despues.seccion),
        ("la frase", antes.frase != despues.frase),
        ("los pasajes", antes.evidencias != despues.evidencias),
    )
    return tuple(nombre for nombre, cambia in cambios if cambia)


def _abrir(
    sesion: Session, codigo: str, direccion: str, marcas: frozenset[str]
) -> tuple[ExpedienteCongelado, Tema]:
    nivel, _, numero = direccion.partition("-")
    fila = sesion.execute(
        select(ExpedienteCongelado, Tema)
        .join(Tema, Tema.codigo == ExpedienteCongelado.clave)
        .where(
            ExpedienteCongelado.clave == codigo,
            ExpedienteCongelado.nivel == nivel,
            ExpedienteCongelado.nivel.in_(_niveles(codigo, marcas)),
            ExpedienteCongelado.numero == (int(numero) if numero.isascii() and numero.isdigit() else -1),
        )
    ).one_or_none()
    if fila is None:
        raise NoEncontrado("Ese expediente no tiene una versión con esa dirección.")
    return fila[0], fila[1]


def _niveles(codigo: str, marcas: frozenset[str]) -> list[str]:
    del_grupo = PERSONAL in marcas or f"grupo:{codigo}" in marcas
    return [Nivel.PUBLICA, Nivel.TRABAJO] if del_grupo else [Nivel.PUBLICA]


def _direccion(una: ExpedienteCongelado) -> str:
    return f"{una.nivel}-{una.numero}"


def _visibles(sesion: Session, piezas: Iterable[Pieza], marcas: frozenset[str]) -> frozenset[int]:
    """Los documentos que quien lee ve hoy; el que se unió a otro se ve si se ve el otro."""
    numeros = {pieza.documento_id for pieza in piezas}
    unidos = sesion.execute(
        select(DocumentoUnido.documento_id, DocumentoUnido.queda_id).where(
            DocumentoUnido.documento_id.in_(numeros)
        )
    )
    ahora = {numero: numero for numero in numeros} | dict(unidos.all())
    consulta = select(Documento.id).where(
        Documento.id.in_(set(ahora.values())), Documento.estado == Estado.PUBLICADO, visible_para(marcas)
    )
    se_ven = frozenset(sesion.scalars(consulta))
    return frozenset(numero for numero, queda in ahora.items() if queda in se_ven)
