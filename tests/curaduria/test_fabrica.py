from sqlalchemy import func, select

from centro_doc.agenda.modelos import Tema
from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.curaduria.fabrica import cargar_datos_de_fabrica
from centro_doc.directorio.modelos import Institucion
from centro_doc.plan.modelos import Nodo
from centro_doc.tesauro.lectura import leer
from centro_doc.tesauro.modelos import GrupoTesauro


def test_los_datos_de_fabrica_se_cargan_una_vez(bd: BaseDeDatos, reloj: Reloj) -> None:
    for esperado in (True, False):
        with transaccion(bd) as sesion:
            assert cargar_datos_de_fabrica(sesion, SISTEMA, reloj=reloj) is esperado
    with lectura(bd) as sesion:
        cuentas = [
            sesion.scalar(select(func.count()).select_from(t))
            for t in (Nodo, Tema, Institucion, GrupoTesauro, Asiento)
        ]
        assert cuentas == [92, 5, 92, len(leer()), 6]


def test_toda_institucion_nombra_lugares_que_el_plan_tiene(bd: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(bd) as sesion:
        cargar_datos_de_fabrica(sesion, SISTEMA, reloj=reloj)
    with lectura(bd) as sesion:
        lugares = frozenset(sesion.scalars(select(Nodo.codigo))) | {"titulo", "mision", "temporalidad"}
        for una in sesion.scalars(select(Institucion)):
            assert set(una.nodos_plan) <= lugares, una.clave
