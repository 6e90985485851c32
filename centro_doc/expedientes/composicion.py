"""Las piezas de un expediente: cada documento en su sección, con los datos que ella pide y su frase."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.hechos import fecha_del_hecho
from centro_doc.catalogo.modelos import Archivo, Documento, Papel, Version, Vista
from centro_doc.catalogo.tipos import JURISDICCIONES, nombre_de_tipo, tipo
from centro_doc.comun.fechas import fecha_con_precision, fecha_corta
from centro_doc.expedientes.apuntes import Apuntado, apuntados, los_que_se_dicen
from centro_doc.expedientes.contenido import Pieza
from centro_doc.expedientes.expuestos import DocumentoExpuesto, exponer
from centro_doc.expedientes.frases import campo, firmes, frase_de_regla
from centro_doc.expedientes.fuentes import Fuente
from centro_doc.expedientes.orden import ordenar, regla_de
from centro_doc.expedientes.sujetos import Sujeto
from centro_doc.grafo.modelos import DivisionGuardada, LecturaJuridica
from centro_doc.normas.consultas import en_prosa
from centro_doc.normas.uniones import clave_de_ficha
from centro_doc.vinculos.consultas import DocumentoVinculado
from centro_doc.vinculos.modelos import Evidencia, Vinculo
from centro_doc.vinculos.vistos import VinculoVisto
from indexador.juridico import marcas as clases
from indexador.lengua.personales import sin_datos_personales

MARCO, ANTECEDENTES, ESTUDIOS, OPINIONES, ACTAS, COMPARADO, ESTADISTICA, PROPUESTAS = range(2, 10)
_POR_TIPO: Mapping[str, int] = {
    "estadistica": ESTADISTICA,
    **dict.fromkeys(("propuesta_texto", "anteproyecto", "proyecto_decreto", "enmienda"), PROPUESTAS),
}
_POR_ETIQUETA: Mapping[str, int] = {
    **dict.fromkeys(("leyes", "acuerdos", "tratados"), MARCO),
    **dict.fromkeys(("iniciativas", "dictamenes", "proceso", "sentencias"), ANTECEDENTES),
    "opiniones": OPINIONES,
    **dict.fromkeys(("actas", "participacion"), ACTAS),
}
_CON_VERSIONES = frozenset({ANTECEDENTES, PROPUESTAS})
VERSION_ANTERIOR = "Versión anterior"
_LOCALES = frozenset({"", "GT", "INT"})
_CAMPOS: Mapping[int, tuple[str, ...]] = {
    ANTECEDENTES: ("comisiones", "sentido_dictamen", "numero_iniciativa"),
    ESTUDIOS: ("universidad", "editorial"),
    OPINIONES: ("remitente", "postura", "articulos_que_toca"),
    ACTAS: ("mesa", "acuerdos", "compromisos"),
    ESTADISTICA: ("serie", "unidad", "fecha_corte"),
    PROPUESTAS: (
        "version_texto",
        "remitente",
        "ponente",
        "norma_propuesta",
        "articulo",
        "articulos_que_toca",
    ),
}
"""Los datos propios que pide cada sección (agenda, `composicion_de_un_dossier`), por su clave."""


def piezas_de(
    sesion: Session, sujeto: Sujeto, halladas: Sequence[Fuente], marcas: frozenset[str]
) -> tuple[Pieza, ...]:
    """Las piezas, en el orden del expediente. El número de consultas no crece con ellas."""
    numeros = [uno.documento.id for uno in halladas]
    fichas = exponer(sesion, [DocumentoVinculado(uno.documento, uno.vinculos) for uno in halladas])
    archivos = principales(sesion, numeros)
    lugares = _articulos_de(sesion, numeros)
    de_quien = sujeto.tema.codigo if sujeto.tema is not None else sujeto.clave
    apuntes = {**apuntados(sesion, de_quien, numeros), **apuntados(sesion, sujeto.clave, numeros)}
    escritos = los_que_se_dicen(sesion, apuntes, marcas)
    piezas = [
        _pieza(
            fuente,
            ficha,
            archivos.get(fuente.documento.id, (0, "", 0)),
            lugares,
            escritos.get(fuente.documento.id),
        )
        for fuente, ficha in zip(halladas, fichas, strict=True)
    ]
    return ordenar(
        piezas, regla_de(sesion, sujeto.clave, de_quien), {n: uno.lugar for n, uno in escritos.items()}
    )


def seccion_de(documento: Documento) -> int:
    """La sección que le toca por su tipo; lo que es derecho de otro país, a derecho comparado."""
    del_tipo = tipo(documento.tipo)
    etiqueta = del_tipo.etiqueta if del_tipo is not None else ""
    seccion = _POR_TIPO.get(documento.tipo or "", _POR_ETIQUETA.get(etiqueta, ESTUDIOS))
    ajena = documento.jurisdiccion not in _LOCALES
    return COMPARADO if ajena and seccion in {MARCO, ANTECEDENTES, PROPUESTAS} else seccion


def _pieza(
    fuente: Fuente,
    expuesto: DocumentoExpuesto,
    archivo: tuple[int, str, int],
    lugares: Mapping[int, str],
    apunte: Apuntado | None,
) -> Pieza:
    documento, seccion = fuente.documento, seccion_de(fuente.documento)
    hecho = fecha_del_hecho(documento.tipo, documento.fechas)
    evidencias = _sin_repetir(
        (*(_evidencia(v, p, lugares) for v in fuente.vinculos for p in firmes(v)), *fuente.pasajes)
    )
    escrita = apunte is not None and bool(apunte.frase)
    return Pieza(
        seccion=seccion,
        documento_id=documento.id,
        identificador=documento.identificador,
        titulo=documento.titulo,
        ficha=expuesto.ficha,
        version=archivo[0],
        sha256=archivo[1],
        frase=apunte.frase if escrita and apunte else frase_de_regla(fuente, expuesto.emisor, lugares),
        evidencias=evidencias,
        tipo=documento.tipo or "",
        fecha=hecho.valor.isoformat() if hecho is not None else "",
        postura=campo(documento, "postura"),
        datos=(
            *_datos(documento, seccion, expuesto.emisor, evidencias),
            *([(VERSION_ANTERIOR, str(archivo[2]))] if archivo[2] and seccion in _CON_VERSIONES else []),
        ),
        escrita=apunte.firma if escrita and apunte else "",
    )


def _evidencia(vinculo: VinculoVisto, pasaje: Any, lugares: Mapping[int, str]) -> dict[str, Any]:
    dicha = {
        "pagina": pasaje.pagina,
        "literal": sin_datos_personales(pasaje.literal),
        "confirmo": _quien(vinculo),
    }
    mas = {"lugar": lugares.get(pasaje.id, ""), "aviso": pasaje.aviso}
    return dicha | {clave: valor for clave, valor in mas.items() if valor}


def _sin_repetir(evidencias: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Cada pasaje una vez, con todos los que lo confirmaron; con su aviso, sólo si nadie lo vio sin él."""
    unas: dict[tuple[int, str], dict[str, Any]] = {}
    for otra in evidencias:
        cual = otra["pagina"], " ".join(otra["literal"].split())
        una = unas.setdefault(cual, {**otra, "confirmo": ""})
        quienes = dict.fromkeys(filter(None, (*una["confirmo"].split("; "), otra["confirmo"])))
        una["confirmo"] = "; ".join(quienes)
        if not otra.get("aviso"):
            una.pop("aviso", None)
    return tuple(unas.values())


def _datos(
    documento: Documento, seccion: int, emisor: str, evidencias: Sequence[Mapping[str, Any]]
) -> list[tuple[str, str]]:
    """Los rótulos y valores de su sección que constan."""
    fecha = fecha_del_hecho(documento.tipo, documento.fechas)
    anio = fecha_con_precision(fecha.valor, fecha.precision) if fecha is not None else ""
    datos: list[tuple[str, str]] = []
    if seccion == ESTUDIOS:
        datos = [
            ("Autor", "; ".join(documento.autores)),
            ("Año", anio[-4:]),
            ("Institución", emisor),
            ("Resumen", " ".join(documento.resumen.split())),
        ]
    elif seccion == ANTECEDENTES:
        datos = [("Ponentes", "; ".join(documento.ponentes))]
    elif seccion == COMPARADO:
        articulos = dict.fromkeys(
            str(una["lugar"]) for una in evidencias if una.get("lugar") and not una.get("aviso")
        )
        datos = [
            ("País", JURISDICCIONES.get(documento.jurisdiccion, documento.jurisdiccion)),
            ("Norma", _norma(documento)),
            ("Artículo", ", ".join(uno.removeprefix("Artículo ") for uno in articulos)),
        ]
    elif seccion == ACTAS:
        datos = [("Fecha", anio), ("Asistentes", _cuantos(documento, "asistentes"))]
    elif seccion == ESTADISTICA:
        datos = [("Fuente", emisor)]
    elif seccion in {OPINIONES, PROPUESTAS}:
        datos = [("Fecha", anio)]
    rotulos = {uno.clave: uno.etiqueta for uno in _campos_de(documento)}
    datos += [
        (rotulos[clave], campo(documento, clave)) for clave in _CAMPOS.get(seccion, ()) if clave in rotulos
    ]
    return [(rotulo, valor) for rotulo, valor in datos if valor]


def _campos_de(documento: Documento) -> Sequence[Any]:
    del_tipo = tipo(documento.tipo)
    return del_tipo.campos if del_tipo is not None else ()


def _cuantos(documento: Documento, clave: str) -> str:
    """La cuenta, y no los nombres: una lista de asistencia lleva datos personales."""
    suyos = documento.metadatos.get(clave)
    return str(len(suyos)) if isinstance(suyos, list) and suyos else ""


def _norma(documento: Documento) -> str:
    clave = clave_de_ficha(documento.tipo, documento.numero, documento.jurisdiccion)
    if clave:
        return en_prosa(clave)
    return " ".join(filter(None, (nombre_de_tipo(documento.tipo), documento.numero)))


def _quien(vinculo: VinculoVisto) -> str:
    cuando = f", {fecha_corta(vinculo.decidido)}" if vinculo.decidido is not None else ""
    return f"{vinculo.decidido_por or 'el sistema'}{cuando}"


def principales(sesion: Session, documentos: Sequence[int]) -> dict[int, tuple[int, str, int]]:
    """La versión a la vista más nueva, la huella de su archivo principal y la anterior a la vista, o 0."""
    filas = sesion.execute(
        select(Version.documento_id, Version.numero, Archivo.sha256)
        .join(Archivo, Archivo.version_id == Version.id)
        .where(
            Version.documento_id.in_(documentos),
            Version.vista == Vista.A_LA_VISTA,
            Archivo.papel == Papel.PRINCIPAL,
        )
        .order_by(Version.numero)
    )
    salida: dict[int, tuple[int, str, int]] = {}
    for documento, numero, huella in filas:
        vista, _, previa = salida.get(documento, (0, "", 0))
        salida[documento] = (numero, huella, vista if vista != numero else previa)
    return salida


def _articulos_de(sesion: Session, documentos: Sequence[int]) -> Mapping[int, str]:
    """El artículo en que cae cada evidencia, por el número de ella; las que no caen en ninguno no están."""
    pagina = func.coalesce(Evidencia.actual_pagina_inicio, Evidencia.pagina_inicio)
    inicio = func.coalesce(Evidencia.actual_inicio, Evidencia.inicio)
    empezo = or_(
        DivisionGuardada.pagina < pagina,
        (DivisionGuardada.pagina == pagina) & (DivisionGuardada.inicio <= inicio),
    )
    no_acaba = or_(
        DivisionGuardada.pagina_final > pagina,
        (DivisionGuardada.pagina_final == pagina) & (DivisionGuardada.fin > inicio),
    )
    filas = sesion.execute(
        select(Evidencia.id, DivisionGuardada.etiqueta)
        .join(Vinculo, Vinculo.id == Evidencia.vinculo_id)
        .join(LecturaJuridica, LecturaJuridica.documento_id == Vinculo.documento_id)
        .join(DivisionGuardada, DivisionGuardada.documento_id == Vinculo.documento_id)
        .where(
            Vinculo.documento_id.in_(documentos),
            LecturaJuridica.texto_id == func.coalesce(Evidencia.actual_texto_id, Evidencia.texto_id),
            DivisionGuardada.clase == clases.ARTICULO,
            empezo,
            no_acaba,
        )
        .order_by(Evidencia.id, DivisionGuardada.orden)
    )
    return {numero: etiqueta.rstrip(".") for numero, etiqueta in filas}
