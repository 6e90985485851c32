"""Lo que un segmento recuerda de cada documento y de cada entrada, además de sus palabras, en columnas.

Los datos estrechos van como arreglos; los textos, como cadenas con sus desplazamientos y, donde se buscan, el
orden de los documentos según ellas. Un campo con varios valores por documento va como pares (documento,
código) y la lista de sus valores.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from indexador.ficha import Ficha
from indexador.juridico.articulos import articulo_de_etiqueta
from indexador.lengua import analizar, plegar
from indexador.lengua.analizador import numero_canonico
from indexador.lengua.trozos import descubierto, trozos
from indexador.motor.arreglos import Arreglo, Cadenas, compacto, desplazamientos, juntar

SIN_FECHA = 0
TEXTOS = ("identificador", "titulo", "numero")
VALORES = ("tipo", "acceso", "pais", "temas", "actividades", "instituciones", "marcas", "fechas")
NUMEROS = ("id", "revision", "fecha", "publicado", "palabras", "entradas")
DE_ENTRADA = ("fragmento", "pagina", "inicio", "fin")
NOMBRES_DE_ENTRADA = ("etiqueta", "ancla")


@dataclass(frozen=True, slots=True)
class LugarDePasaje:
    """Dónde está un fragmento dentro de su documento, y cuántas palabras tiene."""

    fragmento: int
    pagina: int
    inicio: int
    fin: int
    etiqueta: str
    ancla: str
    largo: int


def clave_de_titulo(titulo: str) -> str:
    """El título reducido a sus palabras plegadas, sin signos."""
    return " ".join(filter(None, map(_plegado, trozos(titulo))))


@lru_cache(maxsize=50_000)
def _plegado(trozo: str) -> str:
    escrito = descubierto(trozo)
    return " ".join(plegar(escrito[t.inicio : t.fin]) for t in analizar(escrito))


def sin_puntos(numero: str) -> str:
    """«249-2012-MTC-02» y «249-2012-MTC/02.» son uno."""
    return numero.replace(".", "-")


class Apuntador:
    """Va apuntando los datos de los documentos que entran en un segmento."""

    def __init__(self) -> None:
        self._filas: list[dict[str, Any]] = []
        self._fragmentos: list[tuple[int, int, int, int]] = []
        self._etiquetas: list[str] = []
        self._anclas: list[str] = []

    def agregar(self, ficha: Ficha) -> None:
        """Apunta un documento y sus fragmentos, en orden."""
        self._filas.append(
            {
                "id": ficha.documento,
                "revision": ficha.revision,
                "fecha": ficha.fecha.toordinal() if ficha.fecha else SIN_FECHA,
                "publicado": int(ficha.publicado.timestamp()) if ficha.publicado else SIN_FECHA,
                "palabras": int(ficha.tiene_palabras),
                "entradas": 1 + len(ficha.fragmentos),
                "identificador": ficha.identificador,
                "titulo": clave_de_titulo(ficha.titulo),
                "numero": sin_puntos(numero_canonico(ficha.numero)),
                "tipo": (ficha.tipo,) if ficha.tipo else (),
                "acceso": (ficha.acceso,) if ficha.acceso else (),
                "pais": (ficha.pais,) if ficha.pais else (),
                "temas": ficha.temas,
                "actividades": ficha.actividades,
                "instituciones": ficha.instituciones,
                "marcas": ficha.marcas,
                "fechas": [f"{clase} {fecha.toordinal()}" for clase, fecha in ficha.fechas.items()],
            }
        )
        self._fragmentos.append((0, 0, 0, 0))
        self._fragmentos += [(f.numero, f.pagina, f.inicio, f.fin) for f in ficha.fragmentos]
        self._etiquetas += ["", *(f.etiqueta for f in ficha.fragmentos)]
        self._anclas += ["", *(f.ancla for f in ficha.fragmentos)]

    def columnas(self) -> dict[str, Arreglo]:
        """Las columnas de lo apuntado."""

        def columna(nombre: str) -> list[Any]:
            return [fila[nombre] for fila in self._filas]

        resultado = {f"doc.{nombre}": np.array(columna(nombre), np.int64) for nombre in NUMEROS}
        for nombre in TEXTOS:
            resultado |= _textos(f"doc.{nombre}", columna(nombre))
        for nombre in VALORES:
            resultado |= _valores(f"doc.{nombre}", columna(nombre))
        fragmentos = np.array(self._fragmentos, np.int64).reshape(-1, len(DE_ENTRADA))
        for nombre, datos in zip(DE_ENTRADA, fragmentos.T, strict=True):
            resultado[f"ent.{nombre}"] = compacto(datos)
        for nombre, textos in zip(NOMBRES_DE_ENTRADA, (self._etiquetas, self._anclas), strict=True):
            resultado |= _codificados(f"ent.{nombre}", textos)
        return resultado


def _textos(nombre: str, textos: Sequence[str]) -> dict[str, Arreglo]:
    cadenas = [texto.encode() for texto in textos]
    juntas, desde = juntar(cadenas)
    orden = np.array(sorted(range(len(cadenas)), key=cadenas.__getitem__), np.uint32)
    return {nombre: juntas, f"{nombre}_de": desde, f"{nombre}_orden": orden}


def _codificados(nombre: str, textos: Sequence[str]) -> dict[str, Arreglo]:
    distintos = sorted(set(textos))
    codigos = {texto: codigo for codigo, texto in enumerate(distintos)}
    juntas, desde = juntar([texto.encode() for texto in distintos])
    return {
        nombre: juntas,
        f"{nombre}_de": desde,
        f"{nombre}_codigos": compacto(np.array([codigos[texto] for texto in textos], np.int64)),
    }


def _valores(nombre: str, de_documentos: Sequence[Iterable[str]]) -> dict[str, Arreglo]:
    pares = [(n, valor) for n, valores in enumerate(de_documentos) for valor in sorted(set(valores))]
    resultado = _codificados(nombre, [valor for _, valor in pares])
    resultado[f"{nombre}_documentos"] = compacto(np.array([n for n, _ in pares], np.int64))
    return resultado


class Columnas:
    """Las columnas de un segmento, para leer."""

    def __init__(self, arreglos: Mapping[str, Arreglo]) -> None:
        self._arreglos = arreglos
        self.ids: Arreglo = arreglos["doc.id"]
        self.revisiones: Arreglo = arreglos["doc.revision"]
        self.fechas: Arreglo = arreglos["doc.fecha"]
        self.publicados: Arreglo = arreglos["doc.publicado"]
        self.con_palabras: Arreglo = arreglos["doc.palabras"].astype(bool)
        self.entradas: Arreglo = arreglos["doc.entradas"]
        bordes = desplazamientos(self.entradas)
        self.primeras: Arreglo = bordes[:-1]
        self.total = int(bordes[-1])
        self.largos: Arreglo = arreglos["texto.largos"]
        self._cadenas = {nombre: _cadenas(arreglos, f"doc.{nombre}") for nombre in TEXTOS}
        self._etiquetas = _cadenas(arreglos, "ent.etiqueta")
        self._anclas = _cadenas(arreglos, "ent.ancla")
        self._codigos_de_ancla: Arreglo = arreglos["ent.ancla_codigos"]
        self._codigos_de_etiqueta: Arreglo = arreglos["ent.etiqueta_codigos"]
        self._lugares = [arreglos[f"ent.{nombre}"] for nombre in DE_ENTRADA]

    def __len__(self) -> int:
        return len(self.ids)

    def texto(self, nombre: str, documento: int) -> str:
        """El texto de un documento en una columna de `TEXTOS`."""
        return self.cadenas(nombre)[documento].decode()

    def cadenas(self, nombre: str) -> Cadenas:
        """Una columna de `TEXTOS` entera."""
        return self._cadenas[nombre]

    def con_texto(self, nombre: str, texto: str) -> Arreglo:
        """Los documentos cuyo texto es ése."""
        cadenas, orden = self.cadenas(nombre), self._arreglos[f"doc.{nombre}_orden"]
        buscado = texto.encode()
        desde = bisect_left(orden, buscado, key=cadenas.__getitem__)
        hasta = bisect_right(orden, buscado, desde, key=cadenas.__getitem__)
        return np.sort(orden[desde:hasta]).astype(np.int64)

    def valores(self, nombre: str) -> tuple[list[str], Arreglo, Arreglo]:
        """Un campo de `VALORES`: sus valores y, en paralelo, documentos y códigos."""
        prefijo = f"doc.{nombre}"
        valores = _cadenas(self._arreglos, prefijo).textos()
        return valores, self._arreglos[f"{prefijo}_documentos"], self._arreglos[f"{prefijo}_codigos"]

    def del_articulo(self, numero: str) -> Arreglo:
        """Las entradas cuya etiqueta es la de ese artículo (número canónico de `articulos`)."""
        return np.flatnonzero(np.isin(self._codigos_de_etiqueta, self._articulos.get(numero, [])))

    @cached_property
    def _articulos(self) -> Mapping[str, list[int]]:
        articulos: dict[str, list[int]] = {}
        for codigo, etiqueta in enumerate(self._etiquetas.textos()):
            articulos.setdefault(articulo_de_etiqueta(etiqueta), []).append(codigo)
        return articulos

    def pasaje(self, entrada: int) -> LugarDePasaje:
        """El fragmento de una entrada."""
        fragmento, pagina, inicio, fin = (int(lugares[entrada]) for lugares in self._lugares)
        etiqueta = self._etiquetas[int(self._codigos_de_etiqueta[entrada])].decode()
        ancla = self._anclas[int(self._codigos_de_ancla[entrada])].decode()
        return LugarDePasaje(fragmento, pagina, inicio, fin, etiqueta, ancla, int(self.largos[entrada]))


def unir_columnas(partes: Sequence[tuple[Mapping[str, Arreglo], Arreglo]]) -> dict[str, Arreglo]:
    """Las columnas de varios segmentos seguidos, con sólo los documentos `vivos` de cada uno."""
    resultado: dict[str, Arreglo] = {}
    for nombre in NUMEROS:
        resultado[f"doc.{nombre}"] = np.concatenate([p[f"doc.{nombre}"][vivos] for p, vivos in partes])
    for nombre in TEXTOS:
        textos = [
            texto
            for parte, vivos in partes
            for texto, vivo in zip(_cadenas(parte, f"doc.{nombre}").textos(), vivos.tolist(), strict=True)
            if vivo
        ]
        resultado |= _textos(f"doc.{nombre}", textos)
    for nombre in VALORES:
        resultado |= _unir_valores(f"doc.{nombre}", partes)
    de_entradas = [(parte, np.repeat(vivos, parte["doc.entradas"])) for parte, vivos in partes]
    for nombre in DE_ENTRADA:
        resultado[f"ent.{nombre}"] = np.concatenate([p[f"ent.{nombre}"][quedan] for p, quedan in de_entradas])
    for nombre in NOMBRES_DE_ENTRADA:
        resultado |= _unir_codificados(f"ent.{nombre}", de_entradas)
    return resultado


def _cadenas(parte: Mapping[str, Arreglo], nombre: str) -> Cadenas:
    return Cadenas(parte[nombre], parte[f"{nombre}_de"])


def _unir_codificados(
    nombre: str, partes: Sequence[tuple[Mapping[str, Arreglo], Arreglo]]
) -> dict[str, Arreglo]:
    """Une columnas codificadas; `partes` trae, de cada una, qué filas quedan."""
    de_cada_una = [_cadenas(parte, nombre).lista() for parte, _ in partes]
    usados = [np.unique(parte[f"{nombre}_codigos"][quedan]).tolist() for parte, quedan in partes]
    comunes = sorted({textos[c] for textos, suyos in zip(de_cada_una, usados, strict=True) for c in suyos})
    numeros = {texto: numero for numero, texto in enumerate(comunes)}
    codigos = []
    for (parte, quedan), textos in zip(partes, de_cada_una, strict=True):
        nuevos = np.array([numeros.get(texto, 0) for texto in textos], np.int64)
        codigos.append(nuevos[parte[f"{nombre}_codigos"][quedan]])
    juntas, desde = juntar(comunes)
    return {nombre: juntas, f"{nombre}_de": desde, f"{nombre}_codigos": compacto(np.concatenate(codigos))}


def _unir_valores(nombre: str, partes: Sequence[tuple[Mapping[str, Arreglo], Arreglo]]) -> dict[str, Arreglo]:
    filas, documentos, base = [], [], 0
    for parte, vivos in partes:
        suyos = parte[f"{nombre}_documentos"]
        quedan = vivos[suyos]
        filas.append((parte, quedan))
        documentos.append((np.cumsum(vivos) - 1 + base)[suyos[quedan]])
        base += int(np.count_nonzero(vivos))
    resultado = _unir_codificados(nombre, filas)
    resultado[f"{nombre}_documentos"] = compacto(np.concatenate(documentos))
    return resultado
