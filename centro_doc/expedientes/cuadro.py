"""El cuadro comparado: qué dice cada quien, por su postura y artículo por artículo."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.hechos import fecha_del_hecho, fecha_principal
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.tipos import tipo, tipos
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.expedientes.contenido import Pieza, Tabla
from centro_doc.expedientes.dicho import SIN_POSTURA, Dicho
from centro_doc.expedientes.expuestos import emisores
from centro_doc.expedientes.frases import con_aviso, recortar
from centro_doc.expedientes.materia import Materia
from centro_doc.grafo.acceso import cuentan
from centro_doc.grafo.decididas import objetivo_de
from centro_doc.grafo.modelos import CitaGuardada, EstadoDeCita, ObjetivoDeCita
from centro_doc.grafo.palabras import corta, donde
from indexador.lengua.frases_clave import dispone

SOLO_LO_CITA = "Lo cita, sin postura anotada sobre él"
_OPINAN = ("opinion_recibida", "propuesta_texto", "iniciativa", "dictamen")


def posturas() -> tuple[str, ...]:
    """Las que puede tener una opinión, en su orden."""
    del_tipo = tipo("opinion_recibida")
    campos = del_tipo.campos if del_tipo is not None else ()
    return tuple(nombre for uno in campos if uno.clave == "postura" for nombre in uno.opciones.values())


@dataclass(frozen=True, slots=True)
class Senas:
    """Quién dio una opinión y cuándo; cada uno con su rótulo si no es el remitente o la fecha del hecho.

    `citados`: los artículos que cita, en las citas que una persona dio por buenas.
    """

    remitente: str
    fecha: str
    citados: str = ""


def senas_de(sesion: Session, materia: Materia) -> Mapping[int, Senas]:
    """Las de las piezas que opinan, por el número de su documento, según su ficha. Dos consultas."""
    unas = [pieza for pieza in materia.piezas if pieza.tipo in _OPINAN[:2]]
    documentos = [materia.documentos[una.documento_id] for una in unas]
    nombres = emisores(sesion, documentos)
    citados = _citados(sesion, materia, [uno.id for uno in documentos])
    return {
        uno.id: Senas(
            _datos(una).get("Remitente") or _emisor(nombres.get(uno.emisor_id or 0, uno.emisor_nombre)),
            _cuando(uno),
            citados.get(uno.id, ""),
        )
        for una, uno in zip(unas, documentos, strict=True)
    }


def _citados(sesion: Session, materia: Materia, ids: Sequence[int]) -> Mapping[int, str]:
    """«artículo 117, Decreto 95-98 (cita confirmada)», por documento; quien no tiene ninguna no está."""
    confirmadas = (
        select(ObjetivoDeCita)
        .join(CitaGuardada, CitaGuardada.id == ObjetivoDeCita.cita_id)
        .where(
            CitaGuardada.estado.in_((EstadoDeCita.CONFIRMADA, EstadoDeCita.CORREGIDA)),
            ObjetivoDeCita.articulo != "",
            ObjetivoDeCita.documento_id.in_(ids),
            cuentan(ObjetivoDeCita.documento_id, materia.marcas),
        )
        .order_by(ObjetivoDeCita.norma_clave, ObjetivoDeCita.desde_lugar, ObjetivoDeCita.id)
    )
    dichos: dict[int, dict[str, None]] = {}
    for uno in sesion.scalars(confirmadas) if ids else ():
        dicho = f"{donde(objetivo_de(uno))}, {corta(uno.norma_clave)}"
        dichos.setdefault(uno.documento_id, {})[dicho] = None
    return {
        documento: f"{'; '.join(suyos)} ({'cita confirmada' if len(suyos) == 1 else 'citas confirmadas'})"
        for documento, suyos in dichos.items()
    }


def _emisor(nombre: str) -> str:
    return f"Emisor: {nombre}" if nombre else ""


def _cuando(documento: Documento) -> str:
    """La fecha del hecho o, si sólo consta otra, como la de recepción, esa con su rótulo."""
    hecho = fecha_del_hecho(documento.tipo, documento.fechas)
    if hecho is not None:
        return fecha_con_precision(hecho.valor, hecho.precision)
    otra = fecha_principal(documento.tipo, documento.fechas)
    if otra is None or otra.valor is None:
        return ""
    return f"{tipos().fechas.get(otra.clase, otra.clase)}: {fecha_con_precision(otra.valor, otra.precision)}"


def por_postura(
    piezas: Iterable[Pieza], senas: Mapping[int, Senas], propuestas: Mapping[int, str] = MappingProxyType({})
) -> Tabla:
    """Las opiniones y propuestas por su postura, y lo que dice cada una, con su página.

    Es el pasaje señalado que propone algo; si ninguno lo hace, lo de `propuestas` y el primero.
    """
    turno = {nombre: lugar for lugar, nombre in enumerate(posturas())}
    unas = sorted(
        (pieza for pieza in piezas if pieza.tipo in _OPINAN[:2]),
        key=lambda una: (turno.get(una.postura or SIN_POSTURA, len(turno)), una.fecha, una.identificador),
    )
    return Tabla(
        "Opiniones y propuestas por postura",
        ("Postura", "Remitente", "Fecha", "Artículos que toca", "Lo que dice", "Documento"),
        tuple(_opinion(una, senas[una.documento_id], propuestas.get(una.documento_id, "")) for una in unas),
        tuple((una.identificador,) for una in unas),
    )


def por_articulo(todos: Sequence[Dicho]) -> Tabla:
    """Por cada artículo, quién está a favor, en contra o propone cambiarlo; en cada celda, el registro.

    La postura que la ficha no anota con ese artículo va aparte, dicha como del documento.
    """
    columnas = (*posturas(), "Lo cambiaría", SOLO_LO_CITA)
    celdas: dict[tuple[str, str], dict[str, list[Dicho]]] = {}
    for uno in todos:
        if uno.pieza.tipo in _OPINAN:
            columna = _columna(uno, columnas)
            celdas.setdefault((uno.norma, uno.articulo), {}).setdefault(columna, []).append(uno)
    return Tabla(
        "Artículo por artículo",
        ("Artículo", *columnas),
        tuple(
            (_articulo(*clave), *(_celda(suyas.get(columna, ())) for columna in columnas))
            for clave, suyas in celdas.items()
        ),
        tuple(
            tuple(sorted({uno.pieza.identificador for unos in suyas.values() for uno in unos}))
            for suyas in celdas.values()
        ),
    )


def sin_columnas_vacias(tabla: Tabla) -> Tabla:
    """La misma, para verla, sin las columnas que ninguna fila llena; la primera queda siempre."""
    llenas = [
        lugar for lugar in range(len(tabla.columnas)) if not lugar or any(fila[lugar] for fila in tabla.filas)
    ]
    return replace(
        tabla,
        columnas=tuple(tabla.columnas[lugar] for lugar in llenas),
        filas=tuple(tuple(fila[lugar] for lugar in llenas) for fila in tabla.filas),
    )


def _columna(uno: Dicho, columnas: Sequence[str]) -> str:
    if uno.pieza.tipo in {"iniciativa", "propuesta_texto"} and not uno.pieza.postura:
        return columnas[-2]
    return uno.pieza.postura if uno.del_articulo and uno.pieza.postura in columnas else columnas[-1]


def _articulo(norma: str, articulo: str) -> str:
    return f"{articulo}, {corta(norma)}" if norma else articulo


def _celda(unos: Iterable[Dicho]) -> str:
    return "; ".join(
        f"{_datos(uno.pieza).get('Remitente') or uno.pieza.titulo} ({uno.pieza.identificador}"
        + (f", p. {uno.mencion.pagina})" if uno.mencion is not None else ")")
        + ("" if uno.del_articulo else f" — {uno.postura}")
        for uno in unos
    )


def _opinion(una: Pieza, senas: Senas, propuesto: str) -> tuple[str, ...]:
    prueba = next(
        (e for e in una.evidencias if dispone(e["literal"])), una.evidencias[0] if una.evidencias else None
    )
    dice = propuesto or "Sin pasaje señalado"
    if prueba is not None:
        donde = con_aviso(f"p. {prueba['pagina']}", prueba.get("aviso", ""))
        senalado = f"«{recortar(prueba['literal'])}» ({donde})"
        dice = f"{propuesto}. Señalado: {senalado}" if propuesto else senalado
    return (
        una.postura or SIN_POSTURA,
        senas.remitente or "No consta",
        senas.fecha or "No consta",
        _datos(una).get("Artículos que toca") or senas.citados,
        dice,
        f"{una.titulo} ({una.identificador})",
    )


def _datos(una: Pieza) -> Mapping[str, str]:
    return dict(una.datos)
