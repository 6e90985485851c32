"""La bitácora de un expediente: sus versiones congeladas y qué entró y salió desde la última."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.comun.fechas import fecha_larga
from centro_doc.expedientes.contenido import Apartado, Tabla
from centro_doc.expedientes.diferencias import diferencia, tabla_de
from centro_doc.expedientes.guardadas import en_el_centro, piezas_guardadas, ultimo
from centro_doc.expedientes.materia import Materia
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.expedientes.visibles import visibles


def bitacora(sesion: Session, materia: Materia, titulo: str) -> Apartado:
    """Las versiones de su nivel y los cambios desde la más nueva. Lo que ya no se ve no deja renglón."""
    clave, nivel = materia.sujeto.clave, materia.nivel
    filas = sesion.execute(
        select(
            ExpedienteCongelado.numero,
            ExpedienteCongelado.titulo,
            ExpedienteCongelado.nota,
            ExpedienteCongelado.congelado,
        )
        .where(ExpedienteCongelado.clave == clave, ExpedienteCongelado.nivel == nivel)
        .order_by(ExpedienteCongelado.numero)
    ).all()
    if not filas:
        return Apartado(11, titulo)
    tablas = [
        Tabla(
            "Versiones anteriores",
            ("Versión", "Fecha", "Nombre", "Nota"),
            tuple(
                (str(numero), fecha_larga(en_el_centro(cuando)), nombre, nota)
                for numero, nombre, nota, cuando in filas
            ),
        )
    ]
    anterior = ultimo(sesion, clave, nivel)
    if anterior is not None:
        cambios = diferencia(piezas_guardadas(anterior.piezas), materia.piezas)
        tabla = tabla_de(cambios, f"Desde la versión {anterior.numero}")
        nombrados = {registro for suyos in tabla.sustento for registro in suyos}
        tablas.append(tabla.solo_con(visibles(sesion, nombrados, materia.marcas)))
    return Apartado(11, titulo, tablas=tuple(tabla for tabla in tablas if tabla.filas))
