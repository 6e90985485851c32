"""El buscador del centro, por el mismo camino que el producto: nada especial para la prueba."""

from collections.abc import Sequence
from pathlib import Path

from indexador.consulta import Consulta
from indexador.evaluacion.coleccion import DocumentoJuzgado
from indexador.evaluacion.medidas import PROFUNDIDAD
from indexador.extraccion.fragmentos import fragmentar
from indexador.extraccion.limpieza import limpiar
from indexador.extraccion.paginado import en_partes, numerar
from indexador.ficha import Ficha, Texto
from indexador.motor import MotorWhoosh

_PUBLICO = frozenset({"publico"})


class Centro:
    """Cumple `Contendiente`. Busca como un lector anónimo."""

    nota = ""

    def __init__(self, carpeta: Path) -> None:
        self.motor = MotorWhoosh.abrir(carpeta)

    def preparar(self, numero: int, documento: DocumentoJuzgado) -> Ficha:
        """Véase `Contendiente.preparar`."""
        return ficha(numero, documento)

    def agregar(self, preparados: Sequence[Ficha]) -> None:
        """Véase `Contendiente.agregar`."""
        self.motor.escribir(preparados)

    def terminar(self) -> None:
        """Lo que hace el producto antes de poner a buscar un índice recién construido."""
        self.motor.optimizar()
        self.motor.calentar()

    def buscar(self, consulta: str) -> list[str]:
        """Véase `Contendiente.buscar`."""
        resultado = self.motor.buscar(Consulta(consulta, _PUBLICO, por_pagina=PROFUNDIDAD))
        return [acierto.identificador for acierto in resultado.aciertos]


def ficha(numero: int, documento: DocumentoJuzgado) -> Ficha:
    """Un documento juzgado como si fuera un archivo de texto ya catalogado y publicado."""
    paginas = numerar(en_partes(limpiar(documento.texto)), "parte")
    return Ficha(
        documento=numero,
        identificador=documento.id,
        revision=1,
        titulo=documento.titulo,
        tipo=documento.tipo,
        publica=True,
        marcas=_PUBLICO,
        numero=documento.numero,
        fecha=documento.fecha,
        fragmentos=fragmentar(Texto(paginas, "txt")),
    )
