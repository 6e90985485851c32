"""El texto en fichas: palabras, números y signos, cada uno con el lugar que ocupa en lo recibido.

Nada se sustituye en el texto: una palabra partida por el fin de renglón es una sola ficha que abarca el
corte, y los guiones tipográficos y las motas del OCR sólo cambian en la forma con que se compara.
"""

import re
from functools import lru_cache

from indexador.lengua.palabras import plegar

_L = "A-Za-zÀ-ÖØ-öø-ÿĀ-ſﬀ-ﬆ\u0300-\u036f"
_PEGADAS = (
    r"(?:[Dd]el?|[Ee]l|[Ll][ao]s?|[Aa]l?|[Pp]or|[Ee]n|y)(?=(?:Ley|Leyes|Decretos?|Art[ií]culos?|C[oó]digo"
    r"|Constituci[oó]n|Acuerdos?|Reglamento|Resoluci[oó]n|Directiva|Convenci[oó]n|Convenio|Expediente)\b)"
)
"""La palabra de enlace que perdió su espacio: «laLey», «delDecreto»."""
_FICHA = re.compile(
    rf"[Nn][A-Za-zÀ-ÿ]{{0,3}}\.mero(?![{_L}])"  # «ni.mero»
    rf"|[Aa][Rr][Tt][(|!][Cc][Uu][Ll][Oo][Ss]?(?![{_L}])"  # «Art(culo»
    rf"|{_PEGADAS}"
    rf"|[{_L}]+(?:(?:[~|!]|[0-9]|\(J|\u00ad|[-‐­][ \t]{{0,3}}\n[ \t]{{0,40}}(?=[a-zà-ÿ]))[{_L}]+)*"
    r"|[0-9]+"
    r"|[^\s\u200b\u200d\ufeff]"
)
_SIGNOS = dict.fromkeys("‐‑‒–—−¬", "-") | dict.fromkeys("“”«»„‘’'`\"", '"') | dict.fromkeys("°ª˚", "º")
_MOTAS = frozenset("·•~´*_^¨|=")
_CIFRAS = frozenset("0123456789")
_VOLADAS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
"""La llamada a una nota al pie: «artículo 12² de la Constitución»."""
_BORDE = 48
"""Fichas vacías que cierran la serie: mirar un poco más allá nunca se sale."""
_BLANDO = "\u00ad"
"""El guion que sólo se ve si el renglón se corta ahí."""
_CORTE = re.compile(r"[-‐­]\s*\n\s*")


@lru_cache(maxsize=1 << 16)
def forma_de(palabra: str) -> str:
    """Cómo se compara una palabra: plegada, y entera si la partió el fin de renglón."""
    entera = _CORTE.sub("", palabra) if "\n" in palabra else palabra
    return plegar(entera.replace(_BLANDO, "") if _BLANDO in entera else entera)


class Fichas:
    """Las fichas de un texto, en columnas.

    `formas[i]` es cómo se compara la ficha i; los lugares, del texto.
    """

    __slots__ = ("fines", "formas", "inicios", "largo", "texto")

    def __init__(self, texto: str) -> None:
        self.texto = texto
        self.formas: list[str] = []
        self.inicios: list[int] = []
        self.fines: list[int] = []
        vistas: dict[str, str] = {}
        for hallada in _FICHA.finditer(texto):
            cruda = hallada[0]
            forma = vistas.get(cruda)
            if forma is None:
                forma = self._forma(cruda, hallada.end())
                if cruda not in _MOTAS:  # una mota depende de lo que tiene a los lados
                    vistas[cruda] = forma
            if forma:
                inicio, fin = hallada.span()
                self.formas.append(forma)
                self.inicios.append(inicio)
                self.fines.append(fin)
        self.largo = len(self.formas)
        self.formas += [""] * _BORDE
        self.inicios += [len(texto)] * _BORDE
        self.fines += [len(texto)] * _BORDE

    def _forma(self, cruda: str, fin: int) -> str:
        """Cómo se compara; vacía, si no cuenta."""
        if cruda[0].isalpha():
            return forma_de(cruda) if len(cruda) > 1 or cruda not in "ºª" else "º"
        if "0" <= cruda[0] <= "9":
            return cruda
        if cruda in _VOLADAS:
            return ""
        if cruda in _MOTAS:
            return "-" if self._entre_cifras(fin) else ""
        return "" if cruda == _BLANDO else _SIGNOS.get(cruda, cruda)

    def _entre_cifras(self, fin: int) -> bool:
        despues = self.texto[fin : fin + 2].lstrip(" ")[:1]
        return bool(self.formas) and self.formas[-1][-1] in _CIFRAS and despues in _CIFRAS

    def numero(self, lugar: int) -> bool:
        """Si la ficha son cifras."""
        return self.formas[lugar][:1] in _CIFRAS

    def palabra(self, lugar: int) -> bool:
        """Si la ficha es una palabra."""
        forma = self.formas[lugar]
        return forma != "º" and forma[:1].isalpha()

    def pegada(self, lugar: int) -> bool:
        """Si nada la separa de la anterior."""
        return lugar > 0 and self.inicios[lugar] == self.fines[lugar - 1]

    def mayuscula(self, lugar: int) -> bool:
        """Si empieza con mayúscula."""
        return self.texto[self.inicios[lugar] : self.inicios[lugar] + 1].isupper()

    def cruda(self, lugar: int) -> str:
        """Tal como está en el texto."""
        return self.texto[self.inicios[lugar] : self.fines[lugar]]

    def altas(self, lugar: int) -> bool:
        """Si está toda en mayúsculas."""
        return self.cruda(lugar).isupper()

    def en_otro_renglon(self, lugar: int) -> bool:
        """Si entre ella y la anterior hay un cambio de renglón, o es la primera."""
        if lugar == 0 or lugar >= self.largo:
            return True
        entre = self.texto[self.fines[lugar - 1] : self.inicios[lugar]]
        return "\n" in entre or "\f" in entre

    def renglon_de_mayuscula(self, lugar: int) -> bool:
        """Si empieza con mayúscula en otro renglón: lo anterior terminó."""
        return self.mayuscula(lugar) and self.en_otro_renglon(lugar)

    def tras_blanco(self, lugar: int) -> bool:
        """Si la separa de la anterior un renglón en blanco."""
        return lugar > 0 and self.texto[self.fines[lugar - 1] : self.inicios[lugar]].count("\n") > 1

    def tras(self, lugar: int, *signos: str) -> int:
        """El primer lugar, desde ese, que no es uno de los signos."""
        formas = self.formas
        while formas[lugar] in signos:
            lugar += 1
        return lugar

    def siguen(self, lugar: int, palabras: tuple[str, ...]) -> bool:
        """Si desde ese lugar están esas formas."""
        formas = self.formas
        return formas[lugar] == palabras[0] and tuple(formas[lugar : lugar + len(palabras)]) == palabras
