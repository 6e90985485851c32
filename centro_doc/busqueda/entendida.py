"""Lo que de veras se pide cuando la consulta es una frase: la clase que se cuenta, el año, la cifra.

«Cuántas opiniones hay sobre el Consejo Asesor» no quiere los documentos que dicen «opiniones hay»: quiere las
opiniones que dicen «el Consejo Asesor». La lista, su cifra y su enlace salen de la misma petición.
"""

import re
from dataclasses import dataclass, replace

from centro_doc.busqueda.formularios import Peticion
from centro_doc.busqueda.pregunta import Contados, Pregunta
from centro_doc.catalogo.tipos import nombre_de_tipo, tipos
from indexador.lengua import analizar

_SIN_TIPO = frozenset({"documentos", "textos", "normas", "leyes"})
"""Las clases que no son un tipo de documento: las leyes llegan como decretos, tratados, reglamentos…"""
_TODOS = "documentos"
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
    pregunta = peticion.pregunta
    if pregunta.texto != peticion.q:
        peticion = replace(peticion, q=pregunta.texto)
    if peticion.literal or pregunta.pide_quien_cita:
        return Entendida(peticion)
    if pregunta.contados is not None:
        return _de_los_contados(peticion, pregunta.contados)
    if pregunta.con_operadores:
        return Entendida(peticion)
    dicho = pregunta.periodo
    if dicho is not None and dicho.sin.strip().lower() == _TODOS:
        return _de_los_contados(peticion, Contados(_TODOS, peticion.q[len(_TODOS) :].strip()))
    if pregunta.pide_cifras:
        return Entendida(replace(peticion, q=_HAY.sub("", dicho.sin if dicho is not None else peticion.q)))
    return Entendida(peticion)


def _de_los_contados(peticion: Peticion, contados: Contados) -> Entendida:
    """Los de una clase que dicen la materia, del período que se diga; los filtros puestos mandan."""
    filtros, desde, hasta = peticion.filtros, peticion.desde, peticion.hasta
    materia, escrito = contados.materia, ""
    dicho = Pregunta(f"{_TODOS} {materia}").periodo if not (desde or hasta) else None
    if dicho is not None:
        materia = dicho.sin.strip()[len(_TODOS) :].strip()
        filtros = replace(filtros, desde=dicho.desde, hasta=dicho.hasta)
        desde, hasta = (str(dia.year) if dia is not None else "" for dia in (dicho.desde, dicho.hasta))
        escrito = f"de {dicho.escrito}" if dicho.suelto else dicho.escrito
    suyos = () if filtros.tipos else _de_clase(contados.clase)
    if suyos:
        filtros = replace(filtros, tipos=suyos)
    pedida = replace(peticion, q=materia, filtros=filtros, desde=desde, hasta=hasta)
    return Entendida(pedida, True, contados.clase if suyos else "", escrito)


def _de_clase(clase: str) -> tuple[str, ...]:
    """Los tipos cuyo nombre empieza por la clase: «acuerdos», los gubernativos, los ministeriales…"""
    if clase in _SIN_TIPO:
        return ()
    raiz = _primera(clase)
    return tuple(clave for clave in tipos().tipos if _primera(nombre_de_tipo(clave)) == raiz)


def _primera(dicho: str) -> str:
    return next((termino.raiz for termino in analizar(dicho)), "")
