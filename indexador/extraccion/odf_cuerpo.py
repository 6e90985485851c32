"""El recorrido del cuerpo de un ODT, en orden de lectura y sin recursión."""

from lxml import etree

from indexador.extraccion.paquete import atributo, etiqueta

_SALTAR = frozenset({"sequence-decls", "forms", "script", "desc", "title", "event-listeners", "hidden-text"})
_CAMPOS_DE_FOLIO = frozenset({"page-number", "page-count"})
_PARRAFOS = frozenset({"p", "h"})
_BLANCOS_MAXIMOS = 200


class CuerpoOdf:
    """Recorre un elemento y reúne `paginas`; cuenta lo que no se lee: comentarios, cambios y lo oculto.

    `ocultos` son los estilos cuyo texto no se muestra y `saltan` los que empiezan página.
    """

    def __init__(self, ocultos: frozenset[str], saltan: frozenset[str], *, sin_folio: bool = False) -> None:
        self._ocultos = ocultos
        self._saltan = saltan
        self._sin_folio = sin_folio
        self._piezas: list[str] = []
        self._pie: list[str] = []
        self._celdas = 0
        self.paginas: list[str] = []
        self.medidas = False
        self.comentarios = self.cambios = self.ocultos = 0

    def recorrer(self, raiz: etree._Element) -> None:
        """Entra y sale de cada elemento en orden de documento."""
        pila: list[tuple[etree._Element, bool]] = [(raiz, False)]
        while pila:
            elemento, de_salida = pila.pop()
            if de_salida:
                self._salir(elemento)
            elif self._entrar(elemento):
                self._piezas.append(_plano(elemento.text))
                pila.append((elemento, True))
                pila.extend((hijo, False) for hijo in reversed(elemento))
            else:
                self._piezas.append(_plano(elemento.tail))
        self._cerrar_pagina()

    def _entrar(self, elemento: etree._Element) -> bool:
        """Si hay que leer lo de dentro."""
        nombre = etiqueta(elemento)
        if nombre in _SALTAR or (self._sin_folio and nombre in _CAMPOS_DE_FOLIO):
            return False
        if nombre in {"annotation", "tracked-changes", "note"}:
            self._apartar(nombre, elemento)
            return False
        if atributo(elemento, "style-name") in self._ocultos:
            self.ocultos += 1
            return False
        self._abrir(nombre, elemento)
        return True

    def _apartar(self, nombre: str, elemento: etree._Element) -> None:
        """Lo que no va en el renglón: comentarios y cambios se cuentan; las notas van al pie."""
        if nombre == "annotation":
            self.comentarios += 1
        elif nombre == "tracked-changes":
            self.cambios += sum(1 for _ in elemento.iterchildren("{*}changed-region"))
        else:
            cita = "".join(elemento.xpath("string(*[local-name()='note-citation'])")).strip()
            cuerpo = elemento.find("{*}note-body")
            if cuerpo is not None:
                self._pie.append(f"[{cita}] {' '.join(' '.join(cuerpo.itertext()).split())}")

    def _abrir(self, nombre: str, elemento: etree._Element) -> None:
        if nombre in _PARRAFOS and atributo(elemento, "style-name") in self._saltan:
            self._cerrar_pagina()
        elif nombre == "soft-page-break":
            self.medidas = True
            self._cerrar_pagina()
        elif nombre == "s":
            veces = atributo(elemento, "c") or "1"
            self._piezas.append(" " * min(int(veces) if veces.isdigit() else 1, _BLANCOS_MAXIMOS))
        elif nombre == "tab":
            self._piezas.append("\t")
        elif nombre == "line-break":
            self._piezas.append("\n")
        elif nombre == "table-cell":
            self._celdas += 1

    def _salir(self, elemento: etree._Element) -> None:
        nombre = etiqueta(elemento)
        if nombre in _PARRAFOS:
            self._piezas.append(" " if self._celdas else "\n")
        elif nombre == "table-cell":
            self._celdas -= 1
            self._piezas.append("  ")
        elif nombre == "table-row":
            self._piezas.append("\n")
        self._piezas.append(_plano(elemento.tail))

    def _cerrar_pagina(self) -> None:
        texto = "".join(self._piezas)
        if texto.strip():
            self.paginas.append("\n".join([texto.rstrip(), *self._pie]))
            self._piezas, self._pie = [], []


def estilos_ocultos(raiz: etree._Element | None) -> frozenset[str]:
    """Los estilos cuyo texto no se muestra (`text:display="none"`)."""
    return _estilos(raiz, "text-properties", "display", "none")


def estilos_que_saltan(raiz: etree._Element | None) -> frozenset[str]:
    """Los estilos de párrafo que empiezan página (`fo:break-before="page"`)."""
    return _estilos(raiz, "paragraph-properties", "break-before", "page")


def _estilos(raiz: etree._Element | None, propiedades: str, nombre: str, valor: str) -> frozenset[str]:
    halladas = [] if raiz is None else raiz.iter(f"{{*}}{propiedades}")
    return frozenset(
        atributo(padre, "name")
        for hallada in halladas
        if atributo(hallada, nombre) == valor and (padre := hallada.getparent()) is not None
    )


def _plano(texto: str | None) -> str:
    """En ODF los blancos y saltos del XML valen uno; los de verdad van en sus elementos."""
    if not texto:
        return ""
    junto = " ".join(texto.split())
    return f"{' ' if texto[0].isspace() else ''}{junto}{' ' if junto and texto[-1].isspace() else ''}"
