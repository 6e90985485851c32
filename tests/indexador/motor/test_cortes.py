"""Un corte en cualquier instante o un disco lleno: queda lo de antes o lo de después, y nada suelto.

La corrida larga, con muertes de verdad en momentos al azar: rendimiento/cortes_del_indice.py.
"""

import os
import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from motor_de_prueba import ANONIMO, PERSONAL, buscar, ficha, hallados
from sembrado import estado, sembrado, sueltos

from indexador.consulta import Completado, Consulta, Resultado
from indexador.motor import MotorWhoosh, uniones

CAMBIOS: dict[str, Callable[[MotorWhoosh], object]] = {
    "agregar": lambda motor: motor.escribir([ficha(5, "nuevo", "tres")]),
    "agregar y unir": lambda motor: motor.escribir([ficha(n, "nuevo", "dos") for n in range(20, 40)]),
    "cambiar": lambda motor: motor.escribir([ficha(n, "nuevo", "dos", revision=2) for n in (1, 2, 3)]),
    "quitar": lambda motor: motor.escribir([], borrar=[1, 3]),
    "quitar todo": lambda motor: motor.escribir([], borrar=[1, 2, 3, 9]),
    "unir": lambda motor: motor.unir(),
    "optimizar": lambda motor: motor.optimizar(),
}


class Fotografo:
    """Hace de `fsync`: guarda cómo quedaría el disco si el proceso muriera ahí.

    Con `apagon`, de lo que aún no se sincronizó sólo queda la mitad, como tras un corte de luz.
    """

    def __init__(self, ruta: Path, fotos: Path, *, apagon: bool) -> None:
        self._ruta, self._fotos, self._apagon = ruta, fotos, apagon
        self._firmes = {str(archivo) for archivo in ruta.rglob("*")}
        self.hechas: list[Path] = []

    def __call__(self, descriptor: int) -> None:
        self._guardar()
        os.fsync(descriptor)
        self._firmes.add(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        self._guardar()

    def _guardar(self) -> None:
        foto = self._fotos / str(len(self.hechas))
        shutil.copytree(self._ruta, foto)
        for archivo in foto.rglob("*"):
            original = self._ruta / archivo.relative_to(foto)
            # Una tabla puesta en su sitio se sincronizó antes con su nombre provisional.
            firme = str(original) in self._firmes or archivo.suffix == ".toc"
            if self._apagon and archivo.is_file() and not firme:
                archivo.write_bytes(archivo.read_bytes()[: archivo.stat().st_size // 2])
        self.hechas.append(foto)


@pytest.mark.parametrize("apagon", [False, True], ids=["muerte", "apagon"])
@pytest.mark.parametrize("cambio", CAMBIOS)
def test_un_corte_en_cualquier_instante_deja_lo_de_antes_o_lo_de_despues(
    tmp_path: Path, cambio: str, apagon: bool
) -> None:
    ruta = tmp_path / "indice"
    sembrado(ruta)
    antes = estado(ruta)
    fotografo = Fotografo(ruta, tmp_path / "fotos", apagon=apagon)
    CAMBIOS[cambio](MotorWhoosh(ruta, fotografo))
    despues = estado(ruta)
    vistos = [estado(foto) for foto in fotografo.hechas]
    # Al quitar de los dos índices hay un estado intermedio: lo restringido ya no está, lo público sí.
    posibles = [antes, despues] if cambio != "quitar todo" else [antes, *dict.fromkeys(vistos), despues]
    assert set(vistos) <= set(posibles) and len(set(posibles)) <= 3
    orden = [posibles.index(visto) for visto in vistos]
    assert orden == sorted(orden)
    assert sueltos(ruta) == []
    for foto in fotografo.hechas[::3]:
        motor = MotorWhoosh.abrir(foto)
        motor.escribir([ficha(60, "otro"), ficha(61, "otro", marcas=("personal",))])
        assert sueltos(foto) == []
        assert sorted(hallados(motor, "otro", PERSONAL)) == [60, 61]


def test_un_corte_a_medio_cambiar_de_clase_nunca_ensena_de_mas(tmp_path: Path) -> None:
    ruta = tmp_path / "indice"
    sembrado(ruta)
    fotografo = Fotografo(ruta, tmp_path / "fotos", apagon=False)
    MotorWhoosh(ruta, fotografo).escribir([ficha(1, "viejo", "secreto", marcas=("personal",), revision=2)])
    for foto in fotografo.hechas:
        motor = MotorWhoosh.abrir(foto)
        assert hallados(motor, "secreto", corregir=False) == []
        assert motor.revisiones()[1] in {1, 2, -1}
        motor.escribir([ficha(1, "viejo", "secreto", marcas=("personal",), revision=2)])
        assert motor.revisiones() == {1: 2, 2: 1, 3: 1, 9: 1}


MIXTO = [
    ficha(1, "viejo", "uno", marcas=("personal",), revision=2),
    ficha(2, "viejo", "uno", revision=2),
    ficha(9, "viejo", "dos", revision=2),
]
"""Uno que se estrecha, uno que sigue siendo público y uno que se publica."""


@pytest.mark.parametrize("apagon", [False, True], ids=["muerte", "apagon"])
def test_lo_que_cambia_de_clase_no_falta_ni_un_instante_a_quien_puede_verlo(
    tmp_path: Path, apagon: bool
) -> None:
    ruta = tmp_path / "indice"
    sembrado(ruta)
    fotografo = Fotografo(ruta, tmp_path / "fotos", apagon=apagon)
    MotorWhoosh(ruta, fotografo).escribir(MIXTO)
    vistas = []
    for foto in fotografo.hechas:
        motor = MotorWhoosh.abrir(foto)
        assert sorted(hallados(motor, "viejo", PERSONAL)) == [1, 2, 3, 9]
        vistas.append(frozenset(hallados(motor, "viejo")))
    # Para el público, lo que se estrecha desaparece en la misma confirmación en que aparece lo publicado.
    assert list(dict.fromkeys(vistas)) == [{1, 2, 3}, {2, 3, 9}]


def test_lo_estrechado_desaparece_antes_de_reescribir_un_segmento_grande(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uniones, "TOPE_AL_CONFIRMAR", 5)
    ruta, nuevo = tmp_path / "indice", tmp_path / "nuevo"
    otros = [ficha(n, f"otro {n}", "texto con palabras") for n in range(2, 20)]
    secreto = ficha(1, "palabroja", "texto con palabreja")
    estrechado = replace(secreto, publica=False, marcas=frozenset({"personal"}), revision=2)
    MotorWhoosh.abrir(ruta).escribir([secreto, *otros])
    MotorWhoosh.abrir(nuevo).escribir([estrechado, *otros])
    fotografo = Fotografo(ruta, tmp_path / "fotos", apagon=False)
    MotorWhoosh(ruta, fotografo).escribir([estrechado])
    assert not en_disco(ruta / "publico", "palabreja")
    sin_reescribir = [
        foto
        for foto in fotografo.hechas
        if en_disco(foto / "publico", "palabreja") and not hallados(MotorWhoosh.abrir(foto), "palabreja")
    ]
    assert sin_reescribir
    for foto in sin_reescribir:
        for texto in ("palabreja", "palabrejas", "palabr*", "palabreja~1", "texto palabreja", "palabra"):
            for marcas in (ANONIMO, PERSONAL):
                assert contesta(foto, texto, marcas) == contesta(nuevo, texto, marcas)
        MotorWhoosh.abrir(foto).escribir([estrechado])
        assert not en_disco(foto / "publico", "palabreja")


def en_disco(carpeta: Path, palabra: str) -> bool:
    return any(palabra.encode() in a.read_bytes() for a in carpeta.rglob("*.seg"))


def contesta(ruta: Path, texto: str, marcas: frozenset[str]) -> tuple[Resultado, Completado]:
    """Lo que se halla y con qué se completa, sin lo que tardó."""
    motor = MotorWhoosh.abrir(ruta)
    return replace(buscar(motor, texto, marcas), milisegundos=0.0), motor.completar(Consulta(texto, marcas))


class FallaAl:
    """Un `fsync` al que se le acaba el disco en la enésima llamada."""

    def __init__(self, cual: int) -> None:
        self.faltan = cual

    def __call__(self, descriptor: int) -> None:
        self.faltan -= 1
        if self.faltan == 0:
            raise OSError(28, "No space left on device")
        os.fsync(descriptor)


@pytest.mark.parametrize("cual", range(1, 5))
def test_si_el_disco_falla_en_cualquier_paso_el_indice_sirve_y_el_cerrojo_queda_libre(
    tmp_path: Path, cual: int
) -> None:
    sembrado(tmp_path)
    motor = MotorWhoosh(tmp_path, FallaAl(cual))
    with pytest.raises(OSError, match="No space"):
        motor.escribir([ficha(1, "nuevo", "dos", revision=2)])
    assert sueltos(tmp_path) == []
    assert hallados(motor, "uno") in ([3, 2, 1], [3, 2])
    motor.escribir([ficha(1, "nuevo", "dos", revision=2)])
    assert hallados(MotorWhoosh.abrir(tmp_path), "nuevo") == [1]
    assert motor.revisiones() == {1: 2, 2: 1, 3: 1, 9: 1}


@contextmanager
def limite(recurso: int, cuanto: int) -> Iterator[None]:
    """El sistema no deja pasar de ahí mientras dura el bloque."""
    suave, duro = resource.getrlimit(recurso)
    resource.setrlimit(recurso, (cuanto, duro))
    try:
        yield
    finally:
        resource.setrlimit(recurso, (suave, duro))


@pytest.mark.parametrize("bytes_que_caben", [0, 100, 5_000])
def test_un_archivo_que_no_cabe_no_deja_nada_abierto_ni_suelto(tmp_path: Path, bytes_que_caben: int) -> None:
    motor = sembrado(tmp_path)
    gorda = ficha(5, "nuevo", " ".join(f"palabra{n}" for n in range(5_000)))
    with limite(resource.RLIMIT_FSIZE, bytes_que_caben), pytest.raises(OSError, match="too large"):
        motor.escribir([gorda])
    # Lo que sigue abierto es lo que se busca, y nada de lo que no cupo ni el cerrojo.
    assert [a for a in _abiertos(tmp_path) if not a.endswith(".seg")] == []
    assert sueltos(tmp_path) == []
    assert sorted(hallados(motor, "viejo")) == [1, 2, 3]
    motor.escribir([gorda])
    assert hallados(motor, "palabra4321") == [5]


def _abiertos(ruta: Path) -> list[str]:
    destinos = [str(d.readlink()) for d in Path("/proc/self/fd").iterdir() if d.is_symlink()]
    return [destino for destino in destinos if str(ruta) in destino]


def test_sin_descriptores_libres_no_se_toma_un_indice_sano_por_vacio(tmp_path: Path) -> None:
    # Whoosh toma un error al leer la carpeta por una carpeta vacía.
    motor = sembrado(tmp_path)
    antes = estado(tmp_path)
    nuevo = MotorWhoosh.abrir(tmp_path, crear=False)
    with limite(resource.RLIMIT_NOFILE, 0):
        for intento in (
            lambda: hallados(nuevo, "viejo"),
            lambda: motor.escribir([ficha(1, "nuevo")]),
            lambda: MotorWhoosh.abrir(tmp_path),
        ):
            with pytest.raises(OSError, match="Too many open files"):
                intento()
    assert estado(tmp_path) == antes
