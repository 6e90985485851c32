"""Los artículos de otra norma que una reforma trae sin comillas, anunciados por su orden.

«Modifícase el Código Civil en los siguientes términos: Artículo 3. … Artículo 4. … Artículo 2. Vigencia»: el
3 y el 4 son del Código, y el 2, de quien lo modifica.
"""

from collections.abc import Iterator, Sequence

from indexador.juridico.encabezados_de_articulo import COMILLAS, Candidato


def anunciados(candidatos: Sequence[Candidato], textos: Sequence[str]) -> Iterator[int]:
    """Los lugares del anunciado y de los que lo siguen, uno tras otro, hasta donde vuelve la serie de la ley.

    Sólo si vuelve: si no se halla el que sigue al propio, no se sabe de quién son. Tiempo lineal.
    """
    propio, lugar = 0, 0
    while lugar < len(candidatos):
        uno = candidatos[lugar]
        if not uno.citado:
            propio, lugar = _numero(uno), lugar + 1
            continue
        fin = lugar + 1
        while fin < len(candidatos) and _numero(candidatos[fin]) == _numero(candidatos[fin - 1]) + 1:
            if _numero(candidatos[fin]) == propio + 1:
                break
            fin += 1
        vuelve = fin < len(candidatos) and propio and _numero(candidatos[fin]) == propio + 1
        if not vuelve:
            propio = next((_numero(otro) for otro in candidatos[lugar:fin][::-1] if not otro.citado), propio)
        elif textos[uno.pagina][uno.inicio] not in COMILLAS:
            yield from range(lugar, fin)
        lugar = fin


def _numero(uno: Candidato) -> int:
    return uno.lecturas[0].clave[0]
