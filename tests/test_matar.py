"""Nada con recibo se pierde aunque los procesos mueran sin avisar. La corrida larga: rendimiento/matar.py."""

import random

from rendimiento.matar import centro_nuevo, faltas, matar_al_servidor, matar_al_trabajador, terminar


def test_matar_al_trabajador_y_al_servidor_no_pierde_ni_repite_nada(tmp_path):
    azar = random.Random(7)
    with centro_nuevo(tmp_path / "datos") as centro:
        importadas = matar_al_trabajador(centro, 12, 3, azar)
        subidas = matar_al_servidor(centro, 3, azar)
        terminar(centro)
        assert len(importadas) == 12
        assert len(subidas) >= 3
        assert faltas(centro, [*importadas, *subidas]) == []
