"""Citas en texto corrido: lo que se enlazó a mano contra lo hallado, por clase de norma.

De una cita de fuera se miran su tramo, su clase y su número; de una de Guatemala, su número, y su clase es la
que se halló. Lo hallado que no está enlazado se cuenta como de más, aunque suele ser una cita verdadera que
nadie enlazó: `Corrida.perdidas` y `Corrida.de_mas` son para mirarlas.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from centro_doc.citas import nombres_de_fabrica
from indexador.juridico.citas import Cita, Contexto, hallar

Datos = dict[str, Any]
SIN_HALLAR = "(sin hallar)"
_CENTURIA = 40
_ALREDEDOR = 50
_TIPOS = {
    "decreto_supremo": "DSUP",
    "decreto_legislativo": "DLEG",
    "decreto_de_urgencia": "DU",
    "decreto_ley": "DLEY",
    "ley": "LEY",
    "ley_organica": "LO",
    "real_decreto": "RD",
    "real_decreto_ley": "RDLEY",
    "real_decreto_legislativo": "RDLEG",
    "orden": "ORD",
    "circular": "CIR",
    "instruccion": "INS",
    "directiva": "DIR",
    "resolucion_ministerial": "RM",
    "resolucion_suprema": "RSUP",
    "resolucion_viceministerial": "RVM",
}
"""El tipo con que se enlazó → la clase de la clave; las demás resoluciones son `R`."""
_RESOLUCION = "R"
_PROPIAS = frozenset(_TIPOS.values()) | {"ACU"}


@dataclass(slots=True)
class Corrida:
    """Lo enlazado en una colección y lo hallado en ella, por clase."""

    enlazadas: Counter[str] = field(default_factory=Counter)
    acertadas: Counter[str] = field(default_factory=Counter)
    halladas: Counter[str] = field(default_factory=Counter)
    en_lo_enlazado: Counter[str] = field(default_factory=Counter)
    perdidas: list[str] = field(default_factory=list)
    de_mas: list[str] = field(default_factory=list)

    def clases(self) -> list[str]:
        """Las que tienen algo, las más enlazadas primero."""
        todas = {*self.enlazadas, *self.halladas}
        return sorted(todas, key=lambda clase: (-self.enlazadas[clase], -self.halladas[clase], clase))


def medir(parrafos: list[Datos], pais: str) -> Corrida:
    """Busca cada cita enlazada entre las halladas en su párrafo."""
    corrida = Corrida()
    for parrafo in parrafos:
        citas = hallar(parrafo["texto"], Contexto(None, pais), nombres_de_fabrica())
        dadas = [(cita, str(objetivo.norma)) for cita in citas for objetivo in cita.objetivos[:1]]
        usadas: set[int] = set()
        for enlazada in (una for una in parrafo["citas"] if una.get("numero")):
            lugar = next((i for i, dada in enumerate(dadas) if _es_la(dada, enlazada, pais)), None)
            suya = _clase_enlazada(enlazada, dadas[lugar][1] if lugar is not None else "", pais)
            corrida.enlazadas[suya] += 1
            if lugar is None:
                corrida.perdidas.append(f"{suya} {enlazada['numero']}: {enlazada.get('texto') or ''}")
                continue
            corrida.acertadas[suya] += 1
            usadas.add(lugar)
        enlazado = " ".join(una.get("texto") or una["numero"] for una in parrafo["citas"])
        for lugar, (cita, clave) in enumerate(dadas):
            clase = _clase(clave, pais)
            corrida.halladas[clase] += 1
            if lugar in usadas or _esta_en(cita, enlazado):
                corrida.en_lo_enlazado[clase] += 1
            else:
                corrida.de_mas.append(f"{clase} {_en_su_lugar(parrafo['texto'], cita)}")
    return corrida


def tabla(corrida: Corrida) -> str:
    """Por clase: cuántas se enlazaron y se acertaron, cuántas se hallaron y cuántas están en lo enlazado."""
    renglones = [f"{'clase':14} enlazadas acertadas exhaust. halladas enlazado precisión"]
    renglones += [_renglon(corrida, clase, (clase,)) for clase in corrida.clases()]
    renglones.append(_renglon(corrida, "todas", tuple(corrida.clases())))
    return "\n".join(renglones)


def _renglon(corrida: Corrida, rotulo: str, clases: tuple[str, ...]) -> str:
    enlazadas, acertadas, halladas, en_ello = (
        sum(cuenta[clase] for clase in clases)
        for cuenta in (corrida.enlazadas, corrida.acertadas, corrida.halladas, corrida.en_lo_enlazado)
    )
    return (
        f"{rotulo:14} {enlazadas:9} {acertadas:9} {parte(acertadas, enlazadas):>8} "
        f"{halladas:8} {en_ello:8} {parte(en_ello, halladas):>9}"
    )


def parte(cuantos: int, total: int) -> str:
    """El tanto por ciento, o una raya si no hay de qué.

    >>> parte(1, 4), parte(0, 0)
    ('25.0%', '—')
    """
    return f"{cuantos / total:.1%}" if total else "—"


def _clase(clave: str, pais: str) -> str:
    clase = clave.removeprefix(f"EX-{pais}-").partition("-")[0]
    ajena = clave.startswith("EX-") and clase not in _PROPIAS and clase.startswith(_RESOLUCION)
    return _RESOLUCION if ajena else clase


def _clase_enlazada(enlazada: Datos, hallada: str, pais: str) -> str:
    if pais == "GT":
        return _clase(hallada, pais) if hallada else SIN_HALLAR
    return _TIPOS.get(enlazada.get("tipo") or "", _RESOLUCION)


def _es_la(dada: tuple[Cita, str], enlazada: Datos, pais: str) -> bool:
    cita, clave = dada
    _, _, numero = clave.removeprefix(f"EX-{pais}-").partition("-")
    pedido = "-".join(_partes(enlazada["numero"]))
    if pais == "GT":
        return numero in {_con_anio_largo(pedido), pedido}
    prefijo = _TIPOS.get(enlazada.get("tipo") or "", _RESOLUCION)
    mismo_tipo = clave.removeprefix(f"EX-{pais}-").startswith(prefijo)
    dentro = "inicio" not in enlazada or (cita.inicio < enlazada["fin"] and enlazada["inicio"] < cita.fin)
    return mismo_tipo and dentro and (numero == pedido or f"{numero}-" in f"{pedido}-")


def _esta_en(cita: Cita, enlazado: str) -> bool:
    """Si su número está en lo enlazado, que a veces abarca varias citas o no dice su número."""
    numeros = re.findall(r"\d[\w/.-]*\d|\d+", cita.literal)
    return bool(numeros) and numeros[-1] in enlazado


def _en_su_lugar(texto: str, cita: Cita) -> str:
    antes = texto[max(0, cita.inicio - _ALREDEDOR) : cita.inicio]
    return f"…{antes}[{cita.literal}]{texto[cita.fin : cita.fin + _ALREDEDOR]}…".replace("\n", " ")


def _partes(numero: str) -> list[str]:
    return [parte.lstrip("0") or "0" for parte in re.split(r"[^A-Z0-9]+", numero.upper()) if parte]


def _con_anio_largo(numero: str) -> str:
    n, _, anio = numero.partition("-")
    return f"{n}-{'19' if int(anio) >= _CENTURIA else '20'}{anio:0>2}" if 0 < len(anio) <= 2 else numero
