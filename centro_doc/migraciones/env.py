"""El entorno que Alembic ejecuta; la conexión la da `migrar`."""

from alembic import context

from centro_doc.migraciones import metadatos

context.configure(
    connection=context.config.attributes["conexion"],
    target_metadata=metadatos(),
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
