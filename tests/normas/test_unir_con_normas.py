"""Al unir dos fichas, lo que las normas decían de la unida pasa a la que queda, y vuelve al deshacer."""

from datetime import date

from fabrica import sembrar_documento
from sqlalchemy import select

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.curaduria import mudanza_normas
from centro_doc.normas import cambios
from centro_doc.normas.modelos import EstadoDeNorma, EstadoDeUnion, TextoDeNorma
from centro_doc.normas.partes import DatosEstado

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")


def test_los_textos_y_las_pruebas_se_mudan_y_vuelven(de_fabrica: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(de_fabrica) as sesion:
        queda, unido = (sembrar_documento(sesion, numero, f"Ley {numero}") for numero in (1, 2))
        for clave, identificador in (("CPRG", "CD-00001"), ("CPRG", "CD-00002"), ("DC-46-2007", "CD-00002")):
            cambios.decidir_texto(
                sesion, ANA, clave, identificador, estado=EstadoDeUnion.CONFIRMADO, reloj=reloj
            )
        vigente = DatosEstado("vigente", date(2008, 1, 1), "dia", "V", "V")
        cambios.anadir_estado(sesion, ANA, "DC-46-2007", vigente, documento="CD-00002", reloj=reloj)

        def de(modelo: type[TextoDeNorma] | type[EstadoDeNorma]) -> list[int | None]:
            sesion.expire_all()
            filas = select(modelo.documento_id).where(modelo.documento_id.is_not(None)).order_by(modelo.id)
            return list(sesion.scalars(filas))

        movidos = mudanza_normas.mudar(sesion, queda, unido)
        assert (de(TextoDeNorma), de(EstadoDeNorma)) == ([1, 2, 1], [1])
        mudanza_normas.devolver(sesion, queda, unido, movidos)
        assert (de(TextoDeNorma), de(EstadoDeNorma)) == ([1, 2, 2], [2])
