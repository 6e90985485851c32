"""El plan como documento para leer e imprimir: los mismos datos, en PDF y en DOCX."""

from centro_doc.plan.impreso.docx import escribir as escribir_docx
from centro_doc.plan.impreso.pdf import escribir as escribir_pdf

__all__ = ["escribir_docx", "escribir_pdf"]
