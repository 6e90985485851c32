"""Rehace la migración inicial a partir de los modelos. Sólo mientras no haya una versión publicada."""

import tempfile
from pathlib import Path

from alembic import command

from centro_doc.comun.bd import BaseDeDatos
from centro_doc.migraciones import configuracion

REVISION = "0001"
MENSAJE = "crea las tablas del primer paso"


def regenerar() -> Path:
    """Borra la migración inicial, la vuelve a generar y devuelve su ruta."""
    carpeta = Path(__file__).parent / "versions"
    for vieja in carpeta.glob("*.py"):
        vieja.unlink()
    with tempfile.TemporaryDirectory() as temporal:
        bd = BaseDeDatos(f"sqlite:///{Path(temporal) / 'vacia.sqlite3'}")
        ajustes = configuracion()
        with bd.motor.connect() as conexion:
            ajustes.attributes["conexion"] = conexion
            command.revision(ajustes, message=MENSAJE, autogenerate=True, rev_id=REVISION)
        bd.cerrar()
    (ruta,) = carpeta.glob("*.py")
    texto = ruta.read_text(encoding="utf-8")
    marca = "    # ### end Alembic commands ###\n\n\ndef downgrade"
    disparadores = (
        '    if op.get_bind().dialect.name == "sqlite":\n'
        "        for sentencia in DISPARADORES:\n            op.execute(sentencia)\n"
    )
    ruta.write_text(texto.replace(marca, disparadores + marca, 1), encoding="utf-8")
    return ruta


if __name__ == "__main__":
    regenerar()
