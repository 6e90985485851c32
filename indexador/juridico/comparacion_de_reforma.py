"""Una reforma, o la iniciativa que la propone, al lado de la norma que cambiaría, orden por orden.

Sólo se marcan las palabras de lo que se sustituye entero. Lo que cambia una parte de un artículo se enseña
junto al artículo, sin decir cómo quedaría.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from indexador.juridico.articulos_de_texto import rotulo, sin_rotulo
from indexador.juridico.comparacion import SEGUNDOS, Cotejo, Par, Suerte, par_de
from indexador.juridico.instruccion import Instruccion
from indexador.juridico.objetivos import Objetivo
from indexador.juridico.ordenes import Ambito, Operacion
from indexador.juridico.unidades import Unidad

_YA_ESTA = "La norma ya tiene un artículo con ese número."
_NO_ESTA = "El texto que se tiene de la norma no trae ese artículo."
_LITERAL = "Añade una literal al artículo."
_VERBOS: Mapping[Operacion, str] = {
    Operacion.SUSTITUYE: "Se reforma",
    Operacion.ANADE: "Se adiciona",
    Operacion.DEROGA: "Se deroga",
    Operacion.OTRA: "Se cambia",
}
_PARTES: Mapping[str, str] = {
    "lit": "literal {})",
    "num": "numeral {}",
    "inc": "inciso {})",
    "par": "párrafo {}",
}


def cotejar_reforma(
    norma: str,
    suyas: Sequence[Unidad],
    ordenes: Sequence[Instruccion],
    *,
    segundos: float = SEGUNDOS,
    cronometro: Callable[[], float] = time.monotonic,
) -> Cotejo:
    """Lo que las órdenes cambian de `norma` (su clave), cuyos artículos son `suyas`, en el orden de ellas."""
    plazo = cronometro() + segundos
    por_clave = {una.clave: una for una in suyas}
    return Cotejo(
        tuple(
            replace(
                _par(por_clave.get(_clave(una.objetivo, una.posible)), una, plazo, cronometro),
                hace=_hace(una),
            )
            for una in ordenes
            if una.objetivo is not None and una.objetivo.norma == norma
        )
    )


def _par(suya: Unidad | None, orden: Instruccion, plazo: float, cronometro: Callable[[], float]) -> Par:
    dicho = f"Artículo {orden.articulo}: {orden.orden}"
    nueva = _unidad(orden)
    if not orden.segura or orden.ambito == Ambito.LITERAL:
        return Par(suya, nueva, Suerte.CAMBIADO, nota=orden.razon or _LITERAL, orden=dicho)
    if orden.operacion == Operacion.DEROGA:
        return Par(suya, None, Suerte.SUPRIMIDO, nota="" if suya else _NO_ESTA, orden=dicho)
    anade = orden.operacion == Operacion.ANADE
    if suya is None or nueva is None:
        return Par(
            suya,
            nueva,
            Suerte.NUEVO if anade else Suerte.CAMBIADO,
            nota="" if anade else _NO_ESTA,
            orden=dicho,
        )
    hecho = par_de(suya, nueva, plazo, cronometro)
    return Par(
        suya, nueva, hecho.suerte, diferencia=hecho.diferencia, nota=_YA_ESTA if anade else "", orden=dicho
    )


def _hace(orden: Instruccion) -> str:
    """Lo que ordena y a qué, con la parte del artículo que nombre."""
    objetivo, verbo = orden.objetivo, _VERBOS[orden.operacion]
    numero = (objetivo.articulo or orden.posible) if objetivo is not None else ""
    if objetivo is None or not numero:
        return verbo
    nombre = rotulo((objetivo.serie, numero))
    partes = (_PARTES[clase].format(valor) for clase, valor in objetivo.subdivision)
    return f"{verbo}: {', '.join((nombre[:1].lower() + nombre[1:], *partes))}"


def _clave(objetivo: Objetivo | None, posible: str) -> str:
    return f"{objetivo.serie}-{objetivo.articulo or posible}" if objetivo else ""


def _unidad(orden: Instruccion) -> Unidad | None:
    objetivo = orden.objetivo
    if not orden.nuevo or objetivo is None:
        return None
    numero = objetivo.articulo or orden.posible
    etiqueta = rotulo((objetivo.serie, numero)) if numero else "Artículo"
    cuerpo = sin_rotulo(orden.nuevo) if orden.ambito == Ambito.ARTICULO else orden.nuevo
    pagina = orden.texto[0].pagina if orden.texto else orden.pagina
    return Unidad(_clave(objetivo, orden.posible), etiqueta, cuerpo, pagina, orden.ancla)
