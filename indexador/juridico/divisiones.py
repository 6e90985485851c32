"""Los renglones que agrupan artículos: libro, título, capítulo, sección; y los que abren otra cosa.

Un anexo, unas disposiciones adicionales o transitorias y el encabezado de otra norma en el mismo archivo
acaban el artículo de encima y no son de él.
"""

import re
from collections.abc import Iterator

from indexador.juridico import marcas
from indexador.juridico.encabezados_de_articulo import encabeza, es_de_indice, quedo_abierto
from indexador.juridico.marcas import Marca
from indexador.juridico.numero_de_articulo import DE_AMBOS_GENEROS, valor_en_letras, valor_romano

_CLASES = {
    "l": marcas.LIBRO,
    "u": marcas.LIBRO,
    "t": marcas.TITULO,
    "c": marcas.CAPITULO,
    "s": marcas.SECCION,
}
_NOMBRES = {
    marcas.LIBRO: "Libro",
    marcas.TITULO: "Título",
    marcas.CAPITULO: "Capítulo",
    marcas.SECCION: "Sección",
}
_RENGLON = re.compile(
    rf"""
    \n[ \t]{{0,80}}[^\w\n"“«]{{0,3}}
    (?:(?P<clase>(?:LI|U)BRO|T[IÍ]TULO|CAP[IÍ]TULO|SECCI[OÓ0]N)[ \t]{{0,3}}
        (?P<numero>\d{{1,3}}|[IVXLC|]{{1,7}}|[IVXl]{{1,4}}|{DE_AMBOS_GENEROS})(?!\w)
        [ \t.:°º\-–—]*(?P<resto>[^\n]*)
    |(?P<otro>(?:ART[IÍ]CULOS[ ]|DISPOSICI(?:[OÓ]N|ONES)[ ](?:FINAL(?:ES)?[ ]Y[ ])?)?TRANSITORI[AO]S?
        |DISPOSICI(?:[OÓ]N|ONES)[ ](?:ADICIONAL|COMPLEMENTARIA|DEROGATORIA|FINAL)(?:E?S)?
        |ANEXOS?|AP[EÉ]NDICE|EXPOSICI[OÓ]N[ ]DE[ ]MOTIVOS)(?!\w)(?P<cola>[^\n]{{0,120}})(?=\n|$))
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Se busca en el texto con un salto delante, como los encabezados de artículo."""
_PROSA = re.compile(
    r"(?:del?|al?|y|e|o|u|en|que|se|las?|los|el|por|para|con|contiene|sobre|literal|establece\w*)\b|,"
)
_TRANSITORIAS = re.compile(r"transitori", re.IGNORECASE)
_NUMERO_DE_OTRO = re.compile(
    rf"[ \t]*(?:{DE_AMBOS_GENEROS}|[uú]nica|s[eé]ptima|\w{{3,9}}a|[IVX]+|\d+)\b", re.IGNORECASE
)
_NORMA = re.compile(
    r"^[^\w\n]{0,3}(?:DECRETO|ACUERDO|RESOLUCI[OÓ]N|REGLAMENTO|ESTATUTOS?|LEY|CONVENIO|CONTRATO|TRATADO|PROTOCOLO)"
    r"\b[^\n]{0,120}$",
    re.MULTILINE,
)
_LARGO_DE_EPIGRAFE = 140
_RENGLONES_DE_EPIGRAFE = 4
_GUIAS_DE_UN_INDICE = 5


def divisiones(texto: str, pagina: int) -> Iterator[Marca]:
    """Los libros, títulos, capítulos, secciones y encabezados de una página, en orden."""
    halladas = [h for h in _RENGLON.finditer("\n" + texto) if _es_division(texto, h)]
    if not halladas or _es_indice(texto):
        return
    acaba = 0
    for hallada in halladas:
        if hallada["otro"] and hallada.start() < acaba:
            continue
        marca = _otro(texto, hallada, pagina) if hallada["otro"] else _agrupa(texto, hallada, pagina)
        acaba = marca.tras_rotulo
        yield marca


def habla_de_transitorias(marca: Marca) -> bool:
    """¿Dice el rótulo o el epígrafe que lo que agrupa es transitorio?"""
    return bool(_TRANSITORIAS.search(marca.etiqueta) or _TRANSITORIAS.search(marca.epigrafe))


def encabezado_de_norma(texto: str, desde: int, hasta: int) -> tuple[int, int] | None:
    """El primer renglón que es el nombre de otra norma entre dos lugares de una página."""
    hallado = _NORMA.search(texto, desde, hasta)
    return (hallado.start(), hallado.end()) if hallado else None


def _es_division(texto: str, hallada: re.Match[str]) -> bool:
    rotulo = hallada["clase"] or hallada["otro"]
    if not rotulo[0].isupper() or es_de_indice(hallada[0]) or quedo_abierto(texto, hallada.start()):
        return False
    resto = (hallada["resto"] or hallada["cola"] or "").strip()
    if hallada["otro"] and not rotulo.isupper():
        return not resto or _NUMERO_DE_OTRO.match(resto) is not None
    if not resto:
        return True
    return _PROSA.match(resto) is None and not resto.endswith((",", ";")) and not resto[0].islower()


def _es_indice(texto: str) -> bool:
    guias = texto.count("....") + texto.count(". . . .")
    return guias >= _GUIAS_DE_UN_INDICE and sum(map(es_de_indice, texto.split("\n"))) >= _GUIAS_DE_UN_INDICE


def _agrupa(texto: str, hallada: re.Match[str], pagina: int) -> Marca:
    clase = _CLASES[hallada["clase"][0].lower()]
    numero = _numero(hallada["numero"])
    epigrafe, fin = _epigrafe(texto, hallada["resto"].strip(), hallada.end() - 1)
    nombre = hallada["numero"]
    escrito = nombre.capitalize() if len(nombre) > 1 and nombre.isalpha() and not _romano(nombre) else nombre
    return Marca(
        pagina,
        _sin_margen(texto, hallada.start()),
        fin,
        clase,
        f"{_NOMBRES[clase]} {escrito.replace('|', 'I')}",
        numero,
        epigrafe,
    )


def _otro(texto: str, hallada: re.Match[str], pagina: int) -> Marca:
    inicio = _sin_margen(texto, hallada.start())
    rotulo = " ".join(texto[inicio : hallada.end() - 1].split()).strip(" .:-–—")
    corto, _, epigrafe = rotulo.partition(". ")
    return Marca(pagina, inicio, hallada.end() - 1, marcas.ENCABEZADO, corto, "", epigrafe)


def _numero(escrito: str) -> str:
    if escrito.isdigit():
        return str(int(escrito))
    if _romano(escrito):
        return str(valor_romano(escrito.upper().replace("|", "I")))
    return str(valor_en_letras(escrito))


def _romano(escrito: str) -> bool:
    return all(letra in "IVXLC|" for letra in escrito.upper())


def _sin_margen(texto: str, lugar: int) -> int:
    while texto[lugar] in " \t":
        lugar += 1
    return lugar


def _epigrafe(texto: str, resto: str, lugar: int) -> tuple[str, int]:
    """El nombre de la división: lo que sigue en su renglón o los renglones cortos de debajo."""
    if resto:
        return resto.strip(" .:-–—"), lugar
    partes: list[str] = []
    fin = lugar
    for _ in range(_RENGLONES_DE_EPIGRAFE):
        salto = texto.find("\n", lugar + 1)
        salto = len(texto) if salto < 0 else salto
        renglon = texto[lugar + 1 : salto].strip() if lugar < len(texto) else ""
        if not renglon and partes:
            break
        if renglon and (len(renglon) > _LARGO_DE_EPIGRAFE or encabeza(renglon) or _agrupadora(renglon)):
            break
        if renglon:
            if partes and partes[-1].endswith("."):
                break
            partes.append(renglon)
            fin = salto
        lugar = salto
    return " ".join(partes).strip(" .:-–—"), fin


def _agrupadora(renglon: str) -> bool:
    hallada = _RENGLON.match("\n" + renglon)
    return hallada is not None and hallada["clase"] is not None
