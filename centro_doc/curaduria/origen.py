"""El origen de un documento en la ficha que se está escribiendo."""

from dataclasses import replace

from sqlalchemy.orm import Session

from centro_doc.catalogo import procedencia
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.llegada import del_correo
from centro_doc.cuentas.permisos import Actor, marcas
from centro_doc.curaduria.escrita import Escrita


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
