"""Qué documentos traen el texto de una norma: los que alguien confirmó y los que su ficha hace pensar."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.normas.modelos import EstadoDeUnion, Norma, TextoDeNorma
from centro_doc.normas.titulos import CLASES_POR_TIPO, PorTitulo, por_titulo
from indexador.juridico.claves import ClaveDeNorma

PREFIJOS: Mapping[str, str] = {
    "constitucion": "CPRG",
    "ley_constitucional": "DANC",
    "decreto_congreso": "DC",
    "decreto_ley": "DL",
    "decreto_gubernativo": "DG",
    "acuerdo_gubernativo": "AG",
    "acuerdo_amn": "AMN",
    "acuerdo_tse": "ATSE",
    "acuerdo_legislativo": "AL",
    "acuerdo_junta_directiva": "AJD",
    "iniciativa": "INI",
    "sentencia_cc": "CC",
}
"""Tipo de documento → prefijo de la clave. Un acuerdo ministerial no se reconoce sólo por su número."""
_NUMERO = re.compile(r"0*(?P<n>[1-9]\d{0,5})(?:\s?[-/]\s?(?P<a>\d{4}|\d{2}))?\Z")
_DE_OTRA_CONSTITUCION = re.compile(r"\b(?:18\d\d|19[0-7]\d|198[0-4])\b")
_SIN_ANIO = frozenset({"INI", "DS"})
_DEL_PAIS = ("", "GT")
_CENTURIA = 40
"""Los años de dos cifras: desde 40 son de 1900, y antes, de 2000."""


@dataclass(frozen=True, slots=True)
class Texto:
    """Un documento visible con el texto de la norma; `clase` vacía, si sólo lo propone su ficha.

    `por_titulo`: lo propone porque se llama igual, y no por su tipo y su número.
    """

    documento: Documento
    clase: str
    por_titulo: bool = False

    @property
    def confirmado(self) -> bool:
        """¿Lo confirmó una persona?"""
        return bool(self.clase)


def clave_de_ficha(tipo: str | None, numero: str, jurisdiccion: str = "", titulo: str = "") -> str:
    """La clave que casa con el tipo y el número de una ficha; vacía si no casan o es de otro país.

    El `titulo` sólo descarta: una constitución con el año de otra no es la vigente.

    >>> clave_de_ficha("decreto_congreso", "95-98"), clave_de_ficha("decreto_congreso", "1613")
    ('DC-95-1998', 'DS-1613')
    >>> clave_de_ficha("decreto_ley", "22-86"), clave_de_ficha("acuerdo_amn", "002-2023")
    ('DL-22-1986', 'AMN-2-2023')
    """
    prefijo = PREFIJOS.get(tipo or "", "") if jurisdiccion in _DEL_PAIS else ""
    if prefijo == "CPRG":
        return "" if _DE_OTRA_CONSTITUCION.search(titulo) else prefijo
    hallado = _NUMERO.match(numero.strip())
    if not prefijo or hallado is None:
        return ""
    anio = anio_escrito(hallado["a"])
    if prefijo == "DC" and anio is None:
        prefijo = "DS"
    if prefijo != "DL" and (anio is None) != (prefijo in _SIN_ANIO):
        return ""
    return str(ClaveDeNorma(prefijo, hallado["n"], anio))


def textos_de(sesion: Session, norma: Norma, marcas: frozenset[str]) -> tuple[Texto, ...]:
    """Los documentos que este lector ve con el texto de la norma: primero los confirmados."""
    return textos_de_normas(sesion, [norma], marcas)[norma.id]


def textos_de_normas(
    sesion: Session, normas: Sequence[Norma], marcas: frozenset[str]
) -> Mapping[int, tuple[Texto, ...]]:
    """Lo mismo, de varias normas, por el `id` de cada una. Dos consultas."""
    decididos = _decididos(sesion, [una.id for una in normas], marcas)
    propuestos = textos_propuestos(sesion, normas, marcas)
    salida: dict[int, tuple[Texto, ...]] = {}
    for una in normas:
        suyos = decididos.get(una.id, {})
        confirmados = [t for t, estado in suyos.values() if estado == EstadoDeUnion.CONFIRMADO]
        nuevos = [
            Texto(doc, "", por_titulo=not _clave_de_numero(doc))
            for doc in propuestos.get(una.clave, ())
            if doc.id not in suyos
        ]
        salida[una.id] = (*confirmados, *nuevos)
    return salida


def textos_propuestos(
    sesion: Session, normas: Iterable[Norma | ClaveDeNorma], marcas: frozenset[str]
) -> Mapping[str, Sequence[Documento]]:
    """Por clave, los documentos que este lector ve cuya ficha casa con la norma.

    Una consulta; tres más si alguna norma puede no llevar número.
    """
    propuestos = _por_numero(sesion, normas, marcas)
    for clave, documento in _por_titulo(sesion, {una.clase for una in normas}, marcas):
        propuestos.setdefault(clave, []).append(documento)
    return propuestos


def _por_numero(
    sesion: Session, normas: Iterable[Norma | ClaveDeNorma], marcas: frozenset[str]
) -> dict[str, list[Documento]]:
    numeros: dict[str, set[str]] = {}
    for una in normas:
        prefijo = "DC" if una.clase == "DS" else una.clase
        tipo = next((tipo for tipo, suyo in PREFIJOS.items() if suyo == prefijo), None)
        if tipo is not None:
            numeros.setdefault(tipo, set()).update(_escritos(una))
    if not numeros:
        return {}
    pueden = [_pueden_ser(tipo, suyos) for tipo, suyos in numeros.items()]
    propuestos: dict[str, list[Documento]] = {}
    for documento in sesion.scalars(
        select(Documento).where(or_(*pueden), visible_para(marcas)).order_by(Documento.id)
    ):
        propuestos.setdefault(_clave_de_numero(documento), []).append(documento)
    return propuestos


def _por_titulo(
    sesion: Session, clases: Collection[str], marcas: frozenset[str]
) -> Iterator[tuple[str, Documento]]:
    """Los que se llaman como una norma que puede no llevar número, si alguna es de esas clases."""
    tipos = [tipo for tipo, suyas in CLASES_POR_TIPO.items() if not suyas.isdisjoint(clases)]
    documentos = (
        sesion.scalars(
            select(Documento).where(Documento.tipo.in_(tipos), visible_para(marcas)).order_by(Documento.id)
        ).all()
        if tipos
        else ()
    )
    if documentos:
        nombres = por_titulo(sesion)
        yield from ((clave, uno) for uno in documentos if (clave := _clave_de_titulo(uno, nombres)))


def norma_de(sesion: Session, documento: Documento) -> tuple[Norma, bool] | None:
    """La norma cuyo texto trae un documento y si alguien lo confirmó; `None` si no es el de ninguna."""
    clave = _clave_propuesta(sesion, documento)
    filas = sesion.execute(
        select(Norma, TextoDeNorma.estado)
        .outerjoin(
            TextoDeNorma,
            (TextoDeNorma.norma_id == Norma.id) & (TextoDeNorma.documento_id == documento.id),
        )
        .where(or_(TextoDeNorma.estado == EstadoDeUnion.CONFIRMADO, Norma.clave == clave))
        .order_by(TextoDeNorma.estado.is_(None), Norma.id)
    ).all()
    for una, estado in filas:
        if estado != EstadoDeUnion.RECHAZADO:
            return una, estado is not None
    return None


def clave_de(sesion: Session, documento: Documento) -> str:
    """La clave de la norma cuyo texto trae un documento, esté o no en el catálogo; vacía si de ninguna.

    La que casa con su ficha no vale si alguien dijo que el documento no trae su texto.
    """
    hallada = norma_de(sesion, documento)
    if hallada is not None:
        return hallada[0].clave
    clave = _clave_propuesta(sesion, documento)
    rechazada = clave and sesion.scalar(select(Norma.id).where(Norma.clave == clave)) is not None
    return "" if rechazada else clave


def _clave_propuesta(sesion: Session, documento: Documento) -> str:
    """La que su ficha hace pensar: por su tipo y su número o, si puede no llevarlo, por su título."""
    if documento.tipo in CLASES_POR_TIPO:
        return _clave_de_titulo(documento, por_titulo(sesion))
    return _clave_de_numero(documento)


def _clave_de_numero(documento: Documento) -> str:
    return clave_de_ficha(documento.tipo, documento.numero, documento.jurisdiccion, documento.titulo)


def _clave_de_titulo(documento: Documento, nombres: PorTitulo) -> str:
    return nombres.clave(
        documento.tipo, documento.titulo, documento.titulo_corto or "", documento.jurisdiccion
    )


def _decididos(
    sesion: Session, ids: Collection[int], marcas: frozenset[str]
) -> dict[int, dict[int, tuple[Texto, str]]]:
    filas = sesion.execute(
        select(TextoDeNorma.norma_id, TextoDeNorma.clase, TextoDeNorma.estado, Documento)
        .join(Documento, Documento.id == TextoDeNorma.documento_id)
        .where(TextoDeNorma.norma_id.in_(ids), visible_para(marcas))
        .order_by(TextoDeNorma.clase.desc(), Documento.id)
    )
    decididos: dict[int, dict[int, tuple[Texto, str]]] = {}
    for norma_id, clase, estado, documento in filas:
        decididos.setdefault(norma_id, {})[documento.id] = (Texto(documento, clase), estado)
    return decididos


def _pueden_ser(tipo: str, numeros: Collection[str]) -> ColumnElement[bool]:
    """Los documentos que por su tipo y su número pueden casar; `clave_de_ficha` dice si casan."""
    del_tipo = Documento.tipo == tipo
    return del_tipo if PREFIJOS[tipo] == "CPRG" else del_tipo & Documento.numero.in_(sorted(numeros))


def _escritos(norma: Norma | ClaveDeNorma) -> Iterator[str]:
    """Cómo puede venir su número en una ficha: «95-98», «95-1998», «002-2023»."""
    anios = [""] if norma.anio is None else [f"-{norma.anio}", f"-{norma.anio % 100:02}"]
    for ceros in range(3):
        for anio in anios:
            yield f"{'0' * ceros}{norma.numero}{anio}"


def anio_escrito(escrito: str | None) -> int | None:
    """El año de dos cifras o de cuatro, «97» → 1997; nada si no se escribió."""
    if not escrito:
        return None
    anio = int(escrito)
    if len(escrito) == 4:
        return anio
    return anio + (1900 if anio >= _CENTURIA else 2000)
