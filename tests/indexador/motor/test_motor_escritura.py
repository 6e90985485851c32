"""Cómo se escribe y se relee, y los defectos de Whoosh 2.7.4 con los que hay que vivir."""

import errno
import gc
import os
import threading
import tracemalloc
import weakref
from dataclasses import replace
from pathlib import Path

import pytest
from motor_de_prueba import PERSONAL, buscar, ficha, hallados

from indexador.errores import IndiceDanado, IndiceOcupado
from indexador.motor import MotorWhoosh
from indexador.motor.almacenamiento import AlmacenSincronizado
from indexador.motor.arreglos import Arreglos


def archivos(ruta: Path, extension: str) -> list[str]:
    return sorted(
        archivo.name for archivo in (ruta / "publico").iterdir() if archivo.name.endswith(extension)
    )


def _destino(descriptor: Path) -> Path:
    return descriptor.readlink() if descriptor.is_symlink() else descriptor


def test_abrir_para_leer_no_aparta_la_memoria_de_quien_escribe(tmp_path):
    MotorWhoosh.abrir(tmp_path).escribir([ficha(1, "ley", "una")])
    tracemalloc.start()
    try:
        motor = MotorWhoosh.abrir(tmp_path)
        assert hallados(motor, "ley") == [1]
        assert tracemalloc.get_traced_memory()[0] < 5_000_000
    finally:
        tracemalloc.stop()


class TestGrupos:
    def test_un_documento_se_reemplaza_entero(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "viejo", "uno", "dos", "tres")])
        motor.escribir([ficha(1, "nuevo", "cuatro", revision=2)])
        assert hallados(motor, "tres") == hallados(motor, "viejo") == []
        assert hallados(motor, "cuatro nuevo") == [1]
        assert motor.revisiones() == {1: 2}

    def test_un_documento_repetido_en_el_grupo_queda_una_vez(self, tmp_path):
        # `update_document` de Whoosh dejaría dos copias.
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "primera"), ficha(1, "segunda", revision=2)])
        assert buscar(motor, "").total == 1
        assert hallados(motor, "segunda") == [1]

    def test_un_texto_sin_blancos_con_muchas_palabras_se_halla_entero(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "tabla", ";".join(f"x{n}" for n in range(70_000)))])
        motor.escribir([ficha(2, "otro", "x69999 y x3 de nuevo")])
        assert hallados(motor, '"x69998 x69999"') == [1]
        assert sorted(hallados(motor, "x3")) == [1, 2]

    def test_borrar_y_escribir_el_mismo_lo_escribe(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "uno")])
        motor.escribir([ficha(1, "dos")], borrar=[1])
        assert hallados(motor, "dos") == [1]

    def test_borrar_lo_que_no_esta_no_confirma_nada(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "uno")])
        antes = archivos(tmp_path, "")
        motor.escribir([], borrar=[99])
        assert archivos(tmp_path, "") == antes

    def test_muchos_grupos_se_unen_en_pocos_segmentos(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        for n in range(1, 31):
            motor.escribir([ficha(n, f"documento {n}", "texto común", f"palabra{n}")])
        assert len(archivos(tmp_path, ".seg")) < 15
        assert buscar(motor, "común").total == 30
        assert hallados(motor, "palabra17") == [17]
        assert hallados(motor, '"común palabra17"') == [17]

    def test_lo_que_queda_tras_muchos_cambios_es_el_ultimo_estado(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        for revision in range(1, 12):
            motor.escribir([ficha(n, f"v{revision}", f"texto {n}", revision=revision) for n in (1, 2, 3)])
        assert motor.revisiones() == {1: 11, 2: 11, 3: 11}
        assert hallados(motor, "v10") == []
        assert sorted(hallados(motor, "v11")) == [1, 2, 3]

    def test_optimizar_deja_un_segmento_y_las_mismas_respuestas(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        for n in range(1, 4):
            motor.escribir([ficha(n, "ley", f"texto {n}")])
        antes = buscar(motor, "ley texto")
        motor.optimizar()
        assert replace(buscar(motor, "ley texto"), milisegundos=antes.milisegundos) == antes
        assert len(archivos(tmp_path, ".seg")) == 1


class TestRelectura:
    def test_otro_proceso_ve_lo_confirmado_sin_reabrir(self, tmp_path):
        lector, escritor = MotorWhoosh.abrir(tmp_path), MotorWhoosh.abrir(tmp_path)
        assert hallados(lector, "ley") == []
        escritor.escribir([ficha(1, "ley")])
        assert hallados(lector, "ley") == [1]
        escritor.escribir([ficha(2, "ley", marcas=("personal",))])
        assert hallados(lector, "ley", PERSONAL) == [2, 1]

    def test_la_vista_no_se_rehace_si_nada_cambio(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "ley")])
        motor.calentar()
        assert motor._vista("publico") is motor._vista("publico")

    def test_un_archivo_que_falta_un_instante_se_reintenta(self, tmp_path, monkeypatch):
        # Una confirmación borra los segmentos viejos entre que se lee la tabla y se abren.
        MotorWhoosh.abrir(tmp_path).escribir([ficha(1, "ley")])
        fallos = [FileNotFoundError(), FileNotFoundError()]

        def con_fallos(ruta: Path) -> Arreglos:
            if fallos:
                raise fallos.pop()
            return Arreglos(ruta)

        monkeypatch.setattr("indexador.motor.segmento.Arreglos", con_fallos)
        assert hallados(MotorWhoosh.abrir(tmp_path), "ley") == [1]
        assert fallos == []

    def test_un_indice_sin_sus_archivos_se_declara_daniado(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "ley")])
        for archivo in (tmp_path / "publico").glob("*.seg"):
            archivo.unlink()
        with pytest.raises(IndiceDanado, match="hay que reconstruirlo"):
            hallados(MotorWhoosh.abrir(tmp_path), "ley")

    def test_un_indice_que_desaparece_se_declara_daniado(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        for archivo in (tmp_path / "publico").glob("*.toc"):
            archivo.unlink()
        with pytest.raises(IndiceDanado, match="hay que reconstruirlo"):
            hallados(motor, "ley")

    @pytest.mark.parametrize("extension", [".toc", ".seg"])
    @pytest.mark.parametrize("quedan", [0, 10, 200])
    def test_un_archivo_cortado_se_declara_daniado(self, tmp_path, extension, quedan):
        MotorWhoosh.abrir(tmp_path).escribir([ficha(1, "ley", "texto " * 50)])
        (archivo,) = (a for a in (tmp_path / "publico").glob(f"*{extension}"))
        archivo.write_bytes(archivo.read_bytes()[:quedan])
        with pytest.raises(IndiceDanado, match="hay que reconstruirlo"):
            buscar(MotorWhoosh.abrir(tmp_path), "ley texto")

    @pytest.mark.parametrize("guardado", [b"", b"{}", b"no es un indice" * 40])
    def test_un_segmento_que_no_se_entiende_se_declara_daniado(self, tmp_path, guardado):
        MotorWhoosh.abrir(tmp_path).escribir([ficha(1, "ley")])
        (archivo,) = (tmp_path / "publico").glob("*.seg")
        archivo.write_bytes(guardado)
        with pytest.raises(IndiceDanado, match="hay que reconstruirlo"):
            hallados(MotorWhoosh.abrir(tmp_path), "ley")
        with pytest.raises(IndiceDanado, match="hay que reconstruirlo"):
            MotorWhoosh.abrir(tmp_path).escribir([ficha(2, "ley")])

    def test_un_bit_cambiado_en_los_datos_se_halla_al_verificar(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "ley", "texto")])
        motor.verificar()
        (archivo,) = (tmp_path / "publico").glob("*.seg")
        datos = bytearray(archivo.read_bytes())
        datos[datos.rindex(b"texto")] ^= 1
        archivo.write_bytes(datos)
        with pytest.raises(IndiceDanado, match="suma de control"):
            MotorWhoosh.abrir(tmp_path).verificar()

    def test_un_indice_de_otra_version_se_declara_daniado(self, tmp_path, monkeypatch):
        with monkeypatch.context() as parche:
            parche.setattr("indexador.motor.construccion.VERSION", 0)
            MotorWhoosh.abrir(tmp_path).escribir([ficha(1, "ley")])
        with pytest.raises(IndiceDanado, match="otra versión"):
            hallados(MotorWhoosh.abrir(tmp_path), "ley")

    def test_los_segmentos_que_ya_no_existen_se_sueltan(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        for n in range(1, 40):
            motor.escribir([ficha(n % 3, f"ley {n}")])
            assert hallados(motor, f"{n}") == [n % 3]
        abiertos = [d for d in Path("/proc/self/fd").iterdir() if str(tmp_path) in str(_destino(d))]
        assert len(abiertos) < 40

    def test_la_vista_de_una_generacion_pasada_se_suelta_en_cuanto_nadie_la_usa(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "uno", "dos tres")])
        gc.disable()
        try:
            buscar(motor, 'tipo:decreto uno "dos tres"')
            pasada = weakref.ref(motor._vista("publico"))
            motor.escribir([ficha(2, "dos")])
            buscar(motor, "uno")
            assert pasada() is None
        finally:
            gc.enable()

    def test_varios_hilos_buscan_mientras_otro_escribe(self, tmp_path):
        # Un buscador de Whoosh compartido entre hilos puede responder mal.
        motor = MotorWhoosh.abrir(tmp_path)
        palabras = [f"palabra{n}" for n in range(40)]
        motor.escribir([ficha(n, palabra, f"{palabra} común " * 30) for n, palabra in enumerate(palabras)])
        malas: list[str] = []

        def leer() -> None:
            for n, palabra in enumerate(palabras):
                if hallados(motor, palabra) != [n] or hallados(motor, f'"{palabra} común"') != [n]:
                    malas.append(palabra)

        hilos = [threading.Thread(target=leer) for _ in range(4)]
        for hilo in hilos:
            hilo.start()
        for n in range(100, 110):
            motor.escribir([ficha(n, "otro", "común")])
        for hilo in hilos:
            hilo.join()
        assert malas == []

    def test_un_documento_en_los_dos_indices_se_ve_una_vez_y_se_pide_reescribirlo(self, tmp_path):
        # Lo que deja un corte de luz entre las dos confirmaciones de un cambio de acceso.
        motor = MotorWhoosh.abrir(tmp_path)
        publico = ficha(1, "ley", revision=2)
        motor.escribir([ficha(1, "ley", marcas=("personal",))])
        motor._escritores["publico"].escribir([publico], frozenset({1}), estrechados=frozenset())
        assert buscar(motor, "ley", PERSONAL).total == 1
        assert motor.revisiones() == {1: -1}
        motor.escribir([publico])
        assert motor.revisiones() == {1: 2}


class TestDurabilidad:
    def test_todo_llega_al_disco_antes_de_que_la_tabla_lo_nombre(self, tmp_path):
        sincronizados: list[str] = []

        def sincronizar(descriptor: int) -> None:
            ruta = Path(f"/proc/self/fd/{descriptor}").readlink()
            tablas = sorted(tabla.name for tabla in ruta.glob("*.toc")) if ruta.is_dir() else []
            sincronizados.append("carpeta con " + ",".join(tablas) if ruta.is_dir() else ruta.suffix)
            os.fsync(descriptor)

        motor = MotorWhoosh(tmp_path, sincronizar)
        sincronizados.clear()
        motor.escribir([ficha(1, "ley")])
        segmento, tabla_provisional, carpeta_antes, carpeta_despues = sincronizados
        assert segmento == ".seg"
        assert not tabla_provisional.startswith("carpeta")
        assert carpeta_antes == "carpeta con _publico_0.toc"
        assert carpeta_despues == "carpeta con _publico_0.toc,_publico_1.toc"

    def test_con_el_disco_lleno_no_se_confirma_nada_y_el_cerrojo_queda_libre(self, tmp_path, monkeypatch):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "ley")])

        def sin_sitio(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as parche:
            parche.setattr("indexador.motor.arreglos.escribir", sin_sitio)
            with pytest.raises(OSError, match="No space"):
                motor.escribir([ficha(2, "otra ley")])
        assert hallados(motor, "ley") == [1]
        motor.escribir([ficha(2, "otra ley")])
        assert hallados(motor, "ley") == [1, 2]
        assert not list((tmp_path / "publico").glob("*.tmp"))

    def test_un_error_al_agregar_no_deja_nada_a_medias(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "ley")])
        with pytest.raises(TypeError):
            motor.escribir([ficha(1, "otra"), ficha(2, None)])  # type: ignore[arg-type]
        assert hallados(motor, "ley") == [1]
        motor.escribir([ficha(3, "ley")])
        assert hallados(motor, "ley") == [3, 1]

    def test_si_otro_escribe_se_dice(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        cerrojo = AlmacenSincronizado(tmp_path / "publico").lock("publico_WRITELOCK")
        cerrojo.acquire()
        with pytest.raises(IndiceOcupado, match="Otro proceso"):
            motor.escribir([ficha(1, "ley")])
        cerrojo.release()
        motor.escribir([ficha(1, "ley")])
        assert hallados(motor, "ley") == [1]

    def test_dos_procesos_que_crean_el_indice_a_la_vez_no_se_lo_pisan(self, tmp_path):
        motores: list[MotorWhoosh] = []
        hilos = [
            threading.Thread(target=lambda n=n: motores.append(_con_documento(tmp_path, n)))
            for n in range(1, 5)
        ]
        for hilo in hilos:
            hilo.start()
        for hilo in hilos:
            hilo.join()
        assert len(motores) == 4
        assert buscar(motores[0], "").total == len(motores[0].revisiones()) > 0


def _con_documento(ruta: Path, numero: int) -> MotorWhoosh:
    motor = MotorWhoosh.abrir(ruta)
    escrito = False
    while not escrito:
        try:
            motor.escribir([ficha(numero, "ley")])
            escrito = True
        except IndiceOcupado:
            continue
    return motor


class TestDefectosDeWhoosh:
    def test_una_palabra_que_rompe_su_reductor_se_indexa(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "", "que desague y ague")])
        assert hallados(motor, "ague") == [1]

    def test_las_palabras_vacias_conservan_su_posicion(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "", "acceso a la información"), ficha(2, "", "acceso información")])
        assert hallados(motor, '"acceso información"') == [2]
        assert hallados(motor, '"acceso a la información"') == [1]
