"""Dónde queda un pasaje cuando el documento tiene otro texto: otra versión, otra lectura, una corrección.

Lo exacto: las mismas letras y cifras en su orden (la regla de `pasajes`). Y lo aproximado, que compite con
ello, pues las letras iguales pueden ser de otra fórmula casi igual y las de ésta haberse estropeado
(`lugares`). Decide además lo que lo rodeaba y a qué altura del documento estaba. Si dos lugares sirven casi
igual no se elige, y si lo que cambió no se explica por una mala lectura (`sentido`) tampoco: el pasaje queda
roto y lo repara una persona. Y si cambió la oración en que está, lo mira alguien.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from centro_doc.vinculos.encabezados import SALTO, recortado
from centro_doc.vinculos.gobierno import Gobierno
from centro_doc.vinculos.guardados import PasajeGuardado, alrededor
from centro_doc.vinculos.lugares import CONTEXTO_MINIMO, CONTEXTO_SEGURO, Entorno, Letras, Lugar, llanas_de
from centro_doc.vinculos.marcos import Marco
from centro_doc.vinculos.oraciones import Oracion, como_sigue, pegadas
from centro_doc.vinculos.pasajes import MINIMO, Anclaje, anclar_entre, con_saltos, largo_util, letras_de
from centro_doc.vinculos.sentido import completado, con_su_numero, dice_lo_mismo
from centro_doc.vinculos.signos import con_sus_orillas, mismos_signos, signos_cambiados
from centro_doc.vinculos.vocablos import PALABRA, sin_tildes, vocablos

MARGEN = 0.005
"""Cuánto mejor que el segundo lugar debe ser el primero para elegirlo."""
_MARGEN_CALLADO = 0.1
"""Y para no pedir que nadie lo mire."""
_LARGO = 60
"""Letras desde las que un pasaje único casi no puede estar repetido."""
_REPETIDA = 2
"""Veces que el resto del texto ha de escribir una palabra que no está en los vocabularios, para creer que lo
es y no una mala lectura."""
_APARTE = 50
"""Lugares con las mismas letras que se miran uno por uno."""
_INTENTOS = 3
"""Maneras de cortar el pasaje en su lugar que se prueban."""


@dataclass(frozen=True, slots=True)
class Reanclaje:
    """Dónde está ahora. `parecido` es la parte de sus letras que está allí (0–1).

    `exacto`: son las mismas, en la misma oración, y no hay otro lugar con ellas que convenga lo mismo.
    """

    anclaje: Anclaje
    parecido: float
    exacto: bool


class TextoBuscado:
    """Las páginas de un texto, reducidas una sola vez, para reanclar en ellas muchos pasajes."""

    def __init__(self, paginas: Mapping[int, str]) -> None:
        self._paginas, self._marco = paginas, Marco(paginas)
        self._numeros = sorted(paginas)
        por_pagina = [letras_de(paginas[numero]) for numero in self._numeros]
        self._letras = Letras("".join(por_pagina))
        self._comienzos = [0, *accumulate(map(len, por_pagina))]

    @cached_property
    def _repetidas(self) -> Mapping[str, int]:
        """Las palabras que el texto escribe más de una vez, y cuántas."""
        escritas = Counter(una for texto in self._paginas.values() for una in PALABRA.findall(texto))
        cuentas: Counter[str] = Counter()
        for escrita, veces in escritas.items():
            cuentas[sin_tildes(escrita)] += veces
        return {letras: veces for letras, veces in cuentas.items() if veces >= _REPETIDA and letras.isalpha()}

    def reanclar(self, pasaje: PasajeGuardado) -> Reanclaje | None:
        """El lugar del pasaje en estas páginas; `None` si no está o si no se puede elegir entre varios."""
        if not letras_de(pasaje.literal) or not self._comienzos[-1]:
            return None
        hallado = self._buscar(pasaje)
        if hallado is not None:
            return hallado
        propio = recortado(pasaje.literal, pasaje.encabezados | self._marco.encabezados)
        if largo_util(propio) < max(MINIMO, largo_util(pasaje.literal) / 2) or propio == pasaje.literal:
            return None
        hallado = self._buscar(replace(pasaje, literal=propio), suelto=True)
        return hallado and replace(hallado, exacto=False)

    def _buscar(self, pasaje: PasajeGuardado, *, suelto: bool = False) -> Reanclaje | None:
        """`suelto`: al lado tenía un encabezado, y no la oración que se sabe."""
        buscado, entorno = letras_de(pasaje.literal), Entorno.de(pasaje.antes, pasaje.despues, pasaje.altura)
        iguales = self._letras.iguales(buscado, entorno)
        parecidos = self._letras.parecidos(llanas_de(buscado), entorno)
        aparte = len(buscado) // 2
        otros = [uno for uno in parecidos if all(abs(uno.desde - i.desde) > aparte for i in iguales)]
        lugares = sorted((*iguales, *otros), key=lambda uno: -uno.valor)
        rivales = [uno for uno in lugares[1:] if abs(uno.desde - lugares[0].desde) > aparte]
        if lugares and lugares[0].igual:
            return self._igual(lugares[0], rivales, pasaje, entorno, suelto=suelto)
        if not lugares or (rivales and lugares[0].valor - rivales[0].valor < MARGEN):
            return None
        cortes = [uno for uno in lugares if uno not in rivales]
        return self._parecido(cortes[:_INTENTOS], pasaje, suelto=suelto)

    def _igual(
        self,
        lugar: Lugar,
        rivales: Sequence[Lugar],
        pasaje: PasajeGuardado,
        entorno: Entorno,
        *,
        suelto: bool,
    ) -> Reanclaje | None:
        """El lugar que más conviene, si tiene las mismas letras."""
        ancla = self._anclaje(lugar)
        rodeo = self._rodeo(pasaje, ancla)
        oracion = rodeo.oracion(pasaje)
        ampliada = oracion is Oracion.AMPLIADA and not suelto
        if ampliada or not self._dice_lo_mismo(pasaje, ancla, rodeo, en_su_sitio=True):
            return None
        igual = oracion is Oracion.MISMA and mismos_signos(*rodeo.con_signos(pasaje, ancla))
        seguro = igual and (
            self._sin_otro(rivales, pasaje, rodeo) or _es_holgado(lugar, rivales, pasaje, entorno)
        )
        return Reanclaje(ancla, 1.0, seguro and self._gobierna_lo_mismo(pasaje, ancla))

    def _gobierna_lo_mismo(self, pasaje: PasajeGuardado, ancla: Anclaje) -> bool:
        return pasaje.gobierno is None or pasaje.gobierno.sigue_en(Gobierno(self._marco, ancla))

    def _sin_otro(self, rivales: Sequence[Lugar], pasaje: PasajeGuardado, rodeo: "_Rodeo") -> bool:
        """¿Lo rodea lo mismo, letra por letra, y a ningún otro lugar con sus letras?"""
        otros = [uno for uno in rivales if uno.igual]
        if len(otros) > _APARTE or not rodeo.es_el_de(pasaje):
            return False
        return not any(self._rodeo(pasaje, self._anclaje(uno)).es_el_de(pasaje) for uno in otros)

    def _parecido(self, cortes: Sequence[Lugar], pasaje: PasajeGuardado, *, suelto: bool) -> Reanclaje | None:
        """El lugar que más conviene, cortado de la manera que diga lo mismo."""
        llano = llanas_de(letras_de(pasaje.literal))
        for uno in cortes:
            ancla = self._anclaje(self._letras.ajustado(llano, uno))
            rodeo = self._rodeo(pasaje, ancla)
            dice = self._dice_lo_mismo(pasaje, ancla, rodeo, en_su_sitio=uno.rodeado)
            if dice and (suelto or rodeo.oracion(pasaje) is not Oracion.AMPLIADA):
                return Reanclaje(ancla, round(uno.parecido, 3), False)
        return None

    def _dice_lo_mismo(
        self, pasaje: PasajeGuardado, ancla: Anclaje, rodeo: "_Rodeo", *, en_su_sitio: bool
    ) -> bool:
        if signos_cambiados(*rodeo.con_signos(pasaje, ancla)):
            return False
        ahora = con_saltos(self._paginas, ancla, SALTO)
        ahora = con_su_numero(pasaje.literal, rodeo.antes, ahora)
        literal = completado(pasaje.literal, pasaje.antes, pasaje.despues, ahora)
        suyas = Counter(v.letras for v in vocablos(ahora))
        miradas = (*suyas, *(v.letras for v in vocablos(literal)))
        resto = {una for una in miradas if self._repetidas.get(una, 0) >= suyas[una] + _REPETIDA}
        return dice_lo_mismo(
            literal,
            ahora,
            en_su_sitio=en_su_sitio,
            del_documento=resto,
            encabezados=self._marco.encabezados | pasaje.encabezados,
        )

    def _rodeo(self, pasaje: PasajeGuardado, ancla: Anclaje) -> "_Rodeo":
        antes, despues = alrededor(self._paginas, ancla, self._marco.encabezados | pasaje.encabezados)
        pegada, seguida = pegadas(pasaje.antes, pasaje.literal, pasaje.despues, ancla.literal)
        return _Rodeo(
            f"{antes} {pegada}" if pegada else antes, f"{seguida} {despues}" if seguida else despues
        )

    def _anclaje(self, lugar: Lugar) -> Anclaje:
        puesto = bisect_right(self._comienzos, lugar.desde) - 1
        numero = self._numeros[puesto]
        sobra = lugar.desde - self._comienzos[puesto]
        return anclar_entre(self._paginas, numero, sobra, lugar.hasta - lugar.desde)


@dataclass(frozen=True, slots=True)
class _Rodeo:
    """Lo que rodea al pasaje en su lugar de ahora, con las palabras que se le pegaron."""

    antes: str
    despues: str

    def es_el_de(self, pasaje: PasajeGuardado) -> bool:
        """¿Son las mismas letras y cifras, por los dos lados?"""
        antes = letras_de(pasaje.antes)[::-1], letras_de(self.antes)[::-1]
        despues = letras_de(pasaje.despues), letras_de(self.despues)
        return _empiezan_igual(*antes) and _empiezan_igual(*despues)

    def oracion(self, pasaje: PasajeGuardado) -> Oracion:
        return como_sigue((pasaje.antes, self.antes), (pasaje.despues, self.despues))

    def con_signos(self, pasaje: PasajeGuardado, ancla: Anclaje) -> tuple[str, str]:
        """El pasaje de antes y el de ahora, cada uno con los signos que tiene pegados."""
        viejo = con_sus_orillas(pasaje.antes, pasaje.literal, pasaje.despues)
        return viejo, con_sus_orillas(self.antes, ancla.literal, self.despues)


def _es_holgado(lugar: Lugar, rivales: Sequence[Lugar], pasaje: PasajeGuardado, entorno: Entorno) -> bool:
    """¿Conviene mucho más que los demás, y se conserva lo que lo rodeaba?"""
    holgado = not rivales or lugar.valor - rivales[0].valor >= _MARGEN_CALLADO
    corto = len(letras_de(pasaje.literal)) < _LARGO
    basta = CONTEXTO_SEGURO if corto or rivales else CONTEXTO_MINIMO
    return holgado and (not entorno.hay or lugar.contexto >= basta)


def _empiezan_igual(una: str, otra: str) -> bool:
    """Basta con las que caben en la más corta: los blancos y los signos no ocupan lo mismo en las dos."""
    cuantas = min(len(una), len(otra))
    return una[:cuantas] == otra[:cuantas] and (cuantas >= _LARGO or len(una) == len(otra))
