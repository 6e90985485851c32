"""El árbol de una consulta en una notación corta, y sus avisos."""

from datetime import date

from indexador.motor import nodos
from indexador.motor.sintaxis import interpretar


def leer(texto: str) -> str:
    """El árbol de una consulta."""
    return escribir(interpretar(texto).nodo)


def avisos(texto: str) -> list[str]:
    """Lo que se dice de una consulta."""
    return [aviso.mensaje for aviso in interpretar(texto).avisos]


def escribir(nodo: nodos.Nodo) -> str:
    """El árbol en una notación corta."""
    if isinstance(nodo, nodos.Hoja):
        return _de_texto(nodo) if nodo.seccion == "todo" else f"{nodo.seccion}:{_de_texto(nodo)}"
    match nodo:
        case nodos.No(parte):
            return f"-{escribir(parte)}"
        case nodos.Todas(partes):
            return f"({' & '.join(map(escribir, partes))})"
        case nodos.Alguna(partes):
            return f"({' | '.join(map(escribir, partes))})"
        case nodos.Todo():
            return "todo"
        case _:
            return _de_ficha(nodo)


def _de_texto(nodo: nodos.Nodo) -> str:
    match nodo:
        case nodos.Palabra(forma):
            return forma
        case nodos.Prefijo(prefijo):
            return f"{prefijo}*"
        case nodos.Exacta(forma):
            return f"={forma}"
        case nodos.Comodin(patron):
            return f"<{patron}>"
        case nodos.Parecida(forma, faltas):
            return f"{forma}~{faltas}"
        case nodos.Frase(formas, _, holgura):
            return f'"{" ".join(formas)}"' + (f"~{holgura}" if holgura else "")
        case nodos.Cerca(partes, distancia):
            return f"[{f' {distancia} '.join(map(_de_texto, partes))}]"
        case _:
            raise AssertionError(nodo)


def _de_ficha(nodo: nodos.Nodo) -> str:
    match nodo:
        case nodos.Valor(campo, valor):
            return f"{campo.value}={valor}"
        case nodos.Anios(desde, hasta):
            return f"{desde}-{hasta}"
        case nodos.Fechas(clase, desde, hasta):
            return f"{clase}={_dia(desde)}..{_dia(hasta)}"
        case nodos.Articulo(numero):
            return f"art={numero}"
        case nodos.Numero(numero, clase):
            return f"{clase}#{numero}"
        case _:
            raise AssertionError(nodo)


def _dia(dia: date | None) -> str:
    return dia.isoformat() if dia else ""
