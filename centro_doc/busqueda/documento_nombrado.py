"""Los documentos que una consulta nombra por su registro: «resumen de CD-00026» quiere ese y ningún otro."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.busqueda.de_normas import DeNormas
from centro_doc.busqueda.formularios import Peticion
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento

_REGISTRO = re.compile(r"(?<![\w-])CD-\d{5,}(?![\w-])", re.IGNORECASE)
_TOPE = 20


def los_nombrados(sesion: Session, marcas: frozenset[str], peticion: Peticion) -> DeNormas | None:
    """Los que el lector ve de los que se nombran; nada si no ve ninguno o se quiere buscar tal cual.

    Una consulta, y ninguna si no se escribió un registro.
    """
    pregunta = peticion.pregunta
    dichos = list(dict.fromkeys(uno.upper() for uno in _REGISTRO.findall(pregunta.texto[:400])))[:_TOPE]
    if not dichos or peticion.literal or pregunta.con_operadores:
        return None
    filas = sesion.execute(
        select(Documento.id, Documento.identificador).where(
            Documento.identificador.in_(dichos), visible_para(marcas)
        )
    ).all()
    if not filas:
        return None
    nombrados = ", ".join(sorted(identificador for _, identificador in filas))
    aviso = f"Se muestra sólo lo que se nombra: {nombrados}."
    return DeNormas(frozenset(numero for numero, _ in filas), aviso, reversible=True)
