"""La página de un expediente vivo: lo armado, y lo que sólo hace falta para leerlo en pantalla."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from centro_doc.agenda.consultas import FichaDeTema, ficha_de
from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.hechos import fecha_del_hecho
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.fechas import breve_con_precision
from centro_doc.expedientes.antecedentes import en_orden
from centro_doc.expedientes.armar import armado
from centro_doc.expedientes.composicion import ANTECEDENTES, MARCO
from centro_doc.expedientes.contenido import Expediente, Pieza
from centro_doc.expedientes.guardadas import en_el_centro
from centro_doc.expedientes.marco_legal import Marco, marco_de
from centro_doc.expedientes.materia import Materia
from centro_doc.expedientes.modelos import Seleccion
from centro_doc.expedientes.vacios import Vacio, vacios
from centro_doc.normas.resumenes import Resumen, resumenes
from centro_doc.plan.modelos import Nodo
from centro_doc.vinculos.consultas import de_documentos

ACTIVIDADES = 4
"""Códigos del plan que se nombran en la cabecera: los que más documentos suyos sustentan."""
_PENDIENTES = 10


@dataclass(frozen=True, slots=True)
class Renglon:
    """Un documento en su lista: su número, su día («28 jul 2011») o vacío, y su tipo y emisor."""

    numero: int
    pieza: Pieza
    cuando: str
    senas: str
    acceso: str
    codigos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaginaViva:
    """Lo que muestra la página. `renglones` van por el número de su apartado; `ficha`, sólo en un tema."""

    expediente: Expediente
    materia: Materia
    marco: Marco
    normas: Mapping[str, Resumen]
    renglones: Mapping[int, tuple[Renglon, ...]]
    actividades: tuple[str, ...]
    actualizado: date | None
    vacios: tuple[Vacio, ...]
    ficha: FichaDeTema | None

    @property
    def no_entran(self) -> tuple[str, ...]:
        """Los registros elegidos a mano que no van en este nivel: los sabe quien la hizo, y el personal."""
        cosa = self.materia.sujeto.cosa
        if not isinstance(cosa, Seleccion) or self.materia.sujeto.ajena:
            return ()
        entran = {pieza.identificador for pieza in self.expediente.piezas}
        return tuple(uno for uno in cosa.registros if uno not in entran)

    def cuantos(self, numero: int) -> int:
        """Lo que cuenta un apartado: las normas del marco, las iniciativas o sus documentos."""
        propios = {MARCO: len(self.marco.claves), ANTECEDENTES: len(self.materia.iniciativas)}
        return propios.get(numero) or len(self.renglones.get(numero, ()))

    @property
    def fuentes(self) -> tuple[tuple[str, str], ...]:
        """Las que citan sus normas y sus iniciativas, de F1 en adelante."""
        return en_orden(
            *(norma.fuentes for norma in self.normas.values()),
            *(leida.fuentes for leida in self.materia.iniciativas),
        )


def pagina_de(sesion: Session, materia: Materia) -> PaginaViva:
    """La de una materia ya leída. El número de consultas no crece con los documentos."""
    marco = marco_de(sesion, materia)
    expediente = armado(sesion, materia, marco=marco, con_anexos=False)
    codigos = _codigos(sesion, materia)
    cuentas = Counter(uno for suyos in codigos.values() for uno in suyos if not uno.startswith("AG"))
    cosa = materia.sujeto.cosa
    return PaginaViva(
        expediente=expediente,
        materia=materia,
        marco=marco,
        normas=resumenes(sesion, marco.claves, materia.marcas),
        renglones=_renglones(expediente, materia, codigos),
        actividades=tuple(codigo for codigo, _ in cuentas.most_common(ACTIVIDADES)),
        actualizado=_actualizado(materia),
        vacios=vacios(expediente.apartados[_PENDIENTES]),
        ficha=ficha_de(sesion, cosa) if isinstance(cosa, Tema) else None,
    )


def _codigos(sesion: Session, materia: Materia) -> Mapping[int, tuple[str, ...]]:
    """Con qué más está vinculado cada documento, además de aquello de que es el expediente.

    Los que son la razón de que esté, primero.
    """
    suyos: set[str] = set()
    if isinstance(materia.sujeto.cosa, Tema | Nodo):
        suyos = {uno.codigo for fuente in materia.fuentes for uno in fuente.vinculos}
    razones = {fuente.documento.id: fuente.vinculos for fuente in materia.fuentes}
    return {
        numero: tuple(
            dict.fromkeys(uno.codigo for uno in (*razones[numero], *unos) if uno.codigo not in suyos)
        )
        for numero, unos in de_documentos(sesion, materia.por_numero).items()
    }


def _renglones(
    expediente: Expediente, materia: Materia, codigos: Mapping[int, tuple[str, ...]]
) -> Mapping[int, tuple[Renglon, ...]]:
    numeros = {pieza.documento_id: numero for numero, pieza in enumerate(expediente.piezas, 1)}
    documentos = materia.documentos
    return {
        apartado.numero: tuple(
            _renglon(
                numeros[pieza.documento_id],
                pieza,
                documentos[pieza.documento_id],
                codigos.get(pieza.documento_id, ()),
            )
            for pieza in apartado.piezas
        )
        for apartado in expediente.apartados
        if apartado.piezas
    }


def _renglon(numero: int, pieza: Pieza, documento: Documento, codigos: tuple[str, ...]) -> Renglon:
    hecho = fecha_del_hecho(documento.tipo, documento.fechas)
    cuando = breve_con_precision(hecho.valor, hecho.precision) if hecho is not None else ""
    senas = pieza.ficha.partition(" · ")[2] if cuando else pieza.ficha.removeprefix("sin fecha · ")
    return Renglon(numero, pieza, cuando, senas, documento.acceso, codigos)


def _actualizado(materia: Materia) -> date | None:
    """El último día en que se confirmó un vínculo suyo."""
    decididos = [v.decidido for fuente in materia.fuentes for v in fuente.vinculos if v.decidido is not None]
    return en_el_centro(max(decididos)) if decididos else None
