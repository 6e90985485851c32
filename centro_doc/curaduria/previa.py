"""Qué cambiaría en cada ficha antes de cambiarlas todas: la vista previa de un lote."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centro_doc.catalogo import acceso
from centro_doc.catalogo.acceso import AMPLIAS, CERRADAS, visible_para
from centro_doc.catalogo.modelos import Acceso, Documento, Estado
from centro_doc.catalogo.reglas import datos_de_acceso, faltantes
from centro_doc.catalogo.tipos import tipo
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas
from centro_doc.curaduria.campos import (
    ETIQUETAS,
    Nombres,
    Simple,
    a_acceso,
    de_acceso,
    decir,
    etiqueta,
    nombres,
    poner,
    valor_de,
)
from centro_doc.curaduria.sustitucion import LARGOS, OPCIONES, con_texto, sustituir

MAXIMO = 500
"""Documentos que se cambian de una vez."""
_DICHOS = 10
"""Registros que se nombran, de los que no se encuentran."""


@dataclass(frozen=True, slots=True)
class Cambio:
    """Qué poner: `valor` en `campo` (tipo, emisor_id, asignado_a, acceso), o sustituir `de` por `valor`."""

    campo: str
    valor: Simple
    de: str = ""
    fundamento: str = ""

    @property
    def es_sustitucion(self) -> bool:
        """¿Cambia una parte del texto y no el valor entero?"""
        return bool(self.de)


@dataclass(frozen=True, slots=True)
class RenglonDeLote:
    """Lo que cambiaría en un documento: de cada campo, su nombre, el antes y el después, con palabras."""

    documento: Documento
    despues: Mapping[str, Simple]
    dicho: tuple[tuple[str, str, str], ...]
    problema: str = ""

    @property
    def huella(self) -> str:
        """Cambia si cambia la ficha o lo que se le haría: lo que se aprueba es lo que se vio."""
        partes = f"{self.documento.identificador} {self.documento.edicion} {sorted(self.despues.items())}"
        return hashlib.sha256(partes.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Previa:
    """La vista previa de un lote. `iguales` son los que ya estaban así y no cambiarían."""

    renglones: tuple[RenglonDeLote, ...]
    iguales: int
    descripcion: str

    @property
    def problemas(self) -> int:
        """Cuántos no se pueden cambiar."""
        return sum(1 for renglon in self.renglones if renglon.problema)


def previa(
    sesion: Session, actor: Actor, cambio: Cambio, identificadores: Collection[str] = (), *, reloj: Reloj
) -> Previa:
    """Renglón por renglón, lo que haría el cambio. No escribe nada.

    Sin `identificadores`, una sustitución alcanza a todas las fichas visibles que tienen el texto. Levanta
    `NoEncontrado` si no ve alguno de los pedidos y `DatosInvalidos` si son más de `MAXIMO`.
    """
    exigir(actor, "catalogar")
    elegidos = _elegidos(sesion, actor, cambio, identificadores)
    dichos = nombres(sesion)
    with sesion.no_autoflush:
        todos = [_renglon(documento, cambio, dichos, reloj) for documento in elegidos]
    renglones = tuple(renglon for renglon in todos if renglon.dicho)
    cuantos = len(renglones)
    return Previa(renglones, len(todos) - cuantos, _describir(cambio, cuantos, dichos))


def elegidos_para(sesion: Session, actor: Actor, identificadores: Collection[str]) -> Sequence[Documento]:
    """Los documentos pedidos, todos visibles para el actor; si falta alguno, `NoEncontrado`, con cuáles."""
    pedidos = _registros(identificadores)
    if len(pedidos) > MAXIMO:
        mensaje = f"Son {len(pedidos):,}. Elija {MAXIMO} o menos cada vez."
        raise DatosInvalidos("Son demasiados documentos para una sola vez.", {"elegidos": mensaje})
    if not pedidos:
        raise DatosInvalidos("No se cambió nada.", {"elegidos": "Elija al menos un documento."})
    documentos = los_que_ve(sesion, actor, pedidos)
    if faltan := [uno for uno in pedidos if uno not in {d.identificador for d in documentos}]:
        raise NoEncontrado(f"No se cambió nada: no encontramos {_en_lista(faltan)}.")
    return documentos


def los_que_ve(sesion: Session, actor: Actor, identificadores: Collection[str]) -> Sequence[Documento]:
    """De los pedidos, los que el actor ve, por orden de registro; de los demás no dice nada."""
    consulta = (
        select(Documento)
        .where(Documento.identificador.in_(_registros(identificadores)), visible_para(marcas(actor)))
        .options(
            selectinload(Documento.fechas), selectinload(Documento.grupos), selectinload(Documento.personas)
        )
        .order_by(Documento.id)
        .limit(MAXIMO)
    )
    return sesion.scalars(consulta).all()


def _registros(escritos: Collection[str]) -> tuple[str, ...]:
    """Sin repetir y en mayúsculas, en el orden en que se pidieron."""
    return tuple(dict.fromkeys(escrito.strip().upper() for escrito in escritos))


def _en_lista(nombres: Sequence[str]) -> str:
    """«CD-00024», «CD-00024 ni 24»; de más de diez, los diez primeros y cuántos más."""
    if len(nombres) > _DICHOS:
        return f"{', '.join(nombres[:_DICHOS])} ni otros {len(nombres) - _DICHOS}"
    return " ni ".join(filter(None, [", ".join(nombres[:-1]), nombres[-1]]))


def cuantos_documentos(cuantos: int) -> str:
    """«1 documento», «12 documentos»."""
    return "1 documento" if cuantos == 1 else f"{cuantos:,} documentos"


def _elegidos(
    sesion: Session, actor: Actor, cambio: Cambio, identificadores: Collection[str]
) -> Sequence[Documento]:
    if identificadores or not cambio.es_sustitucion:
        return elegidos_para(sesion, actor, identificadores)
    hallados = con_texto(sesion, marcas(actor), cambio.campo, cambio.de, MAXIMO + 1)
    return elegidos_para(sesion, actor, hallados) if hallados else ()


def _renglon(documento: Documento, cambio: Cambio, dichos: Nombres, reloj: Reloj) -> RenglonDeLote:
    despues = _despues(documento, cambio)
    antes = {campo: valor_de(documento, campo) for campo in despues}
    dicho = tuple(
        (etiqueta(campo), decir(campo, antes[campo], dichos), decir(campo, valor, dichos))
        for campo, valor in despues.items()
    )
    return RenglonDeLote(documento, despues, dicho, _problema(documento, antes, despues, reloj))


def _despues(documento: Documento, cambio: Cambio) -> dict[str, Simple]:
    if cambio.es_sustitucion:
        return sustituir(documento, cambio.campo, cambio.de, cambio.valor)
    valor = cambio.valor
    if cambio.campo == "acceso":
        interna = valor == Acceso.INTERNA
        actual = datos_de_acceso(documento)
        nuevo = replace(
            actual,
            clase=Acceso(valor),
            fundamento=cambio.fundamento or actual.fundamento,
            resolucion="",
            vence=None,
            grupos=actual.grupos if interna else (),
            personas=(),
        )
        valor = de_acceso(nuevo)
    if valor_de(documento, cambio.campo) == valor:
        return {}
    return {cambio.campo: valor, **(_acceso_del_tipo(documento, valor) if cambio.campo == "tipo" else {})}


def _acceso_del_tipo(documento: Documento, clave: str) -> dict[str, Simple]:
    """Lo público que pasa a ser de un tipo interno se cierra con él; nada se abre solo."""
    clase = tipo(clave)
    if clase is None or clase.acceso != Acceso.INTERNA or documento.acceso not in AMPLIAS:
        return {}
    actual = datos_de_acceso(documento)
    nuevo = replace(actual, clase=clase.acceso, fundamento=actual.fundamento or clase.base)
    return {"acceso": de_acceso(nuevo)}


def _problema(
    documento: Documento, antes: Mapping[str, Simple], despues: Mapping[str, Simple], reloj: Reloj
) -> str:
    """Por qué no se puede; vacío si se puede. Un documento publicado no queda incompleto."""
    nace = tipo(despues.get("tipo"))
    if nace is not None and nace.acceso in CERRADAS and documento.acceso not in CERRADAS:
        return f"«{nace.nombre}» nace confidencial: cámbielo en su ficha."
    if "acceso" in despues:
        if documento.acceso in CERRADAS:
            return "Es reservada o confidencial: cámbiela en su ficha."
        mal = " ".join(acceso.revisar(a_acceso(despues["acceso"]), hoy=reloj.hoy()).values())
        if mal or nace is None:
            return mal
    largo = next((c for c, n in LARGOS.items() if len(str(despues.get(c, ""))) > n), "")
    if largo:
        return f"«{ETIQUETAS[largo]}» quedaría con más de {LARGOS[largo]} letras."
    if not str(despues.get("titulo", "x")).strip():
        return "Quedaría sin título."
    if documento.estado != Estado.PUBLICADO or "asignado_a" in despues:
        return ""
    for campo in despues.keys() - {"acceso"}:
        poner(documento, campo, despues[campo])
    faltan = faltantes(documento, hoy=reloj.hoy())
    for campo in antes.keys() - {"acceso"}:
        poner(documento, campo, antes[campo])
    return " ".join(faltan.values())


def _describir(cambio: Cambio, cuantos: int, dichos: Nombres) -> str:
    if cambio.es_sustitucion:
        donde = OPCIONES[cambio.campo].lower()
        que = f"«{cambio.de}» por «{cambio.valor}»" if cambio.valor else f"«{cambio.de}» por nada"
        return f"Sustituyó {que} ({donde}) en {cuantos_documentos(cuantos)}"
    valor = {"clase": cambio.valor, "fundamento": cambio.fundamento} if cambio.campo == "acceso" else None
    puesto = decir(cambio.campo, valor or cambio.valor, dichos) or "sin asignar"
    return f"Puso {ETIQUETAS[cambio.campo].lower()} «{puesto}» en {cuantos_documentos(cuantos)}"
