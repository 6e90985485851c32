"""Las cuentas: personas, roles, membresías de grupos técnicos y las reglas de permiso."""
