"""Encuaderna un expediente: de sus datos y sus archivos hace un PDF, un DOCX o una bolsa BagIt.

No conoce la base de datos ni Flask. Lo mismo da siempre los mismos octetos: nada de aquí mira la hora.
"""

MOTOR = "9"
"""Cambia cuando cambian los octetos que salen de lo mismo: lo hecho con otro motor se hace de nuevo."""
