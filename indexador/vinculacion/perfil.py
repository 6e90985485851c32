"""El perfil de un destino: lo que, dicho en un documento, hace pensar que lo prueba.

Un destino es un tema de la agenda o un nodo del plan. El perfil no sabe de dónde sale: quien lo arma lo saca
de los datos del producto o de la base, con lo que el personal confirmó y rechazó.
"""

from dataclasses import dataclass
from enum import StrEnum

CONDICIONES = {"#casa": -2, "#papel": -3, "#asunto": -4}
"""Lo que se exige de un documento entero y no de sus palabras, con el número que no tiene ninguna expresión.

Ser de la casa, ser un papel de trabajo y no una norma, y hablar del ámbito.
"""


class Clase(StrEnum):
    """Qué es el destino."""

    TEMA = "tema"
    NODO = "nodo"


@dataclass(frozen=True, slots=True)
class Termino:
    """Una manera de decir que un pasaje trata del destino.

    `texto` es una expresión («ley de migración») o varias que han de ir cerca, separadas por « & », cada una
    con sus maneras de decirla separadas por «|»: «voto|sufragio & en el exterior|en el extranjero». `peso`:
    3 basta él solo, 2 casi, 1 sólo apoya a otro. Con `pide_contexto` vale donde además se habla del ámbito.
    Con `en_papel` vale sólo en un papel de trabajo (`CONDICIONES`): en él basta que las partes vayan en el
    mismo pasaje, o alguna en su título.
    """

    texto: str
    peso: float = 2.0
    pide_contexto: bool = False
    en_papel: bool = False


@dataclass(frozen=True, slots=True)
class Ambigua:
    """Una expresión que también quiere decir otra cosa.

    Sin `ajenas` ni `propias` nunca es del tema («aves migratorias»), y las palabras que la forman no cuentan
    para nadie. Con `ajenas`, no lo es donde va cerca de una de ellas («retorno» y «capital»). Con `propias`,
    sólo lo es donde va cerca de una («amnistía» y «migratoria»). `sentido` dice qué es entonces.
    """

    expresion: str
    sentido: str = ""
    ajenas: tuple[str, ...] = ()
    propias: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentido:
    """Otro asunto que usa las palabras del ámbito sin hablar de personas: la fauna, el deporte, las finanzas.

    `palabras` son las que lo dicen; varias distintas, juntas, dicen que se habla de él.
    """

    nombre: str
    palabras: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Institucion:
    """Una institución del destino: su clave, su nombre y las otras maneras de nombrarla, sigla incluida."""

    clave: str
    nombre: str
    variantes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ejemplo:
    """Un documento ya decidido por una persona: el texto por el que se decidió y el comienzo del suyo.

    Del primero se aprenden palabras; por los dos se ve si otro documento se le parece.
    """

    identificador: str
    texto: str
    comienzo: str = ""


@dataclass(frozen=True, slots=True)
class Perfil:
    """Todo lo que se sabe de un destino.

    `clave` es la del vínculo (`tema:AG2`, `plan:2009-2012:OO3.A2`) y `codigo` el que ve la persona. `texto`
    es lo que el plan o la agenda dicen del destino, y `marco`, lo de su acción y su objetivo. `exige` son
    grupos de expresiones: de cada uno ha de haber alguna en el documento o en su título. Las normas van por
    su clave (`DC-46-2007`) y `articulos` son de la Constitución. `sube_a` es el nodo del plan en que se
    cuenta un tema, o el nodo del que otro forma parte. `sin_tema` dice que los papeles que lo prueban
    tratan de la propia casa: lo que dicen de un tema, lo dicen de pasada. `lexico` son las palabras que
    suelen decir los que lo prueban, cada una con su peso en milésimas: «palabra:peso palabra:peso».
    """

    clave: str
    codigo: str
    clase: Clase
    texto: str
    marco: str = ""
    terminos: tuple[Termino, ...] = ()
    exige: tuple[tuple[str, ...], ...] = ()
    ambiguas: tuple[Ambigua, ...] = ()
    normas_nucleo: frozenset[str] = frozenset()
    normas_conexas: frozenset[str] = frozenset()
    articulos: frozenset[str] = frozenset()
    instituciones: tuple[Institucion, ...] = ()
    tipos: frozenset[str] = frozenset()
    sube_a: str = ""
    sin_tema: bool = False
    lexico: str = ""
    confirmados: tuple[Ejemplo, ...] = ()
    rechazados: tuple[Ejemplo, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambito:
    """De qué trata la casa: las expresiones que, en un pasaje, dicen que se habla de ello.

    Una de `seguras` basta; de las `posibles` («extranjero», «frontera») hacen falta dos distintas. Las
    `ambiguas` valen para todos los perfiles. Para un tema, lo que está dentro de uno de los
    `nombres` es de él: quien nombra a la «Comisión de Migrantes» no habla por eso de migrantes. `casa` son
    los nombres de la propia casa, y `a_secas`, la palabra con que sus papeles la dicen: «la Comisión».

    Quien migra ha de ser una persona. Donde se habla de otro de los `sentidos` y no se nombra a ninguna, no
    cuentan las `dudosas`, que son las que otro asunto también usa. A una la nombran las expresiones de
    `personas`, y las de `gentes` si son un nombre y no un adjetivo: «los migrantes», y no «el delantero
    migrante».
    """

    seguras: tuple[str, ...] = ()
    posibles: tuple[str, ...] = ()
    ambiguas: tuple[Ambigua, ...] = ()
    nombres: tuple[str, ...] = ()
    casa: tuple[str, ...] = ()
    a_secas: str = ""
    sentidos: tuple[Sentido, ...] = ()
    dudosas: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    gentes: tuple[str, ...] = ()


def partes_de(texto: str) -> tuple[tuple[str, ...], ...]:
    """Las partes de un término, cada una con sus maneras de decirla.

    >>> partes_de("voto|sufragio & en el exterior")
    (('voto', 'sufragio'), ('en el exterior',))
    """
    return tuple(
        tuple(una.strip() for una in parte.split("|") if una.strip()) for parte in texto.split(" & ")
    )
