"""La gramática de una consulta: de sus piezas al árbol, por descenso y sin retroceder."""

from indexador.consulta import Aviso
from indexador.lengua import plegar
from indexador.motor import campos, valores
from indexador.motor.combinaciones import acercar, juntar
from indexador.motor.hojas import frase, palabras_de
from indexador.motor.lexico import Clase, Pieza
from indexador.motor.nodos import (
    EN_TODO,
    Alguna,
    Exacta,
    Frase,
    No,
    Nodo,
    Palabra,
    Parecida,
    Todas,
    Todo,
)
from indexador.motor.remiendos import casar_parentesis, cerrar_comillas

MAXIMO_DE_PALABRAS = 64
MAXIMO_DE_PARECIDAS = 8
_PALABRAS_DE_UN_VALOR = 4


class Lector:
    """Lee una consulta limpia. Cualquiera vale: lo que no se entiende queda en `avisos`."""

    def __init__(self, consulta: str) -> None:
        self.avisos: list[Aviso] = []
        self._palabras = self._parecidas = 0
        self._seccion = EN_TODO
        self._valores_de = ""
        self._piezas = casar_parentesis(cerrar_comillas(consulta, self.avisos), self.avisos)
        self._lugar = 0
        self.exigente = any(p.clase is Clase.OPERADOR and p.valor == "Y" for p in self._piezas)

    def avisar(self, mensaje: str, parte: str = "") -> None:
        """Anota algo que se ignoró o se enmendó."""
        self.avisos.append(Aviso(mensaje, parte))

    def leer(self) -> Nodo:
        """El árbol; `Todo` si no se pide nada."""
        return self._alternativas() or Todo()

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
        return juntar(Alguna, [parte for parte in partes if parte is not None])

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
            if pieza.clase is Clase.OPERADOR and pieza.valor == "CERCA":
                self._operador_suelto(self._tomar())
                continue
            nodo = self._negacion()
            if nodo is not None:
                partes.append(nodo)
                pendiente = None
        if pendiente is not None and partes:
            self._operador_suelto(pendiente)
        return juntar(Todas, partes)

    def _negacion(self) -> Nodo | None:
        negada, operador = False, None
        while self._es(Clase.OPERADOR, "NO"):
            operador = self._tomar()
            negada = not negada
        if operador is not None and not self._sigue_algo():
            self._operador_suelto(operador)
            return None
        nodo = self._cercania()
        if not negada or nodo is None:
            return nodo
        if isinstance(nodo, Palabra) and nodo.vacia:
            self.avisar(f"«{nodo.forma}» está en casi todos los documentos. No se excluyó.", nodo.forma)
            return None
        return No(nodo)

    def _sigue_algo(self) -> bool:
        pieza = self._mirar()
        return pieza is not None and pieza.clase not in (Clase.CIERRA, Clase.OPERADOR)

    def _cercania(self) -> Nodo | None:
        operandos = [self._operando()]
        distancias: list[int] = []
        while self._es(Clase.OPERADOR, "CERCA"):
            operador = self._tomar()
            if self._sigue_algo():
                distancias.append(operador.cuantas)
                operandos.append(self._operando(tras_cerca=True))
            else:
                self._operador_suelto(operador)
        presentes = [operando for operando in operandos if operando is not None]
        if len(presentes) < 2:
            return presentes[0] if presentes else None
        return acercar(presentes, distancias, self.avisar)

    def _operando(self, *, tras_cerca: bool = False) -> Nodo | None:
        """Un átomo. Las palabras de un mismo tramo que CERCA une, como «socio-económico», van seguidas."""
        pieza = self._mirar()
        nodo = self._atomo()
        if pieza is None or pieza.clase is not Clase.TEXTO or not isinstance(nodo, Todas):
            return nodo
        formas = tuple(parte.forma for parte in nodo.partes if isinstance(parte, Palabra))
        unida = tras_cerca or self._es(Clase.OPERADOR, "CERCA")
        return Frase(formas, self._seccion) if unida and len(formas) == len(nodo.partes) else nodo

    def _atomo(self) -> Nodo | None:
        pieza = self._tomar()
        if pieza.clase is Clase.ABRE:
            nodo = self._alternativas()
            self._tomar()
            return nodo
        if pieza.clase is Clase.CAMPO:
            return self._campo(pieza)
        if self._valores_de:
            return self._valor(self._valores_de, pieza)
        return self._texto(pieza)

    def _operador_suelto(self, pieza: Pieza) -> None:
        self.avisar(f"El operador «{pieza.escrito}» no tiene qué unir. Se buscó sin él.", pieza.escrito)

    # --- las hojas

    def _texto(self, pieza: Pieza) -> Nodo | None:
        if pieza.clase is Clase.FRASE:
            nodos, aviso = frase(pieza.valor, self._seccion, pieza.cuantas)
        else:
            nodos, aviso = palabras_de(pieza.valor, self._seccion)
            nodos = [self._con_pocas_parecidas(nodo) for nodo in nodos]
        if aviso is not None:
            self.avisos.append(aviso)
        cabe = max(0, MAXIMO_DE_PALABRAS - self._palabras)
        self._palabras += sum(len(n.formas) if isinstance(n, Frase) else 1 for n in nodos)
        if self._palabras > MAXIMO_DE_PALABRAS:
            self.avisar(f"La consulta es muy larga. Se buscaron sus primeras {MAXIMO_DE_PALABRAS} palabras.")
            nodos = [] if pieza.clase is Clase.FRASE else nodos[:cabe]
        return juntar(Todas, nodos)

    def _con_pocas_parecidas(self, nodo: Nodo) -> Nodo:
        """Cada palabra con ~ recorre todo el vocabulario: de muchas, sólo las primeras."""
        if not isinstance(nodo, Parecida):
            return nodo
        self._parecidas += 1
        if self._parecidas <= MAXIMO_DE_PARECIDAS:
            return nodo
        self.avisar(
            f"De las palabras con ~, las parecidas se buscaron en las {MAXIMO_DE_PARECIDAS} primeras; "
            "las demás, tal como están escritas."
        )
        return Exacta(nodo.forma, nodo.seccion)

    def _campo(self, pieza: Pieza) -> Nodo | None:
        nombre = plegar(pieza.valor)
        sigue = self._mirar()
        con_valor = sigue is not None and sigue.clase in (Clase.TEXTO, Clase.FRASE)
        if nombre in campos.SECCIONES and (con_valor or self._es(Clase.ABRE)):
            return self._en(seccion=campos.SECCIONES[nombre])
        if campos.existe(nombre) and self._es(Clase.ABRE):
            return valores.de_un_parentesis(nombre, self._en(valores_de=nombre))
        if campos.existe(nombre) and sigue is not None and con_valor:
            if pieza.pegada or valores.es_posible(nombre, self._valor_entero(nombre, sigue.valor)[0]):
                return self._valor(nombre, self._tomar(), pieza.escrito)
        elif con_valor and pieza.pegada:
            self._campo_desconocido(pieza, nombre)
        return self._texto(Pieza(Clase.TEXTO, pieza.valor, pieza.escrito))

    def _campo_desconocido(self, pieza: Pieza, nombre: str) -> None:
        parecido = campos.parecido(nombre)
        quiza = f"; quizá quiso escribir «{parecido}:»" if parecido else ""
        self.avisar(f"No existe el campo «{pieza.escrito}»{quiza}. Se buscó como palabra.", pieza.escrito)

    def _en(self, *, seccion: str = EN_TODO, valores_de: str = "") -> Nodo | None:
        """Lo que sigue (palabra, frase o paréntesis), en una sección o como valores de un campo."""
        antes = self._seccion, self._valores_de
        self._seccion, self._valores_de = seccion, valores_de
        nodo = self._atomo()
        self._seccion, self._valores_de = antes
        return nodo

    def _valor(self, nombre: str, valor: Pieza, campo: str = "") -> Nodo | None:
        entero, cuantas = self._valor_entero(nombre, valor.valor)
        self._lugar += cuantas
        entre_comillas = valor.clase is Clase.FRASE
        leidos, aviso = valores.leer(nombre, entero, f"{campo}{valor.escrito}", entre_comillas=entre_comillas)
        if aviso is not None:
            self.avisos.append(aviso)
        return juntar(Alguna, leidos)

    def _valor_entero(self, nombre: str, valor: str) -> tuple[str, int]:
        """El valor con las palabras siguientes que son parte de él, y cuántas son."""
        entero, mejor, cuantas = valor, valor, 0
        siguientes = self._piezas[self._lugar : self._lugar + _PALABRAS_DE_UN_VALOR]
        for numero, pieza in enumerate(siguientes, start=1):
            if pieza.clase is not Clase.TEXTO:
                break
            if valores.es_mas_largo(nombre, entero, pieza.valor):
                mejor, cuantas = f"{entero} {pieza.valor}", numero
            entero = f"{entero} {pieza.valor}"
        return mejor, cuantas
