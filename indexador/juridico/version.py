"""Con qué reglas se leen la estructura y las citas de un texto."""

REGLAS = 17
"""Sube con cada cambio que haga hallar otra cosa: lo guardado se vuelve a leer."""
