"""Los pendientes de un expediente: lo que se cita y no se tiene, lo que falta y la evidencia rota."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.hechos import fecha_del_hecho
from centro_doc.expedientes.composicion import MARCO, OPINIONES
from centro_doc.expedientes.contenido import Apartado, Tabla
from centro_doc.expedientes.frases import recortar
from centro_doc.expedientes.marco_legal import Marco
from centro_doc.expedientes.materia import Materia
from centro_doc.expedientes.modelos import Nivel
from centro_doc.expedientes.sustento import FALTAN, de_iniciativa
from centro_doc.grafo import salientes
from centro_doc.grafo.acceso import cuentan
from centro_doc.grafo.modelos import ObjetivoDeCita as Objetivo

CITADAS: Mapping[str, str] = {
    Nivel.PUBLICA: "Normas citadas que no están entre lo público",
    Nivel.TRABAJO: "Normas citadas que no tenemos",
}
"""Por el nivel: de la pública no se sigue que el Centro no las tenga."""
ROTAS = "Evidencia rota"
TEXTO, ARCHIVO, FECHA, POSTURA = "Texto de la norma", "Archivo", "Fecha del hecho", "Postura"
"""Lo que le puede faltar a un expediente; de una etapa de iniciativa falta el documento que ella pide."""
NOMBRADOS = 3
"""Documentos que se nombran de los que citan una norma que falta."""
Fila = tuple[tuple[str, str, str], tuple[str, ...]]


def pendientes(sesion: Session, materia: Materia, marco: Marco, acuerdos: Tabla, titulo: str) -> Apartado:
    """Los de un expediente; `acuerdos` son los que su grupo no ha cumplido. Tres consultas.

    La evidencia rota es trabajo de dentro: no va en la versión pública.
    """
    tablas = [
        acuerdos,
        _citadas_que_faltan(sesion, materia),
        _tabla(FALTAN, ("Qué falta", "Por qué hace falta", "Dónde"), [*_faltan(materia, marco)]),
    ]
    if materia.nivel == Nivel.TRABAJO:
        tablas.append(_tabla(ROTAS, ("Documento", "Pasaje que ya no está", "Registro"), [*_rotas(materia)]))
    if materia.sujeto.tema is not None:
        reunir = [((str(una), "", ""), ()) for una in materia.sujeto.tema.datos.get("dossier", ())]
        tablas.append(
            Tabla("Lo que el expediente debe reunir", ("Qué",), tuple((una[0][0],) for una in reunir))
        )
    return Apartado(10, titulo, tablas=tuple(tabla for tabla in tablas if tabla.filas))


def _citadas_que_faltan(sesion: Session, materia: Materia) -> Tabla:
    """Las normas que citan sus documentos y cuyo texto no ve quien lee, de la más citada a la menos."""
    piezas = materia.por_numero
    citan: dict[str, list[str]] = {}
    for clave, numero in sesion.execute(
        select(Objetivo.norma_clave, Objetivo.documento_id)
        .where(
            Objetivo.documento_id.in_(piezas),
            Objetivo.vale.is_(True),
            cuentan(Objetivo.documento_id, materia.marcas),
        )
        .distinct()
        .order_by(Objetivo.documento_id)
    ):
        citan.setdefault(clave, []).append(piezas[numero].identificador)
    nombradas = salientes.nombrar(sesion, citan, materia.marcas)
    faltan = [una for una in nombradas.values() if una.conocida and not una.en_centro]
    faltan.sort(key=lambda una: (-len(citan[una.clave]), una.clave))
    return Tabla(
        CITADAS[materia.nivel],
        ("Norma", "Clave", "La citan"),
        tuple((una.titulo, una.clave, _nombrados(citan[una.clave])) for una in faltan),
        tuple(tuple(citan[una.clave][:NOMBRADOS]) for una in faltan),
    )


def _nombrados(registros: Sequence[str]) -> str:
    """Los primeros; que hay otros se dice sin contarlos: la cuenta cambiaría con quien lee."""
    return ", ".join(registros[:NOMBRADOS]) + (", entre otros" if len(registros) > NOMBRADOS else "")


def _faltan(materia: Materia, marco: Marco) -> Iterator[Fila]:
    for una in marco.nucleo if materia.sujeto.temas else ():
        if not una.textos:
            yield (TEXTO, f"Es del núcleo: {una.nombre}", "2. Marco legal"), ()
    for leida in materia.iniciativas:
        for paso in leida.tramite.pasos:
            if paso.prueba is None:
                cuando = paso.constancias[0].cuando if paso.constancias else ""
                porque = f"Iniciativa {leida.iniciativa.numero}: «{paso.etapa.nombre}», {cuando}, sin prueba"
                suya = de_iniciativa(leida.iniciativa.numero)
                yield (paso.etapa.documento, porque, "3. Antecedentes"), (suya,)
    documentos = materia.documentos
    for pieza in materia.piezas:
        documento = documentos[pieza.documento_id]
        if not pieza.version:
            yield (
                (ARCHIVO, f"Sólo consta la ficha: {pieza.titulo}", pieza.identificador),
                (pieza.identificador,),
            )
        if fecha_del_hecho(documento.tipo, documento.fechas) is None and pieza.seccion != MARCO:
            yield (FECHA, pieza.titulo, pieza.identificador), (pieza.identificador,)
        if pieza.seccion == OPINIONES and not pieza.postura:
            yield (POSTURA, pieza.titulo, pieza.identificador), (pieza.identificador,)


def _rotas(materia: Materia) -> Iterator[Fila]:
    for fuente in materia.fuentes:
        registro = fuente.documento.identificador
        for vinculo in fuente.vinculos:
            for pasaje in vinculo.pasajes:
                if pasaje.rota:
                    yield (fuente.documento.titulo, f"«{recortar(pasaje.literal)}»", registro), (registro,)


def _tabla(titulo: str, columnas: tuple[str, ...], filas: Sequence[Fila]) -> Tabla:
    return Tabla(titulo, columnas, tuple(fila for fila, _ in filas), tuple(suyos for _, suyos in filas))
