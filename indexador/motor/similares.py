"""Qué documentos y qué pasajes se parecen a un texto: los que dicen las palabras que lo distinguen.

Las palabras se eligen por lo que se repiten en el texto y lo raras que son en los documentos públicos; los
documentos, entre los que el lector puede ver. Lo que no ve no cambia ni lo uno ni lo otro.
"""

import math
from collections import Counter

import numpy as np

from indexador.ficha import Acierto, Consulta
from indexador.lengua import analizar
from indexador.motor.busqueda import Armador, buscador_de
from indexador.motor.evidencia import Buscador, Evidencia
from indexador.motor.nodos import Palabra
from indexador.motor.puntaje import Puntajes, medias, rareza
from indexador.motor.tipos import Enteros, Mascara, Reales
from indexador.motor.vista import Vista

TERMINOS = 25
"""Raíces por las que se busca."""
LARGO_DE_TEXTO = 24_000
"""Caracteres del texto que se miran: con ellos ya se sabe de qué trata."""
PARECIDO_MINIMO = 0.12
"""Parte de lo que distingue al texto que ha de tener otro para que se le llame parecido."""
_CANDIDATAS = 60
_LETRAS = 3
_K1, _B = 1.2, 0.5


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
    puntajes = _puntuar(buscador, _terminos(buscador, consulta.texto, otros), otros)
    orden = puntajes.documentos
    if por_pasaje and vista.documentos:
        orden = np.maximum.reduceat(puntajes.entradas, vista.primera)
    hallados = np.flatnonzero(orden >= PARECIDO_MINIMO)
    hallados = hallados[np.lexsort((vista.ids[hallados], -orden[hallados]))][: consulta.por_pagina]
    armador = Armador(vista, puntajes, puntajes.entradas > 0, vista.fragmentos, 1)
    return tuple(armador.acierto(documento) for documento in hallados.tolist())


def _puntuar(buscador: Buscador, terminos: list[tuple[Evidencia, float]], otros: Mascara) -> Puntajes:
    """Cuánto tiene cada documento, y cada entrada, de lo que distingue al texto: de 0 a 1."""
    vista, largos = buscador.vista, medias(buscador.vista, buscador.publicos)
    entradas, documentos = np.zeros(vista.entradas), np.zeros(vista.documentos)
    for evidencia, peso in terminos:
        donde, veces = evidencia.texto.entradas, evidencia.texto.veces
        entradas[donde] += peso * _saturar(veces, vista.largo_entrada[donde], largos.fragmento)
        cuantas: Reales = np.bincount(
            vista.documento_de[donde], weights=veces, minlength=vista.documentos
        ).astype(np.float64)
        cuantas[vista.documento_de[evidencia.titulo.entradas]] += 1
        tienen = np.flatnonzero(cuantas)
        documentos[tienen] += peso * _saturar(cuantas[tienen], vista.largo_texto[tienen], largos.texto)
    maximo = sum(peso for _, peso in terminos) or 1.0
    return Puntajes(
        np.where(otros, documentos / maximo, 0.0),
        np.where(otros[vista.documento_de], entradas / maximo, 0.0),
    )


def _saturar(veces: Reales, largos: Enteros, media: float) -> Reales:
    """De cero a uno: una palabra repetida en un texto largo dice menos."""
    saturadas: Reales = veces / (veces + _K1 * (1 - _B + _B * largos / media))
    return saturadas


def _terminos(buscador: Buscador, texto: str, otros: Mascara) -> list[tuple[Evidencia, float]]:
    """Las palabras que más distinguen al texto de entre las que tiene algún otro, y lo que pesan."""
    publicos = int(np.count_nonzero(buscador.publicos))
    pesados: list[tuple[Evidencia, float]] = []
    for palabra, veces in _palabras(texto):
        evidencia = buscador.evidencia(palabra)
        if (evidencia.documentos & otros).any():
            pesados.append((evidencia, (1 + math.log(veces)) * rareza(evidencia.frecuencia, publicos)))
    return sorted(pesados, key=lambda pesado: -pesado[1])[:TERMINOS]


def _palabras(texto: str) -> list[tuple[Palabra, int]]:
    """Las palabras que más se repiten, por su raíz y en su forma más corriente, y cuántas veces están."""
    formas: dict[str, Counter[str]] = {}
    for termino in analizar(texto[:LARGO_DE_TEXTO]):
        if not termino.vacia and len(termino.forma) >= _LETRAS:
            formas.setdefault(termino.raiz, Counter())[termino.forma] += 1
    repetidas = sorted(((suyas.total(), raiz) for raiz, suyas in formas.items()), reverse=True)
    return [
        (Palabra(formas[raiz].most_common(1)[0][0], frozenset({raiz})), veces)
        for veces, raiz in repetidas[:_CANDIDATAS]
    ]
