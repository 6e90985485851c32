"""De qué es un expediente, y con qué marcas se arma cada uno de sus niveles."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.comun.errores import NoEncontrado
from centro_doc.cuentas.permisos import PERSONAL, PUBLICO
from centro_doc.expedientes.modelos import Nivel


@dataclass(frozen=True, slots=True)
class Sujeto:
    """Aquello de lo que trata un expediente. `clave` es única y la que guardan sus versiones congeladas."""

    clave: str
    codigo: str
    nombre: str
    tema: Tema


def resolver(sesion: Session, clave: str) -> Sujeto:
    """El sujeto con esa clave; levanta `NoEncontrado` si no hay tal."""
    tema = sesion.scalar(select(Tema).where(Tema.codigo == clave))
    if tema is None:
        raise NoEncontrado("La agenda no tiene un tema con ese código.")
    return Sujeto(tema.codigo, tema.codigo, tema.nombre, tema)


def marcas_del_nivel(sujeto: Sujeto, nivel: str) -> frozenset[str]:
    """Con qué marcas se arma: la pública, con las de cualquiera; la de trabajo, con las del grupo del tema.

    Lo que sólo ve el personal (lo no publicado, lo reservado) no entra en ninguna.
    """
    if nivel == Nivel.PUBLICA:
        return frozenset({PUBLICO})
    return frozenset({PUBLICO, f"grupo:{sujeto.codigo}"})


def niveles_de(clave: str, marcas: frozenset[str]) -> tuple[str, ...]:
    """Los niveles que abre un lector con esas marcas."""
    if PERSONAL in marcas or f"grupo:{clave}" in marcas:
        return (Nivel.PUBLICA, Nivel.TRABAJO)
    return (Nivel.PUBLICA,)


NOMBRES_DE_NIVEL: Mapping[str, str] = {Nivel.PUBLICA: "Pública", Nivel.TRABAJO: "De trabajo"}
