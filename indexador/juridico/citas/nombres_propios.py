"""La forma de los nombres propios de norma.

Dónde terminan los que no se conocen y cuándo uno conocido no lo es.
"""

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import CONJUNCIONES, DE, DETERMINANTES, LIGAN, SUFIJOS
from indexador.juridico.citas.nombres import Nombrada
from indexador.juridico.citas.paises import pais

_OTRA_COSA = frozenset({
    "ley", "codigo", "decreto", "decretos", "constitucion", "convenio", "convencion", "reglamento",
    "articulo", "articulos", "acuerdo", "acuerdos", "protocolo", "tratado", "declaracion", "pacto", "su",
    "sus", "el", "la", "los", "las", "de", "del", "en", "expediente", "iniciativa", "vigente", "leyes",
    "al", "a", "dto", "que", "se", "numero", "no", "titulo", "capitulo", "art", "considerando", "por",
    "estatuto",
})  # fmt: skip
_UNEN = frozenset({
    "de", "del", "la", "las", "los", "el", "y", "e", "en", "a", "al", "para", "por", "con", "contra", "sobre",
    "su", "sus", "o", "u", "entre", "otras", "otros", "todos", "todas",
})  # fmt: skip
_AUN_NO_SON = frozenset({
    "proyecto", "proyectos", "anteproyecto", "anteproyectos", "borrador", "borradores", "propuesta",
    "propuestas", "esbozo",
})  # fmt: skip
_QUE_PROPONEN = _AUN_NO_SON | {"iniciativa", "iniciativas"}
_INDEFINIDOS = frozenset({
    "una", "un", "alguna", "algun", "cualquier", "otra", "otro", "toda", "todo", "ninguna", "ningun",
    "futura", "futuro", "eventual", "posible",
})  # fmt: skip
_NUEVOS = frozenset({"nueva", "nuevo"})
_ANTES_DE_SIGLA_CON_CIFRAS = frozenset({"convenio", "acuerdo", "del", "el", "(", "region"})
"""«Convenio CA-4», «el CA-4», pero no «carretera CA-4» ni «CA 4 mg»."""
_EMISORAS = frozenset({"congreso", "guatemala", "republica", "presidente", "gobierno", "estado"})
_NO_SIGUEN = _OTRA_COSA | _EMISORAS
_NO_CONTINUAN = _OTRA_COSA | CONJUNCIONES
_CORTAN = frozenset(
    {"decreto", "decretos", "articulo", "articulos", "acuerdo", "numero", "que", "se", "expediente"}
)
SUSTANTIVOS_DE_NORMA = frozenset({
    "ley", "codigo", "reglamento", "convenio", "convencion", "protocolo", "tratado", "pacto", "estatuto",
    "declaracion", "leyes", "constitucion",
})  # fmt: skip
_MAS_NOMBRE = 30
_ANTES_DE_SIGLA = DE | DETERMINANTES | SUFIJOS | {"ley", "(", ")", "", ",", ".", ";", ":", "parrafo"}


def es_corriente(f: Fichas, nombrada: Nombrada, lugar: int, esperado: bool) -> bool:
    """Si es una palabra también corriente («constitución de sociedades») o una sigla suelta en mayúsculas."""
    inicio = lugar - (nombrada.sigla and f.formas[lugar - 1] in SUSTANTIVOS_DE_NORMA)
    if f.formas[inicio - 1] in DE and f.formas[inicio - 2] in _QUE_PROPONEN:
        aun_no = f.formas[inicio - 2] in _AUN_NO_SON or f.formas[inicio - 3] in _INDEFINIDOS
        return aun_no or not f.mayuscula(inicio)
    if f.formas[inicio - 1] in _INDEFINIDOS:
        return True
    if f.formas[inicio - 1] in _NUEVOS and not (
        f.mayuscula(inicio) and f.formas[inicio - 2] in DETERMINANTES
    ):
        return True
    if nombrada.sigla and any(caracter.isdigit() for caracter in f.formas[nombrada.fin - 1]):
        unida = f.formas[nombrada.fin - 2] == "-"
        return not unida or f.formas[lugar - 1] not in _ANTES_DE_SIGLA_CON_CIFRAS
    if nombrada.palabras > 1 or esperado:
        return False
    if nombrada.sigla:
        antes = f.formas[lugar - 1] if lugar else ""
        return antes not in _ANTES_DE_SIGLA and not f.numero(lugar - 1)
    fin = nombrada.fin
    if f.formas[fin] not in DE:
        return False
    siguiente = f.tras(fin + 1, "la", "año")
    return not (f.formas[siguiente] in {"republica", "guatemala"} or f.numero(siguiente))


def quiza_aun_no_es(f: Fichas, lugar: int) -> bool:
    """Si puede ser una que sólo se propone: «la nueva Ley…», «el borrador de la Ley…»."""
    determinado = lugar - (f.formas[lugar - 1] in DETERMINANTES)
    propuesta = f.formas[determinado - 1] in DE and f.formas[determinado - 2] in _AUN_NO_SON
    return propuesta or f.formas[lugar - 1] in _NUEVOS


def cortada(f: Fichas, nombrada: Nombrada, lugar: int) -> bool:
    """Si el nombre sigue más allá de lo que el catálogo conoce: «Ley de Migración y Extranjería»."""
    fin = nombrada.fin
    if not f.palabra(fin) or nombrada.sigla:
        return False
    if nombrada.palabras < 2 and f.formas[fin] in DE and pais(f, fin) is None:  # «… de la Organización…»
        tras = fin + 1 + (f.formas[fin + 1] in DETERMINANTES)
        return f.mayuscula(tras) and f.palabra(tras) and f.formas[tras] not in _NO_SIGUEN
    if nombrada.palabras < 2:  # «Constitución Política de los Estados Unidos Mexicanos»
        sigue = f.mayuscula(fin) and f.formas[fin] not in _NO_CONTINUAN and pais(f, fin) is None
        return sigue and not f.en_otro_renglon(fin) and f.altas(fin) == f.altas(lugar)
    if f.formas[fin] in CONJUNCIONES:
        tras = fin + 2 if f.formas[fin + 1] in DE else fin + 1
        tras += tras > fin + 1 and f.formas[tras] in DETERMINANTES
        propia = f.palabra(tras) and f.mayuscula(tras) and f.formas[tras] not in _OTRA_COSA
        return propia and f.formas[tras + 1] not in {"numero", "no"}
    if f.formas[fin] in DE and f.formas[lugar] != "constitucion" and not f.altas(lugar):
        tras = fin + 1 + (f.formas[fin + 1] in DETERMINANTES)
        return (
            f.palabra(tras)
            and f.mayuscula(tras)
            and f.formas[tras] not in _NO_SIGUEN
            and (pais(f, fin) is None)
        )
    if f.mayuscula(fin) and not f.altas(fin) and not f.en_otro_renglon(fin):
        return f.formas[fin] not in _OTRA_COSA and f.formas[lugar] != "constitucion"
    return False


def desconocida(f: Fichas, lugar: int) -> int | None:
    """Dónde termina un nombre propio de norma que empieza ahí; None si no lo es."""
    if f.formas[lugar] not in SUSTANTIVOS_DE_NORMA or not f.mayuscula(lugar):
        return None
    fin, ultima, propias = lugar + 1, lugar + 1, 0
    while fin - lugar < _MAS_NOMBRE and f.palabra(fin) and f.formas[fin] not in _CORTAN:
        repetido = f.formas[fin] in SUSTANTIVOS_DE_NORMA and f.formas[fin - 1] not in _UNEN
        if repetido or f.tras_blanco(fin) or (f.formas[fin] in CONJUNCIONES and _empieza_otra(f, fin + 1)):
            break
        if f.mayuscula(fin) and not (f.altas(fin) and f.formas[fin] in LIGAN):
            ultima, propias = fin + 1, propias + 1
        elif not (f.formas[fin] in _UNEN or f.altas(fin)):
            break
        fin += 1
    con_enlace = any(forma in _UNEN for forma in f.formas[lugar + 1 : ultima])
    return ultima if propias and (con_enlace or f.formas[lugar] != "ley") else None


def _empieza_otra(f: Fichas, lugar: int) -> bool:
    """Si tras la «y» va otra norma: «la Ley de A y la Ley de B»."""
    lugar += f.formas[lugar] in DETERMINANTES
    return f.formas[lugar] in SUSTANTIVOS_DE_NORMA
