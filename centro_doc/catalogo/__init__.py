"""El catálogo: documentos, versiones, archivos, textos; su ingreso y su descripción."""
