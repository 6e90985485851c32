"""La configuración y sus errores."""

from pathlib import Path

import pytest

from config import RAIZ, Config, ConfiguracionInvalida


def test_sin_variables_valen_los_valores_por_omision():
    config = Config.desde_entorno({})
    assert config == Config()
    assert config.limite_archivo == 200_000_000


def test_las_variables_mandan():
    config = Config.desde_entorno(
        {"CENTRO_RUTA_DATOS": "/srv/centro", "CENTRO_PUERTO": "9000", "CENTRO_DETRAS_DE_PROXY": "sí"}
    )
    assert (config.ruta_datos, config.puerto, config.detras_de_proxy) == (Path("/srv/centro"), 9000, True)
    assert config.url_bd == "sqlite:////srv/centro/centro.sqlite3"


def test_los_datos_quedan_junto_al_programa_se_llame_desde_donde_se_llame(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert Config.desde_entorno({}).ruta_datos == RAIZ / "datos"
    assert RAIZ.is_absolute()


@pytest.mark.parametrize(
    ("variable", "valor"),
    [
        ("CENTRO_PUERTO", "ocho mil"),
        ("CENTRO_PUERTO", "0"),
        ("CENTRO_PUERTO", "65536"),
        ("CENTRO_DETRAS_DE_PROXY", "quizá"),
        ("CENTRO_CORREO_CIFRADO", "ssl"),
    ],
)
def test_un_valor_que_no_se_entiende_dice_cual(variable, valor):
    with pytest.raises(ConfiguracionInvalida, match=variable):
        Config.desde_entorno({variable: valor})


REMITENTE = {"CENTRO_CORREO_REMITENTE": "avisos@centro.example"}


@pytest.mark.parametrize(
    ("ademas", "falta"), [({}, "CENTRO_CORREO_REMITENTE"), (REMITENTE, "CENTRO_URL_PUBLICA")]
)
def test_el_servidor_de_correo_pide_lo_que_un_correo_necesita(ademas, falta):
    servidor = {"CENTRO_CORREO_SERVIDOR": "correo.example", "CENTRO_CORREO_CLAVE": "secreta"}
    with pytest.raises(ConfiguracionInvalida, match=falta):
        Config.desde_entorno(servidor | ademas)
    entero = Config.desde_entorno(servidor | REMITENTE | {"CENTRO_URL_PUBLICA": "https://centro.example"})
    assert entero.correo_puerto == 587
    assert "secreta" not in repr(entero)
