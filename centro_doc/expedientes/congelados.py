"""Leer los expedientes congelados y decir qué cambió de uno a otro, o desde uno hasta hoy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.modelos_relaciones import DocumentoUnido
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import PERSONAL
from centro_doc.expedientes.armar import armar
from centro_doc.expedientes.congelar import guardado
from centro_doc.expedientes.contenido import Expediente, Pieza
from centro_doc.expedientes.modelos import ExpedienteCongelado, PiezaCongelada
from centro_doc.expedientes.sujetos import Sujeto, niveles_de, resolver


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
    """Una versión abierta, para quien la lee: `expediente` es lo que de ella está hoy a su vista.

    `ocultas` son las piezas que dejaron de estarlo; sólo se le dicen al personal.
    """

    sujeto: Sujeto
    direccion: str
    datos: ExpedienteCongelado
    quien: str
    expediente: Expediente
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
        .where(ExpedienteCongelado.clave == codigo, ExpedienteCongelado.nivel.in_(niveles_de(codigo, marcas)))
        .order_by(ExpedienteCongelado.id.desc())
    )
    return [
        VersionListada(_direccion(una), una.nivel, una.numero, una.titulo, una.congelado, cuantos)
        for una, cuantos in filas
    ]


def version(sesion: Session, codigo: str, direccion: str, marcas: frozenset[str]) -> VersionCongelada:
    """Una versión por su dirección («publica-3»); levanta `NoEncontrado` si no hay o el lector no la ve."""
    una, sujeto = _abrir(sesion, codigo, direccion, marcas)
    entero = guardado(una, sujeto.nombre)
    expediente = entero.solo_con(visibles(sesion, entero.registros(), marcas))
    quien = sesion.scalar(select(Usuario.nombre).where(Usuario.id == una.congelado_por)) or ""
    ocultas = len(entero.piezas) - len(expediente.piezas) if PERSONAL in marcas else 0
    return VersionCongelada(sujeto, _direccion(una), una, quien, expediente, ocultas)


def diferencia_con(
    sesion: Session, codigo: str, direccion: str, otra: str, marcas: frozenset[str], *, reloj: Reloj
) -> tuple[VersionCongelada, VersionCongelada | None, Diferencia]:
    """De una versión a `otra` del mismo nivel, o a como está hoy el expediente si no se da ninguna."""
    primera = version(sesion, codigo, direccion, marcas)
    segunda = version(sesion, codigo, otra, marcas) if otra else None
    if segunda is not None and segunda.datos.nivel != primera.datos.nivel:
        raise NoEncontrado("Sólo se comparan versiones del mismo nivel.")
    antes = primera.expediente.piezas
    if segunda is not None:
        return primera, segunda, diferencia(antes, segunda.expediente.piezas)
    hoy = armar(sesion, primera.sujeto, primera.datos.nivel, reloj.hoy())
    a_la_vista = visibles(sesion, hoy.registros(), marcas)
    return primera, None, diferencia(antes, hoy.solo_con(a_la_vista).piezas)


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
) -> tuple[ExpedienteCongelado, Sujeto]:
    nivel, _, numero = direccion.partition("-")
    una = sesion.scalar(
        select(ExpedienteCongelado).where(
            ExpedienteCongelado.clave == codigo,
            ExpedienteCongelado.nivel == nivel,
            ExpedienteCongelado.nivel.in_(niveles_de(codigo, marcas)),
            ExpedienteCongelado.numero == (int(numero) if numero.isascii() and numero.isdigit() else -1),
        )
    )
    if una is None:
        raise NoEncontrado("Ese expediente no tiene una versión con esa dirección.")
    return una, resolver(sesion, codigo)


def _direccion(una: ExpedienteCongelado) -> str:
    return f"{una.nivel}-{una.numero}"


def visibles(sesion: Session, registros: Iterable[str], marcas: frozenset[str]) -> frozenset[str]:
    """De esos registros, los que quien lee ve hoy; el que se unió a otro se ve si se ve el otro."""
    numeros = dict(
        sesion.execute(
            select(Documento.id, Documento.identificador).where(Documento.identificador.in_(set(registros)))
        ).all()
    )
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
    return frozenset(numeros[numero] for numero, queda in ahora.items() if queda in se_ven)
