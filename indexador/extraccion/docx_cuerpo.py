"""El recorrido del cuerpo de un DOCX, en orden de lectura y sin recursión."""

from collections.abc import Mapping

from lxml import etree

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
_CAMBIOS = {f"{NS}ins", f"{NS}del", f"{NS}moveFrom", f"{NS}moveTo"}
_SIGNOS = {f"{NS}tab": "\t", f"{NS}cr": "\n", f"{NS}noBreakHyphen": "-", f"{NS}ptab": "\t"}
_SALTO = "\0"
"""La señal de que una celda sigue en otra página: el único carácter que un XML no puede llevar."""
_NOTAS = {f"{NS}footnoteReference": "footnote", f"{NS}endnoteReference": "endnote"}


class Cuerpo:
    """Recorre un elemento y reúne `paginas`: una por cada salto que Word dejó o que alguien puso."""

    def __init__(
        self,
        numeracion: Numeracion,
        notas: Mapping[tuple[str, str], str],
        trozos: Mapping[str, str] | None = None,
    ) -> None:
        """`trozos` es el texto de cada `altChunk`, por su relación."""
        self._numeracion = numeracion
        self._notas = notas
        self._trozos = trozos or {}
        self._piezas: list[str] = []
        self._pie: list[str] = []
        self._celdas: list[int] = []
        self._filas = 0
        self._fila: list[str] = []
        self._callando = False
        self.paginas: list[str] = []
        self.medidas_por_word = False
        self.ocultos = self.cambios = 0

    def recorrer(self, raiz: etree._Element) -> None:
        """Entra y sale de cada elemento en orden de documento; lo de `_SALTAR` no se pisa."""
        pila: list[tuple[etree._Element, bool]] = [(raiz, False)]
        while pila:
            elemento, de_salida = pila.pop()
            if de_salida:
                self._salir(elemento)
            elif elemento.tag in _CAMBIOS and elemento.tag in _SALTAR:
                self.cambios += 1
            elif elemento.tag not in _SALTAR and not self._calla(elemento):
                self._entrar(elemento)
                pila.append((elemento, True))
                pila.extend((hijo, False) for hijo in reversed(elemento))
        self._cerrar_pagina()

    def _calla(self, elemento: etree._Element) -> bool:
        """Si es un trozo de texto oculto, que no se lee; cuenta los trozos seguidos como uno."""
        self.cambios += elemento.tag in _CAMBIOS
        if elemento.tag != f"{NS}r":
            return False
        formato = elemento.find(f"{NS}rPr")
        oculto = formato is not None and _encendido(formato.find(f"{NS}vanish"))
        con_letras = any((t.text or "").strip() for t in elemento.iterchildren(f"{NS}t"))
        if con_letras:
            self.ocultos += oculto and not self._callando
            self._callando = oculto
        return oculto and con_letras

    def _entrar(self, elemento: etree._Element) -> None:
        etiqueta = elemento.tag
        if etiqueta == f"{NS}t":
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
        elif etiqueta == f"{NS}tr":
            self._filas += 1
        elif etiqueta == f"{NS}altChunk":
            self._piezas.append(f"\n{self._trozos.get(referencia(elemento), '')}\n")

    def _salir(self, elemento: etree._Element) -> None:
        if elemento.tag == f"{NS}p":
            self._piezas.append(" " if self._celdas else "\n")
            if _cierra_seccion(elemento):
                self._cerrar_pagina()
        elif elemento.tag == f"{NS}tc":
            self._salir_de_celda(self._celdas.pop())
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
        if formato is not None and _encendido(formato.find(f"{NS}pageBreakBefore")):
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


def texto_en_un_renglon(raiz: etree._Element) -> str:
    """El texto de una nota, un encabezado o un pie."""
    recorrido = Cuerpo(Numeracion(None, None), {})
    recorrido.recorrer(raiz)
    return " ".join(" ".join(recorrido.paginas).split())


def _encendido(marca: etree._Element | None) -> bool:
    return marca is not None and str(marca.get(f"{NS}val", "1")) not in {"0", "false", "off"}


def _cierra_seccion(parrafo: etree._Element) -> bool:
    """Si el párrafo termina una sección y la siguiente empieza en otra página."""
    seccion = parrafo.find(f"{NS}pPr/{NS}sectPr")
    if seccion is None:
        return False
    tipo = seccion.find(f"{NS}type")
    return tipo is None or tipo.get(f"{NS}val") not in {"continuous", "nextColumn"}
