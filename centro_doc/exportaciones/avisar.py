"""El aviso de que una copia está lista: una vez, en la primera página que abra después quien la pidió.

Lo que pidió lo recuerda su sesión del navegador: vale también sin cuenta, y sólo lo ve quien lo pidió. En la
página donde se pide no hace falta: ella misma dice cuándo está.
"""

from contextlib import suppress

from flask import flash, request, session, url_for

from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.estaticos import es_estatico
from centro_doc.comun.web import sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.expedientes.congelados import nombrada
from centro_doc.expedientes.sujetos import clave_de
from centro_doc.exportaciones.consultas import Terminada, terminadas

_PEDIDAS = "copias_pedidas"
_CABEN = 8
_EN_SU_PAGINA = frozenset({"exportaciones.ver", "exportaciones.bajar"})


def recordar(clave: str) -> None:
    """Apunta en la sesión del navegador una copia que se acaba de pedir.

    Por su clave: su número de fila, que la galleta deja leer, diría cuántas se pidieron.
    """
    otras = [una for una in session.get(_PEDIDAS, ()) if una != clave]
    session[_PEDIDAS] = [*otras, clave][-_CABEN:]


def avisar() -> None:
    """Antes de cada página: dice las que terminaron y las olvida. Una consulta, si se espera alguna."""
    pedidas = session.get(_PEDIDAS)
    if not pedidas or request.method != "GET" or es_estatico():
        return
    en_su_pagina = request.endpoint in _EN_SU_PAGINA
    if not en_su_pagina and "text/html" not in request.headers.get("Accept", ""):
        return
    siguen, hechas = terminadas(sesion_de_lectura(), [str(una) for una in pedidas])
    for una in hechas:
        lugar = {"clase": una.clase, "codigo": una.codigo, "direccion": una.direccion}
        if not (en_su_pagina and lugar.items() <= (request.view_args or {}).items()):
            with suppress(NoEncontrado):
                flash(_dicho(una), f"{'ok' if una.bien else 'mal'}:copia:{_pagina(una)}")
    if len(siguen) != len(pedidas):
        session[_PEDIDAS] = siguen


def _dicho(una: Terminada) -> str:
    """Lo que se avisa; levanta `NoEncontrado` si quien la pidió ya no ve esa versión."""
    clave, suyas = clave_de(una.clase, una.codigo), marcas(actor_actual())
    de_que = nombrada(sesion_de_lectura(), clave, una.direccion, suyas)
    nombre = f"{de_que}, versión {una.direccion.rpartition('-')[2]}, en {una.formato.upper()}"
    return f"La copia de {nombre} está lista." if una.bien else f"La copia de {nombre} no se pudo armar."


def _pagina(una: Terminada) -> str:
    return url_for("exportaciones.ver", clase=una.clase, codigo=una.codigo, direccion=una.direccion)
