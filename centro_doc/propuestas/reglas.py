"""De `perfiles.yaml` a reglas comprobadas: términos con su peso, palabras ambiguas y ámbito.

Lo que el archivo dice es invención nuestra, y así lo dice él mismo; ni el plan ni la agenda lo traen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from centro_doc.comun.datos import Mapa, Revision, abrir
from indexador.vinculacion import Ambigua, Ambito, Sentido, Termino

ARCHIVO = Path(__file__).parent / "datos" / "perfiles.yaml"
_DESTINO = frozenset(
    {"exige", "terminos", "con_contexto", "en_papel", "pesos", "tipos", "ambitos", "sin_tema"}
)


@dataclass(frozen=True, slots=True)
class ReglasDeDestino:
    """Lo que el archivo dice de un tema o de un nodo; `pesos` son los de los términos de la agenda."""

    terminos: tuple[Termino, ...] = ()
    pesos: Mapping[str, float] = field(default_factory=dict)
    exige: tuple[tuple[str, ...], ...] = ()
    tipos: frozenset[str] = frozenset()
    ambitos: str = ""
    sin_tema: bool = False


@dataclass(frozen=True, slots=True)
class Reglas:
    """El archivo entero."""

    ambito: Ambito
    ambiguas: tuple[Ambigua, ...]
    destinos: Mapping[str, ReglasDeDestino]
    """Por el código del tema o del nodo."""

    def de(self, codigo: str) -> ReglasDeDestino:
        """Las de un destino; ninguna si el archivo no lo nombra."""
        return self.destinos.get(codigo, ReglasDeDestino())


def leer(ruta: Path = ARCHIVO) -> Reglas:
    """Lee y comprueba las reglas; levanta `DatosInvalidos` con todas las faltas juntas."""
    archivo = abrir(ruta)
    lector = _Lector(archivo.contenido, Revision(archivo.nombre))
    reglas = lector.reglas()
    lector.revision.exigir()
    return reglas


class _Lector:
    """Convierte el YAML y junta las faltas."""

    def __init__(self, contenido: Mapa, revision: Revision) -> None:
        self.revision = revision
        self._contenido = contenido
        self._familias: Mapa = self._mapa(contenido, "familias", "el archivo")

    def reglas(self) -> Reglas:
        """Todas."""
        ambito = self._mapa(self._contenido, "ambito", "el archivo")
        sentidos = self._mapa(self._contenido, "sentidos", "el archivo")
        destinos = {
            codigo: self._destino(codigo, mapa, de_tema=grupo == "temas")
            for grupo in ("temas", "nodos")
            for codigo, mapa in self._mapa(self._contenido, grupo, "el archivo").items()
        }
        return Reglas(
            Ambito(
                self._lista(ambito, "seguras", "ambito"),
                self._lista(ambito, "posibles", "ambito"),
                nombres=self._lista(ambito, "nombres", "ambito"),
                casa=self._lista(ambito, "casa", "ambito"),
                a_secas=str(ambito.get("a_secas") or ""),
                sentidos=tuple(
                    Sentido(nombre, self._lista(sentidos, nombre, "sentidos")) for nombre in sentidos
                ),
                dudosas=self._lista(ambito, "dudosas", "ambito"),
                personas=self._lista(ambito, "personas", "ambito"),
                gentes=self._lista(ambito, "gentes", "ambito"),
            ),
            tuple(self._ambigua(m) for m in self.revision.mapas(self._contenido, "ambiguas", "el archivo")),
            destinos,
        )

    def _destino(self, codigo: str, valor: Any, *, de_tema: bool) -> ReglasDeDestino:
        mapa: Mapa = valor if isinstance(valor, dict) else {}
        if not mapa or not mapa.keys() <= _DESTINO:
            self.revision.falta(f"«{codigo}» tiene que llevar sólo {', '.join(sorted(_DESTINO))}.")
        terminos = (
            *self._terminos(mapa, "terminos", codigo),
            *self._terminos(mapa, "con_contexto", codigo, contexto=True),
            *self._terminos(mapa, "en_papel", codigo, contexto=de_tema, papel=True),
        )
        grupos = self.revision.lista(mapa, "exige", codigo)
        exige = tuple(tuple(e for una in grupo for e in self._abrir(str(una), codigo)) for grupo in grupos)
        pesos = {str(t): self._peso(p, codigo) for t, p in self._mapa(mapa, "pesos", codigo).items()}
        tipos = frozenset(map(str, self.revision.lista(mapa, "tipos", codigo)))
        ambitos, sin_tema = str(mapa.get("ambitos") or ""), bool(mapa.get("sin_tema"))
        return ReglasDeDestino(terminos, pesos, exige, tipos, ambitos, sin_tema)

    def _terminos(
        self, mapa: Mapa, clave: str, codigo: str, *, contexto: bool = False, papel: bool = False
    ) -> Iterator[Termino]:
        grupos = self._mapa(mapa, clave, codigo)
        for escrito in grupos:
            peso = self._peso(escrito, codigo)
            for texto in self.revision.lista(grupos, escrito, codigo):
                partes = (self._abrir(parte, codigo) for parte in str(texto).split(" & "))
                yield Termino(" & ".join("|".join(parte) for parte in partes), peso, contexto, papel)

    def _ambigua(self, mapa: Mapa) -> Ambigua:
        expresion = self.revision.texto(mapa, "expresion", "ambiguas")
        return Ambigua(
            expresion,
            self.revision.texto(mapa, "sentido", f"«{expresion}»"),
            self._lista(mapa, "ajenas", expresion),
            self._lista(mapa, "propias", expresion),
        )

    def _lista(self, mapa: Mapa, clave: str, donde: str) -> tuple[str, ...]:
        return tuple(
            e for una in self.revision.lista(mapa, clave, donde) for e in self._abrir(str(una), donde)
        )

    def _abrir(self, escrito: str, donde: str) -> tuple[str, ...]:
        """Las maneras de decirlo, con cada familia cambiada por las suyas."""
        abiertas: list[str] = []
        for una in (parte.strip() for parte in escrito.split("|")):
            if una.startswith("@") and una[1:] not in self._familias:
                self.revision.falta(f"En {donde}, «{una}» no es ninguna familia.")
            if una.startswith("@"):
                for suya in self.revision.lista(self._familias, una[1:], donde):
                    abiertas += self._abrir(str(suya), una)
            else:
                abiertas.append(una)
        return tuple(dict.fromkeys(abiertas))

    def _peso(self, escrito: object, donde: str) -> float:
        if isinstance(escrito, int | float) and 0 < escrito <= 5:
            return float(escrito)
        self.revision.falta(f"En {donde}, el peso «{escrito}» no es un número entre 0 y 5.")
        return 0.0

    def _mapa(self, mapa: Mapa, clave: str, donde: str) -> Mapa:
        valor = mapa.get(clave) or {}
        if isinstance(valor, dict):
            return valor
        self.revision.falta(f"En {donde}, «{clave}» tiene que llevar sus campos.")
        return {}
