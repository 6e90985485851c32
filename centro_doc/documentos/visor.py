"""El visor de una página: qué se marca sobre la imagen y sobre el texto, y por dónde se sigue."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from centro_doc.busqueda.pasajes import partir
from centro_doc.catalogo.modelos import PaginaGuardada
from centro_doc.documentos.citas import citas_en_pagina
from centro_doc.documentos.coincidencias import NINGUNA, Coincidencias, Memoria, PasajeMarcado, hallar
from centro_doc.documentos.consultas import DocumentoVisto, Medida, medidas, pagina_con_cajas
from centro_doc.documentos.marcas import (
    CajaVista,
    CitaALaVista,
    EvidenciaEnPagina,
    NotaAnclada,
    NotaEnPagina,
    Rotulo,
    Tramo,
    sobre_el_texto,
    sobre_la_imagen,
)
from centro_doc.vinculos import pasajes
from centro_doc.vinculos.textos import paginas as paginas_de_texto
from centro_doc.vinculos.vistos import PasajeProbatorio
from indexador.consulta import Resaltar
from indexador.extraccion.cajas import desempaquetar
from indexador.lengua.personales import sin_datos_personales
from indexador.motor import resaltado

NADA = Resaltar()
ANCHO_DE_EXTRACTO = 320
_SIN_FIN = 1 << 30


@dataclass(frozen=True, slots=True)
class Mini:
    """Una miniatura con cuántos pasajes tiene su página."""

    medida: Medida
    pasajes: int


@dataclass(frozen=True, slots=True)
class Visor:
    """La página que se ve. `extracto` es el pasaje actual en trozos, y si cada uno va marcado."""

    pagina: Medida
    total: int
    dibujable: bool
    minis: tuple[Mini, ...]
    tramos: tuple[Tramo, ...]
    cajas: tuple[CajaVista, ...]
    rotulos: tuple[Rotulo, ...]
    coincidencias: Coincidencias
    actual: PasajeMarcado | None
    anterior: PasajeMarcado | None
    siguiente: PasajeMarcado | None
    extracto: tuple[tuple[str, bool], ...]
    sin_texto: bool


def visor(
    sesion: Session,
    visto: DocumentoVisto,
    memoria: Memoria,
    resaltar: Resaltar = NADA,
    *,
    pagina: int | None = None,
    pasaje: int | None = None,
    notas: Sequence[NotaAnclada] = (),
    entero: bool = True,
) -> Visor | None:
    """El visor del texto que se muestra, con lo de `resaltar` y las notas marcados; `None` si no hay texto.

    Sin `pagina` se abre la del pasaje pedido o la del primero; una que no existe lleva a la más cercana. Los
    datos de un particular van cubiertos, salvo que se vea `entero`.
    """
    texto_id = visto.texto_id
    if texto_id is None:
        return None
    todas = medidas(sesion, texto_id)
    if not todas:
        return None
    halladas = _coincidencias(sesion, texto_id, resaltar, memoria)
    actual = _actual(halladas, pagina, pasaje)
    numero = actual.pagina if actual is not None else pagina or 1
    medida = min(todas, key=lambda una: abs(una.numero - numero))
    guardada = pagina_con_cajas(sesion, texto_id, medida.numero)
    evidencias = _evidencias(sesion, visto, medida.numero)
    citas = citas_en_pagina(sesion, texto_id, medida.numero)
    anotado = _anotado(notas, texto_id, medida.numero)
    texto = guardada.texto if guardada is not None else ""
    return _armar(
        visto,
        todas,
        medida,
        texto if entero else sin_datos_personales(texto),
        guardada,
        halladas,
        actual,
        evidencias,
        citas,
        anotado,
    )


def _armar(
    visto: DocumentoVisto,
    todas: tuple[Medida, ...],
    medida: Medida,
    texto: str,
    guardada: PaginaGuardada | None,
    halladas: Coincidencias,
    actual: PasajeMarcado | None,
    evidencias: Sequence[EvidenciaEnPagina],
    citas: Sequence[CitaALaVista],
    notas: Sequence[NotaEnPagina],
) -> Visor:
    suyas = halladas.de_pagina(medida.numero)
    dibujable = visto.es_dibujable and medida.ancho > 0
    palabras = desempaquetar(guardada.cajas) if guardada is not None and dibujable else ()
    cajas, rotulos = sobre_la_imagen(palabras, texto, medida, suyas, actual, evidencias, citas, notas)
    cuenta = halladas.por_pagina()
    return Visor(
        pagina=medida,
        total=len(todas),
        dibujable=dibujable,
        minis=tuple(Mini(una, cuenta.get(una.numero, 0)) for una in todas),
        tramos=sobre_el_texto(texto, suyas, actual, evidencias, citas, notas),
        cajas=cajas,
        rotulos=rotulos,
        coincidencias=halladas,
        actual=actual,
        anterior=halladas.numero(actual.numero - 1) if actual else halladas.antes_de(medida.numero),
        siguiente=halladas.numero(actual.numero + 1) if actual else halladas.despues_de(medida.numero),
        extracto=_extracto(texto, actual),
        sin_texto=not texto.strip(),
    )


def _anotado(notas: Sequence[NotaAnclada], texto_id: int, pagina: int) -> list[NotaEnPagina]:
    """Los pasajes anotados que tocan esta página del texto que se ve."""
    return [
        NotaEnPagina(
            una.numero,
            una.inicio if una.pagina == pagina else 0,
            una.fin if una.pagina_fin == pagina else _SIN_FIN,
        )
        for una in notas
        if una.texto_id == texto_id and una.pagina <= pagina <= una.pagina_fin
    ]


def _coincidencias(sesion: Session, texto_id: int, resaltar: Resaltar, memoria: Memoria) -> Coincidencias:
    if resaltar == NADA:
        return NINGUNA
    return memoria.pedir(texto_id, resaltar, lambda: _hallar(sesion, texto_id, resaltar))


def _hallar(sesion: Session, texto_id: int, resaltar: Resaltar) -> Coincidencias:
    """Lo que se halla es lo que tiene el índice, donde los datos de un particular no están."""
    todas = paginas_de_texto(sesion, texto_id)
    return hallar({numero: sin_datos_personales(texto) for numero, texto in todas.items()}, resaltar)


def _actual(halladas: Coincidencias, pagina: int | None, pasaje: int | None) -> PasajeMarcado | None:
    pedido = halladas.numero(pasaje) if pasaje is not None else None
    if pedido is not None and pagina in (None, pedido.pagina):
        return pedido
    if pagina is None:
        return halladas.numero(1)
    return next(iter(halladas.de_pagina(pagina)), None)


def _evidencias(sesion: Session, visto: DocumentoVisto, pagina: int) -> list[EvidenciaEnPagina]:
    """Las evidencias que tocan esta página; las tomadas de otro texto se buscan de nuevo en el que se ve."""
    halladas: list[EvidenciaEnPagina] = []
    for vinculo in visto.vinculos:
        for prueba in vinculo.pasajes:
            lugar = _lugar(sesion, visto.texto_id or 0, prueba)
            if lugar is not None and lugar.pagina_inicio <= pagina <= lugar.pagina_fin:
                inicio = lugar.inicio if lugar.pagina_inicio == pagina else 0
                fin = lugar.fin if lugar.pagina_fin == pagina else _SIN_FIN
                halladas.append(EvidenciaEnPagina(vinculo, inicio, fin))
    return halladas


def lugar_de(sesion: Session, visto: DocumentoVisto, prueba: PasajeProbatorio) -> int | None:
    """La página del texto que se muestra donde está una evidencia; `None` si no está en él."""
    lugar = _lugar(sesion, visto.texto_id, prueba) if visto.texto_id is not None else None
    return lugar.pagina_inicio if lugar is not None else None


def _lugar(sesion: Session, texto_id: int, prueba: PasajeProbatorio) -> pasajes.Anclaje | None:
    if prueba.texto_id == texto_id:
        return pasajes.Anclaje(prueba.pagina, prueba.inicio, prueba.pagina_fin, prueba.fin, prueba.literal)
    todas = paginas_de_texto(sesion, texto_id)
    return pasajes.buscar_en_todo(todas, prueba.escrito or prueba.literal, prueba.pagina)


def _extracto(texto: str, actual: PasajeMarcado | None) -> tuple[tuple[str, bool], ...]:
    if actual is None:
        return ()
    extracto = resaltado.extracto(texto, actual.marcas, ANCHO_DE_EXTRACTO)
    return partir(extracto.texto, extracto.marcas)
