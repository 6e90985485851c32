"""Un pasaje se lee con sus datos de un particular cubiertos, aunque el rótulo haya quedado fuera de él."""

import pytest
from fabrica import sembrar_documento
from sqlalchemy.orm import Session

from centro_doc.catalogo.vigente import texto_vigente
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor
from centro_doc.vinculos import casos
from centro_doc.vinculos.cubiertos import Lugar, cubiertos
from centro_doc.vinculos.formularios import Cita, DatosVinculo
from centro_doc.vinculos.modelos import Vinculo
from centro_doc.vinculos.vistos import vistos

CARTA = "Mi número de teléfono es el 5512-7781 y el de mi hermana 4412-7782, según el artículo 5."


def lugar(texto: int, literal: str, pagina: int = 1, donde: str = CARTA) -> Lugar:
    inicio = donde.index(literal)
    return Lugar(texto, pagina, inicio, pagina, inicio + len(literal), literal)


@pytest.fixture
def texto(sesion: Session) -> int:
    sembrar_documento(sesion, 2, "Opinión de la comunidad", (CARTA, "Carné\n200112345 de la estudiante"))
    sesion.flush()
    return texto_vigente(sesion, 2) or 0


def test_se_cubre_con_lo_que_lo_rodea(sesion: Session, texto: int) -> None:
    suelto = lugar(texto, "5512-7781 y el de mi hermana 4412-7782, según")
    partido = lugar(texto, "81 y el de mi")
    carne = lugar(texto, "200112345 de la", 2, "Carné\n200112345 de la estudiante")
    dichos = cubiertos(sesion, [suelto, partido, carne])
    assert dichos[suelto] == "████-████ y el de mi hermana ████-████, según"
    assert dichos[partido] == "██ y el de mi"
    assert dichos[carne] == "█████████ de la"


def test_lo_que_no_lleva_datos_no_se_repite(sesion: Session, texto: int) -> None:
    assert cubiertos(sesion, [lugar(texto, "según el artículo 5")]) == {}
    assert cubiertos(sesion, [Lugar(999, 1, 0, 1, 17, "Decreto 44-2016, ")]) == {}


def test_el_vinculo_lo_trae_cubierto_y_guarda_lo_escrito(
    ana: Actor, sesion: Session, texto: int, reloj: Reloj
) -> None:
    escrito = "5512-7781 y el de mi hermana"
    datos = DatosVinculo("tema:AG2", "sustenta", Cita(1, escrito), "")
    casos.vincular(sesion, ana, "CD-00002", datos, reloj=reloj)
    (visto,) = vistos(sesion, Vinculo.documento_id == 2)
    (pasaje,) = visto.pasajes
    assert (pasaje.literal, pasaje.escrito) == ("████-████ y el de mi hermana", escrito)
