"""Las versiones de un documento que el lector puede ver, con los archivos que puede bajar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from centro_doc.catalogo.acceso import marcas_de
from centro_doc.catalogo.contenedores import con_algo_cerrado
from centro_doc.catalogo.modelos import Archivo, Documento, Papel, TextoGuardado, Version, Vista
from centro_doc.comun.errores import NoEncontrado
from centro_doc.cuentas.modelos import Usuario


@dataclass(frozen=True, slots=True)
class VersionVista:
    """Una versión con los archivos que el lector puede bajar. Sin `texto_id`, aún no se ha leído."""

    version: Version
    """La ve el personal aunque esté por revisar o retirada; los demás, sólo si está a la vista."""
    archivos: tuple[Archivo, ...]
    texto_id: int | None
    quien: str

    @property
    def rige(self) -> bool:
        """¿Está a la vista de quien ve el documento?"""
        return self.version.vista == Vista.A_LA_VISTA

    @property
    def principal(self) -> Archivo | None:
        """El archivo de donde salió el texto."""
        return next((archivo for archivo in self.archivos if archivo.papel == Papel.PRINCIPAL), None)


def puede_bajar(documento: Documento, archivo: Archivo, marcas: frozenset[str], hoy: date) -> bool:
    """¿Puede este lector, que ya ve el documento, ver también este archivo? Puede tener su propia clase."""
    if archivo.acceso is None:
        return True
    suyas = marcas_de(
        documento.estado,
        archivo.acceso,
        grupos=[grupo.tema for grupo in documento.grupos],
        personas=[persona.usuario_id for persona in documento.personas],
        vence=documento.reserva_vence,
        hoy=hoy,
    )
    return bool(suyas & marcas)


def versiones_vistas(
    sesion: Session, documento: Documento, marcas: frozenset[str], hoy: date, *, con_retenidas: bool
) -> tuple[VersionVista, ...]:
    """Las de un documento que el lector puede ver, de la más nueva a la más vieja."""
    vistas = tuple(Vista) if con_retenidas else (Vista.A_LA_VISTA,)
    filas = sesion.execute(
        select(Version, Usuario.nombre)
        .join(Usuario, Usuario.id == Version.creada_por, isouter=True)
        .where(Version.documento_id == documento.id, Version.vista.in_(vistas))
        .options(selectinload(Version.archivos))
        .order_by(Version.numero.desc())
    ).all()
    textos = {
        fila[0]: fila[1]
        for fila in sesion.execute(
            select(TextoGuardado.version_id, func.max(TextoGuardado.id))
            .where(TextoGuardado.version_id.in_([version.id for version, _ in filas]))
            .group_by(TextoGuardado.version_id)
        )
    }
    todos = [archivo for version, _ in filas for archivo in version.archivos]
    cerrados = con_algo_cerrado(sesion, todos, marcas)
    return tuple(
        VersionVista(
            version,
            tuple(
                a
                for a in version.archivos
                if a.vista in vistas and a.id not in cerrados and puede_bajar(documento, a, marcas, hoy)
            ),
            textos.get(version.id),
            quien or "",
        )
        for version, quien in filas
    )


def elegir(versiones: Sequence[VersionVista], numero: int | None) -> VersionVista | None:
    """La pedida o, de las que están a la vista, la última leída o la última.

    Levanta `NoEncontrado` si la pedida no está.
    """
    if numero is not None:
        pedida = next((v for v in versiones if v.version.numero == numero), None)
        if pedida is None:
            raise NoEncontrado(f"Este documento no tiene versión {numero}.")
        return pedida
    rigen = [v for v in versiones if v.rige]
    leida = next((v for v in rigen if v.texto_id is not None), None)
    return leida or next(iter(rigen), None)
