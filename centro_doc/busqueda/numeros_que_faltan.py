"""Los números de registro que dice una consulta y que ningún documento a la vista lleva."""

import re

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from centro_doc.busqueda.pregunta import Pregunta
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento

MAXIMO = 4
_REGISTRO = re.compile(r"(?<![\w-])(?:CD-\d{5}|[A-Z]{2,4}-[A-Z0-9]{2,6}-\d{4}-\d{3})(?![\w-])", re.IGNORECASE)


def numeros_que_faltan(sesion: Session, marcas: frozenset[str], pregunta: Pregunta) -> tuple[str, ...]:
    """«OP-AG4-2009-099», si ninguno de los que ve el lector lo lleva; a lo sumo cuatro. Una consulta.

    De uno que el lector no ve se dice lo mismo que del que no existe.
    """
    dichos = [uno.upper() for uno in _REGISTRO.findall(pregunta.texto[:400])]
    buscados = list(dict.fromkeys(dichos))[:MAXIMO]
    if not buscados:
        return ()
    numero = func.upper(Documento.numero)
    filas = sesion.execute(
        select(Documento.identificador, numero).where(
            or_(Documento.identificador.in_(buscados), numero.in_(buscados)), visible_para(marcas)
        )
    )
    hallados = {escrito for fila in filas for escrito in fila}
    return tuple(uno for uno in buscados if uno not in hallados)
