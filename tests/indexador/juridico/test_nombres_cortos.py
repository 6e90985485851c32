"""Los nombres de norma dichos sin su última parte, y cuándo no valen."""

import pytest

from indexador.juridico.citas import Alias
from indexador.juridico.nombres_cortos import NombresCortos

LEYES = (
    ("Ley contra la Violencia Sexual, Explotación y Trata de Personas", "A"),
    ("Ley del Servicio Cívico Nacional", "B"),
    ("Ley del Servicio Cívico Militar", "C"),
    ("Ley General de Caza", "D"),
    ("Ley General de Caza y Pesca Menor", "E"),
)
CORTOS = NombresCortos(Alias(*una) for una in LEYES)


@pytest.mark.parametrize(
    ("consulta", "dichas"),
    [
        ("ley contra la violencia sexual art. 3", [f"{LEYES[0][0]} art. 3"]),
        ("ley contra la violencia sexual", [LEYES[0][0]]),
        ("ley contra la violencia sexual y explotación", [LEYES[0][0]]),
        ("ley contra la violencia sexual escolar, art. 3", []),
        ("ley contra la violencia, art. 3", []),
        ("ley del servicio cívico art. 3", []),
        ("ley general de caza art. 3", []),
        ("ley general de caza y pesca art. 3", [f"{LEYES[4][0]} art. 3"]),
        ("ley general de", []),
        ("", []),
    ],
)
def test_sólo_el_que_es_de_una_y_acaba_ahí(consulta, dichas):
    assert list(CORTOS.completar(consulta)) == dichas


def test_el_de_otro_país_no_estorba_ni_vale():
    ajena = Alias("Ley de Acceso a la Información Reservada", "MX-1", "MX")
    nuestra = Alias("Ley de Acceso a la Información Pública", "DC-57-2008")
    cortos = NombresCortos([ajena, nuestra])
    assert list(cortos.completar("ley de acceso a la información")) == [nuestra.nombre]
    assert not list(NombresCortos([ajena]).completar("ley de acceso a la información"))
