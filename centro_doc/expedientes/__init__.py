"""Los expedientes: lo que hay sobre un nodo del plan o un tema de la agenda, con su evidencia."""
