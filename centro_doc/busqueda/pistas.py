"""Lo que se ofrece encima de los resultados: el expediente, los sentidos, las normas y la institución.

Una palabra de la agenda puede decirse de otra cosa («regularización tributaria»): se dice y se ofrecen las
búsquedas que la precisan, en vez de esconder nada.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.busqueda.ambiguas import PALABRAS, Ambigua, ambigua
from centro_doc.busqueda.atajos import Atajo, atajo
from centro_doc.busqueda.comparacion_pedida import ComparacionPedida, comparacion_pedida
from centro_doc.busqueda.consultas import Resultados
from centro_doc.busqueda.dictamenes import Dictamenes, dictamenes
from centro_doc.busqueda.instituciones import (
    Emitidos,
    SoloSuyos,
    Tarjeta,
    institucion_nombrada,
    solo_suyos,
)
from centro_doc.busqueda.norma_nombrada import NormaNombrada
from centro_doc.busqueda.numeros_que_faltan import numeros_que_faltan
from centro_doc.busqueda.otras_paginas import OtraPagina, otras_paginas
from centro_doc.busqueda.para_resumir import ParaResumir, para_resumir
from centro_doc.busqueda.por_clase import DeUnaClase, de_una_clase
from centro_doc.busqueda.recuento import Recuento, recuento, tema_de
from centro_doc.busqueda.serie import Serie, serie_de_anios
from centro_doc.indice.servicio import Indice
from centro_doc.normas.memoria import estados_actuales, nombrables
from indexador.lengua import analizar, raices
from indexador.lengua.preguntas import sin_pregunta

_CODIGO = re.compile(r"(?<![\w-])(?P<codigo>[A-Z]{2}\d{1,2})(?:-[A-Z]{3})?(?![\w-])", re.IGNORECASE)
_PIDE_TODO = re.compile(r"[¿\s]*tod[oa]\s+lo\b", re.IGNORECASE)
CUADROS = 2
"""Temas de las opiniones halladas cuyo cuadro se ofrece."""
_CLASES_DE_NORMA = frozenset(
    termino.raiz for termino in analizar("ley código reglamento decreto acuerdo convención convenio tratado")
)


@dataclass(frozen=True, slots=True)
class Expediente:
    """El tema cuyo código se escribió, tal como se escribió: «AG5-TRA» es parte de AG5."""

    tema: Tema
    escrito: str


@dataclass(frozen=True, slots=True)
class NormaDeNombre:
    """Una de las normas que se llaman como lo buscado, con su estado a la fecha; vacío, si no tiene."""

    clave: str
    nombre: str
    cita: str
    estado: str


@dataclass(frozen=True, slots=True)
class Cifras:
    """Cuántos pasajes de la página dan una cifra y, si se pidió un año, cuántos la dicen de él."""

    pasajes: int
    anio: int | None
    del_anio: int


@dataclass(frozen=True, slots=True)
class Pistas:
    """Todo lo que se ofrece; vacío, nada."""

    expedientes: tuple[Expediente, ...] = ()
    ambigua: Ambigua | None = None
    normas: tuple[NormaDeNombre, ...] = ()
    institucion: Tarjeta | None = None
    emitidos: Emitidos | None = None
    solo_suyos: SoloSuyos | None = None
    atajo: Atajo | None = None
    paginas: tuple[OtraPagina, ...] = ()
    serie: Serie | None = None
    recuento: Recuento | None = None
    fecha: date | None = None
    de_clase: DeUnaClase | None = None
    resumir: ParaResumir | None = None
    cifras: Cifras | None = None
    dictamenes: Dictamenes | None = None
    comparacion: ComparacionPedida | None = None
    faltan: tuple[str, ...] = ()
    """Los números de registro escritos que ningún documento a la vista lleva."""

    @property
    def responden(self) -> bool:
        """¿Responden ya a lo que se pide, que no es una lista de documentos?"""
        return self.atajo is not None or self.resumir is not None or self.dictamenes is not None


def pistas(
    sesion: Session,
    indice: Indice,
    marcas: frozenset[str],
    hallados: Resultados,
    *,
    nombradas: Sequence[NormaNombrada],
    fecha: date,
) -> Pistas:
    """Las de la primera página; `fecha`, la del estado de las normas.

    Si la consulta nombra normas (`nombradas`), no se mira qué institución nombra ni qué otras se llaman así.
    """
    if hallados.peticion.pagina > 1 or not hallados.peticion.q:
        return Pistas()
    consulta, temas = hallados.peticion.pregunta.texto, hallados.temas
    de_nombre = _de_nombre(sesion, consulta, marcas, fecha) if not nombradas else ()
    suyos = solo_suyos(sesion, indice, marcas, hallados)
    institucion, emitidos = None, None
    if not nombradas and suyos is None:
        institucion, emitidos = institucion_nombrada(sesion, indice, marcas, hallados)
    expedientes = _expedientes(consulta, temas)
    comparacion = comparacion_pedida(sesion, marcas, hallados.peticion.pregunta, hallados.consulta.tesauro)
    return Pistas(
        expedientes,
        ambigua(consulta, temas),
        de_nombre,
        institucion,
        emitidos,
        suyos,
        atajo(consulta, temas, fecha),
        _otras(hallados, nombradas, expedientes, comparacion),
        _serie(sesion, indice, marcas, hallados, nombradas),
        recuento(sesion, indice, marcas, hallados),
        fecha,
        de_una_clase(sesion, indice, marcas, hallados) if not nombradas else None,
        para_resumir(sesion, hallados),
        cifras(hallados),
        dictamenes(sesion, marcas, hallados.peticion.pregunta),
        comparacion,
        numeros_que_faltan(sesion, marcas, hallados.peticion.pregunta),
    )


def _otras(
    hallados: Resultados,
    nombradas: Sequence[NormaNombrada],
    expedientes: Sequence[Expediente],
    comparacion: ComparacionPedida | None,
) -> tuple[OtraPagina, ...]:
    return otras_paginas(
        hallados.peticion.pregunta,
        nombradas,
        [uno.tema.codigo for uno in expedientes],
        _de_que_se_opina(hallados, expedientes),
        comparacion.pares if comparacion is not None else (),
    )


def _serie(
    sesion: Session,
    indice: Indice,
    marcas: frozenset[str],
    hallados: Resultados,
    nombradas: Sequence[NormaNombrada],
) -> Serie | None:
    serie = serie_de_anios(sesion, indice, marcas, hallados)
    return serie if serie is not None and _viene_a_cuento(serie, hallados, nombradas) else None


def cifras(hallados: Resultados) -> Cifras | None:
    """De qué años son las cifras de los pasajes a la vista, si se preguntan y los hay."""
    pregunta = hallados.peticion.pregunta
    if not pregunta.pide_cifras:
        return None
    vistos = [pasaje.anios_de_las_cifras for uno in hallados.hoja.elementos for pasaje in uno.a_la_vista]
    con_cifra = [anios for anios in vistos if anios is not None]
    de_ese = sum(pregunta.anio in anios for anios in con_cifra) if pregunta.anio is not None else 0
    return Cifras(len(con_cifra), pregunta.anio, de_ese)


def _de_que_se_opina(hallados: Resultados, escritos: Sequence[Expediente]) -> Sequence[str]:
    """Los códigos de los temas cuyas opiniones se piden: los escritos, el nombrado o los de las halladas."""
    giro = hallados.peticion.pregunta.giro
    if giro is None or not giro.pide_opiniones:
        return ()
    if escritos:
        return [uno.tema.codigo for uno in escritos]
    nombrado = tema_de(giro.resto, hallados.temas)
    if nombrado is not None:
        return [nombrado.codigo]
    de_tema = (lista.opciones for lista in hallados.facetas.listas if lista.nombre == "tema")
    con_alguna = [una for opciones in de_tema for una in opciones if una.documentos]
    return [una.valor for una in con_alguna[:CUADROS]] if hallados.con_giro else ()


def _viene_a_cuento(serie: Serie, hallados: Resultados, nombradas: Sequence[NormaNombrada]) -> bool:
    """Que de un año no hay nada no se dice si el año es del nombre de lo que se busca, y eso está."""
    if not serie.falta or serie.informes is not None:
        return True
    en_un_titulo = any(str(serie.desde) in uno.documento.titulo for uno in hallados.hoja.elementos)
    return not nombradas and not (serie.suelto and en_un_titulo)


def _expedientes(consulta: str, temas: Sequence[Tema]) -> tuple[Expediente, ...]:
    de_codigo = {tema.codigo: tema for tema in temas}
    escritos = {
        hallado["codigo"].upper(): hallado[0].upper()
        for hallado in _CODIGO.finditer(consulta)
        if hallado["codigo"].upper() in de_codigo
    }
    if not escritos and _PIDE_TODO.match(consulta):
        tema = tema_de(sin_pregunta(consulta), temas)
        escritos = {tema.codigo: tema.codigo} if tema is not None else {}
    return tuple(Expediente(de_codigo[codigo], escrito) for codigo, escrito in escritos.items())


def _de_nombre(
    sesion: Session, consulta: str, marcas: frozenset[str], fecha: date
) -> tuple[NormaDeNombre, ...]:
    """Las normas cuyo nombre, sin decir qué clase de norma es, es la consulta; nada si es una sola."""
    buscadas = set(raices(consulta))
    if not 0 < len(buscadas) <= PALABRAS:
        return ()
    suyas = [una for una in nombrables(sesion) if any(_materia(n) == buscadas for n in una.nombres)]
    if len(suyas) < 2:
        return ()
    estados = estados_actuales(sesion, fecha, marcas)
    return tuple(NormaDeNombre(u.clave, u.nombre, u.cita, estados.get(u.clave, "")) for u in suyas)


@lru_cache(maxsize=2048)
def _materia(nombre: str) -> frozenset[str]:
    """«ley de migración» → las raíces de «migración»."""
    return frozenset(raices(nombre)) - _CLASES_DE_NORMA
