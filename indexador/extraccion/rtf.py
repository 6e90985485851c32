"""Lectura de RTF (especificación 1.9.1): texto, notas al pie, membretes, y lo oculto que se cuenta."""

from pathlib import Path

from indexador.errores import NoExtraible
from indexador.extraccion.huellas import AUTOR, EMPRESA, MODIFICADO, RESPONSABLE, huellas
from indexador.extraccion.limites import Opciones
from indexador.extraccion.limpieza import limpiar
from indexador.extraccion.oculto import atencion, cuenta
from indexador.extraccion.paginado import TAMANO_DE_PARTE, en_partes, numerar
from indexador.extraccion.rtf_cuerpo import CuerpoRtf
from indexador.ficha import Texto

_PROPIEDADES = {"title": "titulo", "author": "autor", "subject": "asunto"}
_HUELLAS = {"author": AUTOR, "operator": MODIFICADO, "company": EMPRESA, "manager": RESPONSABLE}


def leer_rtf(ruta: Path, opciones: Opciones) -> Texto:
    """El texto por los saltos de página que lleve, o en partes de unos 3.000 caracteres.

    No se leen las imágenes, los objetos ni lo oculto o borrado. Levanta `NoExtraible` (`vacio`).
    """
    cuerpo = CuerpoRtf()
    cuerpo.recorrer(ruta.read_bytes().decode("latin-1"))
    paginas = [limpiar(pagina) for pagina in cuerpo.paginas()]
    membretes = [m for m in dict.fromkeys(map(limpiar, cuerpo.membretes)) if any(c.isalpha() for c in m)]
    paginas[:1] = ["\n".join([*paginas[:1], *membretes]).strip()]
    if not any(paginas):
        raise NoExtraible(
            "vacio",
            "El documento RTF no tiene texto.",
            "Ábralo en su equipo; si ahí se lee, guárdelo como PDF y súbalo.",
        )
    nombre = "p."
    if len(paginas) == 1 or max(map(len, paginas)) > 2 * TAMANO_DE_PARTE:
        paginas, nombre = [parte for pagina in paginas for parte in en_partes(pagina)], "parte"
    avisos = [
        *opciones.recorte(len(paginas), "páginas"),
        *atencion(
            cuenta(cuerpo.comentarios, "comentario al margen", "comentarios al margen"),
            cuenta(cuerpo.cambios, "cambio rastreado", "cambios rastreados"),
            cuenta(cuerpo.ocultos, "trozo de texto oculto", "trozos de texto oculto"),
        ),
    ]
    datos = {
        nuestro: limpio.replace("\n", " ")[:1000]
        for suyo, nuestro in _PROPIEDADES.items()
        if (limpio := limpiar(cuerpo.datos.get(suyo, "")))
    }
    datos |= huellas((clase, cuerpo.datos.get(suyo, "")) for suyo, clase in _HUELLAS.items())
    return Texto(numerar(paginas[: opciones.paginas], nombre), "rtf 1", datos, tuple(avisos))
