"""Los pasajes que entran en el índice: del tamaño de una página."""

from indexador.extraccion.cortes import cortar
from indexador.ficha import Fragmento, Texto

TAMANO_MAXIMO = 4_000
"""Caracteres; una página más larga se parte."""


def fragmentar(texto: Texto) -> tuple[Fragmento, ...]:
    """Un fragmento por página, o varios si es muy larga; las páginas vacías no dan ninguno.

    Se numeran desde 1 a lo largo del documento; `texto[inicio:fin]` de la página es el del fragmento.
    """
    fragmentos: list[Fragmento] = []
    for pagina in texto.paginas:
        etiqueta = pagina.etiqueta or f"p. {pagina.numero}"
        for inicio, fin in cortar(pagina.texto, TAMANO_MAXIMO):
            pasaje = pagina.texto[inicio:fin]
            numero = len(fragmentos) + 1
            fragmentos.append(Fragmento(numero, pagina.numero, inicio, fin, etiqueta, pasaje))
    return tuple(fragmentos)
