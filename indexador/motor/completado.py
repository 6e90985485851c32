"""Con qué completar lo que se escribe: títulos, números de norma y palabras que empiezan así.

Cada segmento se prepara una vez, que es barato, y sirve mientras exista: tras una confirmación sólo hay que
preparar los nuevos. Los documentos son los que el lector ve y las palabras, las de documentos públicos.
"""

from collections.abc import Callable
from weakref import WeakKeyDictionary

import numpy as np

from indexador.consulta import Completado, Consulta
from indexador.lengua import plegar, reducir
from indexador.lengua.analizador import numero_canonico
from indexador.lengua.tildes import con_tilde
from indexador.motor.arreglos import Arreglo, Cadenas
from indexador.motor.busqueda import buscador_de
from indexador.motor.columnas import clave_de_titulo, sin_puntos
from indexador.motor.documentos import Parte
from indexador.motor.esquema import TEXTO, TITULO
from indexador.motor.evidencia import Buscador
from indexador.motor.nodos import Campo
from indexador.motor.segmento import Segmento
from indexador.motor.tipos import Enteros
from indexador.motor.vista import Vista

MINIMO_DE_LETRAS = 2
MAXIMO_DE_LETRAS = 80
TITULOS, NUMEROS, PALABRAS = 8, 8, 8
_LETRAS_DE_PALABRA = 3
_CANDIDATAS = 40
_ESPACIO = ord(" ")


def completar(vista: Vista, consulta: Consulta) -> Completado:
    """Con qué seguir `consulta.texto`, para quien la hace; nada si lleva menos de `MINIMO_DE_LETRAS`."""
    escrito = consulta.texto.lstrip()[:MAXIMO_DE_LETRAS]
    partes = escrito.split()
    if not partes or len(escrito) < MINIMO_DE_LETRAS:
        return Completado()
    buscador = buscador_de(vista, consulta)
    cerrada = escrito[-1].isspace()
    ultima = "" if cerrada else partes[-1]
    numero = sin_puntos(numero_canonico(ultima)) if any(signo.isdigit() for signo in ultima) else ""
    titulo = clave_de_titulo(escrito)
    return Completado(
        titulos=_documentos(
            buscador, f"{titulo} " if titulo and cerrada else titulo, lambda suyos: suyos.titulos, TITULOS
        ),
        numeros=_documentos(buscador, numero, lambda suyos: suyos.numeros, NUMEROS),
        palabras=tuple(con_tilde(forma) for forma in _palabras(buscador, plegar(ultima))),
        instituciones=_instituciones(buscador),
    )


class Comienzos:
    """Dónde empieza cada texto de una columna y, si se pide, cada una de sus palabras."""

    def __init__(self, textos: Cadenas, *, palabras: bool) -> None:
        # Con relleno al final, mirar unas letras más allá de un lugar nunca se sale.
        self._letras = np.concatenate([textos.juntas, np.zeros(MAXIMO_DE_LETRAS * 4, np.uint8)])
        self._desde = textos.desde.astype(np.int64)
        empieza = np.zeros(len(textos.juntas) + 1, bool)
        empieza[self._desde[:-1][np.diff(self._desde) > 0]] = True
        if palabras:
            empieza[1:] |= textos.juntas == _ESPACIO
        self._lugares = np.flatnonzero(empieza).astype(np.uint32)

    def con(self, comienzo: str) -> tuple[Enteros, Enteros, Enteros]:
        """Los textos que empiezan así, o alguna palabra suya: cuáles, a qué altura y cuánto miden."""
        letras = comienzo.encode(errors="replace")
        lugares = self._lugares
        for avance, letra in enumerate(letras):
            lugares = lugares[self._letras[lugares + avance] == letra]
        cuales = np.searchsorted(self._desde, lugares, "right") - 1
        cabe = lugares + len(letras) <= self._desde[cuales + 1]
        cuales, lugares = cuales[cabe], lugares[cabe]
        return cuales, lugares - self._desde[cuales], self._desde[cuales + 1] - self._desde[cuales]


class _DeSegmento:
    """Lo que de un segmento se prepara para completar."""

    def __init__(self, segmento: Segmento) -> None:
        self.titulos = Comienzos(segmento.columnas.cadenas("titulo"), palabras=True)
        self.numeros = Comienzos(segmento.columnas.cadenas("numero"), palabras=False)


_preparados: "WeakKeyDictionary[Segmento, _DeSegmento]" = WeakKeyDictionary()


def _preparado(parte: Parte) -> _DeSegmento:
    """Dos hilos pueden preparar el mismo a la vez: vale cualquiera."""
    preparado = _preparados.get(parte.segmento)
    if preparado is None:
        preparado = _preparados[parte.segmento] = _DeSegmento(parte.segmento)
    return preparado


def _documentos(
    buscador: Buscador, comienzo: str, columna: Callable[[_DeSegmento], Comienzos], cuantos: int
) -> tuple[int, ...]:
    """Los que el lector ve: antes los que empiezan así desde el principio, y los más cortos."""
    if not comienzo:
        return ()
    vista, base = buscador.vista, 0
    hallados: list[Arreglo] = [np.empty((3, 0), np.int64)]
    for parte in vista.partes:
        cuales, altura, largo = columna(_preparado(parte)).con(comienzo)
        visibles = buscador.visibles[cuales + base]
        hallados.append(np.stack([cuales + base, altura, largo])[:, visibles])
        base += len(parte.segmento.columnas)
    documentos, alturas, largos = np.concatenate(hallados, axis=1)
    orden = documentos[np.lexsort((vista.ids[documentos], largos, alturas > 0))]
    return tuple(dict.fromkeys(vista.ids[orden[: cuantos * 4]].tolist()))[:cuantos]


def _palabras(buscador: Buscador, comienzo: str) -> list[str]:
    """Las más usadas de las que empiezan así y están en algún documento público que exista ahora."""
    if not comienzo.isalpha() or len(comienzo) < MINIMO_DE_LETRAS or reducir(comienzo).vacia:
        return []
    cuentas = _contadas(buscador, comienzo)
    buenas = (
        forma
        for forma in sorted(cuentas, key=lambda una: (-cuentas[una], una))
        if forma != comienzo and len(forma) >= _LETRAS_DE_PALABRA and not reducir(forma).vacia
    )
    return [forma for forma in buenas if forma.isalpha()][:PALABRAS]


def _contadas(buscador: Buscador, comienzo: str) -> dict[str, int]:
    """Las formas que más entradas tienen en cada segmento público, con la suma de sus cuentas.

    Sólo cuentan las entradas que existen para quien pregunta, haya o no otras: las demás no deben notarse.
    """
    vista, cuentas = buscador.vista, dict[str, int]()
    existe = buscador.publicos[vista.documento_de]
    for parte, base in zip(vista.partes, vista.bases, strict=False):
        suyas = existe[base : base + parte.segmento.total]
        for seccion in (TITULO, TEXTO) if parte.publica else ():
            listas = parte.segmento.listas[seccion]
            desde, hasta = listas.formas_con_prefijo(comienzo)
            propias = listas.entradas_de_cada_forma(desde, hasta, None if suyas.all() else suyas)
            for lugar in _mayores(propias).tolist():
                forma = listas.formas[desde + lugar].decode()
                cuentas[forma] = cuentas.get(forma, 0) + int(propias[lugar])
    return {forma: cuantas for forma, cuantas in cuentas.items() if cuantas}


def _instituciones(buscador: Buscador) -> tuple[str, ...]:
    """De la que tiene más documentos a la que menos."""
    cuentas = buscador.vista.tablas[Campo.INSTITUCION].contar(buscador.visibles)
    return tuple(sorted(cuentas, key=lambda clave: (-cuentas[clave], clave)))


def _mayores(cuentas: Arreglo) -> Arreglo:
    if len(cuentas) <= _CANDIDATAS:
        return np.arange(len(cuentas))
    return np.argpartition(-cuentas, _CANDIDATAS)[:_CANDIDATAS]
