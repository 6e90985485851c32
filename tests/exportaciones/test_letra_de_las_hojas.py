"""Lo que la letra de las hojas no sabe dibujar se nota: nunca queda un renglón en blanco."""

import pytest

from centro_doc.encuadernacion.letra import FALTA, SANS, SERIF_NEGRA, con_letra, recortar


@pytest.mark.parametrize(
    ("escrito", "dibujado"),
    [
        ("Opinión N.º 5 «niñez» — 2009", "Opinión N.º 5 «niñez» — 2009"),
        ("تقرير", FALTA * 5),
        ("Mesa \U0001f30e", f"Mesa {FALTA}"),
        ("CD\u201100018", "CD-00018"),
        ("Nin\u0303ez e\u0301xodo\u200b", "Niñez éxodo"),
    ],
)
@pytest.mark.parametrize("letra", [SANS, SERIF_NEGRA])
def test_se_escribe_con_los_signos_que_hay(letra: str, escrito: str, dibujado: str) -> None:
    assert con_letra(escrito, letra) == dibujado
    assert recortar(escrito, letra, 9, 500) == dibujado
