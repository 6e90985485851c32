"""Lo que una persona con cuenta lleva de su lectura: qué ha leído y las notas que pone a los pasajes."""
