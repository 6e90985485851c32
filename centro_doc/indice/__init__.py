"""El índice visto desde la aplicación: la generación activa, lo indexado y el protocolo del escritor."""
