"""Lo que una palabra de la consulta quiere decir además de sí misma: lo que abrevia, lo que vale por ella.

Una palabra ampliada sigue siendo UNA palabra: la cumple quien tenga cualquiera de sus formas de decirla, y
puntúa como una sola. Lo que abrevia una sigla lo dicen los propios documentos («Ministerio de Economía y
Finanzas (MEF)») y los títulos de los que es inicial («LGT», Ley General Tributaria). Sólo enseñan los
documentos públicos.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indexador.lengua import Termino, Tesauro, raices_de_consulta
from indexador.lengua.analizador import piezas_de
from indexador.lengua.palabras import VACIAS, plegar, raiz
from indexador.lengua.siglas import VALOR_MAXIMO, contiene_abreviado
from indexador.motor.esquema import DEFINICIONES, SIGLAS
from indexador.motor.evidencia import AJENA_CONTADA, Buscador, Evidencia
from indexador.motor.nodos import EN_TODO, Exacta, Frase, Hoja, Palabra
from indexador.motor.tipos import NINGUNA, Apariciones, Enteros, Mascara, Reales
from indexador.motor.vista import Vista

TESAURO_VACIO = Tesauro.vacio()
PESO_DE_LA_EXPANSION = 0.9
PESO_DE_LA_SIGLA = 0.5
PESO_DE_LAS_INICIALES = 0.6
DUDA_POR_DEFINICION = 0.3
"""Cuánto menos se cree en las iniciales de un título por cada documento que dice qué abrevia la sigla."""
MAXIMO_DE_EXPANSIONES = 4
"""Cosas distintas que puede abreviar una sigla, y maneras de escribir cada una."""
PARTE_MINIMA = 0.25
"""Una expansión con menos de esta parte de los documentos de la principal no se busca."""
DEFINIDA_CADA = 20
"""Lo escrito en minúsculas es sigla si la define al menos uno de cada tantos documentos que la traen."""

_PREFIJADA = re.compile(r"(?:anti|contra|pro|auto)([a-zñ]{4,})")


@dataclass(frozen=True, slots=True)
class Ampliacion:
    """Otras maneras de decir una palabra, cada una con su peso, y los títulos que abrevia.

    Con `propia`, la palabra misma se busca sólo así: «ROP» no es «ropa», aunque tenga su raíz.
    """

    otras: tuple[tuple[Hoja, float], ...] = ()
    titulos: Apariciones = NINGUNA
    propia: Hoja | None = None

    def con(self, otra: "Ampliacion") -> "Ampliacion":
        """Las dos juntas; de lo que dicen ambas vale el mayor peso."""
        pesos: dict[Hoja, float] = {}
        for hoja, peso in (*self.otras, *otra.otras):
            pesos[hoja] = max(peso, pesos.get(hoja, 0.0))
        titulos = self.titulos if len(self.titulos.entradas) else otra.titulos
        return Ampliacion(tuple(pesos.items()), titulos, self.propia or otra.propia)


class BuscadorAmpliado(Buscador):
    """Un buscador que halla cada palabra también por sus ampliaciones."""

    def __init__(
        self, vista: Vista, visibles: Mascara, publicos: Mascara, tesauro: Tesauro = TESAURO_VACIO
    ) -> None:
        super().__init__(vista, visibles, publicos)
        self.tesauro = tesauro
        self._ampliaciones: dict[Hoja, Ampliacion] = {}
        self._unidas: dict[Hoja, Evidencia] = {}

    @property
    def hojas_ampliadas(self) -> tuple[Hoja, ...]:
        """Lo que se buscó además de lo escrito: también se marca."""
        return tuple(dict.fromkeys(hoja for una in self._ampliaciones.values() for hoja, _ in una.otras))

    def ampliar(self, hoja: Hoja, ampliacion: Ampliacion) -> None:
        """Desde ahora, esa hoja se halla también por su ampliación, además de las que tuviera."""
        self._ampliaciones[hoja] = self._ampliaciones.get(hoja, Ampliacion()).con(ampliacion)
        self._unidas.pop(hoja, None)

    def evidencia(self, hoja: Hoja) -> Evidencia:
        """La evidencia de una hoja y de sus ampliaciones, como si fueran la misma palabra."""
        ampliacion = self._ampliaciones.get(hoja)
        if ampliacion is None:
            return super().evidencia(hoja)
        propia = super().evidencia(ampliacion.propia or hoja)
        if hoja not in self._unidas:
            partes = [(propia, 1.0)]
            partes += [
                (super(BuscadorAmpliado, self).evidencia(otra), peso) for otra, peso in ampliacion.otras
            ]
            self._unidas[hoja] = self._unir(partes, ampliacion.titulos)
        return self._unidas[hoja]

    def _reunir(self, hoja: Hoja) -> Evidencia:
        """Un correo, una dirección o un código que nadie dice entero se busca por sus palabras, seguidas."""
        propia = super()._reunir(hoja)
        piezas = piezas_de(hoja.forma) if isinstance(hoja, Palabra) else ()
        if not piezas or propia.frecuencia:
            return propia
        return self._unir([(propia, 1.0), (super()._reunir(Frase(piezas, hoja.seccion)), 1.0)], NINGUNA)

    @property
    def raices_descartadas(self) -> frozenset[str]:
        """Las raíces de las palabras que sólo se buscan tal como se escribieron: no se marcan."""
        ampliadas = self._ampliaciones.items()
        return frozenset().union(
            *(h.raices for h, una in ampliadas if una.propia is not None and isinstance(h, Palabra))
        )

    def titulos_abreviados(self, hoja: Hoja) -> tuple[Enteros, Reales]:
        """Los documentos cuyo título abrevia una hoja y, de 0 a 1, cuánto lo nombra."""
        titulos = self._ampliaciones.get(hoja, Ampliacion()).titulos
        return self.vista.documento_de[titulos.entradas], titulos.veces / PESO_DE_LAS_INICIALES

    def _unir(self, partes: Sequence[tuple[Evidencia, float]], titulos: Apariciones) -> Evidencia:
        documentos: Mascara = np.logical_or.reduce([evidencia.documentos for evidencia, _ in partes])
        documentos[self.vista.documento_de[titulos.entradas]] = True
        propios = None
        if any(evidencia.propios is not None for evidencia, _ in partes):
            de_cada_una = [e.documentos if e.propios is None else e.propios for e, _ in partes]
            propios = np.logical_or.reduce(de_cada_una)
            propios[self.vista.documento_de[titulos.entradas]] = True
            if propios.any():
                # Lo que no decía nadie contaba entero; ahora hay quien diga otra cosa que vale por ello.
                partes = [
                    (e, peso if e.alguien_la_dice or e.vacia else peso / AJENA_CONTADA) for e, peso in partes
                ]
        return Evidencia(
            texto=_sumar([(evidencia.texto, peso) for evidencia, peso in partes]),
            titulo=_sumar([*((evidencia.titulo, peso) for evidencia, peso in partes), (titulos, 1.0)]),
            registro=_sumar([(evidencia.registro, peso) for evidencia, peso in partes]),
            documentos=documentos,
            frecuencia=int(np.count_nonzero(documentos & self.publicos)),
            propios=propios,
        )


def _sumar(listas: Iterable[tuple[Apariciones, float]]) -> Apariciones:
    con_algo = sorted((par for par in listas if len(par[0].entradas)), key=lambda par: -len(par[0].entradas))
    if not con_algo:
        return NINGUNA
    mayor, peso_mayor = con_algo[0]
    entradas, veces = mayor.entradas, mayor.veces * peso_mayor
    for lista, peso in con_algo[1:]:
        lugares = np.searchsorted(entradas, lista.entradas)
        ya = entradas[np.minimum(lugares, len(entradas) - 1)] == lista.entradas
        veces[lugares[ya]] += lista.veces[ya] * peso
        if not ya.all():
            entradas = np.insert(entradas, lugares[~ya], lista.entradas[~ya])
            veces = np.insert(veces, lugares[~ya], lista.veces[~ya] * peso)
    return Apariciones(entradas, veces)


def ampliar_siglas(
    hojas: Sequence[Hoja], texto: str, terminos: Sequence[Termino], buscador: BuscadorAmpliado
) -> None:
    """Amplía las palabras de la consulta que son siglas, y los nombres que los documentos abrevian.

    `terminos` son los de `texto`, la consulta. Es sigla lo que se escribió con dos o más mayúsculas (si no se
    escribió todo así) y lo que los documentos usan como tal.
    """
    escritas = {t.forma: texto[t.inicio : t.fin].replace(".", "") for t in terminos}
    todo_en_mayusculas = len(escritas) > 1 and all(escrita.isupper() for escrita in escritas.values())
    for hoja in hojas:
        if not isinstance(hoja, Palabra) or hoja.seccion != EN_TODO or not hoja.forma.isalpha():
            continue
        escrita = escritas.get(hoja.forma, hoja.forma)
        con_mayusculas = sum(letra.isupper() for letra in escrita) > 1 and not todo_en_mayusculas
        expansiones = _expansiones(hoja.forma, buscador)
        if con_mayusculas or _se_usa_como_sigla(hoja, expansiones, buscador):
            iniciales = "".join(letra for letra in escrita if letra.isupper()) if con_mayusculas else escrita
            ampliacion = Ampliacion(
                _frases(expansiones),
                _titulos(hoja.forma, plegar(iniciales), sum(expansiones.values()), buscador),
                Exacta(hoja.forma) if con_mayusculas else None,
            )
            if ampliacion.propia or ampliacion.otras or len(ampliacion.titulos.entradas):
                buscador.ampliar(hoja, ampliacion)
    _ampliar_nombres(hojas, [termino.forma for termino in terminos], buscador)


def _ampliar_nombres(hojas: Iterable[Hoja], formas: Sequence[str], buscador: BuscadorAmpliado) -> None:
    """Cada palabra de un nombre escrito entero se cumple también con su sigla."""
    sueltas = {h.forma: h for h in hojas if isinstance(h, Palabra) and h.seccion == EN_TODO}
    desde = 0
    while desde < len(formas):
        hasta, siglas = _abreviado(formas, desde, buscador)
        nombre = [forma for forma in formas[desde:hasta] if forma not in VACIAS]
        if siglas and all(forma in sueltas for forma in nombre):
            for forma in nombre:
                buscador.ampliar(sueltas[forma], Ampliacion(siglas))
        desde = hasta


def _abreviado(
    formas: Sequence[str], desde: int, buscador: Buscador
) -> tuple[int, tuple[tuple[Hoja, float], ...]]:
    """Hasta dónde llega el nombre más largo que empieza ahí y alguien abrevia, y las siglas que le dan."""
    mejor: tuple[int, tuple[tuple[Hoja, float], ...]] = desde + 1, ()
    if formas[desde] in VACIAS:
        return mejor
    for hasta in range(desde + 2, len(formas) + 1):
        nombre = " ".join(formas[desde:hasta])
        if not buscador.vista.hay_con_prefijo(DEFINICIONES, nombre):
            break
        if siglas := tuple(_siglas(nombre, buscador)):
            mejor = hasta, siglas
    return mejor


def _siglas(nombre: str, buscador: Buscador) -> Iterator[tuple[Hoja, float]]:
    """Las siglas de un nombre; vale menos la que abrevia también otras cosas."""
    cuentas = _expansiones(nombre, buscador)
    for sigla in sorted(cuentas, key=lambda una: (-cuentas[una], una))[:MAXIMO_DE_EXPANSIONES]:
        definida = sum(_expansiones(sigla, buscador).values())
        frecuencia = buscador.evidencia(Exacta(sigla)).frecuencia
        if definida * DEFINIDA_CADA >= frecuencia and cuentas[sigla] >= PARTE_MINIMA * definida:
            yield Exacta(sigla), PESO_DE_LA_SIGLA * cuentas[sigla] / definida


def _expansiones(sigla: str, buscador: Buscador) -> Mapping[str, int]:
    """En cuántos documentos públicos está cada expansión de una sigla, o cada sigla de un nombre."""
    vista, cuentas = buscador.vista, {}
    for termino in vista.con_prefijo(DEFINICIONES, f"{sigla}="):
        documentos = vista.documento_de[vista.apariciones(DEFINICIONES, termino).entradas]
        cuantos = int(np.count_nonzero(buscador.publicos[documentos]))
        if cuantos:
            cuentas[termino.partition("=")[2]] = cuantos
    return cuentas


def _se_usa_como_sigla(hoja: Palabra, expansiones: Mapping[str, int], buscador: Buscador) -> bool:
    return (
        bool(expansiones) and sum(expansiones.values()) * DEFINIDA_CADA >= buscador.evidencia(hoja).frecuencia
    )


def _frases(expansiones: Mapping[str, int]) -> tuple[tuple[Frase, float], ...]:
    """Las expansiones que se buscan. Las que sólo cambian de número van juntas."""
    grupos: dict[str, list[str]] = defaultdict(list)
    for expansion in sorted(expansiones, key=lambda una: (-expansiones[una], una)):
        grupos[" ".join(raiz(p) for p in expansion.split() if p not in VACIAS)].append(expansion)
    totales = {clave: sum(expansiones[una] for una in grupo) for clave, grupo in grupos.items()}
    mayor = max(totales.values(), default=0)
    return tuple(
        (Frase(tuple(expansion.split())), PESO_DE_LA_EXPANSION * float(np.sqrt(totales[clave] / mayor)))
        for clave in sorted(grupos, key=lambda clave: (-totales[clave], clave))[:MAXIMO_DE_EXPANSIONES]
        if totales[clave] >= PARTE_MINIMA * mayor
        for expansion in grupos[clave][:MAXIMO_DE_EXPANSIONES]
    )


def _titulos(sigla: str, iniciales: str, definida: int, buscador: Buscador) -> Apariciones:
    """Los documentos visibles de cuyo título son iniciales, con lo que lo nombran.

    Si la sigla lleva letras además de las iniciales («LECrim»), también han de estar en el título. `definida`
    es cuántas veces dicen los documentos qué abrevia.
    """
    vista = buscador.vista
    halladas = vista.apariciones(SIGLAS, iniciales)
    quedan = buscador.visibles[vista.documento_de[halladas.entradas]]
    if sigla != iniciales:
        de_titulo = (
            vista.titulo(documento).split() for documento in vista.documento_de[halladas.entradas].tolist()
        )
        quedan &= np.fromiter(
            (contiene_abreviado(sigla, palabras) for palabras in de_titulo), bool, len(quedan)
        )
    peso = PESO_DE_LAS_INICIALES / VALOR_MAXIMO / (1 + DUDA_POR_DEFINICION * definida)
    return Apariciones(halladas.entradas[quedan], halladas.veces[quedan] * peso)


def ampliar_con_prefijo(hojas: Iterable[Hoja], buscador: BuscadorAmpliado) -> None:
    """Busca las palabras con prefijo que nadie dice por aquella de que salen: «antitabaco» por «tabaco»."""
    for hoja in hojas:
        hallazgo = _PREFIJADA.fullmatch(hoja.forma) if isinstance(hoja, Palabra) else None
        if hallazgo and hoja.seccion == EN_TODO and not buscador.evidencia(hoja).frecuencia:
            simple = Palabra(hallazgo[1], raices_de_consulta(hallazgo[1]))
            buscador.ampliar(hoja, Ampliacion(((simple, PESO_DE_LA_EXPANSION),)))
