"""Los pedidos en el lenguaje del ejecutor del centro: árboles de consultas de Whoosh sobre `forma_texto`."""

from collections.abc import Callable

import numpy as np
from whoosh import query

from indexador.motor import MotorWhoosh
from indexador.motor.nodos import Campo
from indexador.motor.tipos import Mascara
from tests.rendimiento.pedidos import FACETAS, Pedido

CAMPO = "forma_texto"


class Propio:
    """El ejecutor de un índice, y la manera de hacerle los pedidos."""

    def __init__(self, motor: MotorWhoosh) -> None:
        self._ejecutor = motor.ejecutor()
        self._vista = self._ejecutor.vista

    def hacer(self, pedido: Pedido) -> Callable[[], int]:
        """El pedido listo para repetirse; cada vez trae los diez primeros y da la cuenta exacta."""
        consulta = self._consulta(pedido)
        orden = "fecha" if pedido.por_fecha else None
        facetas = FACETAS if pedido.facetas else ()

        def una_vez() -> int:
            hallados = self._ejecutor.buscar(
                consulta,
                limite=10,
                desde=pedido.desde,
                orden=orden,
                facetas=facetas,
                filtro=self._filtro(pedido),
            )
            return int(hallados.total)

        return una_vez

    def _filtro(self, pedido: Pedido) -> Mascara | None:
        """Las entradas que pasan los filtros del pedido; hacerlo es parte de lo que se mide."""
        if not pedido.tipo and not pedido.fechas:
            return None
        pasan = np.ones(self._vista.documentos, bool)
        if pedido.tipo:
            pasan &= self._vista.con_valor(Campo.TIPO, pedido.tipo)
        if pedido.fechas:
            desde, hasta = (dia.toordinal() for dia in pedido.fechas)
            pasan &= (self._vista.fecha >= desde) & (self._vista.fecha <= hasta)
        return pasan[self._vista.documento_de]

    def _consulta(self, pedido: Pedido) -> query.Query:
        palabras = list(pedido.palabras)
        terminos = [query.Term(CAMPO, palabra) for palabra in palabras]
        match pedido.forma:
            case "o":
                return query.Or(terminos)
            case "y":
                return query.And(terminos)
            case "frase":
                return query.Phrase(CAMPO, palabras)
            case "cerca":
                return query.SpanNear2(terminos, slop=10, ordered=False)
            case "prefijo":
                return query.Prefix(CAMPO, palabras[0])
            case "comodin":
                return query.Wildcard(CAMPO, palabras[0])
            case "parecida":
                return query.FuzzyTerm(CAMPO, palabras[0], maxdist=pedido.faltas, prefixlength=0)
            case _:
                return terminos[0]
