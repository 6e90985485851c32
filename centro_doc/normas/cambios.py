"""Añadir a una norma, y quitarle, alias, fechas, estados, relaciones y documentos con su texto."""

from collections.abc import Mapping
from dataclasses import fields
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import tocar
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.normas.casos import Fila, anotar_norma, norma
from centro_doc.normas.modelos import (
    AliasDeNorma,
    ClaseDeTexto,
    EstadoDeNorma,
    EstadoDeUnion,
    FechaDeNorma,
    Norma,
    RelacionDeNormas,
    TextoDeNorma,
)
from centro_doc.normas.partes import DatosAlias, DatosEstado, DatosFecha, DatosRelacion, Parte

F = TypeVar("F", bound=Fila)
_SIN_DOCUMENTO = "No encontramos un documento con ese registro. Escríbalo como CD-00012."


def anadir_alias(
    sesion: Session, actor: Actor, clave: str, datos: DatosAlias, *, reloj: Reloj
) -> AliasDeNorma:
    """Añade un alias. Levanta `SinPermiso`, `NoEncontrado`, y `DatosInvalidos` si ya lo tiene."""
    una = _editable(sesion, actor, clave)
    previas = select(AliasDeNorma).where(AliasDeNorma.norma_id == una.id)
    fila = _reponer(
        sesion, previas.where(*_igual(AliasDeNorma, datos, ("alias", "jurisdiccion", "desde"))), datos
    )
    fila = fila or AliasDeNorma(norma_id=una.id, **_valores(datos))
    return _guardar(sesion, actor, una, fila, "alias_anadido", {"alias": datos.alias}, reloj)


def anadir_fecha(
    sesion: Session, actor: Actor, clave: str, datos: DatosFecha, *, reloj: Reloj
) -> FechaDeNorma:
    """Añade una fecha. Levanta `SinPermiso`, `NoEncontrado`, y `DatosInvalidos` si ya la tiene."""
    una = _editable(sesion, actor, clave)
    previas = select(FechaDeNorma).where(FechaDeNorma.norma_id == una.id)
    fila = _reponer(sesion, previas.where(*_igual(FechaDeNorma, datos, ("clase", "valor"))), datos)
    fila = fila or FechaDeNorma(norma_id=una.id, **_valores(datos))
    detalle = {"clase": datos.clase, "valor": fecha_con_precision(datos.valor, datos.precision)}
    return _guardar(sesion, actor, una, fila, "fecha_anadida", detalle, reloj)


def anadir_estado(
    sesion: Session, actor: Actor, clave: str, datos: DatosEstado, *, documento: str, reloj: Reloj
) -> EstadoDeNorma:
    """Añade un estado con el documento que lo prueba; lo confirmado no se admite sin él.

    Levanta `SinPermiso`, `NoEncontrado`, y `DatosInvalidos` si falta la prueba o el actor no ve el documento.
    """
    una = _editable(sesion, actor, clave)
    prueba = _documento(sesion, actor, documento)
    if prueba is None and "V" in {datos.marca, datos.marca_desde}:
        falta = (
            "Lo confirmado pide el documento que lo prueba. Si no lo tiene el Centro, márquelo sin confirmar."
        )
        raise DatosInvalidos("No se añadió el estado.", {"documento": falta})
    previas = select(EstadoDeNorma).where(EstadoDeNorma.norma_id == una.id)
    fila = _reponer(
        sesion, previas.where(*_igual(EstadoDeNorma, datos, ("articulo", "estado", "desde"))), datos
    )
    fila = fila or EstadoDeNorma(norma_id=una.id, **_valores(datos))
    fila.documento_id = prueba.id if prueba is not None else None
    detalle = {"estado": datos.estado, "articulo": datos.articulo, "desde": datos.desde.isoformat()}
    return _guardar(sesion, actor, una, fila, "estado_anadido", detalle, reloj)


def anadir_relacion(
    sesion: Session, actor: Actor, clave: str, datos: DatosRelacion, *, documento: str = "", reloj: Reloj
) -> RelacionDeNormas:
    """Añade lo que una norma hace con otra; `clave` es una de las dos, desde cuya página se añade.

    Levanta `SinPermiso`, `NoEncontrado`, y `DatosInvalidos` si ya está o no se ve el documento.
    """
    una = _editable(sesion, actor, clave)
    if datos.origen == datos.destino:
        raise DatosInvalidos(
            "No se añadió la relación.", {"otra": "Una norma no se relaciona consigo misma."}
        )
    prueba = _documento(sesion, actor, documento)
    iguales = ("origen", "articulo_origen", "clase", "destino", "articulo_destino")
    fila = _reponer(sesion, select(RelacionDeNormas).where(*_igual(RelacionDeNormas, datos, iguales)), datos)
    fila = fila or RelacionDeNormas(**_valores(datos))
    fila.documento_id = prueba.id if prueba is not None else None
    detalle = {"relacion": f"{datos.origen} {datos.clase} {datos.destino}"}
    return _guardar(sesion, actor, una, fila, "relacion_de_normas_anadida", detalle, reloj)


def quitar(sesion: Session, actor: Actor, clave: str, modelo: type[F], numero: int, *, reloj: Reloj) -> None:
    """Quita de las páginas una parte de la norma; la carga de fábrica no la repone.

    Levanta `SinPermiso`, y `NoEncontrado` si no es suya o ya se quitó.
    """
    una = _editable(sesion, actor, clave)
    fila = sesion.get(modelo, numero)
    if fila is None or fila.quitada or not _es_de(fila, una):
        raise NoEncontrado("Eso ya no está en la norma.")
    fila.quitada, fila.de_fabrica = True, False
    detalle = {"que": modelo.__tablename__, "numero": numero}
    anotar_norma(sesion, actor, "parte_de_norma_quitada", una, reloj, detalle)


def decidir_texto(
    sesion: Session,
    actor: Actor,
    clave: str,
    identificador: str,
    *,
    estado: EstadoDeUnion,
    clase: ClaseDeTexto = ClaseDeTexto.OFICIAL,
    reloj: Reloj,
) -> TextoDeNorma:
    """Confirma que un documento trae el texto de la norma, o dice que no lo trae y no se vuelve a proponer.

    Levanta `SinPermiso`, `NoEncontrado`, y `DatosInvalidos` si el actor no ve el documento.
    """
    una = _editable(sesion, actor, clave)
    documento = _documento(sesion, actor, identificador)
    if documento is None:
        raise DatosInvalidos("No se unió.", {"documento": _SIN_DOCUMENTO})
    fila = sesion.scalar(
        select(TextoDeNorma).where(TextoDeNorma.norma_id == una.id, TextoDeNorma.documento_id == documento.id)
    )
    if fila is None:
        fila = TextoDeNorma(norma_id=una.id, documento_id=documento.id)
        sesion.add(fila)
    fila.clase, fila.estado = clase, estado
    fila.decidido, fila.decidido_por = reloj.ahora(), actor.usuario_id
    tocar(documento)
    sesion.flush()
    # Sin el registro del documento: quien lea la bitácora puede no verlo.
    detalle = {"texto": fila.id, "estado": estado.value, "clase": clase.value}
    anotar_norma(sesion, actor, "texto_de_norma_decidido", una, reloj, detalle)
    return fila


def _editable(sesion: Session, actor: Actor, clave: str) -> Norma:
    exigir(actor, "editar_normas")
    return norma(sesion, clave)


def _documento(sesion: Session, actor: Actor, identificador: str) -> Documento | None:
    if not identificador.strip():
        return None
    try:
        return documento_para(sesion, actor, identificador.strip().upper())
    except NoEncontrado as error:
        raise DatosInvalidos("No se guardó.", {"documento": _SIN_DOCUMENTO}) from error


def _igual(modelo: type[Fila], datos: Parte, nombres: tuple[str, ...]) -> list[ColumnElement[bool]]:
    return [getattr(modelo, nombre) == getattr(datos, nombre) for nombre in nombres]


def _reponer(sesion: Session, consulta: Select[F], datos: Parte) -> F | None:
    """La misma, si se quitó, con lo que ahora se dice de ella. Si sigue a la vista, `DatosInvalidos`."""
    fila = sesion.scalar(consulta)
    if fila is None:
        return None
    if not fila.quitada:
        raise DatosInvalidos(
            "No se añadió.", {"repetido": "Eso ya está en la norma. Quítelo y añádalo otra vez."}
        )
    for nombre, valor in _valores(datos).items():
        setattr(fila, nombre, valor)
    fila.quitada = False
    return fila


def _guardar(
    sesion: Session,
    actor: Actor,
    una: Norma,
    fila: F,
    accion: str,
    detalle: Mapping[str, object],
    reloj: Reloj,
) -> F:
    fila.de_fabrica = False
    sesion.add(fila)
    sesion.flush()
    anotar_norma(sesion, actor, accion, una, reloj, {**detalle, "numero": fila.id})
    return fila


def _es_de(fila: Fila, una: Norma) -> bool:
    if isinstance(fila, RelacionDeNormas):
        return una.clave in {fila.origen, fila.destino}
    return fila.norma_id == una.id


def _valores(datos: Parte) -> dict[str, object]:
    return {campo.name: getattr(datos, campo.name) for campo in fields(datos)}
