"""El directorio: las instituciones y organizaciones con las que se trabaja."""
