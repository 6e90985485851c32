"""Las subidas: cada archivo de una petición va directo al depósito, por trozos, sin pasar por la memoria.

Sólo las vistas anotadas en `SUBIDAS` reciben archivos; a las demás no se les acepta una petición grande.
"""

from typing import IO, Any, cast

from flask import Flask, Request, current_app, g
from werkzeug.datastructures import FileStorage, ImmutableMultiDict, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.utils import cached_property

from almacen import DepositoLocal, Recepcion
from centro_doc.catalogo.puerta import Llegada, admitir
from centro_doc.comun.escrito import sin_invisibles
from centro_doc.comun.web import servicio
from config import Config

SUBIDAS = frozenset({"ingreso.recibir", "catalogar.version", "catalogar.archivo"})
"""Las vistas que reciben archivos."""
FORMULARIO_MAXIMO = 4_000_000
"""Bytes de una petición que no sube archivos."""
ARCHIVOS_MAXIMOS = 1_000
"""Archivos de una subida."""


CONTRASENAS = frozenset({"clave", "actual", "nueva", "repetida"})
"""Los campos que se comparan como se escriben: una contraseña no se limpia."""


class LectorDeFormularios(FormDataParser):
    """Lee un formulario y le quita los caracteres que nadie ve, antes de que ninguna vista lo mire."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]:
        """El resto del cuerpo, los campos y los archivos."""
        resto, campos, archivos = super().parse(stream, mimetype, content_length, options)
        return resto, _limpios(campos), archivos


def _limpios(campos: MultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict(
        [
            (nombre, valor if nombre in CONTRASENAS else sin_invisibles(valor))
            for nombre, valor in campos.items(multi=True)
        ]
    )


class PeticionConSubidas(Request):
    """Una petición cuyos archivos se escriben en el depósito según llegan, y lo escrito llega limpio."""

    form_data_parser_class = LectorDeFormularios
    max_form_parts = ARCHIVOS_MAXIMOS + 50

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """Los parámetros de la dirección, sin los caracteres que nadie ve."""
        return _limpios(super().args)

    @property
    def max_content_length(self) -> int:
        """El límite de la petición entera, según si la vista recibe archivos."""
        if self.endpoint in SUBIDAS:
            return cast(Config, current_app.extensions["centro_doc"][Config]).limite_peticion
        return FORMULARIO_MAXIMO

    @max_content_length.setter
    def max_content_length(self, valor: int | None) -> None:
        """Lo fija el servicio; no se cambia por petición."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        if self.endpoint not in SUBIDAS:
            raise RequestEntityTooLarge
        recepcion = servicio(DepositoLocal).abrir_recepcion(servicio(Config).limite_archivo)
        recepciones().append(recepcion)
        return cast(IO[bytes], recepcion)


def conectar(app: Flask) -> None:
    """Pone la petición con subidas en `app` y olvida al terminar lo que nadie recogió."""
    app.request_class = PeticionConSubidas
    app.teardown_request(_descartar_pendientes)


def recepciones() -> list[Recepcion]:
    """Las recepciones abiertas por esta petición."""
    if "recepciones" not in g:
        g.recepciones = []
    return cast(list[Recepcion], g.recepciones)


def recoger(archivos: list[Any]) -> list[Llegada]:
    """Deja a salvo los archivos de un campo, en su orden; los campos vacíos no cuentan.

    Cada archivo tiene su suerte: uno rechazado no estorba a los demás.
    """
    limite = servicio(Config).limite_archivo
    return [admitir(a.stream, a.filename, limite=limite) for a in archivos if a.filename]


def _descartar_pendientes(_error: BaseException | None) -> None:
    for recepcion in g.pop("recepciones", []):
        recepcion.descartar()
