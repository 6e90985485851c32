"""La dirección de una norma escrita de otra manera lleva a la suya."""

import re
from typing import Any
from urllib.parse import urlencode

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.normas.uniones import anio_escrito
from indexador.juridico.claves import leer_clave

_DOS_CIFRAS = re.compile(r"(?P<antes>[A-Z][A-Z0-9-]*-0*[1-9]\d{0,5}-)(?P<a>\d{2})\Z")


def clave_canonica(escrita: str) -> str:
    """La clave como se guarda, si es la de una norma escrita de otra manera; si no, la misma.

    >>> clave_canonica("dc-101-97"), clave_canonica("dl-106"), clave_canonica("otra cosa")
    ('DC-101-1997', 'DL-106', 'otra cosa')
    """
    clave = escrita.strip().upper()
    corta = _DOS_CIFRAS.match(clave)
    if corta is not None and leer_clave(clave) is None:
        clave = f"{corta['antes']}{anio_escrito(corta['a'])}"
    return clave if leer_clave(clave) is not None else escrita


def a_la_canonica() -> Respuesta | None:
    """La redirección a la página pedida, con la clave como se guarda; nada si ya venía así."""
    partes: dict[str, Any] = dict(request.view_args or {})
    canonica = clave_canonica(partes.get("clave", ""))
    if request.method not in {"GET", "HEAD"} or canonica == partes.get("clave", "") or not request.endpoint:
        return None
    return redirect(con_lo_pedido(url_for(request.endpoint, **partes | {"clave": canonica})), 301)


def con_lo_pedido(destino: str) -> str:
    """La dirección con los parámetros de la petición, que no pasan por `url_for`: allí mandarían."""
    consulta = urlencode(request.args.to_dict(flat=False), doseq=True)
    return f"{destino}?{consulta}" if consulta else destino
