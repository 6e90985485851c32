"""La cola de lo que falta leer: qué tarea lee un archivo, cuándo le toca y cuántas muertes aguanta."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Archivo, Documento, Version
from centro_doc.comun.reloj import Reloj
from centro_doc.tareas.casos import TareaTomada, encolar
from centro_doc.tareas.modelos import Prioridad

TAREA = "extraer"
"""La clase de la tarea que lee el texto de una versión; su carga es `{"version": id}`.

Si el archivo venía dentro de otro, además `hondura`; si su lectura cedió el turno, `turnos`, cuántas veces; y
si sigue a otra que no terminó de comprobar si esconde algo, `sin_comprobar`, las páginas que faltaban.
"""
MIRAR = "mirar"
"""La de la que lee un archivo añadido a una versión, sólo para saber qué lleva oculto: `{"archivo": id}`."""
POCOS = 25
"""Los archivos que una persona espera a la vez; los de un pedido más grande son lo llegado en masa."""
CORTES = 20
"""Procesos que pueden morir leyendo el mismo archivo antes de darlo por ilegible: casi nunca es su culpa."""
_ESCALON, _ESPERA_POR_ESCALON, _ESPERA_MAYOR = 200_000, timedelta(milliseconds=50), timedelta(seconds=3)
"""Lo que un archivo cede el paso por cada tantos octetos, y lo más que lo cede."""
_SIN_COMPROBAR = "sin_comprobar"
AVISO_DE_VERSION = "La versión nueva no se pudo leer."


def encolar_lectura(
    sesion: Session,
    documento: Documento,
    version: Version,
    *,
    reloj: Reloj,
    hondura: int = 0,
    sin_comprobar: int = 0,
    prioridad: Prioridad = Prioridad.PERSONA,
) -> None:
    """Pone en la cola la lectura del archivo principal de una versión."""
    lleva = {"hondura": hondura, _SIN_COMPROBAR: sin_comprobar}
    carga = {"version": version.id, **{clave: valor for clave, valor in lleva.items() if valor}}
    espera = espera_por_tamano(max((archivo.tamano for archivo in version.archivos), default=0))
    encolar(
        sesion,
        TAREA,
        documento.identificador,
        carga,
        reloj=reloj,
        maximo=CORTES,
        espera=espera,
        prioridad=prioridad,
    )


def encolar_mirada(
    sesion: Session, documento: Documento, archivo: Archivo, *, reloj: Reloj, sin_comprobar: int = 0
) -> None:
    """Pone en la cola la mirada a un archivo añadido."""
    espera = espera_por_tamano(archivo.tamano)
    carga = {"archivo": archivo.id, **({_SIN_COMPROBAR: sin_comprobar} if sin_comprobar else {})}
    encolar(sesion, MIRAR, documento.identificador, carga, reloj=reloj, maximo=CORTES, espera=espera)


def avanza(tarea: TareaTomada, quedan: int) -> bool:
    """Si vale leer otra vez: quedan páginas por comprobar, y menos que antes de esta lectura."""
    return 0 < quedan < int(tarea.carga.get(_SIN_COMPROBAR, quedan + 1))


def prioridad_de(cuantos: int) -> Prioridad:
    """La de los archivos que una persona pidió leer con un solo gesto, según los que sean.

    Los adjuntos del correo que subió los espera como al correo; los mil miembros de un ZIP, o los cientos de
    escaneos de «Leerlos ahora», no: no han de tapar lo que ella u otra suban después.
    """
    return Prioridad.PERSONA if cuantos <= POCOS else Prioridad.MASIVA


def espera_por_tamano(octetos: int) -> timedelta:
    """De una entrega se leen antes los archivos chicos: así se halla algo pronto, aunque traiga un libro."""
    return min(octetos // _ESCALON * _ESPERA_POR_ESCALON, _ESPERA_MAYOR)


def sin_aviso_de_version(avisos: Sequence[str]) -> list[str]:
    """Los avisos de un documento, menos el de una versión que no se pudo leer."""
    return [aviso for aviso in avisos if not aviso.startswith(AVISO_DE_VERSION)]
