"""Armar una copia de principio a fin: textos, conversiones que falten y el archivo, ya en el depósito."""

import fcntl
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from almacen import DepositoLocal, DiscoLleno, NoGuardado
from almacen.local import Guardado
from centro_doc.catalogo.modelos import PaginaGuardada
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.disco import falta_disco, sin_disco
from centro_doc.comun.reloj import Reloj
from centro_doc.encuadernacion import aparte
from centro_doc.encuadernacion.conversion import DE_IMAGEN, Convertido, conversor_de
from centro_doc.encuadernacion.obra import Apartado, Archivo, Documento, Obra
from centro_doc.exportaciones.casos import Opcion, clave_de_conversion, guardar_conversion
from centro_doc.exportaciones.fuente import Fuente
from centro_doc.exportaciones.modelos import Conversion, Formato
from config import Config
from indexador.lengua.personales import sin_datos_personales

SIN_LIMITE = 1 << 50
NO_ESTA = "Su archivo no está entero en el depósito del Centro."
_CARPETA = "exportacion-"
_CANDADO = "candado"
_SIN_CULPA = frozenset({aparte.HACE_CAER, "Está dañado: hace fallar al programa que lee sus páginas."})
"""Fallas que no dicen nada del archivo; la segunda se guardó una vez como si lo dijera."""


@dataclass(frozen=True, slots=True)
class Taller:
    """Lo que hace falta para armar en este proceso."""

    config: Config
    bd: BaseDeDatos
    deposito: DepositoLocal
    reloj: Reloj

    @property
    def memoria(self) -> int:
        """Octetos para el proceso que abre los archivos."""
        return self.config.extraccion_memoria_mb * 1_000_000


@dataclass(frozen=True, slots=True)
class Armada:
    """Una copia hecha, y los registros de los documentos que van sin lo suyo y quizá otra vez sí.

    `faltan` no tienen su archivo entero en el depósito; `caidos`, hicieron caer al que lee sus páginas.
    """

    guardado: Guardado
    faltan: tuple[str, ...] = ()
    caidos: tuple[str, ...] = ()


def armar(
    taller: Taller,
    origen: Fuente,
    opcion: Opcion,
    al_avanzar: Callable[[int, int], None] = lambda _n, _de: None,
) -> Armada:
    """Arma la copia y la deja en el depósito; levanta `aparte.NoSePudo` u `OSError` si falta disco.

    Trabaja en una carpeta de paso propia, y borra las que dejaron los procesos que se cortaron.
    """
    barrer(taller.config)
    with _diciendo_si_falta_disco(), _carpeta(taller.config) as carpeta:
        obra = _con_rutas(taller, origen, opcion, carpeta)
        hecho = aparte.encuadernar(
            obra,
            opcion.formato,
            carpeta,
            memoria=taller.memoria,
            solo_citadas=opcion.solo_citadas,
            al_avanzar=al_avanzar,
        )
        faltan = [uno.identificador for uno in obra.de_la_bolsa if uno.falta == NO_ESTA]
        caidos = [
            uno.identificador
            for uno in obra.documentos
            if uno.falta == aparte.HACE_CAER or uno.numero in hecho.caidos
        ]
        return Armada(_al_deposito(taller, hecho.ruta), tuple(faltan), tuple(caidos))


def barrer(config: Config) -> int:
    """Borra las carpetas de paso cuyo proceso ya no está; devuelve cuántas.

    Mientras trabaja, cada uno tiene tomado el candado de la suya: aunque dos armen lo mismo, no se la quitan.
    """
    borradas = 0
    for una in config.ruta_temporal.glob(f"{_CARPETA}*"):
        with suppress(OSError), (una / _CANDADO).open("rb") as candado:
            fcntl.flock(candado, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(una, ignore_errors=True)
            borradas += 1
    return borradas


@contextmanager
def _diciendo_si_falta_disco() -> Iterator[None]:
    """Con las palabras del Centro, venga de donde venga: así lo lee quien espera la copia."""
    try:
        yield
    except (OSError, DiscoLleno) as error:
        if isinstance(error, DiscoLleno) or falta_disco(error):
            raise sin_disco() from error
        raise


@contextmanager
def _carpeta(config: Config) -> Iterator[Path]:
    """Una nueva, con su candado tomado antes de que tenga el nombre por el que `barrer` la busca."""
    config.ruta_temporal.mkdir(parents=True, exist_ok=True)
    nueva = Path(tempfile.mkdtemp(prefix=f".{_CARPETA}", dir=config.ruta_temporal))
    with (nueva / _CANDADO).open("wb") as candado:
        fcntl.flock(candado, fcntl.LOCK_EX)
        carpeta = nueva.rename(nueva.with_name(nueva.name.removeprefix(".")))
        try:
            yield carpeta
        finally:
            shutil.rmtree(carpeta, ignore_errors=True)


def _al_deposito(taller: Taller, hecho: Path) -> Guardado:
    with hecho.open("rb") as flujo:
        return taller.deposito.recibir(flujo, SIN_LIMITE)


def _con_rutas(taller: Taller, origen: Fuente, opcion: Opcion, carpeta: Path) -> Obra:
    """La obra con la ruta de cada archivo, de su texto y de sus páginas, hechas las que falten."""
    if opcion.formato == Formato.DOCX:
        return origen.obra
    obra = origen.obra
    van = obra.de_la_bolsa if opcion.formato == Formato.ZIP else obra.documentos
    con_ruta = {uno.numero: _en_el_deposito(taller, uno) for uno in van}
    with lectura(taller.bd) as sesion:
        for turno, uno in con_ruta.items():
            texto = origen.textos.get(turno, 0)
            if uno.archivo is not None and texto and _pide_texto(uno.archivo, opcion):
                ruta = carpeta / f"texto-{turno}.json"
                escribir_texto(sesion, texto, ruta)
                con_ruta[turno] = replace(uno, archivo=replace(uno.archivo, texto=str(ruta)))
    if opcion.formato == Formato.PDF:
        _dar_paginas(taller, origen, con_ruta, carpeta)
    apartados = (_cambiado(uno, con_ruta) for uno in obra.apartados)
    return replace(obra, apartados=tuple(apartados))


def _cambiado(apartado: Apartado, por_turno: dict[int, Documento]) -> Apartado:
    normas = (
        replace(una, documento=por_turno.get(una.documento.numero, una.documento))
        if una.documento is not None
        else una
        for una in apartado.normas
    )
    documentos = tuple(por_turno[uno.numero] for uno in apartado.documentos)
    return replace(apartado, documentos=documentos, normas=tuple(normas))


def _en_el_deposito(taller: Taller, uno: Documento) -> Documento:
    """El documento con la ruta de su archivo, si sigue siendo el de su huella: es la que se declara."""
    if uno.archivo is None:
        return uno
    try:
        if not taller.deposito.verificar(uno.archivo.sha256):
            return replace(uno, archivo=None, falta=NO_ESTA)
        ruta = str(taller.deposito.ruta(uno.archivo.sha256))
    except (NoGuardado, FileNotFoundError):
        return replace(uno, archivo=None, falta=NO_ESTA)
    paginas = "" if conversor_de(uno.archivo.tipo) else ruta
    return replace(uno, archivo=replace(uno.archivo, ruta=ruta, paginas=paginas))


def _pide_texto(archivo: Archivo, opcion: Opcion) -> bool:
    """El ZIP lo lleva de todos; el PDF, de los que pueden necesitarlo para tener páginas."""
    return opcion.formato == Formato.ZIP or conversor_de(archivo.tipo) not in {"", DE_IMAGEN}


def escribir_texto(sesion: Session, texto_id: int, ruta: Path) -> None:
    """El texto de cada página, sin datos de particulares, como lista en JSON; la que no tenga, vacía."""
    filas = sesion.execute(
        select(PaginaGuardada.numero, PaginaGuardada.texto).where(PaginaGuardada.texto_id == texto_id)
    )
    textos = {int(numero): sin_datos_personales(texto) for numero, texto in filas}
    paginas = [textos.get(n, "") for n in range(1, max(textos, default=0) + 1)]
    ruta.write_text(json.dumps(paginas, ensure_ascii=False), encoding="utf-8")


def _dar_paginas(taller: Taller, origen: Fuente, por_turno: dict[int, Documento], carpeta: Path) -> None:
    """Pone a cada archivo sin páginas las de su conversión, y antes hace y guarda las que falten."""
    claves: dict[int, str] = {}
    for turno, uno in por_turno.items():
        if uno.archivo is not None and not uno.archivo.paginas:
            conversor = conversor_de(uno.archivo.tipo)
            texto = 0 if conversor == DE_IMAGEN else origen.textos.get(turno, 0)
            claves[turno] = clave_de_conversion(uno.archivo.sha256, conversor, texto)
    hechas = _guardadas(taller, claves.values())
    faltan = {clave: turno for turno, clave in claves.items() if clave not in hechas}
    pedidas = [_pedida(turno, por_turno[turno].archivo, carpeta) for turno in faltan.values()]
    orden = list(faltan)
    for puesto, salida in aparte.convertir(pedidas, carpeta, memoria=taller.memoria):
        if salida != aparte.HACE_CAER:
            _guardar(taller, orden[puesto], Path(pedidas[puesto].destino), salida)
    hechas = _guardadas(taller, claves.values())
    for turno, clave in claves.items():
        por_turno[turno] = _con_paginas(taller, por_turno[turno], hechas.get(clave))


def _pedida(turno: int, archivo: Archivo | None, carpeta: Path) -> aparte.Conversion:
    if archivo is None:
        raise ValueError("Sólo se convierte lo que tiene archivo.")
    destino = carpeta / f"conversion-{turno}.pdf"
    return aparte.Conversion(
        archivo.ruta, archivo.nombre, conversor_de(archivo.tipo), archivo.texto, str(destino)
    )


def _guardadas(taller: Taller, claves: Iterable[str]) -> dict[str, Conversion]:
    """Las que hay. No cuenta la que ya no está en el depósito, ni la que no se hizo porque algo cayó."""
    with lectura(taller.bd) as sesion:
        filas = sesion.scalars(select(Conversion).where(Conversion.clave.in_(set(claves)))).all()
    return {
        una.clave: una
        for una in filas
        if (una.falla or taller.deposito.existe(una.sha256)) and una.falla not in _SIN_CULPA
    }


def _guardar(taller: Taller, clave: str, hecho: Path, salida: Convertido | str) -> None:
    guardado = None
    if isinstance(salida, Convertido):
        guardado = _al_deposito(taller, hecho)
        hecho.unlink()
    with transaccion(taller.bd) as sesion:
        guardar_conversion(sesion, clave, guardado, salida, reloj=taller.reloj)


def _con_paginas(taller: Taller, uno: Documento, conversion: Conversion | None) -> Documento:
    """El documento con las páginas de su conversión, o por qué no las hay; sin ella, hizo caer al proceso."""
    if conversion is None or conversion.falla or uno.archivo is None:
        falla = conversion.falla if conversion is not None else aparte.HACE_CAER
        return replace(uno, archivo=None, falta=falla)
    archivo = replace(
        uno.archivo,
        paginas=str(taller.deposito.ruta(conversion.sha256)),
        conversor=conversion.clave.split(":")[1],
        mapa=tuple(conversion.mapa),
        sin_mapa=conversion.sin_mapa,
    )
    return replace(uno, archivo=archivo)
