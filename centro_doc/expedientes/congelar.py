"""Congelar un expediente: fija lo que dice tal como está y ya no cambia."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.bitacora.consultas import ya_hecho
from centro_doc.catalogo.nombrados import nombrados
from centro_doc.catalogo.titulos_dichos import con_su_titulo
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.fechas import cifra
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas, puede
from centro_doc.expedientes.a_la_vista import titulo_a_la_vista
from centro_doc.expedientes.antecedentes import DIAS, DIAS_EN_COMISION
from centro_doc.expedientes.armar import armar
from centro_doc.expedientes.contenido import Expediente, Pieza, contenido_de
from centro_doc.expedientes.guardadas import fila_de, huella_de, piezas_guardadas, ultimo
from centro_doc.expedientes.indice_fijado import indice_de_hoy
from centro_doc.expedientes.marco_legal import RAZON
from centro_doc.expedientes.modelos import ExpedienteCongelado, Nivel, Seleccion
from centro_doc.expedientes.sujetos import (
    ClaseDeSujeto,
    Sujeto,
    es_suya,
    marcas_del_nivel,
    niveles_de,
    resolver,
)
from centro_doc.expedientes.textos_de_normas import COLUMNAS as TEXTOS_DE_NORMAS
from centro_doc.expedientes.visibles import visibles
from centro_doc.indice.servicio import Indice

registro = structlog.get_logger(__name__)
_LARGO = 200
NOTA_MAXIMA = 2000
"""Letras de la nota de una versión."""
_PASAN_SOLAS = frozenset({DIAS, DIAS_EN_COMISION, RAZON})
"""Columnas que cambian con sólo pasar los días: no hacen otra versión."""
_NO_CUENTAN = frozenset({0, 11})
"""Ni la carátula ni la bitácora."""


def congelar(
    sesion: Session,
    actor: Actor,
    clave: str,
    nivel: str,
    titulo: str,
    *,
    reloj: Reloj,
    nota: str = "",
    indice: Indice | None = None,
) -> ExpedienteCongelado:
    """Guarda un expediente como está ahora; `indice` hace falta en el de una búsqueda.

    Levanta `SinPermiso`, `NoEncontrado` si no hay tal expediente y `DatosInvalidos` si falta el título, la
    nota es muy larga, lo escrito nombra un registro que no ve quien la abre, no hay ningún documento o nada
    cambió desde la versión anterior.
    """
    sujeto = _sujeto_que_congela(sesion, actor, clave, nivel)
    _revisar_lo_escrito(sesion, actor, titulo, nota, sujeto, nivel)
    expediente = _como_esta_hoy(sesion, actor, sujeto, nivel, indice, reloj)
    piezas, contenido = expediente.piezas, contenido_de(expediente)
    _exigir_algo_nuevo(sesion, sujeto, nivel, piezas, contenido)
    del_personal = puede(actor, "vincular")
    congelado = ExpedienteCongelado(
        clave=clave,
        nivel=Nivel(nivel),
        numero=_siguiente(sesion, clave, nivel),
        titulo=" ".join(titulo.split())[:_LARGO],
        nota=nota.strip(),
        congelado=reloj.ahora(),
        congelado_por=actor.usuario_id,
        abierta=del_personal,
        firmada=del_personal,
        huella=huella_de(piezas, contenido),
        contenido=contenido,
        piezas=[fila_de(pieza, orden) for orden, pieza in enumerate(piezas, 1)],
    )
    sesion.add(congelado)
    sesion.flush()
    detalle = {"numero": congelado.numero, "nivel": str(nivel), "documentos": len(piezas)}
    anotar(sesion, actor, "expediente_congelado", ("expediente", clave), reloj=reloj, detalle=detalle)
    registro.info("expediente_congelado", expediente=clave, numero=congelado.numero, documentos=len(piezas))
    return congelado


def _como_esta_hoy(
    sesion: Session, actor: Actor, sujeto: Sujeto, nivel: str, indice: Indice | None, reloj: Reloj
) -> Expediente:
    """El expediente armado, con quién responde de él y la fecha del índice contra el que se armó."""
    responsable = actor.nombre if puede(actor, "vincular") or nivel == Nivel.TRABAJO else ""
    armado = armar(sesion, sujeto, nivel, reloj.hoy(), indice=indice, responsable=responsable)
    return replace(armado, indice=indice_de_hoy(sesion, marcas_del_nivel(sujeto, nivel)))


def _sujeto_que_congela(sesion: Session, actor: Actor, clave: str, nivel: str) -> Sujeto:
    """El sujeto, si el actor puede congelarlo en ese nivel; levanta lo que `congelar`."""
    sujeto = resolver(sesion, clave, marcas(actor))
    exigir_congelar(actor, sujeto)
    if nivel not in niveles_de(sujeto, marcas(actor)):
        raise NoEncontrado("Un expediente es público o de trabajo.")
    return sujeto


def hacer_publica(
    sesion: Session, actor: Actor, congelado: ExpedienteCongelado, publica: bool, *, reloj: Reloj
) -> None:
    """El personal abre a cualquiera la versión pública de una selección, o la retira de lo público.

    Levanta `SinPermiso`, `NoEncontrado` si no es la pública de una selección y `Conflicto` si ya está así.
    """
    exigir(actor, "vincular")
    if congelado.nivel != Nivel.PUBLICA or not congelado.clave.startswith(f"{ClaseDeSujeto.SELECCION}:"):
        raise NoEncontrado("Sólo se abre o se retira la versión pública de una selección.")
    sesion.refresh(congelado, with_for_update=True)
    que = "expediente_abierto_al_publico" if publica else "expediente_retirado_de_lo_publico"
    objeto, detalle = ("expediente", congelado.clave), {"numero": congelado.numero}
    if congelado.abierta is publica:
        esta = "La versión ya es pública." if publica else "La versión ya no es pública."
        raise ya_hecho(sesion, actor, esta, objeto, que, detalle=detalle)
    congelado.abierta = publica
    sesion.flush()
    anotar(sesion, actor, que, objeto, reloj=reloj, detalle=detalle)
    registro.info(que, expediente=congelado.clave, numero=congelado.numero)


def exigir_congelar(actor: Actor, sujeto: Sujeto) -> None:
    """Congela el personal y, una selección, quien la ve (`es_suya`).

    Levanta `SinPermiso` o `NecesitaIngreso`.
    """
    if not (isinstance(sujeto.cosa, Seleccion) and es_suya(sujeto, marcas(actor))):
        exigir(actor, "vincular")


def _revisar_lo_escrito(
    sesion: Session, actor: Actor, titulo: str, nota: str, sujeto: Sujeto, nivel: str
) -> None:
    """El título, la nota y el nombre de una selección no nombran lo que no ve quien abre ese nivel."""
    if not titulo.strip():
        raise DatosInvalidos("No se congeló.", {"titulo": "Dele un nombre: «Para la séptima reunión»."})
    if len(nota.strip()) > NOTA_MAXIMA:
        mensaje = f"Escriba {cifra(NOTA_MAXIMA)} letras o menos: tiene {cifra(len(nota.strip()))}."
        raise DatosInvalidos("No se congeló.", {"nota": mensaje})
    propio = sujeto.nombre if isinstance(sujeto.cosa, Seleccion) else ""
    escritos = {"titulo": f"{titulo}\n{propio}", "nota": nota}
    dichos = {
        campo: nombrados(texto) | con_su_titulo(sesion, texto, marcas(actor))
        for campo, texto in escritos.items()
    }
    todos = frozenset().union(*dichos.values())
    se_ven = visibles(sesion, todos, marcas_del_nivel(sujeto, nivel)) if todos else todos
    errores = {
        campo: f"Nombra {', '.join(sorted(faltan))}, que no ve quien abre esta versión."
        for campo, suyos in dichos.items()
        if (faltan := suyos - se_ven)
    }
    if errores:
        raise DatosInvalidos("No se congeló.", errores)


def _exigir_algo_nuevo(
    sesion: Session, sujeto: Sujeto, nivel: str, piezas: Sequence[Pieza], contenido: Mapping[str, Any]
) -> None:
    if not piezas:
        raise DatosInvalidos("No se congeló.", {"titulo": "Este expediente no tiene ningún documento."})
    anterior = ultimo(sesion, sujeto.clave, nivel)
    if anterior is not None and _dice_lo_mismo(anterior, piezas, contenido):
        suyo = titulo_a_la_vista(sesion, anterior, marcas_del_nivel(sujeto, nivel))
        mensaje = f"Nada cambió desde la versión {anterior.numero}, «{suyo}»."
        raise DatosInvalidos("No se congeló.", {"titulo": mensaje})


def _dice_lo_mismo(
    anterior: ExpedienteCongelado, piezas: Sequence[Pieza], contenido: Mapping[str, Any]
) -> bool:
    if huella_de(piezas_guardadas(anterior.piezas)) != huella_de(piezas):
        return False
    return anterior.contenido is None or _lo_que_dice(anterior.contenido) == _lo_que_dice(contenido)


def _lo_que_dice(contenido: Mapping[str, Any]) -> list[Any]:
    """Los párrafos y las celdas que no cambian con sólo pasar los días, y qué textos de normas fija."""
    textos = [
        tabla["filas"]
        for anexo in contenido["anexos"]
        for tabla in anexo["tablas"]
        if tuple(tabla["columnas"]) == TEXTOS_DE_NORMAS
    ]
    dichos = [
        (apartado["parrafos"], [_celdas(tabla) for tabla in apartado["tablas"]])
        for apartado in contenido["apartados"]
        if apartado["numero"] not in _NO_CUENTAN
    ]
    return [*dichos, *textos]


def _celdas(tabla: Mapping[str, Any]) -> list[list[str]]:
    quedan = [n for n, columna in enumerate(tabla["columnas"]) if columna not in _PASAN_SOLAS]
    return [[fila[n] for n in quedan] for fila in tabla["filas"]]


def _siguiente(sesion: Session, clave: str, nivel: str) -> int:
    mayor = select(func.max(ExpedienteCongelado.numero)).where(
        ExpedienteCongelado.clave == clave, ExpedienteCongelado.nivel == nivel
    )
    return (sesion.scalar(mayor) or 0) + 1
