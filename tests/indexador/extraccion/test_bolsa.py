"""Los archivos que vienen dentro de otro se separan por su número y sin pasar de los topes."""

import errno
from pathlib import Path

import pytest

from indexador.extraccion.bolsa import Bolsa
from indexador.extraccion.limites import Opciones


def bolsa(carpeta, **topes):
    return Bolsa("miembro_de", Opciones(carpeta=carpeta, **topes))


def test_el_nombre_que_trae_no_decide_donde_se_escribe(tmp_path):
    una = bolsa(tmp_path)
    una.poner("../../etc/clave", [b"ho", b"la"])
    una.poner("/raiz.pdf", [b"x"])
    assert [(a.nombre, a.ruta.parent, a.ruta.read_bytes()) for a in una.adjuntos] == [
        ("../../etc/clave", tmp_path, b"hola"),
        ("/raiz.pdf", tmp_path, b"x"),
    ]


def test_lo_que_pasa_del_tope_se_anota_sin_archivo_y_no_estorba_a_los_demas(tmp_path):
    una = bolsa(tmp_path, adjunto_bytes=10, adjuntos_bytes=15)
    una.poner("grande", iter([b"x" * 6] * 1_000_000))
    una.poner("declarado", [], declarado=11)
    una.poner("cabe", [b"x" * 10])
    una.poner("ya no", [b"x" * 6])
    una.poner("poco", [b"x" * 5])
    assert [(a.nombre, a.ruta is not None) for a in una.adjuntos] == [
        ("grande", False),
        ("declarado", False),
        ("cabe", True),
        ("ya no", False),
        ("poco", True),
    ]
    assert sum(ruta.stat().st_size for ruta in tmp_path.iterdir()) == 15
    assert all(a.motivo.endswith(".") and a.salida.endswith(".") for a in una.adjuntos if a.ruta is None)


def test_sin_carpeta_no_separa_nada():
    una = bolsa(None)
    una.poner("x", [b"x"])
    assert una.adjuntos == []


@pytest.mark.parametrize(("numero", "sube"), [(errno.EFBIG, False), (errno.ENOSPC, True)])
def test_el_limite_de_escritura_es_un_tope_y_el_disco_lleno_no(tmp_path, monkeypatch, numero, sube):
    class Lleno:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def write(self, _datos):
            raise OSError(numero, "no cabe")

    monkeypatch.setattr(Path, "open", lambda *_args: Lleno())
    una = bolsa(tmp_path)
    if sube:
        with pytest.raises(OSError, match="no cabe"):
            una.poner("x", [b"x"])
    else:
        una.poner("x", [b"x"])
        assert una.adjuntos[0].ruta is None
