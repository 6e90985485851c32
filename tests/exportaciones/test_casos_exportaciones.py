"""Lo que pasa con una copia que falla, se pierde o se retira mientras se hace."""

import pytest
from fabrica import sembrar_documento, sembrar_vinculo
from sqlalchemy import select

from almacen.local import Guardado
from centro_doc.agenda.modelos import Iniciativa
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.encuadernacion.conversion import Convertido
from centro_doc.expedientes.congelar import congelar
from centro_doc.exportaciones import casos
from centro_doc.exportaciones.casos import Opcion
from centro_doc.exportaciones.modelos import Conversion, Exportacion
from centro_doc.tareas.modelos import Tarea

HECHA = Guardado("a" * 64, 10)


def test_la_que_falla_se_pide_otra_vez_y_la_perdida_se_rehace(de_fabrica: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "Ley"), "AG2", motivo="Trata de él")
        congelado = congelar(sesion, SISTEMA, "AG2", "publica", "Reunión", reloj=reloj)

        def pedir(*, rehacer: bool = False) -> Exportacion:
            return casos.pedir(sesion, SISTEMA, congelado, Opcion("zip"), reloj=reloj, rehacer=rehacer)

        una = pedir()
        primera = una.tarea_id
        casos.fallar(sesion, una.id)
        assert una.falla and pedir().tarea_id == primera and not una.falla
        casos.guardar(sesion, una.id, HECHA, reloj=reloj)
        assert (pedir().sha256, una.tamano) == (HECHA.sha256, 10)
        sesion.get_one(Tarea, primera).terminada = reloj.ahora()
        assert pedir(rehacer=True).tarea_id != primera and not una.sha256
        assert casos.caducar(sesion, reloj=reloj) == 0
        vieja, congelado.nota = una.clave, "Otra nota"
        nueva = pedir().clave
        assert sesion.scalars(select(Exportacion.clave)).all() == [nueva] != [vieja]
        congelado.nota = "Y otra más"
        assert casos.caducar(sesion, reloj=reloj) == 1


def test_lo_que_se_retira_mientras_se_hace_no_vuelve(de_fabrica: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "Ley"), "AG2", motivo="Trata de él")
        congelado = congelar(sesion, SISTEMA, "AG2", "publica", "Reunión", reloj=reloj)
        numero = casos.pedir(sesion, SISTEMA, congelado, Opcion("pdf"), reloj=reloj).id
        casos.retirar(sesion, numero)
        sesion.flush()
        casos.retirar(sesion, numero)
        casos.fallar(sesion, numero)
        casos.guardar(sesion, numero, HECHA, reloj=reloj)
        assert sesion.scalars(select(Exportacion)).all() == []


def test_una_iniciativa_que_se_reserva_se_lleva_sus_copias_y_no_estorba_a_las_demas(
    de_fabrica: BaseDeDatos, reloj: Reloj
) -> None:
    with transaccion(de_fabrica) as sesion:
        ley = sembrar_documento(sesion, 1, "Ley")
        sembrar_vinculo(sesion, ley, "AG2", motivo="Trata de él")
        texto = sembrar_documento(sesion, 2, "Iniciativa", tipo="iniciativa", numero="6001")
        sesion.add(Iniciativa(numero=6001, nombre="Que reforma la ley", documento_id=2))
        sesion.flush()
        reservada, abierta = (
            congelar(sesion, SISTEMA, clave, "publica", "Reunión", reloj=reloj)
            for clave in ("iniciativa:6001", "AG2")
        )
        suya = casos.pedir(sesion, SISTEMA, reservada, Opcion("zip"), reloj=reloj).id
        otra = casos.pedir(sesion, SISTEMA, abierta, Opcion("zip"), reloj=reloj).id
        texto.acceso, texto.marcas = "reservada", []
        sesion.flush()
        abierta.nota = "Otra nota"
        assert casos.caducar(sesion, reloj=reloj) == 2, "también la que ya no saldría igual"
        sesion.flush()
        assert [sesion.get(Exportacion, numero) for numero in (suya, otra)] == [None, None]


def test_una_conversion_se_guarda_una_vez_y_una_forma_que_no_hay_no_existe(
    bd: BaseDeDatos, reloj: Reloj
) -> None:
    with transaccion(bd) as sesion:
        casos.guardar_conversion(sesion, "k", HECHA, Convertido((1, 2)), reloj=reloj)
        casos.guardar_conversion(sesion, "k", None, "No se pudo.", reloj=reloj)
        casos.guardar_conversion(sesion, "mal", None, "No se pudo.", reloj=reloj)
        assert sesion.get_one(Conversion, "k").mapa == [1, 2]
        assert sesion.get_one(Conversion, "mal").falla == "No se pudo."
    with pytest.raises(NoEncontrado):
        Opcion("docx", True)
    with pytest.raises(NoEncontrado):
        casos.opcion_de("epub")
