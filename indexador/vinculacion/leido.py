"""Lee un documento: sus pasajes, lo que se busca en cada uno, su título, sus citas y qué papel es."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexador.ficha import Pagina
from indexador.vinculacion.aparato import es_prosa
from indexador.vinculacion.citadas import Citada
from indexador.vinculacion.compilado import Compilado
from indexador.vinculacion.lexico import Dicho
from indexador.vinculacion.papel import condiciones, es_papel, nombran_a_la_casa
from indexador.vinculacion.pasajes import Pasaje, cortar
from indexador.vinculacion.perfil import CONDICIONES
from indexador.vinculacion.senales import Senales, de_pagina, decidir, hay_contexto
from indexador.vinculacion.sentido import callar_otros_asuntos
from indexador.vinculacion.terminos import ver_terminos

_ENCABEZADO = 400
"""Caracteres del comienzo que, sin título, hacen de él; y en los que una norma dice cuál es."""
_DE_SU_NOMBRE = 120
"""Caracteres en que una norma dice cuál es; y lo que, antes de nombrarla, dice que es otra."""
_NO_ES_ELLA = re.compile(r"reform|deroga|modifica|reglamento de|adici|seg[uú]n|conforme|en el", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leido:
    """Un documento ya mirado."""

    paginas: Mapping[int, Pagina]
    pasajes: Sequence[Pasaje]
    senales: Sequence[Senales]
    titulo: str
    con_titulo: bool
    del_titulo: Senales
    citadas: Mapping[int, Sequence[Citada]]
    propia: str
    tipo: str
    condiciones: frozenset[int]
    dicho: Dicho

    def expresiones(self) -> frozenset[int]:
        """Las que dice, y las condiciones que cumple."""
        return self.condiciones.union(
            self.del_titulo.expresiones, *(senal.expresiones for senal in self.senales)
        )


def leer(
    paginas: Sequence[Pagina], citas: Sequence[Citada], titulo: str, tipo: str, compilado: Compilado
) -> Leido:
    """Lo mira entero; `citas` son las normas que cita, y el título puede ir vacío.

    El que nada dice («Visita de mayo», el nombre de un archivo) no calla lo que dice el comienzo del texto.
    """
    por_numero = {pagina.numero: pagina for pagina in paginas}
    pasajes = cortar(paginas)
    de_cada: dict[int, list[Pasaje]] = defaultdict(list)
    for pasaje in pasajes:
        de_cada[pasaje.pagina].append(pasaje)
    con_titulo, titulo = _es_titulo(titulo, paginas), titulo.strip()
    if not _dice_algo(titulo, compilado):
        con_titulo, titulo = False, f"{titulo}\n\n{_encabezado(paginas)}".strip()
    papel = es_papel(paginas)
    senales, del_titulo = _senales(por_numero, de_cada, titulo, compilado, papel=papel)
    if not papel and nombran_a_la_casa([*senales, del_titulo], compilado):
        papel = es_papel(paginas, de_la_casa=True)
        if papel:
            senales, del_titulo = _senales(por_numero, de_cada, titulo, compilado, papel=True)
    contexto = hay_contexto(senales, titulo=del_titulo.contexto)
    cumple = condiciones(paginas, [*senales, del_titulo], compilado, papel=papel)
    dichas = cumple.union(del_titulo.expresiones) if CONDICIONES["#papel"] in cumple else cumple
    ver_terminos(
        del_titulo,
        compilado,
        contexto=del_titulo.contexto or sum(contexto) * 3 >= len(contexto) > 0,
        dichas=dichas,
    )
    for senal, hay in zip(senales, contexto, strict=True):
        ver_terminos(senal, compilado, contexto=hay, dichas=dichas)
    return Leido(
        por_numero,
        pasajes,
        senales,
        titulo,
        con_titulo,
        del_titulo,
        _por_pasaje(citas, pasajes),
        _propia(citas, paginas),
        tipo,
        cumple,
        Dicho(compilado.lexico, [senal.raices for senal in senales]),
    )


def _senales(
    paginas: Mapping[int, Pagina],
    de_cada: Mapping[int, Sequence[Pasaje]],
    titulo: str,
    compilado: Compilado,
    *,
    papel: bool,
) -> tuple[list[Senales], Senales]:
    """Las de cada pasaje y las del título, ya sin lo que el documento dice en otro sentido."""
    ajenas: Counter[int] = Counter()
    senales = [
        senal
        for numero, suyos in de_cada.items()
        for senal in de_pagina(paginas[numero].texto, suyos, compilado, ajenas, papel=papel)
    ]
    (del_titulo,) = de_pagina(titulo, [Pasaje(0, 0, len(titulo))], compilado, ajenas, papel=papel)
    callar_otros_asuntos(senales, del_titulo, ajenas, compilado)
    decidir([*senales, del_titulo], ajenas, compilado)
    return senales, del_titulo


def _propia(citas: Sequence[Citada], paginas: Sequence[Pagina]) -> str:
    """La norma que el documento es: la primera que nombra, si es en su comienzo y no para reformarla."""
    primera = min(citas, key=lambda c: (c.pagina, c.inicio), default=None)
    if primera is None or primera.pagina != paginas[0].numero or primera.inicio > _DE_SU_NOMBRE:
        return ""
    antes = paginas[0].texto[: primera.inicio]
    return "" if primera.relacion or primera.articulo or _NO_ES_ELLA.search(antes) else primera.norma


def _es_titulo(titulo: str, paginas: Sequence[Pagina]) -> bool:
    """¿Es un título? No, si es el texto mismo: todo él, o su comienzo cortado a media oración."""
    dicho = " ".join(titulo.split())
    cuerpo = " ".join(" ".join(pagina.texto for pagina in paginas[:1]).split())
    return bool(dicho) and not (cuerpo.startswith(dicho) and es_prosa(dicho))


def _dice_algo(titulo: str, compilado: Compilado) -> bool:
    """¿Lleva algún término de algún destino, aunque fuera en un papel y en su ámbito?"""
    (suya,) = de_pagina(titulo, [Pasaje(0, 0, len(titulo))], compilado, Counter(), papel=True)
    ver_terminos(suya, compilado, contexto=True, dichas=frozenset({CONDICIONES["#papel"]}))
    return any(suya.vistos.values())


def _encabezado(paginas: Sequence[Pagina]) -> str:
    """El comienzo del documento, que hace de título si no lo tiene."""
    escrito = ""
    for pagina in paginas:
        escrito = f"{escrito}\n\n{pagina.texto.strip()}".strip()
        if len(escrito) >= _ENCABEZADO:
            break
    return escrito[:_ENCABEZADO]


def _por_pasaje(citas: Sequence[Citada], pasajes: Sequence[Pasaje]) -> Mapping[int, list[Citada]]:
    comienzos = [(pasaje.pagina, pasaje.inicio) for pasaje in pasajes]
    suyas: dict[int, list[Citada]] = defaultdict(list)
    for cita in citas:
        lugar = bisect_right(comienzos, (cita.pagina, cita.inicio)) - 1
        if lugar >= 0 and cita.pagina == pasajes[lugar].pagina and cita.inicio < pasajes[lugar].fin:
            suyas[lugar].append(cita)
    return suyas
