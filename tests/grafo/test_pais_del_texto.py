"""El documento que no dice de qué país es y habla como propio del derecho de otro no cita la nuestra."""

from fabrica import sembrar_documento
from sqlalchemy import select

from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.grafo.atrasadas import leer_atrasados
from centro_doc.grafo.modelos import ObjetivoDeCita

DE_FUERA = (
    "Publíquese en el Diario Oficial de la Federación. El Congreso de la Unión y las entidades federativas "
    "observarán el artículo 26 de la Constitución."
)
DE_AQUI = "El Congreso de la República de Guatemala observará el artículo 26 de la Constitución."
ESTUDIO = f"{DE_AQUI} En Guatemala se sabe que en México lo publica el Diario Oficial de la Federación."


def _leer(base: BaseDeDatos) -> list[int]:
    """Los documentos que citan la Constitución de aquí."""
    while leer_atrasados(base):
        pass
    with lectura(base) as sesion:
        citan = select(ObjetivoDeCita.documento_id).where(ObjetivoDeCita.norma_clave == "CPRG")
        return sorted(set(sesion.scalars(citan.where(ObjetivoDeCita.vale))))


def test_no_cuenta_como_cita_nuestra_hasta_que_su_ficha_lo_diga(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        suyos = ((DE_FUERA, ""), (DE_AQUI, ""), (ESTUDIO, ""), (DE_FUERA, "GT"), (DE_FUERA, "MX"))
        for numero, (texto, jurisdiccion) in enumerate(suyos, 1):
            sembrar_documento(
                sesion, numero, f"Estudio {numero}", [texto], tipo="estudio", jurisdiccion=jurisdiccion
            )
    assert _leer(de_fabrica) == [2, 3, 4]
    with transaccion(de_fabrica) as sesion:
        uno = sesion.get_one(Documento, 1)
        uno.jurisdiccion, uno.revision = "GT", uno.revision + 1
    assert _leer(de_fabrica) == [1, 2, 3, 4]
