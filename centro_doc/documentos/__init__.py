"""La página de un documento: su imagen con lo buscado, su texto, sus vínculos y sus versiones."""
