"""Dos textos frente a frente: dos documentos, dos versiones de uno, o una reforma y la norma que cambia."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from centro_doc.comun.errores import DatosInvalidos
from centro_doc.cotejos.textos import TextoAbierto, abrir_texto
from centro_doc.cuentas.permisos import Actor
from centro_doc.normas.consultas import nombres
from indexador.juridico.citas import Contexto, Nombres
from indexador.juridico.comparacion import Cotejo, cotejar
from indexador.juridico.comparacion_de_reforma import cotejar_reforma
from indexador.juridico.instrucciones import Instruccion, instrucciones
from indexador.juridico.unidades import unidades


@dataclass(frozen=True, slots=True)
class Pedido:
    """Los dos documentos por su registro, cada uno con su versión, y si se quiere el texto tal cual."""

    uno: str
    otro: str
    version_de_uno: int | None = None
    version_de_otro: int | None = None
    tal_cual: bool = False


@dataclass(frozen=True, slots=True)
class Comparacion:
    """Los dos textos y su cotejo. `reforma`: lo de la derecha es lo que el segundo ordena al primero.

    `reformable`: el segundo ordena algo al primero, se muestre así o no.
    """

    uno: TextoAbierto
    otro: TextoAbierto
    cotejo: Cotejo
    reforma: bool
    reformable: bool

    @property
    def mismo(self) -> bool:
        """¿Son dos versiones de un documento?"""
        return self.uno.documento.id == self.otro.documento.id


def comparar_documentos(sesion: Session, actor: Actor, pedido: Pedido, *, hoy: date) -> Comparacion:
    """La comparación pedida. Si el segundo reforma al primero (o al revés), se compara lo que ordena.

    Levanta `NoEncontrado` si el actor no ve alguno de los dos, y `DatosInvalidos` si son el mismo texto.
    """
    uno = abrir_texto(sesion, actor, pedido.uno, hoy=hoy, version=pedido.version_de_uno)
    otro = abrir_texto(sesion, actor, pedido.otro, hoy=hoy, version=pedido.version_de_otro)
    if uno.documento.id == otro.documento.id and uno.version == otro.version:
        raise DatosInvalidos(
            "Es el mismo texto.", {"b": "Es el mismo texto: elija otro documento u otra versión."}
        )
    if uno.documento.id == otro.documento.id:
        return Comparacion(uno, otro, _cotejo(uno, otro), reforma=False, reformable=False)
    catalogo = Nombres.de(nombres(sesion))
    ordenes = ordenes_a(otro, uno.norma, catalogo)
    if not ordenes and (al_reves := ordenes_a(uno, otro.norma, catalogo)):
        uno, otro, ordenes = otro, uno, al_reves
    if ordenes and not pedido.tal_cual:
        suyas = unidades(uno.paginas, uno.estructura)
        hecho = cotejar_reforma(uno.norma, suyas, ordenes)
        return Comparacion(uno, otro, hecho, reforma=True, reformable=True)
    return Comparacion(uno, otro, _cotejo(uno, otro), reforma=False, reformable=bool(ordenes))


def ordenes_a(
    reformador: TextoAbierto, norma: str, catalogo: Nombres, *, con_dudosas: bool = False
) -> tuple[Instruccion, ...]:
    """Lo que un texto ordena a una norma, por su clave; `con_dudosas`, también lo que no se sabe a cuál."""
    if not norma or norma == reformador.norma:
        return ()
    contexto = Contexto(reformador.norma or None, reformador.documento.jurisdiccion or "GT")
    return tuple(
        una
        for una in instrucciones(reformador.paginas, reformador.estructura, contexto, catalogo)
        if (una.objetivo is None and con_dudosas) or (una.objetivo and una.objetivo.norma == norma)
    )


def _cotejo(uno: TextoAbierto, otro: TextoAbierto) -> Cotejo:
    return cotejar(unidades(uno.paginas, uno.estructura), unidades(otro.paginas, otro.estructura))
