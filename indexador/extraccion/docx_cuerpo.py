"""El recorrido del cuerpo de un DOCX, en orden de lectura y sin recursión."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from indexador.extraccion.docx_formato import (
    DESCONOCIDO,
    NINGUNO,
    Estilos,
    Rasgos,
    encendido,
    se_confunde,
    sombreado,
)
from indexador.extraccion.docx_numeros import Numeracion
from indexador.extraccion.ooxml import referencia

NS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVA = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SALTAR = {
    _ALTERNATIVA,
    f"{NS}del",
    f"{NS}delText",
    f"{NS}instrText",
    f"{NS}delInstrText",
    f"{NS}moveFrom",
    f"{NS}rPr",
    f"{NS}pPr",
    f"{NS}tblPr",
    f"{NS}tcPr",
    f"{NS}sectPr",
}
"""Lo que no se lee: borrados, códigos de campo, formato y la segunda copia de los cuadros de texto."""
_DE_TEXTO = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
_DE_FORMATO = ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "numbering")
_CAMBIOS = tuple(f"{NS}{n}" for n in (*_DE_TEXTO, *(f"{formato}Change" for formato in _DE_FORMATO)))
_FORMULAS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}",
)
_DE_FORMULA = frozenset(f"{espacio}t" for espacio in _FORMULAS)
_NUMERADORES = frozenset(f"{espacio}num" for espacio in _FORMULAS)
_CUADROS = f"{NS}txbxContent"
_SIGNOS = {f"{NS}tab": "\t", f"{NS}cr": "\n", f"{NS}noBreakHyphen": "-", f"{NS}ptab": "\t"}
_SALTO = "\0"
"""La señal de que una celda sigue en otra página: el único carácter que un XML no puede llevar."""
_NOTAS = {f"{NS}footnoteReference": "footnote", f"{NS}endnoteReference": "endnote"}


@dataclass
class Hallazgos:
    """Lo que un documento lleva sin que se vea; los trozos seguidos cuentan como uno."""

    cambios: int = 0
    ocultos: int = 0
    confundidos: int = 0
    """Trozos del color de su fondo."""
    ajenos: int = 0
    """Trozos de otro documento (`altChunk`) que no se saben leer."""
    comentarios: int = 0

    def sumar(self, otros: "Hallazgos") -> None:
        """Añade los de un documento metido en éste."""
        self.cambios += otros.cambios
        self.ocultos += otros.ocultos
        self.confundidos += otros.confundidos
        self.ajenos += otros.ajenos
        self.comentarios += otros.comentarios


class Cuerpo:
    """Recorre un elemento y reúne `paginas`: una por cada salto que Word dejó o que alguien puso."""

    def __init__(
        self,
        numeracion: Numeracion,
        notas: Mapping[tuple[str, str], str],
        trozos: Mapping[str, str] | None = None,
        estilos: Estilos | None = None,
        hallazgos: Hallazgos | None = None,
    ) -> None:
        """`trozos` es el texto de cada `altChunk`, por su relación; `hallazgos`, donde se suma lo oculto."""
        self._numeracion = numeracion
        self._notas = notas
        self._trozos = trozos or {}
        self._piezas: list[str] = []
        self._pie: list[str] = []
        self._celdas: list[int] = []
        self._filas = 0
        self._fila: list[str] = []
        self._callando = self._confundido = False
        self._estilos = estilos or Estilos()
        self._parrafos: list[Rasgos] = []
        self._tablas: list[Rasgos] = [NINGUNO]
        self._fondos = [self._estilos.hoja]
        self.paginas: list[str] = []
        self.medidas_por_word = False
        self.hallazgos = hallazgos or Hallazgos()

    def recorrer(self, raiz: etree._Element) -> None:
        """Entra y sale de cada elemento en orden de documento; lo de `_SALTAR` no se pisa."""
        self.hallazgos.cambios += _cambios(raiz)
        pila: list[tuple[etree._Element, bool]] = [(raiz, False)]
        while pila:
            elemento, de_salida = pila.pop()
            if de_salida:
                self._salir(elemento)
            elif elemento.tag not in _SALTAR and not self._calla(elemento):
                self._entrar(elemento)
                pila.append((elemento, True))
                pila.extend((hijo, False) for hijo in reversed(elemento))
        self._cerrar_pagina()

    def _calla(self, elemento: etree._Element) -> bool:
        """Si es un trozo de texto oculto, que no se lee; lo del color de su fondo sólo se cuenta."""
        if elemento.tag != f"{NS}r":
            return False
        formato = elemento.find(f"{NS}rPr")
        parrafo = self._parrafos[-1] if self._parrafos else NINGUNO
        if formato is None and parrafo is NINGUNO and not self._callando and not self._confundido:
            return False
        if not any((t.text or "").strip() for t in elemento.iterchildren(f"{NS}t")):
            return False
        rasgos, propio = self._estilos.de_trozo(formato, parrafo)
        oculto = bool(rasgos.oculto or rasgos.menudo)
        confundido = not oculto and se_confunde(rasgos, self._fondos[-1], propio=propio)
        self.hallazgos.ocultos += oculto and not self._callando
        self.hallazgos.confundidos += confundido and not self._confundido
        self._callando, self._confundido = oculto, confundido
        return oculto

    def _entrar(self, elemento: etree._Element) -> None:
        etiqueta = elemento.tag
        if etiqueta == f"{NS}t" or etiqueta in _DE_FORMULA:
            self._piezas.append(elemento.text or "")
        elif etiqueta == f"{NS}p":
            self._empezar_parrafo(elemento)
        elif etiqueta == f"{NS}br":
            self._quebrar(elemento)
        elif etiqueta == f"{NS}lastRenderedPageBreak":
            self.medidas_por_word = True
            self._cerrar_pagina()
        elif etiqueta in _SIGNOS:
            self._piezas.append(_SIGNOS[etiqueta])
        elif etiqueta in _NOTAS:
            self._anotar(_NOTAS[etiqueta], str(elemento.get(f"{NS}id")))
        elif etiqueta == f"{NS}tc":
            self._celdas.append(len(self._piezas))
            self._fondos.append(sombreado(elemento.find(f"{NS}tcPr")) or self._fondos[-1])
        elif etiqueta == f"{NS}tr":
            self._filas += 1
        elif etiqueta == f"{NS}tbl":
            self._tablas.append(self._estilos.letras_de_tabla(elemento))
            self._fondos.append(self._estilos.de_tabla(elemento) or self._fondos[-1])
        elif etiqueta == _CUADROS:
            self._fondos.append(DESCONOCIDO)
        elif etiqueta == f"{NS}altChunk":
            trozo = self._trozos.get(referencia(elemento))
            self.hallazgos.ajenos += trozo is None
            self._piezas.append(f"\n{trozo or ''}\n")

    def _salir(self, elemento: etree._Element) -> None:
        if elemento.tag == f"{NS}p":
            self._parrafos.pop()
            self._piezas.append(" " if self._celdas else "\n")
            if _cierra_seccion(elemento):
                self._cerrar_pagina()
        elif elemento.tag == f"{NS}tc":
            self._fondos.pop()
            self._salir_de_celda(self._celdas.pop())
        elif elemento.tag in {f"{NS}tbl", _CUADROS}:
            self._fondos.pop()
            if elemento.tag != _CUADROS:
                self._tablas.pop()
        elif elemento.tag in _NUMERADORES:
            self._piezas.append("/")
        elif elemento.tag == f"{NS}tr":
            self._filas -= 1
            if not self._celdas:
                self._cerrar_fila()
            self._piezas.append("\n")

    def _salir_de_celda(self, inicio: int) -> None:
        """La de una tabla dentro de otra es un renglón de la celda que la lleva."""
        if self._celdas:
            self._piezas.append("\n")
        elif self._filas:
            self._fila.append("".join(self._piezas[inicio:]))
            del self._piezas[inicio:]
        else:
            self._piezas.append("  ")

    def _cerrar_fila(self) -> None:
        """Pone la fila celda por celda; de la que sigue en otra página, lo de cada celda va en la suya."""
        celdas = [celda.split(_SALTO) for celda in self._fila]
        self._fila = []
        while celdas and len(celdas[0]) > 1 and not celdas[0][0].strip():
            self._cerrar_pagina()
            celdas = [c[1:] if len(c) > 1 and not c[0].strip() else c for c in celdas]
        for numero in range(max(map(len, celdas), default=0)):
            if numero:
                self._cerrar_pagina()
            self._piezas.append("  ".join(celda[numero] for celda in celdas if numero < len(celda)))

    def _empezar_parrafo(self, parrafo: etree._Element) -> None:
        formato = parrafo.find(f"{NS}pPr")
        self._parrafos.append(self._estilos.de_parrafo(formato, self._tablas[-1]))
        if formato is not None and encendido(formato.find(f"{NS}pageBreakBefore")):
            self._cerrar_pagina()
        self._piezas.append(self._numeracion.prefijo(formato))

    def _quebrar(self, salto: etree._Element) -> None:
        if salto.get(f"{NS}type") == "page":
            self._cerrar_pagina()
        else:
            self._piezas.append(" " if self._celdas else "\n")

    def _anotar(self, clase: str, numero: str) -> None:
        nota = self._notas.get((clase, numero), "")
        if nota:
            self._pie.append(f"[{numero}] {nota}")

    def _cerrar_pagina(self) -> None:
        """Guarda lo leído con sus notas al pie; un salto sobre una página vacía no cuenta.

        Dentro de una celda sólo deja la señal: la fila se reparte cuando está entera.
        """
        if self._celdas:
            self._piezas.append(_SALTO)
            return
        texto = "".join(self._piezas)
        if texto.strip():
            self.paginas.append("\n".join([texto, *self._pie]))
            self._piezas, self._pie = [], []


def texto_en_un_renglon(raiz: etree._Element, estilos: Estilos, hallazgos: Hallazgos) -> str:
    """El texto de una nota, un encabezado o un pie; lo que lleve oculto se suma a los hallazgos."""
    recorrido = Cuerpo(Numeracion(None, None), {}, estilos=estilos, hallazgos=hallazgos)
    recorrido.recorrer(raiz)
    return " ".join(" ".join(recorrido.paginas).split())


def _cambios(raiz: etree._Element) -> int:
    """Los cambios rastreados, de texto y de formato, sin los de la segunda copia de los cuadros de texto."""
    return sum(next(c.iterancestors(_ALTERNATIVA), None) is None for c in raiz.iter(*_CAMBIOS))


def _cierra_seccion(parrafo: etree._Element) -> bool:
    """Si el párrafo termina una sección y la siguiente empieza en otra página."""
    seccion = parrafo.find(f"{NS}pPr/{NS}sectPr")
    if seccion is None:
        return False
    tipo = seccion.find(f"{NS}type")
    return tipo is None or tipo.get(f"{NS}val") not in {"continuous", "nextColumn"}
