"""Guarda archivos por su contenido (SHA-256), una sola vez y para siempre."""
