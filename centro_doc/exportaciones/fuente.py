"""De una versión congelada a la obra que se encuaderna: sólo lo que hoy ve el lector de su nivel.

La pública se arma con lo que ve cualquiera, y la de trabajo con lo que ve el grupo, la pida quien la pida. Un
documento que dejó de verse no está; si lo que dejó de verse es sólo su archivo, va su ficha sin sus palabras.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.contenedores import con_algo_cerrado
from centro_doc.catalogo.modelos import Archivo as ArchivoGuardado
from centro_doc.catalogo.modelos import TextoGuardado
from centro_doc.comun.fechas import cifra, fecha_larga
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import PERSONAL, PUBLICO
from centro_doc.encuadernacion.obra import Apartado, Archivo, Documento, Norma, Obra, Pasaje, Tabla
from centro_doc.expedientes import contenido
from centro_doc.expedientes.a_la_vista import YA_NO_SE_VE, lo_que_se_ve, nota_a_la_vista, titulo_a_la_vista
from centro_doc.expedientes.autoria import autores_de
from centro_doc.expedientes.composicion import MARCO
from centro_doc.expedientes.guardadas import guardado, quien_firma
from centro_doc.expedientes.indice_fijado import dicho
from centro_doc.expedientes.modelos import ExpedienteCongelado, Nivel
from centro_doc.expedientes.sujetos import (
    NOMBRES_DE_NIVEL,
    ROTULOS,
    ClaseDeSujeto,
    Sujeto,
    de_lo_congelado,
    leida_con,
    marcas_del_nivel,
)
from centro_doc.expedientes.textos_de_normas import TextoDeNorma
from centro_doc.exportaciones.de_normas import FICHA, con_normas, normas_de

NO_VA = "Su archivo no va en esta copia."
SIN_ARCHIVO = "El Centro no tiene su archivo: su ficha dice dónde está."
_DE_TRABAJO = "Versión de trabajo: puede traer documentos internos. Es para el grupo técnico y el personal."

_DEL_PERSONAL = "Trata de algo que el público ya no ve: es para el personal del Centro."
"""También cambia la clave: las copias de cuando se veía se retiran."""
_DE_CUALQUIERA = frozenset({PUBLICO, PERSONAL})
"""Sólo para dar con el sujeto: lo que se exporta lo deciden las marcas de su nivel."""


@dataclass(frozen=True, slots=True)
class Fuente:
    """La obra sin rutas, y por el turno de cada documento, el número del texto de su versión (0: ninguno)."""

    obra: Obra
    textos: Mapping[int, int]


def fuente(
    sesion: Session, congelado: ExpedienteCongelado, *, sitio: str = "", grupos: Sequence[str] = ()
) -> Fuente:
    """La obra de una versión congelada. `sitio` es la dirección del centro, sin barra final, o nada.

    `grupos`, de la de trabajo de una selección, son aquellos con que se lee; sin ellos, como la lee el
    personal. Levanta `NoEncontrado` si ya no está abierta a alguno.
    """
    sujeto = de_lo_congelado(sesion, congelado.clave, _DE_CUALQUIERA)
    if grupos:
        sujeto = leida_con(sujeto, grupos)
    entero = guardado(congelado, sujeto.nombre)
    marcas = marcas_del_nivel(sujeto, congelado.nivel)
    autor = autores_de(sesion, congelado, sujeto.cosa)
    visible, archivos = lo_que_se_ve(sesion, entero, marcas, autor=autor)
    textos = _textos(sesion, congelado, [version for version, _ in archivos.values()])
    cerrados = con_algo_cerrado(sesion, [archivo for _, archivo in archivos.values()], marcas)
    turnos = {pieza.identificador: n for n, pieza in enumerate(visible.piezas, 1)}
    documentos = {
        pieza.identificador: _documento(pieza, turnos[pieza.identificador], archivos, cerrados)
        for pieza in visible.piezas
    }
    normas = normas_de(visible, documentos, lambda uno, turno: _suelto(uno, turno, archivos, cerrados), sitio)
    turnos |= {
        una.documento.identificador: una.documento.numero for una in normas if una.documento is not None
    }
    por_turno = {turnos[registro]: textos.get(version, 0) for registro, (version, _) in archivos.items()}
    partes = _partes(visible, documentos, normas)
    return Fuente(_obra(sesion, congelado, sujeto, visible, partes, sitio), por_turno)


def _obra(
    sesion: Session,
    congelado: ExpedienteCongelado,
    sujeto: Sujeto,
    visible: contenido.Expediente,
    partes: tuple[Apartado, tuple[Apartado, ...]],
    sitio: str,
) -> Obra:
    marcas = marcas_del_nivel(sujeto, congelado.nivel)
    return Obra(
        clase=ROTULOS[sujeto.clase],
        clave=sujeto.codigo,
        nombre=visible.nombre,
        nivel=congelado.nivel,
        nombre_de_nivel=NOMBRES_DE_NIVEL[congelado.nivel],
        numero=congelado.numero,
        titulo=titulo_a_la_vista(sesion, congelado, marcas),
        nota=nota_a_la_vista(sesion, congelado, marcas),
        congelada=congelado.congelado.astimezone(UTC).isoformat(timespec="seconds"),
        huella=congelado.huella,
        direccion=f"{sitio}{_camino(sujeto)}/versiones/{congelado.nivel}-{congelado.numero}",
        caratula=_caratula(sesion, congelado, visible),
        portada=partes[0],
        aviso=_DEL_PERSONAL if sujeto.reservado else _DE_TRABAJO if congelado.nivel == Nivel.TRABAJO else "",
        apartados=partes[1],
        indice=_indice(visible),
        sin_codigo=sujeto.sin_codigo,
    )


def _partes(
    visible: contenido.Expediente, documentos: Mapping[str, Documento], normas: Sequence[Norma]
) -> tuple[Apartado, tuple[Apartado, ...]]:
    """La portada, que es el apartado 0, y los demás con los anexos detrás."""

    def apartado(uno: contenido.Apartado, rotulo: str) -> Apartado:
        return Apartado(
            rotulo,
            uno.titulo,
            uno.parrafos,
            tuple(Tabla(t.titulo, t.columnas, t.filas) for t in uno.tablas),
            tuple(documentos[pieza.identificador] for pieza in uno.piezas),
        )

    suyos = [apartado(uno, str(uno.numero)) for uno in visible.apartados]
    anexos = [con_normas(apartado(uno, f"Anexo {uno.numero}"), normas) for uno in visible.anexos]
    portada = next((uno for uno in suyos if uno.rotulo == "0"), Apartado("0", "Carátula"))
    return portada, tuple(uno for uno in (*suyos, *anexos) if uno.rotulo != "0")


def _camino(sujeto: Sujeto) -> str:
    """Como lo escribe `expedientes.rutas`; aquí no hay Flask que lo diga."""
    de_tema = sujeto.clase == ClaseDeSujeto.TEMA
    return f"/agenda/{sujeto.codigo}" if de_tema else f"/expedientes/{sujeto.clase}/{sujeto.codigo}"


def _indice(visible: contenido.Expediente) -> tuple[int, str] | None:
    fijado = visible.indice
    return (fijado.generacion, fijado.al_dia.isoformat()) if fijado is not None else None


def _caratula(
    sesion: Session, congelado: ExpedienteCongelado, visible: contenido.Expediente
) -> tuple[tuple[str, str], ...]:
    quien = sesion.scalar(select(Usuario.nombre).where(Usuario.id == quien_firma(congelado)))
    filas = [
        ("Fecha de corte", fecha_larga(visible.corte)),
        ("Índice de búsqueda", dicho(visible.indice)),
        ("Nivel", NOMBRES_DE_NIVEL[congelado.nivel]),
        ("Documentos", cifra(len(visible.piezas))),
    ]
    return (*filas, ("Congeló", quien)) if quien else tuple(filas)


def _documento(
    pieza: contenido.Pieza,
    turno: int,
    archivos: Mapping[str, tuple[int, ArchivoGuardado]],
    cerrados: frozenset[int],
) -> Documento:
    hallado = archivos.get(pieza.identificador)
    retirado = bool(pieza.sha256) and hallado is None
    falta = YA_NO_SE_VE if retirado else SIN_ARCHIVO if hallado is None else ""
    if hallado is not None and hallado[1].id in cerrados:
        hallado, falta = None, NO_VA
    return Documento(
        numero=turno,
        identificador=pieza.identificador,
        titulo=pieza.titulo,
        ficha=pieza.ficha,
        frase=pieza.frase,
        version=pieza.version,
        sha256=pieza.sha256,
        pasajes=tuple(_pasaje(una) for una in pieza.evidencias),
        archivo=_archivo(hallado[1]) if hallado is not None else None,
        falta=falta,
        datos=pieza.datos,
    )


def _suelto(
    uno: TextoDeNorma,
    turno: int,
    archivos: Mapping[str, tuple[int, ArchivoGuardado]],
    cerrados: frozenset[int],
) -> Documento:
    frase = f"Trae el texto de esta norma: {uno.norma}."
    version = int(uno.version or 0)
    pieza = contenido.Pieza(
        MARCO, 0, uno.registro, uno.titulo, FICHA, version, uno.sha256, frase, evidencias=()
    )
    return _documento(pieza, turno, archivos, cerrados)


def _pasaje(una: Mapping[str, object]) -> Pasaje:
    literal = " ".join(str(una["literal"]).split())
    return Pasaje(int(str(una["pagina"])), literal, str(una.get("confirmo", "")), str(una.get("aviso", "")))


def _archivo(uno: ArchivoGuardado) -> Archivo:
    return Archivo(uno.nombre, uno.tipo, uno.tamano, uno.sha256, ruta="")


def _textos(sesion: Session, congelado: ExpedienteCongelado, versiones: Iterable[int]) -> dict[int, int]:
    """El texto de cada versión que regía al congelar; si aún no se había leído, el primero de después."""
    filas = sesion.execute(
        select(TextoGuardado.version_id, TextoGuardado.id, TextoGuardado.creado)
        .where(TextoGuardado.version_id.in_(set(versiones)))
        .order_by(TextoGuardado.id)
    )
    textos: dict[int, int] = {}
    for version, numero, creado in filas:
        if version not in textos or creado <= congelado.congelado:
            textos[version] = numero
    return textos
