"""Las evidencias siguen a su documento, y una persona decide sobre las que el sistema movió o perdió."""

from collections.abc import Callable

import pytest
from fabrica import sembrar_texto
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.modelos import Version
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA, Actor
from centro_doc.vinculos import evidencias
from centro_doc.vinculos.consultas import de_documento
from centro_doc.vinculos.formularios import Cita
from centro_doc.vinculos.modelos import Vinculo
from centro_doc.vinculos.pendientes import cuantas_esperan, pendientes

LARGO = "la participación en la definición de un plan nacional de retorno para los guatemaltecos deportados"
PAGINAS = ("Carátula del dictamen.", f"La Comisión acordó {LARGO}, con especial atención a la reinserción.")
MALAS = (
    "Caratula",
    f"La Cornision acordo {LARGO.replace('ó', '6').replace('pl', 'p1')}, con especia1 atenci6n.",
)
MARCAS = frozenset({"personal", "publico"})


@pytest.fixture
def evidencia(vincular: Callable[..., Vinculo], sesion: Session) -> int:
    sembrar_texto(sesion, sesion.scalars(select(Version)).one(), PAGINAS)
    return vincular("OO3.A2.7", Cita(2, LARGO)).evidencias[0].id


def _otro_texto(sesion: Session, paginas: tuple[str, ...], reloj: Reloj) -> dict[str, int]:
    sembrar_texto(sesion, sesion.scalars(select(Version)).one(), paginas)
    return dict(evidencias.revisar_evidencias(sesion, SISTEMA, 1, reloj=reloj))


def _pasaje(sesion: Session) -> tuple[str, int, str, str]:
    (vinculo,) = de_documento(sesion, 1)
    (pasaje,) = vinculo.pasajes
    return pasaje.estado, pasaje.pagina, pasaje.literal, pasaje.origen


def test_un_texto_peor_lo_reubica_y_la_persona_lo_da_por_bueno(
    evidencia: int, sesion: Session, ana: Actor, reloj: Reloj
) -> None:
    assert _otro_texto(sesion, ("Portada nueva", *MALAS), reloj)["reanclada"] == 1
    estado, pagina, literal, origen = _pasaje(sesion)
    assert (estado, pagina) == ("reanclada", 3) and "definici6n" in literal and origen == LARGO
    assert cuantas_esperan(sesion, MARCAS) == {"rota": 0, "reanclada": 1}
    evidencias.dar_por_buena(sesion, ana, evidencia, reloj=reloj)
    assert cuantas_esperan(sesion, MARCAS) == {"rota": 0, "reanclada": 0}
    with pytest.raises(DatosInvalidos):
        evidencias.dar_por_buena(sesion, ana, evidencia, reloj=reloj)
    assert sesion.scalars(select(Asiento).where(Asiento.accion == "evidencia_reubicada")).one()


def test_si_vuelve_el_texto_de_origen_vuelve_a_su_sitio(
    evidencia: int, sesion: Session, reloj: Reloj
) -> None:
    assert _otro_texto(sesion, ("Nada de lo de antes.",), reloj)["rota"] == 1
    assert _otro_texto(sesion, PAGINAS, reloj)["vigente"] == 1
    assert _pasaje(sesion) == ("vigente", 2, LARGO, "")


def test_lo_que_una_persona_dio_por_bueno_es_la_referencia_del_texto_siguiente(
    evidencia: int, sesion: Session, ana: Actor, reloj: Reloj
) -> None:
    _otro_texto(sesion, MALAS, reloj)
    evidencias.dar_por_buena(sesion, ana, evidencia, reloj=reloj)
    assert _otro_texto(sesion, ("Portada", "Índice", *MALAS), reloj)["vigente"] == 1
    assert _pasaje(sesion)[:2] == ("vigente", 4)


def test_un_pasaje_roto_se_repara_con_otro_del_texto_de_ahora(
    evidencia: int, sesion: Session, ana: Actor, reloj: Reloj
) -> None:
    _otro_texto(
        sesion, ("Portada", "Los deportados recibirán apoyo del programa de retorno voluntario."), reloj
    )
    (pendiente,) = pendientes(sesion, MARCAS, "rota").elementos  # type: ignore[arg-type]
    assert pendiente.evidencia == evidencia
    with pytest.raises(DatosInvalidos, match="no está en la página"):
        evidencias.reparar(sesion, ana, evidencia, Cita(2, "algo que no está ahí"), reloj=reloj)
    evidencias.reparar(sesion, ana, evidencia, Cita(2, "programa de retorno voluntario"), reloj=reloj)
    assert _pasaje(sesion) == ("vigente", 2, "programa de retorno voluntario", LARGO)
    assert evidencias.revisar_evidencias(sesion, SISTEMA, 1, reloj=reloj)["vigente"] == 1


def test_quien_no_vincula_no_decide_ni_ve_los_que_esperan(
    evidencia: int, sesion: Session, reloj: Reloj, ana: Actor
) -> None:
    _otro_texto(sesion, MALAS, reloj)
    with pytest.raises(NoEncontrado):
        evidencias.dar_por_buena(sesion, ana, 999, reloj=reloj)
    with pytest.raises(NoEncontrado):
        evidencias.dar_por_buena(sesion, ana, evidencia, reloj=reloj, de="CD-00099")
    assert cuantas_esperan(sesion, frozenset({"nadie"})) == {"rota": 0, "reanclada": 0}
