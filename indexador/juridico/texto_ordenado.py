"""El texto nuevo que lleva una orden, si empieza por lo ordenado y no lo sigue otra cosa."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexador.juridico.encabezados_de_articulo import Candidato, candidatos
from indexador.juridico.hilo import Hilo
from indexador.juridico.instruccion import Instruccion
from indexador.juridico.numero_de_articulo import canonico
from indexador.juridico.objetivos import Objetivo
from indexador.juridico.ordenes import Ambito, Operacion
from indexador.juridico.texto_nuevo import acaba_ilegible, cuerpo_citado, literales_citadas, sigue_otra_cosa

_SIN_ENCABEZADO = "El texto nuevo no empieza por el número del artículo."
_OTRO_NUMERO = "El texto nuevo se titula de otro modo: artículo {}."
_SIGUE = "Tras las comillas del texto nuevo sigue otro texto."
OTRAS_LITERALES = "Las literales del texto nuevo no son las que se ordenan."
_SIN_FINAL = "No se lee cómo acaba el texto nuevo."
_VARIOS_ARTICULOS = "Los artículos del texto nuevo no son los que se ordenan."


class TextoOrdenado:
    """Reparte el texto de un artículo del reformador entre lo que ordena."""

    def __init__(self, hilo: Hilo) -> None:
        self._hilo = hilo

    def de(self, base: Instruccion, fin: int, objetivos: Sequence[Objetivo]) -> Iterator[Instruccion]:
        """La orden sobre cada objetivo, con su texto; `fin` es dónde acaba de decirla."""
        if base.operacion in {Operacion.DEROGA, Operacion.OTRA}:
            yield from _con_objetivos(base, objetivos)
        elif base.ambito == Ambito.ARTICULO:
            yield from self._articulos(base, fin, objetivos)
        else:
            yield from self._parte(base, fin, objetivos)

    def _articulos(self, base: Instruccion, fin: int, objetivos: Sequence[Objetivo]) -> Iterator[Instruccion]:
        """Artículos enteros: el texto nuevo de cada uno va de su encabezado al del siguiente."""
        nuevo = self._hilo.texto[fin:]
        cabezas = [una for una in candidatos(nuevo) if una.inicio == 0 or una.peso < 1 or len(objetivos) > 1]
        numeros = [_numero(una) for una in cabezas]
        debidos = [uno.articulo for uno in objetivos]
        if cabezas and nuevo[: cabezas[0].inicio].strip("\"“«'· \n\t.~-_/"):
            cabezas, numeros = [], []
        razon = base.razon
        if not razon and not numeros:
            razon = _SIN_ENCABEZADO
        elif not razon and numeros != debidos:
            razon = (
                _OTRO_NUMERO.format(numeros[0]) if len(debidos) == len(numeros) == 1 else _VARIOS_ARTICULOS
            )
        limites = [*(una.inicio for una in cabezas[1:]), len(nuevo)]
        if numeros != debidos:
            desde = (cabezas[0].inicio if cabezas else 0) + fin
            cuerpo = cuerpo_citado(self._hilo.texto, desde, len(self._hilo.texto))
            posible = numeros[0] if len(numeros) == 1 else ""
            for una in _con_objetivos(replace(base, razon=razon, posible=posible), objetivos):
                yield self._con_texto(una, cuerpo)
            return
        for objetivo, cabeza, hasta in zip(objetivos, cabezas, limites, strict=True):
            cuerpo = cuerpo_citado(self._hilo.texto, fin + cabeza.inicio, fin + hasta)
            sigue = sigue_otra_cosa(self._hilo.texto[fin + cabeza.inicio : fin + hasta])
            una = self._con_texto(
                replace(base, objetivo=objetivo, razon=razon or (_SIGUE if sigue else "")), cuerpo
            )
            yield replace(una, razon=_SIN_FINAL) if una.segura and acaba_ilegible(una.nuevo) else una

    def _parte(self, base: Instruccion, fin: int, objetivos: Sequence[Objetivo]) -> Iterator[Instruccion]:
        """Literales nuevas, que se pueden poner solas, y lo demás, que sólo se muestra."""
        texto = self._hilo.texto
        if base.segura:
            halladas = literales_citadas(texto, fin)
            debidas = [dict(uno.subdivision).get("lit", "") for uno in objetivos]
            if halladas and [letra for letra, _ in halladas] == debidas:
                for objetivo, (_, cuerpo) in zip(objetivos, halladas, strict=True):
                    yield self._con_texto(replace(base, objetivo=objetivo), cuerpo)
                return
            base = replace(base, razon=OTRAS_LITERALES)
        cuerpo = cuerpo_citado(texto, fin, len(texto))
        for una in _con_objetivos(base, objetivos):
            yield self._con_texto(una, cuerpo)

    def _con_texto(self, una: Instruccion, cuerpo: Sequence[tuple[int, int]]) -> Instruccion:
        trozos = tuple(trozo for desde, hasta in cuerpo for trozo in self._hilo.trozos(desde, hasta))
        return replace(
            una, texto=trozos, nuevo="".join(self._hilo.texto[desde:hasta] for desde, hasta in cuerpo)
        )


def _con_objetivos(base: Instruccion, objetivos: Sequence[Objetivo]) -> Iterator[Instruccion]:
    for objetivo in objetivos or (None,):
        yield replace(base, objetivo=objetivo)


def _numero(cabeza: Candidato) -> str:
    return canonico(cabeza.lecturas[0].clave, cabeza.escrito)
