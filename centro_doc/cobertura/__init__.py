"""La cobertura del plan: qué documentos prueban cada nodo, por trimestre y por tipo, y qué falta."""
