"""Qué fichas están completas, dicho en SQL: lo mismo que `reglas.faltantes`, sin traer los documentos.

Sirve para contarlas y listarlas entre miles. Publicar vuelve a mirar cada una con `faltantes`.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_

from centro_doc.catalogo import acceso
from centro_doc.catalogo.modelos import Acceso, Documento, FechaDocumento
from centro_doc.catalogo.tipos import tipos


def completa(hoy: date) -> ColumnElement[bool]:
    """La condición que cumplen los documentos a los que `faltantes` no les halla nada."""
    return and_(
        Documento.tipo.in_(sorted(tipos().tipos)),
        func.trim(Documento.titulo) != "",
        *_del_tipo(),
        _con_acceso(hoy),
    )


def _del_tipo() -> Iterable[ColumnElement[bool]]:
    """Por cada cosa obligatoria, que la tengan los documentos de los tipos que la piden."""
    con_numero, por_campo, por_fecha = [], defaultdict(list), defaultdict(list)
    for clave, uno in tipos().tipos.items():
        if uno.numero is not None and uno.numero.obligatorio:
            con_numero.append(clave)
        for campo in uno.campos:
            if campo.obligatorio:
                por_campo[campo.clave].append(clave)
        for fecha in uno.fechas:
            if fecha.obligatoria:
                por_fecha[fecha.clave].append(clave)
    yield or_(Documento.tipo.not_in(con_numero), func.trim(Documento.numero) != "")
    for clave, claves in por_campo.items():
        escrito = func.coalesce(Documento.metadatos[clave].as_string(), "")
        yield or_(Documento.tipo.not_in(claves), escrito.not_in(["", "[]"]))
    for clase, claves in por_fecha.items():
        dada = exists().where(FechaDocumento.documento_id == Documento.id, FechaDocumento.clase == clase)
        yield or_(Documento.tipo.not_in(claves), dada)


def _con_acceso(hoy: date) -> ColumnElement[bool]:
    """Que a su clase de acceso no le falte lo que pide `acceso.revisar`."""
    fundada = func.trim(Documento.fundamento) != ""
    en_plazo = and_(
        func.trim(Documento.resolucion) != "",
        Documento.reserva_vence >= hoy,
        Documento.reserva_vence <= acceso.limite_de_reserva(hoy),
    )
    amplia = Documento.acceso.in_(sorted(acceso.AMPLIAS))
    return or_(amplia, and_(fundada, or_(not_(Documento.acceso == Acceso.RESERVADA), en_plazo)))
