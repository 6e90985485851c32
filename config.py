"""La configuración del centro: el único lugar que lee las variables de entorno.

Cada campo de `Config` es la variable `CENTRO_<CAMPO EN MAYÚSCULAS>`; README.md las enumera y una prueba
compara las dos listas.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import get_type_hints

RAIZ = Path(__file__).resolve().parent
PUERTO_MAXIMO = 65535


class ConfiguracionInvalida(ValueError):
    """Una variable de entorno no se puede entender; el mensaje dice cuál y qué se esperaba."""


@dataclass(frozen=True, slots=True)
class Config:
    """Todo lo que se puede ajustar sin tocar el código. Tamaños en MB, tiempos en segundos."""

    ruta_datos: Path = RAIZ / "datos"
    """Carpeta de la base de datos, los archivos, el índice y los accesos; sin decirla, la que está junto a
    `centro.py`, se llame desde donde se llame."""
    anfitrion: str = "127.0.0.1"
    """Dirección en que atiende el servidor."""
    puerto: int = 8000
    """Puerto en que atiende el servidor."""
    procesos: int = 2
    """Procesos del servidor web; donde no hay gunicorn, uno."""
    hilos: int = 8
    """Hilos de cada proceso del servidor web."""
    lectores: int = 2
    """Archivos que el trabajador lee a la vez."""
    url_publica: str = ""
    """Dirección con la que el público llega al sitio; vacía, lo que sale del centro (hojas, canales, copias)
    lleva sólo la ruta de cada página. Con `https`, las galletas se marcan seguras."""
    detras_de_proxy: bool = False
    """Confía en las cabeceras `X-Forwarded-*` de UN proxy inverso."""
    limite_archivo_mb: int = 200
    """Tamaño máximo de un archivo."""
    limite_peticion_mb: int = 2000
    """Tamaño máximo de una subida entera (varios archivos)."""
    cuota_subidas_mb: int = 20_000
    """Lo que una cuenta puede tener a medio subir."""
    extraccion_segundos: int = 600
    """Tiempo máximo de pared para leer un archivo."""
    extraccion_memoria_mb: int = 1500
    """Memoria máxima del proceso que lee un archivo."""
    extraccion_salida_mb: int = 200
    """Texto y cajas que puede producir un archivo."""
    extraccion_paginas: int = 5000
    """Páginas que se leen de un archivo."""
    sesion_horas: int = 10
    """Horas de inactividad tras las que se cierra la sesión."""
    intentos_ingreso: int = 5
    """Fallos seguidos que bloquean una cuenta."""
    bloqueo_minutos: int = 15
    """Minutos que dura el bloqueo."""
    ritmo_ingreso: str = "10 per minute"
    """Peticiones de ingreso por dirección."""
    ritmo_busqueda: str = "120 per minute"
    """Búsquedas por dirección o por cuenta."""
    ritmo_completado: str = "600 per minute"
    """Cuántas veces por minuto se puede pedir con qué completar lo que se escribe."""
    ritmo_subida: str = "60 per minute"
    """Subidas por cuenta."""
    zona_horaria: str = "America/Guatemala"
    """Zona en que se muestran las fechas y se cuentan los días."""

    correo_servidor: str = ""
    """Servidor SMTP por el que salen los avisos; vacío, no se envía ninguno."""
    correo_puerto: int = 587
    """Puerto del servidor de correo."""
    correo_cifrado: str = "starttls"
    """`starttls`, `tls` (cifrado desde el principio) o `no`."""
    correo_autoridad: str = ""
    """Archivo PEM con la autoridad que firma el certificado del servidor, si no es de las del sistema."""
    correo_usuario: str = ""
    """Con qué cuenta se entra al servidor de correo; vacío, sin entrar."""
    correo_clave: str = field(default="", repr=False)
    """La contraseña de esa cuenta."""
    correo_remitente: str = ""
    """La dirección desde la que se envían los avisos."""

    @classmethod
    def desde_entorno(cls, entorno: Mapping[str, str] | None = None) -> "Config":
        """Lee `CENTRO_…`; lo ausente o vacío toma su valor por omisión.

        Levanta `ConfiguracionInvalida` si un valor no es del tipo que corresponde.
        """
        variables = os.environ if entorno is None else entorno
        tipos = get_type_hints(cls)
        valores: dict[str, str | int | bool | Path] = {}
        for campo in fields(cls):
            nombre = f"CENTRO_{campo.name.upper()}"
            crudo = variables.get(nombre, "").strip()
            if crudo:
                valores[campo.name] = _convertir(nombre, crudo, tipos[campo.name])
        config = cls(**valores)  # type: ignore[arg-type]
        if config.puerto > PUERTO_MAXIMO:
            raise ConfiguracionInvalida(
                f"CENTRO_PUERTO debe ir de 1 a {PUERTO_MAXIMO}, y dice «{config.puerto}»."
            )
        _revisar_correo(config)
        return config

    @property
    def sitio(self) -> str:
        """La dirección pública sin barra final, para ponerle detrás una ruta; vacía si no se dijo."""
        return self.url_publica.rstrip("/")

    @property
    def ruta_bd(self) -> Path:
        """Archivo de la base de datos."""
        return self.ruta_datos / "centro.sqlite3"

    @property
    def url_bd(self) -> str:
        """Dirección SQLAlchemy de la base de datos."""
        return f"sqlite:///{self.ruta_bd}"

    @property
    def ruta_archivos(self) -> Path:
        """Raíz del almacén de archivos."""
        return self.ruta_datos / "archivos"

    @property
    def ruta_indice(self) -> Path:
        """Carpeta de las generaciones del índice."""
        return self.ruta_datos / "indice"

    @property
    def ruta_paginas(self) -> Path:
        """Caché de imágenes de página."""
        return self.ruta_datos / "paginas"

    @property
    def ruta_reconocidas(self) -> Path:
        """Las páginas que el OCR leyó de los archivos cuya lectura no ha terminado."""
        return self.ruta_datos / "reconocidas"

    @property
    def ruta_accesos(self) -> Path:
        """Diarios de lectura de lo no público, sólo de anexar."""
        return self.ruta_datos / "accesos"

    @property
    def ruta_temporal(self) -> Path:
        """Lo que no importa perder al reiniciar."""
        return self.ruta_datos / "temporal"

    @property
    def ruta_ritmo(self) -> Path:
        """Los contadores del ritmo de las peticiones."""
        return self.ruta_temporal / "ritmo.sqlite3"

    @property
    def limite_archivo(self) -> int:
        """Bytes que puede pesar un archivo."""
        return self.limite_archivo_mb * 1_000_000

    @property
    def cuota_subidas(self) -> int:
        """Bytes que una cuenta puede tener a medio subir."""
        return self.cuota_subidas_mb * 1_000_000

    @property
    def limite_peticion(self) -> int:
        """Bytes que puede pesar una petición."""
        return self.limite_peticion_mb * 1_000_000


def _revisar_correo(config: Config) -> None:
    """Si hay servidor de correo, ha de haber lo que un correo necesita."""
    if config.correo_cifrado not in {"starttls", "tls", "no"}:
        raise ConfiguracionInvalida(
            f"CENTRO_CORREO_CIFRADO debe ser «starttls», «tls» o «no», y dice «{config.correo_cifrado}»."
        )
    if config.correo_autoridad and not Path(config.correo_autoridad).is_file():
        raise ConfiguracionInvalida(
            f"CENTRO_CORREO_AUTORIDAD nombra un archivo que no está: {config.correo_autoridad}."
        )
    if not config.correo_servidor:
        return
    if "@" not in config.correo_remitente:
        raise ConfiguracionInvalida("Con CENTRO_CORREO_SERVIDOR hace falta CENTRO_CORREO_REMITENTE.")
    if not config.url_publica.startswith(("http://", "https://")):
        raise ConfiguracionInvalida(
            "Con CENTRO_CORREO_SERVIDOR hace falta CENTRO_URL_PUBLICA: los correos llevan enlaces al sitio."
        )


def _convertir(nombre: str, crudo: str, tipo: type) -> str | int | bool | Path:
    if tipo is bool:
        if crudo.lower() in {"1", "si", "sí", "true", "on"}:
            return True
        if crudo.lower() in {"0", "no", "false", "off"}:
            return False
        raise ConfiguracionInvalida(f"{nombre} debe ser «sí» o «no», y dice «{crudo}».")
    if tipo is int:
        if not crudo.isascii() or not crudo.isdigit() or int(crudo) == 0:
            raise ConfiguracionInvalida(
                f"{nombre} debe ser un número entero mayor que cero, y dice «{crudo}»."
            )
        return int(crudo)
    return Path(crudo) if tipo is Path else crudo
