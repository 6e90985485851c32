"""La carátula que la Dirección Legislativa pone a cada iniciativa, también mal leída por un OCR.

Su forma es fija: número de registro, fecha en que la conoció el Pleno, quién la presenta, asunto y trámite.
"""

import re
from collections.abc import Iterator

from indexador.juridico import fecha_del_pleno, registro
from indexador.juridico.confusiones import desconocidas, existe, mal_leida
from indexador.juridico.emisor import comisiones
from indexador.juridico.hojas import Hoja
from indexador.juridico.nombrados import nombrados
from indexador.juridico.numero import leer_registro
from indexador.juridico.oraciones import LARGO, fin_de_oracion, sin_orillas
from indexador.juridico.propuesta import Propuesta
from indexador.juridico.titulo import limpio
from indexador.lengua.plano import forma, plano

_ROTULOS = {
    nombre: forma(patron)
    for nombre, patron in {
        "direccion": "«direccion legislativa»" + "|" + "«control de iniciativas»",
        "registro": registro.ROTULO,
        "pleno": r"(?:«fecha»\s{0,3}(?:en )?)?«que conocio el pleno»|«conocio el pleno»|"
        r"«fecha que conoci»[a-z]{0,3}(?: el)?(?![a-z])|(?:^|\n)\W{0,6}c[a-z]{4,6} el «pleno»",
        "presenta": r"«iniciativa de ley presentada por»|«presentada por»\s?:",
        "asunto": r"(?:^|\n)\s{0,12}«asunto»\s?[:;.]?|(?<![a-z])«asunto»\s?:",
        "tramite": r"(?:^|\n)\s{0,12}«tramite»\s?[:;.]?|(?<![a-z])«tramite»\s?:",
    }.items()
}
_DISPONE = forma(
    r"«iniciativa»\s{0,3}(?:de «ley» )?«que dispone»[\s.]{0,3}(?:(?:«la» )?(?:«aprobar»|«aprobacion» "
    r"de)[\s:,]{0,4})?"
)
_A_MEDIAS = forma(r"\S{2,12}\s{1,3}«que dispone»[\s.|_]{0,5}«aprobar»[\s:,|_]{1,5}")
"""La misma fórmula cuando su primera palabra no se lee: «Miciativa que dispone aprobar»."""
_DISPONE_ROTO = forma(
    r"(?:\S{2,14}\s{1,3}que\s{1,3}\S{2,10}|(?:\S{1,14}\s{1,3}){1,3}\S{0,4}«pone»)\s{1,3}«aprobar»[\s:,]{0,4}"
)
_SIN_ROTULO = {"asunto": _DISPONE, "tramite": forma(r"«pase» ?a (?:la|las) |«dispensada de dictamen»")}
"""Cómo empieza lo que va tras un rótulo que el OCR dejó ilegible."""
_OTRA_FORMULA = forma(r"[\s.,:;-]{1,6}(?P<que>«iniciativa» (?:de «ley» )?que )")
_EN_PROSA = forma(
    r"(?:^|\n)[\s*#>-]{0,8}«iniciativa de ley»\s{0,3}(?:con )?"
    r"(?:«numero de registro»|«registro numero»|«numero»|no\.?|n°|n[^\W\d_]\S{2,8}r[o0](?: de «registro»)?)"
)
_DICE_ALGO = re.compile(r"[^a-z]{0,8}[a-z]{2,}[^a-z]{1,3}[a-z]")
_ENTRE_ROTULOS = forma(
    r"«iniciativa de ley»\s{1,4}(?P<quien>[^\n]{4,160})\n\s{0,8}«presentada por»(?=\s{0,4}(?:\n|$))"
)
"""Quien presenta, cuando un cuadro se leyó por renglones y quedó entre las dos mitades de su rótulo."""
_SIN_NOMBRE = re.compile(r"comision(?:es)? (?:respectiva|correspondiente|dictaminadora|competente)s?\W*$")
_COMISION = forma(r"«comision»(?P<varias> ?[e] ?[s5])?(?![a-z])")
_FIN_DE_COMISION = forma(r"\s«para»\s|\s«a efecto de»\s|\s«a fin de»\s|[.;\n]")


def leer_caratula(paginas: tuple[Hoja, ...]) -> tuple[Propuesta, ...]:
    """Lo que dice la carátula, si una de las tres primeras páginas lo es; nada si no."""
    for hoja in [hoja for hoja in paginas if hoja.texto.strip()][:3]:
        lugares = _lugares(hoja)
        fijas = {"registro", "pleno", "presenta", "asunto", "tramite"} & set(lugares)
        if len(fijas) >= 3 or (len(fijas) == 2 and "direccion" in lugares) or {"registro", "pleno"} <= fijas:
            return tuple(_leer(paginas, hoja, lugares))
    return ()


def leer_en_prosa(hoja: Hoja, encabezada: int | None) -> tuple[Propuesta, ...]:
    """La iniciativa sin carátula que se nombra: «Iniciativa de ley número 6433. Iniciativa que…».

    Lo que va tras otro encabezado, que empieza en `encabezada`, sólo la cita.
    """
    nombrada = _EN_PROSA.search(hoja.plano[:1_500])
    if nombrada is None or hoja.plano[: nombrada.start()].count("\n") > 6:
        return ()
    if encabezada is not None and encabezada < nombrada.start():
        return ()
    numero = leer_registro(hoja.plano, nombrada.end())
    if numero is None:
        return ()
    partes = [
        hoja.propuesta("tipo", "iniciativa", *sin_orillas(hoja, *nombrada.span()), 0.9),
        hoja.propuesta(
            "numero", numero.valor, numero.inicio, numero.fin, numero.confianza * 0.95, numero.nota
        ),
    ]
    dispone = _DISPONE.search(hoja.plano, numero.fin, numero.fin + LARGO)
    otra = None if dispone else _OTRA_FORMULA.match(hoja.plano, numero.fin)
    if dispone:
        partes.extend(_asunto(hoja, dispone.start(), fin_de_oracion(hoja, dispone.end())))
    elif otra:
        partes.extend(_asunto(hoja, otra.start("que"), fin_de_oracion(hoja, otra.end())))
    return tuple(partes)


def _lugares(hoja: Hoja) -> dict[str, tuple[int, int]]:
    """Dónde está cada rótulo, en el orden de la carátula: cada uno se busca después del anterior."""
    lugares: dict[str, tuple[int, int]] = {}
    desde = 0
    for nombre, patron in _ROTULOS.items():
        hallazgo = patron.search(hoja.plano, desde, 6_000) or patron.search(hoja.plano, 0, 6_000)
        if hallazgo:
            lugares[nombre] = hallazgo.span()
            desde = hallazgo.end()
    if "registro" not in lugares and (rotulo := registro.hallar_rotulo(hoja)):
        lugares["registro"] = rotulo
    for nombre, patron in _SIN_ROTULO.items():
        hallazgo = patron.search(hoja.plano, 0, 6_000)
        if hallazgo is None and nombre == "asunto":
            hallazgo = _A_MEDIAS.search(hoja.plano, 0, 6_000)
        vacio = nombre in lugares and not _DICE_ALGO.match(hoja.plano, lugares[nombre][1])
        if hallazgo and (nombre not in lugares or vacio):
            lugares[nombre] = (hallazgo.start(), hallazgo.start())
    return lugares


_MAL_LEIDA = 0.8
"""Lo que vale lo leído de una página que leyó un OCR sin español, aunque nada se haya enmendado ahí."""


def _vale(hoja: Hoja, confianza: float, escrito: str = "") -> float:
    dudosa = mal_leida(hoja.texto) or (hoja.por_ocr and desconocidas(escrito))
    return round(confianza * _MAL_LEIDA, 2) if dudosa else confianza


def _leer(paginas: tuple[Hoja, ...], hoja: Hoja, lugares: dict[str, tuple[int, int]]) -> Iterator[Propuesta]:
    primero = lugares.get("presenta") or lugares.get("registro") or next(iter(lugares.values()))
    claro = 1.0 if "presenta" in lugares or "direccion" in lugares else 0.9
    yield hoja.propuesta("tipo", "iniciativa", *sin_orillas(hoja, *primero), claro)
    numero = registro.leer(paginas, hoja, lugares)
    if numero:
        yield numero
    if "pleno" in lugares:
        yield from fecha_del_pleno.leer(hoja, lugares["pleno"][1], _hasta(lugares, "pleno", len(hoja.texto)))
    partido = _ENTRE_ROTULOS.search(hoja.plano, 0, 6_000)
    if partido:
        yield from _ponentes(hoja, *partido.span("quien"))
    elif "presenta" in lugares:
        yield from _ponentes(hoja, lugares["presenta"][1], _hasta(lugares, "presenta", len(hoja.texto)))
    if "asunto" in lugares:
        fin = _hasta(lugares, "asunto", -1)
        inicio = lugares["asunto"][1]
        rotulado = fin > 0 and lugares.get("tramite", (0, 1)) != (fin, fin)
        yield from _asunto(hoja, inicio, fin if rotulado else fin_de_oracion(hoja, inicio))
    if "tramite" in lugares:
        yield from _tramite(hoja, lugares["tramite"][1])


def _hasta(lugares: dict[str, tuple[int, int]], nombre: str, si_no: int) -> int:
    """Dónde empieza el rótulo que sigue a uno."""
    desde = lugares[nombre][1]
    siguientes = [inicio for otro, (inicio, _) in lugares.items() if otro != nombre and inicio >= desde]
    return min(siguientes, default=si_no)


def _ponentes(hoja: Hoja, desde: int, hasta: int) -> Iterator[Propuesta]:
    inicio, fin = sin_orillas(hoja, desde, min(hasta, desde + LARGO))
    escrito, enmendado = limpio(hoja, inicio, fin)
    lista, claro = nombrados(escrito)
    if lista:
        nota = "Se enmendaron letras mal leídas." if enmendado else ""
        yield hoja.propuesta(
            "ponentes",
            "\n".join(lista),
            inicio,
            fin,
            0.55 if enmendado else _vale(hoja, 0.9) if claro else round(0.9 * _MAL_LEIDA, 2),
            nota,
        )


def _asunto(hoja: Hoja, desde: int, hasta: int) -> Iterator[Propuesta]:
    """El asunto entero y, como título, lo que la iniciativa dispone aprobar."""
    inicio, fin = sin_orillas(hoja, desde, min(hasta, desde + LARGO))
    if _SIN_ROTULO["tramite"].match(hoja.plano, inicio):  # un cuadro que se leyó por columnas
        dispone = _DISPONE.search(hoja.plano, 0, 6_000)
        inicio = dispone.start() if dispone else fin
        inicio, fin = sin_orillas(hoja, inicio, fin_de_oracion(hoja, inicio))
    if inicio >= fin:
        return
    cerca = min(fin, inicio + _GUIA_MAL_LEIDA)
    tras_guia = _DISPONE.search(hoja.plano, inicio, cerca) or _A_MEDIAS.search(hoja.plano, inicio, cerca)
    if tras_guia:
        inicio = tras_guia.start()
    yield from _texto(hoja, "asunto", inicio, fin)
    formulas = (_DISPONE, _A_MEDIAS, _DISPONE_ROTO)
    dispone = next((f for patron in formulas if (f := patron.match(hoja.plano, inicio, fin))), None)
    nombre = dispone.end() if dispone and dispone.end() < fin else inicio
    borrosa = _BORROSA.match(hoja.plano, nombre, fin) if dispone else None
    if borrosa and not existe(borrosa[1]):  # el «aprobar» que no se lee
        nombre = borrosa.end()
    yield from _texto(hoja, "titulo", nombre, fin)


_BORROSA = forma(r"(\w{2,8})\s{1,3}(?=«ley»\s|«reforma»[s5]?\s|«codigo»\s)")
_GUIA_MAL_LEIDA = 140
"""Lo que puede ocupar la guía de puntos de un formulario, leída como letras, antes de «Iniciativa que…»."""


def _texto(hoja: Hoja, campo: str, inicio: int, fin: int) -> Iterator[Propuesta]:
    valor, enmendado = limpio(hoja, inicio, fin)
    nota = "Se enmendaron letras mal leídas: compárelo con la imagen." if enmendado else ""
    yield hoja.propuesta(campo, valor, inicio, fin, 0.55 if enmendado else _vale(hoja, 0.95, valor), nota)


def _tramite(hoja: Hoja, desde: int) -> Iterator[Propuesta]:
    inicio, fin = sin_orillas(hoja, desde, fin_de_oracion(hoja, desde))
    if inicio >= fin:
        return
    yield from _texto(hoja, "tramite", inicio, fin)
    nombrada = _COMISION.search(hoja.plano, inicio, fin)
    if nombrada is None:
        return
    corte = _FIN_DE_COMISION.search(hoja.plano.replace("\n", " "), nombrada.end(), fin)
    final = corte.start() if corte else fin
    principio, final = sin_orillas(hoja, nombrada.start(), final)
    escrito, enmendado = limpio(hoja, principio, final)
    if _SIN_NOMBRE.match(plano(escrito)):  # «la comisión respectiva» no dice cuál
        return
    nota = "Se enmendaron letras mal leídas." if enmendado else ""
    yield hoja.propuesta(
        "comision", comisiones(escrito), principio, final, 0.55 if enmendado else _vale(hoja, 0.9), nota
    )
