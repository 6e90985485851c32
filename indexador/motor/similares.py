"""Qué documentos y qué pasajes se parecen a un texto: los que dicen las palabras que lo distinguen.

Las palabras se eligen por lo que se repiten en el texto y lo raras que son en los documentos públicos; los
documentos, entre los que el lector puede ver. Lo que no ve no cambia ni lo uno ni lo otro.
"""

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np

from indexador.consulta import Acierto, Consulta
from indexador.lengua import analizar
from indexador.motor.busqueda import Armador, buscador_de
from indexador.motor.esquema import TEXTO, TITULO
from indexador.motor.evidencia import Buscador
from indexador.motor.puntaje import Puntajes, medias, rareza
from indexador.motor.terminos import por_raices
from indexador.motor.tipos import Apariciones, Enteros, Mascara, Reales
from indexador.motor.vista import Vista

TERMINOS = 25
"""Raíces por las que se busca."""
LARGO_DE_TEXTO = 12_000
"""Caracteres del texto que se miran: con ellos ya se sabe de qué trata."""
DOCUMENTO_PARECIDO, PASAJE_PARECIDO = 0.2, 0.12
"""Parte de lo que distingue al texto que ha de tener otro para que se le llame parecido."""
_CANDIDATAS = 60
_LETRAS = 3
_K1, _B = 1.2, 0.5


@dataclass(frozen=True, slots=True)
class _Termino:
    """Una raíz que distingue al texto: dónde la ve el lector y cuánto pesa."""

    texto: Apariciones
    titulo: Apariciones
    peso: float


def similares(
    vista: Vista, consulta: Consulta, excepto: int, *, por_pasaje: bool = False
) -> tuple[Acierto, ...]:
    """Los documentos que más se parecen a `consulta.texto`, cada uno con su pasaje más parecido.

    Son a lo sumo `consulta.por_pagina`, sin el de número `excepto`, del que salió el texto; de la consulta
    valen también quién la hace y qué se le oculta. Los puntajes van de 0 a 1. `por_pasaje` los ordena por su
    mejor pasaje y no por el documento entero.
    """
    buscador = buscador_de(vista, consulta)
    otros = buscador.visibles & (vista.ids != excepto)
    raices = _elegir(_raices(consulta.texto), buscador)
    puntajes = _puntuar(buscador, _terminos(raices, buscador, otros), otros)
    orden, minimo = puntajes.documentos, DOCUMENTO_PARECIDO
    if por_pasaje and vista.documentos:
        orden, minimo = np.maximum.reduceat(puntajes.entradas, vista.primera), PASAJE_PARECIDO
    hallados = np.flatnonzero(orden >= minimo)
    hallados = hallados[np.lexsort((vista.ids[hallados], -orden[hallados]))][: consulta.por_pagina]
    armador = Armador(vista, puntajes, puntajes.entradas > 0, vista.fragmentos, 1)
    return tuple(armador.acierto(documento) for documento in hallados.tolist())


def _puntuar(buscador: Buscador, terminos: list[_Termino], otros: Mascara) -> Puntajes:
    """Cuánto tiene cada documento, y cada entrada, de lo que distingue al texto: de 0 a 1."""
    vista, largos = buscador.vista, medias(buscador.vista, buscador.publicos)
    entradas, documentos = np.zeros(vista.entradas), np.zeros(vista.documentos)
    for termino in terminos:
        donde, veces = termino.texto.entradas, termino.texto.veces
        entradas[donde] += termino.peso * _saturar(veces, vista.largo_entrada[donde], largos.fragmento)
        cuantas: Reales = np.bincount(
            vista.documento_de[donde], weights=veces, minlength=vista.documentos
        ).astype(np.float64)
        cuantas[vista.documento_de[termino.titulo.entradas]] += 1
        tienen = np.flatnonzero(cuantas != 0)
        documentos[tienen] += termino.peso * _saturar(
            cuantas[tienen], vista.largo_texto[tienen], largos.texto
        )
    maximo = sum(termino.peso for termino in terminos) or 1.0
    return Puntajes(
        np.where(otros, documentos / maximo, 0.0),
        np.where(otros[vista.documento_de], entradas / maximo, 0.0),
    )


def _saturar(veces: Reales, largos: Enteros, media: float) -> Reales:
    """De cero a uno: una palabra repetida en un texto largo dice menos."""
    saturadas: Reales = veces / (veces + _K1 * (1 - _B + _B * largos / media))
    return saturadas


def _terminos(raices: list[tuple[str, int]], buscador: Buscador, otros: Mascara) -> list[_Termino]:
    """Las raíces que tiene algún otro documento, con lo que pesan según en cuántos públicos están."""
    publicos = int(np.count_nonzero(buscador.publicos))
    terminos = []
    for raiz, veces in raices:
        texto, titulo = _ver(raiz, TEXTO, buscador), _ver(raiz, TITULO, buscador)
        tienen = np.zeros(buscador.vista.documentos, bool)
        for apariciones in (texto, titulo):
            tienen[buscador.vista.documento_de[apariciones.entradas]] = True
        if (tienen & otros).any():
            peso = (1 + math.log(veces)) * rareza(int(np.count_nonzero(tienen & buscador.publicos)), publicos)
            terminos.append(_Termino(texto, titulo, peso))
    return terminos


def _ver(raiz: str, seccion: str, buscador: Buscador) -> Apariciones:
    """Dónde ve el lector una raíz."""
    todas = buscador.vista.reunir(por_raices((raiz,)), seccion)
    visible = buscador.visibles[buscador.vista.documento_de[todas.entradas]]
    return Apariciones(todas.entradas[visible], todas.veces[visible])


def _elegir(raices: list[tuple[str, int]], buscador: Buscador) -> list[tuple[str, int]]:
    """Las que más distinguen al texto: las que repite y en lo público son raras.

    Para elegirlas basta el largo de sus listas, que es mucho más barato que reunirlas; si en los segmentos
    públicos queda algo que ya no existe, hay que quitarlo de ellas: no debe notarse.
    """
    vista = buscador.vista
    existe = buscador.publicos[vista.documento_de]
    partes = [
        (parte.segmento.listas[TEXTO], existe[base : base + parte.segmento.total])
        for parte, base in zip(vista.partes, vista.bases, strict=False)
        if parte.publica
    ]
    total = int(np.count_nonzero(existe))
    todo_existe = all(propia.all() for _, propia in partes)

    def cuantas(raiz: str) -> int:
        listas = ((listas.entradas_de(listas.pares_de_raiz(raiz)), propia) for listas, propia in partes)
        return sum(len(e) if todo_existe else int(np.count_nonzero(propia[e])) for e, propia in listas)

    def peso(raiz_y_veces: tuple[str, int]) -> float:
        raiz, veces = raiz_y_veces
        return (1 + math.log(veces)) * rareza(cuantas(raiz), total) ** 2

    return sorted(raices, key=peso, reverse=True)[:TERMINOS]


def _raices(texto: str) -> list[tuple[str, int]]:
    """Las raíces que más se repiten y cuántas veces están."""
    cuentas = Counter(
        termino.raiz
        for termino in analizar(texto[:LARGO_DE_TEXTO])
        if not termino.vacia and len(termino.forma) >= _LETRAS
    )
    return sorted(cuentas.items(), key=lambda raiz_y_veces: (-raiz_y_veces[1], raiz_y_veces[0]))[:_CANDIDATAS]
