"""Quién cita una norma o uno de sus artículos: los documentos que el lector ve, con su mejor pasaje."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session, selectinload

from centro_doc.catalogo.hechos import fecha_principal
from centro_doc.catalogo.modelos import Documento, FechaDocumento
from centro_doc.catalogo.tipos import nombre_de_tipo, tipo
from centro_doc.comun.paginacion import Hoja
from centro_doc.grafo import menciones, palabras
from centro_doc.grafo.acceso import cuentan
from centro_doc.grafo.menciones import Mencion
from centro_doc.grafo.modelos import CitaGuardada, LecturaJuridica
from centro_doc.grafo.modelos import ObjetivoDeCita as Objetivo
from centro_doc.normas.otras import Ley, leyes_de

POR_HOJA = 20
INICIATIVA = "iniciativa"
"""El tipo de documento de las iniciativas de ley."""
_NINGUNA: Mapping[str, str] = MappingProxyType({})
_PREFERIDAS = (*(clase for clase in palabras.RELACIONES if clase), "")
"""De las relaciones de un documento que cita varias veces se dice la que más importa."""


@dataclass(frozen=True, slots=True)
class Citante:
    """Un documento que cita: qué hace con lo citado, a qué artículos, cuántas veces, y su mejor pasaje.

    `leyes`: de una iniciativa que la cambiaría, las que ya resultaron de ella. `postura`: la que su ficha
    anota, que es del documento y no del artículo; vacía, si los de su tipo no la llevan.
    """

    documento: Documento
    tipo: str
    fecha: FechaDocumento | None
    relacion: str
    articulos: tuple[str, ...]
    veces: int
    mencion: Mencion | None
    leyes: tuple[Ley, ...] = ()
    postura: str = ""


@dataclass(frozen=True, slots=True)
class Articulo:
    """Un artículo citado: el canónico («117-bis») y su serie."""

    numero: str
    serie: str

    @property
    def es_agregado(self) -> bool:
        """¿Es un «bis» o parecido, que no existe mientras no conste?"""
        return "-" in self.numero


def citan_a(clave: str, articulo: Articulo | None = None, *, en_rangos: bool = True) -> ColumnElement[bool]:
    """La condición de los objetivos que son esa norma o ese artículo.

    `en_rangos`: también los que lo abarcan en un rango; si no, sólo los que lo nombran.
    """
    norma = (Objetivo.norma_clave == clave) & Objetivo.vale.is_(True)
    if articulo is None:
        return norma
    lugar = palabras.lugar_de_articulo(articulo.numero)
    en_rango = (Objetivo.hasta != "") & (Objetivo.desde_lugar <= lugar) & (Objetivo.hasta_lugar >= lugar)
    uno = (Objetivo.articulo == articulo.numero) & (Objetivo.hasta == "")
    if not en_rangos:
        uno = (Objetivo.articulo == articulo.numero) | (Objetivo.hasta == articulo.numero)
        return norma & uno & (Objetivo.serie == articulo.serie)
    return norma & (Objetivo.articulo != "") & (Objetivo.serie == articulo.serie) & or_(uno, en_rango)


def citantes(
    sesion: Session,
    cuales: ColumnElement[bool],
    marcas: frozenset[str],
    *,
    hoja: int = 1,
    por_hoja: int = POR_HOJA,
) -> Hoja[Citante]:
    """Los documentos visibles que citan `cuales` (`citan_a`): los que la cambiarían y los que más la citan.

    Seis consultas, y una más en una hoja de más allá de la última.
    """
    elegidos = elegir(sesion, cuales, marcas, hoja=hoja, por_hoja=por_hoja)
    return elegidos.con_pasajes(sesion, menciones.por_numero(sesion, elegidos.citas))


@dataclass(frozen=True, slots=True)
class Elegidos:
    """Los documentos de una hoja de citantes con lo que cada uno cita, y la cita que se enseña de él."""

    hoja: int
    por_hoja: int
    total: int
    documentos: tuple[int, ...]
    suyos: Mapping[int, Sequence[Objetivo]]
    mejores: Mapping[int, Objetivo]

    @property
    def citas(self) -> list[int]:
        """Las citas cuyo pasaje hace falta."""
        return [fila.cita_id for fila in self.mejores.values()]

    def con_pasajes(self, sesion: Session, pasajes: Mapping[int, Mencion]) -> Hoja[Citante]:
        """La hoja, con los pasajes ya leídos. Dos consultas."""
        documentos = _documentos(sesion, self.documentos) if self.documentos else {}
        unos = tuple(
            _citante(documentos[numero], self.suyos[numero], self.mejores[numero], pasajes)
            for numero in self.documentos
            if numero in documentos and numero in self.mejores
        )
        return Hoja(unos, self.hoja, self.por_hoja, self.total)


def elegir(
    sesion: Session,
    cuales: ColumnElement[bool],
    marcas: frozenset[str],
    *,
    hoja: int = 1,
    por_hoja: int = POR_HOJA,
) -> Elegidos:
    """Quiénes son los de una hoja, sin leer sus pasajes: quien llama los lee con los demás. Dos consultas."""
    visibles = [cuales, cuentan(Objetivo.documento_id, marcas)]
    cambia = func.max(case((Objetivo.relacion.in_(palabras.CAMBIAN), 1), else_=0))
    filas = sesion.execute(
        select(Objetivo.documento_id, func.count().over())
        .where(*visibles)
        .group_by(Objetivo.documento_id)
        .order_by(cambia.desc(), func.count().desc(), Objetivo.documento_id.desc())
        .limit(por_hoja)
        .offset((hoja - 1) * por_hoja)
    ).all()
    if filas or hoja == 1:
        total = filas[0][1] if filas else 0
    else:
        total = sesion.scalar(select(func.count(Objetivo.documento_id.distinct())).where(*visibles)) or 0
    documentos = tuple(fila[0] for fila in filas)
    suyos: dict[int, list[Objetivo]] = {}
    if documentos:
        for uno in sesion.scalars(select(Objetivo).where(cuales, Objetivo.documento_id.in_(documentos))):
            suyos.setdefault(uno.documento_id, []).append(uno)
    mejores = {numero: min(suyas, key=_preferencia) for numero, suyas in suyos.items()}
    return Elegidos(hoja, por_hoja, total, documentos, suyos, mejores)


def lugares_que_citan(
    sesion: Session, documento_id: int, texto_id: int | None, clave: str, articulo: Articulo
) -> frozenset[str]:
    """Las anclas de ese texto desde las que se cita el artículo. No mira el acceso: lo mira quien lo abre."""
    filas = sesion.scalars(
        select(CitaGuardada.ancla)
        .join(Objetivo, Objetivo.cita_id == CitaGuardada.id)
        .where(
            citan_a(clave, articulo),
            Objetivo.documento_id == documento_id,
            CitaGuardada.texto_id == texto_id,
            CitaGuardada.ancla != "",
        )
    )
    return frozenset(filas)


def articulos_citados(
    sesion: Session, documento_id: int, texto_id: int | None, ancla: str, clave: str
) -> frozenset[Articulo]:
    """Los artículos de una norma que un lugar de ese texto cita, sin los rangos. No mira el acceso."""
    filas = sesion.execute(
        select(Objetivo.articulo, Objetivo.serie)
        .join(CitaGuardada, CitaGuardada.id == Objetivo.cita_id)
        .where(
            citan_a(clave),
            Objetivo.documento_id == documento_id,
            Objetivo.articulo != "",
            Objetivo.hasta == "",
            CitaGuardada.texto_id == texto_id,
            CitaGuardada.ancla == ancla,
        )
    )
    return frozenset(Articulo(fila[0], fila[1]) for fila in filas)


def iniciativas(
    sesion: Session,
    clave: str,
    marcas: frozenset[str],
    probadas: Mapping[str, str] = _NINGUNA,
    articulo: Articulo | None = None,
) -> tuple[Citante, ...]:
    """Las iniciativas visibles cuyo texto propone cambiar la norma, o uno de sus artículos.

    Al final, las que ya son ley.

    `probadas`: de las que su trámite prueba que son ley (por su clave), la clave de la ley. Siete consultas.
    """
    de_iniciativa = select(Documento.id).where(Documento.tipo == INICIATIVA)
    cambian = (
        citan_a(clave, articulo)
        & Objetivo.relacion.in_(palabras.CAMBIAN)
        & Objetivo.documento_id.in_(de_iniciativa)
    )
    halladas = citantes(sesion, cambian, marcas, por_hoja=_INICIATIVAS).elementos
    if not halladas:
        return ()
    suyos = select(LecturaJuridica.documento_id, LecturaJuridica.clave).where(
        LecturaJuridica.documento_id.in_([una.documento.id for una in halladas])
    )
    claves = {fila[0]: fila[1] for fila in sesion.execute(suyos)}
    leyes = {suya: (Ley(ley, "V"),) for suya, ley in probadas.items()} | dict(
        leyes_de(sesion, claves.values())
    )
    con_leyes = [_con_leyes(una, leyes.get(claves.get(una.documento.id, ""), ())) for una in halladas]
    return tuple(sorted(con_leyes, key=lambda una: bool(una.leyes)))


def _con_leyes(una: Citante, leyes: tuple[Ley, ...]) -> Citante:
    if not leyes:
        return una
    return replace(una, leyes=leyes, relacion=una.relacion.replace("Propone", "Propuso"))


_INICIATIVAS = 50


def _citante(
    documento: Documento,
    suyos: Sequence[Objetivo],
    mejor: Objetivo,
    pasajes: Mapping[int, Mencion],
) -> Citante:
    return Citante(
        documento,
        nombre_de_tipo(documento.tipo),
        fecha_principal(documento.tipo, documento.fechas),
        palabras.relacion(mejor.relacion, documento.tipo),
        palabras.articulos((uno.articulo, uno.hasta, uno.serie) for uno in suyos),
        len({uno.cita_id for uno in suyos}),
        pasajes.get(mejor.cita_id),
        postura=_postura(documento),
    )


def _postura(documento: Documento) -> str:
    suyo = tipo(documento.tipo)
    campo = next((uno for uno in suyo.campos if uno.clave == "postura"), None) if suyo is not None else None
    if campo is None:
        return ""
    anotada = str(documento.metadatos.get(campo.clave) or "")
    return (
        f"Postura del documento: {campo.opciones.get(anotada, anotada)}" if anotada else "Sin postura anotada"
    )


def _preferencia(fila: Objetivo) -> tuple[int, int]:
    clase = fila.relacion if fila.relacion in _PREFERIDAS else ""
    return _PREFERIDAS.index(clase), fila.cita_id


def _documentos(sesion: Session, numeros: Iterable[int]) -> Mapping[int, Documento]:
    filas = sesion.scalars(
        select(Documento).where(Documento.id.in_(list(numeros))).options(selectinload(Documento.fechas))
    )
    return {documento.id: documento for documento in filas}
