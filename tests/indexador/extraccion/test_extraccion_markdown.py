"""Markdown: el texto sin sus marcas."""

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion.limites import Opciones
from indexador.extraccion.markdown import leer_markdown


def test_las_marcas_se_van_y_las_palabras_quedan(tmp_path):
    (tmp_path / "a.md").write_text(
        "# Informe de *retornos*\n\n> Cita **fuerte**\n\n"
        'Ver [la ley](http://x.gt "y") y ![foto](a.png).\n\n---\n'
        "```python\nx = 1\n```\n\n- uno_con_guion\n- 2 * 3 * 4\n\\*literal\\*\n",
        encoding="cp1252",
    )
    texto = leer_markdown(tmp_path / "a.md", Opciones())
    assert texto.paginas[0].texto == (
        "Informe de retornos\n\nCita fuerte\n\nVer la ley y foto.\n\nx = 1\n\n"
        "- uno_con_guion\n- 2 * 3 * 4\n*literal*"
    )
    assert texto.propiedades == {"titulo": "Informe de *retornos*"}


def test_sin_letras_esta_vacio(tmp_path):
    (tmp_path / "a.md").write_text("---\n")
    with pytest.raises(NoExtraible):
        leer_markdown(tmp_path / "a.md", Opciones())
