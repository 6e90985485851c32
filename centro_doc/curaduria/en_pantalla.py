"""Qué se ve en la ficha de lo que nadie ha decidido.

Una sugerencia llena su control en ámbar si la ficha no dice nada ahí, o dice lo que el programa puso solo; si
dice otra cosa, se muestra al lado. En la base la ficha no cambia hasta que alguien decide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.modelos_sugerencias import EstadoSugerencia
from centro_doc.catalogo.tipos import tipo
from centro_doc.curaduria.escrita import Escrita, FilaFecha, con_fechas_del_tipo, igualar
from centro_doc.curaduria.sugeridas import Propuesto, Sugerida, en_iso, sugeridas

_PRIMERO = ("tipo", "numero", "titulo", "emisor", "emisor_nombre")
_DESPUES = ("autores", "ponentes", "idioma", "jurisdiccion")


@dataclass(frozen=True, slots=True)
class EnPantalla:
    """La ficha como se ve y sus sugerencias, por el control o el renglón de fecha (`fecha-<n>`) donde van.

    Las fechas sin renglón van en `fechas`, y lo que el tipo no lleva, en `otros`. `ambar` son las que llenan
    su control tal como se propusieron; `coinciden`, las que dicen lo que la ficha ya decía; `claras`, las que
    se pueden aceptar de una vez.
    """

    ficha: Escrita
    lugares: Mapping[str, tuple[Sugerida, ...]]
    ambar: frozenset[int]
    coinciden: frozenset[int]
    claras: tuple[Sugerida, ...]

    @property
    def todas(self) -> tuple[Sugerida, ...]:
        """Las que se ven, en orden."""
        return tuple(una for suyas in self.lugares.values() for una in suyas)

    @property
    def pendientes(self) -> int:
        """Cuántas esperan una decisión."""
        return sum(una.pendiente for una in self.todas)


def en_pantalla(ficha: Escrita, hay: Propuesto) -> EnPantalla:
    """Las sugerencias de una ficha ya dispuesta (`con_propuestas` o `al_volver`), numeradas como se ven."""
    todas = sugeridas(hay, ficha.textos.get("tipo", ""))
    puestas = _lugares(ficha, todas)
    numeradas: dict[str, tuple[Sugerida, ...]] = {}
    cuenta = 0
    for donde in _orden(ficha):
        suyas = puestas.get(donde, [])
        if suyas:
            numeradas[donde] = tuple(replace(una, numero=cuenta + n) for n, una in enumerate(suyas, 1))
            cuenta += len(suyas)
    vistas = [una for suyas in numeradas.values() for una in suyas]
    ambar = {una.id for una in vistas if una.pendiente and _en_ambar(ficha, una)}
    coinciden = {una.id for una in vistas if una.pendiente and una.id not in ambar and _esta(ficha, una)}
    return EnPantalla(ficha, numeradas, frozenset(ambar), frozenset(coinciden), _claras(ficha, vistas))


def con_propuestas(guardada: Escrita, hay: Propuesto) -> Escrita:
    """La ficha guardada con lo propuesto en ámbar."""
    textos = dict(guardada.textos)
    if hay.tipo and hay.es_automatico("tipo", textos.get("tipo", "")):
        textos["tipo"] = hay.tipo
    base = con_fechas_del_tipo(replace(guardada, textos=textos))
    propias = [s for s in sugeridas(hay, textos["tipo"]) if s.pendiente]
    ambar = {s.id for s in propias if s.control == "tipo" and not guardada.textos.get("tipo", "").strip()}
    base = replace(base, ambar=frozenset(ambar))
    return _con_fechas(_en_blanco(base, propias, hay), propias)


def al_abrir(documento: Documento, guardada: Escrita, hay: Propuesto) -> Escrita:
    """La ficha como se ve al abrir la página. En lo retirado no se propone nada."""
    if documento.estado == Estado.RETIRADO:
        return con_fechas_del_tipo(guardada)
    return con_propuestas(guardada, hay)


def al_volver(escrita: Escrita, guardada: Escrita, hay: Propuesto) -> Escrita:
    """Lo que una persona escribió, para mostrarlo otra vez sin que nada propuesto pase por suyo.

    Un control que sigue como se propuso, pero cuya sugerencia ya se decidió, vuelve a lo guardado; los que
    aparecen con otro tipo se llenan en ámbar.
    """
    todas = sugeridas(hay, escrita.textos.get("tipo", ""))
    textos, ambar = dict(escrita.textos), set(escrita.ambar)
    for una in todas:
        if una.id in ambar and not una.pendiente:
            ambar.discard(una.id)
            if una.control and igualar(textos.get(una.control)) == igualar(una.escrito):
                textos[una.control] = guardada.textos.get(una.control, "")
    vivas = {una.id for una in todas if una.pendiente}
    fechas = tuple(f for f in escrita.fechas if not f.sugerencia or f.sugerencia in vivas)
    vuelta = replace(escrita, textos=textos, ambar=frozenset(ambar), fechas=fechas)
    nuevas = [s for s in todas if s.pendiente and s.control and s.control not in escrita.textos]
    return _en_blanco(vuelta, nuevas, hay)


def _lugares(ficha: Escrita, todas: Iterable[Sugerida]) -> dict[str, list[Sugerida]]:
    puestas: dict[str, list[Sugerida]] = {}
    for una in todas:
        if una.estado == EstadoSugerencia.SUPERADA:
            continue
        donde = una.control or "otros"
        if una.fila is not None:
            renglon = _renglon(ficha, una)
            donde = "fechas" if renglon is None else f"fecha-{renglon}"
        puestas.setdefault(donde, []).append(una)
    return puestas


def _orden(ficha: Escrita) -> list[str]:
    """Los controles en el orden de la pantalla."""
    clase = tipo(ficha.textos.get("tipo"))
    propios = [f"m-{campo.clave}" for campo in (clase.campos if clase else ())]
    filas = [f"fecha-{n}" for n in range(len(ficha.fechas))]
    return [*_PRIMERO, *propios, *_DESPUES, *filas, "fechas", "otros"]


def _en_ambar(ficha: Escrita, una: Sugerida) -> bool:
    """¿Está su control como ella lo llenó?"""
    if una.fila is not None:
        return una.fila in ficha.fechas
    return una.id in ficha.ambar and igualar(ficha.textos.get(una.control)) == igualar(una.escrito)


def _esta(ficha: Escrita, una: Sugerida) -> bool:
    """¿Dice su control, o alguno de los renglones de fecha, lo mismo que ella?"""
    if una.fila is not None:
        return _renglon(ficha, una) is not None
    return bool(una.control) and igualar(ficha.textos.get(una.control)) == igualar(una.escrito)


def _claras(ficha: Escrita, todas: Iterable[Sugerida]) -> tuple[Sugerida, ...]:
    """Las que no tienen duda ni nada escrito que las contradiga; de dos fechas de una clase, la primera."""
    elegidas: list[Sugerida] = []
    for una in todas:
        if not una.pendiente or una.dudosa or not una.control:
            continue
        if una.fila is not None:
            otras = {
                en_iso(f, f.clase) for f in ficha.fechas if f.clase == una.fila.clase and not f.sugerencia
            }
            repetida = una.campo in {otra.campo for otra in elegidas}
            if _esta(ficha, una) and not repetida and otras <= {"", una.escrito}:
                elegidas.append(una)
        elif una.id in ficha.ambar or _esta(ficha, una):
            elegidas.append(una)
    return tuple(elegidas)


def _en_blanco(ficha: Escrita, propias: Iterable[Sugerida], hay: Propuesto) -> Escrita:
    """Llena en ámbar los controles que nadie ha llenado; el primero que llega a cada uno."""
    textos, ambar = dict(ficha.textos), set(ficha.ambar)
    llenos: set[str] = set()
    for una in propias:
        actual = textos.get(una.control, "")
        libre = una.control and una.fila is None and una.control not in llenos and una.id not in ambar
        emisor = una.control == "emisor_nombre" and textos.get("emisor")
        if libre and not emisor and hay.es_automatico(una.control, actual):
            textos[una.control] = una.escrito
            ambar.add(una.id)
            llenos.add(una.control)
    return replace(ficha, textos=textos, ambar=frozenset(ambar))


def _con_fechas(ficha: Escrita, propias: Iterable[Sugerida]) -> Escrita:
    """Pone cada fecha propuesta en el renglón vacío de su clase, o en uno nuevo."""
    filas = list(ficha.fechas)
    for una in propias:
        if una.fila is None or _renglon(replace(ficha, fechas=tuple(filas)), una) is not None:
            continue
        vacio = next((n for n, f in enumerate(filas) if f == FilaFecha(una.fila.clase)), None)
        if vacio is None:
            filas.append(una.fila)
        else:
            filas[vacio] = una.fila
    return replace(ficha, fechas=tuple(filas))


def _renglon(ficha: Escrita, una: Sugerida) -> int | None:
    """El renglón de una fecha: el que ella llenó, o el que dice lo mismo que ella o que lo que se decidió."""
    if una.fila is None:
        return None
    dice = {una.escrito} if una.pendiente else {una.final}
    for numero, fila in enumerate(ficha.fechas):
        if fila.sugerencia == una.id or (not fila.sugerencia and en_iso(fila, una.fila.clase) in dice - {""}):
            return numero
    return None
