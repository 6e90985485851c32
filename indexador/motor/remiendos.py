"""Lo que se arregla de una consulta antes de leerla: comillas sin cerrar y paréntesis sin pareja."""

from indexador.consulta import Aviso
from indexador.motor.lexico import Clase, ComillaSinCerrar, Pieza, piezas

MAXIMO_DE_PARENTESIS = 20
_LARGO_DE_CITA = 40


def cerrar_comillas(consulta: str, avisos: list[Aviso]) -> list[Pieza]:
    """Las piezas de la consulta; de una comilla que no se cierra, lo de dentro como palabras."""
    halladas = []
    for pieza in piezas(consulta):
        if isinstance(pieza, ComillaSinCerrar):
            resto = pieza.resto
            if len(resto) > _LARGO_DE_CITA:
                resto = resto[: _LARGO_DE_CITA - 1] + "…"
            mensaje = f"No entendimos la comilla sin cerrar en «{resto}». Se buscó sin comillas."
            avisos.append(Aviso(mensaje, resto))
        else:
            halladas.append(pieza)
    return halladas


def casar_parentesis(todas: list[Pieza], avisos: list[Aviso]) -> list[Pieza]:
    """Las piezas sin los paréntesis que no tienen pareja ni los que pasan de `MAXIMO_DE_PARENTESIS`."""
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
            if lugar == 0 or not _es_inciso(todas[lugar - 1]):
                mensaje = "Hay un paréntesis que se cierra sin haberse abierto. Se buscó sin él."
                avisos.append(Aviso(mensaje, ")"))
    if abiertos:
        avisos.append(Aviso("Hay un paréntesis sin cerrar. Se buscó sin él.", "("))
    if hondos:
        avisos.append(Aviso("Hay demasiados paréntesis, unos dentro de otros. Se dejaron los de fuera."))
    sobran.update(abiertos)
    return [pieza for lugar, pieza in enumerate(todas) if lugar not in sobran]


def _es_inciso(antes: Pieza) -> bool:
    """¿Cierra el paréntesis un inciso, como en «literal a)» o «1)»?"""
    return antes.clase is Clase.TEXTO and (len(antes.valor) == 1 or antes.valor.isdigit())
