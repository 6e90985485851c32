"""Leer los expedientes congelados y decir qué cambió de uno a otro, desde uno hasta hoy o desde una fecha."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Version, Vista
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.escrito import entero
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import PERSONAL
from centro_doc.expedientes.a_la_vista import lo_que_se_ve, nota_a_la_vista, titulo_a_la_vista
from centro_doc.expedientes.armar import armado, leer_materia
from centro_doc.expedientes.autoria import autor_de, autores_de
from centro_doc.expedientes.contenido import Expediente, Pieza
from centro_doc.expedientes.diferencias import Cambio, Diferencia, diferencia
from centro_doc.expedientes.guardadas import en_el_centro, guardado, quien_firma
from centro_doc.expedientes.indice_fijado import dicho
from centro_doc.expedientes.materia import Materia
from centro_doc.expedientes.modelos import ExpedienteCongelado, Nivel, PiezaCongelada
from centro_doc.expedientes.sujetos import Sujeto, de_lo_congelado, es_suya, marcas_del_nivel, niveles_de
from centro_doc.expedientes.visibles import los_que_se_callan, visibles
from centro_doc.indice.servicio import Indice


@dataclass(frozen=True, slots=True)
class VersionListada:
    """Una versión en una lista; `documentos`, los que de ella están hoy a la vista."""

    direccion: str
    nivel: str
    numero: int
    titulo: str
    congelado: datetime
    documentos: int


@dataclass(frozen=True, slots=True)
class VersionCongelada:
    """Una versión abierta: `expediente` es lo que de ella está hoy a la vista de su nivel.

    `ocultas` son las piezas que dejaron de estarlo; sólo se le dicen al personal.
    """

    sujeto: Sujeto
    direccion: str
    datos: ExpedienteCongelado
    quien: str
    titulo: str
    nota: str
    indice: str
    expediente: Expediente
    ocultas: int

    @property
    def grupos(self) -> tuple[str, ...]:
        """De la de trabajo de una selección, aquellos con que se lee; ninguno, como la lee el personal."""
        return (self.sujeto.grupos or ()) if self.datos.nivel == Nivel.TRABAJO else ()


@dataclass(frozen=True, slots=True)
class Cambios:
    """Qué cambió desde un día: desde la versión que regía entonces o, si no la hay, según las fechas.

    Sin `version`, no consta lo que salió.
    """

    desde: date
    version: VersionListada | None
    diferencia: Diferencia


def versiones(sesion: Session, clave: str, marcas: frozenset[str]) -> Sequence[VersionListada]:
    """Las versiones congeladas que el lector puede abrir, de la más nueva a la más vieja. Pocas consultas."""
    sujeto = de_lo_congelado(sesion, clave, marcas)
    filas = sesion.scalars(
        select(ExpedienteCongelado)
        .where(
            ExpedienteCongelado.clave == clave,
            ExpedienteCongelado.nivel.in_(niveles_de(sujeto, marcas)),
            true() if es_suya(sujeto, marcas) else ExpedienteCongelado.abierta,
        )
        .order_by(ExpedienteCongelado.id.desc())
    ).all()
    return _listadas(sesion, filas, sujeto) if filas else ()


def _listadas(
    sesion: Session, filas: Sequence[ExpedienteCongelado], sujeto: Sujeto
) -> Sequence[VersionListada]:
    registros = sesion.execute(
        select(PiezaCongelada.expediente_id, PiezaCongelada.identificador).where(
            PiezaCongelada.expediente_id.in_([una.id for una in filas])
        )
    ).all()
    todos = {registro for _, registro in registros}
    se_ven = {
        nivel: visibles(sesion, todos, marcas_del_nivel(sujeto, nivel))
        for nivel in {una.nivel for una in filas}
    }
    quienes = {una.id: (una.nivel, autor_de(sesion, una)) for una in filas}
    callan = {
        de_quien: los_que_se_callan(
            sesion,
            [una.titulo for una in filas if quienes[una.id] == de_quien],
            marcas_del_nivel(sujeto, de_quien[0]),
            de_quien[1],
        )
        for de_quien in set(quienes.values())
    }
    return [
        VersionListada(
            direccion_de(una),
            una.nivel,
            una.numero,
            f"Versión {una.numero}" if una.titulo in callan[quienes[una.id]] else una.titulo,
            una.congelado,
            sum(1 for numero, registro in registros if numero == una.id and registro in se_ven[una.nivel]),
        )
        for una in filas
    ]


def version(sesion: Session, clave: str, direccion: str, marcas: frozenset[str]) -> VersionCongelada:
    """Una versión por su dirección («publica-3»); levanta `NoEncontrado` si no hay o el lector no la ve.

    Muestra lo que hoy ve quien puede abrir ese nivel, lea quien lea: la pública nunca enseña más.
    """
    una = _abrir(sesion, clave, direccion, marcas)
    sujeto = de_lo_congelado(sesion, clave, marcas)
    entero = guardado(una, sujeto.nombre)
    del_nivel = marcas_del_nivel(sujeto, una.nivel)
    autor = autores_de(sesion, una, sujeto.cosa)
    expediente, _ = lo_que_se_ve(sesion, entero, del_nivel, autor=autor)
    quien = sesion.scalar(select(Usuario.nombre).where(Usuario.id == quien_firma(una))) or ""
    ocultas = len(entero.piezas) - len(expediente.piezas) if PERSONAL in marcas else 0
    return VersionCongelada(
        sujeto,
        direccion_de(una),
        una,
        quien,
        titulo_a_la_vista(sesion, una, del_nivel),
        nota_a_la_vista(sesion, una, del_nivel),
        dicho(expediente.indice),
        expediente,
        ocultas,
    )


def nombrada(sesion: Session, clave: str, direccion: str, marcas: frozenset[str]) -> str:
    """De qué es una versión, en corto: «AG2» o, de una selección, «su nombre» entre comillas.

    Levanta `NoEncontrado` si el lector no la abre.
    """
    _abrir(sesion, clave, direccion, marcas)
    sujeto = de_lo_congelado(sesion, clave, marcas)
    return f"«{sujeto.nombre}»" if sujeto.sin_codigo else sujeto.codigo


def diferencia_con(
    sesion: Session,
    clave: str,
    direccion: str,
    otra: str,
    marcas: frozenset[str],
    *,
    reloj: Reloj,
    indice: Indice | None = None,
) -> tuple[VersionCongelada, VersionCongelada | None, Diferencia]:
    """De una versión a `otra` del mismo nivel, o a como está hoy el expediente si no se da ninguna."""
    primera = version(sesion, clave, direccion, marcas)
    segunda = version(sesion, clave, otra, marcas) if otra else None
    if segunda is not None and segunda.datos.nivel != primera.datos.nivel:
        raise NoEncontrado("Sólo se comparan versiones del mismo nivel.")
    if segunda is not None:
        return primera, segunda, diferencia(primera.expediente.piezas, segunda.expediente.piezas)
    if not es_suya(primera.sujeto, marcas):
        raise NoEncontrado("Cómo está hoy esa selección no está abierto a quien la lee.")
    materia = leer_materia(sesion, primera.sujeto, primera.datos.nivel, reloj.hoy(), indice=indice)
    return primera, None, diferencia(primera.expediente.piezas, piezas_de_hoy(sesion, materia))


def cambios_desde(
    sesion: Session,
    sujeto: Sujeto,
    nivel: str,
    desde: date,
    marcas: frozenset[str],
    *,
    reloj: Reloj,
    indice: Indice | None = None,
) -> Cambios:
    """Qué cambió en un expediente desde un día hasta hoy."""
    materia = leer_materia(sesion, sujeto, nivel, reloj.hoy(), indice=indice)
    hoy = piezas_de_hoy(sesion, materia)
    listadas = versiones(sesion, sujeto.clave, marcas)
    base = next(
        (una for una in listadas if una.nivel == nivel and en_el_centro(una.congelado) <= desde), None
    )
    if base is None:
        return Cambios(desde, None, _por_fechas(sesion, materia, hoy, desde))
    entonces = version(sesion, sujeto.clave, base.direccion, marcas).expediente.piezas
    return Cambios(desde, base, diferencia(entonces, hoy))


def piezas_de_hoy(sesion: Session, materia: Materia) -> tuple[Pieza, ...]:
    """Las piezas como se congelarían hoy, con los datos que les pone el marco legal."""
    return armado(sesion, materia, con_anexos=False).piezas


def direccion_de(una: ExpedienteCongelado) -> str:
    """«publica-3»."""
    return f"{una.nivel}-{una.numero}"


def _por_fechas(sesion: Session, materia: Materia, hoy: Sequence[Pieza], desde: date) -> Diferencia:
    """Lo que se vinculó o publicó desde ese día, y lo que desde entonces tiene una versión nueva."""
    nuevas = {
        documento
        for documento, creada in sesion.execute(
            select(Version.documento_id, func.max(Version.creada))
            .where(Version.documento_id.in_(materia.por_numero), Version.vista == Vista.A_LA_VISTA)
            .group_by(Version.documento_id)
        )
        if en_el_centro(creada) >= desde
    }
    entraron = {
        fuente.documento.id
        for fuente in materia.fuentes
        for cuando in [
            min((v.decidido for v in fuente.vinculos if v.decidido is not None), default=None)
            or fuente.documento.publicado
        ]
        if cuando is not None and en_el_centro(cuando) >= desde
    }
    return Diferencia(
        tuple(pieza for pieza in hoy if pieza.documento_id in entraron),
        (),
        tuple(
            Cambio(pieza, pieza, ("el archivo",)) for pieza in hoy if pieza.documento_id in nuevas - entraron
        ),
    )


def _abrir(sesion: Session, clave: str, direccion: str, marcas: frozenset[str]) -> ExpedienteCongelado:
    nivel, _, numero = direccion.partition("-")
    sujeto = de_lo_congelado(sesion, clave, marcas)
    if nivel not in niveles_de(sujeto, marcas):
        raise NoEncontrado("Ese expediente no tiene una versión con esa dirección.")
    una = sesion.scalar(
        select(ExpedienteCongelado).where(
            ExpedienteCongelado.clave == clave,
            ExpedienteCongelado.nivel == nivel,
            ExpedienteCongelado.numero == entero(numero),
        )
    )
    if una is None or not (una.abierta or es_suya(sujeto, marcas)):
        raise NoEncontrado("Ese expediente no tiene una versión con esa dirección.")
    return una
