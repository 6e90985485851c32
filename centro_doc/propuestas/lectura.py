"""Los perfiles de fábrica: los temas de la agenda y los nodos del plan activo, con sus reglas.

Quien los arme desde la base usa `perfil_de_tema` y `perfil_de_nodo` con lo que la base tenga, y
`dataclasses.replace` para ponerles los ejemplos confirmados y rechazados.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from centro_doc.agenda import lectura as agenda
from centro_doc.directorio import lectura as directorio
from centro_doc.directorio.lectura import DatosInstitucion
from centro_doc.plan.lectura import DatosNodo, planes_de_fabrica
from centro_doc.plan.modelos import ClaseNodo
from centro_doc.propuestas import lexico
from centro_doc.propuestas import reglas as archivo
from centro_doc.propuestas.reglas import Reglas
from indexador.vinculacion import Ambigua, Ambito, Clase, Institucion, Perfil, Termino

_VINCULABLES = frozenset(
    {
        ClaseNodo.PRODUCTO,
        ClaseNodo.SUBPRODUCTO,
        ClaseNodo.ACCION,
        ClaseNodo.ACTIVIDAD,
        ClaseNodo.SUBACTIVIDAD,
    }
)
"""Un documento prueba una acción o una actividad; el objetivo se alcanza por ellas y la meta se cuenta."""
_FRASE, _SIGLA, _PALABRA = 2.0, 2.0, 1.0


@cache
def perfiles_de_fabrica() -> tuple[Perfil, ...]:
    """Los perfiles que vienen con el programa: primero los temas, después los nodos."""
    reglas = reglas_de_fabrica()
    todas = {una.clave: una for una in directorio.leer()}
    temas = [
        perfil_de_tema(
            tema.codigo, tema.nodo, tema.nombre, tema.alcance, tema.datos, reglas=reglas, directorio=todas
        )
        for tema in agenda.leer().temas
    ]
    return (
        *temas,
        *(
            nodo
            for plan in planes_de_fabrica()
            if plan.activo
            for nodo in perfiles_de_nodos(plan.nodos, plan.clave, reglas=reglas, directorio=todas)
        ),
    )


@cache
def reglas_de_fabrica() -> Reglas:
    """Las reglas que vienen con el programa."""
    return archivo.leer()


@cache
def lexico_de_fabrica() -> dict[str, str]:
    """El léxico que viene con el programa, por código."""
    return lexico.leer()


def ambito_de_fabrica() -> Ambito:
    """De qué trata la casa, y las expresiones que para ella tienen otro sentido."""
    reglas = reglas_de_fabrica()
    return replace(reglas.ambito, ambiguas=reglas.ambiguas)


def perfil_de_tema(
    codigo: str,
    nodo: str,
    nombre: str,
    alcance: str,
    datos: Mapping[str, Any],
    *,
    reglas: Reglas,
    directorio: Mapping[str, DatosInstitucion],
) -> Perfil:
    """El perfil de un tema; `datos` son los suyos: términos, ambiguos, normas, artículos e instituciones."""
    suyas = reglas.de(codigo)
    terminos = (*map(str, datos.get("terminos", ())),)
    return Perfil(
        clave=f"tema:{codigo}",
        codigo=codigo,
        clase=Clase.TEMA,
        texto=f"{nombre}. {alcance}",
        terminos=_sin_repetir((*_de_la_agenda(terminos, suyas.pesos), *suyas.terminos)),
        exige=suyas.exige,
        ambiguas=tuple(_ambiguas_de_la_agenda(datos.get("ambiguos") or {}, terminos, reglas)),
        normas_nucleo=frozenset((*datos.get("normas_nucleo", ()), *datos.get("iniciativas", ()))),
        normas_conexas=frozenset(datos.get("normas_conexas", ())),
        articulos=frozenset(map(str, datos.get("articulos_constitucionales", ()))),
        instituciones=_instituciones(datos.get("instituciones", ()), directorio),
        tipos=suyas.tipos,
        sube_a=nodo,
        lexico=lexico_de_fabrica().get(codigo, ""),
    )


def perfil_de_nodo(
    nodo: DatosNodo,
    periodo: str,
    marco: str,
    *,
    reglas: Reglas,
    directorio: Mapping[str, DatosInstitucion],
) -> Perfil:
    """El perfil de un nodo; `marco` es el texto de los nodos de que forma parte."""
    suyas = reglas.de(nodo.codigo)
    nombradas = [clave for clave, una in directorio.items() if nodo.codigo in una.nodos_plan]
    return Perfil(
        clave=f"plan:{periodo}:{nodo.codigo}",
        codigo=nodo.codigo,
        clase=Clase.NODO,
        texto=nodo.texto,
        marco=marco,
        terminos=suyas.terminos,
        exige=suyas.exige,
        instituciones=_instituciones(nombradas, directorio),
        tipos=suyas.tipos,
        sin_tema=suyas.sin_tema,
        sube_a=nodo.padre or "",
        lexico=lexico_de_fabrica().get(nodo.codigo, ""),
    )


def perfiles_de_nodos(
    nodos: Sequence[DatosNodo],
    periodo: str,
    *,
    reglas: Reglas,
    directorio: Mapping[str, DatosInstitucion],
) -> Iterator[Perfil]:
    """Los perfiles de los nodos de un plan con que se vincula, en su orden."""
    todos = {nodo.codigo: nodo for nodo in nodos}
    for nodo in nodos:
        if nodo.clase in _VINCULABLES:
            marco = " ".join(padre.texto for padre in _ascendientes(nodo, todos))
            yield perfil_de_nodo(nodo, periodo, marco, reglas=reglas, directorio=directorio)


def _ascendientes(nodo: DatosNodo, todos: Mapping[str, DatosNodo]) -> Iterator[DatosNodo]:
    padre = todos.get(nodo.padre or "")
    while padre is not None:
        yield padre
        padre = todos.get(padre.padre or "")


def _de_la_agenda(terminos: Iterable[str], pesos: Mapping[str, float]) -> Iterator[Termino]:
    """Los de la agenda pesan por su forma: una frase o una sigla dicen más que una palabra suelta."""
    for texto in terminos:
        palabras = texto.split()
        sigla = len(palabras) == 1 and texto.isupper()
        de_su_forma = _FRASE if len(palabras) > 1 else _SIGLA if sigla else _PALABRA
        peso = pesos.get(texto, de_su_forma)
        yield Termino(texto, peso, pide_contexto=peso < _FRASE)


def _sin_repetir(terminos: Sequence[Termino]) -> tuple[Termino, ...]:
    return tuple({termino.texto: termino for termino in terminos}.values())


def _ambiguas_de_la_agenda(
    ambiguos: Mapping[str, str], terminos: Sequence[str], reglas: Reglas
) -> Iterator[Ambigua]:
    """Las que el personal puso en la agenda y el archivo de reglas no conoce: se tapan, si son frases."""
    conocidas = {ambigua.expresion for ambigua in reglas.ambiguas}
    for expresion, sentido in ambiguos.items():
        suya = sentido.strip().lower().startswith("sí ") or expresion in terminos
        if " " in expresion and expresion not in conocidas and not suya:
            yield Ambigua(expresion, sentido)


def _instituciones(
    claves: Iterable[str], directorio: Mapping[str, DatosInstitucion]
) -> tuple[Institucion, ...]:
    return tuple(
        Institucion(una.clave, una.nombre, tuple(v for v in (una.sigla, *una.variantes) if _distingue(v)))
        for clave in claves
        if (una := directorio.get(clave)) is not None
    )


def _distingue(variante: str) -> bool:
    """«Migración» o «Senado» a secas no nombran a nadie."""
    return " " in variante or variante.isupper()
