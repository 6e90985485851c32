"""La orden `vinculos`: qué temas de la agenda y nodos del plan prueba quizá un archivo, con sus razones.

No usa la base: los perfiles son los de fábrica.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from centro_doc.catalogo.tipos import JURISDICCIONES
from centro_doc.citas import nombres_de_fabrica
from centro_doc.comun.consola import Consola, FalloDeOrden, Ordenes
from centro_doc.comun.errores import motivo_del_sistema
from centro_doc.propuestas.lectura import ambito_de_fabrica, perfiles_de_fabrica
from indexador.errores import NoExtraible
from indexador.extraccion.aislado import extraer_aislado
from indexador.extraccion.txt import decodificar
from indexador.ficha import Pagina, Texto
from indexador.juridico import metadatos
from indexador.juridico.citas import Contexto, hallar
from indexador.vinculacion import Propuesta, Razon, por_paginas, proponer, unir

_LLANOS = frozenset({".txt", ".text"})
_ENTRE_PAGINAS = "\f"
_LITERAL = 160
_LOCAL = "GT"


def registrar(ordenes: Ordenes) -> None:
    """Registra `vinculos`."""
    analizador = ordenes.anadir(
        "vinculos", "Dice qué temas y nodos del plan prueba quizá un archivo, sin guardar nada.", orden
    )
    analizador.add_argument(
        "archivo",
        type=Path,
        metavar="ARCHIVO",
        help="el documento; «-» es la entrada estándar, en texto llano",
    )
    analizador.add_argument("--json", action="store_true", help="las propuestas en JSON, para un programa")
    analizador.add_argument(
        "--umbral",
        metavar="CONFIANZA",
        type=_confianza,
        help="de 0 a 1: van todas las de esa confianza o más (si no se pide, la mejor de cada clase "
        "y las que no quedan muy por debajo)",
    )
    analizador.add_argument("--todos", action="store_true", help="todas, también las de poca confianza")
    analizador.add_argument(
        "--jurisdiccion",
        metavar="PAÍS",
        choices=sorted(JURISDICCIONES),
        help="de qué país es el documento (el que él mismo diga, si no se pide otro)",
    )


def _confianza(escrito: str) -> float:
    try:
        valor = float(escrito.replace(",", "."))
    except ValueError:
        valor = -1.0
    if not 0 <= valor <= 1:
        raise argparse.ArgumentTypeError(f"«{escrito}» no es un número de 0 a 1")
    return valor


def orden(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Lee el texto y escribe los vínculos que propone."""
    texto = _leer(argumentos.archivo)
    entrada = entrada_de(texto, argumentos.archivo.name, argumentos.jurisdiccion)
    pedido = 0.0 if argumentos.todos else argumentos.umbral
    propuestas = proponer(
        texto.paginas,
        perfiles_de_fabrica(),
        ambito_de_fabrica(),
        umbral=pedido,
        **entrada,
    )
    if argumentos.json:
        consola.json([como_json(propuesta) for propuesta in propuestas])
    else:
        _escribir(propuestas, consola)
    return 0


def entrada_de(texto: Texto, nombre: str = "", jurisdiccion: str | None = None) -> Mapping[str, Any]:
    """Lo que el propio texto dice y sirve para proponer: sus citas, su título y su tipo."""
    dichos = {dato.campo: dato for dato in metadatos.proponer(texto, nombre)}
    seguros = {campo: dato.valor for campo, dato in dichos.items() if dato.confianza >= metadatos.DUDOSA}
    pais = jurisdiccion or seguros.get("jurisdiccion", _LOCAL)
    halladas = hallar(unir(texto.paginas), Contexto(None, pais), nombres_de_fabrica())
    return {
        "citas": tuple(por_paginas(halladas, texto.paginas)),
        "titulo": seguros.get("titulo", ""),
        "tipo": seguros.get("tipo", ""),
    }


def _leer(archivo: Path) -> Texto:
    """El texto de un archivo; el llano, con una página en cada salto de página."""
    try:
        if str(archivo) == "-":
            return _llano(sys.stdin.buffer.read())
        if archivo.suffix.lower() in _LLANOS:
            return _llano(archivo.read_bytes())
        return extraer_aislado(archivo, archivo.name)
    except NoExtraible as error:
        raise FalloDeOrden(str(error)) from error
    except OSError as error:
        raise FalloDeOrden(f"no se pudo leer {archivo}: {motivo_del_sistema(error)}") from error


def _llano(octetos: bytes) -> Texto:
    paginas = decodificar(octetos)[0].split(_ENTRE_PAGINAS)
    return Texto(tuple(Pagina(n, texto) for n, texto in enumerate(paginas, 1)), "llano")


def como_json(propuesta: Propuesta) -> dict[str, object]:
    """Una propuesta como la lee un programa: `nodo` es un código del plan o de la agenda; `pasaje`, literal.

    De cada razón, `inicio` y `fin` cuentan puntos de código de su página.
    """
    return {
        "nodo": propuesta.codigo,
        "confianza": propuesta.confianza,
        "pagina": propuesta.pagina,
        "pasaje": propuesta.pasaje,
        "razones": [_razon(razon) for razon in propuesta.razones],
    }


def _razon(razon: Razon) -> dict[str, object]:
    return {
        "clase": razon.clase,
        "texto": razon.texto,
        "pagina": razon.pagina,
        "inicio": razon.inicio,
        "fin": razon.fin,
    }


def _escribir(propuestas: Sequence[Propuesta], consola: Consola) -> None:
    if not propuestas:
        consola.decir("El texto no prueba ningún tema ni nodo del plan.")
    textos = {perfil.codigo: perfil.texto for perfil in perfiles_de_fabrica()}
    for propuesta in propuestas:
        nombre = _corto(textos[propuesta.codigo])
        consola.decir(f"{propuesta.codigo}  {nombre}  (confianza {propuesta.confianza:.0%})")
        consola.decir(f"    p. {propuesta.pagina} «{_corto(propuesta.pasaje)}»")
        for razon in propuesta.razones:
            consola.decir(f"    · {razon.texto}")


def _corto(texto: str) -> str:
    unido = " ".join(texto.split())
    return unido if len(unido) <= _LITERAL else f"{unido[:_LITERAL].rstrip()}…"
