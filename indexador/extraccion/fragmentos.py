"""Los pasajes que entran en el índice: los artículos de una norma o, si no los tiene, sus páginas."""

from collections.abc import Iterator
from typing import NamedTuple

from indexador.extraccion.cortes import cortar
from indexador.extraccion.partidas import unir_partidas
from indexador.ficha import Fragmento, Texto
from indexador.juridico import marcas
from indexador.juridico.anclas import Anclas
from indexador.juridico.articulado import Articulado, articulado
from indexador.juridico.marcas import Marca
from indexador.juridico.subdivisiones import fronteras

TAMANO_MAXIMO = 4_000
"""Caracteres; una página o un artículo más largos se parten."""
_LEJOS_DE_SU_ARTICULO = 700
"""Caracteres; el rótulo de un capítulo que está más arriba no va en el fragmento de su artículo."""


class _Nombre(NamedTuple):
    """Cómo se llama lo que empieza ahí; vacío, lo que nombra su página."""

    etiqueta: str = ""
    ancla: str = ""

    def con_nota(self) -> "_Nombre":
        """El de la nota de reforma que lleva lo así llamado."""
        return self._replace(etiqueta=f"{self.etiqueta}, nota de reforma") if self.etiqueta else self


class _Tramo(NamedTuple):
    pagina: int
    inicio: int
    fin: int
    nombre: _Nombre


def fragmentar(texto: Texto) -> tuple[Fragmento, ...]:
    """Un fragmento por artículo y página, o por página donde no hay artículos; lo largo se parte.

    Se numeran desde 1 a lo largo del documento; `texto[inicio:fin]` de la página es el del fragmento. Lo que
    va antes del primer artículo y tras la fórmula final lleva la etiqueta de su página; un artículo que sigue
    en la página siguiente da allí otro fragmento con su mismo nombre y su misma ancla; una nota de reforma va
    aparte. El que pasa de `TAMANO_MAXIMO` se parte donde empieza uno de sus literales o numerales, si puede.
    La palabra que un guion corta entre dos páginas va entera en el texto del primero. Los encabezados y pies
    repetidos (`membretes`) no entran. Qué es un artículo lo dice `juridico.articulado`.
    """
    hallado = articulado([(pagina.numero, pagina.texto) for pagina in texto.paginas])
    fragmentos: list[Fragmento] = []
    for tramo in _tramos(hallado):
        pagina = texto.paginas[tramo.pagina]
        dicho = pagina.texto[tramo.inicio : tramo.fin]
        for corte in cortar(dicho, TAMANO_MAXIMO, fronteras if tramo.nombre.etiqueta else None):
            inicio, fin = tramo.inicio + corte[0], tramo.inicio + corte[1]
            fragmentos.append(
                Fragmento(
                    numero=len(fragmentos) + 1,
                    pagina=pagina.numero,
                    inicio=inicio,
                    fin=fin,
                    etiqueta=tramo.nombre.etiqueta or pagina.etiqueta or f"p. {pagina.numero}",
                    texto=pagina.texto[inicio:fin],
                    ancla=tramo.nombre.ancla,
                )
            )
    return unir_partidas(fragmentos)


def _tramos(hallado: Articulado) -> Iterator[_Tramo]:
    """Lo que cada nombre ocupa de cada página, en orden y sin huecos dentro de su cuerpo."""
    cortes = list(_cortes(hallado))
    siguiente, nombre = 0, _Nombre()
    for indice, (desde, hasta) in enumerate(hallado.cuerpos):
        while siguiente < len(cortes) and cortes[siguiente][0] == indice:
            _, lugar, otro = cortes[siguiente]
            if lugar > desde:
                yield _Tramo(indice, desde, lugar, nombre)
                desde = lugar
            nombre = otro
            siguiente += 1
        yield _Tramo(indice, desde, hasta, nombre)
        if not hallado.tiene_articulos:
            nombre = _Nombre()


def _cortes(hallado: Articulado) -> Iterator[tuple[int, int, _Nombre]]:
    """Dónde cambia el nombre, en orden: página, posición y nombre desde ahí."""
    rotulo: Marca | None = None
    nombre = _Nombre()
    for marca, suyo in _con_nombre(hallado):
        if marca.clase in marcas.DE_AGRUPAR:
            rotulo = rotulo or marca
            continue
        inicio = marca.inicio
        if rotulo is not None and _va_con(rotulo, marca):
            inicio = rotulo.inicio
        elif rotulo is not None:
            nombre = _Nombre()
            yield rotulo.pagina, rotulo.inicio, nombre
        rotulo = None
        if marca.clase == marcas.NOTA:
            yield marca.pagina, inicio, nombre.con_nota()
            yield marca.pagina, marca.tras_rotulo, nombre
            continue
        nombre = suyo
        yield marca.pagina, inicio, nombre
    if rotulo is not None:
        yield rotulo.pagina, rotulo.inicio, _Nombre()


def _con_nombre(hallado: Articulado) -> Iterator[tuple[Marca, _Nombre]]:
    """Las marcas que cortan el texto y cómo se llama lo que abren; vacío, si no le dan nombre.

    A la disposición adicional o final que sigue a otra no la corta nada: en las leyes de otros países son de
    un renglón o dos y no dan un pasaje cada una.
    """
    anclas = Anclas()
    propios = hallado.tiene_articulos
    todas = [m for m in hallado.marcas if (m.clase != marcas.CITADO) == propios]
    anterior = ""
    for lugar, marca in enumerate(todas):
        nombre = _Nombre()
        if marca.clase in (marcas.ARTICULO, marcas.ENCABEZADO, marcas.CITADO):
            nombre = _Nombre(marca.etiqueta, anclas.dar(marca))
        if marca.clase == marcas.CITADO:
            nombre = nombre._replace(etiqueta=f"{marca.etiqueta} (citado)")
        if (
            marca.clase == marcas.ENCABEZADO
            and lugar + 1 < len(todas)
            and todas[lugar + 1].clase == marca.clase
        ):
            nombre = nombre._replace(etiqueta=f"{marca.etiqueta} y siguientes")
        if not anterior == marca.clase == marcas.ENCABEZADO:
            yield marca, nombre
        anterior = marca.clase


def _va_con(rotulo: Marca, marca: Marca) -> bool:
    """¿Va el rótulo del capítulo en el fragmento del artículo al que encabeza?"""
    return (
        marca.clase == marcas.ARTICULO
        and rotulo.pagina == marca.pagina
        and marca.inicio - rotulo.inicio <= _LEJOS_DE_SU_ARTICULO
    )
