"""De un trozo de texto de la consulta a las hojas del árbol: palabras, frases, comodines y parecidas."""

import re

from indexador.consulta import Aviso
from indexador.lengua import analizar, plegar, raices_con_enie, raices_de_consulta
from indexador.lengua.analizador import Termino
from indexador.lengua.enteros import entero
from indexador.motor.nodos import (
    DISTANCIA_MAXIMA,
    EN_TODO,
    Alguna,
    Campo,
    Comodin,
    Exacta,
    Frase,
    Nodo,
    Palabra,
    Parecida,
    Prefijo,
    Todo,
    Valor,
)

MINIMO_DE_LETRAS, MINIMO_DE_PREFIJO = 3, 2
"""Letras o cifras que debe llevar un comodín, y un prefijo: con menos, casan demasiadas palabras."""
MINIMO_DE_PARECIDA, MINIMO_DE_DOS_FALTAS = 4, 6
FALTAS_MAXIMAS = 2

_ASTERISCO, _INTERROGACION = "ʘ", "ʞ"
"""Las letras que hacen de `*` y `?` ante el analizador: nadie las escribe y son su propia forma plegada."""
_A_LETRAS = str.maketrans({"*": _ASTERISCO, "?": _INTERROGACION})
_A_SIGNOS = str.maketrans({_ASTERISCO: "*", _INTERROGACION: "?"})
_PREGUNTA_FINAL = re.compile(r"(?<!\?)\?++(?=[^\w*?]*$)")
_PARECIDA = re.compile(r"(.*[^\W_])~(\d{0,4})[^\w~]*", re.DOTALL)
_CODIGO = re.compile(
    r"\W*((?P<tema>ag\d{1,2})|(?:oo\d|dx)(?:\.[a-z]\d{1,2}(?:\.\d{1,2})?(?:\.[a-z])?)?)[\W_]*"
)
_SEGUIDOS = re.compile(r"\*+")

Hojas = tuple[list[Nodo], Aviso | None]
"""Lo que pide un tramo, y lo que de él no se entendió."""


def frase(texto: str, seccion: str, holgura: int = 0) -> Hojas:
    """Las formas seguidas de una frase entre comillas; una sola palabra se busca tal como se escribió.

    `holgura` es la que se escribió tras `~`; negativa si no se dijo cuál.
    """
    formas = tuple(termino.forma for termino in analizar(texto))
    if not formas:
        return [], None
    aviso = None
    if holgura < 0:
        aviso = Aviso(f'Falta cuántas palabras de más admite «{texto}», como en «"red consular"~4».', texto)
    elif holgura > DISTANCIA_MAXIMA:
        aviso = Aviso(f"Una frase admite a lo sumo {DISTANCIA_MAXIMA} palabras de más. Se buscó con ésas.")
    elif re.search(r"\w\*|\*\w", texto):
        sin_asterisco = texto.replace("*", "")
        aviso = Aviso(f"Dentro de una frase no vale el asterisco. Se buscó «{sin_asterisco}».", texto)
    holgura = min(max(0, holgura), DISTANCIA_MAXIMA) if len(formas) > 1 else 0
    return [Frase(formas, seccion, holgura)], aviso


def palabras_de(texto: str, seccion: str) -> Hojas:
    """Las hojas de un tramo sin espacios: `=exacta`, `com*dín`, `parecida~` o palabras corrientes."""
    texto = _PREGUNTA_FINAL.sub("", texto)
    if "*" in texto or "?" in texto:
        return _con_comodines(texto.lstrip("="), seccion)
    if hallazgo := _PARECIDA.fullmatch(texto):
        return _parecida(hallazgo[1].lstrip("="), hallazgo[2], texto, seccion)
    if texto.startswith("="):
        return [Exacta(termino.forma, seccion) for termino in _terminos(texto)], None
    palabras: list[Nodo] = [_palabra(texto, termino, seccion) for termino in _terminos(texto)]
    codigo = _CODIGO.fullmatch(plegar(texto)) if seccion == EN_TODO else None
    return ([_con_su_codigo(palabras, codigo)] if codigo else palabras), None


def _terminos(texto: str) -> list[Termino]:
    """Los de un tramo; un correo, una dirección o un código que se conserva entero es uno solo."""
    if forma := entero(texto):
        return [Termino(forma, forma, 0, 0, len(texto), False)]
    return list(analizar(texto))


def _con_su_codigo(palabras: list[Nodo], codigo: re.Match[str]) -> Nodo:
    """Un código de la agenda o del plan: los documentos que lo dicen y los que están vinculados a él."""
    campo = Campo.TEMA if codigo["tema"] else Campo.ACTIVIDAD
    formas = tuple(palabra.forma for palabra in palabras if isinstance(palabra, Palabra))
    dicho = palabras[0] if len(palabras) == 1 else Frase(formas)
    return Alguna((dicho, Valor(campo, codigo[1])))


def _con_comodines(texto: str, seccion: str) -> Hojas:
    if not texto.strip("*?"):
        return ([Todo()] if "*" in texto else []), None
    cambiado = texto.translate(_A_LETRAS)
    nodos: list[Nodo] = []
    aviso = None
    for termino in _terminos(cambiado):
        patron = _SEGUIDOS.sub("*", termino.forma.translate(_A_SIGNOS))
        escrita = texto[termino.inicio : termino.fin]
        if "*" not in patron and "?" not in patron:
            nodos.append(_palabra(cambiado, termino, seccion))
        elif _es_prefijo(patron) and len(patron) > MINIMO_DE_PREFIJO:
            nodos.append(Prefijo(patron[:-1], seccion))
        elif sum(signo.isalnum() for signo in patron) >= MINIMO_DE_LETRAS:
            nodos.append(Comodin(patron, seccion))
        elif patron != "*":
            sin_comodin = " ".join(re.split(r"[*?]+", escrita)).strip()
            aviso = Aviso(
                f"«{escrita}» es muy corto: además de * y ? van al menos {MINIMO_DE_LETRAS} letras. "
                f"Se buscó «{sin_comodin}».",
                escrita,
            )
            nodos += [_palabra(sin_comodin, suelta, seccion) for suelta in analizar(sin_comodin)]
    return nodos, aviso


def _es_prefijo(patron: str) -> bool:
    return patron[-1] == "*" and "*" not in patron[:-1] and "?" not in patron


def _parecida(texto: str, escritas: str, tramo: str, seccion: str) -> Hojas:
    terminos = list(analizar(texto))
    nodos: list[Nodo] = [_palabra(texto, termino, seccion) for termino in terminos]
    if not terminos:
        return [], None
    forma = terminos[-1].forma
    if len(forma) < MINIMO_DE_PARECIDA or not forma.isalpha():
        return nodos, Aviso(
            f"«{tramo}» no se puede buscar por parecido: el signo ~ va tras una palabra de "
            f"{MINIMO_DE_PARECIDA} letras o más. Se buscó sin él.",
            tramo,
        )
    pedidas = int(escritas or 1)
    faltas = min(max(1, pedidas), FALTAS_MAXIMAS if len(forma) >= MINIMO_DE_DOS_FALTAS else 1)
    aviso = None
    if faltas != pedidas:
        letras = "una letra distinta" if faltas == 1 else "dos letras distintas"
        aviso = Aviso(f"En «{tramo}» se buscó con {letras}.", tramo)
    return [*nodos[:-1], Parecida(forma, faltas, seccion)], aviso


def _palabra(texto: str, termino: Termino, seccion: str) -> Palabra:
    escrita = texto[termino.inicio : termino.fin]
    raices = frozenset({termino.raiz})
    if not escrita.isalpha():
        # «3a» suele ser un ordinal: lo dice también quien escribe «3»; «3A» es un número con su letra.
        raices |= {escrita[:-1]} if escrita[-1] == "a" and escrita[:-1] in termino.variantes else set()
        return Palabra(termino.forma, raices, termino.vacia, seccion)
    raices |= raices_de_consulta(escrita)
    return Palabra(termino.forma, raices, termino.vacia, seccion, raices_con_enie(escrita))
