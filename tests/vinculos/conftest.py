"""Un documento de tres páginas, el plan sembrado y una persona que vincula."""

from collections.abc import Callable, Iterator

import pytest
from fabrica import sembrar_documento, sembrar_plan
from sqlalchemy.orm import Session

from centro_doc.comun.bd import BaseDeDatos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor
from centro_doc.vinculos import casos
from centro_doc.vinculos.formularios import Cita, DatosVinculo
from centro_doc.vinculos.modelos import Vinculo

PAGINAS = (
    "Un plan nacional de re-\ntorno con reinserción laboral.",
    "El listado de cinco perso-",
    "nas elegidas.",
)


@pytest.fixture
def ana(crear: Callable[..., Actor]) -> Actor:
    return crear("ana@centro.gt", "personal")


@pytest.fixture
def sesion(bd: BaseDeDatos, ana: Actor) -> Iterator[Session]:
    with bd.sesion() as abierta:
        abierta.connection(execution_options={"escribe": True})
        sembrar_plan(abierta)
        sembrar_documento(abierta, 1, "Ley del CONAMIGUA", PAGINAS)
        abierta.flush()
        yield abierta


@pytest.fixture
def vincular(ana: Actor, sesion: Session, reloj: Reloj) -> Callable[..., Vinculo]:
    def _vincular(
        destino: str, cita: Cita | None = None, motivo: str = "", relacion: str = "sustenta"
    ) -> Vinculo:
        datos = DatosVinculo(destino, relacion, cita, motivo)
        return casos.vincular(sesion, ana, "CD-00001", datos, reloj=reloj)

    return _vincular
