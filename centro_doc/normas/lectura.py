"""De un archivo de datos a un catálogo de normas comprobado."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from centro_doc.catalogo.fechas import leer_fecha_libre
from centro_doc.catalogo.modelos import Precision
from centro_doc.catalogo.tipos import JURISDICCIONES
from centro_doc.comun.datos import Mapa, Revision, abrir, simple
from centro_doc.normas import palabras
from centro_doc.normas.partes import (
    DatosAlias,
    DatosEstado,
    DatosFecha,
    DatosNorma,
    DatosRelacion,
    leer_articulo,
)
from indexador.juridico.citas import Alias
from indexador.juridico.claves import leer_clave

ARCHIVO = Path(__file__).parent / "datos" / "normas.yaml"


@dataclass(frozen=True, slots=True)
class NormaDeFabrica:
    """Una norma del archivo con todo lo suyo."""

    norma: DatosNorma
    alias: tuple[DatosAlias, ...]
    fechas: tuple[DatosFecha, ...]
    estados: tuple[DatosEstado, ...]


@dataclass(frozen=True, slots=True)
class CatalogoDeNormas:
    """Todas las normas del archivo y lo que unas hacen con otras."""

    normas: tuple[NormaDeFabrica, ...]
    relaciones: tuple[DatosRelacion, ...]

    @property
    def claves(self) -> frozenset[str]:
        """Las claves de las normas del archivo."""
        return frozenset(una.norma.clave for una in self.normas)


def leer(ruta: Path = ARCHIVO) -> CatalogoDeNormas:
    """Lee y comprueba el catálogo; levanta `DatosInvalidos` con todas las faltas juntas."""
    archivo = abrir(ruta)
    lector = _Lector(archivo.contenido, Revision(archivo.nombre))
    catalogo = CatalogoDeNormas(tuple(lector.normas()), tuple(lector.relaciones()))
    _revisar(catalogo, lector.revision)
    lector.revision.exigir()
    return catalogo


def nombres(catalogo: CatalogoDeNormas) -> tuple[Alias, ...]:
    """Los nombres con que se citan las normas del archivo: el oficial, si basta, y los alias no dudosos."""
    return tuple(nombre for una in catalogo.normas for nombre in _nombres(una))


def _nombres(una: NormaDeFabrica) -> Iterator[Alias]:
    norma = una.norma
    if norma.citable:
        yield Alias(norma.nombre, norma.clave, norma.jurisdiccion)
    for alias in (uno for uno in una.alias if uno.marca != "D"):
        yield Alias(alias.alias, norma.clave, alias.jurisdiccion, alias.desde, alias.hasta)


class _Lector:
    """Convierte el YAML en dataclasses y junta las faltas."""

    def __init__(self, contenido: Mapa, revision: Revision) -> None:
        self.revision = revision
        self._contenido = contenido
        self._fuentes = {str(f): str(texto) for f, texto in (contenido.get("fuentes") or {}).items()}

    def normas(self) -> Iterator[NormaDeFabrica]:
        for mapa in self.revision.mapas(self._contenido, "normas", "el catálogo de normas"):
            yield self._norma(mapa)

    def relaciones(self) -> Iterator[DatosRelacion]:
        for mapa in self.revision.mapas(self._contenido, "relaciones", "el catálogo de normas"):
            origen, destino = (str(mapa.get(lado) or "") for lado in ("origen", "destino"))
            donde = f"la relación de {origen or '(nada)'} con {destino or '(nada)'}"
            fecha, precision = (
                self._fecha(mapa.get("fecha"), donde) if "fecha" in mapa else (None, Precision.DIA)
            )
            for clave in (origen, destino):
                if leer_clave(clave) is None:
                    self.revision.falta(f"En {donde}, «{clave}» no es la clave de una norma.")
            yield DatosRelacion(
                origen=origen,
                clase=self._elegido(mapa, "clase", palabras.RELACIONES, donde),
                destino=destino,
                marca=self._marca(mapa, "v", "", donde),
                articulo_origen=self._articulo(mapa, "articulo_origen", donde),
                articulo_destino=self._articulo(mapa, "articulo_destino", donde),
                parcial=mapa.get("parcial") is True,
                fecha=fecha,
                precision=precision,
                nota=str(mapa.get("nota") or ""),
            )

    def _norma(self, mapa: Mapa) -> NormaDeFabrica:
        clave = self.revision.texto(mapa, "clave", "una norma")
        donde = f"la norma {clave or 'sin clave'}"
        if clave and leer_clave(clave) is None:
            self.revision.falta(f"«{clave}» no es la clave de una norma.")
        marca = self._marca(mapa, "v", "", donde)
        jurisdiccion = self._elegido(mapa, "jurisdiccion", JURISDICCIONES, donde, omision="GT")
        norma = DatosNorma(
            clave=clave,
            nombre=self.revision.texto(mapa, "nombre", donde),
            marca=marca,
            organo=str(mapa.get("organo") or ""),
            citable=mapa.get("citable") is not False,
            sigla=str(mapa.get("sigla") or ""),
            jurisdiccion=jurisdiccion,
            nota=str(mapa.get("nota") or ""),
            posterior_al_plan=mapa.get("posterior_al_plan") is True,
            datos=self._datos(mapa, donde),
            fuentes=self._fuentes_de(mapa, donde),
        )
        return NormaDeFabrica(
            norma,
            tuple(self._alias(uno, norma, donde) for uno in self.revision.lista(mapa, "alias", donde)),
            tuple(self._una_fecha(uno, marca, donde) for uno in self.revision.mapas(mapa, "fechas", donde)),
            tuple(self._estado(uno, marca, donde) for uno in self.revision.mapas(mapa, "estados", donde)),
        )

    def _datos(self, mapa: Mapa, donde: str) -> dict[str, Any]:
        datos = simple(mapa.get("datos") or {})
        for sobra in sorted(set(datos) - set(palabras.DATOS)):
            self.revision.falta(f"En {donde} no se conoce el dato «{sobra}».")
        return dict(datos)

    def _fuentes_de(self, mapa: Mapa, donde: str) -> dict[str, str]:
        citadas = [str(fuente) for fuente in self.revision.lista(mapa, "fuente", donde)]
        for fuente in citadas:
            if fuente not in self._fuentes:
                self.revision.falta(f"En {donde} se cita la fuente «{fuente}», que no está en la lista.")
        return {fuente: self._fuentes.get(fuente, "") for fuente in citadas}

    def _alias(self, crudo: Any, norma: DatosNorma, donde: str) -> DatosAlias:
        mapa: Mapa = crudo if isinstance(crudo, dict) else {"alias": crudo}
        desde, hasta = (self._dia(mapa, clave, donde) for clave in ("desde", "hasta"))
        if desde and hasta and hasta < desde:
            self.revision.falta(f"En {donde}, un alias termina antes de empezar.")
        return DatosAlias(
            alias=self.revision.texto(mapa, "alias", donde),
            jurisdiccion=str(mapa.get("jurisdiccion") or norma.jurisdiccion),
            desde=desde,
            hasta=hasta,
            marca=self._marca(mapa, "v", norma.marca, donde),
        )

    def _una_fecha(self, mapa: Mapa, marca: str, donde: str) -> DatosFecha:
        valor, precision = self._fecha(mapa.get("valor"), donde)
        return DatosFecha(
            clase=self._elegido(mapa, "clase", palabras.fechas(), donde),
            valor=valor,
            precision=precision,
            marca=self._marca(mapa, "v", marca, donde),
            nota=str(mapa.get("nota") or ""),
        )

    def _estado(self, mapa: Mapa, marca: str, donde: str) -> DatosEstado:
        desde, precision = self._fecha(mapa.get("desde"), donde)
        propia = self._marca(mapa, "v", marca, donde)
        if mapa.get("precision") == Precision.DESCONOCIDA:
            precision = Precision.DESCONOCIDA
        return DatosEstado(
            estado=self._elegido(mapa, "estado", palabras.VIGENCIAS, donde),
            desde=desde,
            precision=precision,
            marca=propia,
            marca_desde=self._marca(mapa, "v_desde", propia, donde),
            articulo=self._articulo(mapa, "articulo", donde),
            hasta=self._dia(mapa, "hasta", donde),
            norma_prueba=str(mapa.get("norma") or ""),
            articulo_prueba=self._articulo(mapa, "articulo_prueba", donde),
            nota=str(mapa.get("nota") or ""),
        )

    def _marca(self, mapa: Mapa, clave: str, omision: str, donde: str) -> str:
        marca = str(mapa.get(clave) or omision)
        if marca not in palabras.VERIFICACIONES:
            self.revision.falta(
                f"En {donde} no se dice si está verificado: «{clave}» tiene que ser V, C o D."
            )
        return marca

    def _elegido(
        self, mapa: Mapa, clave: str, opciones: Iterable[str], donde: str, *, omision: str = ""
    ) -> str:
        valor = str(mapa.get(clave) or omision)
        if valor not in opciones:
            self.revision.falta(f"En {donde}, «{clave}» no puede ser «{valor}».")
        return valor

    def _articulo(self, mapa: Mapa, clave: str, donde: str) -> str:
        escrito = str(mapa.get(clave) or "")
        leido = leer_articulo(escrito)
        if leido is None:
            self.revision.falta(f"En {donde}, «{escrito}» no es un artículo.")
        return leido or ""

    def _dia(self, mapa: Mapa, clave: str, donde: str) -> date | None:
        return self._fecha(mapa[clave], donde)[0] if mapa.get(clave) else None

    def _fecha(self, crudo: Any, donde: str) -> tuple[date, Precision]:
        escrito = crudo.isoformat() if isinstance(crudo, date) else str(crudo or "")
        valor, precision, _ = leer_fecha_libre(escrito)
        if valor is None:
            self.revision.falta(f"En {donde}, «{escrito}» no es una fecha.")
        return valor or date.min, precision


def _revisar(catalogo: CatalogoDeNormas, revision: Revision) -> None:
    for clave, veces in Counter(una.norma.clave for una in catalogo.normas).items():
        if clave and veces > 1:
            revision.falta(f"La norma {clave} está {veces} veces.")
    for relacion, veces in Counter(una.identidad for una in catalogo.relaciones).items():
        if veces > 1:
            revision.falta(f"La relación de {relacion[0]} con {relacion[3]} está {veces} veces.")
    _revisar_nombres(nombres(catalogo), revision)


def _revisar_nombres(dichos: Iterable[Alias], revision: Revision) -> None:
    """El mismo nombre no puede ser el de dos normas a la vez en el mismo lugar."""
    juntos: dict[tuple[str, str], list[Alias]] = {}
    for nombre in dichos:
        juntos.setdefault((nombre.nombre.casefold(), nombre.jurisdiccion), []).append(nombre)
    for iguales in juntos.values():
        for uno, otro in combinations(iguales, 2):
            if _coinciden(uno, otro):
                revision.falta(f"«{uno.nombre}» nombra a la vez a {uno.clave} y a {otro.clave}.")


def _coinciden(uno: Alias, otro: Alias) -> bool:
    antes = uno.hasta is not None and otro.desde is not None and uno.hasta < otro.desde
    despues = otro.hasta is not None and uno.desde is not None and otro.hasta < uno.desde
    return not (antes or despues)
