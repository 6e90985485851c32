"""Qué pide el valor de un campo: de `tipo` y `dictamen`, los documentos de ese tipo."""

import re

from indexador.consulta import Aviso
from indexador.juridico.articulos import es_articulo, leer_articulo
from indexador.lengua.fechas import leer_intervalo
from indexador.lengua.paises import codigo_de_pais, es_comienzo_de_pais
from indexador.motor import campos
from indexador.motor.hojas import frase, palabras_de
from indexador.motor.nodos import (
    FECHA_PRINCIPAL,
    Alguna,
    Anios,
    Articulo,
    Campo,
    Fechas,
    Nodo,
    Numero,
    Todas,
    Valor,
)

Leido = tuple[list[Nodo], Aviso | None]
"""Las alternativas que pide un valor, y lo que de él no se entendió."""

MAXIMO_DE_ARTICULOS = 50
"""Artículos que se buscan de un intervalo."""
_INTERVALO_DE_ARTICULOS = re.compile(r"\s*(\d{1,4})\s*(?:\.\.|…|[-–])\s*(\d{1,4})\s*")
_EJEMPLO_DE_FECHA = "2009, 2009-03, 15/03/2009 o 2009..2012"


def leer(nombre: str, valor: str, escrito: str, *, entre_comillas: bool = False) -> Leido:
    """Lo que pide un campo que existe y no es una sección. `escrito` es lo que se cita si no se entiende."""
    if nombre in campos.CERRADOS:
        campo = campos.CERRADOS[nombre]
        canonicos = [campos.valor_canonico(uno) for uno in valor.split(",")]
        if campo is Campo.PAIS:
            canonicos = [codigo_de_pais(uno) or uno for uno in canonicos]
        return [Valor(campo, campos.valor_canonico(uno)) for uno in canonicos if uno], None
    if nombre in campos.ANIO:
        anios = campos.leer_anios(valor)
        if anios is not None:
            return [anios], None
        return [], Aviso(
            f"No entendimos el año en «{escrito}». Se buscó sin él. Escriba año:2009 o año:2009..2012.",
            escrito,
        )
    if nombre in campos.ARTICULO:
        return _articulos(valor, escrito)
    if nombre in campos.NUMERO or nombre in campos.CLASES_DE_NUMERO:
        return _numero(nombre, valor, entre_comillas=entre_comillas), None
    return _fechas(nombre, valor, escrito)


def de_un_parentesis(nombre: str, nodo: Nodo | None) -> Nodo | None:
    """Lo que piden varios valores de un campo: de uno que sólo tiene un valor, cualquiera de ellos.

    Nada es a la vez acta y dictamen: quien escribe `tipo:(acta dictamen)` quiere los dos.
    """
    varios = campos.CERRADOS.get(nombre) in (Campo.TEMA, Campo.ACTIVIDAD, Campo.INSTITUCION)
    if varios or not isinstance(nodo, Todas):
        return nodo
    son_valores = all(isinstance(p, Valor | Anios | Fechas | Articulo | Numero) for p in nodo.partes)
    return Alguna(nodo.partes) if son_valores else nodo


def es_posible(nombre: str, valor: str) -> bool:
    """¿Es ése un valor del campo, aunque lo separe un espacio? «Vigencia: el presente decreto» es prosa."""
    if nombre in campos.NUMERO or nombre in campos.CLASES_DE_NUMERO:
        return any(signo.isdigit() for signo in valor)
    leido, aviso = leer(nombre, valor, "")
    return bool(leido) and aviso is None


def es_mas_largo(nombre: str, valor: str, mas: str) -> bool:
    """¿Sigue el valor en la palabra siguiente? En `articulo:12 bis` y `fecha:marzo 2009`, sí."""
    if campos.CERRADOS.get(nombre) is Campo.PAIS:
        entero = f"{valor} {mas}"
        return bool(codigo_de_pais(entero)) or es_comienzo_de_pais(entero)
    if nombre in campos.ARTICULO:
        return len(mas) > 1 and leer_articulo(f"{valor} {mas}") not in ("", leer_articulo(valor))
    de_fecha = nombre in campos.DESDE | campos.HASTA or campos.clase_de_fecha(nombre) is not None
    return de_fecha and leer_intervalo(f"{valor} {mas}") is not None


def _articulos(valor: str, escrito: str) -> Leido:
    """Los artículos de una lista de números e intervalos («12, 15..18»); lo que no se entiende se dice."""
    leidos: list[Nodo] = []
    aviso = None
    for uno in valor.split(","):
        intervalo = _INTERVALO_DE_ARTICULOS.fullmatch(uno)
        desde, hasta = sorted((int(intervalo[1]), int(intervalo[2]))) if intervalo else (0, 0)
        numero = leer_articulo(uno)
        if intervalo:
            ultimo = min(hasta, desde + MAXIMO_DE_ARTICULOS - 1)
            leidos += [Articulo(str(cada)) for cada in range(desde, ultimo + 1)]
            if ultimo < hasta:
                aviso = Aviso(f"De «{escrito}» se buscaron los artículos {desde} a {ultimo}.", escrito)
        elif numero:
            leidos.append(Articulo(numero))
            if not es_articulo(uno):
                aviso = Aviso(f"De «{escrito}» sólo se entendió el artículo {numero}.", escrito)
        else:
            aviso = Aviso(
                f"No entendimos el artículo en «{escrito}». Se buscó sin él. Escriba articulo:12.", escrito
            )
    return list(dict.fromkeys(leidos)), aviso


def _numero(nombre: str, valor: str, *, entre_comillas: bool) -> list[Nodo]:
    """Un número de norma o, si tras `ley:` no va un número, lo que en el título diga eso y «ley»."""
    clase = campos.CLASES_DE_NUMERO.get(nombre, "")
    if not clase or any(signo.isdigit() for signo in valor):
        numero = campos.leer_numero(valor)
        return [Numero(numero, clase)] if numero else []
    leer_titulo = frase if entre_comillas else palabras_de
    en_titulo = leer_titulo(valor, campos.TITULO)[0]
    return [Todas((*palabras_de(clase, campos.TITULO)[0], *en_titulo))] if en_titulo else []


def _fechas(nombre: str, valor: str, escrito: str) -> Leido:
    desde, hasta = leer_intervalo(valor) or (None, None)
    leida: Fechas | None = None
    if nombre in campos.DESDE:
        leida = Fechas(FECHA_PRINCIPAL, desde, None) if desde else None
    elif nombre in campos.HASTA:
        leida = Fechas(FECHA_PRINCIPAL, None, hasta) if hasta else None
    elif desde or hasta:
        leida = Fechas(campos.clase_de_fecha(nombre) or FECHA_PRINCIPAL, desde, hasta)
    if leida is not None:
        return [leida], None
    aviso = f"No entendimos la fecha en «{escrito}». Se buscó sin ella. Escriba {_EJEMPLO_DE_FECHA}."
    return [], Aviso(aviso, escrito)
