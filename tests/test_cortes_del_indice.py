"""Lo confirmado en el índice sobrevive a quien lo escribía. La larga: rendimiento/cortes_del_indice.py."""

from argparse import Namespace

import pytest
from rendimiento import cortes_del_indice as cortes


@pytest.mark.parametrize("parte", ["muertes", "escritores", "lectores"])
def test_lo_confirmado_esta_una_vez_y_nadie_ve_un_error(tmp_path, parte, capsys):
    cortes.PARTES[parte](tmp_path, Namespace(semilla=7, muertes=3, confirmaciones=12))
    assert capsys.readouterr().out.startswith(parte)
