"""Los términos de un tema: los que trae el producto y lo que el personal les añade o les quita.

`Tema.datos` lleva los que valen hoy, que son los que leen la búsqueda y las sugerencias; los de fábrica se
guardan aparte, y cargar otra versión del producto vuelve a ponerles encima lo que hizo el personal.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import ClaseDeTermino, Tema, TerminoEditado
from centro_doc.bitacora.casos import anotar
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.escrito import plegar
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import Actor, exigir
from indexador.lengua.palabras import VACIAS

registro = structlog.get_logger(__name__)
LARGO, LARGO_DEL_SENTIDO = 120, 400
_SIGNOS_DE_BUSQUEDA = frozenset('*?()[]{}<>"“”„«»~=:|^!\\')
_OPERADORES = frozenset({"y", "o", "no", "and", "or", "not", "cerca", "near"})
"""Lo que la búsqueda lee como una orden y no como una palabra del documento."""
_EN_EL_BORDE = frozenset("-+/")
"""Los signos que lo son al comienzo o al final de una palabra, y dentro no: «socio-laboral», «y/o»."""
_QUITE_LO_INVISIBLE = "Lleva caracteres que no se ven. Bórrelo y escríbalo a mano, sin pegarlo."
DE_FABRICA = "de_fabrica"
"""La clave de `Tema.datos` con los términos como los trae el producto."""


@dataclass(frozen=True, slots=True)
class TerminoVisto:
    """Un término y de dónde viene: `quien` y `cuando`, si lo puso, lo cambió o lo quitó el personal."""

    texto: str
    sentido: str
    de_fabrica: bool
    quitado: bool
    quien: str = ""
    cuando: datetime | None = None


def compuestos(de_fabrica: Mapping[str, Any], ediciones: Iterable[TerminoEditado]) -> dict[str, Any]:
    """Los datos de un tema con sus términos como valen: los de fábrica, menos lo quitado y más lo añadido."""
    suyos = {clase: _de(de_fabrica, clase) for clase in ClaseDeTermino}
    for una in ediciones:
        if una.quitado:
            suyos[ClaseDeTermino(una.clase)].pop(una.texto, None)
        else:
            suyos[ClaseDeTermino(una.clase)][una.texto] = una.sentido
    return {
        **de_fabrica,
        ClaseDeTermino.TERMINO: list(suyos[ClaseDeTermino.TERMINO]),
        ClaseDeTermino.AMBIGUO: suyos[ClaseDeTermino.AMBIGUO],
        DE_FABRICA: {clase.value: de_fabrica.get(clase) or [] for clase in ClaseDeTermino},
    }


def terminos_de(sesion: Session, tema: Tema) -> Mapping[str, tuple[TerminoVisto, ...]]:
    """Los de cada clase, los que valen y los quitados, por orden alfabético. Una consulta."""
    filas = sesion.execute(
        select(TerminoEditado, Usuario.nombre)
        .join(Usuario, Usuario.id == TerminoEditado.cambiado_por, isouter=True)
        .where(TerminoEditado.tema_id == tema.id)
    ).all()
    editados = {(una.clase, una.texto): (una, quien or "el personal") for una, quien in filas}
    return {clase.value: _vistos(tema, clase, editados) for clase in ClaseDeTermino}


def poner(
    sesion: Session, actor: Actor, codigo: str, clase: str, texto: str, sentido: str, *, reloj: Reloj
) -> None:
    """Añade un término o, si es una palabra que engaña y ya está, cambia lo que dice de ella.

    Levanta `SinPermiso`, `NoEncontrado`, y `DatosInvalidos` si falta, es largo o ya está.
    """
    exigir(actor, "editar_tesauro")
    tema, suya = _tema(sesion, codigo), _clase(clase)
    texto, sentido = " ".join(texto.split()), " ".join(sentido.split())
    valen = _de(tema.datos, suya)
    _revisar(valen, suya, texto, sentido)
    texto = next((uno for uno in valen if plegar(uno) == plegar(texto)), texto)
    de_fabrica = _de(_de_fabrica(tema), suya)
    una = _edicion(sesion, tema, suya, texto)
    if una is not None and de_fabrica.get(texto) == sentido:
        sesion.delete(una)
    else:
        una = una if una is not None else TerminoEditado(tema_id=tema.id, clase=suya, texto=texto)
        una.sentido, una.quitado = sentido, False
        _firmar(sesion, una, actor, reloj)
    _cerrar(sesion, actor, tema, "termino_puesto", {"clase": suya, "termino": texto}, reloj)


def quitar(sesion: Session, actor: Actor, codigo: str, clase: str, texto: str, *, reloj: Reloj) -> None:
    """Quita un término. El de fábrica queda anotado: otra versión del producto no lo devuelve.

    Levanta `SinPermiso`, y `NoEncontrado` si el tema no lo tiene.
    """
    exigir(actor, "editar_tesauro")
    tema, suya = _tema(sesion, codigo), _clase(clase)
    if texto not in _de(tema.datos, suya):
        raise NoEncontrado("Ese término ya no está en el tema.")
    una = _edicion(sesion, tema, suya, texto)
    if texto in _de(_de_fabrica(tema), suya):
        una = una if una is not None else TerminoEditado(tema_id=tema.id, clase=suya, texto=texto)
        una.quitado = True
        _firmar(sesion, una, actor, reloj)
    elif una is not None:
        sesion.delete(una)
    _cerrar(sesion, actor, tema, "termino_quitado", {"clase": suya, "termino": texto}, reloj)


def reponer(sesion: Session, actor: Actor, codigo: str, clase: str, texto: str, *, reloj: Reloj) -> None:
    """Vuelve un término a como lo trae el producto; levanta `NoEncontrado` si nadie lo cambió."""
    exigir(actor, "editar_tesauro")
    tema, suya = _tema(sesion, codigo), _clase(clase)
    una = _edicion(sesion, tema, suya, texto)
    if una is None or texto not in _de(_de_fabrica(tema), suya):
        raise NoEncontrado("Ese término está como lo trae el producto.")
    sesion.delete(una)
    _cerrar(sesion, actor, tema, "termino_repuesto", {"clase": suya, "termino": texto}, reloj)


def _de(datos: Mapping[str, Any], clase: ClaseDeTermino) -> dict[str, str]:
    """Los de una clase, cada uno con su sentido; el de un término es vacío."""
    suyos = datos.get(clase) or {}
    if isinstance(suyos, Mapping):
        return {str(texto): str(sentido) for texto, sentido in suyos.items()}
    return {str(texto): "" for texto in suyos}


def _de_fabrica(tema: Tema) -> Mapping[str, Any]:
    return tema.datos.get(DE_FABRICA) or tema.datos


def _vistos(
    tema: Tema, clase: ClaseDeTermino, editados: Mapping[tuple[str, str], tuple[TerminoEditado, str]]
) -> tuple[TerminoVisto, ...]:
    valen, de_fabrica = _de(tema.datos, clase), _de(_de_fabrica(tema), clase)
    vistos = []
    for texto in sorted({*valen, *de_fabrica}, key=plegar):
        una, quien = editados.get((clase, texto), (None, ""))
        sentido = valen.get(texto, de_fabrica.get(texto, ""))
        cuando = una.cambiado if una is not None else None
        vistos.append(TerminoVisto(texto, sentido, texto in de_fabrica, texto not in valen, quien, cuando))
    return tuple(vistos)


def _revisar(valen: Mapping[str, str], clase: ClaseDeTermino, texto: str, sentido: str) -> None:
    errores: dict[str, str] = {}
    igual = next((uno for uno in valen if plegar(uno) == plegar(texto)), "")
    if not texto:
        errores["texto"] = "Escriba el término."
    elif len(texto) > LARGO:
        errores["texto"] = f"Use {LARGO} letras o menos: es un término, no una explicación."
    elif falta := impedimento(texto):
        errores["texto"] = falta
    elif clase == ClaseDeTermino.TERMINO and igual:
        errores["texto"] = f"El tema ya tiene «{igual}»."
    if clase == ClaseDeTermino.AMBIGUO and not sentido:
        errores["sentido"] = "Escriba con qué se confunde: «tasa de retorno, en finanzas»."
    elif len(sentido) > LARGO_DEL_SENTIDO:
        errores["sentido"] = f"Use {LARGO_DEL_SENTIDO} letras o menos."
    elif _invisibles(sentido):
        errores["sentido"] = _QUITE_LO_INVISIBLE
    if errores:
        raise DatosInvalidos("No se guardó el término.", errores)


def impedimento(texto: str) -> str:
    """Qué tiene que lo impide, con palabras; vacío si es un término: letras o cifras que se pueden buscar."""
    if _invisibles(texto):
        return _QUITE_LO_INVISIBLE
    if signos := "".join(dict.fromkeys(letra for letra in texto if letra in _SIGNOS_DE_BUSQUEDA)):
        return f"Quite estos signos, que la búsqueda lee como órdenes: {' '.join(signos)}"
    palabras = texto.split()
    if de_orden := [una for una in palabras if _es_orden(una, entre_otras=len(palabras) > 1)]:
        return f"La búsqueda lee «{de_orden[0]}» como una orden. Escriba sólo palabras del tema."
    if not any(_distingue(una) for una in plegar(texto).split()):
        return (
            "Escriba una palabra que distinga el tema: «a», «de la» o una cifra sola están en todas partes."
        )
    return ""


def _es_orden(palabra: str, *, entre_otras: bool) -> bool:
    """Si la búsqueda no la lee como palabra: un operador, o una que empieza o acaba en un signo de orden."""
    operador = plegar(palabra) in _OPERADORES and (palabra.isupper() or not entre_otras)
    return operador or palabra[0] in _EN_EL_BORDE or palabra[-1] in _EN_EL_BORDE


def _distingue(palabra: str) -> bool:
    """Si tiene al menos dos letras y no es de las que enlazan a las demás."""
    return sum(letra.isalpha() for letra in palabra) > 1 and palabra not in VACIAS


def _invisibles(texto: str) -> bool:
    """Si lleva caracteres de control, de formato o sin asignar (categorías C de Unicode)."""
    return any(unicodedata.category(letra).startswith("C") for letra in texto)


def _tema(sesion: Session, codigo: str) -> Tema:
    tema = sesion.scalar(select(Tema).where(Tema.codigo == codigo))
    if tema is None:
        raise NoEncontrado("La agenda no tiene un tema con ese código.")
    return tema


def _clase(clase: str) -> ClaseDeTermino:
    if clase not in list(ClaseDeTermino):
        raise DatosInvalidos("No se guardó el término.", {"texto": "Elija de qué lista es."})
    return ClaseDeTermino(clase)


def _edicion(sesion: Session, tema: Tema, clase: str, texto: str) -> TerminoEditado | None:
    return sesion.scalar(
        select(TerminoEditado).where(
            TerminoEditado.tema_id == tema.id, TerminoEditado.clase == clase, TerminoEditado.texto == texto
        )
    )


def _firmar(sesion: Session, una: TerminoEditado, actor: Actor, reloj: Reloj) -> None:
    una.cambiado, una.cambiado_por = reloj.ahora(), actor.usuario_id
    sesion.add(una)


def _cerrar(
    sesion: Session, actor: Actor, tema: Tema, accion: str, detalle: Mapping[str, Any], reloj: Reloj
) -> None:
    sesion.flush()
    tema.datos = compuestos({**tema.datos, **_de_fabrica(tema)}, ediciones(sesion, [tema.id]))
    anotar(sesion, actor, accion, ("tema", tema.codigo), reloj=reloj, detalle=detalle)
    registro.info(accion, tema=tema.codigo)


def ediciones(sesion: Session, temas: Sequence[int]) -> Sequence[TerminoEditado]:
    """Lo que el personal hizo con los términos de unos temas, en el orden en que lo hizo."""
    return sesion.scalars(
        select(TerminoEditado).where(TerminoEditado.tema_id.in_(temas)).order_by(TerminoEditado.id)
    ).all()
