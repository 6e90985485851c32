"""Cuántos pasajes a los que se les cambió el sentido se reanclan igual, y cuántos sin que nadie lo sepa.

    python -m tests.rendimiento.gemelos CORPUS [--documentos 50] [--pasajes 12]

En documentos del corpus elige pasajes al azar (semilla fija) y a cada uno le hace un cambio que una mala
lectura no hace: otra cifra, otra fecha, otro nombre u otra institución, una negación, lo contrario, un plazo,
«podrá» por «deberá», otro inciso, una salvedad, una palabra puesta, quitada o cambiada por otra del corpus
—también la que más se le parece—, un renglón puesto. Todos van en una versión nueva, tal cual o además con
errores de reconocimiento, y se busca cada pasaje en ella. Callado: se da por el mismo sin aviso; no debe
haber ninguno. Marcado: se da por reubicado, para que alguien lo mire. «Al lado» es lo que cambia justo fuera
del pasaje, en su oración, y «sin cambio», el pasaje intacto, que sirve de contraste.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from centro_doc.vinculos.guardados import CONTEXTO, TextoDeOrigen
from centro_doc.vinculos.pasajes import Anclaje
from centro_doc.vinculos.reanclaje import TextoBuscado
from centro_doc.vinculos.vocablos import sin_tildes
from tests.rendimiento.reanclaje import PAGINA_NUEVA, _paginas, _parejas, _por_palabras
from tests.rendimiento.reemplazo import _ruido

SIN_CAMBIO, AL_LADO = "sin cambio", "al lado"
_PALABRA = re.compile(r"[^\W\d_]+")
_CON_SENTIDO = 4
_COMUN = 3
"""Veces que el corpus escribe una palabra para ponerla en lugar de otra: casi ninguna es una errata."""
_CONTRARIOS = (
    *(("menores", "mayores"), ("menor", "mayor"), ("máximo", "mínimo"), ("antes", "después")),
    *(("anterior", "posterior"), ("público", "privado"), ("pública", "privada"), ("nacional", "extranjero")),
    *(("nacionales", "extranjeros"), ("derecho", "deber"), ("derechos", "deberes"), ("con", "sin")),
    *(("aprobar", "rechazar"), ("ingreso", "egreso"), ("entrada", "salida"), ("favorable", "desfavorable")),
    *(("legal", "ilegal"), ("desde", "hasta"), ("total", "parcial"), ("todos", "algunos")),
    *(("aprobación", "derogación"), ("crea", "suprime"), ("incluye", "excluye"), ("y", "o")),
    *(("permanente", "temporal"), ("general", "especial"), ("directa", "indirecta"), ("más", "menos")),
)
_DEBERES = (("podrá", "deberá"), ("podrán", "deberán"), ("puede", "debe"), ("pueden", "deben"))
_MESES = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre", "octubre")
_PLAZOS = (
    ("días", "meses"),
    ("meses", "años"),
    ("hábiles", "calendario"),
    ("años", "meses"),
    ("plazo", "término"),
)
_SALVEDADES = ("salvo los menores de edad", "excepto en este caso", "salvo resolución en contrario")
_VERBO = r"(?:será|serán|es|son|podrá|podrán|deberá|deberán|tiene|tienen|procede|corresponde|puede|debe|se)"

Cambio = Callable[[str, "Generador"], str | None]


@dataclass(frozen=True, slots=True)
class Generador:
    """De dónde salen los cambios: el azar y las palabras del corpus, comunes y con mayúscula."""

    azar: random.Random
    comunes: Sequence[str]
    nombres: Sequence[str]

    def otra(self, palabra: str) -> str:
        """Una palabra cualquiera, escrita como la dada."""
        nombres = palabra[0].isupper() and len(self.nombres) > 1
        return self._como(palabra, self.azar.choice(self.nombres if nombres else self.comunes))

    def vecina(self, palabra: str) -> str | None:
        """La que más se le parece y no es ella con otras tildes."""
        propia = sin_tildes(palabra)
        halladas = process.extract(propia, self.comunes, scorer=Levenshtein.distance, limit=6, score_cutoff=2)
        otras = [una for una, _, _ in halladas if sin_tildes(una) != propia]
        return self._como(palabra, otras[0]) if otras else None

    @staticmethod
    def _como(palabra: str, otra: str) -> str:
        return otra.upper() if palabra.isupper() else otra.capitalize() if palabra[0].isupper() else otra


def principal() -> None:
    """Mide e imprime la tabla: por cada clase de cambio, cómo quedó."""
    opciones = argparse.ArgumentParser(description=__doc__)
    opciones.add_argument("corpus", type=Path)
    opciones.add_argument("--documentos", type=int, default=50)
    opciones.add_argument("--pasajes", type=int, default=12)
    opciones.add_argument("--ver", action="store_true", help="escribe los que se reanclan")
    dado = opciones.parse_args()
    textos = [texto for texto, _ in _parejas(dado.corpus / "juicios", dado.documentos)]
    generador = _generador(textos)
    for sucio in (False, True):
        cuenta: Counter[tuple[str, str]] = Counter()
        for turno, texto in enumerate(textos):
            cuenta.update(_medir(texto, turno, dado.pasajes, generador, sucio=sucio, ver=dado.ver))
        _informar(cuenta, "con errores de reconocimiento" if sucio else "sin errores")


def _informar(cuenta: Counter[tuple[str, str]], titulo: str) -> None:
    print(f"\n{titulo}\n| cambio | casos | callado | marcado | roto |\n|---|---|---|---|---|")
    for clase in (
        *dict.fromkeys(c for c, _ in sorted(cuenta) if c not in {SIN_CAMBIO, AL_LADO}),
        "",
        AL_LADO,
        SIN_CAMBIO,
    ):
        suyos = [
            sum(n for (c, como), n in cuenta.items() if como == ese and _es(c, clase))
            for ese in ("callado", "marcado", "roto")
        ]
        print(f"| {clase or 'TODOS'} | {sum(suyos)} | {' | '.join(map(str, suyos))} |")


def _es(clase: str, pedida: str) -> bool:
    return clase == pedida if pedida else clase not in {SIN_CAMBIO, AL_LADO}


def _generador(textos: Iterable[str]) -> Generador:
    cuenta = Counter(palabra for texto in textos for palabra in _PALABRA.findall(texto))
    largas = [p for p, n in cuenta.items() if n >= _COMUN and len(p) >= _CON_SENTIDO]
    return Generador(
        random.Random(20_110_817),
        sorted(p for p in largas if p.islower()),
        sorted(p for p in largas if p.istitle() and cuenta[p.lower()] < _COMUN),
    )


def _medir(
    texto: str, turno: int, cuantos: int, generador: Generador, *, sucio: bool, ver: bool
) -> Iterator[tuple[str, str]]:
    azar = generador.azar
    ancho = len(texto) // cuantos
    nuevo, dichos, origen = [], [], TextoDeOrigen({1: texto})
    for n in range(cuantos):
        trozo = texto[n * ancho : (n + 1) * ancho]
        largo = azar.choice((60, 120, 250))
        inicio = azar.randrange(CONTEXTO, max(CONTEXTO + 1, len(trozo) - largo - CONTEXTO))
        inicio, fin = _por_palabras(trozo, inicio, min(len(trozo), inicio + largo))
        literal, resto = trozo[inicio:fin], trozo[fin:]
        clase, cambiado, antes = _cambiar(literal, trozo[:inicio], turno + n, generador)
        if sum(c.isalnum() for c in literal) < 20:
            nuevo.append(trozo)
            continue
        desde, hasta = n * ancho + inicio, n * ancho + fin
        dichos.append((clase, origen.guardado(Anclaje(1, desde, 1, hasta, literal)), cambiado))
        nuevo.append(f"{antes}{cambiado}{resto}")
    junto = "".join(nuevo)
    buscado = TextoBuscado(_paginas(_ruido(junto, azar) if sucio else junto, PAGINA_NUEVA))
    for clase, guardado, cambiado in dichos:
        hallado = buscado.reanclar(guardado)
        como = "roto" if hallado is None else "callado" if hallado.exacto else "marcado"
        if ver and hallado is not None and clase != SIN_CAMBIO:
            print(f"[{clase}: {como}]\n  {guardado.literal!r}\n  {cambiado!r}\n  {hallado.anclaje.literal!r}")
        yield clase, como


def _cambiar(literal: str, antes: str, turno: int, generador: Generador) -> tuple[str, str, str]:
    """La clase de cambio, el pasaje cambiado y lo que va delante; se prueban desde la que toca."""
    clases = list(CAMBIOS)
    for paso in range(len(clases)):
        clase = clases[(turno + paso) % len(clases)]
        if clase == SIN_CAMBIO:
            return clase, literal, antes
        if clase == AL_LADO:
            return clase, literal, f"{antes.rstrip()} {generador.azar.choice(('no', 'salvo', 'nunca'))} "
        cambiado = CAMBIOS[clase](literal, generador)
        if cambiado is not None and sin_tildes(cambiado) != sin_tildes(literal):
            return clase, cambiado, antes
    return SIN_CAMBIO, literal, antes


def _de_pares(pares: Iterable[tuple[str, str]]) -> Cambio:
    opciones = {a: b for par in pares for a, b in (par, par[::-1])}

    def cambiar(literal: str, generador: Generador) -> str | None:
        halladas = [p for p in _PALABRA.finditer(literal) if p[0] in opciones]
        return _sustituir(literal, halladas, lambda p: opciones[p], generador)

    return cambiar


def _sustituir(
    literal: str, halladas: Sequence[re.Match[str]], otra: Callable[[str], str | None], generador: Generador
) -> str | None:
    if not halladas:
        return None
    una = generador.azar.choice(halladas)
    nueva = otra(una[0])
    return None if nueva is None else f"{literal[: una.start()]}{nueva}{literal[una.end() :]}"


def _cifra(literal: str, generador: Generador) -> str | None:
    halladas = list(re.finditer(r"\d", literal))
    return _sustituir(
        literal, halladas, lambda d: generador.azar.choice([c for c in "0123456789" if c != d]), generador
    )


def _fecha(literal: str, generador: Generador) -> str | None:
    halladas = list(re.finditer(rf"\b(?:{'|'.join(_MESES)})\b", literal))
    return _sustituir(
        literal, halladas, lambda m: generador.azar.choice([c for c in _MESES if c != m]), generador
    )


def _nombre(literal: str, generador: Generador) -> str | None:
    halladas = [p for p in _PALABRA.finditer(literal) if p[0].istitle() and len(p[0]) > 3 and p.start()]
    return _sustituir(literal, halladas, generador.otra, generador)


def _institucion(literal: str, generador: Generador) -> str | None:
    halladas = list(re.finditer(r"(?<=\bde )[A-ZÁÉÍÓÚ][a-záéíóúñ]{4,}", literal))
    return _sustituir(literal, halladas, generador.otra, generador)


def _negacion(literal: str, generador: Generador) -> str | None:
    quitada = re.sub(r"(?<=\w )(?:no|sin|ni) (?=\w)", "", literal, count=1)
    if quitada != literal:
        return quitada
    halladas = list(re.finditer(rf"(?<=\w )(?={_VERBO} \w)", literal))
    return _sustituir(literal, halladas, lambda _: "no ", generador)


def _inciso(literal: str, generador: Generador) -> str | None:
    halladas = list(re.finditer(r"(?<=\b)[a-h](?=\))|\b[IVX]{2,}\b", literal))
    return _sustituir(
        literal,
        halladas,
        lambda m: generador.azar.choice("abdfghm" if m.islower() else ("XL", "LI", "XII")).replace(m, "k"),
        generador,
    )


def _blancos(literal: str) -> list[re.Match[str]]:
    return list(re.finditer(r"(?<=\w) (?=\w)", literal))


def _salvo(literal: str, generador: Generador) -> str | None:
    dicho = generador.azar.choice(_SALVEDADES)
    return _sustituir(literal, _blancos(literal), lambda _: f", {dicho}, ", generador)


def _renglon(literal: str, generador: Generador) -> str | None:
    # Otra cada vez: la que el documento repitiera sería uno de sus encabezados.
    dicho = f"{generador.azar.choice(_SALVEDADES)} de {generador.azar.choice(generador.comunes)}"
    return _sustituir(literal, _blancos(literal), lambda _: f"\n{dicho}\n", generador)


def _puesta(literal: str, generador: Generador) -> str | None:
    return _sustituir(
        literal, _blancos(literal), lambda _: f" {generador.azar.choice(generador.comunes)} ", generador
    )


def _largas(literal: str) -> list[re.Match[str]]:
    """Las que tienen sentido, de dentro del pasaje."""
    return [p for p in _PALABRA.finditer(literal) if len(p[0]) >= _CON_SENTIDO][1:-1]


def _quitada(literal: str, generador: Generador) -> str | None:
    return _sustituir(literal, _largas(literal), lambda _: "", generador)


def _cambiada(literal: str, generador: Generador) -> str | None:
    return _sustituir(literal, _largas(literal), generador.otra, generador)


def _vecina(literal: str, generador: Generador) -> str | None:
    return _sustituir(literal, _largas(literal), generador.vecina, generador)


CAMBIOS: dict[str, Cambio] = {
    "lo contrario": _de_pares(_CONTRARIOS),
    "negación": _negacion,
    "cifra": _cifra,
    "fecha": _fecha,
    "nombre": _nombre,
    "institución": _institucion,
    "plazo": _de_pares(_PLAZOS),
    "podrá y deberá": _de_pares(_DEBERES),
    "inciso": _inciso,
    "salvedad": _salvo,
    "renglón puesto": _renglon,
    "palabra puesta": _puesta,
    "palabra quitada": _quitada,
    "palabra cambiada": _cambiada,
    "palabra vecina": _vecina,
    AL_LADO: _puesta,
    SIN_CAMBIO: _puesta,
}
"""Cada clase y cómo se hace; las dos últimas no cambian el pasaje."""


if __name__ == "__main__":
    principal()
