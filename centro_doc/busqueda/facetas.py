"""Las facetas con sus nombres: de lo que cuenta el índice a lo que se muestra para elegir."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.busqueda.formularios import Peticion
from centro_doc.busqueda.vigencia import Vigencia, vigencia
from centro_doc.catalogo.acceso import AMPLIAS
from centro_doc.catalogo.tipos import JURISDICCIONES, PAIS, nombre_de_tipo
from centro_doc.comun.fechas import fecha_larga
from centro_doc.directorio.modelos import Institucion
from centro_doc.plan.modelos import ClaseNodo, Nodo, PeriodoPlan
from indexador.consulta import Cuenta

A_LA_VISTA = 6
"""Valores de una faceta que no se pliegan."""
LARGOS_A_LA_VISTA = 4
"""Los que no se pliegan si sus nombres son largos."""
LARGO = 45
"""Caracteres de un nombre que se muestran."""
BARRAS = 60
"""Barras del histograma; si hay más años, cada barra junta varios."""
_ANCHOS = (1, 2, 5, 10, 20, 50, 100, 1000)
"""Años que puede juntar una barra."""
SIN_VALOR: Mapping[str, str] = {"tipo": "Sin tipo", "anio": "Sin fecha", "tema": "Sin tema"}
"""Cómo se llama a los que no tienen el dato por el que se agrupa."""
NOMBRES_ACCESO: Mapping[str, str] = {
    "publica_oficio": "Pública de oficio",
    "publica": "Pública",
    "interna": "Interna",
    "reservada": "Reservada",
    "confidencial": "Confidencial",
}


@dataclass(frozen=True, slots=True)
class Opcion:
    """Un valor de una faceta con su nombre, cuántos documentos suma y si está elegido."""

    valor: str
    nombre: str
    documentos: int
    elegida: bool

    @property
    def corto(self) -> str:
        """El nombre cortado en una palabra, si es largo."""
        return self.nombre if len(self.nombre) <= LARGO else _cortar(self.nombre)


@dataclass(frozen=True, slots=True)
class Faceta:
    """Un grupo de opciones; `nombre` es el del parámetro de la dirección."""

    nombre: str
    titulo: str
    opciones: tuple[Opcion, ...]

    @property
    def visibles(self) -> Sequence[Opcion]:
        """Las primeras, más las elegidas que quedarían plegadas."""
        return [o for i, o in enumerate(self.opciones) if i < self._tope or o.elegida]

    @property
    def plegadas(self) -> Sequence[Opcion]:
        """Las demás."""
        return [o for i, o in enumerate(self.opciones) if i >= self._tope and not o.elegida]

    @property
    def _tope(self) -> int:
        largas = any(len(opcion.nombre) > LARGO for opcion in self.opciones)
        return LARGOS_A_LA_VISTA if largas else A_LA_VISTA


@dataclass(frozen=True, slots=True)
class Anio:
    """Los documentos de un año."""

    anio: int
    documentos: int
    elegido: bool


@dataclass(frozen=True, slots=True)
class Barra:
    """Una barra del histograma: uno o varios años seguidos."""

    desde: int
    hasta: int
    documentos: int
    elegida: bool

    @property
    def nombre(self) -> str:
        """«2009», o «2005 a 2009»."""
        return str(self.desde) if self.desde == self.hasta else f"{self.desde} a {self.hasta}"


@dataclass(frozen=True, slots=True)
class FiltroActivo:
    """Un filtro puesto: cómo se llama y qué parámetro (y valor) hay que quitar."""

    nombre: str
    parametro: str
    valor: str


@dataclass(frozen=True, slots=True)
class Facetas:
    """Todo lo del panel de filtros."""

    listas: tuple[Faceta, ...]
    anios: tuple[Anio, ...]
    activos: tuple[FiltroActivo, ...]
    vigencia: Vigencia | None = None

    @property
    def maximo(self) -> int:
        """La barra más alta; al menos uno."""
        return max((barra.documentos for barra in self.barras), default=1) or 1

    def nombres(self, de: str) -> Mapping[str, str]:
        """Cómo se llama cada valor de una faceta, y el vacío: lo de quien no tiene ninguno."""
        opciones = (opcion for faceta in self.listas if faceta.nombre == de for opcion in faceta.opciones)
        return {opcion.valor: opcion.nombre for opcion in opciones} | {"": SIN_VALOR.get(de, "")}

    @property
    def barras(self) -> tuple[Barra, ...]:
        """El histograma, de la más vieja a la más nueva, sin saltos y con a lo sumo `BARRAS`."""
        if not self.anios:
            return ()
        primero, ultimo = self.anios[0].anio, self.anios[-1].anio
        ancho = next(a for a in _ANCHOS if ultimo // a - primero // a < BARRAS)
        return tuple(
            Barra(
                suyos[0].anio, suyos[-1].anio, sum(a.documentos for a in suyos), any(a.elegido for a in suyos)
            )
            for _, grupo in groupby(self.anios, lambda anio: anio.anio // ancho)
            if (suyos := list(grupo))
        )


def facetas(
    sesion: Session, cuentas: Mapping[str, tuple[Cuenta, ...]], peticion: Peticion, temas: Sequence[Tema]
) -> Facetas:
    """Les pone nombre a las cuentas del índice; `temas` son los de la agenda. Dos consultas.

    El acceso sólo se ofrece a quien tiene a la vista algo que no es público, y el país, si hay algo de otro
    que Guatemala; de lo del plan se ofrecen las actividades, no las acciones y objetivos a que suben.
    """
    filtros = peticion.filtros
    elegidos = {
        "tipo": filtros.tipos,
        "tema": filtros.temas,
        "actividad": filtros.actividades,
        "institucion": filtros.instituciones,
        "acceso": filtros.accesos,
        "pais": filtros.paises,
    }
    de_temas = {tema.codigo: f"{tema.codigo} {tema.nombre}" for tema in temas}
    nodos = _nodos(sesion, [c.valor for c in cuentas.get("actividad", ())], filtros.actividades)
    nombres = {
        "tipo": _Nombres(
            "Tipo de documento", {v: nombre_de_tipo(v) for v in _valores(cuentas, elegidos, "tipo")}
        ),
        "tema": _Nombres("Tema de agenda", de_temas),
        "actividad": _Nombres("Actividad del plan", nodos),
        "institucion": _Nombres(
            "Institución", _instituciones(sesion, _valores(cuentas, elegidos, "institucion"))
        ),
        "acceso": _Nombres("Acceso", NOMBRES_ACCESO),
        "pais": _Nombres("País", JURISDICCIONES),
    }
    listas = tuple(
        faceta
        for clave, suyos in nombres.items()
        if (faceta := _faceta(clave, suyos, cuentas.get(clave, ()), elegidos[clave])).opciones
        and (clave != "acceso" or _hay_no_publico(faceta))
        and (clave != "pais" or _hay_ajeno(faceta))
    )
    return Facetas(
        listas,
        _anios(cuentas.get("anio", ()), peticion),
        _activos(elegidos, nombres, peticion),
        vigencia(peticion.vigente, cuentas.get("vigencia", ())),
    )


@dataclass(frozen=True, slots=True)
class _Nombres:
    titulo: str
    de: Mapping[str, str]


def _cortar(nombre: str) -> str:
    return nombre[:LARGO].rsplit(" ", 1)[0].rstrip(".,;: ") + "…"


def _valores(
    cuentas: Mapping[str, tuple[Cuenta, ...]], elegidos: Mapping[str, tuple[str, ...]], clave: str
) -> list[str]:
    return [*(c.valor for c in cuentas.get(clave, ())), *elegidos[clave]]


def _nodos(sesion: Session, contados: Iterable[str], elegidos: Iterable[str]) -> dict[str, str]:
    """Nombres de las actividades contadas y de cualquier nodo elegido."""
    fijos = frozenset(elegidos)
    filas = sesion.execute(
        select(Nodo.codigo, Nodo.texto, Nodo.clase)
        .join(PeriodoPlan, PeriodoPlan.id == Nodo.periodo_id)
        .where(PeriodoPlan.activo, Nodo.codigo.in_([*contados, *fijos]))
    )
    return {
        codigo: f"{codigo} {texto}"
        for codigo, texto, clase in filas
        if clase == ClaseNodo.ACTIVIDAD or codigo in fijos
    }


def _instituciones(sesion: Session, claves: Iterable[str]) -> dict[str, str]:
    filas = sesion.execute(
        select(Institucion.clave, Institucion.nombre).where(Institucion.clave.in_(list(claves)))
    )
    return {fila[0]: fila[1] for fila in filas}


def _faceta(clave: str, nombres: _Nombres, cuentas: Iterable[Cuenta], elegidos: tuple[str, ...]) -> Faceta:
    contados = {cuenta.valor: cuenta.documentos for cuenta in cuentas}
    presentes = [*contados, *(valor for valor in elegidos if valor not in contados)]
    opciones = tuple(
        Opcion(valor, nombres.de.get(valor, valor), contados.get(valor, 0), valor in elegidos)
        for valor in presentes
        if valor and (valor in nombres.de or valor in elegidos)
    )
    return Faceta(clave, nombres.titulo, opciones)


def _hay_no_publico(faceta: Faceta) -> bool:
    return any(opcion.valor not in AMPLIAS for opcion in faceta.opciones)


def _hay_ajeno(faceta: Faceta) -> bool:
    return any(opcion.valor != PAIS for opcion in faceta.opciones)


def _anios(cuentas: Iterable[Cuenta], peticion: Peticion) -> tuple[Anio, ...]:
    """Los años del primero al último, sin saltos."""
    contados = {int(cuenta.valor): cuenta.documentos for cuenta in cuentas}
    if not contados:
        return ()
    primero, ultimo = min(contados), max(contados)
    desde = peticion.filtros.desde.year if peticion.filtros.desde else None
    hasta = peticion.filtros.hasta.year if peticion.filtros.hasta else None

    def elegido(anio: int) -> bool:
        return (desde or hasta) is not None and (desde or anio) <= anio <= (hasta or anio)

    return tuple(Anio(a, contados.get(a, 0), elegido(a)) for a in range(primero, ultimo + 1))


def _activos(
    elegidos: Mapping[str, tuple[str, ...]], nombres: Mapping[str, _Nombres], peticion: Peticion
) -> tuple[FiltroActivo, ...]:
    rotulos = {
        "tipo": "Tipo",
        "tema": "Tema",
        "actividad": "Plan",
        "institucion": "Institución",
        "acceso": "Acceso",
        "pais": "País",
    }
    activos = [
        FiltroActivo(f"{rotulos[clave]}: {nombres[clave].de.get(valor, valor)}", clave, valor)
        for clave, valores in elegidos.items()
        for valor in valores
    ]
    if peticion.desde or peticion.hasta:
        activos.append(FiltroActivo(f"Año: {_intervalo(peticion.desde, peticion.hasta)}", "desde", ""))
    if peticion.vigente is not None:
        activos.append(FiltroActivo(f"Vigente al {fecha_larga(peticion.vigente)}", "vigente", ""))
    return tuple(activos)


def _intervalo(desde: str, hasta: str) -> str:
    if desde and hasta:
        return desde if desde == hasta else f"{desde} a {hasta}"
    return f"desde {desde}" if desde else f"hasta {hasta}"
