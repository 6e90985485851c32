"""Extrae el texto de los archivos, lo analiza en español y lo busca con Whoosh."""
