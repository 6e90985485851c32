"""Las normas que se citan por su clase y su número, una o en lista.

«los Decretos 10-2015 y 5-2022, ambos del…».

El sustantivo y la clase se heredan en la lista. El emisor que se dice tras la última, o «ambos del
Congreso», es también el de las anteriores que no dicen el suyo.
"""

from typing import NamedTuple

from indexador.juridico.citas.cantidades import en_palabras, entero
from indexador.juridico.citas.clases import Clase, rotulo, tras_oit
from indexador.juridico.citas.clases import clase as leer_clase
from indexador.juridico.citas.emisores import INTRODUCEN_EMISOR, Emisor, emisor, organo
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import CONJUNCIONES, DE, DETERMINANTES, MESES
from indexador.juridico.citas.numeros_de_norma import Numero, de_norma
from indexador.juridico.confusiones import existe

ULTIMO_CORRIDO = 1_850
"""La numeración corrida de los decretos acabó poco después del 1,800."""
MAS_NORMAS = 300
_LARGO_ROTO = 8
_DE_CIUDAD = frozenset(
    {"zona", "calle", "avenida", "av", "ave", "km", "kilometro", "colonia", "of", "oficina"}
)
_MEDIDAS = frozenset({
    "dias", "dia", "años", "año", "meses", "mes", "horas", "por", "quetzales", "personas", "veces", "votos",
})  # fmt: skip
_CANTIDADES = _MEDIDAS | {"%", "/"}
_CIERRAN_LISTA = CONJUNCIONES | DE | {",", ";", ".", ")", ""}
_ANTES_DE_REGISTRO = frozenset({
    "de", "ley", "registrada", "registrado", "registradas", "identificada", "identificadas", "con", "el",
    "la", "bajo", "en", "ese", "este", "dicho", "organismo", "legislativo", "congreso", "registro", "que",
    "lleva", "correlativo", "numero", "presentada", "los", "numeros", "no", "nos", "num", "republica",
    "del", "al", "le", "corresponde",
})  # fmt: skip
_REGISTRO = range(100, 10_000)
_PARECE_ANIO = range(1_985, 2_040)
_HASTA_EL_REGISTRO = 14
_FEMENINOS = frozenset({"la", "las"})
_MASCULINAS = frozenset({"D", "DL", "DLEG", "A", "AM"})
_TRAS_FECHA = 16


class Leida(NamedTuple):
    """Una norma leída por su clase y su número, antes de saber su clave. Los lugares son fichas."""

    codigo: str
    numero: Numero
    inicio: int
    fin: int
    emisor: Emisor | None = None
    rotulada: bool = False
    en_alta: bool = False


def leer(f: Fichas, lugar: int) -> tuple[Leida, Clase] | None:
    """La primera norma que se nombra ahí por su clase, y la clase para las que la sigan."""
    clase = leer_clase(f, lugar)
    if clase is None:
        return None
    if clase.codigo == "INI":
        return _iniciativa(f, lugar, clase)
    previo = emisor(f, clase.fin) if clase.codigo in {"D", "DLEG", "A", "AM"} else None
    if previo and f.formas[previo.fin] == "-":  # «Acuerdo IGM-017-2023»: es del número
        previo = None
    desde = f.tras(tras_fecha(f, previo.fin if previo else clase.fin), ",")
    tras = rotulo(f, desde)
    numero = de_norma(f, tras)
    if numero is None:
        numero = _roto(f, tras) if tras > desde else None
    if numero is None or _de_otra_cosa(f, numero, clase, tras > desde):
        return None
    leida = Leida(clase.codigo, numero, lugar, numero.fin, previo, tras > desde, f.mayuscula(lugar))
    return _con_emisor(f, leida), clase


def siguiente(f: Fichas, lugar: int, clase: Clase) -> Leida | None:
    """La que sigue en la lista, sin repetir la clase: «…, 36-82», «; Y 1-98»."""
    inicio = f.tras(lugar, ",", ";")
    inicio += f.formas[inicio] in CONJUNCIONES
    if inicio == lugar:
        return None
    if f.formas[inicio] in _FEMENINOS and clase.codigo in _MASCULINAS:  # «… y la 14-62»: una calle
        return None
    inicio += f.formas[inicio] in DETERMINANTES and (f.numero(inicio + 1))
    if clase.codigo == "INI":
        return _otra_iniciativa(f, inicio, lugar)
    desde = rotulo(f, inicio)
    numero = de_norma(f, desde) if f.numero(desde) or f.palabra(desde) else None
    if numero is None or numero.roto:
        return None
    tras = f.tras(numero.fin, ",")
    se_dice = f.formas[tras] == "el" and f.formas[tras + 1] in {"primero", "segundo"}  # su emisor va después
    if numero.anio is None and not (_corrido(clase, numero) or se_dice):
        return None
    if numero.sin_guion or _es_direccion(f, numero.fin) or f.formas[numero.fin] in _CANTIDADES:
        return None
    if numero.anio is None and not _cierra_lista(f, numero.fin):
        return None
    return _con_emisor(f, Leida(clase.codigo, numero, desde, numero.fin))


def _corrido(clase: Clase, numero: Numero) -> bool:
    if clase.codigo == "OIT":
        return clase.plural
    return clase.plural and clase.codigo in {"D", "DL"} and int(numero.numero) >= _REGISTRO.start


def _cierra_lista(f: Fichas, lugar: int) -> bool:
    return f.formas[lugar] in _CIERRAN_LISTA


def _con_emisor(f: Fichas, leida: Leida) -> Leida:
    """Con la fecha y el emisor que siguen al número, si están."""
    if leida.codigo == "OIT":
        return leida._replace(fin=tras_oit(f, leida.fin))
    if f.formas[f.tras(leida.fin, ",")] not in INTRODUCEN_EMISOR:
        return leida
    fin = tras_fecha(f, leida.fin)
    suyo = emisor(f, fin)
    if suyo is None and leida.codigo == "AM" and f.formas[fin] == "," and f.formas[fin + 1] == "ministerio":
        suyo = organo(f, fin + 1)
    if suyo is None:
        return leida
    return leida._replace(fin=suyo.fin, emisor=suyo)


def tras_fecha(f: Fichas, lugar: int) -> int:
    """Tras «de fecha 27 de abril de 1982», si está; si no, el mismo lugar."""
    fin, formas = lugar, f.formas
    while formas[fin] == ",":
        fin += 1
    if formas[fin] not in DE:
        return lugar
    for paso in range(1, _TRAS_FECHA):
        if f.formas[fin + paso] in MESES:
            tras = fin + paso + 1
            while f.formas[tras] in DE or f.formas[tras] in {"año", "ano"}:
                tras += 1
            if f.numero(tras):
                return tras + 1
            dicho = en_palabras(f, tras)
            return dicho.fin if dicho else fin + paso + 1
        if f.formas[fin + paso] in {",", ".", ";", ""}:
            return lugar
    return lugar


def tras_reformas(f: Fichas, lugar: int) -> int:
    """Tras «y sus reformas», si está."""
    fin = f.tras(lugar, ",")
    return fin + 3 if f.formas[fin] == "y" and f.formas[fin + 2] == "reformas" else lugar


def _de_otra_cosa(f: Fichas, numero: Numero, clase: Clase, rotulada: bool) -> bool:
    """Si el número no es de una norma: una dirección, una cantidad, o un acuerdo sin año."""
    if _es_direccion(f, numero.fin) or f.formas[numero.fin] in {"%", "/"}:
        return True
    if f.formas[numero.fin] == "-" and f.pegada(numero.fin) and f.numero(numero.fin + 1):
        return True
    if numero.anio is not None or numero.roto:
        return False
    if clase.codigo not in {"D", "DL", "OIT"}:
        return True
    en_cifras = f.numero(numero.fin - 1 - (f.formas[numero.fin - 1] == ")"))
    return f.formas[numero.fin] in _MEDIDAS or (not rotulada and not en_cifras)


def _es_direccion(f: Fichas, lugar: int) -> bool:
    return f.formas[f.tras(lugar, ",")] in _DE_CIUDAD


def _roto(f: Fichas, lugar: int) -> Numero | None:
    """Un número que no se puede leer, donde sólo cabe un número: «Decreto Número lOl-9y del Congreso»."""
    forma = f.formas[lugar]
    if not forma or not forma.isalnum() or len(forma) > _LARGO_ROTO or existe(forma):
        return None
    fin = lugar + 1
    while f.pegada(fin) and fin - lugar < 6 and (f.formas[fin].isalnum() or f.formas[fin] == "-"):
        fin += 1
    con_cifras = any(letra.isdigit() for letra in f.texto[f.inicios[lugar] : f.fines[fin - 1]])
    return Numero("", None, fin, roto=True) if con_cifras and emisor(f, fin) else None


def _iniciativa(f: Fichas, lugar: int, clase: Clase) -> tuple[Leida, Clase] | None:
    """«iniciativa 4126», «iniciativa de ley registrada con el número de registro cuatro mil… (4264)»."""
    fin, rotulada = clase.fin, False
    for _ in range(_HASTA_EL_REGISTRO):
        tras = rotulo(f, fin)
        if tras > fin:
            rotulada, fin = True, tras
            continue
        if f.formas[fin] not in _ANTES_DE_REGISTRO:
            break
        rotulada = rotulada or f.formas[fin] == "registro"
        fin += 1
    leida = _registro(f, fin, rotulada)
    if leida is None or (not rotulada and not _junta(f, clase.fin, fin)):
        return None
    return leida._replace(inicio=lugar), clase


def _junta(f: Fichas, desde: int, hasta: int) -> bool:
    """Si entre «iniciativa» y su número sólo va «de ley»."""
    return f.formas[desde:hasta] in ([], ["de", "ley"])


def _registro(f: Fichas, lugar: int, rotulada: bool) -> Leida | None:
    """El número de registro: de tres o cuatro cifras, y «44-39» es 4439."""
    if f.numero(lugar) and f.formas[lugar + 1] == "-" and f.numero(lugar + 2):
        mitades = f.formas[lugar], f.formas[lugar + 2]
        if list(map(len, mitades)) == [2, 2] and f.formas[lugar + 3] != "-":
            return Leida("INI", Numero("".join(mitades).lstrip("0"), None, lugar + 3), lugar, lugar + 3)
        if list(map(len, mitades)) == [4, 4] and int(mitades[1]) in _PARECE_ANIO and rotulada:
            return Leida("INI", Numero(mitades[0], None, lugar + 3), lugar, lugar + 3)
        return None
    leido = entero(f, lugar)
    if leido is None or leido.valor not in _REGISTRO or f.formas[leido.fin] in _CANTIDADES:
        return None
    if not rotulada and leido.valor in _PARECE_ANIO and leido.fin == lugar + 1:
        return None
    return Leida("INI", Numero(str(leido.valor), None, leido.fin, leido.conflicto), lugar, leido.fin)


def _otra_iniciativa(f: Fichas, lugar: int, tras: int) -> Leida | None:
    desde = rotulo(f, lugar)
    leida = _registro(f, desde, True) if f.numero(desde) or f.palabra(desde) else None
    return leida if leida and _cierra_lista(f, leida.fin) else None
