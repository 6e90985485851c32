"""El ensayo: renglón por renglón, qué pasaría al importar. No escribe nada."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest

from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import ve
from centro_doc.catalogo.constancias import GEMELO_OCULTO
from centro_doc.catalogo.ingreso import documento_con
from centro_doc.comun.errores import motivo_del_sistema
from centro_doc.comun.fechas import tamano as peso
from centro_doc.cuentas.permisos import Actor, marcas
from centro_doc.importaciones import fichas, repuestas, rutas
from centro_doc.importaciones.marcha import exigir_archivo
from centro_doc.importaciones.renglones import SIN_NADA, YA_HAY_FICHA, Pedido, ficha_con
from indexador.errores import NoExtraible
from indexador.extraccion.tipo import reconocer

SE_RECIBIRIA, DUPLICADO, SE_RECHAZARIA = "se_recibiria", "duplicado", "se_rechazaria"
EN_PROSA = {SE_RECIBIRIA: "se recibiría", DUPLICADO: "duplicado", SE_RECHAZARIA: "se rechazaría"}


@dataclass(frozen=True, slots=True)
class Pronostico:
    """Lo que pasaría con un renglón; `motivo` también lleva lo que no se entendió de él."""

    ruta: str
    estado: str
    documento: str | None
    motivo: str


def ensayar(sesion: Session, actor: Actor, pedidos: Sequence[Pedido], limite: int) -> Iterator[Pronostico]:
    """El pronóstico de cada renglón, en su orden."""
    instituciones = fichas.instituciones_por_nombre(sesion)
    vistos: dict[str, str] = {}
    for numero, pedido in enumerate(pedidos, start=1):
        pronostico = _de_uno(sesion, actor, pedido, numero, limite, vistos)
        dudas = fichas.entender(pedido.valores, instituciones).dudas
        motivo = " ".join([pronostico.motivo, *dudas]).strip()
        yield Pronostico(pronostico.ruta, pronostico.estado, pronostico.documento, motivo)


def _de_uno(
    sesion: Session, actor: Actor, pedido: Pedido, numero: int, limite: int, vistos: dict[str, str]
) -> Pronostico:
    if not pedido.ruta:
        return _sin_archivo(sesion, actor, pedido.valores, numero, vistos)
    ruta = rutas.leer(pedido.ruta)
    try:
        tamano = ruta.stat().st_size
        if tamano > limite:
            motivo = f"El archivo pesa {peso(tamano)} y el límite es {peso(limite)}."
            return Pronostico(pedido.ruta, SE_RECHAZARIA, None, motivo)
        exigir_archivo(ruta)
        reconocer(ruta, ruta.name)
        with ruta.open("rb") as archivo:
            sha256 = file_digest(archivo, "sha256").hexdigest()
    except NoExtraible as error:
        return Pronostico(pedido.ruta, SE_RECHAZARIA, None, f"{error.motivo} {error.salida}".strip())
    except OSError as error:
        motivo = f"No se pudo leer el archivo: {motivo_del_sistema(error)}."
        return Pronostico(pedido.ruta, SE_RECHAZARIA, None, motivo)
    if sha256 in vistos:
        return Pronostico(pedido.ruta, DUPLICADO, None, f"Es idéntico a {vistos[sha256]}.")
    vistos[sha256] = pedido.ruta
    gemelo = documento_con(sesion, sha256)
    if gemelo is None:
        return Pronostico(pedido.ruta, SE_RECIBIRIA, None, "")
    if not ve(gemelo, marcas(actor)):
        return Pronostico(pedido.ruta, DUPLICADO, None, GEMELO_OCULTO[0])
    if deshecha := repuestas.importacion_deshecha(sesion, gemelo):
        aviso = repuestas.aviso_de(gemelo, deshecha)
        return Pronostico(pedido.ruta, SE_RECIBIRIA, gemelo.identificador, aviso)
    motivo = f"Es idéntico a un archivo de {gemelo.identificador}."
    return Pronostico(pedido.ruta, DUPLICADO, gemelo.identificador, motivo)


def _sin_archivo(
    sesion: Session, actor: Actor, valores: Mapping[str, str], numero: int, vistos: dict[str, str]
) -> Pronostico:
    titulo = valores.get("titulo", "")
    if not titulo:
        return Pronostico(f"renglón {numero}", SE_RECHAZARIA, None, SIN_NADA)
    ya = ficha_con(sesion, actor, titulo)
    deshecha = repuestas.importacion_deshecha(sesion, ya) if ya is not None else None
    if f"ficha:{titulo}" in vistos or (ya is not None and deshecha is None):
        return Pronostico(titulo, DUPLICADO, None, YA_HAY_FICHA)
    vistos[f"ficha:{titulo}"] = titulo
    if ya is not None and deshecha is not None:
        return Pronostico(titulo, SE_RECIBIRIA, ya.identificador, repuestas.aviso_de(ya, deshecha))
    return Pronostico(titulo, SE_RECIBIRIA, None, "Sin archivo: se crearía su registro.")
