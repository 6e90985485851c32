"""A qué norma se refiere lo que hay en un lugar del texto.

Por número, por nombre, por remisión o de otro país.

Un nombre y un número juntos son una sola norma; si el catálogo dice que no casan, vale el número y hay
conflicto.
"""

from indexador.juridico.citas import extranjeras, normas
from indexador.juridico.citas.ajenas import es_ajena, vienen_de_otro
from indexador.juridico.citas.antecedentes import Antecedentes
from indexador.juridico.citas.casamiento import casada, misma_familia
from indexador.juridico.citas.claves_leidas import POCA, Clave, clave
from indexador.juridico.citas.emisor_comun import EmisorComun
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.hallazgo import (
    CONSTITUCION,
    EXPLICITA,
    INTERNA,
    LOCAL,
    POR_ANTECEDENTE,
    POR_NOMBRE,
    SIN_RESOLUCION,
    Contexto,
    Norma,
)
from indexador.juridico.citas.lexico import DE, DETERMINANTES
from indexador.juridico.citas.nombres import INTERNACIONAL, Nombrada, Nombres, elegir
from indexador.juridico.citas.nombres_propios import SUSTANTIVOS_DE_NORMA, cortada, desconocida, es_corriente
from indexador.juridico.citas.normas import Leida
from indexador.juridico.citas.paises import gentilicio, pais, pais_de_antes
from indexador.juridico.citas.remisiones import PROPIA, propia_de, remision
from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import ANTECEDENTE, SIN_RESOLVER

_CONSTITUCION_DE = 1985
_INTRODUCEN: tuple[tuple[str, ...], ...] = (
    ("que", "contiene"),
    ("contentivo", "del"),
    ("contentivo", "de"),
    ("contentiva", "de"),
    ("que", "aprueba"),
    ("denominada",),
    ("denominado",),
)
_EMPIEZAN = frozenset(frase[0] for frase in _INTRODUCEN)
_CONTENIDA = (("contenida", "en"), ("contenido", "en"))
_ESTADOS = frozenset({"vigente", "vigentes"})
_EN_INTERNACIONAL = 0.55
_DE_AQUI = frozenset({"guatemala", "guatemalteca", "guatemalteco", "gtm"})
"""Dicen que un documento internacional trata del país: «CMW/C/GTM/Q/1»."""
_MAYOR_SIGLA = 10
_CERCA = 8
"""Fichas tras una norma en que se busca si es de Guatemala."""
_FIRME, _DE_UNA_PALABRA, _DE_SIGLA = 0.92, 0.85, 0.8


class Referencias:
    """Lee a qué norma se refiere un lugar, según el documento que lo contiene y los nombres conocidos."""

    def __init__(self, f: Fichas, contexto: Contexto, nombres: Nombres, antes: Antecedentes) -> None:
        self._f, self._contexto, self._nombres, self._antes = f, contexto, nombres, antes
        self._ajeno = contexto.jurisdiccion != LOCAL
        self._comun = EmisorComun(f)
        self._de_otros: set[str] = set()
        """Los números que el texto dio a normas de otro país."""
        self._sobre_el_pais = contexto.jurisdiccion in INTERNACIONAL and not _DE_AQUI.isdisjoint(f.formas)

    def en(self, lugar: int, *, tras_articulos: bool = False) -> tuple[Norma, ...]:
        """Las normas nombradas desde ese lugar; con `tras_articulos`, también por remisión."""
        if self._f.formas[lugar] == '"':
            lugar += 1
        if tras_articulos and (por_remision := self._remitida(lugar)):
            return (por_remision,)
        if self._ajeno and not self._sobre_el_pais and (ajena := self._extranjera(lugar)):
            return (ajena,)
        numeradas = self._numeradas(lugar)
        if self._ajeno:
            numeradas = tuple(map(self._si_es_de_aqui, numeradas))
        return numeradas or self._por_nombre(lugar, tras_articulos) or self._sin_pais(lugar)

    def _si_es_de_aqui(self, norma: Norma) -> Norma:
        """La norma numerada en un documento de otro país: sin resolver, si no dice que es de Guatemala.

        En el de un organismo internacional que trata de Guatemala, lo es, con menos confianza.
        """
        if self._sobre_el_pais:
            return norma._replace(confianza=min(norma.confianza, _EN_INTERNACIONAL))
        cerca = self._f.formas[norma.inicio : norma.fin + _CERCA]
        if norma.clave.startswith("TR-") or any(forma.startswith("guatemal") for forma in cerca):
            return norma
        return Norma("", norma.inicio, norma.fin, SIN_RESOLUCION, 0.3)

    def _numeradas(self, lugar: int) -> tuple[Norma, ...]:
        """Las que se nombran por clase y número, con sus nombres intercalados."""
        leida = normas.leer(self._f, lugar)
        if leida is None:
            return ()
        primera, clase = leida
        leidas: list[Leida] = []
        nombradas: list[Nombrada | None] = []
        siguiente: Leida | None = primera
        while siguiente is not None and len(leidas) < normas.MAS_NORMAS:
            nombrada, fin = self._aposicion(siguiente)
            leidas.append(siguiente if fin == siguiente.fin else siguiente._replace(fin=fin))
            nombradas.append(nombrada)
            siguiente = normas.siguiente(self._f, normas.tras_fecha(self._f, fin), clase)
        leidas, fin = self._comun.poner(leidas)
        if fin != leidas[-1].fin:
            leidas[-1] = leidas[-1]._replace(fin=fin)
        ajenas = self._ajenas(leidas)
        leidas_y_nombres = zip(leidas, nombradas, ajenas, strict=True)
        return tuple(self._norma(leida, nombrada, ajena) for leida, nombrada, ajena in leidas_y_nombres)

    def _ajenas(self, leidas: list[Leida]) -> list[bool]:
        """Cuáles son de otro país: «los Decretos 208-2003 y 34-2005 de Honduras» lo son los dos."""
        ajenas = [es_ajena(self._f, leida, leida.fin) for leida in leidas]
        if len(leidas) > 1 and ajenas[0] and vienen_de_otro(self._f, leidas[0]):
            ajenas = [ajena or leida.emisor is None for ajena, leida in zip(ajenas, leidas, strict=True)]
        for lugar in range(len(leidas) - 2, -1, -1):
            if ajenas[lugar] or not ajenas[lugar + 1]:
                continue
            suya = clave(self._f, leidas[lugar], self._nombres.claves).clave
            propia = leidas[lugar].emisor is not None or suya in self._nombres.claves
            ajenas[lugar] = not propia
        return ajenas

    def _aposicion(self, leida: Leida) -> tuple[Nombrada | None, int]:
        """El nombre que sigue al número como otra manera de decir lo mismo, y dónde termina todo."""
        f, fin = self._f, normas.tras_reformas(self._f, leida.fin)
        if leida.codigo in {"CC", "OIT"}:
            return None, fin
        lugar = f.tras(normas.tras_fecha(f, fin), ",", "-", "(", ":", '"')
        if f.formas[lugar] == "." and f.formas[lugar + 1] in SUSTANTIVOS_DE_NORMA and leida.emisor:
            lugar += 1  # un punto de más del OCR: «del Congreso de la República. Ley Orgánica…»
        abre = f.formas[lugar - 1] == "(" and lugar > fin
        for frase in _INTRODUCEN if f.formas[lugar] in _EMPIEZAN else ():
            if f.siguen(lugar, frase):
                lugar += len(frase)
                lugar += f.formas[lugar] in DETERMINANTES
                break
        nombrada = self._nombres.buscar(f, f.tras(lugar, '"'))
        if nombrada is not None and not cortada(self._f, nombrada, f.tras(lugar, '"')):
            tras = nombrada.fin + (f.formas[nombrada.fin] == '"')
            return nombrada, tras + (abre and f.formas[tras] == ")")
        propio = desconocida(self._f, lugar) if f.formas[lugar] in SUSTANTIVOS_DE_NORMA else None
        return None, propio if propio and lugar > fin and not abre else fin

    def _norma(self, leida: Leida, nombrada: Nombrada | None, ajena: bool) -> Norma:
        hecha = clave(self._f, leida, self._nombres.claves)
        conflicto = leida.numero.conflicto
        dicha_ajena = hecha.clave in self._de_otros and hecha.clave not in self._nombres.claves
        if ajena or (dicha_ajena and leida.emisor is None and nombrada is None):
            self._de_otros.add(hecha.clave)
            hecha, conflicto = Clave("", 0.3), False
        elif nombrada is not None:
            hecha, choca = casada(leida, hecha, nombrada)
            conflicto = conflicto or choca
        resuelta = hecha.clave and hecha.clave != SIN_RESOLVER
        resolucion = EXPLICITA if resuelta else SIN_RESOLUCION
        return Norma(hecha.clave, leida.inicio, leida.fin, resolucion, hecha.confianza, conflicto)

    def _por_nombre(self, lugar: int, esperado: bool) -> tuple[Norma, ...]:
        f = self._f
        nombrada = self._nombres.buscar(f, lugar, esperado=esperado)
        if nombrada is None:
            return self._nombre_desconocido(lugar, esperado)
        if es_corriente(self._f, nombrada, lugar, esperado):
            return ()
        fin = self._tras_sigla(nombrada.fin + (f.formas[nombrada.fin] == '"'))
        if numerada := self._con_su_numero(lugar, fin, nombrada):
            return numerada
        if cortada(self._f, nombrada, lugar):
            return (Norma("", lugar, fin, SIN_RESOLUCION, 0.3),) if esperado else ()
        return (self._nombrada(nombrada, lugar, fin),)

    def _con_su_numero(self, lugar: int, fin: int, nombrada: Nombrada | None) -> tuple[Norma, ...]:
        """El nombre y, pegado a él, el número de la misma norma: «Ley de Migración (Dto. 95-98)»."""
        f = self._f
        tras = f.tras(fin, ",", "(", "-", ":")
        abre = "(" in f.formas[fin:tras]
        for frase in _CONTENIDA:
            if f.siguen(tras, frase):
                tras += len(frase)
                tras += f.formas[tras] in DETERMINANTES
        leida = normas.leer(f, tras) if f.formas[tras] not in DETERMINANTES else None
        if leida is None or leida[0].codigo in {"CC", "OIT"}:
            return ()
        una, clase = leida
        if clase.plural and normas.siguiente(f, una.fin, clase):
            return ()  # «…, Decretos 106 y 107»: son los de varias
        if nombrada is not None:
            claves = {uno.clave for uno in nombrada.alias}
            propia = clave(f, una, self._nombres.claves).clave
            if not any(misma_familia(conocida, propia) for conocida in claves) and propia != SIN_RESOLVER:
                return ()
        fin = una.fin + (abre and f.formas[una.fin] == ")")
        norma = self._norma(una, nombrada, es_ajena(f, una, fin))._replace(inicio=lugar, fin=fin)
        return (self._si_es_de_aqui(norma) if self._ajeno else norma,)

    def _nombrada(self, nombrada: Nombrada, lugar: int, fin: int) -> Norma:
        f = self._f
        de = pais(f, fin)
        propia = LOCAL if self._sobre_el_pais else self._contexto.jurisdiccion
        jurisdiccion = de[0] if de else propia
        alias = elegir(nombrada.alias, jurisdiccion, self._contexto.anio)
        claves = {uno.clave for uno in alias}
        tras = self._tras_anio(fin, claves)
        local = de is None and all(uno.jurisdiccion == LOCAL for uno in alias)
        de_antes = gentilicio(f, lugar - 1) or pais_de_antes(f, lugar)
        ajeno = local and de_antes not in {"", LOCAL}
        if de and de[0] != LOCAL:
            fin = self._tras_su_numero(de[1])
        if len(claves) != 1 or tras is None or ajeno:
            return Norma("", lugar, fin, SIN_RESOLUCION, 0.3)
        fin = tras
        confianza = _DE_SIGLA if nombrada.sigla else _FIRME if nombrada.palabras > 1 else _DE_UNA_PALABRA
        if de and de[0] == LOCAL:
            fin = de[1]
        fin += f.formas[fin] in _ESTADOS
        if self._sobre_el_pais and alias[0].jurisdiccion == LOCAL:
            confianza = min(confianza, _EN_INTERNACIONAL)
        return Norma(alias[0].clave, lugar, fin, POR_NOMBRE, confianza)

    def _tras_su_numero(self, fin: int) -> int:
        """Tras el número que sigue al nombre de una norma ajena: «… de Honduras, Decreto 208-2003»."""
        f, tras = self._f, self._f.tras(fin, ",", "(", "-")
        leida = normas.leer(f, tras)
        if leida is None:
            return fin
        return leida[0].fin + ("(" in f.formas[fin:tras] and f.formas[leida[0].fin] == ")")

    def _tras_sigla(self, fin: int) -> int:
        """Tras la sigla que repite el nombre: «Convención sobre los Derechos del Niño (CDN)», «…, LAIP,»."""
        f = self._f
        if not (f.palabra(fin + 1) and f.altas(fin + 1)):
            return fin
        if (
            f.formas[fin] in {"(", "-"}
            and f.formas[fin + 2] in {")", "-"}
            and 1 < len(f.formas[fin + 1]) < _MAYOR_SIGLA
        ):
            return fin + 3
        return fin + 2 if f.formas[fin] == "," and f.formas[fin + 1] in self._nombres.sueltos else fin

    def _tras_anio(self, fin: int, claves: set[str]) -> int | None:
        """Tras «de 1985», si es el año de la norma; None si es de otra: «la Constitución de 1965»."""
        f = self._f
        lugar = f.tras(fin + 1, "año", "el")
        if f.formas[fin] not in DE or not f.numero(lugar) or len(f.formas[lugar]) != 4:
            return fin
        leidas = (leer_clave(una) for una in claves)
        anios = {_CONSTITUCION_DE if una.clase == CONSTITUCION else una.anio for una in leidas if una}
        if int(f.formas[lugar]) in anios:
            return lugar + 1
        return fin if None in anios else None

    def _nombre_desconocido(self, lugar: int, esperado: bool) -> tuple[Norma, ...]:
        """Un nombre que el catálogo no tiene: vale por su número, si lo lleva; si no, queda sin resolver."""
        fin = desconocida(self._f, lugar)
        if fin is None:
            if esperado and self._f.formas[lugar] in SUSTANTIVOS_DE_NORMA:
                return (Norma("", lugar, lugar + 1, SIN_RESOLUCION, 0.3),)
            return ()
        if numerada := self._con_su_numero(lugar, fin, None):
            return numerada
        if not esperado and self._f.formas[lugar] not in _SOLAS:
            return ()
        return (Norma("", lugar, fin, SIN_RESOLUCION, 0.3, adelante=False),)

    def _remitida(self, lugar: int) -> Norma | None:
        hallada = remision(self._f, lugar)
        if hallada is None:
            return None
        if hallada.sustantivo == "constitucion" and not self._ajeno:
            propia = self._contexto.documento == CONSTITUCION
            return Norma(CONSTITUCION, lugar, hallada.fin, INTERNA if propia else POR_ANTECEDENTE, 0.85)
        if hallada.clase == PROPIA:
            return self._propia(lugar, hallada.sustantivo, hallada.fin)
        suya = self._antes.ultima(hallada.sustantivo)
        confianza = 0.75 if suya else 0.6
        return Norma(suya or ANTECEDENTE, lugar, hallada.fin, POR_ANTECEDENTE, confianza)

    def _propia(self, lugar: int, sustantivo: str, fin: int) -> Norma:
        """«esta Ley».

        El documento, o la ley que se está reformando si se está dentro del texto que se le da.
        """
        if self._antes.anfitriona and sustantivo in {"ley", "codigo", ""}:
            return Norma(self._antes.anfitriona, lugar, fin, POR_ANTECEDENTE, POCA if self._ajeno else 0.7)
        documento = self._contexto.documento
        if documento and (not sustantivo or propia_de(sustantivo, documento.partition("-")[0])):
            return Norma(documento, lugar, fin, INTERNA, 0.9)
        return Norma("", lugar, fin, SIN_RESOLUCION, POCA)

    def _extranjera(self, lugar: int) -> Norma | None:
        hallada = extranjeras.leer(self._f, lugar)
        if hallada is None or "guatemala" in self._f.formas[lugar : hallada.fin + _CERCA]:
            return None
        suya = f"EX-{self._contexto.jurisdiccion}-{hallada.clave}"
        return Norma(suya, lugar, hallada.fin, EXPLICITA, POCA)

    def _sin_pais(self, lugar: int) -> tuple[Norma, ...]:
        """Una «Ley 27444» en un documento de aquí: es de otro país, y no se sabe de cuál."""
        if self._f.formas[lugar] != "ley":
            return ()
        hallada = extranjeras.leer(self._f, lugar)
        return (Norma("", lugar, hallada.fin, SIN_RESOLUCION, 0.3, adelante=False),) if hallada else ()


_SOLAS = frozenset({"ley", "codigo"})
