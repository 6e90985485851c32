"""Un solo artículo frente a lo que le toca en el otro texto.

Le toca el que le corresponde cuando se comparan los dos textos enteros; si ninguno, los que lo citan o él
cita; y si tampoco, los que más palabras comparten con él. No se interpreta nada: se dice por qué se pone.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from centro_doc.comun.errores import DatosInvalidos
from centro_doc.cotejos.textos import TextoAbierto
from centro_doc.grafo.articulos import leer_direccion
from centro_doc.grafo.citantes import Articulo, articulos_citados, lugares_que_citan
from centro_doc.normas.partes import articulo_en_prosa
from indexador.juridico.comparacion import SEGUNDOS, Cotejo, Par, Suerte, par_de
from indexador.juridico.emparejamiento import emparejar, mas_parecidas
from indexador.juridico.unidades import Unidad, unidades

LARGO = 3_000_000
"""Letras que pueden sumar los dos textos para compararlos enteros, o para buscar lo que se parece."""
EN_FRENTE = 5


@dataclass(frozen=True, slots=True)
class Frente:
    """Los pares que se ven y por qué se puso cada artículo enfrente; vacío si es el que le corresponde."""

    cotejo: Cotejo
    porque: str = ""


def frente_a(sesion: Session, uno: TextoAbierto, otro: TextoAbierto, articulo: str, con: str) -> Frente:
    """El artículo de `uno` y lo que le toca en `otro`, o al revés; con los dos, ésos.

    `articulo` y `con` son direcciones («117-bis», «t7»). Levanta `DatosInvalidos` si un texto no lo trae.
    """
    unas, otras = _unidades(uno), _unidades(otro)
    suya = _la(unas, uno, articulo, "articulo") if articulo else None
    ajena = _la(otras, otro, con, "con") if con else None
    if suya is not None and ajena is not None:
        return Frente(_cotejo([(suya, ajena)]))
    entero = uno.largo + otro.largo <= LARGO
    pares: list[tuple[Unidad | None, Unidad | None]] = []
    if suya is not None:
        que, halladas = _que_le_toca(sesion, (uno, suya, unas), (otro, otras), entero=entero)
        pares += [(suya, una) for una in halladas] or [(suya, None)]
    else:
        if ajena is None:
            raise DatosInvalidos("Falta el artículo.", {"articulo": "Escriba el número del artículo."})
        que, halladas = _que_le_toca(sesion, (otro, ajena, otras), (uno, unas), entero=entero)
        pares += [(una, ajena) for una in halladas] or [(None, ajena)]
    return Frente(_cotejo(pares), que)


def direccion_de(unidad: Unidad | None) -> str:
    """«117-bis», «t7»; vacía si no es un artículo."""
    cual = unidad.articulo if unidad is not None else None
    return "" if cual is None else f"{'t' if cual[0] == 'transitoria' else ''}{cual[1]}"


def _unidades(texto: TextoAbierto) -> tuple[Unidad, ...]:
    """Sus artículos; si no tiene, sus partes."""
    todas = unidades(texto.paginas, texto.estructura)
    return tuple(una for una in todas if una.articulo is not None) or todas


def _la(unas: Sequence[Unidad], texto: TextoAbierto, direccion: str, campo: str) -> Unidad:
    hallada = next((una for una in unas if direccion_de(una) == direccion), None)
    if hallada is None:
        dicho = articulo_en_prosa(direccion)
        raise DatosInvalidos(
            "No está ese artículo.",
            {campo: f"El texto de {texto.documento.identificador} no trae el artículo {dicho}."},
        )
    return hallada


def _que_le_toca(
    sesion: Session,
    suyo: tuple[TextoAbierto, Unidad, Sequence[Unidad]],
    ajeno: tuple[TextoAbierto, Sequence[Unidad]],
    *,
    entero: bool,
) -> tuple[str, list[Unidad]]:
    """Por qué y cuáles; nada, si no se halló ninguno."""
    (uno, suya, unas), (otro, otras) = suyo, ajeno
    if entero:
        pareja = emparejar(unas, otras).get(unas.index(suya))
        if pareja is not None:
            return "", [otras[pareja]]
    if citan := _que_se_citan(sesion, uno, suya, otro, otras):
        return citan
    parecidas = [otras[n] for n in mas_parecidas(suya, otras)] if entero else []
    return ("es el que más palabras comparte con él" if parecidas else ""), parecidas[:1]


def _que_se_citan(
    sesion: Session, uno: TextoAbierto, suya: Unidad, otro: TextoAbierto, otras: Sequence[Unidad]
) -> tuple[str, list[Unidad]] | None:
    direccion = direccion_de(suya)
    if uno.norma:
        cual: Articulo = leer_direccion(direccion)
        lugares = lugares_que_citan(sesion, otro.documento.id, otro.texto_id, uno.norma, cual)
        if halladas := [una for una in otras if una.ancla in lugares]:
            return "lo cita", halladas[:EN_FRENTE]
    if otro.norma:
        citados = articulos_citados(sesion, uno.documento.id, uno.texto_id, suya.ancla, otro.norma)
        if halladas := [una for una in otras if una.articulo in {(c.serie, c.numero) for c in citados}]:
            return "él lo cita", halladas[:EN_FRENTE]
    return None


def _cotejo(pares: Sequence[tuple[Unidad | None, Unidad | None]]) -> Cotejo:
    plazo = time.monotonic() + SEGUNDOS
    return Cotejo(tuple(_par(suya, ajena, plazo) for suya, ajena in pares))


def _par(suya: Unidad | None, ajena: Unidad | None, plazo: float) -> Par:
    if suya is not None and ajena is not None:
        return par_de(suya, ajena, plazo)
    return Par(suya, ajena, Suerte.SUPRIMIDO if ajena is None else Suerte.NUEVO)
