"""La tilde que la terminación decide."""

import pytest

from indexador.lengua.tildes import con_tilde


@pytest.mark.parametrize(
    ("plegada", "escrita"),
    [("migracion", "migración"), ("region", "región"), ("guion", "guion"), ("migraciones", "migraciones")]
    + [(igual, igual) for igual in ("ion", "publica", "", "asilo")],
)
def test_solo_se_pone_la_tilde_que_no_admite_duda(plegada: str, escrita: str) -> None:
    assert con_tilde(plegada) == escrita
