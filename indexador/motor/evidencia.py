"""Dónde está cada hoja de la consulta: de palabras, frases y prefijos a entradas con su frecuencia.

Todo pasa por el mismo filtro: una entrada que el lector no puede ver no existe, ni como acierto ni en las
cuentas. Las cuentas (`frecuencia`) son además sólo sobre documentos públicos, iguales para todos.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from indexador.lengua.flexiones import misma_palabra
from indexador.motor import terminos
from indexador.motor.arreglos import Arreglo
from indexador.motor.esquema import REGISTRO, SECCIONES, TEXTO, TITULO
from indexador.motor.listas import Listas
from indexador.motor.lugares import Lugares
from indexador.motor.nodos import (
    EN_TODO,
    Cerca,
    Comodin,
    Exacta,
    Frase,
    Hoja,
    Palabra,
    Parecida,
    Prefijo,
    Simple,
)
from indexador.motor.proximidad import Tramos, cercanos
from indexador.motor.tipos import NINGUNA, Apariciones, Mascara
from indexador.motor.vista import Eleccion, Vista

PESO_DE_LA_FORMA = 0.5
"""Cuánto de la frecuencia de una palabra viene de su forma escrita; el resto, de su raíz."""

MARCA_DE_AJENA = 2.0**-20
"""Lo que suma a una cuenta lo que sólo comparte la raíz: ni medio millón llega a `PESO_DE_LA_FORMA`.

Así una sola pasada cuenta las dos cosas. Es potencia de dos: sumada, no redondea nada.
"""
AJENA_CONTADA = (1 - PESO_DE_LA_FORMA) / MARCA_DE_AJENA
"""Por cuánto se multiplica una cuenta marcada para que valga lo que una raíz."""

_CASI_TODOS = 0.8
"""Con más de esta parte de sus documentos, no se quitan de una evidencia los demás."""


@dataclass(frozen=True, slots=True)
class Evidencia:
    """Las apariciones visibles de una hoja por sección, y en cuántos documentos públicos está.

    Donde alguien dice la palabra misma, las que sólo comparten su raíz cuentan `MARCA_DE_AJENA` cada una.
    """

    texto: Apariciones
    titulo: Apariciones
    registro: Apariciones
    documentos: Mascara
    frecuencia: int
    propios: Mascara | None = None
    """De una palabra que también se halla por otras de su raíz, los documentos que la dicen a ella."""

    @property
    def vacia(self) -> bool:
        return not (len(self.texto.entradas) or len(self.titulo.entradas) or len(self.registro.entradas))

    @property
    def alguien_la_dice(self) -> bool:
        """¿Dice alguno de los documentos la palabra misma, o una flexión suya?"""
        return bool((self.documentos if self.propios is None else self.propios).any())

    def en(self, documentos: Mascara, vista: Vista) -> Apariciones:
        """Las apariciones en el texto de esos documentos; quizá algunas más, si quitarlas no ahorra nada."""
        suyos = np.count_nonzero(self.documentos & documentos)
        if suyos > _CASI_TODOS * np.count_nonzero(self.documentos):
            return self.texto
        quedan = np.flatnonzero(documentos[vista.documento_de[self.texto.entradas]])
        return Apariciones(self.texto.entradas[quedan], self.texto.veces[quedan])


class Buscador:
    """Reúne la evidencia de las hojas sobre una vista, para quien sólo ve `visibles`."""

    def __init__(self, vista: Vista, visibles: Mascara, publicos: Mascara) -> None:
        self.vista = vista
        self.visibles = visibles
        self.publicos = publicos
        self._entrada_visible = None if visibles.all() else visibles[vista.documento_de]
        self.ajenos: Mascara | None = None
        """Los documentos de otros países que el de quien pregunta, si se sabe cuál es y no nombra otro."""
        self.raices_ampliadas: frozenset[str] = frozenset()
        self._hecha: dict[Hoja, Evidencia] = {}
        self._con_ajenas: set[Hoja] = set()

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
        documentos, propios = np.zeros(self.vista.documentos, bool), None
        if hoja in self._con_ajenas:
            propios = np.zeros(self.vista.documentos, bool)
        for apariciones in halladas.values():
            suyos = self.vista.documento_de[apariciones.entradas]
            documentos[suyos] = True
            if propios is not None:
                propios[suyos[np.flatnonzero(apariciones.veces >= PESO_DE_LA_FORMA)]] = True
        if propios is not None and not propios.any():
            halladas = {seccion: _contadas(apariciones) for seccion, apariciones in halladas.items()}
        return Evidencia(
            texto=halladas.get(TEXTO, NINGUNA),
            titulo=halladas.get(TITULO, NINGUNA),
            registro=halladas.get(REGISTRO, NINGUNA),
            documentos=documentos,
            frecuencia=int(np.count_nonzero(documentos & self.publicos)),
            propios=propios,
        )

    def _en_seccion(self, hoja: Hoja, seccion: str) -> Apariciones:
        if isinstance(hoja, Frase | Cerca):
            return self._por_lugares(hoja, seccion)
        if isinstance(hoja, Palabra) and not hoja.vacia:
            return self._palabra(hoja, seccion)
        return self._ver(self.vista.reunir(_eleccion(hoja), seccion))

    def _palabra(self, palabra: Palabra, seccion: str) -> Apariciones:
        """Por su forma o por su raíz; la que coincide también en la forma pesa más.

        Lo que sólo comparte la raíz va marcado.
        """
        clave = (f"ajenas {' '.join(sorted(palabra.raices))}", palabra.forma)

        def pesar(listas: Listas, pares: Arreglo) -> Arreglo:
            pesos = np.full(len(pares), 1 - PESO_DE_LA_FORMA)
            ajenas = listas.recordar(clave, lambda forma: _ajenas(forma, palabra.raices, listas))
            if len(ajenas):
                pesos[np.searchsorted(pares, ajenas)] = MARCA_DE_AJENA
                self._con_ajenas.add(palabra)
            con_la_forma = listas.pares_de_forma(palabra.forma)
            if not len(con_la_forma):
                return pesos
            sitios = np.searchsorted(pares, con_la_forma)
            pesos[sitios] += PESO_DE_LA_FORMA
            tramos = [listas.pares_de_raiz(raiz) for raiz in palabra.raices]
            for sitio, par in zip(sitios.tolist(), con_la_forma.tolist(), strict=True):
                if not any(len(tramo) and tramo[0] <= par <= tramo[-1] for tramo in tramos):
                    pesos[sitio] = PESO_DE_LA_FORMA
            return pesos

        return self._ver(self.vista.reunir(_eleccion(palabra), seccion, pesar))

    def _ver(self, apariciones: Apariciones) -> Apariciones:
        if self._entrada_visible is None:
            return apariciones
        visible = np.flatnonzero(self._entrada_visible[apariciones.entradas])
        return Apariciones(apariciones.entradas[visible], apariciones.veces[visible])

    def _por_lugares(self, hoja: Frase | Cerca, seccion: str) -> Apariciones:
        """Cuenta las apariciones en la entrada en que empieza cada una."""
        inicios = self.tramos(hoja, seccion).inicios
        if not len(inicios):
            return NINGUNA
        entradas, veces = np.unique(self.vista.entradas_en(inicios, seccion), return_counts=True)
        return Apariciones(entradas, veces.astype(np.float64))

    def tramos(self, hoja: Hoja, seccion: str, mascara: Mascara | None = None) -> Tramos:
        """Dónde está una hoja en una sección: lugares visibles, en la numeración de `Vista.lugares`.

        Con `mascara` (de entradas, y sólo visibles), en ellas.
        """
        lugares = Lugares(self.vista, seccion, self._entrada_visible if mascara is None else mascara)
        if isinstance(hoja, Cerca):
            partes = [self.tramos(parte, seccion, mascara) for parte in hoja.partes]
            return cercanos(partes, hoja.distancia)[0]
        if isinstance(hoja, Frase):
            return lugares.frase([terminos.por_forma(forma) for forma in hoja.formas], hoja.holgura)
        return lugares.palabra(_eleccion(hoja))


def _ajenas(forma: str, raices: Iterable[str], listas: Listas) -> Arreglo:
    """Los pares de unas raíces que no son esa forma ni una flexión suya, en orden."""
    suyos = {par for raiz in raices for par in listas.pares_de_raiz(raiz).tolist()}
    ajenos = sorted(par for par in suyos if not misma_palabra(forma, listas.forma_de(par)))
    return np.array(ajenos, np.int64)


def _contadas(apariciones: Apariciones) -> Apariciones:
    """Las apariciones con lo marcado como si contara: cuando nadie dice la palabra misma."""
    return Apariciones(apariciones.entradas, apariciones.veces * AJENA_CONTADA)


def _eleccion(hoja: Simple) -> Eleccion:
    match hoja:
        case Palabra(forma, raices, vacia):
            return terminos.por_forma(forma) if vacia else terminos.por_palabra(forma, raices)
        case Exacta(forma):
            return terminos.por_forma(forma)
        case Prefijo(prefijo):
            return terminos.por_prefijo(prefijo)
        case Comodin(patron):
            return terminos.por_patron(patron)
        case Parecida(forma, faltas):
            return terminos.por_parecido(forma, faltas)
        case Frase():
            raise AssertionError(hoja)  # pragma: no cover
