"""El título de lo que no es norma: el de la portada, el que sigue a su encabezado o el asunto que rotula."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexador.juridico.encabezado import Encabezado
from indexador.juridico.hojas import Cabeza, Hoja, Renglon
from indexador.juridico.propuesta import Propuesta
from indexador.juridico.titulo import COLGADO, ESTRUCTURA, INSTITUCION, limpio, proponer_texto, reunir
from indexador.lengua.personas import es_persona
from indexador.lengua.plano import forma

_CREDITOS = forma(
    r"autor|por\b|presentad|elaborad|asesor|licenciad|lic\.|dr\.|previo a|tesis|trabajo de graduacion|"
    r"isbn|issn|edicion|editorial|«maestria»|«doctorado»|«carrera de»|«para optar»|«revista»|vol\.|«volumen»|"
    r"«cuaderno»s? de|«coleccion»|«serie»|«ponencia»|«capitulo»|«memorias» del|«version»|«borrador»|"
    r"«nacionales»$|«internacionales»$|«opinion»$|«tema»:|«participantes»"
)
_RENGLONES = 60
_SIN_NOMBRE = frozenset(
    {
        "ponencia_participacion",
        "ponencia_bibliografica",
        "capitulo",
        "anteproyecto",
        "proyecto_decreto",
        "tesis",
    }
)
"""Tipos cuyo encabezado no es el nombre del documento: éste va en otro renglón."""


def de_portada(cabeza: Cabeza, desde: int = 0) -> Propuesta | None:
    """El primer bloque de la portada que no es de una institución, ni de una persona, ni un crédito."""
    lineas = list(cabeza.renglones)
    for lugar, (_, renglon) in enumerate(lineas[:_RENGLONES]):
        if lugar >= desde and _puede_titular(renglon):
            return reunir(lineas[lugar:], 0.7)
    return None


def _puede_titular(renglon: Renglon) -> bool:
    letras = sum(letra.isalpha() for letra in renglon.texto)
    palabras = renglon.texto.split()
    if letras < 8 or len(palabras) < 2 or letras / len(palabras) < 2.6 or COLGADO.match(renglon.plano):
        return False
    if es_persona(renglon.texto) or _PRENSA.match(renglon.plano) or _LUGAR_Y_ANIO.fullmatch(renglon.plano):
        return False
    return not any(patron.match(renglon.plano) for patron in (INSTITUCION, ESTRUCTURA, _CREDITOS))


_LUGAR_Y_ANIO = forma(r"(?:[a-z]+[ .,]{1,2}){1,5}(?:19|20)\d\d")
_PRENSA = forma(
    r"(?:diario )?(?:prensa libre|el ?periodico|siglo (?:21|veintiuno)|nuestro diario|plaza publica)"
)


def lineas_de(cabeza: Cabeza, encabezado: Encabezado) -> Propuesta | None:
    """El encabezado mismo como título: «Acta número 5-2010 de la sesión…», «Dictamen conjunto…».

    Si el encabezado sólo dice la clase de documento («PONENCIA», «ANTEPROYECTO DE LEY»), el bloque que sigue.
    """
    if encabezado.tipo in _SIN_NOMBRE and (hecho := de_portada(cabeza, encabezado.lugar + 1)):
        return hecho
    hecho = reunir(cabeza.renglones[encabezado.lugar :], 0.8)
    return _sin_numero(hecho, encabezado) if hecho is not None else None


def _sin_numero(hecho: Propuesta, encabezado: Encabezado) -> Propuesta:
    """El encabezado sin el número, que tiene su campo; si no dice nada más que la clase, queda como está."""
    hoja, numero = encabezado.hoja, encabezado.numero
    if numero is None or not hecho.inicio < numero.inicio < numero.fin < hecho.fin:
        return hecho
    rotulo = _ROTULO_DE_NUMERO.search(hoja.plano, hecho.inicio, numero.inicio)
    cola = _COLA_DE_NUMERO.match(hoja.plano, numero.fin, hecho.fin)
    desde = cola.end() if cola else numero.fin
    clase = limpio(hoja, hecho.inicio, rotulo.start() if rotulo else numero.inicio)[0]
    resto = limpio(hoja, desde, hecho.fin)[0]
    if not resto:
        return hecho
    union = ". " if cola and "\n" in cola[0] else " "
    return replace(hecho, valor=f"{clase.rstrip(' .,:;-')}{union}{resto}")


_ROTULO_DE_NUMERO = forma(r"[\s,.:-]{0,4}(?:«numero»|no|num|n°|nro)?[\s.:°]{0,4}$")
_COLA_DE_NUMERO = forma(r"(?:[-/.][a-z\d]{1,12}){0,3}[\s.,:;)-]{0,8}")


def por_rotulo(paginas: Sequence[Hoja]) -> Iterator[Propuesta]:
    """El asunto que un oficio o un dictamen rotula: «ASUNTO: …», «Ref.: …»."""
    for hoja in paginas[:2]:
        hallazgo = _ASUNTO.search(hoja.plano[:4_000])
        if hallazgo and (
            hecha := proponer_texto(hoja, "titulo", hallazgo.start("que"), hallazgo.end("que"), 0.85)
        ):
            yield hecha
            return


_ASUNTO = forma(r"(?:^|\n)\s{0,8}(?:«asunto»|ref(?:erencia)?|«tema»)\s?[:.]{1,2}\s{1,4}(?P<que>[^\n]{8,300})")
