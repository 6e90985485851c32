"""Las normas que se nombran por su clase y su número, con los nombres que llevan intercalados.

Un nombre y un número juntos son una sola norma; si el catálogo dice que no casan, vale el número y hay
conflicto.
"""

from indexador.juridico.citas import normas
from indexador.juridico.citas.ajenas import Ajenas
from indexador.juridico.citas.casamiento import casada
from indexador.juridico.citas.clases import Clase
from indexador.juridico.citas.claves_leidas import Clave, clave
from indexador.juridico.citas.emisor_comun import EmisorComun
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.hallazgo import EXPLICITA, SIN_RESOLUCION, Norma
from indexador.juridico.citas.lexico import DETERMINANTES
from indexador.juridico.citas.nombres import Nombrada, Nombres
from indexador.juridico.citas.nombres_propios import SUSTANTIVOS_DE_NORMA, cortada, desconocida
from indexador.juridico.citas.normas import Leida
from indexador.juridico.objetivos import SIN_RESOLVER

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


class Numeradas:
    """Lee las normas numeradas de unas fichas; hay que preguntar de izquierda a derecha."""

    def __init__(self, f: Fichas, nombres: Nombres) -> None:
        self._f, self._nombres = f, nombres
        self._comun = EmisorComun(f)
        self._segun_el_texto = Ajenas(f)
        self._aponen = nombres.primeras | SUSTANTIVOS_DE_NORMA | _EMPIEZAN | {'"', "."}
        self._de_otros: set[str] = set()
        """Los números que el texto dio a normas de otro país."""

    def en(self, lugar: int) -> tuple[Norma, ...]:
        """Las que se nombran desde ahí, una o en lista."""
        leida = normas.leer(self._f, lugar)
        if leida is None:
            return ()
        leidas: list[Leida] = []
        nombradas: list[Nombrada | None] = []
        siguiente: Leida | None = leida[0]
        while siguiente is not None and len(leidas) < normas.MAS_NORMAS:
            siguiente = self._tanda(siguiente, leida[1], leidas, nombradas)
        ajenas = self._ajenas(leidas)
        leidas_y_nombres = zip(leidas, nombradas, ajenas, strict=True)
        return tuple(self.norma(leida, nombrada, ajena) for leida, nombrada, ajena in leidas_y_nombres)

    def _tanda(
        self, primera: Leida, clase: Clase, leidas: list[Leida], nombradas: list[Nombrada | None]
    ) -> Leida | None:
        """Añade las de la lista hasta donde se dice el emisor de todas, y da la primera de después.

        «los Decretos 106 y 107, ambos del Jefe de Gobierno, y 2-89 del Congreso».
        """
        tanda: list[Leida] = []
        siguiente: Leida | None = primera
        while siguiente is not None and len(leidas) + len(tanda) < normas.MAS_NORMAS:
            nombrada, fin = self._aposicion(siguiente)
            tanda.append(siguiente if fin == siguiente.fin else siguiente._replace(fin=fin))
            nombradas.append(nombrada)
            siguiente = normas.siguiente(self._f, normas.tras_fecha(self._f, fin), clase)
        tanda, fin = self._comun.poner(tanda)
        mas_alla = fin != tanda[-1].fin
        if mas_alla:
            tanda[-1] = tanda[-1]._replace(fin=fin)
        leidas += tanda
        return normas.siguiente(self._f, fin, clase) if mas_alla else None

    def _ajenas(self, leidas: list[Leida]) -> list[bool]:
        """Cuáles son de otro país: «los Decretos 208-2003 y 34-2005 de Honduras» lo son los dos."""
        ajenas = [self.es_ajena(leida, leida.fin) for leida in leidas]
        if len(leidas) > 1 and ajenas[0] and self._segun_el_texto.vienen_de_otro(leidas[0]):
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
        if f.formas[lugar] not in self._aponen:
            return None, fin
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

    def es_ajena(self, leida: Leida, fin: int) -> bool:
        """Si lo leído, que con su nombre acaba en esa ficha, es de otro país."""
        return self._segun_el_texto.es(leida, fin)

    def anotar_ajena(self, fin: int) -> None:
        """En esa ficha acaba una norma de otro país, que puede seguir su reglamento."""
        self._segun_el_texto.anotar(fin)

    def norma(self, leida: Leida, nombrada: Nombrada | None, ajena: bool) -> Norma:
        """La norma de lo leído, con el nombre que la acompaña y si es de otro país."""
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
