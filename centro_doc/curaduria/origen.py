"""El origen de un documento en la ficha que se está escribiendo, o de varios a la vez."""

from dataclasses import replace

from sqlalchemy.orm import Session

from centro_doc.catalogo import procedencia
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.llegada import del_correo
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.cuentas.permisos import Actor, marcas
from centro_doc.curaduria.campos import fecha_recortada
from centro_doc.curaduria.escrita import Escrita
from centro_doc.curaduria.previa import Cambio

DEL_ORIGEN = frozenset({"origen_entrega", "origen_via", "origen_fecha", "licencia"})
"""Lo que se puede poner de una vez en muchas fichas."""


def con_lo_del_correo(sesion: Session, actor: Actor, identificador: str, ficha: Escrita) -> Escrita:
    """La ficha escrita, con lo que dice el correo donde la persona no ha escrito nada. No guarda."""
    dicho, _ = del_correo(sesion, documento_para(sesion, actor, identificador), marcas(actor))
    if dicho is None:
        return ficha
    faltan = {
        control: valor
        for control, valor in procedencia.a_ficha(dicho).items()
        if valor and not ficha.textos.get(control, "").strip()
    }
    return replace(ficha, textos={**ficha.textos, **faltan})


def cambio_de_origen(que: str, escrito: str) -> Cambio:
    """El cambio en lote de un campo de `DEL_ORIGEN`. Levanta `DatosInvalidos`, en `valor_<campo>`."""
    dicho, errores = procedencia.leer_de_ficha({"origen_via": "", que: escrito})
    if errores or not escrito.strip():
        raise DatosInvalidos("", {f"valor_{que}": errores.get(que) or "Diga qué poner."})
    if que == "origen_fecha":
        return Cambio(que, fecha_recortada(dicho.fecha, dicho.precision))
    return Cambio(
        que, {"origen_entrega": dicho.entrega, "origen_via": dicho.via, "licencia": dicho.licencia}[que]
    )
