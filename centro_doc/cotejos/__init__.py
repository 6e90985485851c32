"""Textos frente a frente: dos documentos, dos versiones, una reforma y su norma, y una norma a una fecha."""
