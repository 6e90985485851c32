"""Todas las fechas de un documento que dicen de qué son: emisión, sanción, publicación, vigencia…

Cada regla es una seña («DADO EN EL PALACIO…», «Vigencia:») y la clase de la fecha que la sigue. La vigencia
que la norma cuenta desde su publicación se calcula (Constitución de Guatemala, artículo 180: ocho días).
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from indexador.juridico.hojas import Cabeza, Hoja
from indexador.juridico.propuesta import Propuesta
from indexador.juridico.senas import Sena
from indexador.lengua.fechas_escritas import FechaEscrita, hallar_en_plano
from indexador.lengua.plano import forma

_ENCABEZADA = forma(
    r"(?:(?:^|\n)[\s*]{0,12}|[.:;)]\s{1,3})(?:(?:«firmado»|«dado»)\s?:\s?)?(?:«guatemala»|"
    r"«ciudad de guatemala»|lima|madrid|callao|mexico|bogota|tegucigalpa|san salvador|managua)(?:, c\. "
    r"?a\.)?\s?[,:]?\s{1,3}(?=[\dola-z])"
)
_DIARIO_ENCABEZADO = forma(r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)[\s,]{1,3}(?=\d)")
_CABECERA_DEL_DIARIO = forma("«organo oficial»|«diario de centro america»")
_CODIGO_DE_PRENSA = forma(r"\(e-?\d{1,5}-(?P<anio>\d{4})\)\s?-\s?(?P<dia>\d{1,2})\s?-\s?(?P<mes>[a-z]{3,10})")
_TRAS_PUBLICAR = forma(
    r"«vigencia»\s{1,3}(?:(?P<ocho>«ocho»(?: \(8\))? «dias»)(?: «despues»)? de|(?:el|al) «dia» "
    r"(?P<siguiente>«siguiente») (?:de|al de)|(?:el )?(?:mismo )?«dia» (?P<mismo>de)) «su publicacion»"
)
_INICIO_DE_CUERPO = forma(r"(?:^|\n)\s{0,6}(?:«considerando»|(?:«articulo»|art\.) ?[1l](?![\d]))")
_CABEZA, _COLA, _SIGUE = 5_000, 3_500, 180
CALCULADA = "Calculada desde la publicación: la norma no dice la fecha."
_Lugar = tuple[Hoja, int, int]


def hallar(paginas: Sequence[Hoja], senas: Sequence[Sena]) -> tuple[Propuesta, ...]:
    """Las fechas con clase, sin repetir: de cada clase y valor, la más segura."""
    zonas = {"cabeza": tuple(_de_la_cabeza(paginas)), "cola": tuple(_de_la_cola(paginas))}
    zonas["orillas"] = zonas["cabeza"] + zonas["cola"]
    zonas["todo"] = tuple((hoja, 0, len(hoja.texto)) for hoja in paginas)
    halladas = unicas(p for sena in senas for lugar in zonas[sena.zona] for p in _tras(sena, lugar))
    mejores: dict[tuple[int, int], Propuesta] = {}
    for propuesta in halladas:  # una misma fecha escrita no es de dos clases
        lugar_suyo = (propuesta.pagina, propuesta.inicio)
        if lugar_suyo not in mejores or propuesta.confianza > mejores[lugar_suyo].confianza:
            mejores[lugar_suyo] = propuesta
    return tuple(mejores.values())


def unicas(propuestas: Iterator[Propuesta] | Sequence[Propuesta]) -> tuple[Propuesta, ...]:
    """De cada campo y valor, la propuesta de más confianza; la primera si empatan."""
    mejores: dict[tuple[str, str], Propuesta] = {}
    for propuesta in propuestas:
        clave = (propuesta.campo, propuesta.valor)
        if clave not in mejores or propuesta.confianza > mejores[clave].confianza:
            mejores[clave] = propuesta
    return tuple(mejores.values())


def _de_la_cabeza(paginas: Sequence[Hoja]) -> Iterator[_Lugar]:
    queda = _CABEZA
    for hoja in paginas[:5]:
        cuerpo = _INICIO_DE_CUERPO.search(hoja.plano, 0, queda)
        hasta = cuerpo.start() if cuerpo else min(queda, len(hoja.texto))
        yield hoja, 0, hasta
        queda -= len(hoja.texto)
        if cuerpo or queda <= 0:
            return


def _de_la_cola(paginas: Sequence[Hoja]) -> Iterator[_Lugar]:
    queda = _COLA
    for hoja in reversed(paginas):
        if queda <= 0:
            return
        yield hoja, max(0, len(hoja.texto) - queda), len(hoja.texto)
        queda -= len(hoja.texto)


def _tras(sena: Sena, lugar: _Lugar) -> Iterator[Propuesta]:
    hoja, desde, hasta = lugar
    for hallazgo in sena.patron.finditer(hoja.plano, desde, hasta):
        fin = min(hallazgo.end() + sena.alcance, len(hoja.plano))
        if sena.renglon and (salto := hoja.plano.find("\n", hallazgo.end(), fin)) >= 0:
            fin = salto
        for fecha in _hasta_completa(hoja, hallazgo.end(), fin):
            tras = hallazgo.end() + fecha.fin
            if sena.sigue and not sena.sigue.search(hoja.plano, tras, tras + _SIGUE):
                continue
            yield proponer_fecha(hoja, sena.clase, fecha, hallazgo.end(), sena.confianza)


def _hasta_completa(hoja: Hoja, desde: int, fin: int) -> list[FechaEscrita]:
    """La primera fecha que empieza antes de `fin`, aunque termine después."""
    halladas = hallar_en_plano(hoja.plano[desde : fin + 90])
    return [fecha for fecha in halladas if desde + fecha.inicio < fin][:1]


def proponer_fecha(
    hoja: Hoja, clase: str, fecha: FechaEscrita, base: int, confianza: float, nota: str = ""
) -> Propuesta:
    """Una fecha escrita a partir de `base`, con su clase."""
    return hoja.propuesta(
        f"fecha:{clase}",
        fecha.iso,
        base + fecha.inicio,
        base + fecha.fin,
        min(confianza, fecha.confianza),
        fecha.nota or nota,
        fecha.precision,
    )


def encabezada(paginas: Sequence[Hoja], clase: str = "emision") -> Iterator[Propuesta]:
    """La fecha que abre o cierra un acuerdo o un oficio: «Guatemala, 12 de enero de 2004»."""
    for lugar in (*_de_la_cabeza(paginas), *_de_la_cola(paginas)):
        yield from _tras(Sena(clase, _ENCABEZADA, 12, 0.85), lugar)


_OTRAS_LETRAS = forma(r"(?!«guatemala»)(?<![a-z])[a-z]{2,}")


def la_primera(paginas: Sequence[Hoja], clase: str) -> Iterator[Propuesta]:
    """La primera fecha con día de la cabeza, cuando nada dice de qué es: va con duda."""
    for hoja, desde, hasta in _de_la_cabeza(paginas):
        for fecha in hallar_en_plano(hoja.plano[desde : min(hasta, desde + _PRIMERAS)]):
            if fecha.precision == "dia":
                yield proponer_fecha(hoja, clase, fecha, desde, 0.55, SIN_CLASE)
                return


SIN_CLASE = "El texto no dice de qué es esta fecha."
_PRIMERAS = 1_500


def suelta(cabeza: Cabeza, lugar: int) -> Iterator[Propuesta]:
    """La fecha que está sola en su renglón a pocos renglones del encabezado de un acuerdo."""
    for hoja, renglon in cabeza.renglones[max(0, lugar - 3) : lugar + 7]:
        for fecha in hallar_en_plano(renglon.plano):
            if not _OTRAS_LETRAS.search(renglon.plano[: fecha.inicio] + renglon.plano[fecha.fin :]):
                yield proponer_fecha(hoja, "emision", fecha, renglon.inicio, 0.65)


def del_diario(paginas: Sequence[Hoja]) -> Iterator[Propuesta]:
    """La fecha del Diario de Centro América: en su cabecera, o en la clave con que paga la publicación."""
    for hoja in paginas[:2]:
        if _CABECERA_DEL_DIARIO.search(hoja.plano[:1_500]):
            for hallazgo in _DIARIO_ENCABEZADO.finditer(hoja.plano[:2_000]):
                for fecha in _hasta_completa(hoja, hallazgo.end(), hallazgo.end() + 6):
                    yield proponer_fecha(hoja, "publicacion", fecha, hallazgo.end(), 0.95)
    for hoja in paginas[-3:]:
        for clave in _CODIGO_DE_PRENSA.finditer(hoja.plano):
            escrita = f"{clave['dia']} de {clave['mes']} de {clave['anio']}"
            for fecha in hallar_en_plano(escrita):
                nota = "Es la fecha con que la imprenta marcó la publicación."
                yield hoja.propuesta("fecha:publicacion", fecha.iso, clave.start(), clave.end(), 0.75, nota)


def vigencia_calculada(paginas: Sequence[Hoja], publicacion: str) -> Iterator[Propuesta]:
    """La entrada en vigor que la norma cuenta desde su publicación, si se sabe cuándo fue."""
    dia = date.fromisoformat(publicacion)
    for hoja, desde, hasta in _de_la_cola(paginas):
        for hallazgo in _TRAS_PUBLICAR.finditer(hoja.plano, desde, hasta):
            dias = 8 if hallazgo["ocho"] else 1 if hallazgo["siguiente"] else 0
            valor = (dia + timedelta(days=dias)).isoformat()
            yield hoja.propuesta("fecha:vigencia", valor, *hallazgo.span(), 0.55, CALCULADA)
