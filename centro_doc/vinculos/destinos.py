"""A qué se puede vincular un documento: los nodos del plan activo y los temas de la agenda."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.escrito import plegar
from centro_doc.plan.modelos import Nodo, PeriodoPlan

CLASE_TEMA = "tema"
_CANDIDATOS = 5


@dataclass(frozen=True, slots=True)
class Destino:
    """Un nodo del plan o un tema. `clave` es única entre períodos: `plan:2009-2012:OO3.A2` o `tema:AG2`."""

    clave: str
    codigo: str
    texto: str
    clase: str
    nodo_id: int | None = None
    tema_id: int | None = None

    @property
    def opcion(self) -> str:
        """Como se ofrece y se escribe en un formulario: el código y después el texto."""
        return f"{self.codigo} {self.texto}"


def destinos(sesion: Session) -> tuple[Destino, ...]:
    """Todos, primero los temas y después los nodos del plan activo, en su orden.

    Un subproducto que es un tema de la agenda se ofrece sólo como tema: el vínculo sube a él en las
    consultas y nunca se guarda dos veces.
    """
    temas = [de_tema(tema) for tema in sesion.scalars(select(Tema).order_by(Tema.orden))]
    nodos = sesion.execute(
        select(Nodo, PeriodoPlan.clave)
        .join(PeriodoPlan, Nodo.periodo_id == PeriodoPlan.id)
        .where(PeriodoPlan.activo)
        .order_by(Nodo.orden)
    ).all()
    propios = {tema.codigo for tema in temas}
    return (*temas, *(de_nodo(nodo, clave) for nodo, clave in nodos if nodo.tema not in propios))


def de_tema(tema: Tema) -> Destino:
    """El destino que es un tema."""
    return Destino(f"tema:{tema.codigo}", tema.codigo, tema.nombre, CLASE_TEMA, tema_id=tema.id)


def de_nodo(nodo: Nodo, periodo: str) -> Destino:
    """El destino que es un nodo; `periodo` es la clave de su plan."""
    return Destino(f"plan:{periodo}:{nodo.codigo}", nodo.codigo, nodo.texto, nodo.clase, nodo_id=nodo.id)


def resolver(sesion: Session, escrito: str) -> Destino:
    """El destino que alguien escribió: su código, su clave, la opción de la lista o palabras de su texto.

    El código de un subproducto que es tema lleva a ese tema. Levanta `DatosInvalidos` si no hay ninguno o si
    las palabras convienen a varios, y entonces los nombra.
    """
    if not escrito.strip():
        raise _no_sirve("Elija a qué se vincula: un código como OO3.A2.7 o AG2, o palabras de su texto.")
    todos = destinos(sesion)
    por_codigo = {d.codigo.casefold(): d for d in todos} | {d.clave.casefold(): d for d in todos}
    primera = escrito.split()[0].rstrip(".,:;").casefold()
    hallado = por_codigo.get(primera) or _tema_del_subproducto(sesion, primera, todos)
    if hallado is not None:
        return hallado
    return _por_palabras(escrito, todos)


def con_palabras(todos: Iterable[Destino], escrito: str) -> tuple[Destino, ...]:
    """Los destinos cuyo código o texto tiene todas las palabras, sin importar tildes ni mayúsculas."""
    palabras = plegar(escrito).split()
    return tuple(d for d in todos if palabras and all(p in plegar(d.opcion) for p in palabras))


def _tema_del_subproducto(sesion: Session, codigo: str, todos: Iterable[Destino]) -> Destino | None:
    tema = sesion.scalar(
        select(Nodo.tema)
        .join(PeriodoPlan, Nodo.periodo_id == PeriodoPlan.id)
        .where(PeriodoPlan.activo, Nodo.codigo.ilike(codigo.replace("%", "").replace("_", "")))
    )
    return next((d for d in todos if d.clase == CLASE_TEMA and d.codigo == tema), None)


def _por_palabras(escrito: str, todos: tuple[Destino, ...]) -> Destino:
    hallados = con_palabras(todos, escrito)
    if len(hallados) == 1:
        return hallados[0]
    if not hallados:
        raise _no_sirve(f"Nada del plan ni de la agenda se llama «{escrito.strip()}». Pruebe con el código.")
    codigos = ", ".join(d.codigo for d in hallados[:_CANDIDATOS])
    mas = f" y {len(hallados) - _CANDIDATOS} más" if len(hallados) > _CANDIDATOS else ""
    raise _no_sirve(f"«{escrito.strip()}» conviene a {codigos}{mas}. Elija uno por su código.")


def _no_sirve(mensaje: str) -> DatosInvalidos:
    return DatosInvalidos(mensaje, {"destino": mensaje})
