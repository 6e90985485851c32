"""Un índice dañado por la aplicación de verdad: se nota, se dice, se hace de nuevo, y nada se pierde."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.modelos import Asiento
from centro_doc.busqueda.fichas import leer
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import NoDisponible
from centro_doc.cuentas.permisos import CONSOLA
from centro_doc.indice import casos, consultas
from centro_doc.indice.escritor import Borrar, Escritor
from centro_doc.indice.servicio import Indice
from config import Config
from indexador.consulta import Consulta
from indexador.ficha import Ficha
from indexador.motor import MotorWhoosh

PUBLICO = frozenset({"publico"})


@pytest.fixture
def indice(config: Config) -> Indice:
    return Indice(config.ruta_indice)


@pytest.fixture
def escritor(bd: BaseDeDatos, indice: Indice, reloj: RelojFijo) -> Iterator[Escritor]:
    with transaccion(bd) as sesion:
        for numero in range(1, 4):
            sembrar_documento(sesion, numero, f"Ley {numero}", ("Del retorno de los migrantes.",))
    suyo = Escritor(bd, indice, leer, reloj, "uno")
    hasta_el_final(suyo)
    yield suyo
    suyo.cerrar()


def hasta_el_final(escritor: Escritor) -> None:
    for _ in range(100):
        if escritor.una_vuelta() == 0:
            return
    raise AssertionError("El escritor no acaba.")


def hallados(bd: BaseDeDatos, indice: Indice, texto: str = "retorno") -> list[int]:
    with lectura(bd) as sesion:
        return sorted(a.documento for a in indice.buscar(sesion, Consulta(texto, PUBLICO)).aciertos)


def activa(bd: BaseDeDatos) -> int | None:
    with lectura(bd) as sesion:
        return consultas.generacion_activa(sesion)


def _cortar(segmento: Path, _: Path) -> None:
    os.truncate(segmento, segmento.stat().st_size // 2)


def _alterar(segmento: Path, _: Path) -> None:
    datos = bytearray(segmento.read_bytes())
    datos[datos.rindex(b"migrantes")] ^= 1
    segmento.write_bytes(datos)


def _borrar(segmento: Path, _: Path) -> None:
    segmento.unlink()


def _de_otra_version(segmento: Path, _: Path) -> None:
    datos = segmento.read_bytes()
    segmento.write_bytes(datos[:5] + bytes([datos[5] ^ 1]) + datos[6:])


def _cortar_tabla(_: Path, tabla: Path) -> None:
    os.truncate(tabla, 100)


def _borrar_tabla(_: Path, tabla: Path) -> None:
    tabla.unlink()


DANOS = (_cortar, _alterar, _borrar, _de_otra_version, _cortar_tabla, _borrar_tabla)
Dano = Callable[[Path, Path], None]


def danar(config: Config, dano: Dano, generacion: int = 1) -> None:
    publico = config.ruta_indice / f"g{generacion}" / "publico"
    (tabla,) = publico.glob("*.toc")
    dano(next(publico.glob("*.seg")), tabla)


@pytest.mark.parametrize("dano", DANOS)
def test_un_indice_danado_mientras_nadie_miraba_se_rehace_al_arrancar(
    bd: BaseDeDatos, config: Config, reloj: RelojFijo, escritor: Escritor, dano: Dano
) -> None:
    escritor.cerrar()
    danar(config, dano)
    nuevo = Indice(config.ruta_indice)
    hasta_el_final(Escritor(bd, nuevo, leer, reloj, "otro"))
    assert hallados(bd, nuevo) == [1, 2, 3]
    assert activa(bd) == 2
    with lectura(bd) as sesion:
        acciones = sesion.scalars(select(Asiento.accion).order_by(Asiento.id)).all()
    assert acciones[-2:] == ["indice_danado", "indice_sustituido"]


@pytest.mark.parametrize("dano", [d for d in DANOS if d is not _alterar])
def test_la_pagina_lo_dice_mientras_se_rehace_y_el_escritor_se_entera_por_ella(
    app: Flask, bd: BaseDeDatos, config: Config, reloj: RelojFijo, escritor: Escritor, dano: Dano
) -> None:
    danar(config, dano)
    cliente = app.test_client()
    respuesta = cliente.get("/buscar?q=retorno")
    assert respuesta.status_code == 503
    assert "se está preparando de nuevo a partir de los documentos" in respuesta.get_data(as_text=True)
    # Lo que no es buscar sigue sirviendo.
    for ruta in ("/", "/documentos/CD-00001", "/documentos/CD-00001?q=retorno", "/buscar/completar?q=le"):
        assert cliente.get(ruta).status_code == 200
    # Sin esperar al cotejo: la página dejó dicho que hay que verificarlo.
    reloj.avanzar(seconds=15)
    assert escritor.una_vuelta() == 1
    respuesta = cliente.get("/buscar?q=retorno")
    assert respuesta.status_code == 503
    assert "se está preparando de nuevo" in respuesta.get_data(as_text=True)
    hasta_el_final(escritor)
    respuesta = cliente.get("/buscar?q=retorno")
    assert respuesta.status_code == 200
    assert all(f"Ley {n}" in respuesta.get_data(as_text=True) for n in (1, 2, 3))


def test_un_segmento_que_se_corta_con_el_servidor_en_marcha_no_lo_tumba(
    app: Flask, bd: BaseDeDatos, config: Config, reloj: RelojFijo, escritor: Escritor
) -> None:
    cliente = app.test_client()
    assert cliente.get("/buscar?q=retorno").status_code == 200
    danar(config, _cortar)
    assert cliente.get("/buscar?q=retorno").status_code == 503
    reloj.avanzar(seconds=15)
    hasta_el_final(escritor)
    assert cliente.get("/buscar?q=retorno").status_code == 200


def test_una_denuncia_sin_fundamento_no_rehace_nada(
    bd: BaseDeDatos, indice: Indice, reloj: RelojFijo, escritor: Escritor
) -> None:
    indice.denunciar(1, ValueError("prueba"))
    reloj.avanzar(seconds=15)
    hasta_el_final(escritor)
    assert activa(bd) == 1
    assert not indice.denunciada(1)
    assert hallados(bd, indice) == [1, 2, 3]


def test_un_dano_callado_se_halla_en_un_dia(
    bd: BaseDeDatos, config: Config, indice: Indice, reloj: RelojFijo, escritor: Escritor
) -> None:
    danar(config, _alterar)
    reloj.avanzar(hours=23)
    hasta_el_final(escritor)
    assert activa(bd) == 1
    reloj.avanzar(hours=2)
    hasta_el_final(escritor)
    assert (activa(bd), hallados(bd, indice)) == (2, [1, 2, 3])


def test_un_lector_no_crea_el_indice_que_falta(bd: BaseDeDatos, config: Config, escritor: Escritor) -> None:
    (config.ruta_indice / "g1" / "publico").rename(config.ruta_indice / "apartado")
    lector = Indice(config.ruta_indice)
    for _ in range(2):
        with pytest.raises(NoDisponible, match="se está preparando"):
            hallados(bd, lector)
    assert not (config.ruta_indice / "g1" / "publico").exists()


class MotorQueSeEstropea(MotorWhoosh):
    """Un disco que altera la primera generación que se termina."""

    def optimizar(self) -> None:
        super().optimizar()
        segmento = Path(self._escritores["publico"]._almacen.folder)
        if segmento.parent.name == "g1":
            _alterar(next(segmento.glob("*.seg")), segmento)


def test_lo_que_se_estropea_al_construirse_no_llega_a_buscarse(
    bd: BaseDeDatos, config: Config, reloj: RelojFijo
) -> None:
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 1, "Ley", ("Del retorno de los migrantes.",))
    indice = Indice(config.ruta_indice, MotorQueSeEstropea.abrir)
    hasta_el_final(Escritor(bd, indice, leer, reloj, "uno"))
    assert activa(bd) == 2
    assert hallados(bd, indice) == [1]


def test_quien_empezo_a_buscar_antes_del_cambio_termina_sin_error(
    bd: BaseDeDatos, config: Config, reloj: RelojFijo, escritor: Escritor
) -> None:
    with transaccion(bd) as sesion:
        casos.pedir_reconstruccion(sesion, CONSOLA, reloj=reloj)
    with lectura(bd) as sesion:
        assert consultas.generacion_activa(sesion) == 1
        hasta_el_final(escritor)
        # Su lectura de la base sigue en el instante en que empezó, y abre la generación ya retirada.
        resultado = Indice(config.ruta_indice).buscar(sesion, Consulta("retorno", PUBLICO))
        assert resultado.total == 3
    reloj.avanzar(minutes=2)
    escritor.una_vuelta()
    assert Indice(config.ruta_indice).en_disco() == {2}


def test_lo_que_dejo_un_corte_se_barre_y_lo_que_se_construye_no(
    bd: BaseDeDatos, config: Config, reloj: RelojFijo, escritor: Escritor, indice: Indice
) -> None:
    MotorWhoosh.abrir(config.ruta_indice / "g7")
    (config.ruta_indice / "g7" / "suelto").touch()
    escritor.una_vuelta()
    reloj.avanzar(minutes=2)
    with transaccion(bd) as sesion:
        nueva = casos.pedir_reconstruccion(sesion, CONSOLA, reloj=reloj)
    assert escritor.una_vuelta() > 0
    assert indice.en_disco() == {1, nueva, 7}
    hasta_el_final(escritor)
    assert 7 not in indice.en_disco()
    assert hallados(bd, indice) == [1, 2, 3]


def test_en_los_ratos_libres_se_une_de_una_en_una_y_lo_nuevo_no_espera(
    bd: BaseDeDatos, config: Config, indice: Indice, escritor: Escritor
) -> None:
    def segmentos() -> int:
        return len(list(config.ruta_indice.glob("g1/*/*.seg")))

    def agregar(numero: int, marca: str) -> None:
        with transaccion(bd) as sesion:
            sembrar_documento(sesion, numero, f"Ley {numero}", ("Del retorno.",), marcas=(marca,))
        assert escritor.una_vuelta() == 1

    for numero, marca in enumerate(("publico", "personal", "personal"), start=10):
        agregar(numero, marca)
    cuantos = [segmentos()]
    assert escritor.una_vuelta() == 0
    cuantos.append(segmentos())
    agregar(20, "personal")
    assert hallados(bd, indice) == [1, 2, 3, 10]
    cuantos.append(segmentos())
    for _ in range(4):
        assert escritor.una_vuelta() == 0
        cuantos.append(segmentos())
    # Del público no se une nada: lo nuevo aún es poco ante lo que había.
    assert cuantos == [4, 3, 4, 3, 3, 3, 3]
    antes = sorted(config.ruta_indice.rglob("*"))
    assert escritor.una_vuelta() == 0
    assert sorted(config.ruta_indice.rglob("*")) == antes


def _fichas_vivas() -> int:
    gc.collect()
    return sum(isinstance(objeto, Ficha) for objeto in gc.get_objects())


def test_reconstruir_no_tiene_en_memoria_mas_que_un_grupo(
    bd: BaseDeDatos, indice: Indice, reloj: RelojFijo
) -> None:
    with transaccion(bd) as sesion:
        for numero in range(1, 41):
            sembrar_documento(sesion, numero, f"Ley {numero}", ("Del retorno.",) * 80)
    vivas: list[int] = []
    antes = _fichas_vivas()

    def contando(sesion: Session, numeros: Sequence[int]) -> Sequence[Ficha | Borrar]:
        vivas.append(_fichas_vivas() - antes)
        return leer(sesion, numeros)

    hasta_el_final(Escritor(bd, indice, contando, reloj, "uno"))
    assert len(vivas) == 5
    assert max(vivas) == 0
    assert hallados(bd, indice, "ley 33") == [33]


def test_el_indice_se_abre_antes_de_la_primera_busqueda(
    bd: BaseDeDatos, indice: Indice, reloj: RelojFijo
) -> None:
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 1, "Ley 1", ("Del retorno.",))
    hasta_el_final(Escritor(bd, indice, leer, reloj, "uno"))
    otro = Indice(indice.carpeta(1).parent)
    with lectura(bd) as sesion:
        otro.calentar(sesion)
    motor = otro.motor(1)
    assert isinstance(motor, MotorWhoosh)
    assert list(motor._vistas) == [("publico",), ("publico", "restringido")]


def test_calentar_un_indice_daniado_lo_denuncia_y_sin_indice_no_hace_nada(
    bd: BaseDeDatos, indice: Indice, reloj: RelojFijo
) -> None:
    with lectura(bd) as sesion:
        indice.calentar(sesion)
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 1, "Ley 1", ("Del retorno.",))
    hasta_el_final(Escritor(bd, indice, leer, reloj, "uno"))
    for archivo in indice.carpeta(1).rglob("*.seg"):
        archivo.write_bytes(b"")
    otro = Indice(indice.carpeta(1).parent)
    with lectura(bd) as sesion:
        otro.calentar(sesion)
    assert otro.denunciada(1)
