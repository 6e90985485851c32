"""El trámite de una iniciativa a una fecha: sus pasos en orden, los días en cada uno y el plazo que corre.

Cuenta lo que un documento prueba. Las fechas que constan sin documento aparecen entre los pasos, señaladas, y
no cambian el estado. Los plazos se cuentan en días corridos, sólo si están confirmados y desde una etapa
probada; nunca se declara vencido ninguno.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from centro_doc.agenda.etapas import Etapa, Plazo, TablaDeEtapas
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.normas.vigencia import fin_del_periodo


@dataclass(frozen=True, slots=True)
class Constancia:
    """Una fecha de una etapa: la prueba un documento, o sólo consta, con su marca y de dónde sale.

    `numero` es el de la etapa guardada; `principal`, el de la iniciativa a la que se acumula.
    """

    estado: str
    fecha: date
    precision: str
    marca: str = "V"
    nota: str = ""
    documento: Documento | None = None
    numero: int = 0
    principal: int | None = None

    @property
    def cuando(self) -> str:
        """La fecha hasta donde se conoce."""
        return fecha_con_precision(self.fecha, self.precision)

    @property
    def ultimo(self) -> date:
        """El último día en que pudo ser."""
        return fin_del_periodo(self.fecha, self.precision)


@dataclass(frozen=True, slots=True)
class Dias:
    """Cuántos días duró una etapa, entre `minimo` y `maximo`; `corre`, si sigue.

    `probados` dice si las dos fechas que la limitan tienen documento.
    """

    minimo: int
    maximo: int
    corre: bool
    probados: bool

    @property
    def dichos(self) -> str:
        """«1 día», «de 315 a 344 días»."""
        if self.minimo != self.maximo:
            return f"de {self.minimo:,} a {self.maximo:,} días"
        return "1 día" if self.maximo == 1 else f"{self.maximo:,} días"


@dataclass(frozen=True, slots=True)
class Cuenta:
    """Un plazo confirmado que corre: los días que van y el día en que la cuenta se completa."""

    van: int
    completa: date
    paso: bool
    """¿Quedó atrás ese día? No dice que el plazo venciera."""


@dataclass(frozen=True, slots=True)
class Paso:
    """Un paso de la línea de tiempo. Sin `constancias`, es uno que falta."""

    etapa: Etapa
    constancias: tuple[Constancia, ...] = ()
    otras: tuple[Constancia, ...] = ()
    """Fechas distintas de la probada, que constan sin documento."""
    actual: bool = False
    dias: Dias | None = None
    en_total: Dias | None = None
    """Si la etapa se repite, lo que suman todas sus veces."""
    cuenta: Cuenta | None = None

    @property
    def prueba(self) -> Constancia | None:
        """La constancia que tiene documento."""
        return next((una for una in self.constancias if una.documento is not None), None)

    @property
    def pendiente(self) -> bool:
        """¿Todavía no llega?"""
        return not self.constancias

    @property
    def plazo(self) -> Plazo | None:
        """El que corre desde esta etapa."""
        return self.etapa.plazo


@dataclass(frozen=True, slots=True)
class Tramite:
    """Los pasos en orden y, de ellos, el último probado y el último del que hay noticia."""

    pasos: tuple[Paso, ...] = ()
    actual: Paso | None = None
    ultimo: Paso | None = None
    total: Dias | None = None
    """Desde la primera noticia hasta el final o hasta la fecha."""
    faltan: tuple[Paso, ...] = field(default=())


def armar(constancias: Iterable[Constancia], tabla: TablaDeEtapas, *, fecha: date) -> Tramite:
    """El trámite a `fecha`: lo posterior a ella no cuenta."""
    hasta = [una for una in constancias if una.fecha <= fecha and una.estado in tabla.etapas]
    pasos = sorted(_pasos(hasta, tabla), key=lambda paso: (paso.constancias[0].fecha, paso.etapa.orden))
    if not pasos:
        return Tramite(faltan=_faltan(tabla, 0))
    lugar = max((n for n, paso in enumerate(pasos) if paso.prueba is not None), default=None)
    contados = _con_totales([_contado(pasos, n, fecha) for n in range(len(pasos))])
    if lugar is not None:
        contados[lugar] = replace(contados[lugar], actual=True, cuenta=_cuenta(pasos, lugar, fecha))
    ultimo = contados[-1]
    alcanzado = max(paso.etapa.orden for paso in contados)
    acabo = any(paso.etapa.fin for paso in contados)
    return Tramite(
        pasos=tuple(contados),
        actual=contados[lugar] if lugar is not None else None,
        ultimo=ultimo,
        total=_total(contados, fecha),
        faltan=() if acabo else _faltan(tabla, alcanzado),
    )


def _pasos(constancias: Sequence[Constancia], tabla: TablaDeEtapas) -> list[Paso]:
    """Uno por etapa probada, y uno por cada etapa de la que sólo constan fechas."""
    probadas = [una for una in constancias if una.documento is not None]
    por_orden: dict[int, list[Constancia]] = {}
    for una in constancias:
        if una.documento is None:
            por_orden.setdefault(tabla.etapas[una.estado].orden, []).append(una)
    pasos: list[Paso] = []
    for una in sorted(probadas, key=lambda una: una.fecha):
        etapa = tabla.etapas[una.estado]
        dichas = por_orden.pop(etapa.orden, [])
        distintas = tuple(d for d in dichas if not (d.fecha <= una.fecha <= d.ultimo))
        pasos.append(Paso(etapa, (una,), distintas))
    for dichas in por_orden.values():
        ordenadas = tuple(sorted(dichas, key=lambda una: una.fecha))
        pasos.append(Paso(tabla.etapas[dichas[0].estado], ordenadas))
    return pasos


def _contado(pasos: Sequence[Paso], n: int, fecha: date) -> Paso:
    """El paso con sus días: hasta el siguiente o, si es el último y no acaba ahí, hasta `fecha`."""
    paso = pasos[n]
    if n + 1 < len(pasos):
        siguiente = pasos[n + 1]
        return replace(
            paso, dias=_entre(paso, *_limites(siguiente), siguiente.prueba is not None, corre=False)
        )
    if paso.etapa.fin:
        return paso
    return replace(paso, dias=_entre(paso, fecha, fecha, True, corre=True))


def _entre(paso: Paso, primero: date, ultimo: date, probado: bool, *, corre: bool) -> Dias:
    desde, hasta = _limites(paso)
    minimo, maximo = (primero - hasta).days, (ultimo - desde).days
    return Dias(max(minimo, 0), max(maximo, 0), corre, probado and paso.prueba is not None)


def _limites(paso: Paso) -> tuple[date, date]:
    """El primero y el último día en que pudo empezar."""
    return min(una.fecha for una in paso.constancias), max(una.ultimo for una in paso.constancias)


def _con_totales(pasos: Sequence[Paso]) -> list[Paso]:
    veces: dict[str, list[Dias]] = {}
    for paso in pasos:
        if paso.dias is not None:
            veces.setdefault(paso.etapa.clave, []).append(paso.dias)
    return [
        replace(paso, en_total=sumar(suyos)) if len(suyos := veces.get(paso.etapa.clave, [])) > 1 else paso
        for paso in pasos
    ]


def sumar(dias: Sequence[Dias]) -> Dias:
    """Los de varias veces, juntos."""
    return Dias(
        sum(uno.minimo for uno in dias),
        sum(uno.maximo for uno in dias),
        any(uno.corre for uno in dias),
        all(uno.probados for uno in dias),
    )


def _total(pasos: Sequence[Paso], fecha: date) -> Dias | None:
    primero, ultimo = pasos[0], pasos[-1]
    if not ultimo.etapa.fin:
        return _entre(primero, fecha, fecha, True, corre=True)
    if len(pasos) == 1:
        return None
    return _entre(primero, *_limites(ultimo), ultimo.prueba is not None, corre=False)


def _cuenta(pasos: Sequence[Paso], lugar: int, fecha: date) -> Cuenta | None:
    """Sólo de la última etapa, probada con su día, y de un plazo confirmado."""
    paso = pasos[lugar]
    prueba, plazo = paso.prueba, paso.plazo
    if lugar + 1 < len(pasos) or plazo is None or not plazo.se_cuenta or prueba is None:
        return None
    if prueba.precision != "dia":
        return None
    completa = prueba.fecha + timedelta(days=plazo.dias)
    return Cuenta((fecha - prueba.fecha).days, completa, completa < fecha)


def _faltan(tabla: TablaDeEtapas, alcanzado: int) -> tuple[Paso, ...]:
    del_camino = [una for una in tabla.etapas.values() if una.camino and una.orden > alcanzado]
    return tuple(Paso(una) for una in del_camino)
