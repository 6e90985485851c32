"""La clave que firma las sesiones."""

from concurrent.futures import ThreadPoolExecutor

from centro_doc.comun.secreto import clave_secreta


def test_la_clave_se_crea_una_vez_y_solo_la_lee_su_duenio(tmp_path):
    primera = clave_secreta(tmp_path / "datos")
    assert clave_secreta(tmp_path / "datos") == primera
    assert (tmp_path / "datos" / "clave_secreta").stat().st_mode & 0o077 == 0


def test_los_arranques_simultaneos_comparten_la_clave(tmp_path):
    with ThreadPoolExecutor(8) as grupo:
        claves = set(grupo.map(lambda _: clave_secreta(tmp_path), range(16)))
    assert len(claves) == 1
    assert [r.name for r in tmp_path.iterdir()] == ["clave_secreta"]
