"""Los filtros de la cobertura, como llegan en la dirección, y lo que se espera de un nodo."""

from collections.abc import Mapping
from dataclasses import dataclass

from centro_doc.catalogo.tipos import tipos
from centro_doc.cobertura.lectura import Cada
from centro_doc.cobertura.trimestres import Eje, Trimestre
from centro_doc.comun.errores import DatosInvalidos

CON, SIN, SIN_TRIMESTRE = "con", "sin", "sin-trimestre"
INCOMPLETA, SUGERIDA = "incompleta", "sugerida"
EVIDENCIAS = frozenset({CON, SIN, SIN_TRIMESTRE, INCOMPLETA, SUGERIDA})
MAXIMO = 999
"""Lo más que se puede esperar de un tipo."""
_LARGO_DE_NOTA = 300
_LARGO_DE_TRIMESTRE = 20


@dataclass(frozen=True, slots=True)
class Filtros:
    """Lo que se pidió ver; vacío, todo. `tipo` es una etiqueta de la colección («dictamenes»).

    `fecha` es el eje de los trimestres, y `trimestre`, el único que se mira; si lo que se pidió no es un
    trimestre, `trimestre_ajeno` lo dice como vino.
    """

    objetivo: str = ""
    evidencia: str = ""
    tipo: str = ""
    palabras: str = ""
    periodo: str | None = None
    fecha: str = Eje.HECHO
    trimestre: Trimestre | None = None
    trimestre_ajeno: str = ""


@dataclass(frozen=True, slots=True)
class DatosEsperada:
    """Lo que se quiere esperar de un nodo."""

    tipo: str
    cantidad: int
    cada: Cada
    nota: str = ""


def filtros(consulta: Mapping[str, str]) -> Filtros:
    """Lee `objetivo`, `evidencia`, `tipo`, `palabras`, `periodo`, `fecha` y `trimestre`.

    Lo que no se entiende se pasa por alto, salvo el trimestre: quien lo pide para un informe ha de saberlo.
    """
    evidencia, escrito = consulta.get("evidencia", ""), consulta.get("trimestre", "").strip()
    trimestre = Trimestre.leido(escrito)
    return Filtros(
        objetivo=consulta.get("objetivo", "")[:20],
        evidencia=evidencia if evidencia in EVIDENCIAS else "",
        tipo=consulta.get("tipo", "")[:40],
        palabras=" ".join(consulta.get("palabras", "")[:200].split()),
        periodo=consulta.get("periodo", "")[:20] or None,
        fecha=eje(consulta),
        trimestre=trimestre,
        trimestre_ajeno=escrito[:_LARGO_DE_TRIMESTRE] if trimestre is None else "",
    )


def eje(consulta: Mapping[str, str]) -> Eje:
    """Lee `fecha`: por cuándo ocurrió, si no se pide por cuándo entró."""
    return Eje.INGRESO if consulta.get("fecha") == Eje.INGRESO else Eje.HECHO


def datos_esperada(formulario: Mapping[str, str]) -> DatosEsperada:
    """Lee `tipo`, `cantidad`, `cada` y `nota`; levanta `DatosInvalidos` por campo."""
    errores: dict[str, str] = {}
    tipo, cada = formulario.get("tipo", ""), formulario.get("cada", Cada.PLAN)
    escrita = formulario.get("cantidad", "").strip()
    cantidad = int(escrita) if escrita.isascii() and escrita.isdigit() and len(escrita) <= 3 else 0
    nota = " ".join(formulario.get("nota", "").split())
    if tipo not in tipos().tipos:
        errores["tipo"] = "Elija un tipo de documento de la lista."
    if not cantidad:
        errores["cantidad"] = f"Escriba cuántos se esperan, de 1 a {MAXIMO}."
    if cada not in set(Cada):
        errores["cada"] = "Elija por qué se cuenta."
    if len(nota) > _LARGO_DE_NOTA:
        errores["nota"] = f"Escriba la razón en {_LARGO_DE_NOTA} letras o menos."
    if errores:
        raise DatosInvalidos("No se guardó lo que se espera.", errores)
    return DatosEsperada(tipo, cantidad, Cada(cada), nota)
