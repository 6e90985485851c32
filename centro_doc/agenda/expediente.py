"""Los documentos del expediente de una iniciativa: los que nombran su número y los que la prueban."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from centro_doc.agenda.numeros import clave, formas, leer_numero
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.tipos import tipos
from centro_doc.grafo.citantes import Citante, citan_a, citantes

CARPETAS: Mapping[str, str] = {
    "iniciativa": "Carátula e iniciativa",
    "exposicion_motivos": "Exposición de motivos",
    "dictamen": "Dictámenes",
    "enmienda": "Enmiendas",
    "proyecto_decreto": "Versiones del texto",
    "decreto_aprobado": "Decreto aprobado",
}
"""Tipo de documento → su apartado; los demás que prueban una etapa van en «Otros»."""
OTROS = "Otros que prueban una etapa"
DEL_PAIS = ("", "GT")
OTROS_QUE_CITAN = 12


@dataclass(frozen=True, slots=True)
class Carpeta:
    """Un apartado del expediente."""

    nombre: str
    documentos: tuple[Documento, ...]

    @property
    def cuantos(self) -> int:
        """Los documentos que tiene."""
        return len(self.documentos)


def numero_de(documento: Documento) -> int | None:
    """El número de iniciativa que dice la ficha de un documento, si es del país."""
    if documento.jurisdiccion not in DEL_PAIS:
        return None
    escrito = (
        documento.numero if documento.tipo == "iniciativa" else documento.metadatos.get("numero_iniciativa")
    )
    return leer_numero(str(escrito or ""))


def expediente(
    sesion: Session, numero: int, marcas: frozenset[str], *, prueban: Collection[Documento]
) -> tuple[Carpeta, ...]:
    """Los documentos que este lector ve, en el orden del trámite. `prueban`: los de sus etapas, ya leídos."""
    con_numero = [
        t.clave for t in tipos().tipos.values() if any(c.clave == "numero_iniciativa" for c in t.campos)
    ]
    escritas = formas(numero)
    filas = sesion.scalars(
        select(Documento)
        .where(
            or_(
                (Documento.tipo == "iniciativa") & Documento.numero.in_(escritas),
                Documento.tipo.in_(con_numero)
                & Documento.metadatos["numero_iniciativa"].as_string().in_(escritas),
            ),
            visible_para(marcas),
        )
        .order_by(Documento.id)
    )
    halladas = {uno.id: uno for uno in filas if numero_de(uno) == numero}
    halladas |= {uno.id: uno for uno in prueban}
    carpetas: dict[str, list[Documento]] = {nombre: [] for nombre in (*CARPETAS.values(), OTROS)}
    for uno in sorted(halladas.values(), key=lambda documento: documento.id):
        carpetas[CARPETAS.get(uno.tipo or "", OTROS)].append(uno)
    return tuple(Carpeta(nombre, tuple(suyos)) for nombre, suyos in carpetas.items() if suyos)


def otros_que_la_citan(
    sesion: Session, numero: int, marcas: frozenset[str], carpetas: Collection[Carpeta]
) -> tuple[Citante, ...]:
    """Los documentos visibles cuyo texto cita la iniciativa y no están en su expediente."""
    ya = {uno.id for carpeta in carpetas for uno in carpeta.documentos}
    hoja = citantes(sesion, citan_a(clave(numero)), marcas, por_hoja=OTROS_QUE_CITAN + len(ya))
    return tuple(uno for uno in hoja.elementos if uno.documento.id not in ya)[:OTROS_QUE_CITAN]
