"""Lo que tiene un expediente: sus piezas, sus apartados 0 a 11 y sus anexos, y cómo se guarda congelado.

Nada de aquí cambia después de armado. Un apartado es de la composición de la agenda
(`composicion_de_un_dossier`); los anexos son las otras formas de leer las mismas piezas.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

SECCIONES: Mapping[int, str] = {
    0: "Carátula",
    1: "Mandato",
    2: "Marco legal",
    3: "Antecedentes legislativos",
    4: "Documentos de estudio",
    5: "Opiniones y propuestas recibidas",
    6: "Actas y acuerdos",
    7: "Derecho comparado",
    8: "Estadística",
    9: "Propuestas de texto",
    10: "Pendientes",
    11: "Bitácora de versiones",
}
RESPONSABLE, COLUMNAS_DE_CARATULA = "Responsable", ("Dato", "Valor")
COLUMNAS_DE_ENUNCIADO = ("Documento", "Pasaje", "Registro")
COLUMNAS_DE_MESAS = ("Mesa", "Fecha", "En qué está", "Asistentes", "Acta")
COLUMNAS_DE_ACUERDOS = ("Acuerdo", "Qué", "Responsable", "Vence", "Cumplimiento")
COLUMNAS_DE_VERSIONES = ("Versión", "Fecha", "Nombre", "Nota")
NUEVOS = ("tipo", "fecha", "postura", "datos", "escrita")
"""Lo que las primeras versiones congeladas no tenían: vacío, no entra en la huella."""


@dataclass(frozen=True, slots=True)
class Pieza:
    """Un documento del expediente, listo para mostrar o congelar.

    `tipo` es su clave en el catálogo de tipos; `fecha`, la del hecho, en ISO 8601, o vacía; `postura`, la de
    quien opina, como se lee («A favor»); `datos`, rótulo y valor de lo que su sección pide. `escrita` dice
    quién escribió la frase y cuándo; vacía, es la de regla. `callada`: lo que se citó ya no se debe decir.
    """

    seccion: int
    documento_id: int
    identificador: str
    titulo: str
    ficha: str
    version: int
    sha256: str
    frase: str
    evidencias: tuple[dict[str, Any], ...]
    tipo: str = ""
    fecha: str = ""
    postura: str = ""
    datos: tuple[tuple[str, str], ...] = ()
    escrita: str = ""
    callada: bool = False

    def como_dato(self) -> dict[str, Any]:
        """Lo que entra en la huella: todo menos el número interno del documento y si después se calló."""
        datos = asdict(self)
        del datos["documento_id"], datos["callada"]
        for nombre in NUEVOS:
            if not datos[nombre]:
                del datos[nombre]
        return {**datos, "evidencias": list(self.evidencias)}


@dataclass(frozen=True, slots=True)
class Tabla:
    """Renglones bajo unas columnas; todas las filas tienen tantas celdas como columnas.

    `sustento` son, por fila, los registros de aquello de que sale lo que dice, sean de documentos o de otras
    cosas (`sustento`): la fila existe para quien los ve todos. Vacío, ninguna fila depende de nada.
    """

    titulo: str
    columnas: tuple[str, ...]
    filas: tuple[tuple[str, ...], ...]
    sustento: tuple[tuple[str, ...], ...] = ()

    def solo_con(self, visibles: frozenset[str]) -> "Tabla":
        """La misma, con las filas cuyos documentos están todos entre los visibles."""
        pares = [
            (fila, suyos)
            for fila, suyos in zip(self.filas, self.sustento or ((),) * len(self.filas), strict=True)
            if visibles.issuperset(suyos)
        ]
        return Tabla(
            self.titulo,
            self.columnas,
            tuple(fila for fila, _ in pares),
            tuple(suyos for _, suyos in pares) if self.sustento else (),
        )


@dataclass(frozen=True, slots=True)
class Apartado:
    """Una parte del expediente: sus párrafos, sus tablas y sus piezas, en ese orden.

    `numero` es el de la composición, de 0 a 11; en un anexo, su turno desde 1. Los párrafos no salen de
    ningún documento. `sin_registros`: el Centro no tiene nada que poner en él.
    """

    numero: int
    titulo: str
    parrafos: tuple[str, ...] = ()
    tablas: tuple[Tabla, ...] = ()
    piezas: tuple[Pieza, ...] = ()

    @property
    def sin_registros(self) -> bool:
        """¿No hay nada que decir en él?"""
        return not (self.parrafos or self.piezas or any(tabla.filas for tabla in self.tablas))


@dataclass(frozen=True, slots=True)
class IndiceFijado:
    """El índice contra el que se congeló: qué generación era y de cuándo es lo último que se leyó en él."""

    generacion: int
    al_dia: datetime


@dataclass(frozen=True, slots=True)
class Expediente:
    """Un expediente entero en un nivel y a una fecha de corte. `apartados` son doce, del 0 al 11.

    De las versiones congeladas antes de que los apartados se guardaran sólo constan los que tienen piezas.
    `indice`, sólo en lo congelado y si consta.
    """

    clave: str
    nombre: str
    nivel: str
    corte: date
    apartados: tuple[Apartado, ...]
    anexos: tuple[Apartado, ...] = ()
    indice: IndiceFijado | None = None

    @property
    def piezas(self) -> tuple[Pieza, ...]:
        """Todas, en su orden: la numeración corre por ellas."""
        return tuple(pieza for apartado in self.apartados for pieza in apartado.piezas)

    def solo_con(self, visibles: frozenset[str]) -> "Expediente":
        """El mismo sin las piezas ni las filas que salen de documentos que no están entre los visibles."""
        return replace(
            self,
            apartados=tuple(_solo_con(uno, visibles) for uno in self.apartados),
            anexos=tuple(_solo_con(uno, visibles) for uno in self.anexos),
        )

    def sin_filas_de(self, retirados: frozenset[str]) -> "Expediente":
        """El mismo sin las filas que salen de alguno de esos documentos; sus piezas quedan."""
        quedan = self.registros() - retirados
        return replace(
            self,
            apartados=tuple(replace(uno, tablas=_con_filas(uno, quedan)) for uno in self.apartados),
            anexos=tuple(replace(uno, tablas=_con_filas(uno, quedan)) for uno in self.anexos),
        )

    def registros(self) -> frozenset[str]:
        """Los registros de todos los documentos de que sale algo."""
        todos = {pieza.identificador for pieza in self.piezas}
        for uno in (*self.apartados, *self.anexos):
            todos.update(suyo for tabla in uno.tablas for suyos in tabla.sustento for suyo in suyos)
        return frozenset(todos)


def contenido_de(uno: Expediente) -> dict[str, Any]:
    """Lo que del expediente no son piezas, en JSON: entra en la huella y `expediente_guardado` lo repone."""
    datos: dict[str, Any] = {
        "nombre": uno.nombre,
        "corte": uno.corte.isoformat(),
        "apartados": [_dato(apartado) for apartado in uno.apartados],
        "anexos": [_dato(apartado) for apartado in uno.anexos],
    }
    if uno.indice is not None:
        datos["indice"] = {"generacion": uno.indice.generacion, "al_dia": uno.indice.al_dia.isoformat()}
    return datos


def expediente_guardado(
    clave: str, nivel: str, contenido: Mapping[str, Any], piezas: Iterable[Pieza]
) -> Expediente:
    """El expediente de lo que dio `contenido_de` y de sus piezas, en su orden."""
    por_seccion: dict[int, list[Pieza]] = {}
    for pieza in piezas:
        por_seccion.setdefault(pieza.seccion, []).append(pieza)
    return Expediente(
        clave,
        str(contenido["nombre"]),
        nivel,
        date.fromisoformat(contenido["corte"]),
        tuple(_apartado(uno, por_seccion.get(uno["numero"], ())) for uno in contenido["apartados"]),
        tuple(_apartado(uno, ()) for uno in contenido["anexos"]),
        _indice(contenido.get("indice")),
    )


def _indice(dato: Mapping[str, Any] | None) -> IndiceFijado | None:
    """El que se guardó; en las versiones de antes de guardarlo no consta."""
    if dato is None:
        return None
    return IndiceFijado(int(dato["generacion"]), datetime.fromisoformat(dato["al_dia"]))


def _solo_con(uno: Apartado, visibles: frozenset[str]) -> Apartado:
    return Apartado(
        uno.numero,
        uno.titulo,
        uno.parrafos,
        _con_filas(uno, visibles),
        tuple(pieza for pieza in uno.piezas if pieza.identificador in visibles),
    )


def _con_filas(uno: Apartado, visibles: frozenset[str]) -> tuple[Tabla, ...]:
    return tuple(tabla for cual in uno.tablas if (tabla := cual.solo_con(visibles)).filas)


def _dato(uno: Apartado) -> dict[str, Any]:
    return {
        "numero": uno.numero,
        "titulo": uno.titulo,
        "parrafos": list(uno.parrafos),
        "tablas": [
            {
                "titulo": tabla.titulo,
                "columnas": list(tabla.columnas),
                "filas": [list(fila) for fila in tabla.filas],
                "sustento": [list(suyos) for suyos in tabla.sustento],
            }
            for tabla in uno.tablas
        ],
    }


def _apartado(dato: Mapping[str, Any], piezas: Iterable[Pieza]) -> Apartado:
    return Apartado(
        dato["numero"],
        dato["titulo"],
        tuple(dato["parrafos"]),
        tuple(
            Tabla(
                tabla["titulo"],
                tuple(tabla["columnas"]),
                tuple(tuple(fila) for fila in tabla["filas"]),
                tuple(tuple(suyos) for suyos in tabla["sustento"]),
            )
            for tabla in dato["tablas"]
        ),
        tuple(piezas),
    )
