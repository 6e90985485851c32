"""La cobertura en renglones, para una hoja de cálculo: cada cuadro que se muestra tiene el suyo."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.tipos import nombre_de_tipo
from centro_doc.cobertura.avance import AvanceDeMeta, AvanceEsperado
from centro_doc.cobertura.lectura import NOMBRES_DE_CADA
from centro_doc.cobertura.nodo import NodoMedido
from centro_doc.cobertura.probanza import NODO_DEL_VINCULO, cuentan
from centro_doc.cobertura.tabla import FilaTipo, TablaDeCobertura
from centro_doc.cobertura.trimestres import Calendario, Eje, Reparto, Trimestre
from centro_doc.plan.modelos import Nodo
from centro_doc.vinculos.formularios import NOMBRES_RELACION
from centro_doc.vinculos.modelos import Evidencia, Vinculo

Renglon = Sequence[str]
FUERA = "otra fecha o sin trimestre"
_EJES: Mapping[Eje, str] = {Eje.HECHO: "fecha del hecho", Eje.INGRESO: "fecha de ingreso"}


def de_trimestres(tabla: TablaDeCobertura) -> Iterator[Renglon]:
    """Una actividad en cada renglón, y al final las dos cuentas."""
    encabezado = ("objetivo", "acción", "actividad", "texto", "documentos", "último trimestre", "faltan")
    yield (*encabezado, *_por_trimestre(tabla.calendario))
    for objetivo, accion, fila in tabla.filas:
        una, reparto = fila.actividad, fila.reparto
        suyas = (objetivo, accion, una.codigo, una.texto, str(una.documentos), str(reparto.ultimo or ""))
        yield (*suyas, str(fila.faltan), *_cifras(reparto))
    yield ("", "", "total", "documentos distintos", str(tabla.distintos))
    yield ("", "", "total", "sumados por actividad", str(tabla.sumados))
    if tabla.trimestre is not None:
        yield ("", "", "filtro", f"sólo {tabla.trimestre}, por {_EJES[tabla.calendario.eje]}")


def de_tipos(filas: Iterable[FilaTipo], dias: Calendario) -> Iterator[Renglon]:
    """Una clase o un tipo de documento en cada renglón."""
    yield ("clase de documento", "documentos", "último trimestre", *_por_trimestre(dias))
    for fila in filas:
        reparto = fila.reparto
        yield (fila.nombre, str(reparto.documentos), str(reparto.ultimo or ""), *_cifras(reparto))


def de_esperadas(esperadas: Iterable[AvanceEsperado]) -> Iterator[Renglon]:
    """Lo que se espera de cada nodo contra lo que hay."""
    yield (
        "nodo",
        "tipo",
        "se espera",
        "cada",
        "en total",
        "hay",
        "cumplidos",
        "faltan",
        "le falta a",
        "marca",
        "fuente",
    )
    for una in esperadas:
        dicha = una.esperada
        cuentas = (una.total, una.hay, una.cumplidos, una.faltan)
        yield (
            dicha.nodo,
            una.tipo,
            str(dicha.cantidad),
            NOMBRES_DE_CADA[dicha.cada],
            *map(str, cuentas),
            "; ".join(una.huecos),
            dicha.marca or "personal",
            dicha.fuente,
        )


def de_metas(metas: Iterable[AvanceDeMeta]) -> Iterator[Renglon]:
    """Cada meta con su avance, y debajo el de sus partes."""
    yield (
        "meta",
        "valor",
        "unidad",
        "lleva",
        "documentos",
        "tipo que cuenta",
        "cuenta",
        "no cuenta",
        "fuente",
    )
    for meta in metas:
        regla = meta.regla
        lleva = (str(meta.llevado), str(meta.documentos), meta.tipo)
        dicho = (regla.cuentan, regla.no_cuentan, regla.fuente)
        yield (meta.codigo, str(meta.valor), meta.unidad, *lleva, *dicho)
        for codigo, texto, cuantos in meta.partes:
            yield (codigo, "", texto, str(cuantos), "", "", "", "", "")


def de_hijos(medido: NodoMedido) -> Iterator[Renglon]:
    """Lo que contiene un nodo, con sus documentos."""
    yield ("código", "texto", "documentos", "último trimestre", *_por_trimestre(medido.calendario))
    for hijo in medido.lugar.hijos:
        reparto = medido.hijos[hijo.id]
        cuentas = (str(reparto.documentos), str(reparto.ultimo or ""))
        yield (hijo.codigo, hijo.texto, *cuentas, *_cifras(reparto))


def de_documentos(
    sesion: Session, nodos: Iterable[Nodo], ids: Collection[int], marcas: Set[str], enlace: str
) -> Iterator[Renglon]:
    """Cada vínculo que cuenta, de esos documentos con esos nodos: un renglón por documento y nodo.

    `enlace` es la dirección de un documento con `{}` en lugar de su registro.
    """
    encabezado = ("nodo", "documento", "título", "tipo", "trimestre del hecho", "trimestre de ingreso")
    yield (*encabezado, "relación", "página del pasaje", "enlace")
    codigos = {nodo.id: nodo.codigo for nodo in nodos}
    orden = {numero: lugar for lugar, numero in enumerate(codigos)}
    filas = [fila for fila in sesion.execute(_vinculos(marcas)) if fila[0] in codigos and fila[1] in ids]
    for nodo, _, registro, titulo, clase, hecho, ingreso, relacion, pagina in sorted(
        filas, key=lambda fila: (orden[fila[0]], fila[5] or 0, fila[2])
    ):
        yield (
            codigos[nodo],
            registro,
            titulo,
            nombre_de_tipo(clase),
            str(Trimestre.de_clave(hecho)) if hecho is not None else "",
            str(Trimestre.de_clave(ingreso)),
            NOMBRES_RELACION[relacion],
            str(pagina) if pagina is not None else "sin pasaje",
            enlace.format(registro),
        )


def _vinculos(
    marcas: Set[str],
) -> Select[int, int, str, str, str | None, int | None, int, str, int | None]:
    pagina = (
        select(func.min(Evidencia.pagina_inicio)).where(Evidencia.vinculo_id == Vinculo.id).scalar_subquery()
    )
    return (
        select(
            NODO_DEL_VINCULO,
            Documento.id,
            Documento.identificador,
            Documento.titulo,
            Documento.tipo,
            Documento.trimestre_hecho,
            Documento.trimestre_ingreso,
            Vinculo.relacion,
            pagina,
        )
        .select_from(Vinculo)
        .join(Documento, Documento.id == Vinculo.documento_id)
        .join(Tema, Tema.id == Vinculo.tema_id, isouter=True)
        .where(*cuentan(marcas))
    )


def _por_trimestre(dias: Calendario) -> tuple[str, ...]:
    """Los encabezados de los trimestres; el último dice también según qué fecha."""
    return (*map(str, dias.trimestres), f"{FUERA} ({_EJES[dias.eje]})")


def _cifras(reparto: Reparto) -> tuple[str, ...]:
    return (*(str(barra.documentos) for barra in reparto.barras), str(reparto.fuera))
