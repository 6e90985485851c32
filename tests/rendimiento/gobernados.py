"""Cuántas veces cambia lo que gobierna un pasaje desde lejos y nadie lo sabe, y cuántas se avisa de más.

    PYTHONPATH=.:tests python -m tests.rendimiento.gobernados [CORPUS] [--documentos 400] [--lecturas 3]

Cada caso es un texto con un pasaje que no cambia y, lejos de él, lo que dice qué es: el encabezado de su
lista, su artículo, el principio de su párrafo, el título, la unidad, el año o las columnas de su cuadro. Se
busca el pasaje en el texto con otro encabezado, y ninguno debe darse por exacto; y en el mismo texto con
errores de reconocimiento, otros renglones y otros cortes de página en todo menos en el pasaje y lo que lo
toca: de ésos deben marcarse los menos. De los artículos del corpus se toman además pasajes que están en una
lista desde su tercer punto, lejos de la oración que la abre, a la que se hace un cambio de los de `gemelos`.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from centro_doc.vinculos.guardados import CONTEXTO, TextoDeOrigen
from centro_doc.vinculos.oraciones import clausulas
from centro_doc.vinculos.pasajes import Anclaje
from centro_doc.vinculos.reanclaje import TextoBuscado
from indexador.juridico.estructura import Division, estructurar
from tests.rendimiento.gemelos import AL_LADO, SIN_CAMBIO, Generador, _cambiar, _generador
from tests.rendimiento.reanclaje import _parejas
from tests.rendimiento.reemplazo import _ruido

_PUNTOS = frozenset({"literal", "numeral", "inciso"})
_ANTES, _POR_DOCUMENTO, _PASAJE, _DICE = 2, 4, 160, 4

PASAJE = "ocultar a la autoridad migratoria los datos verdaderos de identidad de los trabajadores contratados"
FILA = "San Marcos 1,450 410\nQuetzaltenango 980 220\nTotal de los tres departamentos 3,630 980"
_RELLENO = "".join(
    f"La mesa {n} conoció asuntos administrativos diversos y acordó remitirlos a la dirección {n}.\n"
    for n in ("primera", "segunda", "tercera", "cuarta", "quinta", "sexta", "octava", "novena")
)
_NUMERALES = (
    "1. carecer de visa vigente en el territorio nacional;\n2. trabajar sin permiso de la autoridad;\n"
)
_LITERALES = "a) retener el pasaporte del trabajador agrícola;\nb) cobrar el pasaje de retorno a su país;\n"
_LARGOS = (
    "a) Retener el pasaporte del trabajador, de su cónyuge o de sus hijos, aunque lo haya pedido así.\n"
    "b) Cobrar el pasaje de retorno, la comida o el alojamiento durante la cosecha del café.\n"
)
_FILAS = "Departamento Deportados Retornados\nHuehuetenango 1,200 350\nSololá 230 41\nTotonicapán 540 96\n"

LISTAS = {
    "numerales": f"{{}}:\n{_NUMERALES}3. {PASAJE}.\n",
    "literales": f"{{}}:\n{_LITERALES}c) {PASAJE}.\n",
    "literales largos": f"{{}}:\n{_LARGOS}c) {PASAJE}.\n",
    "viñetas": f"{{}}:\n• retener el pasaporte del trabajador agrícola;\n"
    f"• cobrar el pasaje de retorno a su país de origen;\n• {PASAJE}.\n",
    "sin rótulos": f"{{}}:\nretener el pasaporte del trabajador agrícola;\n"
    f"cobrar el pasaje de retorno a su país de origen;\n{PASAJE}.\n",
    "de corrido": f"{{}}: a) retener el pasaporte del trabajador agrícola; b) cobrar el pasaje de retorno "
    f"a su país de origen, o el de sus hijos; c) {PASAJE}.\n",
    "anidada": f"{{}}:\n1. Respecto del trabajador agrícola y de sus familiares:\n"
    f"a) no pagar la jornada que se convino con él;\nb) alojar a sus hijos fuera de la finca;\n"
    f"2. Respecto de la inspección de trabajo:\na) cerrar la finca al inspector;\nb) {PASAJE}.\n",
    "artículo": f"Artículo 4. Objeto. Esta ley regula la migración laboral y sus efectos.\n"
    f"Artículo 5. Conductas. {{}}:\n{_NUMERALES}3. {PASAJE}.\n",
}
"""De cada hechura de lista, su texto; el encabezado va sin los dos puntos."""
CABEZAS = (
    ("Son causas de expulsión", "No son causas de expulsión"),
    ("Se prohíbe a los empleadores", "Se permite a los empleadores"),
    ("Se impondrá multa de cinco salarios mínimos por", "Se impondrá multa de ocho salarios mínimos por"),
    ("Serán atribuciones del Ministerio de Trabajo", "Serán atribuciones del Ministerio de Gobernación"),
    ("Quedan exentos de multa los actos siguientes", "Quedan sujetos a multa los actos siguientes"),
)
OTROS = (
    ("párrafo", "Exceptúanse de lo anterior los casos que aquí se dicen. {}", "Exceptúanse", "Inclúyense"),
    ("párrafo", "No procede el recurso en los casos que se dicen. {}", "No procede", "Procede"),
    ("oración", "La autoridad no deberá, {} ", "no deberá", "deberá"),
    ("artículo", "Artículo 5. Prohibiciones. {}\n", "Prohibiciones", "Derechos"),
    ("artículo", "Artículo 5. Obligaciones. {}\n", "Artículo 5", "Artículo 15"),
    ("capítulo", "CAPÍTULO II\nPROHIBICIONES\n\nArtículo 5. Conductas. {}\n", "PROHIBICIONES", "DERECHOS"),
    ("título", "TEXTO VIGENTE DE LA LEY\n\n{}\n", "TEXTO VIGENTE", "TEXTO DEROGADO"),
    ("norma", "DECRETO NÚMERO 95-98\n\nArtículo 5. Conductas. {}\n", "95-98", "44-2016"),
)
"""Clase, lo que va delante del pasaje —`{}` es el relleno—, lo que cambia y por qué."""
CUADROS = (
    ("unidad", "En miles de personas", "En personas"),
    ("unidad", "En miles de quetzales", "En millones de quetzales"),
    ("año", "Año 2009", "Año 2010"),
    ("año", "Enero a junio de 2009", "Enero a julio de 2009"),
    (
        "título",
        "Cuadro 3. Guatemaltecos deportados de México",
        "Cuadro 3. Guatemaltecos deportados de Belice",
    ),
    ("título", "Cuadro 3. Personas detenidas por vía aérea", "Cuadro 3. Personas detenidas por vía marítima"),
    ("columnas", "Departamento Deportados Retornados", "Departamento Retornados Deportados"),
    ("columnas", "Departamento Deportados Retornados", "Departamento Deportados Detenidos"),
)


def casos() -> list[tuple[str, str, str, str]]:
    """De cada uno, su clase, el texto de antes, el de ahora y el pasaje."""
    hechos = []
    for clase, texto in LISTAS.items():
        for vieja, nueva in CABEZAS:
            hechos.append((f"lista: {clase}", texto.format(vieja), texto.format(nueva), PASAJE))
    seguido = " ".join(_RELLENO.split("\n")).strip()
    corrido = seguido.replace(".", ",").replace("La mesa", "como la mesa")
    for clase, delante, viejo, nuevo in OTROS:
        antes = delante.format(corrido if clase == "oración" else seguido) + f"Se pidió {PASAJE}.\n"
        if clase == "oración":
            antes = antes.replace("Se pidió ", "")
        hechos.append((clase, antes, antes.replace(viejo, nuevo), PASAJE))
    for clase, viejo, nuevo in CUADROS:
        cabeza = "" if clase == "columnas" else f"{viejo}\n"
        antes = f"{cabeza}{_FILAS}{FILA}\n"
        hechos.append((f"cuadro: {clase}", antes, antes.replace(viejo, nuevo), FILA))
    return [(clase, _con(antes), _con(ahora), pasaje) for clase, antes, ahora, pasaje in hechos]


def _con(texto: str) -> str:
    return (
        f"INFORME DE LA COMISIÓN\n\n{_RELLENO}\n{texto}\nEs todo lo que se informa por escrito.\n{_RELLENO}"
    )


def _diferencia(antes: str, ahora: str) -> str:
    lugar = next(n for n, (una, otra) in enumerate(zip(antes, ahora, strict=False)) if una != otra)
    return f"{antes[max(0, lugar - 80) : lugar + 80]!r}\n{ahora[max(0, lugar - 80) : lugar + 80]!r}"


def como_queda(antes: str, ahora: dict[int, str], pasaje: str) -> str:
    """Exacto, marcado o roto."""
    inicio = antes.index(pasaje)
    ancla = Anclaje(1, inicio, 1, inicio + len(pasaje), pasaje)
    hallado = TextoBuscado(ahora).reanclar(TextoDeOrigen({1: antes}).guardado(ancla))
    return "roto" if hallado is None else "exacto" if hallado.exacto else "marcado"


def _leido(antes: str, pasaje: str, azar: random.Random) -> dict[int, str]:
    """El mismo texto, mal leído menos en el pasaje y lo que lo toca, y cortado en páginas por otro sitio."""
    inicio = antes.index(pasaje)
    cerca = antes.rfind("\n", 0, max(0, inicio - CONTEXTO // 4)) + 1
    leido = _ruido(antes[:cerca], azar) + antes[cerca:]
    cortes = [n for n, letra in enumerate(leido[: len(_RELLENO)]) if letra == "\n"]
    corte = azar.choice(cortes)
    return {1: leido[:corte], 2: leido[corte + 1 :]}


def del_corpus(corpus: Path, cuantos: int) -> list[tuple[str, str, str, str]]:
    """Los mismos datos, de las listas de los artículos del corpus; hasta cuatro por documento."""
    textos = [texto for texto, _ in _parejas(corpus / "juicios", cuantos)]
    generador = _generador(textos)
    return [caso for texto in textos for caso in islice(_de_un_texto(texto, generador), _POR_DOCUMENTO)]


def _de_un_texto(texto: str, generador: Generador) -> Iterator[tuple[str, str, str, str]]:
    divisiones = estructurar([texto]).divisiones
    for turno, (suya, primera) in enumerate(_terceros(divisiones)):
        abre = divisiones[primera.padre or 0].inicio
        ultima = clausulas(texto[abre : primera.inicio].rstrip(" \n:;."))[-1]
        desde = texto.rfind(ultima, abre, primera.inicio)
        inicio = texto.find(" ", suya.inicio) + 1
        pasaje = texto[inicio : inicio + _PASAJE].split("\n\n")[0].strip()
        if len(pasaje) < _PASAJE // 2 or inicio - primera.inicio < CONTEXTO or len(ultima.split()) < _DICE:
            continue
        clase, cambiada, _ = _cambiar(ultima, "", turno, generador)
        if texto.index(pasaje) == inicio and clase not in {SIN_CAMBIO, AL_LADO}:
            ahora = f"{texto[:desde]}{cambiada}{texto[desde + len(ultima) :]}"
            yield f"corpus: {clase}", texto, ahora, pasaje


def _terceros(divisiones: Sequence[Division]) -> Iterator[tuple[Division, Division]]:
    """Cada punto de una lista desde el tercero, con el primero de ella."""
    listas: dict[tuple[int | None, str], list[Division]] = {}
    for una in divisiones:
        if una.clase not in _PUNTOS or una.padre is None:
            continue
        lista = listas.setdefault((una.padre, una.clase), [])
        if una.numero in {"1", "a"}:
            lista.clear()
        lista.append(una)
        if len(lista) > _ANTES:
            yield una, lista[0]


def principal() -> None:
    """Mide e imprime la tabla."""
    opciones = argparse.ArgumentParser(description=__doc__)
    opciones.add_argument("corpus", type=Path, nargs="?")
    opciones.add_argument("--documentos", type=int, default=400)
    opciones.add_argument("--lecturas", type=int, default=3, help="de cada texto sin cambios")
    opciones.add_argument("--ver", action="store_true", help="escribe los que no quedan como deben")
    dado = opciones.parse_args()
    azar = random.Random(20_110_817)
    cuentas: dict[str, Counter[str]] = {"otro encabezado": Counter(), "mal leído": Counter()}
    propios = [] if dado.corpus is None else del_corpus(dado.corpus, dado.documentos)
    for clase, antes, ahora, pasaje in (*casos(), *propios):
        como = como_queda(antes, {1: ahora}, pasaje)
        cuentas["otro encabezado"][como] += 1
        if dado.ver and como == "exacto":
            print(f"[{clase}: {como}]\n{_diferencia(antes, ahora)}")
        for _ in range(dado.lecturas):
            leido = _leido(antes, pasaje, azar)
            como = como_queda(antes, leido, pasaje)
            cuentas["mal leído"][como] += 1
            if dado.ver and como != "exacto":
                print(f"[{clase}, mal leído: {como}]\n{' // '.join(leido.values())[len(_RELLENO) :]}")
    for que, cuenta in cuentas.items():
        print(f"{que:16}", *(f"{como} {cuenta[como]}" for como in ("exacto", "marcado", "roto")))


if __name__ == "__main__":
    principal()
