"""De qué es un expediente: un tema, un nodo del plan, una institución, una iniciativa o una selección.

La clave de un sujeto es única y es la que guardan sus versiones congeladas: el código, si es un tema
(«AG2»); si no, su clase y su código («plan:OO3.A2.7», «iniciativa:4126»).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias
from urllib.parse import parse_qsl

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Iniciativa, Tema
from centro_doc.agenda.numeros import clave as clave_de_iniciativa
from centro_doc.agenda.numeros import leer_numero
from centro_doc.agenda.visibles import a_la_vista
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.escrito import entero
from centro_doc.cuentas.permisos import PERSONAL, PUBLICO
from centro_doc.directorio.modelos import Institucion
from centro_doc.expedientes.autoria import autor_de
from centro_doc.expedientes.modelos import ExpedienteCongelado, Nivel, Seleccion
from centro_doc.expedientes.privadas import grupos_con_que_se_lee, la_hizo, la_ve, nombre_llano
from centro_doc.expedientes.visibles import si_se_ve
from centro_doc.normas.modelos import Norma
from centro_doc.plan.modelos import Nodo, PeriodoPlan
from centro_doc.vinculos.arbol import descendientes

NOMBRES_DE_NIVEL: Mapping[str, str] = {Nivel.PUBLICA: "Pública", Nivel.TRABAJO: "De trabajo"}


class ClaseDeSujeto(StrEnum):
    """Las cosas de que puede haber un expediente; también, como empieza su dirección."""

    TEMA = "tema"
    PLAN = "plan"
    INSTITUCION = "institucion"
    INICIATIVA = "iniciativa"
    SELECCION = "seleccion"


_PUBLICO = frozenset({PUBLICO})
_NO_HAY = "El Centro no tiene un expediente con esa dirección."
Cosa: TypeAlias = Tema | Nodo | Institucion | Iniciativa | Seleccion
ROTULOS: Mapping[str, str] = {
    ClaseDeSujeto.TEMA: "Expediente temático",
    ClaseDeSujeto.PLAN: "Expediente del plan",
    ClaseDeSujeto.INSTITUCION: "Expediente de una institución",
    ClaseDeSujeto.INICIATIVA: "Expediente de la iniciativa",
    ClaseDeSujeto.SELECCION: "Expediente de una selección",
}


@dataclass(frozen=True, slots=True)
class Sujeto:
    """Aquello de lo que trata un expediente. `temas` son los de la agenda que son suyos.

    Sin `cosa`, sólo quedan sus versiones congeladas: dejó de existir, de regir o de verse. `reservado`: sólo
    el personal sabe de él. `grupos`, de una selección, son aquellos con que la lee quien la abre; ninguno
    (`None`) si es del personal, que la lee entera. `ajena`: quien la lee no la hizo ni es del personal.
    """

    clase: ClaseDeSujeto
    codigo: str
    nombre: str
    cosa: Cosa | None
    temas: tuple[Tema, ...] = ()
    reservado: bool = False
    grupos: tuple[str, ...] | None = None
    ajena: bool = False

    @property
    def clave(self) -> str:
        """La que guardan sus versiones congeladas."""
        return self.codigo if self.clase == ClaseDeSujeto.TEMA else f"{self.clase}:{self.codigo}"

    @property
    def tema(self) -> Tema | None:
        """El tema que reúne entero: el suyo o, de una selección, el que ella elige sin más palabras."""
        if isinstance(self.cosa, Seleccion):
            return next(iter(self.temas), None)
        return self.cosa if isinstance(self.cosa, Tema) else None

    @property
    def sin_codigo(self) -> bool:
        """¿Su código es un número de orden, que a quien lee no le dice nada?"""
        return self.clase == ClaseDeSujeto.SELECCION

    @property
    def dicho(self) -> str:
        """«AG2 Consejo asesor»; de una selección, sólo su nombre."""
        return self.nombre if self.sin_codigo else f"{self.codigo} {self.nombre}"

    @property
    def rotulo(self) -> str:
        """«Expediente temático AG2»."""
        return f"{ROTULOS[self.clase]} {self.codigo}"


def clave_de(clase: str, codigo: str) -> str:
    """La clave del sujeto que nombra una dirección."""
    return codigo if clase == ClaseDeSujeto.TEMA else f"{clase}:{codigo}"


def resolver(sesion: Session, clave: str, marcas: frozenset[str]) -> Sujeto:
    """El sujeto con esa clave, para un lector; levanta `NoEncontrado` si no hay tal o si no lo ve.

    De una selección no mira quién la hizo (`es_suya`): sus versiones congeladas son para más gente.
    """
    clase, _, codigo = clave.rpartition(":")
    hallar = _HALLAR.get(clase or ClaseDeSujeto.TEMA)
    hallado = hallar(sesion, codigo, marcas) if hallar is not None else None
    if hallado is None:
        raise NoEncontrado(_NO_HAY)
    return hallado


def de_lo_congelado(sesion: Session, clave: str, marcas: frozenset[str]) -> Sujeto:
    """El sujeto con esa clave para abrir lo que de él se congeló, que conserva siempre su dirección.

    El que dejó de existir o de regir se nombra como en su versión más nueva. El que quien lee no ve, o ya no
    consta que pueda ver, lo abre sólo el personal. De la selección ajena se sabe lo que de ella es público, y
    nada de como está hoy. Levanta `NoEncontrado`, como `resolver`.
    """
    try:
        vivo = resolver(sesion, clave, marcas)
    except NoEncontrado:
        return _sin_cosa(sesion, clave, marcas)
    if not es_suya(vivo, marcas):
        return _sin_cosa(sesion, clave, marcas)
    if isinstance(vivo.cosa, Iniciativa):
        return replace(vivo, reservado=_iniciativa(sesion, vivo.codigo, _PUBLICO) is None)
    return vivo


def _sin_cosa(sesion: Session, clave: str, marcas: frozenset[str]) -> Sujeto:
    clase, _, codigo = clave.rpartition(":")
    reservado = clase == ClaseDeSujeto.INICIATIVA
    de_otro = clase == ClaseDeSujeto.SELECCION and PERSONAL not in marcas
    publico = ExpedienteCongelado.abierta & (ExpedienteCongelado.nivel == Nivel.PUBLICA)
    congelado = sesion.scalar(
        select(ExpedienteCongelado)
        .where(ExpedienteCongelado.clave == clave, publico if de_otro else true())
        .order_by(ExpedienteCongelado.id.desc())
        .limit(1)
    )
    if congelado is None or (reservado and PERSONAL not in marcas):
        raise NoEncontrado(_NO_HAY)
    nombre = str((congelado.contenido or {}).get("nombre", codigo))
    queda = Sujeto(ClaseDeSujeto(clase or ClaseDeSujeto.TEMA), codigo, nombre, None, (), reservado)
    return replace(queda, nombre=nombre_a_la_vista(sesion, queda, _PUBLICO)) if de_otro else queda


def es_suya(sujeto: Sujeto, marcas: frozenset[str]) -> bool:
    """¿Puede este lector abrir el expediente vivo?

    Una selección es de quien la hizo, del personal y de los grupos a que está abierta.
    """
    if sujeto.clase != ClaseDeSujeto.SELECCION or PERSONAL in marcas:
        return True
    una = sujeto.cosa
    return isinstance(una, Seleccion) and la_ve(una, marcas)


def marcas_del_nivel(sujeto: Sujeto, nivel: str) -> frozenset[str]:
    """Con qué marcas se arma: la pública, con las de cualquiera; la de trabajo, con las del grupo del tema.

    La de una selección se lee como un documento interno que nombra grupos: cada quien, con los suyos que son
    de ella (`Sujeto.grupos`). Fuera de eso no hay grupo: la de trabajo lleva lo interno y es del personal. Ni
    lo no publicado ni lo reservado entra en ninguna.
    """
    if nivel == Nivel.PUBLICA:
        return _PUBLICO
    if sujeto.clase == ClaseDeSujeto.TEMA:
        return frozenset({PUBLICO, f"grupo:{sujeto.codigo}"})
    una = sujeto.cosa
    grupos = sujeto.grupos
    if grupos is None and isinstance(una, Seleccion) and una.grupos:
        grupos = (*una.grupos, *una.abierta_a)
    if grupos is None:
        return frozenset({PUBLICO, PERSONAL})
    return frozenset({PUBLICO, *(f"grupo:{grupo}" for grupo in grupos)})


def niveles_de(sujeto: Sujeto, marcas: frozenset[str]) -> tuple[str, ...]:
    """Los niveles que abre un lector con esas marcas, primero el suyo.

    El de trabajo de una selección, quien integra hoy alguno de los grupos con que se hizo, si es suya, o de
    aquellos a que está abierta.
    """
    if PERSONAL in marcas or f"grupo:{sujeto.clave}" in marcas or (es_suya(sujeto, marcas) and sujeto.grupos):
        return (Nivel.TRABAJO, Nivel.PUBLICA)
    return (Nivel.PUBLICA,)


def de_seleccion(
    una: Seleccion, marcas: frozenset[str], *, codigo: str = "", temas: tuple[Tema, ...] = ()
) -> Sujeto:
    """El sujeto de una selección, con los grupos con que la lee quien tiene esas marcas."""
    return Sujeto(
        ClaseDeSujeto.SELECCION,
        codigo,
        una.nombre,
        una,
        temas,
        grupos=grupos_con_que_se_lee(una, marcas),
        ajena=PERSONAL not in marcas and not la_hizo(una, marcas),
    )


def leida_con(sujeto: Sujeto, grupos: Sequence[str]) -> Sujeto:
    """Una selección como se lee con esos grupos; levanta `NoEncontrado` si alguno ya no es de ella."""
    una = sujeto.cosa
    if not isinstance(una, Seleccion) or not {*una.grupos, *una.abierta_a}.issuperset(grupos):
        raise NoEncontrado(_NO_HAY)
    return replace(sujeto, grupos=tuple(grupos))


def _tema(sesion: Session, codigo: str, marcas: frozenset[str]) -> Sujeto | None:
    tema = sesion.scalar(select(Tema).where(Tema.codigo == codigo))
    return Sujeto(ClaseDeSujeto.TEMA, codigo, tema.nombre, tema, (tema,)) if tema is not None else None


def _nodo(sesion: Session, codigo: str, marcas: frozenset[str]) -> Sujeto | None:
    nodo = sesion.scalar(
        select(Nodo)
        .join(PeriodoPlan, PeriodoPlan.id == Nodo.periodo_id)
        .where(PeriodoPlan.activo, Nodo.codigo == codigo)
    )
    if nodo is None:
        return None
    suyos = select(Tema).where(Tema.nodo_id.in_(descendientes(sesion, nodo))).order_by(Tema.orden)
    return Sujeto(ClaseDeSujeto.PLAN, codigo, nodo.texto, nodo, tuple(sesion.scalars(suyos)))


def _institucion(sesion: Session, codigo: str, marcas: frozenset[str]) -> Sujeto | None:
    una = sesion.scalar(select(Institucion).where(Institucion.clave == codigo))
    return Sujeto(ClaseDeSujeto.INSTITUCION, codigo, una.nombre, una) if una is not None else None


def _iniciativa(sesion: Session, codigo: str, marcas: frozenset[str]) -> Sujeto | None:
    numero = leer_numero(codigo)
    una = sesion.scalar(select(Iniciativa).where(Iniciativa.numero == numero, a_la_vista(marcas)))
    if una is None or str(una.numero) != codigo:
        return None
    nombre = sesion.scalar(select(Norma.nombre).where(Norma.clave == clave_de_iniciativa(una.numero)))
    dicho = nombre or una.nombre or una.asunto or f"Iniciativa {una.numero}"
    return Sujeto(ClaseDeSujeto.INICIATIVA, codigo, dicho, una)


def _seleccion(sesion: Session, codigo: str, marcas: frozenset[str]) -> Sujeto | None:
    numero = entero(codigo)
    una = sesion.get(Seleccion, numero)
    if una is None:
        return None
    pedido = parse_qsl(una.consulta)
    codigo_de_tema = pedido[0][1] if [nombre for nombre, _ in pedido] == ["tema"] else ""
    suyos = tuple(sesion.scalars(select(Tema).where(Tema.codigo == codigo_de_tema)))
    suya = de_seleccion(una, marcas, codigo=str(numero), temas=suyos)
    return replace(suya, nombre=nombre_a_la_vista(sesion, suya, marcas)) if suya.ajena else suya


def nombre_a_la_vista(sesion: Session, sujeto: Sujeto, marcas: frozenset[str]) -> str:
    """El suyo o, de una selección cuyo nombre se calla con esas marcas, «Selección 3»."""
    if not sujeto.sin_codigo:
        return sujeto.nombre
    autor = autor_de(sesion, sujeto.cosa)
    return si_se_ve(sesion, sujeto.nombre, marcas, nombre_llano(sujeto.codigo), autor=autor)


_HALLAR: Mapping[str, Callable[[Session, str, frozenset[str]], Sujeto | None]] = {
    ClaseDeSujeto.TEMA: _tema,
    ClaseDeSujeto.PLAN: _nodo,
    ClaseDeSujeto.INSTITUCION: _institucion,
    ClaseDeSujeto.INICIATIVA: _iniciativa,
    ClaseDeSujeto.SELECCION: _seleccion,
}
