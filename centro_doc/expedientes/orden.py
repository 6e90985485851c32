"""En qué orden van las piezas dentro de cada sección: por regla, o a mano."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from centro_doc.catalogo.tipos import tipos
from centro_doc.expedientes.contenido import Pieza
from centro_doc.expedientes.modelos import Ajuste

FECHA, RECIENTES, TIPO, REGISTRO, A_MANO = "fecha", "recientes", "tipo", "registro", "mano"
REGLAS: Mapping[str, str] = {
    FECHA: "Por fecha, de la más antigua a la más reciente",
    RECIENTES: "Por fecha, de la más reciente a la más antigua",
    TIPO: "Por tipo de documento y fecha",
    REGISTRO: "Por número de registro",
    A_MANO: "A mano",
}
_SIN_FECHA, _AL_FINAL = "9999", 10**9


def regla_de(sesion: Session, *claves: str) -> str:
    """La de un expediente o, si nadie la eligió, la del siguiente; a falta de todas, por fecha."""
    ajustes = (sesion.get(Ajuste, clave) for clave in claves)
    return next((uno.orden for uno in ajustes if uno is not None and uno.orden in REGLAS), FECHA)


def ordenar(piezas: Sequence[Pieza], regla: str, lugares: Mapping[int, int | None]) -> tuple[Pieza, ...]:
    """Por sección y, dentro de ella, por la regla. Lo que llegó después de ordenar a mano va al final.

    Los empates van por registro; lo que no tiene fecha, al final.
    """
    de_tipo = {clave: turno for turno, clave in enumerate(tipos().tipos)}
    por_registro = sorted(piezas, key=lambda una: una.identificador)

    def por_fecha(una: Pieza) -> str:
        return una.fecha or _SIN_FECHA

    if regla == RECIENTES:
        por_registro.sort(key=lambda una: una.fecha, reverse=True)
    elif regla == TIPO:
        por_registro.sort(key=lambda una: (de_tipo.get(una.tipo, len(de_tipo)), por_fecha(una)))
    elif regla != REGISTRO:
        por_registro.sort(key=por_fecha)
    if regla == A_MANO:
        por_registro.sort(key=lambda una: _puesto(lugares.get(una.documento_id)))
    return tuple(sorted(por_registro, key=lambda una: una.seccion))


def _puesto(lugar: int | None) -> int:
    return _AL_FINAL if lugar is None else lugar
