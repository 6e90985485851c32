"""Las páginas de un texto de corrido y divididas, para saber en qué parte de él está un pasaje."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from centro_doc.vinculos.encabezados import SALTO, letras_del_renglon, renglones_repetidos
from centro_doc.vinculos.pasajes import Anclaje
from indexador.juridico import marcas
from indexador.juridico.divisiones import encabezado_de_norma
from indexador.juridico.estructura import Division, Estructura, estructurar


class Marco:
    """Las páginas de un texto, puestas de corrido y divididas una sola vez."""

    def __init__(self, paginas: Mapping[int, str]) -> None:
        self._numeros = sorted(paginas)
        self._textos = [paginas[numero] for numero in self._numeros]

    @cached_property
    def estructura(self) -> Estructura:
        """Las divisiones de todo el texto."""
        return estructurar(self._textos)

    @cached_property
    def corrido(self) -> str:
        """El texto sin los encabezados ni los pies de sus páginas."""
        cuerpos = zip(self._textos, self.estructura.cuerpos, strict=True)
        return f"{SALTO}\n".join(texto[desde:hasta] for texto, (desde, hasta) in cuerpos)

    @cached_property
    def encabezados(self) -> frozenset[str]:
        """Los renglones que repite (`renglones_repetidos`)."""
        return renglones_repetidos(self._textos)

    @cached_property
    def norma(self) -> str:
        """Cómo se llama la primera norma, si el texto tiene artículos."""
        primero = next((d for d in self.estructura.divisiones if d.clase == marcas.ARTICULO), None)
        if primero is None:
            return ""
        hasta = self.puesto(primero.pagina - 1, primero.inicio)
        hallado = encabezado_de_norma(self.corrido, 0, hasta)
        return self.corrido[slice(*hallado)] if hallado else ""

    @cached_property
    def sin_numero(self) -> Sequence[str]:
        """Las letras de los títulos que no llevan número."""
        suyos = (d.etiqueta for d in self.estructura.divisiones if d.clase == marcas.ENCABEZADO)
        return [letras_del_renglon(uno) for uno in suyos]

    def puesto_de(self, ancla: Anclaje) -> int:
        """Dónde empieza en el texto corrido un pasaje de estas páginas."""
        return self.puesto(self._numeros.index(ancla.pagina_inicio), ancla.inicio)

    def fin_de(self, ancla: Anclaje) -> int:
        """Y dónde acaba."""
        return self.puesto(self._numeros.index(ancla.pagina_fin), ancla.fin)

    def puesto(self, indice: int, lugar: int) -> int:
        """Dónde cae en el texto corrido un lugar de la página de ese índice."""
        desde, hasta = self.estructura.cuerpos[indice]
        return self._bases[indice] + min(max(0, lugar - desde), hasta - desde)

    def divisiones_de(self, puesto: int) -> list[tuple[int, Division]]:
        """Las que contienen un lugar, de fuera adentro, con dónde empieza cada una."""
        todas = self.estructura.divisiones
        indice: int | None = bisect_right(self._empiezan, puesto) - 1
        halladas: list[tuple[int, Division]] = []
        while indice is not None and indice >= 0:
            una = todas[indice]
            if puesto < self.puesto(una.pagina_final - 1, una.fin):
                halladas.append((self._empiezan[indice], una))
            indice = una.padre
        return halladas[::-1]

    @cached_property
    def _bases(self) -> Sequence[int]:
        return [0, *accumulate(hasta - desde + 2 for desde, hasta in self.estructura.cuerpos)]

    @cached_property
    def _empiezan(self) -> Sequence[int]:
        return [self.puesto(una.pagina - 1, una.inicio) for una in self.estructura.divisiones]
