"""Lo que gobierna un pasaje desde lejos, y si sigue diciendo lo mismo en otro texto.

«Son causas de expulsión:» hace de un numeral lo que es, y no está a su lado. De un pasaje se miran: los
títulos y el artículo en que está y la norma; el encabezado de cada lista que lo contiene; la última oración
que acabó en dos puntos; cómo empiezan su párrafo («Exceptúanse de lo anterior») y su oración; y, si está en
un cuadro, lo que lo encabeza (`cuadros`). La división del texto es la de `indexador.juridico`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from rapidfuzz import fuzz

from centro_doc.vinculos.cuadros import encabezado_de_cuadro, es_fila
from centro_doc.vinculos.encabezados import letras_del_renglon
from centro_doc.vinculos.marcos import Marco
from centro_doc.vinculos.oraciones import clausulas, hasta_el_fin
from centro_doc.vinculos.pasajes import Anclaje
from centro_doc.vinculos.piezas import Pieza, acaban_igual, dicen_lo_mismo, empiezan_igual, esta_en
from centro_doc.vinculos.signos import mismos_signos
from centro_doc.vinculos.vocablos import vocablos
from indexador.juridico import marcas
from indexador.juridico.estructura import Division
from indexador.juridico.marcas import Marca
from indexador.juridico.subdivisiones import Trozo, parrafos, subdivisiones

_LARGO, _LARGO_DEL_ARTICULO = 12_000, 60_000
"""Caracteres que se miran hacia atrás fuera de un artículo, y dentro de él."""
_CLAUSULA = 1_000
"""Y los de la oración más larga."""
_DE_LA_NORMA = (*marcas.DE_AGRUPAR, marcas.ARTICULO, marcas.CITADO, marcas.CONSIDERANDO)
_TITULAN = frozenset(
    (*marcas.DE_AGRUPAR, marcas.ARTICULO, marcas.CITADO, marcas.ENCABEZADO, marcas.PARTE, marcas.PUNTO)
)
"""No el considerando: su número no está escrito."""
_DICE = 4
"""Palabras que ha de tener una oración para que no haga falta la de antes: «a saber:»."""
_CUADRO = "cuadro"
_PRIMEROS = frozenset({"1", "a"})
_DOS_PUNTOS = re.compile(r":[ \t]*[\n\f]")
_ES_DE_HOJA, _REPETIDO = 75, 3
"""Cuánto han de parecerse unos títulos (0–100), y cuántos, para que sean el encabezado de las hojas."""
_VINETA = re.compile(r"^[ \t]*[•▪●◦·*\-–—][ \t]+(?=\w)", re.MULTILINE)
_ENTRE_VINETAS = 700
"""Caracteres del punto más largo de una lista sin números ni letras."""


class Gobierno:
    """Lo que gobierna el pasaje que empieza en un lugar de un texto."""

    def __init__(self, marco: Marco, ancla: Anclaje) -> None:
        self._marco, self._ancla = marco, ancla

    @cached_property
    def _puesto(self) -> int:
        return self._marco.puesto_de(self._ancla)

    def sigue_en(self, otro: "Gobierno") -> bool:
        """¿Gobierna lo mismo al pasaje en el otro texto, mal leído si acaso?

        Lo que no tiene pareja en el otro se busca en él a la misma distancia: pudo no verse qué era.
        """
        encabezados = self._marco.encabezados | otro._marco.encabezados
        if not (
            self._conserva(self.titulos, otro, otro.titulos, encabezados)
            and acaban_igual(self.resto, otro.resto, encabezados)
        ):
            return False
        if self._previo == otro._previo:
            return True
        mias, suyas = self.piezas, otro.piezas
        cuadros = (" ".join(una.texto for una in piezas[_CUADRO]) for piezas in (mias, suyas))
        return (
            mismos_signos(*cuadros)
            and all(self._conserva(mias[clase], otro, suyas[clase], encabezados) for clase in mias)
            and empiezan_igual(self.oracion, otro.oracion, encabezados)
        )

    def _conserva(
        self,
        mias: Sequence[Pieza],
        otro: "Gobierno",
        suyas: Sequence[Pieza],
        encabezados: frozenset[str],
    ) -> bool:
        """¿Dicen lo mismo unas piezas y otras, o está cada una también en el otro texto?"""
        if len(mias) == len(suyas) and all(
            dicen_lo_mismo(una.texto, otra.texto, encabezados) for una, otra in zip(mias, suyas, strict=True)
        ):
            return True
        return all(otro.tiene(una, encabezados) or self._es_de_hoja(una) for una in mias) and all(
            self.tiene(una, encabezados) or otro._es_de_hoja(una) for una in suyas
        )

    @cached_property
    def titulos(self) -> Sequence[Pieza]:
        """La norma y las divisiones en que está, de fuera adentro."""
        return list(self._titulos())

    @property
    def _previo(self) -> str:
        """Lo que se mira hasta el pasaje, sin blancos."""
        return "".join(self._marco.corrido[self._desde : self._puesto].split())

    @cached_property
    def piezas(self) -> Mapping[str, Sequence[Pieza]]:
        """Las de cada clase, en un orden que no depende del texto."""
        parrafo = self._empieza_el_parrafo
        return {
            "listas": [una for uno in self._listas() if (una := self._clausula(uno)).texto],
            "dos puntos": list(self._dos_puntos(parrafo)),
            "párrafo": list(self._del_parrafo(parrafo)),
            _CUADRO: list(self._del_cuadro()),
        }

    @cached_property
    def oracion(self) -> str:
        """Lo que hay de la del pasaje hasta él, o de su fila."""
        empieza = self._empieza_el_parrafo
        if self._en_cuadro:
            empieza = max(empieza, self._renglon)
        dicho = self._marco.corrido[empieza : self._puesto]
        return clausulas(dicho)[-1]

    @property
    def resto(self) -> str:
        """Lo que queda de la oración del pasaje tras él, o de su fila; nada, si no se ve dónde acaba."""
        fin = self._marco.fin_de(self._ancla)
        dicho = self._marco.corrido[fin : fin + _CLAUSULA]
        if self._en_cuadro:
            return dicho.split("\n", 1)[0]
        queda = hasta_el_fin(dicho)
        return queda if len(queda) < _CLAUSULA else ""

    def tiene(self, pieza: Pieza, encabezados: frozenset[str]) -> bool:
        """¿Dice el texto lo mismo a esa distancia del pasaje?"""
        return esta_en(self._marco.corrido, self._puesto, pieza, encabezados)

    def _es_de_hoja(self, pieza: Pieza) -> bool:
        """¿Es un título que el texto repite, bien o mal leído, como se repite el encabezado de las hojas?"""
        letras = letras_del_renglon(pieza.texto)
        iguales = (fuzz.ratio(letras, otro) >= _ES_DE_HOJA for otro in self._marco.sin_numero)
        return bool(pieza.escrito) and sum(iguales) >= _REPETIDO

    @cached_property
    def _divisiones(self) -> list[tuple[int, Division]]:
        return self._marco.divisiones_de(self._puesto)

    @cached_property
    def _desde(self) -> int:
        """Dónde empieza el artículo, o hasta dónde se mira."""
        empiezan = [uno for uno, d in self._divisiones if d.clase in _DE_LA_NORMA]
        largo = _LARGO_DEL_ARTICULO if empiezan else _LARGO
        return max(0, self._puesto - largo, *empiezan)

    @cached_property
    def _trozo(self) -> Trozo:
        """De ahí al final del renglón en que empieza el pasaje."""
        fin = self._marco.corrido.find("\n", self._puesto)
        return Trozo(0, self._marco.corrido, self._desde, fin if fin >= 0 else len(self._marco.corrido))

    @cached_property
    def _rotulos(self) -> list[Marca]:
        return [uno for uno in subdivisiones([self._trozo]) if uno.inicio <= self._puesto]

    @cached_property
    def _empieza_el_parrafo(self) -> int:
        suyos = (uno.inicio for uno in parrafos([self._trozo]) if uno.inicio <= self._puesto)
        return max((self._desde, *suyos, *(uno.inicio for uno in self._rotulos)))

    def _titulos(self) -> Iterator[Pieza]:
        titulan = [(empieza, d) for empieza, d in self._divisiones if d.clase in _TITULAN]
        if self._marco.norma and not any(d.clase == marcas.ENCABEZADO for _, d in titulan):
            yield Pieza(self._marco.norma, self._puesto)
        for empieza, una in titulan:
            dicho = f"{una.etiqueta}. {una.epigrafe}".strip(" .")
            escrito = self._marco.corrido[empieza : empieza + len(dicho) + 1].rstrip()
            yield Pieza(dicho, max(0, self._puesto - empieza - len(escrito)), escrito)

    def _listas(self) -> list[int]:
        """Dónde empieza cada lista que contiene al pasaje, de fuera adentro."""
        abiertas: dict[tuple[int, bool], int] = {}
        for uno in self._rotulos:
            # «a)» bajo «A)» es otra lista dentro de ella.
            nivel = (uno.nivel, self._marco.corrido[uno.inicio].islower())
            abiertas = {suyo: lugar for suyo, lugar in abiertas.items() if suyo <= nivel}
            if uno.numero in _PRIMEROS:
                abiertas[nivel] = uno.inicio
        return [*(abiertas[nivel] for nivel in sorted(abiertas)), *self._vinetas()]

    def _vinetas(self) -> list[int]:
        """Dónde empieza la lista de viñetas en que está, o la última."""
        suyas = [v.start() for v in _VINETA.finditer(*self._trozo[1:]) if v.start() <= self._puesto]
        empieza = len(suyas) - 1
        while empieza > 0 and suyas[empieza] - suyas[empieza - 1] <= _ENTRE_VINETAS:
            empieza -= 1
        return suyas[empieza : empieza + 1]

    def _dos_puntos(self, parrafo: int) -> Iterator[Pieza]:
        """La última oración que acabó en ellos al final de un renglón, y la última de su párrafo."""
        corrido = self._marco.corrido
        al_final = [uno.start() for uno in _DOS_PUNTOS.finditer(corrido, self._desde, self._puesto)]
        for lugar in (*al_final[-1:], corrido.rfind(": ", parrafo, self._puesto)):
            if lugar >= 0:
                yield self._clausula(lugar)

    def _del_parrafo(self, parrafo: int) -> Iterator[Pieza]:
        """Su primera oración, si no es la del pasaje."""
        previas = clausulas(self._marco.corrido[parrafo : self._puesto])[:-1]
        dice = (turno for turno, una in enumerate(previas) if len(vocablos(una)) >= _DICE)
        primera = ". ".join(previas[: next(dice, -1) + 1])[:_CLAUSULA]
        if primera:
            yield Pieza(primera, max(0, self._puesto - parrafo - len(primera)))

    @property
    def _renglon(self) -> int:
        """Dónde empieza el del pasaje."""
        return self._marco.corrido.rfind("\n", 0, self._puesto) + 1

    @cached_property
    def _en_cuadro(self) -> bool:
        return es_fila(self._marco.corrido[self._renglon : self._trozo.fin])

    def _del_cuadro(self) -> Iterator[Pieza]:
        corrido, desde = self._marco.corrido, max(0, self._puesto - _LARGO)
        propio = corrido[self._renglon : self._trozo.fin]
        dicho, lejos = encabezado_de_cuadro(corrido[desde : self._puesto], propio)
        if dicho:
            yield Pieza(dicho, lejos)

    def _clausula(self, fin: int) -> Pieza:
        """La oración que acaba en un lugar; con la de antes, si por sí sola no dice nada."""
        antes = self._marco.corrido[max(self._desde, fin - _CLAUSULA) : fin].rstrip(" \t\n:;.")
        dichas = [una for una in clausulas(antes) if una.strip()] or [""]
        cuantas = 2 if len(vocablos(dichas[-1])) < _DICE else 1
        return Pieza(". ".join(dichas[-cuantas:]).strip(), self._puesto - fin)
