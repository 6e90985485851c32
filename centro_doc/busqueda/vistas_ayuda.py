"""Las páginas de ayuda para quienes usan el centro."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.web import servicio
from config import Config


@dataclass(frozen=True, slots=True)
class PaginaDeAyuda:
    """Una página de la ayuda: su dirección, su nombre y lo que responde."""

    clave: str
    titulo: str
    responde: str


PAGINAS = (
    PaginaDeAyuda("buscar", "Buscar", "Cómo escribir una consulta y leer los resultados."),
    PaginaDeAyuda("acceso", "Clases de acceso", "Quién puede ver cada documento y por qué."),
    PaginaDeAyuda("ingresar", "Ingresar documentos", "Qué archivos se reciben y qué hacer si uno falla."),
    PaginaDeAyuda("catalogar", "Catalogar y vincular", "Cómo se describe, se vincula y se publica."),
    PaginaDeAyuda("teclado", "Teclado y accesibilidad", "Moverse sin ratón y ajustar la lectura."),
)

blueprint = Blueprint("ayuda", __name__)


@blueprint.get("/ayuda")
def indice() -> str:
    """La lista de páginas de ayuda."""
    return render_template("ayuda/indice.html", paginas=PAGINAS)


@blueprint.get("/ayuda/<clave>")
def pagina(clave: str) -> str:
    """Una página de la ayuda."""
    actual = next((p for p in PAGINAS if p.clave == clave), None)
    if actual is None:
        raise NoEncontrado()
    return render_template(
        f"ayuda/{actual.clave}.html", paginas=PAGINAS, actual=actual, config=servicio(Config)
    )
