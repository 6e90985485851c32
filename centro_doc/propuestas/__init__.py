"""Vínculos propuestos: los perfiles con que se reconoce qué prueba un documento."""
