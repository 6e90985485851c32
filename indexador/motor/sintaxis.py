"""El lenguaje de búsqueda: de lo que alguien escribió a un árbol, sin fallar nunca.

Por omisión, todas las palabras (Y). `O`/`OR`, `NO`/`NOT`/`-palabra`, "frases", paréntesis, prefijo* y
campos (`tipo:dictamen`, `año:2009..2012`, `tema:AG2`, `actividad:OO3.A2`, `institucion:…`, `titulo:…`,
`numero:`, `decreto:46-2007`, `iniciativa:4126`, `acceso:…`). NO liga más que Y, y Y más que O. Lo que no se
entiende se busca como texto o se deja fuera, y un aviso lo dice.
"""

from dataclasses import dataclass

from indexador.ficha import Aviso, Resaltar
from indexador.lengua import plegar
from indexador.lengua.preguntas import sin_pregunta
from indexador.motor import campos
from indexador.motor.hojas import frase, palabras_de
from indexador.motor.lexico import LARGO_DE_CONSULTA, Clase, ComillaSinCerrar, Pieza, limpiar, piezas
from indexador.motor.marcado import lo_que_se_marca
from indexador.motor.nodos import (
    EN_TODO,
    Alguna,
    Frase,
    No,
    Nodo,
    Numero,
    Palabra,
    Todas,
    Todo,
    Valor,
)

MAXIMO_DE_PALABRAS = 64
MAXIMO_DE_PARENTESIS = 20


@dataclass(frozen=True, slots=True)
class Interpretacion:
    """Lo que se entendió de una consulta, lo que no, y qué hay que marcar en los textos."""

    nodo: Nodo
    avisos: tuple[Aviso, ...]
    resaltar: Resaltar
    exigente: bool = False
    """Si se escribió «Y»: entonces se quieren de veras todas las palabras."""


def interpretar(texto: str) -> Interpretacion:
    """El árbol de una consulta. Cualquier texto vale: no levanta nada y su costo está acotado."""
    consulta = sin_pregunta(limpiar(texto))
    lector = _Lector(consulta)
    if len(texto) > LARGO_DE_CONSULTA and len(consulta) == LARGO_DE_CONSULTA:
        lector.avisar(f"La consulta pasa de {LARGO_DE_CONSULTA:,} caracteres. Se buscó sólo el principio.")
    nodo = lector.leer()
    return Interpretacion(nodo, tuple(dict.fromkeys(lector.avisos)), lo_que_se_marca(nodo), lector.exigente)


class _Lector:
    """Lector descendente sobre las piezas. Los paréntesis ya llegan casados y acotados."""

    def __init__(self, consulta: str) -> None:
        self.avisos: list[Aviso] = []
        self._palabras = 0
        self._seccion = EN_TODO
        self._piezas = self._casar_parentesis(self._cerrar_comillas(consulta))
        self._lugar = 0
        self.exigente = any(p.clase is Clase.OPERADOR and p.valor == "Y" for p in self._piezas)

    def avisar(self, mensaje: str, parte: str = "") -> None:
        self.avisos.append(Aviso(mensaje, parte))

    def leer(self) -> Nodo:
        return self._alternativas() or Todo()

    # --- lo que se arregla antes de leer

    def _cerrar_comillas(self, consulta: str) -> list[Pieza]:
        halladas = []
        for pieza in piezas(consulta):
            if isinstance(pieza, ComillaSinCerrar):
                resto = pieza.resto if len(pieza.resto) <= 40 else pieza.resto[:39] + "…"
                self.avisar(
                    f"No entendimos la comilla sin cerrar en «{resto}». Se buscó sin comillas.", resto
                )
            else:
                halladas.append(pieza)
        return halladas

    def _casar_parentesis(self, todas: list[Pieza]) -> list[Pieza]:
        abiertos: list[int] = []
        sobran: set[int] = set()
        hondos = False
        for lugar, pieza in enumerate(todas):
            if pieza.clase is Clase.ABRE:
                abiertos.append(lugar)
            elif pieza.clase is Clase.CIERRA and abiertos:
                abre = abiertos.pop()
                if len(abiertos) >= MAXIMO_DE_PARENTESIS:
                    hondos = True
                    sobran.update((abre, lugar))
            elif pieza.clase is Clase.CIERRA:
                sobran.add(lugar)
                self.avisar("Hay un paréntesis que se cierra sin haberse abierto. Se buscó sin él.", ")")
        if abiertos:
            self.avisar("Hay un paréntesis sin cerrar. Se buscó sin él.", "(")
        if hondos:
            self.avisar("Hay demasiados paréntesis, unos dentro de otros. Se dejaron los de fuera.")
        return [pieza for lugar, pieza in enumerate(todas) if lugar not in sobran.union(abiertos)]

    # --- la gramática

    def _mirar(self) -> Pieza | None:
        return self._piezas[self._lugar] if self._lugar < len(self._piezas) else None

    def _es(self, clase: Clase, valor: str = "") -> bool:
        pieza = self._mirar()
        return pieza is not None and pieza.clase is clase and (not valor or pieza.valor == valor)

    def _tomar(self) -> Pieza:
        self._lugar += 1
        return self._piezas[self._lugar - 1]

    def _alternativas(self) -> Nodo | None:
        partes, suelto = [self._conjuncion()], None
        while self._es(Clase.OPERADOR, "O"):
            suelto = self._tomar()
            partes.append(self._conjuncion())
        if suelto is not None and (partes[0] is None or partes[-1] is None):
            self._operador_suelto(suelto)
        return _juntar(Alguna, [parte for parte in partes if parte is not None])

    def _conjuncion(self) -> Nodo | None:
        partes: list[Nodo] = []
        pendiente: Pieza | None = None
        while (pieza := self._mirar()) is not None and pieza.clase is not Clase.CIERRA:
            if pieza.clase is Clase.OPERADOR and pieza.valor == "O":
                break
            if pieza.clase is Clase.OPERADOR and pieza.valor == "Y":
                if pendiente is not None or not partes:
                    self._operador_suelto(pieza)
                pendiente = self._tomar()
                continue
            nodo = self._negacion()
            if nodo is not None:
                partes.append(nodo)
                pendiente = None
        if pendiente is not None and partes:
            self._operador_suelto(pendiente)
        return _juntar(Todas, partes)

    def _negacion(self) -> Nodo | None:
        negada, operador = False, None
        while self._es(Clase.OPERADOR, "NO"):
            operador = self._tomar()
            negada = not negada
        pieza = self._mirar()
        if operador is not None and (pieza is None or pieza.clase in (Clase.CIERRA, Clase.OPERADOR)):
            self._operador_suelto(operador)
            return None
        nodo = self._atomo()
        if not negada or nodo is None:
            return nodo
        if isinstance(nodo, Palabra) and nodo.vacia:
            self.avisar(f"«{nodo.forma}» está en casi todos los documentos. No se excluyó.", nodo.forma)
            return None
        return No(nodo)

    def _atomo(self) -> Nodo | None:
        pieza = self._tomar()
        if pieza.clase is Clase.ABRE:
            nodo = self._alternativas()
            self._tomar()
            return nodo
        if pieza.clase is Clase.CAMPO:
            return self._campo(pieza)
        return self._texto(pieza)

    def _operador_suelto(self, pieza: Pieza) -> None:
        self.avisar(f"El operador «{pieza.escrito}» no tiene qué unir. Se buscó sin él.", pieza.escrito)

    # --- las hojas

    def _texto(self, pieza: Pieza) -> Nodo | None:
        nodos: list[Nodo]
        if pieza.clase is Clase.FRASE:
            nodos = frase(pieza.valor, self._seccion)
        else:
            nodos, aviso = palabras_de(pieza.valor, self._seccion)
            if aviso is not None:
                self.avisos.append(aviso)
        cabe = max(0, MAXIMO_DE_PALABRAS - self._palabras)
        self._palabras += sum(len(n.formas) if isinstance(n, Frase) else 1 for n in nodos)
        if self._palabras > MAXIMO_DE_PALABRAS:
            self.avisar(f"La consulta es muy larga. Se buscaron sus primeras {MAXIMO_DE_PALABRAS} palabras.")
            nodos = [] if pieza.clase is Clase.FRASE else nodos[:cabe]
        return _juntar(Todas, nodos)

    def _campo(self, pieza: Pieza) -> Nodo | None:
        nombre = plegar(pieza.valor)
        sigue = self._mirar()
        con_valor = sigue is not None and sigue.clase in (Clase.TEXTO, Clase.FRASE)
        if nombre == campos.TITULO and (con_valor or self._es(Clase.ABRE)):
            return self._en_titulo()
        if campos.existe(nombre) and con_valor:
            return self._valor(nombre, pieza, self._tomar())
        if con_valor and pieza.pegada and not campos.existe(nombre):
            self.avisar(f"No existe el campo «{pieza.valor}:». Se buscó como palabra.", pieza.escrito)
        return self._texto(Pieza(Clase.TEXTO, pieza.valor, pieza.escrito))

    def _en_titulo(self) -> Nodo | None:
        antes, self._seccion = self._seccion, campos.TITULO
        nodo = self._atomo()
        self._seccion = antes
        return nodo

    def _valor(self, nombre: str, pieza: Pieza, valor: Pieza) -> Nodo | None:
        if nombre in campos.ANIO:
            anios = campos.leer_anios(valor.valor)
            if anios is None:
                parte = f"{pieza.escrito}{valor.escrito}"
                self.avisar(
                    f"No entendimos el año en «{parte}». Se buscó sin él. Escriba año:2009 o año:2009..2012.",
                    parte,
                )
            return anios
        if nombre in campos.CERRADOS:
            canonicos = [campos.valor_canonico(uno) for uno in valor.valor.split(",")]
            valores: list[Nodo] = [Valor(campos.CERRADOS[nombre], uno) for uno in canonicos if uno]
            return _juntar(Alguna, valores)
        numero = campos.leer_numero(valor.valor)
        return Numero(numero, nombre if nombre in campos.CLASES_DE_NUMERO else "") if numero else None


def _juntar(clase: type[Todas] | type[Alguna], partes: list[Nodo]) -> Nodo | None:
    """Una conjunción o alternativa sin las palabras vacías, que sólo cuentan si no hay otra cosa."""
    if any(not _es_vacia(parte) and not isinstance(parte, No) for parte in partes):
        partes = [parte for parte in partes if not _es_vacia(parte)]
    if len(partes) <= 1:
        return partes[0] if partes else None
    return clase(tuple(partes))


def _es_vacia(nodo: Nodo) -> bool:
    return isinstance(nodo, Palabra) and nodo.vacia
