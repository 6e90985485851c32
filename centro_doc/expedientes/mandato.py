"""La carátula y el mandato de un expediente: qué es, quién responde y de dónde le viene el encargo."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.comun.fechas import fecha_larga
from centro_doc.expedientes.contenido import (
    COLUMNAS_DE_CARATULA,
    COLUMNAS_DE_ENUNCIADO,
    RESPONSABLE,
    Apartado,
    Tabla,
)
from centro_doc.expedientes.frases import con_aviso, firmes, recortar
from centro_doc.expedientes.materia import Materia
from centro_doc.expedientes.sujetos import NOMBRES_DE_NIVEL
from centro_doc.plan.consultas import NOMBRES_DE_CLASE
from centro_doc.plan.modelos import ClaseNodo, Nodo
from centro_doc.vinculos.modelos import EstadoVinculo, Relacion, Vinculo
from centro_doc.vinculos.vistos import VinculoVisto, vistos

_ENCARGAN = ("convocatoria", "grupo_tecnico_conformacion")
"""Los tipos de documento que crean o convocan al grupo."""


def caratula(materia: Materia, titulo: str, *, integrantes: Tabla | None, responsable: str) -> Apartado:
    """De qué es, a qué fecha, para quién y quiénes responden; `integrantes`, los del grupo técnico."""
    datos = [
        ("Expediente", materia.sujeto.nombre),
        ("Código", materia.sujeto.codigo),
        ("Fecha de corte", fecha_larga(materia.corte)),
        ("Nivel", NOMBRES_DE_NIVEL[materia.nivel]),
        (RESPONSABLE, responsable),
    ]
    filas = tuple((rotulo, valor) for rotulo, valor in datos if valor)
    tablas = [Tabla("Carátula", COLUMNAS_DE_CARATULA, filas)]
    if integrantes is not None:
        tablas.append(integrantes)
    return Apartado(0, titulo, _alcance(materia), tuple(tablas))


def mandato(sesion: Session, materia: Materia, titulo: str) -> Apartado:
    """El nodo del plan con sus ancestros, sus metas, qué lo enuncia y quién lo encarga. Cinco consultas."""
    linea = _linea(sesion, materia)
    nodos = tuple((nodo.codigo, NOMBRES_DE_CLASE[ClaseNodo(nodo.clase)], nodo.texto) for nodo in linea[0])
    metas = tuple((nodo.codigo, nodo.texto, str(nodo.datos.get("unidad", ""))) for nodo in linea[1])
    encargos = [pieza for pieza in materia.piezas if pieza.tipo in _ENCARGAN]
    tablas = (
        Tabla("Lugar en el plan", ("Código", "Clase", "Texto"), nodos),
        Tabla("Metas", ("Código", "Meta", "En qué se cuenta"), metas),
        _que_lo_enuncian(sesion, materia),
        Tabla(
            "Acuerdo o convocatoria",
            ("Documento", "Fecha, tipo y emisor", "Registro"),
            tuple((una.titulo, una.ficha, una.identificador) for una in encargos),
            tuple((una.identificador,) for una in encargos),
        ),
    )
    return Apartado(1, titulo, tablas=tuple(tabla for tabla in tablas if tabla.filas))


def _alcance(materia: Materia) -> tuple[str, ...]:
    tema = materia.sujeto.tema
    if tema is None:
        return ()
    no_incluye = f"No incluye: {tema.no_incluye}" if tema.no_incluye else ""
    return tuple(filter(None, (tema.alcance, no_incluye)))


def _que_lo_enuncian(sesion: Session, materia: Materia) -> Tabla:
    """Los documentos publicados que enuncian el tema o el nodo, como el propio plan: no son piezas suyas."""
    cosa, filas = materia.sujeto.tema or materia.sujeto.cosa, []
    if isinstance(cosa, Tema | Nodo):
        suyo = Vinculo.tema_id == cosa.id if isinstance(cosa, Tema) else Vinculo.nodo_id == cosa.id
        condicion = (
            suyo & (Vinculo.relacion == Relacion.ENUNCIA) & (Vinculo.estado == EstadoVinculo.CONFIRMADO)
        )
        unos = vistos(sesion, condicion)
        documentos = {
            numero: (titulo, registro)
            for numero, titulo, registro in sesion.execute(
                select(Documento.id, Documento.titulo, Documento.identificador).where(
                    Documento.id.in_([uno.documento_id for uno in unos]),
                    Documento.estado == Estado.PUBLICADO,
                    visible_para(materia.marcas),
                )
            )
        }
        filas = [
            (documentos[uno.documento_id][0], _pasaje(uno), documentos[uno.documento_id][1])
            for uno in unos
            if uno.documento_id in documentos
        ]
    return Tabla("Lo enuncian", COLUMNAS_DE_ENUNCIADO, tuple(filas), tuple((fila[2],) for fila in filas))


def _pasaje(uno: VinculoVisto) -> str:
    pasaje = next(iter(firmes(uno)), None)
    if pasaje is None:
        return uno.motivo
    return f"«{recortar(pasaje.literal)}» ({con_aviso(f'p. {pasaje.pagina}', pasaje.aviso)})"


def _linea(sesion: Session, materia: Materia) -> tuple[Sequence[Nodo], Sequence[Nodo]]:
    """De la raíz al nodo del expediente, y las metas que cuelgan de esa línea o que son de ese producto."""
    cosa = materia.sujeto.tema or materia.sujeto.cosa
    numero = cosa.nodo_id if isinstance(cosa, Tema) else cosa.id if isinstance(cosa, Nodo) else None
    if numero is None:
        return (), ()
    este = select(Nodo.periodo_id).where(Nodo.id == numero).scalar_subquery()
    nodos = {nodo.id: nodo for nodo in sesion.scalars(select(Nodo).where(Nodo.periodo_id == este))}
    linea: list[Nodo] = []
    actual = nodos.get(numero)
    while actual is not None:
        linea.insert(0, actual)
        actual = nodos.get(actual.padre_id or 0)
    codigos = {nodo.codigo for nodo in linea}
    metas = [
        nodo
        for nodo in sorted(nodos.values(), key=lambda nodo: nodo.orden)
        if nodo.clase == ClaseNodo.META and nodo.datos.get("producto") in codigos
    ]
    return linea, metas
