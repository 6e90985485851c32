"""Qué guarda el índice y cómo: el esquema de Whoosh y el paso de una `Ficha` a sus entradas.

Un documento ocupa entradas contiguas de UN segmento: primero la suya (título, registro y, guardada, su
cabecera) y después una por fragmento (texto). Las posiciones del texto corren por todo el documento, sin
hueco entre fragmentos, para que una frase pueda cruzar de una página a la siguiente. El texto mismo no se
guarda: el pasaje que se muestra sale de la base de datos.

Cada texto entra dos veces: en `forma_…`, la palabra plegada con sus posiciones, y en `raiz_…`, sólo con su
frecuencia. Las palabras vacías no tienen raíz que buscar.

La entrada del documento lleva además las siglas que su título admite (`siglas`; la frecuencia dice cuánto lo
nombran) y las que sus textos definen (`definiciones`, un término por par: `ine=instituto de estadistica`).
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Existence, Positions

from indexador.errores import IndiceDanado
from indexador.ficha import Ficha
from indexador.lengua import analizar, plegar
from indexador.lengua.analizador import numero_canonico
from indexador.lengua.siglas import definiciones, siglas_de_titulo

VERSION = 3
"""Sube cuando cambia lo que se escribe: un índice de otra versión se reconstruye desde la base."""

TEXTO, TITULO, REGISTRO = "texto", "titulo", "registro"
SECCIONES = (TEXTO, TITULO, REGISTRO)
SIGLAS, DEFINICIONES = "siglas", "definiciones"


class CodecSinLargos(W3Codec):  # type: ignore[misc]
    """El códec de serie, sin las estadísticas de largo que aquí no se usan.

    Con ellas, Whoosh 2.7.4 consulta el disco (`os.stat`) una vez por cada palabra de un campo que no las
    lleva. Los largos exactos van en la cabecera del documento.
    """

    length_stats = False


class FormatoDePosiciones(Positions):  # type: ignore[misc]
    """Posiciones como enteros de 32 bits seguidos: se leen de un golpe, sin deshacer diferencias."""

    def encode(self, poslist: list[int]) -> bytes:
        return np.asarray(poslist, dtype="<u4").tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        posiciones: list[int] = np.frombuffer(valuestring, dtype="<u4").tolist()
        return posiciones


class CampoDeFormas(FieldType):  # type: ignore[misc]
    """Recibe las palabras ya analizadas: de cada forma, sus posiciones."""

    def __init__(self) -> None:
        self.format = FormatoDePosiciones()
        self.analyzer = None
        self.scorable = self.stored = self.unique = False

    def index(self, value: Mapping[str, list[int]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        codificar = self.format.encode
        for forma, posiciones in value.items():
            veces = len(posiciones)
            yield forma.encode(), veces, float(veces), codificar(posiciones)


class CampoDeRaices(FieldType):  # type: ignore[misc]
    """Recibe de cada raíz cuántas veces aparece."""

    def __init__(self) -> None:
        self.format = Existence()
        self.analyzer = None
        self.scorable = self.stored = self.unique = False

    def index(self, value: Mapping[str, int], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for raiz, veces in value.items():
            yield raiz.encode(), veces, float(veces), b""


def esquema() -> Schema:
    """El esquema de los dos índices."""
    campos: dict[str, FieldType] = {"cabecera": STORED()}
    for seccion in SECCIONES:
        campos[f"forma_{seccion}"] = CampoDeFormas()
        campos[f"raiz_{seccion}"] = CampoDeRaices()
    campos[SIGLAS] = campos[DEFINICIONES] = CampoDeRaices()
    return Schema(**campos)


@dataclass(frozen=True, slots=True)
class LugarDePasaje:
    """Dónde está un fragmento dentro de su documento, y cuántas palabras tiene."""

    fragmento: int
    pagina: int
    inicio: int
    fin: int
    etiqueta: str
    largo: int


@dataclass(frozen=True, slots=True)
class Cabecera:
    """Lo que el índice recuerda de un documento, además de sus palabras."""

    documento: int
    identificador: str
    revision: int
    clave_titulo: str
    """Título plegado, para ordenar y para reconocer a quien lo escribe entero."""
    numero: str
    fecha: date | None
    tipo: str
    acceso: str
    temas: tuple[str, ...]
    actividades: tuple[str, ...]
    instituciones: tuple[str, ...]
    marcas: tuple[str, ...]
    largo_titulo: int
    largo_registro: int
    pasajes: tuple[LugarDePasaje, ...]

    def guardar(self) -> str:
        """La cabecera como JSON: así leerla no ejecuta nada, al contrario que un pickle."""
        pasajes = [(p.fragmento, p.pagina, p.inicio, p.fin, p.etiqueta, p.largo) for p in self.pasajes]
        fecha = self.fecha.isoformat() if self.fecha else None
        valores = [
            VERSION, self.documento, self.identificador, self.revision, self.clave_titulo, self.numero, fecha,
            self.tipo, self.acceso, self.temas, self.actividades, self.instituciones, self.marcas,
            self.largo_titulo, self.largo_registro, pasajes,
        ]  # fmt: skip
        return json.dumps(valores, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def leer(cls, guardada: str) -> "Cabecera":
        """Inversa de `guardar`. Levanta `IndiceDanado` si la escribió otra versión del programa."""
        version, *valores = json.loads(guardada)
        if version != VERSION:
            raise IndiceDanado("El índice es de otra versión del programa: hay que reconstruirlo.")
        fecha = date.fromisoformat(valores[5]) if valores[5] else None
        listas = (tuple(lista) for lista in valores[8:12])
        pasajes = tuple(LugarDePasaje(*pasaje) for pasaje in valores[14])
        campos = [*valores[:5], fecha, *valores[6:8], *listas, *valores[12:14], pasajes]
        return cls(*campos)


class _Seccion:
    """Las palabras de una sección de un documento, contadas a medida que se analizan."""

    def __init__(self, posicion: int = 0) -> None:
        self.formas: dict[str, list[int]] = {}
        self.raices: dict[str, int] = {}
        self.desde = self.posicion = posicion

    def agregar(self, texto: str) -> None:
        formas, raices = self.formas, self.raices
        for termino in analizar(texto, self.posicion):
            posicion = termino.posicion
            formas.setdefault(termino.forma, []).append(posicion)
            for variante in termino.variantes:
                formas.setdefault(variante, []).append(posicion)
            if not termino.vacia:
                raices[termino.raiz] = raices.get(termino.raiz, 0) + 1
            self.posicion = posicion + 1

    def separar(self) -> None:
        """Deja un hueco: una frase no pasa del título al título corto."""
        self.posicion += 2

    @property
    def largo(self) -> int:
        return self.posicion - self.desde


@dataclass(frozen=True, slots=True)
class Entrada:
    """Los campos de una entrada, listos para Whoosh."""

    campos: Mapping[str, Any]


def entradas(ficha: Ficha) -> list[Entrada]:
    """Las entradas de un documento, en el orden en que deben escribirse."""
    titulo = _seccion(ficha.titulo, ficha.titulo_corto, ficha.numero)
    registro = _seccion(ficha.identificador, ficha.tipo, ficha.registro)
    pasajes, de_texto, posicion = [], [], 0
    for fragmento in ficha.fragmentos:
        texto = _Seccion(posicion)
        texto.agregar(fragmento.texto)
        posicion = texto.posicion
        de_texto.append(Entrada({"forma_texto": texto.formas, "raiz_texto": texto.raices}))
        pasajes.append(
            LugarDePasaje(
                fragmento.numero, fragmento.pagina, fragmento.inicio, fragmento.fin,
                fragmento.etiqueta, texto.largo,
            )
        )  # fmt: skip
    cabecera = _cabecera(ficha, titulo.largo, registro.largo, tuple(pasajes))
    propia = Entrada(
        {
            "cabecera": cabecera.guardar(),
            "forma_titulo": titulo.formas,
            "raiz_titulo": titulo.raices,
            "forma_registro": registro.formas,
            "raiz_registro": registro.raices,
            SIGLAS: siglas_de_titulo(ficha.titulo),
            DEFINICIONES: _definiciones(ficha),
        }
    )
    return [propia, *de_texto]


def _definiciones(ficha: Ficha) -> Mapping[str, int]:
    textos = (ficha.titulo, ficha.registro, *(fragmento.texto for fragmento in ficha.fragmentos))
    return Counter(f"{sigla}={expansion}" for texto in textos for sigla, expansion in definiciones(texto))


def tiene_palabras(cabecera: Cabecera) -> bool:
    """¿Lleva algo más que su identificador y su tipo, que es todo lo que se indexa de lo confidencial?"""
    vacios = _seccion("", "", "").largo, _seccion(cabecera.identificador, cabecera.tipo, "").largo
    return bool(cabecera.pasajes) or (cabecera.largo_titulo, cabecera.largo_registro) != vacios


def _seccion(*partes: str) -> _Seccion:
    seccion = _Seccion()
    for parte in partes:
        seccion.agregar(parte)
        seccion.separar()
    return seccion


def _cabecera(
    ficha: Ficha, largo_titulo: int, largo_registro: int, pasajes: tuple[LugarDePasaje, ...]
) -> Cabecera:
    return Cabecera(
        documento=ficha.documento,
        identificador=ficha.identificador,
        revision=ficha.revision,
        clave_titulo=clave_de_titulo(ficha.titulo),
        numero=numero_canonico(ficha.numero),
        fecha=ficha.fecha,
        tipo=ficha.tipo,
        acceso=ficha.acceso,
        temas=tuple(sorted(set(ficha.temas))),
        actividades=tuple(sorted(set(ficha.actividades))),
        instituciones=tuple(sorted(set(ficha.instituciones))),
        marcas=tuple(sorted(ficha.marcas)),
        largo_titulo=largo_titulo,
        largo_registro=largo_registro,
        pasajes=pasajes,
    )


def clave_de_titulo(titulo: str) -> str:
    """El título reducido a sus palabras plegadas, sin signos."""
    return " ".join(plegar(titulo[t.inicio : t.fin]) for t in analizar(titulo))
