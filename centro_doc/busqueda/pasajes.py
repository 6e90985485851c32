"""Los pasajes de cada resultado, con lo buscado señalado."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, PaginaGuardada
from centro_doc.catalogo.vigente import textos_vigentes
from indexador.consulta import Acierto, Pasaje, Resaltar
from indexador.lengua.fecha_del_dato import anios_de_las_cifras
from indexador.lengua.personales import sin_datos_personales
from indexador.motor import resaltado

ANCHO_DE_PASAJE = 280


@dataclass(frozen=True, slots=True)
class PasajeVisto:
    """Un pasaje con sus marcas. `texto` puede empezar y terminar en «…».

    `articulo` es «Artículo 12», o nada si no es de ninguno, y `ancla` su dirección en el documento
    («art-12»); `lugar`, el nombre de su página: «p. 7».
    """

    pagina: int
    articulo: str
    lugar: str
    texto: str
    marcas: tuple[tuple[int, int], ...]
    ancla: str = ""
    de_otra: bool = False
    """¿Es un artículo con el número del que se pide, pero de otro texto que el de su norma?"""

    @property
    def etiqueta(self) -> str:
        """Los dos juntos: «Artículo 12, p. 7»."""
        return f"{self.articulo}, {self.lugar}" if self.articulo else self.lugar

    @property
    def en_el_archivo(self) -> str:
        """«página 9 del archivo», si su nombre es el folio impreso y es otro; si no, nada."""
        es_la_misma = self.lugar.rpartition(" ")[2] == str(self.pagina)
        return "" if es_la_misma else f"página {self.pagina} del archivo"

    @property
    def anios_de_las_cifras(self) -> tuple[int, ...] | None:
        """Los años que dice de las cifras que da; `None` si no da ninguna."""
        return anios_de_las_cifras(self.texto)

    @property
    def partes(self) -> tuple[tuple[str, bool], ...]:
        """El texto partido en trozos, y si cada uno va marcado."""
        return partir(self.texto, self.marcas)


def partir(texto: str, marcas: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """Un texto en trozos, y si cada uno va marcado; las marcas van en orden y sin encimarse."""
    partes: list[tuple[str, bool]] = []
    desde = 0
    for inicio, fin in marcas:
        partes += [(texto[desde:inicio], False), (texto[inicio:fin], True)]
        desde = fin
    partes.append((texto[desde:], False))
    return tuple(parte for parte in partes if parte[0])


def pasajes_vistos(
    sesion: Session, aciertos: Sequence[Acierto], visibles: Mapping[int, Documento], resaltar: Resaltar
) -> dict[int, tuple[PasajeVisto, ...]]:
    """Los pasajes de los aciertos que están entre los visibles, por documento, en una sola consulta."""
    paginas = _paginas(sesion, aciertos, visibles)
    cubiertos: dict[int, str] = {}
    return {
        acierto.documento: tuple(
            _pasaje(pasaje, suyas, resaltar, cubiertos)
            for pasaje in acierto.pasajes
            if pasaje.pagina in suyas
        )
        for acierto in aciertos
        if (suyas := paginas.get(acierto.documento))
    }


def _paginas(
    sesion: Session, aciertos: Sequence[Acierto], visibles: Mapping[int, Documento]
) -> dict[int, dict[int, PaginaGuardada]]:
    """Las páginas de los pasajes y las de al lado, por documento y número."""
    pedidas = {
        a.documento: {n for p in a.pasajes for n in range(p.pagina - 1, p.pagina + 2)}
        for a in aciertos
        if a.documento in visibles
    }
    de_quien = {texto: doc for doc, texto in textos_vigentes(sesion, pedidas).items()}
    condiciones = [
        and_(PaginaGuardada.texto_id == texto, PaginaGuardada.numero.in_(pedidas[documento]))
        for texto, documento in de_quien.items()
    ]
    if not condiciones:
        return {}
    halladas: dict[int, dict[int, PaginaGuardada]] = {}
    for pagina in sesion.scalars(select(PaginaGuardada).where(or_(*condiciones))):
        halladas.setdefault(de_quien[pagina.texto_id], {})[pagina.numero] = pagina
    return halladas


def _pasaje(
    pasaje: Pasaje, paginas: Mapping[int, PaginaGuardada], resaltar: Resaltar, cubiertos: dict[int, str]
) -> PasajeVisto:
    """Un pasaje señalado; de una frase o palabra que empieza o acaba fuera de él, la parte que le toca.

    Los datos de un particular van cubiertos; `cubiertos` recuerda cada página, por su número en la base.
    """
    pagina = paginas[pasaje.pagina]
    entera = cubiertos.get(pagina.id) or sin_datos_personales(pagina.texto)
    cubiertos[pagina.id] = entera
    texto = entera[pasaje.inicio : pasaje.fin]
    anterior, siguiente = paginas.get(pasaje.pagina - 1), paginas.get(pasaje.pagina + 1)
    marcas = resaltado.marcas_entre(
        (anterior.texto if anterior else "", entera[: pasaje.inicio]),
        texto,
        (entera[pasaje.fin :], siguiente.texto if siguiente else ""),
        resaltar,
    )
    extracto = resaltado.extracto(texto, marcas, ANCHO_DE_PASAJE)
    lugar = pagina.etiqueta or f"p. {pagina.numero}"
    articulo = pasaje.etiqueta if pasaje.etiqueta != lugar else ""
    return PasajeVisto(pagina.numero, articulo, lugar, extracto.texto, extracto.marcas, pasaje.ancla)
