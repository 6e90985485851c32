"""RTF: letras, páginas, notas y lo que no se ve."""

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion.limites import Opciones
from indexador.extraccion.rtf import leer_rtf


def leer(tmp_path, cuerpo, cabeza=r"\ansi\ansicpg1252"):
    ruta = tmp_path / "a.rtf"
    ruta.write_bytes(f"{{\\rtf1{cabeza} {cuerpo}}}".encode("latin-1"))
    return leer_rtf(ruta, Opciones())


def texto_de(tmp_path, cuerpo, **otras):
    return "\n".join(p.texto for p in leer(tmp_path, cuerpo, **otras).paginas)


@pytest.mark.parametrize(
    ("cuerpo", "dice"),
    [
        (r"ni\'f1ez\par migraci\'f3n", "niñez\nmigración"),
        (r"\u241?ni\u241\'f1ez {\uc0\u8364} fin", "ñniñez € fin"),
        (r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1\'cc\'e8\'f0\f0 \'f1", "Мирñ"),
        (r"\trowd Pa\'eds\cell Total\cell\row fin", "País Total\nfin"),
        (r"a\~b\_c \{llaves\} \\ \'97 \emdash", "a b-c {llaves} \\ — —"),
        (r"{\listtext 1.\tab}Uno", "1. Uno"),
        (r"{\pict\bin4 }{}\x}Sigue{\pict 0123456789abcdef}", "Sigue"),
        (r"{\*\desconocido no}s\'ed{\field{\*\fldinst HYPERLINK x}{\fldrslt enlace}}", "síenlace"),
        (r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt En el cuadro}}{\shprslt copia}}", "En el cuadro"),
        ("á directo", "á directo"),
        (r"{\i0\*\cs7\cf0 Sigue}", "Sigue"),
    ],
)
def test_el_texto_sale_entero(tmp_path, cuerpo, dice):
    assert texto_de(tmp_path, cuerpo) == dice


def test_las_paginas_las_notas_los_membretes_y_los_datos(tmp_path):
    cuerpo = (
        r"{\info{\title Acta de la mesa}{\author Ana}}{\header Comisi\'f3n de Migrantes}"
        r"Primera{\footnote Al pie.}\par\page Segunda"
    )
    texto = leer(tmp_path, cuerpo)
    assert [(p.etiqueta, p.texto) for p in texto.paginas] == [
        ("p. 1", "Primera\n\n[1] Al pie.\nComisión de Migrantes"),
        ("p. 2", "Segunda"),
    ]
    assert (texto.propiedades["titulo"], texto.propiedades["autor"]) == ("Acta de la mesa", "Ana")


def test_lo_oculto_lo_borrado_y_los_comentarios_se_avisan_y_no_se_leen(tmp_path):
    cuerpo = (
        r"Se ve {\v secreto }{\v0 y esto}{\deleted borrado}{\revised a\'f1adido}"
        r"{\*\annotation{\*\atnid A}comentario}."
    )
    texto = leer(tmp_path, cuerpo)
    assert texto.paginas[0].texto == "Se ve y estoañadido."
    assert "1 comentario al margen, 2 cambios rastreados y 1 trozo de texto oculto" in texto.avisos[0]


@pytest.mark.parametrize("cuerpo", ["", "}}}}", r"{\pict 00}", "{" * 5000])
def test_sin_letras_o_mal_cerrado_tiene_su_motivo(tmp_path, cuerpo):
    with pytest.raises(NoExtraible) as error:
        leer(tmp_path, cuerpo)
    assert error.value.codigo == "vacio"


def test_una_pagina_de_codigos_que_no_existe_no_estorba(tmp_path):
    assert texto_de(tmp_path, r"\'f1", cabeza=r"\ansi\ansicpg99999") == "ñ"
