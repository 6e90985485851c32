"""Lo que todas las tajadas usan: base de datos, transacciones, errores, web, fechas."""
