"""Los documentos de lo que nombra una consulta, cuando sus palabras no están en ninguno.

Quien escribe «Decreto 26-2016» o «artículo:12 decreto:46-2007» quiere esa norma: si nada lleva ese número en
su texto, valen más los que la traen o la citan que los que tienen alguna de sus palabras.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from centro_doc.busqueda.norma_pedida import objetivos_pedidos
from centro_doc.busqueda.pasajes import ANCHO_DE_PASAJE, PasajeVisto
from centro_doc.busqueda.pregunta import Pregunta
from centro_doc.comun.escrito import plegar
from centro_doc.grafo import menciones
from centro_doc.grafo.acceso import cuentan, se_ven
from centro_doc.grafo.citantes import Articulo, citan_a
from centro_doc.grafo.menciones import Mencion
from centro_doc.grafo.modelos import DivisionGuardada, LecturaJuridica, ObjetivoDeCita
from centro_doc.grafo.textos import TextoDeArticulo, divisiones_de_articulo, leer_textos
from centro_doc.normas.consultas import en_prosa
from centro_doc.normas.modelos import Norma
from centro_doc.normas.partes import articulo_en_prosa
from centro_doc.normas.uniones import textos_de_normas
from indexador.juridico.objetivos import TRANSITORIA, Objetivo
from indexador.lengua import Tesauro


@dataclass(frozen=True, slots=True)
class DeNormas:
    """Los que traen o citan lo nombrado, y cómo se dice que son ellos."""

    documentos: frozenset[int]
    aviso: str
    objetivos: tuple[Objetivo, ...] = ()
    razones: Mapping[int, str] = field(default_factory=dict)
    """Por qué está cada uno, si no basta su pasaje."""
    otros: tuple[tuple[int, int], ...] = ()
    """Si no hay ninguno del período pedido, los años de que sí y cuántos."""
    reversible: bool = False
    """¿Se puede pedir la consulta tal como se escribió?"""

    def pasajes(
        self, sesion: Session, documentos: Collection[int], marcas: frozenset[str]
    ) -> Mapping[int, tuple[PasajeVisto, ...]]:
        """El pasaje que prueba por qué está cada uno: donde lo cita o, si lo trae, el artículo.

        El que sólo trae la norma entera no tiene. Ocho consultas.
        """
        if not self.objetivos:
            return {}
        traidos = self._traidos(sesion, documentos, marcas)
        citas = sesion.execute(
            select(ObjetivoDeCita.documento_id, func.min(ObjetivoDeCita.cita_id))
            .where(
                or_(*map(_citan, self.objetivos)),
                ObjetivoDeCita.documento_id.in_(set(documentos) - traidos.keys()),
                cuentan(ObjetivoDeCita.documento_id, marcas),
            )
            .group_by(ObjetivoDeCita.documento_id)
        )
        por_numero = menciones.por_numero(sesion, [fila[1] for fila in citas])
        return traidos | {una.documento_id: (_de_mencion(una),) for una in por_numero.values()}

    def _traidos(
        self, sesion: Session, documentos: Collection[int], marcas: frozenset[str]
    ) -> dict[int, tuple[PasajeVisto, ...]]:
        """El artículo pedido, en los documentos que traen su norma."""
        pedidos = {uno.norma: uno for uno in self.objetivos if uno.articulo and not uno.hasta}
        if not pedidos:
            return {}
        lecturas = sesion.execute(
            select(LecturaJuridica.documento_id, LecturaJuridica.clave).where(
                LecturaJuridica.documento_id.in_(documentos), LecturaJuridica.clave.in_(pedidos)
            )
        )
        elegidas: dict[int, DivisionGuardada] = {}
        suyos: dict[str, list[int]] = {}
        for documento, clave in lecturas:
            suyos.setdefault(clave, []).append(documento)
        for clave, con_ella in suyos.items():
            cual = Articulo(pedidos[clave].articulo, pedidos[clave].serie)
            for una in divisiones_de_articulo(sesion, con_ella, cual, marcas):
                if una.serie == cual.serie:
                    elegidas.setdefault(una.documento_id, una)
        textos = leer_textos(sesion, list(elegidas.values()))
        return {uno.documento.id: (_de_articulo(uno),) for uno in textos if uno.parrafos}


def de_normas(
    sesion: Session, marcas: frozenset[str], consulta: str, tesauro: Tesauro | None
) -> DeNormas | None:
    """Los documentos visibles que traen las normas que nombra una consulta, o citan lo que pide de ellas.

    Nada si la consulta no nombra ninguna. Cinco consultas.
    """
    objetivos = objetivos_pedidos(sesion, consulta, tesauro)
    if not objetivos:
        return None
    claves = tuple(dict.fromkeys(uno.norma for uno in objetivos))
    citan = sesion.scalars(_documentos_que_citan(objetivos, marcas))
    dichas = " y ".join(f"«{en_prosa(clave)}»" for clave in claves)
    documentos = frozenset(citan) | _traen(sesion, claves, marcas)
    se_muestran = f"Se muestran los documentos que traen o citan {dichas}."
    return DeNormas(
        documentos, se_muestran if documentos else f"Ningún documento trae ni cita {dichas}.", objetivos
    )


def los_que_citan(
    sesion: Session, marcas: frozenset[str], pregunta: Pregunta, tesauro: Tesauro | None
) -> DeNormas | None:
    """Los documentos visibles que citan lo que nombra una pregunta que los pide; nada si no los pide.

    Son los que cuenta la página de la norma: los que sólo traen su texto no la citan. Dos consultas.
    """
    objetivos = objetivos_pedidos(sesion, pregunta.texto, tesauro) if pregunta.pide_quien_cita else ()
    if not objetivos:
        return None
    citan = frozenset(sesion.scalars(_documentos_que_citan(objetivos, marcas)))
    dicho = " o ".join(dict.fromkeys(f"«{_en_prosa(uno)}»" for uno in objetivos))
    aviso = f"Documentos que citan {dicho}: {len(citan):,}." if citan else f"Ningún documento cita {dicho}."
    return DeNormas(citan, aviso, objetivos)


def _documentos_que_citan(objetivos: Sequence[Objetivo], marcas: frozenset[str]) -> Select[int]:
    return (
        select(ObjetivoDeCita.documento_id)
        .where(or_(*map(_citan, objetivos)), cuentan(ObjetivoDeCita.documento_id, marcas))
        .distinct()
    )


def _en_prosa(objetivo: Objetivo) -> str:
    """«artículo 26 de Constitución Política…», o la norma sola."""
    norma = en_prosa(objetivo.norma)
    if not objetivo.articulo or objetivo.hasta:
        return norma
    marca = "t" if objetivo.serie == TRANSITORIA else ""
    return f"artículo {articulo_en_prosa(marca + objetivo.articulo)}, {norma}"


def _de_mencion(una: Mencion) -> PasajeVisto:
    desde = len(una.antes)
    return PasajeVisto(
        una.pagina,
        una.lugar,
        f"p. {una.pagina}",
        f"{una.antes}{una.literal}{una.despues}",
        ((desde, desde + len(una.literal)),),
        una.ancla,
    )


def _de_articulo(uno: TextoDeArticulo) -> PasajeVisto:
    dicho = " ".join(uno.parrafos)
    corto = dicho if len(dicho) <= ANCHO_DE_PASAJE else f"{dicho[:ANCHO_DE_PASAJE].rpartition(' ')[0]}…"
    marcas = ((0, len(uno.etiqueta)),) if plegar(corto).startswith(plegar(uno.etiqueta)) else ()
    return PasajeVisto(uno.pagina, uno.etiqueta, f"p. {uno.pagina}", corto, marcas, uno.ancla)


def _citan(objetivo: Objetivo) -> ColumnElement[bool]:
    articulo = (
        Articulo(objetivo.articulo, objetivo.serie) if objetivo.articulo and not objetivo.hasta else None
    )
    return citan_a(objetivo.norma, articulo)


def _traen(sesion: Session, claves: Sequence[str], marcas: frozenset[str]) -> frozenset[int]:
    normas = sesion.scalars(select(Norma).where(Norma.clave.in_(claves))).all()
    de_catalogo = textos_de_normas(sesion, normas, marcas)
    leidos = sesion.scalars(
        select(LecturaJuridica.documento_id).where(
            LecturaJuridica.clave.in_(claves), se_ven(LecturaJuridica.documento_id, marcas)
        )
    )
    unidos = {texto.documento.id for textos in de_catalogo.values() for texto in textos}
    return frozenset(leidos) | unidos
