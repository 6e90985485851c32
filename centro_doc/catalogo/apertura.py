"""Abrir un PDF protegido con la contraseña que da una persona.

La contraseña va de la petición al proceso que lee por su entrada, y de ahí no pasa: ni a la base de datos, ni
a la bitácora, ni al registro, ni a la línea de órdenes.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from almacen import DepositoLocal, NoGuardado
from centro_doc.bitacora.casos import anotar
from centro_doc.bitacora.consultas import ya_hecho
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.consultas import version_por_reintentar
from centro_doc.catalogo.lectura import limites_de
from centro_doc.catalogo.lo_leido import Pedido, guardar_texto, pedido_de
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.nombres import sin_carpeta
from centro_doc.catalogo.retenidas import protegida
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoDisponible
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from config import Config
from indexador.errores import NoExtraible
from indexador.extraccion.aislado import extraer_aislado
from indexador.ficha import Texto
from indexador.juridico.metadatos import proponer
from indexador.parecido import firmar

PROTEGIDO = "protegido"
ESPERA = 90.0
"""Segundos que se lee mientras la persona espera."""
AVISO = (
    "El PDF tiene contraseña: se leyó su texto con ella, y sus páginas no se ven como imagen. "
    "Si puede, suba una copia sin contraseña."
)


def pedido_para(sesion: Session, actor: Actor, identificador: str) -> Pedido:
    """El archivo que pide contraseña: el de un documento con falla, o el de una versión que espera por eso.

    Levanta `Conflicto` si ya no hay ninguno.
    """
    exigir(actor, "ingresar_documentos")
    documento = documento_para(sesion, actor, identificador)
    con_falla = documento.estado == Estado.CON_FALLA and documento.falla_codigo == PROTEGIDO
    version = (version_por_reintentar if con_falla else protegida)(sesion, documento)
    if version is None:
        mensaje, objeto = f"{identificador} no espera una contraseña.", ("documento", identificador)
        raise ya_hecho(sesion, actor, mensaje, objeto, "abierto_con_clave")
    return pedido_de(sesion, version.id)


def leer(deposito: DepositoLocal, config: Config, pedido: Pedido, clave: str) -> Texto:
    """El texto del archivo, leído con esa contraseña; levanta `DatosInvalidos` con lo que hay que hacer."""
    if not clave:
        raise DatosInvalidos("Escriba la contraseña del archivo.")
    limites = limites_de(config)
    try:
        texto = extraer_aislado(
            deposito.ruta(pedido.sha256),
            pedido.nombre,
            limites=replace(limites, segundos=min(ESPERA, limites.segundos)),
            clave=clave,
        )
    except NoExtraible as error:
        if error.codigo == PROTEGIDO:
            raise DatosInvalidos(
                f"Esa contraseña no abre {pedido.nombre}. El archivo sigue guardado: pruebe otra o pida una "
                "copia sin contraseña."
            ) from error
        raise DatosInvalidos(f"{pedido.nombre}: {error.motivo} {error.salida}".strip()) from error
    except (NoGuardado, OSError) as error:
        raise NoDisponible("No se pudo leer el archivo ahora. Está guardado; vuelva a intentarlo.") from error
    paginas = tuple(replace(pagina, ancho=0.0, alto=0.0, palabras=()) for pagina in texto.paginas)
    return replace(texto, paginas=paginas, avisos=(*texto.avisos, AVISO))


def guardar(
    sesion: Session, actor: Actor, identificador: str, pedido: Pedido, texto: Texto, *, reloj: Reloj
) -> Documento:
    """Guarda lo leído, como si lo hubiera leído el trabajador, y anota quién lo abrió.

    Levanta `Conflicto` si ese archivo ya no espera una contraseña.
    """
    if pedido_para(sesion, actor, identificador) != pedido:
        raise Conflicto(f"{identificador} cambió mientras se leía. Vuelva a intentarlo.")
    firma = firmar(pagina.texto for pagina in texto.paginas)
    propuestas = proponer(texto, sin_carpeta(pedido.nombre))
    numero = guardar_texto(sesion, pedido, texto, firma, propuestas, reloj=reloj)
    objeto = ("documento", identificador)
    anotar(sesion, actor, "abierto_con_clave", objeto, reloj=reloj, detalle={"version": pedido.version_id})
    return sesion.get_one(Documento, numero)
