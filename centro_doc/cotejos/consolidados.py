"""El texto de una norma a una fecha, con los textos y las reformas que el Centro tiene y el lector ve."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.errores import NoEncontrado
from centro_doc.cotejos.alcances import CAMBIAN, Alcance, alcances, pudo_obrar
from centro_doc.cotejos.comparaciones import ordenes_a
from centro_doc.cotejos.textos import TextoAbierto, abrir_texto
from centro_doc.cuentas.permisos import Actor, marcas
from centro_doc.grafo.articulos import leer_direccion, veces_citados
from centro_doc.grafo.cambios import derogan_en_parte
from centro_doc.grafo.derogaciones import conocidos
from centro_doc.grafo.modelos import LecturaJuridica, ObjetivoDeCita
from centro_doc.grafo.palabras import articulo_de_direccion
from centro_doc.normas.consultas import guardados, nombres
from centro_doc.normas.dispuestas import Dispuesta, segun_su_texto
from centro_doc.normas.hechos import estado_de, nacida_en
from centro_doc.normas.modelos import ClaseDeTexto, Norma
from centro_doc.normas.otras import OtrasNormas
from centro_doc.normas.uniones import textos_de, textos_de_normas
from centro_doc.normas.vigencia import EstadoALaFecha, peor
from centro_doc.normas.vigor import LEIDO, Vigor
from indexador.diferencia import Diferencia, comparar
from indexador.juridico import marcas as clases
from indexador.juridico.articulos_de_texto import Cual, sin_rotulo
from indexador.juridico.citas import Nombres
from indexador.juridico.comparacion import Recuento, contar
from indexador.juridico.consolidacion import consolidar
from indexador.juridico.consolidado import ArticuloALaFecha, Consolidada, Fuente, Reforma, Situacion
from indexador.juridico.instruccion import Instruccion

_LEIDAS = ("reforma", "adiciona", "deroga")


@dataclass(frozen=True, slots=True)
class ArticuloFrenteAlEditor:
    """Un artículo y en qué difiere del de la copia del editor, si lo hay; de lo primero a lo segundo."""

    articulo: ArticuloALaFecha
    diferencia: Diferencia | None
    recuento: Recuento | None
    quiza: tuple[str, ...] = ()
    """Las normas que pueden haberlo cambiado y cuyo texto no se tiene."""
    marca: str = "V"
    """Cuánto está confirmado que es así a la fecha: lo derogado, sólo si consta y no únicamente se leyó."""


@dataclass(frozen=True, slots=True)
class NormaALaFecha:
    """La norma, lo que se tiene de ella y su texto. `abiertos` son los documentos leídos para hacerla.

    `faltan` son las claves de las que la cambiaron y cuyo texto el lector no tiene. `no_existia` dice desde
    cuándo existe, si a esa fecha aún no: entonces no hay artículos.
    """

    norma: Norma
    consolidada: Consolidada
    articulos: tuple[ArticuloFrenteAlEditor, ...]
    original: TextoAbierto | None
    editor: TextoAbierto | None
    abiertos: tuple[TextoAbierto, ...]
    faltan: tuple[str, ...]
    estado: EstadoALaFecha
    no_existia: str = ""

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
        self._guardado = guardados(sesion, [norma], marcas(actor))[norma.id]

    def hacer(self, fecha: date) -> NormaALaFecha:
        original, editor = self._textos()
        reformas, faltan = self._reformas(fecha)
        hecha = consolidar(
            self._norma.clave,
            fecha,
            reformas,
            original=_fuente(original, self._norma.clave),
            editor=_fuente(editor, self._norma.clave),
            conocidos=self._conocidos(fecha, con_texto=original is not None or editor is not None),
        )
        quiza = alcances(self._guardado.recibe, faltan, fecha)
        nacida = nacida_en(self._guardado)
        no_existia = nacida[2] if nacida is not None and fecha < nacida[0] else ""
        if no_existia:
            hecha = Consolidada((), (), hecha.editor_hasta)
        return NormaALaFecha(
            self._norma,
            hecha,
            tuple(replace(_frente_al_editor(uno, quiza), marca=self._marca(uno)) for uno in hecha.articulos),
            original,
            editor,
            tuple(self._abiertos.values()),
            faltan,
            estado_de(self._guardado, fecha),
            no_existia,
        )

    def _marca(self, articulo: ArticuloALaFecha) -> str:
        """La de desde cuándo es así; lo que sólo se leyó que lo deroga está sin confirmar."""
        if articulo.situacion != Situacion.DEROGADO or articulo.por is None:
            return articulo.marca
        direccion = articulo_de_direccion(articulo.cual[1], articulo.cual[0])
        consta = articulo.por[0] in derogan_en_parte(self._guardado) or any(
            una.origen == articulo.por[0] and una.articulo_destino == direccion and una.marca != "D"
            for una in self._guardado.recibe
        )
        return articulo.marca if consta else peor(articulo.marca, LEIDO)

    def _conocidos(self, fecha: date, *, con_texto: bool) -> frozenset[Cual]:
        """Los artículos que nombra el catálogo y, sin ningún texto, los que otros documentos citan."""
        unos = {leer_direccion(una) for una in conocidos(self._guardado, fecha)}
        if not con_texto:
            unos.update(veces_citados(self._sesion, self._norma.clave, (), marcas(self._actor)))
        return frozenset((uno.serie, uno.numero) for uno in unos)

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

    def _reformas(self, fecha: date) -> tuple[list[Reforma], tuple[str, ...]]:
        """Las reformas cuyo texto se tiene y, de las que pudieron obrar a esa fecha, las que no."""
        documentos = self._documentos_que_cambian()
        otras = OtrasNormas(self._sesion, documentos.keys(), marcas(self._actor))
        catalogo = Nombres.de(nombres(self._sesion))
        reformas, faltan = [], []
        for clave, traen in documentos.items():
            abierto = next((a for d in traen if (a := self._abrir(d)).paginas), None)
            if abierto is None:
                if pudo_obrar(clave, self._guardado.recibe, otras) <= fecha:
                    faltan.append(clave)
                continue
            fuente = Fuente(abierto.documento.identificador, clave, abierto.paginas, abierto.estructura)
            ordenes = ordenes_a(abierto, self._norma.clave, catalogo, consta=True)
            reformas.append(_reforma(fuente, ordenes, otras.rige(clave, _recien_leida(abierto))))
        return reformas, tuple(faltan)

    def _documentos_que_cambian(self) -> Mapping[str, Sequence[Documento]]:
        """Las normas que cambian esta, por su clave, con los documentos visibles que traen su texto."""
        recibe = self._guardado.recibe
        claves = {una.origen for una in recibe if una.clase in CAMBIAN and not _es_proyecto(una.origen)}
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


def _recien_leida(abierto: TextoAbierto) -> Dispuesta | None:
    """Lo que dispone el texto que aún no se ha guardado."""
    if abierto.guardada:
        return None
    return segun_su_texto(abierto.paginas, abierto.estructura, abierto.norma, abierto.documento.id)


def _reforma(fuente: Fuente, ordenes: tuple[Instruccion, ...], vigor: Vigor) -> Reforma:
    seguro = vigor.seguro if vigor.seguro != vigor.desde else None
    return Reforma(fuente, vigor.desde, ordenes, seguro, vigor.cuando, vigor.razon, vigor.marca)


def _es_proyecto(clave: str) -> bool:
    return clave.startswith(("INI-", "CC-"))


def _fuente(abierto: TextoAbierto | None, clave: str) -> Fuente | None:
    if abierto is None:
        return None
    return Fuente(abierto.documento.identificador, clave, abierto.paginas, abierto.estructura)


def _frente_al_editor(articulo: ArticuloALaFecha, suyos: Mapping[str, Alcance]) -> ArticuloFrenteAlEditor:
    quiza = tuple(clave for clave, alcance in suyos.items() if alcance.toca(articulo))
    if articulo.editor is None or not articulo.piezas:
        return ArticuloFrenteAlEditor(articulo, None, None, quiza)
    diferencia = comparar(sin_rotulo(articulo.texto), sin_rotulo(articulo.editor.texto))
    return ArticuloFrenteAlEditor(articulo, diferencia, contar(diferencia), quiza)
