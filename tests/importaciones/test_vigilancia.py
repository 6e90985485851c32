"""La carpeta vigilada: sólo lo que dejó de crecer, sin borrar nada y sin recibir dos veces."""

import io
import os

import pytest
from sqlalchemy import func, select

from almacen import DepositoLocal
from centro_doc.catalogo.ingreso import DatosLote
from centro_doc.catalogo.modelos import Archivo, Documento
from centro_doc.comun.bd import lectura
from centro_doc.comun.consola import Consola
from centro_doc.importaciones.marcha import Taller
from centro_doc.importaciones.modelos import Importacion
from centro_doc.importaciones.vigia import Vigia, Visto, apartar, firma_de
from centro_doc.vigilancia import VIA, Vigilancia


@pytest.fixture
def carpeta(tmp_path):
    carpeta = tmp_path / "buzon"
    carpeta.mkdir()
    return carpeta


@pytest.fixture
def vigilancia(config, bd, reloj, carpeta):
    def _vigilancia(*, dejar=False):
        consola = Consola(config, bd, reloj, io.StringIO(), io.StringIO())
        taller = Taller(bd, DepositoLocal(config.ruta_archivos), reloj, config.limite_archivo, "aqui:1:x")
        return Vigilancia(consola, taller, Vigia(carpeta, quietud=2), DatosLote(entrada=VIA), dejar=dejar)

    return _vigilancia


def _documentos(bd):
    with lectura(bd) as sesion:
        return sesion.scalar(select(func.count(Documento.id)))


def test_un_archivo_que_crece_espera_a_quedarse_quieto(carpeta):
    vigia = Vigia(carpeta, quietud=2)
    (carpeta / "ley.txt").write_text("uno")
    assert vigia.mirar(0) == []
    assert vigia.mirar(1.9) == []
    (carpeta / "ley.txt").write_text("uno y dos")
    assert vigia.mirar(2.5) == []
    assert [visto.ruta.name for visto in vigia.mirar(4.5)] == ["ley.txt"]


def test_lo_oculto_y_lo_ya_apartado_no_se_miran(carpeta):
    for nombre in (".oculto.txt", "recibidos/a.txt", "rechazados/b.txt", "sub/c.txt"):
        (carpeta / nombre).parent.mkdir(exist_ok=True)
        (carpeta / nombre).write_text("x")
    vigia = Vigia(carpeta, quietud=0)
    assert [visto.ruta.name for visto in vigia.mirar(0)] == ["c.txt"]


def test_lo_recibido_y_lo_rechazado_se_apartan_sin_pisar_nada(vigilancia, bd, carpeta):
    (carpeta / "recibidos").mkdir()
    (carpeta / "recibidos" / "ley.txt").write_text("otra de antes")
    (carpeta / "ley.txt").write_text("Ley de Migración")
    (carpeta / "vacio.txt").write_text("")
    una = vigilancia()
    assert una.vuelta(0) == 0
    assert una.vuelta(2) == 2
    assert sorted(r.name for r in (carpeta / "recibidos").iterdir()) == ["ley (2).txt", "ley.txt"]
    assert (carpeta / "recibidos" / "ley.txt").read_text() == "otra de antes"
    assert [r.name for r in (carpeta / "rechazados").iterdir()] == ["vacio.txt"]
    assert una.vuelta(10) == 0
    assert _documentos(bd) == 1


def test_lo_que_llega_el_mismo_dia_es_una_sola_importacion(vigilancia, bd, carpeta, reloj):
    una = vigilancia()
    for n, ahora in ((1, 0), (2, 10)):
        (carpeta / f"acta {n}.txt").write_text(f"Acta {n}")
        una.vuelta(ahora)
        assert una.vuelta(ahora + 2) == 1
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count(Importacion.id))) == 1
    reloj.avanzar(days=1)
    (carpeta / "acta 3.txt").write_text("Acta 3")
    una.vuelta(20)
    una.vuelta(22)
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count(Importacion.id))) == 2


def test_lo_que_se_deja_en_su_sitio_se_recuerda_aunque_se_reinicie(vigilancia, bd, carpeta):
    (carpeta / "ley.txt").write_text("Ley de Migración")
    una = vigilancia(dejar=True)
    una.vuelta(0)
    assert una.vuelta(2) == 1
    otra = vigilancia(dejar=True)
    otra.vuelta(100)
    assert otra.vuelta(102) == 0
    assert (carpeta / "ley.txt").exists()
    (carpeta / "ley.txt").write_text("Ley de Migración, corregida")
    otra.vuelta(110)
    assert otra.vuelta(112) == 1
    assert _documentos(bd) == 2


def test_si_muere_antes_de_apartarlo_al_volver_lo_aparta_y_no_lo_recibe_otra_vez(vigilancia, bd, carpeta):
    (carpeta / "ley.txt").write_text("Ley de Migración")
    muere = vigilancia(dejar=True)
    muere.vuelta(0)
    muere.vuelta(2)
    vuelve = vigilancia()
    vuelve.vuelta(100)
    assert vuelve.vuelta(102) == 0
    assert [r.name for r in (carpeta / "recibidos").iterdir()] == ["ley.txt"]
    assert _documentos(bd) == 1


def test_lo_que_cambio_despues_de_recibirse_no_se_aparta(carpeta):
    ruta = carpeta / "ley.txt"
    ruta.write_text("antes")
    visto = Visto(ruta, firma_de(ruta))
    ruta.write_text("después")
    os.utime(ruta, ns=(1, 1))
    assert apartar(carpeta, visto, "recibidos") is None
    assert ruta.read_text() == "después"


def test_lo_que_un_programa_sigue_escribiendo_espera(carpeta):
    vigia = Vigia(carpeta, quietud=2)
    with (carpeta / "escaneo.txt").open("w") as archivo:
        archivo.write("media ")
        archivo.flush()
        vigia.mirar(0)
        assert vigia.mirar(10) == []
        assert [visto.ruta.name for visto in vigia.mirar(60)] == ["escaneo.txt"]
    assert [visto.ruta.name for visto in vigia.mirar(11)] == ["escaneo.txt"]


def test_lo_recibido_a_medias_vuelve_y_se_recibe_entero(vigilancia, bd, carpeta, config):
    una = vigilancia()
    with (carpeta / "escaneo.txt").open("w") as archivo:
        archivo.write("La primera mitad del acta.")
        archivo.flush()
        una.vuelta(0)
        assert una.vuelta(60) == 1
        archivo.write(" Y la segunda.")
    assert una.vuelta(61) == 0
    assert (carpeta / "escaneo.txt").read_text() == "La primera mitad del acta. Y la segunda."
    assert una.vuelta(70) == 1
    assert [r.name for r in (carpeta / "recibidos").iterdir()] == ["escaneo.txt"]
    with lectura(bd) as sesion:
        huella = sesion.scalars(select(Archivo.sha256).order_by(Archivo.id.desc())).first()
    assert DepositoLocal(config.ruta_archivos).ruta(huella).read_text().endswith("Y la segunda.")
