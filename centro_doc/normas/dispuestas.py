"""Lo que las normas disponen sobre desde cuándo rigen, en los textos que un lector ve."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, Estado, TextoGuardado, Version, Vista
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.normas.modelos import EstadoDeUnion, Norma, RelacionDeNormas, TextoDeNorma, VigenciaDispuesta
from indexador.juridico import marcas as clases
from indexador.juridico.estructura import Estructura
from indexador.juridico.objetivos import TRANSITORIA
from indexador.juridico.vigencia_dicha import VigenciaDicha, vigencia_dicha

_NO_RIGEN = frozenset({"INI", "CC"})
_PLAZOS = {0: "el mismo día", 1: "el día siguiente", 8: "ocho días después"}
_FUERA = sorted(vista for vista in Vista if vista != Vista.A_LA_VISTA)


@dataclass(frozen=True, slots=True)
class Exceptuado:
    """Un artículo (su dirección) que rige desde otro día; ninguno de los dos: no se lee desde cuándo.

    Sin `articulo`: exceptúa algo más, y no se pudo leer qué. `dispone`: el que lo dice, si no es el mismo que
    dice desde cuándo rigen los demás.
    """

    articulo: str = ""
    dia: date | None = None
    dias: int | None = None
    dispone: str = ""

    def guardado(self) -> list[str | int | None]:
        """Como se guarda: [dirección, día ISO, días, el que lo dice]."""
        dia = self.dia.isoformat() if self.dia is not None else None
        return [self.articulo, dia, self.dias, self.dispone]

    @property
    def plazo(self) -> str:
        """«el mismo día de publicarse»; vacío si no los cuenta."""
        return plazo(self.dias) if self.dias is not None else ""


@dataclass(frozen=True, slots=True)
class Dispuesta:
    """El artículo que lo dice (su dirección), dónde está, y el `dia` o los `dias` tras publicarse.

    Ninguno de los dos: lo dispone y no se pudo leer, o dos textos no dicen lo mismo.
    """

    articulo: str
    documento: int
    ancla: str
    pagina: int
    dia: date | None = None
    dias: int | None = None
    excepciones: tuple[Exceptuado, ...] = ()
    """Los artículos que rigen desde otro día."""

    @property
    def plazo(self) -> str:
        """«ocho días después de publicarse»; vacío si no los cuenta."""
        return plazo(self.dias) if self.dias is not None else ""

    @property
    def aparte(self) -> Sequence[tuple[Exceptuado, Sequence[str]]]:
        """Los que rigen desde otro día, juntos los que lo hacen igual: uno de ellos y las direcciones."""
        juntos: dict[tuple[date | None, int | None, str], list[Exceptuado]] = {}
        for uno in self.excepciones:
            if uno.articulo:
                juntos.setdefault((uno.dia, uno.dias, uno.dispone), []).append(uno)
        return [(suyos[0], [uno.articulo for uno in suyos]) for suyos in juntos.values()]

    @property
    def se_lee(self) -> bool:
        """¿Dice un día, o cómo contarlo?"""
        return self.dia is not None or self.dias is not None


def plazo(dias: int) -> str:
    """Unos días contados desde la publicación: «el mismo día de publicarse», «15 días después de…»."""
    return f"{_PLAZOS.get(dias) or f'{dias} días después'} de publicarse"


def segun_su_texto(
    paginas: Sequence[str], estructura: Estructura, clave: str, documento_id: int
) -> Dispuesta | None:
    """La que dispone el texto de la norma con esa clave; nada si no habla de ella o es un proyecto."""
    if not clave or clave.partition("-")[0] in _NO_RIGEN:
        return None
    dicha = vigencia_dicha(paginas, estructura, clave)
    if dicha is None:
        return None
    suyo = next(
        una
        for una in estructura.divisiones
        if (una.clase, una.numero, una.pagina) == (clases.ARTICULO, dicha.articulo, dicha.pagina)
    )
    direccion = f"t{suyo.numero}" if suyo.serie == TRANSITORIA else suyo.numero
    return Dispuesta(
        *(direccion, documento_id, suyo.ancla, suyo.pagina, dicha.dia, dicha.dias),
        tuple(_exceptuados(dicha, direccion)),
    )


def _exceptuados(dicha: VigenciaDicha, direccion: str) -> Iterator[Exceptuado]:
    """Los que exceptúa el artículo que lo dice, cuya dirección es `direccion`."""
    for otro in dicha.aparte:
        cuando = (None, None) if otro.en_parte else (otro.suya.dia, otro.suya.dias)
        yield from (Exceptuado(articulo, *cuando, otro.articulo) for articulo in otro.suya.articulos)
    una = dicha.excepcion
    if una is None:
        return
    if not una.articulos:
        yield Exceptuado()
    for articulo in una.articulos:
        propio = articulo == dicha.articulo
        yield Exceptuado(direccion if propio else articulo, una.dia, una.dias)


def dispuestas(sesion: Session, claves: Collection[str], marcas: Iterable[str]) -> Mapping[str, Dispuesta]:
    """La de cada norma, por su clave; las que no hablan de ello no están. Una consulta.

    De varios textos vale el que se prefiere (`uniones.textos_de`); si dos igual de buenos no dicen lo mismo,
    no se lee.
    """
    if not claves:
        return {}
    filas = sesion.execute(_visibles(marcas).where(VigenciaDispuesta.clave.in_(claves))).all()
    return _elegidas([(fila[0], fila[1] or "") for fila in filas])


def de_todo_el_catalogo(sesion: Session, marcas: Iterable[str]) -> Mapping[str, Dispuesta]:
    """Lo mismo, de todas las normas con ficha y de las que hacen algo con ellas. Una consulta."""
    cuentan = or_(Norma.id.is_not(None), VigenciaDispuesta.clave.in_(select(RelacionDeNormas.origen)))
    filas = sesion.execute(_visibles(marcas).where(cuentan)).all()
    return _elegidas([(fila[0], fila[1] or "") for fila in filas])


def _visibles(marcas: Iterable[str]) -> Select[VigenciaDispuesta, str]:
    """Las de los documentos que el lector ve y siguen a la vista, con la clase de su texto si se confirmó."""
    suya = (TextoDeNorma.norma_id == Norma.id) & (TextoDeNorma.documento_id == VigenciaDispuesta.documento_id)
    marcada = exists().where(
        DocumentoMarca.documento_id == VigenciaDispuesta.documento_id,
        DocumentoMarca.marca.in_(sorted(marcas)),
    )
    retirados = select(Documento.id).where(Documento.estado == Estado.RETIRADO)
    de_fuera = (
        select(TextoGuardado.id)
        .join(Version, Version.id == TextoGuardado.version_id)
        .where(Version.vista.in_(_FUERA))
    )
    return (
        select(VigenciaDispuesta, TextoDeNorma.clase)
        .outerjoin(Norma, Norma.clave == VigenciaDispuesta.clave)
        .outerjoin(TextoDeNorma, suya & (TextoDeNorma.estado == EstadoDeUnion.CONFIRMADO))
        .where(
            marcada,
            VigenciaDispuesta.documento_id.not_in(retirados),
            VigenciaDispuesta.texto_id.not_in(de_fuera),
        )
    )


def _elegidas(filas: Iterable[tuple[VigenciaDispuesta, str]]) -> Mapping[str, Dispuesta]:
    """La mejor de cada clave: las clases de texto, ordenadas al revés, van de la mejor a la peor."""
    por_id = sorted(filas, key=lambda una: una[0].documento_id)
    mejores = sorted(sorted(por_id, key=lambda una: una[1], reverse=True), key=lambda una: una[0].clave)
    elegidas: dict[str, Dispuesta] = {}
    for (clave, _), grupo in groupby(mejores, key=lambda una: (una[0].clave, una[1])):
        if clave not in elegidas:
            elegidas[clave] = _una_de([fila for fila, _ in grupo])
    return elegidas


def _una_de(filas: list[VigenciaDispuesta]) -> Dispuesta:
    primera = filas[0]
    coinciden = len({(una.dia, una.dias) for una in filas}) == 1
    exceptuan = [tuple(map(_leido, una.excepciones)) for una in filas]
    return Dispuesta(
        primera.articulo,
        primera.documento_id,
        primera.ancla,
        primera.pagina,
        primera.dia if coinciden else None,
        primera.dias if coinciden else None,
        exceptuan[0] if len(set(exceptuan)) == 1 else (Exceptuado(),),
    )


def _leido(guardado: Sequence[Any]) -> Exceptuado:
    articulo, dia, dias, dispone = guardado
    return Exceptuado(articulo, date.fromisoformat(dia) if dia else None, dias, dispone)
