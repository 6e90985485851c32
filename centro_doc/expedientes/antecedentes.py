"""Los antecedentes legislativos: las iniciativas del expediente con su trámite a la fecha de corte."""

from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from centro_doc.agenda.expediente import numero_de
from centro_doc.agenda.leida import Leida
from centro_doc.agenda.leidas import leer
from centro_doc.agenda.modelos import TEMAS_DE_INICIATIVA, Iniciativa
from centro_doc.agenda.visibles import a_la_vista
from centro_doc.catalogo.modelos import Documento
from centro_doc.expedientes.contenido import Tabla
from centro_doc.expedientes.materia import Materia
from centro_doc.expedientes.sustento import INICIATIVAS, de_iniciativa
from centro_doc.normas.consultas import con_marca

DIAS, DIAS_EN_COMISION = "Días en ese estado", "Días en comisión"
COLUMNAS = (
    *("Iniciativa", "Ponentes", "Comisión", "Estado al corte", "Desde", "Lo prueba"),
    *(DIAS, DIAS_EN_COMISION),
)


def iniciativas_de(sesion: Session, materia: Materia) -> tuple[Leida, ...]:
    """Las de sus temas, la suya y las que nombran las fichas de sus documentos. Nueve consultas a lo sumo."""
    temas = [tema.id for tema in materia.sujeto.temas]
    numeros = {numero_de(fuente.documento) for fuente in materia.fuentes}
    if isinstance(materia.sujeto.cosa, Iniciativa):
        numeros.add(materia.sujeto.cosa.numero)
    de_temas = select(TEMAS_DE_INICIATIVA.c.iniciativa_id).where(TEMAS_DE_INICIATIVA.c.tema_id.in_(temas))
    filas = sesion.scalars(
        select(Iniciativa)
        .where(
            or_(Iniciativa.id.in_(de_temas), Iniciativa.numero.in_(sorted(filter(None, numeros)))),
            a_la_vista(materia.marcas),
        )
        .order_by(Iniciativa.numero.desc())
    ).all()
    return tuple(leer(sesion, filas, materia.marcas, materia.corte))


def tablas_de_iniciativas(leidas: Sequence[Leida]) -> tuple[Tabla, ...]:
    """Una fila por iniciativa y, detrás, las fuentes de lo que ningún documento del Centro prueba."""
    if not leidas:
        return ()
    tabla = Tabla(
        INICIATIVAS,
        COLUMNAS,
        tuple(_fila(una) for una in leidas),
        tuple(
            (de_iniciativa(una.iniciativa.numero), *(uno.identificador for uno in pruebas_de(una)))
            for una in leidas
        ),
    )
    sin_prueba = [una for una in leidas if una.tramite.actual is None]
    fuentes = en_orden(*(una.fuentes for una in sin_prueba))
    if not fuentes:
        return (tabla,)
    return (tabla, Tabla("Fuentes de lo que no tiene documento", ("Fuente", "Cuál es"), fuentes))


def en_orden(*fuentes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Juntas y sin repetir, de F1 en adelante."""
    juntas = {clave: texto for unas in fuentes for clave, texto in unas.items()}
    return tuple(sorted(juntas.items(), key=lambda par: (len(par[0]), par[0])))


def pruebas_de(leida: Leida) -> tuple[Documento, ...]:
    """Los documentos que prueban su trámite hasta la fecha, en su orden y sin repetir."""
    suyos = (una.documento for paso in leida.tramite.pasos for una in paso.constancias)
    return tuple({uno.id: uno for uno in suyos if uno is not None}.values())


def _fila(leida: Leida) -> tuple[str, ...]:
    paso, comision = leida.estado, leida.en_comision
    fila = leida.iniciativa
    desde, prueba, dias = "", "", ""
    if paso is not None:
        una = paso.constancias[0]
        desde = con_marca(una.cuando, una.marca)
        prueba = una.documento.identificador if una.documento is not None else _sin_documento(leida)
        dias = f"{paso.dias.dichos}{', y sigue' if paso.dias.corre else ''}" if paso.dias is not None else ""
    return (
        f"{fila.numero}. {leida.nombre}",
        con_marca("; ".join(fila.ponentes), leida.marca_de("ponentes")) if fila.ponentes else "No constan",
        con_marca("; ".join(fila.comisiones), leida.marca_de("comisiones"))
        if fila.comisiones
        else "No consta",
        paso.etapa.nombre if paso is not None else leida.segun_la_fuente or "No consta",
        desde or "No consta",
        prueba or _sin_documento(leida),
        dias or "No consta",
        comision.dichos if comision is not None else "No consta",
    )


def _sin_documento(leida: Leida) -> str:
    return "; ".join(filter(None, ("Sin documento", ", ".join(leida.fuentes))))
