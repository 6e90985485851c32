"""El léxico que viene con el programa se lee entero y deja ver lo que un artículo corto dice una vez."""

import pytest

from centro_doc.comun.errores import DatosInvalidos
from centro_doc.propuestas import lexico
from centro_doc.propuestas.lectura import ambito_de_fabrica, perfiles_de_fabrica
from centro_doc.vinculacion import entrada_de
from indexador.ficha import Pagina, Texto
from indexador.vinculacion import proponer

UNA_VEZ = {
    "AG1": "Artículo 9. Plazas. Las de los Centros de Acogida de Refugiados se otorgarán por seis meses, "
    "y la estancia acabará cuando se notifique la resolución del expediente.",
    "AG1 ": "Artículo 7. Los solicitantes de protección internacional que sean menores tendrán tutor.",
    "AG5 ": "Artículo 3. El contrato de los trabajadores extranjeros se hará por escrito y en dos copias.",
    "AG5": "6. Población migrante. Los planes de desarrollo mirarán a la población migrante y a sus "
    "hogares. 7. Personas mayores. Los planes atenderán también a las personas mayores.",
}


@pytest.mark.parametrize(("codigo", "escrito"), UNA_VEZ.items(), ids=UNA_VEZ)
def test_un_articulo_corto_que_lo_dice_una_vez_lo_prueba(codigo, escrito):
    texto = Texto((Pagina(1, escrito),), "llano")
    entrada = entrada_de(texto)
    halladas = proponer(texto.paginas, perfiles_de_fabrica(), ambito_de_fabrica(), **entrada)
    assert codigo.strip() in [propuesta.codigo for propuesta in halladas][:3]


def test_es_de_temas_y_nodos_y_no_deja_a_ninguno_vinculable_sin_nada():
    assert all(perfil.lexico for perfil in perfiles_de_fabrica())


def test_se_lee_como_se_escribe(tmp_path):
    escrito = {"AG1": " ".join(f"palabra{n}:{n - 40}" for n in range(80)), "OO1": "frontera:3"}
    lexico.escribir(escrito, tmp_path / "lexico.txt")
    assert lexico.leer(tmp_path / "lexico.txt") == escrito


@pytest.mark.parametrize("malo", ["[AG1]\nfrontera", "frontera:3", "[AG1]\nfrontera:tres"])
def test_un_par_que_no_lo_es_no_se_carga(tmp_path, malo):
    (tmp_path / "lexico.txt").write_text(malo, encoding="utf-8")
    with pytest.raises(DatosInvalidos, match="palabra:peso"):
        lexico.leer(tmp_path / "lexico.txt")
