"""La lectura en un proceso aparte: pase lo que pase, llega un texto o un motivo."""

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion.aislado import extraer_aislado
from tests.indexador.extraccion import hechos


@pytest.mark.parametrize("formato", ["pdf", "docx", "html", "txt"])
def test_cada_formato_llega_entero_desde_el_otro_proceso(tmp_path, formato):
    ruta = tmp_path / f"ley.{formato}"
    match formato:
        case "pdf":
            hechos.pdf(ruta, [hechos.ARTICULO, "Segunda página"])
        case "docx":
            hechos.docx(ruta, hechos.ARTICULO)
        case "html":
            ruta.write_text(f"<html><body><p>{hechos.ARTICULO}</p></body></html>", encoding="utf-8")
        case "txt":
            ruta.write_text(hechos.ARTICULO, encoding="utf-8")
    texto = extraer_aislado(ruta, ruta.name)
    assert texto.paginas[0].texto == hechos.ARTICULO
    if formato == "pdf":
        assert [p.numero for p in texto.paginas] == [1, 2]
        palabra = texto.paginas[0].palabras[1]
        assert texto.paginas[0].texto[palabra.inicio : palabra.fin] == "1."


def test_un_programa_con_nombre_de_pdf_se_llama_por_su_nombre(tmp_path):
    ruta = tmp_path / "informe.pdf"
    ruta.write_bytes(b"MZ\x90\0\x03" + bytes(500))
    with pytest.raises(NoExtraible) as error:
        extraer_aislado(ruta, "informe.pdf")
    assert error.value.codigo == "formato"
    assert error.value.motivo == "«informe.pdf» es un programa de Windows (EXE), no un PDF."
