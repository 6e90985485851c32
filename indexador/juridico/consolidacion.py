"""El texto de cada artículo de una norma a una fecha, hecho sólo de textos que se tienen y órdenes seguras.

Se parte del texto original (si se tiene) y se aplican, por fecha de vigencia, las instrucciones seguras de
los decretos reformadores. Cada pieza dice de qué documento, artículo y página sale. Lo que una reforma ordena
de otra forma no se aplica: se lista, y el artículo que toca deja de darse por consolidado. La copia
concordada de un editor no es fuente: se enseña al lado, con sus notas. Nunca se adivina.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from indexador.juridico.articulos_de_texto import ArticuloDeTexto, Cual, articulos_de, rotulo
from indexador.juridico.claves import leer_clave
from indexador.juridico.consolidado import (
    ArticuloALaFecha,
    Consolidada,
    Fuente,
    Pendiente,
    Pieza,
    Reforma,
    Situacion,
)
from indexador.juridico.instruccion import Instruccion
from indexador.juridico.literal_nueva import anadir_literal
from indexador.juridico.notas_del_editor import menciones, ultima_nota
from indexador.juridico.objetivos import Objetivo, orden_de_articulo
from indexador.juridico.ordenes import Ambito, Operacion


@dataclass(slots=True)
class _Estado:
    """Lo que se va sabiendo de un artículo."""

    piezas: tuple[Pieza, ...] | None
    situacion: Situacion
    desde: date | None = None
    cuando: str = ""
    marca: str = "V"
    por: tuple[str, str] | None = None
    pendientes: list[Pendiente] = field(default_factory=list)


_MAYOR_RANGO = 2_000
_NO_CONSTA = "No consta desde cuándo rige."
_SIN_DIA = "No consta el día en que empezó a regir: {}."
_NO_LO_TRAE = "El texto que se tiene no trae ese artículo."
_REPETIDO = "El texto que se tiene repite ese número de artículo."
_YA_ESTA = "Ya hay un artículo con ese número."
_YA_DEROGADO = "El artículo ya estaba derogado."
_SIN_TEXTO = "No se tiene el texto del artículo que cambia."
_SIN_DUENO = "No se sabe qué artículo cambia."


def consolidar(
    norma: str,
    fecha: date,
    reformas: Sequence[Reforma],
    *,
    original: Fuente | None = None,
    editor: Fuente | None = None,
    conocidos: Collection[Cual] = (),
) -> Consolidada:
    """El texto de `norma` (su clave) a `fecha`, con lo que se tiene de ella.

    `conocidos`: otros artículos de los que consta que existen, los traiga o no algún texto.
    """
    return _Consolidador(norma, fecha, reformas, original, editor).hacer(conocidos)


class _Consolidador:
    def __init__(
        self,
        norma: str,
        fecha: date,
        reformas: Sequence[Reforma],
        original: Fuente | None,
        editor: Fuente | None,
    ) -> None:
        self._norma, self._fecha, self._original = norma, fecha, original
        self._base, self._repetidos = _por_numero(original)
        self._editor, _ = _por_numero(editor)
        self._tenidas = {reforma.fuente.norma for reforma in reformas} | {norma}
        self._hasta = ultima_nota(self._editor.values())
        self._sueltas: list[Pendiente] = []
        self._eventos: dict[Cual, list[tuple[Reforma, Instruccion]]] = {}
        for reforma in sorted(reformas, key=lambda una: una.rige or date.max):
            for instruccion in reforma.instrucciones:
                self._repartir(reforma, instruccion)

    def hacer(self, conocidos: Collection[Cual]) -> Consolidada:
        todos = {*self._base, *self._editor, *self._eventos, *conocidos}
        orden = sorted(todos, key=lambda cual: (cual[0], orden_de_articulo(cual[1])))
        articulos = tuple(self._articulo(cual) for cual in orden)
        return Consolidada(articulos, tuple(self._sueltas), self._hasta)

    def _repartir(self, reforma: Reforma, instruccion: Instruccion) -> None:
        objetivo = instruccion.objetivo
        if objetivo is not None and objetivo.norma != self._norma:
            return
        suyos = list(self._alcance(objetivo, instruccion)) if objetivo is not None else []
        for cual in suyos:
            self._eventos.setdefault(cual, []).append((reforma, instruccion))
        if not suyos and not (reforma.rige is not None and reforma.rige > self._fecha):
            self._sueltas.append(_pendiente(reforma, instruccion, instruccion.razon or _SIN_DUENO))

    def _alcance(self, objetivo: Objetivo, instruccion: Instruccion) -> Iterator[Cual]:
        """El artículo, los que hay entre los dos extremos de un rango, o el que quizá sea."""
        if objetivo.articulo and not objetivo.hasta:
            yield objetivo.serie, objetivo.articulo
        elif not objetivo.articulo and instruccion.posible:
            yield objetivo.serie, instruccion.posible
        elif objetivo.articulo:
            desde, hasta = orden_de_articulo(objetivo.articulo), orden_de_articulo(objetivo.hasta)
            conocidos = self._base or self._editor or _de_en_medio(objetivo, desde[0], hasta[0])
            for cual in conocidos:
                if cual[0] == objetivo.serie and desde <= orden_de_articulo(cual[1]) <= hasta:
                    yield cual

    def _articulo(self, cual: Cual) -> ArticuloALaFecha:
        propio, del_editor = self._base.get(cual), self._editor.get(cual)
        estado = _Estado(None, Situacion.SIN_ORIGINAL)
        if propio is not None and self._original is not None:
            estado = _Estado((_pieza(self._original, propio),), Situacion.ORIGINAL)
        futuros = []
        for reforma, instruccion in self._eventos.get(cual, ()):
            if reforma.rige is not None and reforma.rige > self._fecha:
                futuros.append((reforma, instruccion))
            else:
                self._aplicar(estado, cual, reforma, instruccion)
        if estado.piezas is None and estado.situacion == Situacion.SIN_ORIGINAL:
            self._sin_texto(estado, futuros, solo_editor=bool(del_editor) and cual not in self._eventos)
        otras = tuple(self._otras(estado, del_editor)) if del_editor else ()
        if otras and estado.situacion in {Situacion.CONSOLIDADO, Situacion.ORIGINAL}:
            estado.situacion = Situacion.CON_REFORMA
        return ArticuloALaFecha(
            cual=cual,
            etiqueta=rotulo(cual),
            situacion=estado.situacion,
            piezas=estado.piezas or (),
            desde=estado.desde,
            cuando=estado.cuando,
            marca=estado.marca,
            por=estado.por,
            pendientes=tuple(estado.pendientes),
            editor=del_editor,
            otras=otras,
        )

    def _otras(self, estado: _Estado, del_editor: ArticuloDeTexto) -> Iterator[str]:
        """Las que sus notas dicen que lo cambiaron después, hasta la fecha, y cuyo texto no se tiene."""
        desde = estado.desde
        for clave, cuando in menciones(del_editor):
            leida = leer_clave(clave)
            anio = cuando.year if cuando else leida.anio if leida else None
            if clave in self._tenidas or anio is None or anio > self._fecha.year:
                continue
            if cuando is not None and (cuando > self._fecha or (desde is not None and cuando <= desde)):
                continue
            if cuando is None and desde is not None and anio < desde.year:
                continue
            yield clave

    def _sin_texto(
        self, estado: _Estado, futuros: Sequence[tuple[Reforma, Instruccion]], *, solo_editor: bool
    ) -> None:
        if futuros:
            reforma, instruccion = futuros[0]
            if instruccion.segura and _anade_articulo(instruccion):
                estado.situacion = Situacion.NO_EXISTIA
                estado.desde, estado.cuando, estado.marca = reforma.rige, reforma.cuando, reforma.marca
                estado.por = (reforma.fuente.norma, instruccion.articulo)
        elif solo_editor and (self._hasta is None or self._fecha >= self._hasta):
            estado.situacion = Situacion.DEL_EDITOR

    def _aplicar(self, estado: _Estado, cual: Cual, reforma: Reforma, instruccion: Instruccion) -> None:
        razon = instruccion.razon or self._sin_fecha(reforma)
        razon = razon or self._impedimento(estado, cual, instruccion)
        nuevas = _piezas_nuevas(reforma, instruccion)
        if not razon and instruccion.ambito == Ambito.LITERAL:
            letra = dict(instruccion.objetivo.subdivision)["lit"] if instruccion.objetivo else ""
            razon = anadir_literal("\n".join(pieza.texto for pieza in estado.piezas or ()), letra)
            nuevas = (*(estado.piezas or ()), *nuevas)
        if razon:
            estado.pendientes.append(_pendiente(reforma, instruccion, razon))
            estado.situacion = Situacion.CON_REFORMA
            return
        deroga = instruccion.operacion == Operacion.DEROGA
        estado.piezas = () if deroga else nuevas
        estado.situacion = Situacion.DEROGADO if deroga else Situacion.CONSOLIDADO
        estado.desde, estado.cuando, estado.marca = reforma.rige, reforma.cuando, reforma.marca
        estado.por = (reforma.fuente.norma, instruccion.articulo)
        if instruccion.ambito == Ambito.ARTICULO:
            estado.pendientes.clear()

    def _sin_fecha(self, reforma: Reforma) -> str:
        if reforma.rige is None:
            return reforma.razon or _NO_CONSTA
        if reforma.seguro is not None and self._fecha < reforma.seguro:
            return _SIN_DIA.format(reforma.cuando)
        return ""

    def _impedimento(self, estado: _Estado, cual: Cual, instruccion: Instruccion) -> str:
        if cual in self._repetidos:
            return _REPETIDO
        if estado.situacion == Situacion.DEROGADO:
            return _YA_DEROGADO
        if _anade_articulo(instruccion):
            return _YA_ESTA if estado.piezas else ""
        if instruccion.ambito == Ambito.LITERAL:
            dudoso = not estado.piezas or estado.situacion == Situacion.CON_REFORMA
            return _SIN_TEXTO if dudoso else ""
        return _NO_LO_TRAE if self._original is not None and estado.piezas is None else ""


def _por_numero(fuente: Fuente | None) -> tuple[Mapping[Cual, ArticuloDeTexto], frozenset[Cual]]:
    """Los artículos por su número, y los números que se repiten."""
    hallados: dict[Cual, ArticuloDeTexto] = {}
    repetidos = set()
    for uno in articulos_de(fuente.paginas, fuente.estructura) if fuente else ():
        if uno.cual in hallados:
            repetidos.add(uno.cual)
        hallados.setdefault(uno.cual, uno)
    return hallados, frozenset(repetidos)


def _de_en_medio(objetivo: Objetivo, desde: int, hasta: int) -> tuple[Cual, ...]:
    """Los extremos de un rango y los enteros que hay entre ellos, si ningún texto dice cuáles son."""
    tope = hasta + (not objetivo.hasta.isdigit())  # «3 al 6 Bis» incluye el 6
    numeros = [str(n) for n in range(desde + 1, min(tope, desde + _MAYOR_RANGO))]
    return tuple((objetivo.serie, uno) for uno in (objetivo.articulo, *numeros, objetivo.hasta))


def _anade_articulo(instruccion: Instruccion) -> bool:
    return instruccion.operacion == Operacion.ANADE and instruccion.ambito == Ambito.ARTICULO


def _pieza(fuente: Fuente, articulo: ArticuloDeTexto) -> Pieza:
    return Pieza(fuente.documento, fuente.norma, "", articulo.ancla, articulo.trozos, articulo.texto)


def _piezas_nuevas(reforma: Reforma, instruccion: Instruccion) -> tuple[Pieza, ...]:
    fuente = reforma.fuente
    return (
        Pieza(
            fuente.documento,
            fuente.norma,
            instruccion.articulo,
            instruccion.ancla,
            instruccion.texto,
            instruccion.nuevo,
        ),
    )


def _pendiente(reforma: Reforma, instruccion: Instruccion, razon: str) -> Pendiente:
    fuente = reforma.fuente
    return Pendiente(fuente.norma, fuente.documento, reforma.rige, instruccion, razon, reforma.cuando)
