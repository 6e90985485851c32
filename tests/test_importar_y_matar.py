"""Una importación matada en medio termina entera, y lo respaldado tras la muerte se restaura igual.

La corrida larga: rendimiento/importacion.py.
"""

from rendimiento.importacion import faltas, importar, respaldar_y_restaurar, sembrar
from rendimiento.matar import centro_nuevo


def test_matar_la_importacion_no_pierde_ni_repite_y_el_respaldo_de_ese_instante_se_restaura(tmp_path):
    huellas = sembrar(tmp_path / "entrega", 300)
    with centro_nuevo(tmp_path / "datos") as centro:
        importar(centro, tmp_path / "entrega", 100)
        assert respaldar_y_restaurar(centro, tmp_path / "respaldo", 1) == []
        importar(centro, tmp_path / "entrega", 200)
        assert respaldar_y_restaurar(centro, tmp_path / "respaldo", 2) == []
        importar(centro, tmp_path / "entrega", None)
        assert faltas(centro, huellas) == []
