"""Las copias para llevar de una versión congelada: las hace el trabajador y se vuelven a entregar."""
