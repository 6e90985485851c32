"""Lo que se encuaderna: un expediente congelado, con la ruta de cada archivo. Va y vuelve en JSON."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

LARGO_DE_NOMBRE = 60
"""Letras del código o del nombre que lleva el de un archivo."""
_DE_NOMBRE = re.compile("[0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Pasaje:
    """Unas palabras del documento que prueban por qué está, su página y quién lo confirmó.

    `aviso`: lo que hay que saber antes de creerle, como que el sistema lo reubicó y nadie lo ha visto.
    """

    pagina: int
    literal: str
    confirmo: str
    aviso: str = ""

    @property
    def firma(self) -> str:
        """«confirmó Ana Sical, 3 mar 2010», con su aviso; vacía si no consta nada."""
        quien = self.confirmo if self.confirmo.startswith("leída") else f"confirmó {self.confirmo}"
        return "; ".join(filter(None, (quien if self.confirmo else "", self.aviso)))


@dataclass(frozen=True, slots=True)
class Archivo:
    """El archivo de un documento. `tamano` en octetos.

    `ruta` es la del original; `paginas`, la del PDF con sus páginas: el original mismo, o su conversión, de
    la que `conversor` dice cómo se hizo y `mapa` de qué página del documento es cada una del PDF: vacío, la
    misma, salvo que `sin_mapa`. `texto` es la de un JSON con el texto de cada página, o vacía.
    """

    nombre: str
    tipo: str
    tamano: int
    sha256: str
    ruta: str
    paginas: str = ""
    conversor: str = ""
    mapa: tuple[int, ...] = ()
    sin_mapa: bool = False
    texto: str = ""


@dataclass(frozen=True, slots=True)
class Documento:
    """Un documento de la obra; sin `archivo`, `falta` dice por qué. `numero` es su turno, desde 1.

    `datos`: rótulo y valor de lo que su apartado pide.
    """

    numero: int
    identificador: str
    titulo: str
    ficha: str
    frase: str
    version: int
    sha256: str
    pasajes: tuple[Pasaje, ...]
    archivo: Archivo | None
    falta: str = ""
    datos: tuple[tuple[str, str], ...] = ()

    @property
    def citadas(self) -> tuple[int, ...]:
        """Las páginas de sus pasajes, en orden y sin repetir."""
        return tuple(sorted({pasaje.pagina for pasaje in self.pasajes}))


@dataclass(frozen=True, slots=True)
class Norma:
    """Una norma del núcleo y un documento con su texto; sin `documento`, `falta` dice por qué.

    `suelto`: el documento no está en ningún apartado, y sólo la bolsa lo lleva.
    """

    nombre: str
    clave: str
    direccion: str
    documento: Documento | None = None
    suelto: bool = False
    falta: str = ""


@dataclass(frozen=True, slots=True)
class Tabla:
    """Renglones bajo unas columnas."""

    titulo: str
    columnas: tuple[str, ...]
    filas: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Apartado:
    """Una parte: sus párrafos, sus tablas y sus documentos. `rotulo`: «4» o «Anexo 1».

    `normas`, sólo en el anexo de los textos de las normas.
    """

    rotulo: str
    titulo: str
    parrafos: tuple[str, ...] = ()
    tablas: tuple[Tabla, ...] = ()
    documentos: tuple[Documento, ...] = ()
    normas: tuple[Norma, ...] = ()

    @property
    def sueltos(self) -> tuple[Documento, ...]:
        """Los textos de normas que no son documentos de ningún apartado, una vez cada uno."""
        suyos = (una.documento for una in self.normas if una.suelto)
        return tuple({uno.numero: uno for uno in suyos if uno is not None}.values())

    @property
    def numerada(self) -> str:
        """«Apartado 4», o «Anexo 1»: así no se confunde con un documento."""
        return f"Apartado {self.rotulo}" if self.rotulo.isdecimal() else self.rotulo

    @property
    def sin_registros(self) -> bool:
        """¿No hay nada en ella?"""
        return not (self.parrafos or self.documentos or any(tabla.filas for tabla in self.tablas))


@dataclass(frozen=True, slots=True)
class Obra:
    """Un expediente congelado. `caratula` son rótulo y valor, y `portada`, lo demás que va con ella.

    `congelada` es el instante, en ISO 8601 y UTC. `clase` es lo que se antepone a la clave («Expediente
    temático»). `aviso` es lo que quien lo abra debe saber: a quién le toca leerlo. `indice`: la generación
    del índice contra el que se congeló y hasta qué instante estaba al día, si consta. `direccion`, sin el
    sitio si no se sabe cuál es. `sin_codigo`: la clave es un número de orden, y a quien lee no
    le dice nada.
    """

    clase: str
    clave: str
    nombre: str
    nivel: str
    nombre_de_nivel: str
    numero: int
    titulo: str
    nota: str
    congelada: str
    huella: str
    direccion: str
    caratula: tuple[tuple[str, str], ...]
    portada: Apartado
    aviso: str
    apartados: tuple[Apartado, ...]
    indice: tuple[int, str] | None = None
    sin_codigo: bool = False

    @property
    def documentos(self) -> tuple[Documento, ...]:
        """Todos, en su orden."""
        return tuple(uno for apartado in self.apartados for uno in apartado.documentos)

    @property
    def normas(self) -> tuple[Norma, ...]:
        """Las del núcleo, con su texto."""
        return tuple(una for apartado in self.apartados for una in apartado.normas)

    @property
    def de_la_bolsa(self) -> tuple[Documento, ...]:
        """Los que lleva la bolsa: todos y, detrás, los textos de normas que no son de ningún apartado."""
        return (*self.documentos, *(uno for apartado in self.apartados for uno in apartado.sueltos))

    @property
    def nombre_de_archivo(self) -> str:
        """Sin extensión: «AG2-publica-3»."""
        return nombre_de_archivo(self.nombre if self.sin_codigo else self.clave, self.nivel, self.numero)

    @property
    def dicha(self) -> str:
        """«AG2 Consejo asesor»."""
        return self.nombre if self.sin_codigo else f"{self.clave} {self.nombre}"

    @property
    def cita(self) -> tuple[str, str]:
        """Con qué se cita, rótulo y valor: su dirección o, si no consta el sitio, su identificador."""
        if "://" in self.direccion:
            return "Dirección", self.direccion
        return "Identificador", self.identificador

    @property
    def senas(self) -> tuple[tuple[str, str], ...]:
        """Las filas de la carátula con que se cita: dónde está, cuál es y su huella.

        Sin el sitio, la dirección es sólo la ruta, y lo dice: se cita con el identificador.
        """
        ruta = f"{self.direccion} (ruta en el sitio del Centro: cítela con el identificador)"
        return (
            ("Dirección", self.direccion if "://" in self.direccion else ruta),
            ("Identificador", self.identificador),
            ("Huella SHA-256", self.huella),
        )

    @property
    def identificador(self) -> str:
        """«Expediente temático AG2, versión publica-3»: con la huella, basta para saber cuál es."""
        return f"{self.clase} {self.clave}, versión {self.nivel}-{self.numero}"

    def como_json(self) -> str:
        """Para pasarla a otro proceso. De un apartado sin normas no dice que no las tiene."""
        dato = asdict(self)
        for apartado in (dato["portada"], *dato["apartados"]):
            if not apartado["normas"]:
                del apartado["normas"]
        return json.dumps(dato, ensure_ascii=False)


def nombre_de_archivo(clave: str, nivel: str, numero: int) -> str:
    """El de una versión, sin extensión y en ASCII, por su código o su nombre: «AG2-publica-3».

    >>> nombre_de_archivo("AG4 Regularización, 2.ª vuelta", "trabajo", 1)
    'AG4-Regularizacion-2-vuelta-trabajo-1'
    """
    sin_tildes = unicodedata.normalize("NFD", clave).encode("ascii", "ignore").decode()
    llana = "-".join(_DE_NOMBRE.findall(sin_tildes))
    if len(llana) > LARGO_DE_NOMBRE:
        llana = llana[: LARGO_DE_NOMBRE + 1].rpartition("-")[0] or llana[:LARGO_DE_NOMBRE]
    return "-".join(filter(None, (llana, nivel, str(numero))))


def llano(texto: str) -> str:
    """El texto sin caracteres de control, que ni XML ni las letras admiten: un espacio por cada uno."""
    return "".join(letra if letra >= " " and letra not in "\x7f\ufffe\uffff" else " " for letra in texto)


def obra_de_json(escrita: str) -> Obra:
    """La que `como_json` escribió."""
    dato = json.loads(escrita)
    apartados = tuple(_apartado(uno) for uno in dato.pop("apartados"))
    portada = _apartado(dato.pop("portada"))
    caratula = tuple((rotulo, valor) for rotulo, valor in dato.pop("caratula"))
    indice = tuple(dato.pop("indice") or ()) or None
    return Obra(**dato, indice=indice, caratula=caratula, portada=portada, apartados=apartados)


def _apartado(dato: Mapping[str, Any]) -> Apartado:
    return Apartado(
        dato["rotulo"],
        dato["titulo"],
        tuple(dato["parrafos"]),
        tuple(
            Tabla(una["titulo"], tuple(una["columnas"]), tuple(tuple(fila) for fila in una["filas"]))
            for una in dato["tablas"]
        ),
        tuple(_documento(uno) for uno in dato["documentos"]),
        tuple(_norma(una) for una in dato.get("normas", ())),
    )


def _norma(dato: Mapping[str, Any]) -> Norma:
    documento = _documento(dato["documento"]) if dato["documento"] is not None else None
    return Norma(**{**dato, "documento": documento})


def _documento(dato: Mapping[str, Any]) -> Documento:
    pasajes = tuple(Pasaje(**uno) for uno in dato["pasajes"])
    archivo = _archivo(dato["archivo"]) if dato["archivo"] is not None else None
    datos = tuple((rotulo, valor) for rotulo, valor in dato["datos"])
    return Documento(**{**dato, "pasajes": pasajes, "archivo": archivo, "datos": datos})


def _archivo(dato: Mapping[str, Any]) -> Archivo:
    return Archivo(**{**dato, "mapa": tuple(dato["mapa"])})
