"""Las pantallas de administración."""
