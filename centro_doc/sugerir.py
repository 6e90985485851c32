"""La orden `sugerir`: la ficha que un archivo propone de sí mismo, con el pasaje del que sale cada dato."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from centro_doc.catalogo.tipos import nombre_de_tipo, tipos
from centro_doc.comun.consola import Consola, FalloDeOrden, Ordenes
from centro_doc.comun.errores import motivo_del_sistema
from indexador.errores import NoExtraible
from indexador.extraccion.aislado import extraer_aislado
from indexador.juridico.metadatos import DUDOSA, Propuesta, proponer

CAMPOS = (
    "tipo",
    "numero",
    "titulo",
    "asunto",
    "emisor",
    "ponentes",
    "autores",
    "comision",
    "tramite",
    "idioma",
    "jurisdiccion",
)
_ROTULOS = {
    "tipo": "Tipo",
    "numero": "Número",
    "titulo": "Título",
    "asunto": "Asunto",
    "emisor": "Emisor",
    "ponentes": "Ponentes",
    "autores": "Autores",
    "comision": "Comisión",
    "tramite": "Trámite",
    "idioma": "Idioma",
    "jurisdiccion": "Jurisdicción",
}
_LITERAL = 90
Ficha = dict[str, object]


def registrar(ordenes: Ordenes) -> None:
    """Registra `sugerir`."""
    analizador = ordenes.anadir(
        "sugerir", "Dice la ficha que un archivo propone de sí mismo, sin guardar nada.", orden
    )
    analizador.add_argument(
        "archivo", type=Path, metavar="ARCHIVO", help="el documento; «-» es la entrada estándar"
    )
    analizador.add_argument("--json", action="store_true", help="la ficha en JSON, para un programa")


def orden(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Lee el archivo en el proceso aislado y escribe la ficha propuesta."""
    archivo: Path = argumentos.archivo
    try:
        with _en_disco(archivo) as guardado:
            texto = extraer_aislado(guardado, guardado.name)
    except NoExtraible as error:
        raise FalloDeOrden(str(error)) from error
    except OSError as error:
        raise FalloDeOrden(f"no se pudo leer {archivo}: {motivo_del_sistema(error)}") from error
    propuestas = proponer(texto, archivo.name)
    if argumentos.json:
        consola.json(como_json(propuestas))
    else:
        _escribir(propuestas, texto.avisos, consola)
    return 0


@contextmanager
def _en_disco(archivo: Path) -> Iterator[Path]:
    """El archivo, o una copia pasajera de lo que llega por la entrada estándar o por un tubo."""
    if str(archivo) != "-" and not archivo.is_fifo():
        yield archivo
        return
    with tempfile.TemporaryDirectory(prefix="sugerir-") as carpeta:
        copia = Path(carpeta) / "entrada"
        with copia.open("wb") as destino:
            if str(archivo) == "-":
                shutil.copyfileobj(sys.stdin.buffer, destino)
            else:
                with archivo.open("rb") as origen:
                    shutil.copyfileobj(origen, destino)
        yield copia


def como_json(propuestas: Sequence[Propuesta]) -> Ficha:
    """La ficha: cada dato con su valor, página, literal y confianza; nulo el que no se halló.

    Las fechas van todas, con la principal primero.
    """
    ficha: Ficha = dict.fromkeys(CAMPOS)
    ficha.update({p.campo: _dato(p) for p in propuestas if p.campo in CAMPOS})
    fechas = [
        {"clase": p.campo.removeprefix("fecha:"), "fecha": p.valor, "precision": p.precision, **_dato(p)}
        for p in propuestas
        if p.campo.startswith("fecha:")
    ]
    return {
        "tipo": ficha.pop("tipo"),
        "numero": ficha.pop("numero"),
        "titulo": ficha.pop("titulo"),
        "fechas": fechas,
        **ficha,
    }


def _dato(propuesta: Propuesta) -> Ficha:
    return {
        "valor": propuesta.valor,
        "pagina": propuesta.pagina,
        "inicio": propuesta.inicio,
        "fin": propuesta.fin,
        "literal": propuesta.literal,
        "confianza": propuesta.confianza,
        "nota": propuesta.nota,
    }


def _escribir(propuestas: Sequence[Propuesta], avisos: Sequence[str], consola: Consola) -> None:
    for aviso in avisos:
        consola.avisar(aviso)
    if not propuestas:
        consola.decir("El archivo no propone ningún dato: no tiene texto.")
    for propuesta in propuestas:
        valor = (
            nombre_de_tipo(propuesta.valor)
            if propuesta.campo == "tipo"
            else propuesta.valor.replace("\n", "; ")
        )
        duda = "  (dudoso)" if propuesta.confianza < DUDOSA else ""
        consola.decir(f"{_rotulo(propuesta.campo)}: {valor}{duda}")
        literal = " ".join(propuesta.literal.split())
        literal = literal if len(literal) <= _LITERAL else f"{literal[:_LITERAL]}…"
        consola.decir(f"    p. {propuesta.pagina} «{literal}», confianza {propuesta.confianza:.0%}")
        if propuesta.nota:
            consola.decir(f"    {propuesta.nota}")


def _rotulo(campo: str) -> str:
    clase = campo.removeprefix("fecha:")
    return _ROTULOS[campo] if clase == campo else f"Fecha: {tipos().fechas.get(clase, clase)}"
