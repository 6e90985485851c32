"""Una norma en pocas palabras, para nombrarla desde otra página: lo que el catálogo sabe de ella."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Precision
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.normas import palabras
from centro_doc.normas.consultas import con_marca, en_prosa, guardados
from centro_doc.normas.hechos import Guardado
from centro_doc.normas.modelos import Norma, RelacionDeNormas
from centro_doc.normas.partes import articulo_en_prosa


@dataclass(frozen=True, slots=True)
class Resumen:
    """Una norma en pocas palabras, para nombrarla desde otra página; `verificacion` se muestra con ella."""

    clave: str
    cita: str
    nombre: str
    sigla: str
    verificacion: str
    posterior_al_plan: bool
    datos: tuple[tuple[str, str], ...]
    nota: str
    fuentes: Mapping[str, str]


def resumenes(sesion: Session, claves: Collection[str], marcas: frozenset[str]) -> Mapping[str, Resumen]:
    """Las normas con esas claves, por su clave; las que el catálogo no tiene no aparecen. Seis consultas."""
    normas = sesion.scalars(select(Norma).where(Norma.clave.in_(claves))).all()
    todo = guardados(sesion, normas, marcas)
    hace: dict[str, list[RelacionDeNormas]] = {}
    for relacion in sesion.scalars(
        select(RelacionDeNormas)
        .where(RelacionDeNormas.origen.in_(claves), RelacionDeNormas.quitada.is_(False))
        .order_by(RelacionDeNormas.id)
    ):
        hace.setdefault(relacion.origen, []).append(relacion)
    return {una.clave: _resumen(todo[una.id], hace.get(una.clave, ())) for una in normas}


def _resumen(guardado: Guardado, hace: Sequence[RelacionDeNormas]) -> Resumen:
    una = guardado.norma
    datos = [("Órgano", una.organo)] if una.organo else []
    datos += [(rotulo, _escrito(una.datos[d])) for d, rotulo in palabras.DATOS.items() if d in una.datos]
    rotulos = palabras.fechas()
    for fecha in guardado.fechas:
        dicha = con_marca(fecha_con_precision(fecha.valor, fecha.precision), fecha.marca)
        datos.append((rotulos[fecha.clase], f"{dicha}. {fecha.nota}" if fecha.nota else dicha))
    vigor = guardado.vigor
    if vigor.desde is not None and vigor.porque:
        datos.append((rotulos["vigencia"], con_marca(vigor.dicho, vigor.marca)))
    for relaciones, desde_origen in ((hace, True), (guardado.recibe, False)):
        datos += _relaciones_dichas(relaciones, desde_origen=desde_origen)
    for uno in guardado.estados:
        if not uno.articulo:
            dicho = con_marca(palabras.VIGENCIAS[uno.estado], uno.marca)
            if uno.precision != Precision.DESCONOCIDA:
                desde = fecha_con_precision(uno.desde, uno.precision)
                dicho += f", desde {con_marca(desde, uno.marca_desde)}"
            datos.append(("Estado", f"{dicho}. {uno.nota}" if uno.nota else dicho))
    return Resumen(
        una.clave,
        en_prosa(una.clave),
        una.nombre,
        una.sigla,
        una.marca,
        una.posterior_al_plan,
        tuple(datos),
        una.nota,
        una.fuentes,
    )


def _relaciones_dichas(
    relaciones: Sequence[RelacionDeNormas], *, desde_origen: bool
) -> Iterator[tuple[str, str]]:
    """«Reformada por» → «DC-10-2015, DC-5-2022 (artículos 103, 107 Bis (C))»."""
    dichas: dict[str, dict[str, list[RelacionDeNormas]]] = {}
    for una in relaciones:
        rotulo = palabras.relacion(una.clase, una.origen, desde_origen=desde_origen)
        otra = una.destino if desde_origen else una.origen
        dichas.setdefault(rotulo, {}).setdefault(otra, []).append(una)
    for rotulo, otras in dichas.items():
        yield rotulo, ", ".join(_otra(clave, filas) for clave, filas in otras.items())


def _otra(clave: str, filas: Sequence[RelacionDeNormas]) -> str:
    articulos = [
        con_marca(articulo_en_prosa(f.articulo_destino), f.marca) for f in filas if f.articulo_destino
    ]
    if articulos:
        return f"{clave} ({'artículo' if len(articulos) == 1 else 'artículos'} {', '.join(articulos)})"
    return con_marca(f"{clave}, en parte" if filas[0].parcial else clave, filas[0].marca)


def _escrito(valor: object) -> str:
    return ", ".join(map(str, valor)) if isinstance(valor, list) else str(valor)
