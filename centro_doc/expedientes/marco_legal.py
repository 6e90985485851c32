"""El marco legal: las normas del expediente con su estado a la fecha de corte y lo que lo prueba."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.lectura import LISTAS_DE_NORMAS
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.expedientes.composicion import COMPARADO, MARCO
from centro_doc.expedientes.contenido import Pieza, Tabla
from centro_doc.expedientes.materia import Materia
from centro_doc.expedientes.modelos import Nivel
from centro_doc.grafo.modelos import LecturaJuridica
from centro_doc.normas import palabras
from centro_doc.normas.consultas import con_marca, en_prosa, guardados
from centro_doc.normas.hechos import SIN_VIGENCIA, estado_de
from centro_doc.normas.modelos import Norma
from centro_doc.normas.partes import articulo_en_prosa
from centro_doc.normas.uniones import clave_de_ficha, textos_de_normas
from centro_doc.normas.vigencia import EstadoALaFecha

RAZON = "Por qué, y su prueba"
NUCLEO = "Normas del núcleo"
COLUMNAS = ("Norma", "Estado al corte", RAZON, "Texto en el Centro")


@dataclass(frozen=True, slots=True)
class NormaDelMarco:
    """Una norma y su estado a la fecha de corte; `textos` y `prueba`, los documentos visibles."""

    norma: Norma
    estado: EstadoALaFecha
    textos: tuple[Documento, ...]
    prueba: str

    @property
    def nombre(self) -> str:
        """«Ley de Migración (Decreto 95-98 del Congreso de la República)»."""
        cita = en_prosa(self.norma.clave)
        return self.norma.nombre if cita == self.norma.clave else f"{self.norma.nombre} ({cita})"

    @property
    def dicho(self) -> str:
        """«Derogada parcialmente (C)»."""
        return con_marca(palabras.VIGENCIAS[self.estado.estado], self.estado.marca)

    @property
    def razon(self) -> str:
        """Por qué está así, y qué norma, qué artículo y qué documento lo dicen."""
        hecho = self.estado.hecho
        de = en_prosa(hecho.norma) if hecho is not None and hecho.norma else ""
        if de and hecho is not None and hecho.articulo:
            articulo = f"artículo {articulo_en_prosa(hecho.articulo)}"
            de = "" if articulo in self.estado.razon else f"{de}, {articulo}"
        partes = (self.estado.razon.rstrip("."), f"Norma que lo dispone: {de}" if de else "")
        prueba = f"Lo prueba {self.prueba}" if self.prueba else ""
        return ". ".join([parte for parte in (*partes, prueba) if parte]) + "."


@dataclass(frozen=True, slots=True)
class Marco:
    """Las normas por grupo («Normas del núcleo»…) y la de cada documento del expediente."""

    grupos: tuple[tuple[str, tuple[NormaDelMarco, ...]], ...]
    de_documento: Mapping[int, str]

    @property
    def nucleo(self) -> tuple[NormaDelMarco, ...]:
        """Las del primer grupo: aquellas de que el expediente trata."""
        return self.grupos[0][1] if self.grupos else ()

    @property
    def del_tema(self) -> tuple[NormaDelMarco, ...]:
        """Las que la agenda da por núcleo de sus temas."""
        return dict(self.grupos).get(NUCLEO, ())

    @property
    def claves(self) -> frozenset[str]:
        """Las de todas sus normas."""
        return frozenset(una.norma.clave for _, normas in self.grupos for una in normas)

    def tablas(self, nivel: str) -> tuple[Tabla, ...]:
        """Una por grupo. En la pública, lo que falta sólo consta que falta entre lo público."""
        return tuple(_tabla(titulo, normas, sin_texto(nivel)) for titulo, normas in self.grupos)

    def con_estado(self, piezas: Iterable[Pieza]) -> tuple[Pieza, ...]:
        """Las piezas del marco legal, con el estado de su norma entre sus datos."""
        estados = {una.norma.clave: una.dicho for _, normas in self.grupos for una in normas}
        return tuple(
            replace(pieza, datos=(*pieza.datos, ("Estado al corte", estado)))
            if pieza.seccion == MARCO
            and (estado := estados.get(self.de_documento.get(pieza.documento_id, "")))
            else pieza
            for pieza in piezas
        )


def sin_texto(nivel: str) -> str:
    """Lo que se dice de la norma cuyo texto no hay en ese nivel."""
    return "No está entre lo público" if nivel == Nivel.PUBLICA else "No lo tenemos"


def marco_de(sesion: Session, materia: Materia) -> Marco:
    """El marco de un expediente: las normas de sus temas y las que traen sus documentos. Ocho consultas."""
    del_tema: dict[str, dict[str, None]] = {NUCLEO: {}, "Normas conexas": {}}
    for tema in materia.sujeto.temas:
        for titulo, lista in zip(del_tema, LISTAS_DE_NORMAS, strict=False):
            del_tema[titulo].update(dict.fromkeys(tema.datos.get(lista, ())))
    de_documento = _claves_de(sesion, materia)
    suyas = (
        de_documento.get(pieza.documento_id, "")
        for pieza in materia.piezas
        if pieza.seccion in {MARCO, COMPARADO}
    )
    ya = {clave for claves in del_tema.values() for clave in claves}
    otras = {clave: None for clave in suyas if clave and clave not in ya}
    halladas = _normas(sesion, materia, {*ya, *otras})
    rotulo = "Otras normas del expediente" if any(del_tema.values()) else "Normas del expediente"
    grupos = [
        (titulo, tuple(halladas[clave] for clave in claves if clave in halladas))
        for titulo, claves in (*del_tema.items(), (rotulo, otras))
    ]
    return Marco(tuple(grupo for grupo in grupos if grupo[1]), de_documento)


def _claves_de(sesion: Session, materia: Materia) -> Mapping[int, str]:
    """La norma cuyo texto trae cada documento: la que se leyó de él o, si no se ha leído, la de su ficha."""
    documentos = materia.documentos
    leidas = dict(
        sesion.execute(
            select(LecturaJuridica.documento_id, LecturaJuridica.clave).where(
                LecturaJuridica.documento_id.in_(documentos)
            )
        ).all()
    )
    return {
        numero: leidas.get(numero) or clave_de_ficha(uno.tipo, uno.numero, uno.jurisdiccion)
        for numero, uno in documentos.items()
    }


def _normas(sesion: Session, materia: Materia, claves: Iterable[str]) -> Mapping[str, NormaDelMarco]:
    normas = [
        una
        for una in sesion.scalars(select(Norma).where(Norma.clave.in_(sorted(claves))))
        if una.clase not in SIN_VIGENCIA
    ]
    todo = guardados(sesion, normas, materia.marcas)
    estados = {una.id: estado_de(todo[una.id], materia.corte) for una in normas}
    textos = textos_de_normas(sesion, normas, materia.marcas)
    pruebas = _pruebas(sesion, [uno.hecho.documento for uno in estados.values() if uno.hecho], materia.marcas)
    return {
        una.clave: NormaDelMarco(
            una,
            estados[una.id],
            tuple(t.documento for t in textos[una.id] if t.documento.estado == Estado.PUBLICADO),
            pruebas.get(_prueba(estados[una.id]), ""),
        )
        for una in normas
    }


def _prueba(estado: EstadoALaFecha) -> int:
    return (estado.hecho.documento or 0) if estado.hecho is not None else 0


def _pruebas(sesion: Session, documentos: Sequence[int | None], marcas: frozenset[str]) -> Mapping[int, str]:
    filas = sesion.execute(
        select(Documento.id, Documento.identificador).where(
            Documento.id.in_([uno for uno in documentos if uno]),
            Documento.estado == Estado.PUBLICADO,
            visible_para(marcas),
        )
    )
    return dict(filas.all())


def _tabla(titulo: str, normas: Sequence[NormaDelMarco], falta: str) -> Tabla:
    filas, sustento = [], []
    for una in normas:
        registros = tuple(uno.identificador for uno in una.textos)
        filas.append((una.nombre, una.dicho, una.razon, ", ".join(registros) or falta))
        sustento.append(tuple(filter(None, (*registros, una.prueba))))
    return Tabla(titulo, COLUMNAS, tuple(filas), tuple(sustento))
