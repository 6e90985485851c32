"""De qué depende lo que dice un expediente y no es un documento: mesas, acuerdos, integrantes e iniciativas.

Cada cosa tiene su registro, como un documento el suyo («CD-00001»): `mesa:AG2-3`, `acuerdo:AG2-3.1`,
`integrante:12`, `nombre:12` si la fila dice cómo se llama, e `iniciativa:6001`. Si deja de verse, se calla en
todo lo congelado. De lo que se congeló antes de anotarlo se deduce de lo que dice la fila; el nombre de un
integrante se busca entonces entre los de su grupo (`llamado:AG2:Rosa Quiej`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Iniciativa
from centro_doc.agenda.visibles import a_la_vista
from centro_doc.expedientes.contenido import Apartado, Expediente, Tabla
from centro_doc.grupos.consultas import integrantes_de
from centro_doc.grupos.visibles import acuerdos_visibles, integrantes_visibles, mesas_visibles
from centro_doc.grupos.vistos import A_TITULO_PERSONAL, REPRESENTA, IntegranteVisto

INTEGRANTES, MESAS, ACUERDOS = "Grupo Técnico de Trabajo", "Mesas de trabajo", "Acuerdos y compromisos"
SIN_CUMPLIR, INICIATIVAS, FALTAN = "Acuerdos sin cumplir", "Iniciativas", "Documentos que faltan"
"""Los títulos de las tablas que las nombran."""
_MESA = re.compile(r"Mesa (\d+)(?:\.|$)")
_ACUERDO = re.compile(r"[A-Z]+\d+-\d+\.\d+")
_INICIATIVA = re.compile(r"(?:Iniciativa )?(\d+)[.:] ")
Fila = tuple[str, ...]


def de_mesa(tema: str, numero: int) -> str:
    """El registro de una mesa."""
    return f"mesa:{tema}-{numero}"


def de_acuerdo(codigo: str) -> str:
    """El de un acuerdo, por su código («AG4-3.1»)."""
    return f"acuerdo:{codigo}"


def de_integrante(uno: IntegranteVisto) -> str:
    """El de un integrante como se ve: con su nombre o sin él."""
    return f"{'nombre' if uno.nombre else 'integrante'}:{uno.numero}"


def de_iniciativa(numero: int) -> str:
    """El de una iniciativa."""
    return f"iniciativa:{numero}"


def que_se_ven(sesion: Session, registros: Iterable[str], marcas: frozenset[str]) -> frozenset[str]:
    """De esos registros, los de cosas que ve quien lee. Una consulta por clase de cosa, si la hay."""
    por_clase: dict[str, set[str]] = {}
    for registro in registros:
        clase, _, cual = registro.partition(":")
        por_clase.setdefault(clase, set()).add(cual)
    return frozenset(
        f"{clase}:{cual}"
        for clase, cuales in por_clase.items()
        if clase in _SE_VEN
        for cual in _SE_VEN[clase](sesion, cuales, marcas)
    )


def con_sustento(entero: Expediente) -> Expediente:
    """El mismo con el sustento de lo que se congeló antes de anotarlo."""
    return replace(
        entero,
        apartados=tuple(_sustentado(uno, entero.clave) for uno in entero.apartados),
    )


def _sustentado(uno: Apartado, clave: str) -> Apartado:
    return replace(uno, tablas=tuple(_con_el_suyo(tabla, clave) for tabla in uno.tablas))


def _con_el_suyo(tabla: Tabla, clave: str) -> Tabla:
    deducir = _DEDUCIR.get(tabla.titulo)
    anotado = tabla.sustento or ((),) * len(tabla.filas)
    if deducir is None or any(":" in suyo for suyos in anotado for suyo in suyos):
        return tabla
    return replace(
        tabla,
        sustento=tuple(
            (*suyos, *deducir(fila, clave)) for fila, suyos in zip(tabla.filas, anotado, strict=True)
        ),
    )


def _mesa_de(fila: Fila, clave: str) -> Fila:
    hallada = _MESA.match(fila[0])
    return (de_mesa(clave, int(hallada[1])),) if hallada else ()


def _acuerdo_de(fila: Fila, clave: str) -> Fila:
    return (de_acuerdo(fila[0]),) if _ACUERDO.fullmatch(fila[0]) else ()


def _llamado(fila: Fila, clave: str) -> Fila:
    return () if fila[0].startswith((REPRESENTA, A_TITULO_PERSONAL)) else (f"llamado:{clave}:{fila[0]}",)


def _iniciativa_de(fila: Fila, clave: str) -> Fila:
    hallada = _INICIATIVA.match(fila[0])
    return (de_iniciativa(int(hallada[1])),) if hallada else ()


def _iniciativa_que_falta(fila: Fila, clave: str) -> Fila:
    return _iniciativa_de(fila[1:], clave) if fila[1].startswith("Iniciativa ") else ()


_DEDUCIR: Mapping[str, Callable[[Fila, str], Fila]] = {
    INTEGRANTES: _llamado,
    MESAS: _mesa_de,
    ACUERDOS: _acuerdo_de,
    SIN_CUMPLIR: _acuerdo_de,
    INICIATIVAS: _iniciativa_de,
    FALTAN: _iniciativa_que_falta,
}


def _mesas(sesion: Session, cuales: set[str], marcas: frozenset[str]) -> set[str]:
    return {f"{tema}-{numero}" for tema, numero in mesas_visibles(sesion, _temas(cuales), marcas)} & cuales


def _acuerdos(sesion: Session, cuales: set[str], marcas: frozenset[str]) -> set[str]:
    vistos = acuerdos_visibles(sesion, _temas(cuales), marcas)
    return {f"{tema}-{mesa}.{numero}" for tema, mesa, numero in vistos} & cuales


def _temas(cuales: Iterable[str]) -> set[str]:
    return {cual.rpartition("-")[0] for cual in cuales}


def _integrantes(sesion: Session, cuales: set[str], marcas: frozenset[str]) -> set[str]:
    return {str(numero) for numero, _ in integrantes_visibles(sesion, map(int, cuales), marcas)}


def _nombres(sesion: Session, cuales: set[str], marcas: frozenset[str]) -> set[str]:
    vistos = integrantes_visibles(sesion, map(int, cuales), marcas)
    return {str(numero) for numero, con_nombre in vistos if con_nombre}


def _llamados(sesion: Session, cuales: set[str], marcas: frozenset[str]) -> set[str]:
    return {
        f"{tema}:{uno.nombre}"
        for tema in {cual.partition(":")[0] for cual in cuales}
        for uno in integrantes_de(sesion, tema, marcas, date.min, todos=True)
    } & cuales


def _iniciativas(sesion: Session, cuales: set[str], marcas: frozenset[str]) -> set[str]:
    consulta = select(Iniciativa.numero).where(Iniciativa.numero.in_(map(int, cuales)), a_la_vista(marcas))
    return {str(numero) for numero in sesion.scalars(consulta)}


_SE_VEN: Mapping[str, Callable[[Session, set[str], frozenset[str]], set[str]]] = {
    "mesa": _mesas,
    "acuerdo": _acuerdos,
    "integrante": _integrantes,
    "nombre": _nombres,
    "llamado": _llamados,
    "iniciativa": _iniciativas,
}
