"""Archivos de oficina (DOCX) que con los mismos datos son siempre los mismos octetos."""

import zipfile
from io import BytesIO


def sin_la_hora(octetos: bytes) -> bytes:
    """El mismo ZIP con una fecha fija en cada parte."""
    salida = BytesIO()
    with zipfile.ZipFile(BytesIO(octetos)) as viejo, zipfile.ZipFile(salida, "w") as nuevo:
        for parte in viejo.infolist():
            ficha = zipfile.ZipInfo(parte.filename, date_time=(1980, 1, 1, 0, 0, 0))
            ficha.compress_type, ficha.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            nuevo.writestr(ficha, viejo.read(parte))
    return salida.getvalue()
