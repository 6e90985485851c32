"""Lo que el personal decide de una cita: es así, apunta a otra cosa o no es una cita."""

from collections.abc import Sequence

import structlog
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.modelos import Documento, Estado, PaginaGuardada
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.grafo.decididas import ALREDEDOR, objetivo_de
from centro_doc.grafo.guardado import es_firme, filas_de_objetivos
from centro_doc.grafo.lectura import FIRME
from centro_doc.grafo.modelos import CitaGuardada, EstadoDeCita, LecturaJuridica, ObjetivoDeCita
from centro_doc.normas.memoria import nombres_actuales
from indexador.juridico.citas import Contexto, hallar
from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import Objetivo, leer_objetivo

registro = structlog.get_logger(__name__)

ACCION = "editar_normas"
"""La acción que se exige para decidir sobre las citas."""
_LARGO = 300
_NO_SE_ENTIENDE = "No se reconoce la norma. Escriba «artículo 117 del Decreto 95-98» o DC-95-1998#117."


def aceptar(sesion: Session, actor: Actor, identificador: str, cita: int, *, reloj: Reloj) -> CitaGuardada:
    """Confirma que la cita apunta a lo que se leyó.

    Levanta `SinPermiso`, `NoEncontrado`, y `DatosInvalidos` si no se leyó a qué apunta.
    """
    documento, una = _abrir(sesion, actor, identificador, cita)
    if not any(leer_clave(objetivo.norma_clave) for objetivo in una.objetivos):
        raise DatosInvalidos("No se aceptó.", {f"cita-{cita}": "Diga a qué norma apunta esta cita."})
    objetivos = [objetivo_de(fila) for fila in una.objetivos]
    _decidir(sesion, actor, documento, una, EstadoDeCita.CONFIRMADA, objetivos, reloj=reloj)
    return una


def corregir(
    sesion: Session, actor: Actor, identificador: str, cita: int, escrito: str, *, reloj: Reloj
) -> CitaGuardada:
    """Dice a qué apunta de verdad la cita, con las palabras de la ley o con su clave.

    Levanta `SinPermiso`, `NoEncontrado`, y `DatosInvalidos` si lo escrito no se entiende.
    """
    documento, una = _abrir(sesion, actor, identificador, cita)
    objetivos = leer_objetivos(sesion, documento, escrito)
    if not objetivos:
        raise DatosInvalidos("No se corrigió.", {f"cita-{cita}": _NO_SE_ENTIENDE})
    _decidir(sesion, actor, documento, una, EstadoDeCita.CORREGIDA, objetivos, reloj=reloj)
    return una


def descartar(sesion: Session, actor: Actor, identificador: str, cita: int, *, reloj: Reloj) -> CitaGuardada:
    """Dice que eso no es una cita: deja de mostrarse y de contar. Levanta `SinPermiso` y `NoEncontrado`."""
    documento, una = _abrir(sesion, actor, identificador, cita)
    objetivos = [objetivo_de(fila) for fila in una.objetivos]
    _decidir(sesion, actor, documento, una, EstadoDeCita.DESCARTADA, objetivos, reloj=reloj)
    return una


def leer_objetivos(sesion: Session, documento: Documento, escrito: str) -> tuple[Objetivo, ...]:
    """Lo que alguien escribió como objetivo de una cita: por su clave, o en prosa, sin lo dudoso."""
    llano = " ".join(escrito[:_LARGO].split())
    por_clave = leer_objetivo(llano)
    if por_clave is not None and leer_clave(por_clave.norma) is not None:
        return (por_clave,)
    contexto = Contexto(_norma_de(sesion, documento.id) or None, documento.jurisdiccion or "GT")
    halladas = hallar(llano, contexto, nombres_actuales(sesion))
    return tuple(
        objetivo
        for una in halladas
        if una.confianza >= FIRME
        for objetivo in una.objetivos
        if leer_clave(objetivo.norma) is not None
    )


def _abrir(sesion: Session, actor: Actor, identificador: str, cita: int) -> tuple[Documento, CitaGuardada]:
    exigir(actor, ACCION)
    documento = documento_para(sesion, actor, identificador)
    una = sesion.get(CitaGuardada, cita)
    if una is None or una.documento_id != documento.id:
        raise NoEncontrado("Esa cita ya no está en el documento. Ábralo otra vez.")
    if documento.estado == Estado.RETIRADO:
        raise Conflicto("Este documento está retirado: no se deciden sus citas.")
    return documento, una


def _decidir(
    sesion: Session,
    actor: Actor,
    documento: Documento,
    una: CitaGuardada,
    estado: EstadoDeCita,
    objetivos: Sequence[Objetivo],
    *,
    reloj: Reloj,
) -> None:
    una.estado, una.decidida, una.decidida_por = estado, reloj.ahora(), actor.usuario_id
    una.pasaje = _pasaje(sesion, una)
    sesion.execute(delete(ObjetivoDeCita).where(ObjetivoDeCita.cita_id == una.id))
    filas = filas_de_objetivos(
        objetivos,
        cita_id=una.id,
        documento_id=documento.id,
        propia=_norma_de(sesion, documento.id),
        relacion=una.relacion,
        firme=es_firme(estado, una.resolucion, una.confianza),
    )
    if filas:
        sesion.execute(insert(ObjetivoDeCita), filas)
    sesion.flush()
    sesion.expire(una, ["objetivos"])
    detalle = {
        "pagina": una.pagina,
        "leido": una.leidos,
        "queda": [str(objetivo) for objetivo in objetivos] if estado != EstadoDeCita.DESCARTADA else [],
    }
    accion = f"cita_{estado.value}"
    anotar(sesion, actor, accion, ("documento", documento.identificador), reloj=reloj, detalle=detalle)
    registro.info(accion, documento=documento.identificador, cita=una.id)


def _norma_de(sesion: Session, documento_id: int) -> str:
    lectura = sesion.get(LecturaJuridica, documento_id)
    return lectura.clave if lectura is not None else ""


def _pasaje(sesion: Session, una: CitaGuardada) -> str:
    """Lo que rodea a la cita en sus páginas (`decididas.pasaje_de`)."""
    paginas = {
        fila[0]: fila[1]
        for fila in sesion.execute(
            select(PaginaGuardada.numero, PaginaGuardada.texto).where(
                PaginaGuardada.texto_id == una.texto_id,
                PaginaGuardada.numero.in_([una.pagina, una.pagina_final]),
            )
        )
    }
    antes = paginas.get(una.pagina, "")[max(0, una.inicio - ALREDEDOR) : una.inicio]
    despues = paginas.get(una.pagina_final, "")[una.fin : una.fin + ALREDEDOR]
    return " ".join(f"{antes}{una.literal}{despues}".split())
