"""da a cada mesa y a cada acuerdo una clave al azar, con que se nombran en su dirección en vez de su número.

Las mesas que ya estaban recuerdan que su dirección llevó el número: la vieja sigue llevando a la suya.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_LETRAS, _LARGO = "23456789bcdfghjkmnpqrstvwxyz", 4
_TABLAS = (("mesa", "tema_id"), ("acuerdo", "mesa_id"))


def upgrade() -> None:
    for nombre, dueno in _TABLAS:
        with op.batch_alter_table(nombre) as tabla:
            tabla.add_column(sa.Column("clave", sa.String(8), server_default="", nullable=False))
            if nombre == "mesa":
                tabla.add_column(
                    sa.Column("tuvo_numero", sa.Boolean(), server_default=sa.true(), nullable=False)
                )
        _dar_claves(op.get_bind(), nombre)
        with op.batch_alter_table(nombre) as tabla:
            tabla.alter_column("clave", server_default=None, existing_type=sa.String(8))
            if nombre == "mesa":
                tabla.alter_column("tuvo_numero", server_default=None, existing_type=sa.Boolean())
            tabla.create_unique_constraint(op.f(f"uq_{nombre}_{dueno}_clave"), [dueno, "clave"])


def downgrade() -> None:
    for nombre, dueno in _TABLAS:
        with op.batch_alter_table(nombre) as tabla:
            tabla.drop_constraint(op.f(f"uq_{nombre}_{dueno}_clave"), type_="unique")
            tabla.drop_column("clave")
            if nombre == "mesa":
                tabla.drop_column("tuvo_numero")


def _dar_claves(conexion: sa.Connection, nombre: str) -> None:
    """Todas distintas. De nada sirven las que se puedan volver a calcular de su número."""
    tabla = sa.table(nombre, sa.column("id", sa.Integer), sa.column("clave", sa.String))
    usadas: set[str] = set()
    for numero in conexion.scalars(sa.select(tabla.c.id)).all():
        while (una := "".join(secrets.choice(_LETRAS) for _ in range(_LARGO))) in usadas:
            pass
        usadas.add(una)
        conexion.execute(tabla.update().where(tabla.c.id == numero).values(clave=una))
