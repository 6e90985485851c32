"""Lo que de veras se pide cuando la consulta es una frase: la clase que se cuenta, el año, la cifra.

«Cuántas opiniones hay sobre el Consejo Asesor» no quiere los documentos que dicen «opiniones hay»: quiere las
opiniones que dicen «el Consejo Asesor». La lista, su cifra y su enlace salen de la misma petición.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from centro_doc.busqueda.formularios import Peticion
from centro_doc.catalogo.tipos import nombre_de_tipo, tipos
from indexador.lengua import analizar
from indexador.lengua.anios import separar_anio
from indexador.lengua.fecha_del_dato import pide_cifras
from indexador.lengua.fechas import Periodo, separar_periodo
from indexador.lengua.preguntas import cuenta_documentos, materia_contada, pregunta_quien_cita

_SIN_TIPO = frozenset({"documentos", "textos", "normas", "leyes"})
"""Las clases que no son un tipo de documento: las leyes llegan como decretos, tratados, reglamentos…"""
_TODOS = "documentos"
CON_OPERADORES = re.compile(r'[":*?~=()|]|\s(?:O|OR|NO|NOT|Y|AND|CERCA|NEAR)[\s/]')
"""Lo que dice que la consulta está escrita para el índice y no como una frase."""
_HAY = re.compile(r"\b(?:hay|viven|residen|radican|existen)\b\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entendida:
    """La petición que se responde y, si se cuentan documentos, de qué clase y cómo se dijo su fecha.

    `clase` va vacía si los que se cuentan no son de un tipo; `periodo`, si no se dijo («de 2008»).
    """

    peticion: Peticion
    cuenta: bool = False
    clase: str = ""
    periodo: str = ""


def entender(peticion: Peticion) -> Entendida:
    """La petición tal cual, si no es una de estas frases o se pidió buscarla como se escribió."""
    consulta = peticion.q
    if peticion.literal or pregunta_quien_cita(consulta):
        return Entendida(peticion)
    if (contada := cuenta_documentos(consulta)) is not None:
        return _contados(peticion, contada["clase"].lower(), materia_contada(consulta))
    if CON_OPERADORES.search(consulta):
        return Entendida(peticion)
    separada = _separar(consulta)
    if separada is not None and separada[0].strip().lower() == _TODOS:
        return _contados(peticion, _TODOS, consulta[len(_TODOS) :].strip())
    if pide_cifras(consulta):
        sin_fecha = separada[0] if separada is not None else consulta
        return Entendida(replace(peticion, q=_HAY.sub("", sin_fecha)))
    return Entendida(peticion)


def _contados(peticion: Peticion, clase: str, materia: str) -> Entendida:
    """Los de una clase que dicen la materia, del período que se diga; los filtros puestos mandan."""
    filtros, desde, hasta, escrito = peticion.filtros, peticion.desde, peticion.hasta, ""
    separada = _separar(f"{_TODOS} {materia}") if not (desde or hasta) else None
    if separada is not None:
        sin, (primero, ultimo), escrito = separada
        materia = sin.strip()[len(_TODOS) :].strip()
        filtros = replace(filtros, desde=primero, hasta=ultimo)
        desde, hasta = (str(dia.year) if dia is not None else "" for dia in (primero, ultimo))
    suyos = () if filtros.tipos else _de_clase(clase)
    if suyos:
        filtros = replace(filtros, tipos=suyos)
    pedida = replace(peticion, q=materia, filtros=filtros, desde=desde, hasta=hasta)
    return Entendida(pedida, True, clase if suyos else "", escrito)


def _de_clase(clase: str) -> tuple[str, ...]:
    """Los tipos cuyo nombre empieza por la clase: «acuerdos», los gubernativos, los ministeriales…"""
    if clase in _SIN_TIPO:
        return ()
    raiz = _primera(clase)
    return tuple(clave for clave in tipos().tipos if _primera(nombre_de_tipo(clave)) == raiz)


def _primera(dicho: str) -> str:
    return next((termino.raiz for termino in analizar(dicho)), "")


def _separar(consulta: str) -> tuple[str, tuple[date | None, date | None], str] | None:
    """La consulta sin el período o el año suelto que dice, el período y cómo se dice."""
    if (periodo := separar_periodo(consulta)) is not None:
        return periodo
    if (suelto := separar_anio(consulta)) is None:
        return None
    sin, anio = suelto
    entero: Periodo = date(anio, 1, 1), date(anio, 12, 31)
    return sin, entero, f"de {anio}"
