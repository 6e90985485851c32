"""Las normas que se nombran por su nombre o su sigla, con el número, el país o el año que las acompañan."""

from indexador.juridico.citas import normas
from indexador.juridico.citas.casamiento import misma_familia
from indexador.juridico.citas.claves_leidas import clave
from indexador.juridico.citas.definidas import Definidas
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.hallazgo import (
    CONSTITUCION,
    LOCAL,
    POR_NOMBRE,
    SIN_RESOLUCION,
    Contexto,
    Norma,
)
from indexador.juridico.citas.lexico import DE, DETERMINANTES
from indexador.juridico.citas.nombres import Nombrada, Nombres, elegir
from indexador.juridico.citas.nombres_propios import SUSTANTIVOS_DE_NORMA, cortada, desconocida, es_corriente
from indexador.juridico.citas.numeradas import Numeradas
from indexador.juridico.citas.paises import gentilicio, pais, pais_de_antes, pais_en
from indexador.juridico.citas.procedencia import EN_INTERNACIONAL, Procedencia
from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import SIN_RESOLVER

_CONSTITUCION_DE = 1985
_CONTENIDA = (("contenida", "en"), ("contenido", "en"))
_ESTADOS = frozenset({"vigente", "vigentes"})
_SINGULAR = {"leyes": "ley"}
_SOLAS = frozenset({"ley", "codigo"})
_MAYOR_SIGLA = 10
_FIRME, _DE_UNA_PALABRA, _DE_SIGLA = 0.92, 0.85, 0.8


class Nombradas:
    """Lee a qué norma lleva un nombre, según el año y el país del documento que lo contiene."""

    def __init__(
        self,
        f: Fichas,
        contexto: Contexto,
        nombres: Nombres,
        numeradas: Numeradas,
        procedencia: Procedencia,
        definidas: Definidas,
    ) -> None:
        self._definidas = definidas
        self._f, self._anio, self._nombres = f, contexto.anio, nombres
        self._numeradas, self._procedencia = numeradas, procedencia

    def en(self, lugar: int, esperado: bool) -> tuple[Norma, ...]:
        """La norma que se nombra desde ahí; `esperado`, si la cita ya la espera: «… de la»."""
        f = self._f
        nombrada = self._nombres.buscar(f, lugar, esperado=esperado) or self._con_sigla(lugar)
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

    def sigla(self, lugar: int) -> Norma | None:
        """La norma de una sigla que va justo tras sus artículos: «Art. 9 LAIP», «artículo 9 (LAIP)»."""
        f = self._f
        abre = f.formas[lugar] == "("
        nombrada = self._nombres.sigla(f, lugar + abre)
        if nombrada is None or (abre and f.formas[nombrada.fin] != ")"):
            return None
        fin = nombrada.fin + abre
        numerada = self._con_su_numero(lugar, fin, nombrada)
        norma = numerada[0] if numerada else self._nombrada(nombrada, lugar, fin)
        return norma if norma.clave else None

    def _con_sigla(self, lugar: int) -> Nombrada | None:
        """La sigla de una norma tras el sustantivo con que se llama: «Ley PINA», «Convención CEDAW»."""
        f = self._f
        sustantivo = _SINGULAR.get(f.formas[lugar], f.formas[lugar])
        if sustantivo not in SUSTANTIVOS_DE_NORMA:
            return None
        tras = f.tras(lugar + 1, '"')
        tras += sustantivo == "ley" and f.formas[tras] in DE  # «Ley de PINA»
        nombrada = self._nombres.sigla(f, tras)
        if nombrada is None or not all(
            self._nombres.se_llama(uno.clave, sustantivo) for uno in nombrada.alias
        ):
            return None
        return nombrada._replace(palabras=2)

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
        norma = self._numeradas.norma(una, nombrada, self._numeradas.es_ajena(una, fin))._replace(
            inicio=lugar, fin=fin
        )
        return (self._procedencia.ajustar(norma),)

    def _nombrada(self, nombrada: Nombrada, lugar: int, fin: int) -> Norma:
        f = self._f
        de = pais(f, fin) or self._vigente_en(fin)
        dicho = any(forma.startswith("guatemal") for forma in f.formas[lugar:fin])
        jurisdiccion = de[0] if de else LOCAL if dicho else self._procedencia.pais
        alias = elegir(nombrada.alias, jurisdiccion, self._anio)
        claves = {uno.clave for uno in alias}
        tras = self._tras_anio(fin, claves)
        local = de is None and all(uno.jurisdiccion == LOCAL for uno in alias)
        de_antes = gentilicio(f, lugar - 1) or pais_de_antes(f, lugar)
        ajeno = local and de_antes not in {"", LOCAL}
        if de and de[0] != LOCAL:
            fin = self._tras_su_numero(de[1])
            self._numeradas.anotar_ajena(fin)
        ajeno = ajeno or (local and self._definidas.es_ajena(lugar, fin, claves))
        if len(claves) != 1 or tras is None or ajeno:
            return Norma("", lugar, fin, SIN_RESOLUCION, 0.3)
        fin = tras
        confianza = _DE_SIGLA if nombrada.sigla else _FIRME if nombrada.palabras > 1 else _DE_UNA_PALABRA
        if de and de[0] == LOCAL:
            fin = de[1]
        fin += f.formas[fin] in _ESTADOS
        if self._procedencia.sobre_el_pais and alias[0].jurisdiccion == LOCAL:
            confianza = min(confianza, EN_INTERNACIONAL)
        return Norma(alias[0].clave, lugar, fin, POR_NOMBRE, confianza, sigla=nombrada.sigla)

    def _vigente_en(self, fin: int) -> tuple[str, int] | None:
        """El país de «vigente en Honduras», y dónde termina; None si no se dice."""
        f = self._f
        de_ahi = f.formas[fin] in _ESTADOS and f.formas[fin + 1] == "en"
        return pais_en(f, fin + 2) if de_ahi else None

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
