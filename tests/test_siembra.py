"""El trabajador del producto, sin ayuda, deja publicado el primer documento."""

from conftest import RelojFijo
from sqlalchemy import select

from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.comun.bd import BaseDeDatos, lectura
from centro_doc.comun.consola import Consola
from centro_doc.taller import armar
from config import Config


def test_el_trabajador_siembra_el_plan_y_despues_lo_deja_en_paz(
    config: Config, de_fabrica: BaseDeDatos, reloj: RelojFijo
) -> None:
    trabajador = armar(Consola(config, de_fabrica, reloj))
    trabajador.rutinas()
    while trabajador.una_tarea():
        pass
    for _ in range(3):
        reloj.avanzar(seconds=3)
        trabajador.rutinas()
    with lectura(de_fabrica) as sesion:
        assert sesion.scalars(select(Documento.estado)).all() == [Estado.PUBLICADO]
