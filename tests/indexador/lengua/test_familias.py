"""Lo que es la misma palabra se halla por cualquiera de sus formas, y lo que sólo se parece queda detrás."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexador.consulta import Consulta
from indexador.ficha import Ficha, Fragmento
from indexador.lengua import raices_de_consulta, raiz
from indexador.motor import MotorWhoosh

Par = tuple[str, str]
CARPETA = Path(__file__).parent
PUBLICO = frozenset({"publico"})


def leer(archivo: str) -> list[Par]:
    """Los pares de un archivo, uno por renglón."""
    renglones = (CARPETA / archivo).read_text(encoding="utf-8").splitlines()
    return [(par[0], par[1]) for r in renglones if not r.startswith("#") and (par := r.split())]


DE_NUMERO = leer("pares_de_numero.txt")
DE_FAMILIA = leer("pares_de_familia.txt")
FALSOS = leer("falsos_parecidos.txt")


def sin_acentos(palabra: str) -> str:
    """Como se escribe sin ellos, o en mayúsculas; la ñ no es un acento."""
    partes = unicodedata.normalize("NFD", palabra.replace("ñ", "\0"))
    return "".join(parte for parte in partes if not unicodedata.combining(parte)).replace("\0", "ñ")


def escrituras(par: Par) -> Iterator[Par]:
    """Cada manera de buscar una y hallar la otra: en los dos sentidos, con acentos y sin ellos."""
    for buscada, hallada in (par, par[::-1]):
        for una in {buscada, sin_acentos(buscada)}:
            for otra in {hallada, sin_acentos(hallada)}:
                yield una, otra


@pytest.fixture(scope="module")
def numeros() -> dict[str, int]:
    """El documento de cada palabra; ninguno dice otra."""
    pares = [*DE_NUMERO, *DE_FAMILIA, *FALSOS]
    palabras = {escrita for par in pares for palabra in par for escrita in (palabra, sin_acentos(palabra))}
    return {palabra: numero for numero, palabra in enumerate(sorted(palabras), 1)}


@pytest.fixture(scope="module")
def motor(tmp_path_factory: pytest.TempPathFactory, numeros: dict[str, int]) -> MotorWhoosh:
    motor = MotorWhoosh.abrir(tmp_path_factory.mktemp("familias"))
    motor.escribir([ficha(numero, f"El {palabra}.") for palabra, numero in numeros.items()])
    return motor


def ficha(numero: int, texto: str) -> Ficha:
    fragmento = Fragmento(1, 1, 0, len(texto), "p. 1", texto)
    identificador = f"CD-{numero:05}"
    return Ficha(numero, identificador, 1, "", "otro", True, PUBLICO, fragmentos=(fragmento,))


def buscar(motor: MotorWhoosh, palabra: str) -> list[int]:
    return [
        acierto.documento for acierto in motor.buscar(Consulta(palabra, PUBLICO, por_pagina=100)).aciertos
    ]


def test_hay_pares_de_sobra_y_ninguno_se_repite() -> None:
    assert len(set(DE_NUMERO)) == len(DE_NUMERO) >= 230
    assert len(set(DE_FAMILIA)) == len(DE_FAMILIA) >= 182


@pytest.mark.parametrize("par", [*DE_NUMERO, *DE_FAMILIA], ids="-".join)
def test_las_formas_de_una_palabra_comparten_raiz(par: Par) -> None:
    assert [(q, d) for q, d in escrituras(par) if raiz(d) not in raices_de_consulta(q)] == []


@pytest.mark.parametrize("par", [*DE_NUMERO, *DE_FAMILIA], ids="-".join)
def test_buscar_una_forma_halla_el_documento_que_dice_la_otra(
    motor: MotorWhoosh, numeros: dict[str, int], par: Par
) -> None:
    assert [(q, d) for q, d in escrituras(par) if numeros[d] not in buscar(motor, q)] == []


@pytest.mark.parametrize("par", FALSOS, ids="-".join)
def test_lo_que_solo_se_parece_queda_detras_de_lo_que_se_escribio(
    motor: MotorWhoosh, numeros: dict[str, int], par: Par
) -> None:
    for buscada, parecida in (par, par[::-1]):
        hallados = buscar(motor, buscada)
        exactos = {numeros[buscada], numeros[sin_acentos(buscada)]}
        parecidos = {numeros[parecida], numeros[sin_acentos(parecida)]}
        assert set(hallados[: len(exactos)]) == exactos
        assert not parecidos & exactos


@pytest.mark.parametrize(
    ("una", "otra"),
    [
        ("política", "policía"),
        ("común", "comunica"),
        ("cheque", "checo"),
        ("año", "ano"),
        ("requiere", "requisito"),
        ("interés", "inter"),
        ("consejo", "consejero"),
        ("migrante", "migrar"),
        ("regla", "reglamento"),
        ("deporte", "deportar"),
        ("deportivo", "deportación"),
        ("mesa", "mes"),
        ("género", "generar"),
        ("libro", "libre"),
        ("trata", "tratado"),
        ("trata", "tratamiento"),
        ("partido", "parte"),
        ("partido", "partida"),
        ("caso", "casa"),
        ("marco", "marca"),
        ("marco", "marzo"),
        ("plazo", "plaza"),
        ("cargo", "carga"),
        ("corte", "corto"),
        ("índice", "indicar"),
        ("plan", "plano"),
        ("minuto", "minuta"),
        ("secretaría", "secreto"),
        ("notaría", "notar"),
        ("benéfico", "beneficio"),
        ("residencia", "residuo"),
    ],
)
def test_las_que_no_son_de_la_familia_no_comparten_raiz(una: str, otra: str) -> None:
    assert not raices_de_consulta(una) & raices_de_consulta(otra)


@pytest.mark.parametrize(
    "familia",
    [
        "deporte deportes deportivo deportivas deportista",
        "secretaría secretarías secretario secretaria SECRETARIA",
        "cometer cometiere cometieren cometa cometió cometerá cometerán",
        "facilitar facilitare facilitaren facilite faciliten",
        "modificar modifica modifique modifiquen modificó modificación modificaciones",
        "adjudicar adjudica adjudicación adjudicado",
        "declarar declara declaran declare declaren declaración",
        "trasladar traslada trasladan trasladado traslade",
        "denunciar denunció denuncia denuncian denunciaron",
        "repatriar repatrió repatria repatriaron",
        "comunicar comunica comunican comunicado",
        "convocar convoque convoquen convoca",
    ],
)
def test_las_formas_que_usan_las_leyes_son_de_su_familia(familia: str) -> None:
    assert len({raiz(forma) for forma in familia.split()}) == 1
