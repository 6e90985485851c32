"""La aplicación: tajadas verticales sobre un orden comprobado."""
