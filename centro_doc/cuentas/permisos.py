"""Quién puede ver y quién puede hacer: las marcas de acceso de un lector y la tabla de acciones por rol."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from centro_doc.comun.errores import NecesitaIngreso, SinPermiso
from centro_doc.cuentas.modelos import Rol

PUBLICO = "publico"
PERSONAL = "personal"
RESERVADA = "reservada"


@dataclass(frozen=True, slots=True)
class Actor:
    """Quien lee o actúa. Sin `usuario_id` es el público; `temas` son sus grupos técnicos vigentes hoy."""

    usuario_id: int | None = None
    nombre: str = "Público"
    roles: frozenset[str] = frozenset()
    temas: frozenset[str] = frozenset()
    clave: str = field(default="publico")

    @property
    def tiene_cuenta(self) -> bool:
        """¿Entró con una cuenta?"""
        return self.usuario_id is not None


ANONIMO = Actor()
SISTEMA = Actor(nombre="Sistema", roles=frozenset({Rol.PERSONAL}), clave="sistema")
CONSOLA = Actor(nombre="Consola", roles=frozenset({Rol.ADMINISTRACION}), clave="consola")
"""Quien administra desde la línea de órdenes de la máquina."""

ACCIONES: Mapping[str, frozenset[str]] = {
    "ingresar_documentos": frozenset({Rol.PERSONAL, Rol.REVISOR}),
    "catalogar": frozenset({Rol.PERSONAL, Rol.REVISOR}),
    "publicar": frozenset({Rol.PERSONAL, Rol.REVISOR}),
    "retirar": frozenset({Rol.PERSONAL, Rol.REVISOR}),
    "clasificar": frozenset({Rol.REVISOR}),
    "vincular": frozenset({Rol.PERSONAL, Rol.REVISOR}),
    "editar_tesauro": frozenset({Rol.PERSONAL, Rol.REVISOR, Rol.ADMINISTRACION}),
    "editar_normas": frozenset({Rol.PERSONAL, Rol.REVISOR}),
    "llevar_grupos": frozenset({Rol.PERSONAL, Rol.REVISOR}),
    "administrar": frozenset({Rol.ADMINISTRACION}),
    "ver_bitacora": frozenset({Rol.ADMINISTRACION, Rol.PRESIDENCIA, Rol.REVISOR}),
}
"""Acción → roles que la pueden hacer. «clasificar» es poner o quitar reservada o confidencial."""

ROLES: Mapping[str, tuple[str, str]] = {
    Rol.INVESTIGADOR: ("Investigador", "consulta lo público con su propia cuenta"),
    Rol.GRUPO_TECNICO: ("Grupo técnico", "lee lo interno que nombre al grupo de su tema"),
    Rol.PERSONAL: ("Personal", "sube, cataloga, vincula y publica; lee lo interno y lo no publicado"),
    Rol.REVISOR: ("Revisor", "lo del personal, y además clasifica y lee lo reservado"),
    Rol.PRESIDENCIA: ("Presidencia", "lee lo reservado y la bitácora"),
    Rol.ENLACE_UIP: ("Enlace de la UIP", "enlace con la Unidad de Información Pública"),
    Rol.CUSTODIA: ("Custodia", "lee los documentos confidenciales que la nombren"),
    Rol.ADMINISTRACION: (
        "Administración",
        "cuentas, cola e índice; por sí sola no lee nada que no sea público",
    ),
}
"""Nombre de cada rol y lo que da, como se muestran al asignarlo."""


def marcas(actor: Actor) -> frozenset[str]:
    """Las marcas de acceso de un lector: ve un documento si comparten al menos una (arquitectura §4)."""
    propias = {PUBLICO}
    if actor.roles & {Rol.PERSONAL, Rol.REVISOR}:
        propias.add(PERSONAL)
    if actor.roles & {Rol.REVISOR, Rol.PRESIDENCIA}:
        propias.add(RESERVADA)
    if Rol.GRUPO_TECNICO in actor.roles:
        propias.update(f"grupo:{tema}" for tema in actor.temas)
    if actor.usuario_id is not None:
        propias.add(f"persona:{actor.usuario_id}")
    return frozenset(propias)


def puede(actor: Actor, accion: str) -> bool:
    """¿Alguno de sus roles permite la acción? Una acción desconocida levanta `KeyError`."""
    return bool(actor.roles & ACCIONES[accion])


def exigir(actor: Actor, accion: str) -> None:
    """Levanta `SinPermiso` si el actor no puede; `NecesitaIngreso` si además es el público."""
    if puede(actor, accion):
        return
    if actor == ANONIMO:
        raise NecesitaIngreso("Esta página pide una cuenta. Ingrese para continuar.")
    raise SinPermiso("Su cuenta no tiene el permiso que hace falta. Pídalo a la administración del centro.")


def exigir_cuenta(actor: Actor) -> int:
    """El número de su cuenta; levanta `NecesitaIngreso` si no la tiene."""
    if actor.usuario_id is None:
        raise NecesitaIngreso("Esta página pide una cuenta. Ingrese para continuar.")
    return actor.usuario_id
