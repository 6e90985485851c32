"""Lo que se le pregunta al índice y lo que contesta: estructuras inmutables.

Las posiciones son las de `indexador.ficha`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from indexador.lengua.tesauro import Tesauro


@dataclass(frozen=True, slots=True)
class Reparto:
    """Documentos repartidos en clases que el índice no guarda: las de su vigencia a una fecha.

    Sólo pasan los de las clases `admitidas`; la faceta `vigencia` cuenta los de todas.
    """

    clases: Mapping[str, frozenset[int]]
    admitidas: frozenset[str]


@dataclass(frozen=True, slots=True)
class Filtros:
    """Filtros de la página de resultados: dentro de un campo suman (O); entre campos, restringen (Y)."""

    tipos: tuple[str, ...] = ()
    temas: tuple[str, ...] = ()
    actividades: tuple[str, ...] = ()
    instituciones: tuple[str, ...] = ()
    accesos: tuple[str, ...] = ()
    paises: tuple[str, ...] = ()
    desde: date | None = None
    hasta: date | None = None
    documentos: frozenset[int] | None = None
    """Si se da, sólo esos."""
    vigencia: Reparto | None = None


@dataclass(frozen=True, slots=True)
class Consulta:
    """Lo que se busca y quién lo busca.

    `marcas` son las del lector; el índice `restringido` sólo se abre si tiene alguna además de
    `publico`. `excluidos` son los documentos cuyo acceso se estrechó y que el índice aún no refleja:
    no existen para esta consulta, ni en aciertos ni en estadísticas. `tesauro` amplía las palabras sueltas.
    """

    texto: str
    marcas: frozenset[str]
    filtros: Filtros = field(default_factory=Filtros)
    orden: str = "relevancia"
    """`relevancia`, `fecha_desc`, `fecha_asc`, `publicado_desc` o `titulo`."""
    agrupar: str = ""
    """`tipo`, `anio` o `tema`: los aciertos van juntos por lo que tengan ahí, y dentro, en su orden."""
    pagina: int = 1
    por_pagina: int = 10
    pasajes_por_documento: int = 3
    corregir: bool = True
    """Si lo escrito no halla nada, se busca lo que quizá se quiso decir, o con menos exigencia.

    Además, las palabras con que se piden unas fechas o una clase de documentos se toman por ellas.
    """
    excluidos: frozenset[int] = frozenset()
    del_pais: str = ""
    """A igual evidencia van antes los documentos de ese país y los que no dicen de cuál son."""
    delante: frozenset[int] | None = None
    """Si se da, por relevancia van esos documentos antes que los demás, tengan el puntaje que tengan."""
    encabezan: frozenset[int] = frozenset()
    """Por relevancia, los que van antes que todos: los que traen la norma de la que se pide algo."""
    de_materia: tuple[str, ...] = ()
    """Si se da, por relevancia van al final los que no cumplen ninguna de estas otras consultas."""
    lo_ajeno_detras: bool = False
    """Si los documentos de otro país que `del_pais`, aunque puntúen más, van detrás."""
    tesauro: Tesauro | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Pasaje:
    """Un fragmento acertado; el texto y las marcas se piden después a la base y a `resaltado`."""

    fragmento: int
    pagina: int
    inicio: int
    fin: int
    etiqueta: str
    puntaje: float
    ancla: str = ""


@dataclass(frozen=True, slots=True)
class Acierto:
    """Un documento acertado con sus mejores pasajes, de mejor a peor."""

    documento: int
    identificador: str
    puntaje: float
    pasajes: tuple[Pasaje, ...]
    total_pasajes: int


@dataclass(frozen=True, slots=True)
class Cuenta:
    """Un valor de faceta y cuántos documentos lo tienen."""

    valor: str
    documentos: int


@dataclass(frozen=True, slots=True)
class Aviso:
    """Algo de la consulta que se ignoró o se enmendó, dicho para una persona."""

    mensaje: str
    parte: str = ""
    reversible: bool = False
    """Si se deshace pidiendo la consulta tal como se escribió (`Consulta.corregir`)."""


CON_ALGUNA = "Ningún documento tiene todas las palabras. Se muestran los que tienen alguna."
"""El aviso de un resultado que no cumple lo que se escribió."""


@dataclass(frozen=True, slots=True)
class Resaltar:
    """Qué marcar en un texto: palabras por su raíz, su forma, su comienzo, su patrón o su parecido, y frases.

    Una forma es la palabra plegada (`indexador.lengua.plegar`). Una frase es una sucesión de formas y sólo
    se marca donde van seguidas; de una holgada, con su número de palabras de más, se marcan sus palabras.
    """

    raices: frozenset[str] = frozenset()
    prefijos: frozenset[str] = frozenset()
    frases: tuple[tuple[str, ...], ...] = ()
    formas: frozenset[str] = frozenset()
    patrones: tuple[str, ...] = ()
    parecidas: tuple[tuple[str, int], ...] = ()
    holgadas: tuple[tuple[tuple[str, ...], int], ...] = ()
    cercanas: tuple["Cercanas", ...] = ()


@dataclass(frozen=True, slots=True)
class Cercanas:
    """Partes que sólo se marcan donde cada una está a lo sumo a `distancia` palabras de la anterior."""

    partes: tuple[Resaltar, ...]
    distancia: int


@dataclass(frozen=True, slots=True)
class Resultado:
    """La respuesta: `facetas` por nombre (`tipo`, `anio`, `tema`, `actividad`, `institucion`, `acceso`,
    `pais`; y `vigencia`, si se filtró por ella).

    `resaltar` es lo que `motor.resaltado` necesita para marcar el texto: términos sueltos, prefijos y
    frases ya analizados.
    """

    total: int
    total_pasajes: int
    aciertos: tuple[Acierto, ...]
    facetas: Mapping[str, tuple[Cuenta, ...]]
    avisos: tuple[Aviso, ...]
    resaltar: Resaltar
    milisegundos: float
    sugerencia: str | None = None
    """La consulta corregida que se buscó en vez de la escrita, que no hallaba nada."""
    propuesta: str | None = None
    """Otra manera de escribir la consulta que quizá se quiso decir; no se buscó."""
    grupos: tuple[Cuenta, ...] = ()
    """Si se pidió agrupar, los grupos en orden, con sus aciertos; de valor vacío, el de los que no tienen."""
    sin_fecha: int = 0
    """Los sin fecha que responderían si no se hubieran pedido de unas fechas."""
    detras: int = 0
    """Los que van al final porque no son de los que `Consulta.delante` o `Consulta.de_materia` dicen."""


@dataclass(frozen=True, slots=True)
class Completado:
    """Con qué se puede completar lo que se lleva escrito, de lo más probable a lo menos.

    `titulos` y `numeros` son documentos (su número interno) que el lector ve y cuyo título, desde alguna de
    sus palabras, o cuyo número de norma empiezan así. `palabras` son de documentos públicos y
    llevan sólo las tildes de las que no hay duda.
    `instituciones` son las claves de todas las que tienen algún documento que el lector ve.
    """

    titulos: tuple[int, ...] = ()
    numeros: tuple[int, ...] = ()
    palabras: tuple[str, ...] = ()
    instituciones: tuple[str, ...] = ()
