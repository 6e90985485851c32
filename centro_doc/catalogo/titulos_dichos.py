"""Los documentos cerrados cuyo título dice entero un texto escrito por una persona."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Row, and_, column, exists, func, or_, select, table, union_all
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import AMPLIAS, visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.modelos_relaciones import DocumentoUnido
from centro_doc.catalogo.nombrados import ajenos, cerrados, nombrados
from centro_doc.catalogo.titulo_plegado import LETRAS, claves_en, dicho, titulo_dicho
from centro_doc.cuentas.permisos import PUBLICO

_DE_UNA_VEZ = 10_000
"""Claves por consulta: SQLite admite unas treinta mil."""
_NOMBRES = (
    table("institucion", column("nombre")),
    table("tema", column("nombre")),
    table("nodo", column("texto")),
    table("norma", column("nombre")),
    table("tema_termino", column("texto")),
)


@dataclass(frozen=True, slots=True)
class Callados:
    """Lo cerrado que unos textos nombran, por su registro o por su título entero, y quien lee no ve."""

    registros: frozenset[str] = frozenset()
    titulos: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Por título plegado, los registros que lo llevan."""

    def los_que_dice(self, texto: str) -> frozenset[str]:
        """Los registros de los cerrados que nombra ese texto."""
        suyos = self.registros & nombrados(texto) if self.registros else self.registros
        if not self.titulos:
            return suyos
        entero = dicho(texto)
        return suyos.union(*(quienes for titulo, quienes in self.titulos.items() if titulo in entero))

    def en_vez(self, texto: str, omision: str = "") -> str:
        """El texto o, si nombra algo cerrado, lo que va en su lugar."""
        return omision if self.los_que_dice(texto) else texto


NADA = Callados()


def callados(sesion: Session, textos: Iterable[str], marcas: frozenset[str]) -> Callados:
    """Lo cerrado que nombran esos textos y con esas marcas no se ve. Tres consultas a lo sumo."""
    todos = tuple(textos)
    registros = frozenset().union(*map(nombrados, todos))
    return Callados(cerrados(sesion, registros, marcas), titulos_cerrados(sesion, todos, marcas))


def los_que_dicen(
    sesion: Session, textos: Iterable[str], marcas: frozenset[str], autor: frozenset[str] | None = None
) -> Mapping[str, frozenset[str]]:
    """Por texto, los registros que nombra, los haya o no, y los de los cerrados cuyo título dice entero.

    Lo segundo, sólo de los que con esas marcas no se ven y vio quien lo escribió (`los_que_vio`). Tres
    consultas a lo sumo.
    """
    todos = frozenset(textos)
    dichos = Callados(titulos=los_que_vio(sesion, titulos_cerrados(sesion, todos, marcas), autor))
    return {texto: nombrados(texto) | dichos.los_que_dice(texto) for texto in todos}


def titulos_cerrados(
    sesion: Session, textos: Iterable[str], marcas: frozenset[str]
) -> Mapping[str, frozenset[str]]:
    """Los títulos plegados que esos textos dicen enteros, con los registros de los cerrados que los llevan.

    Largos o cortos, de documentos que con esas marcas no se ven. Ninguno que sea también título de uno que
    sí, ni el nombre de una institución, un tema, una norma o algo del plan o del tesauro, que se dicen por
    sí mismos. Dos consultas a lo sumo, por sus tres primeras palabras llenas: no se leen los demás.
    """
    escritos = [texto for texto in textos if len(texto) >= LETRAS]
    claves = sorted({clave for texto in escritos for clave in claves_en(texto)})
    if not claves:
        return {}
    entero, se_ven = "\n".join(map(dicho, escritos)), set[str]()
    hallados: dict[str, set[str]] = {}
    for fila in _con_esas_claves(sesion, claves, marcas):
        for titulo in filter(None, {titulo_dicho(fila.titulo), titulo_dicho(fila.titulo_corto)}):
            if titulo not in entero:
                continue
            if fila.visto:
                se_ven.add(titulo)
            elif fila.cerrado:
                hallados.setdefault(titulo, set()).add(fila.identificador)
    callan = hallados.keys() - se_ven
    if callan:
        callan -= _nombres_de_otra_cosa(sesion, max(map(len, callan)))
    return {titulo: frozenset(hallados[titulo]) for titulo in callan}


def _con_esas_claves(
    sesion: Session, claves: Sequence[str], marcas: frozenset[str]
) -> Iterator[Row[str, str, str, bool, bool]]:
    """Los de título quizá dicho, y si se ven o están cerrados; el que se unió a otro no lo está."""
    unido = exists().where(DocumentoUnido.documento_id == Documento.id)
    consulta = select(
        Documento.identificador,
        Documento.titulo,
        Documento.titulo_corto,
        visible_para(marcas).label("visto"),
        and_(
            or_(Documento.acceso.not_in(sorted(AMPLIAS)), Documento.estado == Estado.RETIRADO), ~unido
        ).label("cerrado"),
    )
    for primera in range(0, len(claves), _DE_UNA_VEZ):
        esas = claves[primera : primera + _DE_UNA_VEZ]
        condicion = Documento.clave_titulo.in_(esas) | Documento.clave_corto.in_(esas)
        yield from sesion.execute(consulta.where(condicion))


def _nombres_de_otra_cosa(sesion: Session, largo: int) -> frozenset[str]:
    """Los nombres plegados de hasta ese largo; los que no se ven no cuentan, que pueden tener más signos."""
    todos = union_all(*(select(una.columns.values()[0].label("nombre")) for una in _NOMBRES)).subquery()
    consulta = select(todos.c.nombre).distinct().where(func.length(todos.c.nombre) <= 2 * largo)
    return frozenset(dicho(uno) for uno in sesion.scalars(consulta) if uno)


def los_que_vio(
    sesion: Session, titulos: Mapping[str, frozenset[str]], autor: frozenset[str] | None
) -> Mapping[str, frozenset[str]]:
    """De esos títulos, los de documentos que ve quien escribió; todos, si no se mira quién."""
    if autor is None or not titulos:
        return titulos
    registros = frozenset().union(*titulos.values())
    consulta = select(Documento.identificador).where(
        Documento.identificador.in_(registros), visible_para(autor)
    )
    vistos = frozenset(sesion.scalars(consulta))
    return {titulo: suyos & vistos for titulo, suyos in titulos.items() if suyos & vistos}


def con_su_titulo(sesion: Session, texto: str, suyas: frozenset[str]) -> frozenset[str]:
    """Los registros de los documentos cerrados, que sí ve quien escribe, cuyo título entero se dice.

    De los que él no ve no se mira: la respuesta se los diría. Ni el que también es título de uno público,
    como el nombre de una ley, ni lo que sólo falta publicar. Tres consultas a lo sumo.
    """
    suyos = frozenset().union(*titulos_cerrados(sesion, [texto], frozenset({PUBLICO})).values())
    if not suyos:
        return suyos
    consulta = select(Documento.identificador).where(Documento.identificador.in_(suyos), visible_para(suyas))
    return frozenset(sesion.scalars(consulta))


def que_no_ven_todos(sesion: Session, documento: Documento, texto: str, suyas: frozenset[str]) -> list[str]:
    """Los registros que nombra un texto, o su título entero, y que no ve todo el que ve ese documento.

    `suyas` son las marcas de quien lo escribe (`con_su_titulo`).
    """
    dichos = nombrados(texto) | con_su_titulo(sesion, texto, suyas)
    return ajenos(sesion, {documento.id: dichos})[documento.id]
