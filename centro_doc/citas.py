"""La orden `citas`: qué normas y artículos cita un archivo o un texto, con el pasaje de cada cita.

No usa la base: los nombres de las normas son los de fábrica.
"""

import argparse
import gc
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from centro_doc.catalogo.tipos import JURISDICCIONES
from centro_doc.comun.consola import Consola, FalloDeOrden, Ordenes
from centro_doc.comun.errores import motivo_del_sistema
from centro_doc.normas.lectura import leer, nombres
from indexador.errores import NoExtraible
from indexador.extraccion.aislado import extraer_aislado
from indexador.extraccion.txt import decodificar
from indexador.juridico.citas import Cita, Contexto, Nombres, hallar
from indexador.juridico.claves import leer_clave

_LLANOS = frozenset({".txt", ".text"})
_ENTRE_PAGINAS = "\f"
_DUDOSA = 0.5
_LITERAL = 100
_BASURA = 100_000
"""Objetos entre dos recogidas: un texto denso deja cientos de miles de citas, y ninguna es basura."""


def registrar(ordenes: Ordenes) -> None:
    """Registra `citas`."""
    analizador = ordenes.anadir(
        "citas", "Dice qué normas y artículos cita un texto, sin guardar nada.", orden
    )
    analizador.add_argument(
        "archivo",
        type=Path,
        metavar="ARCHIVO",
        help="el documento; «-» es la entrada estándar, en texto llano",
    )
    analizador.add_argument("--json", action="store_true", help="las citas en JSON, para un programa")
    analizador.add_argument(
        "--documento", metavar="CLAVE", help="la norma o iniciativa que contiene el texto: DC-101-1997"
    )
    analizador.add_argument(
        "--jurisdiccion",
        metavar="PAÍS",
        default="GT",
        choices=sorted(JURISDICCIONES),
        help="de qué país es el documento (GT si no se dice)",
    )


def orden(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Lee el texto y escribe sus citas."""
    documento: str | None = argumentos.documento
    if documento is not None and leer_clave(documento) is None:
        raise FalloDeOrden(f"«{documento}» no es la clave de una norma. Escríbala como DC-101-1997 o CPRG.")
    texto = _leer(argumentos.archivo)
    gc.set_threshold(_BASURA)
    halladas = hallar(texto, Contexto(documento, argumentos.jurisdiccion), nombres_de_fabrica())
    if argumentos.json:
        consola.json([como_json(cita) for cita in halladas])
    else:
        _escribir(halladas, consola)
    return 0


@cache
def nombres_de_fabrica() -> Nombres:
    """Los nombres de norma que vienen con el programa."""
    return Nombres.de(nombres(leer()))


def _leer(archivo: Path) -> str:
    """El texto de un archivo; el llano tal como está, y el de los demás, con sus páginas una tras otra."""
    try:
        if str(archivo) == "-":
            return decodificar(sys.stdin.buffer.read())[0]
        if archivo.suffix.lower() in _LLANOS:
            return decodificar(archivo.read_bytes())[0]
        leido = extraer_aislado(archivo, archivo.name)
    except NoExtraible as error:
        raise FalloDeOrden(str(error)) from error
    except OSError as error:
        raise FalloDeOrden(f"no se pudo leer {archivo}: {motivo_del_sistema(error)}") from error
    return _ENTRE_PAGINAS.join(pagina.texto for pagina in leido.paginas)


def como_json(cita: Cita) -> dict[str, object]:
    """Una cita como la lee un programa; `inicio` y `fin` cuentan puntos de código del texto."""
    return {
        "literal": cita.literal,
        "inicio": cita.inicio,
        "fin": cita.fin,
        "objetivos": [str(objetivo) for objetivo in cita.objetivos],
        "clase": cita.clase,
        "relacion": cita.relacion,
        "resolucion": cita.resolucion,
        "confianza": cita.confianza,
        "conflicto": cita.conflicto,
    }


def _escribir(halladas: Sequence[Cita], consola: Consola) -> None:
    if not halladas:
        consola.decir("El texto no cita ninguna norma.")
    for cita in halladas:
        adonde = ", ".join(map(str, cita.objetivos)) or "sin resolver"
        senas = [cita.relacion.replace("_", " ")] if cita.relacion else []
        senas += ["dudosa"] if cita.confianza < _DUDOSA else []
        senas += ["el texto se contradice"] if cita.conflicto else []
        senas += ["la lista queda abierta"] if cita.abierta else []
        consola.decir(f"{adonde}  ({'; '.join(senas)})" if senas else adonde)
        literal = " ".join(cita.literal.split())
        literal = literal if len(literal) <= _LITERAL else f"{literal[:_LITERAL]}…"
        consola.decir(f"    {cita.inicio}-{cita.fin} «{literal}», confianza {cita.confianza:.0%}")
