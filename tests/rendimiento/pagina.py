"""La página de resultados dentro del proceso: el centro y Whoosh de serie haciendo lo mismo.

Dos palabras (Y), un rango de fechas, tres facetas y los diez primeros con lo hallado señalado. Los textos
salen de un diccionario, como en el producto salen de la base de datos.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from whoosh.fields import DATETIME, ID, STORED, TEXT, Schema
from whoosh.highlight import ContextFragmenter
from whoosh.index import create_in
from whoosh.query import And, DateRange, Term

from indexador.consulta import Consulta, Filtros
from indexador.evaluacion.rivales import analizador_de_serie
from indexador.motor import MotorWhoosh, resaltado
from tests.rendimiento.comun import MARCAS, Dado

ANCHO = 280
PASAJES = 3
Pagina = tuple[str, str, tuple[date, date]]


def textos_por_fragmento(pasajes: Sequence[Dado]) -> Mapping[tuple[str, int], str]:
    """El texto de cada fragmento por documento y página."""
    return {(dado.documento, dado.pagina): dado.texto for dado in pasajes}


def del_centro(
    motor: MotorWhoosh, textos: Mapping[tuple[str, int], str], pagina: Pagina
) -> Callable[[], int]:
    """Una página del centro, lista para repetirse; da cuántos documentos se señalaron."""
    una, otra, (desde, hasta) = pagina
    consulta = Consulta(
        f"{una} {otra}", MARCAS, Filtros(desde=desde, hasta=hasta), pasajes_por_documento=PASAJES
    )

    def una_vez() -> int:
        resultado = motor.buscar(consulta)
        for acierto in resultado.aciertos:
            for pasaje in acierto.pasajes:
                texto = textos[acierto.identificador, pasaje.pagina]
                resaltado.extracto(texto, resaltado.marcas(texto, resultado.resaltar), ANCHO)
        return len(resultado.aciertos)

    return una_vez


class WhooshPorPasajes:
    """Un índice de Whoosh de serie con los mismos pasajes y lo que pide la página."""

    def __init__(self, carpeta: Path, pasajes: Sequence[Dado]) -> None:
        self._analizador = analizador_de_serie()
        esquema = Schema(
            clave=STORED(),
            texto=TEXT(analyzer=self._analizador),
            tipo=ID(sortable=True),
            anio=ID(sortable=True),
            tema=ID(sortable=True),
            fecha=DATETIME(sortable=True),
        )
        indice = create_in(carpeta, esquema)
        escritor = indice.writer(limitmb=512)
        for dado in pasajes:
            fecha = datetime.combine(dado.fecha, datetime.min.time()) if dado.fecha else None
            anio = str(dado.fecha.year) if dado.fecha else "0"
            escritor.add_document(
                clave=(dado.documento, dado.pagina),
                texto=dado.texto,
                tipo=dado.tipo or "otro",
                anio=anio,
                tema=dado.tema,
                fecha=fecha,
            )
        escritor.commit(optimize=True)
        self._buscador = indice.searcher()

    def pagina(self, textos: Mapping[tuple[str, int], str], pagina: Pagina) -> Callable[[], int]:
        """Una página, lista para repetirse."""
        una, otra, fechas = pagina
        desde, hasta = (datetime.combine(dia, datetime.min.time()) for dia in fechas)
        terminos = [ficha.text for ficha in self._analizador(f"{una} {otra}", mode="query")]
        consulta = And([*(Term("texto", t) for t in terminos), DateRange("fecha", desde, hasta)])

        def una_vez() -> int:
            hallados = self._buscador.search(consulta, limit=10, groupedby=["tipo", "anio", "tema"])
            hallados.fragmenter = ContextFragmenter(maxchars=ANCHO)
            for campo in ("tipo", "anio", "tema"):
                {valor: len(suyos) for valor, suyos in hallados.groups(campo).items()}
            for hallado in hallados:
                hallado.highlights("texto", text=textos[hallado["clave"]])
            return len(hallados.top_n)

        return una_vez
