"""Dónde está cada hoja de la consulta: de palabras, frases y prefijos a entradas con su frecuencia.

Todo pasa por el mismo filtro: una entrada que el lector no puede ver no existe, ni como acierto ni en las
cuentas. Las cuentas (`frecuencia`) son además sólo sobre documentos públicos, iguales para todos.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from indexador.motor.cercania import apariciones_cercanas
from indexador.motor.comodines import PorForma, comienzo, formas_de
from indexador.motor.esquema import REGISTRO, SECCIONES, TEXTO, TITULO
from indexador.motor.nodos import EN_TODO, Cerca, Frase, Hoja, Palabra
from indexador.motor.segmento import NINGUNA, Apariciones, Enteros, Mascara
from indexador.motor.vista import Vista

PESO_DE_LA_FORMA = 0.3
"""Cuánto de la frecuencia de una palabra viene de su forma escrita; el resto, de su raíz."""


@dataclass(frozen=True, slots=True)
class Evidencia:
    """Las apariciones visibles de una hoja por sección, y en cuántos documentos públicos está."""

    texto: Apariciones
    titulo: Apariciones
    registro: Apariciones
    documentos: Mascara
    frecuencia: int

    @property
    def vacia(self) -> bool:
        return not (len(self.texto.entradas) or len(self.titulo.entradas) or len(self.registro.entradas))


class Buscador:
    """Reúne la evidencia de las hojas sobre una vista, para quien sólo ve `visibles`."""

    def __init__(self, vista: Vista, visibles: Mascara, publicos: Mascara) -> None:
        self.vista = vista
        self.visibles = visibles
        self.publicos = publicos
        self._entrada_visible: Mascara = visibles[vista.documento_de]
        self.raices_ampliadas: frozenset[str] = frozenset()
        self._hecha: dict[Hoja, Evidencia] = {}

    def evidencia(self, hoja: Hoja) -> Evidencia:
        """La evidencia de una hoja; cada una se reúne una vez por consulta."""
        if hoja not in self._hecha:
            reunida = self._reunir(hoja)
            if isinstance(hoja, Palabra) and hoja.con_enie and not reunida.frecuencia:
                # Sólo cuentan los documentos públicos: que la palabra esté en uno oculto no cambia nada.
                hoja_ampliada = replace(hoja, raices=hoja.raices | hoja.con_enie)
                reunida = self._reunir(hoja_ampliada)
                self.raices_ampliadas |= hoja.con_enie
            self._hecha[hoja] = reunida
        return self._hecha[hoja]

    def _reunir(self, hoja: Hoja) -> Evidencia:
        secciones = SECCIONES if hoja.seccion == EN_TODO else (hoja.seccion,)
        halladas = {seccion: self._en_seccion(hoja, seccion) for seccion in secciones}
        documentos = np.zeros(self.vista.documentos, bool)
        for apariciones in halladas.values():
            documentos[self.vista.documento_de[apariciones.entradas]] = True
        return Evidencia(
            texto=halladas.get(TEXTO, NINGUNA),
            titulo=halladas.get(TITULO, NINGUNA),
            registro=halladas.get(REGISTRO, NINGUNA),
            documentos=documentos,
            frecuencia=int(np.count_nonzero(documentos & self.publicos)),
        )

    def _en_seccion(self, hoja: Hoja, seccion: str) -> Apariciones:
        campo = f"forma_{seccion}"
        if isinstance(hoja, Cerca) or (isinstance(hoja, Frase) and hoja.holgura):
            return apariciones_cercanas(hoja, campo, self.vista, self.visibles)
        if isinstance(hoja, Frase):
            return self._frase(hoja.formas, campo)
        if isinstance(hoja, PorForma):
            terminos = formas_de(hoja, self.vista.con_prefijo(campo, comienzo(hoja)))
            return self._sumar((self.vista.apariciones(campo, termino), 1.0) for termino in terminos)
        return self._palabra(hoja, seccion)

    def _palabra(self, palabra: Palabra, seccion: str) -> Apariciones:
        por_forma = self.vista.apariciones(f"forma_{seccion}", palabra.forma)
        if palabra.vacia:
            return self._sumar([(por_forma, 1.0)])
        por_raiz = [
            (self.vista.apariciones(f"raiz_{seccion}", raiz), 1 - PESO_DE_LA_FORMA)
            for raiz in sorted(palabra.raices)
        ]
        return self._sumar([(por_forma, PESO_DE_LA_FORMA), *por_raiz])

    def _sumar(self, listas: Iterable[tuple[Apariciones, float]]) -> Apariciones:
        """Las apariciones visibles de varias listas, con sus frecuencias ponderadas y sumadas."""
        con_algo = [(lista, peso) for lista, peso in listas if len(lista.entradas)]
        if not con_algo:
            return NINGUNA
        entradas = np.concatenate([lista.entradas for lista, _ in con_algo])
        veces = np.concatenate([lista.veces * peso for lista, peso in con_algo])
        visible = self._entrada_visible[entradas]
        unicas, lugar = np.unique(entradas[visible], return_inverse=True)
        sumadas = np.bincount(lugar, weights=veces[visible], minlength=len(unicas))
        return Apariciones(unicas, sumadas.astype(np.float64))

    def _frase(self, formas: tuple[str, ...], campo: str) -> Apariciones:
        """Dónde empieza la frase: de la palabra más rara a la más común, en los documentos que quedan."""
        listas = {forma: self.vista.apariciones(campo, forma) for forma in formas}
        documentos = self.visibles.copy()
        for lista in listas.values():
            con_la_forma = np.zeros(self.vista.documentos, bool)
            con_la_forma[self.vista.documento_de[lista.entradas]] = True
            documentos &= con_la_forma
        orden = sorted(range(len(formas)), key=lambda i: len(listas[formas[i]].entradas))
        comienzos: Enteros | None = None
        for lugar in orden:
            if not documentos.any():
                return NINGUNA
            claves, _ = self._claves(campo, formas[lugar], listas[formas[lugar]], documentos)
            claves = claves - lugar
            comienzos = claves if comienzos is None else np.intersect1d(comienzos, claves)
            documentos = np.zeros(self.vista.documentos, bool)
            documentos[comienzos >> 32] = True
        if comienzos is None or not len(comienzos):
            return NINGUNA
        claves, de_entrada = self._claves(campo, formas[0], listas[formas[0]], documentos)
        entradas, veces = np.unique(de_entrada[np.isin(claves, comienzos)], return_counts=True)
        return Apariciones(entradas, veces.astype(np.float64))

    def _claves(
        self, campo: str, forma: str, lista: Apariciones, documentos: Mascara
    ) -> tuple[Enteros, Enteros]:
        """Una clave por aparición (documento y posición juntos) y la entrada en que está."""
        entradas = lista.entradas[documentos[self.vista.documento_de[lista.entradas]]]
        de_entrada, posiciones = self.vista.posiciones(campo, forma, entradas)
        return (self.vista.documento_de[de_entrada] << 32) + posiciones, de_entrada
