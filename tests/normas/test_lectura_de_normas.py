"""El archivo de normas se comprueba entero: claves, marcas, fuentes, fechas y nombres que no se confundan."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from centro_doc.comun.bd import BaseDeDatos, lectura
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.normas import consultas
from centro_doc.normas.lectura import ARCHIVO, leer, nombres


def test_trae_las_normas_de_la_agenda_y_las_que_se_citan_por_su_nombre() -> None:
    catalogo = leer()
    assert len(catalogo.normas) == 76
    dichos = {(nombre.nombre, nombre.jurisdiccion): nombre.clave for nombre in nombres(catalogo)}
    assert dichos["Ley de Migración", "GT"] == "DC-95-1998"
    assert dichos["LEPP", "GT"] == "DANC-1-1985"
    assert dichos["Convención de los trabajadores migrantes", "INT"] == "TR-CMW-1990"
    assert dichos["Declaración Universal de Derechos Humanos", "INT"] == "TR-DUDH-1948"
    sueltos = {nombre.casefold() for nombre, _ in dichos}
    assert not sueltos & {
        "la ley",
        "el reglamento",
        "ley de la materia",
        "ley electoral",
        "renap",
        "conamigua",
    }


def test_el_codigo_municipal_es_uno_antes_y_otro_despues() -> None:
    periodos = [n for n in nombres(leer()) if n.nombre == "Código Municipal"]
    assert [(n.clave, str(n.desde), str(n.hasta)) for n in periodos] == [
        ("DC-12-2002", "2002-07-01", "None"),
        ("DC-58-1988", "None", "2002-06-30"),
    ]


def test_un_alias_dudoso_no_reconoce_citas(de_fabrica: BaseDeDatos) -> None:
    dudoso = "Acuerdo Gubernativo 629-99"
    assert dudoso in {alias.alias for una in leer().normas for alias in una.alias}
    assert dudoso not in {nombre.nombre for nombre in nombres(leer())}
    with lectura(de_fabrica) as sesion:
        assert set(consultas.nombres(sesion)) == set(nombres(leer()))


def _norma(contenido: Any, clave: str) -> Any:
    return next(norma for norma in contenido["normas"] if norma["clave"] == clave)


def _sin_marca(contenido: Any) -> None:
    del _norma(contenido, "DC-95-1998")["v"]


def _otra_fuente(contenido: Any) -> None:
    _norma(contenido, "DC-95-1998")["fuente"] = ["F99"]


def _otra_clave(contenido: Any) -> None:
    _norma(contenido, "DC-95-1998")["clave"] = "DC-95-98"


def _repetida(contenido: Any) -> None:
    contenido["normas"].append(_norma(contenido, "CPRG"))


def _mala_fecha(contenido: Any) -> None:
    _norma(contenido, "DC-95-1998")["fechas"][0]["valor"] = "1998-13"


def _mal_estado(contenido: Any) -> None:
    _norma(contenido, "AMN-7-2019")["estados"][0]["estado"] = "vencida"


def _dos_a_la_vez(contenido: Any) -> None:
    _norma(contenido, "DC-12-2002")["citable"] = True


def _relacion_sin_marca(contenido: Any) -> None:
    del contenido["relaciones"][0]["v"]


def _mal_articulo(contenido: Any) -> None:
    contenido["relaciones"][0]["articulo_destino"] = "el octavo"


@pytest.mark.parametrize(
    ("estropear", "mensaje"),
    [
        (_sin_marca, "En la norma DC-95-1998 no se dice si está verificado"),
        (_otra_fuente, "se cita la fuente «F99»"),
        (_otra_clave, "«DC-95-98» no es la clave de una norma"),
        (_repetida, "La norma CPRG está 2 veces"),
        (_mala_fecha, "«1998-13» no es una fecha"),
        (_mal_estado, "«estado» no puede ser «vencida»"),
        (_dos_a_la_vez, "«Código Municipal» nombra a la vez a DC-12-2002 y a DC-58-1988"),
        (_relacion_sin_marca, "En la relación de AL-18-1993 con CPRG no se dice si está verificado"),
        (_mal_articulo, "«el octavo» no es un artículo"),
    ],
)
def test_un_catalogo_mal_hecho_dice_que_tiene_mal(tmp_path: Path, estropear: Any, mensaje: str) -> None:
    contenido = yaml.load(ARCHIVO.read_bytes(), Loader=yaml.CSafeLoader)
    estropear(contenido)
    ruta = tmp_path / "normas.yaml"
    ruta.write_text(yaml.safe_dump(contenido), encoding="utf-8")
    with pytest.raises(DatosInvalidos) as error:
        leer(ruta)
    assert mensaje in error.value.mensaje
