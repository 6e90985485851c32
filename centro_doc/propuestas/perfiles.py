"""Los perfiles con lo que el personal ya decidió: los vínculos confirmados y rechazados los afinan."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, PaginaGuardada
from centro_doc.catalogo.vigente import textos_vigentes
from centro_doc.cuentas.permisos import PERSONAL, PUBLICO
from centro_doc.propuestas.de_la_base import ambito_de_la_base, perfiles_de_la_base
from centro_doc.vinculos.consultas import CUENTAN
from centro_doc.vinculos.modelos import EstadoVinculo, Evidencia, Vinculo
from indexador.vinculacion import Ejemplo, Perfil

EJEMPLOS = 40
"""Decisiones de un destino que se miran: las más nuevas de cada clase."""
CADA = 25
"""Decisiones tras las que se vuelven a mirar los documentos."""
_COMIENZO = 6_000
"""Caracteres del documento decidido que dicen a qué otros se parece."""
_PAGINAS = 3
_DE_TODO_EL_PERSONAL = frozenset({PUBLICO, PERSONAL})
_DECIDIDOS = (EstadoVinculo.CONFIRMADO, EstadoVinculo.RECHAZADO)


@dataclass(slots=True)
class _Decidido:
    """Un documento decidido sobre un destino; de él, su título y los pasajes por los que se decidió."""

    documento_id: int
    dichos: list[str]


Decididos = Mapping[tuple[str, str], Mapping[str, _Decidido]]


def perfiles_afinados(sesion: Session) -> tuple[Perfil, ...]:
    """Los de la base, con los ejemplos que ve todo el personal: lo reservado no enseña nada a nadie."""
    decididos = _decididos(sesion)
    numeros = {uno.documento_id for suyos in decididos.values() for uno in suyos.values()}
    comienzos = _comienzos(sesion, numeros)
    return tuple(
        replace(
            perfil,
            confirmados=_ejemplos(decididos.get((perfil.clave, EstadoVinculo.CONFIRMADO), {}), comienzos),
            rechazados=_ejemplos(decididos.get((perfil.clave, EstadoVinculo.RECHAZADO), {}), comienzos),
        )
        for perfil in perfiles_de_la_base(sesion)
    )


def _decididos(sesion: Session) -> Decididos:
    """Por destino y estado, los últimos documentos decididos; también los que se vincularon sin pasaje."""
    filas = sesion.execute(
        select(
            Vinculo.destino,
            Vinculo.estado,
            Documento.id,
            Documento.identificador,
            Documento.titulo,
            Evidencia.literal,
        )
        .join(Documento, Documento.id == Vinculo.documento_id)
        .join(Evidencia, Evidencia.vinculo_id == Vinculo.id, isouter=True)
        .where(
            Vinculo.estado.in_(_DECIDIDOS),
            Vinculo.relacion.in_(CUENTAN),
            visible_para(_DE_TODO_EL_PERSONAL),
        )
        .order_by(Vinculo.decidido.desc(), Vinculo.id.desc(), Evidencia.id)
    )
    decididos: defaultdict[tuple[str, str], dict[str, _Decidido]] = defaultdict(dict)
    for destino, estado, numero, identificador, titulo, literal in filas:
        suyos = decididos[destino, estado]
        if identificador not in suyos and len(suyos) == EJEMPLOS:
            continue
        uno = suyos.setdefault(identificador, _Decidido(numero, [titulo]))
        uno.dichos += [literal] if literal else []
    return decididos


def _ejemplos(suyos: Mapping[str, _Decidido], comienzos: Mapping[int, str]) -> tuple[Ejemplo, ...]:
    return tuple(
        Ejemplo(identificador, ". ".join(uno.dichos), comienzos.get(uno.documento_id, ""))
        for identificador, uno in suyos.items()
    )


def _comienzos(sesion: Session, documentos: Collection[int]) -> dict[int, str]:
    """El comienzo del texto vigente de cada documento."""
    de_quien = {texto: documento for documento, texto in textos_vigentes(sesion, documentos).items()}
    filas = sesion.execute(
        select(PaginaGuardada.texto_id, func.substr(PaginaGuardada.texto, 1, _COMIENZO))
        .where(PaginaGuardada.texto_id.in_(de_quien), PaginaGuardada.numero <= _PAGINAS)
        .order_by(PaginaGuardada.texto_id, PaginaGuardada.numero)
    )
    escritos: defaultdict[int, str] = defaultdict(str)
    for texto, escrito in filas:
        escritos[de_quien[texto]] += f"{escrito}\n"
    return {documento: escrito[:_COMIENZO] for documento, escrito in escritos.items()}


def epoca(sesion: Session) -> str:
    """Cambia con los perfiles de la base y cada tantas decisiones: entonces se mira otra vez todo."""
    decididas = sesion.scalar(
        select(func.count())
        .select_from(Vinculo)
        .where(Vinculo.estado.in_(_DECIDIDOS), Vinculo.decidido.is_not(None))
    )
    return huella_de(
        dicho((perfiles_de_la_base(sesion), ambito_de_la_base(sesion))), str((decididas or 0) // CADA)
    )


def dicho(valor: object) -> str:
    """Un valor escrito siempre igual: los conjuntos, en orden; con `repr` cambian de un proceso a otro."""
    if is_dataclass(valor) and not isinstance(valor, type):
        return dicho(tuple(getattr(valor, campo.name) for campo in fields(valor)))
    if isinstance(valor, frozenset):
        return dicho(tuple(sorted(valor)))
    if isinstance(valor, Iterable) and not isinstance(valor, str):
        return f"({','.join(map(dicho, valor))})"
    return repr(valor)


def huella_de(*partes: str | Sequence[str]) -> str:
    """SHA-256 de lo que se le dé, en sus primeras dieciséis cifras."""
    return sha256("\n".join(map(str, partes)).encode()).hexdigest()[:16]
