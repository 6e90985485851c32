"""Los perfiles con lo que el personal ya decidió: los vínculos confirmados y rechazados los afinan."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.cuentas.permisos import PERSONAL, PUBLICO
from centro_doc.propuestas.lectura import perfiles_de_fabrica
from centro_doc.vinculos.consultas import CUENTAN
from centro_doc.vinculos.modelos import EstadoVinculo, Evidencia, Vinculo
from indexador.vinculacion import Ejemplo, Perfil

EJEMPLOS = 40
"""Decisiones de un destino que se miran: las más nuevas de cada clase."""
CADA = 25
"""Decisiones tras las que se vuelven a mirar los documentos."""
_DE_TODO_EL_PERSONAL = frozenset({PUBLICO, PERSONAL})
_DECIDIDOS = (EstadoVinculo.CONFIRMADO, EstadoVinculo.RECHAZADO)


def perfiles_afinados(sesion: Session) -> tuple[Perfil, ...]:
    """Los de fábrica, con los ejemplos que ve todo el personal: lo reservado no enseña nada a nadie."""
    ejemplos: defaultdict[tuple[str, str], list[Ejemplo]] = defaultdict(list)
    filas = sesion.execute(
        select(Vinculo.destino, Vinculo.estado, Documento.identificador, Documento.titulo, Evidencia.literal)
        .join(Documento, Documento.id == Vinculo.documento_id)
        .join(Evidencia, Evidencia.vinculo_id == Vinculo.id)
        .where(
            Vinculo.estado.in_(_DECIDIDOS),
            Vinculo.relacion.in_(CUENTAN),
            visible_para(_DE_TODO_EL_PERSONAL),
        )
        .order_by(Vinculo.decidido.desc(), Vinculo.id.desc(), Evidencia.id)
    )
    for destino, estado, identificador, titulo, literal in filas:
        suyos = ejemplos[destino, estado]
        if len(suyos) < EJEMPLOS:
            suyos.append(Ejemplo(identificador, f"{titulo}. {literal}"))
    return tuple(
        replace(
            perfil,
            confirmados=tuple(ejemplos[perfil.clave, EstadoVinculo.CONFIRMADO]),
            rechazados=tuple(ejemplos[perfil.clave, EstadoVinculo.RECHAZADO]),
        )
        for perfil in perfiles_de_fabrica()
    )


def epoca(sesion: Session) -> str:
    """Cambia con los perfiles de fábrica y cada tantas decisiones: entonces se mira otra vez todo."""
    decididas = sesion.scalar(
        select(func.count())
        .select_from(Vinculo)
        .where(Vinculo.estado.in_(_DECIDIDOS), Vinculo.decidido.is_not(None))
    )
    return huella_de(repr(perfiles_de_fabrica()), str((decididas or 0) // CADA))


def huella_de(*partes: str | Sequence[str]) -> str:
    """SHA-256 de lo que se le dé, en sus primeras dieciséis cifras."""
    return sha256("\n".join(map(str, partes)).encode()).hexdigest()[:16]
