"""Las importaciones: muchos archivos de una vez, que se ensayan, se pausan, se reanudan y se deshacen."""
