"""La orden `importar`: una línea por archivo con su suerte, y un código que dice si hubo fallas."""

import io
import json

import pytest
from archivos import docx, pdf, pdf_con_clave
from sqlalchemy import select

from centro_doc.catalogo.modelos import Documento, Estado, Lote
from centro_doc.cli import analizador
from centro_doc.comun.bd import lectura
from centro_doc.comun.consola import Consola, FalloDeOrden
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.indice.servicio import Indice
from indexador.ficha import Consulta


@pytest.fixture
def importar(config, bd):
    """Corre la orden y devuelve su código y lo que dijo."""

    def _importar(*argumentos):
        pedido = analizador().parse_args(["importar", *map(str, argumentos)])
        salida = io.StringIO()
        consola = Consola(config, bd, RelojDelSistema(), salida, io.StringIO())
        return pedido.accion(pedido, consola), salida.getvalue()

    return _importar


@pytest.fixture
def carpeta(tmp_path):
    """Dos que se leen (uno en una subcarpeta), un duplicado, un vacío y uno oculto."""
    carpeta = tmp_path / "entrega"
    (carpeta / "anexos").mkdir(parents=True)
    (carpeta / "ley.pdf").write_bytes(pdf("ley de migracion"))
    (carpeta / "anexos" / "oficio.docx").write_bytes(docx("oficio de la direccion"))
    (carpeta / "copia.pdf").write_bytes(pdf("ley de migracion"))
    (carpeta / "vacio.pdf").write_bytes(b"")
    (carpeta / ".oculto.pdf").write_bytes(pdf("no"))
    return carpeta


def test_con_esperar_cada_archivo_termina_buscable_o_con_su_motivo(importar, config, bd, carpeta):
    (carpeta / "clave.pdf").write_bytes(pdf_con_clave("x"))
    codigo, dicho = importar(carpeta, "--esperar", "--json", "--remitente", "DGM")
    lineas = [json.loads(linea) for linea in dicho.splitlines()]
    estados = {(linea["archivo"].rpartition("/")[2], linea["estado"]) for linea in lineas}
    assert codigo == 1
    assert estados == {
        ("oficio.docx", "recibido"),
        ("clave.pdf", "recibido"),
        ("copia.pdf", "recibido"),
        ("ley.pdf", "duplicado"),
        ("vacio.pdf", "rechazado"),
        ("oficio.docx", "buscable"),
        ("copia.pdf", "buscable"),
        ("clave.pdf", "con_falla"),
    }
    assert all(set(linea) == {"archivo", "estado", "documento", "motivo"} for linea in lineas)
    assert all(linea["motivo"] for linea in lineas if linea["estado"] not in {"recibido", "buscable"})
    with lectura(bd) as sesion:
        consulta = Consulta("ley de migracion", frozenset({"publico", "personal"}))
        assert Indice(config.ruta_indice).buscar(sesion, consulta).total == 1
        assert set(sesion.scalars(select(Lote.remitente))) == {"DGM"}


def test_sin_esperar_solo_encola_y_resume(importar, bd, carpeta):
    (carpeta / "vacio.pdf").unlink()
    codigo, dicho = importar(carpeta, "--interno")
    assert codigo == 0
    assert dicho.splitlines()[-1] == "2 recibidos, 1 duplicados, 0 rechazados."
    assert "duplicado" in dicho.splitlines()[0]
    with lectura(bd) as sesion:
        assert set(sesion.scalars(select(Documento.estado))) == {Estado.RECIBIDO}
        assert set(sesion.scalars(select(Documento.acceso))) == {"interna"}


def test_lo_que_falla_se_dice_tambien_en_palabras(importar, tmp_path):
    (tmp_path / "clave.pdf").write_bytes(pdf_con_clave("x"))
    codigo, dicho = importar(tmp_path / "clave.pdf", "--esperar")
    assert codigo == 1
    assert "CD-00001 quedó con falla" in dicho


def test_un_archivo_que_no_se_puede_leer_es_un_rechazo_mas(importar, carpeta):
    # Se abre, pero leer su comienzo da error de entrada y salida, también a root.
    codigo, dicho = importar("/proc/self/mem", carpeta / "ley.pdf", "--json")
    ilegible, leido = (json.loads(linea) for linea in dicho.splitlines())
    assert (codigo, ilegible["estado"], leido["estado"]) == (1, "rechazado", "recibido")
    assert "No se pudo leer" in ilegible["motivo"]


@pytest.mark.parametrize("ruta", ["no-existe", "vacia"])
def test_una_ruta_sin_archivos_se_dice(importar, tmp_path, ruta):
    (tmp_path / "vacia").mkdir()
    with pytest.raises(FalloDeOrden) as error:
        importar(tmp_path / ruta)
    assert error.value.salida == 2
