"""Frases fijas que se buscan en unas fichas por su primera palabra."""

from indexador.juridico.citas.fichas import Fichas


def por_primera(frases: dict[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Las frases por su primera palabra, las más largas antes."""
    arbol: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for frase in sorted(frases, key=len, reverse=True):
        palabras = tuple(frase.split())
        arbol.setdefault(palabras[0], []).append((palabras, frases[frase]))
    return arbol


def frase(
    f: Fichas, lugar: int, arbol: dict[str, list[tuple[tuple[str, ...], str]]]
) -> tuple[str, int] | None:
    """Lo que vale la frase más larga que está ahí, sin contar las comas, y dónde termina."""
    for palabras, valor in arbol.get(f.formas[lugar], ()):
        fin = lugar
        for palabra in palabras:
            fin = f.tras(fin, ",") if fin > lugar else fin
            if f.formas[fin] != palabra:
                break
            fin += 1
        else:
            return valor, fin
    return None
