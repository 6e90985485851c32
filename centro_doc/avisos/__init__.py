"""Los avisos de lo nuevo de cada tema de la agenda: por Atom y por correo."""
