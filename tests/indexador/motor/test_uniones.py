"""Las uniones de los ratos libres: de una en una, sólo si valen la pena, y sin cambiar nada de lo hallado."""

from itertools import pairwise
from pathlib import Path

from motor_de_prueba import ficha
from sembrado import estado, segmentos, sembrado

from indexador.ficha import Ficha
from indexador.motor import MotorWhoosh


def test_un_rato_libre_hace_una_union_por_llamada_y_acaba(tmp_path: Path) -> None:
    motor = sembrado(tmp_path)
    for n in range(10, 12):
        motor.escribir([ficha(n, "viejo", "secreto", marcas=("personal",))])
    antes = estado(tmp_path)
    cuantos = [segmentos(tmp_path)]
    while motor.unir():
        cuantos.append(segmentos(tmp_path))
    assert len(cuantos) == 3
    assert all(sum(a != b for a, b in zip(x, y, strict=True)) == 1 for x, y in pairwise(cuantos))
    assert cuantos[-1] == (1, 1)
    assert estado(tmp_path) == antes


def test_sin_nada_que_unir_no_se_confirma_nada(tmp_path: Path) -> None:
    motor = sembrado(tmp_path)
    motor.optimizar()
    antes = sorted(tmp_path.rglob("*"))
    assert motor.unir() is False
    motor.optimizar()
    assert sorted(tmp_path.rglob("*")) == antes


def test_un_documento_nuevo_no_hace_reescribir_un_segmento_enorme(tmp_path: Path) -> None:
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([_de_paginas(1, 400)])
    (enorme,) = (tmp_path / "publico").glob("*.seg")
    for n in range(2, 12):
        motor.escribir([_de_paginas(n, 2)])
        while motor.unir():
            pass
    assert enorme.exists()
    assert segmentos(tmp_path)[0] <= 4
    motor.escribir([_de_paginas(50, 300)])
    assert motor.unir()
    assert not enorme.exists()
    assert sorted(motor.revisiones()) == [*range(1, 12), 50]


def test_un_segmento_grande_con_muchos_borrados_espera_a_un_rato_libre(tmp_path: Path) -> None:
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([_de_paginas(1, 6_100), _de_paginas(2, 1_900)])
    (grande,) = (tmp_path / "publico").glob("*.seg")
    motor.escribir([_de_paginas(2, 1)])
    assert grande.exists()
    assert motor.unir()
    assert not grande.exists()
    while motor.unir():
        pass
    assert motor.revisiones() == {1: 1, 2: 1}
    motor.escribir([], borrar=[1])
    # Si de uno grande no queda nada, o queda poco, no hay por qué esperar.
    assert motor.revisiones() == {2: 1}
    assert sum(s.stat().st_size for s in (tmp_path / "publico").glob("*.seg")) < 50_000


def _de_paginas(numero: int, paginas: int) -> Ficha:
    return ficha(numero, "ley", *(f"página {n}" for n in range(paginas)))
