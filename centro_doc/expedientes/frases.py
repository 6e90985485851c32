"""La frase de cada documento de un expediente: qué aporta y por qué está, por regla y sin inventar nada.

Dice lo que consta en la ficha (quién opina y cómo, qué acordó el acta) y lo que una persona confirmó (el
vínculo con su pasaje y su lugar). La que escribe el personal la sustituye (`curar`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.tipos import nombre_de_tipo, tipo
from centro_doc.comun.fechas import fecha_larga
from centro_doc.expedientes.fuentes import Fuente
from centro_doc.normas.partes import leer_articulo
from centro_doc.vinculos.formularios import NOMBRES_RELACION
from centro_doc.vinculos.vistos import PasajeProbatorio, VinculoVisto
from indexador.lengua.personales import sin_datos_personales

_PASAJE = 200
_ESTUDIOS = frozenset({"estudios", "libros"})


def frase_de_regla(fuente: Fuente, emisor: str, lugares: Mapping[int, str]) -> str:
    """«Opinión de la PDH, a favor con cambios, sobre el artículo 12; sustenta AG2: «…» (artículo 3, p. 7).»

    `lugares`: por el número de cada evidencia, el artículo en que cae («Artículo 12»).
    """
    partes = [_aporte(fuente.documento, emisor), fuente.razon, *_razones(fuente.vinculos, lugares)]
    if fuente.pasajes:
        partes[1] = f"{fuente.razon}: {_citado(fuente.pasajes[0])}"
    dichas = [parte for parte in partes if parte]
    frase = "; ".join([*dichas[:1], *(parte[:1].lower() + parte[1:] for parte in dichas[1:])])
    return f"{frase.rstrip('.')}." if frase else ""


def campo(documento: Documento, clave: str) -> str:
    """Un dato propio de su tipo como se lee: el nombre de la opción, la lista en un renglón; o vacío."""
    valor: Any = documento.metadatos.get(clave)
    if not valor:
        return ""
    if isinstance(valor, list):
        return enumerar(str(uno) for uno in valor)
    del_tipo = tipo(documento.tipo)
    campos = del_tipo.campos if del_tipo is not None else ()
    suyo = next((uno for uno in campos if uno.clave == clave), None)
    if suyo is not None and suyo.clase == "fecha":
        return _fecha(str(valor))
    return str(suyo.opciones.get(str(valor), valor)) if suyo is not None else str(valor)


def _fecha(escrita: str) -> str:
    """La fecha de una ficha como se lee; si no es una fecha entera, como se escribió."""
    try:
        return fecha_larga(date.fromisoformat(escrita))
    except ValueError:
        return escrita


def enumerar(cosas: Iterable[str]) -> str:
    """«12, 13 y 14 Bis»."""
    todas = list(cosas)
    return " y ".join(filter(None, (", ".join(todas[:-1]), *todas[-1:])))


def recortar(literal: str) -> str:
    """El pasaje en un renglón, hasta una palabra entera."""
    llano = " ".join(sin_datos_personales(literal).split())
    return llano if len(llano) <= _PASAJE else f"{llano[:_PASAJE].rsplit(' ', 1)[0]}…"


def firmes(vinculo: VinculoVisto) -> list[PasajeProbatorio]:
    """Los pasajes de un vínculo que siguen en el texto, primero los que una persona vio donde están."""
    return sorted((uno for uno in vinculo.pasajes if not uno.rota), key=lambda uno: uno.reanclada)


def con_aviso(donde: str, aviso: str) -> str:
    """«p. 7; el pasaje se reubicó, sin revisar»."""
    return f"{donde}; {aviso}" if aviso else donde


def _razones(vinculos: Sequence[VinculoVisto], lugares: Mapping[int, str]) -> list[str]:
    """La del primer vínculo con pasaje, entera, y las demás por su código."""
    if not vinculos:
        return []
    vistos = (uno for uno in vinculos if any(not pasaje.aviso for pasaje in firmes(uno)))
    principal = next(vistos, next((uno for uno in vinculos if firmes(uno)), vinculos[0]))
    dicho = f"{NOMBRES_RELACION[principal.relacion]} {principal.codigo}"
    pasajes = firmes(principal)
    if pasajes:
        primero = pasajes[0]
        lugar = lugares.get(primero.id, "")
        donde = f"{lugar[:1].lower()}{lugar[1:]}, p. {primero.pagina}" if lugar else f"p. {primero.pagina}"
        razones = [f"{dicho}: «{recortar(primero.literal)}» ({con_aviso(donde, primero.aviso)})"]
    else:
        razones = [f"{dicho}: {principal.motivo.rstrip('.') or 'sin pasaje'}"]
    otras: dict[str, list[str]] = {}
    for uno in vinculos:
        if uno is not principal:
            otras.setdefault(NOMBRES_RELACION[uno.relacion].lower(), []).append(uno.codigo)
    razones += [f"también {relacion} {enumerar(dict.fromkeys(suyos))}" for relacion, suyos in otras.items()]
    return razones


def _citado(pasaje: Mapping[str, Any]) -> str:
    lugar = str(pasaje.get("lugar", ""))
    donde = f"{lugar[:1].lower()}{lugar[1:]}, " if lugar else ""
    return f"«{recortar(pasaje['literal'])}» ({donde}p. {pasaje['pagina']})"


def _aporte(documento: Documento, emisor: str) -> str:
    """Lo que el documento trae, según su tipo y su ficha; vacío si la ficha no dice más que el título."""
    clave = documento.tipo or ""
    if clave in _APORTES:
        return _APORTES[clave](documento)
    del_tipo = tipo(clave)
    if del_tipo is not None and del_tipo.etiqueta in _ESTUDIOS:
        de = enumerar(documento.autores) or emisor
        return f"{del_tipo.nombre} de {de}" if de else ""
    return ""


def _opinion(documento: Documento) -> str:
    remitente = campo(documento, "remitente")
    postura = campo(documento, "postura")
    articulos = documento.metadatos.get("articulos_que_toca") or []
    if not (remitente or postura or articulos):
        return ""
    partes = [nombre_de_tipo(documento.tipo) + (f" de {remitente}" if remitente else "")]
    if postura:
        partes.append(f"{postura[:1].lower()}{postura[1:]}")
    if articulos:
        partes.append(f"sobre {_articulos([str(uno) for uno in articulos])}")
    return ", ".join(partes)


def _articulos(escritos: Sequence[str]) -> str:
    """«los artículos 12 y 13»; si alguno dice de qué norma es, cada uno con lo suyo."""
    if all(leer_articulo(uno) for uno in escritos):
        return f"{'el artículo' if len(escritos) == 1 else 'los artículos'} {enumerar(escritos)}"
    dichos = (f"artículo {uno}" if leer_articulo(uno) else uno for uno in escritos)
    return enumerar(f"el {uno}" if uno.casefold().startswith("artículo ") else uno for uno in dichos)


def _dictamen(documento: Documento) -> str:
    sentido, numero = campo(documento, "sentido_dictamen").lower(), campo(documento, "numero_iniciativa")
    if not (sentido or numero):
        return ""
    sobre = f"sobre la iniciativa {numero}" if numero else ""
    return " ".join(filter(None, ("Dictamen", sentido, sobre)))


def _iniciativa(documento: Documento) -> str:
    return f"Texto de la iniciativa {documento.numero}" if documento.numero else ""


def _acta(documento: Documento) -> str:
    cuentas = [
        f"{len(suyos)} {uno if len(suyos) == 1 else varios}"
        for clave, uno, varios in (
            ("acuerdos", "acuerdo", "acuerdos"),
            ("compromisos", "compromiso", "compromisos"),
        )
        if (suyos := documento.metadatos.get(clave))
    ]
    mesa = campo(documento, "mesa")
    if not (mesa or cuentas):
        return ""
    registra = f" que registra {enumerar(cuentas)}" if cuentas else ""
    return f"{nombre_de_tipo(documento.tipo)}{f' de {mesa}' if mesa else ''}{registra}"


def _estadistica(documento: Documento) -> str:
    serie, corte = campo(documento, "serie"), campo(documento, "fecha_corte")
    return f"Serie «{serie}»{f', al {corte}' if corte else ''}" if serie else ""


_APORTES: Mapping[str, Callable[[Documento], str]] = {
    "opinion_recibida": _opinion,
    "propuesta_texto": _opinion,
    "dictamen": _dictamen,
    "iniciativa": _iniciativa,
    "acta_mesa_trabajo": _acta,
    "minuta": _acta,
    "acta_sesion_comision": _acta,
    "estadistica": _estadistica,
}
