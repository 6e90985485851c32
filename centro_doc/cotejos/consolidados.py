"""El texto de una norma a una fecha, con los textos y las reformas que el Centro tiene y el lector ve."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Precision
from centro_doc.comun.errores import NoEncontrado
from centro_doc.cotejos.comparaciones import ordenes_a
from centro_doc.cotejos.textos import TextoAbierto, abrir_texto
from centro_doc.cuentas.permisos import Actor, marcas
from centro_doc.grafo.modelos import LecturaJuridica, ObjetivoDeCita
from centro_doc.normas.consultas import guardados, nombres
from centro_doc.normas.hechos import Guardado, calculadas
from centro_doc.normas.modelos import ClaseDeRelacion, ClaseDeTexto, Norma
from centro_doc.normas.uniones import textos_de, textos_de_normas
from indexador.diferencia import Diferencia, comparar
from indexador.juridico import marcas as clases
from indexador.juridico.articulos_de_texto import sin_rotulo
from indexador.juridico.citas import Nombres
from indexador.juridico.comparacion import Recuento, contar
from indexador.juridico.consolidacion import consolidar
from indexador.juridico.consolidado import ArticuloALaFecha, Consolidada, Fuente, Reforma

_CAMBIAN = frozenset({ClaseDeRelacion.REFORMA, ClaseDeRelacion.ADICIONA, ClaseDeRelacion.DEROGA})
_LEIDAS = ("reforma", "adiciona", "deroga")
_FIRMES = frozenset({"V", "C"})


@dataclass(frozen=True, slots=True)
class ArticuloFrenteAlEditor:
    """Un artículo y en qué difiere del de la copia del editor, si lo hay; de lo primero a lo segundo."""

    articulo: ArticuloALaFecha
    diferencia: Diferencia | None
    recuento: Recuento | None


@dataclass(frozen=True, slots=True)
class NormaALaFecha:
    """La norma, lo que se tiene de ella y su texto. `abiertos` son los documentos leídos para hacerla.

    `faltan` son las claves de las que la cambiaron y cuyo texto el lector no tiene.
    """

    norma: Norma
    consolidada: Consolidada
    articulos: tuple[ArticuloFrenteAlEditor, ...]
    original: TextoAbierto | None
    editor: TextoAbierto | None
    abiertos: tuple[TextoAbierto, ...]
    faltan: tuple[str, ...]

    def documento(self, identificador: str) -> Documento | None:
        """El documento leído que lleva ese registro."""
        return next((a.documento for a in self.abiertos if a.documento.identificador == identificador), None)


def norma_a_la_fecha(sesion: Session, actor: Actor, clave: str, *, fecha: date, hoy: date) -> NormaALaFecha:
    """El texto de una norma a una fecha; levanta `NoEncontrado` si el catálogo no la tiene."""
    una = sesion.scalar(select(Norma).where(Norma.clave == clave))
    if una is None:
        raise NoEncontrado("El catálogo no tiene una norma con esa clave.")
    return _Lectura(sesion, actor, una, hoy).hacer(fecha)


class _Lectura:
    """Abre una vez cada documento que hace falta."""

    def __init__(self, sesion: Session, actor: Actor, norma: Norma, hoy: date) -> None:
        self._sesion, self._actor, self._norma, self._hoy = sesion, actor, norma, hoy
        self._abiertos: dict[str, TextoAbierto] = {}

    def hacer(self, fecha: date) -> NormaALaFecha:
        original, editor = self._textos()
        reformas, faltan = self._reformas()
        hecha = consolidar(
            self._norma.clave,
            fecha,
            reformas,
            original=_fuente(original, self._norma.clave),
            editor=_fuente(editor, self._norma.clave),
        )
        return NormaALaFecha(
            self._norma,
            hecha,
            tuple(_frente_al_editor(uno) for uno in hecha.articulos),
            original,
            editor,
            tuple(self._abiertos.values()),
            faltan,
        )

    def _abrir(self, documento: Documento) -> TextoAbierto:
        cual = documento.identificador
        if cual not in self._abiertos:
            self._abiertos[cual] = abrir_texto(self._sesion, self._actor, cual, hoy=self._hoy)
        return self._abiertos[cual]

    def _textos(self) -> tuple[TextoAbierto | None, TextoAbierto | None]:
        """El original y la copia de un editor.

        Es original el que una persona dijo que lo es y no lleva notas de reforma; lo demás sólo se enseña.
        """
        original = editor = None
        for texto in textos_de(self._sesion, self._norma, marcas(self._actor)):
            abierto = self._abrir(texto.documento)
            if not abierto.paginas:
                continue
            con_notas = any(una.clase == clases.NOTA for una in abierto.estructura.divisiones)
            if texto.clase in {ClaseDeTexto.OFICIAL, ClaseDeTexto.ESCANEADO} and not con_notas:
                original = original or abierto
            else:
                editor = editor or abierto
        return original, editor

    def _reformas(self) -> tuple[list[Reforma], tuple[str, ...]]:
        documentos = self._documentos_que_cambian()
        normas = self._sesion.scalars(select(Norma).where(Norma.clave.in_(documentos))).all()
        fechas = {una.clave: _rige(g) for una in normas for g in [guardados(self._sesion, [una])[una.id]]}
        catalogo = Nombres.de(nombres(self._sesion))
        reformas, faltan = [], []
        for clave, suyos in documentos.items():
            abierto = next((a for d in suyos if (a := self._abrir(d)).paginas), None)
            if abierto is None:
                faltan.append(clave)
                continue
            fuente = Fuente(abierto.documento.identificador, clave, abierto.paginas, abierto.estructura)
            ordenes = ordenes_a(abierto, self._norma.clave, catalogo, con_dudosas=True)
            reformas.append(Reforma(fuente, fechas.get(clave), ordenes))
        return reformas, tuple(faltan)

    def _documentos_que_cambian(self) -> Mapping[str, Sequence[Documento]]:
        """Las normas que cambian esta, por su clave, con los documentos visibles que traen su texto."""
        recibe = guardados(self._sesion, [self._norma])[self._norma.id].recibe
        claves = {una.origen for una in recibe if una.clase in _CAMBIAN and not _es_proyecto(una.origen)}
        suyos: dict[str, list[Documento]] = {clave: [] for clave in sorted(claves)}
        for clave, documento in self._que_lo_dicen():
            suyos.setdefault(clave, []).append(documento)
        normas = self._sesion.scalars(select(Norma).where(Norma.clave.in_(suyos))).all()
        textos = textos_de_normas(self._sesion, normas, marcas(self._actor))
        for una in normas:
            traen = [t.documento for t in textos[una.id] if t.clase != ClaseDeTexto.CONSOLIDADO]
            suyos[una.clave] = list({d.id: d for d in (*traen, *suyos[una.clave])}.values())
        return suyos

    def _que_lo_dicen(self) -> Iterator[tuple[str, Documento]]:
        """Los documentos visibles que traen una norma y dicen que cambian esta."""
        filas = self._sesion.execute(
            select(LecturaJuridica.clave, Documento)
            .join(Documento, Documento.id == LecturaJuridica.documento_id)
            .where(
                LecturaJuridica.clave != "",
                LecturaJuridica.clave != self._norma.clave,
                visible_para(marcas(self._actor)),
                Documento.id.in_(
                    select(ObjetivoDeCita.documento_id).where(
                        ObjetivoDeCita.norma_clave == self._norma.clave,
                        ObjetivoDeCita.vale.is_(True),
                        ObjetivoDeCita.relacion.in_(_LEIDAS),
                    )
                ),
            )
            .order_by(LecturaJuridica.clave, Documento.id)
        )
        for clave, documento in filas:
            if not _es_proyecto(clave):
                yield clave, documento


def _es_proyecto(clave: str) -> bool:
    return clave.startswith(("INI-", "CC-"))


def _fuente(abierto: TextoAbierto | None, clave: str) -> Fuente | None:
    if abierto is None:
        return None
    return Fuente(abierto.documento.identificador, clave, abierto.paginas, abierto.estructura)


def _rige(guardado: Guardado) -> date | None:
    """El día desde el que rige, si consta uno solo: el declarado o, sin él, el que resulta de publicarse."""
    declaradas = {
        una.valor
        for una in guardado.fechas
        if una.clase == "vigencia" and una.precision == Precision.DIA and una.marca in _FIRMES
    }
    dias = declaradas or {una.valor for una in calculadas(guardado) if una.marca in _FIRMES}
    return next(iter(dias)) if len(dias) == 1 else None


def _frente_al_editor(articulo: ArticuloALaFecha) -> ArticuloFrenteAlEditor:
    if articulo.editor is None or not articulo.piezas:
        return ArticuloFrenteAlEditor(articulo, None, None)
    diferencia = comparar(sin_rotulo(articulo.texto), sin_rotulo(articulo.editor.texto))
    return ArticuloFrenteAlEditor(articulo, diferencia, contar(diferencia))
