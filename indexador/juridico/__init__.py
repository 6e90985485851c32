"""Lo que un documento dice de sí mismo en sus formas fijas: qué es, su número, sus fechas, quién lo emite."""
