"""Qué contraseñas se aceptan y cómo se guardan."""

import pytest
from argon2 import PasswordHasher

from centro_doc.cuentas.claves import Claves, clave_de_un_solo_uso, reparo

PROPIOS = ("Ana Lucía Sical", "asical.ruiz@congreso.gob.gt")


@pytest.mark.parametrize(
    "clave",
    [
        "tres tristes tigres comen",
        "Xk7-pq2-Lm9-vv",
        "la lluvia cae en Cobán",
        "ñandúes y más ñandúes",
        "938-27-16-0455",
    ],
)
def test_una_frase_larga_y_ajena_se_acepta(clave):
    assert reparo(clave, PROPIOS) is None


@pytest.mark.parametrize(
    ("clave", "parte"),
    [
        ("once letras", "al menos 12"),
        ("x" * 201, "200 caracteres como máximo"),
        ("me llamo Lucia y ya", "su nombre ni su correo"),
        ("SICAL en mayúsculas", "su nombre ni su correo"),
        ("esto es de ruiz ok", "su nombre ni su correo"),
        ("aaaaaaaaaaaaaa", "muy común"),
        ("123456789012", "muy común"),
        ("210987654321", "muy común"),
        ("qwertyuiopas", "muy común"),
        ("Contraseña2009!", "muy común"),
        ("Congreso-Guatemala-2009", "muy común"),
        ("migrantes2009", "muy común"),
    ],
)
def test_lo_corto_lo_propio_y_lo_previsible_se_rechaza_con_su_motivo(clave, parte):
    assert parte in (reparo(clave, PROPIOS) or "")


def test_un_nombre_de_tres_letras_no_estorba():
    assert reparo("manzanas y peras verdes", ("Ana Paz", "ana@congreso.gob.gt")) is None


def test_la_misma_clave_escrita_con_otra_forma_unicode_coincide(claves):
    resumen = claves.resumir("la lluvia cae en Cobán")
    assert claves.coincide(resumen, "la lluvia cae en Coba\u0301n")
    assert not claves.coincide(resumen, "la lluvia cae en Coban")


def test_sin_cuenta_o_con_un_resumen_roto_no_coincide(claves):
    assert not claves.coincide(None, "cualquiera")
    assert not claves.coincide("esto no es argon2", "cualquiera")


def test_los_parametros_por_omision_son_argon2id_con_64_mb():
    assert Claves().resumir("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_un_resumen_con_otros_parametros_esta_envejecido(claves):
    otro = Claves(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert claves.envejecido(otro.resumir("x"))
    assert not claves.envejecido(claves.resumir("x"))


def test_las_claves_de_un_solo_uso_no_se_repiten_y_pasan_las_reglas():
    halladas = {clave_de_un_solo_uso() for _ in range(200)}
    assert len(halladas) == 200
    assert all(reparo(clave, PROPIOS) is None for clave in halladas)


class ArgonContado(PasswordHasher):
    """Argon2id de verdad que cuenta sus comprobaciones."""

    comprobadas = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:
        self.comprobadas += 1
        return super().verify(hash, password)


def test_una_cuenta_que_no_existe_cuesta_la_misma_comprobacion():
    argon2 = ArgonContado(time_cost=1, memory_cost=8, parallelism=1)
    claves = Claves(argon2)
    resumen = claves.resumir("una clave")
    for resumen_guardado in (resumen, None):
        antes = argon2.comprobadas
        assert not claves.coincide(resumen_guardado, "otra clave")
        assert argon2.comprobadas == antes + 1
