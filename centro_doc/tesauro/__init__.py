"""El tesauro: los términos que en la búsqueda valen lo mismo, que el personal puede cambiar."""
