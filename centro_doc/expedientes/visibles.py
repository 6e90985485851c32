"""Qué documentos, y qué otras cosas de que sale lo que dice un expediente, se ven hoy."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.modelos_relaciones import DocumentoUnido
from centro_doc.catalogo.titulos_dichos import los_que_dicen
from centro_doc.expedientes.sustento import que_se_ven


def visibles(sesion: Session, registros: Iterable[str], marcas: frozenset[str]) -> frozenset[str]:
    """De esos registros, los que quien lee ve hoy; el documento que se unió a otro se ve si se ve el otro.

    Los de lo que no es documento son los de `sustento`.
    """
    todos = frozenset(registros)
    de_otros = frozenset(uno for uno in todos if ":" in uno)
    return _documentos(sesion, todos - de_otros, marcas) | que_se_ven(sesion, de_otros, marcas)


def si_se_ve(
    sesion: Session,
    texto: str,
    marcas: frozenset[str],
    omision: str = "",
    *,
    autor: frozenset[str] | None = None,
) -> str:
    """El texto o, si se calla, lo que va en su lugar. `autor`, como en `los_que_se_callan`."""
    return omision if los_que_se_callan(sesion, [texto], marcas, autor) else texto


def los_que_se_callan(
    sesion: Session, textos: Iterable[str], marcas: frozenset[str], autor: frozenset[str] | None = None
) -> frozenset[str]:
    """De esos textos, los que nombran un registro, o dicen el título entero de uno cerrado, que no se ve.

    `autor`: las marcas de quien los escribió (`autoria`); lo que él no veía no se calla por su título.
    """
    dicen = los_que_dicen(sesion, textos, marcas, autor)
    todos = frozenset().union(*dicen.values())
    se_ven = visibles(sesion, todos, marcas) if todos else todos
    return frozenset(texto for texto, suyos in dicen.items() if not suyos <= se_ven)


def _documentos(sesion: Session, registros: frozenset[str], marcas: frozenset[str]) -> frozenset[str]:
    numeros = dict(
        sesion.execute(
            select(Documento.id, Documento.identificador).where(Documento.identificador.in_(registros))
        ).all()
    )
    unidos = sesion.execute(
        select(DocumentoUnido.documento_id, DocumentoUnido.queda_id).where(
            DocumentoUnido.documento_id.in_(numeros)
        )
    )
    ahora = {numero: numero for numero in numeros} | dict(unidos.all())
    consulta = select(Documento.id).where(
        Documento.id.in_(set(ahora.values())), Documento.estado == Estado.PUBLICADO, visible_para(marcas)
    )
    se_ven = frozenset(sesion.scalars(consulta))
    return frozenset(numeros[numero] for numero, queda in ahora.items() if queda in se_ven)
