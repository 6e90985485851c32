"""Las normas como autoridades: su clave, sus nombres, sus fechas, su estado y lo que una hace con otra."""
