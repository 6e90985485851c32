"""Las páginas que responden a lo que se pide mejor que una lista: la comparación, la línea de tiempo…

Quien escribe «compara el artículo 26 constitucional con la iniciativa 4126» no quiere los documentos que
dicen «compara»: se le ofrece la página, y la lista sigue debajo.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from centro_doc.busqueda.comparacion_pedida import Par
from centro_doc.busqueda.norma_nombrada import NormaNombrada
from centro_doc.busqueda.pregunta import Pregunta
from centro_doc.comun.escrito import plegar

_COMPARA = re.compile(r"\bcompar(?:a|ar|e|ame|acion|ativo|o)\b|\bcuadro comparativo\b|\bdiferencias? entre\b")
_LINEA = re.compile(r"\blinea del? tiempo\b|\bcronologia\b|\bhistoria de la ley\b")
_CITA = re.compile(r"\b(?:normas|leyes)\b.{0,20}\bcita(?:n|d[ao]s)?\b")
_INICIATIVAS = re.compile(r"\biniciativas\b")
_ETAPAS = re.compile(r"\b(?:sin|con|falta de) dictam\w+|\bsin dictaminar\b|\betapas?\b|\bpendientes?\b")
_ULTIMAS = re.compile(
    r"\b(?:ultim[ao]s|nuev[ao]s|recientes)\s+(?:adquisiciones|altas|ingresos|novedades|publicaciones|documentos)\b"
)


@dataclass(frozen=True, slots=True)
class OtraPagina:
    """Una página que quizá responde: cómo se dice y su dirección, por su vista, sus valores y su ancla."""

    rotulo: str
    vista: str
    valores: Mapping[str, str] = field(default_factory=dict)
    ancla: str = ""


def otras_paginas(
    pregunta: Pregunta,
    normas: Sequence[NormaNombrada],
    temas: Sequence[str],
    comparados: Sequence[str] = (),
    pares: Sequence[Par] = (),
) -> tuple[OtraPagina, ...]:
    """Las de una consulta, por las normas y los códigos de tema que nombra.

    `comparados`: los temas cuyas opiniones se piden. `pares`: los documentos que se nombran para compararlos.
    """
    dicho = plegar(pregunta.texto)
    derogadas = pregunta.pide_lo_que_ya_no_rige and not normas
    cuadros = [
        OtraPagina(
            f"Cuadro comparado de {codigo}: opiniones por postura y por artículo",
            "expediente_vivo.cuadro",
            {"clase": "tema", "codigo": codigo},
        )
        for codigo in comparados
    ]
    return (
        *(OtraPagina(par.rotulo, "cotejos.comparar", par.valores) for par in pares),
        *_de_normas(dicho, normas, comparar=not pares),
        *_de_temas(dicho, temas),
        *cuadros,
        *_generales(dicho, derogadas=derogadas),
    )


def _de_normas(dicho: str, normas: Sequence[NormaNombrada], *, comparar: bool) -> Iterator[OtraPagina]:
    con_texto = [una for una in normas if una.textos]
    if comparar and _COMPARA.search(dicho) and len(con_texto) > 1:
        una, otra = con_texto[:2]
        valores = {"a": una.textos[0].identificador, "b": otra.textos[0].identificador}
        pedido = next((a for a in una.articulos if a.direccion and not a.aparte), None)
        if pedido is not None:
            valores["articulo"] = pedido.direccion
        suyo = f", {pedido.etiqueta.lower()}," if pedido is not None else ""
        yield OtraPagina(f"Comparar {una.cita}{suyo} con {otra.cita}", "cotejos.comparar", valores)
    for una in (u for u in normas if u.tiene_pagina):
        if _LINEA.search(dicho) and una.norma is not None:
            yield OtraPagina(
                f"Línea de tiempo de {una.norma.nombre}", "normas.ver", {"clave": una.clave}, "linea"
            )
        if _CITA.search(dicho) and una.textos:
            rotulo = f"Las normas que cita {una.cita}, y cuáles no tenemos"
            yield OtraPagina(rotulo, "normas.ver", {"clave": una.clave}, "cita")


def _de_temas(dicho: str, temas: Sequence[str]) -> Iterator[OtraPagina]:
    if _INICIATIVAS.search(dicho):
        if _ETAPAS.search(dicho) and not temas:
            yield OtraPagina("Iniciativas, con la etapa en que está cada una", "iniciativas.lista")
        for codigo in temas:
            yield OtraPagina(f"Iniciativas de {codigo}, con su estado", "iniciativas.lista", {"tema": codigo})


def _generales(dicho: str, *, derogadas: bool) -> Iterator[OtraPagina]:
    if _ULTIMAS.search(dicho):
        yield OtraPagina("Lo publicado más reciente", "busqueda.resultados", {"orden": "publicado_desc"})
    if derogadas:
        for estado, rotulo in (("derogada", "derogadas"), ("derogada_parcialmente", "derogadas en parte")):
            yield OtraPagina(f"Normas {rotulo}, y lo que las derogó", "normas.lista", {"estado": estado})
