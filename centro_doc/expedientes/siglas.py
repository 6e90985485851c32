"""Las siglas que aparecen en los documentos de un expediente y lo que significan.

Sólo las que el directorio, el catálogo de normas o el tesauro explican: ninguna se adivina. De la que tiene
más de un significado, el de una institución del tema y los que sus documentos escriben enteros; si no hay
ninguno, todos.
"""

import re
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import PaginaGuardada
from centro_doc.directorio.modelos import Institucion
from centro_doc.expedientes.contenido import Tabla
from centro_doc.expedientes.materia import Materia
from centro_doc.grafo.acceso import se_ven
from centro_doc.grafo.modelos import LecturaJuridica
from centro_doc.normas.modelos import Norma
from centro_doc.tesauro.modelos import GrupoTesauro

_MAYUSCULAS = re.compile(r"(?<![\w-])[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ0-9-]{1,14}(?![\w-])")
_EXPLICAN = ("sigla", "sinonimo", "nombre_popular")
"""Clases de grupo en que la sigla y el nombre son de lo mismo."""
_DUDOSA = "D"


def tabla_de_siglas(sesion: Session, materia: Materia) -> Tabla:
    """Cada sigla con su significado, de dónde sale y el primer documento que la trae, con su página.

    Lee el texto vigente de todos los documentos: seis consultas, y lo que pesen sus páginas.
    """
    conocidas = significados(sesion)
    propios = _del_tema(sesion, materia)
    dudosos = {nombre: _llano(nombre) for suyos in conocidas.values() if len(suyos) > 1 for nombre in suyos}
    piezas = materia.por_numero
    primera: dict[str, tuple[str, int]] = {}
    paginas = sesion.execute(
        select(LecturaJuridica.documento_id, PaginaGuardada.numero, PaginaGuardada.texto)
        .join(PaginaGuardada, PaginaGuardada.texto_id == LecturaJuridica.texto_id)
        .where(LecturaJuridica.documento_id.in_(piezas), se_ven(LecturaJuridica.documento_id, materia.marcas))
        .order_by(LecturaJuridica.documento_id, PaginaGuardada.numero)
    ).yield_per(200)
    for documento, pagina, texto in paginas:
        for sigla in conocidas.keys() & set(_MAYUSCULAS.findall(texto)):
            primera.setdefault(sigla, (piezas[documento].identificador, pagina))
        llano = _llano(texto) if dudosos else ""
        escritos = {nombre for nombre, suyo in dudosos.items() if suyo in llano}
        propios |= escritos
        dudosos = {nombre: suyo for nombre, suyo in dudosos.items() if nombre not in escritos}
    en_orden = sorted(primera)
    return Tabla(
        "Siglas",
        ("Sigla", "Significado", "Según", "Aparece en"),
        tuple(
            (sigla, *_dicho(conocidas[sigla], propios), f"{primera[sigla][0]}, p. {primera[sigla][1]}")
            for sigla in en_orden
        ),
        tuple((primera[sigla][0],) for sigla in en_orden),
    )


def significados(sesion: Session) -> Mapping[str, Mapping[str, str]]:
    """Sigla → lo que significa → quién lo dice. Tres consultas."""
    salida: dict[str, dict[str, str]] = {}

    def anotar(sigla: str, nombre: str, segun: str) -> None:
        if nombre and _MAYUSCULAS.fullmatch(sigla):
            salida.setdefault(sigla, {}).setdefault(nombre, segun)

    for sigla, nombre in sesion.execute(
        select(Institucion.sigla, Institucion.nombre)
        .where(Institucion.sigla != "", Institucion.verificacion != _DUDOSA)
        .order_by(Institucion.clave)
    ):
        anotar(sigla, nombre, "el directorio")
    for sigla, nombre in sesion.execute(
        select(Norma.sigla, Norma.nombre)
        .where(Norma.sigla != "", Norma.marca != _DUDOSA)
        .order_by(Norma.clave)
    ):
        anotar(sigla, nombre, "el catálogo de normas")
    for terminos in sesion.scalars(
        select(GrupoTesauro.terminos)
        .where(
            GrupoTesauro.clase.in_(_EXPLICAN),
            GrupoTesauro.verificacion != _DUDOSA,
            GrupoTesauro.quitado.is_(False),
        )
        .order_by(GrupoTesauro.id)
    ):
        nombre = next((uno for uno in terminos if not _MAYUSCULAS.fullmatch(uno)), "")
        for sigla in terminos:
            if sigla not in salida or nombre not in " ".join(salida[sigla]):
                anotar(sigla, nombre, "el tesauro")
    return salida


def _del_tema(sesion: Session, materia: Materia) -> set[str]:
    """Los nombres de las instituciones de sus temas y de la que es el expediente."""
    claves = {clave for tema in materia.sujeto.temas for clave in tema.datos.get("instituciones", ())}
    nombres = set(sesion.scalars(select(Institucion.nombre).where(Institucion.clave.in_(sorted(claves)))))
    cosa = materia.sujeto.cosa
    return nombres | {cosa.nombre} if isinstance(cosa, Institucion) else nombres


def _llano(texto: str) -> str:
    return " ".join(texto.casefold().split())


def _dicho(significa: Mapping[str, str], propios: Collection[str]) -> tuple[str, str]:
    quedan = {nombre: segun for nombre, segun in significa.items() if nombre in propios} or significa
    return " · ".join(quedan), ", ".join(dict.fromkeys(quedan.values()))
