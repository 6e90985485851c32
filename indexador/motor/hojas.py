"""De un trozo de texto de la consulta a las hojas del árbol: palabras, frases y prefijos."""

from indexador.ficha import Aviso
from indexador.lengua import analizar, plegar, raices_con_enie, raices_de_consulta
from indexador.lengua.analizador import Termino, numero_canonico
from indexador.motor.nodos import Frase, Nodo, Palabra, Prefijo, Todo

MINIMO_DE_PREFIJO = 3


def frase(texto: str, seccion: str) -> list[Nodo]:
    """Las formas seguidas de una frase entre comillas; una sola palabra se busca tal como se escribió."""
    formas = tuple(termino.forma for termino in analizar(texto))
    return [Frase(formas, seccion)] if formas else []


def palabras_de(texto: str, seccion: str) -> tuple[list[Nodo], Aviso | None]:
    """Las palabras de un tramo sin espacios, la última como prefijo si termina en asterisco."""
    if "*" not in texto:
        return [_palabra(texto, termino, seccion) for termino in analizar(texto)], None
    if not texto.strip("*"):
        return [Todo()], None
    cabeza = texto.removesuffix("*")
    if cabeza == texto or "*" in cabeza:
        aviso = Aviso(
            f"En «{texto}», el asterisco sólo vale al final de una palabra, como en migra*. Se buscó sin él.",
            texto,
        )
        nodos: list[Nodo] = []
        for parte in texto.split("*"):
            nodos += [_palabra(parte, termino, seccion) for termino in analizar(parte)]
        return nodos, aviso
    return _con_prefijo(cabeza, seccion)


def _con_prefijo(cabeza: str, seccion: str) -> tuple[list[Nodo], Aviso | None]:
    terminos = list(analizar(cabeza))
    if not terminos:
        return [], None
    ultimo = terminos[-1]
    antes: list[Nodo] = [_palabra(cabeza, termino, seccion) for termino in terminos[:-1]]
    escrito = cabeza[ultimo.inicio :]
    prefijo = (
        numero_canonico(escrito)
        if any(c.isdigit() for c in escrito)
        else plegar(cabeza[ultimo.inicio : ultimo.fin])
    )
    if len(prefijo) < MINIMO_DE_PREFIJO:
        aviso = Aviso(
            f"«{cabeza}*» es muy corto: antes del asterisco van al menos {MINIMO_DE_PREFIJO} letras. "
            f"Se buscó «{cabeza}».",
            cabeza + "*",
        )
        return [*antes, _palabra(cabeza, ultimo, seccion)], aviso
    return [*antes, Prefijo(prefijo, seccion)], None


def _palabra(texto: str, termino: Termino, seccion: str) -> Palabra:
    escrita = texto[termino.inicio : termino.fin]
    raices = frozenset({termino.raiz})
    if not escrita.isalpha():
        return Palabra(termino.forma, raices, termino.vacia, seccion)
    raices |= raices_de_consulta(escrita)
    return Palabra(termino.forma, raices, termino.vacia, seccion, raices_con_enie(escrita))
