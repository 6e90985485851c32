"""Los vínculos: qué nodos del plan y temas respalda un documento, y con qué pasaje."""
