"""La rutina que lee la estructura y las citas de los documentos que cambiaron, y de los que nadie ha leído.

Se mira otra vez un documento cuando sube su revisión (texto nuevo, corrección, ficha, unión) y cuando cambian
los nombres de las normas o las reglas del extractor. Si nada de lo que importa cambió, sólo se anota.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, Estado, PaginaGuardada
from centro_doc.catalogo.vigente import texto_vigente
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.grafo.guardado import Mirada, anotar_mirada, guardar
from centro_doc.grafo.lectura import leer, nada
from centro_doc.grafo.modelos import LecturaJuridica
from centro_doc.normas.consultas import nombres
from centro_doc.normas.uniones import clave_de
from indexador.juridico.citas import NO_DICHA, Alias, Contexto, Nombres
from indexador.juridico.pais_ajeno import es_de_otro_pais
from indexador.juridico.version import REGLAS

POR_TANDA = 25
"""Documentos que la rutina mira de una vez."""
_LOCAL = "GT"


def leer_atrasados(bd: BaseDeDatos) -> int:
    """Pone al día los documentos que lo necesitan y devuelve cuántos miró, `POR_TANDA` a lo sumo.

    Se lee fuera de la transacción que guarda: si entretanto el documento cambió, no se guarda nada y le toca
    otra vez. El que haga fallar al programa queda mirado y sin citas: no detiene a los demás.
    """
    with lectura(bd) as sesion:
        alias = nombres(sesion)
        huella = _huella(alias)
        atrasados = _atrasados(sesion, huella)
    for documento_id in atrasados:
        _poner_al_dia(bd, documento_id, alias, huella)
    return len(atrasados)


def _atrasados(sesion: Session, huella: str) -> list[int]:
    """Los que nadie ha leído, los primeros."""
    return list(
        sesion.scalars(
            select(Documento.id)
            .join(LecturaJuridica, LecturaJuridica.documento_id == Documento.id, isouter=True)
            .where(
                Documento.estado != Estado.UNIDO,
                or_(
                    LecturaJuridica.documento_id.is_(None),
                    LecturaJuridica.revision != Documento.revision,
                    LecturaJuridica.reglas != REGLAS,
                    LecturaJuridica.nombres != huella,
                ),
            )
            .order_by(LecturaJuridica.documento_id.is_not(None), Documento.id)
            .limit(POR_TANDA)
        )
    )


def _poner_al_dia(bd: BaseDeDatos, documento_id: int, alias: tuple[Alias, ...], huella: str) -> None:
    with lectura(bd) as sesion:
        mirada = _mirar(sesion, documento_id, huella)
        previa = sesion.get(LecturaJuridica, documento_id)
        igual = previa is not None and _que_importa(previa) == _que_importa(mirada)
        paginas = [] if igual else _paginas(sesion, mirada.texto_id)
    leido = nada()
    try:
        if paginas:
            contexto = Contexto(mirada.clave or None, _de_que_pais(mirada, paginas))
            leido = leer(paginas, contexto, _catalogo(alias), tipo=mirada.tipo)
    finally:
        with transaccion(bd) as sesion:
            if sesion.get_one(Documento, documento_id).revision == mirada.revision:
                if igual:
                    anotar_mirada(sesion, mirada)
                else:
                    guardar(sesion, mirada, leido)


def _mirar(sesion: Session, documento_id: int, huella: str) -> Mirada:
    documento = sesion.get_one(Documento, documento_id)
    return Mirada(
        documento_id=documento_id,
        texto_id=texto_vigente(sesion, documento_id),
        revision=documento.revision,
        reglas=REGLAS,
        nombres=huella,
        clave=clave_de(sesion, documento)[:60],
        jurisdiccion=documento.jurisdiccion,
        tipo=documento.tipo or "",
    )


def _de_que_pais(mirada: Mirada, paginas: Sequence[str]) -> str:
    """El de su ficha; si no lo dice, el de aquí, salvo que su texto hable como propio del derecho de otro.

    De ese no se sabe cuál es: «la Constitución» no es entonces la nuestra.
    """
    if mirada.jurisdiccion:
        return mirada.jurisdiccion
    return NO_DICHA if not mirada.clave and es_de_otro_pais(paginas) else _LOCAL


def _que_importa(uno: LecturaJuridica | Mirada) -> tuple[object, ...]:
    return tuple(getattr(uno, nombre) for nombre in _IMPORTA)


_IMPORTA = ("texto_id", "reglas", "nombres", "clave", "jurisdiccion", "tipo")


def _paginas(sesion: Session, texto_id: int | None) -> list[str]:
    """Las páginas de la 1 en adelante; la que falte, vacía."""
    if texto_id is None:
        return []
    filas = sesion.execute(
        select(PaginaGuardada.numero, PaginaGuardada.texto).where(PaginaGuardada.texto_id == texto_id)
    )
    suyas = {fila[0]: fila[1] for fila in filas}
    return [suyas.get(numero, "") for numero in range(1, max(suyas, default=0) + 1)]


def _huella(alias: Iterable[Alias]) -> str:
    filas = sorted(repr(asdict(uno)) for uno in alias)
    return sha256("\n".join(filas).encode()).hexdigest()[:16]


@lru_cache(maxsize=2)
def _catalogo(alias: tuple[Alias, ...]) -> Nombres:
    return Nombres.de(alias)
