"""Que los pasajes sigan a su documento: reubicarlos en un texto nuevo, y que una persona decida sobre ellos.

El pasaje de referencia es el de origen, o el último que una persona vio. Nunca se mueve sin que se note: lo
que no está igual y en su sitio queda «reanclada» hasta que alguien lo mire, y lo que no está, «rota».
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo.acceso import tocar
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.vigente import texto_vigente
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.vinculos import consultas, textos
from centro_doc.vinculos.casos import NO_ESTA, abrir, anclar_cita, anotar_en
from centro_doc.vinculos.formularios import Cita
from centro_doc.vinculos.guardados import PasajeGuardado, TextoDeOrigen
from centro_doc.vinculos.modelos import ConAncla, EstadoEvidencia, Evidencia, Vinculo
from centro_doc.vinculos.pasajes import Anclaje
from centro_doc.vinculos.reanclaje import Reanclaje, TextoBuscado


@dataclass(frozen=True, slots=True)
class _Referencia:
    """El pasaje que se busca, en el texto de donde se tomó."""

    texto_id: int
    anclaje: Anclaje


def revisar_evidencias(
    sesion: Session, actor: Actor, documento_id: int, *, reloj: Reloj
) -> Mapping[str, int]:
    """Tras un texto nuevo, busca en él cada pasaje (`reanclaje`) y dice de cada uno cómo quedó.

    Es idempotente; sólo escribe si algo cambia, y devuelve cuántas hay de cada estado.
    """
    documento = sesion.get_one(Documento, documento_id)
    vigente = texto_vigente(sesion, documento_id)
    evidencias = consultas.evidencias(sesion, documento_id)
    antes = [como_esta(una) for una in evidencias]
    reubicar(sesion, evidencias, vigente)
    cuenta = dict.fromkeys((estado.value for estado in EstadoEvidencia), 0)
    for una in evidencias:
        cuenta[una.estado] += 1
    if [como_esta(una) for una in evidencias] != antes:
        tocar(documento)
        objeto = ("documento", documento.identificador)
        anotar(sesion, actor, "evidencias_revisadas", objeto, reloj=reloj, detalle=cuenta)
    return cuenta


def dar_por_buena(
    sesion: Session, actor: Actor, evidencia_id: int, *, reloj: Reloj, de: str | None = None
) -> Vinculo:
    """Una persona vio dónde quedó un pasaje reubicado, y es ahí.

    Levanta `NoEncontrado`, y `DatosInvalidos` si no espera que nadie lo mire.
    """
    vinculo, documento, evidencia = _abrir(sesion, actor, evidencia_id, de)
    if evidencia.estado != EstadoEvidencia.REANCLADA:
        raise DatosInvalidos("Ese pasaje no espera que nadie lo confirme. Abra la lista otra vez.")
    evidencia.estado, evidencia.vista_por = EstadoEvidencia.VIGENTE, actor.usuario_id
    anotar_en(sesion, actor, "evidencia_reubicada", documento, vinculo, reloj=reloj)
    return vinculo


def reparar(
    sesion: Session, actor: Actor, evidencia_id: int, cita: Cita, *, reloj: Reloj, de: str | None = None
) -> Vinculo:
    """Una persona dice qué pasaje del texto vigente prueba ahora el vínculo; el de origen se conserva.

    Levanta `NoEncontrado`, y `DatosInvalidos` si el pasaje no está en la página.
    """
    vinculo, documento, evidencia = _abrir(sesion, actor, evidencia_id, de)
    texto, ancla = anclar_cita(sesion, documento, cita)
    poner_en(evidencia, texto, ancla, actor)
    anotar_en(sesion, actor, "evidencia_reparada", documento, vinculo, reloj=reloj)
    return vinculo


def poner_en(anclada: ConAncla, texto: int, ancla: Anclaje, actor: Actor) -> None:
    """Deja un pasaje donde una persona dice que está ahora; el de origen se conserva."""
    _mover(anclada, texto, ancla, 1.0)
    anclada.estado, anclada.vista_por = EstadoEvidencia.VIGENTE, actor.usuario_id


def _abrir(
    sesion: Session, actor: Actor, evidencia_id: int, de: str | None
) -> tuple[Vinculo, Documento, Evidencia]:
    exigir(actor, "vincular")
    evidencia = sesion.get(Evidencia, evidencia_id)
    if evidencia is None:
        raise NoEncontrado(NO_ESTA)
    vinculo, documento = abrir(sesion, actor, evidencia.vinculo_id, de)
    return vinculo, documento, evidencia


def reubicar(sesion: Session, ancladas: Iterable[ConAncla], vigente: int | None) -> None:
    """Busca cada pasaje en el texto vigente y le pone su estado y su lugar de ahora.

    El que ya está en él, o el que ya se buscó y se halló, no se toca.
    """
    por_buscar: list[tuple[ConAncla, _Referencia]] = []
    for una in ancladas:
        referencia = _referencia(una)
        if referencia.texto_id == vigente:
            una.estado = EstadoEvidencia.VIGENTE
            if una.vista_por is None:
                _dejar_en_su_origen(una)
        elif vigente is None:
            una.estado = EstadoEvidencia.ROTA
        elif una.actual_texto_id != vigente or una.estado == EstadoEvidencia.ROTA:
            por_buscar.append((una, referencia))
    if not por_buscar or vigente is None:
        return
    guardados = _guardados(sesion, [referencia for _, referencia in por_buscar])
    buscado = TextoBuscado(textos.paginas(sesion, vigente))
    for (una, _), guardado in zip(por_buscar, guardados, strict=True):
        _poner(una, vigente, buscado.reanclar(guardado))


def _poner(una: ConAncla, texto: int, hallado: Reanclaje | None) -> None:
    if hallado is None:
        una.estado = EstadoEvidencia.ROTA
        return
    _mover(una, texto, hallado.anclaje, hallado.parecido)
    una.estado = EstadoEvidencia.VIGENTE if hallado.exacto else EstadoEvidencia.REANCLADA
    una.vista_por = None


def _referencia(una: ConAncla) -> _Referencia:
    if una.vista_por is not None and una.actual_texto_id is not None:
        actual = Anclaje(
            una.actual_pagina_inicio or 0,
            una.actual_inicio or 0,
            una.actual_pagina_fin or 0,
            una.actual_fin or 0,
            una.actual_literal,
        )
        return _Referencia(una.actual_texto_id, actual)
    return _Referencia(
        una.texto_id, Anclaje(una.pagina_inicio, una.inicio, una.pagina_fin, una.fin, una.literal)
    )


def _mover(una: ConAncla, texto: int, ancla: Anclaje, parecido: float) -> None:
    una.actual_texto_id = texto
    una.actual_pagina_inicio, una.actual_inicio = ancla.pagina_inicio, ancla.inicio
    una.actual_pagina_fin, una.actual_fin = ancla.pagina_fin, ancla.fin
    una.actual_literal, una.parecido = ancla.literal, parecido


def _dejar_en_su_origen(una: ConAncla) -> None:
    una.actual_texto_id = una.actual_pagina_inicio = una.actual_inicio = None
    una.actual_pagina_fin = una.actual_fin = None
    una.actual_literal, una.parecido = "", 1.0


def como_esta(una: ConAncla) -> tuple[str, int | None, int | None, int | None]:
    """Lo que `reubicar` puede cambiar de un pasaje."""
    return una.estado, una.actual_texto_id, una.actual_pagina_inicio, una.actual_inicio


def _guardados(sesion: Session, referencias: list[_Referencia]) -> list[PasajeGuardado]:
    """Cada pasaje con lo que lo rodeaba y su altura en el documento."""
    de_cada_texto = {
        texto: TextoDeOrigen(textos.paginas(sesion, texto)) for texto in {una.texto_id for una in referencias}
    }
    return [de_cada_texto[una.texto_id].guardado(una.anclaje) for una in referencias]
