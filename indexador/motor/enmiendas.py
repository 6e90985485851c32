"""Los valores de campo que ningún documento tiene: se cambian por el que se quiso decir, o se dice.

Sólo se mira lo que el lector puede ver: un valor que sólo lleva un documento oculto no existe para él.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rapidfuzz.distance import OSA

from indexador.consulta import Aviso
from indexador.lengua import raiz
from indexador.lengua.paises import PAISES
from indexador.motor import campos, cumplimiento
from indexador.motor.evidencia import Buscador
from indexador.motor.hojas import frase
from indexador.motor.nodos import Alguna, Campo, Hoja, No, Nodo, Todas, Valor
from indexador.motor.sintaxis import Interpretacion

_DE_CODIGOS = frozenset({Campo.TEMA, Campo.ACTIVIDAD})
_FALTAS = 2
_LARGO_PARA_PARECERSE = 5
_EJEMPLOS = 6
_NOMBRES = {
    Campo.TIPO: "tipo",
    Campo.TEMA: "tema",
    Campo.ACTIVIDAD: "actividad",
    Campo.INSTITUCION: "institución",
    Campo.ACCESO: "acceso",
    Campo.PAIS: "país",
}


def con_valores_conocidos(entendida: Interpretacion, buscador: Buscador) -> Interpretacion:
    """La consulta con sus valores desconocidos enmendados, y un aviso por cada uno."""
    avisos: list[Aviso] = []
    nodo = _enmendado(entendida.nodo, buscador, avisos)
    if not avisos:
        return entendida
    return replace(entendida, nodo=nodo, avisos=(*entendida.avisos, *dict.fromkeys(avisos)))


def _enmendado(nodo: Nodo, buscador: Buscador, avisos: list[Aviso]) -> Nodo:
    match nodo:
        case Valor():
            return _conocido(nodo, buscador, avisos)
        case No(parte):
            return No(_enmendado(parte, buscador, avisos))
        case Todas(partes):
            return Todas(tuple(_enmendado(parte, buscador, avisos) for parte in partes))
        case Alguna(partes):
            # «AG99» suelto también se busca como palabra: que no sea un tema no es una falta.
            dicho = any(isinstance(parte, Hoja) for parte in partes)
            return Alguna(
                tuple(
                    parte
                    if dicho and isinstance(parte, Valor) and parte.campo in _DE_CODIGOS
                    else _enmendado(parte, buscador, avisos)
                    for parte in partes
                )
            )
        case _:
            return nodo


def _conocido(valor: Valor, buscador: Buscador, avisos: list[Aviso]) -> Nodo:
    """El valor si alguien lo tiene; si no, el que se le parece o, de una institución, su nombre."""
    if cumplimiento.documentos(valor, buscador).any():
        return valor
    campo, nombre = valor.campo, _NOMBRES[valor.campo]
    cuentas = buscador.vista.tablas[campo].contar(buscador.visibles)
    presentes = sorted(cuentas, key=lambda uno: (-cuentas[uno], uno))
    ninguno = f"Ningún documento tiene «{_dicho(valor)}» en el campo «{nombre}»."
    if parecidos := list(_parecidos(valor, presentes)):
        buscados = ", ".join(f"«{_dicho(Valor(campo, uno))}»" for uno in parecidos)
        avisos.append(Aviso(f"{ninguno} Se buscó {buscados}.", valor.valor))
        hallados = tuple(Valor(campo, uno) for uno in parecidos)
        return hallados[0] if len(hallados) == 1 else Alguna(hallados)
    if campo is Campo.INSTITUCION:
        de_nombre = frase(valor.valor, campos.REGISTRO)[0]
        if de_nombre and cumplimiento.documentos(de_nombre[0], buscador).any():
            avisos.append(Aviso(f"{ninguno} Se buscó ese nombre en el registro.", valor.valor))
            return de_nombre[0]
    ejemplos = ", ".join(_dicho(Valor(campo, uno)) for uno in presentes[:_EJEMPLOS])
    hay = f" Hay, entre otros: {ejemplos}." if presentes else ""
    avisos.append(Aviso(ninguno + hay, valor.valor))
    return valor


def _dicho(valor: Valor) -> str:
    """Un valor como se le dice a una persona: el nombre de un país, no su código."""
    return PAISES.get(valor.valor.upper(), valor.valor) if valor.campo is Campo.PAIS else valor.valor


def _parecidos(valor: Valor, presentes: Iterable[str]) -> Iterator[str]:
    """De los valores que hay, los que sólo cambian de número o, si no, el más parecido.

    Un código no se enmienda: «AG99» no quiere decir «AG9».
    """
    if valor.campo in _DE_CODIGOS:
        return
    canonicos = {uno: campos.valor_canonico(_dicho(Valor(valor.campo, uno))) for uno in presentes}
    raices = _raices(valor.valor)
    hasta = len(raices) if valor.campo is Campo.TIPO else None
    iguales = [uno for uno, canonico in canonicos.items() if _raices(canonico)[:hasta] == raices]
    if iguales or len(valor.valor) < _LARGO_PARA_PARECERSE:
        yield from iguales
        return
    faltas = {uno: OSA.distance(valor.valor, canonico) for uno, canonico in canonicos.items()}
    cercano = min(faltas, key=lambda uno: (faltas[uno], uno), default=None)
    if cercano is not None and faltas[cercano] <= _FALTAS:
        yield cercano


def _raices(canonico: str) -> list[str]:
    return [raiz(palabra) for palabra in canonico.split()]
