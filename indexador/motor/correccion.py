"""Corrige lo que se escribió mal con palabras del propio índice.

Donde no hay nada que mostrar se busca lo corregido; donde lo hay, sólo se propone. Las palabras candidatas
salen de los documentos públicos que existen ahora: una que sólo está en un documento oculto, retirado o
borrado no se propone nunca. Una palabra que el lector encuentra no se cambia sin que lo pida.
"""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from rapidfuzz.distance import OSA

from indexador.juridico.confusiones import existe
from indexador.lengua import Tesauro, analizar, raices_de_consulta, raiz, reducir
from indexador.lengua.faltas import SUENA_IGUAL, UNA_FALTA, costo
from indexador.lengua.palabras import VACIAS
from indexador.lengua.tildes import con_tilde
from indexador.motor.esquema import SECCIONES
from indexador.motor.evidencia import Buscador
from indexador.motor.nodos import EN_TODO, Cerca, Exacta, Frase, Hoja, Palabra
from indexador.motor.terminos import parecidas
from indexador.motor.vista import Vista

LARGO_MINIMO = 4
"""Una palabra más corta se parece a demasiadas."""
_LETRAS = 3
_LARGO_DE_DOS_FALTAS = 6
MAXIMO_DE_CORRECCIONES = 8
"""Palabras desconocidas que se miran en una consulta: cada una recorre todo el vocabulario."""
_SIGLA_MAS_LARGA = 6
_CANDIDATAS = 24
_PESO_DE_UNA_FALTA = 3.0
_PREMIO_DE_LA_INICIAL = 1.5
RARA = 20
"""Documentos desde los que una palabra ya no es rara: no se le busca otra que proponer."""
VECES = 10
"""Cuántas veces más usada ha de ser la que se propone en lugar de una que sí se encuentra."""
_COSTO_PARA_PROPONER = 1.0
_TERMINACION = 2
"""Letras finales en que dos formas de una misma palabra suelen diferir."""
_PALABRA = re.compile(r"[^\W\d_]+")
_NOMBRES = re.compile(r"\b[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+(?: [A-ZÁÉÍÓÚÑ][a-záéíóúñü]+)+\b")
_SOLO_LETRAS = re.compile(r"[a-zñ]+")


@dataclass(frozen=True, slots=True)
class Correccion:
    """La consulta corregida y las palabras que cambiaron, de la escrita a la propuesta."""

    texto: str
    cambios: tuple[tuple[str, str], ...]


def corregir(
    texto: str, hojas: Iterable[Hoja], buscador: Buscador, tesauro: Tesauro | None = None
) -> Correccion | None:
    """La consulta con sus palabras desconocidas cambiadas por la más parecida; None si no hay ninguna.

    Sólo se corrigen las palabras de `hojas`, las que la consulta pide: lo demás (campos, prefijos, lo que
    se excluye, signos) queda tal cual. A lo sumo cambian `MAXIMO_DE_CORRECCIONES`. La que existe en la lengua
    o en el tesauro no está mal escrita, aunque ningún documento la diga: «comparado» no es «acompañado». Sí
    se cambia por otra forma suya.
    """

    def cambio(palabra: Palabra) -> tuple[bool, str | None]:
        if _cuantos(palabra, buscador):
            return False, None
        propuesta = _mas_parecida(palabra, buscador)
        bien_escrita = existe(palabra.forma) or (tesauro is not None and tesauro.conoce(palabra.forma))
        if propuesta is not None and bien_escrita and raiz(propuesta) != raiz(palabra.forma):
            return True, None
        return True, propuesta

    return _cambiar(texto, hojas, cambio)


def proponer(texto: str, hojas: Iterable[Hoja], buscador: Buscador) -> Correccion | None:
    """La consulta con sus palabras raras cambiadas por otra muy parecida y mucho más usada; None si no hay.

    Es para ofrecerla, no para buscarla: la palabra rara puede ser justo la que se quiere. Como en `corregir`,
    sólo se miran las palabras de `hojas`.
    """

    def cambio(palabra: Palabra) -> tuple[bool, str | None]:
        cuantos = _cuantos(palabra, buscador)
        if cuantos > RARA:
            return False, None
        return True, _mas_parecida(palabra, buscador, en_lugar_de=cuantos)

    return _cambiar(texto, hojas, cambio)


def _cambiar(
    texto: str, hojas: Iterable[Hoja], cambio: Callable[[Palabra], tuple[bool, str | None]]
) -> Correccion | None:
    """`cambio` dice, de una palabra, si hubo que buscarle otra y cuál se halló."""
    pedidas = _pedidas(hojas)
    intentos = 0
    partes: list[str] = []
    cambios: list[tuple[str, str]] = []
    hasta = 0
    nombres = _de_persona(texto)
    for termino in analizar(texto):
        escrita = texto[termino.inicio : termino.fin]
        if termino.vacia or termino.forma not in pedidas or _es_sigla(escrita) or termino.inicio in nombres:
            continue
        pedida = pedidas[termino.forma]
        buscada, propuesta = cambio(pedida if isinstance(pedida, Palabra) else _palabra(escrita, pedida))
        intentos += buscada
        if propuesta is not None:
            escribible = con_tilde(propuesta)
            partes += [texto[hasta : termino.inicio], escribible]
            cambios.append((escrita, escribible))
            hasta = termino.fin
        if intentos == MAXIMO_DE_CORRECCIONES:
            break
    return Correccion("".join([*partes, texto[hasta:]]), tuple(cambios)) if cambios else None


def _de_persona(texto: str) -> frozenset[int]:
    """Dónde empieza cada palabra de un nombre y su apellido: «Gil Rupo» no quiere decir «Gil grupo».

    Sólo si la consulta empieza en minúscula: de la que va en mayúsculas no se sabe cuáles son nombres.
    """
    if not texto.lstrip(" ¿¡")[:1].islower():
        return frozenset()
    return frozenset(
        palabra.start()
        for pareja in _NOMBRES.finditer(texto)
        for palabra in _PALABRA.finditer(texto, *pareja.span())
    )


def _es_sigla(escrita: str) -> bool:
    """Una sigla desconocida no es otra mal escrita: «LAIP» no quiere decir «LTAIP»."""
    return escrita.isupper() and len(escrita) <= _SIGLA_MAS_LARGA


def _pedidas(hojas: Iterable[Hoja]) -> dict[str, Palabra | str]:
    """Las formas que se piden, sueltas, cercanas o en frases: su hoja o, si va en una frase, su sección."""
    pedidas: dict[str, Palabra | str] = {}
    for hoja in hojas:
        if isinstance(hoja, Palabra):
            pedidas[hoja.forma] = hoja
        elif isinstance(hoja, Frase):
            pedidas |= {forma: pedidas.get(forma, hoja.seccion) for forma in hoja.formas}
        elif isinstance(hoja, Cerca):
            pedidas |= _pedidas(hoja.partes)
    return pedidas


def _cuantos(palabra: Palabra, buscador: Buscador) -> int:
    """En cuántos documentos la encuentra el lector, en cualquiera de sus formas."""
    return int(np.count_nonzero(buscador.evidencia(palabra).documentos))


def _palabra(escrita: str, seccion: str) -> Palabra:
    reducida = reducir(escrita)
    return Palabra(reducida.forma, raices_de_consulta(escrita), reducida.vacia, seccion)


def _mas_parecida(palabra: Palabra, buscador: Buscador, en_lugar_de: int = 0) -> str | None:
    """La palabra que menos se aparta; entre parecidas, la más usada y la que empieza igual.

    Ha de estar donde se pide: en la sección de la escrita. Si ésta está `en_lugar_de` documentos, sólo vale
    una que quizá se quiso decir.
    """
    forma = palabra.forma
    if len(forma) < LARGO_MINIMO or not _SOLO_LETRAS.fullmatch(forma):
        return None
    mejor, valor, vistas = None, -math.inf, 0
    for candidata in _cercanas(palabra, buscador.vista):
        # Por su forma misma, y sin que las de documentos excluidos gasten el cupo: no deben notarse.
        documentos = buscador.evidencia(Exacta(candidata, palabra.seccion)).frecuencia
        if not documentos or _solo_de_otros_paises(Exacta(candidata, palabra.seccion), buscador):
            continue
        vistas += 1
        if vistas > _CANDIDATAS:
            break
        inicial = _PREMIO_DE_LA_INICIAL * (candidata[0] == forma[0])
        if math.log(documentos) - _PESO_DE_UNA_FALTA * SUENA_IGUAL + inicial <= valor:
            # Ni con la falta más corriente valdría más que la que ya se tiene.
            continue
        aparta = costo(forma, candidata)
        if en_lugar_de and not _se_propone(forma, candidata, aparta, documentos / en_lugar_de):
            continue
        if candidata in VACIAS and not _es_vacia_mal_escrita(forma, candidata, aparta):
            continue
        propio = math.log(documentos) - _PESO_DE_UNA_FALTA * aparta + inicial
        if propio > valor:
            mejor, valor = candidata, propio
    return mejor


def _solo_de_otros_paises(candidata: Exacta, buscador: Buscador) -> bool:
    """¿La dicen sólo documentos públicos de otros países? «bitácora» no quiere decir «Vitacura»."""
    if buscador.ajenos is None:
        return False
    return not np.any(buscador.evidencia(candidata).documentos & buscador.publicos & ~buscador.ajenos)


def _cercanas(palabra: Palabra, vista: Vista) -> list[str]:
    """Las palabras de lo público a una falta o dos: primero las de menos, y las que empiezan igual.

    Se miran las mismas secciones en que después se cuentan: con menos, que un documento oculto diga en su
    título una palabra del registro de otro bastaría para proponerla.
    """
    forma = palabra.forma
    faltas = 2 if len(forma) >= _LARGO_DE_DOS_FALTAS else 1
    secciones = SECCIONES if palabra.seccion == EN_TODO else (palabra.seccion,)
    halladas = {
        cercana
        for parte in vista.partes
        if parte.publica
        for seccion in secciones
        for cercana in parecidas(forma, faltas, parte.segmento.listas[seccion])
    }
    return sorted(
        (cercana for cercana in halladas if cercana != forma and len(cercana) >= _LETRAS),
        key=lambda cercana: (OSA.distance(forma, cercana), cercana[0] != forma[0], cercana),
    )


def _es_vacia_mal_escrita(forma: str, vacia: str, aparta: float) -> bool:
    """«Sobr» y «sovre» son «sobre»; «caña» se parece a «cada», pero quien la escribe no quiso decir eso."""
    return aparta < UNA_FALTA or len(forma) != len(vacia)


def _se_propone(forma: str, candidata: str, aparta: float, veces: float) -> bool:
    """¿Es tan parecida y tanto más usada que quizá se quiso decir, sin ser sólo otra forma de la misma?"""
    comun = sum(1 for _ in takewhile(lambda par: par[0] == par[1], zip(forma, candidata, strict=False)))
    es_otra_forma = comun >= max(LARGO_MINIMO, len(forma) - _TERMINACION, len(candidata) - _TERMINACION)
    return candidata not in VACIAS and aparta <= _COSTO_PARA_PROPONER and veces >= VECES and not es_otra_forma
