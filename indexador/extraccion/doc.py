"""Lectura de DOC (Word 97 a 2003) con los programas `antiword` o `catdoc`, donde estén instalados."""

import shutil
import subprocess
import time
from pathlib import Path

from indexador.errores import NoExtraible
from indexador.extraccion.fotos import DeFotos, en_octetos
from indexador.extraccion.huellas import AUTOR, EMPRESA, MODIFICADO, RESPONSABLE, Dicho, huellas
from indexador.extraccion.limites import Opciones
from indexador.extraccion.limpieza import ilegible, limpiar
from indexador.extraccion.oculto import atencion
from indexador.extraccion.ole import MAXIMO, Compuesto, propiedades
from indexador.extraccion.paginado import TAMANO_DE_PARTE, en_partes, numerar
from indexador.ficha import Texto

_PROGRAMAS = (
    ("antiword", ("-m", "UTF-8.txt", "-w", "0")),
    ("catdoc", ("-s", "cp1252", "-d", "utf-8", "-w")),
)
"""Por orden: antiword sigue las tablas y las notas; catdoc abre más archivos dañados."""
_PROPIEDADES = {
    "\x05SummaryInformation": {4: AUTOR, 8: MODIFICADO},
    "\x05DocumentSummaryInformation": {14: RESPONSABLE, 15: EMPRESA},
}
"""Los conjuntos de propiedades de Office, y lo que dice cada una ([MS-OSHARED], 2.3.3.2)."""
_FIGURA = "[pic]"
"""Lo que antiword pone donde va una figura."""
_SEGUNDOS = 60.0
_LETRAS = 20
"""Con menos letras que éstas, se prueba también el otro programa."""


def leer_doc(ruta: Path, opciones: Opciones) -> Texto:
    """El texto en partes de unos 3.000 caracteres, o por páginas si el programa las marca.

    Levanta `NoExtraible`: `sin_lector` si no hay ninguno de los programas, `danado` si no lo entienden.
    """
    hallados = [(nombre, ruta_, args) for nombre, args in _PROGRAMAS if (ruta_ := shutil.which(nombre))]
    if not hallados:
        raise NoExtraible(
            "sin_lector",
            "El documento es de Word antiguo (DOC) y este servidor no tiene con qué leerlo.",
            "Guárdelo como DOCX o PDF y súbalo como versión, o pida a la administración que instale antiword "
            "o catdoc y reintente.",
        )
    mejor, lector = "", ""
    for nombre, programa, argumentos in hallados:
        texto = _correr([programa, *argumentos, str(ruta)], opciones)
        if len(texto) > len(mejor):
            mejor, lector = texto, nombre
        if sum(1 for c in mejor if c.isalpha()) >= _LETRAS:
            break
    if not any(c.isalnum() for c in mejor) or ilegible(mejor):
        raise NoExtraible(
            "danado",
            "El documento de Word antiguo (DOC) está dañado, protegido o vacío: no se pudo leer su texto.",
            "Ábralo en Word, guárdelo como DOCX o PDF y súbalo de nuevo.",
        )
    avisos = _ocultos(hallados[0][1], ruta, mejor, opciones) if lector == "antiword" else []
    dichos, lugares = _huellas(ruta)
    return _paginar(mejor, lector, opciones, [*avisos, *atencion(lugares)], huellas(dichos))


def _ocultos(programa: str, ruta: Path, visto: str, opciones: Opciones) -> list[str]:
    """Lo que antiword sólo enseña si se le pide: lo borrado con control de cambios y el texto oculto."""
    argumentos = [*_PROGRAMAS[0][1], str(ruta)]
    borrado = len(_correr([programa, "-r", *argumentos], opciones)) > len(visto)
    oculto = len(_correr([programa, "-s", *argumentos], opciones)) > len(visto)
    return atencion("cambios rastreados" if borrado else "", "texto oculto" if oculto else "")


def _huellas(ruta: Path) -> tuple[list[Dicho], str]:
    """Lo que dicen sus propiedades y sus fotos, y cuántas de éstas llevan el lugar donde se tomaron.

    Word guarda las fotos en el flujo «Data» ([MS-DOC], 2.1.4); las de antes, y los dibujos, en el del texto.
    """
    if ruta.stat().st_size > MAXIMO:
        return [], ""
    compuesto = Compuesto.abrir(ruta.read_bytes())
    if compuesto is None:
        return [], ""
    dichos = [
        (clase, texto)
        for flujo, clases in _PROPIEDADES.items()
        for numero, texto in propiedades(compuesto.flujo(flujo)).items()
        if (clase := clases.get(numero))
    ]
    fotos = [en_octetos(compuesto.flujo(nombre)) for nombre in ("Data", "WordDocument")]
    juntas = DeFotos(
        tuple(dicho for una in fotos for dicho in una.dichos), sum(una.con_lugar for una in fotos)
    )
    return [*dichos, *juntas.dichos], juntas.lugares


def _correr(orden: list[str], opciones: Opciones) -> str:
    """Lo que el programa escribe; vacío si falla o no termina. Hereda los límites de este proceso."""
    segundos = max(1.0, min(_SEGUNDOS, opciones.plazo - time.monotonic()))
    try:
        corrida = subprocess.run(orden, capture_output=True, timeout=segundos, stdin=subprocess.DEVNULL)
    except (subprocess.TimeoutExpired, OSError):
        return ""
    if corrida.returncode:
        return ""
    return corrida.stdout.decode("utf-8", errors="replace").replace(_FIGURA, "")


def _paginar(
    texto: str, lector: str, opciones: Opciones, avisos: list[str], propias: dict[str, str]
) -> Texto:
    hojas = [hoja for hoja in map(limpiar, texto.split("\f")) if hoja]
    if len(hojas) > 1 and max(map(len, hojas)) <= 2 * TAMANO_DE_PARTE:
        paginas, nombre = hojas, "p."
    else:
        paginas, nombre = [parte for hoja in hojas for parte in en_partes(hoja)], "parte"
    todos = (*opciones.recorte(len(paginas), "páginas"), *avisos)
    return Texto(numerar(paginas[: opciones.paginas], nombre), f"doc {lector}", propias, todos)
