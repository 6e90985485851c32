"""Los lectores mientras se escribe, y un índice dañado: o todo está, o se dice que hay que reconstruirlo."""

import os
import pickle
import threading
import zlib
from pathlib import Path

import pytest
from motor_de_prueba import PERSONAL, buscar, ficha, hallados
from sembrado import sembrado

from indexador.errores import IndiceDanado
from indexador.motor import MotorWhoosh


class TestLectores:
    def test_abrir_sin_crear_no_toca_el_disco(self, tmp_path: Path) -> None:
        motor = MotorWhoosh.abrir(tmp_path / "indice", crear=False)
        for usar in (motor.revisiones, motor.verificar, motor.optimizar, lambda: buscar(motor, "ley")):
            with pytest.raises(IndiceDanado, match="hay que reconstruirlo"):
                usar()
        assert list(tmp_path.iterdir()) == []

    def test_abrir_para_leer_ni_toma_el_cerrojo_ni_escribe(self, tmp_path: Path) -> None:
        sembrado(tmp_path)
        for archivo in tmp_path.rglob("*WRITELOCK"):
            archivo.unlink()
        antes = {archivo: archivo.stat().st_mtime_ns for archivo in tmp_path.rglob("*")}
        assert sorted(hallados(MotorWhoosh.abrir(tmp_path), "viejo")) == [1, 2, 3]
        assert {archivo: archivo.stat().st_mtime_ns for archivo in tmp_path.rglob("*")} == antes

    def test_lo_que_se_publica_mientras_se_leen_los_dos_indices_no_desaparece(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        escritor, lector = sembrado(tmp_path), MotorWhoosh.abrir(tmp_path)
        restringido = lector._lectores["restringido"]
        leer, publicar = restringido.partes, [ficha(9, "viejo", "secreto", revision=2)]

        def partes() -> object:
            escritor.escribir(publicar)
            return leer()

        monkeypatch.setattr(restringido, "partes", partes)
        assert hallados(lector, "secreto", PERSONAL) == [9]

    def test_ningun_lector_que_abre_durante_las_confirmaciones_ve_un_error(self, tmp_path: Path) -> None:
        motor, fallos, fin = sembrado(tmp_path), [], threading.Event()

        def abrir_y_buscar() -> None:
            while not fin.is_set():
                try:
                    lector = MotorWhoosh.abrir(tmp_path, crear=False)
                    if 2 not in hallados(lector, "viejo") or lector.revisiones().get(2) != 1:
                        fallos.append("falta")
                except (OSError, IndiceDanado) as error:
                    fallos.append(repr(error))

        hilos = [threading.Thread(target=abrir_y_buscar) for _ in range(2)]
        for hilo in hilos:
            hilo.start()
        for n in range(25):
            motor.escribir([ficha(n % 7 + 10, f"cambio {n}", "dos")], borrar=[n % 5 + 10])
        fin.set()
        for hilo in hilos:
            hilo.join()
        assert fallos == []


class TestDanos:
    @pytest.fixture
    def publico(self, tmp_path: Path) -> Path:
        sembrado(tmp_path).optimizar()
        return tmp_path / "publico"

    def test_un_bit_cambiado_en_cualquier_byte_de_la_tabla_se_nota(self, publico: Path) -> None:
        (tabla,) = publico.glob("*.toc")
        sana = tabla.read_bytes()
        for lugar in range(0, len(sana), 7):
            tabla.write_bytes(sana[:lugar] + bytes([sana[lugar] ^ 4]) + sana[lugar + 1 :])
            with pytest.raises(IndiceDanado, match="hay que reconstruirlo"):
                MotorWhoosh.abrir(publico.parent, crear=False).revisiones()
        tabla.write_bytes(sana)
        assert MotorWhoosh.abrir(publico.parent).revisiones() == {1: 1, 2: 1, 3: 1, 9: 1}

    def test_un_bit_cambiado_en_cualquier_parte_de_un_segmento_se_halla_al_verificar(
        self, publico: Path
    ) -> None:
        (segmento,) = publico.glob("*.seg")
        sano = segmento.read_bytes()
        rellenos = 0
        for lugar in range(0, len(sano), 61):
            segmento.write_bytes(sano[:lugar] + bytes([sano[lugar] ^ 1]) + sano[lugar + 1 :])
            try:
                MotorWhoosh.abrir(publico.parent, crear=False).verificar()
                # Entre arreglo y arreglo hay ceros que nada lee.
                assert sano[lugar] == 0
                rellenos += 1
            except IndiceDanado:
                pass
        assert rellenos < len(sano) / 61 / 2

    def test_lo_que_la_tabla_manda_ejecutar_no_se_ejecuta(self, publico: Path, tmp_path: Path) -> None:
        # Whoosh lee la tabla con `pickle`, que ejecuta lo que el archivo diga.
        class Trampa:
            def __reduce__(self) -> tuple[object, ...]:
                return os.mkdir, (str(tmp_path / "ejecutado"),)

        (tabla,) = publico.glob("*.toc")
        sano = tabla.read_bytes()[:-4]  # los cuatro últimos son la suma, que puede llevar cualquier octeto
        segmentos = sano.rindex(pickle.dumps([], pickle.HIGHEST_PROTOCOL)[:2])
        contenido = sano[:segmentos] + pickle.dumps([Trampa()])
        tabla.write_bytes(contenido + zlib.crc32(contenido).to_bytes(4, "little"))
        with pytest.raises(IndiceDanado, match="hay que reconstruirlo"):
            MotorWhoosh.abrir(tmp_path, crear=False).revisiones()
        assert not (tmp_path / "ejecutado").exists()

    def test_un_segmento_abierto_que_se_corta_no_mata_al_proceso(self, publico: Path) -> None:
        # Leer de un mapa de memoria lo que ya no está en el archivo es un SIGBUS.
        motor = MotorWhoosh.abrir(publico.parent)
        motor.unir()
        assert sorted(hallados(motor, "viejo")) == [1, 2, 3]
        (segmento,) = publico.glob("*.seg")
        os.truncate(segmento, 100)
        for usar in (
            lambda: hallados(motor, "uno"),
            motor.verificar,
            motor.revisiones,
            lambda: motor.escribir([ficha(1, "nuevo", "dos")]),
        ):
            with pytest.raises(IndiceDanado, match="hay que reconstruirlo"):
                usar()

    def test_un_segmento_borrado_se_halla_al_verificar_aunque_siga_abierto(self, publico: Path) -> None:
        motor = MotorWhoosh.abrir(publico.parent)
        assert sorted(hallados(motor, "viejo")) == [1, 2, 3]
        (segmento,) = publico.glob("*.seg")
        segmento.unlink()
        assert sorted(hallados(motor, "viejo")) == [1, 2, 3]
        with pytest.raises(IndiceDanado, match="hay que reconstruirlo"):
            motor.verificar()
        with pytest.raises(IndiceDanado, match="hay que reconstruirlo"):
            MotorWhoosh.abrir(publico.parent).escribir([ficha(1, "nuevo")])

    def test_un_indice_sin_su_tabla_no_se_vuelve_a_crear_vacio(self, publico: Path) -> None:
        for tabla in publico.glob("*.toc"):
            tabla.unlink()
        with pytest.raises(IndiceDanado, match="le falta su tabla"):
            MotorWhoosh.abrir(publico.parent)
        assert list(publico.glob("*.seg"))
