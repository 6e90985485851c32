"""El recorrido de un RTF: grupos, destinos, juegos de caracteres y saltos, sin recursión."""

import codecs
import re
from dataclasses import dataclass, field, replace

_FICHA = re.compile(
    r"\\(?P<orden>[a-zA-Z]{1,32})(?P<dato>-?\d{1,10})? ?|\\'(?P<octeto>[0-9a-fA-F]{2})|\\(?P<signo>[^a-zA-Z])"
    r"|(?P<grupo>[{}])|[\r\n]+|(?P<texto>[^\\{}\r\n]+)|\\",
    re.DOTALL,
)
_MUDOS = frozenset(
    re.findall(
        r"\w+",
        """
    fonttbl colortbl stylesheet pict objdata fldinst nonshppict shprslt sp xe tc listtable
    listoverridetable revtbl rsidtbl themedata colorschememapping datastore latentstyles generator
    bkmkstart bkmkend atnid atnauthor atntime atnicn atndate atnref atnparent atrfstart atrfend ftnsep
    ftnsepc aftnsep aftnsepc ftncn aftncn filetbl mmathPr wgrffmtfilter xmlnstbl private template
    category keywords comment doccomm hlinkbase creatim revtim printim buptim
    passwordhash userprops formfield
""",
    )
)
"""Destinos que no son texto del documento."""
_DE_DATOS = frozenset({"title", "author", "subject", "operator", "company", "manager"})
_MEMBRETES = frozenset({"header", "headerf", "headerl", "headerr", "footer", "footerf", "footerl", "footerr"})
_ENTRAR = _DE_DATOS | {"shpinst", "shptxt", "listtext", "footnote", "annotation"}
"""Los que se leen aunque vayan marcados como prescindibles."""
_LETRAS = {
    "par": "\n",
    "line": "\n",
    "row": "\n",
    "nestrow": "\n",
    "sect": "\n",
    "cell": "  ",
    "nestcell": "  ",
    "tab": " ",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
_SIGNOS = {"~": " ", "_": "-", "\n": "\n", "\r": "\n", "{": "{", "}": "}", "\\": "\\", "-": "\xad"}
_JUEGOS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_SALTO = "\f"


@dataclass(frozen=True, slots=True)
class _Estado:
    """Lo que un grupo hereda y al cerrarse se olvida. `destino` vacío es texto; `nada`, se salta."""

    destino: str = ""
    oculto: bool = False
    borrado: bool = False
    letra: int = -1
    saltan: int = 1


@dataclass
class CuerpoRtf:
    """Reúne el texto de un RTF y cuenta lo que no se ve en él."""

    membretes: list[str] = field(default_factory=list)
    datos: dict[str, str] = field(default_factory=dict)
    comentarios: int = 0
    cambios: int = 0
    ocultos: int = 0

    def __post_init__(self) -> None:
        self._texto: list[str] = []
        self._notas: list[str] = []
        self._aparte: list[str] = []
        self._octetos = bytearray()
        self._estado = _Estado()
        self._pila: list[_Estado] = []
        self._codigo = "cp1252"
        self._letras: dict[int, str] = {}
        self._por_saltar = 0
        self._al_abrir = self._prescindible = self._callando = self._cambiando = False

    def paginas(self) -> list[str]:
        """El texto entre saltos de página, con las notas al pie de la suya."""
        return [pagina for pagina in "".join(self._texto).split(_SALTO) if pagina.strip()] or [""]

    def recorrer(self, rtf: str) -> None:
        """Lee el archivo entero, decodificado octeto a octeto (latin-1)."""
        lugar = 0
        while lugar < len(rtf) and (hallada := _FICHA.match(rtf, lugar)):
            lugar = hallada.end()
            if hallada["octeto"]:
                self._octeto(int(hallada["octeto"], 16))
                continue
            self._soltar_octetos()
            if hallada["texto"]:
                self._escrito(hallada["texto"])
            elif hallada["grupo"]:
                self._grupo(hallada["grupo"])
            elif hallada["orden"]:
                dato = int(hallada["dato"]) if hallada["dato"] else None
                if hallada["orden"] == "bin":
                    lugar += max(0, dato or 0)
                else:
                    self._orden(hallada["orden"], dato)
            elif hallada["signo"]:
                self._signo(hallada["signo"])
            self._al_abrir = hallada["grupo"] == "{"
        self._soltar_octetos()
        self._pasar_notas()

    def _grupo(self, signo: str) -> None:
        self._por_saltar = 0
        self._prescindible = False
        if signo == "{":
            self._pila.append(self._estado)
            return
        cerrado, self._estado = self._estado, self._pila.pop() if self._pila else self._estado
        if cerrado.destino != self._estado.destino:
            self._cerrar_destino(cerrado.destino)

    def _cerrar_destino(self, destino: str) -> None:
        if destino in {"", "nada", "fonttbl"}:
            return
        texto, self._aparte = "".join(self._aparte), []
        if destino == "footnote":
            self._notas.append(f"[{len(self._notas) + 1}] {' '.join(texto.split())}")
        elif destino in _MEMBRETES:
            self.membretes.append(" ".join(texto.split()))
        elif destino == "annotation":
            self.comentarios += 1
        else:
            self.datos[destino] = texto

    def _signo(self, signo: str) -> None:
        if signo == "*":
            self._prescindible = self._al_abrir
        elif signo in _SIGNOS:
            self._decir(_SIGNOS[signo])

    def _orden(self, orden: str, dato: int | None) -> None:
        prescindible, self._prescindible = self._prescindible, False
        if self._estado.destino == "nada":
            return
        if self._estado.destino == "fonttbl":
            self._de_la_tabla_de_letras(orden, dato)
        elif orden == "fonttbl":
            self._estado = replace(self._estado, destino="fonttbl")
        elif orden in _MUDOS or (prescindible and orden not in _ENTRAR):
            self._estado = replace(self._estado, destino="nada")
        elif orden in _MEMBRETES or orden in _DE_DATOS or orden in {"footnote", "annotation"}:
            self._estado = replace(self._estado, destino=orden)
        elif orden == "u" and dato is not None:
            self._decir(chr(dato % 0x10000))
            self._por_saltar = self._estado.saltan
        elif orden == "page":
            self._pasar_notas()
            self._decir(_SALTO)
        elif orden in _LETRAS:
            self._decir(_LETRAS[orden])
        else:
            self._formato(orden, dato)

    def _formato(self, orden: str, dato: int | None) -> None:
        encendido = dato != 0
        if orden == "v":
            self._estado = replace(self._estado, oculto=encendido)
        elif orden == "deleted":
            self._estado = replace(self._estado, borrado=encendido)
        elif orden == "revised":
            self.cambios += encendido
        elif orden == "plain":
            self._estado = replace(self._estado, oculto=False, borrado=False)
        elif orden == "f" and dato is not None:
            self._estado = replace(self._estado, letra=dato)
        elif orden == "uc" and dato is not None:
            self._estado = replace(self._estado, saltan=max(0, dato))
        elif orden == "ansicpg" and dato is not None:
            self._codigo = _conocido(f"cp{dato}")
        elif orden == "mac":
            self._codigo = "mac_roman"

    def _de_la_tabla_de_letras(self, orden: str, dato: int | None) -> None:
        if orden == "f" and dato is not None:
            self._estado = replace(self._estado, letra=dato)
        elif orden == "fcharset" and dato in _JUEGOS:
            self._letras[self._estado.letra] = _JUEGOS[dato]

    def _octeto(self, valor: int) -> None:
        if self._por_saltar:
            self._por_saltar -= 1
        else:
            self._octetos.append(valor)

    def _escrito(self, texto: str) -> None:
        if self._por_saltar:
            saltan = min(self._por_saltar, len(texto))
            self._por_saltar -= saltan
            texto = texto[saltan:]
        self._decir(texto if texto.isascii() else self._decodificar(texto.encode("latin-1")))

    def _soltar_octetos(self) -> None:
        if self._octetos:
            octetos, self._octetos = bytes(self._octetos), bytearray()
            self._decir(self._decodificar(octetos))

    def _decodificar(self, octetos: bytes) -> str:
        return octetos.decode(self._letras.get(self._estado.letra, self._codigo), errors="replace")

    def _decir(self, texto: str) -> None:
        """Pone el texto donde toca; lo oculto y lo borrado se cuentan por trozos seguidos."""
        estado = self._estado
        if not texto or estado.destino in {"nada", "fonttbl"}:
            return
        if estado.destino:
            self._aparte.append(texto)
            return
        self.cambios += estado.borrado and not self._cambiando and bool(texto.strip())
        self.ocultos += estado.oculto and not self._callando and bool(texto.strip())
        self._cambiando, self._callando = estado.borrado, estado.oculto
        if not estado.borrado and not estado.oculto:
            self._texto.append(texto)

    def _pasar_notas(self) -> None:
        self._texto.extend(f"\n{nota}" for nota in self._notas)
        self._notas = []


def _conocido(codigo: str) -> str:
    try:
        return codecs.lookup(codigo).name
    except LookupError:
        return "cp1252"
