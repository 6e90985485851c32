"""La búsqueda: de la consulta de una persona a la página de resultados."""
