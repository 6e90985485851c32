"""Quién emite el documento: el órgano que lo encabeza, o la comisión que dictamina o se reúne."""

import re
from collections.abc import Iterator

from indexador.juridico.hojas import Cabeza, Hoja, Renglon
from indexador.juridico.propuesta import Propuesta
from indexador.lengua.plano import forma

_ORGANOS = forma(
    r"(?:(?:el|la|los|las) )?(?:«honorable» )?"
    r"(?P<organo>(?:«congreso de la republica»|«asamblea nacional constituyente»|"
    r"«junta directiva»"
    r"|(?:vice ?)?«president»[ea](?: «constitucional»)? de la «republica»|«presidencia de la republica»|"
    r"«jefe de estado»|"
    r"«jefe de gobierno»"
    r"|«ministr»[oa] de|«ministerio de»|«tribunal supremo electoral»|«corte de constitucionalidad»|"
    r"«corte suprema de justicia»"
    r"|«autoridad migratoria nacional»|«procurador»|«procuraduria»|«consejo nacional»|«instituto»|"
    r"«secretaria»|«direccion general»"
    r"|«comision» (?:de|del|extraordinaria|especifica|presidencial|nacional|interamericana|internacional)"
    r"|«universidad»|«asamblea general»|"
    r"«municipalidad»|«contraloria»"
    r"|«organizacion»|«defensoria»|«mesa nacional»|«pastoral»|«asociacion»|«fundacion»|«unidad» de"
    r"|«organismo judicial»|«ministerio publico»|«parlamento»|«naciones unidas»|«alto comisionado»"
    r"|«corte interamericana»|«consejo» (?:de|para|centroamericano)|«banco» (?:de|interamericano)"
    r"|«fondo» de)[^\n:;.]{0,110})"
)
_CONGRESO = forma(
    r"(?:el )?(?:«congreso de la republica»|«organismo legislativo»)[^a-z]*(?:de «guatemala»)?\W*$"
)
_DENTRO = forma(
    r"(?:la )?(?:«comision» (?:de|del|extraordinaria|especifica)|«unidad» de|«direccion»"
    r"|«secretaria»)(?![a-z])"
)
_RENGLONES_DEL_MEMBRETE = 4
_COMISION = forma(
    r"(?:(?:el|la|las|los) )?(?P<organo>«comision»(?:[e]?[s5])? (?:de|del|extraordinaria|"
    r"especifica)[^\n:;.]{0,110}?)(?= «del congreso»|\W*$|[:;.]| «y reunid»)"
)
_DE_LA_COMISION = forma(
    r"[^\n]{0,80}? (?:de|por) la (?P<organo>«comision» (?:de|del|extraordinaria|especifica)[^\n:;.]{0,110}?)"
    r"(?= «del congreso»|\W*$|[:;.,])"
)


def comision(cabeza: Cabeza) -> Iterator[Propuesta]:
    """La comisión que dictamina o se reúne: por el renglón que la nombra o, si no, por el encabezado."""
    reunida = tuple(_donde_se_reune(cabeza))
    for patron in (_COMISION, _DE_LA_COMISION):
        for lugar, (hoja, renglon) in enumerate(cabeza.renglones[:30]):
            hallazgo = patron.match(renglon.plano)
            if hallazgo is None or not _empieza_nombre(renglon, hallazgo.start("organo")):
                continue
            inicio, fin = (renglon.inicio + orilla for orilla in hallazgo.span("organo"))
            if reunida and reunida[0].inicio == inicio:  # el margen partió su nombre
                break
            if _COLGADA.search(renglon.plano, 0, hallazgo.end("organo")):
                fin = _fin_en_el_siguiente(cabeza, lugar, fin)
            crudo = hoja.texto[inicio:fin].rstrip(" ,-")
            valor, fin = " ".join(crudo.split()), inicio + len(crudo)
            yield hoja.propuesta("comision", comisiones(valor), inicio, fin, 0.85)
            yield hoja.propuesta("emisor", valor, inicio, fin, 0.85)
            return
    yield from reunida


def _donde_se_reune(cabeza: Cabeza) -> Iterator[Propuesta]:
    """La comisión que un acta nombra en su primera oración: «reunidos en la sala de la Comisión de…»."""
    hoja, primero = cabeza.renglones[0]
    hallazgo = _REUNIDOS.search(hoja.plano, primero.inicio, primero.inicio + _COMPARECENCIA)
    if hallazgo is None or hoja.texto[hallazgo.start("organo")].islower():
        return
    inicio, fin = hallazgo.span("organo")
    valor = " ".join(hoja.texto[inicio:fin].split())
    yield hoja.propuesta("comision", comisiones(valor), inicio, fin, 0.85)
    yield hoja.propuesta("emisor", valor, inicio, fin, 0.85)


_COMPARECENCIA = 1_500
_REUNIDOS = forma(
    r"«reunid»[oa]s?(?![a-z])[^.;]{0,160}?\s(?P<organo>«comision»\s(?:de|del|extraordinaria|especifica)\s"
    r"[^:;.,]{3,90}?)(?=\s«del congreso»|\sl[oa]s\s|\sun[oa]s\s|\sen\s|\scon\s|\sque\s|\ssus\s|\s«ubicad»"
    r"|\s«integrad»|\s«para»\s|\s«siendo»|[:;.,]|\s*\n\s*\n|\s*\Z)"
)


_COLGADA = forma(r"\s(?:de|del|la|las|los|y|e)$")
_RESTO = forma(r"[^\n:;.]{1,100}?(?= «del congreso»|\W*$|[:;.,])")


def _fin_en_el_siguiente(cabeza: Cabeza, lugar: int, fin: int) -> int:
    """Dónde acaba un nombre que el margen partió tras «de»."""
    hoja, _ = cabeza.renglones[lugar]
    for otra, siguiente in cabeza.renglones[lugar + 1 : lugar + 2]:
        resto = _RESTO.match(siguiente.plano) if otra is hoja and not siguiente.tras_blanco else None
        if resto:
            return siguiente.inicio + resto.end()
    return fin


_VARIAS = re.compile(r"comisi[oó]ne?[s5]\s", re.IGNORECASE)
_ENTRE_COMISIONES = r"\s*(?:,|\sy)\s+(?:y\s+)?(?:a\s+)?(?:la\s+)?comisi[oó]n\s+(?=del?\s)"
_ENTRE_VARIAS = (
    rf"{_ENTRE_COMISIONES}|\s*,\s+(?:y\s+)?(?:(?:a\s+)?la\s+)?(?=del?\s)|\s+y\s+(?!de\s+la\s+familia)"
    r"(?:(?:a\s+)?la\s+)?(?=del?\s)"
)


def comisiones(escrito: str) -> str:
    """Una comisión por renglón, cada una con su nombre entero.

    Si dice «la Comisión» es una, aunque su nombre lleve «y de»: «del Menor y de la Familia».

    >>> comisiones("Comisión del Menor y de la Familia")
    'Comisión del Menor y de la Familia'
    >>> comisiones("Comisiones de Finanzas Públicas y Moneda y de Migrantes")
    'Comisión de Finanzas Públicas y Moneda\\nComisión de Migrantes'
    """
    cuerpo = re.sub(r"^comisi[oó]n(?:es)?\s+", "", escrito, flags=re.IGNORECASE)
    varias = _VARIAS.match(escrito) is not None
    partes = re.split(_ENTRE_VARIAS if varias else _ENTRE_COMISIONES, cuerpo, flags=re.IGNORECASE)
    nombre = "COMISIÓN" if escrito.isupper() else "Comisión"
    return "\n".join(f"{nombre} {parte.strip(' ,.')}" for parte in partes if parte.strip(" ,."))


def del_documento(cabeza: Cabeza, desde: int = 0, *, membrete: bool = False) -> Iterator[Propuesta]:
    """El órgano que la cabeza nombra al comienzo de un renglón, con su nombre literal.

    El de una norma está del renglón `desde` (el encabezado) en adelante, pues lo de antes suele ser de quien
    publica. El de lo demás, en el membrete: si dice el Congreso y debajo una de sus oficinas, es la oficina.
    """
    renglones = cabeza.renglones[:120]
    orden = renglones if membrete else (*renglones[desde:], *renglones[:desde])
    for lugar, (hoja, renglon) in enumerate(orden):
        hallazgo = _ORGANOS.match(renglon.plano)
        if hallazgo is None or not _empieza_nombre(renglon, hallazgo.start("organo")):
            continue
        if membrete and _CONGRESO.match(renglon.plano):
            for otra, abajo in orden[lugar + 1 : lugar + _RENGLONES_DEL_MEMBRETE]:
                if _DENTRO.match(abajo.plano) and (interno := _ORGANOS.match(abajo.plano)):
                    yield _emisor(otra, abajo, *interno.span("organo"))
                    return
        yield _emisor(hoja, renglon, *hallazgo.span("organo"))
        return


def del_congreso(cabeza: Cabeza, desde: int = 0) -> Iterator[Propuesta]:
    """El Congreso, donde la cabeza lo nombra solo en un renglón, del encabezado en adelante o antes de él.

    Lo que emite el Congreso no lo emite otro, aunque el sumario del Diario que lo publica nombre a varios.
    """
    renglones = cabeza.renglones[:120]
    for hoja, renglon in (*renglones[desde:], *renglones[:desde]):
        hallazgo = _ORGANOS.match(renglon.plano)
        if hallazgo and _CONGRESO.match(renglon.plano):
            yield _emisor(hoja, renglon, *hallazgo.span("organo"))
            return


def _empieza_nombre(renglon: Renglon, lugar: int) -> bool:
    """Si ahí empieza un nombre propio y no sigue una oración cortada por el margen."""
    return renglon.texto[:1].isupper() and not renglon.texto[lugar : lugar + 1].islower()


def _emisor(hoja: Hoja, renglon: Renglon, desde: int, hasta: int) -> Propuesta:
    valor = hoja.texto[renglon.inicio + desde : renglon.inicio + hasta]
    corte = _NO_ES_NOMBRE.search(renglon.plano, desde + 8, hasta)
    valor = valor[: corte.start() - desde] if corte else valor
    valor = valor.rstrip(" ,-")
    inicio = renglon.inicio + desde
    return hoja.propuesta("emisor", " ".join(valor.split()), inicio, inicio + len(valor), 0.8)


_NO_ES_NOMBRE = forma(
    r"\s(?:«convoca»|«invita»|«comunica»|«solicita»|«presenta»|«tiene el»|«integrada»|que) ?"
)
