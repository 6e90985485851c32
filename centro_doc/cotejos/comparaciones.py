"""Dos textos frente a frente: dos documentos, dos versiones de uno, o una reforma y la norma que cambia."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from centro_doc.comun.errores import DatosInvalidos
from centro_doc.cotejos.de_articulo import LARGO, frente_a
from centro_doc.cotejos.textos import TextoAbierto, abrir_texto
from centro_doc.cuentas.permisos import Actor
from centro_doc.grafo.palabras import articulo_de_direccion
from centro_doc.normas.consultas import nombres
from indexador.juridico.citas import Contexto, Nombres
from indexador.juridico.comparacion import Cotejo, cotejar
from indexador.juridico.comparacion_de_reforma import cotejar_reforma
from indexador.juridico.instruccion import Instruccion
from indexador.juridico.instrucciones import instrucciones
from indexador.juridico.ordenes_dirigidas import dirigidas_a
from indexador.juridico.unidades import unidades

_LARGOS = "Entre los dos pasan de tres millones de letras: escriba qué artículo quiere comparar."


@dataclass(frozen=True, slots=True)
class Pedido:
    """Los dos documentos por su registro, cada uno con su versión, y si se quiere el texto tal cual.

    `articulo` y `con`: sólo ese artículo del primero y ése del segundo, por su dirección («117-bis», «t7»).
    """

    uno: str
    otro: str
    version_de_uno: int | None = None
    version_de_otro: int | None = None
    tal_cual: bool = False
    articulo: str = ""
    con: str = ""

    def al_reves(self) -> "Pedido":
        """Lo mismo, con el segundo delante."""
        return replace(
            self,
            uno=self.otro,
            otro=self.uno,
            version_de_uno=self.version_de_otro,
            version_de_otro=self.version_de_uno,
            articulo=self.con,
            con=self.articulo,
        )


@dataclass(frozen=True, slots=True)
class Comparacion:
    """Los dos textos y su cotejo. `reforma`: lo de la derecha es lo que el segundo ordena al primero.

    `reformable`: el segundo ordena algo al primero, se muestre así o no. De un artículo, `articulo` y `con`
    son los pedidos y `porque`, por qué se puso enfrente el que no se pidió.
    """

    uno: TextoAbierto
    otro: TextoAbierto
    cotejo: Cotejo
    reforma: bool
    reformable: bool
    articulo: str = ""
    con: str = ""
    porque: str = ""

    @property
    def de_articulo(self) -> bool:
        """¿Se pidió sólo un artículo?"""
        return bool(self.articulo or self.con)

    @property
    def mismo(self) -> bool:
        """¿Son dos versiones de un documento?"""
        return self.uno.documento.id == self.otro.documento.id


def comparar_documentos(sesion: Session, actor: Actor, pedido: Pedido, *, hoy: date) -> Comparacion:
    """La comparación pedida. Si el segundo reforma al primero (o al revés), se compara lo que ordena.

    Levanta `NoEncontrado` si el actor no ve alguno de los dos, y `DatosInvalidos` si son el mismo texto, si
    son demasiado largos para compararlos enteros o si no traen el artículo pedido.
    """
    uno = abrir_texto(sesion, actor, pedido.uno, hoy=hoy, version=pedido.version_de_uno)
    otro = abrir_texto(sesion, actor, pedido.otro, hoy=hoy, version=pedido.version_de_otro)
    if uno.documento.id == otro.documento.id:
        if uno.version == otro.version:
            raise DatosInvalidos(
                "Es el mismo texto.", {"b": "Es el mismo texto: elija otro documento u otra versión."}
            )
        return _de_textos(sesion, uno, otro, pedido, reformable=False)
    if uno.largo + otro.largo > LARGO:
        return _de_textos(sesion, uno, otro, pedido, reformable=False)
    catalogo = Nombres.de(nombres(sesion))
    ordenes = ordenes_a(otro, uno.norma, catalogo)
    if not ordenes and (al_reves := ordenes_a(uno, otro.norma, catalogo)):
        uno, otro, ordenes, pedido = otro, uno, al_reves, pedido.al_reves()
    suyas = tuple(una for una in ordenes if _se_pide(una, pedido))
    if suyas and not pedido.tal_cual:
        hecho = cotejar_reforma(uno.norma, unidades(uno.paginas, uno.estructura), suyas)
        return Comparacion(uno, otro, hecho, True, True, pedido.articulo, pedido.con)
    return _de_textos(sesion, uno, otro, pedido, reformable=bool(suyas))


def ordenes_a(
    reformador: TextoAbierto, norma: str, catalogo: Nombres, *, consta: bool = False
) -> tuple[Instruccion, ...]:
    """Lo que un texto ordena a una norma, por su clave, y lo dudoso que quizá le ordena.

    `consta`: se sabe que la cambia, aunque no se lea en ninguna orden.
    """
    if not norma or norma == reformador.norma:
        return ()
    contexto = Contexto(reformador.norma or None, reformador.documento.jurisdiccion or "GT")
    todas = instrucciones(reformador.paginas, reformador.estructura, contexto, catalogo)
    return tuple(dirigidas_a(norma, reformador.norma, todas, consta=consta))


def _se_pide(orden: Instruccion, pedido: Pedido) -> bool:
    """¿Cambia el artículo pedido, y la da el artículo pedido?"""
    objetivo = orden.objetivo
    suyo = articulo_de_direccion(objetivo.articulo or orden.posible, objetivo.serie) if objetivo else ""
    return pedido.articulo in {"", suyo} and pedido.con in {"", orden.articulo}


def _de_textos(
    sesion: Session, uno: TextoAbierto, otro: TextoAbierto, pedido: Pedido, *, reformable: bool
) -> Comparacion:
    """Los dos textos tal cual, o un artículo de ellos."""
    if pedido.articulo or pedido.con:
        frente = frente_a(sesion, uno, otro, pedido.articulo, pedido.con)
        return Comparacion(
            uno, otro, frente.cotejo, False, reformable, pedido.articulo, pedido.con, frente.porque
        )
    if uno.largo + otro.largo > LARGO:
        raise DatosInvalidos(_LARGOS, {"articulo": _LARGOS})
    hecho = cotejar(unidades(uno.paginas, uno.estructura), unidades(otro.paginas, otro.estructura))
    return Comparacion(uno, otro, hecho, False, reformable)
