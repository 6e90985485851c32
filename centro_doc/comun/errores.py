"""El árbol de errores de `centro_doc`; `comun.web` los traduce a HTML o a `application/problem+json`."""

import errno

_MOTIVOS = {
    errno.EACCES: "sin permiso",
    errno.EPERM: "sin permiso",
    errno.ENOENT: "no existe",
    errno.EISDIR: "es una carpeta",
    errno.ENOTDIR: "no es una carpeta",
    errno.EEXIST: "ya existe",
    errno.ENOSPC: "no queda espacio en el disco",
    errno.EDQUOT: "no queda espacio en la cuota del disco",
    errno.EROFS: "el disco es de sólo lectura",
    errno.EIO: "el disco falla",
    errno.EADDRNOTAVAIL: "esa dirección no es de esta máquina",
}


def motivo_del_sistema(error: OSError) -> str:
    """Por qué falló el sistema, en español; lo que no está en la tabla, como lo dice el sistema."""
    return _MOTIVOS.get(error.errno or 0) or error.strerror or str(error)


class ErrorDelCentro(Exception):
    """Raíz: lleva un mensaje en español para la persona y el estado HTTP que le toca."""

    estado = 500
    titulo = "Algo falló"

    def __init__(self, mensaje: str = "") -> None:
        super().__init__(mensaje or self.titulo)
        self.mensaje = mensaje or self.titulo


class NoEncontrado(ErrorDelCentro):
    """No existe, o no existe para este lector: las dos cosas se ven igual."""

    estado = 404
    titulo = "No encontramos esta página"


class SinPermiso(ErrorDelCentro):
    """La cuenta no puede hacer esto, y que la acción exista no es secreto."""

    estado = 403
    titulo = "Su cuenta no puede hacer esto"


class NecesitaIngreso(SinPermiso):
    """Hace falta una cuenta, y esta petición no trae ninguna; las páginas llevan a `/acceso`."""

    estado = 401
    titulo = "Ingrese con su cuenta"


class DatosInvalidos(ErrorDelCentro):
    """La petición no se puede cumplir; `campos` lleva el mensaje de cada campo."""

    estado = 422
    titulo = "Hay datos que corregir"

    def __init__(self, mensaje: str = "", campos: dict[str, str] | None = None) -> None:
        super().__init__(mensaje)
        self.campos = campos or {}


class Conflicto(ErrorDelCentro):
    """Lo pedido no cabe en cómo está ahora lo que se quiere cambiar; no se guardó nada."""

    estado = 409
    titulo = "Esto ya no está como lo vio"


class YaHecho(Conflicto):
    """Lo pedido ya estaba hecho: por la misma persona (`quien` vacío) o por la que `quien` nombra."""

    def __init__(self, mensaje: str, quien: str) -> None:
        autor = f"Lo hizo {quien}." if quien else "Lo hizo usted: no hace falta repetirlo."
        super().__init__(f"{mensaje} {autor}")
        self.titulo = "Otra persona lo hizo antes" if quien else "Usted ya lo había hecho"


class NoDisponible(ErrorDelCentro):
    """Algo que hace falta no responde ahora; se puede reintentar."""

    estado = 503
    titulo = "No disponible por el momento"
