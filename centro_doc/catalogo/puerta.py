"""La puerta: qué archivo puede entrar, decidido por su contenido y no por su nombre.

Lo que se ve a simple vista (vacío, demasiado grande, un programa, un formato que no se lee) se rechaza aquí
con su salida y no se guarda. Lo que sólo se sabe al leerlo (cortado, con contraseña) entra, se conserva y
queda con falla.
"""

from dataclasses import dataclass

from almacen import DemasiadoGrande, DiscoLleno, Guardado, Recepcion, RecepcionPorTramos
from centro_doc.catalogo.nombres import limpiar_nombre
from centro_doc.comun.fechas import tamano
from indexador.errores import NoExtraible
from indexador.extraccion.tipo import reconocer
from indexador.extraccion.tipo_formatos import EMPAQUETADOS

DANADO = "danado"
Recibiendo = Recepcion | RecepcionPorTramos


@dataclass(frozen=True, slots=True)
class Llegada:
    """Un archivo en la puerta: ya a salvo (`guardado`), o rechazado con su `motivo` y su `salida`."""

    nombre: str
    tamano: int
    guardado: Guardado | None = None
    tipo: str = ""
    motivo: str = ""
    salida: str = ""


def admitir(recepcion: Recibiendo, nombre: str | None, *, limite: int, sin_disco: bool = False) -> Llegada:
    """Mira lo recibido y lo deja a salvo, o lo olvida y dice por qué.

    Con `sin_disco`, que no quede espacio no es un rechazo: levanta `DiscoLleno`, para reintentar.
    """
    limpio = limpiar_nombre(nombre)
    largo = recepcion.tamano
    try:
        tipo = _tipo(recepcion, limpio) if largo <= limite else ""
        guardado = recepcion.terminar()
    except NoExtraible as error:
        recepcion.descartar()
        return Llegada(limpio, largo, motivo=error.motivo, salida=error.salida)
    except DemasiadoGrande:
        motivo = f"El archivo pesa {tamano(largo)} y el límite es {tamano(limite)}."
        salida = "Divídalo por tomos o entréguelo en disco a la secretaría."
        return Llegada(limpio, largo, motivo=motivo, salida=salida)
    except DiscoLleno:
        if sin_disco:
            raise
        motivo = "No queda espacio en el disco del centro; este archivo no se guardó."
        return Llegada(limpio, largo, motivo=motivo, salida="Avise a la administración del centro.")
    return Llegada(limpio, largo, guardado, tipo)


def _tipo(recepcion: Recibiendo, nombre: str) -> str:
    """El tipo MIME; un DOCX (o XLSX, ODT…) roto entra, para que su falla y su archivo queden a la vista."""
    try:
        return reconocer(recepcion.mirar(), nombre).mime
    except NoExtraible as error:
        dicho = next((tipo for tipo in EMPAQUETADOS if nombre.lower().endswith(tipo.extension)), None)
        if error.codigo == DANADO and dicho is not None:
            return dicho.mime
        raise
