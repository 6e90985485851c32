"""Congelar un expediente: fija su lista tal como está y ya no cambia."""

import hashlib
import json
from collections.abc import Iterable, Sequence

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.bitacora.casos import anotar
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import PUBLICO, Actor, exigir
from centro_doc.expedientes.composicion import Pieza, piezas_de_tema
from centro_doc.expedientes.modelos import ExpedienteCongelado, Nivel, PiezaCongelada

registro = structlog.get_logger(__name__)
_LARGO = 200


def marcas_del_nivel(codigo: str, nivel: str) -> frozenset[str]:
    """Con qué marcas se arma: la pública, con las de cualquiera; la de trabajo, con las del grupo del tema.

    Lo que sólo ve el personal (lo no publicado, lo reservado) no entra en ninguna.
    """
    return frozenset({PUBLICO}) if nivel == Nivel.PUBLICA else frozenset({PUBLICO, f"grupo:{codigo}"})


def congelar(
    sesion: Session, actor: Actor, codigo: str, nivel: str, titulo: str, *, reloj: Reloj, nota: str = ""
) -> ExpedienteCongelado:
    """Guarda el expediente de un tema como está ahora.

    Levanta `SinPermiso`, `NoEncontrado` si no hay tal tema y `DatosInvalidos` si falta el título, no hay
    ningún documento o nada cambió desde la versión anterior.
    """
    exigir(actor, "vincular")
    tema = sesion.scalar(select(Tema).where(Tema.codigo == codigo))
    if tema is None or nivel not in set(Nivel):
        raise NoEncontrado("La agenda no tiene un tema con ese código.")
    if not titulo.strip():
        raise DatosInvalidos("No se congeló.", {"titulo": "Dele un nombre: «Para la séptima reunión»."})
    piezas = piezas_de_tema(sesion, tema, marcas_del_nivel(codigo, nivel))
    if not piezas:
        raise DatosInvalidos("No se congeló.", {"titulo": "Este expediente no tiene ningún documento."})
    anterior, huella = ultimo(sesion, codigo, nivel), huella_de(piezas)
    if anterior is not None and anterior.huella == huella:
        mensaje = f"Nada cambió desde la versión {anterior.numero}, «{anterior.titulo}»."
        raise DatosInvalidos("No se congeló.", {"titulo": mensaje})
    congelado = ExpedienteCongelado(
        clave=codigo,
        nivel=Nivel(nivel),
        numero=_siguiente(sesion, codigo, nivel),
        titulo=" ".join(titulo.split())[:_LARGO],
        nota=nota.strip(),
        congelado=reloj.ahora(),
        congelado_por=actor.usuario_id,
        huella=huella,
        piezas=[_guardar(pieza, orden) for orden, pieza in enumerate(piezas, 1)],
    )
    sesion.add(congelado)
    sesion.flush()
    detalle = {"numero": congelado.numero, "nivel": str(nivel), "documentos": len(piezas)}
    anotar(sesion, actor, "expediente_congelado", ("expediente", codigo), reloj=reloj, detalle=detalle)
    registro.info("expediente_congelado", expediente=codigo, numero=congelado.numero, documentos=len(piezas))
    return congelado


def ultimo(sesion: Session, codigo: str, nivel: str) -> ExpedienteCongelado | None:
    """El congelado más nuevo de un tema en ese nivel."""
    return sesion.scalar(
        select(ExpedienteCongelado)
        .where(ExpedienteCongelado.clave == codigo, ExpedienteCongelado.nivel == nivel)
        .order_by(ExpedienteCongelado.numero.desc())
        .limit(1)
    )


def huella_de(piezas: Iterable[Pieza]) -> str:
    """SHA-256 del JSON canónico de las piezas: claves en orden, sin espacios, en UTF-8."""
    datos = [pieza.como_dato() for pieza in piezas]
    canonico = json.dumps(datos, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonico.encode()).hexdigest()


def _siguiente(sesion: Session, codigo: str, nivel: str) -> int:
    mayor = select(func.max(ExpedienteCongelado.numero)).where(
        ExpedienteCongelado.clave == codigo, ExpedienteCongelado.nivel == nivel
    )
    return (sesion.scalar(mayor) or 0) + 1


def _guardar(pieza: Pieza, orden: int) -> PiezaCongelada:
    return PiezaCongelada(
        orden=orden,
        seccion=pieza.seccion,
        documento_id=pieza.documento_id,
        identificador=pieza.identificador,
        titulo=pieza.titulo,
        ficha=pieza.ficha,
        version=pieza.version,
        sha256=pieza.sha256,
        frase=pieza.frase,
        evidencias=list(pieza.evidencias),
    )


def piezas_guardadas(piezas: Sequence[PiezaCongelada]) -> tuple[Pieza, ...]:
    """Las piezas de una versión congelada, como se armaron."""
    return tuple(
        Pieza(
            una.seccion,
            una.documento_id,
            una.identificador,
            una.titulo,
            una.ficha,
            una.version,
            una.sha256,
            una.frase,
            tuple(una.evidencias),
        )
        for una in piezas
    )
