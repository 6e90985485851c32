"""Los documentos que traen el texto de una norma, repartidos por el estado de ella a una fecha."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.normas.hechos import SIN_VIGENCIA
from centro_doc.normas.memoria import estados_actuales
from centro_doc.normas.modelos import EstadoDeUnion, Norma, TextoDeNorma, Vigencia
from centro_doc.normas.titulos import CLASES_POR_TIPO, por_titulo
from centro_doc.normas.uniones import PREFIJOS, clave_de_ficha

VALEN = frozenset({Vigencia.VIGENTE.value, Vigencia.DEROGADA_PARCIALMENTE.value})
"""Los estados en que una norma rige, toda o en parte."""


def por_estado(sesion: Session, fecha: date, marcas: frozenset[str]) -> Mapping[str, frozenset[int]]:
    """Estado (`Vigencia`) → los documentos con el texto de las normas que lo tenían a esa fecha.

    Cuentan los textos confirmados y los que propone su ficha, salvo los que alguien rechazó. La norma sin
    ficha en el catálogo es de estado desconocido; lo que no es una norma (una iniciativa, un expediente, un
    estudio) no está en ninguno. El estado es el que consta a ese lector; los documentos los filtra quien
    busca entre ellos. De cuatro a seis consultas, y cinco más la primera vez que se pide esa fecha.
    """
    estados = estados_actuales(sesion, fecha, marcas)
    repartidos: dict[str, set[int]] = {}
    for clave, documentos in _documentos(sesion).items():
        estado = estados.get(clave, Vigencia.DESCONOCIDO.value)
        repartidos.setdefault(estado, set()).update(documentos)
    return {estado: frozenset(documentos) for estado, documentos in repartidos.items()}


def _documentos(sesion: Session) -> Mapping[str, Sequence[int]]:
    """Clave de norma → los documentos con su texto."""
    decididos = sesion.execute(
        select(Norma.clave, TextoDeNorma.documento_id, TextoDeNorma.estado).join(
            TextoDeNorma, TextoDeNorma.norma_id == Norma.id
        )
    ).all()
    rechazados = {(clave, doc) for clave, doc, estado in decididos if estado != EstadoDeUnion.CONFIRMADO}
    confirmados = {doc: clave for clave, doc, estado in decididos if estado == EstadoDeUnion.CONFIRMADO}
    juntos: dict[str, list[int]] = {}
    for doc, clave in confirmados.items():
        juntos.setdefault(clave, []).append(doc)
    propuestos = sesion.execute(
        select(
            *(Documento.id, Documento.tipo, Documento.numero, Documento.jurisdiccion),
            *(Documento.titulo, Documento.titulo_corto),
        ).where(Documento.tipo.in_([*PREFIJOS, *CLASES_POR_TIPO]))
    ).all()
    nombres = por_titulo(sesion) if any(fila[1] in CLASES_POR_TIPO for fila in propuestos) else None
    for doc, tipo, numero, jurisdiccion, titulo, corto in propuestos:
        if tipo in CLASES_POR_TIPO and nombres is not None:
            clave = nombres.clave(tipo, titulo, corto or "", jurisdiccion)
        else:
            clave = clave_de_ficha(tipo, numero, jurisdiccion, titulo)
        if clave and doc not in confirmados and (clave, doc) not in rechazados:
            juntos.setdefault(clave, []).append(doc)
    return {clave: suyos for clave, suyos in juntos.items() if clave.partition("-")[0] not in SIN_VIGENCIA}
