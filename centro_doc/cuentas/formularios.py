"""De lo que llega en una petición (o en una orden) a los datos de una cuenta."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.fecha_escrita import PIDE_DIA, leer_dia
from centro_doc.cuentas.modelos import Rol

_CORREO = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+")


@dataclass(frozen=True, slots=True)
class DatosUsuario:
    """Los datos de una cuenta, ya revisados: el correo en minúsculas."""

    correo: str
    nombre: str
    roles: frozenset[Rol]


@dataclass(frozen=True, slots=True)
class DatosMembresia:
    """La pertenencia a un grupo técnico; las dos fechas cuentan."""

    tema: str
    desde: date
    hasta: date | None


def correo_normal(correo: str) -> str:
    """El correo como se guarda y se busca."""
    return correo.strip().lower()


def datos_usuario(correo: str, nombre: str, roles: Iterable[str]) -> DatosUsuario:
    """Revisa los datos de una cuenta; levanta `DatosInvalidos` con el mensaje de cada campo."""
    campos: dict[str, str] = {}
    correo = correo_normal(correo)
    nombre = " ".join(nombre.split())
    pedidos = set(roles)
    if not _CORREO.fullmatch(correo) or len(correo) > 254 or not correo.isprintable():
        campos["correo"] = "Escriba un correo completo, por ejemplo, nombre@institucion.gob.gt."
    if not nombre or len(nombre) > 200 or not nombre.isprintable():
        campos["nombre"] = "Escriba el nombre de la persona, de 200 letras como máximo."
    if not pedidos <= set(Rol):
        campos["roles"] = f"Elija roles de la lista: {', '.join(Rol)}."
    elif not pedidos:
        campos["roles"] = "Elija al menos un rol."
    if campos:
        raise DatosInvalidos("No se guardó la cuenta. Revise los datos señalados.", campos)
    return DatosUsuario(correo, nombre, frozenset(Rol(rol) for rol in pedidos))


def datos_membresia(tema: str, desde: str, hasta: str, *, temas: Iterable[str]) -> DatosMembresia:
    """Revisa una pertenencia; `temas` son los códigos que existen. Levanta `DatosInvalidos`."""
    campos: dict[str, str] = {}
    if tema not in set(temas):
        campos["tema"] = "Elija un tema de la agenda."
    inicio = leer_dia(desde)
    final = leer_dia(hasta) if hasta.strip() else None
    if inicio is None:
        campos["desde"] = PIDE_DIA
    if hasta.strip() and final is None:
        campos["hasta"] = f"{PIDE_DIA} O déjela vacía."
    if inicio is not None and final is not None and final < inicio:
        campos["hasta"] = "La fecha final es anterior a la inicial."
    if campos or inicio is None:
        raise DatosInvalidos("No se guardó la pertenencia. Revise los datos señalados.", campos)
    return DatosMembresia(tema, inicio, final)


def destino_local(valor: str | None) -> str | None:
    """El camino local al que volver después de ingresar; `None` si no es de este sitio.

    Sólo pasa lo que empieza por una barra sola, sin barras invertidas ni caracteres de control, que los
    navegadores quitan o voltean y convierten un camino en otra dirección.
    """
    if not valor or not valor.startswith("/") or valor.startswith("//"):
        return None
    if "\\" in valor or not valor.isprintable():
        return None
    return valor
