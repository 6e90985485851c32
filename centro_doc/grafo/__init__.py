"""El grafo de las normas: la estructura de cada texto, qué cita y quién lo cita."""
