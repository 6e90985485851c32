"""Propone los vínculos de un documento: junta las señales, las pesa y escribe las razones."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from indexador.ficha import Pagina
from indexador.vinculacion import razones
from indexador.vinculacion.afinado import parecido, vector
from indexador.vinculacion.bm25 import puntuar
from indexador.vinculacion.calibracion import DE_LOS_DEMAS, UMBRAL, confianza
from indexador.vinculacion.citadas import Citada
from indexador.vinculacion.compilado import Compilado, compilar
from indexador.vinculacion.de_pasada import sin_lo_de_pasada
from indexador.vinculacion.ensenado import el_que_prueba, primero
from indexador.vinculacion.iniciativas import es_de_iniciativa
from indexador.vinculacion.leido import Leido, leer
from indexador.vinculacion.papel import empieza_por_articulo
from indexador.vinculacion.pasajes import Pasaje
from indexador.vinculacion.perfil import CONDICIONES, Ambito, Clase, Perfil
from indexador.vinculacion.propuesta import Propuesta, Razon
from indexador.vinculacion.rasgos import Lugar, Rasgos, lugares_de, puntos, reunir

_PARECIDO, _CASI_IGUAL = 0.3, 0.9
_SUBE, _BAJA = 0.35, 0.25
_PARTE_DE_SU_TEMA = 0.85
"""Confianza que ha de tener, frente a la del mejor tema, el nodo que lo calla."""


def proponer(
    paginas: Sequence[Pagina],
    perfiles: Iterable[Perfil],
    ambito: Ambito,
    *,
    citas: Iterable[Citada] = (),
    titulo: str = "",
    tipo: str = "",
    umbral: float | None = None,
) -> tuple[Propuesta, ...]:
    """Los destinos que el documento quizá prueba, de más a menos confianza y a igual confianza por código.

    `citas` son las normas citadas, ya halladas; `tipo`, la clave del tipo del documento. Sin `umbral` van los
    que conviene enseñar (`que_se_ensenan`); con él, todos los que llegan a él: en 0, los que tienen algún
    pasaje. Los perfiles se preparan una vez y se recuerdan.
    """
    compilado = compilar(tuple(perfiles), ambito)
    leido = leer(paginas, tuple(citas), titulo, tipo, compilado)
    if not leido.senales and not leido.titulo:
        return ()
    vectores = _vector_del_documento(leido, compilado)
    propuestas = list(_todas(leido, compilado, vectores))
    if umbral is None and _es_de_la_casa(propuestas, compilado):
        propuestas = [p for p in propuestas if p.clase != Clase.TEMA]
    propuestas = _elegidas(propuestas, umbral)
    papel = CONDICIONES["#papel"] in leido.condiciones and not empieza_por_articulo(paginas)
    if umbral is None and papel:
        propuestas = list(sin_lo_de_pasada(propuestas, paginas))
    if es_de_iniciativa(paginas, leido.titulo, leido.tipo):
        productos = _productos(propuestas, compilado, vectores)
        propuestas = _elegidas([*propuestas, *productos], umbral)
    return tuple(sorted(propuestas, key=lambda p: (-p.confianza, p.clase != Clase.TEMA, p.codigo)))


def _todas(leido: Leido, compilado: Compilado, del_documento: Mapping[str, float]) -> Iterator[Propuesta]:
    """Las de cada perfil; las del producto que es un tema van aparte (`_productos`)."""
    plan = puntuar(compilado.pesos, [senal.raices for senal in leido.senales])
    hay = leido.expresiones()
    de_tema = {perfil.sube_a for perfil in compilado.perfiles if perfil.clase == Clase.TEMA}
    for numero, perfil in enumerate(compilado.perfiles):
        if perfil.clase == Clase.NODO and perfil.codigo in de_tema:
            continue
        if all(not grupo.isdisjoint(hay) for grupo in compilado.exigencias[numero]):
            propuesta = _propuesta(numero, perfil, leido, compilado, plan[numero], del_documento)
            if propuesta:
                yield propuesta


def _elegidas(propuestas: Iterable[Propuesta], umbral: float | None) -> list[Propuesta]:
    if umbral is not None:
        return [propuesta for propuesta in propuestas if propuesta.confianza >= umbral]
    return que_se_ensenan(propuestas)


def que_se_ensenan(propuestas: Iterable[Propuesta]) -> list[Propuesta]:
    """El mejor de cada clase si llega a `UMBRAL`, y de los demás los que llegan a `DE_LOS_DEMAS`.

    Un documento dice de pasada muchas cosas de lo que no es su asunto: junto a lo que sí lo es, estorban.
    """
    en_orden = sorted(propuestas, key=lambda p: (-p.confianza, p.codigo))
    vistas: set[Clase] = set()
    elegidas = []
    for una in en_orden:
        if una.confianza >= (DE_LOS_DEMAS if una.clase in vistas else UMBRAL[una.clase]):
            elegidas.append(una)
        vistas.add(una.clase)
    return elegidas


def _productos(
    propuestas: Sequence[Propuesta], compilado: Compilado, del_documento: Mapping[str, float]
) -> Iterator[Propuesta]:
    """De una iniciativa, el producto del plan de cada tema que se propone, con su pasaje y sus razones.

    Donde el vínculo al tema ya sube a él, quien guarda no lo repite.
    """
    for tema in [p for p in propuestas if p.clase == Clase.TEMA]:
        for numero, perfil in enumerate(compilado.perfiles):
            if perfil.clase == Clase.NODO and perfil.codigo == tema.sube_a:
                parecidos, factor = _ejemplos(numero, compilado, del_documento)
                yield replace(
                    tema,
                    clave=perfil.clave,
                    codigo=perfil.codigo,
                    clase=perfil.clase,
                    confianza=round(_ajustar(tema.confianza, factor), 3),
                    razones=(*tema.razones, *parecidos),
                    sube_a=perfil.sube_a,
                )


def _es_de_la_casa(propuestas: Collection[Propuesta], compilado: Compilado) -> bool:
    """¿Trata de la propia casa? Sí, si el nodo que más prueba es de los que no llevan tema."""
    callados = {perfil.clave for perfil in compilado.perfiles if perfil.sin_tema}
    mejores = {c: max((p.confianza for p in propuestas if p.clase == c), default=0.0) for c in Clase}
    nodo = mejores[Clase.NODO]
    return (
        nodo >= UMBRAL[Clase.NODO]
        and nodo >= _PARTE_DE_SU_TEMA * mejores[Clase.TEMA]
        and any(p.clave in callados and p.confianza == nodo for p in propuestas)
    )


def rasgos_de(
    paginas: Sequence[Pagina],
    perfiles: Iterable[Perfil],
    ambito: Ambito,
    *,
    citas: Iterable[Citada] = (),
    titulo: str = "",
    tipo: str = "",
) -> dict[str, Rasgos]:
    """Los rasgos de cada destino con algún pasaje, por su código: con ellos se ajusta la calibración."""
    compilado = compilar(tuple(perfiles), ambito)
    leido = leer(paginas, tuple(citas), titulo, tipo, compilado)
    plan = puntuar(compilado.pesos, [senal.raices for senal in leido.senales])
    hay = leido.expresiones()
    return {
        perfil.codigo: _rasgos(numero, perfil, leido, compilado, plan[numero])
        for numero, perfil in enumerate(compilado.perfiles)
        if all(not grupo.isdisjoint(hay) for grupo in compilado.exigencias[numero])
    }


def _rasgos(numero: int, perfil: Perfil, leido: Leido, compilado: Compilado, plan: Sequence[float]) -> Rasgos:
    lugares = lugares_de(numero, leido.senales, leido.citadas, compilado, plan)
    titulo = puntos(leido.del_titulo.vistos.get(numero, []), compilado.afinados[numero].factores)
    propia = leido.propia in perfil.normas_nucleo
    tipo = leido.tipo in perfil.tipos
    solo = perfil.clase == Clase.NODO and {CONDICIONES["#papel"], CONDICIONES["#casa"]} <= leido.condiciones
    return reunir(lugares, titulo, leido.dicho, numero, propia=propia, tipo=tipo, solo=solo)


def _propuesta(
    numero: int,
    perfil: Perfil,
    leido: Leido,
    compilado: Compilado,
    plan: Sequence[float],
    del_documento: Mapping[str, float],
) -> Propuesta | None:
    rasgos = _rasgos(numero, perfil, leido, compilado, plan)
    parecidos, factor = _ejemplos(numero, compilado, del_documento)
    seguridad = _ajustar(confianza(rasgos, perfil.clase), factor)
    if not seguridad:
        return None
    if not leido.pasajes:
        return None
    donde = leido.dicho.mejor_pasaje(numero) if rasgos.por_lexico else primero(plan)
    lugar, inicio, fin = el_que_prueba(rasgos.lugares or (Lugar(donde),), leido)
    pasaje = leido.pasajes[lugar.pasaje]
    texto = leido.paginas[pasaje.pagina].texto
    del_lugar = tuple(razones.del_lugar(lugar, pasaje.pagina, texto, perfil))
    dichas = [
        *razones.del_titulo(
            leido.del_titulo.vistos.get(numero, []) if leido.con_titulo else (), leido.titulo, del_lugar
        ),
        *del_lugar,
        *_del_lexico(numero, rasgos, pasaje, texto, compilado),
        *([razones.del_tipo(leido.tipo)] if rasgos.tipo else []),
        *parecidos,
    ]
    return Propuesta(
        perfil.clave,
        perfil.codigo,
        perfil.clase,
        round(seguridad, 3),
        pasaje.pagina,
        inicio,
        fin,
        texto[inicio:fin],
        tuple(dichas),
        perfil.sube_a,
    )


def _del_lexico(
    numero: int, rasgos: Rasgos, pasaje: Pasaje, texto: str, compilado: Compilado
) -> Iterator[Razon]:
    if rasgos.por_lexico:
        tramo = (pasaje.inicio, pasaje.fin)
        yield from razones.del_lexico(compilado.lexico.de(numero), pasaje.pagina, texto, tramo)


def _vector_del_documento(leido: Leido, compilado: Compilado) -> Mapping[str, float]:
    if not any(afinado.confirmados or afinado.rechazados for afinado in compilado.afinados):
        return {}
    return vector(" ".join((leido.titulo, *(pagina.texto for pagina in leido.paginas.values()))))


def _ejemplos(
    numero: int, compilado: Compilado, del_documento: Mapping[str, float]
) -> tuple[list[Razon], float]:
    """Las razones de parecerse a documentos ya decididos, y cuánto sube o baja por ello la confianza."""
    afinado = compilado.afinados[numero]
    si = [(parecido(suyo, del_documento), uno) for uno, suyo in afinado.confirmados]
    no = [(parecido(suyo, del_documento), uno) for uno, suyo in afinado.rechazados]
    mejor, peor = max((g for g, _ in si), default=0.0), max((g for g, _ in no), default=0.0)
    dichas = [razones.del_parecido(uno, g, confirmado=True) for g, uno in si if g >= _PARECIDO and g == mejor]
    if peor > mejor and peor >= _PARECIDO:
        dichas = [razones.del_parecido(uno, g, confirmado=False) for g, uno in no if g == peor]
        return dichas[:1], -1.0 if peor >= _CASI_IGUAL else -peor
    return dichas[:1], mejor if mejor >= _PARECIDO else 0.0


def _ajustar(seguridad: float, factor: float) -> float:
    if factor < 0:
        return seguridad * (1 - (1 - _BAJA) * -factor)
    return seguridad + (1 - seguridad) * _SUBE * factor if seguridad else 0.0
