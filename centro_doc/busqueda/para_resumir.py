"""Lo literal de un documento que se pide resumir: sus frases, con su página, y ninguna palabra nuestra."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.busqueda.consultas import Resultados
from centro_doc.catalogo.modelos import Documento, PaginaGuardada
from centro_doc.catalogo.vigente import textos_vigentes
from indexador.lengua.frases_clave import FraseClave, frases_clave
from indexador.lengua.palabras import plegar
from indexador.lengua.personales import sin_datos_personales

FRASES, MAXIMO = 3, 10
"""Las que se dan si no se dice cuántas, y las más que se dan."""
ENTERO = 700
"""Letras de un texto que se da entero: no hace falta escoger."""
PAGINAS = 200
"""Páginas del comienzo que se leen."""
_PIDE = re.compile(r"^[¿\s]*(?:resum(?:e|a|en|ir|ame|eme)|sintesis|sintetiza)\b")
_CUANTAS = re.compile(r"\ben (?P<n>\d{1,2}|[a-z]{2,6}) (?:lineas?|frases?|parrafos?)\b")
_LETRAS = ("un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")
_EN_LETRAS = {palabra: numero for numero, palabra in enumerate(_LETRAS, 1)}


@dataclass(frozen=True, slots=True)
class ParaResumir:
    """Las frases literales de un documento; `entero`, si son todo su texto."""

    documento: Documento
    frases: tuple[FraseClave, ...]
    entero: bool


def para_resumir(sesion: Session, hallados: Resultados) -> ParaResumir | None:
    """Las del documento que se pide resumir: el único hallado o aquel cuyo número se escribió.

    Nada si no se pide, si podría ser más de uno o si no tiene texto. Dos consultas.
    """
    dicho = plegar(hallados.peticion.pregunta.texto[:300])
    if _PIDE.search(dicho) is None:
        return None
    documento = _el_pedido(dicho, hallados)
    if documento is None:
        return None
    paginas = _paginas(sesion, documento)
    todo = " ".join(" ".join(texto for _, texto in paginas).split())
    if not todo:
        return None
    if len(todo) <= ENTERO:
        return ParaResumir(documento, (FraseClave(paginas[0][0], 0, len(paginas[0][1]), todo),), entero=True)
    frases = frases_clave(paginas, _cuantas(dicho))
    return ParaResumir(documento, frases, entero=False) if frases else None


def _el_pedido(dicho: str, hallados: Resultados) -> Documento | None:
    documentos = [uno.documento for uno in hallados.hoja.elementos]
    con_numero = [d for d in documentos if (len(d.numero) > 1 and plegar(d.numero) in dicho)]
    con_numero += [d for d in documentos if d.identificador.lower() in dicho and d not in con_numero]
    candidatos = con_numero or documentos
    return candidatos[0] if len(candidatos) == 1 and not hallados.relajados else None


def _paginas(sesion: Session, documento: Documento) -> Sequence[tuple[int, str]]:
    texto = textos_vigentes(sesion, [documento.id]).get(documento.id)
    filas = sesion.execute(
        select(PaginaGuardada.numero, PaginaGuardada.texto)
        .where(PaginaGuardada.texto_id == texto, PaginaGuardada.texto != "")
        .order_by(PaginaGuardada.numero)
        .limit(PAGINAS)
    )
    return [(numero, sin_datos_personales(escrito)) for numero, escrito in filas]


def _cuantas(dicho: str) -> int:
    hallado = _CUANTAS.search(dicho)
    if hallado is None:
        return FRASES
    escrito = hallado["n"]
    return min(MAXIMO, max(1, int(escrito) if escrito.isdigit() else _EN_LETRAS.get(escrito, FRASES)))
