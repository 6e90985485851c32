"""El árbol de una consulta en una notación corta, y sus avisos."""

from datetime import date

from indexador.motor.nodos import (
    Alguna,
    Anios,
    Articulo,
    Cerca,
    Comodin,
    Exacta,
    Fechas,
    Frase,
    No,
    Nodo,
    Numero,
    Palabra,
    Parecida,
    Prefijo,
    Todas,
    Todo,
    Valor,
)
from indexador.motor.sintaxis import interpretar


def leer(texto: str) -> str:
    """El árbol de una consulta."""
    return escribir(interpretar(texto).nodo)


def avisos(texto: str) -> list[str]:
    """Lo que se dice de una consulta."""
    return [aviso.mensaje for aviso in interpretar(texto).avisos]


def escribir(nodo: Nodo) -> str:
    """El árbol en una notación corta."""
    match nodo:
        case Palabra() | Prefijo() | Exacta() | Comodin() | Parecida() | Frase() | Cerca():
            return _de_texto(nodo) if nodo.seccion == "todo" else f"{nodo.seccion}:{_de_texto(nodo)}"
        case No(parte):
            return f"-{escribir(parte)}"
        case Todas(partes):
            return f"({' & '.join(map(escribir, partes))})"
        case Alguna(partes):
            return f"({' | '.join(map(escribir, partes))})"
        case Todo():
            return "todo"
        case _:
            return _de_ficha(nodo)


def _de_texto(nodo: Nodo) -> str:
    match nodo:
        case Palabra(forma):
            return forma
        case Prefijo(prefijo):
            return f"{prefijo}*"
        case Exacta(forma):
            return f"={forma}"
        case Comodin(patron):
            return f"<{patron}>"
        case Parecida(forma, faltas):
            return f"{forma}~{faltas}"
        case Frase(formas, _, holgura):
            return f'"{" ".join(formas)}"' + (f"~{holgura}" if holgura else "")
        case Cerca(partes, distancia):
            return f"[{f' {distancia} '.join(map(_de_texto, partes))}]"
        case _:
            raise AssertionError(nodo)


def _de_ficha(nodo: Nodo) -> str:
    match nodo:
        case Valor(campo, valor):
            return f"{campo.value}={valor}"
        case Anios(desde, hasta):
            return f"{desde}-{hasta}"
        case Fechas(clase, desde, hasta):
            return f"{clase}={_dia(desde)}..{_dia(hasta)}"
        case Articulo(numero):
            return f"art={numero}"
        case Numero(numero, clase):
            return f"{clase}#{numero}"
        case _:
            raise AssertionError(nodo)


def _dia(dia: date | None) -> str:
    return dia.isoformat() if dia else ""
