"""La bitácora de un expediente: sus versiones congeladas y qué entró y salió desde la última."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from centro_doc.catalogo.nombrados import nombrados
from centro_doc.comun.fechas import fecha_larga
from centro_doc.expedientes.autoria import de_cuenta
from centro_doc.expedientes.contenido import COLUMNAS_DE_VERSIONES, Apartado, Tabla
from centro_doc.expedientes.diferencias import diferencia, tabla_de
from centro_doc.expedientes.guardadas import en_el_centro, piezas_guardadas, ultimo
from centro_doc.expedientes.materia import Materia
from centro_doc.expedientes.modelos import ExpedienteCongelado, Nivel
from centro_doc.expedientes.visibles import los_que_se_callan, visibles


def bitacora(sesion: Session, materia: Materia, titulo: str) -> Apartado:
    """Las versiones de su nivel y los cambios desde la más nueva. Lo que ya no se ve no deja renglón."""
    clave, nivel = materia.sujeto.clave, materia.nivel
    publica = nivel == Nivel.PUBLICA
    filas = sesion.execute(
        select(
            ExpedienteCongelado.numero,
            ExpedienteCongelado.titulo,
            ExpedienteCongelado.nota,
            ExpedienteCongelado.congelado,
            ExpedienteCongelado.congelado_por,
        )
        .where(
            ExpedienteCongelado.clave == clave,
            ExpedienteCongelado.nivel == nivel,
            ExpedienteCongelado.abierta if publica else true(),
        )
        .order_by(ExpedienteCongelado.numero)
    ).all()
    if not filas:
        return Apartado(11, titulo)
    tablas = [
        _de_versiones(
            sesion, materia, [(f.numero, f.titulo, f.nota, f.congelado, f.congelado_por) for f in filas]
        )
    ]
    anterior = ultimo(sesion, clave, nivel, abierta=publica)
    if anterior is not None:
        cambios = diferencia(piezas_guardadas(anterior.piezas), materia.piezas)
        tabla = tabla_de(cambios, f"Desde la versión {anterior.numero}")
        suyos = {registro for unos in tabla.sustento for registro in unos}
        tablas.append(tabla.solo_con(visibles(sesion, suyos, materia.marcas)))
    return Apartado(11, titulo, tablas=tuple(tabla for tabla in tablas if tabla.filas))


def _de_versiones(
    sesion: Session, materia: Materia, filas: Sequence[tuple[int, str, str, datetime, int | None]]
) -> Tabla:
    """Las versiones, de cada una su número, título, nota y cuándo; se calla el texto que no ve quien lee."""
    se_dicen: set[tuple[int | None, str]] = set()
    for quien in {quien for *_, quien in filas}:
        dichos = frozenset(texto for _, *textos, _, suyo in filas if suyo == quien for texto in textos)
        autor = None if materia.nivel == Nivel.PUBLICA else de_cuenta(sesion, quien)
        callan = los_que_se_callan(sesion, dichos, materia.marcas, autor)
        se_dicen.update((quien, texto) for texto in dichos - callan)
    renglones = tuple(
        (
            str(numero),
            fecha_larga(en_el_centro(cuando)),
            nombre if (quien, nombre) in se_dicen else f"Versión {numero}",
            nota if (quien, nota) in se_dicen else "",
        )
        for numero, nombre, nota, cuando, quien in filas
    )
    sustento = tuple(
        tuple(sorted(frozenset().union(*(nombrados(t) for t in (nombre, nota) if (quien, t) in se_dicen))))
        for _, nombre, nota, _, quien in filas
    )
    return Tabla("Versiones anteriores", COLUMNAS_DE_VERSIONES, renglones, sustento)
