"""Las filas que van de una ficha a la otra cuando se unen, y que vuelven al deshacerlo."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from centro_doc.catalogo import pares
from centro_doc.catalogo.modelos import Documento, Estado, Version, Vista
from centro_doc.catalogo.modelos_recibos import Recibo
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion, DocumentoUnido, RelacionDocumental
from centro_doc.catalogo.retenidas import decir_la_falla, esta_leida, nada_oculto
from centro_doc.curaduria import (
    columnas,
    gemelos,
    mudanza_apuntes,
    mudanza_grupos,
    mudanza_iniciativas,
    mudanza_lecturas,
    mudanza_normas,
)
from centro_doc.curaduria.union import Orden
from centro_doc.vinculos.modelos import Vinculo

MUDAN = (
    frozenset({"version", "vinculo", "recibo", "relacion"})
    | mudanza_normas.TABLAS
    | mudanza_iniciativas.TABLAS
    | mudanza_lecturas.TABLAS
    | mudanza_grupos.TABLAS
    | mudanza_apuntes.TABLAS
)
"""Las tablas cuyas filas se mudan con el documento."""
SE_QUEDAN = frozenset(
    {
        *("documento_marca", "documento_abierto", "documento_grupo", "documento_persona", "fecha_documento"),
        *("operacion_documento", "documento_unido", "importacion_renglon"),
        *("sugerencia", "ficha_propuesta", "borrador", "iniciativa_vista"),
        *("lectura_juridica", "division", "cita", "cita_objetivo", "norma_vigencia"),
        *("documento_mirado", "expediente_pieza"),
    }
)
"""Las que se quedan en la ficha unida: son suyas (su acceso, sus fechas, lo decidido) o hablan de cómo llegó.
Las sugerencias de la que queda se rehacen solas si el texto que recibe es otro; sus citas también, con lo
que se decidió de las de la unida."""
_Mudado = Mapping[str, Any]


def mudar(sesion: Session, queda: Documento, unido: Documento, orden: Orden) -> dict[str, Any]:
    """Pasa todo a `queda` y devuelve, en valores simples, qué se movió y de dónde."""
    return {
        "versiones": _mudar_versiones(sesion, queda, unido, orden),
        "recibos": _mudar_recibos(sesion, queda, unido),
        "vinculos": _mudar_vinculos(sesion, queda, unido),
        "relaciones": _mudar_relaciones(sesion, queda, unido),
        "normas": mudanza_normas.mudar(sesion, queda, unido),
        "iniciativas": columnas.mudar(sesion, mudanza_iniciativas.COLUMNAS, queda, unido),
        "lecturas": mudanza_lecturas.mudar(sesion, queda, unido),
        "grupos": columnas.mudar(sesion, mudanza_grupos.COLUMNAS, queda, unido),
        "apuntes": mudanza_apuntes.mudar(sesion, queda, unido),
    }


def devolver(sesion: Session, queda: Documento, unido: Documento, mudado: _Mudado) -> None:
    """Devuelve a `unido` lo que `mudar` le llevó a `queda` y sigue allí."""
    _devolver_versiones(sesion, queda, unido, mudado["versiones"])
    sesion.execute(
        update(Recibo)
        .where(Recibo.id.in_(mudado["recibos"]), Recibo.documento_id == queda.id)
        .values(documento_id=unido.id)
    )
    _devolver_vinculos(sesion, queda, unido, mudado["vinculos"])
    _devolver_relaciones(sesion, queda, unido, mudado["relaciones"])
    # Las uniones hechas antes de que cada una de estas cosas se mudara no la traen.
    mudanza_normas.devolver(sesion, queda, unido, mudado.get("normas", {}))
    columnas.pasar(sesion, mudanza_iniciativas.COLUMNAS, mudado.get("iniciativas", {}), queda, unido)
    mudanza_lecturas.devolver(sesion, queda, unido, mudado.get("lecturas", {}))
    columnas.pasar(sesion, mudanza_grupos.COLUMNAS, mudado.get("grupos", {}), queda, unido)
    mudanza_apuntes.devolver(sesion, queda, unido, mudado.get("apuntes", {}))
    sesion.flush()


def _mudar_versiones(
    sesion: Session, queda: Documento, unido: Documento, orden: Orden
) -> dict[str, list[list[int]]]:
    propias, ajenas = versiones_de(sesion, queda.id), versiones_de(sesion, unido.id)
    seguidas = [*propias, *ajenas] if orden == Orden.DESPUES else [*ajenas, *propias]
    nuevos = {version.id: numero for numero, version in enumerate(seguidas, 1)}
    cambios = {
        "queda": [[v.id, v.numero, nuevos[v.id]] for v in propias],
        "unido": [[v.id, v.numero, nuevos[v.id]] for v in ajenas],
        "retenidas": [[v.id] for v in _retener(sesion, queda, unido, ajenas)],
    }
    viejos = {version.numero: nuevos[version.id] for version in propias}
    _numerar(sesion, [(queda.id, version, nuevos[version.id]) for version in seguidas])
    _corregir_direcciones(sesion, queda, viejos)
    _olvidar(sesion, queda, unido)
    return cambios


def _devolver_versiones(
    sesion: Session, queda: Documento, unido: Documento, cambios: Mapping[str, list[list[int]]]
) -> None:
    """Cada una con su número de antes; las que llegaron después siguen a las de la que queda."""
    suyas = {numero: viejo for numero, viejo, _ in cambios["unido"]}
    propias = {numero: viejo for numero, viejo, _ in cambios["queda"]}
    todas = versiones_de(sesion, queda.id)
    retenidas = {fila[0] for fila in cambios.get("retenidas", ())}
    for version in todas:
        if version.id in retenidas and version.vista == Vista.POR_REVISAR:
            version.vista = Vista.A_LA_VISTA
    lugares = [(unido.id, v, suyas[v.id]) for v in todas if v.id in suyas]
    lugares += [(queda.id, v, propias[v.id]) for v in todas if v.id in propias]
    siguiente = max(propias.values(), default=0) + 1
    nuevas = [v for v in todas if v.id not in suyas and v.id not in propias]
    lugares += [(queda.id, version, numero) for numero, version in enumerate(nuevas, siguiente)]
    viejos = {v.numero: numero for documento_id, v, numero in lugares if documento_id == queda.id}
    _numerar(sesion, lugares)
    _corregir_direcciones(sesion, queda, viejos)
    _olvidar(sesion, queda, unido)


def _retener(sesion: Session, queda: Documento, unido: Documento, ajenas: Sequence[Version]) -> list[Version]:
    """Deja por revisar las que pasan de una ficha sin publicar a una publicada y llevan algo oculto.

    Y las que no se han leído: de ellas no se sabe. Devuelve cuáles fueron. Lo leído antes de que cada archivo
    guardara sus avisos sólo los tiene en la ficha: entonces valen para todas.
    """
    if queda.estado != Estado.PUBLICADO or unido.estado == Estado.PUBLICADO:
        return []
    sin_guardar = all(nada_oculto(_avisos(version, ())) for version in ajenas)
    de_la_ficha: Sequence[str] = unido.avisos if sin_guardar else ()
    dudosas = [
        version
        for version in ajenas
        if version.vista == Vista.A_LA_VISTA
        and not (nada_oculto(_avisos(version, de_la_ficha)) and esta_leida(sesion, version))
    ]
    for version in dudosas:
        version.vista = Vista.POR_REVISAR
        decir_la_falla(unido, version)
        for archivo in version.archivos:
            archivo.avisos = archivo.avisos or list(de_la_ficha)
    return dudosas


def _avisos(version: Version, de_la_ficha: Sequence[str]) -> list[str]:
    """Los de sus archivos a la vista: los que esperan siguen esperando donde vaya la versión."""
    a_la_vista = (archivo for archivo in version.archivos if archivo.vista == Vista.A_LA_VISTA)
    return [*de_la_ficha, *(aviso for archivo in a_la_vista for aviso in archivo.avisos)]


def _corregir_direcciones(sesion: Session, queda: Documento, viejos: Mapping[int, int]) -> None:
    """Las de las fichas unidas antes: cada una sigue a su versión, que cambió de número."""
    for unida in sesion.scalars(select(DocumentoUnido).where(DocumentoUnido.queda_id == queda.id)):
        unida.versiones = {suyo: viejos.get(numero, numero) for suyo, numero in unida.versiones.items()}
    sesion.flush()


def anadidas(sesion: Session, queda: Documento, cambios: Mapping[str, list[list[int]]]) -> bool:
    """¿Entraron versiones a la ficha después de la unión?"""
    conocidas = {fila[0] for filas in cambios.values() for fila in filas}
    return any(version.id not in conocidas for version in versiones_de(sesion, queda.id))


def versiones_de(sesion: Session, documento_id: int) -> Sequence[Version]:
    """Las de un documento, por su número."""
    return sesion.scalars(
        select(Version).where(Version.documento_id == documento_id).order_by(Version.numero)
    ).all()


def _numerar(sesion: Session, lugares: Sequence[tuple[int, Version, int]]) -> None:
    """Pone cada versión en su documento y su número; pasa por números libres, porque no se repiten."""
    for _, version, _ in lugares:
        version.numero = -version.id
    sesion.flush()
    for documento_id, version, numero in lugares:
        version.documento_id, version.numero = documento_id, numero
    sesion.flush()


def _olvidar(sesion: Session, *documentos: Documento) -> None:
    for documento in documentos:
        sesion.expire(documento, ["versiones"])


def _mudar_recibos(sesion: Session, queda: Documento, unido: Documento) -> list[int]:
    recibos = sesion.scalars(select(Recibo).where(Recibo.documento_id == unido.id)).all()
    for recibo in recibos:
        recibo.documento_id = queda.id
    return [recibo.id for recibo in recibos]


def _mudar_vinculos(sesion: Session, queda: Documento, unido: Documento) -> dict[str, list[Any]]:
    """El que la otra no tiene se muda; del que ya tiene, sólo las evidencias y lo decidido."""
    propios = {(v.destino, v.relacion): v for v in gemelos.de_documento(sesion, queda.id)}
    mudados, fundidos = [], []
    for vinculo in gemelos.de_documento(sesion, unido.id):
        gemelo = propios.get((vinculo.destino, vinculo.relacion))
        if gemelo is None:
            vinculo.documento_id = queda.id
            mudados.append(vinculo.id)
        else:
            fundidos.append(gemelos.fundir(gemelo, vinculo))
            sesion.flush()
            for uno in (gemelo, vinculo):
                sesion.expire(uno, ["evidencias"])
    sesion.flush()
    return {"mudados": mudados, "fundidos": fundidos}


def _devolver_vinculos(
    sesion: Session, queda: Documento, unido: Documento, mudado: Mapping[str, list[Any]]
) -> None:
    sesion.execute(
        update(Vinculo)
        .where(Vinculo.id.in_(mudado["mudados"]), Vinculo.documento_id == queda.id)
        .values(documento_id=unido.id)
    )
    for fundido in mudado["fundidos"]:
        gemelos.separar(sesion, fundido)
    sesion.flush()
    sesion.expire_all()


def _mudar_relaciones(sesion: Session, queda: Documento, unido: Documento) -> list[list[Any]]:
    """Cada relación de la unida, con los dos documentos que tenía; la que sobra se queda como estaba."""
    suyas = (RelacionDocumental.documento_id == unido.id) | (RelacionDocumental.otro_id == unido.id)
    mudadas = []
    for relacion in sesion.scalars(select(RelacionDocumental).where(suyas)).all():
        uno = queda.id if relacion.documento_id == unido.id else relacion.documento_id
        otro = queda.id if relacion.otro_id == unido.id else relacion.otro_id
        if uno == otro or _sobra(sesion, relacion, uno, otro):
            continue
        mudadas.append([relacion.id, relacion.documento_id, relacion.otro_id])
        relacion.documento_id, relacion.otro_id = uno, otro
        sesion.flush()
    return mudadas


def _sobra(sesion: Session, relacion: RelacionDocumental, uno: int, otro: int) -> bool:
    """¿Diría entre `uno` y `otro` lo que ya se dice, o algo que contradice lo que ya se decidió?"""
    if relacion.clase in pares.DECISIONES:
        circular = relacion.clase == ClaseRelacion.VERSION_DE and pares.cerraria_circulo(
            sesion, uno, otro, marcas=None, sin=[relacion.id]
        )
        return circular or bool(pares.decididas(sesion, uno, otro))
    consulta = select(RelacionDocumental.id).where(
        RelacionDocumental.documento_id == uno,
        RelacionDocumental.otro_id == otro,
        RelacionDocumental.clase == relacion.clase,
    )
    return sesion.scalar(consulta) is not None


def _devolver_relaciones(
    sesion: Session, queda: Documento, unido: Documento, mudadas: Sequence[Sequence[int]]
) -> None:
    """Devuelve a `unido` su extremo y sólo ése: el otro documento también pudo unirse entretanto."""
    for numero, uno, otro in mudadas:
        relacion = sesion.get(RelacionDocumental, numero)
        if relacion is None:
            continue
        if uno == unido.id and relacion.documento_id == queda.id:
            relacion.documento_id = unido.id
        if otro == unido.id and relacion.otro_id == queda.id:
            relacion.otro_id = unido.id
    sesion.flush()
