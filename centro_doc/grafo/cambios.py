"""Lo que otras normas hicieron con un artículo: lo que consta en el catálogo y lo que dicen sus textos.

Lo que el programa leyó en un texto y nadie ha confirmado no es un hecho: se enseña como lectura. Lo mismo lo
que el catálogo marca como dudoso. Si consta que una norma derogó parte de otra, lo que deroga en su texto es
esa parte.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.grafo.acceso import cuentan
from centro_doc.grafo.citantes import Articulo, citan_a
from centro_doc.grafo.modelos import CitaGuardada, EstadoDeCita, LecturaJuridica, ObjetivoDeCita
from centro_doc.grafo.palabras import CAMBIAN, articulo_de_direccion
from centro_doc.grafo.reservas import con_reserva, reservas
from centro_doc.normas.hechos import SIN_VIGENCIA, Guardado
from centro_doc.normas.modelos import ClaseDeRelacion, RelacionDeNormas
from centro_doc.normas.otras import Otra, OtrasNormas
from centro_doc.normas.partes import articulo_en_prosa
from centro_doc.normas.vigencia import Hecho, peor
from centro_doc.normas.vigor import Vigor
from indexador.juridico.ordenes import CON_CONDICION
from indexador.juridico.reservas import SIN_RESERVA, Reserva

MAXIMO = 24
"""Cambios leídos en textos que se miran."""
ROTULOS: Mapping[str, str] = {
    ClaseDeRelacion.REFORMA: "Reformado por",
    ClaseDeRelacion.ADICIONA: "Adicionado por",
    ClaseDeRelacion.DEROGA: "Derogado por",
    ClaseDeRelacion.SUSTITUYE: "Sustituido por",
}
_ABARCA = "Dice «del {} al {}» y no lo nombra: no consta que lo incluya."
REVISADAS = frozenset({EstadoDeCita.CONFIRMADA, EstadoDeCita.CORREGIDA})
"""Las citas que una persona dio por ciertas."""


@dataclass(frozen=True, slots=True)
class Cambio:
    """Un cambio de un artículo. `desde` es el primer día en que ya obraba, si consta; `cuando` lo dice.

    `pudo` es el primer día en que pudo empezar a obrar: otro, si no consta el día.

    `firme`: consta en el catálogo sin ser dudoso, o alguien confirmó la lectura. `dispone` es el artículo de
    la otra norma que lo ordena; `documento`, `pagina` y `ancla`, dónde lo dice, si se ve.
    """

    clase: str
    otra: Otra
    dispone: str
    en_parte: bool
    pudo: date | None
    desde: date | None
    cuando: str
    marca: str
    firme: bool
    documento: Documento | None
    pagina: int | None = None
    ancla: str = ""
    nota: str = ""
    abarca: bool = False
    """Sólo se lee en un rango que lo abarca sin nombrarlo."""

    @property
    def rotulo(self) -> str:
        """«Reformado por»; «Derogado en parte por»."""
        if self.en_parte and self.clase == ClaseDeRelacion.DEROGA:
            return "Derogado en parte por"
        return ROTULOS[self.clase]

    @property
    def deroga(self) -> bool:
        """¿Deroga el artículo entero?"""
        return self.clase == ClaseDeRelacion.DEROGA and not self.en_parte


@dataclass(frozen=True, slots=True)
class _Leido:
    """Una cita que cambia el artículo, en el texto de la norma que lo dispone."""

    clave: str
    objetivo: ObjetivoDeCita
    cita: CitaGuardada
    reserva: Reserva = SIN_RESERVA
    duda: bool = False
    """Es un bis, y la orden sólo nombra los dos extremos que lo abarcan."""

    @property
    def en_parte(self) -> bool:
        """¿Cambia sólo una parte del artículo?"""
        return bool(self.objetivo.subdivision) or self.reserva.en_parte

    @property
    def nota(self) -> str:
        """Por qué no se da por hecho."""
        if self.duda:
            desde, hasta = (articulo_en_prosa(n) for n in (self.objetivo.articulo, self.objetivo.hasta))
            return _ABARCA.format(desde, hasta)
        return CON_CONDICION if self.reserva.dudosa else ""


@dataclass(frozen=True, slots=True)
class Cambios:
    """Los de un artículo, del más antiguo al más nuevo, y lo que prueba el hecho por el que se preguntó."""

    todos: tuple[Cambio, ...]
    prueba: Otra | None = None
    documento: Documento | None = None


def cambios_de_articulo(
    sesion: Session,
    clave: str,
    guardado: Guardado | None,
    cual: Articulo,
    marcas: frozenset[str],
    *,
    hecho: Hecho | None = None,
) -> Cambios:
    """Los que constan y los leídos en textos que el lector ve; `hecho`, el que hay que probar además.

    Sin `guardado`, la norma no está en el catálogo. Lo que propone una iniciativa no es un cambio. Cinco
    consultas.
    """
    direccion = articulo_de_direccion(cual.numero, cual.serie)
    constan = [
        una
        for una in (guardado.recibe if guardado is not None else ())
        if una.articulo_destino == direccion and una.clase in ROTULOS and not _es_proyecto(una.origen)
    ]
    leidos = _leidos(sesion, clave, cual, marcas)
    claves = {una.origen for una in constan} | {uno.clave for uno in leidos}
    ids = {una.documento_id for una in constan} | {uno.objetivo.documento_id for uno in leidos}
    if hecho is not None:
        claves, ids = claves | ({hecho.norma} - {""}), ids | {hecho.documento}
    if not claves:
        return Cambios(())
    otras, documentos = OtrasNormas(sesion, claves, marcas), _documentos(sesion, ids, marcas)
    juntos = _Armador(otras, documentos, derogan_en_parte(guardado)).juntar(constan, leidos)
    return Cambios(
        tuple(sorted(juntos, key=lambda uno: (uno.desde or date.max, uno.otra.clave))),
        otras.otra(hecho.norma) if hecho is not None and hecho.norma else None,
        documentos.get(hecho.documento or 0) if hecho is not None else None,
    )


class _Armador:
    """Une lo que consta de una norma con lo que se lee en su texto sobre el mismo cambio."""

    def __init__(
        self, otras: OtrasNormas, documentos: Mapping[int, Documento], derogan: Collection[str]
    ) -> None:
        self._otras, self._documentos, self._derogan = otras, documentos, derogan

    def juntar(self, constan: Iterable[RelacionDeNormas], leidos: Iterable[_Leido]) -> list[Cambio]:
        por_norma: dict[tuple[str, str], _Leido] = {}
        for uno in leidos:
            por_norma.setdefault((uno.clave, uno.objetivo.relacion), uno)
        cambios = [self._que_consta(una, por_norma.pop((una.origen, una.clase), None)) for una in constan]
        return cambios + [self._leido(uno) for uno in por_norma.values()]

    def _que_consta(self, fila: RelacionDeNormas, leido: _Leido | None) -> Cambio:
        rige = self._rige(fila.origen, fila)
        dispone = articulo_en_prosa(fila.articulo_origen) if fila.articulo_origen else ""
        suyo = self._documentos.get(fila.documento_id or 0)
        del_texto = self._documentos.get(leido.objetivo.documento_id) if leido is not None else None
        if suyo is None and leido is not None and del_texto is not None:
            suyo, pagina, ancla = del_texto, leido.cita.pagina, leido.cita.ancla
            dispone = dispone or _del_lugar(leido.cita.lugar)
        else:
            pagina, ancla = None, ""
        return Cambio(
            clase=fila.clase,
            otra=self._otras.otra(fila.origen),
            dispone=dispone,
            en_parte=fila.parcial,
            pudo=rige.desde,
            desde=rige.seguro,
            cuando=rige.dicho,
            marca=peor(fila.marca, rige.marca),
            firme=fila.marca != "D",
            documento=suyo,
            pagina=pagina,
            ancla=ancla,
            nota=fila.nota,
        )

    def _leido(self, uno: _Leido) -> Cambio:
        rige = con_reserva(self._rige(uno.clave, None), uno.reserva)
        revisada = uno.cita.estado in REVISADAS or self._consta_que_deroga(uno)
        return Cambio(
            clase=uno.objetivo.relacion,
            otra=self._otras.otra(uno.clave),
            dispone=_del_lugar(uno.cita.lugar),
            en_parte=uno.en_parte,
            pudo=rige.desde,
            desde=rige.seguro,
            cuando=rige.dicho,
            marca=rige.marca,
            firme=revisada and not uno.nota,
            documento=self._documentos.get(uno.objetivo.documento_id),
            pagina=uno.cita.pagina,
            ancla=uno.cita.ancla,
            nota=uno.nota,
            abarca=uno.duda,
        )

    def _consta_que_deroga(self, uno: _Leido) -> bool:
        return uno.objetivo.relacion == ClaseDeRelacion.DEROGA and uno.clave in self._derogan

    def _rige(self, clave: str, fila: RelacionDeNormas | None) -> Vigor:
        """Desde cuándo obra: lo que dice la relación o, sin ello, desde que rige la otra norma."""
        if fila is not None and fila.fecha is not None:
            return Vigor(fila.fecha, fila.precision, fila.marca)
        return self._otras.rige(clave)


def derogan_en_parte(guardado: Guardado | None) -> frozenset[str]:
    """Las normas de que consta que derogaron una parte de ésta, sin decir qué artículos."""
    return frozenset(
        una.origen
        for una in (guardado.recibe if guardado is not None else ())
        if una.clase == ClaseDeRelacion.DEROGA
        and una.parcial
        and not una.articulo_destino
        and una.marca != "D"
    )


def _leidos(sesion: Session, clave: str, cual: Articulo, marcas: frozenset[str]) -> Sequence[_Leido]:
    filas = sesion.execute(
        select(LecturaJuridica.clave, ObjetivoDeCita, CitaGuardada)
        .join(ObjetivoDeCita, ObjetivoDeCita.documento_id == LecturaJuridica.documento_id)
        .join(CitaGuardada, CitaGuardada.id == ObjetivoDeCita.cita_id)
        .where(
            citan_a(clave, cual),
            ObjetivoDeCita.relacion.in_(CAMBIAN),
            LecturaJuridica.clave.not_in(["", clave]),
            cuentan(ObjetivoDeCita.documento_id, marcas),
        )
        .order_by(ObjetivoDeCita.subdivision != "", ObjetivoDeCita.id)
        .limit(MAXIMO)
    )
    suyas = [(clave_, uno, cita) for clave_, uno, cita in filas if not _es_proyecto(clave_)]
    suyas.sort(key=lambda fila: no_lo_nombra(fila[1], cual))
    reservan = reservas(sesion, [(uno, cita) for _, uno, cita in suyas])
    return [
        _Leido(clave_, uno, cita, reservan.get(cita.id, SIN_RESERVA), no_lo_nombra(uno, cual))
        for clave_, uno, cita in suyas
    ]


def no_lo_nombra(uno: ObjetivoDeCita, cual: Articulo) -> bool:
    """¿Es un bis que el objetivo abarca en un rango, sin nombrarlo?"""
    return bool(uno.hasta) and cual.es_agregado and cual.numero not in {uno.articulo, uno.hasta}


def _documentos(
    sesion: Session, ids: Collection[int | None], marcas: frozenset[str]
) -> Mapping[int, Documento]:
    numeros = [uno for uno in ids if uno is not None]
    if not numeros:
        return {}
    filas = sesion.scalars(select(Documento).where(Documento.id.in_(numeros), visible_para(marcas)))
    return {documento.id: documento for documento in filas}


def _es_proyecto(clave: str) -> bool:
    return clave.partition("-")[0] in SIN_VIGENCIA


def _del_lugar(lugar: str) -> str:
    """«Artículo 8» → «8»; de un considerando o de lo que no es un artículo, nada."""
    palabra, _, numero = lugar.partition(" ")
    return numero if palabra == "Artículo" else ""
